//! Deciding: each function is one change and the event that tells of it.
use super::{branch, changed, hides_or_shows};
use crate::{
    account,
    appeal::{self, Outcome},
    db::{Change, Tx},
    fault::{Code, Fault},
    live::{Kind, Topic},
    moderation::{HouseWords, Moderator},
    pipeline,
    plan::store::{Bump, bump},
    record, report, search, team,
    thread::{
        Rule,
        store::{counted, told},
    },
};

/// A comment's proposal, state and author.
pub(super) async fn state_of(tx: &mut Tx, comment: i64) -> Result<(i64, String, Option<i64>), Fault> {
    const SQL: &str = "SELECT proposal, state, account FROM comment WHERE id = $1";
    let row: Option<(i64, String, Option<i64>)> =
        sqlx::query_as(SQL).bind(comment).fetch_optional(&mut tx.connection).await?;
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
    /// The appeal does not change it: it stays hidden.
    Uphold,
}

impl Verdict {
    const fn kind(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Hide(_) => "hide",
            Self::Restore => "restore",
            Self::Undo(_) => "undo",
            Self::Uphold => "uphold",
        }
    }
}

/// # Errors
/// [`Code::Decided`] when somebody has decided on a comment since the decision `seen` (0: none).
pub async fn unseen(tx: &mut Tx, comment: i64, seen: Option<i64>) -> Result<(), Fault> {
    const LAST: &str = "SELECT COALESCE(MAX(id), 0) FROM decision WHERE comment = $1";
    let Some(seen) = seen else { return Ok(()) };
    let (last,): (i64,) = sqlx::query_as(LAST).bind(comment).fetch_one(&mut tx.connection).await?;
    if last == seen { Ok(()) } else { Err(Code::Decided.into()) }
}

/// Why it is decided so.
#[derive(Clone, Copy, Default)]
pub(super) struct Cause<'a> {
    /// What its author reads.
    pub note: &'a str,
    /// The decision about a comment above, which this one comes with.
    pub branch: Option<i64>,
    /// What it changes, as it was.
    pub was: &'a str,
}

/// Decides on a comment; what was taken down with it is put back with it. Gives the decision's number.
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
    if let Verdict::Undo(id) = verdict
        && let Some(change) = changed::back(tx, by, comment, id).await?
    {
        return Ok(change);
    }
    let before = branch::taken_back(tx, comment, verdict).await?;
    let mut change = one(tx, by, comment, verdict, Cause { note, ..Cause::default() }).await?;
    if let Some(before) = before {
        change.events.append(&mut branch::follow(tx, by, before, change.value, verdict).await?);
    }
    Ok(change)
}

/// Decides on one comment alone.
pub(super) async fn one(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    verdict: Verdict,
    cause: Cause<'_>,
) -> Result<Change<i64>, Fault> {
    let note = cause.note;
    let (proposal, state, account) = state_of(tx, comment).await?;
    let (target, rule) = target(tx, comment, &state, verdict).await?;
    let appeal = answered(tx, by, comment, verdict, note).await?;
    let kind = if appeal.is_some() && verdict == Verdict::Restore { "grant" } else { verdict.kind() };
    let note = match (verdict, account) {
        (Verdict::Hide(rule), Some(author)) => told_why(tx, author, rule, note).await?,
        _ => note.to_owned(),
    };
    let id = append(tx, by, comment, (kind, rule), Cause { note: &note, ..cause }).await?;
    match verdict {
        Verdict::Approve | Verdict::Hide(_) => report::store::answered(tx, comment, id, by.0.id).await?,
        Verdict::Undo(undone) => report::store::reopened(tx, comment, undone).await?,
        Verdict::Restore | Verdict::Uphold => {}
    }
    if target != state {
        turn(tx, proposal, comment, target, rule).await?;
    }
    if verdict != Verdict::Approve {
        account::store::untold(tx, account, by.0.id).await?;
    }
    // What an appeal leaves as it was has been learned already.
    if verdict != Verdict::Uphold {
        // What stood under something says nothing by having been there.
        let lesson = lesson(verdict, target, rule).filter(|_| cause.branch.is_none());
        pipeline::store::judged(tx, comment, lesson).await?;
    }
    let kind = match target {
        _ if verdict == Verdict::Uphold => Kind::AppealDecided,
        "hidden" => Kind::CommentHidden,
        _ if target != state => Kind::CommentRestored,
        _ => Kind::CommentApproved,
    };
    team::store::decided(tx, comment).await?;
    record::store::catch_up(tx).await?;
    let mut draft = told(tx, kind, proposal, comment, Some(by.0.id)).await?;
    draft.refs.decision = Some(id);
    if verdict == Verdict::Uphold {
        // Nothing changed for anybody else.
        draft.topics = vec![Topic::Desk];
    }
    Ok(Change::told(id, draft))
}

/// What an author reads: the moderator's own words, or else the house's about the rule, in the author's language.
///
/// # Errors
/// When the database fails.
pub async fn told_why(tx: &mut Tx, author: i64, rule: Rule, note: &str) -> Result<String, Fault> {
    if !note.is_empty() {
        return Ok(note.to_owned());
    }
    let author = account::store::by_id(tx, author).await?;
    Ok(author.map(|author| HouseWords::text(author.lang, rule)).unwrap_or_default())
}

/// The open appeal that a decision answers, if there is one. While it is open, nothing else can be decided.
async fn answered(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    verdict: Verdict,
    note: &str,
) -> Result<Option<i64>, Fault> {
    let outcome = match verdict {
        Verdict::Restore => Outcome::Granted,
        Verdict::Uphold => Outcome::Upheld,
        Verdict::Undo(_) => Outcome::Open,
        Verdict::Approve | Verdict::Hide(_) => return Ok(None),
    };
    let Some((appeal, decided_by)) = appeal::store::open_on(tx, comment).await? else {
        return if verdict == Verdict::Uphold { Err(Code::Decided.into()) } else { Ok(None) };
    };
    appeal::store::may(by, decided_by, verdict != Verdict::Uphold, note)?;
    if outcome == Outcome::Open {
        return Err(Code::Decided.into());
    }
    appeal::store::close(tx, by, appeal, outcome, note).await?;
    Ok(Some(appeal))
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
        (Verdict::Uphold, "hidden") => Ok(("hidden", None)),
        (Verdict::Undo(id), "visible" | "hidden") => undone(tx, comment, id, state).await,
        _ => Err(Code::Decided.into()),
    }
}

/// Only the last decision of those that hide or show can be undone: the state before it is the opposite, or the same after an approval.
async fn undone(tx: &mut Tx, comment: i64, id: i64, state: &str) -> Result<(&'static str, Option<Rule>), Fault> {
    const LAST: &str = concat!(
        "SELECT id, kind FROM decision WHERE comment = $1 AND kind IN ",
        hides_or_shows!(),
        " ORDER BY id DESC LIMIT 1"
    );
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

pub(super) async fn append(
    tx: &mut Tx,
    by: &Moderator,
    comment: i64,
    (kind, rule): (&str, Option<Rule>),
    cause: Cause<'_>,
) -> Result<i64, Fault> {
    const INSERT: &str = "INSERT INTO decision (comment, moderator, kind, rule, note, branch, was, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    let (id,): (i64,) = sqlx::query_as(INSERT)
        .bind(comment)
        .bind(by.0.id)
        .bind(kind)
        .bind(rule.map_or("", Rule::as_str))
        .bind(cause.note)
        .bind(cause.branch)
        .bind(cause.was)
        .bind(tx.now)
        .fetch_one(&mut tx.connection)
        .await?;
    Ok(id)
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
