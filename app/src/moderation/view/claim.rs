//! Who opens a case is at it, until they leave it: told to the others while the page is looked at.
use crate::team::claim_case;
use leptos::{ev, prelude::*, task::spawn_local};
use std::time::Duration;

/// How often a claim is renewed: well before it ends.
const AGAIN: Duration = Duration::from_secs(120);

/// Takes the case on, renews that while somebody looks, and leaves it with the page.
pub(super) fn keep(id: i64) {
    let take = move || {
        spawn_local(async move {
            // Whether it could be had is told by the stream.
            let _ = claim_case(id).await;
        });
    };
    Effect::new(move |_| take());
    let renew = move || {
        if !document().hidden() {
            take();
        }
    };
    let every = set_interval_with_handle(renew, AGAIN).ok();
    let leaving = window_event_listener(ev::pagehide, move |_| leave(id));
    on_cleanup(move || {
        leaving.remove();
        if let Some(every) = every {
            every.clear();
        }
    });
}

/// What still goes out when the page is gone.
fn leave(id: i64) {
    if let Ok(fields) = web_sys::UrlSearchParams::new() {
        fields.append("comment", &id.to_string());
        let _ = window().navigator().send_beacon_with_opt_url_search_params("/api/desk/release", Some(&fields));
    }
}
