//! `/{lang}/p/{id}/history`: the versions of a proposal's words, what changed in each, and the voices behind it.
use crate::{
    change::{History, Part, PartOf, Version, history},
    i18n::{Words, words},
    page::{Title, mark_event, number, segment, show},
    plan::{address, id_of},
    thread::Comment,
    ui::{Back, Time, other},
};
use leptos::prelude::*;

/// `/{lang}/p/{id}/history`
#[component]
pub fn HistoryRoute() -> impl IntoView {
    let lang = words().0;
    show(history(lang, id_of(segment(3)), number("before")), |page| view! { <Drawn page/> })
}

#[component]
fn Drawn(page: History) -> impl IntoView {
    mark_event(page.seq);
    let words = words();
    let lang = words.0;
    let id = page.proposal;
    let to = address(lang, 'p', id, &page.title.text);
    let older = page.next.map(|before| {
        let to = format!("/{lang}/p/{id}/history?before={before}");
        view! {
            <nav class="pages" aria-label=words.s("change.pages")>
                <a class="btn btn--line" rel="next" href=to>{words.s("change.older")}</a>
            </nav>
        }
    });
    let versions = page.versions.into_iter().map(|version| view! { <Row version/> }).collect_view();
    view! {
        <Title text=format!("{}: {}", words.s("change.title"), page.title.text)/>
        <div class="sheet front">
            <Back to=to.clone()/>
            <div class="front__head in-wide">
                <h1 class="title title--page">{words.s("change.title")}</h1>
                <p class="intro"><a href=to lang=other(page.title.lang)>{page.title.text}</a></p>
            </div>
        </div>
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide"><ol class="versions" role="list">{versions}</ol>{older}</div>
        </div>
    }
}

#[component]
fn Row(version: Version) -> impl IntoView {
    let words = words();
    let Version { n, at, note, lang, parts, voices } = version;
    let first = n == 1;
    let title = if first {
        words.s("change.first").into_owned()
    } else {
        words.with("change.nth", &[("n", &words.number(n - 1))])
    };
    let note =
        (!note.text.is_empty()).then(|| view! { <p class="version__note" lang=other(note.lang)>{note.text}</p> });
    let parts = parts.into_iter().map(|part| view! { <Diff part lang=other(lang)/> }).collect_view();
    let behind = (!voices.is_empty()).then(|| {
        let voices = voices.into_iter().map(|comment| view! { <Voice comment/> }).collect_view();
        view! { <h3>{words.s("change.voices")}</h3><ul class="voices" role="list">{voices}</ul> }
    });
    view! {
        <li class="version" id=format!("v-{n}") tabindex="-1" data-version=n>
            <div class="version__head"><h2>{title}</h2><span class="quiet small"><Time at/></span></div>
            {note}
            {behind}
            {parts}
        </li>
    }
}

/// A part with what went and what came.
#[component]
fn Diff(part: Part, lang: Option<&'static str>) -> impl IntoView {
    let words = words();
    view! {
        <h3>{name(words, part.of)}</h3>
        <p class="diff" lang=lang inner_html=part.diff.0></p>
    }
}

fn name(words: Words, of: PartOf) -> String {
    let n = |key: &str, n: i64| words.with(key, &[("n", &words.number(n))]);
    match of {
        PartOf::Title => words.s("change.part.title").into_owned(),
        PartOf::Objective => words.s("plan.objective").into_owned(),
        PartOf::Body => words.s("plan.body").into_owned(),
        PartOf::Action(at) => n("change.part.action", at),
        PartOf::NewAction(at) => n("change.part.action.new", at),
        PartOf::GoneAction => words.s("change.part.action.gone").into_owned(),
    }
}

/// A comment that led to it; what may no longer be read shows no text.
#[component]
fn Voice(comment: Comment) -> impl IntoView {
    let words = words();
    let id = comment.id;
    if !comment.visible() {
        return view! { <li data-voice=id><p class="quiet">{words.s("thread.gone")}</p></li> }.into_any();
    }
    view! {
        <li data-voice=id>
            <blockquote class="note__body" lang=other(comment.lang) inner_html=comment.body.0></blockquote>
            <p class="meta"><a href=format!("/{}/c/{id}", words.0)>{comment.author.name}</a></p>
        </li>
    }
    .into_any()
}
