//! Looks whether every line is as it was written.
use super::super::{
    chain::{Hash, Private, Public, hex, inner, line},
    model::Source,
};
use super::keep::{LAID_AGAIN, LIFTED};
use crate::db::{Failure, Read};
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[LINES];

/// How many lines are looked at together.
const TOGETHER: usize = 10_000;
/// At most this many faults are told.
const MOST: usize = 20;

const LINES: &str = "SELECT r.id, r.at, r.kind, r.rule, r.source, r.proposal, r.waited, r.undoes, r.salt, r.inner_hash, \
     r.hash, r.what, r.ref, COALESCE(d.comment, w.id, a.waiting, s.account, x.account, 0) AS text, COALESCE(d.moderator, w.moderator, a.moderator, s.moderator, 0) AS moderator, \
     COALESCE(d.note, w.note, a.note, s.note, '') AS note, \
     CASE r.what WHEN 'decision' THEN d.kind WHEN 'waiting' THEN 'refuse' WHEN 'sanction' THEN s.kind ELSE CASE a.state WHEN 'granted' THEN 'grant' ELSE 'uphold' END END AS done, \
     COALESCE(d.rule, w.rule, t.rule, s.rule, x.rule, '') AS done_rule \
     FROM record r LEFT JOIN decision d ON r.what = 'decision' AND d.id = r.ref \
     LEFT JOIN waiting w ON r.what = 'waiting' AND w.id = r.ref \
     LEFT JOIN appeal a ON r.what = 'appeal' AND a.id = r.ref LEFT JOIN waiting t ON t.id = a.waiting \
     LEFT JOIN sanction x ON x.id = a.sanction \
     LEFT JOIN sanction s ON r.what = 'sanction' AND s.id = r.ref \
     WHERE r.id > $1 ORDER BY r.id LIMIT 10000";
const PENDING: &str =
    "SELECT COUNT(*) FROM decision WHERE id > (SELECT COALESCE(MAX(ref), 0) FROM record WHERE what = 'decision')";

#[derive(FromRow)]
struct Row {
    id: i64,
    at: i64,
    kind: String,
    rule: String,
    source: String,
    proposal: Option<i64>,
    waited: Option<i64>,
    undoes: Option<i64>,
    salt: Vec<u8>,
    inner_hash: Vec<u8>,
    hash: Vec<u8>,
    what: String,
    #[sqlx(rename = "ref")]
    number: i64,
    text: i64,
    moderator: i64,
    note: String,
    done: Option<String>,
    done_rule: String,
}

/// A line that is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Lines are missing before this one.
    Missing(i64),
    /// What anybody may read of this line is not what it was, or a line before it was exchanged.
    Changed(i64),
    /// The decision behind this line is not what it was.
    Denied(i64),
    /// So many decisions have no line.
    Unrecorded(i64),
}

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// How many lines there are.
    pub lines: i64,
    /// The last line's hash in hexadecimal digits: whoever keeps it can tell later that nothing before it was changed.
    pub last: String,
    /// What is wrong, the first faults only.
    pub wrong: Vec<Wrong>,
}

/// Reads every line.
///
/// # Errors
/// When the database fails.
pub async fn audit(read: &mut Read) -> Result<Audit, Failure> {
    let mut audit = Audit::default();
    let (mut at, mut before): (i64, Hash) = (0, [0; 32]);
    loop {
        let rows: Vec<Row> = read.all(sqlx::query_as(LINES).bind(at)).await?;
        let last = rows.len() < TOGETHER;
        for row in rows {
            if row.id != at + 1 {
                audit.wrong.push(Wrong::Missing(row.id));
            }
            audit.wrong.extend(faults(&row, &before));
            (at, before) = (row.id, row.hash.try_into().unwrap_or_default());
            audit.lines += 1;
        }
        if last || audit.wrong.len() >= MOST {
            break;
        }
    }
    let (pending,): (i64,) = read.one(sqlx::query_as(PENDING)).await?;
    if pending > 0 {
        audit.wrong.push(Wrong::Unrecorded(pending));
    }
    audit.wrong.truncate(MOST);
    audit.last = hex(&before);
    Ok(audit)
}

fn faults(row: &Row, before: &Hash) -> Option<Wrong> {
    let own: Hash = row.inner_hash.clone().try_into().unwrap_or_default();
    let public = Public {
        id: row.id,
        at: row.at,
        kind: &row.kind,
        rule: &row.rule,
        source: Source::of(&row.source),
        proposal: row.proposal,
        waited: row.waited,
        undoes: row.undoes,
    };
    if line(&public, &own, before).as_slice() != row.hash {
        return Some(Wrong::Changed(row.id));
    }
    if row.kind == LIFTED || row.kind == LAID_AGAIN {
        // That a measure was lifted for a while is nowhere but in this line.
        return None;
    }
    let private = Private { of: (&row.what, row.number), text: row.text, moderator: row.moderator, note: &row.note };
    let same = inner(&row.salt, &private) == own && row.done.as_ref() == Some(&row.kind) && row.done_rule == row.rule;
    (!same).then_some(Wrong::Denied(row.id))
}
