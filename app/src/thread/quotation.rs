//! Quotations in a text that lead back to the comment they are from: what is not to be read there is not to be read here.
//! Of such a quotation only the way back is left.
use super::CommentId;
use crate::{html::Html, i18n::Lang};

const OPEN: &str = "<blockquote>";
const CLOSE: &str = "</blockquote>";
const LINK: &str = "<a href=\"";

/// The comment that an address of ours leads to: `/ca/c/12`.
fn comment_at(to: &str) -> Option<CommentId> {
    let (lang, id) = to.strip_prefix('/')?.split_once("/c/")?;
    lang.parse::<Lang>().ok()?;
    id.parse().ok()
}

/// Most texts quote nobody.
fn may_quote(html: &Html) -> bool {
    html.0.contains("/c/") && html.0.contains(OPEN)
}

/// Leaves of the quotations of comments that are `gone` only the way back, in a rendered text. False when there is none.
pub fn blank(html: &mut Html, gone: impl Fn(CommentId) -> bool) -> bool {
    if !may_quote(html) {
        return false;
    }
    let (blanked, _) = part(&html.0, &gone);
    let changed = blanked != html.0;
    html.0 = blanked;
    changed
}

/// A part of a rendered text without what is gone, and the links to what is gone that stand in it outside of quotations,
/// as they are written.
fn part<'h>(html: &'h str, gone: &impl Fn(CommentId) -> bool) -> (String, Vec<&'h str>) {
    let (mut out, mut links, mut rest) = (String::with_capacity(html.len()), Vec::new(), html);
    while let Some(at) = rest.find(OPEN) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        links.extend(back(before, gone));
        let inside = &from[OPEN.len()..];
        let end = end(inside);
        let (quoted, leads) = part(&inside[..end], gone);
        out.push_str(OPEN);
        match leads.first() {
            None => out.push_str(&quoted),
            Some(link) => ["\n<p>", link, "…</a></p>\n"].iter().for_each(|piece| out.push_str(piece)),
        }
        rest = &inside[end..];
    }
    out.push_str(rest);
    links.extend(back(rest, gone));
    (out, links)
}

/// Where a quotation ends of which the beginning has been read.
fn end(html: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while let Some(next) = html[at..].find(CLOSE) {
        depth += html[at..at + next].matches(OPEN).count();
        at += next;
        if depth == 0 {
            return at;
        }
        depth -= 1;
        at += CLOSE.len();
    }
    html.len()
}

/// The beginnings of the links to what is gone.
fn back<'h>(html: &'h str, gone: &impl Fn(CommentId) -> bool) -> Vec<&'h str> {
    let links = html.match_indices(LINK).filter_map(|(at, _)| {
        let link = &html[at..];
        let to = link[LINK.len()..].split('"').next().and_then(comment_at)?;
        gone(to).then(|| &link[..link.find('>').map_or(link.len(), |end| end + 1)])
    });
    links.collect()
}

/// The comments that quotations in a rendered text may lead back to.
#[cfg(feature = "ssr")]
pub fn led_to(html: &Html) -> Vec<CommentId> {
    if !may_quote(html) {
        return Vec::new();
    }
    let links = html.0.split(LINK).skip(1);
    links.filter_map(|link| link.split('"').next().and_then(comment_at)).collect()
}

/// What the server alone needs: the texts as they were typed.
#[cfg(feature = "ssr")]
mod typed {
    use super::{CommentId, comment_at};
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    use std::ops::Range;

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
                    found.extend(quotation.zip(comment_at(&dest_url)));
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
    use crate::{
        html::Html,
        thread::{render::markdown, write::marks::quoted},
    };
    use proptest::prelude::*;

    fn without(text: &str, gone: &[i64]) -> String {
        let mut html = markdown(text);
        blank(&mut html, |id| gone.contains(&id));
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
            let changed = blank(&mut html, |id| gone.contains(&id));
            let typed = blanked(&text, |id| gone.contains(&id));
            prop_assert_eq!(changed, typed.is_some());
            prop_assert_eq!(&html, &markdown(typed.as_deref().unwrap_or(&text)));
            // And once it is gone there is nothing more to go.
            prop_assert!(!blank(&mut Html(html.0.clone()), |id| gone.contains(&id)));
        }
    }
}
