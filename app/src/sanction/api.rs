//! Laying and lifting measures, and reading one's own. Rights are checked here; those that hang on whom it is about in
//! `store`.
#[cfg(feature = "ssr")]
use super::{
    model::{DAYS, Laid, Measure, Profile},
    store::{self, New},
};
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    account,
    fault::Code,
    i18n::Lang,
    moderation::{LONGEST_NOTE, moderator},
    request::{answer, page_lang, person},
    services::services,
    thread::{Place, Rule},
    ui::fields::{apart, together},
};
use leptos::prelude::*;

/// What was typed into the form, as it was sent; kept as one text, the note last, while it is refused.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub kind: String,
    pub days: String,
    pub proposal: String,
    pub rule: String,
    pub note: String,
}

#[cfg(feature = "ssr")]
impl Typed {
    pub fn kept(&self) -> String {
        let line = |text: &str| text.chars().filter(|c| !c.is_control()).take(20).collect::<String>();
        let [kind, days, proposal, rule] = [&self.kind, &self.days, &self.proposal, &self.rule].map(|text| line(text));
        together([&kind, &days, &proposal, &rule, &self.note])
    }

    pub fn from_kept(text: &str) -> Self {
        let [kind, days, proposal, rule, note] = apart(text);
        Self { kind, days, proposal, rule, note }
    }

    /// # Errors
    /// The first field that is missing or out of bounds.
    fn checked(&self, account: i64) -> Result<New, Fault> {
        let measure: Measure = self.kind.parse().map_err(|()| Code::NoMeasure)?;
        let rule: Rule = self.rule.parse().map_err(|()| Code::NoRule)?;
        let days = self.days.parse().ok().filter(|days| DAYS.contains(days) || !measure.ends());
        let days = if measure.ends() { days.ok_or(Code::BadForm)? } else { 0 };
        let proposal = match self.proposal.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Code::BadForm)?),
        };
        let note = self.note.trim().to_owned();
        if note.is_empty() {
            return Err(Code::NoReason.into());
        }
        if note.chars().count() > LONGEST_NOTE {
            return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
        }
        Ok(New { account, measure, days, proposal, rule, note })
    }
}

/// Lays a measure on a person: which (`kind`), for how many `days` where it ends by itself, in one proposal's thread
/// (`proposal`) where it may be local, by which rule, and why. Gives its number.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NoMeasure`], [`Code::NoRule`], [`Code::NoReason`], [`Code::TooLong`], [`Code::NotFound`],
/// [`Code::NotYours`].
#[server(name = LayMeasure, prefix = "/api", endpoint = "desk/sanction", output = crate::wire::Answer)]
pub async fn lay_measure(
    account: i64,
    kind: Option<String>,
    days: Option<String>,
    proposal: Option<String>,
    rule: Option<String>,
    note: Option<String>,
) -> Result<i64, Fault> {
    let [kind, days, proposal, rule, note] = [kind, days, proposal, rule, note].map(Option::unwrap_or_default);
    let typed = Typed { kind, days, proposal, rule, note };
    let result = laid(account, &typed).await;
    let kept = typed.kept();
    answer(result, Place::Person(account), Some((&kept, "")), |id| here(account, &format!("laid={id}"))).await
}

#[cfg(feature = "ssr")]
async fn laid(account: i64, typed: &Typed) -> Result<i64, Fault> {
    let by = moderator()?;
    let new = typed.checked(account)?;
    let services = services();
    let write = services.db.write(move |tx| {
        Box::pin(async move {
            let change = store::lay(tx, &by, &new).await?;
            let owner = by.person().owner();
            account::store::drop_draft(tx, &owner, &Place::Person(new.account).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    Ok(write.await?.0)
}

/// Lifts a measure; with `undo`, takes back that it was lifted a moment ago. Gives the account that it was laid on.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotFound`], [`Code::NotYours`], [`Code::Decided`].
#[server(name = LiftMeasure, prefix = "/api", endpoint = "desk/lift", output = crate::wire::Answer)]
pub async fn lift_measure(sanction: i64, undo: Option<String>) -> Result<i64, Fault> {
    let undo = undo.is_some();
    let result = lifted(sanction, undo).await;
    let done = if undo { "laid" } else { "lifted" };
    answer(result, Place::Form("lift"), None, |account| here(*account, &format!("{done}={sanction}"))).await
}

#[cfg(feature = "ssr")]
async fn lifted(id: i64, undo: bool) -> Result<i64, Fault> {
    let by = moderator()?;
    let write = services().db.write(move |tx| Box::pin(async move { store::lift(tx, &by, id, undo).await })).await?;
    Ok(write.0)
}

/// The person's page, in the language of the page that the form was on.
#[cfg(feature = "ssr")]
fn here(account: i64, done: &str) -> String {
    let lang = page_lang();
    format!("/{lang}/desk/a/{account}?{done}")
}

/// A person, for the desk, and what was begun to be laid on them.
///
/// # Errors
/// [`Code::Forbidden`] for who may not moderate, [`Code::NotFound`].
#[cfg(feature = "ssr")]
pub async fn profile(lang: Lang, account: i64) -> Result<(Profile, crate::account::Person), Fault> {
    let by = moderator()?;
    let services = services();
    let now = services.db.clock.now();
    let found = store::profile(&mut services.db.read().await?, lang, account, now).await?;
    Ok((found.ok_or(Code::NotFound)?, by.person().clone()))
}

/// What was laid on me, newest first.
///
/// # Errors
/// [`Code::SignIn`] for visitors.
#[cfg(feature = "ssr")]
pub async fn my_measures(lang: Lang) -> Result<Vec<Laid>, Fault> {
    let who = person()?;
    let services = services();
    let now = services.db.clock.now();
    Ok(store::mine(&mut services.db.read().await?, lang, who.id, now).await?)
}
