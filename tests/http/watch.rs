//! The queue narrowed, selections that are kept, and who is responsible for which axis.
use crate::{
    person::Person,
    town::Town,
    words::{says, sentence},
};

fn reported(writer: &Person, reporter: &Person, body: &str, lang: &str, rule: &str) -> i64 {
    let made = writer.call("comment/add", &[("proposal", "1"), ("body", body), ("lang", lang)]).expect(200);
    let id = made.json()["id"].as_i64().expect("a comment");
    reporter.call("report/add", &[("comment", &id.to_string()), ("rule", rule)]).expect(200);
    id
}

#[test]
fn the_queue_shows_what_is_chosen_together() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let catalan = reported(&núria, &pep, "Això no toca.", "ca", "insults");
    let spanish = reported(&núria, &pep, "Esto no toca.", "es", "hate");
    let shows = |query: &str| {
        let page = gemma.get(&format!("/ca/desk?{query}")).expect(200).page();
        [catalan, spanish].map(|id| page.has(&format!("[data-row=\"{id}\"]")))
    };
    for (query, expected) in [
        ("", [true, true]),
        ("text=es", [false, true]),
        ("rule=insults", [true, false]),
        ("text=es&rule=insults", [false, false]),
        ("in=1", [true, true]),
        ("in=999", [false, false]),
        ("in=mine", [true, true]),
        ("age=hour", [false, false]),
        ("view=gravest&text=es", [false, true]),
        ("view=recent&text=ca", [true, false]),
        ("view=hidden&text=ca", [false, false]),
        ("view=new", [true, true]),
        ("text=nonsense&age=&in=north", [true, true]),
    ] {
        assert_eq!(shows(query), expected, "{query}");
    }
    // What is chosen stays chosen, in the form, beside a case and after a decision.
    let page = gemma.get("/ca/desk?view=recent&text=es").page();
    assert!(page.has("form[data-only] option[value=es][selected]"));
    let case = format!("/ca/desk/c/{spanish}?view=recent&text=es");
    assert!(page.text(&format!("[data-row=\"{spanish}\"]")).contains("Esto no toca."));
    assert!(page.has(&format!("a[href=\"{case}\"]")));
    let decided = gemma.submit(&case, "form[data-approve]", &[]).expect(303);
    assert!(decided.location().ends_with("&view=recent&text=es"), "{}", decided.location());
    assert!(!gemma.get(decided.location()).expect(200).page().has(&format!("[data-row=\"{catalan}\"]")));
}

#[test]
fn a_selection_is_kept_and_forgotten() {
    let town = Town::start();
    let (gemma, marcel) = (town.moderator(), town.admin());
    let chosen = "/ca/desk?view=gravest&rule=hate";
    let kept = gemma.submit(chosen, "form[data-save]", &[]).expect(303);
    assert_eq!(kept.location(), chosen);
    let page = gemma.get(chosen).expect(200).page();
    assert!(page.text(".only__saved").contains(&sentence("ca", "rule.hate")));
    assert!(!page.has("form[data-save]"), "it is kept once");
    assert!(!marcel.get("/ca/desk/watch").expect(200).page().has("[data-kept]"), "each has their own");
    gemma.submit("/ca/desk/watch", "[data-kept] form", &[]).expect(303);
    assert!(!gemma.get("/ca/desk/watch").page().has("[data-kept]"));
    for n in 0..12 {
        gemma.call("desk/watch", &[("query", &format!("in={n}"))]).expect(200);
    }
    let full = gemma.submit(chosen, "form[data-save]", &[]).expect(303);
    let told = gemma.get(full.location()).expect(422).page();
    assert!(told.text("#watch-e").contains("12"));
}

#[test]
fn being_responsible_for_an_axis_directs_attention_and_gives_no_power() {
    let town = Town::start();
    let (núria, pep, gemma, marcel) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.admin());
    let page = gemma.get("/ca/desk/watch").expect(200).page();
    assert!(says(&page.text("[data-axis]"), "ca", "watch.nobody") && !page.has("form[data-others]"));
    gemma.submit("/ca/desk/watch", "form[data-duty]", &[]).expect(303);
    assert!(gemma.get("/ca/desk/watch").page().text("[data-axis]").contains("Gemma"));
    // Who is responsible for nothing decides here all the same.
    let id = reported(&núria, &pep, "Vés a saber.", "ca", "off_topic");
    marcel.submit(&format!("/ca/desk/c/{id}"), "form[data-approve]", &[]).expect(303);
    let other = reported(&núria, &pep, "Qui ho sap.", "ca", "off_topic");
    assert!(gemma.get("/ca/desk?in=mine").page().has(&format!("[data-row=\"{other}\"]")));
    // Who runs the plan sees to it for the others.
    let given = [("account", &*gemma.id.to_string()), ("on", "false")];
    marcel.submit("/ca/desk/watch", "form[data-others]", &given).expect(303);
    assert!(says(&gemma.get("/ca/desk/watch").page().text("[data-axis]"), "ca", "watch.nobody"));
    for who in [&núria, &town.visitor()] {
        who.get("/ca/desk/watch").expect(403);
    }
}
