//! Asking the server while one writes: how a text will look, whom and what it can name, what was changed in one.
#[cfg(feature = "ssr")]
use super::{label::label, store};
#[cfg(feature = "ssr")]
use crate::{
    account, diff,
    fault::Code,
    i18n::Words,
    live::Topic,
    pipeline::phase::length,
    plan,
    request::{answer, caller, plain_form, referer},
    search,
    services::{Deed, services},
    thread::{LONGEST, Place, render},
};
use crate::{fault::Fault, html::Html, i18n::Lang, thread::Comment};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How many names or titles are offered at once.
#[cfg(feature = "ssr")]
const OFFERED: usize = 8;

/// Who asks, for the limits: a visitor's cookie is theirs to change, so their address counts.
#[cfg(feature = "ssr")]
fn asker() -> String {
    let caller = caller();
    caller.person.map_or_else(|| caller.ip.to_string(), |who| who.owner())
}

/// How a text will look when it is published. A plain form keeps the text and comes back to its page, which shows it
/// above the box; everything but the text says which form it is.
///
/// # Errors
/// Too short or long, too often; what was typed is kept.
#[server(name = PreviewComment, prefix = "/api", endpoint = "comment/preview", output = crate::wire::Answer)]
pub async fn preview(
    body: String,
    proposal: Option<i64>,
    parent: Option<i64>,
    action: Option<i64>,
    comment: Option<i64>,
    stance: Option<String>,
) -> Result<Html, Fault> {
    let place = match (comment, parent, action, proposal) {
        (Some(comment), ..) => Place::Edit(comment),
        (_, Some(parent), ..) => Place::Reply(parent),
        (_, _, Some(action), Some(proposal)) => Place::Action(proposal, action),
        (_, _, _, Some(proposal)) => Place::Proposal(proposal),
        _ => Place::Form("preview"),
    };
    let stance: String = stance.unwrap_or_default().chars().take(8).collect();
    let result = drawn(&body);
    if result.is_ok() && plain_form() && !matches!(place, Place::Form(_)) {
        account::keep_draft(place, &body, &stance).await;
    }
    let page = referer().unwrap_or_else(|| "/".into());
    let mark = if page.contains('?') { '&' } else { '?' };
    answer(result, place, Some((&body, &stance)), |_| format!("{page}{mark}preview={place}#preview")).await
}

#[cfg(feature = "ssr")]
fn drawn(body: &str) -> Result<Html, Fault> {
    services().limit(Deed::Preview, &asker())?;
    if body.len() > LONGEST * 8 {
        return Err(Fault::n(Code::TooLong, LONGEST));
    }
    let body = length::trimmed(body);
    length::check(&body)?;
    Ok(render::markdown(&body))
}

/// Somebody or something that a text can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What is read in the list.
    pub name: String,
    /// What it is, in few words; may be empty.
    pub what: String,
    /// The Markdown that goes into the text.
    pub put: String,
}

/// What can be named with these first letters: after `@` the people of this thread and then organisations, after `#`
/// proposals and actions by their titles. Names only.
///
/// # Errors
/// Too often, or too many letters.
#[server(name = Complete, prefix = "/api", endpoint = "comment/complete", output = crate::wire::Answer)]
pub async fn complete(proposal: i64, sign: char, words: String, lang: Lang) -> Result<Vec<Offer>, Fault> {
    if words.chars().count() > 60 {
        return Err(Fault::n(Code::TooLong, 60));
    }
    let services = services();
    services.limit(Deed::Complete, &asker())?;
    let mut read = services.db.read().await?;
    match sign {
        '@' => people(&mut read, proposal, &words, lang).await,
        '#' => pages(&mut read, proposal, &words, lang).await,
        _ => Err(Code::BadForm.into()),
    }
}

#[cfg(feature = "ssr")]
async fn people(read: &mut crate::db::Read, proposal: i64, asked: &str, lang: Lang) -> Result<Vec<Offer>, Fault> {
    let fits = |name: &str| begins(name, asked);
    let here = store::people(read, proposal).await?;
    let organisations = account::store::organisations(read).await?;
    let others: Vec<&String> = organisations.iter().filter(|name| here.iter().all(|(n, _)| n != *name)).collect();
    let words = Words(lang);
    let taking_part = here.iter().filter(|(name, _)| fits(name)).map(|(name, id)| Offer {
        name: name.clone(),
        what: words.s("write.takes_part").into_owned(),
        put: format!("[@{}](/{lang}/c/{id})", label(name)),
    });
    let organised = others.into_iter().filter(|name| fits(name)).map(|name| Offer {
        name: name.clone(),
        what: words.s("thread.organisation").into_owned(),
        put: format!("@{}", label(name)),
    });
    Ok(taking_part.chain(organised).take(OFFERED).collect())
}

#[cfg(feature = "ssr")]
async fn pages(read: &mut crate::db::Read, proposal: i64, asked: &str, lang: Lang) -> Result<Vec<Offer>, Fault> {
    let words = Words(lang);
    let action = |proposal: i64, n: i64, name: String| {
        let what = words.with("write.action", &[("n", &n.to_string())]);
        Offer { put: format!("[{what}](/{lang}/p/{proposal}#action-{n})"), name, what }
    };
    let mut offers = Vec::new();
    if let Ok(n) = asked.parse::<i64>()
        && let Some(text) = plan::store::action(read, lang, proposal, n).await?
    {
        offers.push(action(proposal, n, render::excerpt(&text, 80)));
    }
    for found in search::store::titles(read, asked, lang, OFFERED).await? {
        offers.push(match found.action {
            Some((n, text)) => action(found.proposal, n, render::excerpt(&text, 80)),
            None => Offer {
                put: format!("[{}](/{lang}/p/{})", label(&found.title), found.proposal),
                what: words.s("search.proposal").into_owned(),
                name: found.title,
            },
        });
    }
    offers.truncate(OFFERED);
    Ok(offers)
}

/// Whether one of a name's words begins like this, whatever the accents and capitals.
#[cfg(feature = "ssr")]
fn begins(name: &str, asked: &str) -> bool {
    let (name, asked) = (bare(name), bare(asked.trim()));
    name.starts_with(&asked) || name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(&asked))
}

#[cfg(feature = "ssr")]
fn bare(text: &str) -> String {
    text.to_lowercase().chars().map(plan::unaccented).collect()
}

/// A text that a comment has had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Counted from 1.
    pub n: i64,
    /// Since when.
    pub at: i64,
    /// The text, with what changed in it since the one before.
    pub text: Html,
}

/// A comment and the texts that it has had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revisions {
    /// As anybody sees it now.
    pub comment: Comment,
    /// Newest first.
    pub texts: Vec<Revision>,
    /// The last event in it.
    pub seq: i64,
}

/// The edits of a comment that can be read.
///
/// # Errors
/// [`crate::fault::Code::NotFound`] when there is no such comment, or it is hidden or deleted.
#[server(name = FetchRevisions, prefix = "/api", endpoint = "comment/revisions", output = crate::wire::Answer)]
pub async fn revisions(comment: i64, lang: Lang) -> Result<Revisions, Fault> {
    let mut read = services().db.read().await?;
    let seq = read.seq().await?;
    let (comment, texts) = store::revisions(&mut read, comment).await?.ok_or(Code::NotFound)?;
    plan::shows([Topic::Proposal(comment.proposal)]);
    let words = Words(lang);
    let told = diff::each(texts.iter().map(|(_, body, _)| body.as_str()), words);
    let told = texts.iter().zip(told).map(|((n, _, at), text)| Revision { n: *n, at: *at, text });
    Ok(Revisions { texts: told.collect(), comment, seq })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::begins;

    #[test]
    fn a_name_is_found_by_any_of_its_words() {
        for asked in ["mer", "Mercè Vi", "vila", "merce", "VILALTÀ"] {
            assert!(begins("Mercè Vilalta", asked), "{asked}");
        }
        assert!(!begins("Mercè Vilalta", "erc"));
    }
}
