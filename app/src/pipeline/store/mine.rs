//! One's own texts that wait or were not published.
use crate::{
    db::{Failure, Read},
    pipeline::{MyText, Standing},
    thread::render::markdown,
};

pub(super) const STATEMENTS: &[&str] = &[WAITING, REFUSED];

macro_rules! mine {
    ($rest:literal) => {
        concat!(
            "SELECT id, proposal, parent, edits, body, created_at, decided_at, state, rule, note FROM waiting WHERE account = $1 ",
            $rest
        )
    };
}
/// On one proposal, or anywhere (0).
const WAITING: &str = mine!("AND state = 'waiting' AND ($2 = 0 OR proposal = $2) ORDER BY id LIMIT 20");
const REFUSED: &str = mine!("AND state = 'refused' ORDER BY id DESC LIMIT 50");

/// Whether a text of an account (`$1`) on a proposal (`$2`) waits, or has ever waited.
pub const TRACE: &str = "EXISTS (SELECT 1 FROM waiting WHERE account = $1 AND proposal = $2)";

type Row = (i64, i64, Option<i64>, Option<i64>, String, i64, i64, String, String, String);

fn text((id, proposal, parent, edits, body, sent, decided, state, rule, note): Row) -> MyText {
    MyText {
        id,
        proposal,
        parent,
        edits,
        body: markdown(&body),
        at: if decided > 0 { decided } else { sent },
        standing: state.parse().unwrap_or(Standing::Waiting),
        rule,
        note,
    }
}

/// What waits of somebody's, oldest first: on one proposal, or (0) anywhere and with what was refused, newest first.
///
/// # Errors
/// When the database fails.
pub async fn mine(read: &mut Read, account: i64, proposal: i64) -> Result<Vec<MyText>, Failure> {
    let mut rows: Vec<Row> = read.all(sqlx::query_as(WAITING).bind(account).bind(proposal)).await?;
    if proposal == 0 {
        rows.append(&mut read.all(sqlx::query_as(REFUSED).bind(account)).await?);
    }
    Ok(rows.into_iter().map(text).collect())
}
