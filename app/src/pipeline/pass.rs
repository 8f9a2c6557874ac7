//! One text on its way: what is known is read, the phases look, and a classifier elsewhere is asked where there is one.
//! All of it before the writer is asked for anything, so that looking costs nobody else's time.
use super::{
    Firing,
    phase::{length, spam},
    run::{Case, run, waits},
    store,
    text::Text,
};
use crate::{
    account::Person,
    fault::{Code, Fault},
    i18n::Lang,
    services::{Deed, services},
    thread::{CommentId, store::NewComment},
};

/// A text that asks to be published.
pub struct Asked<'a> {
    /// The text, trimmed.
    pub body: &'a str,
    /// The language of the page it was written on; of an edit that of the comment.
    pub lang: Lang,
    /// Where it is to stand; of an edit where the comment stands.
    pub proposal: i64,
    /// Of the form that it came from.
    pub key: &'a str,
    /// The comment that it changes.
    pub edits: Option<CommentId>,
}

impl<'a> Asked<'a> {
    /// A new comment.
    pub fn comment(new: &'a NewComment) -> Self {
        let lang = new.lang.parse().unwrap_or_default();
        Self { body: &new.body, lang, proposal: new.proposal, key: &new.key, edits: None }
    }
}

/// A text that was looked at.
#[derive(Clone, Debug, Default)]
pub struct Passed {
    /// Whether it waits for a moderator.
    pub waits: bool,
    /// What was found in it.
    pub fired: Vec<Firing>,
    /// What it has in common with texts of the same words.
    pub print: Option<i64>,
}

/// Lets a new comment pass.
///
/// # Errors
/// Too short or long, too often, closed, or no such proposal.
pub async fn comment(who: &Person, new: &NewComment) -> Result<Passed, Fault> {
    length::check(&new.body)?;
    pass(who, Asked::comment(new)).await
}

/// Lets new words for a comment pass.
///
/// # Errors
/// Too short or long, too often, closed, or not one's own comment.
pub async fn edit(who: &Person, comment: CommentId, body: &str) -> Result<Passed, Fault> {
    length::check(body)?;
    let own = store::own(&mut services().db.read().await?, who.id, comment).await?;
    let (proposal, lang) = own.ok_or(Code::NotFound)?;
    pass(who, Asked { body, lang, proposal, key: "", edits: Some(comment) }).await
}

async fn pass(who: &Person, asked: Asked<'_>) -> Result<Passed, Fault> {
    let services = services();
    let rules = &services.settings.pipeline;
    let rate = services.limit(Deed::Comment, &who.owner());
    let text = Text::new(asked.body, asked.lang);
    let print = text.print();
    let tokens = spam::tokens(&text.words, &text.links);
    let now = services.db.clock.now();
    let facts = store::facts(&services.db, who, &asked, print, (&tokens, rules.spam_texts), now).await?;
    let mut facts = facts.ok_or(Code::NotFound)?;
    facts.rate = rate;
    let mut fired = run(&Case { text: &text, facts: &facts, rules })?;
    if let Some(outside) = rules.outside.as_ref().filter(|_| !facts.trusted && !facts.known) {
        fired.append(&mut outside.ask(asked.body, asked.lang).await);
    }
    Ok(Passed { waits: waits(&facts, &fired), fired, print })
}
