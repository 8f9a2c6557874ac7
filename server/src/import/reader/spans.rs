//! Which lines belong to which proposal.

use super::check::{Faults, Reason};
use super::comments;
use super::header;
use super::lines::{Line, count, fold, item, short};
use super::marks::{self, Mark};
use super::{Page, ReadProposal};

/// A page's lines by what they belong to, all as places in the list of lines.
pub(super) struct Parts {
    /// The lines before this one are the header.
    pub header: usize,
    /// The proposals.
    pub items: Vec<Place>,
    /// Lines after a proposal that belong to none.
    pub loose: Vec<usize>,
}

/// Where one proposal stands.
#[derive(Default)]
pub(super) struct Place {
    /// The line number of its beginning.
    pub line: usize,
    /// Its supports.
    pub supports: Option<u64>,
    /// Its first line after the supports.
    pub from: usize,
    /// Its author's line.
    pub author: Option<usize>,
    /// Where its comments begin; `to` if it has none.
    pub comments: usize,
    /// The line after its last.
    pub to: usize,
}

/// The lines from one sure border to the next.
#[derive(Clone, Copy, Default)]
struct Span {
    /// The line where it begins, with its supports.
    at: usize,
    /// `Some` if it begins with supports; the number may be missing.
    supports: Option<Option<u64>>,
    from: usize,
    to: usize,
    /// Whether it ends in *Llegir més*.
    list: bool,
}

/// Divides a page.
pub(super) fn parts(lines: &[Line], faults: &mut Faults) -> Parts {
    let mut parts = Parts { header: 0, items: Vec::new(), loose: Vec::new() };
    for span in spans(lines, faults) {
        place(lines, span, &mut parts, faults);
    }
    parts
}

/// Cuts at each number of supports and after each *Llegir més*.
fn spans(lines: &[Line], faults: &mut Faults) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open = Span::default();
    let mut started = false;
    let mut at = 0;
    while at < lines.len() {
        let free = !started || (open.supports.is_none() && open.from == at);
        if let Some((supports, used)) = supports(lines, at, free, faults) {
            spans.push(Span { to: at, ..open });
            open = Span { at, supports: Some(supports), from: at + used, ..Span::default() };
            started = true;
            at += used;
            continue;
        }
        if lines[at].mark == Mark::ReadMore {
            spans.push(Span { to: at, list: true, ..open });
            open = Span { at: at + 1, from: at + 1, ..Span::default() };
        }
        at += 1;
    }
    spans.push(Span { to: at, ..open });
    spans
}

/// The supports that begin at a line, and how many lines they take. Without a number the word counts only where
/// nothing is open (`free`).
fn supports(lines: &[Line], at: usize, free: bool, faults: &mut Faults) -> Option<(Option<u64>, usize)> {
    let line = &lines[at];
    let (number, used) = match (line.mark, lines.get(at + 1).map(|next| next.mark)) {
        (Mark::Number, Some(Mark::Supports)) => (count(line.text), 2),
        (Mark::CountedSupports, _) => (marks::supports(line.text), 1),
        (Mark::Supports, _) if free => (None, 1),
        _ => return None,
    };
    Some((number.and_then(|number| faults.take(line.number, number)), used))
}

/// Finds the proposals of a span: one if it begins with supports, and one for each further author's line.
fn place(lines: &[Line], span: Span, parts: &mut Parts, faults: &mut Faults) {
    let comments = comments::start(lines, span.from, span.to, span.list);
    let mut authors = (span.from..comments).filter(|&at| lines[at].mark.is_author()).peekable();
    let first = match (span.supports, authors.peek()) {
        (Some(_), _) => span.from,
        (None, Some(&author)) => top(lines, span.from, author, parts.items.is_empty()),
        (None, None) => span.to,
    };
    outside(lines, &span, first, parts, faults);
    if span.supports.is_none() && first == span.to {
        return;
    }
    let mut open = Place {
        line: lines.get(if span.supports.is_some() { span.at } else { first }).map_or(1, |line| line.number),
        supports: span.supports.flatten(),
        from: first,
        ..Place::default()
    };
    for author in authors {
        if open.author.is_none() && heads(lines, open.from, author) {
            open.author = Some(author);
        } else if lines[author].mark == Mark::SureAuthor {
            let low = open.author.map_or(open.from, |author| author + 1);
            let from = top(lines, low, author, true);
            parts.items.push(Place { comments: from, to: from, ..open });
            open = Place { line: lines[from].number, from, author: Some(author), ..Place::default() };
        }
    }
    parts.items.push(Place { comments, to: span.to, ..open });
}

/// What a span holds before its first proposal: header if there was none yet, else loose lines.
fn outside(lines: &[Line], span: &Span, to: usize, parts: &mut Parts, faults: &mut Faults) {
    if !parts.items.is_empty() {
        parts.loose.extend(span.from..to);
    } else if span.supports.is_none() {
        parts.header = to;
        let text = |line: &&Line| span.list && !short(line.text) && line.mark != Mark::Warning;
        if let Some(line) = lines[span.from..to].iter().find(text).filter(|_| to == span.to) {
            faults.add(line.number, Reason::TextOutside);
        }
    }
}

/// Whether the lines above an author's line are a picture and a title rather than another proposal's text. A line
/// that could be a text's own needs short lines above; more than two need it always.
fn heads(lines: &[Line], from: usize, author: usize) -> bool {
    let above = lines[from..author].iter().filter(|line| !matches!(line.mark, Mark::Back | Mark::Warning));
    let above: Vec<&Line> = above.take(6).collect();
    let sure = lines[author].mark == Mark::SureAuthor;
    let brief = above.iter().all(|line| short(line.text) && item(line.text).is_none());
    above.len() <= 2 && (sure || brief) || above.len() <= 5 && sure && brief
}

/// The first line of a proposal known by its author's line: its title, or the picture above that. What stands
/// higher is `mixed` with other things, unless it is too little for that.
fn top(lines: &[Line], low: usize, author: usize, mixed: bool) -> usize {
    if !mixed && author - low <= 2 {
        return low;
    }
    let title = author.saturating_sub(1).max(low);
    if title == author || header::owns(&lines[title]) {
        return author;
    }
    let name = marks::author(lines[author].text).map_or("", |(name, _)| name);
    let picture = title.saturating_sub(1).max(low);
    if fold(lines[picture].text) == fold(name) { picture } else { title }
}

/// Keeps a line that belongs to no proposal, if it is short.
pub(super) fn footer(line: &Line, page: &mut Page, faults: &mut Faults) {
    if item(line.text).is_some() {
        faults.add(line.number, Reason::ActionOutside);
    } else if short(line.text) {
        page.footer.push(line.kept());
    } else {
        faults.add(line.number, Reason::TextOutside);
    }
}

impl Place {
    /// The proposal with what its place already tells.
    pub(super) fn begun(&self) -> ReadProposal {
        ReadProposal { line: self.line, supports: self.supports, ..ReadProposal::default() }
    }
}
