//! Searching.
#[cfg(feature = "ssr")]
use crate::{
    fault::Code,
    request::caller,
    search::store,
    services::{Deed, services},
};
use crate::{fault::Fault, html::Html, i18n::Lang};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Most characters of what is searched for.
#[cfg(feature = "ssr")]
const LONGEST: usize = 200;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// A proposal, by its title, objective or body.
    Proposal,
    /// An action, by its text.
    Action,
    /// A comment.
    Comment,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Its id (an action's is its number).
    pub id: i64,
    /// The proposal where it is read.
    pub proposal: i64,
    /// The proposal's title.
    pub title: String,
    /// Words around the hit, escaped, the hit itself in `<mark>`.
    pub words: Html,
    /// The language of the words.
    pub lang: Lang,
}

/// What a search gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// The best, at most a page of them.
    pub hits: Vec<Hit>,
    /// Whether there are more than a page.
    pub more: bool,
    /// The last event in it.
    pub seq: i64,
}

/// Searches titles, texts, actions and visible comments.
///
/// # Errors
/// Too often, or words too long to be any.
#[server(name = Search, prefix = "/api", endpoint = "search", output = crate::wire::Answer)]
pub async fn search(q: String, lang: Lang) -> Result<Results, Fault> {
    if q.trim().is_empty() {
        return Ok(Results::default());
    }
    asks(&q, "")?;
    let mut read = services().db.read().await?;
    Ok(store::find(&mut read, &q, lang).await?)
}

/// What the plan has by this name, while it is being typed: proposals by their titles, actions by their words.
///
/// # Errors
/// Too often, or words too long to be any.
#[server(name = Suggest, prefix = "/api", endpoint = "search/suggest", output = crate::wire::Answer)]
pub async fn suggest(q: String, lang: Lang) -> Result<Vec<Hit>, Fault> {
    // With a measure of its own: what is suggested never uses up what may be searched.
    asks(&q, "suggest ")?;
    let mut read = services().db.read().await?;
    Ok(store::suggest(&mut read, &q, lang).await?)
}

/// Whether a visitor may ask so much, and again.
#[cfg(feature = "ssr")]
fn asks(q: &str, what: &str) -> Result<(), Fault> {
    if q.chars().count() > LONGEST {
        return Err(Fault::n(Code::TooLong, LONGEST));
    }
    let caller = caller();
    let who = caller.owner().unwrap_or_else(|| caller.ip.to_string());
    services().limit(Deed::Search, &format!("{what}{who}"))
}
