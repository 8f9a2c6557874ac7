//! A resident who has left nothing on a proposal's page gets it from pieces that are kept: it must be the page that would
//! have been drawn for them, never another's, and never older than what has happened.
use crate::{
    dom::Page,
    person::Person,
    thread::{COMPOSER, PAGE},
    town::Town,
};
use flate2::read::GzDecoder;
use std::io::Read;

/// The page as a browser asks for it; whether it was drawn for this reader alone.
#[track_caller]
fn kept(who: &Person, path: &str) -> (String, bool) {
    let answer = who.get_with(path, &[("Accept-Encoding", "gzip")]).expect(200);
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    let mut text = String::new();
    GzDecoder::new(&*answer.body).read_to_string(&mut text).expect("gzip");
    (text, answer.header("server-timing").is_some())
}

/// A page without what makes its forms its own.
fn without_key(text: &str) -> String {
    let key = Page::of(text).form(COMPOSER).value("key").expect("a key").to_owned();
    let key = key.split('.').next().expect("a key");
    assert!(key.len() >= 20, "{key}");
    text.replace(key, "KEY")
}

/// The page as it is drawn for this reader alone: who takes nothing compressed is never sent what is kept.
#[track_caller]
fn drawn(who: &Person, path: &str) -> String {
    who.get(path).expect(200).text()
}

#[test]
fn a_kept_page_is_the_page_that_would_have_been_drawn() {
    let town = Town::busy();
    let gemma = town.moderator();
    let first = gemma.comment(1, "Un comentari.");
    gemma.reply(1, first, "I una resposta: <b>no</b>.");
    let names = ["Núria", "Pep \"el Gros\" & fills", "<i>Rosa</i>", "&quot;", "{\"id\":1}"];
    for lang in ["ca", "es", "en"] {
        let path = PAGE.replacen("/ca", &format!("/{lang}"), 1);
        for name in names {
            let who = town.resident(name);
            for _ in 0..2 {
                let (page, own) = kept(&who, &path);
                assert!(!own, "{name}");
                assert_eq!(without_key(&page), without_key(&drawn(&who, &path)), "{name}");
            }
        }
    }
    town.check();
}

#[test]
fn who_has_left_something_gets_a_page_of_their_own() {
    let town = Town::busy();
    let (gemma, pep) = (town.moderator(), town.resident("Pep"));
    let first = gemma.comment(1, "Un comentari.").to_string();
    let own = |who: &Person| {
        let (page, own) = kept(who, PAGE);
        assert_eq!(without_key(&page), without_key(&drawn(who, PAGE)), "{}", who.name);
        own
    };
    assert!(own(&gemma), "a moderator has more tools");
    let deeds: [(&str, &[(&str, &str)]); 5] = [
        ("support/set", &[("proposal", "1"), ("give", "true")]),
        ("draft/save", &[("place", "p1"), ("body", "A mig fer"), ("stance", "")]),
        ("comment/add", &[("proposal", "1"), ("body", "El meu.")]),
        ("comment/vote", &[("comment", &first), ("value", "1")]),
        ("follow/set", &[("target", "proposal"), ("proposal", "1"), ("id", "1"), ("on", "true")]),
    ];
    for (n, (function, fields)) in deeds.into_iter().enumerate() {
        let who = town.resident(&format!("Veïna {n}"));
        assert!(!own(&who));
        who.call(function, fields).expect(200);
        assert!(own(&who), "{function} {fields:?}");
        assert!(!own(&pep), "another has left nothing");
    }
    // Who has read up to here has nothing of their own until something happens.
    let reader = town.resident("Lectora");
    reader.submit(PAGE, "form[data-read]", &[]).expect(303);
    assert!(!own(&reader));
    gemma.comment(1, "Una novetat.");
    assert!(own(&reader) && !own(&pep));
    // What may still be changed goes along wherever its writer goes.
    let writer = town.resident("Qui escriu");
    assert!(!own(&writer));
    writer.comment(2, "Ara mateix, en un altre lloc.");
    assert!(kept(&writer, PAGE).1);
    // Whoever is told something of a measure has a page that tells it.
    let muted = town.resident("Callada");
    assert!(!kept(&muted, PAGE).1);
    let (account, note) = (muted.id.to_string(), "Prou per avui.");
    let measure = [("account", &*account), ("kind", "mute"), ("days", "1"), ("rule", "insults"), ("note", note)];
    gemma.call("desk/sanction", &measure).expect(200);
    assert!(own(&muted));
    town.check();
}

#[test]
fn what_is_followed_elsewhere_is_told_in_the_header() {
    let town = Town::busy();
    let (gemma, pep, núria) = (town.moderator(), town.resident("Pep"), town.resident("Núria"));
    pep.call("follow/set", &[("target", "proposal"), ("proposal", "2"), ("id", "2"), ("on", "true")]).expect(200);
    gemma.comment(2, "Una novetat.");
    for (who, news) in [(&pep, "1"), (&núria, "0")] {
        let (page, own) = kept(who, PAGE);
        assert!(!own && Page::of(&page).attr("[data-news]", "data-news") == news);
        assert_eq!(without_key(&page), without_key(&drawn(who, PAGE)), "{}", who.name);
    }
}

#[test]
fn a_kept_page_is_never_older_than_what_has_happened() {
    let town = Town::busy();
    let (gemma, pep, núria) = (town.moderator(), town.resident("Pep"), town.resident("Núria"));
    let event = |who: &Person| Page::of(&kept(who, PAGE).0).event();
    let before = event(&núria);
    let id = pep.comment(1, "Una paraula que ha de marxar.");
    let (page, own) = kept(&núria, PAGE);
    assert!(!own && page.contains("ha de marxar") && event(&núria) > before);
    gemma.hide(id, "off_topic");
    let (page, own) = kept(&núria, PAGE);
    assert!(!own && !page.contains("ha de marxar") && Page::of(&page).event() == before + 2);
    let supports = |page: &str| Page::of(page).text("[data-supports]");
    let old = supports(&page);
    pep.call("support/set", &[("proposal", "1"), ("give", "true")]).expect(200);
    assert_ne!(supports(&kept(&núria, PAGE).0), old);
    town.check();
}

#[test]
fn two_windows_of_one_drawing_are_two_forms() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let windows = [0, 1].map(|_| Page::of(&kept(&núria, PAGE).0).form(COMPOSER));
    assert_eq!(windows[0].value("key"), windows[1].value("key"), "one drawing");
    let [first, second] = windows.map(|form| form.with(&[("body", "El mateix.")]));
    let sent = [&first, &first, &second].map(|form| núria.send_form(PAGE, form).expect(303).location().to_owned());
    assert!(sent[0] == sent[1] && sent[1] == sent[2], "the same text is one");
    let other = second.with(&[("body", "Una altra cosa.")]);
    assert_ne!(núria.send_form(PAGE, &other).expect(303).location(), sent[0], "another text is another");
    town.check();
}
