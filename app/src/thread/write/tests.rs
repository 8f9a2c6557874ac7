//! Edits in the open, and drafts of two devices.
use super::{known::mark, store};
use crate::{
    account::store::{drafts, put_known_draft},
    db::Change,
    fault::Fault,
    i18n::Lang,
    plan::store::action,
    search::store::{put, titles},
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
async fn titles_and_actions_are_found_by_the_beginnings_of_their_words() {
    const ROWS: [&str; 2] = [
        "INSERT INTO action (id, proposal, n) VALUES (5, 1, 7)",
        "INSERT INTO action_text (action, version, lang, text) VALUES (5, 1, 'ca', 'Plantar arbres')",
    ];
    let town = Town::new().await;
    let written = town.db.write::<(), Fault, _>(|tx| {
        Box::pin(async move {
            for sql in ROWS {
                sqlx::query(sql).execute(&mut tx.connection).await?;
            }
            put(tx, "proposal", 1, 1, "ca", "Proposta", "Un text.").await?;
            put(tx, "action", 5, 1, "ca", "", "Plantar arbres").await?;
            put(tx, "comment", 9, 1, "ca", "", "Arbres, arbres i arbres").await?;
            Ok(Change::private(()))
        })
    });
    written.await.unwrap();
    let mut read = town.db.read().await.unwrap();
    let found = titles(&mut read, "arb", Lang::Ca, 8).await.unwrap();
    let found: Vec<_> = found.into_iter().map(|f| (f.proposal, f.title, f.action)).collect();
    assert_eq!(found, [(1, "Proposta".to_owned(), Some((7, "Plantar arbres".to_owned())))]);
    let found = titles(&mut read, "propo", Lang::En, 8).await.unwrap();
    assert!(found.len() == 1 && found[0].action.is_none(), "in its own language where there is no other");
    assert!(titles(&mut read, "\"*(", Lang::Ca, 8).await.unwrap().is_empty());
    assert_eq!(action(&mut read, Lang::Es, 1, 7).await.unwrap().as_deref(), Some("Plantar arbres"));
    assert_eq!(action(&mut read, Lang::Es, 1, 8).await.unwrap(), None);
}

#[tokio::test]
async fn a_draft_of_another_device_is_never_written_over_silently() {
    let town = Town::new().await;
    let save = async |body: &'static str, known: String| {
        let kept = town.db.write::<_, Fault, _>(move |tx| {
            Box::pin(async move { put_known_draft(tx, "a1", "p1", (body, ""), Some(&known)).await })
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
