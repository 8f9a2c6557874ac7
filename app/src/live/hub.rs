//! Who listens to what, and the one task that tells them, in order.
use super::{Kind, Refs, Topic, store};
use crate::db::{Db, Millis};
use axum::body::Bytes;
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use tokio::sync::mpsc;

/// How many frames a reader may be behind before it is told to fetch anew. A slow reader loses nothing but
/// the replay: it gets `resync`.
const BEHIND: usize = 256;

/// An event about to be appended.
pub struct Draft {
    /// What happened.
    pub kind: Kind,
    /// To what.
    pub refs: Refs,
    /// By whom.
    pub actor: Option<i64>,
    /// Where it is told.
    pub topics: Vec<Topic>,
}

/// An event that is on disk.
#[derive(Clone, Debug)]
pub struct Committed {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Millis,
    /// What happened.
    pub kind: Kind,
    /// To what.
    pub refs: Refs,
    /// Where it is told.
    pub topics: Vec<Topic>,
}

/// One serialised event, shared by all who get it.
#[derive(Clone)]
pub struct Frame {
    /// The event's number.
    pub seq: i64,
    /// The lines of a server-sent event, ready to write.
    pub text: Bytes,
}

/// What is known of a topic's readers since they were last told how many they are.
#[derive(Clone, Copy, Debug, Default)]
struct Company {
    /// How many were told.
    told: usize,
    /// The last line that was.
    line: u64,
    /// Whether somebody came or went since.
    moved: bool,
}

type Listener = Box<dyn Fn(&Committed) + Send + Sync>;
type Lines = HashMap<Topic, Vec<(u64, Arc<Waiting>)>>;

struct Inner {
    lines: Mutex<Lines>,
    next: AtomicU64,
    head: AtomicI64,
    listeners: RwLock<Vec<Listener>>,
    /// Topics whose readers came or went; see [`Hub::presence`].
    company: Mutex<HashMap<Topic, Company>>,
    queue: mpsc::UnboundedSender<Committed>,
    waiting: Mutex<Option<mpsc::UnboundedReceiver<Committed>>>,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

impl Default for Hub {
    fn default() -> Self {
        let (queue, waiting) = mpsc::unbounded_channel();
        Self(Arc::new(Inner {
            lines: Mutex::default(),
            next: AtomicU64::new(1),
            head: AtomicI64::new(0),
            listeners: RwLock::default(),
            company: Mutex::default(),
            queue,
            waiting: Mutex::new(Some(waiting)),
        }))
    }
}

impl Hub {
    /// Starts telling what is committed; rendering reads from `db`. Further calls do nothing.
    pub fn start(&self, db: Db) {
        let waiting = locked(&self.0.waiting).take();
        if let Some(mut waiting) = waiting {
            tokio::spawn(self.clone().follow(db.clone()));
            tokio::spawn(self.clone().keep_company(db.clone()));
            let hub = self.clone();
            tokio::spawn(async move {
                while let Some(event) = waiting.recv().await {
                    hub.publish(&db, event).await;
                }
            });
        }
    }

    /// Hears of what another process committed to the same database (an import while serving). What comes twice
    /// does no harm: caches forget again, and a stream passes over numbers that it has sent.
    async fn follow(self, db: Db) {
        let mut every = tokio::time::interval(std::time::Duration::from_secs(1));
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            let head = self.0.head.load(Ordering::SeqCst);
            match store::committed_after(&db, head).await {
                // Before the first event of this process is known, the past is not news.
                Ok(events) if head == 0 => {
                    let last = events.last().map_or(0, |e| e.seq);
                    self.0.head.fetch_max(last, Ordering::SeqCst);
                }
                Ok(events) => self.committed(events),
                Err(failure) => tracing::warn!(%failure, "the event table could not be followed"),
            }
        }
    }

    /// Called on the writer's task before anybody is answered, for each event: caches forget here.
    pub fn on_commit(&self, listener: impl Fn(&Committed) + Send + Sync + 'static) {
        self.0.listeners.write().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    /// The number of the last event told; 0 while none is known.
    pub(crate) fn head(&self) -> i64 {
        self.0.head.load(Ordering::SeqCst)
    }

    pub(crate) fn committed(&self, events: Vec<Committed>) {
        let listeners = self.0.listeners.read().unwrap_or_else(PoisonError::into_inner);
        for event in events {
            self.0.head.fetch_max(event.seq, Ordering::SeqCst);
            listeners.iter().for_each(|listener| listener(&event));
            let _ = self.0.queue.send(event);
        }
    }

    /// Listens to `topics` from now on.
    pub fn join(&self, topics: Vec<Topic>) -> Line {
        let waiting = Arc::new(Waiting::default());
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        let mut lines = locked(&self.0.lines);
        for topic in &topics {
            lines.entry(*topic).or_default().push((id, Arc::clone(&waiting)));
            self.moved(*topic);
        }
        Line { id, topics, waiting, hub: self.clone() }
    }

    /// How many lines are open on a topic.
    pub fn listening(&self, topic: Topic) -> usize {
        locked(&self.0.lines).get(&topic).map_or(0, Vec::len)
    }

    fn leave(&self, id: u64, topics: &[Topic]) {
        let mut lines = locked(&self.0.lines);
        for topic in topics {
            if let Some(list) = lines.get_mut(topic) {
                list.retain(|(line, _)| *line != id);
                if list.is_empty() {
                    lines.remove(topic);
                }
                self.moved(*topic);
            }
        }
    }

    /// Each line gets the event once, in its most specific form.
    async fn publish(&self, db: &Db, event: Committed) {
        let mut topics: Vec<Topic> = {
            let lines = locked(&self.0.lines);
            event.topics.iter().copied().filter(|t| lines.contains_key(t)).collect()
        };
        if topics.is_empty() {
            return;
        }
        topics.sort_unstable();
        let frames = match store::frames(db, &event, &topics).await {
            Ok(frames) => frames,
            Err(failure) => {
                tracing::error!(%failure, seq = event.seq, "an event could not be drawn; its readers fetch anew");
                topics.iter().for_each(|topic| self.hang_up(*topic));
                return;
            }
        };
        let mut told = HashSet::new();
        let many = frames.len() > 1;
        for (topic, frame) in frames {
            self.send(topic, &Arc::new(frame), many.then_some(&mut told));
        }
    }

    fn send(&self, topic: Topic, frame: &Arc<Frame>, mut told: Option<&mut HashSet<u64>>) {
        let mut lines = locked(&self.0.lines);
        let Some(list) = lines.get_mut(&topic) else { return };
        let mut slow = HashSet::new();
        for (id, line) in list.iter() {
            let first = told.as_mut().is_none_or(|told| told.insert(*id));
            if first && !line.put(frame) {
                line.end();
                slow.insert(*id);
            }
        }
        if !slow.is_empty() {
            lines.values_mut().for_each(|list| list.retain(|(id, _)| !slow.contains(id)));
        }
    }

    /// Ends the lines of a topic: each reader is told to fetch anew.
    fn hang_up(&self, topic: Topic) {
        let lines = locked(&self.0.lines).remove(&topic).unwrap_or_default();
        lines.iter().for_each(|(_, line)| line.end());
    }
}

mod line;
mod presence;

pub use line::Line;
use line::Waiting;

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
