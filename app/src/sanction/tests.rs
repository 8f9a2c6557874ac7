//! Who may lay what on whom, where and how long it counts, and that it ends.
use super::{
    Deed, InForce, Laid, Measure, Standing,
    api::Typed,
    may_lay, said,
    store::{self, New},
};
use crate::{
    account::{Person, Role},
    db::{Change, Tx},
    fault::{Code, Fault},
    i18n::{LANGS, Lang, Words},
    moderation::test_moderator,
    pipeline::{self, Asked, Moderation, phase::sanctions::Sanction},
    thread::{
        Rule,
        store::NewComment,
        test_town::{Town, person},
    },
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const DAY: i64 = 24 * 3600 * 1000;

fn moderator() -> Person {
    person(2, Role::Moderator)
}

fn new(measure: Measure, days: i64, proposal: Option<i64>) -> New {
    New { account: 1, measure, days, proposal, rule: Rule::Insults, note: format!("{measure:?} {days} {proposal:?}") }
}

async fn lay(town: &Town, by: Person, new: New) -> Result<i64, Fault> {
    let by = test_moderator(by);
    town.db.write(move |tx| Box::pin(async move { store::lay(tx, &by, &new).await })).await.map(|(id, _)| id)
}

async fn lift(town: &Town, by: Person, id: i64, undo: bool) -> Result<i64, Fault> {
    let by = test_moderator(by);
    town.db.write(move |tx| Box::pin(async move { store::lift(tx, &by, id, undo).await })).await.map(|(id, _)| id)
}

async fn may(town: &Town, deed: Deed) -> Option<Code> {
    let who = town.writer.clone();
    let asked = town.db.write::<_, Fault, _>(move |tx| {
        Box::pin(async move {
            store::may(tx, &who, deed).await?;
            Ok(Change::private(()))
        })
    });
    asked.await.err().map(|fault| fault.code)
}

/// Lets time pass for the measures.
async fn later(town: &Town, by: i64) {
    async fn shift(tx: &mut Tx, by: i64) -> Result<Change<()>, Fault> {
        const SHIFT: &str = "UPDATE sanction SET created_at = created_at - $1, \
             ends_at = CASE ends_at WHEN 0 THEN 0 ELSE ends_at - $1 END, \
             lifted_at = CASE lifted_at WHEN 0 THEN 0 ELSE lifted_at - $1 END";
        sqlx::query(SHIFT).bind(by).execute(&mut tx.connection).await?;
        Ok(Change::private(()))
    }
    town.db.write::<(), Fault, _>(move |tx| Box::pin(shift(tx, by))).await.unwrap();
}

async fn mine(town: &Town) -> Vec<Laid> {
    store::mine(&mut town.db.read().await.unwrap(), Lang::Ca, 1, 1_000_000).await.unwrap()
}

/// The deeds that are not about a comment.
const PLAIN: [Deed; 5] = [Deed::Vote, Deed::Mark, Deed::Support, Deed::Change, Deed::Name];

#[test]
fn each_measure_refuses_what_it_says() {
    let of = |measure, deed| InForce { measure, rule: Rule::Hate, until: 90_000 }.refuses(deed, 1_000).err();
    for deed in PLAIN.into_iter().chain([Deed::Write, Deed::Report(1)]) {
        assert_eq!(of(Measure::Warn, deed), None);
        assert_eq!(of(Measure::ReadFirst, deed), None);
        let silent = matches!(deed, Deed::Write | Deed::Report(_)).then_some(Code::Muted);
        assert_eq!(of(Measure::Mute, deed).map(|fault| fault.code), silent);
        for measure in [Measure::Suspend, Measure::Ban] {
            let fault = of(measure, deed).unwrap();
            assert_eq!((fault.code, fault.n, fault.retry), (Code::Suspended, 3, 89));
        }
    }
    let endless = InForce { measure: Measure::Ban, rule: Rule::Hate, until: 0 };
    assert_eq!(endless.refuses(Deed::Vote, 1_000).unwrap_err().retry, 0);
}

#[test]
fn the_sentence_says_until_when_and_why_in_each_language() {
    for lang in LANGS {
        let words = Words(lang);
        let rule = words.s("rule.hate").to_lowercase();
        let muted = said(Fault { retry: 3600, ..Fault::n(Code::Muted, 3) }, words);
        assert!(muted.contains(&rule) && !muted.contains('%'), "{muted}");
        let banned = said(Fault::n(Code::Suspended, 3), words);
        assert!(banned.contains(&*words.s("fault.until.lifted")), "{banned}");
        // Anybody can write an address with any figure.
        assert!(said(Fault::n(Code::Muted, 99), words).contains('…'));
    }
}

#[test]
fn nobody_judges_themselves_and_moderators_not_each_other() {
    let [resident, moderator, admin] = [Role::Resident, Role::Moderator, Role::Admin].map(|role| person(7, role));
    let on = |by: &Person| [Role::Resident, Role::Moderator, Role::Admin].map(|role| may_lay(by, 1, role));
    assert_eq!(on(&resident), [false; 3]);
    assert_eq!(on(&moderator), [true, false, false]);
    assert_eq!(on(&admin), [true; 3]);
    assert!(!may_lay(&admin, 7, Role::Admin));
}

#[tokio::test]
async fn the_store_asks_who_may() {
    let town = Town::new().await;
    town.people(3).await;
    town.run("UPDATE account SET role = 'moderator' WHERE id = 3").await;
    let code = |result: Result<i64, Fault>| result.err().map(|fault| fault.code);
    let on = |account| New { account, ..new(Measure::Mute, 1, None) };
    assert_eq!(code(lay(&town, moderator(), on(2)).await), Some(Code::NotYours));
    assert_eq!(code(lay(&town, moderator(), on(3)).await), Some(Code::NotYours));
    assert_eq!(code(lay(&town, moderator(), on(999)).await), Some(Code::NotFound));
    assert_eq!(code(lay(&town, moderator(), new(Measure::Mute, 1, Some(999))).await), Some(Code::NotFound));
    let id = lay(&town, person(2, Role::Admin), on(3)).await.unwrap();
    assert_eq!(code(lift(&town, moderator(), id, false).await), Some(Code::NotYours));
    assert_eq!(code(lift(&town, person(3, Role::Moderator), id, false).await), Some(Code::NotYours));
    assert_eq!(lift(&town, person(2, Role::Admin), id, false).await.unwrap(), 3);
}

#[tokio::test]
async fn a_mute_counts_where_it_was_laid() {
    let town = Town::new().await;
    let comment = town.add(None, 1).await.unwrap();
    lay(&town, moderator(), new(Measure::Mute, 3, Some(1))).await.unwrap();
    assert_eq!(may(&town, Deed::Report(comment)).await, Some(Code::Muted));
    assert_eq!(may(&town, Deed::Report(999)).await, None, "nowhere else");
    assert_eq!(may(&town, Deed::Vote).await, None);
    let told =
        |proposal| async move { store::notice(&mut town.db.read().await.unwrap(), 1, proposal, 1_000_000).await };
    assert_eq!(told(1).await.unwrap().unwrap().measure, Measure::Mute);
}

#[tokio::test]
async fn a_text_on_its_way_finds_what_counts_there_and_then() {
    let town = Town::new().await;
    let new_text = NewComment {
        proposal: 1,
        parent: None,
        action: None,
        body: "Bon dia a tothom.".into(),
        lang: "ca".into(),
        stance: None,
        official: false,
        key: "key-7".into(),
    };
    let now = 1_000_000;
    let found = async |now| {
        let (asked, none) = (Asked::comment(&new_text), BTreeSet::new());
        let facts =
            pipeline::store::facts(&town.db, &town.writer, &asked, None, (&none, 20), now).await.unwrap().unwrap();
        (facts.moderation, facts.sanction)
    };
    assert_eq!(found(now).await, (Moderation::Post, None));
    lay(&town, moderator(), new(Measure::Warn, 0, None)).await.unwrap();
    assert_eq!(found(now).await.1, None);
    lay(&town, moderator(), new(Measure::ReadFirst, 7, None)).await.unwrap();
    assert_eq!(found(now).await.1, Some(Sanction::ReadFirst));
    lay(&town, moderator(), new(Measure::Mute, 1, Some(1))).await.unwrap();
    let Some(Sanction::Pause(fault)) = found(now + 1000).await.1 else { panic!("muted here") };
    assert_eq!((fault.code, i64::from(fault.retry)), (Code::Muted, DAY / 1000 - 1));
    assert_eq!(found(now + DAY).await.1, Some(Sanction::ReadFirst), "the mute is over");
    assert_eq!(found(now + 7 * DAY).await.1, None);
    town.add(None, 7).await.unwrap();
    assert_eq!(found(now).await.1, None, "the very form that was sent before is answered with what it made");
}

#[tokio::test]
async fn measures_end_by_themselves() {
    let town = Town::new().await;
    lay(&town, moderator(), new(Measure::Suspend, 1, None)).await.unwrap();
    assert_eq!(may(&town, Deed::Support).await, Some(Code::Suspended));
    later(&town, DAY - 1).await;
    assert_eq!(may(&town, Deed::Support).await, Some(Code::Suspended));
    assert_eq!(mine(&town).await[0].standing, Standing::InForce);
    later(&town, 1).await;
    assert_eq!(may(&town, Deed::Support).await, None);
    assert_eq!(mine(&town).await[0].standing, Standing::Over);
    let banned = lay(&town, moderator(), new(Measure::Ban, 30, None)).await.unwrap();
    later(&town, 10_000 * DAY).await;
    assert_eq!(may(&town, Deed::Support).await, Some(Code::Suspended), "a ban has no end");
    lift(&town, moderator(), banned, false).await.unwrap();
    assert_eq!(may(&town, Deed::Support).await, None);
}

#[tokio::test]
async fn what_is_lifted_counts_no_more_and_a_slip_is_taken_back() {
    let town = Town::new().await;
    let id = lay(&town, moderator(), new(Measure::Suspend, 7, None)).await.unwrap();
    let decided = |result: Result<i64, Fault>| assert_eq!(result.unwrap_err().code, Code::Decided);
    decided(lift(&town, moderator(), id, true).await);
    lift(&town, moderator(), id, false).await.unwrap();
    decided(lift(&town, moderator(), id, false).await);
    assert_eq!((may(&town, Deed::Vote).await, mine(&town).await[0].standing), (None, Standing::Lifted));
    lift(&town, moderator(), id, true).await.unwrap();
    assert_eq!(may(&town, Deed::Vote).await, Some(Code::Suspended));
    lift(&town, moderator(), id, false).await.unwrap();
    later(&town, store::UNDO).await;
    decided(lift(&town, moderator(), id, true).await);
    let kinds = "SELECT COUNT(*) FROM event WHERE kind IN ('sanction_laid', 'sanction_lifted')";
    assert_eq!(town.number(kinds).await, 4, "each is one event");
    let desk = "SELECT COUNT(*) FROM event e JOIN event_topic t ON t.seq = e.seq WHERE e.kind LIKE 'sanction_%' AND t.topic <> 'desk'";
    assert_eq!(town.number(desk).await, 0, "for the desk alone");
}

#[tokio::test]
async fn a_double_click_is_one_measure() {
    let town = Town::new().await;
    let first = lay(&town, moderator(), new(Measure::Warn, 0, None)).await.unwrap();
    assert_eq!(lay(&town, moderator(), new(Measure::Warn, 0, None)).await.unwrap(), first);
    later(&town, 2 * 60 * 1000).await;
    assert_ne!(lay(&town, moderator(), new(Measure::Warn, 0, None)).await.unwrap(), first, "a second warning");
}

#[tokio::test]
async fn a_warning_is_told_for_a_week_where_one_writes() {
    let town = Town::new().await;
    lay(&town, moderator(), new(Measure::Warn, 0, None)).await.unwrap();
    let now = 1_000_000;
    let told = async || store::notice(&mut town.db.read().await.unwrap(), 1, 1, now).await.unwrap().map(|n| n.measure);
    assert_eq!(told().await, Some(Measure::Warn));
    lay(&town, moderator(), new(Measure::ReadFirst, 30, None)).await.unwrap();
    assert_eq!(told().await, Some(Measure::ReadFirst), "the gravest is told");
    later(&town, 8 * DAY).await;
    assert_eq!(told().await, Some(Measure::ReadFirst));
    later(&town, 30 * DAY).await;
    assert_eq!(told().await, None);
    assert_eq!(mine(&town).await.len(), 2, "the account's decisions tell of it for ever");
}

#[tokio::test]
async fn a_local_scope_is_only_for_what_may_be_local() {
    let town = Town::new().await;
    for measure in Measure::ALL {
        lay(&town, moderator(), new(measure, 1, Some(1))).await.unwrap();
    }
    for laid in mine(&town).await {
        assert_eq!(laid.proposal.is_some(), laid.measure.may_be_local(), "{laid:?}");
        assert_eq!(laid.until > 0, laid.measure.ends(), "{laid:?}");
    }
}

#[test]
fn what_was_typed_comes_back() {
    let typed = Typed {
        kind: "mute".into(),
        days: "30".into(),
        proposal: "7".into(),
        rule: "personal_data".into(),
        note: "Dues línies\ni mitja".into(),
    };
    assert_eq!(Typed::from_kept(&typed.kept()), typed);
    assert_eq!(Typed::from_kept(""), Typed::default());
}

/// One measure of a made-up past: which, for how many days, in which proposal's thread, how many days ago, lifted or not.
type Made = (usize, i64, bool, i64, bool);

fn made() -> impl Strategy<Value = Vec<Made>> {
    let one = (0_usize..5, prop::sample::select(super::DAYS.to_vec()), any::<bool>(), 0_i64..40, any::<bool>());
    prop::collection::vec(one, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// What the statement finds is what one finds who looks at each measure by itself.
    #[test]
    fn the_gravest_in_force_is_found(all in made()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            let comment = town.add(None, 1).await.unwrap();
            let mut before = 40;
            let mut sorted = all.clone();
            sorted.sort_by_key(|(.., ago, _)| -ago);
            for (at, (measure, days, here, ago, lifted)) in sorted.iter().enumerate() {
                later(&town, (before - ago) * DAY).await;
                before = *ago;
                let what = New { note: format!("{at}"), ..new(Measure::ALL[*measure], *days, here.then_some(1)) };
                let id = lay(&town, moderator(), what).await.unwrap();
                if *lifted {
                    lift(&town, moderator(), id, false).await.unwrap();
                }
            }
            later(&town, before * DAY).await;
            let counts = |(measure, days, here, ago, lifted): &Made, there: bool| {
                let measure = Measure::ALL[*measure];
                let local = *here && measure.may_be_local();
                let lasts = measure == Measure::Ban || measure.ends() && ago < days;
                !lifted && lasts && (!local || there)
            };
            let has = |there, kinds: &[Measure]| all.iter().any(|m| kinds.contains(&Measure::ALL[m.0]) && counts(m, there));
            let grave = has(true, &[Measure::Suspend, Measure::Ban]);
            let muted = |there| if grave { Some(Code::Suspended) } else { has(there, &[Measure::Mute]).then_some(Code::Muted) };
            prop_assert_eq!(may(&town, Deed::Vote).await, grave.then_some(Code::Suspended));
            prop_assert_eq!(may(&town, Deed::Report(comment)).await, muted(true));
            prop_assert_eq!(may(&town, Deed::Report(999)).await, muted(false));
            Ok(())
        })?;
    }
}
