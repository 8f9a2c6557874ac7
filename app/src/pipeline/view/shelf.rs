//! `/{lang}/desk/waiting` and `/{lang}/desk/flagged`: what nobody has read yet, and what something was found in. Oldest
//! first; what comes is counted and moves nothing.
use super::said;
use crate::{
    fault::Fault,
    i18n::{Words, words},
    live::subscribe,
    page::{FaultPage, Title, load, mark_event, segment, show},
    pipeline::{Moderation, Row, SetModeration, Shelf, ShelfPage, Waits, shelf},
    plan,
    ui::{ErrorLine, Refused, Time, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

/// Both lists.
#[component]
pub fn ShelfRoute() -> impl IntoView {
    let lang = words().0;
    let (segment, query) = (segment(3), use_query_map());
    let source = move || {
        let which = if segment().as_deref() == Some("flagged") { Shelf::Flagged } else { Shelf::Waiting };
        (which, query.get().get("after"))
    };
    let page = load(
        move || format!("{:?}", source()),
        move || {
            let (which, after) = untrack(source);
            shelf(lang, which, after)
        },
    );
    let refused = StoredValue::new(refused());
    show(move || async move {
        let fault = refused.with_value(|refused| Refused::of(refused, "moderation"));
        match page.get().await {
            Err(fault) => view! { <FaultPage fault/> }.into_any(),
            Ok(page) => view! { <Drawn page fault/> }.into_any(),
        }
    })
}

#[component]
fn Drawn(page: ShelfPage, fault: Option<Fault>) -> impl IntoView {
    mark_event(page.seq);
    let words = words();
    let (waits, drawn) = (RwSignal::new(page.waits), page.waits);
    let ShelfPage { shelf: which, rows, next, plans, seq, .. } = page;
    subscribe(vec!["desk".to_owned()], seq, move |event| {
        if let Some(now) = event.data.waits {
            waits.try_set(now);
        }
        mark_event(event.seq);
    });
    let (name, title) = match which {
        Shelf::Waiting => ("waiting", "pipeline.waiting"),
        Shelf::Flagged => ("flagged", "pipeline.flagged"),
    };
    let to = format!("/{}/desk/{name}", words.0);
    let empty = rows.is_empty();
    let rows = rows.into_iter().map(|row| view! { <Line row which/> }).collect_view();
    let more = next.map(|next| {
        view! { <div class="row-end"><a class="btn btn--line" rel="next" href=format!("{to}?after={next}")>{words.s("desk.more")}</a></div> }
    });
    view! {
        <Title text=words.s(title)/>
        <div class="desk-head"><h1>{words.s(title)}</h1></div>
        <nav class="tabs" aria-label=words.s("desk.views")>
            <a href=format!("/{}/desk", words.0)>{words.s("desk.view.reported")}</a>
            <Tabs waits=waits.into() now=Some(which)/>
        </nav>
        <p class="arrivals" role="status">
            {move || (waits.get() != drawn).then(|| view! { <a class="pill" rel="external" href=to.clone()>{words.s("pipeline.changed")}</a> })}
        </p>
        {empty.then(|| view! { <div class="empty"><p>{words.s("desk.empty")}</p></div> })}
        <ol class="queue" role="list" hidden=empty>{rows}</ol>
        {more}
        <section class="stack" aria-labelledby="moderation">
            <h2 id="moderation">{words.s("pipeline.when")}</h2>
            <p class="quiet">{words.s("pipeline.when.hint")}</p>
            <ErrorLine id="moderation-e" fault=Signal::stored(fault)/>
            {plans.into_iter().map(|(id, title, now)| view! { <When id title now/> }).collect_view()}
        </section>
    }
}

/// The desk's tabs of both lists, with their counts.
#[component]
pub fn Tabs(
    /// Both counts, now.
    waits: Signal<Waits>,
    /// Which list is open.
    now: Option<Shelf>,
) -> impl IntoView {
    let words = words();
    let tab = move |which: Shelf, name: &'static str| {
        let count = move || match which {
            Shelf::Waiting => waits.get().waiting,
            Shelf::Flagged => waits.get().flagged,
        };
        view! {
            <a rel="external" href=format!("/{}/desk/{name}", words.0) aria-current=(now == Some(which)).then_some("true")>
                {words.s(&format!("pipeline.{name}"))}<span class="num" data-shelf=name>"\u{a0}"{move || words.number(count())}</span>
            </a>
        }
    };
    view! {
        {tab(Shelf::Waiting, "waiting")}{tab(Shelf::Flagged, "flagged")}
        <a href=format!("/{}/desk/rehearsal", words.0)>{words.s("rehearsal.title")}</a>
    }
}

#[component]
fn Line(row: Row, which: Shelf) -> impl IntoView {
    let words = words();
    let to = match which {
        Shelf::Waiting => format!("/{}/desk/w/{}", words.0, row.id),
        Shelf::Flagged => format!("/{}/desk/c/{}", words.0, row.id),
    };
    view! {
        <li class="row" data-held=row.id>
            <a href=to>
                <span class="row__why">{why(words, &row)}</span>
                " "<Time at=row.at/>
                " "<span class="row__txt" lang=other(row.lang)>{row.words}</span>
                " "<span class="row__meta"><span>{row.author}</span>" "<span lang=other(row.title.lang)>{row.title.text}</span></span>
            </a>
        </li>
    }
}

/// What was found, in one line.
fn why(words: Words, row: &Row) -> String {
    let all: Vec<String> = row.firings.iter().map(|firing| said(words, firing)).collect();
    if all.is_empty() { words.s("pipeline.found.nothing").into_owned() } else { all.join(" · ") }
}

/// When the moderators of a plan read.
#[component]
fn When(id: i64, title: plan::Text, now: Moderation) -> impl IntoView {
    let words = words();
    let choice = |mode: &Moderation| {
        view! { <option value=mode.as_str() selected=*mode == now>{words.s(&format!("pipeline.when.{}", mode.as_str()))}</option> }
    };
    view! {
        <form class="steer__form" method="post" action=SetModeration::url() data-moderation=id>
            <input type="hidden" name="plan" value=id/>
            <div class="field">
                <label for=format!("when-{id}") lang=other(title.lang)>{title.text}</label>
                <select class="box" id=format!("when-{id}") name="moderation" aria-describedby="moderation-e">
                    {Moderation::ALL.iter().map(choice).collect_view()}
                </select>
            </div>
            <button class="btn btn--line" type="submit">{words.s("pipeline.when.set")}</button>
        </form>
    }
}
