//! Steering a thread without script, and who may not.
use crate::{
    dom::Page,
    person::Person,
    thread::{COMPOSER, PAGE},
    town::Town,
    words::says,
};

/// A mark's form on a comment.
fn mark(comment: i64, what: &str) -> String {
    format!("article[data-comment=\"{comment}\"] form[data-mark=\"{what}\"]")
}

/// Sends a form from the proposal's page and goes where it leads.
#[track_caller]
fn does(who: &Person, css: &str, values: &[(&str, &str)]) -> Page {
    let answer = who.submit(PAGE, css, values).expect(303);
    assert!(!answer.location().contains("fault="), "{}", answer.location());
    who.follow(&answer).expect(200).page()
}

#[test]
fn a_thread_is_closed_and_opened_again() {
    let town = Town::start();
    let (gemma, núria, visitor) = (town.moderator(), town.resident("Núria"), town.visitor());
    assert!(!núria.get(PAGE).page().has(".steer"));
    let page = does(&gemma, "form[data-close]", &[]);
    assert!(!page.has(COMPOSER) && page.form("form[data-close]").value("close") == Some("false"));
    for who in [&núria, &visitor] {
        let page = who.get(PAGE).expect(200).page();
        assert!(!page.has(COMPOSER) && !page.has("form[data-reply-form]"));
        assert!(says(&page.text(".talk"), "ca", "steer.ended"));
        assert!(page.has("form[data-support]"), "supporting goes on");
    }
    núria.call("comment/add", &[("proposal", "1"), ("body", "Encara?")]).expect(422);
    does(&gemma, "form[data-close]", &[]);
    assert!(visitor.get(PAGE).page().has(COMPOSER));
    núria.comment(1, "Ara sí.");
    town.check();
}

#[test]
fn a_slow_thread_says_how_long_and_keeps_the_text() {
    let town = Town::start();
    let (gemma, núria, pep) = (town.moderator(), town.resident("Núria"), town.resident("Pep"));
    does(&gemma, "form[data-pace]", &[("seconds", "3600")]);
    let page = núria.get(PAGE).page();
    assert!(says(&page.text(".talk"), "ca", "steer.slow.hint"));
    assert_eq!(gemma.get(PAGE).page().form("form[data-pace]").value("seconds"), Some("3600"));
    núria.comment(1, "El primer de tots.");
    let answer = núria.submit(PAGE, COMPOSER, &[("body", "I de seguida, un altre.")]).expect(303);
    assert!(answer.location().contains("fault=slow"), "{}", answer.location());
    let refused = núria.get(answer.location()).expect(429);
    let wait: i64 = refused.header("retry-after").expect("when to come back").parse().expect("seconds");
    assert!((3500..=3600).contains(&wait), "{wait}");
    let page = refused.page();
    assert_eq!(page.form(COMPOSER).value("body"), Some("I de seguida, un altre."));
    assert!(says(&page.text(&format!("{COMPOSER} .error")), "ca", "fault.slow"));
    let called = núria.call("comment/add", &[("proposal", "1"), ("body", "I per l'altra porta.")]);
    assert!(called.status == 429 && called.header("retry-after").is_some());
    // Each waits alone, and moderators do not.
    pep.comment(1, "Jo encara no havia dit res.");
    gemma.comment(1, "Una cosa.");
    gemma.comment(1, "I una altra.");
    town.check();
}

#[test]
fn three_comments_are_pinned_and_a_fourth_is_refused_at_its_place() {
    let town = Town::busy();
    let (gemma, núria, visitor) = (town.moderator(), town.resident("Núria"), town.visitor());
    let ids: Vec<i64> = (0..4).map(|n| núria.comment(1, &format!("Comentari número {n}."))).collect();
    for id in &ids[..3] {
        let page = does(&gemma, &mark(*id, "pin"), &[]);
        assert_eq!(page.form(&mark(*id, "pin")).value("on"), Some("false"));
    }
    let page = visitor.get(PAGE).page();
    assert_eq!(page.comments(), [ids[2], ids[1], ids[0], ids[3], 1]);
    assert!(says(&page.comment(ids[0]), "ca", "thread.pinned") && !page.has("form[data-mark]"));
    let answer = gemma.submit(PAGE, &mark(1, "pin"), &[]).expect(303);
    let refused = gemma.get(answer.location()).expect(422).page();
    assert!(says(&refused.text("article[data-comment=\"1\"] .marks .error"), "ca", "fault.pins_full"));
    does(&gemma, &mark(ids[1], "pin"), &[]);
    does(&gemma, &mark(1, "pin"), &[]);
    assert_eq!(visitor.get(PAGE).page().comments(), [ids[2], ids[0], 1, ids[3], ids[1]]);
    town.check();
}

#[test]
fn who_asked_marks_the_answer() {
    let town = Town::busy();
    let (núria, pep, visitor) = (town.resident("Núria"), town.resident("Pep"), town.visitor());
    let asked = núria.comment(1, "I els pobles petits?");
    let (first, second) = (pep.reply(1, asked, "No ho sé."), pep.reply(1, asked, "Surten a l'acció 2."));
    assert!(!pep.get(PAGE).page().has("form[data-mark]"));
    let page = núria.get(PAGE).page();
    assert!(!page.has(&mark(asked, "answer")) && !page.has("form[data-mark=\"pin\"]"));
    does(&núria, &mark(first, "answer"), &[]);
    does(&núria, &mark(second, "answer"), &[]);
    let page = visitor.get(PAGE).page();
    assert_eq!(page.count(".note--answer"), 1);
    assert!(page.has(&format!("#c-{second}.note--answer")));
    does(&núria, &mark(second, "answer"), &[]);
    assert!(!visitor.get(PAGE).page().has(".note--answer"));
    town.check();
}

#[test]
fn nobody_else_steers() {
    let town = Town::start();
    let (gemma, núria, visitor) = (town.moderator(), town.resident("Núria"), town.visitor());
    let reply = núria.reply(1, 1, "Una resposta.").to_string();
    let deeds: [(&str, &[(&str, &str)]); 4] = [
        ("/api/thread/close", &[("proposal", "1"), ("close", "true")]),
        ("/api/thread/pace", &[("proposal", "1"), ("seconds", "60")]),
        ("/api/comment/pin", &[("comment", "1"), ("on", "true")]),
        ("/api/comment/answer", &[("comment", &reply), ("on", "true")]),
    ];
    for (deed, fields) in deeds {
        let refused = núria.post_form(deed, PAGE, fields).expect(303);
        assert!(refused.location().contains("fault=forbidden"), "{deed}: {}", refused.location());
        let signs_in = visitor.post_form(deed, PAGE, fields).expect(303);
        assert!(signs_in.location().starts_with("/ca/sign-in?next="), "{deed}: {}", signs_in.location());
    }
    let page = gemma.get(PAGE).page();
    assert!(page.has(COMPOSER) && !page.has(".note--answer"));
    assert_eq!(page.form("form[data-pace]").value("seconds"), Some("0"));
    assert_eq!(page.form(&mark(1, "pin")).value("on"), Some("true"));
}
