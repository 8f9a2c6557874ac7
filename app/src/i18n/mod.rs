//! Every visible string, number and date in the reader's language.
//!
//! Strings live in `locales/<feature>.yml`, three languages side by side; the browser gets those of the page's language
//! with the script that starts it. Plural categories, numbers and dates follow CLDR: by ICU4X on the server, by the
//! browser's own `Intl` in the browser.

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser;
#[cfg(feature = "ssr")]
mod icu;
mod lang;
#[cfg(all(test, feature = "ssr"))]
mod tests;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
use browser as cldr;
#[cfg(feature = "ssr")]
use icu as cldr;
#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
use plain as cldr;

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub(crate) use browser::keep;
#[cfg(feature = "ssr")]
pub use icu::month;
pub use lang::{LANGS, Lang};
#[cfg(not(feature = "hydrate"))]
use leptos::prelude::use_context;
use std::borrow::Cow;

/// The words of one language; copied freely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Lang);

/// The words for the page being drawn; Catalan when nobody said. In the browser the page itself says.
pub fn words() -> Words {
    #[cfg(feature = "hydrate")]
    return Words(browser::lang());
    #[cfg(not(feature = "hydrate"))]
    Words(use_context::<Words>().map_or(Lang::Ca, |words| words.0))
}

impl Words {
    /// The string of `key`.
    pub fn s(self, key: &str) -> Cow<'static, str> {
        Cow::Owned(self.find(key).unwrap_or_else(|| {
            #[cfg(feature = "hydrate")]
            leptos::logging::error!("there is no word for {key}");
            key.to_owned()
        }))
    }

    /// The string of `key` with its `%{name}` places filled.
    pub fn with(self, key: &str, places: &[(&str, &str)]) -> String {
        places.iter().fold(self.s(key).into_owned(), |text, (name, value)| text.replace(&format!("%{{{name}}}"), value))
    }

    /// `key` in the plural category of `n` (`key.one`, `key.many`, `key.other`), with `%{n}` filled.
    pub fn n(self, key: &str, n: i64) -> String {
        let category = cldr::plural(self.0, n);
        let exact = format!("{key}.{category}");
        let text = self.find(&exact).unwrap_or_else(|| self.s(&format!("{key}.other")).into_owned());
        text.replace("%{n}", &self.number(n))
    }

    #[cfg(feature = "ssr")]
    fn find(self, key: &str) -> Option<String> {
        crate::_rust_i18n_try_translate(self.0.code(), key).map(Cow::into_owned)
    }

    #[cfg(not(feature = "ssr"))]
    fn find(self, key: &str) -> Option<String> {
        cldr::find(key)
    }

    /// A whole number with the locale's own grouping.
    pub fn number(self, n: i64) -> String {
        cldr::number(self.0, n)
    }

    /// Day, month in letters and year, in the town's time zone.
    pub fn date(self, at: i64) -> String {
        cldr::date(self.0, at)
    }

    /// Day and time of day, in the town's time zone.
    pub fn moment(self, at: i64) -> String {
        cldr::moment(self.0, at)
    }
}

/// The time as `<time datetime>` wants it (ISO 8601, UTC).
pub fn iso(at: i64) -> String {
    cldr::iso(at)
}

#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
mod plain {
    //! Neither side: enough for the pure logic to compile and be tested alone.
    use super::Lang;
    pub fn find(_: &str) -> Option<String> {
        None
    }
    pub fn plural(_: Lang, n: i64) -> &'static str {
        if n == 1 { "one" } else { "other" }
    }
    pub fn number(_: Lang, n: i64) -> String {
        n.to_string()
    }
    pub fn date(_: Lang, at: i64) -> String {
        at.to_string()
    }
    pub fn moment(_: Lang, at: i64) -> String {
        at.to_string()
    }
    pub fn iso(at: i64) -> String {
        at.to_string()
    }
}
