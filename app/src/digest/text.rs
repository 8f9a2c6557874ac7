//! The mail in words: plain text, a line for each thing that waits, with the way to it.
use super::model::{Count, Digest, Due, Reader};
use crate::{i18n::Words, team::ShiftRow};

/// Past so many the exact figure helps nobody.
const COUNTED: i64 = 1000;

/// A mail, ready to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The moderator's name.
    pub name: String,
    /// And address.
    pub email: String,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// What a moderator is told, with links to `site` (scheme and host); nothing when nothing waits.
pub fn mail(reader: &Reader, digest: &Digest, site: &str) -> Option<Mail> {
    let all = digest.all();
    if all == 0 {
        return None;
    }
    let words = Words(reader.lang);
    let page = Page { words, desk: format!("{}/{}/desk", site.trim_end_matches('/'), reader.lang) };
    let parts = [
        page.part("digest.mine", page.counts(digest, |count| count.mine, "?view=reported&in=mine")),
        page.part("digest.all", page.counts(digest, |count| count.all, "")),
        page.part("digest.due", digest.due.iter().map(|due| page.due(due)).collect()),
        page.part("digest.asked", digest.asked.iter().map(|row| page.row(row)).collect()),
        page.part("digest.claims", digest.claims.iter().map(|row| page.row(row)).collect()),
    ];
    let hello = words.with("digest.hello", &[("name", &reader.name)]);
    let off = format!("-- \n{} {}/watch", words.s("digest.off"), page.desk);
    let body = [Some(hello)].into_iter().chain(parts).chain([Some(off)]).flatten().collect::<Vec<_>>();
    Some(Mail {
        name: reader.name.clone(),
        email: reader.email.clone(),
        subject: words.n("digest.subject", all),
        body: body.join("\n\n") + "\n",
    })
}

struct Page {
    words: Words,
    /// The address of the desk.
    desk: String,
}

impl Page {
    /// A heading and its lines; nothing without lines.
    fn part(&self, heading: &str, lines: Vec<String>) -> Option<String> {
        let lines: Vec<String> = lines.into_iter().map(|line| format!("* {line}")).collect();
        (!lines.is_empty()).then(|| format!("{}\n{}", self.words.s(heading), lines.join("\n")))
    }

    /// What waits, kind by kind.
    fn counts(&self, digest: &Digest, of: fn(&Count) -> i64, reported: &str) -> Vec<String> {
        let kinds = [
            ("digest.reported", &digest.reported, reported),
            ("digest.waiting", &digest.waiting, "/waiting"),
            ("digest.flagged", &digest.flagged, "/flagged"),
            ("digest.appeals", &digest.appeals, "/appeals"),
        ];
        let line = |(key, count, to): (&str, &Count, &str)| {
            let n = of(count);
            let more = if n >= COUNTED { "+" } else { "" };
            (n > 0).then(|| format!("{}{more}\n  {}{to}", self.words.n(key, n), self.desk))
        };
        kinds.into_iter().filter_map(line).collect()
    }

    fn due(&self, due: &Due) -> String {
        let (kind, id) = due.page;
        let measure = if kind == 'a' { Some(self.words.s("appeal.of_measure").into_owned()) } else { None };
        let title = Some(due.title.text.clone()).filter(|title| !title.is_empty());
        let about = measure.into_iter().chain(title).collect::<Vec<_>>().join(", ");
        format!("{}: {about}\n  {}/{kind}/{id}", self.words.moment(due.at), self.desk)
    }

    fn row(&self, row: &ShiftRow) -> String {
        let said = if row.words.is_empty() { row.title.text.clone() } else { one_line(&row.words) };
        format!("{}: {said}\n  {}/c/{}", row.name, self.desk, row.comment)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
