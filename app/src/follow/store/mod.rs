//! The rows of what people follow and of what they have read.
mod activity;
mod visit;

pub use activity::activity;
pub use visit::{read, since};

use super::model::{Follows, News, Target};
use crate::{
    db::{Change, Failure, Read, Tx},
    fault::{Code, Fault},
    thread::CommentId,
};
use sqlx::FromRow;

/// Every statement that pages read with, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[
    NEWS,
    HERE,
    visit::SINCE,
    visit::HAPPENED,
    activity::FOLLOWS,
    activity::MINE,
    activity::REPLIES,
    activity::TITLES,
];

/// The kinds that are news of a followed thing, from others than the reader (`$1`), among its newest thousand events
/// after what was read: so that a followed thing costs no more than that, however much is voted on it.
macro_rules! news_of_followed {
    ($what:literal) => {
        concat!(
            "(SELECT ",
            $what,
            " FROM (SELECT t.seq FROM event_topic t WHERE t.topic = f.kind || ':' || f.ref AND t.seq > f.seen \
             ORDER BY t.seq DESC LIMIT 1000) x JOIN event e ON e.seq = x.seq WHERE e.kind IN \
             ('comment_added', 'comment_marked', 'proposal_changed', 'thread_changed') AND (e.actor IS NULL OR e.actor <> $1))"
        )
    };
}
use news_of_followed;

/// Of the two hundred things followed last.
const NEWS: &str = concat!(
    "SELECT f.proposal, EXISTS ",
    news_of_followed!("1"),
    " AS news, (SELECT COALESCE(MAX(seq), 0) FROM event) AS seq, (SELECT COALESCE(MIN(id), 0) FROM plan) AS plan \
     FROM (SELECT kind, ref, proposal, seen FROM follow WHERE account = $1 ORDER BY created_at DESC LIMIT 200) f"
);
const HERE: &str = "SELECT f.kind, CASE f.kind WHEN 'action' THEN (SELECT n.n FROM action n WHERE n.id = f.ref) ELSE f.ref END AS id \
     FROM follow f WHERE f.account = $1 AND f.proposal = $2 LIMIT 1000";

/// Whether an account (`$1`) follows something on a proposal (`$2`), or has been there and something happened since.
pub const TRACE: &str = "EXISTS (SELECT 1 FROM follow WHERE account = $1 AND proposal = $2) \
     OR EXISTS (SELECT 1 FROM visit v JOIN event_topic t ON t.topic = 'proposal:' || v.proposal AND t.seq > v.seq \
     WHERE v.account = $1 AND v.proposal = $2)";
/// Whether an account (`$1`) follows anything.
pub const FOLLOWS: &str = "EXISTS (SELECT 1 FROM follow WHERE account = $1)";

#[derive(FromRow)]
struct NewsRow {
    proposal: i64,
    news: bool,
    seq: i64,
    plan: i64,
}

/// What the header tells a person; one statement.
///
/// # Errors
/// When the database fails.
pub async fn news(read: &mut Read, account: i64) -> Result<News, Failure> {
    let rows: Vec<NewsRow> = read.all(sqlx::query_as(NEWS).bind(account)).await?;
    let mut proposals: Vec<i64> = rows.iter().map(|row| row.proposal).collect();
    proposals.sort_unstable();
    proposals.dedup();
    let things = i64::try_from(rows.iter().filter(|row| row.news).count()).unwrap_or(i64::MAX);
    let (seq, plan) = rows.first().map_or((0, 0), |row| (row.seq, row.plan));
    Ok(News { things, proposals, seq, plan })
}

/// What of a proposal's page a person follows; one statement.
///
/// # Errors
/// When the database fails.
pub async fn here(read: &mut Read, account: i64, proposal: i64) -> Result<Follows, Failure> {
    let rows: Vec<(String, Option<i64>)> = read.all(sqlx::query_as(HERE).bind(account).bind(proposal)).await?;
    let mut follows = Follows::default();
    for (kind, id) in rows {
        if let (Ok(target), Some(id)) = (kind.parse(), id) {
            follows.set(target, id, true);
        }
    }
    Ok(follows)
}

/// The last event, inside a write.
async fn head(tx: &mut Tx) -> Result<i64, Fault> {
    let (seq,): (i64,) =
        sqlx::query_as("SELECT COALESCE(MAX(seq), 0) FROM event").fetch_one(&mut tx.connection).await?;
    Ok(seq)
}

/// Follows a thing or stops following it. An action is named by its number within its proposal. What happened before
/// is read; asking for what is already so changes nothing.
///
/// # Errors
/// [`Code::NotFound`] when there is no such thing on that proposal.
pub async fn set(
    tx: &mut Tx,
    account: i64,
    target: Target,
    proposal: i64,
    id: i64,
    on: bool,
) -> Result<Change<bool>, Fault> {
    const PROPOSAL: &str = "SELECT id FROM proposal WHERE id = $1 AND $2 = $1";
    const ACTION: &str = "SELECT id FROM action WHERE proposal = $1 AND n = $2";
    const THREAD: &str = "SELECT id FROM comment WHERE proposal = $1 AND id = $2 AND parent IS NULL";
    const DROP: &str = "DELETE FROM follow WHERE account = $1 AND kind = $2 AND ref = $3";
    let sql = match target {
        Target::Proposal => PROPOSAL,
        Target::Action => ACTION,
        Target::Thread => THREAD,
    };
    let found: Option<(i64,)> = sqlx::query_as(sql).bind(proposal).bind(id).fetch_optional(&mut tx.connection).await?;
    let (row,) = found.ok_or(Code::NotFound)?;
    if on {
        put(tx, account, target, row, proposal).await?;
    } else {
        sqlx::query(DROP).bind(account).bind(target.as_str()).bind(row).execute(&mut tx.connection).await?;
    }
    Ok(Change::private(on))
}

async fn put(tx: &mut Tx, account: i64, target: Target, row: i64, proposal: i64) -> Result<(), Fault> {
    const PUT: &str = "INSERT INTO follow (account, kind, ref, proposal, seen, created_at) \
         VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(seq), 0) FROM event), $5) ON CONFLICT (account, kind, ref) DO NOTHING";
    sqlx::query(PUT)
        .bind(account)
        .bind(target.as_str())
        .bind(row)
        .bind(proposal)
        .bind(tx.now)
        .execute(&mut tx.connection)
        .await?;
    Ok(())
}

/// Who writes in a conversation (by its first comment) follows it.
///
/// # Errors
/// When the database fails.
pub async fn commented(tx: &mut Tx, account: i64, proposal: i64, root: CommentId) -> Result<(), Fault> {
    put(tx, account, Target::Thread, root, proposal).await
}
