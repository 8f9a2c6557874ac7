//! What is told since the last visit is what happened, and what is followed has news when others give it some.
use super::{Since, Target, store};
use crate::{
    account::Role,
    fault::{Code, Fault},
    live::Kind,
    moderation::store::Verdict,
    thread::{
        CommentId, Reading, Rule, store as threads,
        test_town::{Town, person},
    },
};
use proptest::prelude::*;
use std::collections::HashMap;

/// Who comes back; the writer is 1 and the moderator 2.
const READER: i64 = 3;

impl Town {
    async fn since(&self, account: i64) -> Since {
        let mut read = self.db.read().await.unwrap();
        store::since(&mut read, Some(account), 1, None).await.unwrap().unwrap_or_default()
    }

    async fn reads(&self, account: i64, reading: Reading, roots: Vec<CommentId>) {
        let seq = self.page().await.seq;
        let read = self.db.write::<_, Fault, _>(move |tx| {
            Box::pin(async move { store::read(tx, account, 1, seq, &reading, &roots).await })
        });
        read.await.unwrap();
    }

    async fn follows(&self, account: i64, target: Target, id: i64, on: bool) -> Result<bool, Fault> {
        let set = self.db.write(move |tx| Box::pin(async move { store::set(tx, account, target, 1, id, on).await }));
        Ok(set.await?.0)
    }

    async fn things(&self, account: i64) -> i64 {
        store::news(&mut self.db.read().await.unwrap(), account).await.unwrap().things
    }

    /// Every comment's state and text.
    async fn rows(&self) -> HashMap<CommentId, (String, String)> {
        let mut read = self.db.read().await.unwrap();
        let rows: Vec<(i64, String, String)> =
            read.all(sqlx::query_as("SELECT id, state, body FROM comment")).await.unwrap();
        rows.into_iter().map(|(id, state, body)| (id, (state, body))).collect()
    }

    async fn edit(&self, id: CommentId, text: String) {
        let who = self.writer.clone();
        let _ = self.db.write(move |tx| Box::pin(async move { threads::edit(tx, &who, id, text).await })).await;
    }

    async fn delete(&self, id: CommentId) {
        let who = self.writer.clone();
        let _ = self.db.write(move |tx| Box::pin(async move { threads::delete(tx, &who, id).await })).await;
    }
}

/// What happened, from the rows before and after.
fn expected(before: &HashMap<CommentId, (String, String)>, after: &HashMap<CommentId, (String, String)>) -> Since {
    let mut since = Since::default();
    for (id, (state, body)) in after {
        let was = before.get(id);
        let old = was.map(|(state, _)| state.as_str());
        match state.as_str() {
            "visible" if was.is_none() => {
                since.added += 1;
                since.first = Some(since.first.map_or(*id, |first| first.min(*id)));
            }
            "visible" => {
                since.edited += i64::from(was.is_some_and(|(_, old)| old != body));
                since.restored += i64::from(old == Some("hidden"));
            }
            "hidden" => since.hidden += i64::from(old != Some("hidden")),
            _ => since.deleted += i64::from(old.is_some_and(|old| old != "deleted")),
        }
    }
    since
}

async fn act(town: &Town, deed: (u8, usize), all: &mut Vec<CommentId>, n: usize) {
    let id = all.get(deed.1 % all.len().max(1)).copied();
    match (deed.0, id) {
        (0 | 1, _) => all.extend(town.add(None, n).await.ok()),
        (2, Some(id)) => all.extend(town.add(Some(id), n).await.ok()),
        (3, Some(id)) => town.edit(id, format!("edited {n}")).await,
        (4, Some(id)) => town.delete(id).await,
        (5, id) => town.decide(id, Verdict::Hide(Rule::OffTopic)).await,
        (6, id) => town.decide(id, Verdict::Restore).await,
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_line_says_what_happened(deeds in prop::collection::vec((0_u8..7, any::<usize>()), 1..30), split in 0..30usize) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            town.people(READER).await;
            let mut all = Vec::new();
            let split = split.min(deeds.len());
            for (n, deed) in deeds[..split].iter().enumerate() {
                act(&town, *deed, &mut all, n).await;
            }
            prop_assert_eq!(town.since(READER).await, Since::default(), "before the first visit nothing is told");
            town.reads(READER, Reading::default(), Vec::new()).await;
            prop_assert_eq!(town.since(READER).await, Since::default());
            let before = town.rows().await;
            for (n, deed) in deeds[split..].iter().enumerate() {
                act(&town, *deed, &mut all, 100 + n).await;
            }
            let told = town.since(READER).await;
            let expected = expected(&before, &town.rows().await);
            prop_assert_eq!(Since { first: None, ..told }, Since { first: None, ..expected });
            // Every comment that came and stayed is marked, and none that stood there.
            let page = town.page().await;
            let marked = page.comments.iter().filter(|c| told.is_new(c, Some(READER))).count();
            prop_assert_eq!(i64::try_from(marked).unwrap(), told.added);
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn ones_own_deeds_are_no_news() {
    let town = Town::new().await;
    town.people(READER).await;
    town.add(None, 1).await.unwrap();
    town.reads(1, Reading::default(), Vec::new()).await;
    let mine = town.add(None, 2).await.unwrap();
    assert_eq!(town.since(1).await, Since::default());
    town.hide(mine).await;
    assert_eq!(town.since(1).await, Since { hidden: 1, ..Since::default() });
}

#[tokio::test]
async fn the_authority_is_told_apart() {
    let town = Town::new().await;
    town.people(READER).await;
    town.reads(READER, Reading::default(), Vec::new()).await;
    let mut amb = person(2, Role::Resident);
    amb.kind = "authority".into();
    let new = threads::NewComment {
        proposal: 1,
        parent: None,
        action: None,
        body: "Ho farem.".into(),
        lang: "ca".into(),
        stance: None,
        official: true,
        key: "official".into(),
    };
    let who = amb.clone();
    let (id, _) = town.db.write(move |tx| Box::pin(async move { threads::add(tx, &who, new).await })).await.unwrap();
    let told = town.since(READER).await;
    assert_eq!((told.added, told.answers, told.answers_changed), (1, 1, 0));
    town.reads(READER, Reading::default(), Vec::new()).await;
    town.db
        .write(move |tx| Box::pin(async move { threads::edit(tx, &amb, id, "Ho farem aviat.".into()).await }))
        .await
        .unwrap();
    let told = town.since(READER).await;
    assert_eq!((told.edited, told.answers, told.answers_changed), (1, 0, 1));
}

#[test]
fn past_a_thousand_it_says_more() {
    let event = super::Happened { kind: Kind::CommentAdded, comment: Some(9), actor: None, official: false };
    let told = Since::of(&[event, event], None, true);
    assert!(told.more && told.added == 1 && told.first == Some(9));
}

#[tokio::test]
async fn a_visit_never_goes_back_nor_ahead_of_what_happened() {
    let town = Town::new().await;
    town.people(READER).await;
    town.add(None, 1).await.unwrap();
    let mark = |seq: i64| {
        town.db.write::<_, Fault, _>(move |tx| {
            Box::pin(async move { store::read(tx, READER, 1, seq, &Reading::default(), &[]).await })
        })
    };
    mark(1_000_000).await.unwrap();
    mark(0).await.unwrap();
    town.add(None, 2).await.unwrap();
    assert_eq!(town.since(READER).await.added, 1);
    let part = Reading { action: Some(1), ..Reading::default() };
    town.reads(READER, part, Vec::new()).await;
    assert_eq!(town.since(READER).await.added, 1, "a part of the thread is no visit of it");
}

#[tokio::test]
async fn what_is_followed_has_news_until_it_is_read() {
    let town = Town::new().await;
    town.people(READER).await;
    let root = town.add(None, 1).await.unwrap();
    assert_eq!(town.things(1).await, 0, "what one writes oneself");
    assert!(town.follows(READER, Target::Proposal, 1, true).await.unwrap());
    assert!(town.follows(READER, Target::Thread, root, true).await.unwrap());
    assert!(town.follows(READER, Target::Thread, root, true).await.unwrap(), "twice is once");
    assert_eq!(town.things(READER).await, 0, "what happened before is read");
    town.add(Some(root), 2).await.unwrap();
    assert_eq!(town.things(READER).await, 2);
    town.reads(READER, Reading { conversation: Some(root), ..Reading::default() }, vec![root]).await;
    assert_eq!(town.things(READER).await, 1, "the conversation was read, the proposal was not");
    town.reads(READER, Reading::default(), Vec::new()).await;
    assert_eq!(town.things(READER).await, 0);
    town.add(None, 3).await.unwrap();
    assert_eq!(town.things(READER).await, 1);
    assert!(!town.follows(READER, Target::Proposal, 1, false).await.unwrap());
    assert_eq!(town.things(READER).await, 0);
}

#[tokio::test]
async fn who_writes_follows_the_conversation_and_may_stop() {
    let town = Town::new().await;
    town.people(READER).await;
    let root = town.add(None, 1).await.unwrap();
    let reply = town.add(Some(root), 2).await.unwrap();
    let here = store::here(&mut town.db.read().await.unwrap(), 1, 1).await.unwrap();
    assert_eq!((here.proposal, here.threads.clone()), (false, vec![root]));
    town.follows(1, Target::Thread, root, false).await.unwrap();
    let here = store::here(&mut town.db.read().await.unwrap(), 1, 1).await.unwrap();
    assert!(here.threads.is_empty());
    for (target, id) in [(Target::Thread, reply), (Target::Thread, 99), (Target::Proposal, 7), (Target::Action, 1)] {
        assert_eq!(town.follows(1, target, id, true).await.unwrap_err().code, Code::NotFound, "{target:?} {id}");
    }
}

#[tokio::test]
async fn activity_lists_by_key_and_shows_nothing_that_left() {
    let town = Town::new().await;
    town.people(READER).await;
    let mut roots = Vec::new();
    for n in 0..25 {
        roots.push(town.add(None, n).await.unwrap());
    }
    let root = roots[24];
    let who = person(READER, Role::Resident);
    let new = threads::NewComment {
        proposal: 1,
        parent: Some(root),
        action: None,
        body: "Hi estic d'acord.".into(),
        lang: "ca".into(),
        stance: None,
        official: false,
        key: "reply".into(),
    };
    let (reply, _) = town.db.write(move |tx| Box::pin(async move { threads::add(tx, &who, new).await })).await.unwrap();
    let mut read = town.db.read().await.unwrap();
    let lang = crate::i18n::Lang::Ca;
    let first = store::activity(&mut read, 1, lang, &super::Asked::default()).await.unwrap();
    assert_eq!((first.follows.len(), first.mine.len(), first.replies.len()), (20, 20, 1));
    assert_eq!(first.replies[0].id, reply);
    assert_eq!(first.follows[0].news, 1, "the newest conversation was replied to");
    assert_eq!(first.follows[0].words, "text 24");
    let second = store::activity(&mut read, 1, lang, &first.more).await.unwrap();
    let ids: Vec<i64> = first.follows.iter().chain(&second.follows).map(|f| f.id).collect();
    assert_eq!(ids, roots.iter().rev().copied().collect::<Vec<_>>());
    let mine: Vec<i64> = first.mine.iter().chain(&second.mine).map(|c| c.id).collect();
    assert_eq!(mine, ids);
    assert_eq!(second.more, super::Asked::default());
    drop(read);
    town.hide(root).await;
    town.hide(reply).await;
    let after = store::activity(&mut town.db.read().await.unwrap(), 1, lang, &super::Asked::default()).await.unwrap();
    assert!(after.replies.is_empty() && after.follows[0].words.is_empty());
    assert!(!after.mine[0].visible() && after.mine[0].body.0.is_empty());
}
