//! What the pipeline finds and what becomes of a text. No Leptos, no SQL, no HTTP.
use crate::{
    appeal::{Appealed, Redress},
    html::Html,
    i18n::Lang,
    plan,
    thread::{Comment, Rule},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$each:meta])* $name:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $type { $($(#[$each])* #[serde(rename = $code)] $name),* }
        impl $type {
            /// All of them, in their order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// Its name in forms, tables and locale keys.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$name => $code),* } }
        }
        impl FromStr for $type {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> { match text { $($code => Ok(Self::$name),)* _ => Err(()) } }
        }
    };
}

named! {
    /// One thing that a text is looked at for.
    Phase {
        /// Within bounds.
        Length = "length",
        /// The thread, its proposal's phase or the plan is over.
        Closed = "closed",
        /// Its writer was told to pause, or to have texts read first.
        Sanctions = "sanctions",
        /// Too often.
        Rate = "rate",
        /// The same words were written before.
        Duplicate = "duplicate",
        /// Links to other places.
        Links = "links",
        /// Words of a list.
        Words = "words",
        /// Somebody's number, address or account.
        Personal = "personal",
        /// Capitals.
        Shouting = "shouting",
        /// Among its writer's first.
        Newcomer = "newcomer",
        /// Like what the desk took for advertising.
        Spam = "spam",
        /// What a classifier elsewhere said.
        Outside = "outside",
    }
}

named! {
    /// How much a finding weighs.
    Severity {
        /// Moderators may want to know.
        Note = "note",
        /// It comes to the desk, and waits where texts may.
        Serious = "serious",
    }
}

named! {
    /// When a plan's moderators read: afterwards, first where something was found, or always first.
    Moderation {
        /// Everything shows at once.
        Post = "post",
        /// What something serious was found in waits, and so do a new person's first texts.
        Mixed = "mixed",
        /// Everything that residents write waits.
        Pre = "pre",
    }
}

named! {
    /// What became of a text that had to wait.
    Standing {
        /// Nobody has read it yet.
        Waiting = "waiting",
        /// It was published.
        Approved = "approved",
        /// It was not published.
        Refused = "refused",
        /// Its writer took it back.
        Withdrawn = "withdrawn",
    }
}

/// A phase that found something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firing {
    /// Which.
    pub phase: Phase,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found: the listed word, a kind of personal data, a figure; never the data themselves.
    pub detail: String,
}

impl Firing {
    /// Something that moderators may want to know.
    pub fn note(phase: Phase, detail: impl ToString) -> Self {
        Self { phase, severity: Severity::Note, detail: detail.to_string() }
    }

    /// Something that brings the text to the desk.
    pub fn serious(phase: Phase, detail: impl ToString) -> Self {
        Self { phase, severity: Severity::Serious, detail: detail.to_string() }
    }
}

/// A text of mine that waits or was not published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyText {
    /// Its number among those that waited.
    pub id: i64,
    /// The proposal that it is on.
    pub proposal: i64,
    /// The comment that it answers.
    pub parent: Option<i64>,
    /// The comment that it would change.
    pub edits: Option<i64>,
    /// What I wrote, rendered.
    pub body: Html,
    /// When I sent it.
    pub at: i64,
    /// What became of it.
    pub standing: Standing,
    /// The rule for which it was refused.
    pub rule: Option<Rule>,
    /// What the moderator wrote to me.
    pub note: String,
    /// What I can do about its refusal; only the server draws that.
    #[serde(skip)]
    pub redress: Redress,
}

/// A row of the lists of what waits and of what was flagged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Of a text that waits its own number, of a published one the comment's; of a measure its person's.
    pub id: i64,
    /// Its first words; those of the appeal.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// Its writer's name.
    pub author: String,
    /// The title of the proposal.
    pub title: plan::Text,
    /// What was found in it.
    pub firings: Vec<Firing>,
    /// Since when it waits, when it was flagged, or until when its appeal should be answered.
    pub at: i64,
    /// Whether it is no comment (yet).
    pub unpublished: bool,
    /// Whether the number is that of a person, who appeals against a measure.
    #[serde(default)]
    pub person: bool,
}

/// Which list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shelf {
    /// Not published until somebody reads it.
    #[default]
    Waiting,
    /// Published, and something serious was found in it.
    Flagged,
    /// Taken down or refused, and its author has appealed.
    Appeals,
}

impl Shelf {
    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Flagged => "flagged",
            Self::Appeals => "appeals",
        }
    }
}

/// How many texts are on each shelf; counted up to a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// Not published yet.
    pub waiting: i64,
    /// Published, and nobody has looked at what was found.
    pub flagged: i64,
    /// Appeals that nobody has answered.
    #[serde(default)]
    pub appeals: i64,
}

/// A page of one of both lists, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfPage {
    /// Which list.
    pub shelf: Shelf,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// Both counts.
    pub waits: Waits,
    /// The plans, by number and title, and when the moderators of each read.
    pub plans: Vec<(i64, plan::Text, Moderation)>,
    /// The last event in it.
    pub seq: i64,
}

/// A text that waits, with what a moderator needs to decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldText {
    /// Its number.
    pub id: i64,
    /// The proposal and its title.
    pub proposal: (i64, plan::Text),
    /// The action that it is about, by its number.
    pub action: Option<i64>,
    /// What it answers, or the comment that it would change, as anybody may see it.
    pub beside: Option<Comment>,
    /// Whether it would change that comment.
    pub edit: bool,
    /// The text, rendered.
    pub body: Html,
    /// Its language.
    pub lang: Lang,
    /// Its writer's account.
    pub account: i64,
    /// The language of its writer.
    #[serde(default)]
    pub speaks: Lang,
    /// Its writer's name.
    pub author: String,
    /// Since when its writer has an account.
    pub since: i64,
    /// How many comments its writer has, and how many of them are hidden.
    pub written: (i64, i64),
    /// What was found in it.
    pub firings: Vec<Firing>,
    /// When it was sent.
    pub at: i64,
    /// What became of it.
    pub standing: Standing,
    /// The comment that it became.
    pub comment: Option<i64>,
    /// The rule for which it was refused; empty otherwise.
    pub rule: String,
    /// What its writer was told.
    pub note: String,
    /// Its writer's appeal.
    pub appeal: Option<Appealed>,
    /// The last event in it.
    pub seq: i64,
}

/// Words that were put into use on the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRule {
    /// Its number.
    pub id: i64,
    /// The language of the texts that it is held against.
    pub lang: Lang,
    /// The words, with commas between them.
    pub forms: String,
    /// What excuses them.
    pub unless: String,
    /// How much they weigh.
    pub severity: Severity,
    /// Who put it into use.
    pub by: String,
    /// When.
    pub at: i64,
}

/// A comment that a rule would have held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caught {
    /// Which.
    pub comment: i64,
    /// Its first words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// Whether a moderator has approved it.
    pub approved: bool,
    /// What the rule found.
    pub detail: String,
}

/// What a rule would have done to the last comments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsed {
    /// How many comments were looked at.
    pub read: i64,
    /// How many it would have held.
    pub held: i64,
    /// How many of those a moderator had approved.
    pub approved: i64,
    /// The newest of them.
    pub first: Vec<Caught>,
    /// Whether time was up before all were looked at.
    pub cut: bool,
}
