//! The daily mail of a moderator: what waits, in their axes first. It is only sent when something does.
mod model;
pub mod store;
#[cfg(test)]
mod tests;
mod text;

pub use model::{Count, Digest, Due, Reader};
pub use text::{Mail, mail};
