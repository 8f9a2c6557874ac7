//! The record for programs: CSV, and a feed that a reader subscribes to.
use super::model::{Line, RecordPage};
use crate::{
    i18n::{Words, iso},
    plan::address,
};
use atom_syndication::{Entry, Feed, FixedDateTime, Link, Text};

/// The columns, with what [`super::chain`] needs to be computed anew.
const COLUMNS: [&str; 11] =
    ["line", "at", "kind", "rule", "source", "proposal", "waited_ms", "undoes", "title", "inner", "hash"];

/// Lines as CSV (RFC 4180), as they stand on the page.
pub fn csv(page: &RecordPage) -> String {
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = out.write_record(COLUMNS);
    for line in &page.lines {
        let _ = out.write_record([
            &*line.id.to_string(),
            &*iso(line.at),
            &*line.kind,
            line.rule.map_or("", crate::thread::Rule::as_str),
            line.source.as_str(),
            &*number(line.proposal),
            &*number(line.waited),
            &*number(line.undoes),
            &*line.title.text,
            &*line.inner,
            &*line.hash,
        ]);
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The newest lines as a feed (RFC 4287). `base` is the site's own address.
pub fn atom(page: &RecordPage, words: Words, base: &str) -> String {
    let lang = words.0;
    let here = format!("{base}/{lang}/log");
    let feed = Feed {
        title: Text::plain(words.s("log.title").into_owned()),
        id: here.clone(),
        updated: page.lines.first().map_or_else(FixedDateTime::default, |line| moment(line.at)),
        subtitle: Some(Text::plain(words.s("log.intro").into_owned())),
        links: vec![link(&here, "alternate"), link(&format!("{here}.atom"), "self")],
        lang: Some(lang.code().to_owned()),
        entries: page.lines.iter().map(|line| entry(line, words, base)).collect(),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(line: &Line, words: Words, base: &str) -> Entry {
    let lang = words.0;
    let decided = words.s(super::kind_key(&line.kind));
    let rule = line.rule.map(|rule| words.s(rule.key()).into_owned());
    let said = rule.map_or_else(|| decided.clone().into_owned(), |rule| format!("{decided}: {rule}"));
    let (place, links) = match line.proposal {
        Some(id) => {
            let to = address(lang, 'p', id, &line.title.text);
            (line.title.text.clone(), vec![link(&format!("{base}{to}"), "related")])
        }
        None => (words.s("log.everywhere").into_owned(), Vec::new()),
    };
    Entry {
        title: Text::plain(format!("{said} · {place}")),
        id: format!("{base}/{lang}/log#line-{}", line.id),
        updated: moment(line.at),
        links,
        summary: Some(Text::plain(format!("SHA-256 {}", line.hash))),
        ..Entry::default()
    }
}

fn link(href: &str, rel: &str) -> Link {
    Link { href: href.to_owned(), rel: rel.to_owned(), ..Link::default() }
}

fn moment(at: i64) -> FixedDateTime {
    iso(at).parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{atom, csv};
    use crate::{
        i18n::{Lang, Words},
        plan::Text,
        record::{Line, RecordPage, Source},
        thread::Rule,
    };

    fn page() -> RecordPage {
        let line = Line {
            id: 2,
            at: 1_460_197_800_000,
            kind: "hide".into(),
            rule: Some(Rule::Insults),
            source: Source::Report,
            waited: Some(60_000),
            undoes: None,
            proposal: Some(7),
            title: Text { text: "Parlar, \"escoltar\" & <decidir>".into(), lang: Lang::Ca },
            inner: "aa".into(),
            hash: "bb".into(),
        };
        RecordPage { lines: vec![line], next: None, seq: 1 }
    }

    #[test]
    fn a_line_is_a_row_whatever_stands_in_its_title() {
        let text = csv(&page());
        let rows: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            rows[1],
            "2,2016-04-09T10:30:00Z,hide,insults,report,7,60000,,\"Parlar, \"\"escoltar\"\" & <decidir>\",aa,bb"
        );
    }

    #[test]
    fn a_line_is_an_entry_and_markup_stays_text() {
        let feed = atom(&page(), Words(Lang::En), "https://pam.example");
        assert!(feed.contains("<updated>2016-04-09T10:30:00"), "{feed}");
        assert!(feed.contains("Removed: ") && feed.contains("&amp; &lt;decidir&gt;"), "{feed}");
        assert!(feed.contains("https://pam.example/en/log#line-2"), "{feed}");
    }
}
