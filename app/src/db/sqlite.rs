//! What only SQLite needs: pragmas, read-only connections, a consistent copy, its own integrity check.

use super::Failure;
use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");

/// How the file is opened: WAL, every commit on disk before it is acknowledged, foreign keys on.
#[derive(Clone)]
pub struct Setup {
    options: SqliteConnectOptions,
}

impl Setup {
    /// Options for `file`.
    pub fn new(file: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16000")
            .pragma("journal_size_limit", "67108864")
            .disable_statement_logging();
        Self { options }
    }

    /// The one writing connection, on a migrated file.
    ///
    /// # Errors
    /// When the file cannot be opened or a migration fails.
    pub async fn writing(&self) -> Result<SqliteConnection, Failure> {
        // Kept in the file, so only who may write sets it: a copy that nobody has written to yet is not in WAL.
        let options = self.options.clone().create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
        let mut connection = options.connect().await?;
        MIGRATIONS.run(&mut connection).await.map_err(|e| Failure::Other(e.to_string().into()))?;
        Ok(connection)
    }

    /// Read-only connections, opened as they are needed.
    ///
    /// # Errors
    /// When the first cannot be opened.
    pub async fn readers(&self) -> Result<SqlitePool, Failure> {
        let options = self.options.clone().read_only(true).statement_cache_capacity(200);
        Ok(SqlitePoolOptions::new()
            .min_connections(1)
            .max_connections(6)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .connect_with(options)
            .await?)
    }
}

/// Moves what was committed from the write-ahead log into the file itself, so that a command which ends leaves all of
/// it there. While others read or write, what they still need stays in the log; nothing is lost either way.
///
/// # Errors
/// When the file cannot be opened.
pub async fn checkpoint(file: &Path) -> Result<(), Failure> {
    let mut connection = Setup::new(file).options.connect().await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Copies the database as it is at one moment, also while a server writes to it.
///
/// # Errors
/// When `to` exists or cannot be written.
pub async fn copy_to(file: &Path, to: &Path) -> Result<(), Failure> {
    let mut connection = Setup::new(file).options.read_only(true).connect().await?;
    sqlx::query("VACUUM INTO $1").bind(to.to_string_lossy().into_owned()).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// What SQLite finds wrong with its own file and with foreign keys; empty when all is well.
///
/// # Errors
/// When the file cannot be read.
pub async fn integrity(file: &Path) -> Result<Vec<String>, Failure> {
    let mut connection = Setup::new(file).options.read_only(true).connect().await?;
    let mut wrong: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut connection).await?;
    wrong.retain(|line| line != "ok");
    let keys: Vec<(String,)> =
        sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_check").fetch_all(&mut connection).await?;
    wrong.extend(keys.into_iter().map(|(table,)| format!("a row of {table} points nowhere")));
    Ok(wrong)
}
