//! What is decided together is decided like anything else, and taken back together.
use super::{Decided, store};
use crate::{
    account::Role,
    moderation::{store::Verdict, test_moderator},
    record::store::audit,
    thread::{
        Rule,
        test_town::{Town, person},
    },
};

#[tokio::test]
async fn one_that_somebody_was_quicker_with_is_passed_over() {
    let town = Town::new().await;
    let mut ids = Vec::new();
    for n in 0..4 {
        ids.push(town.add(None, n).await.unwrap());
    }
    town.decide(Some(ids[1]), Verdict::Hide(Rule::Hate)).await;
    let (by, all) = (test_moderator(person(2, Role::Moderator)), [&ids[..], &[999]].concat());
    let hide = Verdict::Hide(Rule::Advertising);
    let deed = town.db.write(move |tx| Box::pin(async move { store::decide(tx, &by, &all, hide, "Prou.").await }));
    let (decided, _): (Decided, _) = deed.await.unwrap();
    assert_eq!((decided.done.len(), decided.passed), (3, 2));
    assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE state = 'hidden'").await, 4);
    let by = test_moderator(person(2, Role::Moderator));
    let decisions: Vec<i64> = decided.done.iter().map(|(_, decision)| *decision).collect();
    let deed = town.db.write(move |tx| Box::pin(async move { store::undo(tx, &by, &decisions).await }));
    assert_eq!(deed.await.unwrap().0.done.len(), 3);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE state = 'hidden'").await, 1);
    assert_eq!(audit(&mut town.db.read().await.unwrap()).await.unwrap().wrong, []);
}
