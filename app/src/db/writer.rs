use super::{Boxed, Clock, Failure, Millis, Setup, processor};
use crate::{
    live::{self, Committed, Draft, Hub},
    pulse::store::Counted,
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
    /// Opens the connection and writes on a thread of its own: a write goes back and forth with the connection for each
    /// of its statements, and neither does it wait behind requests in between, nor they behind it.
    ///
    /// # Errors
    /// When there is no thread, the file cannot be opened or a migration fails.
    pub async fn start(setup: Setup, clock: Clock, hub: Hub) -> Result<Self, Failure> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (send, opened) = oneshot::channel();
        let runtime = Handle::current();
        let writing = move || {
            // Before the connection is opened: its own thread, which this one starts, stays here too.
            processor::keep_to_one();
            runtime.block_on(async {
                let (connection, told) = match setup.writing().await {
                    Ok(connection) => (Some(connection), Ok(())),
                    Err(failure) => (None, Err(failure)),
                };
                let heard = send.send(told).is_ok();
                if let Some(connection) = connection.filter(|_| heard) {
                    run(Tx { connection, now: 0 }, jobs, clock, hub).await;
                }
            });
        };
        let started = std::thread::Builder::new().name("writer".into()).spawn(writing);
        started.map_err(|error| Failure::Other(error.to_string().into()))?;
        opened.await.unwrap_or_else(|_| Err(Failure::Other("the writer broke off".into())))?;
        Ok(Self { queue })
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

/// One transaction for the whole batch, a savepoint for each job; the events of all are appended at its end.
async fn commit_together(tx: &mut Tx, batch: Vec<Job>, hub: &Hub) {
    // With each answer, how many events there were once the job's own stood among them; 0 when it had none.
    let mut answers: Vec<(Answer, usize)> = Vec::with_capacity(batch.len());
    let (mut drafts, mut counted): (Vec<Draft>, Counted) = Default::default();
    let mut failed = execute(tx, "BEGIN IMMEDIATE").await.err();
    for job in batch {
        let (answer, result) = one(tx, job, failed.clone()).await;
        let kept = result.unwrap_or_else(|failure| {
            failed.get_or_insert(failure);
            Vec::new()
        });
        let own = !kept.is_empty();
        counted.add(&kept);
        drafts.extend(kept);
        answers.push((answer, if own { drafts.len() } else { 0 }));
    }
    let result = match failed {
        None => close(tx, drafts, counted).await,
        Some(failure) => Err(failure),
    };
    let seqs = match result {
        Ok(committed) => {
            let seqs = committed.iter().map(|event| event.seq).collect::<Vec<_>>();
            let mut told = others(tx, hub, &committed).await;
            told.extend(committed);
            super::tell(hub, told);
            Ok(seqs)
        }
        Err(failure) => {
            let _ = execute(tx, "ROLLBACK").await;
            tracing::error!(%failure, "a commit failed; nothing of it was kept");
            Err(failure)
        }
    };
    for (answer, place) in answers {
        let seq = |seqs: &Vec<i64>| place.checked_sub(1).and_then(|place| seqs.get(place)).map_or(0, |seq| *seq);
        answer(seqs.as_ref().map(seq).map_err(Clone::clone));
    }
}

/// Appends what happened, and commits.
async fn close(tx: &mut Tx, drafts: Vec<Draft>, counted: Counted) -> Result<Vec<Committed>, Failure> {
    let committed = append(tx, drafts).await?;
    counted.keep(tx).await?;
    execute(tx, "COMMIT").await?;
    Ok(committed)
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

/// Runs one job in its savepoint; gives its events.
async fn one(tx: &mut Tx, job: Job, failed: Option<Failure>) -> (Answer, Result<Vec<Draft>, Failure>) {
    if let Some(failure) = failed {
        return (job(Err(failure.clone())).await.answer, Err(failure));
    }
    if let Err(failure) = execute(tx, "SAVEPOINT job").await {
        return (job(Err(failure.clone())).await.answer, Err(failure));
    }
    // A deed that breaks off harms no other: what it did is taken back, and who waits for it hears that it is gone.
    let outcome = whole(job(Ok(tx))).await;
    let Outcome { kept, answer } = outcome.unwrap_or_else(|| Outcome { kept: None, answer: Box::new(|_| {}) });
    let taken_back = if kept.is_none() { execute(tx, "ROLLBACK TO job").await } else { Ok(()) };
    let released = match taken_back {
        Ok(()) => execute(tx, "RELEASE job").await,
        failed => failed,
    };
    (answer, released.map(|()| kept.unwrap_or_default()))
}

/// What the deed gives; nothing when it panics.
async fn whole(mut deed: Boxed<'_, Outcome>) -> Option<Outcome> {
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| deed.as_mut().poll(context)));
        polled.map_or(Poll::Ready(None), |polled| polled.map(Some))
    })
    .await
}

const LAST: &str = "SELECT COALESCE(MAX(seq), 0) FROM event";
/// Of `[number, kind, payload, actor, topics]` for each event.
const APPEND: &str = "INSERT INTO event (seq, at, kind, payload, actor) \
     SELECT value->>0, $2, value->>1, value->>2, value->>3 FROM json_each($1)";
const APPEND_TOPICS: &str = "INSERT INTO event_topic (topic, seq) \
     SELECT topic.value, event.value->>0 FROM json_each($1) event, json_each(event.value, '$[4]') topic";

/// A fixed number of statements, however many have written.
async fn append(tx: &mut Tx, drafts: Vec<Draft>) -> Result<Vec<Committed>, Failure> {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let (last,): (i64,) = sqlx::query_as(LAST).fetch_one(&mut tx.connection).await?;
    let mut rows = Vec::with_capacity(drafts.len());
    for (seq, draft) in (last + 1..).zip(&drafts) {
        let topics: Vec<String> = draft.topics.iter().map(ToString::to_string).collect();
        let payload = serde_json::to_string(&draft.refs).unwrap_or_default();
        rows.push((seq, draft.kind.as_str(), payload, draft.actor, topics));
    }
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    sqlx::query(APPEND).bind(&rows).bind(tx.now).execute(&mut tx.connection).await?;
    sqlx::query(APPEND_TOPICS).bind(&rows).execute(&mut tx.connection).await?;
    let at = tx.now;
    let committed = |(seq, Draft { kind, refs, topics, .. })| Committed { seq, at, kind, refs, topics };
    Ok((last + 1..).zip(drafts).map(committed).collect())
}

async fn execute(tx: &mut Tx, sql: &'static str) -> Result<(), Failure> {
    sqlx::query(sql).execute(&mut tx.connection).await?;
    Ok(())
}
