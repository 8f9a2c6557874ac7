//! The record's rows.
mod audit;
mod keep;
mod read;

pub use audit::{Audit, Wrong, audit};
pub use keep::{LAID_AGAIN, LIFTED, appealed, catch_up, measured, refused};
pub use read::{page, summary, taken, waited};

/// Every statement of this folder that reads by a key, for the test that reads their plans.
pub fn statements() -> Vec<&'static str> {
    [audit::STATEMENTS, keep::STATEMENTS, read::STATEMENTS].concat()
}
