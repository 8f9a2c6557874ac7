//! What an export is made of; the order of the fields is the order in the file.
use serde::Serialize;
use std::collections::BTreeMap;

/// Texts by language.
pub type ByLang = BTreeMap<String, String>;

/// The plan.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// Its number.
    pub id: i64,
    /// Its name on the command line.
    pub key: String,
    /// The language it is kept in.
    pub lang: String,
    /// Its titles.
    pub title: ByLang,
    /// What it is.
    pub about: ByLang,
    /// The years it covers.
    pub years: String,
    /// Whether taking part is over for the whole plan.
    pub phase_closed: bool,
    /// Its levels, from the highest.
    pub levels: Vec<Level>,
    /// When it came in, in UTC milliseconds, as every time here.
    pub created_at: i64,
}

/// A level.
#[derive(Debug, Serialize)]
pub struct Level {
    /// Its name inside the plan.
    pub key: String,
    /// The name of one.
    pub one: ByLang,
    /// The name of several.
    pub many: ByLang,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Its number.
    pub id: i64,
    /// The section right above it.
    pub parent: Option<i64>,
    /// The key of its level.
    pub level: String,
    /// Its name inside the plan.
    pub key: String,
    /// Its numeral.
    pub number: String,
    /// Its titles.
    pub title: ByLang,
    /// What it is about.
    pub about: ByLang,
}

/// Who wrote something.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Author {
    /// The name that everybody sees.
    pub name: String,
    /// `authority`, `organisation`, `resident` or `unknown`.
    pub kind: String,
}

/// A numbered action.
#[derive(Debug, Serialize)]
pub struct Action {
    /// Its number in the proposal.
    pub n: i64,
    /// Its words.
    pub text: String,
}

/// What came with a page, and what was given here.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// With a page.
    pub imported: i64,
    /// Here.
    pub here: i64,
}

/// The words of a proposal in another language.
#[derive(Debug, Default, Serialize)]
pub struct Translation {
    /// The title.
    pub title: String,
    /// What it is for.
    pub objective: String,
    /// Further paragraphs.
    pub body: String,
    /// Its actions.
    pub actions: Vec<Action>,
}

/// A proposal, in the language it was written in.
#[derive(Debug, Serialize)]
pub struct Proposal {
    /// Its number.
    pub id: i64,
    /// The section it belongs to.
    pub section: i64,
    /// The title.
    pub title: String,
    /// Whether the source gave no title.
    pub title_derived: bool,
    /// The language it was written in.
    pub lang: String,
    /// Who proposed it.
    pub author: Author,
    /// What it is for.
    pub objective: String,
    /// Further paragraphs.
    pub body: String,
    /// Whether its phase is over.
    pub phase_closed: bool,
    /// Its actions.
    pub actions: Vec<Action>,
    /// Supports.
    pub supports: Figure,
    /// Comments; what was read from a page counts as imported.
    pub comments: Figure,
    /// How often its words were written anew, and once more.
    pub version: i64,
    /// Its words in other languages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<String, Translation>,
    /// When it came in.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}
