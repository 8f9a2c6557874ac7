//! Rendered text that is sent once.
//!
//! A page carries its data twice: drawn, and serialised for hydration. Rendered texts are most of it, and
//! hydration never looks at them (`inner_html` is left as the server drew it), so [`page_json`] leaves them out. Server
//! functions and the live stream send them as they are.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::Cell;

thread_local! {
    static OMIT: Cell<bool> = const { Cell::new(false) };
}

/// Sanitised HTML, or plain text of the plan, that goes into a page through `inner_html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Html {
    /// Plain text, escaped.
    pub fn escaped(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c => out.push(c),
            }
        }
        Self(out)
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if OMIT.get() { "" } else { &self.0 })
    }
}

impl<'de> Deserialize<'de> for Html {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// JSON for a page's own parts: [`Html`] is left out.
pub fn page_json<T: Serialize>(value: &T) -> String {
    OMIT.set(true);
    let text = serde_json::to_string(value);
    OMIT.set(false);
    text.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Html, page_json};

    #[test]
    fn a_page_leaves_rendered_text_out_and_a_function_sends_it() {
        let html = Html("<p>hi</p>".into());
        assert_eq!(page_json(&html), "\"\"");
        assert_eq!(serde_json::to_string(&html).unwrap(), "\"<p>hi</p>\"");
    }

    #[test]
    fn plain_text_is_escaped() {
        assert_eq!(Html::escaped("a < b & \"c\"").0, "a &lt; b &amp; &quot;c&quot;");
    }
}
