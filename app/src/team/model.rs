//! What moderators see of one another. No Leptos, no SQL, no HTTP.
use crate::{plan::Text, pulse::Pulse};
use serde::{Deserialize, Serialize};

/// How long a claim holds if nobody renews it, in milliseconds.
#[cfg(feature = "ssr")]
pub const CLAIM: i64 = 5 * 60_000;
/// Most characters of a note among moderators.
#[cfg(feature = "ssr")]
pub const LONGEST_NOTE: usize = 1000;

/// Who is at a comment now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The account.
    pub moderator: i64,
    /// The name.
    pub name: String,
}

/// A note among moderators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseNote {
    /// Its number.
    pub id: i64,
    /// Who wrote it.
    pub name: String,
    /// Whom it asks; empty when it is for all.
    pub asks: String,
    /// What it says, as plain text.
    pub body: String,
    /// When.
    pub at: i64,
}

/// What a case has of its moderators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Who looks at it.
    pub reader: i64,
    /// Who is at it now.
    pub claim: Option<Claim>,
    /// What they said about it, oldest first.
    pub notes: Vec<CaseNote>,
    /// Who else can be asked: number and name.
    pub colleagues: Vec<(i64, String)>,
}

/// A comment on the page of a shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftRow {
    /// The comment.
    pub comment: i64,
    /// The title of its proposal.
    pub title: Text,
    /// Who is at it, or who asks.
    pub name: String,
    /// What is asked; empty for a claim.
    pub words: String,
    /// Since when, or until when for a claim.
    pub at: i64,
}

/// What one shift leaves to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// How many decisions the reader took in the last twelve hours.
    pub mine: i64,
    /// How many everybody took.
    pub all: i64,
    /// Comments that somebody is at.
    pub claims: Vec<ShiftRow>,
    /// What colleagues ask the reader about comments that are not decided.
    pub asked: Vec<ShiftRow>,
    /// What waits, and where most is reported.
    pub pulse: Pulse,
}
