//! What is new, without script: marking as read, following, one's own activity.
use crate::{
    dom::Page,
    person::Person,
    thread::{PAGE, write},
    town::Town,
};

const READ: &str = "form[data-read]";
const FOLLOW: &str = "form[data-follow=proposal]";
const ACTIVITY: &str = "/ca/account/activity";

fn page(who: &Person) -> Page {
    who.get(PAGE).expect(200).page()
}

/// What the header tells: how many followed things have news.
fn news(page: &Page) -> String {
    page.attr("[data-news]", "data-news")
}

#[test]
fn what_came_since_it_was_marked_as_read_is_told_and_marked() {
    let town = Town::start();
    let (núria, pep, gemma) = (town.resident("Núria"), town.resident("Pep"), town.moderator());
    let old = pep.comment(1, "Ja hi era.");
    assert!(!page(&núria).has("[data-since]"), "the first visit has nothing to compare with");
    let answer = núria.submit(PAGE, READ, &[]).expect(303);
    assert!(answer.location().ends_with("#thread"), "{}", answer.location());
    assert!(!page(&núria).has("[data-since]") && !page(&núria).has(".note--new"));
    let new = pep.comment(1, "Acabo d'arribar.");
    let mine = núria.comment(1, "El meu no és cap novetat.");
    gemma.hide(old, "off_topic");
    let told = page(&núria);
    let line = told.text("[data-since]");
    assert!(line.contains("1 de nou") && line.contains("1 de retirat") && !line.contains('2'), "{line}");
    assert!(told.has(&format!("#c-{new}.note--new .badge--new")));
    assert_eq!(told.count(".note--new"), 1, "not {mine}, not {old}");
    assert!(!page(&pep).has("[data-since]"), "who never marked it as read");
    assert!(!page(&town.visitor()).has(READ));
    núria.submit(PAGE, READ, &[]).expect(303);
    assert!(!page(&núria).has("[data-since]"));
    town.check();
}

#[test]
fn following_is_a_button_that_stays_pressed() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let pressed = |page: &Page| page.attr(&format!("{FOLLOW} button"), "aria-pressed");
    assert_eq!(pressed(&page(&núria)), "false");
    núria.submit(PAGE, FOLLOW, &[]).expect(303);
    assert_eq!(pressed(&page(&núria)), "true");
    assert_eq!(news(&page(&núria)), "0");
    pep.comment(1, "Una cosa nova.");
    assert_eq!(news(&page(&núria)), "1");
    assert_eq!(news(&núria.get("/ca/search").expect(200).page()), "1", "on every page");
    assert_eq!(news(&page(&pep)), "0", "what one writes oneself is no news");
    núria.submit(PAGE, READ, &[]).expect(303);
    assert_eq!(news(&page(&núria)), "0");
    pep.comment(1, "I una altra.");
    núria.submit(PAGE, FOLLOW, &[]).expect(303);
    assert_eq!((pressed(&page(&núria)), news(&page(&núria))), ("false".into(), "0".into()));
    let visitor = town.visitor().submit(PAGE, FOLLOW, &[]).expect(303);
    assert!(visitor.location().contains("/sign-in?next="), "{}", visitor.location());
}

#[test]
fn an_action_and_a_conversation_are_followed_apart() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let beside = format!("{PAGE}?action=2");
    núria.submit(&beside, "form[data-follow=action]", &[]).expect(303);
    let root = pep.comment(1, "Sense acció.");
    let thread = format!("#c-{root} form[data-follow=thread]");
    núria.submit(PAGE, &thread, &[]).expect(303);
    assert_eq!(page(&núria).attr(&format!("{thread} button"), "aria-pressed"), "true");
    pep.comment(1, "Cap de les dues.");
    assert_eq!(news(&page(&núria)), "0");
    pep.call("comment/add", &[("proposal", "1"), ("action", "2"), ("body", "De l'acció dos.")]).expect(200);
    assert_eq!(news(&page(&núria)), "1");
    pep.reply(1, root, "De la conversa.");
    assert_eq!(news(&page(&núria)), "2");
    let alone = format!("{PAGE}?conversation={root}");
    núria.submit(&alone, READ, &[]).expect(303);
    assert_eq!(news(&page(&núria)), "1");
    núria.submit(&beside, READ, &[]).expect(303);
    assert_eq!(news(&page(&núria)), "0");
}

#[test]
fn ones_activity_is_ones_own() {
    let town = Town::start();
    let (núria, pep) = (town.resident("Núria"), town.resident("Pep"));
    let closed = town.visitor().get(ACTIVITY).expect(403).page();
    assert!(closed.has("a[href=\"/ca/sign-in\"]"));
    assert!(núria.get(ACTIVITY).expect(200).page().has(".empty"));
    let (id, _) = write(&núria, "El fil que obro.");
    let reply = pep.reply(1, id, "I jo hi contesto.");
    let mine = núria.get(ACTIVITY).expect(200).page();
    assert_eq!(mine.attr("li[data-followed=thread]", "data-news"), "1", "who writes follows");
    assert!(mine.text("li[data-followed=thread]").contains("El fil que obro."));
    assert_eq!(mine.comments(), [reply, id]);
    assert!(núria.get("/ca/account").page().has(&format!("a[href=\"{ACTIVITY}\"]")));
    let theirs = pep.get(ACTIVITY).expect(200).page();
    assert_eq!(theirs.comments(), [reply]);
    núria.submit(ACTIVITY, "li[data-followed=thread] form", &[]).expect(303);
    assert!(!núria.get(ACTIVITY).page().has("li[data-followed]"));
}

#[test]
fn how_threads_work_is_told_in_three_languages() {
    let town = Town::start();
    let visitor = town.visitor();
    for lang in ["ca", "es", "en"] {
        let page = visitor.get(&format!("/{lang}/about/threads")).expect(200).page();
        assert!(page.text(".prose").contains("Wilson"), "{lang}");
        assert!(
            visitor
                .get(&format!("/{lang}/p/1-projectes-europeus"))
                .page()
                .has(&format!("a[href=\"/{lang}/about/threads\"]"))
        );
    }
}
