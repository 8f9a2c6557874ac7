//! Moderators together: who is where, what they tell one another, and that only one of two decisions counts.
use crate::{
    town::Town,
    words::{says, sentence},
};

#[test]
fn of_two_decisions_taken_at_once_one_counts_and_the_other_is_told() {
    let town = Town::start();
    let (núria, pep, gemma, marcel) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.admin());
    let id = núria.comment(1, "Depèn de com es miri.");
    pep.call("report/add", &[("comment", &id.to_string()), ("rule", "insults")]).expect(200);
    let case = format!("/ca/desk/c/{id}");
    // Both have the same page before them.
    let (first, second) = (gemma.get(&case).page(), marcel.get(&case).page());
    gemma.send_form(&case, &first.form("form[data-approve]")).expect(303);
    let hide = second.form("form[data-hide]").with(&[("rule", "insults"), ("note", "Ho trec.")]);
    let told = marcel.send_form(&case, &hide).expect(303);
    let shown = marcel.get(told.location()).expect(422).page();
    assert!(says(&shown.text(".case"), "ca", "fault.decided"));
    assert!(shown.text(".case").contains(&sentence("ca", "decision.approve")), "what the first did is there");
    assert_eq!(shown.form("form[data-hide]").value("note"), Some("Ho trec."), "what was typed is kept");
    assert!(town.visitor().get(crate::thread::PAGE).text().contains("Depèn de com es miri."));
    // Who has seen it may decide otherwise.
    marcel.send_form(&case, &shown.form("form[data-hide]").with(&[("rule", "insults")])).expect(303);
    assert!(!town.visitor().get(crate::thread::PAGE).text().contains("Depèn de com es miri."));
    town.check();
}

#[test]
fn who_is_at_a_case_and_what_they_say_is_for_the_desk_alone() {
    let town = Town::start();
    let (núria, pep, gemma, marcel) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.admin());
    let id = núria.comment(1, "Un de dubtós.");
    pep.call("report/add", &[("comment", &id.to_string()), ("rule", "off_topic")]).expect(200);
    let case = format!("/ca/desk/c/{id}");
    gemma.submit(&case, "form[data-claiming=free]", &[]).expect(303);
    let seen = marcel.get(&case).expect(200).page();
    assert!(seen.text(".case [data-claim]").contains("Gemma") && !seen.has("form[data-claiming]"));
    assert!(marcel.get("/ca/desk").page().text(&format!("[data-row=\"{id}\"]")).contains("Gemma"));
    assert!(gemma.get(&case).page().has("form[data-claiming=mine]"));

    let empty = gemma.submit(&case, "form[data-note]", &[("body", " ")]).expect(303);
    assert!(says(&gemma.get(empty.location()).expect(422).page().text("#case-note-e"), "ca", "fault.too_short"));
    let asks = marcel.id.to_string();
    gemma.submit(&case, "form[data-note]", &[("body", "No ho veig clar."), ("asks", &asks)]).expect(303);
    assert!(marcel.get(&case).page().text("li[data-note]").contains("No ho veig clar."));
    let shift = marcel.get("/ca/desk/shift").expect(200).page();
    assert!(shift.text("[data-shift=asked]").contains("No ho veig clar."));
    assert!(shift.text("[data-shift=claims]").contains("Gemma"));
    for who in [&núria, &pep, &town.visitor()] {
        for path in [&case, "/ca/desk/shift", "/ca/desk/figures"] {
            who.get(path).expect(403);
        }
        assert!(!who.get(crate::thread::PAGE).text().contains("No ho veig clar."));
    }
    gemma.submit(&case, "form[data-claiming=mine]", &[]).expect(303);
    assert!(!marcel.get("/ca/desk").page().has("[data-claim]"));
    marcel.submit(&case, "form[data-approve]", &[]).expect(303);
    assert!(!marcel.get("/ca/desk/shift").page().text("[data-shift=asked]").contains("No ho veig clar."), "decided");
    assert!(!town.export().to_string().contains("No ho veig clar."));
    town.check();
}

#[test]
fn a_storm_is_seen_on_the_desk() {
    let town = Town::busy();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    assert!(!gemma.get("/ca/desk").page().has("[data-storm]"));
    for n in 0..40 {
        núria.comment(1, &format!("Onada número {n}, que no s'acaba."));
    }
    for path in ["/ca/desk", "/ca/desk/figures", "/ca/desk/shift"] {
        assert_eq!(gemma.get(path).expect(200).page().attr("[data-storm]", "data-storm"), "40", "{path}");
    }
    town.check();
}

#[test]
fn several_are_chosen_looked_at_decided_and_taken_back_together() {
    let town = Town::busy();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    let mut ids = Vec::new();
    for n in 0..5 {
        let id = núria.comment(1, &format!("Compreu-me el llibre número {n}."));
        pep.call("report/add", &[("comment", &id.to_string()), ("rule", "advertising")]).expect(200);
        ids.push(id);
    }
    let page = gemma.get("/ca/desk/together").expect(200).page();
    assert_eq!(page.count("form[data-choose] input[name=comment]"), 5);
    let look = format!("/ca/desk/together?view=reported&comment={}&comment={}&comment={}", ids[0], ids[2], ids[4]);
    let page = gemma.get(&look).expect(200).page();
    assert_eq!(page.count("[data-chosen]"), 3, "looked at once more");
    let send = |fields: &[(&str, &str)]| gemma.submit(&look, "form[data-decide-together]", fields).expect(303);
    let refused = send(&[("verdict", "hide"), ("note", "Un de sol n'hi ha prou.")]);
    let refused = gemma.get(refused.location()).expect(422).page();
    assert!(says(&refused.text("#rule-e"), "ca", "fault.no_rule"));
    assert_eq!(refused.form("form[data-decide-together]").value("note"), Some("Un de sol n'hi ha prou."));
    let done = send(&[("verdict", "hide"), ("rule", "advertising"), ("note", "Un de sol n'hi ha prou.")]);
    let page = gemma.get(done.location()).expect(200).page();
    assert_eq!(page.attr("[data-together]", "data-together"), "3");
    let shown = |n: usize| visitor.get(crate::thread::PAGE).text().contains(&format!("llibre número {n}."));
    assert_eq!([shown(0), shown(1), shown(2), shown(3), shown(4)], [false, true, false, true, false]);
    let told = núria.get("/ca/account/decisions").page();
    assert_eq!(told.count("[data-decision] form[data-appeal]"), 3, "each has its statement");
    let form = page.form("form[data-undo]");
    gemma.send_form(done.location(), &form).expect(303);
    assert!((0..5).all(shown));
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}
