//! One moderator at a comment, one comment for each; what is forgotten is free; questions wait until somebody decides.
use super::{Shift, store};
use crate::{
    account::Role,
    fault::Fault,
    i18n::Lang,
    moderation::{
        store::{Verdict, unseen},
        test_moderator,
    },
    thread::{
        CommentId, Rule,
        test_town::{Town, person},
    },
};

/// The two moderators: Gemma, and another.
const GEMMA: i64 = 2;
const MARTA: i64 = 3;
/// Where the town's clock stands.
const NOW: i64 = 1_000_000;

async fn town() -> Town {
    let town = Town::new().await;
    town.people(MARTA).await;
    town.run("UPDATE account SET role = 'moderator' WHERE id = 3").await;
    town
}

async fn claim(town: &Town, who: i64, id: CommentId) -> bool {
    let by = test_moderator(person(who, Role::Moderator));
    town.db.write(move |tx| Box::pin(async move { store::claim(tx, &by, id).await })).await.unwrap().0
}

async fn at(town: &Town, id: CommentId, now: i64) -> Option<i64> {
    let claim = store::claimed(&mut town.db.read().await.unwrap(), id, now).await.unwrap();
    claim.map(|claim| claim.moderator)
}

async fn shift(town: &Town, me: i64) -> Shift {
    store::shift(&mut town.db.read().await.unwrap(), Lang::Ca, me, NOW).await.unwrap()
}

#[tokio::test]
async fn a_comment_has_one_moderator_and_a_moderator_one_comment() {
    let town = town().await;
    let (one, two) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    assert!(claim(&town, GEMMA, one).await && claim(&town, GEMMA, one).await, "one's own again is fine");
    assert!(!claim(&town, MARTA, one).await, "somebody is there");
    assert_eq!(at(&town, one, NOW).await, Some(GEMMA));
    assert!(claim(&town, GEMMA, two).await);
    assert_eq!((at(&town, one, NOW).await, at(&town, two, NOW).await), (None, Some(GEMMA)));
    assert!(claim(&town, MARTA, one).await, "it was left");
    assert_eq!(shift(&town, GEMMA).await.claims.len(), 2);
    let by = test_moderator(person(MARTA, Role::Moderator));
    town.db.write(move |tx| Box::pin(async move { store::release(tx, &by, two).await })).await.unwrap();
    assert_eq!(at(&town, two, NOW).await, Some(GEMMA), "not hers to leave");
    town.decide(Some(two), Verdict::Approve).await;
    assert_eq!(at(&town, two, NOW).await, None, "decided");
}

#[tokio::test]
async fn what_is_forgotten_is_free_after_some_minutes() {
    let town = town().await;
    let id = town.add(None, 1).await.unwrap();
    claim(&town, GEMMA, id).await;
    assert_eq!(at(&town, id, NOW + 299_999).await, Some(GEMMA));
    assert_eq!(at(&town, id, NOW + 300_000).await, None);
    assert!(!store::forgotten(&mut town.db.read().await.unwrap(), NOW).await.unwrap());
    town.run("UPDATE claim SET until = 1000000").await;
    assert!(store::forgotten(&mut town.db.read().await.unwrap(), NOW).await.unwrap());
    assert!(claim(&town, MARTA, id).await, "and can be taken even before it is swept");
    town.run("UPDATE claim SET until = 1000000").await;
    town.db.write(|tx| Box::pin(async move { store::expire(tx).await })).await.unwrap();
    assert_eq!(town.number("SELECT COUNT(*) FROM claim").await, 0);
}

#[tokio::test]
async fn a_question_waits_for_the_colleague_until_somebody_decides() {
    let town = town().await;
    let id = town.add(None, 1).await.unwrap();
    let by = test_moderator(person(GEMMA, Role::Moderator));
    town.db
        .write(move |tx| Box::pin(async move { store::note(tx, &by, id, Some(MARTA), "Què en penses?").await }))
        .await
        .unwrap();
    assert_eq!(shift(&town, MARTA).await.asked[0].words, "Què en penses?");
    assert!(shift(&town, GEMMA).await.asked.is_empty());
    let team = store::team(&mut town.db.read().await.unwrap(), id, MARTA, NOW).await.unwrap();
    assert_eq!((team.notes.len(), team.colleagues.len()), (1, 1));
    town.decide(Some(id), Verdict::Hide(Rule::Hate)).await;
    let later = shift(&town, MARTA).await;
    assert!(later.asked.is_empty() && later.all == 1 && later.mine == 0);
}

#[tokio::test]
async fn who_did_not_see_the_last_decision_does_not_decide() {
    let town = town().await;
    let id = town.add(None, 1).await.unwrap();
    town.decide(Some(id), Verdict::Approve).await;
    let try_after = |seen: Option<i64>| {
        town.db.write::<(), Fault, _>(move |tx| {
            Box::pin(async move { unseen(tx, id, seen).await.map(crate::db::Change::private) })
        })
    };
    assert!(try_after(Some(0)).await.is_err() && try_after(Some(1)).await.is_ok() && try_after(None).await.is_ok());
}
