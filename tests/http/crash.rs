//! Power goes in the middle of a storm: what was acknowledged is there once, and nothing is half there.
use crate::town::Town;
use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

/// How many write at once, and how many comments in all.
const WRITERS: usize = 20;
const COMMENTS: usize = 200;
/// The server is killed once so many have been acknowledged.
const KILLED_AFTER: usize = 70;

fn text(n: usize) -> String {
    format!("Enmig de la tempesta, número {n}.")
}

fn key(n: usize) -> String {
    format!("storm-key-{n}")
}

#[test]
fn what_was_acknowledged_survives_a_kill_exactly_once() {
    let town = Town::busy();
    let núria = town.resident("Núria");
    let acknowledged = Mutex::new(BTreeMap::new());
    let next = AtomicUsize::new(0);
    let (tell, told) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            let tell = tell.clone();
            let (núria, acknowledged, next) = (&núria, &acknowledged, &next);
            scope.spawn(move || {
                loop {
                    let n = next.fetch_add(1, Ordering::SeqCst);
                    if n >= COMMENTS {
                        return;
                    }
                    let fields = [("proposal", "1"), ("body", &*text(n)), ("key", &*key(n))];
                    match núria.try_call("comment/add", &fields) {
                        Ok(answer) if answer.status == 200 => {
                            let id = answer.json()["id"].as_i64().expect("a number");
                            acknowledged.lock().expect("the list").insert(n, id);
                            let _ = tell.send(());
                        }
                        Ok(answer) => panic!("{}: {}", answer.status, answer.text()),
                        Err(_) => return,
                    }
                }
            });
        }
        for _ in 0..KILLED_AFTER {
            told.recv().expect("an acknowledgement");
        }
        town.kill();
    });
    let acknowledged = acknowledged.into_inner().expect("the list");
    assert!((KILLED_AFTER..COMMENTS).contains(&acknowledged.len()), "{}", acknowledged.len());
    town.check();
    let (kept, rows) = (comments(&town), rows(&town));
    for (n, id) in &acknowledged {
        assert_eq!(kept.get(&text(*n)), Some(&vec![*id]), "{n} was acknowledged");
    }
    assert!(kept.values().all(|ids| ids.len() == 1));
    assert_eq!(rows, kept.len());
    town.again();
    // Who got no answer sends again, with the same key; so does who got one.
    for n in 0..COMMENTS {
        let fields = [("proposal", "1"), ("body", &*text(n)), ("key", &*key(n))];
        let id = núria.call("comment/add", &fields).expect(200).json()["id"].as_i64().expect("a number");
        assert!(acknowledged.get(&n).is_none_or(|before| *before == id));
    }
    let all = comments(&town);
    assert_eq!(all.len(), COMMENTS);
    assert!(all.values().all(|ids| ids.len() == 1));
    assert_eq!(town.visitor().get(crate::thread::PAGE).page().text("#thread small"), (COMMENTS + 1).to_string());
    town.check();
}

/// The storm's comments by their text.
fn comments(town: &Town) -> BTreeMap<String, Vec<i64>> {
    let mut all: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for comment in town.export()["comments"].as_array().expect("comments") {
        let body = comment["body"].as_str().unwrap_or_default();
        if body.starts_with("Enmig") {
            all.entry(body.to_owned()).or_default().push(comment["id"].as_i64().expect("a number"));
        }
    }
    all
}

fn rows(town: &Town) -> usize {
    let export = town.export();
    export["comments"].as_array().expect("comments").iter().filter(|c| c["id"] != 1).count()
}

#[test]
fn a_storm_without_a_kill_loses_nothing_and_tells_everything() {
    let town = Town::busy();
    let people: Vec<_> = (0..4).map(|n| town.resident(&format!("Persona {n}"))).collect();
    let visitor = town.visitor();
    let seq = visitor.get(crate::thread::PAGE).page().event();
    let mut line = crate::stream::open(town.address, &visitor, "topic=proposal:1", None).expect("a stream");
    std::thread::scope(|scope| {
        for who in &people {
            scope.spawn(move || {
                for n in 0..25 {
                    who.comment(1, &text(n));
                }
            });
        }
    });
    let numbers: Vec<i64> = line.take(100).iter().map(|e| e.id).collect();
    assert_eq!(numbers, (seq + 1..=seq + 100).collect::<Vec<_>>());
    town.check();
}
