//! What can be wrong with a page, and the bytes that are no page at all.

use super::{MAX_BYTES, MAX_FAULTS};
use std::fmt;

/// Something wrong in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: Reason,
}

impl fmt::Display for Fault {
    /// `LINE: reason`, so that a caller only puts `FILE:` before it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Fault {}

/// Why a page is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// No text at all.
    Empty,
    /// NUL bytes or mostly control characters.
    Binary,
    /// Begins with the mark of UTF-16.
    Utf16,
    /// Bytes that are not UTF-8; the line of the first of them in that line.
    NotUtf8,
    /// Neither a number of supports nor an author's line.
    NoProposal,
    /// A bullet or numbered line that belongs to no proposal.
    ActionOutside,
    /// A text that belongs to no proposal.
    TextOutside,
    /// Figures that are no whole number where a count belongs.
    BadCount,
    /// A count above `i64::MAX`.
    CountTooLarge,
    /// A proposal with neither title nor text.
    EmptyProposal,
    /// A text under *Comentaris* without a name and a date that can be read.
    CommentWithoutDate,
    /// A date under *Comentaris* without a name above it.
    CommentWithoutName,
    /// A comment's head with no text under it.
    CommentWithoutText,
    /// A date that no calendar has.
    ImpossibleDate,
}

impl Reason {
    /// A stable name for tests and tools.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::Utf16 => "utf16",
            Self::NotUtf8 => "not_utf8",
            Self::NoProposal => "no_proposal",
            Self::ActionOutside => "action_outside",
            Self::TextOutside => "text_outside",
            Self::BadCount => "bad_count",
            Self::CountTooLarge => "count_too_large",
            Self::EmptyProposal => "empty_proposal",
            Self::CommentWithoutDate => "comment_without_date",
            Self::CommentWithoutName => "comment_without_name",
            Self::CommentWithoutText => "comment_without_text",
            Self::ImpossibleDate => "impossible_date",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::TooLarge => "the file is larger than 10 MiB, the most that is read",
            Self::Empty => "the file is empty",
            Self::Binary => "the file is not text",
            Self::Utf16 => "the file is UTF-16; save it as UTF-8",
            Self::NotUtf8 => "not UTF-8; save the file as UTF-8",
            Self::NoProposal => "no proposal: neither a number of supports nor an author's line",
            Self::ActionOutside => "an action that belongs to no proposal",
            Self::TextOutside => "a text that belongs to no proposal",
            Self::BadCount => "not a whole number",
            Self::CountTooLarge => "a number too large to keep",
            Self::EmptyProposal => "a proposal without title and text",
            Self::CommentWithoutDate => "a comment without a name and a date that can be read",
            Self::CommentWithoutName => "a comment without a name above its date",
            Self::CommentWithoutText => "a comment without text",
            Self::ImpossibleDate => "a date that does not exist",
        })
    }
}

/// The faults found so far, in the order of finding, no more than [`MAX_FAULTS`].
#[derive(Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, line: usize, reason: Reason) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(Fault { line, reason });
        }
    }

    /// The number read at a line; a fault if it is none.
    pub(super) fn take(&mut self, line: usize, number: Result<u64, Reason>) -> Option<u64> {
        number.map_err(|reason| self.add(line, reason)).ok()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `value` if nothing was found, else the faults by line.
    pub(super) fn or<T>(mut self, value: T) -> Result<T, Vec<Fault>> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort_by_key(|fault| fault.line);
        Err(self.0)
    }
}

/// The bytes as text without a byte-order mark, or what speaks against it.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Vec<Fault>> {
    let refuse = |line, reason| Err(vec![Fault { line, reason }]);
    if bytes.len() > MAX_BYTES {
        return refuse(1, Reason::TooLarge);
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refuse(1, Reason::Utf16);
    }
    if let Some(line) = binary(bytes) {
        return refuse(line, Reason::Binary);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| not_utf8(bytes))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().all(super::lines::is_space) {
        return refuse(1, Reason::Empty);
    }
    Ok(text)
}

/// The line that shows these bytes to be no text: that of the first NUL, or of the first control character when one
/// in ten bytes is one.
fn binary(bytes: &[u8]) -> Option<usize> {
    let control = |byte: &u8| *byte == 0x7f || (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0b | 0x0c | b'\r'));
    let first = match bytes.iter().position(|&byte| byte == 0) {
        Some(nul) => nul,
        None if bytes.iter().filter(|byte| control(byte)).count() * 10 > bytes.len() => {
            bytes.iter().position(control)?
        }
        None => return None,
    };
    Some(1 + breaks(&bytes[..first]))
}

/// One fault for each line that holds bytes which are not UTF-8.
fn not_utf8(bytes: &[u8]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut line = 1;
    for chunk in bytes.utf8_chunks() {
        line += breaks(chunk.valid().as_bytes());
        let told = faults.last().is_some_and(|fault| fault.line == line);
        if !chunk.invalid().is_empty() && !told && faults.len() < MAX_FAULTS {
            faults.push(Fault { line, reason: Reason::NotUtf8 });
        }
    }
    faults
}

fn breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}
