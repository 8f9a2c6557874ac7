//! Quotations in a text that lead back to the comment they are from: what is not to be read there is not to be read here.
//! Of such a quotation only the way back is left.
use super::CommentId;
use crate::html::Html;

/// Leaves of what a rendered text quotes of a comment only the way back to it.
#[cfg(feature = "hydrate")]
pub fn blank(html: &mut Html, comment: CommentId) {
    use leptos::prelude::document;
    use wasm_bindgen::JsCast;
    let back = format!("/c/{comment}\"");
    if !html.0.contains(&back) {
        return;
    }
    let Ok(text) = document().create_element("div") else { return };
    text.set_inner_html(&html.0);
    let Ok(links) = text.query_selector_all(&format!("blockquote a[href$=\"{back}]")) else { return };
    for at in 0..links.length() {
        let link = links.item(at).and_then(|link| link.dyn_into::<web_sys::Element>().ok());
        if let Some((link, Ok(Some(quotation)))) = link.map(|link| (link.clone(), link.closest("blockquote"))) {
            link.set_text_content(Some("…"));
            quotation.set_inner_html(&format!("\n<p>{}</p>\n", link.outer_html()));
        }
    }
    html.0 = text.inner_html();
}

/// A quotation begins with this behind `<`, and ends with it behind `</`.
#[cfg(not(feature = "hydrate"))]
const MARK: &str = "blockquote>";
/// As the cleaner writes a link; then come the language and the rest of the address.
#[cfg(not(feature = "hydrate"))]
const LINK: &str = "<a href=\"/";

/// The same on the server, where nobody has taken the text apart yet.
#[cfg(not(feature = "hydrate"))]
pub fn blank(html: &mut Html, comment: CommentId) {
    let back = format!("/c/{comment}\"");
    let mut from = 0;
    while let Some(at) = html.0[from..].find(&back).map(|at| from + at) {
        from = at + back.len();
        let Some((start, link, end)) = around(&html.0, at) else { continue };
        let left = format!("\n<p>{link}…</a></p>\n");
        from = start + left.len();
        html.0.replace_range(start..end, &left);
    }
}

/// What is inside the quotation around the address at `at` (from where, to where), and how the link begins.
#[cfg(not(feature = "hydrate"))]
fn around(html: &str, at: usize) -> Option<(usize, &str, usize)> {
    let link = at.checked_sub(LINK.len() + 2)?;
    let tag = html.get(link..).filter(|tag| tag.starts_with(LINK))?;
    let tag = &tag[..=tag.find('>')?];
    let (mut start, mut depth) = (link, 0);
    loop {
        start = html[..start].rfind(MARK)?;
        match (html[..start].ends_with('/'), depth) {
            (true, _) => depth += 1,
            (false, 0) => break,
            (false, _) => depth -= 1,
        }
    }
    let mut end = at;
    loop {
        end += html[end..].find(MARK)?;
        match (html[..end].ends_with('/'), depth) {
            (true, 0) => return Some((start + MARK.len(), tag, end - 2)),
            (true, _) => depth -= 1,
            (false, _) => depth += 1,
        }
        end += MARK.len();
    }
}

/// The comments that quotations in a rendered text may lead back to.
#[cfg(feature = "ssr")]
pub fn led_to(html: &Html) -> Vec<CommentId> {
    // Most texts quote nobody.
    if !html.0.contains("/c/") || !html.0.contains(MARK) {
        return Vec::new();
    }
    let links = html.0.split(LINK).skip(1);
    links.filter_map(|link| typed::comment_at(link.split('"').next()?)).collect()
}

/// What the server alone needs: the texts as they were typed.
#[cfg(feature = "ssr")]
mod typed {
    use super::CommentId;
    use crate::i18n::Lang;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    use std::ops::Range;

    /// The comment that an address of ours leads to: `ca/c/12`.
    pub(super) fn comment_at(to: &str) -> Option<CommentId> {
        let (lang, id) = to.split_once("/c/")?;
        lang.parse::<Lang>().ok()?;
        id.parse().ok()
    }

    /// Where a quotation stands in a text, and the comment that it leads back to.
    type Quotation = (Range<usize>, CommentId);

    fn quotations(text: &str) -> Vec<Quotation> {
        if !text.contains("/c/") || !text.contains('>') {
            return Vec::new();
        }
        let (mut open, mut found): (Vec<Range<usize>>, Vec<Quotation>) = <_>::default();
        for (event, range) in Parser::new(text).into_offset_iter() {
            match event {
                Event::Start(Tag::BlockQuote(_)) => open.push(range),
                Event::End(TagEnd::BlockQuote(_)) => drop(open.pop()),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let quotation = open.last().cloned();
                    found.extend(quotation.zip(dest_url.strip_prefix('/').and_then(comment_at)));
                }
                _ => {}
            }
        }
        found
    }

    /// The comments that a text quotes.
    pub fn sources(text: &str) -> Vec<CommentId> {
        quotations(text).into_iter().map(|(_, id)| id).collect()
    }

    /// The text with what stands in the place of the quotations of comments that are `gone`; `None` when it quotes none.
    fn replaced(text: &str, gone: impl Fn(CommentId) -> bool, put: impl Fn(CommentId) -> String) -> Option<String> {
        let mut cut: Vec<Quotation> = quotations(text).into_iter().filter(|(_, id)| gone(*id)).collect();
        // From the end, so that places stay true; what stands within what goes goes with it.
        cut.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut last = 0;
        cut.retain(|(range, _)| {
            let own = range.start >= last;
            last = last.max(range.end);
            own
        });
        let mut out = text.to_owned();
        for (range, id) in cut.iter().rev() {
            let line_end = if text[range.clone()].ends_with('\n') { "\n" } else { "" };
            out.replace_range(range.clone(), &format!("{}{line_end}", put(*id)));
        }
        (!cut.is_empty()).then_some(out)
    }

    /// The text with the way back alone in the place of what is gone; `None` when nothing of it is.
    pub fn blanked(text: &str, gone: impl Fn(CommentId) -> bool) -> Option<String> {
        replaced(text, gone, |id| format!("> […](/ca/c/{id})"))
    }

    /// The writer's own words: without quotations of comments, which are found where they are from.
    pub fn own(text: &str) -> std::borrow::Cow<'_, str> {
        replaced(text, |_| true, |_| String::new()).map_or(text.into(), Into::into)
    }
}

#[cfg(feature = "ssr")]
pub use typed::{blanked, own, sources};

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{blank, blanked, own, sources};
    use crate::thread::{render::markdown, write::marks::quoted};
    use proptest::prelude::*;

    fn without(text: &str, gone: &[i64]) -> String {
        let mut html = markdown(text);
        gone.iter().for_each(|id| blank(&mut html, *id));
        html.0
    }

    #[test]
    fn only_what_is_gone_goes() {
        let text = format!(
            "{}Jo no.\n\n{}I tampoc.",
            quoted("Un secret.", "Pep", "/ca/c/7"),
            quoted("Un altre.", "Ona", "/es/c/8")
        );
        assert_eq!(sources(&text), [7, 8]);
        let seven = without(&text, &[7]);
        assert!(
            !seven.contains("secret")
                && !seven.contains("Pep")
                && seven.contains("Un altre.")
                && seven.contains("Jo no.")
        );
        assert!(
            seven.contains("<blockquote>\n<p><a href=\"/ca/c/7\" rel=\"external\">…</a></p>\n</blockquote>"),
            "{seven}"
        );
        assert_eq!(without(&text, &[9]), markdown(&text).0);
        assert_eq!(own(&text).split_whitespace().collect::<Vec<_>>().join(" "), "Jo no. I tampoc.");
        assert_eq!(own("> Una cita qualsevol\n\nI prou."), "> Una cita qualsevol\n\nI prou.", "nobody's comment");
    }

    #[test]
    fn a_quotation_within_another_goes_alone() {
        let inner = quoted("Un secret.", "Pep", "/ca/c/7");
        let text = format!("{}Jo també.", quoted(&format!("{}Hi estic d'acord.", inner), "Ona", "/ca/c/8"));
        let seven = without(&text, &[7]);
        assert!(!seven.contains("secret") && seven.contains("d'acord") && seven.contains(">Ona</a>"), "{seven}");
        let eight = without(&text, &[8]);
        assert!(!eight.contains("secret") && !eight.contains("d'acord") && eight.contains("Jo també."), "{eight}");
        assert!(!own(&text).contains("d'acord"));
        for lazy in ["> Un secret\ni més secret.\n> [Pep](/ca/c/7)", "> [Pep](/ca/c/7) deia: secret"] {
            assert!(!without(lazy, &[7]).contains("secret"), "{lazy}");
            assert!(!blanked(lazy, |_| true).unwrap().contains("secret"), "{lazy}");
        }
    }

    #[test]
    fn what_is_no_quotation_stays() {
        for text in ["Mira [això](/ca/c/7).", "> Una cita\n\n[Pep](/ca/c/7)", "a > b i /c/7"] {
            assert_eq!(without(text, &[7]), markdown(text).0);
            assert_eq!(blanked(text, |_| true), None);
        }
    }

    proptest! {
        /// What was typed and what was rendered of it lose the same.
        #[test]
        fn typed_and_rendered_agree(
            parts in proptest::collection::vec((0..4_u8, "[a-z]{1,8}( [a-z]{1,8}){0,3}", 5..8_i64), 1..6),
            gone in proptest::collection::hash_set(5..8_i64, 0..3),
        ) {
            let piece = |(kind, words, id): &(u8, String, i64)| match kind {
                0 => quoted(words, "Pep", &format!("/ca/c/{id}")),
                1 => quoted(&quoted(words, "Pep", "/ca/c/6"), "Ona", &format!("/ca/c/{id}")),
                2 => format!("> {words}\n\n"),
                _ => format!("{words}\n\n"),
            };
            let text: String = parts.iter().map(piece).collect();
            let mut html = markdown(&text);
            gone.iter().for_each(|id| blank(&mut html, *id));
            let typed = blanked(&text, |id| gone.contains(&id));
            prop_assert_eq!(&html, &markdown(typed.as_deref().unwrap_or(&text)));
            // And once it is gone there is nothing more to go.
            let before = html.clone();
            gone.iter().for_each(|id| blank(&mut html, *id));
            prop_assert_eq!(html, before);
        }
    }
}
