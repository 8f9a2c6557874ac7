//! Carrying a conversation. Rights are checked here.
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    account,
    carry::{
        model::{Goal, LONGEST_PLACE},
        store,
    },
    fault::Code,
    i18n::Lang,
    moderation::{LONGEST_NOTE, moderator},
    plan::Text,
    request::{answer, page_lang},
    services::services,
    thread::{self, Comment, Place},
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
    let typed = format!("{}\n{}\n{note}", to.trim(), action.trim());
    let lang = page_lang();
    let landing = |(root, id): &(i64, i64)| format!("/{lang}/desk/c/{root}?decided={id}");
    answer(done, Place::Carry(comment), Some((&typed, "")), landing).await.map(|(_, id)| id)
}

#[cfg(feature = "ssr")]
async fn carried(comment: i64, to: &str, action: &str, note: &str) -> Result<(i64, i64), Fault> {
    let by = moderator()?;
    if to.chars().count() > LONGEST_PLACE || note.chars().count() > LONGEST_NOTE {
        return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
    }
    let goal = Goal::parse(to, action).ok_or(Code::NoPlace)?;
    let (note, services) = (note.trim().to_owned(), services());
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            let change = store::carry(tx, &by, comment, goal, &note).await?;
            let owner = format!("a{}", by.person().id);
            account::store::drop_draft(tx, &owner, &Place::Carry(comment).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    deed.await.map(|(done, _)| done)
}

/// The first comment of a conversation, and open proposals near its own.
#[cfg(feature = "ssr")]
pub(super) async fn carrying(lang: Lang, comment: i64) -> Result<(Comment, Vec<(i64, Text)>), Fault> {
    moderator()?;
    let mut read = services().db.read().await?;
    let one = thread::store::comment(&mut read, comment).await?.ok_or(Code::NotFound)?;
    let root = thread::store::comment(&mut read, one.root).await?.ok_or(Code::NotFound)?;
    let near = store::near(&mut read, lang, root.proposal).await?;
    Ok((root, near))
}
