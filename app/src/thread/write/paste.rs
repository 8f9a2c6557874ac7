//! Pasted rich text as Markdown. The browser reads the markup ([`Node`]s come from its own parser); what becomes of
//! it is decided here, without a browser.

/// What a page that was copied is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Words.
    Text(String),
    /// An element: its name in small letters, where it leads to, what is in it.
    Tag(String, String, Vec<Self>),
}

/// Marks that stand in a line.
const INLINE: &[&str] = &[
    "a", "b", "strong", "i", "em", "span", "u", "s", "code", "br", "font", "small", "sub", "sup", "mark", "abbr",
    "label", "cite", "q", "time", "kbd", "ins", "del",
];
/// What is not for reading.
const SILENT: &[&str] =
    &["style", "script", "head", "title", "meta", "link", "template", "noscript", "svg", "img", "button", "select"];

/// The Markdown of what was copied.
pub fn markdown(nodes: &[Node]) -> String {
    let mut out = Vec::new();
    blocks(nodes, &mut out);
    out.join("\n\n")
}

fn block(node: &Node) -> bool {
    match node {
        Node::Text(_) => false,
        // Word processors wrap a whole page in a mark of a line.
        Node::Tag(name, _, inside) => {
            !SILENT.contains(&&**name) && (!INLINE.contains(&&**name) || inside.iter().any(block))
        }
    }
}

fn blocks(nodes: &[Node], out: &mut Vec<String>) {
    let mut line = String::new();
    for node in nodes {
        match node {
            Node::Tag(name, _, inside) if block(node) => {
                end(&mut line, out);
                match name.as_str() {
                    "ul" => list(inside, None, out),
                    "ol" => list(inside, Some(1), out),
                    "blockquote" => quote(inside, out),
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                        line = marked("**", &text_of(inside));
                        end(&mut line, out);
                    }
                    _ => blocks(inside, out),
                }
            }
            other => inline(other, &mut line),
        }
    }
    end(&mut line, out);
}

/// A paragraph ends: what would begin something else in Markdown is made to be words.
fn end(line: &mut String, out: &mut Vec<String>) {
    let written = line.split('\n').map(|part| plain_start(part.trim())).collect::<Vec<_>>().join("\n");
    let written = written.trim();
    if !written.is_empty() {
        out.push(written.to_owned());
    }
    line.clear();
}

fn plain_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line[digits..];
    if digits > 0 && (after == "." || after == ")" || after.starts_with(". ") || after.starts_with(") ")) {
        return format!("{}\\{after}", &line[..digits]);
    }
    if line.starts_with(['#', '>', '+', '-', '=', '~']) { format!("\\{line}") } else { line.to_owned() }
}

fn list(items: &[Node], mut number: Option<usize>, out: &mut Vec<String>) {
    let mut lines = Vec::new();
    for item in items {
        let mut inside = Vec::new();
        match item {
            Node::Tag(name, _, within) if name == "li" => blocks(within, &mut inside),
            other => blocks(std::slice::from_ref(other), &mut inside),
        }
        if inside.is_empty() {
            continue;
        }
        let sign = number.map_or_else(|| "- ".to_owned(), |n| format!("{n}. "));
        number = number.map(|n| n + 1);
        let indent = " ".repeat(sign.len());
        let within = inside.join("\n").lines().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n");
        lines.push(format!("{sign}{}", within.trim_start()));
    }
    if !lines.is_empty() {
        out.push(lines.join("\n"));
    }
}

fn quote(inside: &[Node], out: &mut Vec<String>) {
    let within = markdown(inside);
    if !within.is_empty() {
        let lines = within.lines().map(|line| format!("> {line}").trim_end().to_owned());
        out.push(lines.collect::<Vec<_>>().join("\n"));
    }
}

fn inline(node: &Node, line: &mut String) {
    match node {
        Node::Text(text) => words(text, line),
        Node::Tag(name, to, inside) => match name.as_str() {
            "br" => line.push('\n'),
            "b" | "strong" => piece(line, &text_of(inside), |text| marked("**", text)),
            "i" | "em" => piece(line, &text_of(inside), |text| marked("*", text)),
            "a" if leads(to) => piece(line, &text_of(inside), |text| format!("[{text}]({to})")),
            silent if SILENT.contains(&silent) => {}
            _ => inside.iter().for_each(|node| inline(node, line)),
        },
    }
}

fn text_of(nodes: &[Node]) -> String {
    let mut line = String::new();
    nodes.iter().for_each(|node| inline(node, &mut line));
    line
}

/// White space around a marked stretch stands outside of its marks.
fn piece(line: &mut String, text: &str, mark: impl Fn(&str) -> String) {
    let inside = text.trim();
    if text.starts_with(char::is_whitespace) && !line.is_empty() && !line.ends_with(char::is_whitespace) {
        line.push(' ');
    }
    if !inside.is_empty() {
        line.push_str(&mark(inside));
        if text.ends_with(char::is_whitespace) {
            line.push(' ');
        }
    }
}

fn marked(sign: &str, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.starts_with('*') || text.contains('\n') {
        text.to_owned()
    } else {
        format!("{sign}{text}{sign}")
    }
}

/// Addresses that a comment may lead to.
fn leads(to: &str) -> bool {
    ["https://", "http://", "mailto:", "/"].iter().any(|start| to.starts_with(start))
        && !to.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>'))
}

/// Words with single spaces between them; what Markdown would take for a mark stays a sign.
fn words(text: &str, line: &mut String) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with([' ', '\n']) {
                line.push(' ');
            }
            continue;
        }
        if matches!(c, '*' | '[' | ']' | '`' | '\\' | '_') {
            line.push('\\');
        }
        line.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, markdown};
    use proptest::prelude::*;

    fn text(words: &str) -> Node {
        Node::Text(words.into())
    }

    fn tag(name: &str, inside: Vec<Node>) -> Node {
        Node::Tag(name.into(), String::new(), inside)
    }

    fn link(to: &str, words: &str) -> Node {
        Node::Tag("a".into(), to.into(), vec![text(words)])
    }

    #[test]
    fn what_a_page_is_made_of_becomes_markdown() {
        let page = [
            tag("h2", vec![text("Un títol")]),
            tag("p", vec![text("Amb\n  "), tag("b", vec![text("força ")]), text("i "), tag("em", vec![text("to")])]),
            tag("ul", vec![tag("li", vec![text("un")]), text(" "), tag("li", vec![tag("p", vec![text("dos")])])]),
            tag("ol", vec![tag("li", vec![text("un"), tag("ul", vec![tag("li", vec![text("dins")])])])]),
            tag("blockquote", vec![tag("p", vec![text("a")]), tag("p", vec![text("b")])]),
            tag("div", vec![link("https://amb.cat", "la web"), tag("br", vec![]), text("fi")]),
        ];
        let wanted = "**Un títol**\n\nAmb **força** i *to*\n\n- un\n- dos\n\n1. un\n   - dins\n\n> a\n>\n> b\n\n\
             [la web](https://amb.cat)\nfi";
        assert_eq!(markdown(&page), wanted);
    }

    #[test]
    fn a_whole_page_in_one_mark_is_not_bold() {
        let page = [tag("b", vec![tag("p", vec![text("un")]), tag("p", vec![text("dos")])])];
        assert_eq!(markdown(&page), "un\n\ndos");
    }

    #[test]
    fn what_is_not_for_reading_and_where_nobody_should_go_stays_out() {
        let page = [tag("style", vec![text("p{}")]), tag("script", vec![text("x()")]), link("javascript:x()", "clic")];
        assert_eq!(markdown(&page), "clic");
    }

    #[test]
    fn signs_stay_signs() {
        assert_eq!(markdown(&[text("2 * 3 [x] a_b")]), "2 \\* 3 \\[x\\] a\\_b");
        assert_eq!(markdown(&[tag("p", vec![text("# no")]), tag("p", vec![text("1. no")])]), "\\# no\n\n1\\. no");
    }

    #[cfg(feature = "ssr")]
    proptest! {
        /// Rendered again, plain words are the words that were copied.
        #[test]
        fn words_stay_words(words in "[a-z*_\\[\\]#>`0-9.\\- ]{0,40}") {
            let drawn = crate::thread::render::markdown(&markdown(&[tag("p", vec![text(&words)])])).0;
            let read: String = drawn.trim_start_matches("<p>").trim_end_matches("</p>").replace("&gt;", ">");
            let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(read, wanted);
        }
    }
}
