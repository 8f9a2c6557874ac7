//! Steering a thread: its pace, whether writing is over, what stands first, and which reply answers the question.
//!
//! Moderators steer; the mark of an answer also belongs to who asked. Every deed is told to open pages at once.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod draw;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;

pub use api::{CloseThread, MarkAnswer, PinComment, SetPace, close_thread, mark_answer, pin_comment, set_pace};
pub use draw::{marks, panel, shut, slow};
pub use model::{MOST_PINNED, PACES, wait};
