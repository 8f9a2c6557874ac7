//! The thread's rows. [`seen`] is the one place that decides what may be seen of a comment.
mod write;

pub use write::{NewComment, add, delete, edit, open_to_writing, told};

use super::{
    model::{Author, Comment, CommentId, Cursor, DRAWN_DEPTH, EDIT_WINDOW, PAGE, Quote, Rule, State, ThreadPage},
    render,
};
use crate::{
    db::{Failure, Read},
    html::Html,
};
use sqlx::FromRow;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[PAGE_FIRST, PAGE_AFTER, PAGE_FROM, ONE, QUOTED, CURSOR, BEFORE, EDITABLE];

macro_rules! comment_columns {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.proposal, n.n AS action, c.parent, c.root, c.depth, c.path, c.account, \
             COALESCE(a.name, c.author_name) AS name, COALESCE(a.kind, 'unknown') AS kind, COALESCE(a.role, '') AS role, \
             COALESCE(a.town, '') AS town, c.body, c.lang, c.stance, c.official, c.state, c.rule, c.state_at, c.replies, \
             c.created_at, c.date_text, c.edited_at \
             FROM comment c LEFT JOIN account a ON a.id = c.account LEFT JOIN action n ON n.id = c.action ",
            $rest
        )
    };
}

const PAGE_FIRST: &str = comment_columns!(
    "WHERE c.proposal = $1 AND (c.state <> 'deleted' OR c.replies > 0) ORDER BY c.root DESC, c.path LIMIT $2"
);
const PAGE_AFTER: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.root <= $3 AND (c.root < $3 OR c.path > $4) \
     AND (c.state <> 'deleted' OR c.replies > 0) ORDER BY c.root DESC, c.path LIMIT $2"
);
const PAGE_FROM: &str = comment_columns!(
    "WHERE c.proposal = $1 AND c.root <= $3 AND (c.root < $3 OR c.path >= $4) \
     AND (c.state <> 'deleted' OR c.replies > 0) ORDER BY c.root DESC, c.path LIMIT $2"
);
const ONE: &str = comment_columns!("WHERE c.id = $1");
const QUOTED: &str = comment_columns!("WHERE c.id IN (SELECT value FROM json_each($1))");
const CURSOR: &str = "SELECT proposal, root, path FROM comment WHERE id = $1";
/// How many stand before a comment in its thread, up to a page: whether the first page shows it.
const BEFORE: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM comment WHERE proposal = $1 AND root >= $2 \
     AND (root > $2 OR path < $3) AND (state <> 'deleted' OR replies > 0) LIMIT 50)";

/// A comment's row with its author's; private, so that nothing reaches a person but through [`seen`].
#[derive(FromRow)]
struct Row {
    id: i64,
    proposal: i64,
    action: Option<i64>,
    parent: Option<i64>,
    root: i64,
    depth: i64,
    path: String,
    account: Option<i64>,
    name: String,
    kind: String,
    role: String,
    town: String,
    body: String,
    lang: String,
    stance: String,
    official: bool,
    state: String,
    rule: String,
    state_at: i64,
    replies: i64,
    created_at: i64,
    date_text: String,
    edited_at: i64,
}

/// The one visibility function: what anybody, whoever they are, may see of a comment in public.
/// Page, stream, search, export and desk all draw what it gives.
fn seen(row: Row) -> Comment {
    let state = match row.state.as_str() {
        "visible" => State::Visible,
        "deleted" => State::Deleted { at: row.state_at },
        _ => State::Hidden { rule: row.rule.parse().unwrap_or(Rule::OffTopic), at: row.state_at },
    };
    let visible = matches!(state, State::Visible);
    let author = Author {
        account: row.account,
        name: row.name,
        kind: row.kind,
        moderator: matches!(row.role.as_str(), "moderator" | "admin"),
        town: row.town,
    };
    Comment {
        id: row.id,
        proposal: row.proposal,
        action: row.action,
        parent: row.parent,
        root: row.root,
        depth: usize::try_from(row.depth).unwrap_or(0),
        path: row.path,
        author: if visible { author } else { Author::default() },
        body: if visible { render::markdown(&row.body) } else { Html::default() },
        lang: row.lang.parse().unwrap_or_default(),
        stance: row.stance.parse().ok().filter(|_| visible),
        official: row.official && visible,
        state,
        replies: row.replies,
        created_at: row.created_at,
        date_text: row.date_text,
        edited_at: if visible { row.edited_at } else { 0 },
    }
}

/// One comment, as anybody may see it.
///
/// # Errors
/// When the database fails.
pub async fn comment(read: &mut Read, id: CommentId) -> Result<Option<Comment>, Failure> {
    Ok(read.maybe(sqlx::query_as::<_, Row>(ONE).bind(id)).await?.map(seen))
}

/// Where a page starts.
pub enum Start {
    /// With the newest conversation.
    Newest,
    /// After a comment.
    After(Cursor),
    /// With a comment, so that a link to it finds it.
    From(CommentId),
}

/// A page of a proposal's thread: two or three statements, however long the thread is.
///
/// # Errors
/// When the database fails.
pub async fn page(read: &mut Read, proposal: i64, start: Start) -> Result<ThreadPage, Failure> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let (sql, id) = match &start {
        Start::Newest => (PAGE_FIRST, None),
        Start::After(cursor) => (PAGE_AFTER, Some(cursor.id)),
        Start::From(id) => (PAGE_FROM, Some(*id)),
    };
    let mut query = sqlx::query_as::<_, Row>(sql).bind(proposal).bind(limit);
    if let Some(id) = id {
        let place: Option<(i64, i64, String)> = read.maybe(sqlx::query_as(CURSOR).bind(id)).await?;
        // A cursor that no longer leads anywhere starts anew rather than answering an error.
        query = match place {
            Some((of, root, path)) if of == proposal => query.bind(root).bind(path),
            _ => sqlx::query_as::<_, Row>(PAGE_FIRST).bind(proposal).bind(limit),
        };
    }
    let mut comments: Vec<Comment> = read.all(query).await?.into_iter().map(seen).collect();
    let more = comments.len() > PAGE;
    comments.truncate(PAGE);
    let next = comments.last().filter(|_| more).map(|c| Cursor { root: c.root, id: c.id });
    let quotes = quotes(read, &comments).await?;
    let first = matches!(start, Start::Newest);
    Ok(ThreadPage { comments, quotes, next, first, seq: 0 })
}

/// The parents that cannot be drawn right above their reply.
async fn quotes(read: &mut Read, comments: &[Comment]) -> Result<Vec<Quote>, Failure> {
    let mut wanted: Vec<CommentId> = comments
        .iter()
        .filter(|c| c.depth > DRAWN_DEPTH || c.parent.is_some_and(|p| !comments.iter().any(|o| o.id == p)))
        .filter_map(|c| c.parent)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let ids = serde_json::to_string(&wanted).unwrap_or_default();
    let rows = read.all(sqlx::query_as::<_, Row>(QUOTED).bind(ids)).await?;
    Ok(rows.into_iter().map(quote).collect())
}

fn quote(row: Row) -> Quote {
    let words = render::excerpt(&row.body, 120);
    let id = row.id;
    let seen = seen(row);
    let words = if seen.visible() { words } else { String::new() };
    Quote { id, name: seen.author.name, words }
}

/// Where a comment is read: its proposal, and whether the bare address of that shows it.
///
/// # Errors
/// When the database fails.
pub async fn place(read: &mut Read, id: CommentId) -> Result<Option<(i64, bool)>, Failure> {
    let Some((proposal, root, path)) = read.maybe(sqlx::query_as::<_, (i64, i64, String)>(CURSOR).bind(id)).await?
    else {
        return Ok(None);
    };
    let (before,): (i64,) = read.one(sqlx::query_as(BEFORE).bind(proposal).bind(root).bind(path)).await?;
    Ok(Some((proposal, before < i64::try_from(PAGE).unwrap_or(i64::MAX))))
}

/// Open reports on a comment.
///
/// # Errors
/// When the database fails.
pub async fn open_reports(read: &mut Read, id: CommentId) -> Result<i64, Failure> {
    let row: Option<(i64,)> = read.maybe(sqlx::query_as("SELECT reports FROM comment WHERE id = $1").bind(id)).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// A person's newest comments as they typed them, while they may still be edited.
///
/// # Errors
/// When the database fails.
pub async fn editable(read: &mut Read, who: i64, now: i64) -> Result<Vec<(CommentId, String)>, Failure> {
    read.all(sqlx::query_as(EDITABLE).bind(who).bind(now - EDIT_WINDOW)).await
}

const EDITABLE: &str = "SELECT id, body FROM (SELECT id, body, state, created_at FROM comment WHERE account = $1 \
     ORDER BY id DESC LIMIT 20) WHERE state = 'visible' AND created_at >= $2";

/// The newest visible comment of each of a few proposals: its first words, its author and its language.
///
/// # Errors
/// When the database fails.
pub async fn newest(
    read: &mut Read,
    proposals: &[i64],
) -> Result<std::collections::HashMap<i64, (String, String, crate::i18n::Lang)>, Failure> {
    const NEWEST: &str = comment_columns!(
        "WHERE c.id IN (SELECT (SELECT id FROM comment x WHERE x.proposal = j.value AND x.state = 'visible' \
         ORDER BY x.id DESC LIMIT 1) FROM json_each($1) j)"
    );
    let ids = serde_json::to_string(proposals).unwrap_or_default();
    let rows = read.all(sqlx::query_as::<_, Row>(NEWEST).bind(ids)).await?;
    let quoted = rows.into_iter().map(|row| {
        let (proposal, lang) = (row.proposal, row.lang.parse().unwrap_or_default());
        let words = render::excerpt(&row.body, 160);
        let seen = seen(row);
        (proposal, (if seen.visible() { words } else { String::new() }, seen.author.name, lang))
    });
    Ok(quoted.collect())
}

/// Several comments, as anybody may see them, in drawn order.
///
/// # Errors
/// When the database fails.
pub async fn several(read: &mut Read, ids: &[CommentId]) -> Result<Vec<Comment>, Failure> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    let rows = read.all(sqlx::query_as::<_, Row>(QUOTED).bind(ids)).await?;
    let mut comments: Vec<Comment> = rows.into_iter().map(seen).collect();
    comments.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(comments)
}

/// Comments of a plan in the order of their numbers, as anybody may see them, each with its text as it was written
/// (empty unless visible); the body is not rendered. For the export.
///
/// # Errors
/// When the database fails.
pub async fn written(
    read: &mut Read,
    plan: i64,
    after: CommentId,
    limit: i64,
) -> Result<Vec<(Comment, String)>, Failure> {
    const WRITTEN: &str = comment_columns!(
        "JOIN proposal p ON p.id = c.proposal JOIN section s ON s.id = p.section \
         WHERE s.plan = $1 AND c.id > $2 ORDER BY c.id LIMIT $3"
    );
    let rows = read.all(sqlx::query_as::<_, Row>(WRITTEN).bind(plan).bind(after).bind(limit)).await?;
    let apart = |mut row: Row| {
        let body = std::mem::take(&mut row.body);
        let seen = seen(row);
        let body = if seen.visible() { body } else { String::new() };
        (seen, body)
    };
    Ok(rows.into_iter().map(apart).collect())
}
