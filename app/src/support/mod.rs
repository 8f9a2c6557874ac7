//! Support: a person's stamp on a proposal, given and withdrawn.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
#[cfg(feature = "ssr")]
pub mod seed;
#[cfg(feature = "ssr")]
pub mod store;
mod view;

pub use api::{SetSupport, set_support};
pub use view::Seal;
