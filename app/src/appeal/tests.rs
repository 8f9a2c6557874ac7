//! An appeal is its author's, is answered once and by somebody else, and stands in the record.
use super::{Against, Outcome, store};
use crate::{
    account::Role,
    fault::{Code, Fault},
    i18n::Lang,
    moderation::{store::Verdict, test_moderator},
    record::store::{audit, page},
    thread::{
        CommentId, Rule,
        test_town::{Town, person},
    },
};

/// Who looks again.
const MARTA: i64 = 3;

async fn appeal(town: &Town, account: i64, against: Against) -> Result<(), Fault> {
    let who = person(account, Role::Resident);
    let deed = town.db.write(move |tx| Box::pin(async move { store::add(tx, &who, against, "No ho veig.").await }));
    deed.await.map(|_| ())
}

async fn answer(town: &Town, by: i64, grant: bool, note: &'static str) -> Result<i64, Fault> {
    let by = test_moderator(person(by, Role::Moderator));
    let deed = town.db.write(move |tx| Box::pin(async move { store::answer(tx, &by, 1, grant, note).await }));
    deed.await.map(|(decision, _)| decision)
}

/// A town where Gemma (2) has taken down a comment of Núria's (1), by decision 1.
async fn town() -> (Town, CommentId) {
    let town = Town::new().await;
    town.people(MARTA).await;
    let id = town.add(None, 1).await.unwrap();
    town.decide(Some(id), Verdict::Hide(Rule::Insults)).await;
    (town, id)
}

async fn state(town: &Town, id: CommentId) -> String {
    let comment = crate::thread::store::comment(&mut town.db.read().await.unwrap(), id).await.unwrap().unwrap();
    comment.state.as_str().to_owned()
}

#[tokio::test]
async fn only_its_author_appeals_and_only_once() {
    let (town, id) = town().await;
    assert_eq!(appeal(&town, MARTA, Against::Decision(1)).await.unwrap_err().code, Code::NotFound);
    assert_eq!(appeal(&town, 1, Against::Decision(9)).await.unwrap_err().code, Code::NotFound);
    appeal(&town, 1, Against::Decision(1)).await.unwrap();
    assert_eq!(appeal(&town, 1, Against::Decision(1)).await.unwrap_err().code, Code::Decided);
    let seen = store::of_comment(&mut town.db.read().await.unwrap(), id, 2).await.unwrap().unwrap();
    assert!(seen.own && seen.outcome == Outcome::Open && seen.due > seen.at);
}

#[tokio::test]
async fn who_decided_does_not_answer_and_nothing_else_is_decided_meanwhile() {
    let (town, id) = town().await;
    appeal(&town, 1, Against::Decision(1)).await.unwrap();
    for verdict in [Verdict::Restore, Verdict::Undo(1), Verdict::Uphold] {
        town.decide(Some(id), verdict).await;
        assert_eq!(state(&town, id).await, "hidden", "{verdict:?}");
    }
    assert_eq!(answer(&town, 2, true, "").await.unwrap_err().code, Code::NotYours);
    assert_eq!(answer(&town, MARTA, false, "").await.unwrap_err().code, Code::NoReasons);
    assert_eq!(town.number("SELECT COUNT(*) FROM decision").await, 1);
}

#[tokio::test]
async fn what_is_granted_is_back_and_what_is_upheld_stays_away() {
    for grant in [true, false] {
        let (town, id) = town().await;
        appeal(&town, 1, Against::Decision(1)).await.unwrap();
        answer(&town, MARTA, grant, "Ho he mirat.").await.unwrap();
        assert_eq!(state(&town, id).await, if grant { "visible" } else { "hidden" });
        assert_eq!(answer(&town, MARTA, grant, "Un altre cop.").await.unwrap_err().code, Code::Decided);
        assert_eq!(town.number("SELECT untold FROM account WHERE id = 1").await, 2, "the decision and its answer");
        let mut read = town.db.read().await.unwrap();
        let lines = page(&mut read, Lang::Ca, 0, 9).await.unwrap().lines;
        let line = (lines[0].kind.as_str(), lines[0].source.as_str(), lines[0].undoes);
        assert_eq!(line, (if grant { "grant" } else { "uphold" }, "appeal", Some(1)));
        assert_eq!(audit(&mut read).await.unwrap().wrong, []);
        let seen = store::of_comment(&mut read, id, 1).await.unwrap().unwrap();
        assert_eq!(seen.outcome, if grant { Outcome::Granted } else { Outcome::Upheld });
    }
}

#[tokio::test]
async fn a_decision_that_was_taken_back_is_not_appealed() {
    let (town, id) = town().await;
    town.decide(Some(id), Verdict::Undo(1)).await;
    assert_eq!(appeal(&town, 1, Against::Decision(1)).await.unwrap_err().code, Code::Decided);
    town.decide(Some(id), Verdict::Hide(Rule::Hate)).await;
    town.run("UPDATE decision SET created_at = -20000000000 WHERE id = 3").await;
    assert_eq!(appeal(&town, 1, Against::Decision(3)).await.unwrap_err().code, Code::TooLate);
}

#[tokio::test]
async fn who_deletes_the_text_needs_no_answer() {
    let (town, id) = town().await;
    appeal(&town, 1, Against::Decision(1)).await.unwrap();
    let who = town.writer.clone();
    let deed = town.db.write(move |tx| Box::pin(async move { crate::thread::store::delete(tx, &who, id).await }));
    deed.await.unwrap();
    let seen = store::of_comment(&mut town.db.read().await.unwrap(), id, 2).await.unwrap().unwrap();
    assert!(seen.outcome == Outcome::Withdrawn && seen.body.0.is_empty(), "{seen:?}");
}
