//! A conversation that stands in the wrong place is carried, whole, to the proposal or action that it is about; one that
//! says the same as another is joined to it.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
#[cfg(feature = "ssr")]
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use api::{CarryTalk, JoinTalks, PartTalk, carry_talk, join_talks, part_talk};
#[cfg(feature = "ssr")]
pub use view::CarryRoute;
