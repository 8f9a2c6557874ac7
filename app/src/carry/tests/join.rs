//! Two conversations become one, and two again, whatever is done meanwhile.
use crate::{
    account::Role,
    carry::store,
    fault::{Code, Fault},
    follow::Target,
    live::{Topic, store as wire},
    moderation::{
        store::{Verdict, decide},
        test_moderator,
    },
    record::store::audit,
    thread::{
        CommentId, Stance, store as thread,
        test_town::{Town, person},
    },
};
use proptest::prelude::*;

impl Town {
    async fn join(&self, comment: CommentId, other: CommentId) -> Result<CommentId, Fault> {
        let by = test_moderator(person(2, Role::Moderator));
        let deed =
            self.db.write(move |tx| Box::pin(async move { store::join(tx, &by, comment, other, "Igual.").await }));
        deed.await.map(|((later, _), _)| later)
    }

    async fn part(&self, comment: CommentId) -> Result<i64, Fault> {
        let by = test_moderator(person(2, Role::Moderator));
        let deed = self.db.write(move |tx| Box::pin(async move { store::part(tx, &by, comment, None, "").await }));
        deed.await.map(|(id, _)| id)
    }

    /// Takes back the last decision about a comment.
    async fn undo(&self, comment: CommentId) -> Result<i64, Fault> {
        let sql = format!("SELECT COALESCE(MAX(id), 0) FROM decision WHERE comment = {comment}");
        let (last, by) = (self.number(&sql).await, test_moderator(person(2, Role::Moderator)));
        let deed =
            self.db.write(move |tx| Box::pin(async move { decide(tx, &by, comment, Verdict::Undo(last), "").await }));
        deed.await.map(|(id, _)| id)
    }

    async fn listens(&self, account: i64, root: CommentId) -> bool {
        let mut read = self.db.read().await.unwrap();
        let follows = crate::follow::store::here(&mut read, account, 1).await.unwrap();
        follows.holds(Target::Thread, root)
    }
}

#[tokio::test]
async fn the_later_goes_under_the_earlier_whole_and_comes_back() {
    let town = Town::new().await;
    town.people(4).await;
    let first = town.says(3, Stance::For).await;
    let answer = town.add(Some(first), 1).await.unwrap();
    let later = town.says(4, Stance::Against).await;
    let deep = town.add(Some(later), 2).await.unwrap();
    let deeper = town.add(Some(deep), 3).await.unwrap();
    let deepest = town.add(Some(deeper), 4).await.unwrap();
    town.hide(deep).await;

    // Whichever of their comments is named.
    assert_eq!(town.join(answer, deeper).await.unwrap(), later);
    assert_eq!(town.at(1).await, [first, answer, later, deep, deeper, deepest]);
    assert_eq!(town.faults().await, Vec::<String>::new());
    let mut read = town.db.read().await.unwrap();
    let seen = thread::comment(&mut read, later).await.unwrap().unwrap();
    assert_eq!((seen.root, seen.parent, seen.depth, seen.joined), (first, Some(first), 1, true));
    let root = thread::comment(&mut read, first).await.unwrap().unwrap();
    assert_eq!((root.size, root.replies), (5, 2));
    drop(read);
    assert!(town.listens(4, first).await && !town.listens(4, later).await, "who followed a part follows the whole");
    let whole = [Topic::Thread(first)];
    let told = async || wire::replay(&town.db, &whole, 0).await.unwrap().unwrap().len();
    assert_eq!(told().await, 7, "what happened in it is looked up in the whole");
    // What is answered meanwhile goes where the rest goes.
    let meanwhile = town.add(Some(deepest), 5).await.unwrap();

    town.undo(later).await.unwrap();
    assert_eq!(town.at(1).await, [later, deep, deeper, deepest, meanwhile, first, answer]);
    assert_eq!(town.faults().await, Vec::<String>::new());
    assert!(town.listens(4, later).await && town.listens(3, first).await && !town.listens(3, later).await);
    assert_eq!(told().await, 3, "and what happened in the meantime stays");

    town.undo(later).await.unwrap();
    assert_eq!(town.at(1).await, [first, answer, later, deep, deeper, deepest, meanwhile]);
    town.part(later).await.unwrap();
    assert_eq!(town.faults().await, Vec::<String>::new());
    assert_eq!(audit(&mut town.db.read().await.unwrap()).await.unwrap().wrong, []);
}

#[tokio::test]
async fn what_its_author_took_away_is_not_joined_again() {
    let town = Town::new().await;
    let (first, later) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    town.join(first, later).await.unwrap();
    town.part(later).await.unwrap();
    let who = town.writer.clone();
    town.db.write(move |tx| Box::pin(async move { thread::delete(tx, &who, later).await })).await.unwrap();
    assert_eq!(town.undo(later).await.unwrap_err().code, Code::Decided);
    assert_eq!((town.at(1).await, town.faults().await), (vec![first], vec![]));
}

#[tokio::test]
async fn it_comes_from_another_proposal_and_goes_back_there() {
    let town = Town::new().await;
    town.with_another().await;
    town.people(3).await;
    let here = town.add(None, 1).await.unwrap();
    let there = town.says(3, Stance::For).await;
    town.carry(there, 2, Some(1)).await.unwrap();
    town.join(there, here).await.unwrap();
    assert_eq!((town.at(1).await, town.at(2).await), (vec![here, there], vec![]));
    assert_eq!((town.page().await.stances, town.faults().await), ([1, 0, 0], vec![]));
    town.undo(there).await.unwrap();
    assert_eq!((town.at(1).await, town.at(2).await), (vec![here], vec![there]));
    let seen = thread::comment(&mut town.db.read().await.unwrap(), there).await.unwrap().unwrap();
    assert_eq!((seen.action, seen.joined, town.faults().await), (Some(1), false, vec![]));
}

#[tokio::test]
async fn one_answer_and_one_pin_are_left() {
    let town = Town::new().await;
    let first = town.add(None, 1).await.unwrap();
    let answer = town.add(Some(first), 2).await.unwrap();
    let later = town.add(None, 3).await.unwrap();
    let other = town.add(Some(later), 4).await.unwrap();
    town.run("UPDATE comment SET answer = 1 WHERE id IN (2, 4)").await;
    town.run("UPDATE comment SET pin = id WHERE id IN (1, 3)").await;
    town.join(first, later).await.unwrap();
    assert_eq!(town.faults().await, Vec::<String>::new());
    assert_eq!(town.number("SELECT SUM(answer * id) FROM comment").await, answer);
    town.run("UPDATE comment SET pin = 4 WHERE id = 1").await;
    town.part(later).await.unwrap();
    assert_eq!(town.number("SELECT SUM(pin) FROM comment").await, 0, "{other} is not in that conversation any more");
    assert_eq!(town.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_has_grown_too_long_is_not_parted() {
    let town = Town::new().await;
    let (one, two) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    town.join(one, two).await.unwrap();
    for n in 0..1000 {
        town.add(Some(two), n + 3).await.unwrap();
    }
    assert_eq!(town.part(two).await.unwrap_err().code, Code::LongTalk);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE joined = 1").await, 1);
}

#[tokio::test]
async fn what_was_parted_and_has_grown_too_long_is_not_joined_again() {
    let town = Town::new().await;
    let (one, two) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    town.join(one, two).await.unwrap();
    town.part(two).await.unwrap();
    for n in 0..1000 {
        town.add(Some(two), n + 3).await.unwrap();
    }
    assert_eq!(town.undo(two).await.unwrap_err().code, Code::LongTalk);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE root = 2").await, 1001, "whole, where it stands");
}

#[tokio::test]
async fn what_cannot_be_joined_stays() {
    let town = Town::new().await;
    town.with_another().await;
    let (one, two) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    let reply = town.add(Some(one), 3).await.unwrap();
    let refused = |code: Code, fault: Fault| assert_eq!(fault.code, code);
    refused(Code::NoChange, town.join(one, reply).await.unwrap_err());
    refused(Code::NoTalk, town.join(one, 99).await.unwrap_err());
    refused(Code::NotFound, town.join(99, one).await.unwrap_err());
    refused(Code::NotFound, town.part(reply).await.unwrap_err());
    town.hide(two).await;
    refused(Code::Gone, town.join(one, two).await.unwrap_err());
    town.decide(Some(two), Verdict::Restore).await;
    town.run("UPDATE comment SET total = 1001 WHERE id = 2").await;
    refused(Code::LongTalk, town.join(one, two).await.unwrap_err());
    town.run("UPDATE comment SET total = 1 WHERE id = 2").await;
    town.carry(one, 2, None).await.unwrap();
    town.run("UPDATE comment SET led_to = 1 WHERE id = 2").await;
    refused(Code::Rooted, town.join(one, two).await.unwrap_err());
    town.run("UPDATE proposal SET thread_closed = 1 WHERE id = 2").await;
    town.run("UPDATE comment SET led_to = 0 WHERE id = 2").await;
    refused(Code::Closed, town.join(one, two).await.unwrap_err());
    assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE joined = 1").await, 0);
}

#[tokio::test]
async fn those_that_say_the_same_are_offered_and_no_others() {
    let town = Town::new().await;
    for (n, text) in ["autobusos de nit a tots els pobles", "més arbres", "tots els pobles volen autobusos de nit"]
        .into_iter()
        .enumerate()
    {
        let id = town.add(None, n).await.unwrap();
        let put = town.db.write::<_, Fault, _>(move |tx| {
            Box::pin(async move {
                let put = sqlx::query("UPDATE comment SET body = $2 WHERE id = $1").bind(id).bind(text);
                put.execute(&mut tx.connection).await?;
                Ok(crate::db::Change::private(()))
            })
        });
        put.await.unwrap();
    }
    let mut read = town.db.read().await.unwrap();
    let last = thread::comment(&mut read, 3).await.unwrap().unwrap();
    let alike = store::alike(&mut read, &last, 2).await.unwrap();
    assert_eq!(alike.iter().map(|quote| quote.id).collect::<Vec<_>>(), [1]);
}

/// What people and moderators may do in a thread.
#[derive(Clone, Debug)]
enum Deed {
    Begin,
    Reply(usize),
    Join(usize, usize),
    Part(usize),
    Undo(usize),
    Delete(usize),
    Hide(usize),
    Carry(usize, i64),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let any = 0..64_usize;
    let one = prop_oneof![
        2 => Just(Deed::Begin),
        4 => any.clone().prop_map(Deed::Reply),
        4 => (any.clone(), any.clone()).prop_map(|(a, b)| Deed::Join(a, b)),
        2 => any.clone().prop_map(Deed::Part),
        2 => any.clone().prop_map(Deed::Undo),
        1 => any.clone().prop_map(Deed::Delete),
        1 => any.clone().prop_map(Deed::Hide),
        1 => (any, 1..3_i64).prop_map(|(a, p)| Deed::Carry(a, p)),
    ];
    proptest::collection::vec(one, 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn everything_still_adds_up(deeds in deeds()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            town.with_another().await;
            let mut all = vec![town.add(None, 0).await.unwrap(), town.add(None, 1).await.unwrap()];
            for (n, deed) in deeds.into_iter().enumerate() {
                let at = |i: usize| all[i % all.len()];
                match deed {
                    Deed::Begin => all.push(town.add(None, n + 2).await.unwrap()),
                    Deed::Reply(to) => all.extend(town.add(Some(at(to)), n + 2).await.ok()),
                    Deed::Join(one, two) => drop(town.join(at(one), at(two)).await),
                    Deed::Part(one) => drop(town.part(at(one)).await),
                    Deed::Undo(one) => drop(town.undo(at(one)).await),
                    Deed::Hide(one) => town.hide(at(one)).await,
                    Deed::Carry(one, to) => drop(town.carry(at(one), to, None).await),
                    Deed::Delete(one) => {
                        let (who, id) = (town.writer.clone(), at(one));
                        let _ = town.db.write(move |tx| Box::pin(async move { thread::delete(tx, &who, id).await })).await;
                    }
                }
                prop_assert_eq!(town.faults().await, Vec::<String>::new(), "after {}", n);
            }
            Ok(())
        })?;
    }
}
