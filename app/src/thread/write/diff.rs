//! What changed from one text to the next, word by word.
use crate::{html::Html, i18n::Words};
use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// The new text with what was added and what was taken away, in words too.
pub fn words(old: &str, new: &str, words: Words) -> Html {
    // Two texts of the greatest length take a few milliseconds; the bound is for what nobody thought of.
    let diff = TextDiff::configure().timeout(Duration::from_millis(100)).diff_words(old, new);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    Html(html! { @for (tag, text) in &runs { (run(*tag, text, words)) } }.into_string())
}

fn run(tag: ChangeTag, text: &str, words: Words) -> Markup {
    match tag {
        ChangeTag::Equal => html! { (text) },
        ChangeTag::Insert => html! { ins { span.vh { (words.s("revisions.added")) " " } (text) } },
        ChangeTag::Delete => html! { del { span.vh { (words.s("revisions.removed")) " " } (text) } },
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::i18n::{Lang, Words};
    use proptest::prelude::*;

    const EN: Words = Words(Lang::En);

    /// The text without one kind of change, and without the words for screen readers.
    fn without(html: &str, gone: &str) -> String {
        let mut out = String::new();
        let mut rest = html;
        while let Some(at) = rest.find(&format!("<{gone}>")) {
            out.push_str(&rest[..at]);
            rest = rest[at..].split_once(&format!("</{gone}>")).map_or("", |(_, rest)| rest);
        }
        out.push_str(rest);
        let said = |key: &str| format!("<span class=\"vh\">{} </span>", EN.s(key));
        for part in ["<ins>", "</ins>", "<del>", "</del>", &said("revisions.added"), &said("revisions.removed")] {
            out = out.replace(part, "");
        }
        out
    }

    #[test]
    fn words_that_changed_are_marked_and_nothing_is_markup() {
        let html = words("Un <b>text</b> vell", "Un <b>text</b> nou", EN).0;
        assert!(html.starts_with("Un &lt;b&gt;text&lt;/b&gt; ") && html.contains("<del>") && html.contains("<ins>"));
        assert!(!html.contains("<b>"));
    }

    proptest! {
        /// Either text can be read out of the difference.
        #[test]
        fn both_texts_are_in_it(old in "[abc \n]{0,40}", new in "[abc \n]{0,40}") {
            let html = words(&old, &new, EN).0;
            prop_assert_eq!(without(&html, "del"), new);
            prop_assert_eq!(without(&html, "ins"), old);
        }
    }
}
