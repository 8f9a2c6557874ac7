//! Measures on a person, without script: the moderator's page, what is refused and what is not, and what the person is
//! told.
use crate::{
    dom::Page,
    person::Person,
    thread::{COMPOSER, PAGE, replying},
    town::Town,
    words::{LANGS, says, sentence},
};

const LAY: &str = "form[data-sanction]";
const OTHER: &str = "/ca/p/3-ombra-i-aigua-a-les-places";

/// Lays a measure by the form of the person's page; gives the page afterwards.
#[track_caller]
fn lays(by: &Person, on: &Person, kind: &str, more: &[(&str, &str)]) -> Page {
    let page = format!("/ca/desk/a/{}", on.id);
    let usual = [("kind", kind), ("rule", "insults"), ("note", "Ja t'ho havíem dit.")];
    let answer = by.submit(&page, LAY, &[&usual[..], more].concat()).expect(303);
    assert!(answer.location().starts_with(&format!("{page}?laid=")), "{}", answer.location());
    by.follow(&answer).expect(200).page()
}

/// Lifts the measure that was laid last by its form; gives the page afterwards.
#[track_caller]
fn lifts(by: &Person, on: &Person) -> Page {
    let page = format!("/ca/desk/a/{}", on.id);
    let answer = by.submit(&page, "[data-standing=in_force] form[data-lift]", &[]).expect(303);
    by.follow(&answer).expect(200).page()
}

/// Writes by a form, which refuses: says why and until when, links to the decision, and keeps the text.
#[track_caller]
fn refused(who: &Person, page: &str, css: &str, code: &str) {
    let text = "Encara tinc coses a dir.";
    let answer = who.submit(page, css, &[("body", text)]).expect(303);
    assert!(answer.location().contains(&format!("fault={code}")), "{}", answer.location());
    let shown = who.get(answer.location()).expect(422).page();
    let error = shown.text(&format!("{css} .error"));
    assert!(says(&error, "ca", &format!("fault.{code}")), "{error}");
    assert!(error.to_lowercase().contains(&sentence("ca", "rule.insults").to_lowercase()), "{error}");
    assert!(shown.has(&format!("{css} .error a[href=\"/ca/account/decisions\"]")));
    assert_eq!(shown.form(css).value("body"), Some(text), "the text is kept");
}

#[test]
fn a_mute_refuses_texts_and_reports_where_it_counts_until_it_is_lifted() {
    let town = Town::start();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    let (id, theirs) = (núria.comment(1, "Ets un ximple.").to_string(), pep.comment(1, "Del Pep.").to_string());
    let other = pep.comment(3, "Del Pep, en un altre lloc.").to_string();
    let case = gemma.get(&format!("/ca/desk/c/{id}")).expect(200).page();
    assert!(case.has(&format!(".facts a[href=\"/ca/desk/a/{}\"]", núria.id)), "the way from the case");
    let page = lays(&gemma, &núria, "mute", &[("days", "3"), ("proposal", "1")]);
    assert!(page.text("[data-done=laid]").contains(&sentence("ca", "sanction.kind.mute")));
    let row = page.text("[data-laid]");
    assert!(
        row.contains("Gemma") && row.contains("Ja t'ho havíem dit.") && row.contains("Projectes europeus"),
        "{row}"
    );

    assert!(says(&núria.get(PAGE).expect(200).page().text("[data-told=mute]"), "ca", "sanction.notice.mute"));
    refused(&núria, PAGE, COMPOSER, "muted");
    refused(&núria, PAGE, &replying(1), "muted");
    let edited = núria.call("comment/edit", &[("comment", &id), ("body", "Una altra cosa.")]).expect(403);
    assert_eq!(edited.code(), "muted");
    let left: i64 = edited.header("retry-after").and_then(|s| s.parse().ok()).expect("when to come back");
    assert!((3 * 86_400 - 600..=3 * 86_400).contains(&left), "{left}");
    assert_eq!(núria.call("report/add", &[("comment", &theirs), ("rule", "hate")]).expect(403).code(), "muted");
    núria.call("comment/vote", &[("comment", &theirs), ("value", "1")]).expect(200);
    núria.call("support/set", &[("proposal", "1"), ("give", "true")]).expect(200);
    núria.comment(3, "En un altre lloc, sí.");
    núria.call("report/add", &[("comment", &other), ("rule", "hate")]).expect(200);
    assert!(!núria.get(OTHER).expect(200).page().has("[data-told]"));
    for who in [&visitor, &pep] {
        assert!(!who.get(PAGE).expect(200).page().has("[data-told]"), "told to nobody else");
        who.get(&format!("/ca/desk/a/{}", núria.id)).expect(403);
    }

    let page = lifts(&gemma, &núria);
    assert!(page.text("[data-done=lifted]").contains(&sentence("ca", "sanction.kind.mute")));
    núria.comment(1, "Torno a poder parlar.");
    let undone = gemma.submit(&format!("/ca/desk/a/{}?lifted=1", núria.id), "form[data-undo]", &[]).expect(303);
    assert!(gemma.follow(&undone).expect(200).page().has("[data-standing=in_force]"));
    refused(&núria, PAGE, COMPOSER, "muted");
    lifts(&gemma, &núria);
    núria.comment(1, "Ara sí.");
    town.check();
}

#[test]
fn the_texts_of_who_is_read_first_wait() {
    let town = Town::start();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    lays(&gemma, &núria, "read_first", &[("days", "30")]);
    let answer = núria.submit(PAGE, COMPOSER, &[("body", "Un text que espera.")]).expect(303);
    let page = núria.follow(&answer).expect(200).page();
    assert!(page.text("[data-waiting]").contains("Un text que espera."));
    assert!(says(&page.text("[data-told=read_first]"), "ca", "sanction.notice.read_first"));
    pep.comment(1, "El d'un altre no espera.");
    assert!(!visitor.get(PAGE).page().text(".talk").contains("que espera"));
    let person = gemma.get(&format!("/ca/desk/a/{}", núria.id)).expect(200).page();
    let to = person.attr("[data-written=waiting] a", "href");
    let held = gemma.get(&to).expect(200).page();
    assert!(says(&held.text("[data-phase=sanctions]"), "ca", "pipeline.found.sanctions"));
    assert!(held.has(&format!("a[href=\"/ca/desk/a/{}\"]", núria.id)));
    gemma.submit(&to, "form[data-approve]", &[]).expect(303);
    assert!(visitor.get(PAGE).page().text(".talk").contains("Un text que espera."));
    lifts(&gemma, &núria);
    núria.comment(1, "I aquest ja no espera.");
    town.check();
}

#[test]
fn who_is_suspended_reads_follows_and_sees_why() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let theirs = pep.comment(1, "Del Pep.").to_string();
    for kind in ["suspend", "ban"] {
        lays(&gemma, &núria, kind, &[("days", "1"), ("proposal", "1")]);
        refused(&núria, OTHER, COMPOSER, "suspended");
        for (name, fields) in [
            ("comment/vote", vec![("comment", &*theirs), ("value", "1")]),
            ("support/set", vec![("proposal", "1"), ("give", "true")]),
            ("report/add", vec![("comment", &*theirs), ("rule", "hate")]),
            ("comment/answer", vec![("comment", &*theirs), ("on", "true")]),
            ("account/update", vec![("name", "Una altra"), ("town", ""), ("language", "ca")]),
        ] {
            let answer = núria.call(name, &fields).expect(403);
            assert_eq!(answer.code(), "suspended", "{name}");
            assert_eq!(answer.header("retry-after").is_some(), kind == "suspend", "{name}");
        }
        let answer = núria.submit(PAGE, "form[data-support]", &[]).expect(303);
        let seal = núria.get(answer.location()).expect(422).page();
        assert!(seal.has("form[data-support] .error a[href=\"/ca/account/decisions\"]"));
        núria.call("follow/set", &[("target", "proposal"), ("proposal", "1"), ("id", "1"), ("on", "true")]).expect(200);
        for path in ["/ca/account", "/ca/account/decisions", PAGE] {
            núria.get(path).expect(200);
        }
        lifts(&gemma, &núria);
        núria.call("support/set", &[("proposal", "1"), ("give", "true")]).expect(200);
    }
    town.check();
}

#[test]
fn the_person_reads_what_why_where_until_when_and_how_to_object() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    núria.comment(1, "Ets un ximple.");
    lays(&gemma, &núria, "warn", &[]);
    let told = núria.get(PAGE).expect(200).page().text("[data-told=warn]");
    assert!(says(&told, "ca", "sanction.notice.warn"), "{told}");
    lays(&gemma, &núria, "mute", &[("days", "30"), ("proposal", "1"), ("note", "Insultes qui et respon.")]);
    for lang in LANGS {
        let page = núria.get(&format!("/{lang}/account/decisions")).expect(200).page();
        assert_eq!(page.count("[data-measure]"), 2);
        let told = page.text("[data-measure=\"2\"]");
        for word in ["Insultes qui et respon.", "Projectes europeus", &sentence(lang, "rule.insults")] {
            assert!(told.contains(word), "{word} in {told}");
        }
        let keys = ["kind.mute", "means.mute", "from", "by.person", "object.how", "standing.in_force", "scope.here"];
        for key in keys.map(|key| format!("sanction.{key}")).iter().map(String::as_str).chain(["fault.until"]) {
            assert!(says(&told, lang, key), "{lang} {key} in {told}");
        }
        assert!(!page.text("main").contains("Gemma"), "who decided is not told");
        assert!(!says(&page.text("[data-measure=\"1\"] .pairs"), lang, "fault.until"), "a warning has no end");
    }
    for who in [&pep, &gemma] {
        assert!(!who.get("/ca/account/decisions").expect(200).text().contains("Insultes qui"));
    }
    lifts(&gemma, &núria);
    let page = núria.get("/ca/account/decisions").expect(200).page();
    assert!(says(&page.text("[data-measure=\"2\"]"), "ca", "sanction.standing.lifted"));
}

#[test]
fn a_refused_measure_keeps_what_was_typed() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    núria.comment(3, "Ets un ximple.");
    let page = format!("/ca/desk/a/{}", núria.id);
    let long = "n".repeat(1001);
    let all =
        [("kind", "mute"), ("days", "30"), ("proposal", "3"), ("rule", "hate"), ("note", "Dues línies\r\ni mitja.")];
    for (name, value, code, css) in [
        ("kind", "", "no_measure", "#kind-e"),
        ("rule", "ugly", "no_rule", "#rule-e"),
        ("note", " ", "no_reason", "#note-e"),
        ("note", &*long, "too_long", "#note-e"),
    ] {
        let fields: Vec<_> = all.iter().map(|(n, v)| (*n, if *n == name { value } else { v })).collect();
        let answer = gemma.submit(&page, LAY, &fields).expect(303);
        let shown = gemma.get(answer.location()).expect(422).page();
        assert!(says(&shown.text(css), "ca", &format!("fault.{code}")), "{code}");
        let form = shown.form(LAY);
        for (n, v) in all.iter().filter(|(n, _)| *n != name) {
            assert_eq!(form.value(n).map(|v| v.replace('\r', "")), Some(v.replace('\r', "")), "{code}: {n}");
        }
    }
    assert!(!gemma.get(&page).expect(200).page().has("[data-laid]"), "nothing was laid");
    for (days, proposal, code) in [("2", "", "bad_form"), ("7", "999", "not_found"), ("7", "x", "bad_form")] {
        let id = núria.id.to_string();
        let fields = [("account", &*id), ("kind", "mute"), ("rule", "hate"), ("note", "Perquè sí."), ("days", days)];
        let answer = gemma.call("desk/sanction", &[&fields[..], &[("proposal", proposal)]].concat());
        assert_eq!(answer.code(), code, "{days} {proposal}");
    }
    lays(&gemma, &núria, "mute", &[("days", "1")]);
    assert_eq!(gemma.get(&page).page().form(LAY).value("note"), Some(""), "what was laid is no draft any more");
}

#[test]
fn only_who_runs_the_plan_judges_moderators_and_nobody_themselves() {
    let town = Town::start();
    let (gemma, marcel) = (town.moderator(), town.admin());
    let oriol = town.moderator();
    for (by, on, form) in
        [(&gemma, &oriol, false), (&gemma, &gemma, false), (&marcel, &marcel, false), (&marcel, &oriol, true)]
    {
        let page = by.get(&format!("/ca/desk/a/{}", on.id)).expect(200).page();
        assert_eq!(page.has(LAY), form, "{} on {}", by.id, on.id);
        let id = on.id.to_string();
        let fields = [("account", &*id), ("kind", "suspend"), ("days", "1"), ("rule", "hate"), ("note", "Perquè sí.")];
        let answer = by.call("desk/sanction", &fields);
        assert_eq!(answer.status, if form { 200 } else { 403 }, "{} on {}", by.id, on.id);
        assert!(form || answer.code() == "not_yours");
    }
    oriol.get("/ca/desk").expect(403);
    assert_eq!(oriol.call("desk/hide", &[("comment", "1"), ("rule", "hate")]).expect(403).code(), "forbidden");
    oriol.call("desk/lift", &[("sanction", "1")]).expect(403);
    assert_eq!(gemma.call("desk/lift", &[("sanction", "1")]).expect(403).code(), "not_yours");
    marcel.call("desk/lift", &[("sanction", "1")]).expect(200);
    oriol.get("/ca/desk").expect(200);
    lays(&marcel, &oriol, "read_first", &[("days", "7")]);
    assert!(
        oriol
            .call("comment/add", &[("proposal", "1"), ("body", "Qui modera també espera.")])
            .expect(200)
            .json()
            .is_null()
    );
    assert_eq!(oriol.call("desk/text/approve", &[("text", "1")]).expect(403).code(), "not_yours");
    gemma.call("desk/text/approve", &[("text", "1")]).expect(200);
    gemma.get("/ca/desk/a/999").expect(404);
    town.check();
}

#[test]
fn a_measure_is_appealed_and_answered_by_somebody_else_without_script() {
    let town = Town::start();
    let (núria, pep, gemma, marcel) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.admin());
    lays(&gemma, &núria, "mute", &[("days", "7")]);
    let mine = "/ca/account/decisions";
    let empty = núria.submit(mine, "[data-measure] form[data-appeal]", &[("body", " ")]).expect(303);
    let refused = núria.get(empty.location()).expect(422).page();
    assert!(says(&refused.text("[data-measure]"), "ca", "fault.no_reasons"));
    núria.submit(mine, "[data-measure] form[data-appeal]", &[("body", "Només feia broma.")]).expect(303);
    let page = núria.get(mine).expect(200).page();
    assert!(page.text("[data-measure] [data-appealed=open]").contains("feia broma") && !page.has("form[data-appeal]"));
    let id = page.attr("[data-measure]", "data-measure");
    assert_eq!(pep.call("appeal/add", &[("measure", &id), ("body", "Jo també.")]).status, 404, "it is hers");
    assert_eq!(núria.call("appeal/add", &[("measure", &id), ("body", "Un altre cop.")]).code(), "decided");

    // It comes to the desk; who laid it may not answer.
    let person = format!("/ca/desk/a/{}", núria.id);
    let shelf = gemma.get("/ca/desk/appeals").expect(200).page();
    assert!(shelf.has(&format!("a[href=\"{person}\"]")) && shelf.text(".queue").contains("feia broma"));
    let hers = gemma.get(&person).expect(200).page();
    assert!(says(&hers.text("[data-appealed=open]"), "ca", "appeal.own") && !hers.has("form[data-answer]"));
    assert_eq!(gemma.call("desk/appeal", &[("appeal", "1"), ("grant", "true")]).status, 403);
    let silent = marcel.submit(&person, "form[data-answer]", &[("grant", "false")]).expect(303);
    assert!(says(&marcel.get(silent.location()).expect(422).page().text("#answer-e"), "ca", "fault.no_reasons"));
    marcel.submit(&person, "form[data-answer]", &[("grant", "true"), ("note", "Tens raó.")]).expect(303);
    let told = núria.get(mine).expect(200).page();
    assert!(says(&told.text("[data-appealed=granted]"), "ca", "appeal.lifted"));
    assert!(told.text("[data-appealed=granted]").contains("Tens raó."));
    núria.comment(1, "Ja puc tornar a parlar.");

    // One that stands, with reasons; both are on the record, which is whole.
    lays(&gemma, &pep, "warn", &[]);
    pep.submit(mine, "[data-measure] form[data-appeal]", &[("body", "No hi estic d'acord.")]).expect(303);
    let his = format!("/ca/desk/a/{}", pep.id);
    marcel.submit(&his, "form[data-answer]", &[("grant", "false"), ("note", "Es manté.")]).expect(303);
    assert!(pep.get(mine).page().text("[data-appealed=upheld]").contains("Es manté."));
    let log = town.visitor().get("/ca/log").expect(200).page();
    assert!(says(&log.text("main"), "ca", "decision.uphold") && !log.text("main").contains("feia broma"));
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}
