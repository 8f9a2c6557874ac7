//! Lines, and the few things that one line alone can say: a bullet, a number, a name.

use super::check::Reason;
use super::marks::{Mark, mark};

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Counted from 1, blank lines included.
    pub number: usize,
    /// Without its line break; white space at both ends is still there.
    pub text: &'a str,
    /// Whether a blank line, or nothing at all, stands above.
    pub after_blank: bool,
    /// What the site's own words on this line say.
    pub mark: Mark,
}

impl<'a> Line<'a> {
    /// The line without white space at its ends.
    pub(super) fn trimmed(&self) -> &'a str {
        self.text.trim_matches(is_space)
    }

    /// The line as it is kept among verbatim lines.
    pub(super) fn kept(&self) -> String {
        self.trimmed().to_owned()
    }
}

/// The lines that are not blank. Lines end in LF, CR LF or, where no LF is in the whole text, CR.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut after_blank = true;
    let mut lines = Vec::new();
    for (before, line) in text.split(end).enumerate() {
        let line = line.trim_end_matches('\r');
        if line.chars().all(is_space) {
            after_blank = true;
            continue;
        }
        lines.push(Line { number: before + 1, text: line, after_blank, mark: mark(line) });
        after_blank = false;
    }
    lines
}

/// White space, and the characters without width that pages put where nothing is.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// For comparing only: lower case, no accents, one space for any run of white space.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.trim_matches(is_space).chars().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' => {}
            c if is_space(c) => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(base(c)),
        }
    }
    folded
}

fn base(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        '\u{2019}' => '\'',
        other => other,
    }
}

/// A count such as `12`, `1.234`, `1 234` or `1,234`. `None` when the text is not made of figures.
pub(super) fn count(text: &str) -> Option<Result<u64, Reason>> {
    let text = text.trim_matches(is_space);
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{2019}' | '+' | '-') || is_space(c);
    if text.is_empty() || !text.chars().all(figure) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Some(digits) = digits(text) else {
        return Some(Err(Reason::BadCount));
    };
    let value = digits.parse().ok().filter(|&value| i64::try_from(value).is_ok());
    Some(value.ok_or(Reason::CountTooLarge))
}

/// The digits without the marks that part thousands; `None` if the groups are not of three.
fn digits(text: &str) -> Option<String> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(text.to_owned());
    };
    let mut groups = text.split(mark);
    let first = groups.next().filter(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'))?;
    let whole = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    groups.try_fold(first.to_owned(), |digits, group| whole(group).then(|| digits + group))
}

/// What starts an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item<'a> {
    /// A bullet and what follows it.
    Bullet(&'a str),
    /// A number and what follows it.
    Number(u16, &'a str),
}

/// The bullet or number at the start of a line. The text after it may be empty for a bullet, never for a number.
pub(super) fn item(line: &str) -> Option<Item<'_>> {
    let line = line.trim_matches(is_space);
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let parted = rest.is_empty() || rest.starts_with(is_space);
    match first {
        '•' | '●' | '◦' | '▪' | '▫' | '■' | '‣' | '⁃' => {
            Some(Item::Bullet(rest.trim_start_matches(is_space)))
        }
        // These also begin words and numbers (`-5`, `*so*`), so they need the space.
        '-' | '–' | '*' | '·' if parted => Some(Item::Bullet(rest.trim_start_matches(is_space))),
        '0'..='9' => numbered(line),
        _ => None,
    }
}

/// `1. text`, `1) text` or `1.- text`, of at most three figures.
fn numbered(line: &str) -> Option<Item<'_>> {
    let end = line.find(|c: char| !c.is_ascii_digit()).filter(|&end| end <= 3)?;
    let rest = [".-", ".", ")"].iter().find_map(|sign| line[end..].strip_prefix(sign))?;
    let text = rest.trim_start_matches(is_space);
    let parted = text.len() < rest.len() && !text.is_empty();
    parted.then_some(Item::Number(line[..end].parse().ok()?, text))
}

/// The most characters of a line that counts as short.
pub(super) const SHORT: usize = 80;

/// Whether a line is short: a name, a heading, a link, not a text.
pub(super) fn short(line: &str) -> bool {
    line.trim_matches(is_space).chars().nth(SHORT).is_none()
}

/// Whether a line could be a name: short, with a letter or figure, no bullet, no address, not ending like a sentence.
pub(super) fn name_like(line: &str) -> bool {
    let line = line.trim_matches(is_space);
    let word = |c: char| c.is_alphanumeric();
    short(line) && line.contains(word) && !line.contains("://") && item(line).is_none() && !ends_sentence(line)
}

fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '\'', '»', '”', '’', ')', ']']);
    let Some(before) = end.strip_suffix('.') else {
        return end.ends_with(['!', '?', '…', ':', ';', ',']);
    };
    // `Rosa P.` and `Veïns S.L.` are names.
    let last = before.rsplit(is_space).next().unwrap_or_default();
    let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    !initial && !last.contains('.')
}
