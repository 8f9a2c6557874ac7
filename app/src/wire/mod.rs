//! What travels between server and browser, as JSON.
//!
//! In the browser it is read by the browser's own parser; [`browser`] makes our types of what that gives. A parser of our
//! own, and what derive writes for one that may meet fields in any order, would be a seventh of what a resident downloads.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod browser;

use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, codec::Post};
use serde::{Serialize, de::DeserializeOwned};
use std::{error::Error, fmt};

/// How server functions answer.
pub type Answer = Post<Wire>;

/// JSON, whole in one body.
pub struct Wire;

/// It is not JSON, or not of the shape that was asked for.
#[derive(Debug)]
pub struct Unread;

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of the expected shape")
    }
}

impl Error for Unread {}

/// Reads a text.
///
/// # Errors
/// [`Unread`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unread> {
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    return browser::read(text);
    #[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
    serde_json::from_str(text).map_err(|_| Unread)
}

impl ContentType for Wire {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for Wire {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for Wire {
    type Error = Unread;

    fn encode(output: &T) -> Result<Bytes, Unread> {
        serde_json::to_vec(output).map(Bytes::from).map_err(|_| Unread)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Wire {
    type Error = Unread;

    fn decode(bytes: Bytes) -> Result<T, Unread> {
        read(str::from_utf8(&bytes).map_err(|_| Unread)?)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// The browser's reader asks for fields by name and knows variants by number: shapes that must be looked at first
    /// would only fail there.
    fn forbidden(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                forbidden(&path, found);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            for (at, _) in text.match_indices(concat!("#[ser", "de(")) {
                let attribute = text[at..].split(']').next().unwrap_or_default();
                let whole = ["untagged", "tag =", "flatten", "with ="].iter().any(|word| attribute.contains(word));
                if whole {
                    found.push(format!("{}: {attribute}", path.display()));
                }
            }
        }
    }

    #[test]
    fn every_shape_can_be_read_in_the_browser() {
        let mut found = Vec::new();
        forbidden(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        // Who is signed in is told to programs; pages are drawn with it on the server.
        found.retain(|place| !place.contains("account/model.rs"));
        assert!(found.is_empty(), "the browser cannot read:\n{}", found.join("\n"));
    }
}
