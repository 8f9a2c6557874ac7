//! What changed between two texts, word by word.
use crate::{html::Html, i18n::Words};
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// Past this a coarser difference will do: nobody waits for two long texts that have nothing in common.
const ENOUGH: Duration = Duration::from_millis(150);

/// Escaped words, those that went in `del` and those that came in `ins`; both are named for who does not see them.
pub fn words(old: &str, new: &str, words: Words) -> Html {
    let diff = TextDiff::configure().timeout(ENOUGH).diff_unicode_words(old, new);
    let mut run = Run { words, out: String::new(), went: String::new(), came: String::new(), gap: String::new() };
    for change in diff.iter_all_changes() {
        run.take(change.tag(), change.value());
    }
    run.end();
    Html(run.out)
}

/// Texts that followed one another, the newest first: each with what changed in it since the one before.
pub fn each<'t>(texts: impl Iterator<Item = &'t str> + Clone, words: Words) -> impl Iterator<Item = Html> {
    let before = texts.clone().skip(1).map(Some).chain([None]);
    texts.zip(before).map(move |(text, before)| match before {
        Some(before) => self::words(before, text, words),
        None => Html::escaped(text),
    })
}

/// Changes that stand side by side are told together, and the space between two of them goes with both.
struct Run {
    words: Words,
    out: String,
    went: String,
    came: String,
    gap: String,
}

impl Run {
    fn take(&mut self, tag: ChangeTag, text: &str) {
        let open = !self.went.is_empty() || !self.came.is_empty();
        match tag {
            ChangeTag::Equal if open && text.chars().all(char::is_whitespace) => self.gap.push_str(text),
            ChangeTag::Equal => {
                self.end();
                self.out.push_str(&Html::escaped(text).0);
            }
            ChangeTag::Delete | ChangeTag::Insert => {
                let gap = std::mem::take(&mut self.gap);
                self.went.push_str(&gap);
                self.came.push_str(&gap);
                if tag == ChangeTag::Delete { &mut self.went } else { &mut self.came }.push_str(text);
            }
        }
    }

    fn end(&mut self) {
        let (went, came) = (std::mem::take(&mut self.went), std::mem::take(&mut self.came));
        for (tag, text, key) in [("del", went, "change.went"), ("ins", came, "change.came")] {
            if !text.is_empty() {
                let said = Html::escaped(&self.words.s(key)).0;
                let text = Html::escaped(&text).0;
                self.out.push_str(&format!("<{tag}><span class=\"vh\">{said} </span>{text}</{tag}>"));
            }
        }
        self.out.push_str(&Html::escaped(&std::mem::take(&mut self.gap)).0);
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::i18n::{Lang, Words};
    use proptest::prelude::*;

    fn plain(html: &str, keep: &str, drop: &str) -> String {
        let mut out = html.to_owned();
        while let Some(from) = out.find(&format!("<{drop}>")) {
            let end = out[from..].find(&format!("</{drop}>")).map(|at| from + at + drop.len() + 3).unwrap();
            out.replace_range(from..end, "");
        }
        while let Some(from) = out.find("<span class=\"vh\">") {
            let end = out[from..].find("</span>").map(|at| from + at + 7).unwrap();
            out.replace_range(from..end, "");
        }
        out.replace(&format!("<{keep}>"), "").replace(&format!("</{keep}>"), "")
    }

    #[test]
    fn what_went_and_what_came_are_named() {
        let html = words("Arreglar els talls.", "Arreglar primer els talls llargs.", Words(Lang::Ca)).0;
        assert!(html.contains("<ins>") && html.contains("primer") && !html.contains("<del>"), "{html}");
        assert!(!words("<b>", "<i>", Words(Lang::Ca)).0.contains("<b>"));
    }

    proptest! {
        /// Without what came it is the old text, without what went the new one.
        #[test]
        fn both_texts_are_in_it(old in "[a-cé·,. \n]{0,40}", new in "[a-cé·,. \n]{0,40}") {
            let html = words(&old, &new, Words(Lang::En)).0;
            prop_assert_eq!(plain(&html, "del", "ins"), old);
            prop_assert_eq!(plain(&html, "ins", "del"), new);
        }
    }
}
