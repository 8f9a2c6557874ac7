//! The desk: what its page costs however much waits, and how soon a decision reaches an open page in the middle of a storm.
use crate::{
    bulk::{Bulk, Spread, person},
    client::Client,
    figures::{Better, Figures, Unit, note, p99},
    live::Reader,
    load::{Question, in_turn},
    milliseconds,
    pam::{Pam, Place},
    texts::said,
    wire::Wire,
};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{task::JoinSet, time::interval};

/// How many reported comments each of the two desks has.
const BACKLOGS: [i64; 2] = [100, 100_000];
/// How often each desk's page is asked for.
const TIMES: usize = 200;

/// How many moderators watch and decide.
const MODERATORS: usize = 20;
/// How many people write, each so often that all together write two hundred comments a second.
const WRITERS: usize = 40;
const EVERY: Duration = Duration::from_millis(200);
/// How often each moderator decides.
const DECIDES: Duration = Duration::from_millis(500);
/// How long the storm lasts.
const STORM: Duration = Duration::from_secs(15);
/// How long a decision may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// Both figures.
pub async fn measure(figures: &mut Figures, place: &Place) -> Result<()> {
    cost(figures, place).await?;
    storm(figures, place).await
}

/// The desk's page with a long backlog against a short one.
async fn cost(figures: &mut Figures, place: &Place) -> Result<()> {
    note("A short backlog and a very long one");
    let (few, some) = desk(place, BACKLOGS[0]).await?;
    let (many, same) = desk(place, BACKLOGS[1]).await?;
    let waited = in_turn(&[some, same], TIMES).await?;
    let what = format!(
        "the desk's page with 100,000 reported comments ({:.2} ms) against 100 ({:.2} ms) in towns of as many comments; \
         medians of {TIMES}, both servers in turn",
        waited[1], waited[0]
    );
    figures.put("desk_cost_100k_vs_100", waited[1] / waited[0], Unit::Ratio, Better::Lower, &what);
    few.stop()?;
    many.stop()
}

async fn desk(place: &Place, reported: i64) -> Result<(Pam, Vec<Question>)> {
    let database = place.file(&format!("desk-{reported}.db"));
    place.run(&database, &["demo"])?;
    let mut bulk = Bulk::open(&database, 1000).await?;
    let proposal = bulk.proposals(1).await?;
    let comments = BACKLOGS[1];
    let first = bulk.comments(&Spread { comments, conversation: 5, proposal, measured: 1, one_in: 1 }).await?;
    bulk.reported(first, reported).await?;
    bulk.close().await?;
    let (pam, _) = Pam::start(place, &database)?;
    let moderator = Client::signed_in(&pam, "moderator@demo.pam").await?;
    let request = moderator.like_a_browser().question("/ca/desk").into();
    let question = Question { server: pam.address, request };
    Ok((pam, vec![question]))
}

/// What everybody in the storm shares.
#[derive(Default)]
struct Square {
    /// Comments that nobody has decided yet.
    waiting: Mutex<VecDeque<i64>>,
    /// When each was sent away.
    sent: Mutex<HashMap<i64, Instant>>,
    /// When the visitor's page heard of it.
    heard: Mutex<HashMap<i64, Instant>>,
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Two hundred comments a second, twenty moderators, and one visitor who watches.
async fn storm(figures: &mut Figures, place: &Place) -> Result<()> {
    note("A storm on the desk");
    let database = place.file("storm.db");
    place.run(&database, &["demo"])?;
    let mut bulk = Bulk::open(&database, i64::try_from(WRITERS + MODERATORS)?).await?;
    let proposal = bulk.proposals(1).await?;
    bulk.moderators(WRITERS).await?;
    bulk.close().await?;
    let (pam, _) = Pam::start(place, &database)?;
    let square = Arc::new(Square::default());
    let mut listening = JoinSet::new();
    let open = format!("GET /live?topic=proposal:{proposal} HTTP/1.1\r\nhost: {0}\r\n\r\n", pam.address);
    listening.spawn(watch(Reader::open(pam.address, open.as_bytes()).await?, square.clone()));
    let mut acting = JoinSet::new();
    let until = Instant::now() + STORM;
    for at in 0..MODERATORS {
        let client = Client::signed_in(&pam, &person(WRITERS + at)).await?;
        let stream = client.question("/live?topic=desk");
        listening.spawn(drain(Reader::open(pam.address, &stream).await?));
        acting.spawn(decide(Wire::open(pam.address).await?, client, square.clone(), until));
    }
    for at in 0..WRITERS {
        let client = Client::signed_in(&pam, &person(at)).await?;
        acting.spawn(write(Wire::open(pam.address).await?, client, proposal, (at, until), square.clone()));
    }
    let start = Instant::now();
    let mut written = 0;
    while let Some(done) = acting.join_next().await {
        written += done??;
    }
    let rate = f64::from(written) / start.elapsed().as_secs_f64();
    let waited = arrived(&square).await?;
    listening.abort_all();
    pam.stop()?;
    let what = format!(
        "from a moderator's decision to its arrival on a visitor's open page, p99 of {} decisions by {MODERATORS} moderators \
         who watch the desk, while {rate:.0} comments a second are written",
        waited.len()
    );
    figures.put("hide_p99_ms", p99(&waited), Unit::Milliseconds, Better::Lower, &what);
    Ok(())
}

/// Waits until every decision has arrived; how long each took, in milliseconds.
async fn arrived(square: &Square) -> Result<Vec<f64>> {
    let start = Instant::now();
    loop {
        let waited: Vec<f64> = {
            let (sent, heard) = (locked(&square.sent), locked(&square.heard));
            let all = sent.iter().map(|(id, sent)| Some(milliseconds(heard.get(id)?.saturating_duration_since(*sent))));
            all.collect::<Option<_>>().unwrap_or_default()
        };
        if !waited.is_empty() {
            return Ok(waited);
        }
        if start.elapsed() > PATIENCE {
            bail!("a decision did not arrive");
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// A visitor's page.
async fn watch(mut reader: Reader, square: Arc<Square>) -> Result<()> {
    let mut text = Vec::new();
    while reader.text(&mut text).await? {
        let now = Instant::now();
        while let Some(end) = text.windows(2).position(|two| two == b"\n\n") {
            let frame: Vec<u8> = text.drain(..end + 2).collect();
            let frame = String::from_utf8_lossy(&frame).into_owned();
            let data = frame.lines().find_map(|line| line.strip_prefix("data: "));
            let told: Option<Value> = data.and_then(|data| serde_json::from_str(data).ok());
            if let Some(told) = told.filter(|told| told["kind"] == "comment_hidden")
                && let Some(id) = told["data"]["comment"]["id"].as_i64()
            {
                locked(&square.heard).insert(id, now);
            }
        }
    }
    bail!("the visitor's stream ended")
}

/// A moderator's page, which only has to keep up.
async fn drain(mut reader: Reader) -> Result<()> {
    let mut text = Vec::new();
    while reader.text(&mut text).await? {
        text.clear();
    }
    bail!("a moderator's stream ended")
}

async fn decide(mut wire: Wire, client: Client, square: Arc<Square>, until: Instant) -> Result<u32> {
    let mut every = interval(DECIDES);
    while Instant::now() < until {
        every.tick().await;
        let Some(id) = locked(&square.waiting).pop_front() else { continue };
        let request = client.script("/api/desk/hide", &[("comment", &id.to_string()), ("rule", "off_topic")]);
        locked(&square.sent).insert(id, Instant::now());
        let answer = wire.ask(&request).await?;
        if answer.status != 200 {
            bail!("a decision was answered {}: {}", answer.status, wire.head(answer));
        }
    }
    Ok(0)
}

async fn write(
    mut wire: Wire,
    client: Client,
    proposal: i64,
    (at, until): (usize, Instant),
    square: Arc<Square>,
) -> Result<u32> {
    let (mut every, mut written, proposal) = (interval(EVERY), 0, proposal.to_string());
    while Instant::now() < until {
        every.tick().await;
        let words = said(at + usize::try_from(written)?);
        let fields = [("proposal", proposal.as_str()), ("body", words), ("lang", "ca")];
        let answer = wire.ask(&client.script("/api/comment/add", &fields)).await?;
        if answer.status != 200 {
            bail!("a comment was answered {}: {}", answer.status, wire.head(answer));
        }
        let made: Value = serde_json::from_slice(&wire.body(answer)).context("a comment's answer")?;
        locked(&square.waiting).push_back(made["id"].as_i64().context("a comment's number")?);
        written += 1;
    }
    Ok(written)
}
