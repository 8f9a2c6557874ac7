//! The thread's rows. [`seen`] is the one place that decides what may be seen of a comment.
mod cutting;
mod flat;
mod page;
mod quoted;
mod roots;
mod told;
mod write;

pub use page::{page, place, rules};
use quoted::unquoted;
pub use quoted::{unquote, unquote_rendered};
pub use told::told;
pub use write::{
    NewComment, add, counted, delete, edit, edit_asked, leave_places, open_to_support, open_to_writing, put, said,
};

use super::{
    model::{Author, Comment, CommentId, EDIT_WINDOW, Quote, Rule, State, Tally},
    quotation, render,
};
use crate::{
    db::{Db, Failure, Read},
    html::Html,
};
use sqlx::FromRow;

/// Every statement of this file, for the test that reads their plans.
pub fn statements() -> Vec<&'static str> {
    let own = [ONE, QUOTED, EDITABLE, quoted::SOURCES];
    own.into_iter()
        .chain(page::STATEMENTS.iter().chain(cutting::STATEMENTS).chain(flat::STATEMENTS).copied())
        .chain(roots::statements())
        .chain(super::write::store::STATEMENTS.iter().copied())
        .collect()
}

macro_rules! comment_columns {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.proposal, n.n AS action, c.parent, c.root, c.depth, c.path, c.account, \
             COALESCE(a.name, c.author_name) AS name, COALESCE(a.kind, 'unknown') AS kind, COALESCE(a.role, '') AS role, \
             COALESCE(a.town, '') AS town, c.body, c.lang, c.stance, c.official, c.state, c.rule, c.state_at, c.replies, \
             c.created_at, c.date_text, c.edited_at, c.ups, c.downs, c.verified_ups, c.verified_downs, \
             (SELECT size FROM comment r WHERE r.id = c.root) AS size, c.pin, c.answer, c.joined, c.led_to, \
             c.state = 'hidden' AND EXISTS (SELECT 1 FROM (SELECT branch FROM decision d WHERE d.comment = c.id \
             AND d.kind IN ",
            $crate::moderation::store::hides_or_shows!(),
            " ORDER BY d.id DESC LIMIT 1) WHERE branch IS NOT NULL) AS branch \
             FROM comment c LEFT JOIN account a ON a.id = c.account LEFT JOIN action n ON n.id = c.action ",
            $rest
        )
    };
}

use comment_columns;

const ONE: &str = comment_columns!("WHERE c.id = $1");
const QUOTED: &str = comment_columns!("WHERE c.id IN (SELECT value FROM json_each($1))");

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
    ups: i64,
    downs: i64,
    verified_ups: i64,
    verified_downs: i64,
    size: i64,
    pin: i64,
    answer: bool,
    joined: bool,
    led_to: i64,
    branch: bool,
}

/// The one visibility function: what anybody, whoever they are, may see of a comment in public.
/// Page, stream, search, export and desk all draw what it gives.
fn seen(row: Row) -> Comment {
    let state = match row.state.as_str() {
        "visible" => State::Visible,
        "deleted" => State::Deleted { at: row.state_at },
        _ => State::Hidden { rule: row.rule.parse().unwrap_or(Rule::OffTopic), at: row.state_at, branch: row.branch },
    };
    let visible = matches!(state, State::Visible);
    let author = Author {
        account: row.account,
        name: row.name,
        kind: row.kind,
        moderator: matches!(row.role.as_str(), "moderator" | "admin"),
        town: row.town,
    };
    let verified = Some((row.verified_ups, row.verified_downs)).filter(|counts| *counts != (0, 0));
    let tally = Tally { ups: row.ups, downs: row.downs, verified };
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
        tally: if visible { tally } else { Tally::default() },
        size: row.size,
        pin: row.pin,
        answer: row.answer && visible,
        joined: row.joined,
        led_to: if visible { row.led_to } else { 0 },
    }
}

/// One comment, as anybody may see it.
///
/// # Errors
/// When the database fails.
pub async fn comment(read: &mut Read, id: CommentId) -> Result<Option<Comment>, Failure> {
    let found = read.maybe(sqlx::query_as::<_, Row>(ONE).bind(id)).await?;
    Ok(unquoted(read, found.into_iter().map(seen).collect()).await?.pop())
}

/// The same in a snapshot of its own.
///
/// # Errors
/// When the database fails.
pub async fn comment_now(db: &Db, id: CommentId) -> Result<Option<Comment>, Failure> {
    let found = db.glance(sqlx::query_as::<_, Row>(ONE).bind(id)).await?.map(seen);
    match found {
        Some(quoting) if !quotation::led_to(&quoting.body).is_empty() => comment(&mut db.read().await?, id).await,
        found => Ok(found),
    }
}

fn quote(row: Row) -> Quote {
    let words = render::excerpt(&row.body, 120);
    let id = row.id;
    let seen = seen(row);
    let words = if seen.visible() { words } else { String::new() };
    Quote { id, name: seen.author.name, words, lang: seen.lang }
}

/// The first words of some comments, as anybody may see them.
///
/// # Errors
/// When the database fails.
pub async fn quotes(read: &mut Read, ids: &[CommentId]) -> Result<Vec<Quote>, Failure> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    Ok(read.all(sqlx::query_as::<_, Row>(QUOTED).bind(ids)).await?.into_iter().map(quote).collect())
}

/// The votes on a comment; `None` when it may not be read.
///
/// # Errors
/// When the database fails.
pub async fn tally(read: &mut Read, id: CommentId) -> Result<Option<Tally>, Failure> {
    Ok(comment(read, id).await?.filter(Comment::visible).map(|c| c.tally))
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
    let mut own: Vec<(CommentId, String)> =
        read.all(sqlx::query_as(EDITABLE).bind(who).bind(now - EDIT_WINDOW)).await?;
    unquote(read, own.iter_mut().map(|(_, body)| body).collect()).await?;
    Ok(own)
}

/// Whether an account (`$1`) has written in the thread of a proposal (`$2`), or written anything since a moment (`$4`)
/// that it may still change.
pub const TRACE: &str = "EXISTS (SELECT 1 FROM comment WHERE account = $1 AND proposal = $2) \
     OR COALESCE((SELECT created_at FROM comment WHERE account = $1 ORDER BY id DESC LIMIT 1), 0) >= $4";

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
    let mut comments = unquoted(read, rows.into_iter().map(seen).collect()).await?;
    comments.sort_by(|a, b| b.root.cmp(&a.root).then_with(|| a.path.cmp(&b.path)));
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
    let mut rows = read.all(sqlx::query_as::<_, Row>(WRITTEN).bind(plan).bind(after).bind(limit)).await?;
    unquote(read, rows.iter_mut().map(|row| &mut row.body).collect()).await?;
    let apart = |mut row: Row| {
        let body = std::mem::take(&mut row.body);
        let seen = seen(row);
        let body = if seen.visible() { body } else { String::new() };
        (seen, body)
    };
    Ok(rows.into_iter().map(apart).collect())
}

/// The first words of several comments; empty for those that may not be read.
///
/// # Errors
/// When the database fails.
pub async fn words(
    read: &mut Read,
    ids: &[CommentId],
) -> Result<std::collections::HashMap<CommentId, String>, Failure> {
    let ids = serde_json::to_string(ids).unwrap_or_default();
    let rows = read.all(sqlx::query_as::<_, Row>(QUOTED).bind(ids)).await?;
    Ok(rows.into_iter().map(quote).map(|quote| (quote.id, quote.words)).collect())
}
