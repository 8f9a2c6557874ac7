//! Following, reading, and what is new: who is asked about is always the person who asks.
use super::model::{Activity, News};
use super::since::Since;
#[cfg(feature = "ssr")]
use super::{
    model::{Asked, Target},
    store,
};
#[cfg(feature = "ssr")]
use crate::{
    fault::Code,
    live::Topic,
    plan,
    request::{answer, caller, person, referer},
    services::services,
    thread::{Place, Reading},
};
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;

/// How many conversations a page can show.
#[cfg(feature = "ssr")]
const MOST_ROOTS: usize = crate::thread::PAGE + 10;

/// Follows (`on` = true) or unfollows a proposal, an action (`id` is its number within the proposal) or a conversation
/// (`id` is its first comment). Answers with what is so now.
///
/// # Errors
/// Not signed in, or no such thing.
#[server(name = SetFollow, prefix = "/api", endpoint = "follow/set", output = crate::wire::Answer)]
pub async fn set_follow(target: String, proposal: i64, id: i64, on: bool) -> Result<bool, Fault> {
    let result = set(&target, proposal, id, on).await;
    let page = referer().unwrap_or_else(|| "/".into());
    let anchor = if target == "thread" { format!("c-{id}") } else { "thread".into() };
    answer(result, Place::Form("follow"), None, |_| {
        if page.contains("/activity") { page } else { format!("{page}#{anchor}") }
    })
    .await
}

#[cfg(feature = "ssr")]
async fn set(target: &str, proposal: i64, id: i64, on: bool) -> Result<bool, Fault> {
    let who = person()?;
    let target: Target = target.parse().map_err(|()| Code::BadForm)?;
    let services = services();
    let write =
        services.db.write(move |tx| Box::pin(async move { store::set(tx, who.id, target, proposal, id, on).await }));
    Ok(write.await?.0)
}

/// Keeps that a page of a thread was read up to event `seq`: by our own script once it was on screen, by a small form
/// without script. `query` is the page's own; `roots` are the conversations on it, by commas.
///
/// # Errors
/// Not signed in.
#[server(name = ReadThread, prefix = "/api", endpoint = "follow/read", output = crate::wire::Answer)]
pub async fn read_thread(proposal: i64, seq: i64, query: Option<String>, roots: Option<String>) -> Result<(), Fault> {
    let result = mark(proposal, seq, &query.unwrap_or_default(), &roots.unwrap_or_default()).await;
    let page = referer().unwrap_or_else(|| "/".into());
    answer(result, Place::Form("read"), None, |()| format!("{page}#thread")).await
}

#[cfg(feature = "ssr")]
async fn mark(proposal: i64, seq: i64, query: &str, roots: &str) -> Result<(), Fault> {
    let who = person()?;
    let reading = Reading::parse(query);
    let roots: Vec<i64> = roots.split(',').take(MOST_ROOTS).filter_map(|id| id.parse().ok()).collect();
    services()
        .db
        .write(move |tx| Box::pin(async move { store::read(tx, who.id, proposal, seq, &reading, &roots).await }))
        .await?;
    Ok(())
}

/// What others did on a proposal after event `after`, which a visitor's own device has kept.
///
/// # Errors
/// When there is no such proposal.
#[server(name = FetchSince, prefix = "/api", endpoint = "follow/since", output = crate::wire::Answer)]
pub async fn since(proposal: i64, after: i64) -> Result<Option<Since>, Fault> {
    let mut read = services().db.read().await?;
    if !plan::store::exists(&mut read, Topic::Proposal(proposal)).await? {
        return Err(Code::NotFound.into());
    }
    let me = caller().person.map(|person| person.id);
    Ok(store::since(&mut read, me, proposal, Some(after.max(0))).await?)
}

/// How many things that I follow have news.
///
/// # Errors
/// Not signed in.
#[server(name = FetchNews, prefix = "/api", endpoint = "follow/news", output = crate::wire::Answer)]
pub async fn news() -> Result<News, Fault> {
    let who = person()?;
    Ok(store::news(&mut services().db.read().await?, who.id).await?)
}

/// My activity, from where each of its lists is asked for.
///
/// # Errors
/// Not signed in.
#[server(name = FetchActivity, prefix = "/api", endpoint = "account/activity", output = crate::wire::Answer)]
pub async fn activity(
    lang: Lang,
    follows: Option<String>,
    mine: Option<i64>,
    replies: Option<i64>,
) -> Result<Activity, Fault> {
    let who = person()?;
    let follows = follows.filter(|key| key.len() < 60).unwrap_or_default();
    let asked = Asked { follows, mine: mine.unwrap_or(0), replies: replies.unwrap_or(0) };
    Ok(store::activity(&mut services().db.read().await?, who.id, lang, &asked).await?)
}
