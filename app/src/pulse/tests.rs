//! What comes is counted once, and every figure is read.
use super::{Storm, store};
use crate::{
    i18n::Lang,
    moderation::store::Verdict,
    thread::{Rule, test_town::Town},
};

#[tokio::test]
async fn what_comes_and_what_is_decided_is_counted() {
    let town = Town::new().await;
    town.people(4).await;
    let mut ids = Vec::new();
    for n in 0..41 {
        ids.push(town.add(None, n).await.unwrap());
    }
    town.decide(Some(ids[0]), Verdict::Hide(Rule::Hate)).await;
    town.decide(Some(ids[0]), Verdict::Restore).await;
    let mut read = town.db.read().await.unwrap();
    // The town's clock stands at 1,000 seconds.
    let now = 1_000_000;
    let pulse = store::pulse(&mut read, Lang::Ca, now).await.unwrap();
    let hour = pulse.hours.last().unwrap();
    assert_eq!((pulse.hours.len(), hour.at, hour.texts, hour.reports, hour.decisions), (48, 0, 41, 0, 2));
    assert_eq!(pulse.storm, Some(Storm { now: 41, usual: 0 }));
    assert_eq!(pulse.second, (0, 0), "the same moderator changed her mind");
    let later = store::storm(&mut read, now + 2 * 3600 * 1000).await.unwrap();
    assert_eq!(later, None, "it is over");
}
