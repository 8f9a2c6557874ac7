//! The site's own words, in its three languages, as a line shows them.

use super::check::Reason;
use super::lines::{count, fold, is_space};

/// What a line says by the site's own words. A mark only counts where its place allows: see the callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// None of the site's words.
    None,
    /// Figures alone.
    Number,
    /// *Suports*.
    Supports,
    /// *3 Suports* on one line.
    CountedSupports,
    /// *| Autor/a: NAME | 0 comentaris*; either bar makes sure that it is no text's own line.
    SureAuthor,
    /// The same without a bar.
    Author,
    /// *Tornar*.
    Back,
    /// *Llegir més*.
    ReadMore,
    /// *Comentaris*.
    Comments,
    /// *3 comentaris* or *Comentaris (3)*.
    CountedComments,
    /// *| 3 comentaris*, what an author's line ends in.
    CommentCount,
    /// That one must sign in to comment, or that there are no comments yet.
    CommentNotice,
    /// *AVÍS: …*
    Warning,
}

impl Mark {
    /// Whether it is an author's line.
    pub(super) fn is_author(self) -> bool {
        matches!(self, Self::SureAuthor | Self::Author)
    }

    /// Whether it may head the comments.
    pub(super) fn heads_comments(self) -> bool {
        matches!(self, Self::Comments | Self::CountedComments)
    }
}

/// Longer lines are never marks, so that looking costs no more than reading.
const LONGEST: usize = 400;

const SUPPORTS: [&str; 6] = ["suports", "suport", "apoyos", "apoyo", "supports", "support"];
const COMMENTS: [&str; 6] = ["comentaris", "comentari", "comentarios", "comentario", "comments", "comment"];
const AUTHOR: [&str; 9] =
    ["autor/a", "autor", "autora", "autors/es", "autors", "autores", "author", "authors", "autor(a)"];
const BACK: [&str; 6] = ["tornar", "torna", "volver", "vuelve", "back", "go back"];
const READ_MORE: [&str; 6] = ["llegir mes", "llegeix mes", "llegir-ne mes", "leer mas", "lee mas", "read more"];
const WARNING: [&str; 4] = ["avis:", "aviso:", "notice:", "warning:"];
const SIGN_IN: [&str; 8] = [
    "necessites iniciar",
    "has d'iniciar",
    "cal iniciar",
    "necesitas iniciar",
    "debes iniciar",
    "you need to",
    "you must",
    "sign in to",
];
const NO_COMMENTS: [&str; 8] = [
    "encara no hi ha comentaris",
    "no hi ha comentaris",
    "no hi ha cap comentari",
    "aun no hay comentarios",
    "no hay comentarios",
    "no comments yet",
    "there are no comments",
    "no comments",
];

/// The mark of a line.
pub(super) fn mark(line: &str) -> Mark {
    let line = line.trim_matches(is_space);
    if line.len() > LONGEST {
        return Mark::None;
    }
    if count(line).is_some() {
        return Mark::Number;
    }
    let piped = line.starts_with('|');
    if let Some((name, number)) = author(line) {
        let sure = number.is_some() || (piped && !name.is_empty());
        return if sure { Mark::SureAuthor } else { Mark::Author };
    }
    if piped && comments(line).is_some() {
        return Mark::CommentCount;
    }
    of_words(&fold(line))
}

fn of_words(folded: &str) -> Mark {
    let bare = folded.trim_matches(['.', '…', ' ', '[', ']', '+', '<', '>', '‹', '›', '«', '»', '←', '→']);
    match bare {
        word if SUPPORTS.contains(&word) => Mark::Supports,
        word if COMMENTS.contains(&word) => Mark::Comments,
        word if BACK.contains(&word) => Mark::Back,
        word if READ_MORE.contains(&word) => Mark::ReadMore,
        _ if counted(folded, &SUPPORTS).is_some() => Mark::CountedSupports,
        _ if counted(folded, &COMMENTS).is_some() => Mark::CountedComments,
        _ if WARNING.iter().any(|word| folded.starts_with(word)) => Mark::Warning,
        _ if is_comment_notice(folded) => Mark::CommentNotice,
        _ => Mark::None,
    }
}

fn is_comment_notice(folded: &str) -> bool {
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    let signs = ["sessi", "sesi", "sign in", "log in"].iter().any(|word| folded.contains(word));
    let comments = folded.contains("coment") || folded.contains("comment");
    let none_yet = NO_COMMENTS.contains(&folded.trim_end_matches('.'));
    none_yet || (folded.len() <= 160 && comments && signs && begins(&SIGN_IN))
}

/// The number in `3 word`, `word: 3` or `word (3)`.
fn counted(folded: &str, words: &[&str]) -> Option<Result<u64, Reason>> {
    words.iter().find_map(|word| {
        let before = folded.strip_suffix(word).filter(|number| number.ends_with(' '));
        let after = || folded.strip_prefix(word).map(|number| number.trim_matches([' ', ':', '(', ')']));
        count(before.or_else(after)?)
    })
}

/// The number of supports on a line marked so.
pub(super) fn supports(line: &str) -> Option<Result<u64, Reason>> {
    counted(&fold(line), &SUPPORTS)
}

/// The number of comments on a line such as `| 3 comentaris`.
pub(super) fn comments(line: &str) -> Option<Result<u64, Reason>> {
    counted(fold(line).trim_matches(['|', ' ']), &COMMENTS)
}

/// The name (perhaps empty) and the number of comments on an author's line.
pub(super) fn author(line: &str) -> Option<(&str, Option<Result<u64, Reason>>)> {
    let bare = |part: &'static [char]| move |c| is_space(c) || part.contains(&c);
    let line = line.trim_matches(is_space);
    let (label, rest) = line.strip_prefix('|').unwrap_or(line).split_once(':')?;
    if label.len() > 24 || !AUTHOR.contains(&fold(label).as_str()) {
        return None;
    }
    let rest = rest.trim_matches(bare(&['|']));
    let (name, last) = rest.rsplit_once('|').unwrap_or(("", rest));
    match comments(last) {
        Some(number) => Some((name.trim_matches(bare(&['|'])), Some(number))),
        None => Some((rest, None)),
    }
}
