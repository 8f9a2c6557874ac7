//! `/{lang}/desk`: what waits for a moderator.
use super::{queue::QueueView, work::Work};
use crate::{
    i18n::words,
    moderation::{Desk, View, desk},
    page::{FaultPage, Title, load, mark_event, show},
    ui::Time,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// As many as are counted; past that the exact figure helps nobody.
const COUNTED: i64 = 1000;

/// `/{lang}/desk`
#[component]
pub fn DeskRoute() -> impl IntoView {
    let lang = words().0;
    let query = use_query_map();
    let source = move || {
        let query = query.get();
        let view = query.get("view").and_then(|v| v.parse::<View>().ok()).unwrap_or_default();
        (view, query.get("after"))
    };
    let page = load(
        move || format!("{:?}", source()),
        move || {
            let (view, after) = untrack(source);
            desk(lang, view, after)
        },
    );
    show(move || async move {
        match page.get().await {
            Err(fault) => view! { <FaultPage fault/> }.into_any(),
            Ok(page) => view! { <Drawn page after=source().1/> }.into_any(),
        }
    })
}

#[component]
fn Drawn(page: Desk, after: Option<String>) -> impl IntoView {
    mark_event(page.seq);
    let words = words();
    let work = Work::new(page, after);
    view! {
        <Title text=words.s("desk.title")/>
        <DeskHead work/>
        <div class="split">
            <QueueView work/>
            <section class="case" aria-label=words.s("desk.case")>
                <div class="empty"><p>{words.s("desk.choose")}</p><p class="quiet">{words.s("desk.choose.hint")}</p></div>
            </section>
        </div>
    }
}

/// How many comments wait, and since when the oldest does.
#[component]
pub(super) fn DeskHead(work: Work) -> impl IntoView {
    let words = words();
    let pending = Memo::new(move |_| work.queue.with(|q| q.page.pending));
    let oldest = Memo::new(move |_| work.queue.with(|q| q.page.oldest));
    let count = move || match pending.get() {
        n if n >= COUNTED => words.with("desk.pending.full", &[("n", &words.number(COUNTED))]),
        n => words.n("desk.pending", n),
    };
    view! {
        <div class="desk-head">
            <h1>{words.s("desk.title")}</h1>
            <p>
                <b class="num" data-pending=pending>{count}</b>". "
                {move || (oldest.get() > 0).then(|| view! { <span>{words.s("desk.oldest")}" "<Time at=oldest.get()/></span> })}
            </p>
        </div>
    }
}
