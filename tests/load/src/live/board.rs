//! What has arrived where: put down by ten thousand tasks without a lock.
use super::{STEP, stream::Heard};
use std::{
    sync::atomic::{AtomicI64, AtomicU32, AtomicU64, AtomicUsize, Ordering::Relaxed},
    time::{Duration, Instant},
};

/// Arrivals at each reader.
pub struct Board {
    start: Instant,
    /// The last event before the first post.
    head: i64,
    /// By reader, the last event that came.
    last: Box<[AtomicI64]>,
    /// By post and reader, when it came: microseconds since the start.
    at: Box<[AtomicU32]>,
    /// How far all readers have come together: a post that was passed over counts.
    through: AtomicUsize,
    missed: AtomicU64,
    doubled: AtomicU64,
    resyncs: AtomicU64,
}

impl Board {
    /// For events after `head`; the moments of the first `timed` posts are kept.
    pub fn new(head: i64, readers: usize, timed: usize) -> Self {
        Self {
            start: Instant::now(),
            head,
            last: (0..readers).map(|_| AtomicI64::new(head)).collect(),
            at: (0..readers * timed).map(|_| AtomicU32::new(0)).collect(),
            through: AtomicUsize::new(0),
            missed: AtomicU64::new(0),
            doubled: AtomicU64::new(0),
            resyncs: AtomicU64::new(0),
        }
    }

    /// Puts down what a reader heard. Only its own task calls this for it.
    pub fn heard(&self, reader: usize, heard: Heard, now: Instant) {
        let last = self.last(reader);
        let (Ok(step), Ok(post)) = (usize::try_from(heard.id - last), usize::try_from(heard.id - self.head - 1)) else {
            self.doubled.fetch_add(1, Relaxed);
            return;
        };
        match step {
            0 => {
                self.doubled.fetch_add(1, Relaxed);
                return;
            }
            _ if heard.resync => {
                self.resyncs.fetch_add(1, Relaxed);
            }
            _ => {
                self.missed.fetch_add(step as u64 - 1, Relaxed);
            }
        }
        if let Some(at) = self.at.get(post * self.last.len() + reader) {
            at.store(u32::try_from((now - self.start).as_micros()).unwrap_or(u32::MAX), Relaxed);
        }
        self.last[reader].store(heard.id, Relaxed);
        self.through.fetch_add(step, Relaxed);
    }

    /// The last event that came to a reader.
    pub fn last(&self, reader: usize) -> i64 {
        self.last[reader].load(Relaxed)
    }

    /// Waits until readers have come so far together; false when they do not.
    pub async fn reached(&self, through: usize, patience: Duration) -> bool {
        let start = Instant::now();
        while self.through.load(Relaxed) < through {
            if start.elapsed() > patience {
                return false;
            }
            tokio::time::sleep(STEP).await;
        }
        true
    }

    /// How long each reader waited for a post that was sent at a moment.
    pub fn waited(&self, post: usize, sent: Instant) -> impl Iterator<Item = Duration> {
        let readers = self.last.len();
        let sent = sent - self.start;
        let came = self.at[post * readers..(post + 1) * readers].iter();
        came.map(move |at| Duration::from_micros(at.load(Relaxed).into()).saturating_sub(sent))
    }

    /// Events up to `end` that did not come, came twice, or were left to be fetched anew.
    pub fn faults(&self, end: i64) -> i64 {
        let behind: i64 = self.last.iter().map(|last| end - last.load(Relaxed)).sum();
        let count = |count: &AtomicU64| i64::try_from(count.load(Relaxed)).unwrap_or(i64::MAX);
        behind + count(&self.missed) + count(&self.doubled) + count(&self.resyncs)
    }

    /// The same in words.
    pub fn told(&self) -> String {
        let count = |count: &AtomicU64| count.load(Relaxed);
        let (missed, doubled, resyncs) = (count(&self.missed), count(&self.doubled), count(&self.resyncs));
        format!("{missed} missed, {doubled} doubled, {resyncs} to be fetched anew")
    }
}

#[cfg(test)]
mod tests {
    use super::{Board, Heard};
    use std::time::Instant;

    #[test]
    fn what_is_missed_or_doubled_is_counted() {
        let board = Board::new(10, 2, 1);
        let hear = |reader, id, resync| board.heard(reader, Heard { id, resync }, Instant::now());
        for id in [11, 12, 12, 9, 15] {
            hear(0, id, false);
        }
        hear(1, 14, true);
        assert_eq!("2 missed, 2 doubled, 1 to be fetched anew", board.told());
        assert_eq!(2 + 2 + 1 + 1, board.faults(15));
    }
}
