//! Rows straight into a database's file, in one transaction, while no server runs: through the site a million comments
//! would take an hour. Rows that a proposal's page never reads (earlier texts, search index, events) are left out;
//! figures are brought up to date.
use crate::texts::SAID;
use anyhow::{Context, Result};
use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::path::Path;

/// People with the password of the demo's resident, each with an address of their own.
const PEOPLE: &str = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1) \
     INSERT INTO account (email, name, password, role, created_at) \
     SELECT 'person' || i || '@bench.pam', 'Persona ' || i, password, role, created_at \
     FROM n, account WHERE email = 'resident@demo.pam' ORDER BY i";

/// An open proposal that nobody has spoken about: what the others are copied from.
const MODEL: &str = "SELECT id, (SELECT MAX(id) + 1 FROM proposal) FROM proposal p WHERE closed = 0 \
     AND NOT EXISTS (SELECT 1 FROM comment WHERE proposal = p.id) ORDER BY id LIMIT 1";
/// Each takes the model ($1), the first number ($2) and how many ($3).
const COPIES: [&str; 5] = [
    "WITH RECURSIVE n (id) AS (SELECT $2 UNION ALL SELECT id + 1 FROM n WHERE id + 1 < $2 + $3) \
     INSERT INTO proposal (id, section, source_key, lang, author_name, author_kind, position, created_at, updated_at) \
     SELECT n.id, section, 'bench-' || n.id, lang, author_name, author_kind, n.id, created_at, updated_at \
     FROM n, proposal p WHERE p.id = $1",
    "INSERT INTO proposal_version (proposal, version, created_at) \
     SELECT id, 1, created_at FROM proposal WHERE id >= $2 AND id < $2 + $3 AND $1 > 0",
    "INSERT INTO proposal_text (proposal, version, lang, title, objective, body) \
     SELECT p.id, 1, t.lang, t.title, t.objective, t.body FROM proposal p, proposal_text t \
     JOIN proposal m ON m.id = t.proposal AND m.version = t.version \
     WHERE m.id = $1 AND p.id >= $2 AND p.id < $2 + $3",
    "INSERT INTO action (proposal, n) \
     SELECT p.id, a.n FROM proposal p, action a WHERE a.proposal = $1 AND p.id >= $2 AND p.id < $2 + $3",
    "INSERT INTO action_text (action, version, lang, text) \
     SELECT a.id, 1, t.lang, t.text FROM action a JOIN action b ON b.proposal = $1 AND b.n = a.n \
     JOIN proposal m ON m.id = $1 JOIN action_text t ON t.action = b.id AND t.version = m.version \
     WHERE a.proposal >= $2 AND a.proposal < $2 + $3",
];

/// Comment `i` is number `j` of conversation `k`; `m` counts within what is measured. Paths are the thread's own.
const COMMENTS: &str = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1), \
     placed (i, k, j) AS (SELECT i, i / $2, i % $2 FROM n), \
     told (i, k, j, m, id, root) AS (SELECT i, k, j, k / $3 * $2 + j, $4 + i, $4 + i - j FROM placed) \
     INSERT INTO comment (id, proposal, parent, root, depth, path, account, body, lang, replies, created_at) \
     SELECT id, CASE WHEN k % $3 = 0 THEN $5 + k / $3 % $6 ELSE $5 + $6 + k % $3 - 1 END, \
     CASE WHEN j > 0 THEN root END, root, j > 0, \
     printf('%016x', root) || CASE WHEN j > 0 THEN printf('%016x', id) ELSE '' END, \
     $7 + (m + k % $3 * 7) % $8, CASE m % 5 WHEN 0 THEN $9 WHEN 1 THEN $10 WHEN 2 THEN $11 WHEN 3 THEN $12 ELSE $13 END, \
     'ca', CASE WHEN j > 0 THEN 0 ELSE MIN($2, $1 - i) - 1 END, 1480000000000 + m * 1000 + k % $3 FROM told";

const COUNTED: &str = "UPDATE proposal SET last_comment_at = 1480000000000, \
     comments_here = (SELECT COUNT(*) FROM comment c WHERE c.proposal = proposal.id) WHERE id >= $1";
/// More proposals ($2) and comments ($3) in the branch of a proposal ($1), and in its plan.
const ABOVE: [&str; 2] = [
    "UPDATE section SET proposals = proposals + $2, comments = comments + $3 WHERE id IN (SELECT ancestor \
     FROM section_ancestor WHERE section = (SELECT section FROM proposal WHERE id = $1))",
    "UPDATE plan SET proposals = proposals + $2, comments = comments + $3 WHERE id = (SELECT s.plan \
     FROM proposal p JOIN section s ON s.id = p.section WHERE p.id = $1)",
];

/// Where a conversation's first comment carries its size: as many as may be read, and as many as there are.
const SIZED: &str = "SELECT COUNT(*) = 2 FROM pragma_table_info('comment') WHERE name IN ('size', 'total')";
const SIZE: &str = "UPDATE comment SET size = n, total = n FROM (SELECT root AS of, COUNT(*) AS n FROM comment \
     WHERE id >= $1 GROUP BY root) WHERE id = of";

/// Comments to be written, in conversations of equal length.
pub struct Spread {
    /// How many.
    pub comments: i64,
    /// How many make a conversation: the first, and answers to it.
    pub conversation: i64,
    /// The first proposal.
    pub proposal: i64,
    /// How many proposals are measured; conversations go to each in turn.
    pub measured: i64,
    /// One conversation in so many is of a proposal that is measured. Those between go to as many proposals less one,
    /// which follow the measured ones.
    pub one_in: i64,
}

/// A file being filled.
pub struct Bulk {
    connection: SqliteConnection,
    people: i64,
}

impl Bulk {
    /// Opens a file that no server has open, and puts so many people into it.
    pub async fn open(database: &Path, people: i64) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(database)
            .journal_mode(SqliteJournalMode::Memory)
            .synchronous(SqliteSynchronous::Off)
            .foreign_keys(false)
            .pragma("cache_size", "-262144");
        let mut connection = options.connect().await?;
        sqlx::query("BEGIN").execute(&mut connection).await?;
        sqlx::query(PEOPLE).bind(people).execute(&mut connection).await?;
        Ok(Self { connection, people })
    }

    /// Adds open proposals with equal words. Gives the first one's number; the others follow.
    pub async fn proposals(&mut self, many: i64) -> Result<i64> {
        let found: Option<(i64, i64)> = sqlx::query_as(MODEL).fetch_optional(&mut self.connection).await?;
        let (model, first) = found.context("every proposal of the demo is closed or discussed")?;
        for sql in COPIES {
            sqlx::query(sql).bind(model).bind(first).bind(many).execute(&mut self.connection).await?;
        }
        self.above(first, many, 0).await?;
        Ok(first)
    }

    /// Adds comments to proposals of [`Bulk::proposals`] that have none. Gives the first one's number.
    pub async fn comments(&mut self, spread: &Spread) -> Result<i64> {
        let next = "SELECT (SELECT COALESCE(MAX(id), 0) + 1 FROM comment), \
             (SELECT MIN(id) FROM account WHERE email LIKE '%@bench.pam')";
        let (first, person): (i64, i64) = sqlx::query_as(next).fetch_one(&mut self.connection).await?;
        let mut comments = sqlx::query(COMMENTS).bind(spread.comments).bind(spread.conversation).bind(spread.one_in);
        comments = comments.bind(first).bind(spread.proposal).bind(spread.measured).bind(person).bind(self.people);
        for words in SAID {
            comments = comments.bind(words);
        }
        comments.execute(&mut self.connection).await?;
        sqlx::query(COUNTED).bind(spread.proposal).execute(&mut self.connection).await?;
        let (sized,): (bool,) = sqlx::query_as(SIZED).fetch_one(&mut self.connection).await?;
        if sized {
            sqlx::query(SIZE).bind(first).execute(&mut self.connection).await?;
        }
        self.above(spread.proposal, 0, spread.comments).await?;
        Ok(first)
    }

    async fn above(&mut self, proposal: i64, proposals: i64, comments: i64) -> Result<()> {
        for sql in ABOVE {
            sqlx::query(sql).bind(proposal).bind(proposals).bind(comments).execute(&mut self.connection).await?;
        }
        Ok(())
    }

    /// Reports so many comments from the first on, once each.
    pub async fn reported(&mut self, first: i64, many: i64) -> Result<()> {
        const REPORT: &str = "INSERT INTO report (comment, reporter, account, rule, reference, created_at) \
             SELECT c.id, 'a' || a.id, a.id, 'insults', 'bench-' || c.id, c.created_at FROM comment c, \
             (SELECT MIN(id) AS id FROM account WHERE email LIKE '%@bench.pam') a WHERE c.id >= $1 AND c.id < $1 + $2";
        const COUNT: &str =
            "UPDATE comment SET reports = 1, reported_at = created_at, gravity = 16 WHERE id >= $1 AND id < $1 + $2";
        for sql in [REPORT, COUNT] {
            sqlx::query(sql).bind(first).bind(many).execute(&mut self.connection).await?;
        }
        Ok(())
    }

    /// Lets everybody from the person `from` on moderate.
    pub async fn moderators(&mut self, from: usize) -> Result<()> {
        const PROMOTE: &str = "UPDATE account SET role = 'moderator' WHERE email LIKE '%@bench.pam' \
             AND id >= (SELECT id FROM account WHERE email = $1)";
        sqlx::query(PROMOTE).bind(person(from)).execute(&mut self.connection).await?;
        Ok(())
    }

    /// Keeps all of it.
    pub async fn close(mut self) -> Result<()> {
        sqlx::query("COMMIT").execute(&mut self.connection).await?;
        Ok(self.connection.close().await?)
    }
}

/// The address by which one of the people signs in.
pub fn person(at: usize) -> String {
    format!("person{at}@bench.pam")
}
