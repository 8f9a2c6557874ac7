//! A conversation in its new place is as if it had been written there, and comes back whole.
mod join;

use super::{model::Goal, store};
use crate::{
    account::Role,
    db::check,
    fault::{Code, Fault},
    live::{Topic, store as wire},
    moderation::{
        store::{Verdict, stance},
        test_moderator,
    },
    record::store::audit,
    thread::{
        CommentId, Reading, Stance, State, store as thread,
        test_town::{Town, person},
    },
    vote,
};

impl Town {
    /// Another proposal (2), with an action (1), in the same section.
    async fn with_another(&self) {
        for sql in [
            "INSERT INTO proposal (id, section, source_key, lang, author_kind, position, created_at, updated_at) \
             VALUES (2, 1, 'q', 'ca', 'authority', 2, 0, 0)",
            "INSERT INTO proposal_version (proposal, version, created_at) VALUES (2, 1, 0)",
            "INSERT INTO proposal_text (proposal, version, lang, title) VALUES (2, 1, 'ca', 'Una altra')",
            "INSERT INTO action (id, proposal, n) VALUES (7, 2, 1)",
        ] {
            self.run(sql).await;
        }
    }

    async fn carry(&self, comment: CommentId, proposal: i64, action: Option<i64>) -> Result<i64, Fault> {
        let by = test_moderator(person(2, Role::Moderator));
        let goal = Goal { proposal, action };
        let deed =
            self.db.write(move |tx| Box::pin(async move { store::carry(tx, &by, comment, goal, "Aquí.").await }));
        deed.await.map(|((_, decision), _)| decision)
    }

    async fn at(&self, proposal: i64) -> Vec<CommentId> {
        let mut read = self.db.read().await.unwrap();
        let page = thread::page(&mut read, proposal, Reading::default(), None).await.unwrap();
        page.comments.into_iter().map(|c| c.id).collect()
    }

    async fn faults(&self) -> Vec<String> {
        let all = check(&mut self.db.read().await.unwrap()).await.unwrap();
        // The town of the tests was not imported: it has no figures of proposals, and no index of their words.
        all.into_iter().filter(|told| !told.contains("proposals are") && !told.contains("languages")).collect()
    }
}

#[tokio::test]
async fn it_is_carried_whole_and_comes_back() {
    let town = Town::new().await;
    town.with_another().await;
    town.people(4).await;
    let root = town.says(3, Stance::For).await;
    let reply = town.add(Some(root), 1).await.unwrap();
    let hidden = town.add(Some(reply), 2).await.unwrap();
    let stays = town.add(None, 3).await.unwrap();
    town.hide(hidden).await;
    for voter in [2, 4] {
        let cast = town.db.write(move |tx| Box::pin(async move { vote::store::cast(tx, voter, root, 1).await }));
        cast.await.unwrap();
    }
    assert_eq!(town.faults().await, Vec::<String>::new());

    town.carry(reply, 2, Some(1)).await.unwrap();
    assert_eq!((town.at(1).await, town.at(2).await), (vec![stays], vec![root, reply, hidden]));
    assert_eq!(town.faults().await, Vec::<String>::new());
    let mut read = town.db.read().await.unwrap();
    assert_eq!(thread::place(&mut read, reply).await.unwrap(), Some((2, true)), "its address leads there");
    let moved = thread::comment(&mut read, reply).await.unwrap().unwrap();
    assert_eq!((moved.proposal, moved.action), (2, Some(1)));
    let key = vote::store::key(&mut read).await.unwrap();
    for voter in [2, 4] {
        let mine = vote::store::mine(&mut read, &key, voter, 2, [root].into_iter()).await.unwrap();
        assert_eq!(mine, [(root, 1)], "who voted finds their vote");
    }
    // What happened before is looked up in its new place, and is not told in the old one.
    let told = |frames: Vec<crate::live::Frame>| {
        frames.iter().map(|f| String::from_utf8_lossy(&f.text).into_owned()).collect::<String>()
    };
    let old = told(wire::replay(&town.db, &[Topic::Proposal(1)], 0).await.unwrap().unwrap());
    assert!(!old.contains("text 1") && old.contains("text 3") && old.contains("thread_moved"), "{old}");
    let new = told(wire::replay(&town.db, &[Topic::Proposal(2)], 0).await.unwrap().unwrap());
    assert!(new.contains("text 1") && !new.contains("text 3"), "{new}");
    assert_eq!(audit(&mut read).await.unwrap().wrong, []);
    drop(read);

    town.decide(Some(root), Verdict::Undo(town.number("SELECT MAX(id) FROM decision").await)).await;
    assert_eq!((town.at(1).await, town.at(2).await), (vec![stays, root, reply, hidden], vec![]));
    assert_eq!(town.faults().await, Vec::<String>::new());
    let mut read = town.db.read().await.unwrap();
    let mine = vote::store::mine(&mut read, &key, 4, 1, [root].into_iter()).await.unwrap();
    assert_eq!(mine, [(root, 1)]);
    assert_eq!(audit(&mut read).await.unwrap().wrong, []);
}

#[tokio::test]
async fn what_cannot_be_carried_stays() {
    let town = Town::new().await;
    town.with_another().await;
    let root = town.add(None, 1).await.unwrap();
    let refused = |code: Code, result: Result<i64, Fault>| assert_eq!(result.unwrap_err().code, code);
    refused(Code::NoChange, town.carry(root, 1, None).await);
    refused(Code::NoPlace, town.carry(root, 9, None).await);
    refused(Code::NoPlace, town.carry(root, 2, Some(8)).await);
    refused(Code::NotFound, town.carry(99, 2, None).await);
    town.run("UPDATE proposal SET thread_closed = 1 WHERE id = 2").await;
    refused(Code::Closed, town.carry(root, 2, None).await);
    town.run("UPDATE proposal SET thread_closed = 0 WHERE id = 2").await;
    town.run("UPDATE comment SET total = 1001").await;
    refused(Code::LongTalk, town.carry(root, 2, None).await);
    town.run("UPDATE comment SET total = 1, account = NULL, idempotency = NULL").await;
    refused(Code::Rooted, town.carry(root, 2, None).await);
    assert_eq!(town.at(1).await, [root]);
    assert_eq!(town.number("SELECT COUNT(*) FROM decision").await, 0);
}

#[tokio::test]
async fn a_stance_is_put_right_and_back() {
    let town = Town::new().await;
    town.people(3).await;
    let id = town.says(3, Stance::For).await;
    let put = |to: Option<Stance>| {
        let by = test_moderator(person(2, Role::Moderator));
        town.db.write(move |tx| Box::pin(async move { stance(tx, &by, id, to, "Ho deies en contra.").await }))
    };
    assert_eq!(put(Some(Stance::For)).await.unwrap_err().code, Code::NoChange);
    put(Some(Stance::Against)).await.unwrap();
    assert_eq!(town.page().await.stances, [0, 1, 0]);
    put(None).await.unwrap();
    assert_eq!(town.page().await.stances, [0, 0, 0]);
    town.decide(Some(id), Verdict::Undo(2)).await;
    assert_eq!(town.page().await.comments[0].stance, Some(Stance::Against));
    assert_eq!(town.faults().await, Vec::<String>::new());
    assert_eq!(town.number("SELECT untold FROM account WHERE id = 3").await, 3);
}

#[tokio::test]
async fn what_was_hidden_before_it_was_carried_can_still_be_appealed_and_restored() {
    let town = Town::new().await;
    town.with_another().await;
    let root = town.add(None, 1).await.unwrap();
    town.hide(root).await;
    town.carry(root, 2, None).await.unwrap();
    let mine = crate::account::store::decisions(&mut town.db.read().await.unwrap(), 1).await.unwrap();
    assert!(matches!(mine[1].redress, crate::appeal::Redress::Until(_)), "{mine:?}");
    town.decide(Some(root), Verdict::Restore).await;
    let seen = thread::comment(&mut town.db.read().await.unwrap(), root).await.unwrap().unwrap();
    assert_eq!((seen.state, seen.proposal), (State::Visible, 2));
    assert_eq!(town.faults().await, Vec::<String>::new());
}
