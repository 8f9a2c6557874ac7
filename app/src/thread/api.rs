//! Writing in a thread. Rights are checked here, rows are changed in `store`.
use super::{model::Comment, reading::ThreadPage};
#[cfg(feature = "ssr")]
use super::{
    model::Stance,
    place::Place,
    reading::Reading,
    store::{self, NewComment},
};
#[cfg(feature = "ssr")]
use crate::{
    account,
    fault::Code,
    pipeline::{self, phase::length::trimmed},
    request::{answer, caller, digest, page_lang, person, plain_form, referer, token},
    services::services,
};
use crate::{fault::Fault, live::Counts};
use leptos::prelude::*;

/// Publishes a comment or a reply. Given the same key and the same text twice it makes one. What has to wait for a moderator is no comment
/// yet: then there is none in the answer.
///
/// # Errors
/// Not signed in, too short or long, too often, closed, or gone; what was typed is kept.
#[server(name = AddComment, prefix = "/api", endpoint = "comment/add", output = crate::wire::Answer)]
pub async fn add_comment(
    proposal: i64,
    body: String,
    parent: Option<i64>,
    action: Option<i64>,
    stance: Option<String>,
    lang: Option<String>,
    official: Option<String>,
    key: Option<String>,
) -> Result<Option<Comment>, Fault> {
    let place = match (parent, action) {
        (Some(parent), _) => Place::Reply(parent),
        (None, Some(action)) => Place::Action(proposal, action),
        (None, None) => Place::Proposal(proposal),
    };
    let stance = stance.unwrap_or_default();
    let new = NewComment {
        proposal,
        parent,
        action,
        body: body.clone(),
        lang: lang.and_then(|l| l.parse::<crate::i18n::Lang>().ok()).unwrap_or_default().to_string(),
        stance: stance.parse::<Stance>().ok(),
        official: official.is_some(),
        key: once(key, &body),
    };
    let result = publish(new, place).await;
    // A form whose comment has left is nowhere to be drawn: its text comes back in the proposal's own.
    let left = matches!(result, Err(fault) if fault.code == Code::Gone);
    let place = if left { Place::Proposal(proposal) } else { place };
    let lang = page_lang();
    let waits = || format!("{}#write", referer().unwrap_or_else(|| format!("/{lang}")));
    let published = |id: &Option<i64>| id.map_or_else(waits, |id| format!("/{lang}/c/{id}"));
    let result = answer(result, place, Some((&body, &stance)), published).await;
    match result {
        Ok(Some(id)) if !plain_form() => Ok(store::comment_now(&services().db, id).await?),
        other => other.map(|_| None),
    }
}

/// What makes a text one however often it is sent: the form that it came from, and its words. Two windows may show the
/// same drawing of a form; what is written in them is not the same.
#[cfg(feature = "ssr")]
fn once(key: Option<String>, body: &str) -> String {
    let form = key.filter(|k| (8..=64).contains(&k.len())).unwrap_or_else(token);
    let words = digest(trimmed(body).as_str());
    format!("{form}.{}", &words[..16])
}

#[cfg(feature = "ssr")]
async fn publish(mut new: NewComment, place: Place) -> Result<Option<i64>, Fault> {
    let who = person()?;
    new.body = trimmed(&new.body);
    let passed = pipeline::comment(&who, &new).await?;
    let (id, _) = services()
        .db
        .write(move |tx| {
            Box::pin(async move {
                let change = pipeline::store::add(tx, &who, new, passed).await?;
                account::store::drop_draft(tx, &who.owner(), &place.to_string()).await?;
                Ok::<_, Fault>(change)
            })
        })
        .await?;
    Ok(id)
}

/// Changes one's own comment. While the new words wait for a moderator, there is no comment in the answer.
///
/// # Errors
/// Not one's own, too late, gone, too short or long.
#[server(name = EditComment, prefix = "/api", endpoint = "comment/edit", output = crate::wire::Answer)]
pub async fn edit_comment(comment: i64, body: String) -> Result<Option<Comment>, Fault> {
    let result = change(comment, &body).await;
    let lang = page_lang();
    let landing = |_: &Option<i64>| format!("/{lang}/c/{comment}");
    if answer(result, Place::Edit(comment), Some((&body, "")), landing).await?.is_none() {
        return Ok(None);
    }
    Ok(store::comment_now(&services().db, comment).await?)
}

#[cfg(feature = "ssr")]
async fn change(comment: i64, body: &str) -> Result<Option<i64>, Fault> {
    let who = person()?;
    let body = trimmed(body);
    let passed = pipeline::edit(&who, comment, &body).await?;
    let (id, _) = services()
        .db
        .write(move |tx| {
            Box::pin(async move {
                let change = pipeline::store::edit(tx, &who, comment, body, passed).await?;
                account::store::drop_draft(tx, &who.owner(), &Place::Edit(comment).to_string()).await?;
                Ok::<_, Fault>(change)
            })
        })
        .await?;
    Ok(id)
}

/// Takes one's own comment away.
///
/// # Errors
/// Not one's own.
#[server(name = DeleteComment, prefix = "/api", endpoint = "comment/delete", output = crate::wire::Answer)]
pub async fn delete_comment(comment: i64) -> Result<Option<Comment>, Fault> {
    let result = remove(comment).await;
    let lang = page_lang();
    let back = referer().unwrap_or_else(|| format!("/{lang}"));
    answer(result, Place::Edit(comment), None, |()| format!("{back}#thread")).await?;
    Ok(store::comment_now(&services().db, comment).await?)
}

#[cfg(feature = "ssr")]
async fn remove(comment: i64) -> Result<(), Fault> {
    let who = person()?;
    services().db.write(move |tx| Box::pin(async move { store::delete(tx, &who, comment).await })).await?;
    Ok(())
}

/// A page of a thread and its proposal's figures as they are now, for a browser that has lost count. `query` is the address's own.
///
/// # Errors
/// When there is no such proposal.
#[server(name = FetchThread, prefix = "/api", endpoint = "thread", output = crate::wire::Answer)]
pub async fn thread_page(proposal: i64, query: Option<String>) -> Result<(ThreadPage, Counts), Fault> {
    let me = caller().person.map(|p| p.id);
    let mut read = services().db.read().await?;
    let page = store::page(&mut read, proposal, Reading::parse(query.as_deref().unwrap_or_default()), me).await?;
    let figures = crate::plan::store::figures(&mut read, proposal).await?.ok_or(Code::NotFound)?;
    Ok((page, figures.proposal.1))
}
