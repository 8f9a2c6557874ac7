//! Appeals: who wrote a text that was taken down or refused says why that was wrong, and another moderator looks again
//! (Regulation (EU) 2022/2065, article 20).

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod view;

pub use api::{AnswerAppeal, Appeal, answer_appeal, appeal};
pub use model::{Against, Appealed, Outcome, Redress};
#[cfg(feature = "ssr")]
pub use model::{TIME_TO_ANSWER, TIME_TO_APPEAL};
pub use view::{AnswerNote, Panel};
#[cfg(feature = "ssr")]
pub use view::{Answering, Begun, Stated, Statement, can_be_done};
