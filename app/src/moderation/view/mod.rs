mod appeal;
mod case;
#[cfg(feature = "ssr")]
mod case_page;
#[cfg(feature = "hydrate")]
mod claim;
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
mod mend;
mod near;
mod open;
mod queue;
mod reasons;
#[cfg(feature = "ssr")]
mod redact;
mod row;
mod work;

pub use case::OpenCase;
#[cfg(feature = "ssr")]
pub use case_page::CaseRoute;
#[cfg(feature = "ssr")]
pub use desk::DeskRoute;
pub use queue::Queue;
pub use reasons::Reasons;

use crate::{
    i18n::{Words, words},
    thread::Rule,
};
use leptos::prelude::*;

/// What was decided, as a word with its own shape.
#[component]
pub fn Verdict(
    /// `approve`, `hide`, `restore`, `undo` or `refuse`.
    #[prop(into)]
    kind: String,
) -> impl IntoView {
    let class = match kind.as_str() {
        "hide" | "refuse" => "state state--hidden",
        "restore" => "state state--restored",
        "undo" => "state state--waiting",
        _ => "state state--kept",
    };
    view! { <span class=class>{words().s(crate::record::kind_key(&kind))}</span> }
}

/// The name of a rule, as in its own heading.
fn rule_name(words: Words, rule: Rule) -> String {
    words.s(rule.key()).into_owned()
}

/// The same inside a sentence.
fn rule_inside(words: Words, rule: Rule) -> String {
    rule_name(words, rule).to_lowercase()
}

/// "3 reports: personal data, insults or threats"; the rules may be unknown.
pub fn reports_line(words: Words, n: i64, rules: &[Rule]) -> String {
    let count = words.n("desk.reports", n);
    if rules.is_empty() {
        return count;
    }
    let rules: Vec<String> = rules.iter().map(|rule| rule_inside(words, *rule)).collect();
    format!("{count}: {}", rules.join(", "))
}
