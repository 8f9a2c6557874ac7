//! Deeds of who steers a thread. Rights are checked here, those that hang on a conversation in `store`.
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    account::Person,
    db::{Boxed, Change, Tx},
    fault::Code,
    request::{answer, person, referer},
    sanction,
    services::{Deed, services},
    steer::store,
    thread::Place,
};
use leptos::prelude::*;

/// Sets how long each person waits between two comments in a thread: one of [`super::PACES`].
///
/// # Errors
/// [`Code::SignIn`], [`Code::Forbidden`] for who does not moderate, [`Code::BadForm`] with another pace.
#[server(name = SetPace, prefix = "/api", endpoint = "thread/pace", output = crate::wire::Answer)]
pub async fn set_pace(proposal: i64, seconds: i64) -> Result<(), Fault> {
    let done = deed(moderator(), move |tx, who| Box::pin(store::pace(tx, who, proposal, seconds))).await;
    answer(done, Place::Thread(proposal), None, |()| back("#thread")).await
}

/// Ends writing in a thread, or opens it again.
///
/// # Errors
/// [`Code::SignIn`], [`Code::Forbidden`] for who does not moderate, [`Code::NotFound`].
#[server(name = CloseThread, prefix = "/api", endpoint = "thread/close", output = crate::wire::Answer)]
pub async fn close_thread(proposal: i64, close: bool) -> Result<(), Fault> {
    let done = deed(moderator(), move |tx, who| Box::pin(store::close(tx, who, proposal, close))).await;
    answer(done, Place::Thread(proposal), None, |()| back("#thread")).await
}

/// Puts a comment's conversation first in its thread with the comment as the reason why, or lets it go again.
///
/// # Errors
/// [`Code::SignIn`], [`Code::Forbidden`] for who does not moderate, [`Code::NotFound`], [`Code::Gone`],
/// [`Code::PinsFull`].
#[server(name = PinComment, prefix = "/api", endpoint = "comment/pin", output = crate::wire::Answer)]
pub async fn pin_comment(comment: i64, on: bool) -> Result<(), Fault> {
    let done = deed(moderator(), move |tx, who| Box::pin(store::pin(tx, who, comment, on))).await;
    answer(done, Place::Mark(comment), None, |()| back(&format!("#c-{comment}"))).await
}

/// Marks a reply as the answer to its conversation's question, or takes the mark away.
///
/// # Errors
/// [`Code::SignIn`], [`Code::Forbidden`] for who neither moderates nor asked, [`Code::NotFound`], [`Code::Gone`],
/// [`Code::TooMany`].
#[server(name = MarkAnswer, prefix = "/api", endpoint = "comment/answer", output = crate::wire::Answer)]
pub async fn mark_answer(comment: i64, on: bool) -> Result<(), Fault> {
    let done = deed(patient(), move |tx, who| Box::pin(mark(tx, who, comment, on))).await;
    answer(done, Place::Mark(comment), None, |()| back(&format!("#c-{comment}"))).await
}

#[cfg(feature = "ssr")]
fn moderator() -> Result<Person, Fault> {
    let who = person()?;
    if who.moderates() { Ok(who) } else { Err(Code::Forbidden.into()) }
}

#[cfg(feature = "ssr")]
async fn mark(tx: &mut Tx, who: &Person, comment: i64, on: bool) -> Result<Change<()>, Fault> {
    sanction::may(tx, who, sanction::Deed::Mark).await?;
    store::answer(tx, who, comment, on).await
}

/// Who marks and unmarks is told to everybody, so nobody does it without end.
#[cfg(feature = "ssr")]
fn patient() -> Result<Person, Fault> {
    let who = person()?;
    services().limit(Deed::Vote, &who.owner())?;
    Ok(who)
}

#[cfg(feature = "ssr")]
async fn deed(
    who: Result<Person, Fault>,
    deed: impl for<'t> FnOnce(&'t mut Tx, &'t Person) -> Boxed<'t, Result<Change<()>, Fault>> + Send + 'static,
) -> Result<(), Fault> {
    let who = who?;
    services().db.write(move |tx| Box::pin(async move { deed(tx, &who).await })).await?;
    Ok(())
}

/// To the place on the page that the form was on.
#[cfg(feature = "ssr")]
fn back(anchor: &str) -> String {
    format!("{}{anchor}", referer().unwrap_or_else(|| "/".into()))
}
