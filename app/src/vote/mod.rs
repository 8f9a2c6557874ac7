//! Votes on comments: one for each person, changeable, told as sums only.
//!
//! Nobody can list who voted how. A vote is kept under a keyed hash of its voter, no function reads it back but for
//! the voter's own page, and its event names no person.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use api::{CastVote, cast_vote};
