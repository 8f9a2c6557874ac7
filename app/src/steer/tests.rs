//! Who may steer, what the limits are, and that open pages show what a reload would.
use super::{MOST_PINNED, store};
use crate::{
    account::{Person, Role},
    db::{Change, Tx},
    fault::{Code, Fault},
    live::Kind,
    thread::{
        Comment, CommentId, Thread, store as thread,
        store::NewComment,
        test_town::{Town, person},
    },
};
use proptest::prelude::*;

fn moderator() -> Person {
    person(2, Role::Moderator)
}

/// A deed of somebody's.
macro_rules! deed {
    ($town:expr, $who:expr, $deed:ident, $($arg:expr),*) => {{
        let who = $who;
        $town.db.write(move |tx| Box::pin(async move { store::$deed(tx, &who, $($arg),*).await })).await.map(|_| ())
    }};
}

fn code(result: Result<(), Fault>) -> Option<Code> {
    result.err().map(|fault| fault.code)
}

fn written(n: usize, official: bool) -> NewComment {
    NewComment {
        proposal: 1,
        parent: None,
        action: None,
        body: format!("text {n}"),
        lang: "ca".into(),
        stance: None,
        official,
        key: format!("pace-{n}"),
    }
}

async fn writes(town: &Town, who: Person, n: usize, official: bool) -> Result<CommentId, Fault> {
    let new = written(n, official);
    town.db.write(move |tx| Box::pin(async move { thread::add(tx, &who, new).await })).await.map(|(id, _)| id)
}

/// Lets time pass for what was written so far.
async fn later(town: &Town, seconds: i64) {
    async fn shift(tx: &mut Tx, by: i64) -> Result<Change<()>, Fault> {
        sqlx::query("UPDATE comment SET created_at = created_at - $1").bind(by).execute(&mut tx.connection).await?;
        Ok(Change::private(()))
    }
    town.db.write::<(), Fault, _>(move |tx| Box::pin(shift(tx, seconds * 1000))).await.unwrap();
}

#[tokio::test]
async fn three_conversations_stand_first_and_no_more() {
    let town = Town::new().await;
    let mut roots = [0; 5];
    for (n, root) in roots.iter_mut().enumerate() {
        *root = town.add(None, n).await.unwrap();
    }
    let reply = town.add(Some(roots[0]), 9).await.unwrap();
    for root in roots.into_iter().take(3) {
        assert_eq!(code(deed!(town, moderator(), pin, root, true)), None);
    }
    let full = deed!(town, moderator(), pin, roots[3], true).unwrap_err();
    assert_eq!((full.code, i64::from(full.n)), (Code::PinsFull, MOST_PINNED));
    // Another comment of a pinned conversation takes the place of the first.
    assert_eq!(code(deed!(town, moderator(), pin, reply, true)), None);
    let page = town.page().await;
    assert_eq!(page.comments[0].id, roots[2], "pinned ones first, the newest of them on top");
    assert_eq!(page.comments.iter().find(|c| c.id == roots[0]).unwrap().pin, reply);
    // Letting go of what is not pinned changes nothing.
    town.events().await;
    assert_eq!(code(deed!(town, moderator(), pin, roots[0], false)), None);
    assert!(town.events().await.is_empty());
    // What is hidden gives its place up.
    town.hide(roots[1]).await;
    assert_eq!(code(deed!(town, moderator(), pin, roots[1], true)), Some(Code::Gone));
    assert_eq!(code(deed!(town, moderator(), pin, roots[3], true)), None);
    assert_eq!(code(deed!(town, moderator(), pin, 999, true)), Some(Code::NotFound));
}

#[tokio::test]
async fn who_asked_marks_one_answer() {
    let town = Town::new().await;
    town.people(4).await;
    let asked = town.add(None, 0).await.unwrap();
    let (first, second) = (town.add(Some(asked), 1).await.unwrap(), town.add(Some(asked), 2).await.unwrap());
    assert_eq!(code(deed!(town, person(3, Role::Resident), answer, first, true)), Some(Code::Forbidden));
    assert_eq!(code(deed!(town, person(1, Role::Resident), answer, asked, true)), Some(Code::NotFound));
    let mut live = Thread::new(town.page().await);
    town.events().await;
    assert_eq!(code(deed!(town, person(1, Role::Resident), answer, first, true)), None);
    assert_eq!(code(deed!(town, moderator(), answer, second, true)), None);
    let events = town.events().await;
    assert_eq!(events.iter().map(|e| e.kind).collect::<Vec<_>>(), [Kind::CommentMarked; 2]);
    events.iter().for_each(|event| live.fold(event, None));
    let answers: Vec<CommentId> = live.shown.iter().filter(|c| c.answer).map(|c| c.id).collect();
    assert_eq!(answers, [second]);
    town.hide(first).await;
    assert_eq!(code(deed!(town, moderator(), answer, first, true)), Some(Code::Gone));
}

#[tokio::test]
async fn in_a_slow_thread_each_waits_their_own_time() {
    let town = Town::new().await;
    town.people(3).await;
    let (first, other) = (person(1, Role::Resident), person(3, Role::Resident));
    assert_eq!(code(deed!(town, moderator(), pace, 1, 7)), Some(Code::BadForm));
    assert_eq!(code(deed!(town, moderator(), pace, 9, 60)), Some(Code::NotFound));
    deed!(town, moderator(), pace, 1, 60).unwrap();
    assert_eq!(town.page().await.rules.slow, 60);
    let said = writes(&town, first.clone(), 1, false).await.unwrap();
    later(&town, 20).await;
    let refused = writes(&town, first.clone(), 2, false).await.unwrap_err();
    assert_eq!((refused.code, refused.retry, refused.status()), (Code::Slow, 40, 429));
    // The same form again finds what it wrote; others do not wait for anybody.
    assert_eq!(writes(&town, first.clone(), 1, false).await.unwrap(), said);
    writes(&town, other, 3, false).await.unwrap();
    // To take one's own away does not shorten the wait.
    let who = first.clone();
    town.db.write(move |tx| Box::pin(async move { thread::delete(tx, &who, said).await })).await.unwrap();
    assert_eq!(writes(&town, first.clone(), 4, false).await.unwrap_err().code, Code::Slow);
    later(&town, 40).await;
    writes(&town, first.clone(), 5, false).await.unwrap();
    // Moderators and official answers wait for nobody.
    for n in 6..8 {
        writes(&town, moderator(), n, false).await.unwrap();
    }
    let office = Person { kind: "authority".into(), ..person(1, Role::Resident) };
    writes(&town, office.clone(), 8, true).await.unwrap();
    assert_eq!(writes(&town, office, 9, false).await.unwrap_err().code, Code::Slow);
    assert_eq!(writes(&town, first, 10, true).await.unwrap_err().code, Code::Slow);
}

#[tokio::test]
async fn a_closed_thread_takes_nothing_and_opens_again() {
    let town = Town::new().await;
    let id = town.add(None, 0).await.unwrap();
    let mut live = Thread::new(town.page().await);
    town.events().await;
    deed!(town, moderator(), close, 1, true).unwrap();
    deed!(town, moderator(), close, 1, true).unwrap();
    let events = town.events().await;
    assert_eq!(events.iter().map(|e| e.kind).collect::<Vec<_>>(), [Kind::ThreadChanged], "twice is once");
    events.iter().for_each(|event| live.fold(event, None));
    assert!(live.rules.closed && live.rules.ended);
    assert_eq!(town.add(Some(id), 1).await.unwrap_err().code, Code::Closed);
    deed!(town, moderator(), close, 1, false).unwrap();
    town.add(Some(id), 1).await.unwrap();
}

/// What somebody may do; a number picks the comment.
#[derive(Clone, Debug)]
enum Deed {
    Add,
    Reply(usize),
    Hide(usize),
    Delete(usize),
    Restore(usize),
    Pin(usize, bool),
    Answer(usize, bool),
    Close(bool),
    Pace(usize),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        3 => Just(Deed::Add),
        5 => any::<usize>().prop_map(Deed::Reply),
        1 => any::<usize>().prop_map(Deed::Hide),
        1 => any::<usize>().prop_map(Deed::Delete),
        1 => any::<usize>().prop_map(Deed::Restore),
        4 => (any::<usize>(), prop::bool::weighted(0.8)).prop_map(|(i, on)| Deed::Pin(i, on)),
        4 => (any::<usize>(), prop::bool::weighted(0.8)).prop_map(|(i, on)| Deed::Answer(i, on)),
        1 => prop::bool::weighted(0.3).prop_map(Deed::Close),
        1 => any::<usize>().prop_map(Deed::Pace),
    ];
    prop::collection::vec(deed, 1..24)
}

/// Refusals are part of life.
async fn act(town: &Town, deed: &Deed, all: &mut Vec<CommentId>, n: usize) {
    use crate::{moderation::store::Verdict, thread::Rule};
    let pick = |i: usize| all.get(i % all.len().max(1)).copied();
    match *deed {
        Deed::Add => all.extend(town.add(None, n).await.ok()),
        Deed::Reply(i) => {
            if let Some(parent) = pick(i) {
                all.extend(town.add(Some(parent), n).await.ok());
            }
        }
        Deed::Hide(i) => town.decide(pick(i), Verdict::Hide(Rule::OffTopic)).await,
        Deed::Restore(i) => town.decide(pick(i), Verdict::Restore).await,
        Deed::Delete(i) => {
            if let Some(id) = pick(i) {
                let who = town.writer.clone();
                let _ = town.db.write(move |tx| Box::pin(async move { thread::delete(tx, &who, id).await })).await;
            }
        }
        Deed::Pin(i, on) => {
            if let Some(id) = pick(i) {
                let _ = deed!(town, moderator(), pin, id, on);
            }
        }
        Deed::Answer(i, on) => {
            if let Some(id) = pick(i) {
                let _ = deed!(town, moderator(), answer, id, on);
            }
        }
        Deed::Close(close) => deed!(town, moderator(), close, 1, close).unwrap(),
        // The writer is one person, who could say nothing more: only what is told counts here.
        Deed::Pace(i) => {
            deed!(town, moderator(), pace, 1, super::PACES[i % super::PACES.len()]).unwrap();
            deed!(town, moderator(), pace, 1, 0).unwrap();
        }
    }
}

/// What is marked, by number: the order of what was on screen does not follow a pin.
fn marked(mut comments: Vec<Comment>) -> Vec<(CommentId, CommentId, bool, bool)> {
    comments.sort_by_key(|c| c.id);
    let pin = |c: &Comment| if c.parent.is_none() { c.pin } else { 0 };
    comments.iter().map(|c| (c.id, pin(c), c.answer, c.visible())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn marks_and_rules_are_live_what_they_are_after_a_reload(deeds in deeds(), split in 0..24usize) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            let mut all = Vec::new();
            let split = split.min(deeds.len());
            for (n, deed) in deeds[..split].iter().enumerate() {
                act(&town, deed, &mut all, n).await;
            }
            let mut live = Thread::new(town.page().await);
            town.events().await;
            for (n, deed) in deeds[split..].iter().enumerate() {
                act(&town, deed, &mut all, split + n).await;
                town.events().await.iter().for_each(|event| live.fold(event, None));
            }
            let page = town.page().await;
            prop_assert_eq!(live.rules, page.rules);
            let pinned = page.comments.iter().filter(|c| c.parent.is_none() && c.pin > 0).count();
            prop_assert!(i64::try_from(pinned).unwrap() <= MOST_PINNED);
            prop_assert_eq!(marked(live.settled()), marked(page.comments));
            Ok(())
        })?;
    }
}
