//! What happens to a text that is refused: the page comes back, says why beside the field, and holds the text.
use crate::{
    dom::Page,
    person::Person,
    thread::{COMPOSER, PAGE, replying},
    town::{PASSWORD, Town},
    wire::Answer,
    words::{LANGS, says},
};

/// The refusal's page, after the redirect back.
#[track_caller]
fn shown(who: &Person, answer: &Answer, code: &str, status: u16) -> Page {
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(answer.location().contains(&format!("fault={code}")), "{}", answer.location());
    who.get(answer.location()).expect(status).page()
}

/// The composer says why and holds the text.
#[track_caller]
fn holds(page: &Page, css: &str, text: &str, lang: &str, code: &str) {
    let form = page.form(css);
    assert_eq!(form.value("body"), Some(text));
    assert!(says(&page.text(&format!("{css} .error")), lang, &format!("fault.{code}")), "{}", page.text(css));
    assert_eq!(page.attr(&format!("{css} textarea"), "aria-invalid"), "true");
    let described = page.attr(&format!("{css} textarea"), "aria-describedby");
    let error = page.attr(&format!("{css} .error"), "id");
    assert!(described.split(' ').any(|id| id == error), "{described}: {error}");
}

#[test]
fn too_short_and_too_long() {
    let town = Town::start();
    let núria = town.resident("Núria");
    for lang in LANGS {
        let page = PAGE.replacen("/ca", &format!("/{lang}"), 1);
        for (text, code) in [("x".to_owned(), "too_short"), ("ŀ".repeat(4001), "too_long")] {
            let answer = núria.submit(&page, COMPOSER, &[("body", &text), ("stance", "against")]);
            let shown = shown(&núria, &answer, code, 422);
            holds(&shown, COMPOSER, &text, lang, code);
            assert_eq!(shown.form(COMPOSER).value("stance"), Some("against"));
        }
        let answer = núria.submit(&page, COMPOSER, &[("body", " \r\n ")]);
        shown(&núria, &answer, "too_short", 422);
    }
    assert_eq!(núria.get(PAGE).page().comments(), [1]);
    let longest = "a".repeat(4000);
    núria.submit(PAGE, COMPOSER, &[("body", &longest)]).expect(303);
    let page = núria.get(PAGE).page();
    assert_eq!(page.comments().len(), 2);
    assert_eq!(page.form(COMPOSER).value("body"), Some(""), "what was published is no draft any more");
    town.check();
}

#[test]
fn a_refused_reply_comes_back_open() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let css = replying(1);
    let answer = núria.submit(PAGE, &css, &[("body", "j")]);
    let page = shown(&núria, &answer, "too_short", 422);
    holds(&page, &css, "j", "ca", "too_short");
    assert!(page.has("details[open] form[data-reply-form]:has(textarea[aria-invalid])"));
    assert!(!page.has(&format!("{COMPOSER} .error")), "only the form that was refused says so");
}

#[test]
fn who_is_not_signed_in_signs_in_and_finds_the_text() {
    let town = Town::start();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let text = "Escrit abans d'entrar <b>i</b> amb \"cometes\" & més.\nEn dues línies.";
    let answer = visitor.submit(PAGE, COMPOSER, &[("body", text), ("stance", "for")]).expect(303);
    assert!(answer.location().starts_with("/ca/sign-in?next="), "{}", answer.location());
    let cookie = answer.all("set-cookie").find(|c| c.starts_with("pam_draft=")).expect("a draft cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let draft = visitor.get(PAGE).page();
    assert_eq!(draft.form(COMPOSER).value("body"), Some(text), "also before signing in");
    assert!(
        town.visitor().get(PAGE).page().form(COMPOSER).value("body").is_none_or(str::is_empty),
        "and for nobody else"
    );
    let form = visitor.follow(&answer).expect(200).page().form("form:has(input[name=password])");
    assert_eq!(form.value("next"), Some(&*format!("{PAGE}#write")));
    let signed = visitor
        .send_form(answer.location(), &form.with(&[("email", &núria.email), ("password", PASSWORD)]))
        .expect(303);
    assert_eq!(signed.location(), format!("{PAGE}#write"));
    let form = visitor.follow(&signed).expect(200).page().form(COMPOSER);
    assert_eq!((form.value("body"), form.value("stance")), (Some(text), Some("for")));
    visitor.send_form(PAGE, &form).expect(303);
    let page = visitor.get(PAGE).page();
    assert_eq!(page.comments().len(), 2);
    assert_eq!(page.form(COMPOSER).value("body"), Some(""));
    town.check();
}

#[test]
fn every_form_of_a_visitor_leads_to_sign_in_and_back() {
    let town = Town::start();
    let visitor = town.visitor();
    for (page, css, fields) in
        [(PAGE, "form[data-support]", vec![]), (PAGE, &*replying(1), vec![("body", "Una resposta.")])]
    {
        let answer = visitor.submit(page, css, &fields).expect(303);
        assert!(answer.location().starts_with("/ca/sign-in?next="), "{css}: {}", answer.location());
        let form = visitor.follow(&answer).expect(200).page().form("form:has(input[name=password])");
        assert!(form.value("next").is_some_and(|n| n.starts_with(page)), "{css}: {form:?}");
    }
    assert_eq!(
        visitor.call("comment/add", &[("proposal", "1"), ("body", "Per la porta del darrere.")]).expect(401).code(),
        "sign_in"
    );
    town.check();
}

#[test]
fn too_often_says_when_to_come_back_and_keeps_the_text() {
    let town = Town::start();
    let núria = town.resident("Núria");
    for n in 0..12 {
        núria.comment(1, &format!("Comentari {n} de cop."));
    }
    let text = "El tretzè, que no cap.";
    let answer = núria.submit(PAGE, COMPOSER, &[("body", text)]);
    let page = shown(&núria, &answer, "too_many", 429);
    holds(&page, COMPOSER, text, "ca", "too_many");
    let again = núria.get(answer.location()).expect(429);
    let wait: u32 = again.header("retry-after").and_then(|r| r.parse().ok()).expect("when to come back");
    assert!((1..=15).contains(&wait), "{wait}");
    let called = núria.call("comment/add", &[("proposal", "1"), ("body", text)]).expect(429);
    assert_eq!(called.code(), "too_many");
    assert!(called.header("retry-after").is_some());
    town.resident("Pep").comment(1, "A mi sí que em deixen.");
    town.check();
}

#[test]
fn a_closed_proposal_takes_nothing_more() {
    let town = Town::demo();
    let resident = town.demo_person("resident");
    let export = town.export();
    let closed = export["proposals"].as_array().expect("proposals").iter().find(|p| p["phase_closed"] == true);
    let id = closed.expect("one that is closed")["id"].to_string();
    let page = resident.get(&format!("/ca/p/{id}")).expect(301).location().to_owned();
    let shown_page = resident.get(&page).expect(200).page();
    for css in [COMPOSER, "form[data-reply-form]", "form[data-support]", "form[data-edit-form]"] {
        assert_eq!(shown_page.count(css), 0, "{css}");
    }
    for (action, fields) in [
        ("comment/add", vec![("proposal", &*id), ("body", "Encara hi soc a temps?")]),
        ("support/set", vec![("proposal", &*id), ("give", "true")]),
    ] {
        let answer = resident.post_form(&format!("/api/{action}"), &page, &fields);
        let refused = shown(&resident, &answer, "closed", 422);
        assert!(says(&refused.text("main"), "ca", "fault.closed"), "{action}");
        assert_eq!(resident.call(action, &fields).expect(422).code(), "closed");
    }
    town.check();
}

#[test]
fn nobody_touches_a_comment_of_somebody_else() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let id = núria.comment(1, "Això és meu.").to_string();
    for who in [&pep, &gemma] {
        for (action, fields) in [
            ("comment/edit", vec![("comment", &*id), ("body", "Això ja no.")]),
            ("comment/delete", vec![("comment", &*id)]),
        ] {
            let answer = who.post_form(&format!("/api/{action}"), PAGE, &fields);
            shown(who, &answer, "not_found", 422);
            assert_eq!(who.call(action, &fields).expect(404).code(), "not_found");
        }
    }
    assert!(núria.get(PAGE).page().comment(id.parse().expect("a number")).contains("Això és meu."));
    town.check();
}

#[test]
fn one_cannot_answer_what_has_left_or_is_elsewhere() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let id = núria.comment(1, "Ara hi soc, ara no.");
    let form = pep.get(PAGE).page().form(&replying(id)).with(&[("body", "Espera't!")]);
    núria.call("comment/delete", &[("comment", &id.to_string())]).expect(200);
    let answer = pep.send_form(PAGE, &form);
    let page = shown(&pep, &answer, "gone", 422);
    assert!(says(&page.text("main"), "ca", "fault.gone"), "why, although the form has left with the comment");
    assert!(page.text("main").contains("Espera't!"), "what was typed is not lost");
    for (proposal, parent) in [("2", "1"), ("1", "999"), ("999", "1")] {
        let fields = [("proposal", proposal), ("parent", parent), ("body", "On soc?")];
        assert_eq!(pep.call("comment/add", &fields).expect(404).code(), "not_found");
    }
    town.check();
}

#[test]
fn a_form_that_came_apart_still_ends_on_a_page() {
    let town = Town::start();
    let núria = town.resident("Núria");
    for (action, fields) in [
        ("comment/add", vec![("body", "Sense proposta.")]),
        ("comment/add", vec![("proposal", "no number"), ("body", "Amb una lletra.")]),
        ("comment/add", vec![("proposal", "1")]),
        ("support/set", vec![("proposal", "1"), ("give", "perhaps")]),
        ("account/sign-in", vec![("email", "a@b.cat")]),
    ] {
        let answer = núria.post_form(&format!("/api/{action}"), PAGE, &fields);
        assert!((300..400).contains(&answer.status), "{action} {fields:?}: {} {}", answer.status, answer.text());
        assert!(answer.location().starts_with('/') || answer.location().contains(PAGE), "{}", answer.location());
        let to = answer
            .location()
            .split_once(PAGE)
            .map_or_else(|| answer.location().to_owned(), |(_, q)| format!("{PAGE}{q}"));
        núria.get(&to).expect(422);
        let called = núria.call(action, &fields);
        assert!((400..500).contains(&called.status), "{action} {fields:?}: {}", called.status);
    }
    for name in ["nothing", "", "comment", "comment/add/more"] {
        let status = núria.call(name, &[]).status;
        assert!((400..500).contains(&status), "/api/{name}: {status}");
    }
}
