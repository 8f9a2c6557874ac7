//! Up to which event a proposal's page was read, and what happened after it.
use crate::{
    db::{Change, Failure, Read, Tx},
    fault::Fault,
    follow::since::{Happened, MOST, Since},
    live::Refs,
    thread::{CommentId, Reading},
};
use sqlx::FromRow;

/// One statement whatever happened: at most a thousand events and one more, that tells of the rest.
macro_rules! happened_after {
    ($after:literal) => {
        concat!(
            "SELECT e.kind, e.payload, e.actor, EXISTS (SELECT 1 FROM event_topic o WHERE o.topic = $2 AND o.seq = e.seq) AS official \
             FROM (SELECT t.seq FROM event_topic t WHERE t.topic = $1 AND t.seq > ",
            $after,
            " ORDER BY t.seq LIMIT 1001) x JOIN event e ON e.seq = x.seq ORDER BY x.seq"
        )
    };
}
/// Without a visit nothing is compared with, and nothing is told.
pub(super) const SINCE: &str = happened_after!("(SELECT v.seq FROM visit v WHERE v.account = $3 AND v.proposal = $4)");
pub(super) const HAPPENED: &str = happened_after!("$3");

#[derive(FromRow)]
struct Row {
    kind: String,
    payload: String,
    actor: Option<i64>,
    official: bool,
}

impl Row {
    fn happened(&self) -> Option<Happened> {
        let refs: Refs = serde_json::from_str(&self.payload).unwrap_or_default();
        let kind = self.kind.parse().ok()?;
        Some(Happened { kind, comment: refs.comment, actor: self.actor, official: self.official })
    }
}

/// What others did on a proposal since a person's last visit of it, or since an event that a visitor's own device has
/// kept. `None` when nothing did.
///
/// # Errors
/// When the database fails.
pub async fn since(
    read: &mut Read,
    account: Option<i64>,
    proposal: i64,
    after: Option<i64>,
) -> Result<Option<Since>, Failure> {
    let topics = (format!("proposal:{proposal}"), format!("official:{proposal}"));
    let sql = if after.is_some() { HAPPENED } else { SINCE };
    let query = sqlx::query_as::<_, Row>(sql).bind(topics.0).bind(topics.1);
    let query = match after {
        Some(after) => query.bind(after),
        None => query.bind(account).bind(proposal),
    };
    let rows = read.all(query).await?;
    let more = rows.len() > MOST;
    let events: Vec<Happened> = rows.iter().take(MOST).filter_map(Row::happened).collect();
    Ok(Some(Since::of(&events, account, more)).filter(|since| !since.quiet()))
}

/// Keeps that a person has read a page of a proposal's thread up to event `seq`: the visit, when it was the thread from
/// its beginning, and what they follow of what was on that page. A later number is never taken back.
///
/// # Errors
/// When the database fails.
pub async fn read(
    tx: &mut Tx,
    account: i64,
    proposal: i64,
    seq: i64,
    reading: &Reading,
    roots: &[CommentId],
) -> Result<Change<()>, Fault> {
    const SEEN: &str = "UPDATE follow SET seen = $3 WHERE account = $1 AND proposal = $2 AND seen < $3 AND (\
         (kind = 'proposal' AND $4 = 1) \
         OR (kind = 'action' AND ref = (SELECT id FROM action WHERE proposal = $2 AND n = $5)) \
         OR (kind = 'thread' AND ref IN (SELECT value FROM json_each($6))))";
    // Nobody has read what has not happened.
    let seq = seq.min(super::head(tx).await?);
    let whole = reading.whole();
    if whole {
        visited(tx, account, proposal, seq).await?;
    }
    sqlx::query(SEEN)
        .bind(account)
        .bind(proposal)
        .bind(seq)
        .bind(i64::from(whole))
        .bind(reading.action)
        .bind(serde_json::to_string(roots).unwrap_or_default())
        .execute(&mut tx.connection)
        .await?;
    Ok(Change::private(()))
}

async fn visited(tx: &mut Tx, account: i64, proposal: i64, seq: i64) -> Result<(), Fault> {
    const VISIT: &str = "INSERT INTO visit (account, proposal, seq, at) SELECT $1, p.id, $3, $4 FROM proposal p WHERE p.id = $2 \
         ON CONFLICT (account, proposal) DO UPDATE SET seq = excluded.seq, at = excluded.at WHERE visit.seq < excluded.seq";
    sqlx::query(VISIT).bind(account).bind(proposal).bind(seq).bind(tx.now).execute(&mut tx.connection).await?;
    Ok(())
}
