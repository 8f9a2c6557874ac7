//! Reads a page that somebody copied as plain text from the plan's old site.
//!
//! Pure: bytes go in, a [`Page`] or every [`Fault`] that was found comes out. No file is opened here.
//!
//! # What a page looks like
//! Above the first proposal stands the *header*: quick links, logo, search box, the plan's years and name, a
//! warning. Each proposal then is: a number and the word *Suports*; the text of the author's picture (the author's
//! name); the title; `| Autor/a: NAME | 0 comentaris`; *Tornar*; text and actions; *Llegir més* on a list page, or
//! *Comentaris* with the comments and a notice that one must sign in.
//!
//! # What begins a proposal
//! A number of supports with its word (the number may be missing where nothing else is open), or an author's line.
//! Lines after *Llegir més* or after the notice that belong to nothing are the page's footer if they are short;
//! a longer text, or an action, outside any proposal is a fault: what cannot be placed is never dropped.
//!
//! # Rules for the top of a proposal
//! * With an author's line, the line above it is the title and the one above that the picture's. A single line that
//!   equals the author's name is the picture's, so the title is missing.
//! * Without an author's line nothing is a title. A short line that stands alone above the text (and not above the
//!   actions) is the picture's, hence the author.
//! * A missing title is derived: the first sentence of the text, or of the first action if there is no text.
//!
//! # Rules for text
//! Blank lines part paragraphs. A line that starts with a bullet or a number is an action; a line right under it
//! belongs to it. Everything inside a paragraph stays as it was, double spaces and line breaks too; only the white
//! space around a paragraph goes. Labels are known in Catalan, Spanish and English, in any case, with or without
//! accents; what is kept is never folded.

mod check;
mod comments;
mod dates;
mod header;
mod lines;
mod marks;
mod proposal;
mod sentence;
mod spans;
#[cfg(test)]
mod tests;
mod text;

pub use check::{Fault, Reason};

/// The largest page that is read, in bytes: 10 MiB.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// At most this many faults are told of one page; the reader stops looking after them.
pub const MAX_FAULTS: usize = 50;

/// A whole copied page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The site's name, as the text of its logo says it (`pam.cat`).
    pub site: Option<String>,
    /// The line with the plan's first and last year, as written (`PAM 2016 | 2019`).
    pub years: Option<String>,
    /// The plan's name (`Pla d'actuació metropolità`).
    pub plan_title: Option<String>,
    /// Whether a warning says that taking part is closed.
    pub closed: bool,
    /// The header's warnings, as written. They also stand in `header`.
    pub notices: Vec<String>,
    /// The lines listed under *Accessos directes:*, as written. They also stand in `header`.
    pub quick_links: Vec<String>,
    /// Every line above the first proposal, as written, in order.
    pub header: Vec<String>,
    /// The proposals, in the page's order. Never empty.
    pub proposals: Vec<ReadProposal>,
    /// Short lines that stand after a proposal and belong to none.
    pub footer: Vec<String>,
}

/// One proposal as a page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadProposal {
    /// The line where it begins, counted from 1.
    pub line: usize,
    /// Its title, of one line.
    pub title: String,
    /// Whether the title is the first sentence of the text because the page shows none.
    pub title_derived: bool,
    /// The author, from the author's line or else from the picture.
    pub author: Option<String>,
    /// The text of the author's picture, where the page has one.
    pub picture: Option<String>,
    /// The number of supports that the page shows; at most `i64::MAX`.
    pub supports: Option<u64>,
    /// The number of comments that the page shows; at most `i64::MAX`. May differ from the comments that follow.
    pub comment_count: Option<u64>,
    /// Every paragraph that is no action, in order, whether before or after the actions.
    pub paragraphs: Vec<String>,
    /// How many of `paragraphs` stand before the first action (all, if there is none).
    pub leading: usize,
    /// The first paragraph, if it stands before the actions; else empty.
    pub objective: String,
    /// The other paragraphs, with a blank line between each two.
    pub body: String,
    /// The actions without their bullets or numbers.
    pub actions: Vec<String>,
    /// The comments, in the page's order.
    pub comments: Vec<ReadComment>,
    /// Lines about the page rather than the proposal, as written: that one must sign in, a warning.
    pub notices: Vec<String>,
}

/// One comment under a proposal.
///
/// After *Comentaris* each comment is a head and its text. A head is `NAME | DATE` (a text may follow after another
/// `|`), or a line with the name and then a line with the date. `NAME, DATE`, `NAME - DATE`, `NAME (DATE)` and
/// `NAME DATE` are heads only where the section's first comment has such a form, for letters are signed that way too.
/// The picture's text, equal to the name, may stand above each head where it does above the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadComment {
    /// The line of its head, counted from 1.
    pub line: usize,
    /// Who wrote it.
    pub name: String,
    /// The text of the writer's picture, where the page has one; always the name again.
    pub picture: Option<String>,
    /// When it was written.
    pub date: ReadDate,
    /// Its paragraphs, with a blank line between each two.
    pub text: String,
}

/// A date as a page writes it: `12/03/2016`, `12.3.16`, `2016-03-12`, `12 de març de 2016`, `March 12, 2016`, each
/// with or without weekday and time, or `fa 3 dies`. In figures the day comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDate {
    /// The words on the page.
    pub written: String,
    /// Year, month and day; `None` when it only says how long ago.
    pub day: Option<(i32, u8, u8)>,
    /// Hour and minute, in the site's own time.
    pub time: Option<(u8, u8)>,
}

/// Reads a copied page.
///
/// # Errors
/// Every fault found, by line; at most [`MAX_FAULTS`]. With one fault nothing of the page is given, for a page is
/// taken whole or not at all.
pub fn read(bytes: &[u8]) -> Result<Page, Vec<Fault>> {
    let text = check::text(bytes)?;
    let lines = lines::split(text);
    let mut faults = check::Faults::default();
    let parts = spans::parts(&lines, &mut faults);
    let mut page = header::read(&lines[..parts.header], &mut faults);
    for item in &parts.items {
        proposal::read(&lines, item, &mut page, &mut faults);
    }
    for &at in &parts.loose {
        spans::footer(&lines[at], &mut page, &mut faults);
    }
    if page.proposals.is_empty() && faults.is_empty() {
        faults.add(1, Reason::NoProposal);
    }
    faults.or(page)
}
