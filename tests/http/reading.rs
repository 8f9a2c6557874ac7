//! A thread read in its orders, in parts, one conversation alone, and beside an action; all by links.
use crate::{
    thread::{COMPOSER, PAGE, write},
    town::Town,
};

/// The form that votes on a comment.
fn voting(id: i64) -> String {
    format!("#c-{id} form[data-vote]")
}

#[test]
fn a_vote_is_given_changed_and_taken_back_by_the_same_buttons() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let (id, _) = write(&núria, "Valdria la pena provar-ho.");
    let shown = |way: &str| town.visitor().get(PAGE).page().text(&format!("#c-{id} [data-count=\"{way}\"]"));
    for (value, up, down, pressed) in [("1", "1", "0", "true"), ("-1", "0", "1", "false"), ("0", "0", "0", "false")] {
        let answer = pep.submit(PAGE, &voting(id), &[("value", value)]).expect(303);
        assert!(answer.location().ends_with(&format!("#c-{id}")), "{}", answer.location());
        assert_eq!((&*shown("1"), &*shown("-1")), (up, down), "after {value}");
        let page = pep.get(PAGE).page();
        assert_eq!(page.attr(&format!("#c-{id} [data-value=\"1\"]"), "aria-pressed"), pressed);
    }
    assert!(!núria.get(PAGE).page().has(&voting(id)), "nobody votes on their own");
    let visitor = town.visitor();
    let answer = visitor.submit(PAGE, &voting(id), &[("value", "1")]).expect(303);
    assert!(answer.location().starts_with("/ca/sign-in?next="), "{}", answer.location());
    town.check();
}

#[test]
fn nobody_can_tell_who_voted_how() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let id = núria.comment(1, "Un text com un altre.");
    pep.call("comment/vote", &[("comment", &id.to_string()), ("value", "1")]).expect(200);
    for page in [PAGE.to_owned(), format!("/ca/desk/c/{id}"), "/ca/log".to_owned()] {
        let text = gemma.get(&page).expect(200).text();
        assert!(!text.contains("Pep"), "{page}");
    }
    assert!(!town.export().to_string().contains("voter"));
}

#[test]
fn each_order_and_each_part_has_an_address() {
    let town = Town::busy();
    let (núria, pep, visitor) = (town.resident("Núria"), town.resident("Pep"), town.visitor());
    let calm = núria.comment(1, "Ningú no hi diu res.");
    let liked = núria.comment(1, "Aquest agrada.");
    pep.call("comment/vote", &[("comment", &liked.to_string()), ("value", "1")]).expect(200);
    let talked = núria.comment(1, "D'aquest se'n parla.");
    let reply = pep.reply(1, talked, "I tant.");
    let last = núria.comment(1, "L'últim.");
    let first_of = |sort: &str| visitor.get(&format!("{PAGE}?sort={sort}")).expect(200).page().comments()[0];
    assert_eq!(["new", "old", "useful", "discussed"].map(first_of), [last, 1, liked, talked]);
    let page = visitor.get(PAGE).page();
    let orders = page.count("nav.tabs a");
    assert_eq!(orders, 5);
    let part = |show: &str| pep.get(&format!("{PAGE}?show={show}")).expect(200).page().comments();
    assert_eq!(part("mine"), [reply]);
    assert!(part("official").is_empty());
    let quoted = pep.get(&format!("{PAGE}?show=mine")).page().text(&format!("#c-{reply} .quoted"));
    assert!(quoted.contains("se'n parla"), "{quoted}");
    assert!(page.comments().contains(&calm));
    visitor.get(&format!("{PAGE}?sort=nonsense&show=nobody")).expect(200);
}

#[test]
fn a_stance_is_counted_and_listed() {
    let town = Town::start();
    let núria = town.resident("Núria");
    assert!(!núria.get(PAGE).page().has(".strip svg"), "nothing is drawn while nobody has said");
    núria.submit(PAGE, COMPOSER, &[("body", "Hi soc contrària."), ("stance", "against")]).expect(303);
    let page = núria.get(PAGE).page();
    assert!(page.attr(".strip svg", "aria-label").contains('1'));
    let listed = núria.get(&format!("{PAGE}?show=against")).page();
    assert_eq!(listed.comments().len(), 1);
    assert_eq!(listed.attr("nav.parts a[aria-current]", "href"), format!("{PAGE}?show=against#thread"));
}

#[test]
fn a_long_conversation_is_read_alone_and_leads_back() {
    let town = Town::busy();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let root = núria.comment(1, "Comencem.");
    let replies: Vec<i64> = (0..70).map(|n| núria.reply(1, root, &format!("Resposta {n}."))).collect();
    let page = visitor.get(PAGE).expect(200).page();
    assert_eq!(page.comments().len(), 50);
    let whole = page.attr(&format!("#c-{root} a[href*=\"conversation={root}\"]"), "href");
    let alone = visitor.get(&format!("{PAGE}{}", whole.split('#').next().unwrap())).expect(200).page();
    assert_eq!(alone.comments()[..2], [root, replies[0]]);
    assert!(!alone.has(COMPOSER), "a conversation alone is answered, not begun");
    let next = alone.attr("a[rel=next]", "href");
    let rest = visitor.get(&next).expect(200).page();
    assert_eq!(rest.comments().last(), replies.last());
    let before = rest.all("nav.pages a[rel=prev]")[0].attr("href").unwrap_or_default().to_owned();
    assert_eq!(visitor.get(&before).expect(200).page().comments()[0], root);
    // A link to the last reply opens where it stands.
    let place = visitor.get(&format!("/ca/c/{}", replies[69]));
    let found = visitor.get(place.location()).expect(200).page();
    assert!(found.comments().contains(&replies[69]));
    town.check();
}

#[test]
fn an_actions_thread_opens_beside_it() {
    let town = Town::busy();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let about = núria.call("comment/add", &[("proposal", "1"), ("action", "2"), ("body", "Sobre la segona.")]);
    let about = about.expect(200).json()["id"].as_i64().unwrap();
    let page = visitor.get(&format!("{PAGE}?action=2")).expect(200).page();
    assert_eq!(page.comments(), [about]);
    assert!(page.has("[data-action=\"2\"] section.margin #thread"));
    assert_eq!(page.attr("[data-action=\"2\"] .margin__head a", "href"), format!("{PAGE}#action-2"));
    let whole = visitor.get(PAGE).page();
    assert!(whole.comments().contains(&about));
    assert!(visitor.get(&format!("{PAGE}?action=99")).expect(200).page().comments().len() > 1, "the whole thread");
}
