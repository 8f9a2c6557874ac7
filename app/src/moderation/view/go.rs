//! From case to case without leaving the desk: the queue stays, with the rows that were decided, and only the case is
//! fetched.
use super::work::Work;
use crate::{page::renew, ui::focus};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};

/// The element that a case stands in.
const CASE: &str = ".split > [data-part=case]";

/// Opens a case beside the queue, and puts its address into the history.
pub(super) fn open(work: Work, id: i64) {
    let to = work.case(id);
    // Where no case is open yet the page is another one.
    if work.open.get_untracked().is_none() {
        let _ = window().location().set_href(&to);
        return;
    }
    work.open.set(Some(id));
    spawn_local(async move {
        if !renew(&to, CASE).await {
            let _ = window().location().set_href(&to);
            return;
        }
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&to));
        }
        focus("case".to_owned());
    });
}

/// Past the end of the list: what was decided leaves it, what follows comes in, and the first of that is opened.
pub(super) fn onward(work: Work) {
    spawn_local(async move {
        work.anew().await;
        let now = work.open.get_untracked();
        let next = work.queue.with_untracked(|q| q.page.rows.iter().map(|row| row.comment).find(|id| Some(*id) != now));
        if let Some(id) = next {
            open(work, id);
        }
    });
}

/// Rows lead to their cases without leaving the desk; so does the way back.
pub(super) fn attend(work: Work) {
    let pressed = move |event: web_sys::MouseEvent| {
        let plain =
            event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let row = target.and_then(|target| target.closest("a[id^='row-']").ok().flatten());
        let id = row.and_then(|row| row.id().strip_prefix("row-")?.parse().ok());
        if let Some(id) = id.filter(|_| plain && work.open.get_untracked().is_some()) {
            event.prevent_default();
            open(work, id);
        }
    };
    let clicks = window_event_listener(ev::click, pressed);
    let back = window_event_listener_untyped("popstate", move |_| {
        let to = window().location().href().unwrap_or_default();
        spawn_local(async move {
            if renew(&to, CASE).await {
                focus("case".to_owned());
            } else {
                let _ = window().location().reload();
            }
        });
    });
    on_cleanup(move || {
        clicks.remove();
        back.remove();
    });
}
