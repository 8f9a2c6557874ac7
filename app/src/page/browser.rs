//! The page in the browser: its live parts are taken over, and a piece of it can be fetched anew.
use super::{Part, mark_event};
use crate::{i18n::words, ui::relative_times};
use gloo_net::http::Request;
use leptos::{
    mount::{UnmountHandle, hydrate_from},
    prelude::*,
    tachys::view::any_view::AnyViewState,
};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

/// A part at work; it ends when this is dropped.
pub type Taken = UnmountHandle<AnyViewState>;

/// Takes over the part of this name, if there is one.
pub type Known = fn(&str, Element) -> Option<Taken>;

thread_local! {
    static KNOWN: Cell<Option<Known>> = const { Cell::new(None) };
    static PARTS: RefCell<Vec<(Element, Taken)>> = const { RefCell::new(Vec::new()) };
}

/// Takes the page over. `words` are the strings of its language by key.
pub fn start(known: Known, words: js_sys::Object) {
    crate::i18n::keep(words);
    KNOWN.set(Some(known));
    if let Some(body) = document().body() {
        attend(&body);
    }
}

/// Takes one part over where the server drew it.
pub fn take_over<P: Part>(element: Element) -> Option<Taken> {
    let given = element.get_attribute("data-given")?;
    let part: P = crate::wire::read(&given).ok()?;
    Some(hydrate_from(element.unchecked_into(), move || -> AnyView { part.draw() }))
}

/// Takes over an element that is a part, and all parts inside it, in their order.
fn attend(inside: &Element) {
    let Some(known) = KNOWN.get() else { return };
    let Ok(found) = inside.query_selector_all("[data-part]") else { return };
    let itself = inside.has_attribute("data-part").then(|| inside.clone());
    let within = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok());
    for element in itself.into_iter().chain(within) {
        let name = element.get_attribute("data-part").unwrap_or_default();
        if let Some(taken) = known(&name, element.clone()) {
            PARTS.with_borrow_mut(|parts| parts.push((element, taken)));
        }
    }
    relative_times(inside, words());
}

/// Puts the piece of the page that `selector` names as the server draws it now in the place of what is on screen, with
/// its live parts, the title and the page's mark. Says whether it could.
pub async fn renew(address: &str, selector: &str) -> bool {
    let Ok(answer) = Request::get(address).header("accept", "text/html").send().await else { return false };
    let Ok(text) = answer.text().await else { return false };
    let parsed = DomParser::new().ok().and_then(|parser| parser.parse_from_string(&text, SupportedType::TextHtml).ok());
    let Some(page) = parsed else { return false };
    let piece = |document: &web_sys::Document| document.query_selector(selector).ok().flatten();
    let (Some(fresh), Some(old)) = (piece(&page), piece(&document())) else { return false };
    // What ends takes itself off the page; nothing here may run while the list is held.
    let (ending, going_on) = PARTS.take().into_iter().partition(|(element, _)| old.contains(Some(element)));
    PARTS.set(going_on);
    drop::<Vec<(Element, Taken)>>(ending);
    let _ = old.replace_with_with_node_1(&fresh);
    document().set_title(&page.title());
    if let Some(seq) = page.body().and_then(|body| body.get_attribute("data-event")?.parse().ok()) {
        mark_event(seq);
    }
    attend(&fresh);
    true
}

/// Names the live parts that a module of the browser knows, and makes `start`, which its boot script calls. Only what
/// is named is in the module.
#[macro_export]
macro_rules! live_parts {
    ($($part:ty),* $(,)?) => {
        /// Takes the page over.
        #[wasm_bindgen::prelude::wasm_bindgen]
        pub fn start(words: web_sys::js_sys::Object) {
            $crate::page::start(part, words);
        }

        /// Takes over the part of this name.
        fn part(name: &str, element: web_sys::Element) -> Option<$crate::page::Taken> {
            match name {
                $(<$part as $crate::page::Part>::NAME => $crate::page::take_over::<$part>(element),)*
                _ => None,
            }
        }
    };
}
