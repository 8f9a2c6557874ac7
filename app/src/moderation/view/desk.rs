//! `/{lang}/desk`: what waits for a moderator.
use super::Queue;
use crate::{
    i18n::words,
    moderation::{desk, selected},
    page::{Live, Title, asked, mark_event, query, show},
    watch::watching,
};
use leptos::prelude::*;

/// `/{lang}/desk`
#[component]
pub fn DeskRoute() -> impl IntoView {
    let words = words();
    let (view, only) = selected(&asked());
    let after = query("after");
    let (lang, from) = (words.0, after.clone());
    let found = async move { Ok((desk(lang, view, from, Some(only.query())).await?, watching(lang).await?)) };
    show(found, move |(page, watching)| {
        mark_event(page.seq);
        view! {
            <Title text=words.s("desk.title")/>
            <div class="split">
                <Live part=Queue { page, after, only: Some(watching) }/>
                <section class="case" aria-label=words.s("desk.case")>
                    <div class="empty"><p>{words.s("desk.choose")}</p><p class="quiet">{words.s("desk.choose.hint")}</p></div>
                </section>
            </div>
        }
    })
}
