//! Reporting and deciding. A decision needs a [`Moderator`], which only [`moderator`] can make.
#[cfg(feature = "ssr")]
use super::model::{BRANCH, LONGEST_NOTE};
use super::model::{Case, Desk, View};
#[cfg(feature = "ssr")]
use crate::{
    account::{self, Person},
    db::{Boxed, Change, Tx},
    fault::Code,
    moderation::{Filter, store},
    request::{answer, person, referer},
    services::services,
    thread::{Place, Rule, Stance},
    watch,
};
use crate::{fault::Fault, i18n::Lang};
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

/// A page of the desk: of a view all, or what a filter leaves (`only`, as addresses write it).
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate.
#[server(name = FetchDesk, prefix = "/api", endpoint = "desk", output = crate::wire::Answer)]
pub async fn desk(lang: Lang, view: View, after: Option<String>, only: Option<String>) -> Result<Desk, Fault> {
    let me = moderator()?.0.id;
    let services = services();
    let mut read = services.db.read().await?;
    let mut filter = Filter::of(&only.unwrap_or_default());
    if filter.mine {
        filter.within = watch::store::mine(&mut read, me).await?;
    }
    if let Some(plan) = filter.plan {
        filter.within = watch::store::axes(&mut read, plan).await?;
    }
    Ok(store::desk(&mut read, lang, (view, filter), after.as_deref(), services.db.clock.now()).await?)
}

/// One comment with its conversation, reports and decisions.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate, [`Code::NotFound`].
#[server(name = FetchCase, prefix = "/api", endpoint = "desk/case", output = crate::wire::Answer)]
pub async fn case(lang: Lang, comment: i64) -> Result<Case, Fault> {
    let reader = moderator()?.0.id;
    let services = services();
    let mut read = services.db.read().await?;
    store::case(&mut read, lang, comment, (reader, services.db.clock.now())).await?.ok_or_else(|| Code::NotFound.into())
}

/// Finds nothing wrong with a comment: its open reports are answered. `seen` is the last decision that the moderator knew
/// of, here as in the next two: when there is a newer one, that is the answer.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = ApproveComment, prefix = "/api", endpoint = "desk/approve", output = crate::wire::Answer)]
pub async fn approve_comment(comment: i64, seen: Option<i64>) -> Result<i64, Fault> {
    decide(comment, store::Verdict::Approve, String::new(), seen).await
}

/// Takes a comment down; with `branch` also what can be read under it, up to [`super::MOST_UNDER`] replies.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NoRule`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = HideComment, prefix = "/api", endpoint = "desk/hide", output = crate::wire::Answer)]
pub async fn hide_comment(
    comment: i64,
    rule: Option<String>,
    note: Option<String>,
    branch: Option<bool>,
    seen: Option<i64>,
) -> Result<i64, Fault> {
    let (rule, note, branch) = (rule.unwrap_or_default(), note.unwrap_or_default(), branch.unwrap_or_default());
    let done = match rule.parse::<Rule>() {
        Ok(rule) => hidden(comment, rule, &note, branch, seen).await,
        Err(()) => moderator().and(Err(Code::NoRule.into())),
    };
    let chosen = if branch { format!("{rule} {BRANCH}") } else { rule };
    answer(done, Place::Report(comment), Some((&note, &chosen)), decided_here).await
}

#[cfg(feature = "ssr")]
async fn hidden(comment: i64, rule: Rule, note: &str, branch: bool, seen: Option<i64>) -> Result<i64, Fault> {
    let deed = Deed { comment, seen, note: note.to_owned() };
    if branch {
        deed.done(move |tx, by, note| Box::pin(store::hide_branch(tx, by, comment, rule, note))).await
    } else {
        deed.decided(store::Verdict::Hide(rule)).await
    }
}

/// Puts a hidden comment back; while its author's appeal is open, this grants it, and the note says why.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::Decided`], [`Code::NotYours`] for who decided what is appealed.
#[server(name = RestoreComment, prefix = "/api", endpoint = "desk/restore", output = crate::wire::Answer)]
pub async fn restore_comment(comment: i64, note: Option<String>, seen: Option<i64>) -> Result<i64, Fault> {
    decide(comment, store::Verdict::Restore, note.unwrap_or_default(), seen).await
}

/// Takes personal data out of a comment: each line of `words` is replaced by a mark, for ever.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NoChange`] when nothing of it is in the text, [`Code::TooLong`], [`Code::NotFound`],
/// [`Code::Decided`].
#[server(name = RedactComment, prefix = "/api", endpoint = "desk/redact", output = crate::wire::Answer)]
pub async fn redact_comment(comment: i64, words: Option<String>, note: Option<String>) -> Result<i64, Fault> {
    let (words, note) = (words.unwrap_or_default(), note.unwrap_or_default());
    let done = redacted(comment, &words, &note).await;
    answer(done, Place::Redact(comment), Some((&words, "")), decided_here).await
}

#[cfg(feature = "ssr")]
async fn redacted(comment: i64, words: &str, note: &str) -> Result<i64, Fault> {
    let moderator = moderator()?;
    if [words, note].iter().any(|text| text.chars().count() > LONGEST_NOTE) {
        return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
    }
    let words: Vec<String> = words.lines().map(str::to_owned).collect();
    let (note, services) = (note.trim().to_owned(), services());
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            // What was typed to be taken out is kept nowhere either.
            let owner = moderator.0.owner();
            account::store::drop_draft(tx, &owner, &Place::Redact(comment).to_string()).await?;
            store::redact(tx, &moderator, comment, &words, &note).await
        })
    });
    deed.await.map(|(id, _)| id)
}

/// Puts right what a comment's author thinks of the proposal: a stance by its name, or nothing.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::BadForm`], [`Code::NoChange`], [`Code::TooLong`], [`Code::NotFound`], [`Code::Decided`].
#[server(name = CorrectStance, prefix = "/api", endpoint = "desk/stance", output = crate::wire::Answer)]
pub async fn correct_stance(
    comment: i64,
    stance: Option<String>,
    note: Option<String>,
    seen: Option<i64>,
) -> Result<i64, Fault> {
    let (stance, note) = (stance.unwrap_or_default(), note.unwrap_or_default());
    let to = if stance.is_empty() { Ok(None) } else { stance.parse::<Stance>().map(Some) };
    let done = match to {
        Err(()) => moderator().and(Err(Code::BadForm.into())),
        Ok(to) => {
            let deed = Deed { comment, seen, note: note.clone() };
            deed.done(move |tx, by, note| Box::pin(store::stance(tx, by, comment, to, note))).await
        }
    };
    answer(done, Place::Stance(comment), Some((&note, &stance)), decided_here).await
}

/// Takes back the last decision on a comment.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::Decided`] when it is not the last any more.
#[server(name = UndoDecision, prefix = "/api", endpoint = "desk/undo", output = crate::wire::Answer)]
pub async fn undo_decision(comment: i64, decision: i64) -> Result<i64, Fault> {
    decide(comment, store::Verdict::Undo(decision), String::new(), None).await
}

/// One decision, answered where it was taken. Gives its number, for undoing it.
#[cfg(feature = "ssr")]
async fn decide(comment: i64, verdict: store::Verdict, note: String, seen: Option<i64>) -> Result<i64, Fault> {
    let result = Deed { comment, seen, note: note.clone() }.decided(verdict).await;
    answer(result, Place::Report(comment), Some((&note, "")), decided_here).await
}

/// The page that a decision was taken on, which says so; what its queue shows stays.
#[cfg(feature = "ssr")]
fn decided_here(id: &i64) -> String {
    let page = referer().unwrap_or_else(|| "/ca/desk".into());
    let (path, query) = page.split_once('?').unwrap_or((&page, ""));
    let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("decided="));
    let kept: String = kept.flat_map(|pair| ["&", pair]).collect();
    format!("{path}?decided={id}{kept}")
}

/// What a moderator does about a comment, knowing of its decisions up to `seen`.
#[cfg(feature = "ssr")]
struct Deed {
    comment: i64,
    seen: Option<i64>,
    note: String,
}

#[cfg(feature = "ssr")]
impl Deed {
    async fn decided(self, verdict: store::Verdict) -> Result<i64, Fault> {
        let comment = self.comment;
        self.done(move |tx, by, note| Box::pin(store::decide(tx, by, comment, verdict, note))).await
    }

    /// Does it in one transaction, in which what was begun for it is dropped.
    async fn done(
        self,
        deed: impl for<'t> FnOnce(&'t mut Tx, &'t Moderator, &'t str) -> Boxed<'t, Result<Change<i64>, Fault>>
        + Send
        + 'static,
    ) -> Result<i64, Fault> {
        let moderator = moderator()?;
        if self.note.chars().count() > LONGEST_NOTE {
            return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
        }
        let services = services();
        let write = services.db.write(move |tx| {
            Box::pin(async move {
                store::unseen(tx, self.comment, self.seen).await?;
                let change = deed(tx, &moderator, self.note.trim()).await?;
                let owner = moderator.0.owner();
                account::store::drop_draft(tx, &owner, &Place::Report(self.comment).to_string()).await?;
                Ok::<_, Fault>(change)
            })
        });
        write.await.map(|(id, _)| id)
    }
}

/// A moderator for tests of what moderators do.
#[cfg(all(test, feature = "ssr"))]
pub fn test_moderator(person: Person) -> Moderator {
    Moderator(person)
}
