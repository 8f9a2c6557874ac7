//! A page costs a fixed number of statements, however much it shows.
use crate::{person::Person, town::Town};
use std::fmt::Write;

/// How many statements drawing a page took; who is signed in never gets a kept copy.
#[track_caller]
fn cost(who: &Person, path: &str) -> u32 {
    let answer = who.get(path).expect(200);
    let told = answer.header("server-timing").unwrap_or_else(|| panic!("{path}: no figure"));
    let n = told.split("desc=\"").nth(1).and_then(|r| r.split('"').next()).and_then(|n| n.parse().ok());
    n.unwrap_or_else(|| panic!("{path}: {told}"))
}

/// A page of a proposal with so many comments.
fn page(title: &str, comments: usize) -> String {
    let mut page = format!(
        "1\n\nSuports\n\nAMB\n\n{title}\n\n| Autor/a: AMB | {comments} comentaris\n\nUn text.\n\nComentaris\n\n"
    );
    for n in 1..=comments {
        let _ = write!(page, "Veí {n} | {}/{}/2016\n\nHi tinc a dir el número {n}.\n\n", n % 28 + 1, n % 12 + 1);
    }
    page
}

#[test]
fn a_thread_costs_the_same_with_five_comments_and_with_five_hundred() {
    let town = Town::busy();
    let (few, many) = (town.file("few.txt", page("Pocs", 5)), town.file("many.txt", page("Molts", 500)));
    assert_eq!(town.pam(&["import", &few, &many]).code, 0);
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let address = |id: i64| núria.get(&format!("/ca/p/{id}")).location().to_owned();
    let (few, many) = (address(4), address(5));
    for query in ["", "?action=1", "?from=3"] {
        let costs = [&few, &many].map(|page| cost(&núria, &format!("{page}{query}")));
        assert_eq!(costs[0], costs[1], "{query}");
        assert!((5..=20).contains(&costs[0]), "{costs:?}");
    }
    let more = núria.get(&many).page().attr("a[rel=next]", "href");
    assert!(cost(&núria, &more) <= cost(&núria, &many) + 1);
    // Replies at every depth, texts begun, figures: nothing of it costs more.
    let before = cost(&gemma, &few);
    let mut above = gemma.comment(4, "Un fil.");
    for n in 0..8 {
        above = gemma.reply(4, above, &format!("Més avall {n}."));
    }
    gemma.call("draft/save", &[("place", "p4"), ("body", "A mig fer"), ("stance", "")]).expect(200);
    assert_eq!(cost(&gemma, &few), before);
}

#[test]
fn a_list_costs_the_same_however_long_it_is() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let section = núria.get("/ca").page().attr("ol.toc a", "href");
    let before = ["/ca", &section, "/ca/search?q=comentari", "/ca/log"].map(|path| cost(&núria, path));
    for (path, cost) in ["/ca", &section, "/ca/search?q=comentari", "/ca/log"].iter().zip(before) {
        assert!((1..=14).contains(&cost), "{path}: {cost}");
    }
    let pages: Vec<String> =
        (0..60).map(|n| town.file(&format!("{n}.txt"), page(&format!("Proposta comentari {n}"), 2))).collect();
    let mut args = vec!["import"];
    args.extend(pages.iter().map(String::as_str));
    assert_eq!(town.pam(&args).code, 0);
    let after = ["/ca", &section, "/ca/search?q=comentari", "/ca/log"].map(|path| cost(&núria, path));
    assert_eq!(after, before);
    for n in 0..4 {
        let other = town.file(&format!("other-{n}.txt"), page(&format!("D'un altre pla {n}"), 2));
        assert_eq!(town.pam(&["import", "--plan", &format!("other-{n}"), &other]).code, 0);
    }
    let after = ["/ca", &section, "/ca/search?q=comentari", "/ca/log"].map(|path| cost(&núria, path));
    assert_eq!(after, before, "nor does it cost more with other plans beside");
    assert_eq!(cost(&núria, "/ca?plan=3"), before[0]);
}

#[test]
fn the_desk_costs_the_same_with_one_case_and_with_many() {
    let town = Town::busy();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let report = |id: i64| pep.call("report/add", &[("comment", &id.to_string()), ("rule", "hate")]).expect(200);
    let first = núria.comment(1, "El primer.");
    report(first);
    let paths = [
        "/ca/desk".to_owned(),
        "/ca/desk?view=recent".into(),
        "/ca/desk?view=new&in=mine&text=ca&age=hour".into(),
        "/ca/desk/watch".into(),
        format!("/ca/desk/c/{first}"),
        "/ca/account/decisions".into(),
        "/ca/desk/waiting".into(),
        "/ca/desk/flagged".into(),
        "/ca/desk/appeals".into(),
        "/ca/desk/figures".into(),
        "/ca/desk/shift".into(),
        "/ca/desk/together".into(),
        format!("/ca/desk/a/{}", núria.id),
    ];
    let before = paths.each_ref().map(|path| cost(&gemma, path));
    // A case shows the queue, the conversation, its reports, decisions, appeal and notes, its author, who is at it, and
    // what the pipeline found in it.
    assert!(before.iter().all(|n| (1..=23).contains(n)), "{before:?}");
    for n in 0..40 {
        let id = núria.reply(1, first, &format!("I {n} més, al 612 34 56 {n:02}."));
        report(id);
        let (account, note) = (núria.id.to_string(), format!("Per la {n}a vegada."));
        let what = [("account", &*account), ("kind", "warn"), ("rule", "hate"), ("note", &*note)];
        gemma.call("desk/sanction", &what).expect(200);
    }
    assert_eq!(paths.each_ref().map(|path| cost(&gemma, path)), before);
}

#[test]
fn a_kept_page_costs_nothing() {
    let town = Town::start();
    let visitor = town.visitor();
    assert!(cost(&visitor, "/ca") > 1);
    let kept = visitor.get("/ca").expect(200);
    assert!(kept.header("server-timing").is_none_or(|t| t.contains("\"0\"")), "{:?}", kept.header("server-timing"));
}

#[test]
fn a_history_costs_the_same_with_one_change_and_with_many() {
    let town = Town::busy();
    let (marcel, núria) = (town.admin(), town.resident("Núria"));
    let change = |version: i64| {
        let (version, title) = (version.to_string(), format!("Projectes europeus, {version}"));
        let fields = [("proposal", "1"), ("version", &*version), ("lang", "ca"), ("title", &*title)];
        let why = [("note", "Per anar afinant."), ("voices", "1"), ("actions[0]", "Fer-ho."), ("picked[3]", "1")];
        marcel.call("proposal/change", &[&fields[..], &why[..]].concat()).expect(200);
    };
    change(1);
    let before = cost(&núria, "/ca/p/1/history");
    assert!((1..=10).contains(&before), "{before}");
    (2..30).for_each(change);
    assert_eq!(cost(&núria, "/ca/p/1/history"), before);
    let page = núria.get("/ca/p/1/history").page();
    assert_eq!(page.count("[data-version]"), 20);
    let older = núria.get(&page.attr("a[rel=next]", "href")).expect(200).page();
    assert_eq!(older.count("[data-version]"), 10);
    assert!(older.has("#v-1") && older.has("#v-10 .diff"));
    town.check();
}
