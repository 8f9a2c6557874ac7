//! Claims and notes. Only moderators.
use super::model::Shift;
#[cfg(feature = "ssr")]
use super::{model::LONGEST_NOTE, store};
#[cfg(feature = "ssr")]
use crate::{
    fault::Code,
    moderation::moderator,
    request::{answer, page_lang},
    services::services,
    thread::Place,
};
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;

/// Says that I am at a comment, for some minutes; what I was at before is free again. Gives whether it is mine: somebody
/// may have been quicker.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`].
#[server(name = ClaimCase, prefix = "/api", endpoint = "desk/claim", output = crate::wire::Answer)]
pub async fn claim_case(comment: i64) -> Result<bool, Fault> {
    let done = match moderator() {
        Err(fault) => Err(fault),
        Ok(by) => services().db.write(move |tx| Box::pin(async move { store::claim(tx, &by, comment).await })).await,
    };
    answer(done.map(|(mine, _)| mine), Place::Form("claim"), None, |_| here(comment)).await
}

/// Says that I am not at a comment any more; of one that is not mine nothing changes.
///
/// # Errors
/// [`Code::Forbidden`].
#[server(name = ReleaseCase, prefix = "/api", endpoint = "desk/release", output = crate::wire::Answer)]
pub async fn release_case(comment: i64) -> Result<(), Fault> {
    let done = match moderator() {
        Err(fault) => Err(fault),
        Ok(by) => services().db.write(move |tx| Box::pin(async move { store::release(tx, &by, comment).await })).await,
    };
    answer(done.map(|_| ()), Place::Form("claim"), None, |()| here(comment)).await
}

/// Writes to the other moderators about a comment, or asks one of them (`asks`, 0 for none).
///
/// # Errors
/// [`Code::Forbidden`], [`Code::TooShort`], [`Code::TooLong`], [`Code::NotFound`].
#[server(name = AddCaseNote, prefix = "/api", endpoint = "desk/note", output = crate::wire::Answer)]
pub async fn add_case_note(comment: i64, body: Option<String>, asks: Option<i64>) -> Result<(), Fault> {
    let body = body.unwrap_or_default();
    let done = noted(comment, &body, asks.filter(|id| *id > 0)).await;
    answer(done, Place::Note(comment), Some((&body, "")), |()| here(comment)).await
}

#[cfg(feature = "ssr")]
async fn noted(comment: i64, body: &str, asks: Option<i64>) -> Result<(), Fault> {
    let by = moderator()?;
    let body = body.trim().to_owned();
    match body.chars().count() {
        0 => return Err(Fault::n(Code::TooShort, 1)),
        n if n > LONGEST_NOTE => return Err(Fault::n(Code::TooLong, LONGEST_NOTE)),
        _ => {}
    }
    let services = services();
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            let owner = by.person().owner();
            crate::account::store::drop_draft(tx, &owner, &Place::Note(comment).to_string()).await?;
            store::note(tx, &by, comment, asks, &body).await
        })
    });
    deed.await.map(|_| ())
}

/// The case that the form was on.
#[cfg(feature = "ssr")]
fn here(comment: i64) -> String {
    let lang = page_lang();
    format!("/{lang}/desk/c/{comment}")
}

/// What one shift leaves to the next.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate.
#[server(name = FetchShift, prefix = "/api", endpoint = "desk/shift", output = crate::wire::Answer)]
pub async fn shift(lang: Lang) -> Result<Shift, Fault> {
    let me = moderator()?.person().id;
    let services = services();
    Ok(store::shift(&mut services.db.read().await?, lang, me, services.db.clock.now()).await?)
}
