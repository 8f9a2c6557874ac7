//! The engine alone: the rows of a comment into a copy of the same file, one commit for each comment. A trigger makes
//! all rows of one prepared statement, so that a comment costs one call and nothing but its rows.
use anyhow::Result;
use sqlx::{
    ConnectOptions, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    path::Path,
    time::{Duration, Instant},
};

use crate::texts::{parent, said};

/// What rows those are.
pub const ROWS: &str = "comment, its first revision, its text in the search index and the row that finds it there, \
     event, and a row for each topic that hears of it";

/// Where it is told: the proposal, all sections above, the plan, the desk.
const TOPICS: &str = "CREATE TEMP TABLE told AS SELECT 'proposal:' || $1 AS topic UNION ALL SELECT 'desk' \
     UNION ALL SELECT 'section:' || a.ancestor FROM proposal p JOIN section_ancestor a ON a.section = p.section \
     WHERE p.id = $1 UNION ALL SELECT 'plan:' || s.plan FROM proposal p JOIN section s ON s.id = p.section WHERE p.id = $1";
const VIEW: &str = "CREATE TEMP VIEW raw AS SELECT 0 AS id, 0 AS proposal, NULL AS parent, 0 AS root, '' AS path, \
     0 AS account, '' AS body, '' AS key, 0 AS at, 0 AS seq, 0 AS docid, '' AS payload";
const TRIGGER: &str = "CREATE TEMP TRIGGER raw_rows INSTEAD OF INSERT ON raw BEGIN \
     INSERT INTO comment (id, proposal, parent, root, depth, path, account, body, lang, idempotency, created_at) \
     VALUES (new.id, new.proposal, new.parent, new.root, new.parent IS NOT NULL, new.path, new.account, new.body, 'ca', \
     new.key, new.at); \
     INSERT INTO comment_revision (comment, revision, body, at) VALUES (new.id, 1, new.body, new.at); \
     INSERT INTO search (rowid, kind, ref, proposal, lang, title, text) \
     VALUES (new.docid, 'comment', new.id, new.proposal, 'ca', '', new.body); \
     INSERT INTO search_row (kind, ref, lang, docid) VALUES ('comment', new.id, 'ca', new.docid); \
     INSERT INTO event (seq, at, kind, payload, actor) VALUES (new.seq, new.at, 'comment_added', new.payload, new.account); \
     INSERT INTO event_topic (topic, seq) SELECT topic, new.seq FROM told; END";
const INSERT: &str = "INSERT INTO raw (id, proposal, parent, root, path, account, body, key, at, seq, docid, payload) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const LAST: &str = "SELECT (SELECT COALESCE(MAX(id), 0) FROM comment), (SELECT COALESCE(MAX(seq), 0) FROM event), \
     (SELECT COALESCE(MAX(docid), 0) FROM search_row), (SELECT MIN(id) FROM account WHERE email LIKE '%@bench.pam'), \
     (SELECT COUNT(*) FROM account WHERE email LIKE '%@bench.pam')";

/// A file that is written to without Pam.
pub struct Raw {
    connection: SqliteConnection,
    proposal: i64,
    /// The last numbers used: comment, event, document.
    last: (i64, i64, i64),
    /// The first of those who write, and how many they are.
    people: (i64, i64),
    /// How many have been written.
    at: usize,
    root: i64,
}

impl Raw {
    /// Opens a copy of the file that Pam writes to, with the settings that Pam has.
    pub async fn open(file: &Path, proposal: i64) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-16000")
            .disable_statement_logging();
        let mut connection = options.connect().await?;
        sqlx::query(TOPICS).bind(proposal).execute(&mut connection).await?;
        sqlx::query(VIEW).execute(&mut connection).await?;
        sqlx::query(TRIGGER).execute(&mut connection).await?;
        let (comment, event, document, person, people): (i64, i64, i64, i64, i64) =
            sqlx::query_as(LAST).fetch_one(&mut connection).await?;
        let last = (comment, event, document);
        Ok(Self { connection, proposal, last, people: (person, people), at: 0, root: 0 })
    }

    /// Writes for so long, so many comments in each commit. Gives how many comments in a second.
    pub async fn insert_for(&mut self, time: Duration, together: u32) -> Result<f64> {
        let start = Instant::now();
        let mut written = 0;
        while start.elapsed() < time {
            if together > 1 {
                sqlx::query("BEGIN").execute(&mut self.connection).await?;
            }
            for _ in 0..together {
                self.insert().await?;
            }
            if together > 1 {
                sqlx::query("COMMIT").execute(&mut self.connection).await?;
            }
            written += together;
        }
        Ok(f64::from(written) / start.elapsed().as_secs_f64())
    }

    async fn insert(&mut self) -> Result<()> {
        let (comment, event, document) = &mut self.last;
        (*comment, *event, *document) = (*comment + 1, *event + 1, *document + 1);
        let answers = parent(self.at).is_some();
        if !answers {
            self.root = *comment;
        }
        let path = if answers { format!("{:016x}{comment:016x}", self.root) } else { format!("{comment:016x}") };
        let turn = i64::try_from(self.at)?;
        sqlx::query(INSERT)
            .bind(*comment)
            .bind(self.proposal)
            .bind(answers.then_some(self.root))
            .bind(self.root)
            .bind(path)
            .bind(self.people.0 + turn % self.people.1)
            .bind(said(self.at))
            .bind(format!("bench-{:04}-{:012}", turn % self.people.1, self.at))
            .bind(1_480_000_000_000 + turn)
            .bind(*event)
            .bind(*document)
            .bind(format!("{{\"proposal\":{},\"comment\":{comment}}}", self.proposal))
            .execute(&mut self.connection)
            .await?;
        self.at += 1;
        Ok(())
    }

    /// How many comments of the bench a file holds.
    pub async fn kept(file: &Path) -> Result<i64> {
        let mut connection: SqliteConnection = SqliteConnectOptions::new().filename(file).connect().await?;
        let sql = "SELECT COUNT(*) FROM comment WHERE idempotency LIKE 'bench-%'";
        Ok(sqlx::query_as::<_, (i64,)>(sql).fetch_one(&mut connection).await?.0)
    }
}
