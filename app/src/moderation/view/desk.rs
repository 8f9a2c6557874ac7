//! `/{lang}/desk`: what waits for a moderator.
use super::Queue;
use crate::{
    i18n::words,
    moderation::{View, desk},
    page::{Live, Title, mark_event, query, show},
};
use leptos::prelude::*;

/// `/{lang}/desk`
#[component]
pub fn DeskRoute() -> impl IntoView {
    let words = words();
    let view = query("view").and_then(|v| v.parse::<View>().ok()).unwrap_or_default();
    let after = query("after");
    show(desk(words.0, view, after.clone()), move |page| {
        mark_event(page.seq);
        view! {
            <Title text=words.s("desk.title")/>
            <div class="split">
                <Live part=Queue { page, after }/>
                <section class="case" aria-label=words.s("desk.case")>
                    <div class="empty"><p>{words.s("desk.choose")}</p><p class="quiet">{words.s("desk.choose.hint")}</p></div>
                </section>
            </div>
        }
    })
}
