//! Reports of comments, by residents and visitors: for a rule, or as illegal content with the law it breaks
//! (Regulation (EU) 2022/2065, article 16). Whoever reports gets a reference, and hears what was decided.

#[expect(missing_docs, reason = "the macro makes a struct of each function's arguments; the function documents them")]
mod api;
mod model;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod view;

pub use api::{ReportComment, my_reports, receipt, report_comment, report_target};
pub use model::{Fate, Receipt};
#[cfg(feature = "ssr")]
pub use view::{MyReports, ReceiptRoute, ReportRoute};
