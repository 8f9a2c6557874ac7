//! Many comments decided at once: chosen, looked at once more, decided by one rule with one note, and taken back together.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
#[cfg(feature = "ssr")]
mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use api::{DecideTogether, Decided, UndoTogether, decide_together, undo_together};
#[cfg(feature = "ssr")]
pub use view::BulkRoute;
