//! What the buttons above a text do to it: pure work on a text and the stretch of it that is selected.
use super::label::label;

/// What to put in the place of a stretch of a text, and what is selected afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The first byte that goes.
    pub from: usize,
    /// Behind the last byte that goes.
    pub to: usize,
    /// What comes.
    pub put: String,
    /// What is selected afterwards, in bytes of `put`.
    pub select: (usize, usize),
}

/// A button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `**so**`
    Bold,
    /// `*so*`
    Italic,
    /// `[so](https://…)`
    Link,
    /// `- so`
    List,
    /// `> so`
    Quote,
}

/// Marks what is selected between two bytes of a text, or takes the mark away where it stands already.
pub fn apply(mark: Mark, text: &str, start: usize, end: usize) -> Edit {
    match mark {
        Mark::Bold => stars(text, start, end, 2),
        Mark::Italic => stars(text, start, end, 1),
        Mark::Link => link(text, start, end),
        Mark::List => lines(text, start, end, "- "),
        Mark::Quote => lines(text, start, end, "> "),
    }
}

/// Whether so many stars on both sides hold this mark: one is italic, two bold, three both.
const fn marked(stars: usize, sign: usize) -> bool {
    if sign == 1 { stars % 2 == 1 } else { stars % 4 >= 2 }
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start_matches('*').len()
}

fn trailing(text: &str) -> usize {
    text.len() - text.trim_end_matches('*').len()
}

fn stars(text: &str, start: usize, end: usize, sign: usize) -> Edit {
    let chosen = &text[start..end];
    let from = start + chosen.len() - chosen.trim_start().len();
    let inside = chosen.trim();
    // White space alone: the mark goes where the selection began.
    let from = if inside.is_empty() { start } else { from };
    let to = from + inside.len();
    if marked(trailing(&text[..from]).min(leading(&text[to..])), sign) {
        return Edit { from: from - sign, to: to + sign, put: inside.to_owned(), select: (0, inside.len()) };
    }
    if inside.len() > 2 * sign && marked(leading(inside).min(trailing(inside)), sign) {
        let put = inside[sign..inside.len() - sign].to_owned();
        return Edit { from, to, select: (0, put.len()), put };
    }
    let stars = &"**"[..sign];
    Edit { from, to, put: format!("{stars}{inside}{stars}"), select: (sign, sign + inside.len()) }
}

fn link(text: &str, from: usize, to: usize) -> Edit {
    let inside = text[from..to].trim();
    if inside.starts_with("http://") || inside.starts_with("https://") {
        return Edit { from, to, put: format!("[]({inside})"), select: (1, 1) };
    }
    let put = format!("[{inside}](https://)");
    let select = if inside.is_empty() { (1, 1) } else { (inside.len() + 3, put.len() - 1) };
    Edit { from, to, put, select }
}

fn lines(text: &str, start: usize, end: usize, sign: &str) -> Edit {
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let block = &text[from..to];
    if block.trim().is_empty() {
        let put = format!("{sign}{block}");
        return Edit { from, to, select: (sign.len(), sign.len()), put };
    }
    let written = || block.split('\n').filter(|line| !line.trim().is_empty());
    let all = written().all(|line| line.starts_with(sign));
    let changed = block.split('\n').map(|line| match line {
        line if line.trim().is_empty() => line.to_owned(),
        line if all => line[sign.len()..].to_owned(),
        line => format!("{sign}{line}"),
    });
    let put = changed.collect::<Vec<_>>().join("\n");
    Edit { from, to, select: (0, put.len()), put }
}

/// Somebody's words as a quotation, with a link back to where they stand.
pub fn quoted(words: &str, name: &str, address: &str) -> String {
    let lines = words.trim().lines().map(|line| format!("> {line}").trim_end().to_owned());
    format!("{}\n>\n> [{}]({address})\n\n", lines.collect::<Vec<_>>().join("\n"), label(name))
}

/// The byte at which so many of a browser's units (UTF-16) end.
pub fn byte(text: &str, units: usize) -> usize {
    let mut seen = 0;
    text.char_indices()
        .find_map(|(at, c)| {
            let here = seen;
            seen += c.len_utf16();
            (here >= units).then_some(at)
        })
        .unwrap_or(text.len())
}

/// How many of a browser's units a text has.
pub fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Edit, Mark, apply, byte, quoted, units};
    use proptest::prelude::*;

    /// The text after a press, with what is selected then.
    fn pressed(mark: Mark, text: &str, start: usize, end: usize) -> (String, usize, usize) {
        let Edit { from, to, put, select } = apply(mark, text, start, end);
        (format!("{}{put}{}", &text[..from], &text[to..]), from + select.0, from + select.1)
    }

    #[test]
    fn each_button_marks_what_is_selected() {
        assert_eq!(pressed(Mark::Bold, "un dos tres", 3, 7), ("un **dos** tres".into(), 5, 8), "spaces stay outside");
        assert_eq!(pressed(Mark::Bold, "un **dos** tres", 5, 8), ("un dos tres".into(), 3, 6));
        assert_eq!(pressed(Mark::Bold, "un **dos** tres", 3, 10), ("un dos tres".into(), 3, 6));
        assert_eq!(pressed(Mark::Italic, "**x**", 2, 3), ("***x***".into(), 3, 4));
        assert_eq!(pressed(Mark::Italic, "", 0, 0), ("**".into(), 1, 1));
        assert_eq!(pressed(Mark::Link, "el pla", 3, 6), ("el [pla](https://)".into(), 9, 17));
        assert_eq!(pressed(Mark::Link, "https://a.cat", 0, 13), ("[](https://a.cat)".into(), 1, 1));
        assert_eq!(pressed(Mark::List, "a\nb\nc", 2, 2), ("a\n- b\nc".into(), 2, 5));
        assert_eq!(pressed(Mark::Quote, "a\n\nb", 0, 4), ("> a\n\n> b".into(), 0, 8));
        assert_eq!(pressed(Mark::List, "- a\n- b", 0, 7), ("a\nb".into(), 0, 3));
    }

    #[test]
    fn a_quotation_leads_back() {
        assert_eq!(quoted("un\n\ndos\n", "Núria [A]", "/ca/c/7"), "> un\n>\n> dos\n>\n> [Núria \\[A\\]](/ca/c/7)\n\n");
    }

    #[test]
    fn a_browser_counts_in_other_units() {
        let text = "à😀b";
        assert_eq!((byte(text, 0), byte(text, 1), byte(text, 3), byte(text, 9)), (0, 2, 6, 7));
        assert_eq!(units(text), 4);
    }

    fn mark() -> impl Strategy<Value = Mark> {
        prop_oneof![Just(Mark::Bold), Just(Mark::Italic), Just(Mark::List), Just(Mark::Quote)]
    }

    proptest! {
        /// The same button twice changes nothing, and what is selected lies within the text.
        #[test]
        fn twice_is_as_before(text in "[a-zàé😀 \n]{0,40}", a in 0_usize..50, b in 0_usize..50, mark in mark()) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (places[a.min(places.len() - 1)], places[b.min(places.len() - 1)]);
            let (once, start, end) = pressed(mark, &text, a.min(b), a.max(b));
            prop_assert!(once.is_char_boundary(start) && once.is_char_boundary(end) && start <= end);
            prop_assert_eq!(pressed(mark, &once, start, end).0, text);
        }

        /// Whatever is selected, nothing of the text is lost.
        #[test]
        fn nothing_breaks(text in "[a*>\\- \né]{0,30}", a in 0_usize..40, b in 0_usize..40) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (places[a.min(places.len() - 1)], places[b.min(places.len() - 1)]);
            for mark in [Mark::Bold, Mark::Italic, Mark::Link, Mark::List, Mark::Quote] {
                let after = pressed(mark, &text, a.min(b), a.max(b)).0;
                let letters = |text: &str| text.chars().filter(|c| matches!(c, 'a' | 'é')).count();
                prop_assert_eq!(letters(&after), letters(&text));
            }
        }
    }
}
