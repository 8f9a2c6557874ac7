//! What the desk shows. No Leptos, no SQL, no HTTP.
use super::filter::Filter;
use crate::{
    appeal::Appealed,
    html::Html,
    i18n::Lang,
    pipeline::{Firing, Waits},
    plan::Text,
    pulse::Storm,
    team::{Claim, Team},
    thread::{Comment, Rule},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Most characters of a note to an author.
pub const LONGEST_NOTE: usize = 1000;
/// At most so many replies are taken down together with what they stand under.
pub const MOST_UNDER: i64 = 500;
/// How a choice that was begun says that what stands under the comment goes with it.
pub const BRANCH: &str = "branch";

/// The house's own words about each rule, in the language of who is to read them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseWords {
    /// Their language.
    pub lang: Lang,
    /// In the order of the rules.
    pub texts: Vec<String>,
}

impl HouseWords {
    /// In a language.
    #[cfg(feature = "ssr")]
    pub fn of(lang: Lang) -> Self {
        Self { lang, texts: Rule::ALL.map(|rule| Self::text(lang, rule)).into() }
    }

    /// Those about one rule.
    #[cfg(feature = "ssr")]
    pub fn text(lang: Lang, rule: Rule) -> String {
        crate::i18n::Words(lang).s(&format!("reasons.text.{}", rule.as_str())).into_owned()
    }

    /// The same, of those that are here.
    pub fn about(&self, rule: Rule) -> Option<&str> {
        let at = Rule::ALL.iter().position(|one| *one == rule)?;
        self.texts.get(at).map(String::as_str)
    }
}

/// A view of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// What was reported and waits, oldest first.
    #[default]
    Reported,
    /// The same, what is gravest first.
    Gravest,
    /// The newest comments.
    Recent,
    /// What is hidden now, newest first.
    Hidden,
    /// The newest comments of people who are new here.
    New,
}

impl View {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Reported, Self::Gravest, Self::Recent, Self::New, Self::Hidden];

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Gravest => "gravest",
            Self::Recent => "recent",
            Self::Hidden => "hidden",
            Self::New => "new",
        }
    }

    /// Whether it holds what waits for a decision, and empties as that is taken.
    pub const fn empties(self) -> bool {
        matches!(self, Self::Reported | Self::Gravest)
    }
}

impl FromStr for View {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|v| v.as_str() == text).ok_or(())
    }
}

/// A row of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueRow {
    /// The comment.
    pub comment: i64,
    /// Its first words; a moderator reads hidden ones too.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// Its author's name.
    pub author: String,
    /// The title of the proposal.
    pub title: Text,
    /// Open reports.
    pub reports: i64,
    /// The rules that they name, each once.
    pub rules: Vec<Rule>,
    /// When it came to the desk (first report, writing or hiding, as the view has it).
    pub at: i64,
    /// `visible`, `hidden` or `deleted`.
    pub state: String,
    /// Who is at it now.
    #[serde(default)]
    pub claim: Option<Claim>,
}

/// The desk's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Which view.
    pub view: View,
    /// What is asked of its rows.
    #[serde(default)]
    pub filter: Filter,
    /// A page of rows.
    pub rows: Vec<QueueRow>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// Whether that is only where looking stopped: fewer rows than a page were found until there.
    #[serde(default)]
    pub further: bool,
    /// How many comments have open reports.
    pub pending: i64,
    /// When the oldest of them was reported; 0 without any.
    pub oldest: i64,
    /// How many texts wait for approval, how many are flagged, and how many appeals are open.
    pub waits: Waits,
    /// A storm, while there is one.
    #[serde(default)]
    pub storm: Option<Storm>,
    /// The last event in it.
    pub seq: i64,
}

/// A report, as moderators read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    /// Who reported; empty for a visitor who did not say.
    pub name: String,
    /// Which rule.
    pub rule: Rule,
    /// Which law, of illegal content.
    pub law: String,
    /// In their words.
    pub note: String,
    /// When.
    pub at: i64,
    /// Whether a decision has answered it.
    pub answered: bool,
    /// Whether it counts less, since its reporter's were nearly all unfounded.
    pub light: bool,
}

/// A decision, as moderators read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// Its number.
    pub id: i64,
    /// Who decided.
    pub moderator: String,
    /// `approve`, `hide`, `restore`, `undo`, `grant` or `uphold`.
    pub kind: String,
    /// By which rule.
    pub rule: Option<Rule>,
    /// What they wrote to the author.
    pub note: String,
    /// When.
    pub at: i64,
    /// The comment above whose decision it came with.
    #[serde(default)]
    pub with: Option<i64>,
    /// How many decisions came with it.
    #[serde(default)]
    pub along: i64,
}

/// One comment on the desk, in its conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The comment as the public sees it.
    pub comment: Comment,
    /// Its text, also when it is hidden; empty once deleted.
    pub text: Html,
    /// Its author's name, also when it is hidden.
    pub author: String,
    /// The author's account; 0 without one.
    pub account: i64,
    /// What the author reads when nothing else is written to them.
    #[serde(default)]
    pub house: HouseWords,
    /// Since when the author has an account; 0 without one.
    pub since: i64,
    /// How many comments the author has written, and how many of them are hidden.
    pub written: (i64, i64),
    /// The title of the proposal.
    pub title: Text,
    /// Above it and below it, as the public sees them, in drawn order; the comment itself is among them.
    pub context: Vec<Comment>,
    /// How many comments under it can be read; one more than [`MOST_UNDER`] says that there are more.
    #[serde(default)]
    pub under: i64,
    /// What was reported, newest first.
    pub reports: Vec<ReportRow>,
    /// What the pipeline found in its present text.
    pub firings: Vec<Firing>,
    /// Its author's last appeal.
    #[serde(default)]
    pub appeal: Option<Appealed>,
    /// Who of the moderators is at it, and what they say.
    pub team: Team,
    /// What was decided, newest first.
    pub decisions: Vec<DecisionRow>,
    /// The last decision, while it may be undone.
    pub undoable: Option<i64>,
    /// Earlier texts, newest first, with when each was written.
    pub revisions: Vec<(i64, Html)>,
    /// The last event in it.
    pub seq: i64,
}
