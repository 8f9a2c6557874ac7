//! From case to case without leaving the desk: the queue stays, with the rows that were decided, and only the case is
//! fetched.
use super::work::Work;
use crate::{page::renew, ui::focus};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};

/// The element that a case stands in.
const CASE: &str = ".split > [data-part=case]";
/// What scrolls where there is room for both.
const LIST: &str = ".split__list";
/// How much higher a row gets, in pixels, once it tells who is at it.
const TO_GROW: f64 = 48.0;

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

/// Past the end of the list: what was decided leaves it and what follows comes in, or else the next page does; the first
/// of what had not been there is opened.
pub(super) fn onward(work: Work) {
    let rows = move || work.queue.with_untracked(|q| q.open_rows(None));
    let seen: Vec<i64> = work.queue.with_untracked(|q| q.page.rows.iter().map(|row| row.comment).collect());
    let unseen = move || rows().into_iter().find(|id| !seen.contains(id));
    spawn_local(async move {
        let mut next = None;
        if work.queue.with_untracked(|q| q.page.view.empties()) {
            work.anew().await;
            next = unseen();
        }
        if next.is_none() {
            work.further().await;
            next = unseen();
        }
        if let Some(id) = next {
            open(work, id);
        }
    });
}

/// Keeps the row of what is open in sight, however many were decided above it: the list scrolls, the page does not.
fn reveal(id: i64) {
    let row = document().query_selector(&format!("[data-row='{id}']")).ok().flatten();
    let Some((row, list)) = row.and_then(|row| Some((row.get_bounding_client_rect(), row.closest(LIST).ok()??))) else {
        return;
    };
    let (seen, high) = (list.get_bounding_client_rect(), window().inner_height().ok().and_then(|high| high.as_f64()));
    let above = row.top() - seen.top().max(0.0);
    let below = row.bottom() + TO_GROW - seen.bottom().min(high.unwrap_or(f64::MAX));
    let by = if above < 0.0 { above } else { below.max(0.0) };
    #[expect(clippy::cast_possible_truncation, reason = "a page is not that high")]
    list.set_scroll_top(list.scroll_top() + by.round() as i32);
}

/// Rows lead to their cases without leaving the desk; so does the way back.
pub(super) fn attend(work: Work) {
    Effect::new(move || {
        if let Some(id) = work.open.get() {
            reveal(id);
        }
    });
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
