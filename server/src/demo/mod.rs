//! The demo: a plan with its people and what they have said, as files in `server/demo`, inside the binary.
//!
//! `plan.toml` holds the plan's names, levels and sections; `people.toml` the accounts; `proposals/*.toml` the
//! proposals by section; `threads/*.toml` what was said on each. Times are told as how long ago, so that the demo is
//! never old.

mod ago;
mod content;
mod files;
mod load;
mod resolve;
mod talk;
#[cfg(test)]
mod tests;
mod thread;
mod votes;

pub use load::load;
pub use resolve::{Demo, resolve};

use crate::cli::Error;

/// The password of the accounts that anybody may sign in with.
pub const PASSWORD: &str = "pam-demo-2016";
/// Their addresses end so. Everybody else of the demo has no password, so nobody signs in as them.
const OPEN: &str = "@demo.pam";

/// Reads the files of the binary.
///
/// # Errors
/// A line for each fault in them.
pub fn read() -> Result<Demo, Error> {
    resolve(files::content()?)
}
