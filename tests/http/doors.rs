//! Every server function × every role. A function without a row here fails the test.
use crate::{
    person::Person,
    plans,
    town::{PASSWORD, Town},
    words::workspace,
};
use std::{collections::BTreeSet, fs, path::Path};

/// A door: its name, what it is given, and the status for a visitor, a resident, a resident who is suspended, a moderator
/// who is responsible for the axis of it all, a moderator of another axis, and who runs the plan. `{id}` is a fresh comment
/// of the caller (of somebody else, for the visitor), `{theirs}` one of somebody else, `{somebody}` and `{colleague}` are a
/// resident and a moderator, `{measure}` is one in force on the former.
type Door = (&'static str, &'static [(&'static str, &'static str)], [u16; 6]);

const DOORS: &[Door] = &[
    ("account/activity", &[("lang", "ca")], [401, 200, 200, 200, 200, 200]),
    ("account/decisions", &[], [401, 200, 200, 200, 200, 200]),
    ("account/email", &[], [401, 200, 200, 200, 200, 200]),
    ("account/me", &[], [200, 200, 200, 200, 200, 200]),
    ("account/password", &[("old", PASSWORD), ("new", PASSWORD)], [401, 200, 200, 200, 200, 200]),
    ("account/reports", &[], [401, 200, 200, 200, 200, 200]),
    (
        "account/sign-in",
        &[("email", "nobody@example.org"), ("password", "not this one")],
        [422, 422, 422, 422, 422, 422],
    ),
    ("account/sign-up", &[("name", ""), ("email", "a@b.cat"), ("password", PASSWORD)], [422, 422, 422, 422, 422, 422]),
    ("account/texts", &[("proposal", "0")], [401, 200, 200, 200, 200, 200]),
    ("account/update", &[("name", "Algú"), ("town", ""), ("language", "ca")], [401, 200, 403, 200, 200, 200]),
    ("appeal/add", &[("decision", "999999"), ("body", "Perquè no.")], [401, 404, 404, 404, 404, 404]),
    ("appeal/add", &[("decision", "999999")], [401, 422, 422, 422, 422, 422]),
    ("appeal/add", &[("measure", "{measure}"), ("body", "Perquè no.")], [401, 404, 404, 404, 404, 404]),
    ("comment/add", &[("proposal", "1"), ("body", "Bon dia a tothom.")], [401, 200, 403, 200, 200, 200]),
    ("comment/add", &[("proposal", "1"), ("body", "No ho som."), ("official", "1")], [401, 200, 403, 200, 200, 200]),
    ("comment/add", &[("proposal", "999"), ("body", "Bon dia a tothom.")], [401, 404, 404, 404, 404, 404]),
    (
        "comment/complete",
        &[("proposal", "1"), ("sign", "@"), ("words", "a"), ("lang", "ca")],
        [200, 200, 200, 200, 200, 200],
    ),
    (
        "comment/complete",
        &[("proposal", "1"), ("sign", "!"), ("words", "a"), ("lang", "ca")],
        [422, 422, 422, 422, 422, 422],
    ),
    ("comment/edit", &[("comment", "{id}"), ("body", "Ho dic d'una altra manera.")], [401, 200, 403, 200, 200, 200]),
    ("comment/edit", &[("comment", "{theirs}"), ("body", "Ho dic jo.")], [401, 404, 404, 404, 404, 404]),
    ("comment/edit", &[("comment", "1"), ("body", "Ho dic jo.")], [401, 404, 404, 404, 404, 404]),
    ("comment/answer", &[("comment", "{theirs}"), ("on", "true")], [401, 403, 403, 404, 404, 404]),
    ("comment/answer", &[("comment", "999999"), ("on", "true")], [401, 404, 403, 404, 404, 404]),
    ("comment/delete", &[("comment", "{id}")], [401, 200, 200, 200, 200, 200]),
    ("comment/delete", &[("comment", "{theirs}")], [401, 404, 404, 404, 404, 404]),
    ("comment/pin", &[("comment", "{theirs}"), ("on", "false")], [401, 403, 403, 200, 200, 200]),
    ("comment/pin", &[("comment", "999999"), ("on", "true")], [401, 403, 403, 404, 404, 404]),
    ("comment/vote", &[("comment", "{theirs}"), ("value", "1")], [401, 200, 403, 200, 200, 200]),
    ("comment/vote", &[("comment", "{id}"), ("value", "1")], [401, 403, 403, 403, 403, 403]),
    ("comment/vote", &[("comment", "999999"), ("value", "1")], [401, 404, 403, 404, 404, 404]),
    ("comment/preview", &[("body", "Bon dia a tothom.")], [200, 200, 200, 200, 200, 200]),
    ("comment/preview", &[("body", "")], [422, 422, 422, 422, 422, 422]),
    ("comment/revisions", &[("comment", "{theirs}"), ("lang", "ca")], [200, 200, 200, 200, 200, 200]),
    ("comment/revisions", &[("comment", "999999"), ("lang", "ca")], [404, 404, 404, 404, 404, 404]),
    ("comment/withdraw", &[("text", "999999")], [401, 404, 404, 404, 404, 404]),
    ("desk", &[("lang", "ca"), ("view", "reported")], [403, 403, 403, 200, 200, 200]),
    ("desk", &[("lang", "ca"), ("view", "new"), ("only", "in=mine&text=es")], [403, 403, 403, 200, 200, 200]),
    ("desk/appeal", &[("appeal", "999999"), ("grant", "true")], [403, 403, 403, 404, 404, 404]),
    ("desk/approve", &[("comment", "{theirs}")], [403, 403, 403, 200, 200, 200]),
    ("desk/approve", &[("comment", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/case", &[("lang", "ca"), ("comment", "{theirs}")], [403, 403, 403, 200, 200, 200]),
    ("desk/case", &[("lang", "ca"), ("comment", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/claim", &[("comment", "{theirs}")], [403, 403, 403, 200, 200, 200]),
    ("desk/claim", &[("comment", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/duty", &[("section", "1"), ("on", "true")], [403, 403, 403, 200, 200, 200]),
    ("desk/duty", &[("section", "999999"), ("on", "true")], [403, 403, 403, 404, 404, 404]),
    ("desk/duty", &[("section", "1"), ("on", "true"), ("account", "{colleague}")], [403, 403, 403, 403, 403, 200]),
    ("desk/figures", &[("lang", "ca")], [403, 403, 403, 200, 200, 200]),
    ("desk/hide", &[("comment", "{theirs}"), ("rule", "hate")], [403, 403, 403, 200, 200, 200]),
    ("desk/hide", &[("comment", "{theirs}"), ("rule", "hate"), ("branch", "true")], [403, 403, 403, 200, 200, 200]),
    ("desk/hide", &[("comment", "{theirs}")], [403, 403, 403, 422, 422, 422]),
    ("desk/join", &[("comment", "{theirs}"), ("other", "1")], [403, 403, 403, 200, 200, 200]),
    ("desk/join", &[("comment", "{theirs}"), ("other", "999999")], [403, 403, 403, 422, 422, 422]),
    ("desk/join", &[("comment", "999999"), ("other", "1")], [403, 403, 403, 404, 404, 404]),
    ("desk/lift", &[("sanction", "{measure}")], [403, 403, 403, 200, 200, 200]),
    ("desk/lift", &[("sanction", "{measure}"), ("undo", "true")], [403, 403, 403, 422, 422, 422]),
    ("desk/lift", &[("sanction", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/move", &[("comment", "{theirs}"), ("to", "2")], [403, 403, 403, 200, 200, 200]),
    ("desk/move", &[("comment", "{theirs}"), ("to", "999")], [403, 403, 403, 422, 422, 422]),
    ("desk/move", &[("comment", "999999"), ("to", "2")], [403, 403, 403, 404, 404, 404]),
    ("desk/mail", &[("on", "false")], [403, 403, 403, 200, 200, 200]),
    ("desk/note", &[("comment", "{theirs}"), ("body", "Què en penses?")], [403, 403, 403, 200, 200, 200]),
    ("desk/note", &[("comment", "{theirs}"), ("body", " ")], [403, 403, 403, 422, 422, 422]),
    ("desk/part", &[("comment", "{theirs}")], [403, 403, 403, 404, 404, 404]),
    ("desk/part", &[("comment", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/redact", &[("comment", "{theirs}"), ("words", "Ona")], [403, 403, 403, 200, 200, 200]),
    ("desk/redact", &[("comment", "{theirs}"), ("words", "no hi és")], [403, 403, 403, 422, 422, 422]),
    ("desk/release", &[("comment", "{theirs}")], [403, 403, 403, 200, 200, 200]),
    ("desk/shift", &[("lang", "ca")], [403, 403, 403, 200, 200, 200]),
    ("desk/restore", &[("comment", "{theirs}")], [403, 403, 403, 422, 422, 422]),
    ("desk/rehearsal", &[("lang", "ca"), ("word", "bus")], [403, 403, 403, 200, 200, 200]),
    ("desk/rehearsal", &[("lang", "ca"), ("word", "")], [403, 403, 403, 422, 422, 422]),
    (
        "desk/sanction",
        &[("account", "{somebody}"), ("kind", "warn"), ("rule", "hate"), ("note", "Per això.")],
        [403, 403, 403, 200, 200, 200],
    ),
    (
        "desk/sanction",
        &[("account", "{colleague}"), ("kind", "warn"), ("rule", "hate"), ("note", "Per això.")],
        [403, 403, 403, 403, 403, 200],
    ),
    (
        "desk/sanction",
        &[("account", "999999"), ("kind", "ban"), ("rule", "hate"), ("note", "Per això.")],
        [403, 403, 403, 404, 404, 404],
    ),
    ("desk/sanction", &[("account", "{somebody}"), ("kind", "warn"), ("rule", "hate")], [403, 403, 403, 422, 422, 422]),
    ("desk/shelf", &[("lang", "ca"), ("shelf", "waiting")], [403, 403, 403, 200, 200, 200]),
    ("desk/shelf", &[("lang", "ca"), ("shelf", "flagged"), ("after", "x")], [403, 403, 403, 200, 200, 200]),
    ("desk/stance", &[("comment", "{theirs}"), ("stance", "against")], [403, 403, 403, 200, 200, 200]),
    ("desk/stance", &[("comment", "{theirs}"), ("stance", "sideways")], [403, 403, 403, 422, 422, 422]),
    ("desk/stance", &[("comment", "999999"), ("stance", "for")], [403, 403, 403, 404, 404, 404]),
    ("desk/text", &[("lang", "ca"), ("text", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/text/approve", &[("text", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/text/refuse", &[("text", "999999"), ("rule", "hate")], [403, 403, 403, 404, 404, 404]),
    ("desk/text/refuse", &[("text", "999999")], [403, 403, 403, 422, 422, 422]),
    (
        "desk/together",
        &[("comments", "{theirs}"), ("verdict", "hide"), ("rule", "hate")],
        [403, 403, 403, 200, 200, 200],
    ),
    ("desk/together", &[("comments", "{theirs}"), ("verdict", "hide")], [403, 403, 403, 422, 422, 422]),
    ("desk/together", &[("comments", ""), ("verdict", "approve")], [403, 403, 403, 422, 422, 422]),
    ("desk/together/undo", &[("decisions", "999999")], [403, 403, 403, 200, 200, 200]),
    ("desk/undo", &[("comment", "{theirs}"), ("decision", "1")], [403, 403, 403, 422, 422, 422]),
    ("desk/watch", &[("query", "view=new")], [403, 403, 403, 200, 200, 200]),
    ("desk/watch", &[("query", "")], [403, 403, 403, 422, 422, 422]),
    ("desk/watch/drop", &[("watch", "999999")], [403, 403, 403, 404, 404, 404]),
    ("desk/watching", &[("lang", "ca")], [403, 403, 403, 200, 200, 200]),
    ("desk/words/use", &[("word", "xyzzy"), ("lang", "ca"), ("severity", "note")], [403, 403, 403, 403, 403, 200]),
    ("desk/words/use", &[("word", " "), ("lang", "ca"), ("severity", "note")], [403, 403, 403, 403, 403, 422]),
    ("desk/words/drop", &[("rule", "999999")], [403, 403, 403, 403, 403, 404]),
    ("draft/save", &[("place", "p1"), ("body", "A mig fer"), ("stance", "")], [401, 200, 200, 200, 200, 200]),
    ("draft/typed", &[("place", "p1")], [200, 200, 200, 200, 200, 200]),
    ("follow/news", &[], [401, 200, 200, 200, 200, 200]),
    ("follow/read", &[("proposal", "1"), ("seq", "1")], [401, 200, 200, 200, 200, 200]),
    (
        "follow/set",
        &[("target", "proposal"), ("proposal", "1"), ("id", "1"), ("on", "true")],
        [401, 200, 200, 200, 200, 200],
    ),
    (
        "follow/set",
        &[("target", "thread"), ("proposal", "1"), ("id", "999999"), ("on", "true")],
        [401, 404, 404, 404, 404, 404],
    ),
    (
        "follow/set",
        &[("target", "people"), ("proposal", "1"), ("id", "1"), ("on", "true")],
        [401, 422, 422, 422, 422, 422],
    ),
    ("follow/since", &[("proposal", "1"), ("after", "0")], [200, 200, 200, 200, 200, 200]),
    ("follow/since", &[("proposal", "999"), ("after", "0")], [404, 404, 404, 404, 404, 404]),
    ("log", &[("lang", "ca"), ("before", "0")], [200, 200, 200, 200, 200, 200]),
    ("plan/front", &[("lang", "ca")], [200, 200, 200, 200, 200, 200]),
    ("plan/moderation", &[("plan", "1"), ("moderation", "post")], [403, 403, 403, 200, 200, 200]),
    ("plan/moderation", &[("plan", "1"), ("moderation", "never")], [403, 403, 403, 422, 422, 422]),
    ("plan/moderation", &[("plan", "999"), ("moderation", "pre")], [403, 403, 403, 404, 404, 404]),
    ("plan/other", &[("lang", "ca"), ("plan", "1")], [200, 200, 200, 200, 200, 200]),
    ("plan/other", &[("lang", "ca"), ("plan", "999")], [404, 404, 404, 404, 404, 404]),
    ("plan/proposal", &[("lang", "ca"), ("proposal", "1")], [200, 200, 200, 200, 200, 200]),
    ("plan/proposal", &[("lang", "ca"), ("proposal", "999")], [404, 404, 404, 404, 404, 404]),
    ("plan/section", &[("lang", "ca"), ("section", "1"), ("after", "0")], [200, 200, 200, 200, 200, 200]),
    ("plan/section", &[("lang", "ca"), ("section", "999"), ("after", "0")], [404, 404, 404, 404, 404, 404]),
    (
        "proposal/change",
        &[("proposal", "1"), ("version", "1"), ("lang", "ca"), ("title", "Meu"), ("note", "Perquè sí.")],
        [401, 403, 403, 403, 403, 200],
    ),
    ("proposal/history", &[("lang", "ca"), ("proposal", "1"), ("before", "0")], [200, 200, 200, 200, 200, 200]),
    ("proposal/history", &[("lang", "ca"), ("proposal", "999"), ("before", "0")], [404, 404, 404, 404, 404, 404]),
    ("proposal/words", &[("lang", "ca"), ("proposal", "1")], [403, 403, 403, 403, 403, 200]),
    ("report/add", &[("comment", "{theirs}"), ("rule", "hate")], [200, 200, 403, 200, 200, 200]),
    ("report/add", &[("comment", "{theirs}")], [422, 422, 422, 422, 422, 422]),
    (
        "report/add",
        &[("comment", "{theirs}"), ("rule", "illegal"), ("law", "Codi penal")],
        [422, 422, 422, 422, 422, 422],
    ),
    ("report/receipt", &[("reference", "0000-0000-0000")], [404, 404, 404, 404, 404, 404]),
    ("report/target", &[("comment", "{theirs}")], [200, 200, 200, 200, 200, 200]),
    ("report/target", &[("comment", "999999")], [404, 404, 404, 404, 404, 404]),
    ("search", &[("q", "bus"), ("lang", "ca")], [200, 200, 200, 200, 200, 200]),
    ("search/suggest", &[("q", "bus"), ("lang", "ca")], [200, 200, 200, 200, 200, 200]),
    ("support/set", &[("proposal", "1"), ("give", "true")], [401, 200, 403, 200, 200, 200]),
    ("text", &[("lang", "ca"), ("name", "rules")], [200, 200, 200, 200, 200, 200]),
    ("text", &[("lang", "ca"), ("name", "../../secrets")], [404, 404, 404, 404, 404, 404]),
    ("thread", &[("proposal", "1")], [200, 200, 200, 200, 200, 200]),
    ("thread/close", &[("proposal", "1"), ("close", "false")], [401, 403, 403, 200, 200, 200]),
    ("thread/close", &[("proposal", "999"), ("close", "true")], [401, 403, 403, 404, 404, 404]),
    ("thread/pace", &[("proposal", "1"), ("seconds", "0")], [401, 403, 403, 200, 200, 200]),
    ("thread/pace", &[("proposal", "1"), ("seconds", "7")], [401, 403, 403, 422, 422, 422]),
    // The last, since it ends the session.
    ("account/sign-out", &[], [200, 200, 200, 200, 200, 200]),
];

/// What stands in a source between two marks, each time.
pub fn between<'t>(source: &'t str, from: &'t str, to: &'t str) -> impl Iterator<Item = &'t str> {
    source.split(from).skip(1).filter_map(move |rest| rest.split(to).next())
}

/// The endpoints that the app's source registers.
fn registered(folder: &Path, all: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the app's source").flatten() {
        let path = entry.path();
        if path.is_dir() {
            registered(&path, all);
        } else if let Ok(text) = fs::read_to_string(&path) {
            all.extend(between(&text, "endpoint = \"", "\"").map(str::to_owned));
        }
    }
}

#[test]
fn every_function_has_its_row() {
    let mut all = BTreeSet::new();
    registered(&workspace("app/src"), &mut all);
    let rows: BTreeSet<String> = DOORS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert!(all.len() > 20);
    assert_eq!(all, rows);
}

#[test]
fn each_door_opens_to_whom_it_should() {
    let town = Town::busy();
    let (núria, rosa, ona, pep) =
        (town.resident("Núria"), town.resident("Rosa"), town.resident("Ona"), town.resident("Pep"));
    let (visitor, gemma, abel, marcel) = (town.visitor(), town.moderator(), town.moderator(), town.admin());
    let colleague = town.moderator();
    // Who is suspended writes nothing any more: what these doors are asked about was written before.
    let written: Vec<i64> = DOORS.iter().map(|_| rosa.comment(1, "De quan encara podia.")).collect();
    measure(&marcel, &rosa, "suspend");
    let page = plans::other(&town, "aigua.txt", "Fonts a cada plaça");
    assert_eq!(town.pam(&["import", "--plan", "aigua", &page]).code, 0, "another plan has an axis of its own");
    for (who, axis) in [(&gemma, "1"), (&abel, "2")] {
        who.call("desk/duty", &[("section", axis), ("on", "true")]).expect(200);
    }
    let mut wrong = Vec::new();
    for ((name, fields, expected), before) in DOORS.iter().zip(written) {
        for (who, expected) in [&visitor, &núria, &rosa, &gemma, &abel, &marcel].into_iter().zip(expected) {
            let owner = if who.id == 0 { &ona } else { who };
            let known = |field: &str| match field {
                "{id}" if who.id == rosa.id => before.to_string(),
                "{id}" => owner.comment(1, "Meu i de ningú més.").to_string(),
                "{theirs}" => ona.comment(1, "De l'Ona.").to_string(),
                "{somebody}" => pep.id.to_string(),
                "{colleague}" => colleague.id.to_string(),
                "{measure}" => measure(&marcel, &pep, "mute"),
                other => other.to_owned(),
            };
            let fields: Vec<(&str, String)> = fields.iter().map(|(n, v)| (*n, known(v))).collect();
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let answer = who.call(name, &fields);
            if answer.status != *expected {
                wrong.push(format!("{name} {fields:?} for {:?}: {} instead of {expected}", who.name, answer.status));
            }
            private(&answer.text(), name, who);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(town.export()["comments"].as_array().expect("comments").iter().all(|c| c["official"] == false));
    town.check();
}

/// Lays a measure on somebody; gives its number.
pub fn measure(by: &Person, on: &Person, kind: &str) -> String {
    let id = on.id.to_string();
    let fields = [("account", &*id), ("kind", kind), ("days", "7"), ("rule", "hate"), ("note", "Per això.")];
    by.call("desk/sanction", &fields).expect(200).json().to_string()
}

/// No answer carries an address or a hash of a password; one gives people their own address.
fn private(text: &str, name: &str, who: &Person) {
    let own = format!("\"{}\"", who.email);
    let text = if name == "account/email" { text.replace(&own, "") } else { text.to_owned() };
    for bad in ["@example.org", "argon2", "SELECT", "sqlite"] {
        assert!(!text.contains(bad), "{name} tells {:?} {bad}", who.name);
    }
}

#[test]
fn a_draft_is_its_owners_own() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    núria.call("draft/save", &[("place", "p1"), ("body", "A mig fer"), ("stance", "for")]).expect(200);
    let typed = |who: &Person| who.call("draft/typed", &[("place", "p1")]).expect(200).json();
    assert_eq!(typed(&núria), serde_json::json!(["A mig fer", "for"]));
    assert_eq!(typed(&pep), serde_json::json!(["", ""]));
    assert_eq!(núria.get(crate::thread::PAGE).page().form(crate::thread::COMPOSER).value("body"), Some("A mig fer"));
    núria.call("draft/save", &[("place", "p1"), ("body", " "), ("stance", "")]).expect(200);
    assert_eq!(typed(&núria), serde_json::json!(["", ""]), "an empty one is forgotten");
    núria.call("draft/save", &[("place", "w1"), ("body", ""), ("stance", "hate")]).expect(200);
    let chosen = núria.call("draft/typed", &[("place", "w1")]).expect(200).json();
    assert_eq!(chosen, serde_json::json!(["", "hate"]), "a choice alone is kept");
    for (place, body) in [("p".repeat(25), String::new()), ("p1".into(), "b".repeat(32_001))] {
        núria.call("draft/save", &[("place", &place), ("body", &body), ("stance", "")]).expect(422);
    }
}

#[test]
fn a_function_is_not_read_by_its_address() {
    let town = Town::start();
    let núria = town.resident("Núria");
    for name in ["comment/add?proposal=1&body=Per+l'adreça.", "account/sign-out", "support/set?proposal=1&give=true"] {
        let status = núria.get(&format!("/api/{name}")).status;
        assert!((400..500).contains(&status), "{name}: {status}");
    }
    assert_eq!(núria.get(crate::thread::PAGE).page().comments(), [1]);
}
