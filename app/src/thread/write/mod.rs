//! What helps to write: how a text will look, people and pages to name in it, what was changed in it. What the
//! browser alone does with a text ([`crate::thread::view`] has its buttons) is pure and stands here, so that it is
//! tested without one.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
pub mod known;
mod label;
#[cfg(any(feature = "hydrate", test))]
pub mod marks;
pub mod nudge;
#[cfg(any(feature = "hydrate", test))]
pub mod paste;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(any(feature = "hydrate", test))]
pub mod token;

pub use api::{Offer, PreviewComment, Revision, Revisions, complete, preview, revisions};
