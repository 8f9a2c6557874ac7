//! The way on and the way back, above and below the comments: plain links, so that an address says where one is.
use crate::{
    i18n::words,
    thread::reading::{Cursor, Reading, Start},
};
use leptos::prelude::*;

/// `ends`: where the page before this one ends, and after what the next one starts. `to` is the proposal's address.
#[component]
pub(super) fn Pages(ends: (Option<Cursor>, Option<Cursor>), to: String, reading: Reading, top: bool) -> impl IntoView {
    let words = words();
    let (before, next) = ends;
    if before.is_none() && (next.is_none() || top) {
        return None;
    }
    let start = reading.start != Start::First;
    let address = |start: Start| format!("{to}{}#thread", reading.at(start).query());
    let first =
        start.then(|| view! { <a class="btn btn--line" href=address(Start::First)>{words.s("thread.first")}</a> });
    let earlier = before.map(|cursor| {
        view! { <a class="btn btn--line" rel="prev" href=address(Start::Before(cursor))>{words.s("thread.before")}</a> }
    });
    let later = next.map(|cursor| {
        view! { <a class="btn btn--line" rel="next" href=address(Start::After(cursor))>{words.s("thread.after")}</a> }
    });
    let name = words.s(if top { "thread.pages.top" } else { "thread.pages" });
    Some(view! { <nav class="pages" aria-label=name>{first}{earlier}{later}</nav> })
}
