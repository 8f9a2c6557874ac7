//! What a town may set about the pipeline.
use super::{
    Severity,
    phase::{
        outside::Outside,
        words::{List, place},
    },
};
use crate::i18n::Lang;

/// The pipeline's settings; `docs/pipeline.md` tells them.
#[derive(Clone, Debug)]
pub struct Rules {
    /// How many of a person's first published comments are among their first.
    pub first: i64,
    /// Links of a known person past which moderators are told.
    pub links: usize,
    /// The same of a new one; past it the text is flagged.
    pub new_links: usize,
    /// The score from which a text is like advertising.
    pub spam: f64,
    /// How many texts of each kind must have been decided before a score is given.
    pub spam_texts: i64,
    /// The town's own words, by language ([`place`]).
    pub words: [List; 3],
    /// A classifier elsewhere.
    pub outside: Option<Outside>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { first: 1, links: 5, new_links: 1, spam: 0.95, spam_texts: 20, words: <_>::default(), outside: None }
    }
}

impl Rules {
    /// Adds words of the town's own. False when there is no word in one of the forms.
    pub fn add(&mut self, lang: Lang, forms: &[String], severity: Severity, unless: &[String]) -> bool {
        let (forms, unless) = (forms.iter().map(String::as_str), unless.iter().map(String::as_str));
        self.words[place(lang)].add(forms, severity, unless)
    }
}
