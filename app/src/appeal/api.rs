//! Making and answering appeals. Rights are checked here.
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    account,
    appeal::{
        model::{Against, LONGEST},
        store,
    },
    fault::Code,
    moderation::moderator,
    request::{answer, person, referer},
    services::{Deed, services},
    thread::Place,
};
use leptos::prelude::*;

/// Says why a decision about one's own text was wrong, one that took a comment down or the refusal of a text; or why a
/// measure on oneself was.
///
/// # Errors
/// [`Code::SignIn`], [`Code::NoReasons`], [`Code::TooLong`], [`Code::NotFound`] when the text is not one's own,
/// [`Code::TooLate`], [`Code::Decided`] when it was appealed already or taken back.
#[server(name = Appeal, prefix = "/api", endpoint = "appeal/add", output = crate::wire::Answer)]
pub async fn appeal(
    decision: Option<i64>,
    text: Option<i64>,
    measure: Option<i64>,
    body: Option<String>,
) -> Result<(), Fault> {
    let against = match (decision, measure) {
        (Some(decision), _) => Against::Decision(decision),
        (None, Some(measure)) => Against::Measure(measure),
        (None, None) => Against::Text(text.unwrap_or(0)),
    };
    let body = body.unwrap_or_default();
    let done = appealed(against, &body).await;
    let page = referer().unwrap_or_else(|| "/ca/account/decisions".into());
    answer(done, Place::Appeal(against), Some((&body, "")), |()| page).await
}

#[cfg(feature = "ssr")]
async fn appealed(against: Against, body: &str) -> Result<(), Fault> {
    let who = person()?;
    let body = reasons(body)?;
    if body.is_empty() {
        return Err(Code::NoReasons.into());
    }
    let services = services();
    services.limit(Deed::Report, &who.owner())?;
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            let change = store::add(tx, &who, against, &body).await?;
            account::store::drop_draft(tx, &who.owner(), &Place::Appeal(against).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    deed.await.map(|_| ())
}

/// Answers an appeal: the text is put back or the measure lifted, or it stays so, which needs reasons. Gives the decision's number.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NotYours`] for who decided then, [`Code::NoReasons`], [`Code::TooLong`],
/// [`Code::NotFound`], [`Code::Decided`].
#[server(name = AnswerAppeal, prefix = "/api", endpoint = "desk/appeal", output = crate::wire::Answer)]
pub async fn answer_appeal(appeal: i64, grant: bool, note: Option<String>) -> Result<i64, Fault> {
    let note = note.unwrap_or_default();
    let done = answered(appeal, grant, &note).await;
    let page = referer().unwrap_or_else(|| "/ca/desk/appeals".into());
    let page = page.split('?').next().unwrap_or(&page).to_owned();
    answer(done, Place::Answer(appeal), Some((&note, "")), |_| page).await
}

#[cfg(feature = "ssr")]
async fn answered(appeal: i64, grant: bool, note: &str) -> Result<i64, Fault> {
    let by = moderator()?;
    let note = reasons(note)?;
    let services = services();
    let deed = services.db.write(move |tx| {
        Box::pin(async move {
            let owner = by.person().owner();
            let change = store::answer(tx, &by, appeal, grant, &note).await?;
            account::store::drop_draft(tx, &owner, &Place::Answer(appeal).to_string()).await?;
            Ok::<_, Fault>(change)
        })
    });
    deed.await.map(|(decision, _)| decision)
}

#[cfg(feature = "ssr")]
fn reasons(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    if text.chars().count() > LONGEST { Err(Fault::n(Code::TooLong, LONGEST)) } else { Ok(text.to_owned()) }
}
