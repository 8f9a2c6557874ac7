//! A text that has passed: it is published, or it waits.
use crate::{
    account::Person,
    db::{Change, Millis, Tx},
    fault::{Code, Fault},
    live::{Draft, Kind, Refs, Topic},
    pipeline::{Firing, Severity, pass::Passed},
    steer,
    thread::{
        CommentId, EDIT_WINDOW, Stance,
        store::{self as thread, NewComment},
    },
};

pub(super) const STATEMENTS: &[&str] = &[SENT, OWN, PARENT, ACTION, MANY];

/// How many texts of one person may wait at once.
const MOST_WAITING: i64 = 20;

const SENT: &str = "SELECT comment FROM waiting WHERE account = $1 AND idempotency = $2";
const OWN: &str = "SELECT proposal, lang, state, created_at, body FROM comment WHERE id = $1 AND account = $2";
const PARENT: &str = "SELECT state FROM comment WHERE id = $1 AND proposal = $2";
const ACTION: &str = "SELECT id FROM action WHERE proposal = $1 AND n = $2";
const MANY: &str = "SELECT COUNT(*) FROM waiting WHERE account = $1 AND state = 'waiting'";

/// Publishes a comment or lets it wait, once for each key of its writer. Gives the comment's number; `None` while it
/// waits.
///
/// # Errors
/// What [`thread::add`] refuses, or [`Code::ManyWaiting`].
pub async fn add(
    tx: &mut Tx,
    who: &Person,
    new: NewComment,
    passed: Passed,
) -> Result<Change<Option<CommentId>>, Fault> {
    let sent: Option<(Option<CommentId>,)> =
        sqlx::query_as(SENT).bind(who.id).bind(&new.key).fetch_optional(&mut tx.connection).await?;
    if let Some((comment,)) = sent {
        return Ok(Change::private(comment));
    }
    if passed.waits {
        place(tx, who, &new).await?;
        let held = Held {
            proposal: new.proposal,
            parent: new.parent,
            action: new.action,
            edits: None,
            body: new.body,
            lang: new.lang,
            stance: new.stance,
            key: Some(new.key),
        };
        return hold(tx, who, &held, &passed.fired).await;
    }
    let change = thread::add(tx, who, new).await?;
    if !change.events.is_empty() {
        note(tx, Some(change.value), None, &passed.fired, true).await?;
        print(tx, change.value, passed.print).await?;
    }
    Ok(Change { value: Some(change.value), events: change.events })
}

/// Publishes new words for one's own comment or lets them wait. `None` while they wait.
///
/// # Errors
/// What [`thread::edit`] refuses, or [`Code::ManyWaiting`].
pub async fn edit(
    tx: &mut Tx,
    who: &Person,
    id: CommentId,
    body: String,
    passed: Passed,
) -> Result<Change<Option<CommentId>>, Fault> {
    const OVERTAKEN: &str = "UPDATE waiting SET state = 'withdrawn', body = '' WHERE edits = $1 AND state = 'waiting'";
    type Row = (i64, String, String, i64, String);
    if !passed.waits {
        let change = thread::edit(tx, who, id, body).await?;
        let overtaken = sqlx::query(OVERTAKEN).bind(id).execute(&mut tx.connection).await?.rows_affected();
        if !change.events.is_empty() {
            record(tx, id, &passed).await?;
        }
        let told = (overtaken > 0).then(|| desk(Kind::TextDecided, 0, who));
        return Ok(Change { value: Some(id), events: change.events.into_iter().chain(told).collect() });
    }
    let row: Option<Row> = sqlx::query_as(OWN).bind(id).bind(who.id).fetch_optional(&mut tx.connection).await?;
    let (proposal, lang, state, created_at, old) = row.ok_or(Code::NotFound)?;
    if state != "visible" {
        return Err(Code::Gone.into());
    }
    thread::open_to_writing(tx, proposal).await?;
    if tx.now - created_at > EDIT_WINDOW {
        return Err(Code::TooLate.into());
    }
    if old == body {
        return Ok(Change::private(Some(id)));
    }
    let held = Held { proposal, parent: None, action: None, edits: Some(id), body, lang, stance: None, key: None };
    hold(tx, who, &held, &passed.fired).await
}

/// The place of a comment that is to wait is looked at as if it were published now.
async fn place(tx: &mut Tx, who: &Person, new: &NewComment) -> Result<(), Fault> {
    thread::open_to_writing(tx, new.proposal).await?;
    steer::store::keep_pace(tx, who, new.proposal).await?;
    if let Some(parent) = new.parent {
        let row: Option<(String,)> =
            sqlx::query_as(PARENT).bind(parent).bind(new.proposal).fetch_optional(&mut tx.connection).await?;
        if row.ok_or(Code::NotFound)?.0 != "visible" {
            return Err(Code::Gone.into());
        }
    } else if let Some(n) = new.action {
        let row = sqlx::query(ACTION).bind(new.proposal).bind(n).fetch_optional(&mut tx.connection).await?;
        row.ok_or(Code::NotFound)?;
    }
    Ok(())
}

/// A text about to wait.
struct Held {
    proposal: i64,
    parent: Option<CommentId>,
    action: Option<i64>,
    edits: Option<CommentId>,
    body: String,
    lang: String,
    stance: Option<Stance>,
    key: Option<String>,
}

async fn hold(tx: &mut Tx, who: &Person, new: &Held, fired: &[Firing]) -> Result<Change<Option<CommentId>>, Fault> {
    const HOLD: &str = "INSERT INTO waiting (account, proposal, parent, action, edits, body, lang, stance, idempotency, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (edits) WHERE edits IS NOT NULL AND \
         state = 'waiting' DO UPDATE SET body = excluded.body, created_at = excluded.created_at RETURNING id";
    const FORGET: &str = "DELETE FROM firing WHERE waiting = $1";
    let (many,): (i64,) = sqlx::query_as(MANY).bind(who.id).fetch_one(&mut tx.connection).await?;
    if many >= MOST_WAITING {
        return Err(Fault::n(Code::ManyWaiting, usize::try_from(MOST_WAITING).unwrap_or(0)));
    }
    let (id,): (i64,) = sqlx::query_as(HOLD)
        .bind(who.id)
        .bind(new.proposal)
        .bind(new.parent)
        .bind(new.action)
        .bind(new.edits)
        .bind(&new.body)
        .bind(&new.lang)
        .bind(new.stance.map_or("", Stance::as_str))
        .bind(&new.key)
        .bind(tx.now)
        .fetch_one(&mut tx.connection)
        .await?;
    sqlx::query(FORGET).bind(id).execute(&mut tx.connection).await?;
    note(tx, None, Some(id), fired, false).await?;
    Ok(Change::told(None, desk(Kind::TextHeld, id, who)))
}

/// A text of the past that waits, with what was found in it and when it was written: one of the demo's.
///
/// # Errors
/// When the database fails.
pub async fn past(
    tx: &mut Tx,
    account: i64,
    proposal: i64,
    body: String,
    lang: String,
    (found, at): (&[Firing], Millis),
) -> Result<(), Fault> {
    let held = Held { proposal, parent: None, action: None, edits: None, body, lang, stance: None, key: None };
    let (who, now) = (Person { id: account, ..Person::default() }, std::mem::replace(&mut tx.now, at));
    let done = hold(tx, &who, &held, found).await;
    tx.now = now;
    done.map(drop)
}

/// An event for the desk alone: that a text waits is told to nobody else.
pub(super) fn desk(kind: Kind, waiting: i64, who: &Person) -> Draft {
    let refs = Refs { waiting: Some(waiting).filter(|id| *id > 0), ..Refs::default() };
    Draft { kind, refs, actor: Some(who.id), topics: vec![Topic::Desk] }
}

/// Notes of an edited text what it has in common with others, and what was found in it instead of what was before.
async fn record(tx: &mut Tx, comment: CommentId, passed: &Passed) -> Result<(), Fault> {
    const FORGET: &str = "DELETE FROM firing WHERE comment = $1";
    sqlx::query(FORGET).bind(comment).execute(&mut tx.connection).await?;
    note(tx, Some(comment), None, &passed.fired, true).await?;
    print(tx, comment, passed.print).await
}

/// Notes what a text has in common with texts of the same words.
pub(super) async fn print(tx: &mut Tx, comment: CommentId, print: Option<i64>) -> Result<(), Fault> {
    const PRINT: &str = "INSERT INTO print (comment, print, at) VALUES ($1, $2, $3) \
         ON CONFLICT (comment) DO UPDATE SET print = excluded.print, at = excluded.at";
    let Some(print) = print else { return Ok(()) };
    sqlx::query(PRINT).bind(comment).bind(print).bind(tx.now).execute(&mut tx.connection).await?;
    Ok(())
}

/// What was found in a comment's text, and what that has in common with others, is not true of it any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, comment: CommentId) -> Result<(), Fault> {
    for sql in ["DELETE FROM firing WHERE comment = $1", "DELETE FROM print WHERE comment = $1"] {
        sqlx::query(sql).bind(comment).execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// A comment can no longer be read: nobody looks for it on the desk, and new words for a deleted one are taken back.
///
/// # Errors
/// When the database fails.
pub async fn left(tx: &mut Tx, comment: CommentId) -> Result<(), Fault> {
    const LOOKED: &str = "UPDATE firing SET flagged = 0 WHERE comment = $1 AND flagged = 1";
    const BACK: &str = "UPDATE waiting SET state = 'withdrawn', body = '' WHERE edits = $1 AND state = 'waiting' \
         AND EXISTS (SELECT 1 FROM comment WHERE id = $1 AND state = 'deleted')";
    for sql in [LOOKED, BACK] {
        sqlx::query(sql).bind(comment).execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// One row for each finding; with `flags` the first serious one brings the comment to the desk.
async fn note(
    tx: &mut Tx,
    comment: Option<CommentId>,
    waiting: Option<i64>,
    fired: &[Firing],
    flags: bool,
) -> Result<(), Fault> {
    const NOTE: &str = "INSERT INTO firing (comment, waiting, phase, severity, detail, flagged, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let first = fired.iter().position(|firing| firing.severity == Severity::Serious).filter(|_| flags);
    for (at, firing) in fired.iter().enumerate() {
        sqlx::query(NOTE)
            .bind(comment)
            .bind(waiting)
            .bind(firing.phase.as_str())
            .bind(firing.severity.as_str())
            .bind(&firing.detail)
            .bind(first == Some(at))
            .bind(tx.now)
            .execute(&mut tx.connection)
            .await?;
    }
    Ok(())
}
