//! Threads: comments and replies on a proposal or one of its actions.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod fold;
mod model;
#[cfg(feature = "ssr")]
pub mod render;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

#[cfg(feature = "ssr")]
pub use api::start;
pub use api::{AddComment, DeleteComment, EditComment, add_comment, delete_comment, edit_comment, thread_page};
pub use fold::Thread;
pub use model::{
    Author, Comment, CommentId, Cursor, DRAWN_DEPTH, EDIT_WINDOW, LONGEST, PAGE, Place, Quote, Rule, SHORTEST, Stance,
    State, ThreadPage, path,
};
pub use view::{Begun, Note, StanceMark, ThreadView};
