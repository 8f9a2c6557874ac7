//! What is new: since the last visit of a thread, in what a person follows, and the page that lists it all.
//!
//! Everything is told by event numbers. A visit and a follow keep the number up to which something was read; what came
//! after it, from other people, is new. Nothing is written for followers when somebody comments: who looks, counts.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
mod since;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::{ReadThread, SetFollow, activity, news, read_thread, set_follow, since};
pub use model::{Activity, Asked, Followed, Follows, News, Target};
pub use since::{Happened, Since};
#[cfg(feature = "ssr")]
pub use view::ActivityRoute;
pub use view::{Bell, FollowForm, FollowLine, HeaderNews};
