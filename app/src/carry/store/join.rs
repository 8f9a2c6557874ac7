//! Two conversations about the same thing become one: the later is put under the first comment of the earlier, as a reply
//! that says so, and can be made a conversation of its own again.
use super::{MOST, Sums, Talk, bounded, shifted, told};
use crate::{
    db::{Change, Failure, Read, Tx},
    fault::{Code, Fault},
    live::Topic,
    moderation::{Moderator, store::changed},
    pipeline::text,
    thread::{Comment, CommentId, Quote, path, store as thread},
};
use sqlx::FromRow;
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

pub(super) const STATEMENTS: &[&str] = &[UNDER, LATEST, JOINED, READ];

/// A comment and all under it, each after what it answers.
const UNDER: &str = "WITH RECURSIVE under (id, parent, level) AS (SELECT id, parent, 0 FROM comment WHERE id = $1 \
     UNION ALL SELECT c.id, c.parent, u.level + 1 FROM under u JOIN comment c ON c.parent = u.id) \
     SELECT id, parent FROM under ORDER BY level, id LIMIT $2";
/// The newest conversations of a proposal whose first comment can be read.
const LATEST: &str =
    "SELECT id FROM comment WHERE proposal = $1 AND parent IS NULL AND state = 'visible' ORDER BY id DESC LIMIT 200";
/// What is offered as alike has so many of a thousand words in common: less is chance.
const LIKE: usize = 200;
const JOINED: &str = "SELECT proposal, action, account, root, parent, state <> 'deleted' OR replies > 0 AS placed \
     FROM comment WHERE id = $1 AND joined = 1";
const READ: &str = "SELECT depth, path FROM comment WHERE id = $1 AND state = 'visible'";

/// Joins the conversations of two comments. Gives the first comment of the later one, and the decision's number.
///
/// # Errors
/// [`Code::NotFound`] without the comment, [`Code::NoTalk`] without the other, [`Code::NoChange`] when they are one already,
/// [`Code::Gone`] when the first comment of either cannot be read, [`Code::Closed`], [`Code::LongTalk`], [`Code::Rooted`].
pub async fn join(
    tx: &mut Tx,
    by: &Moderator,
    comment: CommentId,
    other: CommentId,
    note: &str,
) -> Result<Change<(CommentId, i64)>, Fault> {
    let here = Talk::of(tx, comment).await?;
    let there = Talk::of(tx, other).await.map_err(|fault| match fault.code {
        Code::NotFound => Code::NoTalk.into(),
        _ => fault,
    })?;
    if here.id == there.id {
        return Err(Code::NoChange.into());
    }
    // What came first keeps its place.
    let (first, later) = if here.id < there.id { (here, there) } else { (there, here) };
    readable(tx, later.id).await?;
    later.can_leave_for(tx, first.spot()).await?;
    thread::open_to_writing(tx, first.proposal).await?;
    let change = put_under(tx, by, later, first, note).await?;
    Ok(Change { value: (later.id, change.value), events: change.events })
}

/// Makes what was joined a conversation of its own again, in the place where it stood before when that is known.
///
/// # Errors
/// [`Code::NotFound`] unless it was joined, [`Code::LongTalk`] once too much was answered in it.
pub async fn part(
    tx: &mut Tx,
    by: &Moderator,
    comment: CommentId,
    was: Option<&str>,
    note: &str,
) -> Result<Change<i64>, Fault> {
    let found: Option<Joined> = sqlx::query_as(JOINED).bind(comment).fetch_optional(&mut tx.connection).await?;
    let joined = found.ok_or(Code::NotFound)?;
    let under = under(tx, comment).await?;
    let (first, parent) = (joined.root, joined.parent);
    if joined.placed {
        thread::leave_places(tx, Some(parent)).await?;
    }
    plant(tx, comment, None, &under).await?;
    let talk = Talk {
        id: comment,
        proposal: joined.proposal,
        action: joined.action,
        account: joined.account,
        total: i64::try_from(under.len()).unwrap_or(i64::MAX),
    };
    counted_apart(tx, talk, first).await?;
    followed_apart(tx, talk, first).await?;
    let from = talk.spot();
    let to = was.and_then(|was| was.parse().ok()).unwrap_or(from);
    shifted(tx, talk, to).await?;
    let id = changed(tx, by, (comment, talk.account), ("part", &parent.to_string()), note).await?;
    Ok(Change { value: id, events: told(tx, by, comment, (from, to), id).await? })
}

/// Puts what was parted back under what it had been joined to.
///
/// # Errors
/// [`Code::NotFound`], [`Code::Decided`] when that is not there any more, or what was parted has left, [`Code::LongTalk`].
pub async fn again(tx: &mut Tx, by: &Moderator, comment: CommentId, was: &str) -> Result<Change<i64>, Fault> {
    let above: CommentId = was.parse().map_err(|_| Code::Decided)?;
    let (first, later) = (Talk::of(tx, above).await?, Talk::of(tx, comment).await?);
    if first.id == later.id || later.id != comment || readable(tx, comment).await.is_err() {
        return Err(Code::Decided.into());
    }
    put_under(tx, by, later, first, "").await
}

#[derive(FromRow)]
struct Joined {
    proposal: i64,
    action: Option<i64>,
    account: Option<i64>,
    root: CommentId,
    parent: CommentId,
    placed: bool,
}

/// The depth and the path of a comment that can be read.
async fn readable(tx: &mut Tx, comment: CommentId) -> Result<(i64, String), Fault> {
    let found: Option<(i64, String)> = sqlx::query_as(READ).bind(comment).fetch_optional(&mut tx.connection).await?;
    found.ok_or_else(|| Code::Gone.into())
}

async fn put_under(tx: &mut Tx, by: &Moderator, later: Talk, first: Talk, note: &str) -> Result<Change<i64>, Fault> {
    const COUNT: &str = "UPDATE comment SET replies = replies + 1, size = size + $2, total = total + $3 WHERE id = $1";
    // A question that has its answer keeps it.
    const ANSWER: &str = "UPDATE comment SET answer = 0 WHERE proposal = $1 AND root = $2 AND answer = 1 \
         AND EXISTS (SELECT 1 FROM comment a WHERE a.proposal = $1 AND a.root = $3 AND a.answer = 1)";
    let above = readable(tx, first.id).await?;
    let (from, to) = (later.spot(), first.spot());
    shifted(tx, later, to).await?;
    let sums = Sums::of(tx, to.proposal, later.id).await?;
    let answer = sqlx::query(ANSWER).bind(to.proposal).bind(later.id).bind(first.id);
    answer.execute(&mut tx.connection).await?;
    let under = under(tx, later.id).await?;
    plant(tx, first.id, Some((first.id, above)), &under).await?;
    let count = sqlx::query(COUNT).bind(first.id).bind(sums.comments).bind(later.total);
    count.execute(&mut tx.connection).await?;
    followed_together(tx, later, first).await?;
    let id = changed(tx, by, (later.id, later.account), ("join", &from.to_string()), note).await?;
    Ok(Change { value: id, events: told(tx, by, later.id, (from, to), id).await? })
}

async fn under(tx: &mut Tx, comment: CommentId) -> Result<Vec<(CommentId, Option<CommentId>)>, Fault> {
    let under: Vec<_> = sqlx::query_as(UNDER).bind(comment).bind(MOST + 1).fetch_all(&mut tx.connection).await?;
    bounded(i64::try_from(under.len()).unwrap_or(i64::MAX))?;
    Ok(under)
}

/// Gives a branch its place in the conversation `root`: under a comment with that depth and path, or at its beginning.
async fn plant(
    tx: &mut Tx,
    root: CommentId,
    above: Option<(CommentId, (i64, String))>,
    branch: &[(CommentId, Option<CommentId>)],
) -> Result<(), Fault> {
    const TOP: &str = "UPDATE comment SET parent = $2, joined = $2 IS NOT NULL, pin = 0 WHERE id = $1";
    const PUT: &str = "UPDATE comment SET root = $2, depth = $3, path = $4 WHERE id = $1";
    let Some((top, _)) = branch.first() else { return Ok(()) };
    let parent = above.as_ref().map(|(id, _)| *id);
    sqlx::query(TOP).bind(top).bind(parent).execute(&mut tx.connection).await?;
    let mut places: HashMap<Option<CommentId>, (i64, String)> =
        above.into_iter().map(|(id, place)| (Some(id), place)).collect();
    for (id, answers) in branch {
        let answers = if id == top { &parent } else { answers };
        let (depth, path) = match places.get(answers) {
            Some((depth, above)) => (depth + 1, path(Some(above), *id)),
            None => (0, path(None, *id)),
        };
        sqlx::query(PUT).bind(id).bind(root).bind(depth).bind(&path).execute(&mut tx.connection).await?;
        places.insert(Some(*id), (depth, path));
    }
    Ok(())
}

/// What left a conversation counts there no more; what was pinned of it is not.
async fn counted_apart(tx: &mut Tx, talk: Talk, first: CommentId) -> Result<(), Fault> {
    const LEFT: &str = "UPDATE comment SET size = size - $2, total = total - $3, \
         pin = CASE WHEN (SELECT root FROM comment p WHERE p.id = comment.pin) = id THEN pin ELSE 0 END WHERE id = $1";
    const OWN: &str = "UPDATE comment SET size = $2, total = $3 WHERE id = $1";
    let sums = Sums::of(tx, talk.proposal, talk.id).await?;
    for (sql, id) in [(LEFT, first), (OWN, talk.id)] {
        let count = sqlx::query(sql).bind(id).bind(sums.comments).bind(talk.total);
        count.execute(&mut tx.connection).await?;
    }
    Ok(())
}

/// Who followed the later conversation follows the whole, and finds in it what happened in their part.
async fn followed_together(tx: &mut Tx, later: Talk, first: Talk) -> Result<(), Fault> {
    const FOLLOW: &str = "INSERT INTO follow (account, kind, ref, proposal, seen, created_at) \
         SELECT account, kind, $2, proposal, seen, created_at FROM follow WHERE kind = 'thread' AND ref = $1 \
         ON CONFLICT (account, kind, ref) DO NOTHING";
    const LEAVE: &str = "DELETE FROM follow WHERE kind = 'thread' AND ref = $1";
    const TOLD: &str = "INSERT INTO event_topic (topic, seq) SELECT $2, seq FROM event_topic WHERE topic = $1 \
         ON CONFLICT (topic, seq) DO NOTHING";
    sqlx::query(FOLLOW).bind(later.id).bind(first.id).execute(&mut tx.connection).await?;
    sqlx::query(LEAVE).bind(later.id).execute(&mut tx.connection).await?;
    let (before, after) = (Topic::Thread(later.id).to_string(), Topic::Thread(first.id).to_string());
    sqlx::query(TOLD).bind(before).bind(after).execute(&mut tx.connection).await?;
    Ok(())
}

/// Who follows the whole and wrote in the part follows the part as well; what happened in it before it was joined is its own.
async fn followed_apart(tx: &mut Tx, talk: Talk, first: CommentId) -> Result<(), Fault> {
    const FOLLOW: &str = "INSERT INTO follow (account, kind, ref, proposal, seen, created_at) \
         SELECT f.account, f.kind, $2, f.proposal, f.seen, f.created_at FROM follow f WHERE f.kind = 'thread' AND f.ref = $1 \
         AND EXISTS (SELECT 1 FROM comment c WHERE c.account = f.account AND c.proposal = $3 AND c.root = $2) \
         ON CONFLICT (account, kind, ref) DO NOTHING";
    let follow = sqlx::query(FOLLOW).bind(first).bind(talk.id).bind(talk.proposal);
    follow.execute(&mut tx.connection).await?;
    retold(tx, first, talk.id).await
}

/// What happened in a conversation before it was joined to another is looked up in it alone.
async fn retold(tx: &mut Tx, first: CommentId, apart: CommentId) -> Result<(), Fault> {
    const APART: &str =
        "DELETE FROM event_topic WHERE topic = $1 AND seq IN (SELECT seq FROM event_topic WHERE topic = $2)";
    let apart = sqlx::query(APART).bind(Topic::Thread(first).to_string()).bind(Topic::Thread(apart).to_string());
    apart.execute(&mut tx.connection).await?;
    Ok(())
}

/// The first comments of the conversations of the same proposal that are most like one, the likest first: long words in
/// common among those of both (Jaccard's measure) in the texts' beginnings, the newest two hundred looked at.
///
/// # Errors
/// When the database fails.
pub async fn alike(read: &mut Read, root: &Comment, most: usize) -> Result<Vec<Quote>, Failure> {
    let latest: Vec<(CommentId,)> = read.all(sqlx::query_as(LATEST).bind(root.proposal)).await?;
    let mut ids: Vec<CommentId> = latest.into_iter().map(|(id,)| id).filter(|id| *id != root.id).collect();
    ids.push(root.id);
    let mut quotes = thread::quotes(read, &ids).await?;
    let Some(own) = quotes.iter().position(|quote| quote.id == root.id) else { return Ok(Vec::new()) };
    let own = words(&quotes.swap_remove(own).words);
    let like = |quote: Quote| Some((likeness(&own, &words(&quote.words)), quote)).filter(|(like, _)| *like >= LIKE);
    let mut like: Vec<(usize, Quote)> = quotes.into_iter().filter_map(like).collect();
    like.sort_by_key(|(like, quote)| (Reverse(*like), Reverse(quote.id)));
    Ok(like.into_iter().take(most).map(|(_, quote)| quote).collect())
}

fn words(text: &str) -> HashSet<String> {
    text::words(text).into_iter().filter(|word| word.chars().count() > 3).collect()
}

/// Of a thousand words in either, how many are in both.
fn likeness(one: &HashSet<String>, other: &HashSet<String>) -> usize {
    let both = one.intersection(other).count();
    both * 1000 / (one.len() + other.len() - both).max(1)
}
