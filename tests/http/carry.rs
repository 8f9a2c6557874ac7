//! A conversation goes where it belongs, a stance is put right: by plain forms, told and taken back.
use crate::{stream, thread::PAGE, town::Town, words::says};

const CARRY: &str = "form[data-carry]";

#[test]
fn a_conversation_is_carried_by_its_form_and_back() {
    let town = Town::busy();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    let root = núria.comment(1, "Els busos de nit no arriben a cap poble.");
    let reply = pep.reply(1, root, "El meu tampoc no en té cap.");
    let hidden = pep.reply(1, reply, "Irrepetible insult.");
    gemma.hide(hidden, "insults");
    núria.call("comment/vote", &[("comment", &reply.to_string()), ("value", "1")]).expect(200);
    let case = gemma.get(&format!("/ca/desk/c/{reply}")).expect(200).page();
    let page = case.attr("[data-move]", "href");
    assert_eq!(page, format!("/ca/desk/c/{reply}/move"));
    for who in [&visitor, &núria] {
        who.get(&page).expect(403);
    }
    let shown = gemma.get(&page).expect(200).page();
    assert!(shown.text("main").contains("no arriben a cap poble") && shown.has("#near option[value^=\"2 \"]"));
    let after = visitor.get(PAGE).page().event();
    let done = gemma.submit(&page, CARRY, &[("to", "/ca/p/2-demanem"), ("note", "Parla dels busos.")]).expect(303);
    assert!(done.location().starts_with(&format!("/ca/desk/c/{root}?decided=")), "{}", done.location());
    let landed = gemma.follow(&done).expect(200).page();
    assert!(says(&landed.text("[data-decided]"), "ca", "decided.move"));

    let other = visitor.get("/ca/p/2").location().to_owned();
    let (here, there) = (visitor.get(PAGE).expect(200).page(), visitor.get(&other).expect(200).page());
    assert_eq!(here.comments(), [1]);
    assert_eq!(there.comments(), [root, reply, hidden]);
    assert_eq!((here.text("#thread small"), there.text("#thread small")), ("1".to_owned(), "2".to_owned()));
    assert!(visitor.get(&format!("/ca/c/{reply}")).location().contains("/p/2"));
    assert!(visitor.get("/ca/search?q=tampoc").page().text("main").contains("busos"));
    assert!(says(&visitor.get("/ca/log").page().text("main"), "ca", "decision.move"));
    assert!(núria.get("/ca/account/decisions").expect(200).page().text("main").contains("Parla dels busos."));
    let voted = núria.get(&other).page();
    assert_eq!(voted.attr(&format!("#c-{reply} button[data-value=\"1\"]"), "aria-pressed"), "true");
    for topic in ["proposal:1", "proposal:2"] {
        let mut stream =
            stream::open(town.address, &visitor, &format!("topic={topic}&after={after}"), None).expect("a stream");
        assert_eq!(stream.next().kind(), "thread_moved");
    }
    town.check();

    let back = gemma.submit(&format!("/ca/desk/c/{root}"), "form[data-undo]", &[]).expect(303);
    gemma.follow(&back).expect(200);
    assert_eq!(visitor.get(PAGE).page().comments(), [root, reply, hidden, 1]);
    assert_eq!(visitor.get(&other).page().count("[data-comment]"), 0);
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}

#[test]
fn a_refused_form_keeps_what_was_typed() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let id = núria.comment(1, "Parlem dels busos.");
    let page = format!("/ca/desk/c/{id}/move");
    for (to, action, code, css) in [
        ("no sé quina", "", "no_place", "#to-e"),
        ("999", "", "no_place", "#to-e"),
        ("1", "9", "no_place", "#to-e"),
        ("1", "", "no_change", "#to-e"),
    ] {
        let fields = [("to", to), ("action", action), ("note", "Una nota.")];
        let answer = gemma.submit(&page, CARRY, &fields).expect(303);
        assert!(answer.location().contains(&format!("fault={code}")), "{}", answer.location());
        let shown = gemma.get(answer.location()).expect(422).page();
        assert!(says(&shown.text(css), "ca", &format!("fault.{code}")));
        let form = shown.form(CARRY);
        assert_eq!(
            [form.value("to"), form.value("action"), form.value("note")],
            [Some(to), Some(action), Some("Una nota.")]
        );
    }
    let first = gemma.submit("/ca/desk/c/1/move", CARRY, &[("to", "2")]).expect(303);
    assert!(first.location().contains("fault=rooted"), "what came with the page stays there: {}", first.location());
    let action = gemma.submit(&page, CARRY, &[("to", "1"), ("action", "2")]).expect(303);
    gemma.follow(&action).expect(200);
    let shown = town.visitor().get(&format!("{PAGE}?action=2")).page();
    assert!(shown.comments().contains(&id), "to an action of the same proposal");
    town.check();
}

#[test]
fn a_stance_is_put_right_by_its_form_and_back() {
    let town = Town::start();
    let (núria, gemma, visitor) = (town.resident("Núria"), town.moderator(), town.visitor());
    let fields = [("proposal", "1"), ("body", "No hi estic gens d'acord."), ("stance", "for")];
    let id = núria.call("comment/add", &fields).expect(200).json()["id"].as_i64().expect("a number");
    let case = format!("/ca/desk/c/{id}");
    let form = "form[data-stance]";
    assert_eq!(gemma.get(&case).expect(200).page().form(form).value("stance"), Some("for"));
    let same = gemma.submit(&case, form, &[("stance", "for"), ("note", "Una nota.")]).expect(303);
    let shown = gemma.get(same.location()).expect(422).page();
    assert!(says(&shown.text("#stance-e"), "ca", "fault.no_change"));
    assert_eq!(shown.form(form).value("note"), Some("Una nota."));
    let done = gemma.submit(&case, form, &[("stance", "against"), ("note", "Dius que no.")]).expect(303);
    assert!(says(&gemma.follow(&done).expect(200).page().text("[data-decided]"), "ca", "decided.stance"));
    let against = |page: &crate::dom::Page| page.has(&format!("#c-{id}.note--con"));
    assert!(against(&visitor.get(PAGE).page()));
    assert!(núria.get("/ca/account/decisions").page().text("main").contains("Dius que no."));
    let back = gemma.submit(&case, "form[data-undo]", &[]).expect(303);
    gemma.follow(&back).expect(200);
    assert!(!against(&visitor.get(PAGE).page()));
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}

const JOIN: &str = "form[data-join]";

#[test]
fn two_conversations_are_joined_by_their_form_and_parted() {
    let town = Town::busy();
    let (núria, pep, gemma, visitor) = (town.resident("Núria"), town.resident("Pep"), town.moderator(), town.visitor());
    let first = núria.comment(1, "Volem autobusos de nit a tots els pobles.");
    let other = pep.comment(1, "Cal un parc nou a la riba.");
    let later = pep.comment(1, "A tots els pobles, autobusos de nit, ja!");
    let reply = núria.reply(1, later, "Això mateix deia jo.");
    let page = format!("/ca/desk/c/{reply}/move");
    let shown = gemma.get(&page).expect(200).page();
    let offered = shown.attr(&format!("{JOIN} .like:first-of-type [name=like]"), "value");
    assert_eq!(offered, first.to_string(), "what says the same is offered");
    let offers = |id: i64| shown.has(&format!("{JOIN} [name=like][value=\"{id}\"]"));
    assert!(!offers(other) && !offers(later), "and nothing else");
    let after = visitor.get(PAGE).page().event();
    let done = gemma.submit(&page, JOIN, &[("like", &offered), ("note", "Dieu el mateix.")]).expect(303);
    assert!(done.location().starts_with(&format!("/ca/desk/c/{later}?decided=")), "{}", done.location());
    assert!(says(&gemma.follow(&done).expect(200).page().text("[data-decided]"), "ca", "decided.join"));

    let joined = visitor.get(PAGE).expect(200).page();
    assert_eq!(joined.comments(), [other, first, later, reply, 1]);
    assert!(says(&joined.text(&format!("#c-{later} .note__head")), "ca", "thread.joined"));
    let whole = visitor.get(&format!("{PAGE}?conversation={later}")).expect(200).page();
    assert!(whole.comments().contains(&reply), "an address from before");
    assert!(visitor.get(&format!("/ca/c/{reply}")).location().contains("/p/1"));
    assert!(says(&visitor.get("/ca/log").page().text("main"), "ca", "decision.join"));
    assert!(pep.get("/ca/account/decisions").expect(200).page().text("main").contains("Dieu el mateix."));
    let mut stream =
        stream::open(town.address, &visitor, &format!("topic=proposal:1&after={after}"), None).expect("a stream");
    assert_eq!(stream.next().kind(), "thread_moved");
    town.check();

    let parted = gemma.submit(&format!("/ca/desk/c/{later}"), "form[data-part]", &[]).expect(303);
    assert!(says(&gemma.follow(&parted).expect(200).page().text("[data-decided]"), "ca", "decided.part"));
    assert_eq!(visitor.get(PAGE).page().comments(), [later, reply, other, first, 1]);
    let back = gemma.submit(&format!("/ca/desk/c/{later}"), "form[data-undo]", &[]).expect(303);
    gemma.follow(&back).expect(200);
    assert_eq!(visitor.get(PAGE).page().comments(), [other, first, later, reply, 1]);
    assert_eq!(town.pam(&["audit", "verify"]).code, 0);
    town.check();
}

#[test]
fn a_refused_joining_keeps_what_was_typed() {
    let town = Town::start();
    let (núria, gemma) = (town.resident("Núria"), town.moderator());
    let id = núria.comment(1, "Parlem dels busos.");
    let page = format!("/ca/desk/c/{id}/move");
    for (other, code) in
        [("", "no_talk"), ("aquella", "no_talk"), ("/ca/c/999", "no_talk"), (&id.to_string(), "no_change")]
    {
        let answer = gemma.submit(&page, JOIN, &[("other", other), ("note", "Dues\r\nlínies.")]).expect(303);
        assert!(answer.location().contains(&format!("fault={code}")), "{}", answer.location());
        let shown = gemma.get(answer.location()).expect(422).page();
        assert!(says(&shown.text("#other-e"), "ca", &format!("fault.{code}")));
        assert!(!shown.has("#to-e"), "the other form was not sent");
        let form = shown.form(JOIN);
        assert_eq!([form.value("other"), form.value("note")], [Some(other), Some("Dues\nlínies.")]);
    }
}
