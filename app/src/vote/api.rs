//! Voting on a comment.
use crate::{fault::Fault, thread::Tally};
#[cfg(feature = "ssr")]
use crate::{
    request::{answer, person, referer},
    sanction,
    services::{Deed, services},
    thread::Place,
    vote::store,
};
use leptos::prelude::*;

/// Votes for (`value` 1) or against (-1) a comment, or takes one's vote back (0). Answers with its votes after that.
///
/// # Errors
/// Not signed in, one's own comment, too often, closed, or gone.
#[server(name = CastVote, prefix = "/api", endpoint = "comment/vote", output = crate::wire::Answer)]
pub async fn cast_vote(comment: i64, value: i64) -> Result<Tally, Fault> {
    let result = cast(comment, value.signum()).await;
    let page = referer().unwrap_or_else(|| "/".into());
    answer(result, Place::Reply(comment), None, |_| format!("{page}#c-{comment}")).await
}

#[cfg(feature = "ssr")]
async fn cast(comment: i64, value: i64) -> Result<Tally, Fault> {
    let who = person()?;
    let services = services();
    services.limit(Deed::Vote, &who.owner())?;
    let write = services.db.write(move |tx| {
        Box::pin(async move {
            sanction::may(tx, &who, sanction::Deed::Vote).await?;
            store::cast(tx, who.id, comment, value).await
        })
    });
    Ok(write.await?.0)
}
