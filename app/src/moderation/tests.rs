//! Whatever is hidden, put back and taken back, alone or with what stands under it, shows what it should.
use super::{
    HouseWords,
    store::{Verdict, hide_branch},
    test_moderator,
};
use crate::{
    account::Role,
    appeal::{Against, store as appeal},
    db::check,
    i18n::Lang,
    record::{store::audit, store::taken},
    thread::{
        CommentId, Rule, State,
        test_town::{Town, person},
    },
};
use proptest::prelude::*;
use std::collections::HashMap;

impl Town {
    async fn hide_branch(&self, id: CommentId) -> Option<i64> {
        let by = test_moderator(person(2, Role::Moderator));
        let deed = self
            .db
            .write(move |tx| Box::pin(async move { hide_branch(tx, &by, id, Rule::OffTopic, "Fora de lloc.").await }));
        deed.await.ok().map(|(decision, _)| decision)
    }

    async fn last(&self, id: CommentId) -> i64 {
        self.number(&format!("SELECT COALESCE(MAX(id), 0) FROM decision WHERE comment = {id}")).await
    }

    async fn states(&self) -> HashMap<CommentId, State> {
        self.page().await.comments.into_iter().map(|c| (c.id, c.state)).collect()
    }

    /// Two conversations: 1 with 2 (3, 4 (5 (6))) and 7 under it, and 8.
    async fn talk() -> Self {
        let town = Self::new().await;
        for (n, parent) in [None, Some(1), Some(2), Some(2), Some(4), Some(5), Some(1), None].into_iter().enumerate() {
            town.add(parent, n).await.unwrap();
        }
        town
    }
}

const PARENTS: [i64; 9] = [0, 0, 1, 2, 2, 4, 5, 1, 0];

fn under(id: i64) -> Vec<i64> {
    let above = |mut at: i64| {
        std::iter::from_fn(move || {
            at = PARENTS[usize::try_from(at).unwrap()];
            (at > 0).then_some(at)
        })
    };
    (1..9).filter(|other| above(*other).any(|a| a == id)).collect()
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Branch,
    Hide,
    Restore,
    Undo,
}

/// What is expected of a comment: whether it can be read, and its last decision with the one that it came with.
#[derive(Clone, Copy, Debug, Default)]
struct Expected {
    hidden: bool,
    last: (i64, Option<i64>, &'static str),
    /// The last decision that took it away.
    hid: i64,
}

/// The rules of the desk once more, said as plainly as can be.
#[derive(Default)]
struct Desk {
    all: [Expected; 9],
    next: i64,
}

impl Desk {
    fn decide(&mut self, id: i64, kind: &'static str, hidden: bool, branch: Option<i64>) -> i64 {
        self.next += 1;
        let one = &mut self.all[usize::try_from(id).unwrap()];
        *one = Expected { hidden, last: (self.next, branch, kind), hid: if hidden { self.next } else { one.hid } };
        self.next
    }

    fn act(&mut self, deed: Deed, id: i64) {
        let one = self.all[usize::try_from(id).unwrap()];
        match deed {
            Deed::Hide | Deed::Branch if !one.hidden => {
                let decision = self.decide(id, "hide", true, None);
                for reply in under(id).into_iter().filter(|_| matches!(deed, Deed::Branch)) {
                    if !self.all[usize::try_from(reply).unwrap()].hidden {
                        self.decide(reply, "hide", true, Some(decision));
                    }
                }
            }
            Deed::Restore if one.hidden => self.back(id, "restore", false, one.hid),
            Deed::Undo if matches!(one.last.2, "hide" | "restore") => self.back(id, "undo", !one.hidden, one.last.0),
            _ => {}
        }
    }

    fn back(&mut self, id: i64, kind: &'static str, hidden: bool, before: i64) {
        let with: Vec<i64> = (1..9).filter(|o| self.all[usize::try_from(*o).unwrap()].last.1 == Some(before)).collect();
        let decision = self.decide(id, kind, hidden, None);
        for reply in with {
            self.decide(reply, kind, hidden, Some(decision));
        }
    }
}

fn deeds() -> impl Strategy<Value = Vec<(Deed, i64)>> {
    let deed = prop_oneof![
        3 => Just(Deed::Branch),
        2 => Just(Deed::Hide),
        3 => Just(Deed::Restore),
        3 => Just(Deed::Undo),
    ];
    // Few enough that the same ones are decided about again and again.
    let id = prop_oneof![Just(1_i64), Just(2), Just(2), Just(4), Just(4), Just(6)];
    prop::collection::vec((deed, id), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_deeds_shows_what_it_should(deeds in deeds()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (town, mut desk) = (Town::talk().await, Desk::default());
            // The town of the tests has fewer figures than one that was imported.
            let before = check(&mut town.db.read().await.unwrap()).await.unwrap();
            for (deed, id) in deeds {
                match deed {
                    Deed::Branch => { town.hide_branch(id).await; }
                    Deed::Hide => town.hide(id).await,
                    Deed::Restore => town.decide(Some(id), Verdict::Restore).await,
                    Deed::Undo => town.decide(Some(id), Verdict::Undo(town.last(id).await)).await,
                }
                desk.act(deed, id);
                let states = town.states().await;
                for id in 1..9_i64 {
                    let expected = desk.all[usize::try_from(id).unwrap()];
                    let (is, branch) = match states[&id] {
                        State::Hidden { branch, .. } => (true, branch),
                        _ => (false, false),
                    };
                    prop_assert_eq!(is, expected.hidden, "{:?} of {}: comment {}", deed, id, id);
                    prop_assert_eq!(branch, expected.hidden && expected.last.1.is_some());
                }
            }
            let mut read = town.db.read().await.unwrap();
            prop_assert_eq!(check(&mut read).await.unwrap(), before);
            let found = audit(&mut read).await.unwrap();
            prop_assert_eq!(found.wrong, vec![]);
            prop_assert_eq!(found.lines, desk.next);
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn each_of_a_branch_is_told_and_stands_in_the_record() {
    let town = Town::talk().await;
    town.hide(3).await;
    let decision = town.hide_branch(2).await.unwrap();
    assert_eq!(town.number("SELECT COUNT(*) FROM decision WHERE branch IS NOT NULL").await, 3);
    assert_eq!(town.number("SELECT untold FROM account WHERE id = 1").await, 5);
    let mut read = town.db.read().await.unwrap();
    let mine = crate::account::store::decisions(&mut read, 1).await.unwrap();
    let with: Vec<_> = mine.iter().map(|d| (d.comment, d.branch, d.note.as_str())).collect();
    let note = "Fora de lloc.";
    assert_eq!(
        with,
        [
            (6, true, note),
            (5, true, note),
            (4, true, note),
            (2, false, note),
            (3, false, HouseWords::text(Lang::Ca, Rule::OffTopic).as_str())
        ]
    );
    assert_eq!(taken(&mut read, 0, 100).await.unwrap().len(), 5, "a statement for each");
    let case = super::store::case(&mut read, Lang::Ca, 1, (2, 0)).await;
    assert_eq!(case.unwrap().unwrap().under, 1, "what can be read under it");
    drop(read);
    let case = super::store::case(&mut town.db.read().await.unwrap(), Lang::Ca, 2, (2, 0)).await;
    let case = case.unwrap().unwrap();
    assert_eq!((case.decisions[0].id, case.decisions[0].along), (decision, 3));
}

#[tokio::test]
async fn a_granted_appeal_brings_its_branch_back_and_another_appeal_waits_for_its_own_answer() {
    let town = Town::talk().await;
    town.people(3).await;
    let decision = town.hide_branch(2).await.unwrap();
    for against in [decision, town.last(5).await] {
        let who = town.writer.clone();
        let against = Against::Decision(against);
        let deed =
            town.db.write(move |tx| Box::pin(async move { appeal::add(tx, &who, against, "No ho veig.").await }));
        deed.await.unwrap();
    }
    // Who decided does not answer the appeal of a reply by putting back what it stands under; that one has an appeal too.
    town.decide(Some(2), Verdict::Restore).await;
    assert!(matches!(town.states().await[&2], State::Hidden { .. }));
    let by = test_moderator(person(3, Role::Moderator));
    let deed = town.db.write(move |tx| Box::pin(async move { appeal::answer(tx, &by, 1, true, "Teniu raó.").await }));
    deed.await.unwrap();
    assert!(town.states().await.values().all(|state| *state == State::Visible));
    assert_eq!(town.number("SELECT COUNT(*) FROM appeal WHERE state = 'granted'").await, 2);
    assert_eq!(
        town.number("SELECT COUNT(*) FROM decision WHERE kind = 'restore' AND branch > 0 AND note = ''").await,
        3
    );
    assert_eq!(town.number("SELECT COUNT(*) FROM decision WHERE kind = 'grant'").await, 2);
}

#[tokio::test]
async fn what_was_redacted_meanwhile_comes_back_too() {
    let town = Town::talk().await;
    town.hide_branch(2).await.unwrap();
    let by = test_moderator(person(2, Role::Moderator));
    let words = ["text".to_owned()];
    let deed = town.db.write(move |tx| Box::pin(async move { super::store::redact(tx, &by, 5, &words, "").await }));
    deed.await.unwrap();
    assert!(matches!(town.states().await[&5], State::Hidden { branch: true, .. }));
    town.decide(Some(2), Verdict::Restore).await;
    assert!(town.states().await.values().all(|state| *state == State::Visible));
}

#[tokio::test]
async fn what_was_hidden_on_its_own_since_stays_hidden() {
    let town = Town::talk().await;
    town.hide_branch(2).await.unwrap();
    town.decide(Some(4), Verdict::Restore).await;
    town.hide(4).await;
    assert!(matches!(town.states().await[&4], State::Hidden { branch: false, .. }));
    town.decide(Some(2), Verdict::Restore).await;
    let hidden: Vec<_> = town.states().await.into_iter().filter(|(_, state)| *state != State::Visible).collect();
    assert!(matches!(hidden[..], [(4, State::Hidden { branch: false, .. })]), "{hidden:?}");
}
