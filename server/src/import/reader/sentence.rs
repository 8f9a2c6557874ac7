//! The first sentence of a text, for a proposal without a title.

use super::lines::{fold, is_space};

/// Words that end in a full stop without ending a sentence, folded.
const SHORTENED: [&str; 24] = [
    "sr", "sra", "srs", "sres", "dr", "dra", "av", "avda", "num", "pl", "st", "sta", "pag", "art", "ex", "prof", "mn",
    "fig", "tel", "ctra", "pg", "mr", "mrs", "ms",
];

/// The first sentence with its closing mark, on one line; the whole text if no sentence ends in it.
pub(super) fn first_sentence(text: &str) -> String {
    let sentence = text.char_indices().find_map(|(at, c)| end(text, at, c)).map_or(text, |end| &text[..end]);
    let lines: Vec<&str> = sentence.split('\n').map(|line| line.trim_matches(is_space)).collect();
    lines.join(" ")
}

/// The place after the mark at `at` if a sentence ends there.
fn end(text: &str, at: usize, mark: char) -> Option<usize> {
    if !matches!(mark, '.' | '!' | '?' | '…') {
        return None;
    }
    let rest = text[at + mark.len_utf8()..].trim_start_matches(['"', '\'', '»', '”', '’', ')', ']']);
    let next = rest.trim_start_matches(is_space).chars().next();
    let over = match (next, mark) {
        (None, _) => true,
        _ if !rest.starts_with(is_space) => false,
        (Some(next), '.') => !next.is_lowercase() && !shortened(&text[..at]),
        (Some(next), '…') => !next.is_lowercase(),
        _ => true,
    };
    over.then(|| text.len() - rest.len())
}

/// Whether the last word is an initial, holds stops between initials (`S.A`) or is known to be cut short.
fn shortened(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let word = word.trim_matches(['.', '(']);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let initials = || word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let letters = word.chars().any(char::is_alphabetic);
    // Only short words are looked up, so that a long one costs nothing.
    initial || (letters && word.len() <= 12 && (initials() || SHORTENED.contains(&fold(word).as_str())))
}
