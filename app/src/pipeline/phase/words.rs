//! Words of a list: whole ones, folded, with what excuses them near by.
use crate::{
    i18n::Lang,
    pipeline::{
        Firing, Phase, Severity,
        run::Case,
        text::{fold, words},
    },
};
use std::{collections::HashMap, sync::LazyLock};

/// How many words on each side of a listed one may excuse it.
const NEAR: usize = 6;
/// Most findings of one text.
const MOST: usize = 8;

/// Pam's own lists, one for each language.
static LISTS: LazyLock<[List; 3]> = LazyLock::new(|| {
    [include_str!("../lists/ca.txt"), include_str!("../lists/es.txt"), include_str!("../lists/en.txt")]
        .map(|text| List::parse(text).unwrap_or_else(|line| panic!("a word list: {line}")))
});

/// Words and what is said of them.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// By the first word: what follows it, and which entry it is.
    starts: HashMap<String, Vec<(Vec<String>, usize)>>,
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    severity: Severity,
    unless: Vec<String>,
}

impl List {
    /// Reads a list: a line for each entry, `forms | severity | what excuses it`, forms and excuses with commas between
    /// them; a form may be several words. `#` begins a remark.
    ///
    /// # Errors
    /// The first line that is not one.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut list = Self::default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut parts = line.split('|').map(str::trim);
            let (forms, severity) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let severity = severity.parse().map_err(|()| line.to_owned())?;
            let unless = parts.next().unwrap_or_default().split(',');
            if !list.add(forms.split(','), severity, unless) {
                return Err(line.to_owned());
            }
        }
        Ok(list)
    }

    /// Adds an entry. False when a form has no word in it.
    pub fn add<'a>(
        &mut self,
        forms: impl IntoIterator<Item = &'a str>,
        severity: Severity,
        unless: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        let at = self.entries.len();
        let unless = unless.into_iter().map(fold).filter(|word| !word.is_empty()).collect();
        self.entries.push(Entry { severity, unless });
        forms.into_iter().all(|form| {
            let mut words = words(form).into_iter();
            let Some(first) = words.next() else { return false };
            self.starts.entry(first).or_default().push((words.collect(), at));
            true
        })
    }

    /// Each listed word of a text once, with its weight.
    pub fn find(&self, words: &[String]) -> Vec<(String, Severity)> {
        let mut found: Vec<(String, Severity)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (rest, entry) in self.starts.get(word).into_iter().flatten() {
                let end = at + 1 + rest.len();
                let entry = &self.entries[*entry];
                let here = words.get(at + 1..end).is_some_and(|after| after == rest.as_slice());
                if !here || excused(words, at, end, &entry.unless) {
                    continue;
                }
                let said = words[at..end].join(" ");
                if found.len() < MOST && !found.iter().any(|(other, _)| *other == said) {
                    found.push((said, entry.severity));
                }
            }
        }
        found
    }
}

/// Whether a word that excuses the one at `at..end` stands near it.
fn excused(words: &[String], at: usize, end: usize, unless: &[String]) -> bool {
    let near = words[at.saturating_sub(NEAR)..at].iter().chain(words[end..].iter().take(NEAR));
    !unless.is_empty() && near.into_iter().any(|word| unless.contains(word))
}

/// Where the list of a language stands.
const fn of(lang: Lang) -> usize {
    match lang {
        Lang::Ca => 0,
        Lang::Es => 1,
        Lang::En => 2,
    }
}

/// Pam's lists and the town's own, those of its settings and those of its desk, of the languages that the text may be in. The detail is the listed word.
pub fn check(case: &Case<'_>) -> Vec<Firing> {
    let [page, text] = case.text.langs;
    let langs = if page == text { vec![page] } else { vec![page, text] };
    let mut fired: Vec<Firing> = Vec::new();
    for list in
        langs.into_iter().flat_map(|lang| [&LISTS[of(lang)], &case.rules.words[of(lang)], &case.facts.words[of(lang)]])
    {
        for (word, severity) in list.find(&case.text.words) {
            if !fired.iter().any(|firing| firing.detail == word) {
                fired.push(Firing { phase: Phase::Words, severity, detail: word });
            }
        }
    }
    fired
}

/// The place of a language's list in [`crate::pipeline::Rules::words`].
pub const fn place(lang: Lang) -> usize {
    of(lang)
}

#[cfg(test)]
mod tests {
    use super::{LISTS, List, check};
    use crate::pipeline::{
        Severity,
        run::{Facts, tests::with},
        text::words,
    };
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(String, Severity)> {
        with(text, &Facts::default(), check).into_iter().map(|f| (f.detail, f.severity)).collect()
    }

    #[test]
    fn a_word_is_found_in_any_clothes() {
        for text in ["Ets un IDIOTA.", "ets un i.d.i.o.t.a", "Quin 1d10ta!", "Sou uns idiotes"] {
            assert_eq!(found(text).first().map(|(_, severity)| *severity), Some(Severity::Note), "{text}");
        }
        assert_eq!(found("Un dia et mataré."), [("et matare".to_owned(), Severity::Serious)]);
    }

    #[test]
    fn a_word_inside_another_is_not_found() {
        for fine in [
            "La reputació de Scunthorpe no es disputa al Putxet.",
            "Cal analitzar la computadora i els retards dels trens.",
            "Assessors de Sant Cugat i de l'Hospitalet van visitar Sussex.",
        ] {
            assert_eq!(found(fine), [], "{fine}");
        }
    }

    #[test]
    fn what_stands_near_excuses() {
        assert_eq!(found("Ets un porc!").len(), 1);
        assert_eq!(found("La granja de porcs fa pudor."), []);
        let list = List::parse("burro | note | català").unwrap();
        assert_eq!(list.find(&words("El burro català no s'ha de perdre")), []);
        assert_eq!(list.find(&words("Quin burro. I ara una frase molt llarga abans de dir català")).len(), 1);
    }

    #[test]
    fn a_list_that_is_none_is_told() {
        assert_eq!(List::parse("# un comentari\n\nmot | greu").unwrap_err(), "mot | greu");
        assert!(List::parse("a, | note").is_err());
        assert!(LISTS.iter().all(|list| list.entries.len() > 10));
    }

    proptest! {
        #[test]
        fn every_listed_form_is_found_alone_and_never_glued(list in 0..3_usize, at in any::<prop::sample::Index>()) {
            let list = &LISTS[list];
            let mut starts: Vec<_> = list.starts.iter().collect();
            starts.sort();
            let (first, rests) = starts[at.index(starts.len())];
            let said = format!("{first} {}", rests[0].0.join(" "));
            prop_assert!(!list.find(&words(&said)).is_empty(), "{}", said);
            let glued = list.find(&words(&format!("xq{first}qx {}", rests[0].0.join(" "))));
            prop_assert!(!glued.iter().any(|(word, _)| word == said.trim()), "{}", said);
        }
    }
}
