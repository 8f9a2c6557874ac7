//! Anybody reports, gets a reference, and hears what was decided; illegal content is reported as the law asks.
use crate::{
    town::Town,
    words::{LANGS, says, sentence},
};

const REPORT: &str = "form[data-report]";

#[test]
fn a_visitor_reports_and_hears_the_outcome() {
    let town = Town::start();
    let (núria, gemma, visitor) = (town.resident("Núria"), town.moderator(), town.visitor());
    let id = núria.comment(1, "El veí del tercer viu al carrer Gran, 4.");
    let page = format!("/ca/c/{id}/report");
    let sent = visitor.submit(&page, REPORT, &[("rule", "personal_data"), ("note", "És casa meva.")]).expect(303);
    let receipt = sent.location().to_owned();
    assert!(receipt.starts_with("/ca/report/"), "{receipt}");
    let again = visitor.submit(&page, REPORT, &[("rule", "personal_data")]).expect(303);
    assert!(again.location().contains("fault=reported"), "one person counts once: {}", again.location());
    let case = gemma.get(&format!("/ca/desk/c/{id}")).expect(200).page().text(".facts");
    assert!(case.contains("És casa meva.") && says(&case, "ca", "case.visitor"));
    assert_eq!(visitor.get(&receipt).page().attr("[data-receipt]", "data-fate"), "waiting");
    gemma.hide(id, "personal_data");
    for lang in LANGS {
        // Whoever has the reference may ask, from anywhere.
        let told = town.visitor().get(&receipt.replace("/ca/", &format!("/{lang}/"))).expect(200);
        assert!(!told.text().contains("carrer Gran") && !told.text().contains("casa meva"));
        let told = told.page();
        assert_eq!(told.attr("[data-receipt]", "data-fate"), "removed");
        assert!(told.text("main").contains(&sentence(lang, "receipt.removed")));
    }
    visitor.get("/ca/report/0000-0000-0000").expect(404);
    town.check();
}

#[test]
fn illegal_content_needs_what_the_law_asks_for() {
    let town = Town::start();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    let id = núria.comment(1, "Sé on viu i hi aniré amb un bat.");
    let page = format!("/ca/c/{id}/report");
    let mut fields = vec![("rule", "illegal")];
    for (code, css, field) in [
        ("no_law", "#law-e", ("law", "Codi penal, article 169")),
        ("no_reasons", "#note-e", ("note", "Amenaça una persona.")),
        ("no_faith", "#faith-e", ("faith", "1")),
        ("no_name", "#name-e", ("name", "Ona Pujol")),
        ("bad_email", "#email-e", ("email", "ona@example.com")),
    ] {
        let refused = visitor.submit(&page, REPORT, &fields).expect(303);
        let shown = visitor.get(refused.location()).expect(422).page();
        assert!(says(&shown.text(css), "ca", &format!("fault.{code}")), "{code}");
        let form = shown.form(REPORT);
        for (name, value) in fields.iter().filter(|(name, _)| *name != "faith") {
            assert_eq!(form.value(name), Some(*value), "what was typed is kept");
        }
        fields.push(field);
    }
    visitor.submit(&page, REPORT, &fields).expect(303);
    // Of a resident the name is known.
    let known: Vec<_> = fields.iter().filter(|(name, _)| !matches!(*name, "name" | "email")).copied().collect();
    let sent = pep.submit(&page, REPORT, &known).expect(303);
    assert!(sent.location().starts_with("/ca/report/"), "{}", sent.location());
    let mine = pep.get("/ca/account/decisions").expect(200).page();
    assert!(mine.text("[data-fate=waiting]").contains("Codi penal"));
    let case = gemma.get(&format!("/ca/desk/c/{id}")).expect(200).page();
    assert!(case.text(".facts").contains("Codi penal, article 169") && case.text(".facts").contains("Ona Pujol"));
    let other = núria.comment(1, "Res a veure.");
    pep.submit(&format!("/ca/c/{other}/report"), REPORT, &[("rule", "off_topic")]).expect(303);
    let rows = gemma.get("/ca/desk?view=gravest").expect(200).page();
    let order: Vec<_> = rows.all("[data-row]").iter().filter_map(|row| row.attr("data-row")).collect();
    assert_eq!(order, [id.to_string(), other.to_string()], "the gravest first");
    gemma.hide(id, "illegal");
    assert!(núria.get("/ca/account/decisions").page().text(".verdict").contains(&sentence("ca", "rule.illegal")));
    town.check();
}
