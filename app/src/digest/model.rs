//! What the mail tells. No Leptos, no SQL, no HTTP.
use crate::{i18n::Lang, plan::Text, team::ShiftRow};

/// A moderator who wants the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The account.
    pub account: i64,
    /// The name.
    pub name: String,
    /// The address that it is sent to.
    pub email: String,
    /// The language that it is written in.
    pub lang: Lang,
}

/// How many of a kind wait; counted up to a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Everywhere.
    pub all: i64,
    /// In the reader's axes.
    pub mine: i64,
}

/// An open appeal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Until when it should be answered.
    pub at: i64,
    /// The page of the desk where it is answered: of a comment that was taken down (`c`), of a text that was refused (`w`),
    /// or of a person on whom a measure was laid (`a`); and its number.
    pub page: (char, i64),
    /// The title of the proposal; empty for a measure that counts everywhere.
    pub title: Text,
}

/// Everything that a moderator is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// Comments with open reports.
    pub reported: Count,
    /// Texts that nobody has read.
    pub waiting: Count,
    /// Comments in which something serious was found.
    pub flagged: Count,
    /// Appeals.
    pub appeals: Count,
    /// Those due soonest, in the reader's axes first.
    pub due: Vec<Due>,
    /// What colleagues ask the reader.
    pub asked: Vec<ShiftRow>,
    /// Cases that somebody is at.
    pub claims: Vec<ShiftRow>,
}

impl Digest {
    /// How many things wait, everywhere.
    pub fn all(&self) -> i64 {
        let asked = i64::try_from(self.asked.len()).unwrap_or(i64::MAX);
        [self.reported, self.waiting, self.flagged, self.appeals].iter().map(|count| count.all).sum::<i64>() + asked
    }
}
