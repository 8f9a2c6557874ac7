//! The form that changes a proposal's words, the history of its words, and what the proposal's own page tells of both.
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod history;

#[cfg(feature = "ssr")]
pub use edit::EditRoute;
#[cfg(feature = "ssr")]
pub use history::HistoryRoute;

use crate::{
    i18n::words,
    page::{Part, shared},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Set once the proposal on screen has got new words.
#[derive(Clone, Copy)]
pub struct Changed(RwSignal<bool>);

impl Changed {
    /// The page's one.
    pub fn of_page() -> Self {
        shared(|| Self(RwSignal::new(false)))
    }

    /// The words are not those on screen any more.
    pub fn tell(self) {
        self.0.try_set(true);
    }
}

/// Says at the window's foot, where it moves nothing, that the words have changed.
#[derive(Serialize, Deserialize)]
pub struct Told {
    /// The proposal's address.
    pub to: String,
}

impl Part for Told {
    const NAME: &'static str = "told";

    fn draw(self) -> AnyView {
        let words = words();
        let (changed, to) = (Changed::of_page(), self.to);
        view! {
            <div class="bottom" role="status">
                {move || changed.0.get().then(|| view! {
                    <p class="toast" data-changed="">
                        {words.s("change.now")}" "
                        <a class="plain" href=to.clone()>{words.s("change.now.read")}</a>
                    </p>
                })}
            </div>
        }
        .into_any()
    }
}

/// After the objective: how often the words have changed, and for who may, the way to change them.
#[cfg(feature = "ssr")]
#[component]
pub fn Line(
    /// The proposal.
    proposal: i64,
    /// The version that is shown.
    version: i64,
    /// Whether the reader may change it.
    edits: bool,
) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let changes = (version > 1).then(|| {
        view! {
            <a href=format!("/{lang}/p/{proposal}/history") data-history="">
                {words.s("change.title")}": "{words.n("change.count", version - 1)}
            </a>
        }
    });
    let edit =
        edits.then(|| view! { <a href=format!("/{lang}/p/{proposal}/edit") data-edit="">{words.s("change.edit")}</a> });
    (changes.is_some() || edit.is_some()).then(|| view! { <p class="changes">{changes}" "{edit}</p> })
}
