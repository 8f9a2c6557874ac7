//! Responsibilities and kept selections. Only moderators; somebody else's responsibilities only who runs the plan.
use super::model::Watching;
#[cfg(feature = "ssr")]
use super::store;
#[cfg(feature = "ssr")]
use crate::{
    account::Role,
    fault::Code,
    moderation::{moderator, selected, selection},
    request::{answer, page_lang},
    services::services,
    thread::Place,
};
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;

/// What there is to watch, and what I watch.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate.
#[server(name = FetchWatching, prefix = "/api", endpoint = "desk/watching", output = crate::wire::Answer)]
pub async fn watching(lang: Lang) -> Result<Watching, Fault> {
    let by = moderator()?;
    Ok(store::watching(&mut services().db.read().await?, lang, by.person()).await?)
}

/// Takes the responsibility for an axis on, or lays it down; `account` is whose, one's own without it.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::AdminsOnly`] for somebody else's, [`Code::NotFound`] when it is no axis or nobody who
/// moderates.
#[server(name = SetDuty, prefix = "/api", endpoint = "desk/duty", output = crate::wire::Answer)]
pub async fn set_duty(section: i64, on: bool, account: Option<i64>) -> Result<(), Fault> {
    answer(duty(section, on, account).await, Place::Form("watch"), None, |()| back("watch")).await
}

#[cfg(feature = "ssr")]
async fn duty(section: i64, on: bool, account: Option<i64>) -> Result<(), Fault> {
    let by = moderator()?;
    let me = by.person();
    let whose = account.unwrap_or(me.id);
    if whose != me.id && me.role != Role::Admin {
        return Err(Code::AdminsOnly.into());
    }
    services().db.write(move |tx| Box::pin(async move { store::duty(tx, section, whose, on).await })).await.map(|_| ())
}

/// Whether I get a mail each day with what waits.
///
/// # Errors
/// [`Code::Forbidden`].
#[server(name = SetMail, prefix = "/api", endpoint = "desk/mail", output = crate::wire::Answer)]
pub async fn set_mail(on: bool) -> Result<(), Fault> {
    let done = match moderator() {
        Err(fault) => Err(fault),
        Ok(by) => {
            let me = by.person().id;
            services().db.write(move |tx| Box::pin(async move { store::mail(tx, me, on).await })).await
        }
    };
    answer(done.map(|_| ()), Place::Form("watch"), None, |()| back("watch")).await
}

/// Keeps a selection of the queue, as the desk's addresses write it.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::BadForm`] when it selects nothing, [`Code::ManyWatches`].
#[server(name = SaveWatch, prefix = "/api", endpoint = "desk/watch", output = crate::wire::Answer)]
pub async fn save_watch(query: String) -> Result<(), Fault> {
    answer(saved(&query).await, Place::Form("watch"), None, |query| back(&format!("?{query}"))).await.map(|_| ())
}

#[cfg(feature = "ssr")]
async fn saved(query: &str) -> Result<String, Fault> {
    let by = moderator()?;
    let (view, filter) = selected(query);
    let query = selection(view, &filter);
    if query.is_empty() {
        return Err(Code::BadForm.into());
    }
    let (me, kept) = (by.person().id, query.clone());
    services().db.write(move |tx| Box::pin(async move { store::save(tx, me, &kept).await })).await?;
    Ok(query)
}

/// Forgets a selection that I kept.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`].
#[server(name = DropWatch, prefix = "/api", endpoint = "desk/watch/drop", output = crate::wire::Answer)]
pub async fn drop_watch(watch: i64) -> Result<(), Fault> {
    let done = match moderator() {
        Err(fault) => Err(fault),
        Ok(by) => {
            let me = by.person().id;
            services().db.write(move |tx| Box::pin(async move { store::forget(tx, me, watch).await })).await
        }
    };
    answer(done.map(|_| ()), Place::Form("watch"), None, |()| back("watch")).await
}

/// A page of the desk, in the language of the form's.
#[cfg(feature = "ssr")]
fn back(page: &str) -> String {
    let lang = page_lang();
    let step = if page.starts_with('?') { "" } else { "/" };
    format!("/{lang}/desk{step}{page}")
}
