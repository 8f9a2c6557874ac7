//! The desk: what waits for moderators, and what they decide.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod filter;
mod model;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

#[cfg(all(test, feature = "ssr"))]
pub use api::test_moderator;
pub use api::{
    ApproveComment, CorrectStance, HideComment, RedactComment, RestoreComment, UndoDecision, approve_comment, case,
    correct_stance, desk, hide_comment, restore_comment, undo_decision,
};
#[cfg(feature = "ssr")]
pub use api::{Moderator, moderator};
pub use filter::{Age, Filter, selected, selection};
pub use model::{BRANCH, Case, DecisionRow, Desk, HouseWords, LONGEST_NOTE, MOST_UNDER, QueueRow, ReportRow, View};
#[cfg(feature = "ssr")]
pub use view::reports_line;
#[cfg(feature = "ssr")]
pub use view::{CaseRoute, DeskRoute};
pub use view::{OpenCase, Queue, Reasons, Verdict};
