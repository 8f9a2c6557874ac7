//! The rows of what is set in a thread: each function is one change and the event that tells of it.
use super::model::{MOST_PINNED, PACES};
use crate::{
    account::Person,
    db::{Change, Tx},
    fault::{Code, Fault},
    live::{Draft, Kind, Refs, Topic},
    thread::CommentId,
};
use sqlx::FromRow;

/// Every statement of this file that pages and writers read with, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[LAST, PINNED];

/// The pace of a thread, and when somebody wrote there last, whatever became of it.
const LAST: &str = "SELECT p.slow_seconds, (SELECT c.created_at FROM comment c WHERE c.account = $2 AND c.proposal = $1 \
     ORDER BY c.id DESC LIMIT 1) FROM proposal p WHERE p.id = $1";
const PINNED: &str = "SELECT COUNT(*) FROM comment WHERE proposal = $1 AND parent IS NULL AND pin > 0";

/// Sets the pace of a thread. The same again changes nothing.
///
/// # Errors
/// [`Code::BadForm`] with a pace that is not offered, [`Code::NotFound`].
pub async fn pace(tx: &mut Tx, who: &Person, proposal: i64, seconds: i64) -> Result<Change<()>, Fault> {
    const SET: &str = "UPDATE proposal SET slow_seconds = $2 WHERE id = $1 AND slow_seconds <> $2";
    if !PACES.contains(&seconds) {
        return Err(Code::BadForm.into());
    }
    set(tx, who, proposal, SET, seconds).await
}

/// Ends writing in a thread, or opens it again.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn close(tx: &mut Tx, who: &Person, proposal: i64, close: bool) -> Result<Change<()>, Fault> {
    const SET: &str = "UPDATE proposal SET thread_closed = $2 WHERE id = $1 AND thread_closed <> $2";
    set(tx, who, proposal, SET, i64::from(close)).await
}

async fn set(tx: &mut Tx, who: &Person, proposal: i64, sql: &'static str, value: i64) -> Result<Change<()>, Fault> {
    const THERE: &str = "SELECT id FROM proposal WHERE id = $1";
    let there = sqlx::query(THERE).bind(proposal).fetch_optional(&mut tx.connection).await?;
    if there.is_none() {
        return Err(Code::NotFound.into());
    }
    let changed = sqlx::query(sql).bind(proposal).bind(value).execute(&mut tx.connection).await?.rows_affected();
    if changed == 0 {
        return Ok(Change::private(()));
    }
    let refs = Refs { proposal: Some(proposal), ..Refs::default() };
    let topics = vec![Topic::Proposal(proposal)];
    Ok(Change::told((), Draft { kind: Kind::ThreadChanged, refs, actor: Some(who.id), topics }))
}

/// # Errors
/// [`Code::Slow`] when somebody wrote in this thread less than its pace ago; says when to come back.
pub async fn keep_pace(tx: &mut Tx, who: &Person, proposal: i64) -> Result<(), Fault> {
    if who.moderates() {
        return Ok(());
    }
    let row: Option<(i64, Option<i64>)> =
        sqlx::query_as(LAST).bind(proposal).bind(who.id).fetch_optional(&mut tx.connection).await?;
    let Some((seconds, Some(last))) = row else { return Ok(()) };
    let left = last + seconds * 1000 - tx.now;
    if seconds == 0 || left <= 0 { Ok(()) } else { Err(Fault::slow(u32::try_from((left + 999) / 1000).unwrap_or(1))) }
}

/// A comment and its conversation.
#[derive(FromRow)]
struct Place {
    proposal: i64,
    root: i64,
    reply: bool,
    state: String,
    answer: bool,
    pin: i64,
    asker: Option<i64>,
}

impl Place {
    async fn of(tx: &mut Tx, comment: CommentId) -> Result<Self, Fault> {
        const SQL: &str = "SELECT c.proposal, c.root, c.parent IS NOT NULL AS reply, c.state, c.answer, r.pin, \
             r.account AS asker FROM comment c JOIN comment r ON r.id = c.root WHERE c.id = $1";
        let row: Option<Self> = sqlx::query_as(SQL).bind(comment).fetch_optional(&mut tx.connection).await?;
        row.ok_or_else(|| Code::NotFound.into())
    }

    fn marked(&self, who: &Person, comment: CommentId) -> Change<()> {
        let refs = Refs { proposal: Some(self.proposal), comment: Some(comment), decision: None, ..Refs::default() };
        let topics = vec![Topic::Proposal(self.proposal)];
        Change::told((), Draft { kind: Kind::CommentMarked, refs, actor: Some(who.id), topics })
    }
}

/// Pins a comment, in the place of another of its conversation, or lets it go.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Gone`] when it left, [`Code::PinsFull`] when [`MOST_PINNED`] others are pinned.
pub async fn pin(tx: &mut Tx, who: &Person, comment: CommentId, on: bool) -> Result<Change<()>, Fault> {
    const SET: &str = "UPDATE comment SET pin = $2 WHERE id = $1";
    let place = Place::of(tx, comment).await?;
    if (place.pin == comment) == on {
        return Ok(Change::private(()));
    }
    if on {
        if place.state != "visible" {
            return Err(Code::Gone.into());
        }
        let (pinned,): (i64,) = sqlx::query_as(PINNED).bind(place.proposal).fetch_one(&mut tx.connection).await?;
        if place.pin == 0 && pinned >= MOST_PINNED {
            return Err(Fault::n(Code::PinsFull, usize::try_from(MOST_PINNED).unwrap_or(0)));
        }
    }
    let pin = if on { comment } else { 0 };
    sqlx::query(SET).bind(place.root).bind(pin).execute(&mut tx.connection).await?;
    Ok(place.marked(who, comment))
}

/// Lets a comment go that can no longer be read: its conversation has no reason to stand first.
///
/// # Errors
/// When the database fails.
pub async fn left(tx: &mut Tx, comment: CommentId) -> Result<(), Fault> {
    const UNPIN: &str = "UPDATE comment SET pin = 0 WHERE pin = $1 AND id = (SELECT root FROM comment WHERE id = $1)";
    sqlx::query(UNPIN).bind(comment).execute(&mut tx.connection).await?;
    Ok(())
}

/// Marks a reply as the answer, in the place of another one of its conversation, or takes the mark away.
///
/// # Errors
/// [`Code::NotFound`] unless it is a reply, [`Code::Forbidden`] for who neither moderates nor asked, [`Code::Gone`].
pub async fn answer(tx: &mut Tx, who: &Person, comment: CommentId, on: bool) -> Result<Change<()>, Fault> {
    const OTHERS: &str = "UPDATE comment SET answer = 0 WHERE proposal = $1 AND root = $2 AND answer = 1";
    const SET: &str = "UPDATE comment SET answer = $2 WHERE id = $1";
    let place = Place::of(tx, comment).await?;
    if !who.moderates() && place.asker != Some(who.id) {
        return Err(Code::Forbidden.into());
    }
    if !place.reply {
        return Err(Code::NotFound.into());
    }
    if place.state != "visible" {
        return Err(Code::Gone.into());
    }
    if place.answer == on {
        return Ok(Change::private(()));
    }
    if on {
        sqlx::query(OTHERS).bind(place.proposal).bind(place.root).execute(&mut tx.connection).await?;
    }
    sqlx::query(SET).bind(comment).bind(on).execute(&mut tx.connection).await?;
    Ok(place.marked(who, comment))
}
