//! What a thread is made of. No Leptos, no SQL, no HTTP.
use crate::{html::Html, i18n::Lang};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A comment's number, in every address and for ever.
pub type CommentId = i64;

/// The last level of replies that is indented; deeper ones quote their parent instead.
pub const DRAWN_DEPTH: usize = 3;
/// Fewest characters of a comment.
pub const SHORTEST: usize = 2;
/// Most characters of a comment.
pub const LONGEST: usize = 4000;
/// How long its author may edit a comment, in milliseconds.
pub const EDIT_WINDOW: i64 = 10 * 60 * 1000;

/// What a writer thinks of the proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Neither.
    Neutral,
}

impl Stance {
    /// Its name in forms, tables and exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Neutral => "neutral",
        }
    }
}

impl FromStr for Stance {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::For, Self::Against, Self::Neutral].into_iter().find(|s| s.as_str() == text).ok_or(())
    }
}

/// A rule that a comment can break; the order is the order of choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Somebody's personal data.
    PersonalData,
    /// Insults or threats.
    Insults,
    /// Hatred or discrimination.
    Hate,
    /// Advertising.
    Advertising,
    /// Not about the proposal.
    OffTopic,
    /// Said already, in the same words.
    Duplicate,
    /// Against a law.
    Illegal,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::PersonalData,
        Self::Insults,
        Self::Hate,
        Self::Advertising,
        Self::OffTopic,
        Self::Duplicate,
        Self::Illegal,
    ];

    /// The key of its name in the locale files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PersonalData => "rule.personal_data",
            Self::Insults => "rule.insults",
            Self::Hate => "rule.hate",
            Self::Advertising => "rule.advertising",
            Self::OffTopic => "rule.off_topic",
            Self::Duplicate => "rule.duplicate",
            Self::Illegal => "rule.illegal",
        }
    }

    /// Its name in forms, tables and the log.
    pub fn as_str(self) -> &'static str {
        self.key().trim_start_matches("rule.")
    }
}

impl FromStr for Rule {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|r| r.as_str() == text).ok_or(())
    }
}

/// What anybody may see of a comment now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its text.
    #[default]
    Visible,
    /// That a moderator took it down: by which rule, and when.
    Hidden {
        /// The rule it broke.
        rule: Rule,
        /// When it was taken down.
        at: i64,
        /// Whether that was because what it answers was.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        branch: bool,
    },
    /// That its author took it away.
    Deleted {
        /// When.
        at: i64,
    },
}

impl State {
    /// Its name in exports.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::Hidden { .. } => "hidden",
            Self::Deleted { .. } => "deleted",
        }
    }
}

/// Who wrote it, as shown beside the text. Empty when the comment is not visible.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The account, when there is one; a person's own comments are known by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<i64>,
    /// The name that everybody sees.
    pub name: String,
    /// `resident`, `organisation`, `authority` or `unknown`.
    pub kind: String,
    /// Moderators carry a badge.
    #[serde(default)]
    pub moderator: bool,
    /// Where they live, if they said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub town: String,
}

/// A comment as a page or the stream shows it to everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its number.
    pub id: CommentId,
    /// The proposal whose thread it is in.
    pub proposal: i64,
    /// The number of the action it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<i64>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CommentId>,
    /// The first comment of its conversation.
    pub root: CommentId,
    /// How many comments stand above it in the conversation.
    pub depth: usize,
    /// Its place inside the conversation; compares as text.
    pub path: String,
    /// Who wrote it.
    pub author: Author,
    /// The rendered text; empty unless visible.
    pub body: Html,
    /// The language it is written in.
    pub lang: Lang,
    /// What its author thinks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// An answer in the name of the authority.
    #[serde(default)]
    pub official: bool,
    /// What may be seen.
    pub state: State,
    /// Replies directly below it that still have a place.
    #[serde(default)]
    pub replies: i64,
    /// When it was written; 0 when the source gave only `date_text`.
    pub created_at: i64,
    /// The date as a page that was read gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date_text: String,
    /// When its text last changed; 0 when it never did.
    #[serde(default)]
    pub edited_at: i64,
    /// What people voted.
    #[serde(default)]
    pub tally: Tally,
    /// How many comments of its conversation can be read.
    #[serde(default)]
    pub size: i64,
    /// Of a conversation's first comment: which of its comments is pinned; 0 when none is.
    #[serde(default)]
    pub pin: CommentId,
    /// Marked as the answer to its conversation's question.
    #[serde(default)]
    pub answer: bool,
    /// Began a conversation of its own, which a moderator joined to this one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub joined: bool,
    /// The version of its proposal that it led to; 0 when none.
    #[serde(default)]
    pub led_to: i64,
}

/// Votes on a comment, as everybody may see them: sums, never names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many find it useful.
    pub ups: i64,
    /// How many do not.
    pub downs: i64,
    /// The same of verified residents alone, where the plan counts them apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<(i64, i64)>,
}

/// What goes in a proposal's thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkRules {
    /// Whether writing is over: the thread's, the proposal's or the plan's.
    pub closed: bool,
    /// Whether moderators ended the thread itself.
    #[serde(default)]
    pub ended: bool,
    /// Seconds that each person waits between two comments; 0 without slow mode.
    pub slow: i64,
    /// Whether the page tells how many read along.
    pub presence: bool,
    /// Whether the votes of verified residents are counted apart.
    pub verified_apart: bool,
}

impl Comment {
    /// Whether its text may be read.
    pub const fn visible(&self) -> bool {
        matches!(self.state, State::Visible)
    }

    /// A deleted comment that nobody answered leaves no place behind.
    pub const fn has_place(&self) -> bool {
        !matches!(self.state, State::Deleted { .. }) || self.replies > 0
    }
}

/// The path of a comment `id` that answers one with `parent` path: 16 hexadecimal digits for each ancestor
/// that is drawn and for itself. At and past [`DRAWN_DEPTH`] replies stand side by side, in their order.
pub fn path(parent: Option<&str>, id: CommentId) -> String {
    let kept = parent.map_or("", |p| &p[..p.len().min(16 * DRAWN_DEPTH)]);
    format!("{kept}{id:016x}")
}

/// Enough of a parent to quote it where it cannot be drawn above its reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The quoted comment.
    pub id: CommentId,
    /// Its author's name; empty when it may not be seen.
    pub name: String,
    /// The first words of its text.
    pub words: String,
    /// The language it is written in.
    #[serde(default)]
    pub lang: Lang,
}
