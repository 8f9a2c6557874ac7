//! New words are versions of their own; what was there stays, with what was said about it.
use super::{
    history,
    model::PartOf,
    store::{self, NewWords},
};
use crate::{
    account::Role,
    db::{Change, Tx},
    fault::{Code, Fault},
    i18n::Lang,
    live::Kind,
    plan::seed::ProposalText,
    thread::{
        Rule,
        test_town::{Town, person},
    },
};
use std::collections::BTreeSet;

fn text(lang: Lang, objective: &str, actions: &[&str]) -> ProposalText {
    ProposalText {
        lang,
        title: "Proposta".into(),
        objective: objective.into(),
        body: String::new(),
        actions: actions.iter().map(|a| (*a).to_owned()).collect(),
    }
}

async fn save(town: &Town, version: i64, text: ProposalText, voices: &[i64]) -> Result<i64, Fault> {
    let voices: BTreeSet<i64> = voices.iter().copied().collect();
    let new = NewWords { proposal: 1, version, text, note: "Ho demanàveu.".into(), voices };
    let who = person(2, Role::Admin);
    town.db.write(move |tx| Box::pin(async move { store::save(tx, &who, new).await })).await.map(|(n, _)| n)
}

async fn page(town: &Town, lang: Lang) -> super::History {
    history::page(&mut town.db.read().await.unwrap(), lang, 1, 0).await.unwrap().unwrap()
}

/// Versions, voices and the index agree; the small town's figures are nobody's concern here.
async fn sound(town: &Town) {
    let mut wrong = crate::db::check(&mut town.db.read().await.unwrap()).await.unwrap();
    wrong.retain(|fault| ["search index", "led to", "version"].iter().any(|what| fault.contains(what)));
    assert_eq!(wrong, Vec::<String>::new());
}

/// Gives the town's proposal words in a second language, and an action in both.
async fn translated(town: &Town) {
    async fn write(tx: &mut Tx) -> Result<Change<()>, Fault> {
        for sql in [
            "INSERT INTO proposal_text (proposal, version, lang, title) VALUES (1, 1, 'es', 'Propuesta')",
            "INSERT INTO action (id, proposal, n) VALUES (1, 1, 1)",
            "INSERT INTO action_text (action, version, lang, text) VALUES (1, 1, 'ca', 'u'), (1, 1, 'es', 'uno')",
        ] {
            sqlx::query(sql).execute(&mut tx.connection).await?;
        }
        Ok(Change::private(()))
    }
    town.db.write::<(), Fault, _>(|tx| Box::pin(write(tx))).await.unwrap();
}

#[tokio::test]
async fn a_change_is_a_version_that_names_its_voices() {
    let town = Town::new().await;
    let (said, other) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    town.events().await;
    assert_eq!(save(&town, 1, text(Lang::Ca, "Nou", &["u", "dos"]), &[said, other]).await.unwrap(), 2);
    let events = town.events().await;
    let kinds: Vec<Kind> = events.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, [Kind::ProposalChanged, Kind::CommentMarked, Kind::CommentMarked]);
    assert!(events[1..].iter().all(|e| e.data.comment.as_ref().is_some_and(|c| c.led_to == 2)));
    let shown = page(&town, Lang::Ca).await;
    assert_eq!(shown.versions.iter().map(|v| v.n).collect::<Vec<_>>(), [2, 1]);
    let change = &shown.versions[0];
    assert_eq!(change.note.text, "Ho demanàveu.");
    let parts: Vec<PartOf> = change.parts.iter().map(|p| p.of).collect();
    assert_eq!(parts, [PartOf::Objective, PartOf::NewAction(1), PartOf::NewAction(2)]);
    assert_eq!(change.voices.len(), 2);
    assert!(shown.versions[1].parts.is_empty());
    // A voice that is hidden since shows no text.
    town.hide(said).await;
    let voices = page(&town, Lang::Ca).await.versions.remove(0).voices;
    let hidden = voices.iter().find(|c| c.id == said).unwrap();
    assert!(!hidden.visible() && hidden.body.0.is_empty() && hidden.author.name.is_empty());
    sound(&town).await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_leaves_nothing() {
    let town = Town::new().await;
    let (said, gone) = (town.add(None, 1).await.unwrap(), town.add(None, 2).await.unwrap());
    town.decide(Some(gone), crate::moderation::store::Verdict::Hide(Rule::OffTopic)).await;
    let new = || text(Lang::Ca, "Nou", &[]);
    let code = |result: Result<i64, Fault>| result.unwrap_err().code;
    assert_eq!(code(save(&town, 2, new(), &[]).await), Code::Overtaken);
    assert_eq!(code(save(&town, 1, text(Lang::Ca, "", &[]), &[]).await), Code::NoChange);
    assert_eq!(code(save(&town, 1, text(Lang::En, "New", &[]), &[]).await), Code::BadForm);
    for bad in [gone, 999] {
        assert_eq!(code(save(&town, 1, new(), &[said, bad]).await), Code::BadVoice);
    }
    assert_eq!(town.number("SELECT COUNT(*) FROM proposal_version").await, 1);
    assert_eq!(town.number("SELECT COUNT(*) FROM comment WHERE led_to > 0").await, 0);
    assert_eq!(town.number("SELECT version FROM proposal WHERE id = 1").await, 1);
}

#[tokio::test]
async fn other_languages_keep_their_words_and_actions_their_rows() {
    let town = Town::new().await;
    translated(&town).await;
    let new = text(Lang::Es, "Nuevo", &["cero", "uno"]);
    save(&town, 1, ProposalText { title: "Propuesta".into(), ..new }, &[]).await.unwrap();
    let action = |lang: &str, n: i64| {
        format!(
            "SELECT COUNT(*) FROM action a JOIN action_text t ON t.action = a.id AND t.version = 2 AND t.lang = '{lang}' WHERE a.n = {n}"
        )
    };
    assert_eq!(town.number("SELECT n FROM action WHERE id = 1").await, 2, "the same words keep their row");
    for lang in ["ca", "es"] {
        for n in [1, 2] {
            assert_eq!(town.number(&action(lang, n)).await, 1, "{lang} {n}");
        }
    }
    assert_eq!(town.number("SELECT COUNT(*) FROM proposal_text WHERE version = 2 AND lang = 'ca'").await, 1);
    // Who reads in Catalan sees what changed in Spanish, said to be Spanish.
    let shown = page(&town, Lang::Es).await;
    assert_eq!(shown.versions[0].lang, Lang::Es);
    assert!(shown.versions[0].parts.iter().any(|p| p.of == PartOf::NewAction(1)));
    sound(&town).await;
}
