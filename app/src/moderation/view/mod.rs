mod case;
#[cfg(feature = "ssr")]
mod case_page;
mod decide;
#[cfg(feature = "ssr")]
mod desk;
mod facts;
mod fold;
#[cfg(feature = "hydrate")]
mod go;
mod judged;
mod keys;
#[cfg(feature = "ssr")]
mod log;
mod open;
mod queue;
#[cfg(feature = "ssr")]
mod report;
mod row;
mod work;

pub use case::OpenCase;
#[cfg(feature = "ssr")]
pub use case_page::CaseRoute;
#[cfg(feature = "ssr")]
pub use desk::DeskRoute;
#[cfg(feature = "ssr")]
pub use log::LogRoute;
pub use queue::Queue;
#[cfg(feature = "ssr")]
pub use report::ReportRoute;

use crate::{
    i18n::{Words, words},
    thread::Rule,
};
use leptos::prelude::*;

/// What was decided, as a word with its own shape.
#[component]
pub fn Verdict(
    /// `approve`, `hide`, `restore` or `undo`.
    #[prop(into)]
    kind: String,
) -> impl IntoView {
    let (class, key) = match kind.as_str() {
        "hide" => ("state state--hidden", "decision.hide"),
        "restore" => ("state state--restored", "decision.restore"),
        "undo" => ("state state--waiting", "decision.undo"),
        _ => ("state state--kept", "decision.approve"),
    };
    view! { <span class=class>{words().s(key)}</span> }
}

/// The name of a rule, as in its own heading.
fn rule_name(words: Words, rule: Rule) -> String {
    words.s(&format!("rule.{}", rule.as_str())).into_owned()
}

/// The same inside a sentence.
fn rule_inside(words: Words, rule: Rule) -> String {
    rule_name(words, rule).to_lowercase()
}

/// "3 reports: personal data, insults or threats"; the rules may be unknown.
fn reports_line(words: Words, n: i64, rules: &[Rule]) -> String {
    let count = words.n("desk.reports", n);
    if rules.is_empty() {
        return count;
    }
    let rules: Vec<String> = rules.iter().map(|rule| rule_inside(words, *rule)).collect();
    format!("{count}: {}", rules.join(", "))
}
