//! Reporting, and asking what became of it.
use super::model::Receipt;
#[cfg(feature = "ssr")]
use super::{
    model::{LONGEST_LAW, LONGEST_NOTE},
    store::{self, New},
};
#[cfg(feature = "ssr")]
use crate::{
    account::{self, checked_email, checked_name},
    fault::Code,
    request::{answer, caller, page_lang, person},
    sanction,
    services::{Deed, services},
    thread::{self, Place, Rule},
    ui::fields::together,
};
use crate::{fault::Fault, thread::Comment};
use leptos::prelude::*;

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

/// Reports a comment: for a rule, or as illegal content, which needs the law, an explanation, that it is said in good
/// faith and, of a visitor, a name and an address. Gives the reference to ask with.
///
/// # Errors
/// No rule chosen, what an illegal comment's report lacks, reported already, too often.
#[server(name = ReportComment, prefix = "/api", endpoint = "report/add", output = crate::wire::Answer)]
pub async fn report_comment(
    comment: i64,
    rule: Option<String>,
    note: Option<String>,
    law: Option<String>,
    faith: Option<String>,
    name: Option<String>,
    email: Option<String>,
) -> Result<String, Fault> {
    let said = [law, name, email, note].map(Option::unwrap_or_default);
    let rule = rule.unwrap_or_default();
    let result = reported(comment, &rule, &said, faith.is_some()).await;
    let lang = page_lang();
    let typed = together(said.each_ref().map(String::as_str));
    answer(result, Place::Notice(comment), Some((&typed, &rule)), |reference| format!("/{lang}/report/{reference}"))
        .await
}

#[cfg(feature = "ssr")]
async fn reported(comment: i64, rule: &str, said: &[String; 4], faith: bool) -> Result<String, Fault> {
    let [law, name, email, note] = said.each_ref().map(|text| text.trim());
    let who = caller();
    let rule: Rule = rule.parse().map_err(|()| Code::NoRule)?;
    if note.chars().count() > LONGEST_NOTE {
        return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
    }
    let mut new = New { comment, rule, note: note.to_owned(), ..New::default() };
    if rule == Rule::Illegal {
        new.law = law.chars().take(LONGEST_LAW).collect();
        complete(&new, faith)?;
        if who.person.is_none() {
            (new.name, new.email) = (checked_name(name)?, checked_email(email)?);
        }
    }
    new.account = who.person.as_ref().map(|person| person.id);
    new.reporter = account::owner_or_new();
    let services = services();
    // A visitor can throw a cookie away; the address stays.
    services.limit(Deed::Report, &new.account.map_or_else(|| who.ip.to_string(), |id| format!("a{id}")))?;
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            if let Some(person) = &who.person {
                sanction::may(tx, person, sanction::Deed::Report(comment)).await?;
            }
            let change = store::add(tx, &new).await?;
            account::store::drop_draft(tx, &new.reporter, &Place::Notice(comment).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    deed.await.map(|(reference, _)| reference)
}

/// What a report of illegal content must say (article 16.2).
#[cfg(feature = "ssr")]
fn complete(new: &New, faith: bool) -> Result<(), Fault> {
    match (new.law.is_empty(), new.note.is_empty(), faith) {
        (true, ..) => Err(Code::NoLaw.into()),
        (_, true, _) => Err(Code::NoReasons.into()),
        (.., false) => Err(Code::NoFaith.into()),
        _ => Ok(()),
    }
}

/// What became of the report with this reference; whoever has it may ask.
///
/// # Errors
/// [`Code::NotFound`], or too many tries.
#[server(name = FetchReceipt, prefix = "/api", endpoint = "report/receipt", output = crate::wire::Answer)]
pub async fn receipt(reference: String) -> Result<Receipt, Fault> {
    let services = services();
    services.limit(Deed::Search, &format!("receipt {}", caller().ip))?;
    store::receipt(&mut services.db.read().await?, &reference).await?.ok_or_else(|| Code::NotFound.into())
}

/// My newest reports.
///
/// # Errors
/// [`Code::SignIn`] for visitors.
#[server(name = MyReceipts, prefix = "/api", endpoint = "account/reports", output = crate::wire::Answer)]
pub async fn my_reports() -> Result<Vec<Receipt>, Fault> {
    let who = person()?;
    Ok(store::mine(&mut services().db.read().await?, who.id).await?)
}
