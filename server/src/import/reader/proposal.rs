//! One proposal: its top, then its text, then its comments.

use super::check::{Faults, Reason};
use super::header;
use super::lines::{Line, fold, item, name_like};
use super::marks::{self, Mark};
use super::sentence::first_sentence;
use super::spans::Place;
use super::text::Text;
use super::{Page, ReadProposal, comments};

/// Reads the proposal at a place and adds it to the page.
pub(super) fn read(lines: &[Line], place: &Place, page: &mut Page, faults: &mut Faults) {
    let mut read = place.begun();
    let from = match place.author {
        Some(author) => under_author(lines, place, author, &mut read, faults),
        None => without_author(lines, place, &mut read, faults),
    };
    page.closed |= lines[place.from..from].iter().any(header::closes);
    fill(&mut read, text(&lines[from..place.comments]));
    comments::read(&lines[place.comments..place.to], &mut read, page, faults);
    if read.title.is_empty() {
        read.title = derived(&read);
        read.title_derived = true;
    }
    if read.title.is_empty() {
        faults.add(read.line, Reason::EmptyProposal);
    }
    page.proposals.push(read);
}

/// Reads the top down to the author's line and the count under it; gives the first line of the text.
fn under_author(lines: &[Line], place: &Place, at: usize, read: &mut ReadProposal, faults: &mut Faults) -> usize {
    let (name, number) = marks::author(lines[at].text).unwrap_or(("", None));
    names(&lines[place.from..at], name, read);
    read.author = Some(name.to_owned()).filter(|name| !name.is_empty()).or_else(|| read.picture.clone());
    read.comment_count = number.and_then(|number| faults.take(lines[at].number, number));
    at + 1 + comment_count(&lines[at + 1..place.comments], number.is_none(), read, faults)
}

/// Reads a count of comments on a line of its own; gives the number of lines taken. Without a bar before it the count
/// needs an author's line above (`bare`), or it would be a heading or a text.
fn comment_count(lines: &[Line], bare: bool, read: &mut ReadProposal, faults: &mut Faults) -> usize {
    let counts = |mark| mark == Mark::CommentCount || (bare && mark == Mark::CountedComments);
    let Some(line) = lines.first().filter(|line| counts(line.mark)) else {
        return 0;
    };
    let number = marks::comments(line.text).and_then(|number| faults.take(line.number, number));
    read.comment_count = read.comment_count.or(number);
    1
}

/// Sorts the lines above an author's line into picture, title and the rest.
fn names(lines: &[Line], author: &str, read: &mut ReadProposal) {
    let is_author = |line: &Line| !author.is_empty() && fold(line.text) == fold(author);
    let names: Vec<&Line> = lines.iter().filter(|line| !matches!(line.mark, Mark::Back | Mark::Warning)).collect();
    let found = names.iter().position(|line| is_author(line));
    let picture = found.or(names.len().checked_sub(2));
    let title = (0..names.len()).rev().find(|&at| Some(at) != picture);
    read.picture = picture.map(|at| names[at].kept());
    read.title = title.map(|at| names[at].kept()).unwrap_or_default();
    let rest = names.iter().enumerate().filter(|&(at, _)| Some(at) != picture && Some(at) != title);
    read.notices.extend(rest.map(|(_, line)| line.kept()));
    read.notices.extend(lines.iter().filter(|line| line.mark == Mark::Warning).map(Line::kept));
}

/// Reads the top where no line is a title; gives the first line of the text.
fn without_author(lines: &[Line], place: &Place, read: &mut ReadProposal, faults: &mut Faults) -> usize {
    let own = &lines[..place.comments];
    let mut at = place.from;
    while at < own.len() && own[at].mark == Mark::Warning {
        read.notices.push(own[at].kept());
        at += 1;
    }
    if is_picture(&own[at..]) {
        read.picture = Some(own[at].kept());
        read.author.clone_from(&read.picture);
        at += 1;
    }
    at + comment_count(&own[at..], false, read, faults)
}

/// Whether the first line is short, stands alone and has text below. *Tornar* or the count of comments under it show
/// that it is no text, whatever follows them.
fn is_picture(lines: &[Line]) -> bool {
    let [first, next, ..] = lines else {
        return false;
    };
    let alone = match next.mark {
        Mark::Back | Mark::CommentCount => lines.len() > 2,
        _ => next.after_blank && item(next.text).is_none(),
    };
    alone && name_like(first.text) && !matches!(first.mark, Mark::Back | Mark::CommentCount)
}

/// Reads paragraphs and actions, without the way back at their beginning or end.
fn text(mut lines: &[Line]) -> Text {
    let mut text = Text::default();
    if let [rest @ .., last] = lines
        && last.mark == Mark::Back
    {
        lines = rest;
    }
    let near = lines.iter().take(3).position(|line| line.mark == Mark::Back);
    match near.filter(|&back| lines[..back].iter().all(|line| name_like(line.text))) {
        Some(back) => {
            text.add(&lines[..back]);
            text.add(&lines[back + 1..]);
        }
        None => text.add(lines),
    }
    text
}

fn fill(read: &mut ReadProposal, text: Text) {
    read.leading = text.leading();
    read.paragraphs = text.paragraphs;
    read.actions = text.actions;
    let (objective, body) = read.paragraphs.split_at(read.leading.min(1));
    read.objective = objective.concat();
    read.body = body.join("\n\n");
}

fn derived(read: &ReadProposal) -> String {
    read.paragraphs.first().or(read.actions.first()).map(|text| first_sentence(text)).unwrap_or_default()
}
