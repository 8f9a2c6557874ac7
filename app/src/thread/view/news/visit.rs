//! Keeps that the thread was read: once it has been on screen of a page that somebody looks at, when what had waited
//! has come in, and when the reader turns away. A person's visit is kept by the server, a visitor's on the device.
use super::super::Talk;
use crate::follow::{read_thread, since};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

/// Watches as long as the thread is on the page.
pub(super) fn attend(talk: Talk) {
    let seen = RwSignal::new(false);
    let looked_at = RwSignal::new(false);
    Effect::new(move |done: Option<()>| {
        if done.is_none() {
            on_screen(seen);
            looked_at.set(!document().hidden());
            recall(talk);
        }
    });
    let sent = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or(false) || (seen.get() && looked_at.get()));
    Effect::new(move || {
        if sent.get() {
            send(talk);
        }
    });
    Effect::new(move |waited: Option<bool>| {
        let waits = talk.waits.with(|waits| !waits.is_empty());
        if waited == Some(true) && !waits && sent.get_untracked() {
            send(talk);
        }
        waits
    });
    let turned = window_event_listener_untyped("visibilitychange", move |_| {
        let hidden = document().hidden();
        looked_at.try_set(!hidden);
        if hidden && sent.try_get_untracked() == Some(true) {
            send(talk);
        }
    });
    on_cleanup(move || turned.remove());
}

/// Sets `seen` the first time that the thread's head is on screen.
fn on_screen(seen: RwSignal<bool>) {
    let Some(head) = document().get_element_by_id("thread") else { return };
    let watch = Closure::<dyn FnMut(js_sys::Array, IntersectionObserver)>::new(
        move |entries: js_sys::Array, observer: IntersectionObserver| {
            let here = |entry: JsValue| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting();
            if entries.iter().any(here) {
                observer.disconnect();
                seen.try_set(true);
            }
        },
    );
    if let Ok(observer) = IntersectionObserver::new(watch.as_ref().unchecked_ref()) {
        observer.observe(&head);
    }
    // Lives as long as its observer does.
    watch.forget();
}

/// Keeps up to where the page was read: what still waits was not.
pub(super) fn send(talk: Talk) {
    let settled = talk.thread.try_with_untracked(|t| t.waiting.is_empty().then_some(t.seq)).flatten();
    if let Some(seq) = settled {
        talk.news.read.try_set_value(seq);
    }
    let Some(seq) = talk.news.read.try_get_value() else { return };
    // What is known already is not told twice.
    if talk.news.sent.try_get_value().is_none_or(|sent| sent >= seq) {
        return;
    }
    talk.news.sent.try_set_value(seq);
    if talk.me().is_none() {
        if talk.whole() {
            keep(talk.proposal, seq);
        }
        return;
    }
    let query = talk.thread.with_untracked(|t| t.reading.query());
    let roots = talk.roots();
    spawn_local(async move {
        if read_thread(talk.proposal, seq, Some(query), Some(roots)).await.is_ok() {
            crate::follow::Bell::of_page().ring();
        }
    });
}

fn name(proposal: i64) -> String {
    format!("pam.seen.{proposal}")
}

fn keep(proposal: i64, seq: i64) {
    if let Ok(Some(store)) = window().local_storage() {
        let _ = store.set_item(&name(proposal), &seq.to_string());
    }
}

/// Asks what happened since this device last showed the thread to a visitor.
fn recall(talk: Talk) {
    if talk.me().is_some() {
        return;
    }
    let kept = window().local_storage().ok().flatten().and_then(|store| store.get_item(&name(talk.proposal)).ok());
    let Some(after) = kept.flatten().and_then(|n| n.parse::<i64>().ok()) else { return };
    if after >= talk.thread.with_untracked(|t| t.seq) {
        return;
    }
    spawn_local(async move {
        if let Ok(Some(found)) = since(talk.proposal, after).await {
            talk.news.since.try_set(Some(found));
        }
    });
}
