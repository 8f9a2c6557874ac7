//! Searching by the page.
use crate::{
    person::Person,
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
fn words_around_a_hit_are_those_of_the_page() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let id = núria.comment(1, "> M'agrada\n\nUn **plataner** de [Sants](https://amb.example/sants), ~~vell~~ nou.");
    let shown = || town.visitor().get("/ca/search?q=plataner").expect(200).page().text(".hits .snip");
    assert_eq!(shown(), "M'agrada Un plataner de Sants, vell nou.");
    núria.call("comment/edit", &[("comment", &id.to_string()), ("body", "El *plataner*, **ara** `sol`.")]).expect(200);
    assert_eq!(shown(), "El plataner, ara sol.");
    let gemma = town.moderator();
    gemma.hide(id, "insults");
    gemma.restore(id);
    assert_eq!(shown(), "El plataner, ara sol.");
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

/// What the box suggests: kind, number, marked words, title.
fn suggested(who: &Person, q: &str, lang: &str) -> Vec<[String; 4]> {
    let told = who.call("search/suggest", &[("q", q), ("lang", lang)]).expect(200).json();
    let text = |hit: &serde_json::Value, name: &str| match &hit[name] {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |hit: &serde_json::Value| ["kind", "id", "words", "title"].map(|name| text(hit, name));
    told.as_array().expect("a list").iter().map(row).collect()
}

#[test]
fn titles_and_actions_are_suggested_by_their_beginnings() {
    let town = Town::start();
    town.resident("Núria").comment(1, "Projectes i catàlegs europeus, sí!");
    let visitor = town.visitor();
    let row = |kind: &str, id: &str, words: &str, title: &str| [kind, id, words, title].map(str::to_owned);
    let title = row("proposal", "1", "<mark>Projectes</mark> <mark>europeus</mark>", "Projectes europeus");
    for q in ["projectes eur", "PROJECTES europeus", " europeus, projectes"] {
        assert_eq!(suggested(&visitor, q, "ca"), std::slice::from_ref(&title), "{q}");
    }
    let action = row("action", "1", "Fer un <mark>catàleg</mark> de convocatòries.", "Projectes europeus");
    for lang in LANGS {
        assert_eq!(suggested(&visitor, "catal", lang), std::slice::from_ref(&action), "in the words that there are");
    }
    assert_eq!(suggested(&visitor, "ajudar", "ca"), [] as [[String; 4]; 0], "an objective is found by searching");
    for q in ["p", "", "  ", "\"", "*", "()", "title:", "NEAR(", "' OR 1=1", "-", "\0", "🌳", "xyzzy"] {
        assert_eq!(suggested(&visitor, q, "ca"), [] as [[String; 4]; 0], "{q:?}");
    }
    visitor.call("search/suggest", &[("q", &"a".repeat(201)), ("lang", "ca")]).expect(422);
    visitor.call("search/suggest", &[("q", "pro"), ("lang", "fr")]).expect(422);
}

#[test]
fn suggestions_are_few_and_marked_by_us_alone() {
    let town = Town::busy();
    let pages: Vec<String> = (0..12)
        .map(|n| {
            let title = format!("Font <b>{n}</b> & \"plaça\"");
            let page =
                format!("1\n\nSuports\n\nAMB\n\n{title}\n\n| Autor/a: AMB | 0 comentaris\n\nText.\n • Una font més.\n");
            town.file(&format!("{n}.txt"), page)
        })
        .collect();
    let mut args = vec!["import"];
    args.extend(pages.iter().map(String::as_str));
    assert_eq!(town.pam(&args).code, 0);
    let found = suggested(&town.visitor(), "font", "ca");
    assert_eq!(found.len(), 8);
    assert!(found[0][2].starts_with("<mark>Font</mark> &lt;b&gt;0&lt;/b&gt; &amp; &quot;"), "{}", found[0][2]);
}

#[test]
fn suggesting_has_a_measure_of_its_own() {
    let town = Town::start();
    let visitor = town.visitor();
    let ask = |n: usize| visitor.call("search/suggest", &[("q", &format!("bus{n}")), ("lang", "ca")]);
    let refused = (0..40).map(ask).find(|answer| answer.status == 429).expect("a limit");
    assert_eq!(refused.code(), "too_many");
    assert!(refused.header("retry-after").is_some());
    visitor.get("/ca/search?q=bus").expect(200);
}
