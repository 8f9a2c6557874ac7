//! What becomes of a decision: its author reads why, everybody reads that there was one.
use crate::{
    dom::words as text_of,
    thread::PAGE,
    town::Town,
    words::{LANGS, says, sentence},
};

#[test]
fn the_author_reads_text_rule_and_reason_and_nobody_else_does() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let id = núria.comment(1, "Ets un ximple de cap a peus.");
    gemma
        .call("desk/hide", &[("comment", &id.to_string()), ("rule", "insults"), ("note", "Digues-ho sense insultar.")])
        .expect(200);
    for lang in LANGS {
        let page = núria.get(&format!("/{lang}/account/decisions")).expect(200).page();
        let told = page.text("main");
        for word in ["Ets un ximple de cap a peus.", "Digues-ho sense insultar.", &sentence(lang, "rule.insults")] {
            assert!(told.contains(word), "{word} in {told}");
        }
        assert!(says(&told, lang, "decisions.now.hidden"));
        assert!(!told.contains("Gemma"), "who decided is not told");
    }
    for who in [&pep, &gemma] {
        let page = who.get("/ca/account/decisions").expect(200).text();
        assert!(!page.contains("ximple") && !page.contains("insultar"));
    }
    gemma.restore(id);
    let told = núria.get("/ca/account/decisions").page().text("main");
    assert!(says(&told, "ca", "decisions.now.visible"));
    núria.call("comment/delete", &[("comment", &id.to_string())]).expect(200);
    assert!(
        !núria.get("/ca/account/decisions").text().contains("ximple"),
        "what was deleted is gone for its author too"
    );
}

#[test]
fn the_log_tells_of_every_decision_and_of_nobody() {
    let town = Town::busy();
    let (núria, gemma) = (town.resident("Núria Bosch"), town.moderator());
    let mut decided = Vec::new();
    for n in 0..33 {
        let id = núria.comment(1, &format!("Paraula lletja número {n}."));
        decided.push(gemma.hide(id, "insults"));
    }
    let visitor = town.visitor();
    let (mut told, mut next) = (Vec::new(), "/es/log".to_owned());
    loop {
        let answer = visitor.get(&next).expect(200);
        for word in ["Núria", "Gemma", "lletja", "example.org"] {
            assert!(!answer.text().contains(word), "{word}");
        }
        let page = answer.page();
        for row in page.all("tbody tr") {
            let id = row.attr("id").and_then(|id| id.strip_prefix("line-")).and_then(|id| id.parse::<i64>().ok());
            let Some(id) = id else { continue };
            told.push(id);
            assert!(text_of(row).contains(&sentence("es", "rule.insults")));
        }
        match page.all("a[rel=next]").first() {
            Some(link) => link.attr("href").unwrap_or_default().clone_into(&mut next),
            None => break,
        }
    }
    assert_eq!(told, (1..=33).rev().collect::<Vec<i64>>(), "newest first, none twice, none missing");
    assert_eq!(decided.len(), 33);
    assert!(visitor.get("/es/log").page().has(&format!("a[href=\"{}\"]", PAGE.replace("/ca", "/es"))));
}
