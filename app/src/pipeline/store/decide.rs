//! Deciding about a text that waits: it is published as if its writer did it now, or its writer reads why not.
use super::{
    learn,
    publish::{desk, print},
};
use crate::{
    account::{self, Person},
    db::{Change, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    live::{Draft, Kind, Refs, Topic},
    moderation::{Moderator, store::told_why},
    pipeline::{Moderation, text::Text},
    record,
    thread::{
        CommentId, Rule,
        store::{self as thread, NewComment},
    },
};
use sqlx::FromRow;

/// What it answers may have been carried to another proposal since.
pub(super) const HELD: &str = "SELECT w.account, COALESCE(p.proposal, w.proposal) AS proposal, w.parent, w.action, w.edits, w.body, \
     w.lang, w.stance, w.created_at FROM waiting w LEFT JOIN comment p ON p.id = w.parent WHERE w.id = $1 AND w.state = 'waiting'";

#[derive(FromRow)]
struct Held {
    account: i64,
    proposal: i64,
    parent: Option<CommentId>,
    action: Option<i64>,
    edits: Option<CommentId>,
    body: String,
    lang: String,
    stance: String,
    created_at: i64,
}

impl Held {
    /// # Errors
    /// [`Code::NotFound`], [`Code::Decided`].
    async fn of(tx: &mut Tx, id: i64) -> Result<Self, Fault> {
        const THERE: &str = "SELECT id FROM waiting WHERE id = $1";
        if let Some(held) = sqlx::query_as(HELD).bind(id).fetch_optional(&mut tx.connection).await? {
            return Ok(held);
        }
        let there = sqlx::query(THERE).bind(id).fetch_optional(&mut tx.connection).await?;
        Err(if there.is_some() { Code::Decided } else { Code::NotFound }.into())
    }
}

/// Publishes a text that waits, by the same function as its writer would. Gives the comment's number.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Decided`], [`Code::NotYours`], [`Code::Closed`], or [`Code::Gone`] when what it answers or
/// changes has left.
pub async fn approve(tx: &mut Tx, by: &Moderator, id: i64) -> Result<Change<CommentId>, Fault> {
    // Of one that was refused before, who did that and when stays: the record vouches for it.
    const DONE: &str = "UPDATE waiting SET state = 'approved', body = '', comment = $2, moderator = COALESCE(moderator, $3), \
         decided_at = CASE decided_at WHEN 0 THEN $4 ELSE decided_at END WHERE id = $1";
    const FORGET: &str = "DELETE FROM firing WHERE comment = $1";
    const MOVE: &str = "UPDATE firing SET comment = $2, waiting = NULL WHERE waiting = $1";
    let held = Held::of(tx, id).await?;
    // Whose texts are read first may moderate: somebody else reads them.
    if held.account == by.person().id {
        return Err(Code::NotYours.into());
    }
    let who = account::store::by_id(tx, held.account).await?.ok_or(Code::NotFound)?;
    let words = Text::new(&held.body, Lang::default()).print();
    let (comment, mut events) = match held.edits {
        Some(comment) => {
            let change = thread::edit_asked(tx, &who, comment, held.body, held.created_at).await?;
            (comment, change.events)
        }
        None => {
            let new = NewComment {
                proposal: held.proposal,
                parent: held.parent,
                action: held.action,
                body: held.body,
                lang: held.lang,
                stance: held.stance.parse().ok(),
                official: false,
                key: format!("waiting-{id}"),
            };
            let change = thread::put(tx, &who, new).await?;
            (change.value, change.events)
        }
    };
    sqlx::query(FORGET).bind(comment).execute(&mut tx.connection).await?;
    sqlx::query(MOVE).bind(id).bind(comment).execute(&mut tx.connection).await?;
    print(tx, comment, words).await?;
    learn::judged(tx, comment, Some(false)).await?;
    sqlx::query(DONE).bind(id).bind(comment).bind(by.person().id).bind(tx.now).execute(&mut tx.connection).await?;
    events.push(desk(Kind::TextDecided, id, by.person()));
    Ok(Change { value: comment, events })
}

/// Does not publish a text that waits; its writer reads by which rule, and why.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Decided`].
pub async fn refuse(tx: &mut Tx, by: &Moderator, id: i64, rule: Rule, note: &str) -> Result<Change<()>, Fault> {
    const DONE: &str = "UPDATE waiting SET state = 'refused', rule = $2, note = $3, moderator = $4, decided_at = $5 \
         WHERE id = $1";
    let held = Held::of(tx, id).await?;
    if rule == Rule::Advertising {
        learn::count(tx, &held.body, true, 1).await?;
    }
    let note = told_why(tx, held.account, rule, note).await?;
    let (rule, moderator) = (rule.as_str(), by.person());
    let query = sqlx::query(DONE).bind(id).bind(rule).bind(note).bind(moderator.id).bind(tx.now);
    query.execute(&mut tx.connection).await?;
    record::store::refused(tx, id).await?;
    account::store::untold(tx, Some(held.account), moderator.id).await?;
    Ok(Change::told((), desk(Kind::TextDecided, id, moderator)))
}

/// A text that was refused waits again, for who grants its appeal; what was learned of it is forgotten.
///
/// # Errors
/// [`Code::Decided`] when it does not stand refused.
pub async fn reopen(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    const OPEN: &str = "UPDATE waiting SET state = 'waiting' WHERE id = $1 AND state = 'refused' RETURNING body, rule";
    let row: Option<(String, String)> = sqlx::query_as(OPEN).bind(id).fetch_optional(&mut tx.connection).await?;
    let (body, rule) = row.ok_or(Code::Decided)?;
    if rule == Rule::Advertising.as_str() {
        learn::count(tx, &body, true, -1).await?;
    }
    Ok(())
}

/// Takes one's own text back before anybody has decided.
///
/// # Errors
/// [`Code::NotFound`] when it is not this person's, [`Code::Decided`].
pub async fn withdraw(tx: &mut Tx, who: &Person, id: i64) -> Result<Change<i64>, Fault> {
    const DONE: &str = "UPDATE waiting SET state = 'withdrawn', body = '', decided_at = $2 WHERE id = $1";
    let held = Held::of(tx, id).await?;
    if held.account != who.id {
        return Err(Code::NotFound.into());
    }
    sqlx::query(DONE).bind(id).bind(tx.now).execute(&mut tx.connection).await?;
    Ok(Change::told(held.proposal, desk(Kind::TextDecided, id, who)))
}

/// Sets when a plan's moderators read. The same again changes nothing; what waits goes on waiting.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn moderation(tx: &mut Tx, by: &Moderator, plan: i64, to: Moderation) -> Result<Change<()>, Fault> {
    const THERE: &str = "SELECT moderation FROM plan WHERE id = $1";
    const SET: &str = "UPDATE plan SET moderation = $2 WHERE id = $1";
    let now: Option<(String,)> = sqlx::query_as(THERE).bind(plan).fetch_optional(&mut tx.connection).await?;
    if now.ok_or(Code::NotFound)?.0 == to.as_str() {
        return Ok(Change::private(()));
    }
    sqlx::query(SET).bind(plan).bind(to.as_str()).execute(&mut tx.connection).await?;
    let topics = vec![Topic::Desk, Topic::Plan(plan)];
    let actor = Some(by.person().id);
    Ok(Change::told((), Draft { kind: Kind::ModerationChanged, refs: Refs::default(), actor, topics }))
}
