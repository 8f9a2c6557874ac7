//! Reporting and deciding. A decision needs a [`Moderator`], which only [`moderator`] can make.
use super::model::{Case, Desk, View};
#[cfg(feature = "ssr")]
use crate::{
    account::{self, Person},
    fault::Code,
    moderation::store,
    request::{answer, person, referer},
    sanction,
    services::{Deed, services},
    thread::{self, Place, Rule},
};
use crate::{fault::Fault, i18n::Lang, thread::Comment};
use leptos::prelude::*;

/// Proof that the person signed in may decide.
#[cfg(feature = "ssr")]
pub struct Moderator(pub(super) Person);

#[cfg(feature = "ssr")]
impl Moderator {
    /// Who it is.
    pub const fn person(&self) -> &Person {
        &self.0
    }
}

/// # Errors
/// [`Code::SignIn`] when nobody is signed in, [`Code::Forbidden`] for who may not decide.
#[cfg(feature = "ssr")]
pub fn moderator() -> Result<Moderator, Fault> {
    // A visitor and a resident get the same answer: that there is a desk is no secret, what is on it is.
    match person() {
        Ok(person) if person.moderates() => Ok(Moderator(person)),
        _ => Err(Code::Forbidden.into()),
    }
}

/// A page of the desk.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate.
#[server(name = FetchDesk, prefix = "/api", endpoint = "desk", output = crate::wire::Answer)]
pub async fn desk(lang: Lang, view: View, after: Option<String>) -> Result<Desk, Fault> {
    moderator()?;
    let mut read = services().db.read().await?;
    Ok(store::desk(&mut read, lang, view, after.as_deref()).await?)
}

/// One comment with its conversation, reports and decisions.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate, [`Code::NotFound`].
#[server(name = FetchCase, prefix = "/api", endpoint = "desk/case", output = crate::wire::Answer)]
pub async fn case(lang: Lang, comment: i64) -> Result<Case, Fault> {
    moderator()?;
    let mut read = services().db.read().await?;
    store::case(&mut read, lang, comment).await?.ok_or_else(|| Code::NotFound.into())
}

/// What a person is about to report; only what may be seen.
///
/// # Errors
/// [`Code::NotFound`].
#[server(name = ReportTarget, prefix = "/api", endpoint = "report/target", output = crate::wire::Answer)]
pub async fn report_target(comment: i64) -> Result<Comment, Fault> {
    let mut read = services().db.read().await?;
    let comment = thread::store::comment(&mut read, comment).await?;
    comment.filter(Comment::visible).ok_or_else(|| Code::NotFound.into())
}

/// Reports a comment.
///
/// # Errors
/// Not signed in, no rule chosen, reported already, too often.
#[server(name = ReportComment, prefix = "/api", endpoint = "report/add", output = crate::wire::Answer)]
pub async fn report_comment(comment: i64, rule: Option<String>, note: Option<String>) -> Result<(), Fault> {
    let note = note.unwrap_or_default();
    let rule = rule.unwrap_or_default();
    let result = reported(comment, &rule, &note).await;
    let lang = referer().and_then(|p| p.split('/').nth(1).and_then(|l| l.parse::<Lang>().ok())).unwrap_or_default();
    answer(result, Place::Report(comment), Some((&note, &rule)), |()| format!("/{lang}/c/{comment}/report?done=report"))
        .await
}

#[cfg(feature = "ssr")]
async fn reported(comment: i64, rule: &str, note: &str) -> Result<(), Fault> {
    let who = person()?;
    let rule: Rule = rule.parse().map_err(|()| Code::NoRule)?;
    if note.chars().count() > 500 {
        return Err(Fault::n(Code::TooLong, 500));
    }
    let services = services();
    services.limit(Deed::Report, &format!("a{}", who.id))?;
    let note = note.trim().to_owned();
    services
        .db
        .write(move |tx| {
            Box::pin(async move {
                sanction::may(tx, &who, sanction::Deed::Report(comment)).await?;
                let change = store::report(tx, &who, comment, rule, &note).await?;
                account::store::drop_draft(tx, &format!("a{}", who.id), &Place::Report(comment).to_string()).await?;
                Ok::<_, Fault>(change)
            })
        })
        .await?;
    Ok(())
}

/// Finds nothing wrong with a comment: its open reports are answered.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = ApproveComment, prefix = "/api", endpoint = "desk/approve", output = crate::wire::Answer)]
pub async fn approve_comment(comment: i64) -> Result<i64, Fault> {
    decide(comment, store::Verdict::Approve, String::new()).await
}

/// Takes a comment down.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NoRule`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = HideComment, prefix = "/api", endpoint = "desk/hide", output = crate::wire::Answer)]
pub async fn hide_comment(comment: i64, rule: Option<String>, note: Option<String>) -> Result<i64, Fault> {
    let (rule, note) = (rule.unwrap_or_default(), note.unwrap_or_default());
    match rule.parse::<Rule>() {
        Ok(rule) => decide(comment, store::Verdict::Hide(rule), note).await,
        Err(()) => {
            let result = moderator().and(Err(Code::NoRule.into()));
            answer(result, Place::Report(comment), Some((&note, &rule)), |id: &i64| id.to_string()).await
        }
    }
}

/// Puts a hidden comment back.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = RestoreComment, prefix = "/api", endpoint = "desk/restore", output = crate::wire::Answer)]
pub async fn restore_comment(comment: i64) -> Result<i64, Fault> {
    decide(comment, store::Verdict::Restore, String::new()).await
}

/// Takes back the last decision on a comment.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::Decided`] when it is not the last any more.
#[server(name = UndoDecision, prefix = "/api", endpoint = "desk/undo", output = crate::wire::Answer)]
pub async fn undo_decision(comment: i64, decision: i64) -> Result<i64, Fault> {
    decide(comment, store::Verdict::Undo(decision), String::new()).await
}

/// One decision, answered where it was taken. Gives its number, for undoing it.
#[cfg(feature = "ssr")]
async fn decide(comment: i64, verdict: store::Verdict, note: String) -> Result<i64, Fault> {
    let rule = if let store::Verdict::Hide(rule) = &verdict { rule.as_str() } else { "" };
    let result = decided(comment, verdict, note.clone()).await;
    let page = referer().unwrap_or_else(|| "/ca/desk".into());
    let page = page.split(['?', '#']).next().unwrap_or(&page).to_owned();
    answer(result, Place::Report(comment), Some((&note, rule)), |id| format!("{page}?decided={id}")).await
}

#[cfg(feature = "ssr")]
async fn decided(comment: i64, verdict: store::Verdict, note: String) -> Result<i64, Fault> {
    let moderator = moderator()?;
    if note.chars().count() > 1000 {
        return Err(Fault::n(Code::TooLong, 1000));
    }
    let (id, _) = services()
        .db
        .write(move |tx| {
            Box::pin(async move {
                let change = store::decide(tx, &moderator, comment, verdict, note.trim()).await?;
                let owner = format!("a{}", moderator.0.id);
                account::store::drop_draft(tx, &owner, &Place::Report(comment).to_string()).await?;
                Ok::<_, Fault>(change)
            })
        })
        .await?;
    Ok(id)
}

/// A moderator for tests of what moderators do.
#[cfg(all(test, feature = "ssr"))]
pub fn test_moderator(person: Person) -> Moderator {
    Moderator(person)
}
