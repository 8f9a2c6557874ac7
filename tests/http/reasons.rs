//! Where a moderator writes nothing, an author reads the house's own words about the rule, in their own language.
use crate::{
    person::Person,
    town::Town,
    words::{LANGS, sentence},
};

/// Their language from now on.
fn speaks(who: &Person, lang: &str) {
    who.call("account/update", &[("name", &who.name), ("town", ""), ("language", lang)]).expect(200);
}

#[track_caller]
fn reads(who: &Person, text: &str) {
    let told = who.get("/ca/account/decisions").expect(200).page().text("main");
    assert!(told.contains(text), "{text}: {told}");
}

#[test]
fn an_empty_note_is_the_houses_text_in_the_authors_language() {
    let town = Town::busy();
    let (pep, gemma) = (town.resident("Pep"), town.moderator());
    speaks(&pep, "en");
    let id = pep.comment(1, "Ets un ximple.");
    let case = gemma.get(&format!("/ca/desk/c/{id}")).expect(200).page();
    let text = sentence("en", "reasons.text.insults");
    assert_eq!(case.text("form[data-hide] [data-house=insults]"), text, "it can be read before, without script");
    assert_eq!(case.attr("form[data-hide] [data-house=insults]", "lang"), "en");
    gemma.submit(&format!("/ca/desk/c/{id}"), "form[data-hide]", &[("rule", "insults")]).expect(303);
    reads(&pep, &text);
    let other = pep.comment(1, "Un altre cop, ximple.");
    let fields = [("rule", "insults"), ("note", "Ja t'ho havíem dit.")];
    gemma.submit(&format!("/ca/desk/c/{other}"), "form[data-hide]", &fields).expect(303);
    reads(&pep, "Ja t'ho havíem dit.");
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
}

#[test]
fn each_of_several_authors_reads_it_in_their_own() {
    let town = Town::busy();
    let gemma = town.moderator();
    let people = LANGS.map(|lang| {
        let who = town.resident(lang);
        speaks(&who, lang);
        let id = who.comment(1, "Compreu el meu llibre.");
        (lang, who, id.to_string())
    });
    let comments = people.each_ref().map(|(_, _, id)| id.as_str()).join(",");
    let fields = [("comments", &*comments), ("verdict", "hide"), ("rule", "advertising")];
    gemma.call("desk/together", &fields).expect(200);
    for (lang, who, _) in &people {
        reads(who, &sentence(lang, "reasons.text.advertising"));
    }
}

#[test]
fn a_refused_text_and_a_measure_show_it_too() {
    let town = Town::busy();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    speaks(&núria, "es");
    let fields = [("moderation", "pre")];
    gemma.submit("/ca/desk/waiting", "form[data-moderation=\"1\"]", &fields).expect(303);
    núria.call("comment/add", &[("proposal", "1"), ("body", "Parlem de futbol, va.")]).expect(200);
    let list = gemma.get("/ca/desk/waiting").expect(200).page();
    let text = format!("/ca/desk/w/{}", list.attr("[data-held]", "data-held"));
    assert!(gemma.get(&text).expect(200).page().has("form[data-refuse] [data-house=off_topic]"));
    gemma.submit(&text, "form[data-refuse]", &[("rule", "off_topic")]).expect(303);
    reads(&núria, &sentence("es", "reasons.text.off_topic"));
    // A measure on a person needs words of its own; the house's are there to begin with.
    let page = format!("/ca/desk/a/{}", núria.id);
    let shown = gemma.get(&page).expect(200).page();
    assert_eq!(shown.text("form[data-sanction] [data-house=hate]"), sentence("es", "reasons.text.hate"));
    let answer = gemma.submit(&page, "form[data-sanction]", &[("kind", "warn"), ("rule", "hate")]).expect(303);
    assert!(answer.location().contains("fault=no_reason"), "{}", answer.location());
}
