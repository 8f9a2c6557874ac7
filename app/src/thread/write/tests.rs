//! Edits in the open, and drafts of two devices.
use super::{known::mark, store};
use crate::{
    account::store::{drafts, put_known_draft},
    fault::Fault,
    thread::{store as comments, test_town::Town},
};

async fn edit(town: &Town, id: i64, text: &str) {
    let (who, text) = (town.writer.clone(), text.to_owned());
    town.db.write(move |tx| Box::pin(async move { comments::edit(tx, &who, id, text).await })).await.unwrap();
}

#[tokio::test]
async fn every_text_of_a_comment_can_be_read_until_it_is_hidden() {
    let town = Town::new().await;
    let id = town.add(None, 1).await.unwrap();
    edit(&town, id, "text segon").await;
    edit(&town, id, "text tercer").await;
    let read = || async { store::revisions(&mut town.db.read().await.unwrap(), id).await.unwrap() };
    let texts: Vec<(i64, String)> = read().await.unwrap().1.into_iter().map(|(n, text, _)| (n, text)).collect();
    assert_eq!(texts, [(3, "text tercer".into()), (2, "text segon".into()), (1, "text 1".into())]);
    town.hide(id).await;
    assert!(read().await.is_none());
}

#[tokio::test]
async fn who_takes_part_is_named_once_by_what_they_said_last() {
    let town = Town::new().await;
    let first = town.add(None, 1).await.unwrap();
    let last = town.add(Some(first), 2).await.unwrap();
    let people = || async { store::people(&mut town.db.read().await.unwrap(), 1).await.unwrap() };
    assert_eq!(people().await, [("Núria".to_owned(), last)]);
    town.hide(last).await;
    assert_eq!(people().await, [("Núria".to_owned(), first)]);
}

#[tokio::test]
async fn a_draft_of_another_device_is_never_written_over_silently() {
    let town = Town::new().await;
    let save = async |body: &'static str, known: String| {
        let kept = town.db.write::<_, Fault, _>(move |tx| {
            Box::pin(async move { put_known_draft(tx, "a1", "p1", (body, ""), &known).await })
        });
        kept.await.unwrap().0
    };
    assert_eq!(save("del telèfon", mark("")).await, None);
    assert_eq!(save("de l'ordinador", mark("")).await, Some("del telèfon".into()));
    assert_eq!(save("del telèfon", mark("")).await, None, "the same text is no quarrel");
    assert_eq!(save("de l'ordinador", mark("del telèfon")).await, None, "it has been told");
    let kept = drafts(&mut town.db.read().await.unwrap(), "a1").await.unwrap();
    assert_eq!(kept, [("p1".to_owned(), "de l'ordinador".to_owned(), String::new())]);
}
