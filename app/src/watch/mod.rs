//! What each moderator keeps an eye on: the axes they are responsible for, and selections of the queue they come back to.
//!
//! Being responsible directs attention, not power: anybody who moderates may decide about anything.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use api::{DropWatch, SaveWatch, SetDuty, SetMail, drop_watch, save_watch, set_duty, set_mail, watching};
pub use model::{Place, Saved, Watching};
#[cfg(feature = "ssr")]
pub use view::{Only, WatchRoute};
