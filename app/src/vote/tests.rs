//! Sums follow the rows, whatever people do, and nothing tells who voted how.
use super::store::cast;
use crate::{
    db::Db,
    fault::{Code, Fault},
    live::Kind,
    thread::{Stance, Tally, test_town::Town},
};
use proptest::prelude::*;

async fn vote(db: &Db, account: i64, comment: i64, value: i64) -> Result<Tally, Fault> {
    Ok(db.write(move |tx| Box::pin(async move { cast(tx, account, comment, value).await })).await?.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_what_the_rows_are(votes in prop::collection::vec((2_i64..6, -1_i64..=1), 1..30)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            town.people(6).await;
            let comment = town.add(None, 1).await.unwrap();
            let mut last = std::collections::HashMap::new();
            for (account, value) in votes {
                let tally = vote(&town.db, account, comment, value).await.unwrap();
                last.insert(account, value);
                let count = |way: i64| i64::try_from(last.values().filter(|v| **v == way).count()).unwrap();
                prop_assert_eq!((tally.ups, tally.downs), (count(1), count(-1)));
            }
            let mut read = town.db.read().await.unwrap();
            let wrong = crate::db::check(&mut read).await.unwrap();
            prop_assert!(wrong.iter().all(|fault| !fault.contains("votes")), "{:?}", wrong);
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn nobody_votes_on_their_own_or_on_what_left() {
    let town = Town::new().await;
    town.people(3).await;
    let comment = town.add(None, 1).await.unwrap();
    assert_eq!(vote(&town.db, 1, comment, 1).await.unwrap_err().code, Code::NotYours);
    assert_eq!(vote(&town.db, 2, 999, 1).await.unwrap_err().code, Code::NotFound);
    town.hide(comment).await;
    assert_eq!(vote(&town.db, 3, comment, 1).await.unwrap_err().code, Code::Gone);
}

#[tokio::test]
async fn the_same_vote_twice_tells_nothing_and_no_event_names_a_voter() {
    let town = Town::new().await;
    town.people(3).await;
    let comment = town.add(None, 1).await.unwrap();
    town.events().await;
    vote(&town.db, 3, comment, 1).await.unwrap();
    vote(&town.db, 3, comment, 1).await.unwrap();
    let events = town.events().await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, Kind::CommentVoted);
    assert_eq!(events[0].data.tally, Some((comment, Tally { ups: 1, downs: 0, verified: None })));
    assert_eq!(town.number("SELECT COUNT(*) FROM event WHERE kind = 'comment_voted' AND actor IS NOT NULL").await, 0);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment_vote WHERE voter LIKE '%3%' AND length(voter) < 64").await, 0);
}

#[tokio::test]
async fn common_ground_is_what_both_sides_back() {
    let town = Town::new().await;
    town.people(5).await;
    let liked = town.add(None, 1).await.unwrap();
    town.says(3, Stance::For).await;
    town.says(4, Stance::Against).await;
    vote(&town.db, 3, liked, 1).await.unwrap();
    let ground = format!("SELECT ground FROM comment WHERE id = {liked}");
    assert_eq!(town.number(&ground).await, 0);
    vote(&town.db, 4, liked, 1).await.unwrap();
    assert_eq!(town.number(&ground).await, 222_222);
}
