//! A person, as the site knows them. No Leptos, no SQL, no HTTP.
use crate::{
    appeal::Redress,
    i18n::Lang,
    record::Source,
    thread::{Rule, State},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Fewest characters of a password (OWASP ASVS 5, 6.2.1 asks for 8 at least).
#[cfg(feature = "ssr")]
pub const SHORTEST_PASSWORD: usize = 10;
/// Most characters of a password; hashing more would only cost.
#[cfg(feature = "ssr")]
pub const LONGEST_PASSWORD: usize = 200;

/// What a person may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Supports, comments, reports.
    #[default]
    Resident,
    /// Also works the desk.
    Moderator,
    /// Also everything else.
    Admin,
}

impl Role {
    /// Its name in tables and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Resident, Self::Moderator, Self::Admin].into_iter().find(|r| r.as_str() == text).ok_or(())
    }
}

/// The person signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The account's number.
    pub id: i64,
    /// The name that everybody sees.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// `resident`, `organisation` or `authority`.
    pub kind: String,
    /// Where they live, if they said.
    #[serde(default)]
    pub town: String,
    /// Their language.
    pub lang: Lang,
    /// How many decisions about their texts they have not read yet; only the server tells.
    #[serde(skip)]
    pub untold: i64,
}

impl Person {
    /// The name under which what they begin is kept, and what they do is counted.
    #[cfg(feature = "ssr")]
    pub fn owner(&self) -> String {
        format!("a{}", self.id)
    }

    /// Whether the desk is theirs to work.
    pub const fn moderates(&self) -> bool {
        matches!(self.role, Role::Moderator | Role::Admin)
    }

    /// Whether they may answer in the name of the authority.
    pub fn speaks_officially(&self) -> bool {
        self.kind == "authority"
    }
}

/// Who is signed in, and what the header tells them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// What is new in what they follow.
    #[serde(default)]
    pub news: crate::follow::News,
}

/// A decision about a text of mine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyDecision {
    /// Its number.
    pub id: i64,
    /// The comment.
    pub comment: i64,
    /// Its text, as I wrote it.
    pub body: crate::html::Html,
    /// What it is now.
    pub state: State,
    /// What was decided: `hide`, `restore`, `undo`, `approve`, `grant` or `uphold`.
    pub kind: String,
    /// By which rule.
    pub rule: Option<Rule>,
    /// What brought it to the desk.
    pub source: Source,
    /// What the moderator wrote to me.
    pub note: String,
    /// Whether it came with the decision about a comment above.
    #[serde(default)]
    pub branch: bool,
    /// When.
    pub at: i64,
    /// What I can do about it.
    pub redress: Redress,
}
