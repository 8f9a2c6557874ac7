//! The site's words, read from the locale files: a test names a sentence by its key.
use std::{fs, path::PathBuf};

/// The languages.
pub const LANGS: [&str; 3] = ["ca", "es", "en"];

/// A folder of the workspace.
pub fn workspace(folder: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(folder)
}

/// The sentence of a key such as `fault.too_short`, with its holes (`%{n}`).
#[track_caller]
pub fn sentence(lang: &str, key: &str) -> String {
    let folder = workspace("app/locales");
    for entry in fs::read_dir(folder).expect("the locale folder").flatten() {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        if let Some(found) = find(&text, lang, key) {
            return found;
        }
    }
    panic!("no sentence {key} in {lang}");
}

fn find(text: &str, lang: &str, key: &str) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| line.strip_suffix(':') != Some(key)).skip(1);
    let mark = format!("  {lang}: ");
    let line = lines.by_ref().take_while(|line| line.starts_with("  ")).find_map(|line| line.strip_prefix(&mark))?;
    let inner = line.strip_prefix('"').and_then(|l| l.strip_suffix('"'));
    Some(inner.map_or_else(|| line.to_owned(), |inner| inner.replace("\\\"", "\"")))
}

/// Whether a text says the sentence of a key, whatever stands in its holes.
#[track_caller]
pub fn says(text: &str, lang: &str, key: &str) -> bool {
    let sentence = sentence(lang, key);
    let mut rest = text;
    for (n, part) in sentence.split("%{").enumerate() {
        let part = if n == 0 { part } else { part.split_once('}').map_or("", |(_, after)| after) };
        let Some(at) = rest.find(part.trim()) else { return false };
        rest = &rest[at + part.trim().len()..];
    }
    true
}
