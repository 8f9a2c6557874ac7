//! Looks whether every line is as it was written.
use super::super::{
    chain::{Hash, Private, Public, hex, inner, line},
    model::Source,
};
use crate::db::{Failure, Read};
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[LINES];

/// How many lines are looked at together.
const TOGETHER: usize = 10_000;
/// At most this many faults are told.
const MOST: usize = 20;

const LINES: &str = "SELECT r.id, r.at, r.kind, r.rule, r.source, r.proposal, r.waited, r.undoes, r.salt, r.inner_hash, \
     r.hash, r.decision, r.waiting, COALESCE(d.comment, r.waiting) AS text, COALESCE(d.moderator, w.moderator, 0) AS moderator, \
     COALESCE(d.note, w.note, '') AS note, COALESCE(d.kind, 'refuse') AS done, COALESCE(d.rule, w.rule, '') AS done_rule \
     FROM record r LEFT JOIN decision d ON d.id = r.decision LEFT JOIN waiting w ON w.id = r.waiting \
     WHERE r.id > $1 ORDER BY r.id LIMIT 10000";
const PENDING: &str = "SELECT COUNT(*) FROM decision WHERE id > (SELECT COALESCE(MAX(decision), 0) FROM record)";

#[derive(FromRow)]
struct Row {
    id: i64,
    at: i64,
    kind: String,
    rule: String,
    source: String,
    proposal: i64,
    waited: Option<i64>,
    undoes: Option<i64>,
    salt: Vec<u8>,
    inner_hash: Vec<u8>,
    hash: Vec<u8>,
    decision: Option<i64>,
    waiting: Option<i64>,
    text: i64,
    moderator: i64,
    note: String,
    done: String,
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
    let of = row.decision.map_or(("waiting", row.waiting.unwrap_or(0)), |id| ("decision", id));
    let private = Private { of, text: row.text, moderator: row.moderator, note: &row.note };
    let same = inner(&row.salt, &private) == own && row.done == row.kind && row.done_rule == row.rule;
    (!same).then_some(Wrong::Denied(row.id))
}
