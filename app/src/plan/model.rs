//! What a plan is made of, as pages show it. No Leptos, no SQL, no HTTP.
use crate::{
    html::Html,
    i18n::Lang,
    live::Counts,
    thread::{Begun, ThreadPage},
};
use serde::{Deserialize, Serialize};

/// A text and the language it is in, which may not be the page's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: Lang,
}

/// The plan as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanHead {
    /// Its number; topics of the live stream are made of it.
    pub id: i64,
    /// Its title.
    pub title: Text,
    /// What it is, in a few sentences.
    pub about: Text,
    /// The years it covers, as written.
    pub years: String,
    /// Whether taking part is over for the whole plan.
    pub closed: bool,
    /// Whether it is the one that the bare address shows.
    pub first: bool,
    /// Its figures.
    pub counts: Counts,
}

impl PlanHead {
    /// The address of its front page.
    pub fn home(&self, lang: Lang) -> String {
        if self.first { format!("/{lang}") } else { plan_address(lang, self.id) }
    }
}

/// How many sections a level has, with its name ("3 axes").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelCount {
    /// Of one.
    pub one: String,
    /// Of several.
    pub many: String,
    /// How many.
    pub n: i64,
}

/// A section in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionItem {
    /// Its number in addresses.
    pub id: i64,
    /// Its numeral in the plan.
    pub number: String,
    /// Its title.
    pub title: Text,
    /// One sentence about it.
    pub about: String,
    /// The name of its level.
    pub level: String,
    /// Its figures, with everything below it.
    pub counts: Counts,
}

/// A step of the way from the plan to where one is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crumb {
    /// The section.
    pub id: i64,
    /// Its numeral.
    pub number: String,
    /// Its title.
    pub title: Text,
}

/// A proposal in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalItem {
    /// Its number in addresses.
    pub id: i64,
    /// Its title.
    pub title: Text,
    /// Its author's name; may be empty.
    pub author: String,
    /// The first words of its objective.
    pub words: String,
    /// Its figures.
    pub counts: Counts,
    /// Whether it is closed.
    pub closed: bool,
}

/// A proposal that is being discussed now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// The proposal.
    pub proposal: ProposalItem,
    /// The section it is in.
    pub section: String,
    /// When its newest comment was written.
    pub at: i64,
    /// The newest comment's first words, and by whom.
    pub quote: Option<(String, String, Lang)>,
}

/// An official answer on the front page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The comment.
    pub comment: i64,
    /// Its first words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// The title of the proposal.
    pub title: Text,
}

/// The front page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontPage {
    /// The plan.
    pub plan: PlanHead,
    /// How many sections each level has.
    pub levels: Vec<LevelCount>,
    /// The sections of the first level.
    pub axes: Vec<SectionItem>,
    /// The plan's shape: for each proposal in the plan's order its axis (by place in `axes`) and its comments.
    pub shape: Vec<(usize, i64)>,
    /// What is being discussed now.
    pub talk: Vec<Talk>,
    /// The newest official answers.
    pub answers: Vec<Answer>,
    /// The other plans of the house: number and title.
    pub others: Vec<(i64, Text)>,
    /// The last event in it.
    pub seq: i64,
}

/// The page of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionPage {
    /// The plan, for the way back and for whether it is closed.
    pub plan: PlanHead,
    /// The section.
    pub section: SectionItem,
    /// The way to it, without itself.
    pub crumbs: Vec<Crumb>,
    /// The sections right below it.
    pub children: Vec<SectionItem>,
    /// Its proposals.
    pub proposals: Vec<ProposalItem>,
    /// The proposal after which the next page starts.
    pub next: Option<i64>,
    /// The last event in it.
    pub seq: i64,
}

/// A numbered action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Its number in the proposal.
    pub n: i64,
    /// Its words, escaped, line breaks kept.
    pub text: Html,
    /// How many comments are about it.
    pub comments: i64,
}

/// A proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its number in addresses.
    pub id: i64,
    /// Its title.
    pub title: Text,
    /// Whether the source gave no title, so that the first sentence serves.
    pub title_derived: bool,
    /// Its author's name; may be empty.
    pub author: String,
    /// `authority`, `organisation`, `resident` or `unknown`.
    pub author_kind: String,
    /// What it is for, escaped.
    pub objective: Html,
    /// Further paragraphs, escaped.
    pub body: Html,
    /// Whether there are any; the text itself is not sent twice.
    pub has_body: bool,
    /// Whether taking part is over, for itself or for its plan.
    pub closed: bool,
    /// Its figures.
    pub counts: Counts,
    /// When it came in.
    pub created_at: i64,
    /// Which version of its words this is.
    pub version: i64,
}

/// The page of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalPage {
    /// The plan.
    pub plan: PlanHead,
    /// The way to it.
    pub crumbs: Vec<Crumb>,
    /// The proposal.
    pub proposal: Proposal,
    /// Its actions, in order.
    pub actions: Vec<Action>,
    /// A page of its thread.
    pub thread: ThreadPage,
    /// Whether the reader supports it.
    pub supported: bool,
    /// What the reader has begun on it, and what is their own.
    pub begun: Begun,
}

/// A small letter without its accent.
pub const fn unaccented(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    }
}

/// A title as it stands in an address: ASCII letters and digits, hyphens between.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        let plain = match unaccented(c) {
            c @ ('a'..='z' | '0'..='9') => c,
            '·' | '\'' | '’' => continue,
            _ => '-',
        };
        if plain != '-' {
            out.push(plain);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= 60 {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// The address of a proposal (`p`) or a section (`s`).
pub fn address(lang: Lang, kind: char, id: i64, title: &str) -> String {
    match slug(title).as_str() {
        "" => format!("/{lang}/{kind}/{id}"),
        slug => format!("/{lang}/{kind}/{id}-{slug}"),
    }
}

/// The address of a plan by its number.
pub fn plan_address(lang: Lang, plan: i64) -> String {
    format!("/{lang}?plan={plan}")
}

#[cfg(test)]
mod tests {
    use super::{address, slug};
    use crate::i18n::Lang;

    #[test]
    fn a_title_makes_a_plain_address() {
        assert_eq!(slug("L'Àfrica i la col·laboració (2016)!"), "lafrica-i-la-collaboracio-2016");
        assert_eq!(slug("¿?"), "");
        assert_eq!(address(Lang::Ca, 'p', 7, "Relacions internacionals"), "/ca/p/7-relacions-internacionals");
        assert_eq!(address(Lang::En, 's', 3, "…"), "/en/s/3");
    }
}
