//! The comments under a proposal. The forms of their heads are told at [`ReadComment`].

use super::check::{Faults, Reason};
use super::dates::{self, Found};
use super::lines::{Line, fold, is_space, name_like};
use super::marks::{self, Mark};
use super::text::join;
use super::{Page, ReadComment, ReadProposal, spans};

/// Lines longer than this are no head, except with bars.
const LONGEST_HEAD: usize = 160;

/// The most words of a name that shares its line with the date without a bar between.
const NAME_WORDS: usize = 12;

/// Where the comments of a proposal begin: at *Comentaris* or at the notice that one must sign in.
///
/// A resident's text may have a heading *Comentaris* too, so the word counts where comments, a notice or nothing
/// follow. If it does so nowhere, the first counts all the same (and what follows is a fault), but on a list page,
/// which shows no comments, it is text.
pub(super) fn start(lines: &[Line], from: usize, to: usize, list: bool) -> usize {
    let under_author = |at: usize| at > from && lines[at - 1].mark.is_author();
    let heading = |&at: &usize| lines[at].mark.heads_comments() && !under_author(at);
    let begins = |&at: &usize| match lines[at].mark {
        Mark::CommentNotice => follows(&lines[at + 1..to]),
        _ => heading(&at) && follows(&lines[at + 1..to]),
    };
    let first = (from..to).find(begins);
    first.or_else(|| (from..to).find(heading).filter(|_| !list)).unwrap_or(to)
}

/// Whether lines can stand under the heading.
fn follows(lines: &[Line]) -> bool {
    match lines {
        [] => true,
        [last] if last.mark == Mark::Back => true,
        [first, ..] => first.mark == Mark::CommentNotice || head(lines, None).is_some(),
    }
}

/// The top of a comment.
struct Head<'a> {
    name: &'a str,
    picture: Option<&'a str>,
    date: Found,
    /// Text on the head's own line.
    rest: &'a str,
    /// How many lines it takes.
    used: usize,
    /// Whether the form is one that a text's last line may have too.
    weak: bool,
}

/// What the first head of a section tells about the others.
#[derive(Clone, Copy)]
struct Style {
    weak: bool,
    picture: bool,
}

/// Reads the lines from the heading to the proposal's end.
pub(super) fn read(mut lines: &[Line], read: &mut ReadProposal, page: &mut Page, faults: &mut Faults) {
    if let [rest @ .., last] = lines
        && last.mark == Mark::Back
    {
        lines = rest;
    }
    if let [heading, rest @ ..] = lines
        && heading.mark.heads_comments()
    {
        let number = marks::comments(heading.text).and_then(|number| faults.take(heading.number, number));
        read.comment_count = read.comment_count.or(number);
        lines = rest;
    }
    let mut style = None;
    let mut last = Last::Heading;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if line.mark == Mark::CommentNotice {
            read.notices.push(line.kept());
            last = Last::Notice;
        } else if let Some(head) = head(&lines[at - 1..], style) {
            at += head.used - 1;
            if head.date.impossible {
                faults.add(lines[at - 1].number, Reason::ImpossibleDate);
            }
            style.get_or_insert(Style { weak: head.weak, picture: head.picture.is_some() });
            read.comments.push(begun(line, head));
            last = Last::Comment;
        } else {
            last = below(line, last, read, page, faults);
        }
    }
    for comment in &mut read.comments {
        finish(comment, faults);
    }
}

/// What stands above a line that is neither head nor notice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Heading,
    /// Text under the heading that belongs to nobody and was told.
    Told,
    Comment,
    Notice,
}

/// Puts a line where it belongs: to the comment above, or to the footer under a notice.
fn below(line: &Line, last: Last, read: &mut ReadProposal, page: &mut Page, faults: &mut Faults) -> Last {
    match (last, read.comments.last_mut()) {
        (Last::Comment, Some(comment)) => join(&mut comment.text, line),
        (Last::Notice, _) => spans::footer(line, page, faults),
        (Last::Told, _) => {}
        (Last::Heading | Last::Comment, _) => {
            let dated = dates::find(line.text).is_some();
            faults.add(line.number, if dated { Reason::CommentWithoutName } else { Reason::CommentWithoutDate });
            return Last::Told;
        }
    }
    last
}

fn begun(line: &Line, head: Head) -> ReadComment {
    ReadComment {
        line: line.number,
        name: head.name.to_owned(),
        picture: head.picture.map(str::to_owned),
        date: head.date.date,
        text: head.rest.to_owned(),
    }
}

fn finish(comment: &mut ReadComment, faults: &mut Faults) {
    comment.text.truncate(comment.text.trim_end_matches(is_space).len());
    if comment.text.is_empty() {
        faults.add(comment.line, Reason::CommentWithoutText);
    }
}

/// The head that begins at the first line. `style` is what the section's first head told, `None` for that first.
fn head<'a>(lines: &[Line<'a>], style: Option<Style>) -> Option<Head<'a>> {
    let weak = style.is_none_or(|style| style.weak);
    plain(lines, weak).or_else(|| {
        let [first, below @ ..] = lines else {
            return None;
        };
        style.is_none_or(|style| style.picture).then_some(())?;
        let head = name_like(first.text).then(|| plain(below, weak))??;
        let same = fold(first.text) == fold(head.name);
        same.then_some(Head { picture: Some(first.trimmed()), used: head.used + 1, ..head })
    })
}

/// A head without a picture.
fn plain<'a>(lines: &[Line<'a>], weak: bool) -> Option<Head<'a>> {
    let first = lines.first()?;
    let below = || {
        let date = lines.get(1)?;
        let named = name_like(first.text) && dates::find(first.text).is_none();
        Some((first.trimmed(), dates::find(date.text).filter(|_| named)?))
    };
    barred(first.trimmed())
        .or_else(|| one_line(first.trimmed()).filter(|_| weak))
        .or_else(|| below().map(|(name, date)| Head { name, picture: None, date, rest: "", used: 2, weak: false }))
}

/// `NAME | DATE`, perhaps with `| TEXT` after it.
fn barred(line: &str) -> Option<Head<'_>> {
    let (name, after) = line.trim_start_matches(['|', ' ']).split_once('|')?;
    let (date, rest) = after.split_once('|').unwrap_or((after, ""));
    let name = name.trim_matches(is_space);
    let date = name_like(name).then(|| dates::find(date))??;
    Some(Head { name, picture: None, date, rest: rest.trim_matches(is_space), used: 1, weak: false })
}

/// `NAME, DATE` and the like: cut at the first space after which only a date follows.
fn one_line(line: &str) -> Option<Head<'_>> {
    if line.len() > LONGEST_HEAD || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    line.match_indices(is_space).take(NAME_WORDS).find_map(|(at, _)| {
        let name = line[..at].trim_end_matches(|c| is_space(c) || matches!(c, ',' | '-' | '–' | '—' | '·' | ':'));
        let date = dates::find(&line[at..])?;
        name_like(name).then_some(Head { name, picture: None, date, rest: "", used: 1, weak: true })
    })
}
