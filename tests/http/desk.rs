//! The desk without script: what residents report, what moderators decide.
use crate::{person::Person, thread::PAGE, town::Town, wire::Answer, words::says};

const REPORT: &str = "form[data-report]";

#[track_caller]
fn reports(who: &Person, comment: i64, rule: &str, note: &str) -> Answer {
    who.submit(&format!("/ca/c/{comment}/report"), REPORT, &[("rule", rule), ("note", note)]).expect(303)
}

/// Decides by the form of the case; gives the page it landed on.
#[track_caller]
fn decides(who: &Person, comment: i64, css: &str, fields: &[(&str, &str)]) -> crate::dom::Page {
    let case = format!("/ca/desk/c/{comment}");
    let answer = who.submit(&case, css, fields).expect(303);
    assert!(answer.location().starts_with(&format!("{case}?decided=")), "{}", answer.location());
    who.follow(&answer).expect(200).page()
}

#[test]
fn a_report_comes_to_the_desk_and_nowhere_else() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let id = núria.comment(1, "Ets un ximple.");
    let before = town.visitor().get(PAGE).text();
    let answer = reports(&pep, id, "insults", "Em diu ximple.");
    assert!(says(&pep.follow(&answer).expect(200).page().text("main"), "ca", "receipt.intro"));
    assert_ne!(reports(&town.resident("Ona"), id, "hate", "").location(), answer.location());
    let desk = gemma.get("/ca/desk").expect(200).page();
    assert_eq!(desk.count("[data-row]"), 1);
    assert_eq!(desk.attr("[data-pending]", "data-pending"), "1");
    let row = desk.text(&format!("[data-row=\"{id}\"]"));
    assert!(row.contains("Ets un ximple.") && row.contains('2'), "{row}");
    let case = gemma.get(&format!("/ca/desk/c/{id}")).expect(200).page();
    for word in ["Em diu ximple.", "Pep", "Ona", "Núria"] {
        assert!(case.text(".case").contains(word), "{word}");
    }
    assert_eq!(town.visitor().get(PAGE).text(), before, "a report changes nothing in public");
    town.check();
}

#[test]
fn a_refused_report_keeps_the_note() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let id = núria.comment(1, "Compreu el meu llibre.");
    let page = format!("/ca/c/{id}/report");
    let long = "n".repeat(501);
    for (fields, code, css) in [
        (vec![("note", "No sé quina triar.")], "no_rule", "#rule-e"),
        (vec![("note", &*long), ("rule", "advertising")], "too_long", "#note-e"),
        (vec![("note", "Una raó meva."), ("rule", "ugly")], "no_rule", "#rule-e"),
    ] {
        let answer = pep.submit(&page, REPORT, &fields).expect(303);
        assert!(answer.location().contains(&format!("fault={code}")), "{}", answer.location());
        let shown = pep.get(answer.location()).expect(422).page();
        assert!(says(&shown.text(css), "ca", &format!("fault.{code}")));
        assert_eq!(shown.form(REPORT).value("note"), Some(fields[0].1));
        if code == "too_long" {
            assert_eq!(shown.form(REPORT).value("rule"), Some("advertising"));
        }
    }
    reports(&pep, id, "advertising", "Ven llibres.");
    let again = reports(&pep, id, "advertising", "I encara en ven.");
    assert!(again.location().contains("fault=reported"), "{}", again.location());
    assert!(says(&pep.get(again.location()).expect(422).page().text("main"), "ca", "fault.reported"));
    let moderator = town.moderator();
    moderator.hide(id, "advertising");
    pep.get(&page).expect(404);
    let gone = pep.post_form("/api/report/add", &page, &[("comment", &id.to_string()), ("rule", "hate")]);
    assert_eq!(pep.call("report/add", &[("comment", &id.to_string()), ("rule", "hate")]).expect(410).code(), "gone");
    assert_eq!(gone.status, 303);
    town.check();
}

#[test]
fn reports_have_their_limit() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let ids: Vec<String> = (0..21).map(|n| núria.comment(1, &format!("Comentari {n}.")).to_string()).collect();
    drop(town);
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let id = núria.comment(1, "Un de sol.").to_string();
    let statuses: Vec<u16> =
        ids.iter().map(|_| pep.call("report/add", &[("comment", &id), ("rule", "hate")]).status).collect();
    assert_eq!((statuses[0], statuses[1], statuses[19], statuses[20]), (200, 422, 422, 429));
}

#[test]
fn a_case_is_decided_by_its_forms() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let id = núria.comment(1, "Ets un ximple.");
    reports(&pep, id, "insults", "");
    let case = gemma.get(&format!("/ca/desk/c/{id}")).expect(200).page();
    assert_eq!(
        [case.count("form[data-approve]"), case.count("form[data-hide]"), case.count("form[data-restore]")],
        [1, 1, 0]
    );
    let hidden =
        decides(&gemma, id, "form[data-hide]", &[("rule", "insults"), ("note", "Es pot dir d'una altra manera.")]);
    assert_eq!(
        [hidden.count("form[data-approve]"), hidden.count("form[data-hide]"), hidden.count("form[data-restore]")],
        [0, 0, 1]
    );
    let public = town.visitor().get(PAGE).page();
    assert_eq!(public.attr(&format!("#c-{id}"), "data-state"), "hidden");
    assert!(public.has(&format!("#c-{id} a[href=\"/ca/about/rules#rule-insults\"]")));
    assert!(town.visitor().get("/ca/about/rules").page().has("#rule-insults"));
    assert_eq!(gemma.get("/ca/desk").page().attr("[data-pending]", "data-pending"), "0");
    assert!(gemma.get("/ca/desk?view=hidden").page().has(&format!("[data-row=\"{id}\"]")));
    let undone = decides(&gemma, id, "form[data-undo]", &[]);
    assert!(undone.has("form[data-hide]"));
    assert_eq!(gemma.get("/ca/desk").page().attr("[data-pending]", "data-pending"), "1", "its report is open again");
    let approved = decides(&gemma, id, "form[data-approve]", &[]);
    assert_eq!(approved.count("form[data-hide]"), 1, "what was left alone can still be hidden");
    decides(&gemma, id, "form[data-hide]", &[("rule", "hate")]);
    decides(&gemma, id, "form[data-restore]", &[]);
    assert!(town.visitor().get(PAGE).page().comment(id).contains("ximple"));
    town.check();
}

#[test]
fn a_decision_without_a_rule_or_too_late_is_refused() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let id = núria.comment(1, "Ets un ximple.");
    let case = format!("/ca/desk/c/{id}");
    let answer = gemma.submit(&case, "form[data-hide]", &[("note", "Una nota que es queda.")]).expect(303);
    let page = gemma.get(answer.location()).expect(422).page();
    assert!(says(&page.text("#rule-e"), "ca", "fault.no_rule"));
    let kept = page.form("form[data-hide]");
    assert_eq!((kept.value("note"), kept.value("rule")), (Some("Una nota que es queda."), None));
    let long = "n".repeat(1001);
    let answer = gemma.submit(&case, "form[data-hide]", &[("note", &long), ("rule", "hate")]).expect(303);
    let page = gemma.get(answer.location()).expect(422).page();
    assert!(says(&page.text("#note-e"), "ca", "fault.too_long"));
    let kept = page.form("form[data-hide]");
    assert_eq!((kept.value("note"), kept.value("rule")), (Some(&*long), Some("hate")), "text and choice are kept");
    let form = gemma.get(&case).page().form("form[data-hide]").with(&[("rule", "insults"), ("note", "")]);
    town.moderator().hide(id, "hate");
    let late = gemma.send_form(&case, &form).expect(303);
    assert!(late.location().contains("fault=decided"), "{}", late.location());
    assert!(says(&gemma.get(late.location()).expect(422).page().text("main"), "ca", "fault.decided"));
    town.check();
}

#[test]
fn two_moderators_at_once_are_one_decision() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let id = núria.comment(1, "Ets un ximple.").to_string();
    let moderators: Vec<Person> = (0..4).map(|_| town.moderator()).collect();
    let fields = [("comment", &*id), ("rule", "insults")];
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = moderators.iter().map(|m| scope.spawn(move || m.call("desk/hide", &fields).status)).collect();
        all.into_iter().map(|one| one.join().expect("an answer")).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422, 422, 422]);
    town.check();
}

#[test]
fn the_comments_around_a_case_are_decided_from_there() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let root = núria.comment(1, "Parlem dels pobles petits.");
    let reply = pep.reply(1, root, "Ets un ximple.");
    reports(&núria, reply, "insults", "");
    let case = format!("/ca/desk/c/{root}");
    let near = format!("[data-near=\"{reply}\"]");
    let page = gemma.get(&case).expect(200).page();
    assert_eq!(
        (page.count("[data-near]"), page.attr(&format!("{near} a"), "href")),
        (1, format!("/ca/desk/c/{reply}"))
    );
    let hide = format!("{near} form[data-near-hide]");
    let ruleless = gemma.submit(&case, &hide, &[]).expect(303);
    let refused = gemma.get(ruleless.location()).expect(422).page();
    assert!(says(&refused.text(&near), "ca", "fault.no_rule") && refused.has(&format!("details{near}[open]")));
    assert!(!refused.has("#rule-e"), "the case's own form was not refused");
    let approved = gemma.submit(&case, &format!("{near} form[data-near-approve]"), &[]).expect(303);
    gemma.follow(&approved).expect(200);
    assert_eq!(gemma.get("/ca/desk").page().attr("[data-pending]", "data-pending"), "0");
    let hidden = gemma.submit(&case, &hide, &[("rule", "insults")]).expect(303);
    let page = gemma.follow(&hidden).expect(200).page();
    assert!(page.has(&format!("#c-{reply}[data-state=hidden]")) && !page.has(&hide));
    assert!(town.visitor().get(PAGE).page().has(&format!("#c-{reply}[data-state=hidden]")));
    town.check();
}

#[test]
fn what_an_author_changed_is_marked_beside_the_case() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let id = núria.comment(1, "Volem autobusos de nit.");
    let case = format!("/ca/desk/c/{id}");
    assert!(!gemma.get(&case).expect(200).page().has(".diff"), "nothing was changed yet");
    let fields = [("comment", &*id.to_string()), ("body", "Volem autobusos de <b>dia</b>.")];
    núria.call("comment/edit", &fields).expect(200);
    let page = gemma.get(&case).expect(200).page();
    let (went, came) = (page.text(".case .diff del"), page.text(".case .diff ins"));
    assert!(went.contains("nit") && came.contains("<b>dia</b>"), "{went} {came}");
    assert_eq!(page.count(".case .diff"), 2, "each text, with what changed in it");
}
