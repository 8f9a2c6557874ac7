//! The record of moderation, for people, for programs, and for whoever wants to know that nothing was changed.
use crate::{
    town::{Town, pam},
    words::{LANGS, says, sentence},
};

#[test]
fn the_record_is_told_as_a_page_as_rows_and_as_a_feed() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria Bosch"), town.resident("Pep"), town.moderator());
    let id = núria.comment(1, "Ets un ximple de cap a peus.");
    pep.call("report/add", &[("comment", &id.to_string()), ("rule", "insults"), ("note", "Això no.")]).expect(200);
    gemma.hide(id, "insults");
    gemma.restore(id);
    let visitor = town.visitor();
    let private = ["Núria", "Gemma", "Pep", "ximple", "Això no"];
    for lang in LANGS {
        let page = visitor.get(&format!("/{lang}/log")).expect(200).page();
        let told = page.text("main");
        for key in ["log.figures", "log.source.report", "log.csv", "log.atom"] {
            assert!(says(&told, lang, key), "{lang}: {key} in {told}");
        }
        assert!(private.iter().all(|word| !told.contains(word)), "{told}");
        assert!(
            page.has("svg[role=img][aria-label]") && page.has("#line-1") && page.has("#line-2 a[href=\"#line-1\"]")
        );

        let rows = visitor.get(&format!("/{lang}/log.csv")).expect(200);
        assert!(rows.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
        let text = rows.text();
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[1].starts_with("2,") && lines[1].contains(",restore,"), "{text}");
        assert!(lines[2].contains(",hide,insults,report,1,"), "{text}");
        assert!(private.iter().all(|word| !text.contains(word)), "{text}");

        let feed = visitor.get(&format!("/{lang}/log.atom")).expect(200);
        assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
        assert_eq!(feed.text().matches("<entry>").count(), 2);
        assert!(private.iter().all(|word| !feed.text().contains(word)));
    }
    visitor.get("/xx/log.csv").expect(404);
    visitor.get("/ca/log.csv?before=x").expect(400);
}

#[test]
fn a_text_that_was_refused_has_its_line() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    gemma.call("plan/moderation", &[("plan", "1"), ("moderation", "mixed")]).expect(200);
    núria.call("comment/add", &[("proposal", "1"), ("body", "El meu DNI és 12345678Z, per si cal.")]).expect(200);
    let shelf = gemma.get("/ca/desk/waiting").expect(200).page();
    let id = shelf.all("[data-held]").first().and_then(|row| row.attr("data-held")).expect("it waits").to_owned();
    gemma
        .call("desk/text/refuse", &[("text", &id), ("rule", "personal_data"), ("note", "Treu-ne el número.")])
        .expect(200);
    let rows = town.visitor().get("/ca/log.csv").expect(200).text();
    assert!(rows.contains(",refuse,personal_data,phase,1,"), "{rows}");
    assert!(!rows.contains("12345678Z") && !rows.contains("Treu-ne"));
}

#[test]
fn the_record_is_verified_from_the_command_line() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let id = núria.comment(1, "Paraula lletja.");
    gemma.hide(id, "insults");
    let ran = town.pam(&["audit", "verify"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let last = town
        .visitor()
        .get("/ca/log.csv")
        .text()
        .lines()
        .nth(1)
        .and_then(|row| row.rsplit(',').next().map(str::to_owned));
    let last = last.expect("a line's hash");
    assert_eq!(ran.out.trim(), format!("1 lines, none changed or missing; the last is {last}"));
    let other = pam(std::path::Path::new(&town.path("none.db")), &["audit", "verify"], "");
    assert_ne!(other.code, 0, "{other:?}");
}

#[test]
fn what_was_taken_down_is_stated_for_the_european_database() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let ids = ["Un insult que no sortirà.", "Una amenaça que tampoc."].map(|text| núria.comment(1, text));
    let illegal = [("rule", "illegal"), ("law", "Codi penal"), ("note", "Amenaces."), ("faith", "1")];
    let id = ids[1].to_string();
    pep.call("report/add", &[&[("comment", &*id)][..], &illegal].concat()).expect(200);
    gemma.hide(ids[0], "insults");
    gemma.hide(ids[1], "illegal");
    gemma.restore(ids[0]);
    let ran = town.pam(&["export", "--format", "dsa"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for word in ["Un insult", "amenaça", "Núria", "Pep", "Gemma", "Codi penal"] {
        assert!(!ran.out.contains(word), "{word}");
    }
    let all: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let all = all["statements"].as_array().expect("statements");
    let of = |n: usize, name: &str| all[n][name].as_str().unwrap_or_default().to_owned();
    assert_eq!(all.len(), 2);
    assert_eq!([of(0, "source_type"), of(1, "source_type")], ["SOURCE_VOLUNTARY", "SOURCE_ARTICLE_16"]);
    assert_eq!(of(1, "decision_ground"), "DECISION_GROUND_ILLEGAL_CONTENT");
    assert_ne!(of(0, "puid"), of(1, "puid"));
    assert_eq!(town.pam(&["export", "--format", "dsa"]).out, ran.out, "the same bytes again");
}

#[test]
fn a_measure_on_a_person_is_a_line_without_the_person() {
    let town = Town::start();
    let (núria, gemma, visitor) = (town.resident("Núria Bosch"), town.moderator(), town.visitor());
    let account = núria.id.to_string();
    let lay = |kind: &str, proposal: &str| {
        let fields = [
            ("account", &*account),
            ("kind", kind),
            ("days", "3"),
            ("proposal", proposal),
            ("rule", "insults"),
            ("note", "Ja n'hi ha prou."),
        ];
        gemma.call("desk/sanction", &fields).expect(200).json().to_string()
    };
    let muted = lay("mute", "1");
    lay("suspend", "0");
    gemma.call("desk/lift", &[("sanction", &muted)]).expect(200);
    let page = visitor.get("/ca/log").expect(200).page();
    let told = page.text("main");
    for key in ["sanction.kind.mute", "sanction.kind.suspend", "decision.lift", "log.everywhere"] {
        assert!(told.contains(&sentence("ca", key)), "{key} in {told}");
    }
    assert!(!told.contains("Núria") && !told.contains("Gemma") && !told.contains("n'hi ha prou"));
    assert_eq!(page.count("tbody tr[id^=line-]"), 3);
    assert_eq!(visitor.get("/ca/log.csv").expect(200).text().lines().count(), 4);
    visitor.get("/ca/log.atom").expect(200);
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}
