//! Any interleaving of deeds gives the same thread live as after a reload.
use super::{
    fold::Thread,
    model::{CommentId, Rule, State, path},
    store::{self, NewComment, Start},
};
use crate::{
    account::{self, Person, Role},
    db::{Change, Clock, Db, Tx},
    fault::Fault,
    live::{Committed, Event, Hub, Topic, store as wire},
    moderation::store::{Verdict, decide},
    moderation::test_moderator,
};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

/// What somebody may do; a number picks the comment it is done to, among those there are.
#[derive(Clone, Debug)]
enum Deed {
    Add,
    Reply(usize),
    Edit(usize),
    Delete(usize),
    Hide(usize),
    Restore(usize),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        3 => Just(Deed::Add),
        5 => any::<usize>().prop_map(Deed::Reply),
        1 => any::<usize>().prop_map(Deed::Edit),
        3 => any::<usize>().prop_map(Deed::Delete),
        2 => any::<usize>().prop_map(Deed::Hide),
        2 => any::<usize>().prop_map(Deed::Restore),
    ];
    prop::collection::vec(deed, 1..24)
}

struct Town {
    _folder: tempfile::TempDir,
    db: Db,
    heard: Arc<Mutex<Vec<Committed>>>,
    writer: Person,
    moderator: Person,
}

const SEED: &[&str] = &[
    "INSERT INTO plan (id, key, lang, created_at) VALUES (1, 'pam', 'ca', 0)",
    "INSERT INTO plan_text (plan, lang, title) VALUES (1, 'ca', 'Pla')",
    "INSERT INTO level (id, plan, key, position) VALUES (1, 1, 'line', 1)",
    "INSERT INTO level_text (level, lang, one, many) VALUES (1, 'ca', 'línia', 'línies')",
    "INSERT INTO section (id, plan, level, key, position) VALUES (1, 1, 1, 'a', 1)",
    "INSERT INTO section_text (section, lang, title) VALUES (1, 'ca', 'A')",
    "INSERT INTO section_ancestor (section, ancestor, depth) VALUES (1, 1, 0)",
    "INSERT INTO proposal (id, section, source_key, lang, author_kind, position, created_at, updated_at) \
     VALUES (1, 1, 'p', 'ca', 'authority', 1, 0, 0)",
    "INSERT INTO proposal_version (proposal, version, created_at) VALUES (1, 1, 0)",
    "INSERT INTO proposal_text (proposal, version, lang, title) VALUES (1, 1, 'ca', 'Proposta')",
];

async fn seed(tx: &mut Tx) -> Result<Change<()>, Fault> {
    for sql in SEED {
        sqlx::query(*sql).execute(&mut tx.connection).await?;
    }
    for (name, role) in [("Núria", "resident"), ("Gemma", "moderator")] {
        let new = account::store::NewAccount {
            email: format!("{role}@example.org"),
            name: name.into(),
            password: String::new(),
            role: role.into(),
            kind: "resident".into(),
            town: String::new(),
            lang: "ca".into(),
            created_at: 0,
        };
        account::store::create(tx, new).await?;
    }
    Ok(Change::private(()))
}

fn person(id: i64, role: Role) -> Person {
    Person { id, name: "X".into(), role, kind: "resident".into(), ..Person::default() }
}

impl Town {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::default();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        hub.on_commit(move |event| ear.lock().unwrap().push(event.clone()));
        let db = Db::open(&folder.path().join("t.db"), Clock::from_fn(|| 1_000_000), hub).await.unwrap();
        db.write::<(), Fault, _>(|tx| Box::pin(seed(tx))).await.unwrap();
        Self { _folder: folder, db, heard, writer: person(1, Role::Resident), moderator: person(2, Role::Moderator) }
    }

    async fn page(&self) -> super::model::ThreadPage {
        let mut read = self.db.read().await.unwrap();
        let mut page = store::page(&mut read, 1, Start::Newest).await.unwrap();
        page.seq = read.seq().await.unwrap();
        page
    }

    async fn add(&self, parent: Option<CommentId>, n: usize) -> Result<CommentId, Fault> {
        let who = self.writer.clone();
        let new = NewComment {
            proposal: 1,
            parent,
            action: None,
            body: format!("text {n}"),
            lang: "ca".into(),
            stance: None,
            official: false,
            key: format!("key-{n}"),
        };
        Ok(self.db.write(move |tx| Box::pin(async move { store::add(tx, &who, new).await })).await?.0)
    }

    /// Does a deed; refusals are part of life.
    async fn act(&self, deed: &Deed, all: &mut Vec<CommentId>, n: usize) {
        let pick = |i: usize| all.get(i % all.len().max(1)).copied();
        match *deed {
            Deed::Add => all.extend(self.add(None, n).await.ok()),
            Deed::Reply(i) => {
                if let Some(parent) = pick(i) {
                    all.extend(self.add(Some(parent), n).await.ok());
                }
            }
            Deed::Edit(i) => {
                if let Some(id) = pick(i) {
                    let who = self.writer.clone();
                    let text = format!("edited {n}");
                    let _ =
                        self.db.write(move |tx| Box::pin(async move { store::edit(tx, &who, id, text).await })).await;
                }
            }
            Deed::Delete(i) => {
                if let Some(id) = pick(i) {
                    let who = self.writer.clone();
                    let _ = self.db.write(move |tx| Box::pin(async move { store::delete(tx, &who, id).await })).await;
                }
            }
            Deed::Hide(i) => self.decide(pick(i), Verdict::Hide(Rule::OffTopic)).await,
            Deed::Restore(i) => self.decide(pick(i), Verdict::Restore).await,
        }
    }

    async fn decide(&self, id: Option<CommentId>, verdict: Verdict) {
        let Some(id) = id else { return };
        let by = test_moderator(self.moderator.clone());
        let _ = self.db.write(move |tx| Box::pin(async move { decide(tx, &by, id, verdict, "").await })).await;
    }

    /// The events of the thread as a reader hears them, drawn now.
    async fn events(&self) -> Vec<Event> {
        let heard: Vec<Committed> = std::mem::take(&mut *self.heard.lock().unwrap());
        let mut events = Vec::new();
        for event in heard {
            for (_, frame) in wire::frames(&self.db, &event, &[Topic::Proposal(1)]).await.unwrap() {
                events.push(parsed(&frame.text));
            }
        }
        events
    }

    async fn replayed(&self) -> Vec<Event> {
        let frames = wire::replay(&self.db, &[Topic::Proposal(1)], 0).await.unwrap().unwrap();
        frames.iter().map(|f| parsed(&f.text)).collect()
    }
}

fn parsed(frame: &str) -> Event {
    let data = frame.lines().find_map(|l| l.strip_prefix("data: ")).unwrap();
    serde_json::from_str(data).unwrap()
}

/// What a reader sees of a thread; counts of replies are only there to tell what has a place.
fn drawn(comments: &[super::Comment]) -> Vec<(CommentId, State, String, String)> {
    comments.iter().map(|c| (c.id, c.state, c.body.0.clone(), c.author.name.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn live_and_reload_show_the_same(deeds in deeds(), split in 0..24usize) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let town = Town::new().await;
            let mut all = Vec::new();
            let split = split.min(deeds.len());
            for (n, deed) in deeds[..split].iter().enumerate() {
                town.act(deed, &mut all, n).await;
            }
            let mut live = Thread::new(town.page().await);
            town.events().await;
            for (n, deed) in deeds[split..].iter().enumerate() {
                town.act(deed, &mut all, split + n).await;
                // Drawn at once, as the hub does.
                town.events().await.iter().for_each(|event| live.fold(event, None));
            }
            let page = town.page().await;
            prop_assert_eq!(drawn(&live.settled()), drawn(&page.comments));
            // Replayed from the beginning, drawn long after it happened.
            let mut caught_up = Thread { first: true, ..Thread::default() };
            town.replayed().await.iter().for_each(|event| caught_up.fold(event, None));
            prop_assert_eq!(drawn(&caught_up.settled()), drawn(&page.comments));
            // The count is what the page lists.
            let mut read = town.db.read().await.unwrap();
            let figures = crate::plan::store::figures(&mut read, 1).await.unwrap().unwrap();
            let visible = page.comments.iter().filter(|c| c.visible()).count();
            prop_assert_eq!(usize::try_from(figures.proposal.1.comments).unwrap(), visible);
            prop_assert_eq!(figures.plan.1, figures.sections[0].1);
            Ok(())
        })?;
    }

    #[test]
    fn a_path_keeps_replies_below_their_parent(parents in prop::collection::vec(any::<prop::sample::Index>(), 1..40)) {
        let mut paths = vec![path(None, 1)];
        for (n, parent) in parents.iter().enumerate() {
            let above = paths[parent.index(paths.len())].clone();
            paths.push(path(Some(&above), i64::try_from(n).unwrap() + 2));
            let own = paths.last().unwrap();
            prop_assert!(own.len() <= 16 * (super::model::DRAWN_DEPTH + 1));
            prop_assert!(own.as_str() > &above[..above.len().min(16 * super::model::DRAWN_DEPTH)]);
        }
    }
}

#[tokio::test]
async fn one_key_makes_one_comment() {
    let town = Town::new().await;
    let first = town.add(None, 7).await.unwrap();
    assert_eq!(town.add(None, 7).await.unwrap(), first);
    assert_eq!(town.page().await.comments.len(), 1);
    assert_eq!(town.events().await.len(), 1);
}

#[tokio::test]
async fn an_answer_that_comes_after_the_stream_brings_nothing_back() {
    let town = Town::new().await;
    let id = town.add(None, 1).await.unwrap();
    let mut thread = Thread::new(town.page().await);
    let who = town.writer.clone();
    town.events().await;
    town.db.write(move |tx| Box::pin(async move { store::delete(tx, &who, id).await })).await.unwrap();
    town.events().await.iter().for_each(|event| thread.fold(event, None));
    let mut read = town.db.read().await.unwrap();
    thread.put(&store::comment(&mut read, id).await.unwrap().unwrap());
    assert!(thread.shown.is_empty());
}

#[tokio::test]
async fn a_page_is_fifty_and_the_next_goes_on_after_it() {
    let town = Town::new().await;
    for n in 0..60 {
        let parent = (n % 3 > 0).then(|| i64::try_from(n - n % 3 + 1).unwrap());
        town.add(parent, n).await.unwrap();
    }
    let first = town.page().await;
    assert_eq!(first.comments.len(), 50);
    let mut read = town.db.read().await.unwrap();
    let rest = store::page(&mut read, 1, Start::After(first.next.unwrap())).await.unwrap();
    assert_eq!(rest.comments.len(), 10);
    assert!(rest.next.is_none());
    let mut all: Vec<_> = first.comments.iter().chain(&rest.comments).map(|c| c.id).collect();
    all.sort_unstable();
    assert_eq!(all, (1..=60).collect::<Vec<_>>());
}
