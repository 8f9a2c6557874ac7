//! A text as it will look, for who has no script: its plain form asked for it and came back.
use super::Talk;
use crate::{html::Html, i18n::words};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The text that the page's address asks to see, if it is among those that the reader has begun. It is rendered where
/// the page is drawn; a browser that takes the page over leaves what it finds.
pub fn previewed(drafts: &[(String, String, String)]) -> Option<(String, Html)> {
    let place = use_query_map().get_untracked().get("preview")?;
    let (_, body, _) = drafts.iter().find(|(at, _, _)| *at == place)?;
    #[cfg(feature = "ssr")]
    let html = crate::thread::render::markdown(body.trim());
    #[cfg(not(feature = "ssr"))]
    let html = {
        let _ = body;
        super::list::taking_over().then(Html::default)?
    };
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
