use crate::serve::ServeError;
use app::{
    db::Failure,
    fault::Fault,
    i18n::{Lang, Words},
};
use std::io::{self, Write};

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was given is not right: a line for each fault, `FILE:LINE: reason` where it stands in a file.
    #[error("{}", .0.join("\n"))]
    Input(Vec<String>),
    /// It could not be done.
    #[error("{0}")]
    Failed(String),
    /// It was done, and its result is that something is wrong; all has been told already.
    #[error("")]
    Told,
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The database could not be used.
    #[error("the database cannot be used: {0}")]
    Database(#[from] Failure),
    /// Refused, as a person would be.
    #[error("{}", .0.say(Words(Lang::En)))]
    Refused(#[from] Fault),
    /// The server did not start, or stopped by itself.
    #[error(transparent)]
    Serve(#[from] ServeError),
}

impl Error {
    /// One fault of what was given.
    pub fn input(fault: impl Into<String>) -> Self {
        Self::Input(vec![fault.into()])
    }

    /// The exit code.
    pub const fn code(&self) -> u8 {
        match self {
            Self::Input(_) | Self::Serve(ServeError::Config(_)) => 2,
            _ => 1,
        }
    }

    /// Writes it for a person or a script to read. Nothing is said of a reader that has gone (`pam export | head`).
    ///
    /// # Errors
    /// When `to` cannot be written.
    pub fn tell(&self, to: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Told => Ok(()),
            Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Self::Input(faults) => faults.iter().try_for_each(|fault| writeln!(to, "{fault}")),
            other => writeln!(to, "pam: {other}"),
        }
    }
}
