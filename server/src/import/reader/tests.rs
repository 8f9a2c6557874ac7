//! The reader against the pages we have, pages in our own words for each variation, and pages made by chance.

mod chance;
mod comments;
mod faults;
mod pages;
mod seed;
mod soup;
mod text;

use super::{Page, ReadProposal, read};

/// Reads a page that has no fault.
fn page(text: &str) -> Page {
    read(text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:?} in {text:?}"))
}

/// Reads a page of one proposal.
fn proposal(text: &str) -> ReadProposal {
    let mut page = page(text);
    assert_eq!(page.proposals.len(), 1, "{page:#?}");
    page.proposals.remove(0)
}

/// Line and code of each fault of a page.
fn faults(bytes: impl AsRef<[u8]>) -> Vec<(usize, &'static str)> {
    let faults = read(bytes.as_ref()).expect_err("a fault");
    faults.iter().map(|fault| (fault.line, fault.reason.code())).collect()
}
