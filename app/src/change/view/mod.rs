//! The form that changes a proposal's words, the history of its words, and what the proposal's own page tells of both.
mod edit;
mod history;

pub use edit::EditRoute;
pub use history::HistoryRoute;

use crate::i18n::words;
use leptos::{portal::Portal, prelude::*};

/// Set once the proposal on screen has got new words.
#[derive(Clone, Copy)]
pub struct Changed(RwSignal<bool>);

impl Changed {
    /// For the page being drawn; whatever listens to the proposal finds it there.
    pub fn provide() -> Self {
        let changed = Self(RwSignal::new(false));
        provide_context(changed);
        changed
    }

    /// The words are not those on screen any more.
    pub fn tell(self) {
        self.0.try_set(true);
    }
}

/// Says at the page's foot, where it moves nothing, that the words have changed.
#[component]
pub fn Told(
    /// Whether they have.
    changed: Changed,
    /// The proposal's address.
    to: String,
) -> impl IntoView {
    let words = words();
    let to = StoredValue::new(to);
    view! {
        <Portal>
            <div class="bottom" role="status">
                {move || changed.0.get().then(|| view! {
                    <p class="toast" data-changed="">
                        {words.s("change.now")}" "
                        <a class="plain" rel="external" href=to.get_value()>{words.s("change.now.read")}</a>
                    </p>
                })}
            </div>
        </Portal>
    }
}

/// After the objective: how often the words have changed, and for who may, the way to change them.
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
