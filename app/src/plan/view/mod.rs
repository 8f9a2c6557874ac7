#[cfg(feature = "ssr")]
mod front;
mod live;
#[cfg(feature = "ssr")]
mod proposal;
#[cfg(feature = "ssr")]
mod ruler;
#[cfg(feature = "ssr")]
mod section;

#[cfg(feature = "ssr")]
pub use front::Front;
pub use live::{ProposalTally, SectionTally, Talked, Tally};
#[cfg(feature = "ssr")]
pub use proposal::ProposalRoute;
#[cfg(feature = "ssr")]
pub use section::SectionRoute;

use crate::i18n::Words;
#[cfg(feature = "ssr")]
use crate::{i18n::words, plan::SectionItem, ui::other};
#[cfg(feature = "ssr")]
use leptos::prelude::*;

/// The number before the slug of an address (`7-relacions-internacionals`).
#[cfg(feature = "ssr")]
pub fn id_of(param: Option<String>) -> i64 {
    param.and_then(|p| p.split('-').next().and_then(|n| n.parse().ok())).unwrap_or(0)
}

/// "12 proposals, 30 supporters, 5 comments", as one line of figures.
fn figures(words: Words, counts: crate::live::Counts) -> String {
    format!("{}, {}", words.n("plan.supports", counts.supports), words.n("plan.comments", counts.comments))
}

/// Sections as a table of contents.
#[cfg(feature = "ssr")]
#[component]
fn Contents(
    /// In order.
    sections: Vec<SectionItem>,
    /// The class that places it in the sheet.
    #[prop(default = "toc")]
    class: &'static str,
) -> impl IntoView {
    let words = words();
    let rows = sections.into_iter().map(|s| {
        let address = super::address(words.0, 's', s.id, &s.title.text);
        view! {
            <li>
                <span class="no">{s.number}</span>
                <a href=address lang=other(s.title.lang)>{s.title.text}</a>
                <span class="n">{words.number(s.counts.proposals)}<span class="vh">" "{words.s("plan.of_proposals")}</span></span>
                <p>
                    {(!s.about.is_empty()).then(|| view! { <span>{s.about}" "</span> })}
                    <span data-figures=s.id>{figures(words, s.counts)}"."</span>
                </p>
            </li>
        }
    });
    view! { <ol class=class role="list">{rows.collect_view()}</ol> }
}
