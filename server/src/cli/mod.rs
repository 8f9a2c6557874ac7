//! The command line. Results go to standard output, progress and faults to standard error.
//!
//! Exit codes: 0 done; 1 failed; 2 bad usage or bad input, with `FILE:LINE: reason` for each fault.

mod args;
mod audit;
mod backup;
mod check;
mod demo;
mod digest;
mod error;
mod export;
mod import;
mod open;
mod progress;
#[cfg(test)]
pub(crate) mod tests;
mod user;

pub use args::{
    AuditCommand, BackupArgs, Cli, Command, DigestArgs, ExportArgs, ExportFormat, ImportArgs, ImportFormat,
    NewUserArgs, ServeArgs, UserCommand,
};
pub use error::Error;
pub use progress::Progress;

use clap::Parser;
use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};
use tracing_subscriber::EnvFilter;

/// Reads the arguments, does what they say, and tells how it went.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    log(if matches!(cli.command, Command::Serve(_)) { "info" } else { "warn" });
    let done = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(run(&cli, &mut io::stdout())),
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell it to when standard error is closed.
            let _ = error.tell(&mut io::stderr().lock());
            ExitCode::from(error.code())
        }
    }
}

/// Does what a command line says; results go to `out`.
///
/// # Errors
/// What went wrong, with its exit code.
pub async fn run(cli: &Cli, out: &mut impl Write) -> Result<(), Error> {
    did(cli, out).await?;
    if cli.command.writes() {
        app::db::checkpoint(&cli.database).await?;
    }
    Ok(())
}

async fn did(cli: &Cli, out: &mut impl Write) -> Result<(), Error> {
    match &cli.command {
        Command::Serve(args) => Ok(crate::serve::run(&cli.database, args).await?),
        Command::Import(args) => import::run(&cli.database, args, out).await,
        Command::Export(args) => export::run(&cli.database, args, out).await,
        Command::User(UserCommand::Create(args)) => {
            user::create(&cli.database, args, &mut io::stdin().lock(), out).await
        }
        Command::Backup(args) => backup::run(&cli.database, &args.file, out).await,
        Command::Check => check::run(&cli.database, out).await,
        Command::Audit(AuditCommand::Verify) => audit::verify(&cli.database, out).await,
        Command::Digest(args) => digest::run(&cli.database, args, out).await,
        Command::Demo => demo::run(&cli.database, out).await,
    }
}

/// The log goes to standard error; `RUST_LOG` says how much of it.
fn log(usual: &str) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .try_init();
}
