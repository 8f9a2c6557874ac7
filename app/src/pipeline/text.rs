//! A text taken apart once: its words, folded; its links and addresses; the languages it may be in.
use crate::i18n::Lang;
use icu_normalizer::DecomposingNormalizerBorrowed;
use linkify::{LinkFinder, LinkKind};
use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;
use whatlang::Detector;

/// Most words that are looked at: past that a text of the greatest length has nothing new to say.
const MOST_WORDS: usize = 2000;
/// Fewest words of a text that can be told from another: everybody says "I agree".
const TELLING: usize = 5;
/// Endings of an address without `http` or `www`; a sentence without a space after its full stop is no link.
const ENDINGS: [&str; 18] = [
    "com", "net", "org", "cat", "es", "eu", "info", "biz", "io", "me", "ru", "shop", "site", "online", "store", "top",
    "xyz", "click",
];

/// A text as the phases see it.
pub struct Text<'a> {
    /// As it was written, trimmed.
    pub raw: &'a str,
    /// Whole words, folded, in their order.
    pub words: Vec<String>,
    /// Where it links to: hosts.
    pub links: Vec<String>,
    /// E-mail addresses in it.
    pub emails: Vec<&'a str>,
    /// The language of the page that it was written on, and the one it is in as far as one can tell.
    pub langs: [Lang; 2],
}

impl<'a> Text<'a> {
    /// Takes a text apart; `page` is the language of the page it was written on.
    pub fn new(raw: &'a str, page: Lang) -> Self {
        let mut finder = LinkFinder::new();
        finder.url_must_have_scheme(false);
        let (mut links, mut emails) = (Vec::new(), Vec::new());
        for link in finder.links(raw) {
            match link.kind() {
                LinkKind::Email => emails.push(link.as_str()),
                _ => links.extend(host(link.as_str())),
            }
        }
        Self { raw, words: words(raw), links, emails, langs: [page, language(raw).unwrap_or(page)] }
    }

    /// What two texts with the same words have in common: the first 64 bits of SHA-256 over the folded words. `None`
    /// for a text so short that many write it.
    pub fn print(&self) -> Option<i64> {
        if self.words.len() < TELLING {
            return None;
        }
        let mut hash = Sha256::new();
        for word in &self.words {
            hash.update(word.as_bytes());
            hash.update([0]);
        }
        let bytes: [u8; 32] = hash.finalize().into();
        bytes.first_chunk().map(|first| i64::from_be_bytes(*first))
    }
}

/// Whole words (Unicode Standard Annex 29), folded. Letters that stand apart (`a.b.c`, `a b c d`) make a word together.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut apart = String::new();
    for word in text.unicode_words().take(MOST_WORDS) {
        let parts: Vec<&str> = word.split(['\'', '’', '.', '_', ':', ',']).filter(|part| !part.is_empty()).collect();
        if parts.len() > 2 && parts.iter().all(|part| part.chars().count() == 1) {
            words.push(fold(&parts.concat()));
            continue;
        }
        for part in parts {
            let folded = fold(part);
            let single = folded.chars().count() == 1;
            if !single {
                together(&mut words, &mut apart);
            }
            if single {
                apart.push_str(&folded);
            }
            words.push(folded);
        }
    }
    together(&mut words, &mut apart);
    words.retain(|word| !word.is_empty());
    words
}

/// Four letters or more that stood apart are read together as well.
fn together(words: &mut Vec<String>, apart: &mut String) {
    let letters = std::mem::take(apart);
    if letters.chars().count() > 3 {
        words.push(fold(&letters));
    }
}

/// A word without case, accents, invisible signs, letters that only look like others, and letters said thrice: what is
/// left is compared. Compatibility decomposition is that of Unicode Standard Annex 15 (NFKD).
pub fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    let signs = decomposed.chars().flat_map(char::to_lowercase).map(plain).filter(|c| c.is_alphanumeric() && !mark(*c));
    let folded: String = signs.collect();
    let mixed = folded.chars().any(char::is_alphabetic) && folded.chars().any(|c| c.is_ascii_digit());
    said_once(folded.chars().map(|c| if mixed { letter(c) } else { c }))
}

/// A combining accent (the block U+0300 to U+036F), of which some count as letters.
const fn mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// A letter of another script that looks like one of ours (Unicode Technical Standard 39, confusables; only those that
/// cannot be told apart).
const fn plain(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'е' | 'ε' => 'e',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'х' | 'χ' => 'x',
        'у' => 'y',
        'і' | 'ι' | 'ı' => 'i',
        'κ' | 'к' => 'k',
        'ν' => 'v',
        'ß' => 's',
        c => c,
    }
}

/// A figure inside a word stands for the letter that it looks like.
const fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        c => c,
    }
}

/// No word of ours has a letter three times in a row.
fn said_once(word: impl Iterator<Item = char>) -> String {
    let chars: Vec<char> = word.collect();
    let mut out = String::with_capacity(chars.len());
    for run in chars.chunk_by(|a, b| a == b) {
        let times = if run.len() > 2 && run[0].is_alphabetic() { 1 } else { run.len() };
        out.extend(run.iter().take(times));
    }
    out
}

/// The language that a text is in, when it is long enough to tell.
fn language(text: &str) -> Option<Lang> {
    let detector = Detector::with_allowlist(vec![whatlang::Lang::Cat, whatlang::Lang::Spa, whatlang::Lang::Eng]);
    match detector.detect_lang(text)? {
        whatlang::Lang::Cat => Some(Lang::Ca),
        whatlang::Lang::Spa => Some(Lang::Es),
        _ => Some(Lang::En),
    }
}

/// The host that a link leads to.
fn host(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once("://").map_or((None, link), |(scheme, rest)| (Some(scheme), rest));
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest).to_lowercase();
    let ending = host.rsplit('.').next().unwrap_or_default();
    let link = scheme.is_some() || host.starts_with("www.") || ENDINGS.contains(&ending);
    link.then(|| host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Text, fold, words};
    use crate::i18n::Lang;
    use proptest::prelude::*;

    #[test]
    fn clothes_do_not_make_another_word() {
        for same in ["IDIOTA", "idïóta", "1d10ta", "idiooooota", "i\u{200b}diota", "іdіоtа", "ｉｄｉｏｔａ"]
        {
            assert_eq!(fold(same), "idiota", "{same}");
        }
        assert_eq!(fold("il·lògic"), "illogic");
        assert_eq!([fold("2016"), fold("1000000")], ["2016", "1000000"]);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(
            words("L'AMB, d’aquí: Scunthorpe i Sant Cugat."),
            ["l", "amb", "d", "aqui", "scunthorpe", "i", "sant", "cugat"]
        );
        assert!(words("Ets un i.d.i.o.t.a").contains(&"idiota".to_owned()));
        assert!(words("ets un\ni d i o t a.").contains(&"idiota".to_owned()));
        assert_eq!(words("Fi.Comença"), ["fi", "comenca"]);
        assert_eq!(words("A, B i C"), ["a", "b", "i", "c", "abic"]);
    }

    #[test]
    fn links_are_told_from_sentences() {
        let text = Text::new(
            "Mireu https://www.Exemple.cat/a?b i barat.shop, no pas fi.Comença ni joan@exemple.cat.",
            Lang::Ca,
        );
        assert_eq!(text.links, ["exemple.cat", "barat.shop"]);
        assert_eq!(text.emails, ["joan@exemple.cat"]);
    }

    #[test]
    fn the_language_is_that_of_the_text_and_that_of_the_page() {
        let text = Text::new("Los autobuses de la noche llegan siempre con retraso y nadie avisa nunca.", Lang::Ca);
        assert_eq!(text.langs, [Lang::Ca, Lang::Es]);
        assert_eq!(Text::new("", Lang::En).langs, [Lang::En, Lang::En]);
    }

    #[test]
    fn the_same_words_have_the_same_print() {
        let print = |text| Text::new(text, Lang::Ca).print();
        assert_eq!(print("Cal més autobusos de nit!"), print("CAL MES  autobusos, de nit"));
        assert_ne!(print("Cal més autobusos de nit!"), print("Cal més autobusos de dia!"));
        assert_eq!(print("Hi estic d'acord"), None, "everybody says so");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(word in "[\\p{Latin}\\p{Greek}\\p{Cyrillic}\\p{N}\\p{P}]{0,24}") {
            let once = fold(&word);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(once.chars().all(|c| c.is_alphanumeric()));
        }

        #[test]
        fn case_does_not_count(word in "[a-zà-ü]{1,12}") {
            prop_assert_eq!(fold(&word.to_uppercase()), fold(&word));
        }

        #[test]
        fn any_text_can_be_taken_apart(text in "\\PC{0,200}") {
            let text = Text::new(&text, Lang::Ca);
            prop_assert!(text.words.iter().all(|word| !word.is_empty()));
        }
    }
}
