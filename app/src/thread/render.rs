//! Markdown to HTML that may stand in anybody's page.
use crate::{html::Html, i18n::Lang, thread::quotation};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use quick_cache::sync::Cache;
use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

/// Only what a comment needs. Links leave without telling where from and count for no ranking.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        .tags(HashSet::from(["p", "br", "strong", "em", "del", "a", "ul", "ol", "li", "blockquote", "code", "pre"]))
        .tag_attributes([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))].into_iter().collect())
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Custom(Box::new(own)))
        .link_rel(Some(REL));
    cleaner
});

/// What links out of the house carry.
const REL: &str = "nofollow ugc noopener noreferrer";

/// Of links without a host only those to our own comments and proposals stay: `/ca/c/12`, `/ca/p/7-slug#action-3`.
fn own(to: &str) -> Option<Cow<'_, str>> {
    let (path, anchor) = to.split_once('#').unwrap_or((to, ""));
    let mut parts = path.strip_prefix('/')?.split('/');
    let (lang, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
    let (number, slug) = name.split_once('-').unwrap_or((name, ""));
    let fine = lang.parse::<Lang>().is_ok()
        && matches!(kind, "c" | "p")
        && (1..=18).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && (kind == "p" || !name.contains('-'))
        && [slug, anchor].iter().all(|word| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && parts.next().is_none();
    fine.then_some(Cow::Borrowed(to))
}

/// Links within the house are followed like any of ours; they need no warning to search engines. The cleaner writes
/// attributes in this form and no other, and no text can hold its signs.
fn at_home(clean: &str) -> String {
    let mut parts = clean.split("<a href=\"/");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("<a href=\"/");
        out.push_str(&part.replacen(REL, "external", 1));
    }
    out
}

/// Texts that were rendered lately: the same words are read far more often than they are written.
static RENDERED: LazyLock<Cache<String, Html, ByLength>> =
    LazyLock::new(|| Cache::with_weighter(MOST_TEXTS, MOST_BYTES, ByLength));
const MOST_TEXTS: usize = 20_000;
const MOST_BYTES: u64 = 24 << 20;

#[derive(Clone)]
struct ByLength;

impl quick_cache::Weighter<String, Html> for ByLength {
    fn weight(&self, text: &String, html: &Html) -> u64 {
        (text.len() + html.0.len() + 64) as u64
    }
}

/// A comment's text as HTML; see [`rendered`].
pub fn markdown(text: &str) -> Html {
    if let Some(html) = RENDERED.get(text) {
        return html;
    }
    let html = rendered(text);
    RENDERED.insert(text.to_owned(), html.clone());
    html
}

/// A comment's text as HTML. Headings become strong paragraphs, pictures their text, raw HTML plain words.
fn rendered(text: &str) -> Html {
    let events = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).map(|event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
        Event::SoftBreak => Event::HardBreak,
        Event::Start(Tag::Heading { .. }) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        other => other,
    });
    let mut raw = String::with_capacity(text.len() * 2);
    html::push_html(&mut raw, events);
    Html(at_home(CLEANER.clean(&raw).to_string().trim_end()))
}

/// A long text of ours (trusted Markdown from the locale folder), headings included.
pub fn document(text: &str) -> Html {
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES));
    Html(out)
}

/// The first of the words that are a text's own, without its marks, for quotes and lists.
pub fn excerpt(text: &str, most: usize) -> String {
    let (text, mut words) = (quotation::own(text), String::new());
    for event in Parser::new(&text) {
        match event {
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => words.push_str(&t),
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !words.ends_with(' ') => words.push(' '),
            _ => {}
        }
        if words.len() > most * 4 + 8 {
            break;
        }
    }
    let words = words.trim();
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most).collect();
    let end = cut.rfind(' ').filter(|at| *at > most / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{excerpt, markdown};

    #[test]
    fn hostile_text_comes_out_harmless() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "![x](http://evil.example/a.png)",
            "<a href=\"/x\" onclick=\"y\">z</a>",
            "<svg/onload=alert(1)>",
            "[x](data:text/html,<script>1</script>)",
        ] {
            let html = markdown(text).0;
            for bad in ["<script", "<img", "<svg", "href=\"javascript", "href=\"data", "<a href=\"/x"] {
                assert!(!html.contains(bad), "{text} became {html}");
            }
        }
    }

    #[test]
    fn only_links_to_our_own_comments_and_proposals_need_no_host() {
        for to in ["/ca/c/12", "/es/p/7", "/en/p/7-relacions-internacionals#action-3", "/ca/p/7#c-12"] {
            assert_eq!(markdown(&format!("[x]({to})")).0, format!("<p><a href=\"{to}\" rel=\"external\">x</a></p>"));
        }
        for to in [
            "/ca/c/12/report",
            "/ca/c/1-2",
            "/ca/c/",
            "/ca/desk",
            "/fr/c/1",
            "/api/comment/delete",
            "//ca/c/1",
            "/\\evil.example/c/1",
            "/ca/p/1?action=1",
            "/ca/p/1#a:b",
            "/ca/p/../../c/1",
            "ca/c/1",
            "#write",
        ] {
            let html = markdown(&format!("[x]({to})")).0;
            assert!(!html.contains("href"), "{to} became {html}");
        }
        let both = markdown("[x](/ca/c/1) [y](https://amb.example)").0;
        assert!(both.contains("\" rel=\"external\">x") && both.contains("noreferrer\">y"), "{both}");
    }

    #[test]
    fn simple_marks_and_line_breaks_show() {
        assert_eq!(markdown("a **b**\nc").0, "<p>a <strong>b</strong><br>\nc</p>");
        assert!(markdown("<https://amb.example>").0.contains("rel=\"nofollow ugc noopener noreferrer\""));
        assert_eq!(markdown("# Gran").0, "<p>Gran</p>");
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("un dos tres quatre", 12), "un dos tres…");
        assert_eq!(excerpt("**curt**", 12), "curt");
    }
}
