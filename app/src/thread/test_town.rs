//! A small town to test with: one proposal, its writer and its moderator.
use super::{
    model::{CommentId, Rule, Stance},
    reading::{Reading, ThreadPage},
    store::{self, NewComment},
};
use crate::{
    account::{self, Person, Role, store::NewAccount},
    db::{Change, Clock, Db, Tx},
    fault::Fault,
    live::{Committed, Event, Hub, Topic, store as wire},
    moderation::store::{Verdict, decide},
    moderation::test_moderator,
};
use std::sync::{Arc, Mutex};

pub struct Town {
    _folder: tempfile::TempDir,
    pub db: Db,
    heard: Arc<Mutex<Vec<Committed>>>,
    pub writer: Person,
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
        account::store::create(tx, account(name, role)).await?;
    }
    Ok(Change::private(()))
}

fn account(name: &str, role: &str) -> NewAccount {
    NewAccount {
        email: format!("{name}@example.org"),
        name: name.into(),
        password: String::new(),
        role: role.into(),
        kind: "resident".into(),
        town: String::new(),
        lang: "ca".into(),
        created_at: 0,
    }
}

pub fn person(id: i64, role: Role) -> Person {
    Person { id, name: "X".into(), role, kind: "resident".into(), ..Person::default() }
}

fn text(parent: Option<CommentId>, n: usize) -> NewComment {
    NewComment {
        proposal: 1,
        parent,
        action: None,
        body: format!("text {n}"),
        lang: "ca".into(),
        stance: None,
        official: false,
        key: format!("key-{n}"),
    }
}

impl Town {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::default();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        hub.on_commit(move |event| ear.lock().unwrap().push(event.clone()));
        let db = Db::open(&folder.path().join("t.db"), Clock::from_fn(|| 1_000_000), hub).await.unwrap();
        db.write::<(), Fault, _>(|tx| Box::pin(seed(tx))).await.unwrap();
        Self { _folder: folder, db, heard, writer: person(1, Role::Resident), moderator: person(2, Role::Moderator) }
    }

    pub async fn page(&self) -> ThreadPage {
        self.read(Reading::default()).await
    }

    pub async fn read(&self, reading: Reading) -> ThreadPage {
        store::page(&mut self.db.read().await.unwrap(), 1, reading, None).await.unwrap()
    }

    pub async fn add(&self, parent: Option<CommentId>, n: usize) -> Result<CommentId, Fault> {
        let (who, new) = (self.writer.clone(), text(parent, n));
        Ok(self.db.write(move |tx| Box::pin(async move { store::add(tx, &who, new).await })).await?.0)
    }

    pub async fn decide(&self, id: Option<CommentId>, verdict: Verdict) {
        let Some(id) = id else { return };
        let by = test_moderator(self.moderator.clone());
        let _ = self.db.write(move |tx| Box::pin(async move { decide(tx, &by, id, verdict, "").await })).await;
    }

    /// People beside the writer (1) and the moderator (2), up to account `n`.
    pub async fn people(&self, n: i64) {
        for id in 3..=n {
            let new = account(&format!("p{id}"), "resident");
            self.db.write(move |tx| Box::pin(async move { account::store::create(tx, new).await })).await.unwrap();
        }
    }

    /// Somebody says what they think.
    pub async fn says(&self, account: i64, stance: Stance) -> CommentId {
        let who = person(account, Role::Resident);
        let new = NewComment { stance: Some(stance), ..text(None, 1000) };
        self.db.write(move |tx| Box::pin(async move { store::add(tx, &who, new).await })).await.unwrap().0
    }

    pub async fn hide(&self, id: CommentId) {
        self.decide(Some(id), Verdict::Hide(Rule::OffTopic)).await;
    }

    /// The one number that a statement gives.
    pub async fn number(&self, sql: &str) -> i64 {
        let mut read = self.db.read().await.unwrap();
        let query = sqlx::query_as::<_, (i64,)>(sqlx::AssertSqlSafe(sql.to_owned()));
        read.one(query).await.unwrap().0
    }

    /// Runs a statement.
    pub async fn run(&self, sql: &'static str) {
        let run = self.db.write::<_, Fault, _>(move |tx| {
            Box::pin(async move {
                sqlx::query(sql).execute(&mut tx.connection).await?;
                Ok(Change::private(()))
            })
        });
        run.await.unwrap();
    }

    /// The events of the thread as a reader hears them, drawn now.
    pub async fn events(&self) -> Vec<Event> {
        let heard: Vec<Committed> = std::mem::take(&mut *self.heard.lock().unwrap());
        let mut events = Vec::new();
        for event in heard {
            for (_, frame) in wire::frames(&self.db, &event, &[Topic::Proposal(1)]).await.unwrap() {
                events.push(parsed(&frame.text));
            }
        }
        events
    }

    pub async fn replayed(&self) -> Vec<Event> {
        let frames = wire::replay(&self.db, &[Topic::Proposal(1)], 0).await.unwrap().unwrap();
        frames.iter().map(|f| parsed(&f.text)).collect()
    }
}

fn parsed(frame: &[u8]) -> Event {
    let data = std::str::from_utf8(frame).unwrap().lines().find_map(|l| l.strip_prefix("data: ")).unwrap();
    serde_json::from_str(data).unwrap()
}
