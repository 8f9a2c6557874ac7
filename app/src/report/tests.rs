//! A report counts once, brings what is gravest up, and is answered with the decision.
use super::{
    Fate,
    model::Receipt,
    store::{self, New},
};
use crate::{
    db::Change,
    fault::{Code, Fault},
    i18n::Lang,
    moderation::{
        Filter, View,
        store::{Verdict, desk},
    },
    thread::{CommentId, Rule, test_town::Town},
};

async fn report(town: &Town, comment: CommentId, account: i64, rule: Rule) -> Result<String, Fault> {
    let new = New { comment, reporter: format!("a{account}"), account: Some(account), rule, ..New::default() };
    Ok(town.db.write(move |tx| Box::pin(async move { store::add(tx, &new).await })).await?.0)
}

async fn receipt(town: &Town, reference: &str) -> Receipt {
    store::receipt(&mut town.db.read().await.unwrap(), reference).await.unwrap().unwrap()
}

async fn gravest(town: &Town) -> Vec<CommentId> {
    let page =
        desk(&mut town.db.read().await.unwrap(), Lang::Ca, (View::Gravest, Filter::default()), None, 0).await.unwrap();
    page.rows.iter().map(|row| row.comment).collect()
}

#[tokio::test]
async fn one_person_counts_once_and_hears_the_outcome() {
    let town = Town::new().await;
    town.people(4).await;
    let id = town.add(None, 1).await.unwrap();
    let reference = report(&town, id, 3, Rule::Insults).await.unwrap();
    assert_eq!(report(&town, id, 3, Rule::Hate).await.unwrap_err().code, Code::Reported);
    assert_eq!(town.number("SELECT reports FROM comment").await, 1);
    assert_eq!(receipt(&town, &reference).await.fate, Fate::Waiting);
    town.decide(Some(id), Verdict::Hide(Rule::Insults)).await;
    let told = receipt(&town, &reference).await;
    assert!(told.fate == Fate::Removed && !told.visible && told.decided_at > 0);
    assert_eq!(town.number("SELECT untold FROM account WHERE id = 3").await, 1);
    town.decide(Some(id), Verdict::Undo(1)).await;
    assert_eq!(receipt(&town, &reference).await.fate, Fate::Waiting, "it is open again");
    let sums = "SELECT reports * 1000 + gravity FROM comment";
    assert_eq!(town.number(sums).await, 1016);
    town.decide(Some(id), Verdict::Approve).await;
    assert_eq!((receipt(&town, &reference).await.fate, town.number(sums).await), (Fate::Stays, 0));
}

#[tokio::test]
async fn what_is_gravest_stands_first_and_who_cries_wolf_counts_less() {
    let town = Town::new().await;
    town.people(4).await;
    let mut ids = Vec::new();
    for n in 0..8 {
        ids.push(town.add(None, n).await.unwrap());
    }
    for id in &ids[..5] {
        report(&town, *id, 3, Rule::Hate).await.unwrap();
        town.decide(Some(*id), Verdict::Approve).await;
    }
    report(&town, ids[5], 4, Rule::OffTopic).await.unwrap();
    report(&town, ids[6], 3, Rule::PersonalData).await.unwrap();
    report(&town, ids[7], 4, Rule::PersonalData).await.unwrap();
    assert_eq!(gravest(&town).await, [ids[7], ids[6], ids[5]]);
    assert_eq!(town.number("SELECT weight FROM report WHERE account = 3 ORDER BY id DESC LIMIT 1").await, 1);
}

#[tokio::test]
async fn no_two_references_are_alike() {
    let town = Town::new().await;
    town.people(40).await;
    let id = town.add(None, 1).await.unwrap();
    let mut all = std::collections::BTreeSet::new();
    for account in 3..=40 {
        all.insert(report(&town, id, account, Rule::Hate).await.unwrap());
    }
    assert_eq!(all.len(), 38);
    assert!(all.iter().all(|reference| reference.len() == 14), "{all:?}");
    let left = town.db.write::<_, Fault, _>(|tx| {
        Box::pin(async move {
            sqlx::query("UPDATE comment SET state = 'deleted'").execute(&mut tx.connection).await?;
            Ok(Change::private(()))
        })
    });
    left.await.unwrap();
    assert_eq!(receipt(&town, all.first().unwrap()).await.fate, Fate::Gone);
}
