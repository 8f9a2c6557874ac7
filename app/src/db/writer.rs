use super::{Boxed, Clock, Failure, Millis};
use crate::{
    live::{self, Committed, Draft, Hub},
    pulse,
};
use sqlx::SqliteConnection;
use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    task::Poll,
};
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
};

/// How many writes may wait before people are told that the house is full.
const QUEUE: usize = 1024;
/// How many writes share one commit at most: bounds how long the first of them waits.
const TOGETHER: usize = 64;

/// The writing connection inside a transaction.
pub struct Tx {
    /// For the features' `store` files.
    pub connection: SqliteConnection,
    /// The moment of this write.
    pub now: Millis,
}

/// What a write gives back: a value for its caller and the events that tell everybody.
pub struct Change<T> {
    /// For the caller, once it is durable.
    pub value: T,
    /// Appended to the event table in the same transaction.
    pub events: Vec<Draft>,
}

impl<T> Change<T> {
    /// A change that others hear of.
    pub fn told(value: T, event: Draft) -> Self {
        Self { value, events: vec![event] }
    }

    /// A change that is nobody else's business: a session, a draft, a password; or no change at all.
    pub fn private(value: T) -> Self {
        Self { value, events: Vec::new() }
    }
}

/// Called once the commit is known to have held (with the last event's number) or not.
type Answer = Box<dyn FnOnce(Result<i64, Failure>) + Send>;
/// What a job leaves behind: its events, or nothing when it refused; and whom to answer.
struct Outcome {
    kept: Option<Vec<Draft>>,
    answer: Answer,
}
/// Given the transaction, or why there is none.
type Job = Box<dyn for<'t> FnOnce(Result<&'t mut Tx, Failure>) -> Boxed<'t, Outcome> + Send>;

#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Job>,
}

impl Writer {
    /// On a thread of its own: a write goes back and forth with the connection for each of its statements, and neither
    /// does it wait behind requests in between, nor they behind it.
    ///
    /// # Errors
    /// When there is no thread.
    pub fn start(connection: SqliteConnection, clock: Clock, hub: Hub) -> Result<Self, Failure> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let runtime = Handle::current();
        let writing = move || runtime.block_on(run(Tx { connection, now: 0 }, jobs, clock, hub));
        let started = std::thread::Builder::new().name("writer".into()).spawn(writing);
        started.map(|_| Self { queue }).map_err(|error| Failure::Other(error.to_string().into()))
    }

    pub async fn submit<T, E, F>(&self, deed: F) -> Result<(T, i64), E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Boxed<'t, Result<Change<T>, E>> + Send + 'static,
    {
        let (send, receive) = oneshot::channel::<Result<(T, i64), E>>();
        let job: Job = Box::new(move |tx| {
            Box::pin(async move {
                let result = match tx {
                    Ok(tx) => deed(tx).await,
                    Err(failure) => Err(failure.into()),
                };
                outcome(result, send)
            })
        });
        self.queue.try_send(job).map_err(|_| Failure::Busy)?;
        receive.await.unwrap_or_else(|_| Err(Failure::Other("the write broke off".into()).into()))
    }
}

fn outcome<T, E>(result: Result<Change<T>, E>, send: oneshot::Sender<Result<(T, i64), E>>) -> Outcome
where
    T: Send + 'static,
    E: From<Failure> + Send + 'static,
{
    match result {
        Ok(Change { value, events }) => Outcome {
            kept: Some(events),
            answer: Box::new(move |committed| {
                let _ = send.send(committed.map(|seq| (value, seq)).map_err(E::from));
            }),
        },
        Err(error) => Outcome {
            kept: None,
            answer: Box::new(move |_| {
                let _ = send.send(Err(error));
            }),
        },
    }
}

async fn run(mut tx: Tx, mut jobs: mpsc::Receiver<Job>, clock: Clock, hub: Hub) {
    while let Some(first) = jobs.recv().await {
        let mut batch = vec![first];
        while batch.len() < TOGETHER
            && let Ok(job) = jobs.try_recv()
        {
            batch.push(job);
        }
        // Time never runs backwards within the log, even if the machine's clock does.
        tx.now = clock.now().max(tx.now);
        commit_together(&mut tx, batch, &hub).await;
    }
}

/// One transaction for the whole batch, a savepoint for each job.
async fn commit_together(tx: &mut Tx, batch: Vec<Job>, hub: &Hub) {
    let mut answers: Vec<(Answer, i64)> = Vec::with_capacity(batch.len());
    let mut committed: Vec<Committed> = Vec::new();
    let mut failed = execute(tx, "BEGIN IMMEDIATE").await.err();
    for job in batch {
        let (answer, result) = one(tx, job, failed.clone()).await;
        match result {
            Ok(mut events) => {
                let seq = events.last().map_or(0, |e| e.seq);
                committed.append(&mut events);
                answers.push((answer, seq));
            }
            Err(failure) => {
                answers.push((answer, 0));
                failed.get_or_insert(failure);
            }
        }
    }
    let result = match failed {
        None => execute(tx, "COMMIT").await,
        Some(failure) => Err(failure),
    };
    if let Err(failure) = &result {
        let _ = execute(tx, "ROLLBACK").await;
        tracing::error!(%failure, "a commit failed; nothing of it was kept");
    } else {
        let mut told = others(tx, hub, &committed).await;
        told.append(&mut committed);
        super::tell(hub, told);
    }
    for (answer, seq) in answers {
        answer(result.clone().map(|()| seq));
    }
}

/// What other processes committed since anything was told: told first, in the order of the numbers, or a reader that
/// has heard a later number would pass it over.
async fn others(tx: &mut Tx, hub: &Hub, committed: &[Committed]) -> Vec<Committed> {
    let head = hub.head();
    let Some(first) = committed.first().filter(|e| head > 0 && e.seq > head + 1) else { return Vec::new() };
    live::store::between(&mut tx.connection, head, first.seq).await.unwrap_or_else(|failure| {
        tracing::warn!(%failure, "what another process committed could not be read");
        Vec::new()
    })
}

/// Runs one job in its savepoint and appends its events.
async fn one(tx: &mut Tx, job: Job, failed: Option<Failure>) -> (Answer, Result<Vec<Committed>, Failure>) {
    if let Some(failure) = failed {
        return (job(Err(failure.clone())).await.answer, Err(failure));
    }
    if let Err(failure) = execute(tx, "SAVEPOINT job").await {
        return (job(Err(failure.clone())).await.answer, Err(failure));
    }
    // A deed that breaks off harms no other: what it did is taken back, and who waits for it hears that it is gone.
    let outcome = whole(job(Ok(tx))).await;
    let Outcome { kept, answer } = outcome.unwrap_or_else(|| Outcome { kept: None, answer: Box::new(|_| {}) });
    let result = match kept {
        Some(drafts) => append_all(tx, drafts).await,
        None => execute(tx, "ROLLBACK TO job").await.map(|()| Vec::new()),
    };
    let result = match result {
        Ok(events) => execute(tx, "RELEASE job").await.map(|()| events),
        Err(failure) => Err(failure),
    };
    (answer, result)
}

/// What the deed gives; nothing when it panics.
async fn whole(mut deed: Boxed<'_, Outcome>) -> Option<Outcome> {
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| deed.as_mut().poll(context)));
        polled.map_or(Poll::Ready(None), |polled| polled.map(Some))
    })
    .await
}

async fn append_all(tx: &mut Tx, drafts: Vec<Draft>) -> Result<Vec<Committed>, Failure> {
    let mut events = Vec::with_capacity(drafts.len());
    pulse::store::count(tx, &drafts).await?;
    for draft in drafts {
        events.push(append(tx, draft).await?);
    }
    Ok(events)
}

const APPEND: &str = "INSERT INTO event (seq, at, kind, payload, actor) \
     VALUES ((SELECT COALESCE(MAX(seq), 0) + 1 FROM event), $1, $2, $3, $4) RETURNING seq";
const APPEND_TOPICS: &str = "INSERT INTO event_topic (topic, seq) SELECT value, $2 FROM json_each($1)";

async fn append(tx: &mut Tx, draft: Draft) -> Result<Committed, Failure> {
    let (seq,): (i64,) = sqlx::query_as(APPEND)
        .bind(tx.now)
        .bind(draft.kind.as_str())
        .bind(serde_json::to_string(&draft.refs).unwrap_or_default())
        .bind(draft.actor)
        .fetch_one(&mut tx.connection)
        .await?;
    let topics: Vec<String> = draft.topics.iter().map(ToString::to_string).collect();
    let topics = serde_json::to_string(&topics).unwrap_or_default();
    sqlx::query(APPEND_TOPICS).bind(topics).bind(seq).execute(&mut tx.connection).await?;
    Ok(Committed { seq, at: tx.now, kind: draft.kind, refs: draft.refs, topics: draft.topics })
}

async fn execute(tx: &mut Tx, sql: &'static str) -> Result<(), Failure> {
    sqlx::query(sql).execute(&mut tx.connection).await?;
    Ok(())
}
