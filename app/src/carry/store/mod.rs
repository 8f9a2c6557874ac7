//! A conversation in its new place: rows, figures, votes, what people follow, the search index and what tells of it.
mod join;

pub use join::{again, alike, join, part};

use super::model::{Goal, MOST, Spot};
use crate::{
    db::{Change, Failure, Read, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    live::{Draft, Kind, Refs, Topic},
    moderation::{Moderator, store::changed},
    plan::{
        Text,
        store::{Bump, bump, topics},
    },
    search,
    thread::{CommentId, store::open_to_writing},
    vote,
};
use sqlx::FromRow;

/// Every statement of this file that pages and writers read with, for the test that reads their plans.
pub fn statements() -> Vec<&'static str> {
    [TALK, STAYS, ACTION, SUMS, READABLE, NEAR].into_iter().chain(join::STATEMENTS.iter().copied()).collect()
}

const TALK: &str = "SELECT r.id, r.proposal, r.action, r.account, r.total FROM comment c JOIN comment r ON r.id = c.root WHERE c.id = $1";
/// What a version of the proposal names, and what came with its page, belongs to it.
const STAYS: &str =
    "SELECT id FROM comment WHERE proposal = $1 AND root = $2 AND (led_to > 0 OR account IS NULL) LIMIT 1";
const ACTION: &str = "SELECT id FROM action WHERE proposal = $1 AND n = $2";
const SUMS: &str = "SELECT COUNT(*) AS comments, COALESCE(SUM(stance = 'for'), 0) AS pro, COALESCE(SUM(stance = 'against'), 0) AS con, \
     COALESCE(SUM(stance = 'neutral'), 0) AS neutral FROM comment WHERE proposal = $1 AND root = $2 AND state = 'visible'";
const READABLE: &str = "SELECT id, lang, body FROM comment WHERE proposal = $1 AND root = $2 AND state = 'visible'";
/// Open proposals of the same section.
const NEAR: &str = "SELECT p.id, COALESCE(w.title, o.title), COALESCE(w.lang, o.lang) FROM proposal h \
     JOIN proposal p ON p.section = h.section \
     JOIN proposal_text o ON o.proposal = p.id AND o.version = p.version AND o.lang = p.lang \
     LEFT JOIN proposal_text w ON w.proposal = p.id AND w.version = p.version AND w.lang = $1 \
     WHERE h.id = $2 AND p.closed = 0 AND p.thread_closed = 0 ORDER BY p.position, p.id LIMIT 100";

/// A conversation, by its first comment.
#[derive(Clone, Copy, FromRow)]
struct Talk {
    id: CommentId,
    proposal: i64,
    action: Option<i64>,
    account: Option<i64>,
    total: i64,
}

impl Talk {
    async fn of(tx: &mut Tx, comment: CommentId) -> Result<Self, Fault> {
        let found: Option<Self> = sqlx::query_as(TALK).bind(comment).fetch_optional(&mut tx.connection).await?;
        found.ok_or_else(|| Code::NotFound.into())
    }

    const fn spot(&self) -> Spot {
        Spot { proposal: self.proposal, action: self.action }
    }

    /// Whether it may go there.
    async fn can_leave_for(&self, tx: &mut Tx, to: Spot) -> Result<(), Fault> {
        bounded(self.total)?;
        if self.proposal != to.proposal {
            let stays = sqlx::query(STAYS).bind(self.proposal).bind(self.id).fetch_optional(&mut tx.connection).await?;
            if stays.is_some() {
                return Err(Code::Rooted.into());
            }
        }
        Ok(())
    }
}

/// More than so many are not moved at once: everybody who writes would wait.
fn bounded(comments: i64) -> Result<(), Fault> {
    if comments > MOST {
        return Err(Fault::n(Code::LongTalk, usize::try_from(MOST).unwrap_or(0)));
    }
    Ok(())
}

/// Carries the whole conversation of a comment to another place. Gives the conversation and the decision's number.
///
/// # Errors
/// [`Code::NotFound`], [`Code::NoPlace`] without such a proposal or action, [`Code::Closed`], [`Code::NoChange`],
/// [`Code::LongTalk`], [`Code::Rooted`].
pub async fn carry(
    tx: &mut Tx,
    by: &Moderator,
    comment: CommentId,
    goal: Goal,
    note: &str,
) -> Result<Change<(CommentId, i64)>, Fault> {
    let talk = Talk::of(tx, comment).await?;
    let to = spot(tx, goal).await?;
    if talk.spot() == to {
        return Err(Code::NoChange.into());
    }
    talk.can_leave_for(tx, to).await?;
    let change = carried(tx, by, talk, to, note).await?;
    Ok(Change { value: (talk.id, change.value), events: change.events })
}

/// Carries a conversation back to where it was before the last time.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Decided`] when that place is not there any more.
pub async fn back(tx: &mut Tx, by: &Moderator, root: CommentId, was: &str) -> Result<Change<i64>, Fault> {
    let talk = Talk::of(tx, root).await?;
    let to = was.parse().map_err(|()| Code::Decided)?;
    carried(tx, by, talk, to, "").await
}

/// The place that is asked for, when one may write there.
async fn spot(tx: &mut Tx, goal: Goal) -> Result<Spot, Fault> {
    open_to_writing(tx, goal.proposal).await.map_err(|fault| match fault.code {
        Code::NotFound => Code::NoPlace.into(),
        _ => fault,
    })?;
    let Some(n) = goal.action else { return Ok(Spot { proposal: goal.proposal, action: None }) };
    let action: Option<(i64,)> =
        sqlx::query_as(ACTION).bind(goal.proposal).bind(n).fetch_optional(&mut tx.connection).await?;
    let (action,) = action.ok_or(Code::NoPlace)?;
    Ok(Spot { proposal: goal.proposal, action: Some(action) })
}

async fn carried(tx: &mut Tx, by: &Moderator, talk: Talk, to: Spot, note: &str) -> Result<Change<i64>, Fault> {
    let from = talk.spot();
    shifted(tx, talk, to).await?;
    let id = changed(tx, by, (talk.id, talk.account), ("move", &from.to_string()), note).await?;
    Ok(Change { value: id, events: told(tx, by, talk.id, (from, to), id).await? })
}

/// Everything that belongs to a conversation goes to another place with it.
async fn shifted(tx: &mut Tx, talk: Talk, to: Spot) -> Result<(), Fault> {
    let from = talk.spot();
    if from == to {
        return Ok(());
    }
    let sums = Sums::of(tx, from.proposal, talk.id).await?;
    put(tx, talk, to).await?;
    if from.proposal != to.proposal {
        count(tx, from.proposal, sums, -1).await?;
        count(tx, to.proposal, sums, 1).await?;
        index(tx, talk.id, to.proposal).await?;
        vote::store::carried(tx, talk.id, from.proposal, to.proposal).await?;
    }
    retell(tx, talk, to).await
}

/// What of a conversation can be read.
#[derive(Clone, Copy, FromRow)]
struct Sums {
    comments: i64,
    pro: i64,
    con: i64,
    neutral: i64,
}

impl Sums {
    async fn of(tx: &mut Tx, proposal: i64, root: CommentId) -> Result<Self, Fault> {
        Ok(sqlx::query_as(SUMS).bind(proposal).bind(root).fetch_one(&mut tx.connection).await?)
    }
}

/// The rows; a conversation that stood first in one thread does not stand first in another.
async fn put(tx: &mut Tx, talk: Talk, to: Spot) -> Result<(), Fault> {
    const PUT: &str = "UPDATE comment SET proposal = $3, action = $4, pin = 0 WHERE proposal = $1 AND root = $2";
    const FOLLOWED: &str = "UPDATE follow SET proposal = $2 WHERE kind = 'thread' AND ref = $1";
    let rows = sqlx::query(PUT).bind(talk.proposal).bind(talk.id).bind(to.proposal).bind(to.action);
    rows.execute(&mut tx.connection).await?;
    sqlx::query(FOLLOWED).bind(talk.id).bind(to.proposal).execute(&mut tx.connection).await?;
    Ok(())
}

async fn count(tx: &mut Tx, proposal: i64, sums: Sums, by: i64) -> Result<(), Fault> {
    const SAID: &str = "UPDATE proposal SET said_for = said_for + $2, said_against = said_against + $3, \
         said_neutral = said_neutral + $4 WHERE id = $1";
    bump(tx, proposal, Bump { comments: by * sums.comments, ..Bump::default() }).await?;
    let said = sqlx::query(SAID).bind(proposal).bind(by * sums.pro).bind(by * sums.con).bind(by * sums.neutral);
    said.execute(&mut tx.connection).await?;
    Ok(())
}

async fn index(tx: &mut Tx, root: CommentId, proposal: i64) -> Result<(), Fault> {
    let all: Vec<(i64, String, String)> =
        sqlx::query_as(READABLE).bind(proposal).bind(root).fetch_all(&mut tx.connection).await?;
    for (id, lang, body) in all {
        search::store::put_comment(tx, id, proposal, &lang, &body).await?;
    }
    Ok(())
}

/// What happened in the conversation is looked up in its new place: by who was there last, by what they follow.
async fn retell(tx: &mut Tx, talk: Talk, to: Spot) -> Result<(), Fault> {
    const RETELL: &str = "UPDATE event_topic SET topic = $2 WHERE topic = $1 \
         AND seq IN (SELECT seq FROM event_topic WHERE topic = $3)";
    let from = talk.spot();
    let action = |action: Option<i64>| action.map(Topic::Action);
    let pairs = [
        (Some(Topic::Proposal(from.proposal)), Some(Topic::Proposal(to.proposal))),
        (Some(Topic::Official(from.proposal)), Some(Topic::Official(to.proposal))),
        (action(from.action), action(to.action)),
    ];
    for (before, after) in pairs {
        let (Some(before), Some(after)) = (before, after) else { continue };
        let retell = sqlx::query(RETELL).bind(before.to_string()).bind(after.to_string());
        retell.bind(Topic::Thread(talk.id).to_string()).execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// The desk hears of it, and each of the two places with its own figures.
async fn told(
    tx: &mut Tx,
    by: &Moderator,
    root: CommentId,
    (from, to): (Spot, Spot),
    decision: i64,
) -> Result<Vec<Draft>, Fault> {
    let mut places = vec![from.proposal, to.proposal];
    places.dedup();
    let mut events = Vec::new();
    for proposal in places {
        let refs = Refs { proposal: Some(proposal), comment: Some(root), decision: Some(decision), ..Refs::default() };
        let mut topics = topics(tx, proposal).await?;
        topics.extend((proposal == to.proposal).then_some(Topic::Desk));
        events.push(Draft { kind: Kind::ThreadMoved, refs, actor: Some(by.person().id), topics });
    }
    Ok(events)
}

/// Open proposals near one, to choose from.
///
/// # Errors
/// When the database fails.
pub async fn near(read: &mut Read, lang: Lang, proposal: i64) -> Result<Vec<(i64, Text)>, Failure> {
    let rows: Vec<(i64, String, String)> = read.all(sqlx::query_as(NEAR).bind(lang.code()).bind(proposal)).await?;
    let named = |(id, text, lang): (i64, String, String)| (id, Text { text, lang: lang.parse().unwrap_or_default() });
    Ok(rows.into_iter().map(named).collect())
}
