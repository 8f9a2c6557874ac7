//! Searching by the page.
use crate::{
    town::Town,
    wire::encode,
    words::{LANGS, says},
};

fn hits(town: &Town, q: &str) -> Vec<String> {
    let page = town.visitor().get(&format!("/ca/search?q={}", encode(q))).expect(200).page();
    page.all(".hits h2 a").iter().filter_map(|a| a.attr("href").map(str::to_owned)).collect()
}

#[test]
fn titles_texts_actions_and_comments_are_found() {
    let town = Town::start();
    let id = town.resident("Núria").comment(3, "A l'ombra dels plataners s'hi està bé.");
    let comment = format!("/ca/c/{id}");
    for (q, found) in [
        ("europeus", "/ca/p/1-projectes-europeus"),
        ("PROJECTES europeus", "/ca/p/1-projectes-europeus"),
        ("catàleg", "/ca/p/1-projectes-europeus#action-1"),
        ("cataleg", "/ca/p/1-projectes-europeus#action-1"),
        ("plantar arbres", "/ca/p/3-ombra-i-aigua-a-les-places"),
        ("platan", &comment),
        ("grans", "/ca/c/1"),
    ] {
        assert!(hits(&town, q).iter().any(|h| h == found), "{q}: {:?}", hits(&town, q));
    }
    for q in ["xyzzy", "europeus xyzzy", "", "   ", "\"", "*", "()", "NEAR(", "' OR 1=1", "-", "\0", "🌳"] {
        assert_eq!(hits(&town, q), Vec::<String>::new(), "{q:?}");
    }
    assert_eq!(town.visitor().get("/ca/search").expect(200).page().count(".hits"), 0);
}

#[test]
fn what_one_types_comes_back_as_text() {
    let town = Town::start();
    let q = "<script>alert(1)</script>\" onfocus=x";
    let page = town.visitor().get(&format!("/ca/search?q={}", encode(q))).expect(200).page();
    assert_eq!(page.attr("#q", "value"), q);
    assert!(page.text(".found").contains(q));
    assert!(page.text("head title").contains(q));
    town.resident("Núria").comment(1, "Un plataner <b>gros</b> & vell");
    let page = town.visitor().get("/ca/search?q=plataner").expect(200).page();
    assert!(page.has(".hits mark") && !page.has(".hits b:not(.kind b)"), "{}", page.inside(".hits"));
}

#[test]
fn too_long_and_too_often_are_said_beside_the_field() {
    let town = Town::start();
    for lang in LANGS {
        let visitor = town.visitor();
        let answer = visitor.get(&format!("/{lang}/search?q={}", "a".repeat(201))).expect(422);
        assert!(says(&answer.page().text("#q-e"), lang, "fault.too_long"));
        assert_eq!(answer.page().attr("#q", "aria-invalid"), "true");
    }
    let visitor = town.visitor();
    let statuses: Vec<u16> = (0..40).map(|n| visitor.get(&format!("/ca/search?q=bus{n}")).status).collect();
    let refused = statuses.iter().position(|s| *s == 429).expect("a limit");
    assert!((30..35).contains(&refused), "{statuses:?}");
    let answer = visitor.get("/ca/search?q=encara").expect(429);
    assert!(answer.header("retry-after").is_some());
    let page = answer.page();
    assert!(says(&page.text("#q-e"), "ca", "fault.too_many"));
    assert_eq!(page.attr("#q", "value"), "encara", "the words are kept");
    town.resident("Núria").get("/ca/search?q=bus").expect(200);
}
