//! The record's rows.
mod audit;
mod keep;
mod read;

pub use audit::{Audit, Wrong, audit};
pub use keep::{catch_up, refused};
pub use read::{page, summary};

/// Every statement of this folder that reads by a key, for the test that reads their plans.
pub fn statements() -> Vec<&'static str> {
    [audit::STATEMENTS, keep::STATEMENTS, read::STATEMENTS].concat()
}
