//! The record is whole, says what was decided, and shows what was done to it.
use super::{
    Source,
    store::{Wrong, audit, catch_up, page, summary},
};
use crate::{
    db::Change,
    fault::Fault,
    i18n::Lang,
    moderation::store::Verdict,
    thread::{Rule, test_town::Town},
};

async fn audited(town: &Town) -> (i64, Vec<Wrong>) {
    let found = audit(&mut town.db.read().await.unwrap()).await.unwrap();
    (found.lines, found.wrong)
}

/// A town with eight lines: four comments hidden, and all put back.
async fn town() -> Town {
    let town = Town::new().await;
    for n in 0..4 {
        let id = town.add(None, n).await.unwrap();
        town.decide(Some(id), Verdict::Hide(Rule::Insults)).await;
        town.decide(Some(id), Verdict::Restore).await;
    }
    town
}

#[tokio::test]
async fn a_line_says_what_was_decided_and_what_it_takes_back() {
    let town = town().await;
    let mut read = town.db.read().await.unwrap();
    let all = page(&mut read, Lang::Ca, 0, 100).await.unwrap();
    let told: Vec<_> = all.lines.iter().map(|l| (l.id, l.kind.as_str(), l.rule, l.undoes, l.source)).collect();
    assert_eq!(told[0], (8, "restore", None, Some(7), Source::Own));
    assert_eq!(told[1], (7, "hide", Some(Rule::Insults), None, Source::Own));
    assert_eq!(told.len(), 8);
    let sums = summary(&mut read).await.unwrap();
    assert_eq!((sums.of("hide"), sums.of("restore"), sums.reversed()), (4, 4, Some(100)));
    let part = page(&mut read, Lang::Ca, 7, 3).await.unwrap();
    assert_eq!((part.lines.iter().map(|l| l.id).collect::<Vec<_>>(), part.next), (vec![6, 5, 4], Some(4)));
}

#[tokio::test]
async fn nothing_is_wrong_with_what_nobody_touched() {
    assert_eq!(audited(&Town::new().await).await, (0, vec![]));
    assert_eq!(audited(&town().await).await, (8, vec![]));
}

#[tokio::test]
async fn what_is_done_to_the_record_is_seen() {
    const DEEDS: [(&str, Wrong); 6] = [
        ("UPDATE record SET rule = 'hate' WHERE id = 3", Wrong::Changed(3)),
        ("UPDATE record SET at = at + 1 WHERE id = 8", Wrong::Changed(8)),
        ("UPDATE record SET hash = zeroblob(32) WHERE id = 5", Wrong::Changed(5)),
        ("UPDATE decision SET note = 'x' WHERE id = 2", Wrong::Denied(2)),
        ("UPDATE decision SET moderator = 1 WHERE id = 7", Wrong::Denied(7)),
        ("UPDATE record SET waited = 5 WHERE id = 1", Wrong::Changed(1)),
    ];
    for (sql, wrong) in DEEDS {
        let town = town().await;
        town.run(sql).await;
        let found = audited(&town).await.1;
        assert_eq!(found.first(), Some(&wrong), "{sql}: {found:?}");
    }
    let town = town().await;
    town.run("UPDATE record SET undoes = NULL WHERE undoes = 3").await;
    town.run("DELETE FROM record WHERE id = 3").await;
    assert!(audited(&town).await.1.contains(&Wrong::Missing(4)));
}

#[tokio::test]
async fn decisions_without_a_line_are_told_and_get_one() {
    let town = town().await;
    for sql in ["UPDATE record SET undoes = NULL", "DELETE FROM record", "DELETE FROM record_month"] {
        town.run(sql).await;
    }
    assert_eq!(audited(&town).await, (0, vec![Wrong::Unrecorded(8)]));
    let again = town.db.write::<_, Fault, _>(|tx| Box::pin(async move { Ok(Change::private(catch_up(tx).await?)) }));
    again.await.unwrap();
    assert_eq!(audited(&town).await, (8, vec![]));
}
