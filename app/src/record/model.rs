//! A line of the public record. No Leptos, no SQL, no HTTP.
use crate::{plan::Text, thread::Rule};
use serde::{Deserialize, Serialize};

/// What brought something to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Somebody reported it.
    Report,
    /// A phase of the pipeline found something: automated means.
    Phase,
    /// A moderator came upon it.
    Own,
    /// Who wrote it asked for another look.
    Appeal,
}

impl Source {
    /// Its name in the database, in addresses and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Phase => "phase",
            Self::Own => "own",
            Self::Appeal => "appeal",
        }
    }

    /// From its name.
    pub fn of(name: &str) -> Self {
        [Self::Report, Self::Phase, Self::Appeal]
            .into_iter()
            .find(|source| source.as_str() == name)
            .unwrap_or(Self::Own)
    }
}

/// A line as anybody may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: i64,
    /// `approve`, `hide`, `restore`, `undo`, `refuse`, `grant`, `uphold` or `redact`; a measure on a person, or `lift`.
    pub kind: String,
    /// By which rule.
    pub rule: Option<Rule>,
    /// What brought it to the desk.
    pub source: Source,
    /// How long it waited there, in milliseconds.
    pub waited: Option<i64>,
    /// The line that it takes back, or lets stand.
    pub undoes: Option<i64>,
    /// The proposal; none where it counts everywhere.
    pub proposal: Option<i64>,
    /// Its title; empty without one.
    pub title: Text,
    /// Vouches for what is not public, in hexadecimal digits.
    pub inner: String,
    /// Vouches for this line and all before it.
    pub hash: String,
}

/// A page of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPage {
    /// Newest first.
    pub lines: Vec<Line>,
    /// The line before which the next page starts.
    pub next: Option<i64>,
    /// The last event in it.
    pub seq: i64,
}

/// How many lines of a kind a month has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// `2016-04`
    pub month: String,
    /// The kind.
    pub kind: String,
    /// The rule, where there is one.
    pub rule: Option<Rule>,
    /// How many.
    pub n: i64,
}

/// What the record adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// By month, kind and rule; newest month first.
    pub months: Vec<Month>,
    /// The median time until a decision, of the newest thousand lines that somebody waited for, in milliseconds.
    pub median: Option<i64>,
    /// Of a hundred of the newest appeals, how many were answered in time; `None` without any.
    #[serde(default)]
    pub in_time: Option<i64>,
}

impl Summary {
    /// How many lines are of this kind, ever.
    pub fn of(&self, kind: &str) -> i64 {
        self.months.iter().filter(|month| month.kind == kind).map(|month| month.n).sum()
    }

    /// Of a hundred appeals that were answered, how many overturned the decision; `None` without any.
    pub fn overturned(&self) -> Option<i64> {
        let answered = self.of("grant") + self.of("uphold");
        (answered > 0).then(|| self.of("grant") * 100 / answered)
    }

    /// Of a hundred texts taken down or refused, how many were put back; `None` without any.
    pub fn reversed(&self) -> Option<i64> {
        let taken = self.of("hide") + self.of("refuse");
        (taken > 0).then(|| (self.of("restore") + self.of("grant")) * 100 / taken)
    }
}
