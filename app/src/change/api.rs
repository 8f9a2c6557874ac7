//! Changing a proposal's words, and reading how they changed. Rights are checked here.
use super::model::{Editing, History};
#[cfg(feature = "ssr")]
use super::{
    history as versions,
    model::{LIMITS, Useful, edits, voice},
    store::{self, NewWords},
};
#[cfg(feature = "ssr")]
use crate::{
    account::{self, Person},
    fault::Code,
    html::Html,
    live::Topic,
    plan::{seed::ProposalText, shows},
    request::{answer, caller, person, plain_form},
    sanction,
    services::services,
    thread::{self, CommentId, Place, Reading, Sort},
};
use crate::{fault::Fault, i18n::Lang};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use std::collections::BTreeSet;

/// How many comments are offered to choose from.
#[cfg(feature = "ssr")]
const OFFERED: usize = 12;

/// What was typed into the form; kept as one text while it is refused.
#[cfg(feature = "ssr")]
#[derive(Clone, Default, Serialize, Deserialize)]
struct Typed {
    lang: Lang,
    title: String,
    objective: String,
    body: String,
    actions: Vec<String>,
    note: String,
    voices: String,
    picked: Vec<CommentId>,
}

/// Why a form was refused, and which of its fields it is about.
#[cfg(feature = "ssr")]
type Refusal = (Fault, &'static str);

#[cfg(feature = "ssr")]
fn editor() -> Result<Person, Fault> {
    match person() {
        Ok(person) if edits(&person) => Ok(person),
        _ => Err(Code::AdminsOnly.into()),
    }
}

/// The words of a proposal for who may change them, in the page's language where the proposal has it.
///
/// # Errors
/// [`Code::AdminsOnly`], [`Code::NotFound`].
#[server(name = FetchWords, prefix = "/api", endpoint = "proposal/words", output = crate::wire::Answer)]
pub async fn editing(lang: Lang, proposal: i64) -> Result<Editing, Fault> {
    editor()?;
    let mut read = services().db.read().await?;
    let words = store::words(&mut read, proposal).await?.ok_or(Code::NotFound)?;
    let now = words.text(lang).ok_or(Code::NotFound)?;
    let drafts = account::begun(&mut read, &caller().owner().unwrap_or_default()).await?;
    let place = Place::Change(proposal).to_string();
    let begun = drafts.iter().find(|(at, ..)| *at == place).and_then(|(_, text, _)| serde_json::from_str(text).ok());
    let typed = begun.filter(|typed: &Typed| typed.lang == now.lang).unwrap_or_else(|| Typed {
        lang: now.lang,
        title: now.title.clone(),
        objective: now.objective.clone(),
        body: now.body.clone(),
        actions: now.actions.clone(),
        ..Typed::default()
    });
    let useful = useful(&mut read, proposal, &typed.picked).await?;
    Ok(Editing {
        proposal,
        version: words.version,
        lang: now.lang,
        now: now.title.clone(),
        title: typed.title,
        objective: Html::escaped(&typed.objective),
        body: Html::escaped(&typed.body),
        actions: typed.actions.iter().map(|text| Html::escaped(text)).collect(),
        note: Html::escaped(&typed.note),
        voices: Html::escaped(&typed.voices),
        useful,
    })
}

/// The most useful comments of a thread, and those that are chosen.
#[cfg(feature = "ssr")]
async fn useful(read: &mut crate::db::Read, proposal: i64, picked: &[CommentId]) -> Result<Vec<Useful>, Fault> {
    let reading = Reading { sort: Sort::Useful, ..Reading::default() };
    let mut comments = thread::store::page(read, proposal, reading, None).await?.comments;
    comments.retain(thread::Comment::visible);
    comments.sort_by_key(|c| (c.tally.downs - c.tally.ups, c.id));
    let mut ids: Vec<CommentId> = comments.iter().map(|c| c.id).take(OFFERED).collect();
    ids.extend(picked.iter().filter(|id| !ids.contains(id)).copied().collect::<Vec<_>>());
    let quotes = thread::store::quotes(read, &ids).await?;
    let useful = |id: &CommentId| {
        let quote = quotes.iter().find(|quote| quote.id == *id)?.clone();
        Some(Useful { picked: picked.contains(id), quote })
    };
    Ok(ids.iter().filter_map(useful).collect())
}

/// Writes new words for a proposal, with why and the comments that led to them. Gives the version's number.
///
/// # Errors
/// [`Code::SignIn`], [`Code::AdminsOnly`]; a field too long or empty that may not be; and what [`store::save`] refuses.
#[server(name = SaveChange, prefix = "/api", endpoint = "proposal/change", output = crate::wire::Answer)]
pub async fn save_change(
    proposal: i64,
    version: i64,
    lang: Lang,
    title: String,
    objective: Option<String>,
    body: Option<String>,
    actions: Option<Vec<String>>,
    note: Option<String>,
    voices: Option<String>,
    picked: Option<Vec<i64>>,
) -> Result<i64, Fault> {
    let tidy =
        |text: Option<String>| text.unwrap_or_default().replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    let typed = Typed {
        lang,
        title: tidy(Some(title)).replace('\n', " "),
        objective: tidy(objective),
        body: tidy(body),
        actions: actions
            .unwrap_or_default()
            .into_iter()
            .map(|text| tidy(Some(text)))
            .filter(|t| !t.is_empty())
            .collect(),
        note: tidy(note),
        voices: tidy(voices),
        picked: picked.unwrap_or_default().into_iter().take(LIMITS.voices).collect(),
    };
    let result = save(proposal, version, &typed).await;
    let field = result.as_ref().err().map_or("", |(_, field)| *field);
    if result.is_err() && plain_form() && caller().person.is_none_or(|who| edits(&who)) {
        let text = serde_json::to_string(&typed).unwrap_or_default();
        account::keep_draft(Place::Change(proposal), &text, "").await;
    }
    let page = crate::request::referer().and_then(|p| p.split('/').nth(1)?.parse::<Lang>().ok()).unwrap_or(lang);
    answer(result.map_err(|(fault, _)| fault), Place::Form(field), None, |version| {
        format!("/{page}/p/{proposal}/history#v-{version}")
    })
    .await
}

#[cfg(feature = "ssr")]
async fn save(proposal: i64, version: i64, typed: &Typed) -> Result<i64, Refusal> {
    // Whose session has ended meanwhile signs in and finds the text again.
    let who = person().and_then(|_| editor()).map_err(|fault| (fault, ""))?;
    let voices = checked(typed)?;
    let new = NewWords {
        proposal,
        version,
        text: ProposalText {
            lang: typed.lang,
            title: typed.title.clone(),
            objective: typed.objective.clone(),
            body: typed.body.clone(),
            actions: typed.actions.clone(),
        },
        note: typed.note.clone(),
        voices,
    };
    let services = services();
    let saved = services.db.write(move |tx| {
        Box::pin(async move {
            sanction::may(tx, &who, sanction::Deed::Change).await?;
            let change = store::save(tx, &who, new).await?;
            account::store::drop_draft(tx, &who.owner(), &Place::Change(proposal).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    saved.await.map(|(version, _)| version).map_err(|fault| match fault.code {
        Code::BadVoice => (fault, "voices"),
        Code::NoChange | Code::Overtaken => (fault, "title"),
        _ => (fault, ""),
    })
}

/// Within bounds; gives the comments that are named.
#[cfg(feature = "ssr")]
fn checked(typed: &Typed) -> Result<BTreeSet<CommentId>, Refusal> {
    let bound = |text: &str, most: usize, field: &'static str| {
        if text.chars().count() > most { Err((Fault::n(Code::TooLong, most), field)) } else { Ok(()) }
    };
    if typed.title.is_empty() {
        return Err((Code::NoTitle.into(), "title"));
    }
    bound(&typed.title, LIMITS.title, "title")?;
    bound(&typed.objective, LIMITS.text, "objective")?;
    bound(&typed.body, LIMITS.text, "body")?;
    for action in &typed.actions {
        bound(action, LIMITS.action, "actions")?;
    }
    if typed.actions.len() > LIMITS.actions {
        return Err((Code::BadForm.into(), "actions"));
    }
    if typed.note.is_empty() {
        return Err((Code::NoNote.into(), "note"));
    }
    bound(&typed.note, LIMITS.note, "note")?;
    let named: Option<Vec<CommentId>> =
        typed.voices.lines().filter(|line| !line.trim().is_empty()).map(voice).collect();
    let named = named.ok_or((Code::BadVoice.into(), "voices"))?;
    Ok(named.into_iter().chain(typed.picked.iter().copied()).collect())
}

/// How a proposal's words have changed, from before version `before` (0: from the newest).
///
/// # Errors
/// [`Code::NotFound`].
#[server(name = FetchHistory, prefix = "/api", endpoint = "proposal/history", output = crate::wire::Answer)]
pub async fn history(lang: Lang, proposal: i64, before: i64) -> Result<History, Fault> {
    let mut read = services().db.read().await?;
    let page = versions::page(&mut read, lang, proposal, before).await?.ok_or(Code::NotFound)?;
    shows([Topic::Proposal(proposal)]);
    Ok(page)
}
