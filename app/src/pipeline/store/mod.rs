//! What the phases know, what they found, and the texts that wait.
mod decide;
mod desk;
mod facts;
mod learn;
mod mine;
mod publish;
mod rehearse;
mod words;

pub use decide::{approve, moderation, refuse, reopen, withdraw};
pub use desk::{held, shelf, waits};
pub use facts::{facts, own};
pub use learn::judged;
pub use mine::{TRACE, mine};
pub use publish::{add, edit, forget, left, past};
pub use rehearse::{Trial, rehearse};
pub use words::{drop_words, use_words, words_in_use};

use super::Firing;
use crate::db::{Failure, Read};

/// Every statement of this folder that pages and writers read with, for the test that reads their plans.
pub fn statements() -> impl Iterator<Item = &'static str> {
    let all = [
        desk::STATEMENTS,
        facts::STATEMENTS,
        learn::STATEMENTS,
        mine::STATEMENTS,
        publish::STATEMENTS,
        words::STATEMENTS,
    ];
    all.into_iter().flatten().copied().chain([OF_COMMENT, decide::HELD, rehearse::NEWEST, rehearse::LEARNED])
}

const OF_COMMENT: &str = "SELECT phase, severity, detail FROM firing WHERE comment = $1 ORDER BY id LIMIT 40";

type FiringRow = (String, String, String);

fn firing((phase, severity, detail): FiringRow) -> Option<Firing> {
    Some(Firing { phase: phase.parse().ok()?, severity: severity.parse().ok()?, detail })
}

/// What was found in a comment's present text.
///
/// # Errors
/// When the database fails.
pub async fn firings(read: &mut Read, comment: i64) -> Result<Vec<Firing>, Failure> {
    Ok(read.all(sqlx::query_as(OF_COMMENT).bind(comment)).await?.into_iter().filter_map(firing).collect())
}
