//! The look's vocabulary: small components that every feature draws with.

#[cfg(feature = "ssr")]
pub mod fields;
#[cfg(feature = "ssr")]
mod form;
mod refused;
mod time;
#[cfg(feature = "hydrate")]
mod typing;

#[cfg(feature = "ssr")]
pub use form::{Area, Field, Summary};
pub use refused::Refused;
#[cfg(feature = "ssr")]
pub use refused::refused;
pub use time::Time;
#[cfg(feature = "hydrate")]
pub use time::relative_times;
#[cfg(feature = "hydrate")]
pub use typing::typing;

use crate::{
    fault::Fault,
    i18n::{Lang, words},
};
use leptos::prelude::*;

/// A drawing from the sprite; always beside a word.
#[component]
pub fn Icon(
    /// The symbol's id.
    name: &'static str,
    /// The class; `i` for those that stand in a line of text.
    #[prop(default = "i")]
    class: &'static str,
) -> impl IntoView {
    view! { <svg class=class aria-hidden="true" focusable="false"><use href=format!("#{name}")></use></svg> }
}

/// A refusal, between hint and field.
#[component]
pub fn ErrorLine(
    /// Named by the field's `aria-describedby`.
    #[prop(into)]
    id: String,
    /// What was refused; nothing is drawn without.
    #[prop(into)]
    fault: Signal<Option<Fault>>,
) -> impl IntoView {
    let words = words();
    move || {
        fault.get().map(|fault| {
            let more = fault.more(words).map(|(to, said)| view! { " "<a href=to>{said}</a> });
            view! { <p class="error" id=id.clone() role="alert"><Icon name="i-bad"/><span>{fault.say(words)}{more}</span></p> }
        })
    }
}

/// The way back, at the left of the title.
#[cfg(feature = "ssr")]
#[component]
pub fn Back(
    /// Where to.
    #[prop(into)]
    to: String,
) -> impl IntoView {
    view! {
        <p class="in-side"><a class="back" href=to><span aria-hidden="true">"←"</span>" "{words().s("page.back")}</a></p>
    }
}

/// `lang` for a text that is not in the page's language.
pub fn other(lang: Lang) -> Option<&'static str> {
    (lang != words().0).then(|| lang.code())
}

/// How many pencil strokes a number of people makes: none, one to three.
pub const fn strokes(n: i64) -> usize {
    match n {
        ..=0 => 0,
        1..=2 => 1,
        3..=5 => 2,
        _ => 3,
    }
}

/// The symbol for so many strokes.
pub const fn stroke_symbol(n: i64) -> &'static str {
    ["s0", "s1", "s2", "s3"][strokes(n)]
}

/// Waits until the page has drawn what was just changed, then focuses the element with this id.
pub fn focus(id: String) {
    #[cfg(feature = "hydrate")]
    request_animation_frame(move || {
        use wasm_bindgen::JsCast;
        let element = document().get_element_by_id(&id);
        if let Some(element) = element.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
    #[cfg(not(feature = "hydrate"))]
    drop(id);
}
