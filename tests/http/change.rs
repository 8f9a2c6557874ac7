//! A proposal's words are changed without script: by whom, with which voices, and what the history shows.
use crate::{
    dom::{Form, words},
    person::Person,
    thread::PAGE,
    town::Town,
    words::says,
};

const EDIT: &str = "/ca/p/1/edit";
const HISTORY: &str = "/ca/p/1/history";
const FORM: &str = "form[data-change]";

#[track_caller]
fn form(who: &Person) -> Form {
    who.get(EDIT).expect(200).page().form(FORM)
}

#[test]
fn a_change_keeps_what_was_there_and_names_its_voices() {
    let town = Town::start();
    let (marcel, núria, visitor) = (town.admin(), town.resident("Núria"), town.visitor());
    núria.submit(PAGE, "form[data-support]", &[]).expect(303);
    let said = núria.comment(1, "I la gent gran?");
    let before = visitor.get(PAGE).page();
    assert!(!before.has("[data-history]") && !before.has("[data-edit]"));
    assert!(marcel.get(PAGE).page().has("[data-edit]"));
    let first = form(&marcel);
    assert_eq!(first.value("title"), Some("Projectes europeus"));
    assert_eq!(first.value("actions[1]"), Some("Acompanyar els pobles petits."));
    let voices = format!("https://pam.example/ca/c/{said}\n1");
    let new = first.with(&[
        ("objective", "Ajudar els municipis i la gent gran a demanar fons."),
        ("actions[1]", "Acompanyar els pobles petits i els casals."),
        ("note", "Hi hem posat la gent gran."),
        ("voices", &voices),
    ]);
    let answer = marcel.send_form(EDIT, &new).expect(303);
    assert_eq!(answer.location(), "/ca/p/1/history#v-2");

    let page = visitor.get(HISTORY).expect(200).page();
    assert_eq!(page.count("[data-version]"), 2);
    assert!(page.text("#v-2").contains("Hi hem posat la gent gran."));
    assert_eq!(page.count("#v-2 ins"), 2);
    let came: Vec<String> = page.all("#v-2 ins").into_iter().map(words).collect();
    assert!(came[0].contains("i la gent gran") && came[1].contains("i els casals"), "{came:?}");
    assert!(came.iter().all(|words| words.starts_with("Afegit:")), "{came:?}");
    assert!(page.text(&format!("#v-2 [data-voice=\"{said}\"]")).contains("I la gent gran?"));
    assert!(page.text("#v-2 [data-voice=\"1\"]").contains("Es parla dels pobles"));
    assert!(!page.has("#v-1 .diff"));

    let after = visitor.get(PAGE).expect(200).page();
    assert!(after.text(".lead").contains("gent gran") && after.has("[data-history]"));
    assert_eq!(after.text("[data-supports]"), before.text("[data-supports]"), "supports stay");
    assert!(after.has(&format!("#c-{said} a[href=\"/ca/p/1/history#v-2\"]")));
    assert!(visitor.get("/ca/search?q=casals").page().text("main").contains("casals"));

    // What is hidden since shows no text.
    town.moderator().hide(said, "off_topic");
    assert!(!visitor.get(HISTORY).page().text("main").contains("I la gent gran?"));
    town.check();
}

#[test]
fn a_refused_change_says_where_and_keeps_everything() {
    let town = Town::start();
    let marcel = town.admin();
    let long = "x".repeat(301);
    let cases: [(&str, &str, &str, &str); 5] = [
        ("note", "", "no_note", "note"),
        ("title", " ", "no_title", "title"),
        ("title", &long, "too_long", "title"),
        ("voices", "dotze", "bad_voice", "voices"),
        ("voices", "999", "bad_voice", "voices"),
    ];
    for (field, value, code, at) in cases {
        let fine = [("title", "Projectes europeus"), ("voices", ""), ("note", "Per això.")];
        let new = form(&marcel).with(&fine).with(&[("objective", "Un altre objectiu."), (field, value)]);
        let answer = marcel.send_form(EDIT, &new).expect(303);
        assert!(answer.location().contains(&format!("fault={code}&at={at}")), "{}", answer.location());
        let page = marcel.get(answer.location()).expect(422).page();
        assert!(says(&page.text(&format!("#{at}-e")), "ca", &format!("fault.{code}")), "{code}");
        assert_eq!(page.form(FORM).value("objective"), Some("Un altre objectiu."), "{code}");
    }
    // What was typed in an older text is kept beside the newer one.
    let (mine, theirs) = (form(&marcel), form(&marcel));
    let called = |form: Form, title: &str| form.with(&[("title", title), ("voices", ""), ("note", "Un títol nou.")]);
    marcel.send_form(EDIT, &called(theirs, "Europa, a prop")).expect(303);
    let answer = marcel.send_form(EDIT, &called(mine, "Europa, de prop")).expect(303);
    assert!(answer.location().contains("fault=overtaken"), "{}", answer.location());
    let page = marcel.get(answer.location()).expect(422).page();
    assert_eq!(
        (page.form(FORM).value("title"), page.form(FORM).value("version")),
        (Some("Europa, de prop"), Some("2"))
    );
    town.check();
}

#[test]
fn only_who_runs_the_plan_changes_it() {
    let town = Town::start();
    for who in [town.visitor(), town.resident("Núria"), town.moderator()] {
        for lang in ["ca", "es", "en"] {
            let page = who.get(&format!("/{lang}/p/1/edit")).expect(403).page();
            assert!(!page.has(FORM) && says(&page.text("main"), lang, "fault.admins_only"), "{lang}");
        }
    }
    let fields = [("proposal", "1"), ("version", "1"), ("lang", "ca"), ("title", "Meu"), ("note", "Perquè sí.")];
    town.moderator().call("proposal/change", &fields).expect(403);
    assert!(
        town.visitor().post_form("/api/proposal/change", EDIT, &fields).location().starts_with("/ca/sign-in?next=")
    );
    for lost in ["/ca/p/999/edit", "/ca/p/999/history"] {
        town.admin().get(lost).expect(404);
    }
    assert_eq!(town.visitor().get(HISTORY).expect(200).page().count("[data-version]"), 1);
}
