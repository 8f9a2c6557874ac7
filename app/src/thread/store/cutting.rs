//! What a page of a thread is cut from: whole conversations, or the part of a long one that it begins in.
use super::{
    Row, comment_columns,
    roots::{Cut, Keys, Root, Scope, pinned, roots},
    seen,
};
use crate::{
    db::{Failure, Read},
    thread::{
        model::{Comment, CommentId},
        reading::{PAGE, Reading, Sort, Start},
    },
};
use sqlx::FromRow;

/// Every statement of this file, for the test that reads their plans.
pub(super) const STATEMENTS: &[&str] = &[CURSOR, TOGETHER, REST, EARLIER, BEFORE];
/// How many comments of a pinned conversation are drawn above the others.
const PINNED_DRAWN: usize = 10;
const CURSOR: &str = "SELECT c.id, c.proposal, c.root, c.path, r.useful, r.ground, r.size, r.pin > 0 AS pinned, r.action \
     FROM comment c JOIN comment r ON r.id = c.root WHERE c.id = $1";
const TOGETHER: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.root IN (SELECT value FROM json_each($2)) AND (c.state <> 'deleted' OR c.replies > 0)"
);
const REST: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.root = $3 AND c.path > $4 AND (c.state <> 'deleted' OR c.replies > 0) \
     ORDER BY c.path LIMIT $2"
);
const EARLIER: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.root = $3 AND c.path < $4 AND (c.state <> 'deleted' OR c.replies > 0) \
     ORDER BY c.path DESC LIMIT $2"
);
/// How many stand before a comment in its conversation, up to a page.
const BEFORE: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM comment WHERE proposal = $1 AND root = $2 AND path < $3 \
     AND (state <> 'deleted' OR replies > 0) LIMIT 50)";

/// Where a comment stands: in which thread, in which conversation, and by what that is ordered.
#[derive(FromRow)]
pub(super) struct CursorRow {
    id: CommentId,
    pub(super) proposal: i64,
    pub(super) root: CommentId,
    path: String,
    useful: i64,
    ground: i64,
    size: i64,
    pinned: bool,
    action: Option<i64>,
}

impl CursorRow {
    const fn keys(&self) -> Keys {
        Keys { id: self.root, useful: self.useful, ground: self.ground, size: self.size }
    }
}

/// What a page is made of, before its quotes and rules.
#[derive(Default)]
pub(super) struct Cutting {
    pub(super) comments: Vec<Comment>,
    /// Whether something stands before it, and after it.
    pub(super) before: bool,
    pub(super) after: bool,
}

impl Cutting {
    /// A page of what was read onward; one more than a page tells that something follows.
    pub(super) fn down(mut comments: Vec<Comment>, before: bool) -> Self {
        let after = comments.len() > PAGE;
        comments.truncate(PAGE);
        Self { comments, before, after }
    }

    /// A page of what was read backwards from where a page began, nearest first.
    pub(super) fn up(mut comments: Vec<Comment>) -> Self {
        let before = comments.len() > PAGE;
        comments.truncate(PAGE);
        comments.reverse();
        Self { comments, before, after: true }
    }
}

/// Whole conversations, as many as a page holds; one that is longer than a page is cut.
pub(super) async fn conversations(read: &mut Read, scope: Scope, reading: &Reading) -> Result<Cutting, Failure> {
    // A cursor that no longer leads anywhere starts anew rather than answering an error.
    let Some(at) = cursor(read, scope, &reading.start).await? else { return first(read, scope, reading.sort).await };
    match reading.start {
        Start::Before(_) => earlier(read, scope, reading.sort, &at).await,
        Start::From(_) => from(read, scope, reading.sort, &at).await,
        _ => later(read, scope, reading.sort, &at).await,
    }
}

/// Where a comment stands; nowhere when there is none of that number.
pub(super) async fn standing(read: &mut Read, id: CommentId) -> Result<Option<CursorRow>, Failure> {
    read.maybe(sqlx::query_as(CURSOR).bind(id)).await
}

/// Where a page starts; nowhere when that comment is not of this thread.
async fn cursor(read: &mut Read, scope: Scope, start: &Start) -> Result<Option<CursorRow>, Failure> {
    let Some(id) = start.at() else { return Ok(None) };
    Ok(standing(read, id)
        .await?
        .filter(|row| row.proposal == scope.proposal && (scope.action.is_none() || scope.action == row.action)))
}

/// The first page: what is pinned, then the order from its start.
pub(super) async fn first(read: &mut Read, scope: Scope, sort: Sort) -> Result<Cutting, Failure> {
    let pinned = pinned(read, scope).await?;
    let others = roots(read, scope, sort, Cut::Start).await?;
    let room = PAGE - pinned.len() * PINNED_DRAWN;
    let (picked, more) = pick(&others, room);
    let mut cutting = whole(read, scope.proposal, &picked, room).await?;
    cutting.after |= more;
    for (root, _) in pinned.into_iter().rev() {
        let mut head = rest(read, scope.proposal, root, "", PINNED_DRAWN).await?;
        head.append(&mut cutting.comments);
        cutting.comments = head;
    }
    Ok(cutting)
}

/// What follows a comment: the rest of its conversation, then the conversations after it.
async fn later(read: &mut Read, scope: Scope, sort: Sort, at: &CursorRow) -> Result<Cutting, Failure> {
    let mut comments =
        if at.pinned { Vec::new() } else { rest(read, scope.proposal, at.root, &at.path, PAGE + 1).await? };
    if comments.len() > PAGE {
        return Ok(Cutting::down(comments, true));
    }
    let room = PAGE - comments.len();
    let cut = if at.pinned { Cut::Start } else { Cut::After(at.keys()) };
    let others = roots(read, scope, sort, cut).await?;
    // Beside the end of a long conversation only whole ones stand.
    let (picked, more) = if comments.is_empty() { pick(&others, room) } else { pick_whole(&others, room) };
    let mut cutting = whole(read, scope.proposal, &picked, room).await?;
    comments.append(&mut cutting.comments);
    Ok(Cutting { comments, before: true, after: more || cutting.after })
}

/// What stands before a comment, as much as a page holds.
async fn earlier(read: &mut Read, scope: Scope, sort: Sort, at: &CursorRow) -> Result<Cutting, Failure> {
    if at.pinned {
        return first(read, scope, sort).await;
    }
    let comments = above(read, scope.proposal, at.root, &at.path).await?;
    if !comments.is_empty() {
        return Ok(Cutting { before: true, ..Cutting::up(comments) });
    }
    let others = roots(read, scope, sort, Cut::Before(at.keys())).await?;
    if let Some((root, _)) = others.first().filter(|(_, total)| *total > as_i64(PAGE)) {
        // One that is longer than a page was last seen by its end. Any path stands before a letter past its digits.
        let comments = above(read, scope.proposal, *root, "g").await?;
        return Ok(Cutting { before: true, ..Cutting::up(comments) });
    }
    let (mut picked, more) = pick(&others, PAGE);
    if !more {
        // The first page itself, with what is pinned.
        return first(read, scope, sort).await;
    }
    picked.reverse();
    let cutting = whole(read, scope.proposal, &picked, PAGE).await?;
    Ok(Cutting { before: true, after: true, ..cutting })
}

/// The page that a link to a comment opens: from the start of its conversation, or from the comment itself when a
/// page of the conversation does not reach it.
async fn from(read: &mut Read, scope: Scope, sort: Sort, at: &CursorRow) -> Result<Cutting, Failure> {
    if far(read, at).await? {
        let cutting = Cutting::down(onward(read, at).await?, true);
        return Ok(Cutting { after: cutting.after || !at.pinned, ..cutting });
    }
    if at.pinned {
        let comments = rest(read, scope.proposal, at.root, "", PAGE + 1).await?;
        return Ok(Cutting { after: true, ..Cutting::down(comments, true) });
    }
    let others = roots(read, scope, sort, Cut::From(at.keys())).await?;
    let (picked, more) = pick(&others, PAGE);
    let cutting = whole(read, scope.proposal, &picked, PAGE).await?;
    Ok(Cutting { before: true, after: more || cutting.after, ..cutting })
}

/// One conversation alone, a page at a time.
pub(super) async fn conversation(
    read: &mut Read,
    proposal: i64,
    root: CommentId,
    start: &Start,
) -> Result<Cutting, Failure> {
    let scope = Scope { proposal, action: None };
    let at = cursor(read, scope, start).await?.filter(|at| at.root == root);
    let (comments, before) = match (at, start) {
        (Some(at), Start::Before(_)) => return Ok(Cutting::up(above(read, proposal, root, &at.path).await?)),
        (Some(at), Start::From(_)) if far(read, &at).await? => (onward(read, &at).await?, true),
        (Some(at), Start::After(_)) => (rest(read, proposal, root, &at.path, PAGE + 1).await?, true),
        _ => (rest(read, proposal, root, "", PAGE + 1).await?, false),
    };
    Ok(Cutting::down(comments, before))
}

/// Whether a page from the start of its conversation does not reach a comment.
async fn far(read: &mut Read, at: &CursorRow) -> Result<bool, Failure> {
    let (above,): (i64,) = read.one(sqlx::query_as(BEFORE).bind(at.proposal).bind(at.root).bind(&at.path)).await?;
    Ok(above >= as_i64(PAGE))
}

/// The conversations that fit whole; when not even the first does, that one alone. And whether more follow.
fn pick(roots: &[Root], room: usize) -> (Vec<Root>, bool) {
    let (mut picked, more) = pick_whole(roots, room);
    if picked.is_empty() {
        picked.extend(roots.first());
        return (picked, roots.len() > 1);
    }
    (picked, more)
}

fn pick_whole(roots: &[Root], room: usize) -> (Vec<Root>, bool) {
    let mut left = as_i64(room);
    let fitting = roots.iter().take_while(|(_, total)| {
        left -= total;
        left >= 0
    });
    let picked: Vec<Root> = fitting.copied().collect();
    let more = picked.len() < roots.len();
    (picked, more)
}

/// The comments of some conversations, in the order of these; of a single long one its first page.
async fn whole(read: &mut Read, proposal: i64, picked: &[Root], room: usize) -> Result<Cutting, Failure> {
    if let [(root, total)] = picked
        && *total > as_i64(room)
    {
        let mut comments = rest(read, proposal, *root, "", room + 1).await?;
        let after = comments.len() > room;
        comments.truncate(room);
        return Ok(Cutting { comments, before: false, after });
    }
    let ids: Vec<CommentId> = picked.iter().map(|(id, _)| *id).collect();
    let json = serde_json::to_string(&ids).unwrap_or_default();
    let rows = read.all(sqlx::query_as::<_, Row>(TOGETHER).bind(proposal).bind(json)).await?;
    let rank = |c: &Comment| ids.iter().position(|id| *id == c.root);
    let mut comments: Vec<Comment> = rows.into_iter().map(seen).collect();
    comments.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.path.cmp(&b.path)));
    Ok(Cutting { comments, before: false, after: false })
}

/// Comments of a conversation past a place in it.
async fn rest(read: &mut Read, proposal: i64, root: i64, path: &str, limit: usize) -> Result<Vec<Comment>, Failure> {
    part(read, REST, proposal, root, path, limit).await
}

/// Comments of a conversation before a place in it, nearest first; one more than a page.
async fn above(read: &mut Read, proposal: i64, root: i64, path: &str) -> Result<Vec<Comment>, Failure> {
    part(read, EARLIER, proposal, root, path, PAGE + 1).await
}

/// A comment and what follows it in its conversation; one more than a page.
async fn onward(read: &mut Read, at: &CursorRow) -> Result<Vec<Comment>, Failure> {
    let mut comments: Vec<Comment> = super::comment(read, at.id).await?.into_iter().collect();
    comments.append(&mut rest(read, at.proposal, at.root, &at.path, PAGE).await?);
    Ok(comments)
}

async fn part(
    read: &mut Read,
    sql: &'static str,
    proposal: i64,
    root: i64,
    path: &str,
    limit: usize,
) -> Result<Vec<Comment>, Failure> {
    let query = sqlx::query_as::<_, Row>(sql).bind(proposal).bind(as_i64(limit)).bind(root).bind(path);
    Ok(read.all(query).await?.into_iter().map(seen).collect())
}

pub(super) fn as_i64(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
