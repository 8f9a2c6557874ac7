//! `/{lang}/c/{id}/revisions`: edits in the open.
use crate::{
    i18n::words,
    page::{Title, mark_event, segment, show},
    thread::write::{Revision, Revisions, revisions},
    ui::{Time, other},
};
use leptos::prelude::*;

/// The texts that a comment has had, newest first.
#[component]
pub fn RevisionsRoute() -> impl IntoView {
    let id = segment(3).and_then(|id| id.parse().ok()).unwrap_or(0);
    show(revisions(id, words().0), |found| view! { <Drawn found/> })
}

#[component]
fn Drawn(found: Revisions) -> impl IntoView {
    mark_event(found.seq);
    let words = words();
    let Revisions { comment, texts, .. } = found;
    let back = format!("/{}/c/{}", words.0, comment.id);
    let lang = other(comment.lang);
    let title = words.with("revisions.title", &[("name", &comment.author.name)]);
    let rows = texts.into_iter().map(|text| view! { <Row text lang/> }).collect_view();
    view! {
        <Title text=title.clone()/>
        <div class="sheet front">
            <p class="in-side"><a class="back" href=back><span aria-hidden="true">"←"</span>" "{words.s("page.back")}</a></p>
            <div class="front__head in-wide">
                <h1 class="title title--page">{title}</h1>
                <p class="intro">{words.s("revisions.intro")}</p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <ol class="revisions in-wide" role="list">{rows}</ol>
        </div>
    }
}

#[component]
fn Row(text: Revision, lang: Option<&'static str>) -> impl IntoView {
    let words = words();
    let Revision { n, at, text } = text;
    let name = if n == 1 {
        words.s("revisions.first").into_owned()
    } else {
        words.with("revisions.n", &[("n", &words.number(n))])
    };
    view! {
        <li data-revision=n>
            <h2>{name}" "<small><Time at/></small></h2>
            <p class="diff revision" lang=lang inner_html=text.0></p>
        </li>
    }
}
