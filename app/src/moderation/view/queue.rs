//! The list at the left of the desk: views, arrivals, rows, the next page, keys.
use super::{keys::Keys, row::Row, work::Work};
use crate::{
    i18n::words,
    live::Connection,
    moderation::{Desk, View},
    page::Part,
    pipeline::Tabs,
    pulse::Alarm,
    still,
    ui::{ErrorLine, Time},
    watch::Watching,
};
#[cfg(feature = "ssr")]
use crate::{
    ui::{Refused, refused},
    watch::Only,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// As many as are counted; past that the exact figure helps nobody.
const COUNTED: i64 = 1000;

/// The desk's head and its list.
#[derive(Serialize, Deserialize)]
pub struct Queue {
    /// What is in it.
    pub page: Desk,
    /// After which row it starts.
    pub after: Option<String>,
    /// What of it is shown, as forms that the server draws.
    #[serde(skip)]
    pub only: Option<Watching>,
}

impl Part for Queue {
    const NAME: &'static str = "queue";

    fn draw(self) -> AnyView {
        let Self { page, after, only } = self;
        let shown = (page.view, page.filter.clone());
        let work = Work::of_page(|| Work::new(page, after));
        let only = still!([only, shown] only.map(|watching| {
            let fault = Refused::of(&refused(), "watch");
            view! { <Only view=shown.0 filter=shown.1 watching fault/> }
        }));
        view! { <DeskHead work/><QueueView work only/> }.into_any()
    }
}

#[component]
fn QueueView(work: Work, only: impl IntoView) -> impl IntoView {
    let words = words();
    let ids = Memo::new(move |_| work.queue.with(|q| q.page.rows.iter().map(|r| r.comment).collect::<Vec<_>>()));
    let empty = move || ids.with(Vec::is_empty);
    view! {
        <section class="split__list" aria-label=words.s("desk.queue")>
            <Views work/>
            {only}
            <Arrivals work/>
            <ErrorLine id="queue-e" fault=work.fault/>
            {move || empty().then(|| view! {
                <div class="empty"><p>{words.s("desk.empty")}</p><p class="quiet">{words.s("desk.empty.hint")}</p></div>
            })}
            <ol class="queue" role="list" hidden=empty>
                <For each=move || ids.get() key=|id| *id let:id>
                    <Row work id/>
                </For>
            </ol>
            <More work/>
            <Keys work/>
        </section>
    }
}

#[component]
fn Views(work: Work) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let now = Memo::new(move |_| work.queue.with(|q| q.page.view));
    let pending = Memo::new(move |_| work.queue.with(|q| q.page.pending));
    let waits = Memo::new(move |_| work.queue.with(|q| q.page.waits));
    let tab = move |view: View| {
        // Only what waits is counted: the others grow for ever.
        let count = move || {
            (view == View::Reported).then(|| view! { <span class="num">"\u{a0}"{words.number(pending.get())}</span> })
        };
        view! {
            <a href=format!("/{lang}/desk?view={}", view.as_str()) aria-current=move || (now.get() == view).then_some("true")>
                {words.s(&format!("desk.view.{}", view.as_str()))}{count}
            </a>
        }
    };
    view! { <nav class="tabs" aria-label=words.s("desk.views")>{View::ALL.map(tab).collect_view()}<Tabs waits=waits.into() now=None/></nav> }
}

/// What came for this view waits behind a button that counts it; a lost connection is told politely.
#[component]
fn Arrivals(work: Work) -> impl IntoView {
    let words = words();
    let waiting = Memo::new(move |_| work.queue.with(|q| i64::try_from(q.waiting.len()).unwrap_or(0)));
    let lost = move || work.line.connection.get() == Connection::Lost;
    view! {
        <div class="arrivals" role="status">
            {move || lost().then(|| view! {
                <div class="notice notice--off"><p><strong>{words.s("live.lost")}</strong>" "{words.s("live.lost.hint")}</p></div>
            })}
            {move || (waiting.get() > 0).then(|| view! {
                <button class="pill" type="button" on:click=move |_| work.fetch(true)>
                    {words.n("desk.new", waiting.get())}" "<span aria-hidden="true">"↑"</span>
                </button>
            })}
        </div>
    }
}

#[component]
fn More(work: Work) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let next = Memo::new(move |_| {
        work.queue.with(|q| {
            let next = q.page.next.as_ref()?;
            let only = q.page.filter.query();
            let and = if only.is_empty() { "" } else { "&" };
            Some((format!("/{lang}/desk?view={}{and}{only}&after={next}", q.page.view.as_str()), q.page.further))
        })
    });
    move || {
        next.get().map(|(to, further)| {
            let word = words.s(if further { "desk.further" } else { "desk.more" });
            view! { <div class="row-end"><a class="btn btn--line" rel="next" href=to>{word}</a></div> }
        })
    }
}

/// How many comments wait, and since when the oldest does.
#[component]
fn DeskHead(work: Work) -> impl IntoView {
    let words = words();
    let pending = Memo::new(move |_| work.queue.with(|q| q.page.pending));
    let storm = Memo::new(move |_| work.queue.with(|q| q.page.storm));
    let oldest = Memo::new(move |_| work.queue.with(|q| q.page.oldest));
    let count = move || match pending.get() {
        n if n >= COUNTED => words.with("desk.pending.full", &[("n", &words.number(COUNTED))]),
        n => words.n("desk.pending", n),
    };
    view! {
        {move || storm.get().map(|storm| view! { <Alarm storm/> })}
        <div class="desk-head">
            <h1>{words.s("desk.title")}</h1>
            <p>
                <b class="num" data-pending=pending>{count}</b>". "
                {move || (oldest.get() > 0).then(|| view! { <span>{words.s("desk.oldest")}" "<Time at=oldest.get()/></span> })}
            </p>
        </div>
    }
}
