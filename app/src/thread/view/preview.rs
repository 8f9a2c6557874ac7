//! A text as it will look, for who has no script: its plain form asked for it and came back.
use crate::html::Html;

/// The text that the page's address asks to see, if it is among those that the reader has begun.
pub fn previewed(drafts: &[(String, String, String)]) -> Option<(String, Html)> {
    let place = crate::page::query("preview")?;
    let (_, body, _) = drafts.iter().find(|(at, _, _)| *at == place)?;
    let html = crate::thread::render::markdown(body.trim());
    Some((place, html))
}
