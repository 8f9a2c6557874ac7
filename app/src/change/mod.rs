//! You said, we changed: new words for a proposal, why, and the comments that led to them.
//!
//! A change is a version of its own: what was there stays, supports stay, and the history shows what became of it.

#[expect(
    missing_docs,
    clippy::too_many_arguments,
    reason = "the macro makes a struct of each function's arguments; the function documents them, and a form's fields are flat"
)]
mod api;
#[cfg(feature = "ssr")]
mod history;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::{SaveChange, editing, history, save_change};
#[cfg(feature = "ssr")]
pub use history::STATEMENTS;
pub use model::{Editing, History, LIMITS, Part, PartOf, Useful, Version, edits, voice};
pub use view::{Changed, Told};
#[cfg(feature = "ssr")]
pub use view::{EditRoute, HistoryRoute, Line};
