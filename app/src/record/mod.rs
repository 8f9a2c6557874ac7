//! The public record of moderation: a line for each decision, what they add up to, and a chain of hashes that shows when a
//! line was changed or taken out.

mod api;
#[cfg(feature = "ssr")]
pub mod chain;
#[cfg(feature = "ssr")]
pub mod dsa;
#[cfg(feature = "ssr")]
pub mod files;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use api::log;
pub use model::{Line, Month, RecordPage, Source, Summary};
#[cfg(feature = "ssr")]
pub use view::LogRoute;
#[cfg(feature = "ssr")]
pub(crate) use view::lasted;

/// The word for a kind of decision.
pub(crate) fn kind_key(kind: &str) -> &'static str {
    match kind {
        "hide" => "decision.hide",
        "restore" => "decision.restore",
        "undo" => "decision.undo",
        "refuse" => "decision.refuse",
        "grant" => "decision.grant",
        "uphold" => "decision.uphold",
        "redact" => "decision.redact",
        "move" => "decision.move",
        "join" => "decision.join",
        "part" => "decision.part",
        "stance" => "decision.stance",
        "lift" => "decision.lift",
        "lift_undone" => "decision.lift_undone",
        "warn" => "sanction.kind.warn",
        "mute" => "sanction.kind.mute",
        "read_first" => "sanction.kind.read_first",
        "suspend" => "sanction.kind.suspend",
        "ban" => "sanction.kind.ban",
        _ => "decision.approve",
    }
}
