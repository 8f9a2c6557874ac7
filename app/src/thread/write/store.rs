//! What is read for who writes: the people of a thread, and the texts that a comment has had.
use crate::{
    db::{Failure, Millis, Read},
    thread::{
        model::{Comment, CommentId},
        store,
    },
};

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[PEOPLE, REVISIONS];

/// The newest comments of a thread are enough to know who takes part in it.
const PEOPLE: &str = "SELECT COALESCE(a.name, c.author_name), c.id FROM comment c LEFT JOIN account a ON a.id = c.account \
     WHERE c.proposal = $1 AND c.state = 'visible' ORDER BY c.id DESC LIMIT 400";
const REVISIONS: &str =
    "SELECT revision, body, at FROM comment_revision WHERE comment = $1 ORDER BY revision DESC LIMIT 100";

/// Who takes part in a thread, who spoke last first, each with their newest comment there.
///
/// # Errors
/// When the database fails.
pub async fn people(read: &mut Read, proposal: i64) -> Result<Vec<(String, CommentId)>, Failure> {
    let mut rows: Vec<(String, CommentId)> = read.all(sqlx::query_as(PEOPLE).bind(proposal)).await?;
    let mut known = std::collections::HashSet::new();
    rows.retain(|(name, _)| !name.is_empty() && known.insert(name.clone()));
    Ok(rows)
}

/// A comment and the texts that it has had, newest first: number, text, since when. Nothing of a comment that may not
/// be seen now.
///
/// # Errors
/// When the database fails.
pub async fn revisions(
    read: &mut Read,
    id: CommentId,
) -> Result<Option<(Comment, Vec<(i64, String, Millis)>)>, Failure> {
    let Some(comment) = store::comment(read, id).await?.filter(Comment::visible) else { return Ok(None) };
    let mut texts: Vec<(i64, String, Millis)> = read.all(sqlx::query_as(REVISIONS).bind(id)).await?;
    store::unquote(read, texts.iter_mut().map(|(_, body, _)| body).collect()).await?;
    Ok(Some((comment, texts)))
}
