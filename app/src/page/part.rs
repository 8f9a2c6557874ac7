//! The live parts of a page.
//!
//! A page is drawn by the server, whole. Only what changes under a reader's eyes is taken over in the browser: each
//! such part stands in an element of its own, beside the data that it was drawn with, so that the browser's file holds
//! neither the pages around it nor a router.
use crate::html::page_json;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// What a live part is drawn with, the same on both sides. What it holds as [`crate::html::Html`] is not sent twice:
/// the browser leaves what the server drew.
pub trait Part: Serialize + DeserializeOwned + 'static {
    /// How the browser knows it.
    const NAME: &'static str;

    /// Draws it.
    fn draw(self) -> AnyView;
}

/// A part in its place on a page.
#[component]
pub fn Live<P: Part>(
    /// The part.
    part: P,
) -> impl IntoView {
    let given = page_json(&part);
    view! { <pam-part data-part=P::NAME data-given=given>{part.draw()}</pam-part> }
}

/// A piece of a part that never changes on an open page: the server draws it, the browser leaves it and holds none of
/// its code. Named first is what it is drawn from. It stands in a box of its own, which is not drawn.
#[macro_export]
macro_rules! still {
    ([$($from:ident),*] $piece:expr) => {{
        #[cfg(feature = "ssr")]
        let drawn = leptos::prelude::RenderHtml::to_html(leptos::prelude::IntoAny::into_any($piece));
        #[cfg(not(feature = "ssr"))]
        let drawn = {
            let _ = ($(&$from,)*);
            ""
        };
        leptos::prelude::view! { <div class="still" inner_html=drawn></div> }
    }};
}

/// Tells which event is the last that the page shows.
pub fn mark_event(seq: i64) {
    #[cfg(feature = "ssr")]
    crate::request::seq(seq);
    #[cfg(feature = "hydrate")]
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-event", &seq.to_string());
    }
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    let _ = seq;
}
