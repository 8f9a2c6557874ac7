//! What an appeal is. No Leptos, no SQL, no HTTP.
use crate::html::Html;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How long a decision can be appealed, in milliseconds: six months at least (Regulation (EU) 2022/2065, article 20.1).
#[cfg(feature = "ssr")]
pub const TIME_TO_APPEAL: i64 = 184 * 24 * 3600 * 1000;
/// Within how long an appeal should be answered, in milliseconds.
#[cfg(feature = "ssr")]
pub const TIME_TO_ANSWER: i64 = 7 * 24 * 3600 * 1000;
/// Most characters of an appeal, and of its answer.
pub const LONGEST: usize = 2000;

/// What an appeal is against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Against {
    /// A decision that took a comment down, by its number.
    Decision(i64),
    /// The refusal of a text that waited, by the text's number.
    Text(i64),
    /// A measure on oneself, by its number.
    Measure(i64),
}

/// What became of an appeal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Nobody has answered yet.
    #[default]
    Open,
    /// The text can be read again.
    Granted,
    /// The decision stands.
    Upheld,
    /// The author took the text away.
    Withdrawn,
}

impl Outcome {
    /// Its name in tables and locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Granted => "granted",
            Self::Upheld => "upheld",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for Outcome {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Open, Self::Granted, Self::Upheld, Self::Withdrawn].into_iter().find(|o| o.as_str() == text).ok_or(())
    }
}

/// An appeal, as its author and the moderators read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appealed {
    /// Its number.
    pub id: i64,
    /// Why the decision was wrong, rendered.
    pub body: Html,
    /// When it was made.
    pub at: i64,
    /// Until when it should be answered.
    pub due: i64,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, in the moderator's words.
    pub note: String,
    /// When it was answered; 0 while it is open.
    pub decided_at: i64,
    /// Whether the decision was the reader's own: then somebody else answers.
    pub own: bool,
}

/// What its author can do about a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Redress {
    /// Nothing: it took nothing away, it was taken back, or its time is over.
    #[default]
    Over,
    /// Appeal, until then.
    Until(i64),
    /// They have appealed.
    Made(Appealed),
}
