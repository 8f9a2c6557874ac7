//! The files as they are written.
use app::{i18n::Lang, pipeline::Firing, thread::Rule};
use serde::Deserialize;

/// A text in each language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub ca: String,
    pub es: String,
    pub en: String,
}

impl Texts {
    /// In one language, without the line ends around it.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ca => self.ca.trim(),
            Lang::Es => self.es.trim(),
            Lang::En => self.en.trim(),
        }
    }
}

/// `plan.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub key: String,
    pub lang: Lang,
    pub years: String,
    pub title: Texts,
    pub about: Texts,
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

/// A level: the names of one and of several.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    pub key: String,
    ca: String,
    ca_many: String,
    es: String,
    es_many: String,
    en: String,
    en_many: String,
}

impl Level {
    pub fn names(&self, lang: Lang) -> (&str, &str) {
        match lang {
            Lang::Ca => (&self.ca, &self.ca_many),
            Lang::Es => (&self.es, &self.es_many),
            Lang::En => (&self.en, &self.en_many),
        }
    }
}

/// A section; those of the first level have an empty parent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub key: String,
    pub parent: String,
    pub level: String,
    pub number: String,
    pub title: Texts,
    #[serde(default)]
    pub about: Texts,
}

/// `people.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    #[serde(rename = "person")]
    pub people: Vec<Person>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub email: String,
    pub role: String,
    pub kind: String,
    pub town: String,
    pub lang: Lang,
    pub days_ago: i64,
}

/// A file of `proposals/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposals {
    #[serde(rename = "proposal")]
    pub proposals: Vec<Proposal>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub key: String,
    pub section: String,
    pub author: String,
    pub author_kind: String,
    #[serde(default)]
    pub author_account: String,
    pub lang: Lang,
    /// The figure that came with it; supports of people of the demo stand in its thread.
    pub supports: i64,
    pub closed: bool,
    pub days_ago: i64,
    pub title: Texts,
    #[serde(default)]
    pub objective: Texts,
    #[serde(default)]
    pub body: Texts,
    #[serde(default)]
    pub actions: Vec<Texts>,
}

/// A file of `threads/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thread {
    pub proposal: String,
    #[serde(default)]
    pub supports: Vec<String>,
    /// Seconds that each person waits between two comments.
    #[serde(default)]
    pub slow: i64,
    /// The comment that a moderator pinned.
    #[serde(default)]
    pub pinned: String,
    /// How the proposal's words changed; the proposal's own file has them as they are now.
    pub changed: Option<Changed>,
    #[serde(default, rename = "comment")]
    pub comments: Vec<Comment>,
    /// Texts that wait for a moderator.
    #[serde(default, rename = "waiting")]
    pub waiting: Vec<Waiting>,
}

/// A text that nobody else sees yet, and what was found in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    pub by: String,
    pub lang: Lang,
    pub ago: String,
    pub body: String,
    pub found: Vec<Firing>,
}

/// A change of a proposal's words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changed {
    pub ago: String,
    /// The language of the note.
    pub lang: Lang,
    pub note: String,
    /// The comments that led to it.
    pub voices: Vec<String>,
    /// The actions that changed, by number, as they were before.
    pub was: Vec<Was>,
}

/// An action before a change.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Was {
    pub n: usize,
    pub text: Texts,
}

/// A comment; the first of a conversation has an empty parent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    pub id: String,
    pub parent: String,
    pub by: String,
    pub stance: String,
    pub lang: Lang,
    pub ago: String,
    pub body: String,
    pub action: Option<i64>,
    #[serde(default)]
    pub official: bool,
    /// Marked as the answer to its conversation's question.
    #[serde(default)]
    pub answer: bool,
    /// What people of every opinion find well said: most of them vote for it.
    #[serde(default)]
    pub shared: bool,
    /// The text before its author changed it, `edited_ago`.
    pub first: Option<String>,
    pub edited_ago: Option<String>,
    /// When its author took it away.
    pub deleted: Option<String>,
    pub hidden: Option<Judged>,
    #[serde(default)]
    pub reports: Vec<Judged>,
}

/// A report or a decision.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    pub by: String,
    pub rule: Rule,
    pub note: String,
    pub ago: String,
    /// What its author said against it.
    pub appeal: Option<Appeal>,
}

/// An appeal that nobody has answered yet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    pub ago: String,
    pub body: String,
}

/// All files, each with its name where several are alike.
#[derive(Clone, Debug)]
pub struct Content {
    pub plan: Plan,
    pub people: Vec<Person>,
    pub proposals: Vec<(String, Proposal)>,
    pub threads: Vec<(String, Thread)>,
}
