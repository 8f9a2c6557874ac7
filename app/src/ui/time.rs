#[cfg(feature = "hydrate")]
use crate::i18n::Words;
use crate::i18n::{iso, words};
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use wasm_bindgen::JsCast;

/// A moment: drawn in full by the server, so that a page can be kept; nearer than a week it becomes relative
/// ("2 hours ago") once the script runs, with the full moment as its title.
#[component]
pub fn Time(
    /// UTC milliseconds.
    at: i64,
) -> impl IntoView {
    let full = words().moment(at);
    let text = RwSignal::new(full.clone());
    #[cfg(feature = "hydrate")]
    Effect::new(move || {
        if let Some(relative) = relative(words(), at) {
            text.set(relative);
        }
    });
    view! { <time datetime=iso(at) title=full>{text}</time> }
}

/// The same for every moment inside an element that was drawn as text.
#[cfg(feature = "hydrate")]
pub fn relative_times(inside: &web_sys::Element, words: Words) {
    let Ok(times) = inside.query_selector_all("time[datetime]") else { return };
    for at in 0..times.length() {
        let Some(time) = times.item(at).and_then(|node| node.dyn_into::<web_sys::Element>().ok()) else { continue };
        let moment = js_sys::Date::parse(&time.get_attribute("datetime").unwrap_or_default());
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of a date")]
        if let Some(relative) = relative(words, moment as i64) {
            time.set_text_content(Some(&relative));
        }
    }
}

#[cfg(feature = "hydrate")]
fn relative(words: Words, at: i64) -> Option<String> {
    use js_sys::{Array, Intl, Object};
    #[expect(clippy::cast_precision_loss, reason = "JavaScript's numbers")]
    let seconds = (js_sys::Date::now() - at as f64) / 1000.0;
    let (n, unit) = match seconds {
        // What is still to come stands with its date; a clock that is a little behind makes nothing of now.
        s if s < -60.0 => return None,
        s if s < 60.0 => (0.0, "second"),
        s if s < 3600.0 => (s / 60.0, "minute"),
        s if s < 86_400.0 => (s / 3600.0, "hour"),
        s if s < 604_800.0 => (s / 86_400.0, "day"),
        _ => return None,
    };
    let options = Object::new();
    let _ = js_sys::Reflect::set(&options, &"numeric".into(), &"auto".into());
    let format = Intl::RelativeTimeFormat::new(&Array::of1(&words.0.code().into()), &options);
    Some(String::from(format.format(-n.floor(), unit)))
}
