//! Words as the page's script brought them; CLDR rules by the browser's own `Intl`: nothing to download.
use super::Lang;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use std::cell::OnceCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static LANG: OnceCell<Lang> = const { OnceCell::new() };
    static WORDS: OnceCell<Object> = const { OnceCell::new() };
}

/// Keeps the strings of the page's language: an object of texts by key.
pub fn keep(words: Object) {
    let _ = WORDS.with(|kept| kept.set(words));
}

/// The string of `key`.
pub fn find(key: &str) -> Option<String> {
    WORDS.with(|words| Reflect::get(words.get()?, &JsValue::from_str(key)).ok()?.as_string())
}

/// The language of the page.
pub fn lang() -> Lang {
    let of_page = || leptos::prelude::document().document_element()?.get_attribute("lang")?.parse().ok();
    LANG.with(|lang| *lang.get_or_init(|| of_page().unwrap_or_default()))
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    object
}

fn locales(lang: Lang) -> Array {
    Array::of1(&JsValue::from_str(lang.code()))
}

fn call(function: &Function, value: &JsValue) -> String {
    function.call1(&JsValue::NULL, value).ok().and_then(|v| v.as_string()).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "JavaScript's numbers")]
fn js(n: i64) -> JsValue {
    JsValue::from_f64(n as f64)
}

pub fn plural(lang: Lang, n: i64) -> &'static str {
    let rules = Intl::PluralRules::new(&locales(lang), &Object::new());
    #[expect(clippy::cast_precision_loss, reason = "JavaScript's numbers")]
    let category = rules.select(n as f64);
    match category.as_string().as_deref() {
        Some("one") => "one",
        Some("many") => "many",
        _ => "other",
    }
}

pub fn number(lang: Lang, n: i64) -> String {
    call(&Intl::NumberFormat::new(&locales(lang), &Object::new()).format(), &js(n))
}

fn format(lang: Lang, at: i64, pairs: &[(&str, &str)]) -> String {
    let format = Intl::DateTimeFormat::new(&locales(lang), &options(pairs));
    call(&format.format(), &Date::new(&js(at)).unchecked_into())
}

pub fn date(lang: Lang, at: i64) -> String {
    format(lang, at, &[("dateStyle", "long"), ("timeZone", "Europe/Madrid")])
}

pub fn moment(lang: Lang, at: i64) -> String {
    format(lang, at, &[("dateStyle", "medium"), ("timeStyle", "short"), ("timeZone", "Europe/Madrid")])
}

pub fn iso(at: i64) -> String {
    Date::new(&js(at)).to_iso_string().into()
}
