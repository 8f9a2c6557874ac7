//! Every page in every language: complete from the server, and what the contract promises of each.
use crate::{
    dom::Page,
    person::Person,
    policy,
    town::Town,
    wire::Answer,
    words::{LANGS, says},
};
use std::collections::HashSet;

const PUBLIC: &[&str] = &[
    "",
    "/s/1",
    "/s/2",
    "/p/1",
    "/p/2",
    "/p/1?action=1",
    "/p/1?from=1",
    "/p/1/history",
    "/c/1/report",
    "/search",
    "/search?q=bus",
    "/search?q=%3Cb%3E",
    "/sign-in",
    "/sign-in?next=/ca/p/1",
    "/sign-up",
    "/log",
    "/about/rules",
    "/about/accessibility",
    "/about/privacy",
    "/about/legal",
];
const OWN: &[&str] = &["/account", "/account/decisions"];
const DESK: &[&str] = &["/desk", "/desk?view=recent", "/desk?view=hidden", "/desk?view=nonsense", "/desk/c/1"];

/// Opens a page, at its right address.
fn open(who: &Person, path: &str) -> Answer {
    let answer = who.get(path);
    if answer.status == 301 { who.get(answer.location()) } else { answer }
}

fn check(answer: &Answer, lang: &str) {
    let of = &answer.of;
    let page = answer.page();
    assert_eq!(page.attr("html", "lang"), lang, "{of}");
    assert_eq!(page.count("h1"), 1, "{of}");
    assert!(!page.text("h1").is_empty(), "{of}");
    assert!(!page.text("head title").is_empty(), "{of}");
    assert!(page.event() >= 0, "{of}");
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{of}");
    assert!(answer.text().starts_with("<!DOCTYPE html>"), "{of}");
    assert!(answer.header("x-pam-nonce").is_none() && answer.header("x-pam-seq").is_none(), "{of}");
    policy::check(answer);
    whole(of, &page);
}

/// Nothing waits for a script, no id stands twice, every label and every description has its field.
fn whole(of: &str, page: &Page) {
    assert!(!page.has("template"), "{of}: a template that only a script would move");
    let mut ids = HashSet::new();
    for element in page.all("[id]") {
        // The drawings' own names stand in the sprite.
        let id = element.attr("id").unwrap_or_default();
        assert!(!id.is_empty() && ids.insert(id.to_owned()), "{of}: the id {id} stands twice");
    }
    for (css, attribute) in
        [("label[for]", "for"), ("[aria-labelledby]", "aria-labelledby"), ("a[href^=\"#\"]", "href")]
    {
        for element in page.all(css) {
            for id in element.attr(attribute).unwrap_or_default().trim_start_matches('#').split_whitespace() {
                assert!(ids.contains(id), "{of}: {css} names {id}, which is not there");
            }
        }
    }
    for form in page.all("form[method=post]") {
        let action = form.attr("action").unwrap_or_default();
        assert!(action.starts_with("/api/"), "{of}: a form goes to {action}");
    }
}

#[test]
fn every_page_in_every_language() {
    let town = Town::demo();
    let (visitor, moderator, admin) = (town.visitor(), town.demo_person("moderator"), town.demo_person("admin"));
    for lang in LANGS {
        for path in PUBLIC {
            let path = format!("/{lang}{path}");
            check(&open(&visitor, &path).expect(200), lang);
            check(&open(&moderator, &path).expect(200), lang);
        }
        for path in OWN.iter().chain(DESK) {
            let path = format!("/{lang}{path}");
            check(&open(&visitor, &path).expect(403), lang);
            check(&open(&moderator, &path).expect(200), lang);
        }
        check(&open(&visitor, &format!("/{lang}/p/1/edit")).expect(403), lang);
        check(&open(&admin, &format!("/{lang}/p/1/edit")).expect(200), lang);
        check(&visitor.get(&format!("/{lang}/nowhere")).expect(404), lang);
    }
}

#[test]
fn the_desk_is_closed_to_visitors_and_residents() {
    let town = Town::demo();
    let (visitor, resident) = (town.visitor(), town.demo_person("resident"));
    for path in DESK {
        for who in [&visitor, &resident] {
            let answer = who.get(&format!("/es{path}")).expect(403);
            assert!(says(&answer.page().text("main"), "es", "fault.forbidden"), "{}", answer.of);
            assert!(!answer.page().has("[data-comment]"), "{}", answer.of);
        }
    }
    for who in ["moderator", "admin"] {
        town.demo_person(who).get("/es/desk").expect(200);
    }
}

#[test]
fn a_page_says_who_one_is_and_leads_to_the_same_page_in_each_language() {
    let town = Town::start();
    let resident = town.resident("Núria");
    let page = resident.get("/en/p/1-projectes-europeus").expect(200).page();
    assert!(page.text(".me").contains("Núria"));
    for lang in LANGS {
        let to = page.attr(&format!(".langs a[lang={lang}]"), "href");
        assert_eq!(to, format!("/{lang}/p/1-projectes-europeus"));
    }
    assert!(!town.visitor().get("/en").expect(200).page().has("form[action*=sign-out]"));
}

#[test]
fn a_front_page_tells_the_figures_that_its_proposals_add_up_to() {
    let town = Town::start();
    let export = town.export();
    let figure = |name: &str| {
        let of =
            |p: &serde_json::Value| p[name]["imported"].as_i64().unwrap_or(0) + p[name]["here"].as_i64().unwrap_or(0);
        export["proposals"].as_array().expect("proposals").iter().map(of).sum::<i64>()
    };
    assert_eq!((figure("supports"), figure("comments")), (20, 1));
    let tally = town.visitor().get("/en").expect(200).page().text(".tally");
    for word in ["3\u{a0}proposals", "20\u{a0}", "1\u{a0}comment"] {
        let word = word.replace('\u{a0}', " ");
        assert!(tally.replace('\u{a0}', " ").contains(&word), "{word} in {tally}");
    }
}

#[test]
fn files_of_the_browser_are_kept_for_ever_and_packed() {
    let town = Town::start();
    let visitor = town.visitor();
    let page = visitor.get("/ca").expect(200).page();
    let mut files: Vec<String> =
        page.all("link[href^=\"/pkg/\"]").iter().filter_map(|e| e.attr("href")).map(str::to_owned).collect();
    files.extend(page.all("script[src]").iter().filter_map(|e| e.attr("src")).map(str::to_owned));
    for kind in [".css", ".js", ".wasm", ".svg"] {
        assert!(files.iter().any(|file| file.ends_with(kind)), "no {kind} in {files:?}");
    }
    for file in files {
        let plain = visitor.get(&file).expect(200);
        assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"), "{file}");
        assert!(plain.header("content-encoding").is_none() && !plain.body.is_empty(), "{file}");
        if file.ends_with(".css") || file.ends_with(".wasm") {
            let packed = visitor.get_with(&file, &[("Accept-Encoding", "gzip, br")]).expect(200);
            assert_eq!(packed.header("content-encoding"), Some("br"), "{file}");
            assert!(packed.body.len() < plain.body.len(), "{file}");
        }
    }
    for file in ["/pkg/none.js", "/pkg/../manifest.json", "/pkg/%2e%2e/manifest.json", "/pkg/..%2f..%2fetc/passwd"] {
        visitor.get(file).expect(404);
    }
}

#[test]
fn a_page_comes_packed_and_says_the_same() {
    let town = Town::start();
    let plain = town.visitor().get("/ca/search").expect(200);
    assert!(plain.header("vary").unwrap_or_default().contains("accept-encoding"));
    for (asked, given) in
        [("br", Some("br")), ("gzip;q=0.5", Some("gzip")), ("gzip, br;q=0", Some("gzip")), ("identity", None)]
    {
        for _drawn_then_kept in 0..2 {
            let answer = town.visitor().get_with("/ca", &[("Accept-Encoding", asked)]).expect(200);
            assert_eq!(answer.header("content-encoding"), given, "{asked}");
        }
    }
}
