//! Writing without script: what is posted stands there for everybody before the answer leaves.
use crate::{dom::Page, person::Person, town::Town};

/// The page of proposal 1.
pub const PAGE: &str = "/ca/p/1-projectes-europeus";
/// Its composer.
pub const COMPOSER: &str = "form[data-comment-form]";

/// The composer below a comment.
pub fn replying(id: i64) -> String {
    format!("article[data-comment=\"{id}\"] form[data-reply-form]")
}

/// Writes by the form; gives the comment's number and the page it landed on.
#[track_caller]
pub fn write(who: &Person, body: &str) -> (i64, Page) {
    let answer = who.submit(PAGE, COMPOSER, &[("body", body)]).expect(303);
    landed(who, answer.location())
}

#[track_caller]
fn landed(who: &Person, to: &str) -> (i64, Page) {
    let id = to.rsplit('/').next().and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("landed on {to}"));
    let place = who.get(to);
    assert!(
        (300..400).contains(&place.status) && place.location().ends_with(&format!("#c-{id}")),
        "{}",
        place.location()
    );
    let page = who.get(place.location()).expect(200).page();
    assert!(page.has(&format!("#c-{id}")), "{}", place.location());
    (id, page)
}

#[test]
fn a_comment_is_there_for_everybody_before_the_answer_leaves() {
    let town = Town::start();
    let (núria, visitor) = (town.resident("Núria"), town.visitor());
    let before = visitor.get(PAGE).expect(200).page();
    assert_eq!(before.count(COMPOSER), 1, "a visitor's form leads to sign in");
    assert_eq!(núria.get(PAGE).page().count(COMPOSER), 1);
    let (id, page) = write(&núria, "Què passa amb la **gent gran**?\nI amb els pobles?");
    assert!(page.inside(&format!("#c-{id} .note__body")).contains("<strong>gent gran</strong>?<br>"));
    let after = visitor.get(PAGE).expect(200).page();
    assert!(after.comment(id).contains("Núria") && after.comment(id).contains("I amb els pobles?"));
    assert_eq!(after.comments(), [id, 1], "the newest conversation first");
    assert_eq!(after.event(), before.event() + 1);
    assert!(!after.has(".error"));
    assert!(page.typed(&format!("{COMPOSER} textarea")).trim().is_empty(), "nothing stays in the form");
    town.check();
}

#[test]
fn a_stance_shows_beside_the_name() {
    let town = Town::start();
    let núria = town.resident("Núria");
    for (stance, class) in [("for", "pro"), ("against", "con"), ("neutral", "neu")] {
        let answer = núria.submit(PAGE, COMPOSER, &[("body", "Ho veig així."), ("stance", stance)]).expect(303);
        let (id, page) = landed(&núria, answer.location());
        assert!(page.has(&format!("#c-{id} .stance--{class}")), "{stance}");
    }
    let odd = núria.submit(PAGE, COMPOSER, &[("body", "Ho veig així."), ("stance", "furious")]).expect(303);
    let (id, page) = landed(&núria, odd.location());
    assert!(!page.has(&format!("#c-{id} .stance")));
}

#[test]
fn a_reply_stands_below_and_deep_ones_quote_what_they_answer() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let mut parent = write(&núria, "El primer de tots.").0;
    let mut chain = vec![parent];
    for n in 1..=6 {
        let who = if n % 2 == 0 { &núria } else { &pep };
        let answer =
            who.submit(PAGE, &replying(parent), &[("body", &format!("Resposta {n} a qui sigui."))]).expect(303);
        parent = landed(who, answer.location()).0;
        chain.push(parent);
    }
    let page = town.visitor().get(PAGE).expect(200).page();
    assert_eq!(page.comments()[..7], chain[..], "in the order of the conversation");
    for (n, id) in chain.iter().enumerate() {
        assert!(page.has(&format!("li.d{} > .note-box > #c-{id}", n.min(3))), "{n}");
    }
    let quoted = page.text(&format!("#c-{} .quoted", chain[6]));
    assert!(quoted.contains("Pep") && quoted.contains("Resposta 5"), "{quoted}");
    town.check();
}

#[test]
fn an_action_has_its_own_composer_and_its_own_mark() {
    let town = Town::start();
    let núria = town.resident("Núria");
    let bare = núria.get(PAGE).page();
    assert_eq!(bare.count("[data-action]"), 3);
    let address = format!("{PAGE}?action=2");
    let page = núria.get(&address).expect(200).page();
    assert_eq!(page.count(COMPOSER), 0, "the proposal's own composer is on the bare address");
    let form = page.form("form#write[data-reply-form]").with(&[("body", "Els pobles petits no tenen tècnics.")]);
    let answer = núria.send_form(&address, &form).expect(303);
    let (id, page) = landed(&núria, answer.location());
    assert!(page.text(&format!("#c-{id} .about")).contains('2'));
    assert_eq!(page.text("[data-action=\"2\"] .mark b"), "1");
    assert_eq!(town.export()["comments"][1]["action"], 2);
    let none = núria.call("comment/add", &[("proposal", "1"), ("action", "9"), ("body", "Cap acció així.")]);
    assert_eq!(none.status, 404, "an action that is not there: {}", none.text());
    town.check();
}

#[test]
fn one_may_change_and_take_away_ones_own() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let (id, page) = write(&núria, "Un text amb una falta.");
    let form = page.form("form[data-edit-form]");
    assert_eq!(form.value("body"), Some("Un text amb una falta."));
    let answer = núria.send_form(PAGE, &form.with(&[("body", "Un text sense faltes.")])).expect(303);
    let (_, page) = landed(&núria, answer.location());
    assert!(page.text(&format!("#c-{id} .note__body")).contains("sense faltes"));
    assert!(page.has(&format!("#c-{id} .edited")));
    let others = pep.get(PAGE).page();
    assert!(!others.has("form[data-edit-form]") && !others.has("form[action*=\"comment/delete\"]"));
    núria.submit(PAGE, "form[action*=\"comment/delete\"]", &[]).expect(303);
    assert!(!pep.get(PAGE).page().has(&format!("#c-{id}")), "nobody answered, so no place stays");
    town.check();
}

#[test]
fn what_was_answered_leaves_its_place_when_it_is_deleted() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let id = núria.comment(1, "Me'n penediré.");
    let reply = pep.reply(1, id, "Segur que sí.");
    núria.call("comment/delete", &[("comment", &id.to_string())]).expect(200);
    let page = town.visitor().get(PAGE).page();
    assert!(page.comments().starts_with(&[id, reply]));
    assert!(!page.comment(id).contains("penediré") && !page.comment(id).contains("Núria"));
    pep.call("comment/delete", &[("comment", &reply.to_string())]).expect(200);
    assert_eq!(town.visitor().get(PAGE).page().comments(), [1]);
    núria.call("comment/delete", &[("comment", &id.to_string())]).expect(200);
    town.check();
}

#[test]
fn the_same_form_sent_twice_makes_one_comment() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let form = núria.get(PAGE).page().form(COMPOSER).with(&[("body", "Un dit massa ràpid.")]);
    let first = núria.send_form(PAGE, &form).expect(303);
    let second = núria.send_form(PAGE, &form).expect(303);
    assert_eq!(first.location(), second.location());
    let fields = [("proposal", "1"), ("body", "La xarxa ha caigut."), ("key", "the-same-key-twice")];
    let ids: Vec<_> = (0..2).map(|_| núria.call("comment/add", &fields).expect(200).json()["id"].clone()).collect();
    assert_eq!(ids[0], ids[1]);
    let of_another = pep.call("comment/add", &fields).expect(200).json()["id"].clone();
    assert_ne!(ids[0], of_another, "a key is its writer's own");
    assert_eq!(town.visitor().get(PAGE).page().comments().len(), 4);
    assert_ne!(núria.get(PAGE).page().form(COMPOSER).value("key"), form.value("key"), "each drawing has its own key");
    town.check();
}

#[test]
fn a_long_thread_is_read_in_pages_without_gap_or_repetition() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let mut written: Vec<i64> = (0..120).map(|n| núria.comment(1, &format!("Comentari número {n}."))).collect();
    written.insert(0, 1);
    written.reverse();
    let visitor = town.visitor();
    let (mut read, mut next) = (Vec::new(), PAGE.to_owned());
    loop {
        let page = visitor.get(&next).expect(200).page();
        assert!(page.comments().len() <= 50);
        read.extend(page.comments());
        let more = page.all("a[rel=next]");
        let Some(link) = more.first() else { break };
        link.attr("href").unwrap_or_default().clone_into(&mut next);
    }
    assert_eq!(read, written);
    let old = written[110];
    let (_, page) = landed(&visitor, &format!("/ca/c/{old}"));
    assert_eq!(page.comments()[0], old, "a link to an old comment finds it");
    visitor.get(&format!("{PAGE}?after=nonsense")).expect(200);
}
