//! A page as the reader found it becomes a page as the plan takes it.
use super::{
    files::hexadecimal,
    reader::{self, ReadDate, ReadProposal},
};
use app::{
    i18n::Lang,
    plan::{
        import::{Incoming, Page, ReadComment},
        seed::ProposalText,
        slug,
    },
};
use jiff::{civil, tz::TimeZone};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The authority whose plan the old site holds.
const AUTHORITY: &str = "AMB";
/// The old site's own time, spelt out so that it needs no file of the machine.
const SITE_ZONE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// Puts a page into the plan's words.
pub fn page(read: &reader::Page, name: &str, sha256: &str) -> Page {
    // A page without a header says nothing of the phase.
    let closed = (read.closed || !read.header.is_empty()).then_some(read.closed);
    let mut twins: HashMap<String, usize> = HashMap::new();
    let mut proposals: Vec<Incoming> = read.proposals.iter().map(|proposal| incoming(proposal, closed)).collect();
    for proposal in &mut proposals {
        let twin = twins.entry(proposal.source_key.clone()).or_default();
        *twin += 1;
        if *twin > 1 {
            proposal.source_key = format!("{}#{twin}", proposal.source_key);
        }
    }
    Page {
        sha256: sha256.to_owned(),
        name: name.to_owned(),
        header: around(read),
        plan_title: read.plan_title.clone(),
        years: read.years.as_deref().map(years),
        proposals,
    }
}

/// Every line of the page that is no proposal's: header, notices, footer.
fn around(read: &reader::Page) -> String {
    let notices = read.proposals.iter().flat_map(|proposal| &proposal.notices);
    let lines: Vec<&str> = read.header.iter().chain(notices).chain(&read.footer).map(String::as_str).collect();
    lines.join("\n")
}

/// `PAM 2016 | 2019` as the plan writes it, `2016-2019`; as it stands where it has no two years.
fn years(line: &str) -> String {
    let years: Vec<&str> = line.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4).collect();
    match years[..] {
        [first, last] => format!("{first}-{last}"),
        _ => line.trim().to_owned(),
    }
}

fn incoming(read: &ReadProposal, closed: Option<bool>) -> Incoming {
    let author = read.author.clone().unwrap_or_default();
    let figure = |n: Option<u64>| n.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    Incoming {
        source_key: source_key(&read.title, &author),
        author_kind: kind(&author).to_owned(),
        author_name: author,
        closed,
        title_derived: read.title_derived,
        listed: read.comment_count.is_none() && read.comments.is_empty(),
        supports: figure(read.supports),
        comment_count: figure(read.comment_count),
        text: ProposalText {
            lang: Lang::Ca,
            title: read.title.clone(),
            objective: read.objective.clone(),
            body: read.body.clone(),
            actions: read.actions.clone(),
        },
        comments: comments(read),
    }
}

fn kind(author: &str) -> &'static str {
    match author.trim() {
        "" => "unknown",
        name if name.eq_ignore_ascii_case(AUTHORITY) => "authority",
        _ => "resident",
    }
}

/// What makes a proposal the same one the next time: its title and its author, whatever the case and the spaces.
/// The title stands there to be read; the hash tells apart what a shortened title does not.
pub fn source_key(title: &str, author: &str) -> String {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let hash = Sha256::digest(format!("{}\n{}", plain(title), plain(author)));
    format!("{}~{}", slug(title), &hexadecimal(&hash)[..16])
}

/// Oldest first, for the numbers that they get grow with time. Pages may have the newest first.
fn comments(read: &ReadProposal) -> Vec<ReadComment> {
    let comment = |read: &reader::ReadComment| ReadComment {
        name: read.name.clone(),
        date_text: read.date.written.clone(),
        at: moment(&read.date),
        body: read.text.clone(),
    };
    let mut comments: Vec<ReadComment> = read.comments.iter().map(comment).collect();
    let dated = |comment: Option<&ReadComment>| comment.map_or(0, |c| c.at);
    if dated(comments.first()) > dated(comments.last()) {
        comments.reverse();
    }
    if comments.iter().all(|comment| comment.at != 0) {
        comments.sort_by_key(|comment| comment.at);
    }
    comments
}

/// In UTC milliseconds; noon where the page names no hour, so that the day is right wherever it is drawn, and 0
/// where it names no day.
fn moment(date: &ReadDate) -> i64 {
    let Some((year, month, day)) = date.day else { return 0 };
    let (hour, minute) = date.time.unwrap_or((12, 0));
    let whole = || {
        let year = i16::try_from(year).ok()?;
        let [month, day, hour, minute] = [month, day, hour, minute].map(|n| i8::try_from(n).ok());
        let at = civil::DateTime::new(year, month?, day?, hour?, minute?, 0, 0).ok()?;
        let zone = TimeZone::posix(SITE_ZONE).unwrap_or(TimeZone::UTC);
        Some(at.to_zoned(zone).ok()?.timestamp().as_millisecond())
    };
    whole().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{ReadDate, kind, moment, source_key, years};

    #[test]
    fn a_date_is_a_moment_of_the_old_sites_time() {
        let at = |day, time| moment(&ReadDate { written: String::new(), day, time });
        // Summer time from the last Sunday of March on.
        assert_eq!(at(Some((2016, 4, 9)), Some((12, 30))), 1_460_197_800_000);
        assert_eq!(at(Some((2016, 1, 9)), Some((12, 30))), 1_452_339_000_000);
        assert_eq!(at(Some((2016, 1, 9)), None), 1_452_337_200_000);
        assert_eq!(at(None, None), 0);
    }

    #[test]
    fn the_authority_is_known_by_its_name() {
        assert_eq!(
            [kind("amb"), kind(" AMB "), kind(""), kind("Rosa")],
            ["authority", "authority", "unknown", "resident"]
        );
    }

    #[test]
    fn a_proposal_is_known_by_title_and_author() {
        assert_eq!(source_key("Ombra  i aigua", "Rosa"), source_key("ombra i AIGUA", "rosa"));
        assert_ne!(source_key("Ombra i aigua", "Rosa"), source_key("Ombra i aigua", "AMB"));
        let long = "a".repeat(70);
        assert_ne!(source_key(&format!("{long}b"), ""), source_key(&format!("{long}c"), ""));
        assert!(source_key("Ombra", "").starts_with("ombra~"));
    }

    #[test]
    fn years_are_written_one_way() {
        assert_eq!(years("PAM 2016 | 2019"), "2016-2019");
        assert_eq!(years("PAM 2016"), "PAM 2016");
    }
}
