//! What was found in a text, in words; the desk's pages of what waits; one's own texts that wait.
#[cfg(feature = "ssr")]
mod held;
mod mine;
#[cfg(feature = "ssr")]
mod rehearsal;
#[cfg(feature = "ssr")]
mod shelf;
mod tabs;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use held::HeldRoute;
#[cfg(feature = "ssr")]
pub use mine::Mine;
pub use mine::waiting;
#[cfg(feature = "ssr")]
pub use rehearsal::RehearsalRoute;
#[cfg(feature = "ssr")]
pub use shelf::ShelfRoute;
pub use tabs::{ShelfTabs, Tabs};

use super::{Firing, Phase, Severity};
use crate::i18n::{Words, words};
use leptos::prelude::*;

/// "Words of the list: idiota"
pub fn said(words: Words, firing: &Firing) -> String {
    let detail = match firing.phase {
        Phase::Personal => words.s(&format!("pipeline.personal.{}", kind(&firing.detail))).into_owned(),
        _ => firing.detail.clone(),
    };
    words.with(&format!("pipeline.found.{}", firing.phase.as_str()), &[("detail", &detail)])
}

/// A kind of personal data that has a name.
fn kind(detail: &str) -> &'static str {
    ["dni", "nie", "iban", "phone"].into_iter().find(|kind| *kind == detail).unwrap_or("email")
}

/// Which phases found something, and what.
#[component]
pub fn Found(
    /// What they found.
    firings: Vec<Firing>,
) -> impl IntoView {
    let words = words();
    let row = |firing: Firing| {
        let serious = firing.severity == Severity::Serious;
        let mark = serious.then(|| view! { " "<span class="badge">{words.s("pipeline.serious")}</span> });
        view! { <li data-phase=firing.phase.as_str()>{said(words, &firing)}{mark}</li> }
    };
    if firings.is_empty() {
        return view! { <p class="quiet">{words.s("pipeline.found.nothing")}</p> }.into_any();
    }
    view! { <ul class="reports" role="list">{firings.into_iter().map(row).collect_view()}</ul> }.into_any()
}
