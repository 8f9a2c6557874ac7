//! What texts quote of comments that cannot be read now is not shown in them either.
use crate::{
    db::{Failure, Read},
    html::Html,
    live::Topic,
    plan,
    thread::{Comment, CommentId, quotation},
};
use sqlx::FromRow;

/// The comments that are quoted: which of them can be read, and from which words were taken out.
pub(super) const SOURCES: &str = "SELECT c.id, c.proposal, c.state = 'visible' AS readable, EXISTS (SELECT 1 FROM decision d \
     WHERE d.comment = c.id AND d.kind = 'redact') AS cut FROM comment c WHERE c.id IN (SELECT value FROM json_each($1))";

#[derive(FromRow)]
struct Source {
    id: CommentId,
    proposal: i64,
    readable: bool,
    cut: bool,
}

async fn sources(read: &mut Read, mut ids: Vec<CommentId>) -> Result<Vec<Source>, Failure> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = serde_json::to_string(&ids).unwrap_or_default();
    let sources: Vec<Source> = read.all(sqlx::query_as(SOURCES).bind(ids)).await?;
    // What is decided about them changes the page that quotes them.
    plan::shows(sources.iter().map(|source| Topic::Proposal(source.proposal)));
    Ok(sources)
}

/// Takes out of rendered texts what they quote of comments that cannot be read. One statement when anybody is quoted.
///
/// # Errors
/// When the database fails.
pub async fn unquote_rendered(read: &mut Read, texts: Vec<&mut Html>) -> Result<(), Failure> {
    let ids = texts.iter().flat_map(|text| quotation::led_to(text)).collect();
    let gone: Vec<CommentId> = sources(read, ids).await?.iter().filter(|s| !s.readable).map(|s| s.id).collect();
    for text in texts {
        gone.iter().for_each(|id| quotation::blank(text, *id));
    }
    Ok(())
}

/// The same of comments.
pub(super) async fn unquoted(read: &mut Read, mut comments: Vec<Comment>) -> Result<Vec<Comment>, Failure> {
    unquote_rendered(read, comments.iter_mut().map(|comment| &mut comment.body).collect()).await?;
    Ok(comments)
}

/// The same of texts as they were typed; neither is quoted any more what has had words taken out.
///
/// # Errors
/// When the database fails.
pub async fn unquote(read: &mut Read, texts: Vec<&mut String>) -> Result<(), Failure> {
    let ids = texts.iter().flat_map(|text| quotation::sources(text)).collect();
    let gone: Vec<CommentId> =
        sources(read, ids).await?.iter().filter(|s| !s.readable || s.cut).map(|s| s.id).collect();
    for text in texts.into_iter().filter(|_| !gone.is_empty()) {
        if let Some(blanked) = quotation::blanked(text, |id| gone.contains(&id)) {
            *text = blanked;
        }
    }
    Ok(())
}
