//! The database: one writer, a pool of readers, one event for each change.
//!
//! Nobody outside this folder and the features' `store` files speaks SQL. There is no way to the writing
//! connection but [`Db::write`], which takes a function that returns a [`Change`]: its value and the events
//! that tell of it. What is nobody else's business says so with [`Change::private`].

mod check;
mod clock;
mod processor;
mod reader;
mod sqlite;
#[cfg(test)]
mod tests;
mod writer;

pub use check::{check, check_statements};
pub use clock::{Clock, Millis};
pub use reader::{Read, Statements};
pub use sqlite::{Setup, checkpoint, copy_to, integrity};
pub use writer::{Change, Tx};

use crate::live::{Committed, Hub};
use sqlx::SqlitePool;
use std::{future::Future, path::Path, pin::Pin, sync::Arc};

/// A boxed future that borrows for `'t`; what a write function returns.
pub type Boxed<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// Why the database could not do what it was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// The queue of waiting writes is full: come back in a moment.
    #[error("too many writes are waiting")]
    Busy,
    /// The disk takes no more; nothing of the write was kept.
    #[error("the disk is full")]
    Full,
    /// Anything else; the text is for the log, never for a page.
    #[error("{0}")]
    Other(Arc<str>),
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        // SQLITE_FULL is 13; SQLITE_IOERR_WRITE (778) is what a quota or a broken disk answers.
        match error.as_database_error().and_then(|e| e.code()) {
            Some(code) if code == "13" || code == "778" => Self::Full,
            _ if matches!(error, sqlx::Error::PoolTimedOut) => Self::Busy,
            _ => Self::Other(error.to_string().into()),
        }
    }
}

/// The handle that everything else holds; cheap to clone.
#[derive(Clone)]
pub struct Db {
    readers: SqlitePool,
    writer: writer::Writer,
    statements: Statements,
    /// The time that writes are stamped with.
    pub clock: Clock,
}

impl Db {
    /// Opens the file (made when missing), applies migrations and starts the writer.
    /// `hub` hears of each committed event, in order, before its writer is answered.
    ///
    /// # Errors
    /// When the file cannot be opened or a migration fails.
    pub async fn open(file: &Path, clock: Clock, hub: Hub) -> Result<Self, Failure> {
        let setup = Setup::new(file);
        let writer = writer::Writer::start(setup.clone(), clock.clone(), hub).await?;
        let readers = setup.readers().await?;
        Ok(Self { readers, writer, statements: Statements::default(), clock })
    }

    /// The same database, counting what is read through this handle.
    #[must_use]
    pub fn counting(&self, statements: Statements) -> Self {
        Self { statements, ..self.clone() }
    }

    /// One snapshot to read a page from: all its statements see the same moment.
    ///
    /// # Errors
    /// When no connection is free in time.
    pub async fn read(&self) -> Result<Read, Failure> {
        Read::begin(&self.readers, self.statements.clone()).await
    }

    /// The first row of one statement, which is a snapshot by itself: a third of the way of a [`Read`]. For what almost
    /// every request asks.
    ///
    /// # Errors
    /// When no connection is free in time, or the database fails.
    pub async fn glance<O>(&self, query: reader::As<'_, O>) -> Result<Option<O>, Failure>
    where
        O: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> + Send + Unpin,
    {
        reader::glance(&self.readers, &self.statements, query).await
    }

    /// Runs `deed` in a transaction that is durable before this returns. Waiting deeds share a commit, and one
    /// that fails harms no other. Gives the value and the number of the last event appended (0 when private).
    ///
    /// # Errors
    /// What `deed` refused with, or why it could not be kept.
    pub async fn write<T, E, F>(&self, deed: F) -> Result<(T, i64), E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Change<T>, E>> + Send + 'static,
    {
        self.writer.submit(deed).await
    }

    /// Waits until every write that was queued before this call is on disk.
    pub async fn settle(&self) {
        let _ = self.write::<(), Failure, _>(|_| Box::pin(async { Ok(Change::private(())) })).await;
    }
}

/// What the hub does with events; named here so that the writer does not know how they travel.
pub(crate) fn tell(hub: &Hub, committed: Vec<Committed>) {
    hub.committed(committed);
}
