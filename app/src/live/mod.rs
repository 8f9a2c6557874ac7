//! What happened, told to every open page.
//!
//! A write appends one event; after its commit the [`Hub`] tells it to the lines that listen to its topics.
//! The browser folds what arrives into what is on screen with the same reducer that tests use.

#[cfg(feature = "hydrate")]
mod browser;
mod heard;
#[cfg(feature = "ssr")]
mod hub;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
mod subscribe;
#[cfg(feature = "hydrate")]
mod wake;

pub use heard::Heard;
#[cfg(feature = "ssr")]
pub use hub::{Committed, Draft, Frame, Hub, Line};
pub use model::{Counts, Data, Event, Figures, Kind, Refs, Topic};
pub use subscribe::{Connection, LiveLine, listen, subscribe, subscribe_while};
