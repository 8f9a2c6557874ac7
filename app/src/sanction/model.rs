//! What can be laid on a person, and what it refuses. No Leptos, no SQL, no HTTP.
use crate::{
    account::{Person, Role},
    appeal::Redress,
    fault::{Code, Fault},
    i18n::{Lang, Words},
    plan::Text,
    thread::Rule,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The days for which a measure may be laid.
pub const DAYS: [i64; 6] = [1, 3, 7, 30, 90, 365];

/// What can be laid on a person; the order is the order of choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Only told.
    Warn,
    /// Nothing may be written, edited or reported.
    Mute,
    /// Every text waits for a moderator.
    ReadFirst,
    /// Nothing may be done but reading and following.
    Suspend,
    /// The same until it is lifted.
    Ban,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Warn, Self::Mute, Self::ReadFirst, Self::Suspend, Self::Ban];

    /// Its name in forms, tables and locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Mute => "mute",
            Self::ReadFirst => "read_first",
            Self::Suspend => "suspend",
            Self::Ban => "ban",
        }
    }

    /// Whether it ends by itself.
    pub const fn ends(self) -> bool {
        matches!(self, Self::Mute | Self::ReadFirst | Self::Suspend)
    }

    /// Whether it may count in one proposal's thread alone.
    pub const fn may_be_local(self) -> bool {
        matches!(self, Self::Mute | Self::ReadFirst)
    }
}

impl FromStr for Measure {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == text).ok_or(())
    }
}

/// What a person is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A comment, or new words for one.
    Write,
    /// A report of this comment.
    Report(i64),
    /// A vote on a comment.
    Vote,
    /// A mark on a comment.
    Mark,
    /// A support, given or withdrawn.
    Support,
    /// New words for a proposal.
    Change,
    /// Another name, which would stand beside all of one's texts.
    Name,
}

/// The gravest measure that is in force on somebody somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InForce {
    /// Which.
    pub measure: Measure,
    /// By which rule.
    pub rule: Rule,
    /// Until when; 0 without an end.
    pub until: i64,
}

impl InForce {
    /// # Errors
    /// [`Code::Muted`] or [`Code::Suspended`], with the rule's number and the seconds that are left, when the deed is not
    /// allowed meanwhile.
    pub fn refuses(self, deed: Deed, now: i64) -> Result<(), Fault> {
        match self.measure {
            Measure::Suspend | Measure::Ban => Err(self.fault(Code::Suspended, now)),
            Measure::Mute if matches!(deed, Deed::Write | Deed::Report(_)) => Err(self.fault(Code::Muted, now)),
            _ => Ok(()),
        }
    }

    fn fault(self, code: Code, now: i64) -> Fault {
        let number = Rule::ALL.iter().position(|rule| *rule == self.rule).map_or(0, |at| at + 1);
        let left = if self.until == 0 { 0 } else { ((self.until - now + 999) / 1000).max(1) };
        Fault { retry: u32::try_from(left).unwrap_or(u32::MAX), ..Fault::n(code, number) }
    }
}

/// Whether somebody may lay a measure on an account of this role, or lift one: never on their own, and only who runs the
/// plan on those who moderate.
pub fn may_lay(by: &Person, account: i64, role: Role) -> bool {
    by.moderates() && by.id != account && (role == Role::Resident || by.role == Role::Admin)
}

/// The sentence of a deed that a measure refused: until when, and by which rule.
pub fn said(fault: Fault, words: Words) -> String {
    let until = if fault.retry == 0 { 0 } else { now() + i64::from(fault.retry) * 1000 };
    let rule = usize::try_from(fault.n).ok().and_then(|n| Rule::ALL.get(n.checked_sub(1)?));
    let rule = rule.map(|rule| words.s(&format!("rule.{}", rule.as_str())).to_lowercase());
    let places = [("until", &*until_words(words, until)), ("rule", rule.as_deref().unwrap_or("…"))];
    words.with(&format!("fault.{}", fault.code.as_str()), &places)
}

/// "until April 9, 2016, 12:30"
pub(super) fn until_words(words: Words, until: i64) -> String {
    if until == 0 {
        words.s("fault.until.lifted").into_owned()
    } else {
        words.with("fault.until", &[("date", &words.moment(until))])
    }
}

/// The present moment, for a sentence alone: what is allowed is decided by the database's clock.
fn now() -> i64 {
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a date")]
    return js_sys::Date::now() as i64;
    #[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0))
}

/// What has become of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was told; a warning does nothing else.
    Told,
    /// It counts.
    InForce,
    /// Its time was up.
    Over,
    /// A moderator took it back.
    Lifted,
}

impl Standing {
    /// Its name in locale keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::InForce => "in_force",
            Self::Over => "over",
            Self::Lifted => "lifted",
        }
    }
}

/// A measure, as its person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// Its number.
    pub id: i64,
    /// Which.
    pub measure: Measure,
    /// By which rule.
    pub rule: Rule,
    /// Why, in the moderator's words.
    pub note: String,
    /// The proposal in whose thread it counts; `None` everywhere.
    pub proposal: Option<(i64, Text)>,
    /// When it was laid.
    pub at: i64,
    /// Until when; 0 without an end.
    pub until: i64,
    /// When it was lifted; 0 when it was not.
    pub lifted: i64,
    /// What has become of it.
    pub standing: Standing,
    /// What its person can do about it.
    pub redress: Redress,
}

/// The same for the desk, with who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The measure.
    pub laid: Laid,
    /// Who laid it: name and account.
    pub by: String,
    /// The account.
    pub laid_by: i64,
    /// Who lifted it; empty when nobody did.
    pub lifted_by: String,
    /// Whether lifting it may still be undone.
    pub undoable: bool,
}

/// One of a person's newest texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its number: among those that wait, or among the comments.
    pub id: i64,
    /// Whether it is not published.
    pub waits: bool,
    /// Its first words; a moderator reads hidden ones too.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// `visible`, `hidden`, `deleted`, `waiting` or `refused`.
    pub state: String,
    /// When it was written.
    pub at: i64,
}

/// A person, as the desk sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The account.
    pub account: i64,
    /// The name that everybody sees.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their language.
    pub speaks: Lang,
    /// Since when they have an account.
    pub since: i64,
    /// How many comments they wrote, how many of them are hidden, and how many texts wait.
    pub counts: [i64; 3],
    /// Their newest texts, newest first.
    pub texts: Vec<Written>,
    /// The proposals on which they wrote, for the scope of a measure.
    pub scopes: Vec<(i64, Text)>,
    /// What was laid on them, newest first.
    pub measures: Vec<Named>,
    /// The last event in it.
    pub seq: i64,
}
