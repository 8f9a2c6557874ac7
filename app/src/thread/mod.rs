//! Threads: comments and replies on a proposal or one of its actions.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
pub mod draw;
mod fold;
mod model;
mod place;
pub mod quotation;
mod reading;
#[cfg(feature = "ssr")]
pub mod render;
#[cfg(feature = "ssr")]
pub mod score;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
pub(crate) mod test_town;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;
pub mod write;

pub use api::{AddComment, DeleteComment, EditComment, add_comment, delete_comment, edit_comment, thread_page};
pub use fold::Thread;
pub use model::{
    Author, Comment, CommentId, DRAWN_DEPTH, EDIT_WINDOW, LONGEST, Quote, Rule, SHORTEST, Stance, State, TalkRules,
    Tally, path,
};
pub use place::Place;
pub use reading::{Cursor, PAGE, Reading, Show, Sort, Start, ThreadPage};
pub use view::{Begun, StanceMark, ThreadView};
#[cfg(feature = "ssr")]
pub use view::{RevisionsRoute, previewed};
