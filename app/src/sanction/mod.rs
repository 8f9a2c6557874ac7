//! Measures that moderators lay on a person: a warning, silence for a time, texts read first, a suspension, a ban.
//!
//! None of them works in secret: whoever has one is told, where a deed is refused and among the decisions of the account,
//! by which rule, why, until when, and how to object. Measures end by themselves, and can be lifted.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use api::{LayMeasure, LiftMeasure, lay_measure, lift_measure};
#[cfg(feature = "ssr")]
pub use api::{my_measures, profile};
pub use model::{DAYS, Deed, InForce, Laid, Measure, Named, Profile, Standing, Written, may_lay, said};
#[cfg(feature = "ssr")]
pub use store::may;
#[cfg(feature = "ssr")]
pub use view::{Measures, Notice, PersonRoute};
