//! The alarm on the desk.
use super::Storm;
use crate::i18n::words;
use leptos::prelude::*;

/// That far more comes than usual, and what can be done.
#[component]
pub fn Alarm(
    /// The storm.
    storm: Storm,
) -> impl IntoView {
    let words = words();
    let said = words.with("pulse.storm", &[("n", &words.number(storm.now)), ("usual", &words.number(storm.usual))]);
    view! {
        <div class="notice notice--bad alarm" role="status" data-storm=storm.now>
            <p><strong>{words.s("pulse.storm.title")}</strong>" "{said}" "<a href=format!("/{}/desk/waiting#moderation", words.0)>{words.s("pulse.storm.act")}</a></p>
        </div>
    }
}
