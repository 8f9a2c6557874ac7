//! Texts that wait: nowhere among comments, published as their writer would, or refused with a reason.
use super::{
    Firing, Moderation, Passed, Phase, Standing,
    store::{self, Trial},
};
use crate::{
    account::Role,
    db::{Boxed, Change, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    live::Kind,
    moderation::{
        Moderator,
        store::{Verdict, decide},
        test_moderator,
    },
    pipeline::phase::words::List,
    thread::{
        CommentId, Rule,
        store::{self as thread, NewComment},
        test_town::{Town, person},
    },
};
use std::sync::Arc;

fn new(n: usize, parent: Option<CommentId>, body: &str) -> NewComment {
    NewComment {
        proposal: 1,
        parent,
        action: None,
        body: body.into(),
        lang: "ca".into(),
        stance: None,
        official: false,
        key: format!("pipeline-{n}"),
    }
}

fn waits() -> Passed {
    Passed { waits: true, fired: vec![Firing::serious(Phase::Personal, "dni")], print: None }
}

async fn deed<T: Send + 'static>(
    town: &Town,
    deed: impl for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Change<T>, Fault>> + Send + 'static,
) -> Result<T, Fault> {
    town.db.write(deed).await.map(|(value, _)| value)
}

async fn sends(town: &Town, new: NewComment, passed: Passed) -> Result<Option<CommentId>, Fault> {
    let who = town.writer.clone();
    deed(town, move |tx| Box::pin(async move { store::add(tx, &who, new, passed).await })).await
}

async fn edits(town: &Town, id: CommentId, body: &str, passed: Passed) -> Result<Option<CommentId>, Fault> {
    let (who, body) = (town.writer.clone(), body.to_owned());
    deed(town, move |tx| Box::pin(async move { store::edit(tx, &who, id, body, passed).await })).await
}

fn gemma() -> Moderator {
    test_moderator(person(2, Role::Moderator))
}

async fn approves(town: &Town, id: i64) -> Result<CommentId, Fault> {
    deed(town, move |tx| Box::pin(async move { store::approve(tx, &gemma(), id).await })).await
}

async fn refuses(town: &Town, id: i64, rule: Rule) -> Result<(), Fault> {
    deed(town, move |tx| Box::pin(async move { store::refuse(tx, &gemma(), id, rule, "Perquè sí.").await })).await
}

async fn decides(town: &Town, id: CommentId, verdict: Verdict) -> i64 {
    deed(town, move |tx| Box::pin(async move { decide(tx, &gemma(), id, verdict, "").await })).await.unwrap()
}

#[tokio::test]
async fn what_waits_is_no_comment_until_it_is_approved() {
    let town = Town::new().await;
    let first = town.add(None, 0).await.unwrap();
    town.events().await;
    for _ in 0..2 {
        assert_eq!(sends(&town, new(1, Some(first), "**Espera**"), waits()).await, Ok(None), "once for each key");
    }
    assert_eq!(town.number("SELECT COUNT(*) FROM waiting").await, 1);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment").await, 1);
    assert_eq!(town.number("SELECT COUNT(*) FROM event WHERE kind = 'text_held'").await, 1);
    let told = "SELECT COUNT(*) FROM event e JOIN event_topic t ON t.seq = e.seq WHERE e.kind = 'text_held' AND t.topic <> 'desk'";
    assert_eq!(town.number(told).await, 0, "told to the desk alone");
    let mine = store::mine(&mut town.db.read().await.unwrap(), 1, 1).await.unwrap();
    assert_eq!((mine.len(), mine[0].standing, mine[0].parent), (1, Standing::Waiting, Some(first)));
    let id = approves(&town, mine[0].id).await.unwrap();
    let page = town.page().await;
    assert!(page.comments.iter().any(|c| c.id == id && c.parent == Some(first) && c.author.account == Some(1)));
    let added = town.replayed().await.into_iter().rev().find(|e| e.kind == Kind::CommentAdded).unwrap();
    assert_eq!(added.data.comment.unwrap().id, id);
    assert_eq!(sends(&town, new(1, Some(first), "**Espera**"), waits()).await, Ok(Some(id)), "a late retry finds it");
    assert_eq!(approves(&town, mine[0].id).await.unwrap_err().code, Code::Decided);
    let found = store::firings(&mut town.db.read().await.unwrap(), id).await.unwrap();
    assert_eq!(found, waits().fired, "what was found stays with it");
    assert_eq!(town.number("SELECT COUNT(*) FROM waiting WHERE body <> ''").await, 0);
}

#[tokio::test]
async fn a_refused_text_is_its_writers_alone() {
    let town = Town::new().await;
    sends(&town, new(1, None, "Compreu barat"), waits()).await.unwrap();
    refuses(&town, 1, Rule::Advertising).await.unwrap();
    assert_eq!(refuses(&town, 1, Rule::Hate).await.unwrap_err().code, Code::Decided);
    assert_eq!(approves(&town, 9).await.unwrap_err().code, Code::NotFound);
    let mut read = town.db.read().await.unwrap();
    let mine = store::mine(&mut read, 1, 0).await.unwrap();
    assert_eq!(
        (mine[0].standing, mine[0].rule, &*mine[0].note),
        (Standing::Refused, Some(Rule::Advertising), "Perquè sí.")
    );
    assert!(store::mine(&mut read, 2, 0).await.unwrap().is_empty());
    drop(read);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment").await, 0);
    assert_eq!(town.number("SELECT spam FROM learned_word WHERE word = 'barat'").await, 1, "it is learned from");
}

#[tokio::test]
async fn new_words_wait_while_the_old_ones_stand() {
    let town = Town::new().await;
    let id = town.add(None, 0).await.unwrap();
    assert_eq!(edits(&town, id, "nou", waits()).await, Ok(None));
    assert_eq!(edits(&town, id, "més nou", waits()).await, Ok(None), "in the place of the others");
    assert_eq!(town.number("SELECT COUNT(*) FROM waiting WHERE state = 'waiting'").await, 1);
    assert!(town.page().await.comments[0].body.0.contains("text 0"));
    assert_eq!(approves(&town, 1).await, Ok(id));
    assert!(town.page().await.comments[0].body.0.contains("més nou"));
    edits(&town, id, "encara", waits()).await.unwrap();
    edits(&town, id, "de cop", Passed::default()).await.unwrap();
    assert_eq!(approves(&town, 2).await.unwrap_err().code, Code::Decided, "overtaken by what was published");
    edits(&town, id, "i ara", waits()).await.unwrap();
    let who = town.writer.clone();
    deed(&town, move |tx| Box::pin(async move { thread::delete(tx, &who, id).await })).await.unwrap();
    assert_eq!(
        town.number("SELECT COUNT(*) FROM waiting WHERE state = 'waiting'").await,
        0,
        "it left with its comment"
    );
}

#[tokio::test]
async fn nobody_fills_the_desk() {
    let town = Town::new().await;
    for n in 0..20 {
        sends(&town, new(n, None, "espera"), waits()).await.unwrap();
    }
    assert_eq!(sends(&town, new(20, None, "espera"), waits()).await.unwrap_err().code, Code::ManyWaiting);
    let who = town.writer.clone();
    deed(&town, move |tx| Box::pin(async move { store::withdraw(tx, &who, 1).await })).await.unwrap();
    assert!(sends(&town, new(20, None, "espera"), waits()).await.is_ok());
    let other = person(2, Role::Resident);
    let theirs = deed(&town, move |tx| Box::pin(async move { store::withdraw(tx, &other, 2).await })).await;
    assert_eq!(theirs.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn a_shelf_is_walked_by_key_and_counts_what_it_lists() {
    let town = Town::new().await;
    for n in 0..35 {
        let passed = Passed { waits: false, ..waits() };
        sends(&town, new(n, None, &format!("text {n}")), passed).await.unwrap();
    }
    let mut read = town.db.read().await.unwrap();
    let first = store::shelf(&mut read, Lang::Ca, super::Shelf::Flagged, None).await.unwrap();
    let next = store::shelf(&mut read, Lang::Ca, super::Shelf::Flagged, first.next.as_deref()).await.unwrap();
    let ids: Vec<i64> = first.rows.iter().chain(&next.rows).map(|row| row.id).collect();
    assert_eq!(ids, (1..=35).collect::<Vec<i64>>());
    assert_eq!((first.waits.flagged, next.next), (35, None));
    assert_eq!(first.rows[0].firings, waits().fired);
    drop(read);
    decides(&town, 1, Verdict::Approve).await;
    town.hide(2).await;
    assert_eq!(store::waits(&mut town.db.read().await.unwrap()).await.unwrap().flagged, 33);
}

#[tokio::test]
async fn a_decision_taken_back_is_unlearned_exactly() {
    let town = Town::new().await;
    let id = town.add(None, 0).await.unwrap();
    let counted = "SELECT COALESCE(SUM(spam * 100 + ham), 0) FROM learned_word";
    let decision = decides(&town, id, Verdict::Hide(Rule::Advertising)).await;
    assert_eq!(town.number(counted).await, 200, "the word and the number of texts");
    decides(&town, id, Verdict::Undo(decision)).await;
    assert_eq!(town.number("SELECT COUNT(*) FROM learned_word").await, 0);
    decides(&town, id, Verdict::Approve).await;
    edits(&town, id, "altres paraules", Passed::default()).await.unwrap();
    decides(&town, id, Verdict::Hide(Rule::Advertising)).await;
    assert_eq!(town.number("SELECT COUNT(*) FROM learned_word WHERE ham <> 0").await, 0);
    decides(&town, id, Verdict::Restore).await;
    decides(&town, id, Verdict::Hide(Rule::Insults)).await;
    assert_eq!(
        town.number("SELECT COUNT(*) FROM learned_word").await,
        0,
        "an insult teaches nothing about advertising"
    );
}

#[tokio::test]
async fn a_rehearsal_tells_what_a_rule_would_have_caught() {
    let town = Town::new().await;
    let mut ids = Vec::new();
    for (n, text) in ["Quin carall de bus", "Cap problema", "Un altre carall"].into_iter().enumerate() {
        ids.push(sends(&town, new(n, None, text), Passed::default()).await.unwrap().unwrap());
    }
    decides(&town, ids[0], Verdict::Approve).await;
    let list = Arc::new(List::parse("carall | serious").unwrap());
    let found = store::rehearse(&town.db, Trial::Words(list, Lang::Ca)).await.unwrap();
    assert_eq!((found.read, found.held, found.approved, found.cut), (3, 2, 1, false));
    assert_eq!(
        found.first.iter().map(|c| (c.comment, c.approved)).collect::<Vec<_>>(),
        [(ids[2], false), (ids[0], true)]
    );
    decides(&town, ids[2], Verdict::Hide(Rule::Advertising)).await;
    let found = store::rehearse(&town.db, Trial::Spam(0.5, 1)).await.unwrap();
    assert!(found.first.iter().any(|c| c.comment == ids[2]) && found.held < 3, "{found:?}");
}

#[tokio::test]
async fn a_plan_changes_when_its_moderators_read() {
    let town = Town::new().await;
    for _ in 0..2 {
        deed(&town, |tx| Box::pin(async move { store::moderation(tx, &gemma(), 1, Moderation::Pre).await }))
            .await
            .unwrap();
    }
    assert_eq!(town.number("SELECT COUNT(*) FROM event WHERE kind = 'moderation_changed'").await, 1, "once");
    let note = new(1, None, "Hola");
    let asked = super::Asked::comment(&note);
    let facts = store::facts(&town.db, &town.writer, &asked, None, (&<_>::default(), 1), 1_000_000).await;
    let facts = facts.unwrap().unwrap();
    assert_eq!((facts.moderation, facts.published, facts.trusted, facts.closed), (Moderation::Pre, 0, false, false));
    let missing =
        deed(&town, |tx| Box::pin(async move { store::moderation(tx, &gemma(), 9, Moderation::Pre).await })).await;
    assert_eq!(missing.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn copies_are_counted_by_whose_they_are() {
    let town = Town::new().await;
    let text = "Cal que els busos passin més sovint";
    let print = super::text::Text::new(text, Lang::Ca).print();
    let mut ids = Vec::new();
    for n in 0..3 {
        let passed = Passed { print, ..Passed::default() };
        ids.push(sends(&town, new(n, None, text), passed).await.unwrap().unwrap());
    }
    town.hide(ids[0]).await;
    let note = new(9, None, text);
    let asked = super::Asked::comment(&note);
    let facts =
        store::facts(&town.db, &person(2, Role::Resident), &asked, print, (&<_>::default(), 1), 1_000_000).await;
    let copies = facts.unwrap().unwrap().copies;
    assert_eq!((copies.all, copies.own, copies.hidden), (3, 0, 1));
    let later = 1_000_000 + 25 * 3600 * 1000;
    let facts =
        store::facts(&town.db, &town.writer, &asked, print, (&<_>::default(), 1), later).await.unwrap().unwrap();
    assert_eq!((facts.copies.all, facts.published), (0, 2));
}
