//! A proposal's words as they are changed, and as they have changed. No Leptos, no SQL, no HTTP.
use crate::{
    account::{Person, Role},
    html::Html,
    i18n::Lang,
    plan::Text,
    thread::{Comment, CommentId, Quote},
};
use serde::{Deserialize, Serialize};

/// Most characters of what a change consists of.
pub struct Limits {
    /// Of a title.
    pub title: usize,
    /// Of an objective, and of a body.
    pub text: usize,
    /// Of an action.
    pub action: usize,
    /// Of the note.
    pub note: usize,
    /// How many actions.
    pub actions: usize,
    /// How many comments may have led to it.
    pub voices: usize,
}

/// The limits.
pub const LIMITS: Limits = Limits { title: 300, text: 20_000, action: 2000, note: 1000, actions: 100, voices: 50 };

/// Whether somebody may change a proposal's words: who runs the plan, or speaks for the authority.
pub fn edits(person: &Person) -> bool {
    person.role == Role::Admin || person.speaks_officially()
}

/// A comment's number, from itself or from a link to the comment.
pub fn voice(line: &str) -> Option<CommentId> {
    let line = line.trim();
    let after = |mark: &str| line.split_once(mark).map(|(_, rest)| rest);
    let number = after("/c/").or_else(|| after("#c-")).unwrap_or_else(|| line.trim_start_matches('#'));
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let bare = end == number.len() || number.len() != line.len();
    number[..end].parse().ok().filter(|id| bare && *id > 0)
}

/// A comment that may have led to a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Useful {
    /// Its first words, and by whom.
    pub quote: Quote,
    /// Whether it is chosen.
    pub picked: bool,
}

/// The words of a proposal, about to be changed: as they are, or as they were typed and refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editing {
    /// The proposal.
    pub proposal: i64,
    /// The version that is changed.
    pub version: i64,
    /// The language of the words.
    pub lang: Lang,
    /// The title as it is now.
    pub now: String,
    /// The title.
    pub title: String,
    /// What it is for, escaped.
    pub objective: Html,
    /// Further paragraphs, escaped.
    pub body: Html,
    /// The actions, escaped.
    pub actions: Vec<Html>,
    /// What changed and why, escaped.
    pub note: Html,
    /// The comments that led to it, as typed, escaped.
    pub voices: Html,
    /// Comments to choose from.
    pub useful: Vec<Useful>,
}

/// What a part of the words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOf {
    /// The title.
    Title,
    /// What it is for.
    Objective,
    /// Further paragraphs.
    Body,
    /// An action, by its present number.
    Action(i64),
    /// An action that was not there before.
    NewAction(i64),
    /// An action that is no longer there.
    GoneAction,
}

/// A part whose words changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which.
    pub of: PartOf,
    /// Its words with what went (`del`) and what came (`ins`).
    pub diff: Html,
}

/// A version of the words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its number.
    pub n: i64,
    /// When.
    pub at: i64,
    /// What changed and why; may be empty.
    pub note: Text,
    /// The language of the words that changed.
    pub lang: Lang,
    /// What changed; empty for the first.
    pub parts: Vec<Part>,
    /// The comments that led to it, as anybody may see them.
    pub voices: Vec<Comment>,
}

/// How a proposal's words have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The proposal.
    pub proposal: i64,
    /// Its present title.
    pub title: Text,
    /// Newest first.
    pub versions: Vec<Version>,
    /// The version before which older ones follow.
    pub next: Option<i64>,
    /// The last event in it.
    pub seq: i64,
}

#[cfg(test)]
mod tests {
    use super::voice;

    #[test]
    fn a_comment_is_named_by_its_number_or_a_link() {
        for (line, id) in [
            ("12", Some(12)),
            (" #12 ", Some(12)),
            ("https://pam.example/ca/c/12", Some(12)),
            ("/ca/p/7-carrils-bici?from=12#c-12", Some(12)),
            ("https://pam.example/ca/c/12/revisions", Some(12)),
            ("/ca/p/7-carrils-bici", None),
            ("dotze", None),
            ("12 i 13", None),
            ("0", None),
            ("-3", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(voice(line), id, "{line}");
        }
    }
}
