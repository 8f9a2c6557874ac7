//! Ten thousand people read one thread while it is written in: how soon each of them has what is posted, what a waiting
//! reader costs, and whether anybody misses anything.

mod board;
mod hall;
mod lost;
mod reader;
mod stream;

use crate::{
    bare::Bare,
    bulk::{Bulk, person},
    client::Client,
    figures::{Better, Figures, Unit, median, note, p99},
    milliseconds,
    pam::{Pam, Place},
    process,
};
use anyhow::{Result, bail};
use board::Board;
use hall::Hall;
pub use reader::Reader;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// How many listen.
const READERS: usize = 10_000;
/// How often each side is measured.
const ROUNDS: usize = 4;
/// How many posts a round has.
const POSTS: usize = 10;
/// How long anything may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long to wait before looking again; far below what is measured.
const STEP: Duration = Duration::from_millis(1);

/// All figures of the stream.
pub async fn measure(figures: &mut Figures, place: &Place) -> Result<()> {
    note("Ten thousand subscribers of one thread");
    let database = place.file("live.db");
    place.run(&database, &["demo"])?;
    let mut bulk = Bulk::open(&database, 1).await?;
    let proposal = bulk.proposals(1).await?;
    bulk.close().await?;
    let (pam, _) = Pam::start(place, &database)?;
    let writer = Client::signed_in(&pam, &person(0)).await?;
    let bare = Bare::start(None)?;
    let mut ours = Hall::of_pam(&pam, writer, proposal).await?;
    let mut theirs = Hall::of_bare(&bare).await?;

    let (mut pams, mut bares) = (Side::default(), Side::default());
    for number in 1..=ROUNDS {
        let first = ours.head;
        round(&mut ours, &mut pams).await?;
        theirs.repeat(ours.told_after(first, POSTS).await?);
        round(&mut theirs, &mut bares).await?;
        note(&format!("round {number}: {:.1} ms against {:.1} ms so far", pams.typical(), bares.typical()));
    }
    drop(bare);
    put(figures, &pams, &bares);
    lost::measure(figures, &mut ours).await?;
    pam.stop()
}

/// What was measured of one server.
#[derive(Default)]
struct Side {
    /// By post, what each reader waited for it, in milliseconds.
    waited: Vec<Vec<f64>>,
    /// What a waiting reader costs in memory the first time, in kilobytes.
    memory: Option<f64>,
}

impl Side {
    /// What all but one in a hundred stay below at the middle one of all posts: another process that wakes up for a
    /// moment touches one post.
    fn typical(&self) -> f64 {
        median(&self.waited.iter().map(|post| p99(post)).collect::<Vec<_>>())
    }

    /// Every wait for every post.
    fn all(&self) -> Vec<f64> {
        self.waited.concat()
    }
}

fn put(figures: &mut Figures, ours: &Side, theirs: &Side) {
    let how = format!(
        "from sending a comment to its arrival at {READERS} subscribers of the thread, server and subscribers in two \
         processes on the same cores, {POSTS} comments in each of {ROUNDS} rounds, each sent when the one before had \
         arrived everywhere"
    );
    let what = format!("p99 of all arrivals {how}; bare axum: {:.1} ms", p99(&theirs.all()));
    figures.put("live_p99_ms_10k", p99(&ours.all()), Unit::Milliseconds, Better::Lower, &what);
    let what = format!("median of all arrivals {how}");
    figures.put("live_p50_ms_10k", median(&ours.all()), Unit::Milliseconds, Better::Lower, &what);
    let what = format!(
        "each post's p99 {how}, median of the posts ({:.1} ms); against bare axum telling the same bytes by tokio's \
         broadcast ({:.1} ms), rounds in turn",
        ours.typical(),
        theirs.typical()
    );
    let ratio = ours.typical() / theirs.typical();
    figures.put("live_p99_vs_bare_axum", ratio, Unit::Ratio, Better::Lower, &what);
    let what = format!(
        "resident memory (VmRSS) of the server with {READERS} subscribers of one thread, before anything is told, less \
         that before they came, for each of them; bare axum: {:.1} kB",
        theirs.memory.unwrap_or(f64::NAN)
    );
    let memory = ours.memory.unwrap_or(f64::NAN);
    figures.put("live_kb_per_subscriber", memory, Unit::Kilobytes, Better::Lower, &what);
}

/// Everybody comes, hears the posts of one round and goes.
async fn round(hall: &mut Hall, side: &mut Side) -> Result<()> {
    let before = (process::resident_bytes(hall.process)?, process::open_files(hall.process)?);
    let start = Instant::now();
    let readers = hall.fill(READERS).await?;
    let opened = start.elapsed().as_secs_f64();
    let each = (process::resident_bytes(hall.process)? - before.0) / 1000.0 / f64::from(u32::try_from(READERS)?);
    side.memory.get_or_insert(each);
    let board = Arc::new(Board::new(hall.head, READERS, POSTS));
    let mut listening = JoinSet::new();
    for (at, reader) in readers.into_iter().enumerate() {
        listening.spawn(listen(reader, at, Arc::clone(&board)));
    }
    let mut sent = Vec::new();
    for post in 1..=POSTS {
        sent.push(hall.say().await?);
        if !board.reached(post * READERS, PATIENCE).await {
            bail!("a post did not arrive everywhere; {}", board.told());
        }
    }
    drop(listening);
    side.waited
        .extend(sent.iter().enumerate().map(|(post, sent)| board.waited(post, *sent).map(milliseconds).collect()));
    let start = Instant::now();
    all_gone(hall.process, before.1).await?;
    let closed = start.elapsed().as_secs_f64();
    note(&format!("{READERS} streams opened in {opened:.1} s, closed in {closed:.1} s"));
    Ok(())
}

/// Waits until the server has let go of who left, so that the next side has the machine for itself. A few files more than
/// before are connections to the database.
async fn all_gone(server: u32, before: usize) -> Result<()> {
    let start = Instant::now();
    while process::open_files(server)? > before + READERS / 100 {
        if start.elapsed() > PATIENCE {
            bail!("the server keeps connections that were closed");
        }
        tokio::time::sleep(STEP).await;
    }
    Ok(())
}

/// Hears until the stream ends.
async fn listen(mut reader: Reader, at: usize, board: Arc<Board>) {
    while let Ok(true) = reader.hear(|heard, now| board.heard(at, heard, now)).await {}
}
