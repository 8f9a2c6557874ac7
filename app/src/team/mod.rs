//! Moderators working together: who is at which comment now, what they say to one another about it, and what one shift
//! leaves to the next.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::{AddCaseNote, ClaimCase, ReleaseCase, add_case_note, claim_case, release_case, shift};
pub use model::{CaseNote, Claim, Shift, ShiftRow, Team};
#[cfg(feature = "ssr")]
pub use view::ShiftRoute;
pub use view::{Claimed, Notes};
