//! What is hidden or deleted is nowhere to be read: every public door is tried before and after.
use crate::{person::Person, stream, thread::PAGE, town::Town, words::LANGS};
use std::collections::BTreeMap;

const SECRET: &str = "Xiuxiueig irrepetible";

/// What each public door says to somebody: the text of the answer.
pub fn doors(town: &Town, who: &Person, id: i64) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for lang in LANGS {
        let section = who.get(&format!("/{lang}")).page().attr("ol.toc a", "href");
        for path in [
            format!("/{lang}"),
            section,
            PAGE.replacen("/ca", &format!("/{lang}"), 1),
            format!("{}?from={id}", PAGE.replacen("/ca", &format!("/{lang}"), 1)),
            format!("/{lang}/search?q=irrepetible"),
            format!("/{lang}/log"),
            format!("/{lang}/c/{id}/report"),
            format!("/{lang}/account/activity"),
            format!("/{lang}/c/{id}/revisions"),
        ] {
            all.insert(path.clone(), who.get(&path).text());
        }
    }
    let (id, from) = (id.to_string(), id.to_string());
    for (function, fields) in [
        ("thread", vec![("proposal", "1")]),
        ("thread", vec![("proposal", "1"), ("from", &*from)]),
        ("report/target", vec![("comment", &*id)]),
        ("comment/revisions", vec![("comment", &*id), ("lang", "ca")]),
        ("comment/complete", vec![("proposal", "1"), ("sign", "@"), ("words", "n"), ("lang", "ca")]),
        ("plan/front", vec![("lang", "ca")]),
        ("plan/section", vec![("lang", "ca"), ("section", "1"), ("after", "0")]),
        ("plan/proposal", vec![("lang", "ca"), ("proposal", "1")]),
        ("search", vec![("q", "irrepetible"), ("lang", "ca")]),
        ("log", vec![("lang", "ca"), ("before", "0")]),
    ] {
        all.insert(format!("{function} {fields:?}"), who.call(function, &fields).text());
    }
    for file in ["log.atom", "log.csv"] {
        all.insert(file.into(), who.get(&format!("/ca/{file}")).text());
    }
    all.insert("the mail".into(), town.pam(&["digest", "--print"]).out);
    all.insert("the export".into(), town.pam(&["export", "--format", "json"]).out);
    all.insert("the stream".into(), replayed(town, who));
    all
}

/// Everything that the stream replays from the first event on.
fn replayed(town: &Town, who: &Person) -> String {
    let head = who.get(PAGE).page().event();
    let mut stream = stream::open(town.address, who, "topic=proposal:1&after=0", None).expect("a stream");
    let mut text = String::new();
    loop {
        let event = stream.next();
        text.push_str(&event.data.to_string());
        if event.id >= head {
            return text;
        }
    }
}

/// The doors that tell the secret.
pub fn told(doors: &BTreeMap<String, String>) -> Vec<&str> {
    doors
        .iter()
        .filter(|(_, text)| text.contains("irrepetible") && text.contains("Xiuxiueig"))
        .map(|(d, _)| d.as_str())
        .collect()
}

/// A deep reply to it quotes it, so do another comment, an earlier text of that, and what somebody has begun to write; the
/// front page quotes it, an action's mark counts it.
fn said(town: &Town) -> (Person, Person, i64) {
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let mut above = pep.comment(1, "Un fil llarg.");
    for n in 0..3 {
        above = pep.reply(1, above, &format!("I encara {n}."));
    }
    let id = núria.reply(1, above, SECRET);
    pep.reply(1, id, "Això que dius és cert.");
    let quoting = |words: &str| format!("> {SECRET}\n>\n> [Núria](/ca/c/{id})\n\n{words}");
    let quote = pep.reply(1, id, &quoting("Hi torno."));
    pep.call("comment/edit", &[("comment", &quote.to_string()), ("body", &quoting("Hi torno de nou."))]).expect(200);
    let fields = [("place", &*format!("r{quote}")), ("body", &*quoting("A mig escriure")), ("stance", "")];
    pep.call("draft/save", &fields).expect(200);
    núria.call("comment/edit", &[("comment", &id.to_string()), ("body", &format!("{SECRET}, ara editat"))]).expect(200);
    (núria, pep, id)
}

#[test]
fn hidden_text_leaves_every_door_and_comes_back_on_restoring() {
    let town = Town::start();
    let (_, pep, id) = said(&town);
    let (visitor, ona, gemma) = (town.visitor(), town.resident("Ona"), town.moderator());
    let before = doors(&town, &visitor, id);
    let shown = told(&before);
    for door in ["/en/search?q=irrepetible", PAGE, "the export", "the stream"] {
        assert!(shown.contains(&door), "{door} does not show it while it may be seen: {shown:?}");
    }
    gemma.hide(id, "personal_data");
    for who in [&visitor, &ona] {
        assert_eq!(told(&doors(&town, who, id)), Vec::<&str>::new());
    }
    assert_eq!(
        told(&doors(&town, &pep, id)),
        Vec::<&str>::new(),
        "nor in what others wrote or began to write about it"
    );
    let here = pep.get(PAGE).page();
    assert!(
        here.text("main").contains("Hi torno de nou.") && here.text("main").contains("A mig escriure"),
        "their own words stay"
    );
    let named: Vec<String> =
        doors(&town, &visitor, id).into_iter().filter(|(_, t)| t.contains("Núria")).map(|(d, _)| d).collect();
    assert_eq!(named, Vec::<String>::new(), "nor is its author named any more");
    assert!(gemma.get(&format!("/ca/desk/c/{id}")).text().contains("irrepetible"), "moderators read it");
    let export = town.export();
    let row =
        export["comments"].as_array().expect("comments").iter().find(|c| c["id"] == id).expect("its place").clone();
    assert_eq!((row["state"].as_str(), row["body"].is_null(), row["author"].is_null()), (Some("hidden"), true, true));
    town.check();
    gemma.restore(id);
    let after = doors(&town, &visitor, id);
    // The log tells of the decisions; all else is as it was.
    assert_eq!(told(&after), shown);
    town.check();
}

#[test]
fn deleted_text_leaves_every_door_for_good() {
    let town = Town::start();
    let (núria, pep, id) = said(&town);
    let (visitor, gemma) = (town.visitor(), town.moderator());
    assert!(!told(&doors(&town, &visitor, id)).is_empty());
    núria.call("comment/delete", &[("comment", &id.to_string())]).expect(200);
    for who in [&visitor, &núria, &pep, &gemma] {
        assert_eq!(told(&doors(&town, who, id)), Vec::<&str>::new());
    }
    for path in [format!("/ca/desk/c/{id}"), "/ca/desk?view=recent".into(), "/ca/desk?view=hidden".into()] {
        assert!(!gemma.get(&path).text().contains("irrepetible"), "{path}");
    }
    assert_eq!(gemma.call("desk/restore", &[("comment", &id.to_string())]).expect(422).code(), "decided");
    town.check();
}

#[test]
fn a_thread_below_something_hidden_stays() {
    let town = Town::start();
    let (_, _, id) = said(&town);
    let visitor = town.visitor();
    let before = visitor.get(PAGE).page().comments();
    town.moderator().hide(id, "insults");
    let page = visitor.get(PAGE).page();
    assert_eq!(page.comments(), before);
    assert!(page.text("main").contains("Això que dius és cert."));
    let counted = |page: &crate::dom::Page| page.text("#thread small");
    assert_eq!(counted(&page), (before.len() - 1).to_string(), "the figure counts what can be read");
}

#[test]
fn what_is_taken_out_of_a_text_is_nowhere_any_more() {
    let town = Town::busy();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    let id = núria.comment(1, "Truqueu a la Mercè Xiu, al 612 34 56 78, que hi entén.");
    let n = id.to_string();
    núria.call("comment/edit", &[("comment", &n), ("body", "Truqueu al 612 34 56 78, que hi entén molt.")]).expect(200);
    pep.call("report/add", &[("comment", &n), ("rule", "personal_data")]).expect(200);
    let words = format!("> Truqueu al 612 34 56 78\n>\n> [Núria](/ca/c/{id})\n\nJa hi he trucat.");
    let quoting = pep.reply(1, id, &words);
    let draft = [("place", &*format!("r{quoting}")), ("body", &*words), ("stance", "")];
    núria.call("draft/save", &draft).expect(200);
    let case = format!("/ca/desk/c/{id}");
    let nothing = gemma.submit(&case, "form[data-redact]", &[("words", "699 99 99 99")]).expect(303);
    let page = gemma.get(nothing.location()).expect(422).page();
    assert!(crate::words::says(&page.text("#redact-e"), "ca", "fault.no_change"));
    assert_eq!(page.form("form[data-redact]").value("words"), Some("699 99 99 99"), "what was typed is kept");
    let fields = [("words", "612 34 56 78\r\nMercè Xiu"), ("note", "El telèfon és d'una altra persona.")];
    let done = gemma.submit(&case, "form[data-redact]", &fields).expect(303);
    gemma.get(done.location()).expect(200);
    let mark = crate::words::sentence("ca", "redact.mark");
    assert!(visitor.get(crate::thread::PAGE).page().comment(id).contains(&mark), "a mark is left");
    for who in [&visitor, &pep, &núria, &gemma] {
        for (door, text) in doors(&town, who, id) {
            assert!(!text.contains("612 34 56") && !text.contains("Mercè Xiu"), "{door}");
        }
        let history = who.get(&format!("/ca/c/{id}/revisions")).text();
        assert!(!history.contains("612 34 56") && !history.contains("Mercè Xiu"));
    }
    assert!(!gemma.get(&case).text().contains("612 34 56"));
    assert!(!gemma.get(&format!("/ca/desk/c/{quoting}")).text().contains("612 34 56"), "nor where it was quoted");
    assert!(visitor.get(crate::thread::PAGE).page().comment(quoting).contains("Ja hi he trucat."));
    let told = núria.get("/ca/account/decisions").expect(200).page();
    assert!(told.text(".verdict").contains("El telèfon és d'una altra persona."));
    assert_eq!(pep.get("/ca/account/decisions").page().attr("[data-receipt]", "data-fate"), "redacted");
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}
