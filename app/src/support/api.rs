//! Giving and withdrawing support.
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    request::{answer, person, referer},
    sanction::{self, Deed},
    services::services,
    support::store,
    thread::Place,
};
use leptos::prelude::*;

/// Gives (`give` = true) or withdraws support. Asking for what is already so changes nothing.
/// Answers with the supports that the proposal now has.
///
/// # Errors
/// Not signed in, closed, or no such proposal.
#[server(name = SetSupport, prefix = "/api", endpoint = "support/set", output = crate::wire::Answer)]
pub async fn set_support(proposal: i64, give: bool) -> Result<i64, Fault> {
    let result = set(proposal, give).await;
    let page = referer().unwrap_or_else(|| "/".into());
    answer(result, Place::Form("support"), None, |_| page).await
}

#[cfg(feature = "ssr")]
async fn set(proposal: i64, give: bool) -> Result<i64, Fault> {
    let who = person()?;
    let services = services();
    let write = services.db.write(move |tx| {
        Box::pin(async move {
            sanction::may(tx, &who, Deed::Support).await?;
            store::set(tx, who.id, proposal, give).await
        })
    });
    Ok(write.await?.0)
}
