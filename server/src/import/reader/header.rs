//! What stands above the first proposal.

use super::lines::{Line, fold, item};
use super::marks::Mark;
use super::{Page, Reason, check::Faults};

/// What a line of the header is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    /// *Accessos directes:*
    Links,
    /// The logo, with the site's name.
    Logo(&'a str),
    /// The search box's label.
    Search,
    /// *PAM 2016 | 2019*
    Years,
    /// The plan's name.
    Plan,
    /// *AVÍS: …*
    Warning,
    /// Anything else.
    Other,
}

/// Whether a line is surely one of the header's own, and so no proposal's title. A title may name a plan too.
pub(super) fn owns(line: &Line) -> bool {
    !matches!(part(line), Part::Other | Part::Plan)
}

/// The page with its header and no proposals yet.
pub(super) fn read(lines: &[Line], faults: &mut Faults) -> Page {
    let mut page = Page::default();
    let (mut links, mut years) = (false, false);
    for line in lines {
        page.header.push(line.kept());
        let mut part = part(line);
        if part == Part::Other && years && page.plan_title.is_none() {
            part = Part::Plan;
        }
        match part {
            Part::Logo(name) => page.site = page.site.or_else(|| once(name)),
            Part::Years => page.years = page.years.or_else(|| Some(line.kept())),
            Part::Plan => page.plan_title = page.plan_title.or_else(|| Some(line.kept())),
            Part::Warning => warn(&mut page, line),
            Part::Other if links => page.quick_links.push(line.kept()),
            Part::Other if item(line.text).is_some() => faults.add(line.number, Reason::ActionOutside),
            Part::Links | Part::Search | Part::Other => {}
        }
        years = part == Part::Years;
        links = part == Part::Links || (links && part == Part::Other);
    }
    page
}

/// Keeps a warning, and what it says about taking part.
fn warn(page: &mut Page, line: &Line) {
    page.closed |= closes(line);
    page.notices.push(line.kept());
}

/// Whether a warning says that taking part is closed.
pub(super) fn closes(line: &Line) -> bool {
    let folded = fold(line.text);
    line.mark == Mark::Warning && ["tancat", "tancada", "cerrad", "closed"].iter().any(|word| folded.contains(word))
}

fn part<'a>(line: &Line<'a>) -> Part<'a> {
    if line.mark == Mark::Warning {
        return Part::Warning;
    }
    if line.text.len() > 200 {
        return Part::Other;
    }
    let text = line.trimmed();
    let folded = fold(text);
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if begins(&["logotip ", "logotipo ", "logo "]) {
        return Part::Logo(text.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim()));
    }
    if begins(&["accessos directes", "accesos directos", "quick links", "shortcuts"]) {
        return Part::Links;
    }
    if begins(&["cercador", "cerca ", "buscador", "buscar ", "search"]) {
        return Part::Search;
    }
    if begins(&["pla ", "plan "]) || folded.ends_with(" plan") {
        return Part::Plan;
    }
    if has_years(&folded) { Part::Years } else { Part::Other }
}

/// Whether a short line holds two years and little else.
fn has_years(folded: &str) -> bool {
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let years = folded.split(|c: char| !c.is_ascii_digit()).filter(|word| year(word)).count();
    folded.len() <= 40 && years == 2
}

/// The logo's picture and its text both give the name, so it often stands there twice.
fn once(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, second) = words.split_at(words.len() / 2);
    let name = if first == second { first.join(" ") } else { name.to_owned() };
    (!name.is_empty()).then_some(name)
}
