//! Which language `/` leads to, and what an address without a page says.
use crate::{
    town::Town,
    words::{LANGS, says},
};

#[test]
fn the_door_knows_who_speaks_what() {
    let town = Town::start();
    for (accepted, chosen, lands) in [
        (None, None, "/ca"),
        (Some("es-ES,es;q=0.9,en;q=0.8"), None, "/es"),
        (Some("en-GB"), None, "/en"),
        (Some("en;q=0.3, ca;q=0.9"), None, "/ca"),
        (Some("fr,de;q=0.5"), None, "/ca"),
        (Some("fr, en;q=0.1"), None, "/en"),
        (Some("es;q=0"), None, "/ca"),
        (Some(";;,,q="), None, "/ca"),
        (Some("es"), Some("en"), "/en"),
        (Some("es"), Some("xx"), "/es"),
    ] {
        let visitor = town.visitor();
        if let Some(lang) = chosen {
            visitor.set_cookie("pam_lang", lang);
        }
        let headers: Vec<_> = accepted.iter().map(|a| ("Accept-Language", *a)).collect();
        let answer = visitor.get_with("/", &headers);
        assert!((300..400).contains(&answer.status), "{answer:?}");
        assert_eq!(answer.location(), lands, "{accepted:?} {chosen:?}");
        let vary = answer.header("vary").unwrap_or_default().to_lowercase();
        assert!(vary.contains("accept-language") && vary.contains("cookie"), "{vary}");
    }
}

#[test]
fn an_address_that_no_page_has_says_so_in_its_language() {
    let town = Town::start();
    let visitor = town.visitor();
    for lang in LANGS {
        for path in [
            "nowhere",
            "p/999",
            "p/0",
            "p/x",
            "p/-1",
            "s/999",
            "about/nothing",
            "c/999/report",
            "p/99999999999999999999",
            "c/999",
            "c/x",
            "c/-1",
        ] {
            let answer = visitor.get(&format!("/{lang}/{path}")).expect(404);
            let page = answer.page();
            assert_eq!(page.attr("html", "lang"), lang);
            assert!(says(&page.text("main"), lang, "fault.not_found"), "{lang}/{path}: {}", page.text("main"));
            assert!(page.has(&format!("main a[href=\"/{lang}\"]")), "a way on");
        }
    }
    for path in ["/xx", "/CA", "/xx/c/1", "/ca/p/1/more", "/robots"] {
        visitor.get(path).expect(404);
    }
}

#[test]
fn an_old_address_leads_to_the_right_one() {
    let town = Town::start();
    let visitor = town.visitor();
    for (old, right) in [
        ("/ca/p/1", "/ca/p/1-projectes-europeus"),
        ("/ca/p/1-an-old-name", "/ca/p/1-projectes-europeus"),
        ("/en/p/1-projectes", "/en/p/1-projectes-europeus"),
        ("/ca/p/1-x?action=2", "/ca/p/1-projectes-europeus?action=2"),
        ("/ca/p/3-x?after=1.1", "/ca/p/3-ombra-i-aigua-a-les-places?after=1.1"),
    ] {
        assert_eq!(visitor.get(old).expect(301).location(), right, "{old}");
        visitor.get(right).expect(200);
    }
    let section = visitor.get("/ca").expect(200).page().attr("ol.toc a", "href");
    visitor.get(&section).expect(200);
    assert_eq!(visitor.get("/ca/s/1-x").expect(301).location(), section);
}
