//! What a thread says of what is new, as the server draws it.
use crate::{
    account::Person,
    follow::{Follows, Since},
    i18n::{Lang, Words},
    live::Counts,
    page::Part,
    thread::{Author, Begun, Comment, Reading, Show, ThreadPage, ThreadView},
};
use leptos::prelude::*;

fn drawn(person: Option<Person>, reading: Reading) -> String {
    let comment = |id: i64, account: i64| Comment {
        id,
        proposal: 1,
        root: id,
        path: crate::thread::path(None, id),
        author: Author { account: Some(account), name: "Pep".into(), ..Author::default() },
        ..Comment::default()
    };
    let comments = vec![comment(9, 3), comment(8, 7), comment(2, 3)];
    let page = ThreadPage { comments, first: true, reading, seq: 40, ..ThreadPage::default() };
    let since = Since { added: 1, edited: 2, answers_changed: 1, first: Some(8), ..Since::default() };
    let follows = Follows { proposal: true, actions: vec![3], threads: vec![2] };
    let begun = Begun { since: Some(since), follows, to: "/ca/p/1-x".into(), ..Begun::default() };
    Owner::new().with(|| {
        provide_context(Words(Lang::Ca));
        ThreadView { proposal: 1, page, counts: Counts::default(), person, begun }.draw().to_html()
    })
}

fn somebody() -> Option<Person> {
    Some(Person { id: 7, ..Person::default() })
}

#[test]
fn what_is_new_is_said_and_marked_and_ones_own_is_not() {
    let html = drawn(somebody(), Reading::default());
    for said in ["1 de nou, 2 d", "editats, 1 resposta oficial canviada."] {
        assert!(html.contains(said), "{said}");
    }
    assert_eq!(html.matches("note--new").count(), 1);
    assert!(html.contains("name=\"roots\" value=\"2,8,9\"") && html.contains("name=\"seq\" value=\"40\""));
}

#[test]
fn what_a_page_shows_can_be_followed() {
    let pressed = |html: &str| html.matches("aria-pressed=\"true\"").count();
    let whole = drawn(somebody(), Reading::default());
    assert!(whole.contains("data-follow=\"proposal\""));
    assert_eq!(pressed(&whole), 2, "the proposal and the conversation of 2");
    let beside = drawn(somebody(), Reading { action: Some(4), ..Reading::default() });
    assert!(beside.contains("data-follow=\"action\"") && !beside.contains("data-since"));
    let alone = drawn(somebody(), Reading { conversation: Some(9), ..Reading::default() });
    assert!(alone.contains("data-follow=\"thread\"") && !alone.contains("data-since"));
    let part = drawn(somebody(), Reading { show: Some(Show::For), ..Reading::default() });
    assert!(!part.contains("data-since"));
}

#[test]
fn a_visitor_has_nothing_to_mark_and_a_way_to_sign_in() {
    let html = drawn(None, Reading::default());
    assert!(!html.contains("data-read"));
    assert_eq!(html.matches("data-follow").count(), 1, "at the head alone");
}
