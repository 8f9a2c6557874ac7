//! Carrying a conversation, joining two and parting them. Rights are checked here.
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    account,
    carry::{
        model::{Goal, LONGEST_PLACE, comment_of},
        store,
    },
    fault::Code,
    i18n::Lang,
    moderation::{LONGEST_NOTE, moderator},
    plan::Text,
    request::{answer, page_lang},
    services::services,
    thread::{self, Comment, CommentId, Place, Quote},
    ui::fields::together,
};
use leptos::prelude::*;

/// Carries the whole conversation of a comment to another proposal (its number, number and title, or address), or to one
/// of its actions. Gives the decision's number.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::NoPlace`], [`Code::Closed`], [`Code::NoChange`], [`Code::TooLong`],
/// [`Code::LongTalk`], [`Code::Rooted`].
#[server(name = CarryTalk, prefix = "/api", endpoint = "desk/move", output = crate::wire::Answer)]
pub async fn carry_talk(
    comment: i64,
    to: Option<String>,
    action: Option<String>,
    note: Option<String>,
) -> Result<i64, Fault> {
    let (to, action, note) = (to.unwrap_or_default(), action.unwrap_or_default(), note.unwrap_or_default());
    let done = carried(comment, &to, &action, &note).await;
    let typed = together([to.trim(), action.trim(), &note]);
    answer(done, Place::Carry(comment), Some((&typed, "")), landing).await.map(|(_, id)| id)
}

/// Where a decision about a comment is told.
#[cfg(feature = "ssr")]
fn landing((comment, decision): &(CommentId, i64)) -> String {
    format!("/{}/desk/c/{comment}?decided={decision}", page_lang())
}

#[cfg(feature = "ssr")]
async fn carried(comment: i64, to: &str, action: &str, note: &str) -> Result<(i64, i64), Fault> {
    let by = moderator()?;
    bounded(to, note)?;
    let goal = Goal::parse(to, action).ok_or(Code::NoPlace)?;
    let (note, services) = (note.trim().to_owned(), services());
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            let change = store::carry(tx, &by, comment, goal, &note).await?;
            account::store::drop_draft(tx, &by.person().owner(), &Place::Carry(comment).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    deed.await.map(|(done, _)| done)
}

#[cfg(feature = "ssr")]
fn bounded(to: &str, note: &str) -> Result<(), Fault> {
    if to.chars().count() > LONGEST_PLACE || note.chars().count() > LONGEST_NOTE {
        return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
    }
    Ok(())
}

/// Joins the conversation of a comment and the one that it repeats: of those that were offered (`like`), or any by the
/// number or the address of one of its comments (`other`). The later goes under the first comment of the earlier. Gives the
/// decision's number.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::NoTalk`], [`Code::NoChange`], [`Code::Gone`], [`Code::Closed`],
/// [`Code::TooLong`], [`Code::LongTalk`], [`Code::Rooted`].
#[server(name = JoinTalks, prefix = "/api", endpoint = "desk/join", output = crate::wire::Answer)]
pub async fn join_talks(
    comment: i64,
    like: Option<String>,
    other: Option<String>,
    note: Option<String>,
) -> Result<i64, Fault> {
    let (like, other, note) = (like.unwrap_or_default(), other.unwrap_or_default(), note.unwrap_or_default());
    let done = joined(comment, if other.trim().is_empty() { &like } else { &other }, &note).await;
    let typed = together([other.trim(), &note]);
    answer(done, Place::Join(comment), Some((&typed, &like)), landing).await.map(|(_, id)| id)
}

#[cfg(feature = "ssr")]
async fn joined(comment: i64, other: &str, note: &str) -> Result<(CommentId, i64), Fault> {
    let by = moderator()?;
    bounded(other, note)?;
    let other = comment_of(other).ok_or(Code::NoTalk)?;
    let (note, services) = (note.trim().to_owned(), services());
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            let change = store::join(tx, &by, comment, other, &note).await?;
            account::store::drop_draft(tx, &by.person().owner(), &Place::Join(comment).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    deed.await.map(|(done, _)| done)
}

/// Makes what was joined a conversation of its own again, in the thread where it stands now. Gives the decision's number.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`] unless the comment began a conversation that was joined, [`Code::LongTalk`].
#[server(name = PartTalk, prefix = "/api", endpoint = "desk/part", output = crate::wire::Answer)]
pub async fn part_talk(comment: i64) -> Result<i64, Fault> {
    let done = parted(comment).await.map(|id| (comment, id));
    // Its form stands in the case.
    answer(done, Place::Report(comment), None, landing).await.map(|(_, id)| id)
}

#[cfg(feature = "ssr")]
async fn parted(comment: i64) -> Result<i64, Fault> {
    let by = moderator()?;
    let services = services();
    let deed = services.db.write(move |tx| Box::pin(async move { store::part(tx, &by, comment, None, "").await }));
    deed.await.map(|(id, _)| id)
}

/// What can be done with the conversation of a comment.
#[cfg(feature = "ssr")]
pub(super) struct Carrying {
    /// Its first comment.
    pub root: Comment,
    /// Open proposals near its own.
    pub near: Vec<(i64, Text)>,
    /// Conversations of the same proposal that are like it.
    pub alike: Vec<Quote>,
}

/// How many conversations are offered as alike.
#[cfg(feature = "ssr")]
const ALIKE: usize = 6;

#[cfg(feature = "ssr")]
pub(super) async fn carrying(lang: Lang, comment: i64) -> Result<Carrying, Fault> {
    moderator()?;
    let mut read = services().db.read().await?;
    let one = thread::store::comment(&mut read, comment).await?.ok_or(Code::NotFound)?;
    let root = thread::store::comment(&mut read, one.root).await?.ok_or(Code::NotFound)?;
    let near = store::near(&mut read, lang, root.proposal).await?;
    let alike = store::alike(&mut read, &root, ALIKE).await?;
    Ok(Carrying { root, near, alike })
}
