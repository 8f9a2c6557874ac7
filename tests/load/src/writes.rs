//! Comments by many people at once, each on disk before it is acknowledged, against what the database's engine alone
//! does with the same rows.
use crate::{
    bulk::{Bulk, person},
    client::Client,
    cost::Worked,
    figures::{Better, Figures, Unit, median, note},
    pam::{Pam, Place},
    process,
    raw::{ROWS, Raw},
    texts::{parent, said},
    wire::Wire,
};
use anyhow::{Context, Result, bail};
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
};

/// How many people write at once, each over a connection of their own.
const PEOPLE: usize = 64;
/// How often each side is measured.
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(3);
/// How many comments share a commit where the engine is measured without waiting for the disk each time.
const SHARED: u32 = 64;
/// Before the first round: statements are prepared then.
const WARM: Duration = Duration::from_secs(1);
/// How long a round may last when the server hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// How fast comments are kept, and what one costs the server.
pub async fn measure(figures: &mut Figures, place: &Place) -> Result<()> {
    note("Durable comments");
    let (database, copy) = (place.file("writes.db"), place.file("raw.db"));
    place.run(&database, &["demo"])?;
    let mut bulk = Bulk::open(&database, i64::try_from(PEOPLE)?).await?;
    let proposal = bulk.proposals(1).await?;
    bulk.close().await?;
    std::fs::copy(&database, &copy)?;

    let (pam, _) = Pam::start(place, &database)?;
    let mut crowd = Vec::new();
    for at in 0..PEOPLE {
        crowd.push(Writer::new(&pam, at, proposal).await?);
    }
    let mut raw = Raw::open(&copy, proposal).await?;
    let mut total = together(&mut crowd, WARM).await?.0;
    raw.insert_for(WARM, 1).await?;
    let mut rates = Rates::default();
    let mut worked = Worked::default();
    for round in 1..=ROUNDS {
        let (comments, time) = counted(&pam, &mut crowd, &mut worked).await?;
        total += comments;
        rates.ours.push(f64::from(comments) / time.as_secs_f64());
        rates.single.push(raw.insert_for(ROUND, 1).await?);
        rates.shared.push(raw.insert_for(ROUND, SHARED).await?);
        let last = [&rates.ours, &rates.single, &rates.shared].map(|rates| rates[round - 1]);
        note(&format!(
            "round {round}: {:.0}/s against {:.0}/s and, {SHARED} a commit, {:.0}/s",
            last[0], last[1], last[2]
        ));
    }
    let mut told = Worked::default();
    let readers = Readers::open(&pam, proposal, PEOPLE).await?;
    total += counted(&pam, &mut crowd, &mut told).await?.0;
    drop(readers);
    let one = crowd.first().context("nobody writes")?.client.clone();
    rates.put(figures);
    worked.put(figures, &pam, &one, told.each()).await?;
    pam.stop()?;
    let kept = Raw::kept(&database).await?;
    if kept != i64::from(total) {
        bail!("{total} comments were acknowledged, {kept} are in the file");
    }
    Ok(())
}

/// Comments in a second, by round.
#[derive(Default)]
struct Rates {
    /// Pam's.
    ours: Vec<f64>,
    /// The engine's, one comment in a commit.
    single: Vec<f64>,
    /// The engine's, [`SHARED`] comments in a commit.
    shared: Vec<f64>,
}

impl Rates {
    fn put(&self, figures: &mut Figures) {
        let against = |theirs: &[f64]| median(&self.ours.iter().zip(theirs).map(|(a, b)| a / b).collect::<Vec<_>>());
        let what = format!(
            "comments acknowledged in a second, each durable: {PEOPLE} signed-in people on kept connections, sent as our \
             own script sends them, one in three starting a conversation; against raw SQLite ({:.0}/s; same file, WAL, \
             synchronous=FULL, foreign keys) inserting the same rows with one commit for each comment ({ROWS}) by one \
             prepared statement, reading and counting nothing; {ROUNDS} rounds each in turn",
            median(&self.single)
        );
        let ratio = against(&self.single);
        figures.put("durable_comments_vs_raw_sqlite", ratio, Unit::Ratio, Better::Higher, &what);
        let what = format!(
            "the same with {SHARED} comments in each of raw SQLite's commits ({:.0}/s): how far the disk is from being \
             what counts",
            median(&self.shared)
        );
        let ratio = against(&self.shared);
        figures.put("durable_comments_vs_raw_shared_commits", ratio, Unit::Ratio, Better::Higher, &what);
        let what = format!("comments acknowledged in a second in those rounds, median of {ROUNDS}");
        figures.put("durable_comments_per_s", median(&self.ours), Unit::PerSecond, Better::Higher, &what);
    }
}

/// A round, and what the server works in it.
async fn counted(pam: &Pam, crowd: &mut Vec<Writer>, worked: &mut Worked) -> Result<(u32, Duration)> {
    let before = process::threads(pam.id())?;
    let (comments, time) = together(crowd, ROUND).await?;
    worked.round(comments, &before, &process::threads(pam.id())?);
    Ok((comments, time))
}

/// Those who have a thread open, and hear of everything in it.
struct Readers(Vec<JoinHandle<()>>);

impl Readers {
    async fn open(pam: &Pam, proposal: i64, how_many: usize) -> Result<Self> {
        let request = Client::new(pam).question(&format!("/live?topic=proposal:{proposal}"));
        let mut readers = Vec::new();
        for _ in 0..how_many {
            let mut stream = TcpStream::connect(pam.address).await?;
            stream.write_all(&request).await?;
            let mut heard = vec![0; 16 * 1024];
            // The head says that it listens from now on.
            if stream.read(&mut heard).await? == 0 {
                bail!("a stream was closed at once");
            }
            readers.push(tokio::spawn(async move { while stream.read(&mut heard).await.is_ok_and(|n| n > 0) {} }));
        }
        Ok(Self(readers))
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

/// Everybody writes for so long. Gives how many comments were acknowledged, and in what time.
async fn together(crowd: &mut Vec<Writer>, time: Duration) -> Result<(u32, Duration)> {
    let start = Instant::now();
    let writing: Vec<_> = crowd.drain(..).map(|writer| tokio::spawn(writer.write_until(start + time))).collect();
    let mut written = 0;
    for one in writing {
        let (writer, comments) = tokio::time::timeout(PATIENCE, one).await.context("the server hangs")???;
        crowd.push(writer);
        written += comments;
    }
    Ok((written, start.elapsed()))
}

/// One who writes, on a kept connection.
struct Writer {
    client: Client,
    wire: Wire,
    proposal: String,
    /// Whose comments these are, in their keys.
    name: usize,
    /// How many have been written.
    at: usize,
    /// The first comment of the conversation.
    root: String,
}

impl Writer {
    async fn new(pam: &Pam, name: usize, proposal: i64) -> Result<Self> {
        let client = Client::signed_in(pam, &person(name)).await?;
        let wire = Wire::open(pam.address).await?;
        Ok(Self { client, wire, proposal: proposal.to_string(), name, at: 0, root: String::new() })
    }

    async fn write_until(mut self, until: Instant) -> Result<(Self, u32)> {
        let mut written = 0;
        while Instant::now() < until {
            self.write().await?;
            written += 1;
        }
        Ok((self, written))
    }

    async fn write(&mut self) -> Result<()> {
        let key = format!("bench-{:04}-{:012}", self.name, self.at);
        let mut fields =
            vec![("proposal", self.proposal.as_str()), ("body", said(self.at)), ("lang", "ca"), ("key", &key)];
        let answers = parent(self.at).is_some();
        if answers {
            fields.push(("parent", &self.root));
        }
        let answer = self.wire.ask(&self.client.script("/api/comment/add", &fields)).await?;
        if answer.status != 200 {
            bail!("a comment was answered {}: {}", answer.status, self.wire.head(answer));
        }
        if !answers {
            self.root = number(&self.wire.body(answer)).context("an answer names no comment")?;
        }
        self.at += 1;
        Ok(())
    }
}

/// The number of the comment that an answer carries: its first field.
fn number(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?.strip_prefix("{\"id\":")?;
    Some(text.split(',').next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_comment_is_named() {
        assert_eq!(Some("17".to_owned()), number(br#"{"id":17,"proposal":3}"#));
        assert_eq!(None, number(b"null"));
    }
}
