use super::Failure;
use sqlx::{
    FromRow, Sqlite, SqlitePool, Transaction,
    query::{Query, QueryAs},
    sqlite::{SqliteArguments, SqliteRow},
};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

/// How many statements a request has read with; pages tell it in `Server-Timing`, and a test holds it constant.
#[derive(Clone, Default)]
pub struct Statements(Arc<AtomicU32>);

impl Statements {
    /// So far.
    pub fn count(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// One read transaction.
pub struct Read {
    tx: Transaction<'static, Sqlite>,
    statements: Statements,
}

pub(super) type As<'q, O> = QueryAs<'q, Sqlite, O, SqliteArguments>;

/// One statement outside of any transaction.
pub(super) async fn glance<O>(
    pool: &SqlitePool,
    statements: &Statements,
    query: As<'_, O>,
) -> Result<Option<O>, Failure>
where
    O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
{
    statements.one_more();
    Ok(query.fetch_optional(pool).await?)
}

impl Read {
    pub(super) async fn begin(pool: &SqlitePool, statements: Statements) -> Result<Self, Failure> {
        Ok(Self { tx: pool.begin().await?, statements })
    }

    /// Every row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all<O>(&mut self, query: As<'_, O>) -> Result<Vec<O>, Failure>
    where
        O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        self.statements.one_more();
        Ok(query.fetch_all(&mut *self.tx).await?)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn maybe<O>(&mut self, query: As<'_, O>) -> Result<Option<O>, Failure>
    where
        O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        self.statements.one_more();
        Ok(query.fetch_optional(&mut *self.tx).await?)
    }

    /// The one row that there always is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn one<O>(&mut self, query: As<'_, O>) -> Result<O, Failure>
    where
        O: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        self.statements.one_more();
        Ok(query.fetch_one(&mut *self.tx).await?)
    }

    /// Rows that the caller takes apart itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rows(&mut self, query: Query<'_, Sqlite, SqliteArguments>) -> Result<Vec<SqliteRow>, Failure> {
        self.statements.one_more();
        Ok(query.fetch_all(&mut *self.tx).await?)
    }

    /// The number of the last event this snapshot shows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seq(&mut self) -> Result<i64, Failure> {
        let (seq,): (i64,) = self.one(sqlx::query_as("SELECT COALESCE(MAX(seq), 0) FROM event")).await?;
        Ok(seq)
    }
}
