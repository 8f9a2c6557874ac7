//! A page of a thread: a fixed number of statements, however long the thread is and wherever the page stands in it.
use super::{
    Row,
    cutting::{Cutting, conversation, conversations, first, standing},
    flat::flat,
    quote,
    roots::Scope,
};
use crate::{
    db::{Failure, Read},
    thread::{
        model::{Comment, CommentId, DRAWN_DEPTH, Quote, TalkRules},
        reading::{Cursor, Reading, Sort, Start, ThreadPage},
    },
};
use sqlx::FromRow;

/// Every statement of this file, for the test that reads their plans.
pub(super) const STATEMENTS: &[&str] = &[RULES, ACTION];

const RULES: &str = "SELECT p.closed + p.thread_closed + l.closed > 0 AS closed, p.thread_closed AS ended, p.slow_seconds AS slow, l.presence, \
     l.verified_apart, p.said_for, p.said_against, p.said_neutral, (SELECT COALESCE(MAX(seq), 0) FROM event) AS seq \
     FROM proposal p JOIN section s ON s.id = p.section JOIN plan l ON l.id = s.plan WHERE p.id = $1";
const ACTION: &str = "SELECT id FROM action WHERE proposal = $1 AND n = $2";

#[derive(FromRow)]
struct RulesRow {
    closed: bool,
    ended: bool,
    slow: i64,
    presence: bool,
    verified_apart: bool,
    said_for: i64,
    said_against: i64,
    said_neutral: i64,
    seq: i64,
}

impl RulesRow {
    const fn rules(&self) -> TalkRules {
        TalkRules {
            closed: self.closed,
            ended: self.ended,
            slow: self.slow,
            presence: self.presence,
            verified_apart: self.verified_apart,
        }
    }
}

/// What goes in a proposal's thread.
///
/// # Errors
/// When the database fails.
pub async fn rules(read: &mut Read, proposal: i64) -> Result<Option<TalkRules>, Failure> {
    let row: Option<RulesRow> = read.maybe(sqlx::query_as(RULES).bind(proposal)).await?;
    Ok(row.map(|row| row.rules()))
}

/// A page of a proposal's thread as `reading` asks for it. `me` is the reader's account, for what is theirs alone.
///
/// # Errors
/// When the database fails.
pub async fn page(read: &mut Read, proposal: i64, reading: Reading, me: Option<i64>) -> Result<ThreadPage, Failure> {
    let rules: Option<RulesRow> = read.maybe(sqlx::query_as(RULES).bind(proposal)).await?;
    let Some(rules) = rules else { return Ok(ThreadPage::default()) };
    let action: Option<(i64,)> = match reading.action {
        Some(n) => read.maybe(sqlx::query_as(ACTION).bind(proposal).bind(n)).await?,
        None => None,
    };
    // An action that is not there any more leaves the whole thread.
    let reading = Reading { action: reading.action.filter(|_| action.is_some()), ..reading };
    let scope = Scope { proposal, action: action.map(|(id,)| id) };
    let mut cutting = cut(read, scope, &reading, me).await?;
    let mut reading = reading;
    if cutting.comments.is_empty() && reading.conversation.is_some() {
        reading = now(read, proposal, reading).await?;
        cutting = cut(read, scope, &reading, me).await?;
    }
    let Cutting { comments, before, after } = cutting;
    let cursor = |c: &Comment| Cursor { root: c.root, id: c.id };
    let newest_here = if reading.sort == Sort::Old { !after } else { reading.start == Start::First };
    let first = newest_here && !reading.flat() && reading.conversation.is_none();
    let comments = super::unquoted(read, comments).await?;
    Ok(ThreadPage {
        quotes: quotes(read, &comments, reading.flat()).await?,
        before: comments.first().filter(|_| before).map(cursor),
        next: comments.last().filter(|_| after).map(cursor),
        first,
        reading,
        rules: rules.rules(),
        stances: [rules.said_for, rules.said_against, rules.said_neutral],
        seq: rules.seq,
        comments,
    })
}

async fn cut(read: &mut Read, scope: Scope, reading: &Reading, me: Option<i64>) -> Result<Cutting, Failure> {
    match (reading.show, reading.conversation) {
        (Some(show), _) => flat(read, scope.proposal, show, &reading.start, me).await,
        (None, Some(root)) => conversation(read, scope.proposal, root, &reading.start).await,
        (None, None) => conversations(read, scope, reading).await,
    }
}

/// Where a conversation stands that is not found any more: in the one that it was joined to, or not in this thread, which
/// leaves the whole thread.
async fn now(read: &mut Read, proposal: i64, reading: Reading) -> Result<Reading, Failure> {
    let Some(root) = reading.conversation else { return Ok(reading) };
    Ok(match standing(read, root).await?.filter(|row| row.proposal == proposal) {
        Some(row) if row.root == root => reading,
        Some(row) => Reading { conversation: Some(row.root), start: Start::From(root), ..reading },
        None => Reading { conversation: None, start: Start::First, ..reading },
    })
}

/// The parents that cannot be drawn right above their reply.
async fn quotes(read: &mut Read, comments: &[Comment], flat: bool) -> Result<Vec<Quote>, Failure> {
    let there: std::collections::HashSet<CommentId> = comments.iter().map(|c| c.id).collect();
    let mut wanted: Vec<CommentId> = comments
        .iter()
        .filter(|c| flat || c.depth > DRAWN_DEPTH || c.parent.is_some_and(|p| !there.contains(&p)))
        .filter_map(|c| c.parent)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let ids = serde_json::to_string(&wanted).unwrap_or_default();
    let rows = read.all(sqlx::query_as::<_, Row>(super::QUOTED).bind(ids)).await?;
    Ok(rows.into_iter().map(quote).collect())
}

/// Where a comment is read: its proposal, and whether the bare address of that shows it.
///
/// # Errors
/// When the database fails.
pub async fn place(read: &mut Read, id: CommentId) -> Result<Option<(i64, bool)>, Failure> {
    let Some(at) = standing(read, id).await? else { return Ok(None) };
    let scope = Scope { proposal: at.proposal, action: None };
    let page = first(read, scope, Sort::New).await?;
    Ok(Some((at.proposal, page.comments.iter().any(|c| c.id == id))))
}
