//! `n` and `p` go from one new comment to the next, and back. Silent while something is typed, and for who turned them
//! off.
use super::super::Talk;
use crate::ui::typing;
use leptos::{ev, prelude::*};

/// Where the choice is kept on the device; the desk's keys heed the same.
const KEPT: &str = "pam.keys";

/// Listens as long as the thread is on the page.
pub(super) fn listen(talk: Talk) {
    let letters = talk.news.letters;
    Effect::new(move || {
        letters.set(store().and_then(|s| s.get_item(KEPT).ok().flatten()).as_deref() != Some("off"));
    });
    let pressed = move |event: web_sys::KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        if held || !letters.get_untracked() || typing(&event) {
            return;
        }
        match event.key().as_str() {
            "n" | "N" => talk.step(1),
            "p" | "P" => talk.step(-1),
            _ => return,
        }
        event.prevent_default();
    };
    let handle = window_event_listener(ev::keydown, pressed);
    on_cleanup(move || handle.remove());
}

/// Remembers the choice.
pub(super) fn keep(on: bool) {
    if let Some(store) = store() {
        let _ = if on { store.remove_item(KEPT) } else { store.set_item(KEPT, "off") };
    }
}

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
