//! The desk's tabs of what waits, of what was flagged and of appeals, with their counts.
use crate::{
    i18n::words,
    live::subscribe,
    page::{Part, mark_event},
    pipeline::{Shelf, Waits},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The head of either list: all the desk's tabs, and that the list has changed since it was drawn.
#[derive(Serialize, Deserialize)]
pub struct ShelfTabs {
    /// Which list.
    pub shelf: Shelf,
    /// How many are in each.
    pub waits: Waits,
    /// The last event that the counts hold.
    pub seq: i64,
}

impl Part for ShelfTabs {
    const NAME: &'static str = "shelf";

    fn draw(self) -> AnyView {
        let words = words();
        let Self { shelf, waits: drawn, seq } = self;
        let waits = RwSignal::new(drawn);
        subscribe(vec!["desk".to_owned()], seq, move |event| {
            if let Some(now) = event.data.waits {
                waits.try_set(now);
            }
            mark_event(event.seq);
        });
        let to = format!("/{}/desk/{}", words.0, shelf.as_str());
        view! {
            <nav class="tabs" aria-label=words.s("desk.views")>
                <a href=format!("/{}/desk", words.0)>{words.s("desk.view.reported")}</a>
                <Tabs waits=waits.into() now=Some(shelf)/>
            </nav>
            <p class="arrivals" role="status">
                {move || (waits.get() != drawn).then(|| view! { <a class="pill" href=to.clone()>{words.s("pipeline.changed")}</a> })}
            </p>
        }
        .into_any()
    }
}

/// The desk's other pages, and their titles.
const TOOLS: [(&str, &str); 5] = [
    ("together", "together.title"),
    ("shift", "shift.title"),
    ("watch", "watch.title"),
    ("figures", "pulse.title"),
    ("rehearsal", "rehearsal.title"),
];

/// The desk's tabs of both lists, with their counts, and the way to its other pages.
#[component]
pub fn Tabs(
    /// Both counts, now.
    waits: Signal<Waits>,
    /// Which list is open.
    now: Option<Shelf>,
) -> impl IntoView {
    let words = words();
    let tab = move |which: Shelf| {
        let name = which.as_str();
        let count = move || match which {
            Shelf::Waiting => waits.get().waiting,
            Shelf::Flagged => waits.get().flagged,
            Shelf::Appeals => waits.get().appeals,
        };
        view! {
            <a href=format!("/{}/desk/{name}", words.0) aria-current=(now == Some(which)).then_some("true")>
                {words.s(&format!("pipeline.{name}"))}<span class="num" data-shelf=name>"\u{a0}"{move || words.number(count())}</span>
            </a>
        }
    };
    view! {
        {tab(Shelf::Waiting)}{tab(Shelf::Flagged)}{tab(Shelf::Appeals)}
        <details class="tabs__more">
            <summary class="plain">{words.s("desk.tools")}</summary>
            {TOOLS.map(|(page, title)| view! { <a href=format!("/{}/desk/{page}", words.0)>{words.s(title)}</a> }).collect_view()}
        </details>
    }
}
