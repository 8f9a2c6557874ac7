//! The pipeline that every new or edited text passes, and the texts that wait for a moderator.
//!
//! Phases look and say what they found; the plan decides whether a text with findings shows at once and comes to the
//! desk, or waits there first. `docs/pipeline.md` tells each phase and the formula of the score.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[cfg(feature = "ssr")]
mod pass;
#[cfg(feature = "ssr")]
pub mod phase;
#[cfg(feature = "ssr")]
mod rules;
#[cfg(feature = "ssr")]
pub mod run;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
pub mod text;
mod view;

pub use api::{
    ApproveText, DropWords, RefuseText, SetModeration, UseWords, WithdrawText, approve_text, drop_words, held_text,
    my_texts, refuse_text, rehearse, set_moderation, shelf, use_words, withdraw_text,
};
pub use model::{
    Caught, Firing, HeldText, Moderation, MyText, Phase, Rehearsed, Row, Severity, Shelf, ShelfPage, Standing, Waits,
    WordRule,
};
#[cfg(feature = "ssr")]
pub use pass::{Asked, Passed, comment, edit};
#[cfg(feature = "ssr")]
pub use rules::Rules;
pub use view::{Found, ShelfTabs, Tabs, waiting};
#[cfg(feature = "ssr")]
pub use view::{HeldRoute, Mine, RehearsalRoute, ShelfRoute};
