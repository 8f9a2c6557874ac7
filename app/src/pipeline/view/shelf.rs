//! `/{lang}/desk/waiting` and `/{lang}/desk/flagged`: what nobody has read yet, and what something was found in. Oldest
//! first; what comes is counted and moves nothing.
use super::{ShelfTabs, said};
use crate::{
    fault::Fault,
    i18n::{Words, words},
    page::{Live, Title, mark_event, query, segment, show},
    pipeline::{Moderation, Row, SetModeration, Shelf, ShelfPage, shelf},
    plan,
    ui::{ErrorLine, Refused, Time, other, refused},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Both lists.
#[component]
pub fn ShelfRoute() -> impl IntoView {
    let which = match segment(3).as_deref() {
        Some("flagged") => Shelf::Flagged,
        Some("appeals") => Shelf::Appeals,
        _ => Shelf::Waiting,
    };
    let refused = refused();
    show(shelf(words().0, which, query("after")), move |page| {
        let fault = Refused::of(&refused, "moderation");
        view! { <Drawn page fault/> }
    })
}

#[component]
fn Drawn(page: ShelfPage, fault: Option<Fault>) -> impl IntoView {
    mark_event(page.seq);
    let words = words();
    let ShelfPage { shelf: which, rows, next, plans, seq, waits, .. } = page;
    let (name, title) = (which.as_str(), format!("pipeline.{}", which.as_str()));
    let empty = rows.is_empty();
    let rows = rows.into_iter().map(|row| view! { <Line row which/> }).collect_view();
    let more = next.map(|next| {
        view! { <div class="row-end"><a class="btn btn--line" rel="next" href=format!("/{}/desk/{name}?after={next}", words.0)>{words.s("desk.more")}</a></div> }
    });
    view! {
        <Title text=words.s(&title)/>
        <div class="desk-head"><h1>{words.s(&title)}</h1></div>
        <Live part=ShelfTabs { shelf: which, waits, seq }/>
        {empty.then(|| view! { <div class="empty"><p>{words.s("desk.empty")}</p></div> })}
        <ol class="queue" role="list" hidden=empty>{rows}</ol>
        {more}
        <section class="stack block" aria-labelledby="moderation">
            <h2 id="moderation">{words.s("pipeline.when")}</h2>
            <p class="quiet">{words.s("pipeline.when.hint")}</p>
            <ErrorLine id="moderation-e" fault=Signal::stored(fault)/>
            {plans.into_iter().map(|(id, title, now)| view! { <When id title now/> }).collect_view()}
        </section>
    }
}

#[component]
fn Line(row: Row, which: Shelf) -> impl IntoView {
    let words = words();
    let page = match (row.person, row.unpublished) {
        (true, _) => 'a',
        (_, true) => 'w',
        _ => 'c',
    };
    let to = format!("/{}/desk/{page}/{}", words.0, row.id);
    let why = if which == Shelf::Appeals { words.s("appeal.due").into_owned() } else { why(words, &row) };
    let measure = row.person.then(|| view! { " "<span>{words.s("appeal.of_measure")}</span> });
    view! {
        <li class="row" data-held=row.id>
            <a href=to>
                <span class="row__why">{why}</span>
                " "<Time at=row.at/>
                " "<span class="row__txt" lang=other(row.lang)>{row.words}</span>
                " "<span class="row__meta"><span>{row.author}</span>{measure}" "<span lang=other(row.title.lang)>{row.title.text}</span></span>
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
