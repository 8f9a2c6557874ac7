//! Reporting and deciding: each function is one change and the event that tells of it.
use crate::{
    account::Person,
    db::{Change, Tx},
    fault::{Code, Fault},
    live::Kind,
    moderation::api::Moderator,
    pipeline,
    plan::store::{Bump, bump},
    record, search,
    thread::{
        Rule,
        store::{counted, told},
    },
};

/// Reports a comment, once for each person.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Gone`] when it left, [`Code::Reported`] the second time.
pub async fn report(tx: &mut Tx, who: &Person, comment: i64, rule: Rule, note: &str) -> Result<Change<()>, Fault> {
    const INSERT: &str = "INSERT INTO report (comment, account, rule, note, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (comment, account) DO NOTHING";
    const COUNT: &str = "UPDATE comment SET reports = reports + 1, \
         reported_at = CASE WHEN reports = 0 THEN $2 ELSE reported_at END WHERE id = $1";
    let (proposal, state) = state_of(tx, comment).await?;
    if state != "visible" {
        return Err(Code::Gone.into());
    }
    let added = sqlx::query(INSERT)
        .bind(comment)
        .bind(who.id)
        .bind(rule.as_str())
        .bind(note)
        .bind(tx.now)
        .execute(&mut tx.connection)
        .await?
        .rows_affected();
    if added == 0 {
        return Err(Code::Reported.into());
    }
    sqlx::query(COUNT).bind(comment).bind(tx.now).execute(&mut tx.connection).await?;
    let mut draft = told(tx, Kind::CommentReported, proposal, comment, Some(who.id)).await?;
    // Who reports whom is for the desk alone.
    draft.topics = vec![crate::live::Topic::Desk];
    Ok(Change::told((), draft))
}

async fn state_of(tx: &mut Tx, comment: i64) -> Result<(i64, String), Fault> {
    const SQL: &str = "SELECT proposal, state FROM comment WHERE id = $1";
    let row: Option<(i64, String)> = sqlx::query_as(SQL).bind(comment).fetch_optional(&mut tx.connection).await?;
    row.ok_or_else(|| Code::NotFound.into())
}

/// What a moderator decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong with it.
    Approve,
    /// It breaks this rule.
    Hide(Rule),
    /// It may be seen again.
    Restore,
    /// The decision with this number, the last one, was a slip.
    Undo(i64),
}

impl Verdict {
    const fn kind(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Hide(_) => "hide",
            Self::Restore => "restore",
            Self::Undo(_) => "undo",
        }
    }
}

/// Decides on a comment. Gives the decision's number.
///
/// # Errors
/// [`Code::NotFound`], or [`Code::Decided`] when the comment is not in the state that the verdict needs.
pub async fn decide(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    verdict: Verdict,
    note: &str,
) -> Result<Change<i64>, Fault> {
    let (proposal, state) = state_of(tx, comment).await?;
    let (target, rule) = target(tx, comment, &state, verdict).await?;
    let id = append(tx, by, comment, verdict.kind(), rule, note).await?;
    match verdict {
        Verdict::Approve | Verdict::Hide(_) => answer_reports(tx, comment, id).await?,
        Verdict::Undo(undone) => reopen_reports(tx, comment, undone).await?,
        Verdict::Restore => {}
    }
    if target != state {
        turn(tx, proposal, comment, target, rule).await?;
    }
    pipeline::store::judged(tx, comment, lesson(verdict, target, rule)).await?;
    let kind = match target {
        "hidden" => Kind::CommentHidden,
        _ if target != state => Kind::CommentRestored,
        _ => Kind::CommentApproved,
    };
    record::store::catch_up(tx).await?;
    let mut draft = told(tx, kind, proposal, comment, Some(by.0.id)).await?;
    draft.refs.decision = Some(id);
    Ok(Change::told(id, draft))
}

/// What a decision says about advertising: that it is one, that it is none, or neither.
fn lesson(verdict: Verdict, target: &str, rule: Option<Rule>) -> Option<bool> {
    match (verdict, target) {
        (_, "hidden") => (rule == Some(Rule::Advertising)).then_some(true),
        (Verdict::Undo(_), _) => None,
        _ => Some(false),
    }
}

/// The state that a verdict leads to, and the rule it rests on.
async fn target(
    tx: &mut Tx,
    comment: i64,
    state: &str,
    verdict: Verdict,
) -> Result<(&'static str, Option<Rule>), Fault> {
    match (verdict, state) {
        (Verdict::Approve, "visible") => Ok(("visible", None)),
        (Verdict::Hide(rule), "visible") => Ok(("hidden", Some(rule))),
        (Verdict::Restore, "hidden") => Ok(("visible", None)),
        (Verdict::Undo(id), "visible" | "hidden") => undone(tx, comment, id, state).await,
        _ => Err(Code::Decided.into()),
    }
}

/// Only the last decision can be undone: the state before it is the opposite, or the same after an approval.
async fn undone(tx: &mut Tx, comment: i64, id: i64, state: &str) -> Result<(&'static str, Option<Rule>), Fault> {
    const LAST: &str = "SELECT id, kind FROM decision WHERE comment = $1 ORDER BY id DESC LIMIT 1";
    const HIDDEN_BY: &str = "SELECT rule FROM decision WHERE comment = $1 AND kind = 'hide' ORDER BY id DESC LIMIT 1";
    let last: Option<(i64, String)> = sqlx::query_as(LAST).bind(comment).fetch_optional(&mut tx.connection).await?;
    match last.filter(|(last, _)| *last == id).map(|(_, kind)| kind).as_deref() {
        Some("hide") if state == "hidden" => Ok(("visible", None)),
        Some("approve") => Ok(("visible", None)),
        Some("restore") => {
            let (rule,): (String,) = sqlx::query_as(HIDDEN_BY).bind(comment).fetch_one(&mut tx.connection).await?;
            Ok(("hidden", rule.parse().ok()))
        }
        _ => Err(Code::Decided.into()),
    }
}

async fn append(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    kind: &str,
    rule: Option<Rule>,
    note: &str,
) -> Result<i64, Fault> {
    const INSERT: &str = "INSERT INTO decision (comment, moderator, kind, rule, note, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(comment)
        .bind(by.0.id)
        .bind(kind)
        .bind(rule.map_or("", Rule::as_str))
        .bind(note)
        .bind(tx.now)
        .fetch_one(&mut tx.connection)
        .await?;
    Ok(id)
}

async fn answer_reports(tx: &mut Tx, comment: i64, decision: i64) -> Result<(), Fault> {
    sqlx::query("UPDATE report SET decision = $2 WHERE comment = $1 AND decision IS NULL")
        .bind(comment)
        .bind(decision)
        .execute(&mut tx.connection)
        .await?;
    sqlx::query("UPDATE comment SET reports = 0 WHERE id = $1").bind(comment).execute(&mut tx.connection).await?;
    Ok(())
}

async fn reopen_reports(tx: &mut Tx, comment: i64, decision: i64) -> Result<(), Fault> {
    const COUNT: &str = "UPDATE comment SET reports = (SELECT COUNT(*) FROM report r WHERE r.comment = $1 AND r.decision IS NULL), \
         reported_at = COALESCE((SELECT MIN(created_at) FROM report r WHERE r.comment = $1 AND r.decision IS NULL), 0) WHERE id = $1";
    sqlx::query("UPDATE report SET decision = NULL WHERE comment = $1 AND decision = $2")
        .bind(comment)
        .bind(decision)
        .execute(&mut tx.connection)
        .await?;
    sqlx::query(COUNT).bind(comment).execute(&mut tx.connection).await?;
    Ok(())
}

/// Hides or shows: the row, the figures and the search index together.
async fn turn(tx: &mut Tx, proposal: i64, comment: i64, to: &str, rule: Option<Rule>) -> Result<(), Fault> {
    const TURN: &str =
        "UPDATE comment SET state = $2, rule = $3, state_at = $4 WHERE id = $1 RETURNING account, lang, body";
    let (account, lang, body): (Option<i64>, String, String) = sqlx::query_as(TURN)
        .bind(comment)
        .bind(to)
        .bind(rule.map_or("", Rule::as_str))
        .bind(tx.now)
        .fetch_one(&mut tx.connection)
        .await?;
    let by = if to == "visible" { 1 } else { -1 };
    counted(tx, comment, by).await?;
    // What came with a page counts among the plan's imported figures.
    let by =
        if account.is_some() { Bump { comments: by, ..Bump::default() } } else { Bump { read: by, ..Bump::default() } };
    bump(tx, proposal, by).await?;
    if to == "visible" {
        search::store::put_comment(tx, comment, proposal, &lang, &body).await
    } else {
        search::store::remove(tx, "comment", comment).await
    }
}
