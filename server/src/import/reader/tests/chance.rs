//! Pages made by chance: what is printed in the site's form reads back equal, word for word.

use super::super::{ReadComment, ReadDate, ReadProposal};
use super::page;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use std::fmt::Write;

/// Any visible characters after a letter: no line break, and no meaning to the site.
fn words() -> impl Strategy<Value = String> {
    let any = "[A-ZÀ-Ü][^\\p{C}\\p{Z}]{0,9}( {1,2}[^\\p{C}\\p{Z}|]{1,12}){0,8}";
    let plain = "(L'|D’|Col·lecció |Més )[a-zà-ü·]{1,9}(  ?[a-zà-ü'·-]{1,9}){0,12}";
    let link = "Vegeu https://[a-z]{1,9}\\.cat/[a-z0-9]{0,9}\\?q=[a-z]{0,4}#[a-z]{0,3}";
    prop_oneof![any, plain, link].prop_map(|text: String| text + " x")
}

/// A paragraph of one or more lines. Its end tells it from a name.
fn paragraph() -> impl Strategy<Value = String> {
    vec(words(), 1..4).prop_map(|lines| lines.join("\n") + ".")
}

fn name() -> impl Strategy<Value = String> {
    "[A-ZÀÈÉÍÒÓÚÇ][a-zàèéíïòóúüç·]{1,9}( [A-Z][a-z'·-]{1,8}){0,3}z"
}

prop_compose! {
    fn comment()(name in name(), barred in any::<bool>(), (y, m, d) in (2000..2100i32, 1..=12u8, 1..=28u8),
        text in vec(paragraph(), 1..4)) -> (bool, ReadComment)
    {
        let date = ReadDate { written: format!("{d:02}/{m:02}/{y}"), day: Some((y, m, d)), time: None };
        (barred, ReadComment { line: 0, name, picture: None, date, text: text.join("\n\n") })
    }
}

/// A proposal, and how it is printed.
#[derive(Clone, Debug)]
struct Made {
    read: ReadProposal,
    /// Whether it has an author's line. Without one the picture names the author.
    author_line: bool,
    /// Which of its comments have the head with a bar.
    barred: Vec<bool>,
}

/// Title and count need the author's line; without it the author is the picture's.
fn top() -> impl Strategy<Value = (ReadProposal, bool)> {
    let parts = (0..=i64::MAX as u64, of(name()), any::<bool>(), any::<bool>(), of(words()), of(0..3000u64));
    parts.prop_map(|(supports, author, author_line, picture, title, comment_count)| {
        let author_line = author_line && author.is_some();
        let read = ReadProposal {
            supports: Some(supports),
            title: title.filter(|_| author_line).unwrap_or_default(),
            picture: author.clone().filter(|_| picture || !author_line),
            author,
            comment_count: comment_count.filter(|_| author_line),
            ..ReadProposal::default()
        };
        (read, author_line)
    })
}

prop_compose! {
    fn proposal()((mut read, author_line) in top(), leading in vec(paragraph(), 1..4),
        actions in vec(paragraph(), 0..5), after in vec(paragraph(), 0..3), comments in vec(comment(), 0..4)) -> Made
    {
        read.leading = leading.len();
        read.paragraphs = leading;
        read.paragraphs.extend(after.into_iter().filter(|_| !actions.is_empty()));
        read.actions = actions;
        let (barred, comments) = comments.into_iter().unzip();
        read.comments = comments;
        Made { read, author_line, barred }
    }
}

/// Prints a proposal as the site does; `style` picks bullet and heading among the known.
fn print(out: &mut String, Made { read: made, author_line, barred }: &Made, style: u8) -> std::fmt::Result {
    let bullet = [" • ", "- ", "\u{a0}*\u{a0}", "1. "][usize::from(style % 4)];
    write!(out, "{}\n\nSuports\n\n", made.supports.unwrap_or(0))?;
    for top in [made.picture.as_ref(), Some(&made.title).filter(|title| !title.is_empty())].into_iter().flatten() {
        write!(out, "{top}\n\n")?;
    }
    if let Some(author) = made.author.as_ref().filter(|_| *author_line) {
        write!(out, "| Autor/a: {author}")?;
        made.comment_count.map_or(Ok(()), |count| write!(out, " | {count} comentaris"))?;
        write!(out, "\n\n{}", if style > 99 { "Tornar\n" } else { "" })?;
    }
    for paragraph in &made.paragraphs[..made.leading] {
        write!(out, "{paragraph}\n\n")?;
    }
    for action in &made.actions {
        writeln!(out, "{bullet}{action}")?;
    }
    for paragraph in &made.paragraphs[made.leading..] {
        write!(out, "\n{paragraph}\n")?;
    }
    writeln!(out, "\nComentaris\n")?;
    for (comment, barred) in made.comments.iter().zip(barred) {
        let between = if *barred { " | " } else { "\n\n" };
        write!(out, "{}{between}{}\n\n{}\n\n", comment.name, comment.date.written, comment.text)?;
    }
    Ok(())
}

/// What was made, without what only the page knows.
fn bare(mut read: ReadProposal) -> ReadProposal {
    read.line = 0;
    read.comments.iter_mut().for_each(|comment| comment.line = 0);
    if read.title_derived {
        read.title.clear();
    }
    (read.title_derived, read.objective, read.body) = (false, String::new(), String::new());
    read
}

/// The words of a proposal in alphabetical order, each as often as it stands on the page.
fn all_words(read: &ReadProposal, author_line: bool) -> Vec<String> {
    let names = read.comments.iter().flat_map(|comment| [&comment.name, &comment.date.written, &comment.text]);
    let title = Some(&read.title).filter(|_| !read.title_derived);
    let author = read
        .author
        .iter()
        .filter(|_| author_line)
        .chain(&read.picture)
        .chain(title)
        .chain(&read.paragraphs)
        .chain(&read.actions);
    let mut words: Vec<String> =
        author.chain(names).flat_map(|text| text.split_whitespace()).map(str::to_owned).collect();
    words.sort();
    words
}

/// The words of a printed page without the site's own and without bullets.
fn printed_words(text: &str) -> Vec<String> {
    let own = ["Suports", "Comentaris", "Tornar", "•", "-", "*", "1.", "|", "Autor/a:"];
    let lines = text.lines().filter(|line| !line.bytes().all(|byte| byte.is_ascii_digit()));
    let lines = lines.map(|line| match (line.starts_with("| Autor"), line.rsplit_once(" | ")) {
        (true, Some((before, _))) => before,
        _ => line,
    });
    let bare = |line: &'_ str| {
        let mut words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        if words.first().is_some_and(|word| own.contains(&word.as_str())) {
            words.remove(0);
        }
        words.into_iter().filter(|word| word != "|" && word != "Autor/a:").collect::<Vec<_>>()
    };
    let mut words: Vec<String> = lines.flat_map(bare).collect();
    words.sort();
    words
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(made in vec(proposal(), 1..4), style in any::<u8>(), header in any::<bool>(),
        crlf in any::<bool>())
    {
        let mut text = String::new();
        if header {
            text += "Accessos directes:\n\nLogotip pam.cat pam.cat\n\nPAM 2016 | 2019\n\n";
        }
        for made in &made {
            let from = text.len();
            print(&mut text, made, style)?;
            prop_assert_eq!(printed_words(&text[from..]), all_words(&made.read, made.author_line));
        }
        let page = page(&if crlf { text.replace('\n', "\r\n") } else { text.clone() });
        prop_assert_eq!(page.site.is_some(), header);
        prop_assert_eq!(page.proposals.len(), made.len());
        for (read, made) in page.proposals.into_iter().zip(made) {
            prop_assert_eq!(all_words(&read, made.author_line), all_words(&made.read, made.author_line));
            prop_assert_eq!(bare(read), made.read, "{}", text);
        }
    }
}
