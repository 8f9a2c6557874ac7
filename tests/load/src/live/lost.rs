//! Nobody misses anything and nobody hears anything twice, also who is cut off again and again.
use super::{
    PATIENCE, READERS,
    board::Board,
    hall::{Door, Hall},
    listen,
    reader::Reader,
};
use crate::figures::{Better, Figures, Unit, note};
use anyhow::{Result, bail};
use fastrand::Rng;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

/// How many posts.
const POSTS: usize = 1000;
/// At most one in so long.
const PACE: Duration = Duration::from_millis(25);
/// How many posts the readers may be behind on average: past it the next post waits.
const BEHIND: usize = 64;
/// One reader in so many is cut off again and again,
const ONE_IN: usize = 10;
/// after one event in so many, by chance,
const CUT: u32 = 100;
/// and comes back when fewer than so many further events have been posted.
const AWAY: i64 = 20;

/// A thousand posts to all readers, of whom a tenth come and go.
pub async fn measure(figures: &mut Figures, hall: &mut Hall) -> Result<()> {
    note("A thousand posts, a tenth of the readers come and go");
    let board = Arc::new(Board::new(hall.head, READERS, 0));
    let end = hall.head + i64::try_from(POSTS)?;
    let (posted, news) = watch::channel(hall.head);
    let cuts = Arc::new(AtomicUsize::new(0));
    let mut listening = JoinSet::new();
    for (at, reader) in hall.fill(READERS).await?.into_iter().enumerate() {
        let board = Arc::clone(&board);
        if at % ONE_IN == 0 {
            let wanderer = Wanderer { at, door: hall.door(), board, news: news.clone(), end, cuts: Arc::clone(&cuts) };
            listening.spawn(wanderer.wander(reader));
        } else {
            listening.spawn(async move {
                listen(reader, at, board).await;
                Ok(())
            });
        }
    }
    let time = post_all(hall, &board, &posted).await?.as_secs_f64();
    let faults = board.faults(end);
    // All are listening still, unless something broke.
    if let Some(broken) = listening.try_join_next() {
        broken??;
        bail!("a stream ended before it was closed");
    }
    let what = format!(
        "events lost or doubled over {POSTS} comments and {READERS} subscribers of one thread in {time:.0} s; one in \
         {ONE_IN} was cut off at random, {} times in all, and came back with Last-Event-ID; {}",
        cuts.load(Relaxed),
        board.told()
    );
    figures.put("live_lost", faults as f64, Unit::Events, Better::Lower, &what);
    Ok(())
}

/// Posts at an even pace, or as fast as readers take it, and waits until all have come to the end. Gives how long that took.
async fn post_all(hall: &mut Hall, board: &Board, posted: &watch::Sender<i64>) -> Result<Duration> {
    let start = Instant::now();
    let mut pace = interval(PACE);
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut along = true;
    for post in 1..=POSTS {
        pace.tick().await;
        // What is waited for in vain is lost, and counted in the end; no further post waits for it.
        along = along && board.reached(post.saturating_sub(BEHIND) * READERS, PATIENCE).await;
        hall.say().await?;
        posted.send_replace(hall.head);
        if post % 250 == 0 {
            note(&format!("{post} posts in {:.0} s", start.elapsed().as_secs_f64()));
        }
    }
    board.reached(POSTS * READERS, PATIENCE).await;
    Ok(start.elapsed())
}

/// A reader who is cut off by chance and comes back for what was missed.
struct Wanderer {
    at: usize,
    door: Door,
    board: Arc<Board>,
    news: watch::Receiver<i64>,
    end: i64,
    cuts: Arc<AtomicUsize>,
}

impl Wanderer {
    async fn wander(mut self, mut reader: Reader) -> Result<()> {
        let after = self.board.last(self.at);
        // Everybody's own chance, and the same in every run.
        let mut chance = Rng::with_seed(self.at as u64);
        loop {
            let mut cut = false;
            let open = reader.hear(|heard, now| {
                self.board.heard(self.at, heard, now);
                cut |= chance.u32(..CUT) == 0;
            });
            if !open.await? {
                return Ok(());
            }
            if cut {
                drop(reader);
                self.cuts.fetch_add(1, Relaxed);
                let last = self.board.last(self.at);
                let back = (last + chance.i64(..AWAY)).min(self.end);
                self.news.wait_for(|posted| *posted >= back).await?;
                reader = self.door.enter(after, Some(last)).await?;
            }
        }
    }
}
