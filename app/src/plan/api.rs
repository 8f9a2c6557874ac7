//! Reading the plan.
use super::model::{FrontPage, ProposalPage, SectionPage};
#[cfg(feature = "ssr")]
use crate::{
    account,
    fault::Code,
    follow,
    live::Topic,
    pipeline,
    plan::store,
    request::{caller, token},
    sanction,
    services::{Shown, services},
    support,
    thread::{self, Begun},
    vote,
};
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;

/// Remembers what a page shows, so that its copy for visitors is forgotten when that changes.
#[cfg(feature = "ssr")]
pub fn shows(topics: impl IntoIterator<Item = Topic>) {
    if let Some(Shown(list)) = use_context::<Shown>()
        && let Ok(mut list) = list.lock()
    {
        list.extend(topics);
    }
}

/// The plan's front page.
///
/// # Errors
/// [`Code::NotFound`] while there is no plan.
#[server(name = FetchFront, prefix = "/api", endpoint = "plan/front", output = crate::wire::Answer)]
pub async fn front_page(lang: Lang) -> Result<FrontPage, Fault> {
    let mut read = services().db.read().await?;
    let page = store::front(&mut read, lang).await?.ok_or(Code::NotFound)?;
    shows([Topic::Plan(page.plan.id)]);
    Ok(page)
}

/// A section, its proposals from after `after`.
///
/// # Errors
/// [`Code::NotFound`].
#[server(name = FetchSection, prefix = "/api", endpoint = "plan/section", output = crate::wire::Answer)]
pub async fn section_page(lang: Lang, section: i64, after: i64) -> Result<SectionPage, Fault> {
    let mut read = services().db.read().await?;
    let page = store::section(&mut read, lang, section, after).await?.ok_or(Code::NotFound)?;
    shows([Topic::Section(section)]);
    Ok(page)
}

/// A proposal with the page of its thread that `query` (the address's own) asks for, and what the reader has to do
/// with it.
///
/// # Errors
/// [`Code::NotFound`].
#[server(name = FetchProposal, prefix = "/api", endpoint = "plan/proposal", output = crate::wire::Answer)]
pub async fn proposal_page(lang: Lang, proposal: i64, query: Option<String>) -> Result<ProposalPage, Fault> {
    let mut read = services().db.read().await?;
    let (plan, crumbs, found, actions) = store::proposal(&mut read, lang, proposal).await?.ok_or(Code::NotFound)?;
    let caller = caller();
    let me = caller.person.as_ref().map(|person| person.id);
    let page =
        thread::store::page(&mut read, proposal, thread::Reading::parse(query.as_deref().unwrap_or_default()), me)
            .await?;
    let supported = match &caller.person {
        Some(person) => support::store::given(&mut read, person.id, proposal).await?,
        None => false,
    };
    let mut drafts = match caller.owner() {
        Some(owner) => account::begun(&mut read, &owner).await?,
        None => Vec::new(),
    };
    // New words for a proposal are begun on a page of their own.
    drafts.retain(|(place, ..)| !place.starts_with('v'));
    let editable = match &caller.person {
        Some(person) => thread::store::editable(&mut read, person.id, services().db.clock.now()).await?,
        None => Vec::new(),
    };
    let votes = match me {
        Some(me) => {
            let services = services();
            let key = services.vote_key(&mut read).await?;
            vote::store::mine(&mut read, key, me, proposal, page.comments.iter().map(|c| c.id)).await?
        }
        None => Vec::new(),
    };
    let measure = match me {
        Some(me) => sanction::store::notice(&mut read, me, proposal, services().db.clock.now()).await?,
        None => None,
    };
    let (since, follows, waiting) = match me {
        Some(me) => {
            let since = follow::store::since(&mut read, Some(me), proposal, None).await?;
            let follows = follow::store::here(&mut read, me, proposal).await?;
            (since, follows, pipeline::store::mine(&mut read, me, proposal).await?)
        }
        None => <_>::default(),
    };
    shows([Topic::Proposal(proposal)]);
    // A visitor's page is the same for everybody; a draft cookie makes a visitor's forms their own.
    let key = if caller.person.is_some() { token() } else { String::new() };
    let (proposal, thread) = (found, page);
    Ok(ProposalPage {
        plan,
        crumbs,
        proposal,
        actions,
        thread,
        supported,
        begun: Begun { drafts, editable, votes, waiting, key, since, follows, measure, ..Begun::default() },
    })
}
