//! Search over the plan and what is said about it.

mod api;
#[cfg(feature = "ssr")]
pub mod store;
mod view;

pub use api::{Hit, HitKind, Results, search, suggest};
pub use view::Find;
#[cfg(feature = "ssr")]
pub use view::SearchRoute;
