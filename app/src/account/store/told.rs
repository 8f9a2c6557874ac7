//! What was decided about a person's texts, and that they have not read it yet.
use crate::{
    account::MyDecision,
    appeal::store::Beside,
    db::{Change, Failure, Read, Tx},
    fault::Fault,
    html::Html,
    moderation::store::hides_or_shows,
    record::Source,
    thread::{Rule, State, render, store::unquote_rendered},
};
use sqlx::FromRow;

pub(super) const DECISIONS: &str = concat!(
    "SELECT d.id, c.id AS comment, c.body, c.state, c.rule AS now_rule, c.state_at, d.kind, d.rule, d.note, d.branch IS NOT NULL AS branch, \
     d.created_at AS at, COALESCE(r.source, 'own') AS source, c.state = 'hidden' AND d.kind IN ('hide', 'undo') \
     AND d.id = (SELECT id FROM decision WHERE comment = c.id \
     AND kind IN ",
    hides_or_shows!(),
    " ORDER BY id DESC LIMIT 1) AS stands, p.id AS appeal, \
     COALESCE(p.body, '') AS appeal_body, COALESCE(p.created_at, 0) AS appealed_at, COALESCE(p.due_at, 0) AS due_at, \
     COALESCE(p.state, '') AS outcome, COALESCE(p.note, '') AS answer, COALESCE(p.decided_at, 0) AS answered_at \
     FROM comment c JOIN decision d ON d.comment = c.id LEFT JOIN record r ON r.what = 'decision' AND r.ref = d.id \
     LEFT JOIN appeal p ON p.decision = d.id WHERE c.account = $1 ORDER BY d.id DESC LIMIT 100"
);

#[derive(FromRow)]
struct Row {
    id: i64,
    comment: i64,
    body: String,
    state: String,
    now_rule: String,
    state_at: i64,
    kind: String,
    rule: String,
    note: String,
    branch: bool,
    at: i64,
    source: String,
    stands: bool,
    #[sqlx(flatten)]
    appeal: Beside,
}

impl From<Row> for MyDecision {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            comment: row.comment,
            body: if row.state == "deleted" { Html::default() } else { render::markdown(&row.body) },
            state: match row.state.as_str() {
                "visible" => State::Visible,
                "deleted" => State::Deleted { at: row.state_at },
                _ => State::Hidden {
                    rule: row.now_rule.parse().unwrap_or(Rule::OffTopic),
                    at: row.state_at,
                    branch: row.branch,
                },
            },
            kind: row.kind,
            rule: row.rule.parse().ok(),
            source: Source::of(&row.source),
            note: row.note,
            branch: row.branch,
            at: row.at,
            redress: row.appeal.redress(row.stands, row.at),
        }
    }
}

/// What was decided about a person's texts, newest first.
///
/// # Errors
/// When the database fails.
pub async fn decisions(read: &mut Read, account: i64) -> Result<Vec<MyDecision>, Failure> {
    let rows: Vec<Row> = read.all(sqlx::query_as(DECISIONS).bind(account)).await?;
    let mut decisions: Vec<MyDecision> = rows.into_iter().map(MyDecision::from).collect();
    unquote_rendered(read, decisions.iter_mut().map(|decision| &mut decision.body).collect()).await?;
    Ok(decisions)
}

/// Something was decided about somebody's text, by somebody else: the header tells until they have read it.
///
/// # Errors
/// When the database fails.
pub async fn untold(tx: &mut Tx, account: Option<i64>, by: i64) -> Result<(), Fault> {
    if let Some(account) = account.filter(|account| *account != by) {
        let more = sqlx::query("UPDATE account SET untold = untold + 1 WHERE id = $1").bind(account);
        more.execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// They have read it.
///
/// # Errors
/// When the database fails.
pub async fn told(tx: &mut Tx, account: i64) -> Result<Change<()>, Fault> {
    sqlx::query("UPDATE account SET untold = 0 WHERE id = $1").bind(account).execute(&mut tx.connection).await?;
    Ok(Change::private(()))
}
