//! The desk's part of the pipeline, and one's own texts that wait. Rights are checked here.
use super::model::{HeldText, MyText, Rehearsed, Shelf, ShelfPage};
#[cfg(feature = "ssr")]
use super::{
    model::{Moderation, Severity, WordRule},
    phase::words::List,
    store::{self, Trial},
};
#[cfg(feature = "ssr")]
use crate::{
    account::{self, Role},
    fault::Code,
    moderation::{LONGEST_NOTE, Moderator, moderator},
    request::{answer, page_lang, person, referer},
    services::services,
    thread::{Place, Rule},
};
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use std::sync::Arc;

/// Most characters of a word on trial, or of what excuses it.
#[cfg(feature = "ssr")]
const LONGEST_WORD: usize = 200;

/// My texts that wait on a proposal; with 0 those that wait anywhere, and those that were refused.
///
/// # Errors
/// [`Code::SignIn`] for visitors.
#[server(name = MyTexts, prefix = "/api", endpoint = "account/texts", output = crate::wire::Answer)]
pub async fn my_texts(proposal: i64) -> Result<Vec<MyText>, Fault> {
    let who = person()?;
    Ok(store::mine(&mut services().db.read().await?, who.id, proposal).await?)
}

/// Takes my own text back before anybody has decided about it.
///
/// # Errors
/// [`Code::SignIn`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = WithdrawText, prefix = "/api", endpoint = "comment/withdraw", output = crate::wire::Answer)]
pub async fn withdraw_text(text: i64) -> Result<(), Fault> {
    let done = match person() {
        Err(fault) => Err(fault),
        Ok(who) => services().db.write(move |tx| Box::pin(async move { store::withdraw(tx, &who, text).await })).await,
    };
    answer(done.map(|_| ()), Place::Held(text), None, |()| format!("{}#write", referer().unwrap_or_else(|| "/".into())))
        .await
}

/// A page of what waits, or of what was flagged.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate.
#[server(name = FetchShelf, prefix = "/api", endpoint = "desk/shelf", output = crate::wire::Answer)]
pub async fn shelf(lang: Lang, shelf: Shelf, after: Option<String>) -> Result<ShelfPage, Fault> {
    moderator()?;
    Ok(store::shelf(&mut services().db.read().await?, lang, shelf, after.as_deref()).await?)
}

/// A text that waits or waited.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate, [`Code::NotFound`].
#[server(name = FetchHeld, prefix = "/api", endpoint = "desk/text", output = crate::wire::Answer)]
pub async fn held_text(lang: Lang, text: i64) -> Result<HeldText, Fault> {
    let reader = moderator()?.person().id;
    store::held(&mut services().db.read().await?, lang, text, reader).await?.ok_or_else(|| Code::NotFound.into())
}

/// Publishes a text that waits. Gives the comment's number.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::Decided`], [`Code::Closed`], [`Code::Gone`].
#[server(name = ApproveText, prefix = "/api", endpoint = "desk/text/approve", output = crate::wire::Answer)]
pub async fn approve_text(text: i64) -> Result<i64, Fault> {
    let done = match moderator() {
        Err(fault) => Err(fault),
        Ok(by) => services().db.write(move |tx| Box::pin(async move { store::approve(tx, &by, text).await })).await,
    };
    answer(done.map(|(comment, _)| comment), Place::Held(text), None, |_| here(text)).await
}

/// Does not publish a text that waits; its writer reads the rule and the note.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NoRule`], [`Code::TooLong`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = RefuseText, prefix = "/api", endpoint = "desk/text/refuse", output = crate::wire::Answer)]
pub async fn refuse_text(text: i64, rule: Option<String>, note: Option<String>) -> Result<(), Fault> {
    let (rule, note) = (rule.unwrap_or_default(), note.unwrap_or_default());
    let done = refused(text, &rule, &note).await;
    answer(done, Place::Held(text), Some((&note, &rule)), |()| here(text)).await
}

#[cfg(feature = "ssr")]
async fn refused(text: i64, rule: &str, note: &str) -> Result<(), Fault> {
    let by = moderator()?;
    let rule: Rule = rule.parse().map_err(|()| Code::NoRule)?;
    if note.chars().count() > LONGEST_NOTE {
        return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
    }
    let note = note.trim().to_owned();
    let services = services();
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            let change = store::refuse(tx, &by, text, rule, &note).await?;
            let owner = by.person().owner();
            account::store::drop_draft(tx, &owner, &Place::Held(text).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    deed.await.map(|_| ())
}

/// The page of a text, in the language of the page that its form was on.
#[cfg(feature = "ssr")]
fn here(text: i64) -> String {
    let lang = page_lang();
    format!("/{lang}/desk/w/{text}")
}

/// Sets when the moderators of a plan read: `post`, `mixed` or `pre`.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::BadForm`], [`Code::NotFound`].
#[server(name = SetModeration, prefix = "/api", endpoint = "plan/moderation", output = crate::wire::Answer)]
pub async fn set_moderation(plan: i64, moderation: String) -> Result<(), Fault> {
    let done = moderated(plan, &moderation).await;
    answer(done, Place::Form("moderation"), None, |()| referer().unwrap_or_else(|| "/ca/desk/waiting".into())).await
}

#[cfg(feature = "ssr")]
async fn moderated(plan: i64, to: &str) -> Result<(), Fault> {
    let by = moderator()?;
    let to: Moderation = to.parse().map_err(|()| Code::BadForm)?;
    services().db.write(move |tx| Box::pin(async move { store::moderation(tx, &by, plan, to).await })).await?;
    Ok(())
}

/// Tries a rule on the last comments: words of a language (with commas between them) and what excuses them, or else a
/// score from which a text is like advertising.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::BadRule`], [`Code::TooLong`].
#[server(name = Rehearse, prefix = "/api", endpoint = "desk/rehearsal", output = crate::wire::Answer)]
pub async fn rehearse(
    lang: Lang,
    word: String,
    unless: Option<String>,
    threshold: Option<String>,
) -> Result<Rehearsed, Fault> {
    moderator()?;
    let services = services();
    let trial = trial(lang, &word, &unless.unwrap_or_default(), &threshold.unwrap_or_default())?;
    store::rehearse(&services.db, trial).await
}

#[cfg(feature = "ssr")]
fn trial(lang: Lang, word: &str, unless: &str, threshold: &str) -> Result<Trial, Fault> {
    if [word, unless].iter().any(|text| text.chars().count() > LONGEST_WORD) {
        return Err(Fault::n(Code::TooLong, LONGEST_WORD));
    }
    if word.trim().is_empty() {
        let score = threshold.trim().replace(',', ".").parse::<f64>().ok().filter(|score| (0.5..=1.0).contains(score));
        return Ok(Trial::Spam(score.ok_or(Code::BadRule)?, services().settings.pipeline.spam_texts));
    }
    let mut list = List::default();
    if !list.add(word.split(','), Severity::Serious, unless.split(',')) {
        return Err(Code::BadRule.into());
    }
    Ok(Trial::Words(Arc::new(list), lang))
}

/// Words that are in use, and whether the reader may change that.
#[cfg(feature = "ssr")]
pub(super) async fn in_use() -> Result<(Vec<WordRule>, bool), Fault> {
    let may = moderator()?.person().role == Role::Admin;
    Ok((store::words_in_use(&mut services().db.read().await?).await?, may))
}

/// Proof that the person signed in runs the plan.
#[cfg(feature = "ssr")]
fn admin() -> Result<Moderator, Fault> {
    let by = moderator()?;
    if by.person().role == Role::Admin { Ok(by) } else { Err(Code::AdminsOnly.into()) }
}

/// Puts words into use, from the next text on: those of a language, with commas between them, and what excuses them.
/// Gives the rule's number.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::AdminsOnly`], [`Code::BadRule`], [`Code::TooLong`], [`Code::ManyRules`].
#[server(name = UseWords, prefix = "/api", endpoint = "desk/words/use", output = crate::wire::Answer)]
pub async fn use_words(
    word: String,
    unless: Option<String>,
    lang: Option<String>,
    severity: Option<String>,
) -> Result<i64, Fault> {
    let (unless, lang, severity) = (unless.unwrap_or_default(), lang.unwrap_or_default(), severity.unwrap_or_default());
    let done = used(&word, &unless, &lang, &severity).await;
    answer(done, Place::Form("words"), None, |id| format!("{}?used={id}", rehearsal())).await
}

#[cfg(feature = "ssr")]
async fn used(word: &str, unless: &str, lang: &str, severity: &str) -> Result<i64, Fault> {
    let by = admin()?;
    let lang: Lang = lang.parse().map_err(|_| Code::BadRule)?;
    let severity: Severity = severity.parse().map_err(|()| Code::BadRule)?;
    // What cannot be tried cannot be used.
    if word.trim().is_empty() {
        return Err(Code::BadRule.into());
    }
    trial(lang, word, unless, "")?;
    let (word, unless, services) = (word.trim().to_owned(), unless.trim().to_owned(), services());
    let deed = services
        .db
        .write(move |tx| Box::pin(async move { store::use_words(tx, &by, lang, (&word, &unless), severity).await }));
    deed.await.map(|(id, _)| id)
}

/// Takes words out of use again.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::AdminsOnly`], [`Code::NotFound`].
#[server(name = DropWords, prefix = "/api", endpoint = "desk/words/drop", output = crate::wire::Answer)]
pub async fn drop_words(rule: i64) -> Result<(), Fault> {
    let done = match admin() {
        Err(fault) => Err(fault),
        Ok(by) => services().db.write(move |tx| Box::pin(async move { store::drop_words(tx, &by, rule).await })).await,
    };
    answer(done.map(|_| ()), Place::Form("words"), None, |()| rehearsal()).await
}

/// The page of the rehearsal, in the language of the page that a form was on.
#[cfg(feature = "ssr")]
fn rehearsal() -> String {
    let lang = page_lang();
    format!("/{lang}/desk/rehearsal")
}
