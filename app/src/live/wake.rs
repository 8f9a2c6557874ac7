//! Whether anybody can be looking: a page that has been in the background for a minute lets its stream go, and a
//! machine that slept gives the page a fresh one.
use js_sys::Date;
use leptos::prelude::*;
use std::{cell::Cell, rc::Rc, time::Duration};

/// How long a page may be in the background with its stream open, in milliseconds.
const PATIENCE: f64 = 60_000.0;
/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(15);
/// A clock that jumps by so much between two looks has slept.
const SLEPT: f64 = 90_000.0;

/// What a stream is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Nobody looks: close.
    Rest,
    /// Somebody does again: go on, in a new stream if the old one may have died unnoticed.
    Resume {
        /// Whether the open one is not to be trusted.
        anew: bool,
    },
}

/// Tells `turned` until the owner is cleaned up.
pub(super) fn watch(turned: impl Fn(Turn) + 'static) {
    let turned = Rc::new(turned);
    let hidden_at = Rc::new(Cell::new(hidden().then(Date::now)));
    let looked = Rc::new(Cell::new(Date::now()));
    let (since, tell) = (Rc::clone(&hidden_at), Rc::clone(&turned));
    let listener = window_event_listener_untyped("visibilitychange", move |_| {
        if hidden() {
            since.set(Some(Date::now()));
        } else {
            let away = since.take().map_or(0.0, |at| Date::now() - at);
            tell(Turn::Resume { anew: away > PATIENCE });
        }
    });
    let tick = move || {
        let now = Date::now();
        let slept = now - looked.replace(now) > SLEPT;
        match hidden_at.get() {
            Some(at) if now - at >= PATIENCE => turned(Turn::Rest),
            None if slept => turned(Turn::Resume { anew: true }),
            _ => {}
        }
    };
    let interval = set_interval_with_handle(tick, TICK);
    on_cleanup(move || {
        listener.remove();
        if let Ok(interval) = interval {
            interval.clear();
        }
    });
}

fn hidden() -> bool {
    document().hidden()
}
