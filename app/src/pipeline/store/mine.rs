//! One's own texts that wait or were not published.
use crate::{
    appeal::store::Beside,
    db::{Failure, Read},
    pipeline::{MyText, Standing},
    thread::{render::markdown, store::unquote_rendered},
};
use sqlx::FromRow;

pub(super) const STATEMENTS: &[&str] = &[WAITING, REFUSED];

macro_rules! mine {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.proposal, t.parent, t.edits, t.body, MAX(t.created_at, t.decided_at) AS at, t.state, t.rule, t.note, \
             p.id AS appeal, COALESCE(p.body, '') AS appeal_body, COALESCE(p.created_at, 0) AS appealed_at, \
             COALESCE(p.due_at, 0) AS due_at, COALESCE(p.state, '') AS outcome, COALESCE(p.note, '') AS answer, \
             COALESCE(p.decided_at, 0) AS answered_at FROM waiting t LEFT JOIN appeal p ON p.waiting = t.id WHERE t.account = $1 ",
            $rest
        )
    };
}
/// On one proposal, or anywhere (0).
const WAITING: &str = mine!("AND t.state = 'waiting' AND ($2 = 0 OR t.proposal = $2) ORDER BY t.id LIMIT 20");
const REFUSED: &str = mine!("AND t.state = 'refused' ORDER BY t.id DESC LIMIT 50");

/// Whether a text of an account (`$1`) on a proposal (`$2`) waits, or has ever waited.
pub const TRACE: &str = "EXISTS (SELECT 1 FROM waiting WHERE account = $1 AND proposal = $2)";

#[derive(FromRow)]
struct Row {
    id: i64,
    proposal: i64,
    parent: Option<i64>,
    edits: Option<i64>,
    body: String,
    at: i64,
    state: String,
    rule: String,
    note: String,
    #[sqlx(flatten)]
    appeal: Beside,
}

impl From<Row> for MyText {
    fn from(row: Row) -> Self {
        let standing = row.state.parse().unwrap_or(Standing::Waiting);
        Self {
            id: row.id,
            proposal: row.proposal,
            parent: row.parent,
            edits: row.edits,
            body: markdown(&row.body),
            at: row.at,
            standing,
            rule: row.rule.parse().ok(),
            note: row.note,
            redress: row.appeal.redress(standing == Standing::Refused, row.at),
        }
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
    let mut texts: Vec<MyText> = rows.into_iter().map(MyText::from).collect();
    unquote_rendered(read, texts.iter_mut().map(|text| &mut text.body).collect()).await?;
    Ok(texts)
}
