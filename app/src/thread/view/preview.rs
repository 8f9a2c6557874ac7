//! A text as it will look, for who has no script: its plain form asked for it and came back.
use super::Talk;
#[cfg(feature = "ssr")]
use crate::html::Html;
use crate::i18n::words;
use leptos::prelude::*;

/// The text that the page's address asks to see, if it is among those that the reader has begun.
#[cfg(feature = "ssr")]
pub fn previewed(drafts: &[(String, String, String)]) -> Option<(String, Html)> {
    let place = crate::page::query("preview")?;
    let (_, body, _) = drafts.iter().find(|(at, _, _)| *at == place)?;
    let html = crate::thread::render::markdown(body.trim());
    Some((place, html))
}

/// What was asked to be seen, above its box.
#[component]
pub(super) fn Previewed(talk: Talk, place: String) -> impl IntoView {
    let asked = talk.begun.with_value(|b| b.preview.clone()).filter(|(at, _)| *at == place);
    asked.map(|(_, html)| {
        view! {
            <div class="preview" id="preview" tabindex="-1">
                <p class="legend">{words().s("write.preview")}</p>
                <div class="note__body" inner_html=html.0></div>
            </div>
        }
    })
}
