//! `/{lang}/search?q=`: what the plan says and what people say.
use crate::{
    fault::{Code, Fault},
    i18n::words,
    page::{Title, mark_event, query, show},
    plan::address,
    search::{Hit, HitKind, Results, search},
    ui::{Back, ErrorLine, other},
};
use leptos::prelude::*;

/// `/{lang}/search`
#[component]
pub fn SearchRoute() -> impl IntoView {
    let words = words();
    let lang = words.0;
    let asked = query("q").unwrap_or_default();
    let title = if asked.trim().is_empty() {
        words.s("search.title").into_owned()
    } else {
        words.with("search.title.of", &[("q", &asked)])
    };
    let q = asked.clone();
    let found = async move { Ok(search(q, lang).await) };
    view! {
        <Title text=title/>
        <div class="sheet front">
            <Back to=format!("/{lang}")/>
            <div class="front__head in-wide"><h1 class="title title--page">{words.s("search.title")}</h1></div>
        </div>
        {show(found, move |found| view! { <Drawn asked found/> })}
    }
}

#[component]
fn Drawn(asked: String, found: Result<Results, Fault>) -> impl IntoView {
    let fault = found.as_ref().err().copied();
    if let Some(fault) = fault {
        crate::request::status(fault.status());
        if fault.retry > 0 {
            crate::request::header(http::header::RETRY_AFTER, &fault.retry.to_string());
        }
    }
    let inside = match found {
        _ if asked.trim().is_empty() => ().into_any(),
        Err(_) => ().into_any(),
        Ok(results) => view! { <List asked=asked.clone() results/> }.into_any(),
    };
    view! {
        <div class="sheet">
            <div class="in-side side-blank"></div>
            <div class="in-wide stack"><Ask asked fault/>{inside}</div>
        </div>
    }
}

#[component]
fn Ask(asked: String, fault: Option<Fault>) -> impl IntoView {
    let words = words();
    let bad = fault.filter(|f| f.code == Code::TooLong);
    view! {
        <form class="ask" role="search" action=format!("/{}/search", words.0) aria-label=words.s("search.title")>
            <div class="field">
                <label for="q">{words.s("search.label")}</label>
                <span class="hint" id="q-h">{words.s("search.hint")}</span>
                <ErrorLine id="q-e" fault=Signal::stored(fault)/>
                <input class="box" id="q" type="search" name="q" value=asked maxlength="200"
                    aria-describedby=if fault.is_some() { "q-h q-e" } else { "q-h" } aria-invalid=bad.map(|_| "true")/>
            </div>
            <button class="btn" type="submit">{words.s("page.find")}</button>
        </form>
    }
}

#[component]
fn List(asked: String, results: Results) -> impl IntoView {
    mark_event(results.seq);
    let words = words();
    let n = i64::try_from(results.hits.len()).unwrap_or(0);
    let count =
        if results.more { words.with("search.more", &[("n", &words.number(n))]) } else { words.n("search.found", n) };
    let hits = if n == 0 {
        view! { <div class="empty"><p>{words.s("search.none")}</p><p class="quiet">{words.s("search.none.hint")}</p></div> }.into_any()
    } else {
        let rows = results.hits.into_iter().map(|hit| view! { <Found hit/> });
        view! { <ol class="hits" role="list">{rows.collect_view()}</ol> }.into_any()
    };
    view! {
        <p class="found" role="status"><b>{count}</b>" "{words.with("search.for", &[("q", asked.trim())])}</p>
        {hits}
    }
}

/// One thing found: what it is, where it is read, and the words around the hit.
#[component]
fn Found(hit: Hit) -> impl IntoView {
    let words = words();
    let lang = words.0;
    let page = address(lang, 'p', hit.proposal, &hit.title);
    let spoken = other(hit.lang);
    // The title of a comment's proposal is in the page's language wherever there is one.
    let (kind, link, titled, class) = match hit.kind {
        HitKind::Proposal => {
            let link = view! { <a href=page>{hit.title}</a> }.into_any();
            (words.s("search.proposal").into_owned(), link, spoken, "snip")
        }
        HitKind::Action => {
            let link = view! { <a href=format!("{page}#action-{}", hit.id)>{hit.title}</a> }.into_any();
            (words.with("search.action", &[("n", &hit.id.to_string())]), link, spoken, "snip")
        }
        HitKind::Comment => {
            let link = view! { <a href=format!("/{lang}/c/{}", hit.id)>{hit.title}</a> }.into_any();
            (words.s("search.comment").into_owned(), link, None, "snip snip--said")
        }
    };
    view! {
        <li>
            <p class="kind"><b>{kind}</b></p>
            <h2 lang=titled>{link}</h2>
            <p class=class lang=spoken inner_html=hit.words.0></p>
        </li>
    }
}
