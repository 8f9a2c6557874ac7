//! Whoever disagrees with a decision about a text of theirs is heard by somebody else: the whole loop by plain forms.
use crate::{
    person::Person,
    thread::{COMPOSER, PAGE},
    town::Town,
    words::{LANGS, says, sentence},
};

const MINE: &str = "/ca/account/decisions";

#[test]
fn report_hide_appeal_restore_without_script() {
    let town = Town::start();
    let (núria, pep, gemma, marcel, visitor) =
        (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.admin(), town.visitor());
    let id = núria.comment(1, "Això és una presa de pèl de l'ajuntament.");
    let case = format!("/ca/desk/c/{id}");
    pep.submit(&format!("/ca/c/{id}/report"), "form[data-report]", &[("rule", "insults")]).expect(303);
    let fields = [("rule", "insults"), ("note", "No cal.")];
    gemma.submit(&case, "form[data-hide]", &fields).expect(303);
    assert!(!visitor.get(PAGE).text().contains("presa de pèl"));
    let told = núria.get(PAGE).page();
    assert!(told.has("a[href=\"/ca/account/decisions\"]"), "the header tells");

    let page = núria.get(MINE).expect(200).page();
    assert!(says(&page.text(".verdict"), "ca", "statement.came.report"));
    assert!(says(&page.text(".verdict"), "ca", "statement.human"));
    let empty = núria.submit(MINE, "form[data-appeal]", &[("body", "  ")]).expect(303);
    assert!(says(&núria.get(empty.location()).expect(422).page().text("main"), "ca", "fault.no_reasons"));
    let long = "a".repeat(2001);
    let refused = núria.submit(MINE, "form[data-appeal]", &[("body", &long)]).expect(303);
    let refused = núria.get(refused.location()).expect(422).page();
    assert_eq!(refused.form("form[data-appeal]").value("body"), Some(&*long), "what was typed is kept");
    let body = "No insulto ningú, és una frase feta.";
    let sent = núria.submit(MINE, "form[data-appeal]", &[("body", body)]).expect(303);
    assert_eq!(sent.location(), MINE);
    let page = núria.get(MINE).expect(200).page();
    assert!(page.text("[data-appealed=open]").contains(body) && !page.has("form[data-appeal]"));
    assert!(!núria.get(PAGE).page().has("header a[href=\"/ca/account/decisions\"]"), "it was read");

    let desk = gemma.get("/ca/desk").expect(200).page();
    assert_eq!(desk.text("[data-shelf=appeals]"), "1");
    let list = gemma.get("/ca/desk/appeals").expect(200).page();
    assert!(list.text(".queue").contains(body) && list.has(&format!(".queue a[href=\"{case}\"]")));
    let own = gemma.get(&case).expect(200).page();
    assert!(!own.has("form[data-restore]") && !own.has("form[data-undo]"));
    assert!(says(&own.text(".case"), "ca", "appeal.own"));
    let n = id.to_string();
    assert_eq!(gemma.call("desk/restore", &[("comment", &n)]).expect(403).code(), "not_yours");
    assert_eq!(gemma.call("desk/undo", &[("comment", &n), ("decision", "1")]).expect(403).code(), "not_yours");

    let answer = "És una frase feta, teniu raó.";
    marcel.submit(&case, "form[data-restore]", &[("note", answer)]).expect(303);
    assert!(visitor.get(PAGE).text().contains("presa de pèl"));
    for lang in LANGS {
        let page = núria.get(&format!("/{lang}/account/decisions")).expect(200).page();
        assert!(page.text("[data-appealed=granted]").contains(answer), "{lang}");
        assert!(says(&page.text("[data-appealed=granted]"), lang, "appeal.granted"));
        let log = visitor.get(&format!("/{lang}/log")).expect(200).page();
        assert!(log.text("main").contains(&sentence(lang, "decision.grant")), "{lang}");
        assert!(!log.text("main").contains("frase feta") && !log.text("main").contains("Núria"));
    }
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}

#[test]
fn a_decision_that_stands_is_answered_with_reasons() {
    let town = Town::start();
    let (núria, gemma, marcel, visitor) = (town.resident("Núria"), town.moderator(), town.admin(), town.visitor());
    let id = núria.comment(1, "Tros de quòniam.");
    gemma.hide(id, "insults");
    núria.submit(MINE, "form[data-appeal]", &[("body", "Era broma.")]).expect(303);
    let case = format!("/ca/desk/c/{id}");
    let form = marcel.get(&case).expect(200).page().form("form[data-restore]");
    // The second button of the same form.
    let fields = |note: &str| {
        let appeal = form.value("appeal").unwrap_or_default().to_owned();
        [("appeal", appeal), ("grant", "false".to_owned()), ("note", note.to_owned())]
    };
    let uphold = |note: &str| {
        let fields = fields(note);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        marcel.post_form("/api/desk/appeal", &case, &fields).expect(303)
    };
    let refused = marcel.get(uphold("").location()).expect(422).page();
    assert!(says(&refused.text("#answer-e"), "ca", "fault.no_reasons"));
    uphold("Les bromes també fan mal.");
    assert!(!visitor.get(PAGE).text().contains("quòniam"));
    let told = núria.get(MINE).expect(200).page();
    assert!(told.text("[data-appealed=upheld]").contains("Les bromes també fan mal."));
    assert!(!told.has("form[data-appeal]"), "once");
    let desk = marcel.get(&case).expect(200).page();
    assert!(desk.has("form[data-restore]") && !desk.has("form[data-undo]"));
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}

#[test]
fn the_refusal_of_a_text_that_waited_is_appealed_too() {
    let town = Town::start();
    let (núria, pep, gemma, marcel, visitor) =
        (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.admin(), town.visitor());
    gemma.call("plan/moderation", &[("plan", "1"), ("moderation", "pre")]).expect(200);
    let write = |who: &Person, body| who.submit(PAGE, COMPOSER, &[("body", body)]).expect(303);
    write(&núria, "Compreu patates de proximitat.");
    gemma.call("desk/text/refuse", &[("text", "1"), ("rule", "advertising")]).expect(200);
    assert_eq!(pep.call("appeal/add", &[("text", "1"), ("body", "Jo.")]).expect(404).code(), "not_found");
    núria.submit(MINE, "[data-refused] form[data-appeal]", &[("body", "No venc res.")]).expect(303);
    assert!(gemma.get("/ca/desk/appeals").page().has("a[href=\"/ca/desk/w/1\"]"));
    assert!(!gemma.get("/ca/desk/w/1").page().has("form[data-restore]"), "who refused does not answer");
    assert_eq!(gemma.call("desk/appeal", &[("appeal", "1"), ("grant", "true")]).expect(403).code(), "not_yours");
    let grant = marcel.submit("/ca/desk/w/1", "form[data-restore]", &[("grant", "true"), ("note", "És cert.")]);
    assert_eq!(grant.expect(303).location(), "/ca/desk/w/1");
    assert!(visitor.get(PAGE).text().contains("Compreu patates"));
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}
