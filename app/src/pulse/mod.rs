//! What the team at the desk sees of its own work: how much comes, how much waits and how long, where it burns; and the
//! alarm when far more comes than usual.

mod alarm;
mod api;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use alarm::Alarm;
pub use api::pulse;
pub use model::{Backlog, Hour, Pulse, Storm};
#[cfg(feature = "ssr")]
pub use view::{Hot, PulseRoute, Waits};
