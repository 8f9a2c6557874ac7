//! `/live`: who may listen to what, and what each hears.
use crate::{
    stream::{self, Stream},
    thread::PAGE,
    town::Town,
};
use serde_json::Value;

fn listen(town: &Town, who: &crate::person::Person, topics: &[&str]) -> Stream {
    let query: Vec<String> = topics.iter().map(|t| format!("topic={t}")).collect();
    stream::open(town.address, who, &query.join("&"), None).expect("a stream")
}

#[test]
fn only_what_is_there_can_be_listened_to() {
    let town = Town::start();
    let visitor = town.visitor();
    let many: Vec<String> = (0..9).map(|n| format!("topic=proposal:{n}")).collect();
    for query in [
        "",
        "after=1",
        "topic=",
        "topic=proposal",
        "topic=proposal:",
        "topic=proposal:x",
        "topic=proposal:999",
        "topic=section:999",
        "topic=plan:999",
        "topic=proposal:-1",
        "topic=people:1",
        "topic=proposal:1&topic=section:999",
        "topic=proposal:1&after=x",
        &many.join("&"),
    ] {
        assert_eq!(stream::open(town.address, &visitor, query, None).err(), Some(400), "{query}");
    }
}

#[test]
fn the_desk_is_for_who_works_it() {
    let town = Town::start();
    let (visitor, núria, gemma) = (town.visitor(), town.resident("Núria"), town.moderator());
    for who in [&visitor, &núria] {
        for query in ["topic=desk", "topic=proposal:1&topic=desk"] {
            assert_eq!(stream::open(town.address, who, query, None).err(), Some(403));
        }
    }
    let mut desk = listen(&town, &gemma, &["desk"]);
    let mut public = listen(&town, &visitor, &["proposal:1"]);
    let id = núria.comment(1, "Ets un ximple.");
    let report = [("comment", &*id.to_string()), ("rule", "insults"), ("note", "secret de qui avisa")];
    town.resident("Pep").call("report/add", &report).expect(200);
    gemma.hide(id, "insults");
    let heard: Vec<String> = desk.take(3).iter().map(|e| e.kind().to_owned()).collect();
    assert_eq!(heard, ["comment_added", "comment_reported", "comment_hidden"]);
    let heard = public.take(2);
    assert_eq!(heard.iter().map(stream::Event::kind).collect::<Vec<_>>(), ["comment_added", "comment_hidden"]);
    for event in heard {
        let text = event.data.to_string();
        assert!(!text.contains("secret") && !text.contains("reports"), "{text}");
    }
}

#[test]
fn a_comment_arrives_rendered_and_with_its_figures() {
    let town = Town::start();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let seq = visitor.get(PAGE).page().event();
    let mut stream = listen(&town, &visitor, &["proposal:1"]);
    let id = núria.comment(1, "Què hi **guanyem**?\n<script>alert(1)</script>");
    let event = stream.next();
    assert_eq!(
        (event.name.as_str(), event.id, event.kind(), event.topic()),
        ("message", seq + 1, "comment_added", "proposal:1")
    );
    assert_eq!((event.data["seq"].as_i64(), event.comment()), (Some(seq + 1), id));
    assert!(event.data["at"].as_i64().is_some_and(|at| at > 1_400_000_000_000));
    let comment = &event.data["data"]["comment"];
    let body = comment["body"].as_str().unwrap_or_default();
    assert!(body.contains("<strong>guanyem</strong>") && !body.contains("<script"), "{body}");
    assert_eq!(comment["author"]["name"], "Núria");
    assert_eq!(event.data["data"]["figures"]["proposal"][1]["comments"], 2);
    let called = town.visitor().call("report/target", &[("comment", &id.to_string())]).json();
    assert_eq!(&called, comment, "page, stream and function tell the same");
    assert_eq!(visitor.get(PAGE).page().event(), event.id);
}

#[test]
fn every_deed_is_heard_in_order() {
    let town = Town::start();
    let (visitor, núria, gemma) = (town.visitor(), town.resident("Núria"), town.moderator());
    let mut stream = listen(&town, &visitor, &["proposal:1"]);
    let id = núria.comment(1, "Primer text.");
    let text = id.to_string();
    núria.call("comment/edit", &[("comment", &text), ("body", "Segon text.")]).expect(200);
    núria.call("support/set", &[("proposal", "1"), ("give", "true")]).expect(200);
    gemma.call("desk/approve", &[("comment", &text)]).expect(200);
    gemma.hide(id, "hate");
    gemma.restore(id);
    núria.call("comment/delete", &[("comment", &text)]).expect(200);
    let heard = stream.take(7);
    let kinds: Vec<&str> = heard.iter().map(stream::Event::kind).collect();
    let all = [
        "comment_added",
        "comment_edited",
        "support_changed",
        "comment_approved",
        "comment_hidden",
        "comment_restored",
        "comment_deleted",
    ];
    assert_eq!(kinds, all);
    assert!(heard.windows(2).all(|pair| pair[0].id < pair[1].id));
    for event in [&heard[4], &heard[6]] {
        let comment = &event.data["data"]["comment"];
        assert_eq!((comment["body"].as_str(), comment["author"]["name"].as_str()), (Some(""), Some("")));
    }
    assert_eq!(heard[2].data["data"]["figures"]["proposal"][1]["supports"], 4);
}

#[test]
fn who_listens_to_much_hears_each_thing_once() {
    let town = Town::demo();
    let (visitor, resident) = (town.visitor(), town.demo_person("resident"));
    let export = town.export();
    let parent = |id: &Value| {
        export["sections"].as_array().expect("sections").iter().find(|s| &s["id"] == id).map(|s| s["parent"].clone())
    };
    let proposal = export["proposals"]
        .as_array()
        .expect("proposals")
        .iter()
        .find(|p| p["phase_closed"] == false && parent(&p["section"]).is_some_and(|up| !up.is_null()));
    let proposal = proposal.expect("one below two sections");
    let (id, near) = (proposal["id"].as_i64().expect("a number"), proposal["section"].to_string());
    let far = parent(&proposal["section"]).expect("a section above").to_string();
    let (near, far, own) = (format!("section:{near}"), format!("section:{far}"), format!("proposal:{id}"));
    let mut sections = listen(&town, &visitor, &["plan:1", &far, &near]);
    let mut whole = listen(&town, &visitor, &["plan:1", &near, &own, &own]);
    let said = [resident.comment(id, "Primer de dos."), resident.comment(id, "Segon de dos.")];
    let heard = sections.take(2);
    for event in &heard {
        assert_eq!(event.kind(), "counts_changed");
        assert!(event.topic().starts_with("section:"), "{}", event.topic());
        assert!(event.data["data"].get("comment").is_none(), "{}", event.data);
    }
    assert_eq!(heard[1].id, heard[0].id + 1, "each once");
    let heard = whole.take(2);
    assert_eq!([heard[0].comment(), heard[1].comment()], said);
    assert!(heard.iter().all(|e| e.kind() == "comment_added" && e.topic() == own));
    resident.call("support/set", &[("proposal", &id.to_string()), ("give", "true")]).expect(200);
    assert_eq!((sections.next().kind(), whole.next().kind()), ("counts_changed", "support_changed"));
}

#[test]
fn a_page_that_visitors_share_is_never_older_than_what_was_told() {
    let town = Town::busy();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let mut stream = listen(&town, &visitor, &["proposal:1"]);
    for n in 0..20 {
        let id = núria.comment(1, &format!("Comentari {n}."));
        let event = stream.next();
        for path in [PAGE, "/ca"] {
            let page = visitor.get(path).page();
            assert!(page.event() >= event.id, "{path} shows {} after {}", page.event(), event.id);
        }
        assert!(visitor.get(PAGE).page().comments().contains(&id));
    }
}
