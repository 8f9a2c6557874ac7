//! All that a resident's first page of a proposal downloads: the document and whatever it and its style sheet name.
use crate::{
    figures::{Better, Figures, Unit, note},
    thread::Thread,
};
use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// Bytes on the wire without heads, brotli wherever it is offered.
pub async fn measure(figures: &mut Figures, thread: &Thread) -> Result<()> {
    note("First load");
    let member = thread.member.like_a_browser();
    let mut total = member.get(&thread.path).await?.body.len();
    note(&format!("{total:>8}  {}", thread.path));
    // Links are read from a copy that is not packed.
    let mut wanted = linked(&thread.member.get(&thread.path).await?.text());
    for sheet in wanted.clone().iter().filter(|path| path.ends_with(".css")) {
        wanted.extend(linked(&thread.member.get(sheet).await?.text()));
    }
    for needed in [".css", ".js", ".wasm", ".woff2", ".svg"] {
        if !wanted.iter().any(|path| path.ends_with(needed)) {
            bail!("the page names no {needed}: build the browser's part first");
        }
    }
    for path in &wanted {
        let got = member.get(path).await?;
        note(&format!("{:>8}  {path} {}", got.body.len(), got.field("content-encoding").unwrap_or("as it is")));
        total += got.body.len();
    }
    let what = format!(
        "document, style, script, module, fonts and icon of a resident's first page: {} files",
        wanted.len() + 1
    );
    let kilobytes = f64::from(u32::try_from(total)?) / 1000.0;
    figures.put("first_load_kb_brotli", kilobytes, Unit::Kilobytes, Better::Lower, &what);
    Ok(())
}

/// The addresses of our own files in a document or a style sheet, each once.
fn linked(text: &str) -> BTreeSet<String> {
    let ends = |c: char| matches!(c, '"' | '\'' | ')' | ' ' | '>' | '?' | '#');
    let absolute = text.match_indices("/pkg/").filter_map(|(at, _)| text[at..].split(ends).next()).map(str::to_owned);
    let relative = text.match_indices("url(").filter_map(|(at, found)| {
        let name = text[at + found.len()..].trim_start_matches(['"', '\'']).split(ends).next()?;
        let beside = !name.is_empty() && !name.starts_with(['/', '#']) && !name.contains(':');
        beside.then(|| format!("/pkg/{}", name.trim_start_matches("./")))
    });
    absolute.chain(relative).collect()
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn addresses_are_found_once() {
        let html = "<link href=\"/pkg/a.css\"><link href=\"/pkg/a.css\"><script src='/pkg/b.js'></script>";
        assert_eq!(vec!["/pkg/a.css", "/pkg/b.js"], linked(html).into_iter().collect::<Vec<_>>());
        let css = "src:url(c.woff2) format(\"woff2\");mask:url(data:image/png)";
        assert_eq!(vec!["/pkg/c.woff2"], linked(css).into_iter().collect::<Vec<_>>());
    }
}
