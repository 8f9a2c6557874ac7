//! Deciding together. A decision that somebody else was quicker with is passed over, the others count.
use crate::fault::Fault;
#[cfg(feature = "ssr")]
use crate::{
    bulk::store,
    fault::Code,
    moderation::{LONGEST_NOTE, moderator, store::Verdict},
    request::{answer, page_lang},
    services::services,
    thread::{Place, Rule},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Most comments that are decided together.
#[cfg(feature = "ssr")]
pub(super) const MOST: usize = 100;

/// What was decided together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Each comment and its decision.
    pub done: Vec<(i64, i64)>,
    /// How many were decided already, by somebody else.
    pub passed: i64,
}

/// Numbers with commas between them.
#[cfg(feature = "ssr")]
pub(super) fn numbers(text: &str) -> Vec<i64> {
    let mut all: Vec<i64> = text.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(MOST);
    all
}

#[cfg(feature = "ssr")]
pub(super) fn joined(numbers: impl IntoIterator<Item = i64>) -> String {
    numbers.into_iter().map(|n| n.to_string()).collect::<Vec<_>>().join(",")
}

/// Decides on several comments (numbers with commas): `hide` by a rule and with a note, or `approve`.
///
/// # Errors
/// [`Code::Forbidden`], [`Code::NoRule`], [`Code::TooLong`], [`Code::BadForm`] when none is chosen.
#[server(name = DecideTogether, prefix = "/api", endpoint = "desk/together", output = crate::wire::Answer)]
pub async fn decide_together(
    comments: String,
    verdict: String,
    rule: Option<String>,
    note: Option<String>,
) -> Result<Decided, Fault> {
    let (rule, note) = (rule.unwrap_or_default(), note.unwrap_or_default());
    let done = decided(&comments, &verdict, &rule, &note).await;
    answer(done, Place::Form("together"), Some((&note, &rule)), |decided| {
        let done = joined(decided.done.iter().map(|(_, decision)| *decision));
        format!("{}?done={done}&passed={}", here(), decided.passed)
    })
    .await
}

#[cfg(feature = "ssr")]
fn here() -> String {
    let lang = page_lang();
    format!("/{lang}/desk/together")
}

#[cfg(feature = "ssr")]
async fn decided(comments: &str, verdict: &str, rule: &str, note: &str) -> Result<Decided, Fault> {
    let by = moderator()?;
    let comments = numbers(comments);
    if comments.is_empty() {
        return Err(Code::BadForm.into());
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Fault::n(Code::TooLong, LONGEST_NOTE));
    }
    let verdict = match verdict {
        "hide" => Verdict::Hide(rule.parse::<Rule>().map_err(|()| Code::NoRule)?),
        "approve" => Verdict::Approve,
        _ => return Err(Code::BadForm.into()),
    };
    let note = note.trim().to_owned();
    let services = services();
    let deed =
        services.db.write(move |tx| Box::pin(async move { store::decide(tx, &by, &comments, verdict, &note).await }));
    deed.await.map(|(decided, _)| decided)
}

/// Takes several decisions (numbers with commas) back; those that are not the last on their comment any more stay.
///
/// # Errors
/// [`Code::Forbidden`].
#[server(name = UndoTogether, prefix = "/api", endpoint = "desk/together/undo", output = crate::wire::Answer)]
pub async fn undo_together(decisions: String) -> Result<Decided, Fault> {
    let done = match moderator() {
        Err(fault) => Err(fault),
        Ok(by) => {
            let all = numbers(&decisions);
            services().db.write(move |tx| Box::pin(async move { store::undo(tx, &by, &all).await })).await
        }
    };
    answer(done.map(|(decided, _)| decided), Place::Form("together"), None, |decided| {
        format!("{}?undone={}", here(), decided.done.len())
    })
    .await
}
