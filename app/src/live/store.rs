//! Draws stored events for readers. What has left since is drawn without its text, since every drawing asks
//! the thread's one visibility function anew.
use super::{Committed, Counts, Data, Event, Figures, Frame, Kind, Topic};
use crate::{
    db::{Db, Failure, Read},
    pipeline, plan, team, thread,
};
use sqlx::SqliteConnection;

/// Every statement of this file, for the test that reads their plans.
pub const STATEMENTS: &[&str] = &[SINCE, OLDEST, AFTER];

const SINCE: &str = "SELECT e.seq, e.at, e.kind, e.payload, GROUP_CONCAT(t.topic, ' ') \
     FROM event_topic t JOIN event e ON e.seq = t.seq \
     WHERE t.topic IN ($1, $2, $3, $4, $5, $6, $7, $8) AND t.seq > $9 \
     GROUP BY e.seq ORDER BY e.seq LIMIT $10";
const OLDEST: &str = "SELECT COALESCE(MIN(seq), 0) FROM event";

const AFTER: &str = "SELECT e.seq, e.at, e.kind, e.payload, \
     COALESCE((SELECT GROUP_CONCAT(t.topic, ' ') FROM event_topic t WHERE t.seq = e.seq), '') \
     FROM event e WHERE e.seq > $1 ORDER BY e.seq LIMIT 500";

/// How many topics one stream may name.
pub const MOST_TOPICS: usize = 8;
/// How many events are replayed at most; past that a fresh page is cheaper than catching up.
pub const MOST_REPLAYED: i64 = 500;

/// One frame for each topic that listens.
///
/// # Errors
/// When the database fails.
pub async fn frames(db: &Db, event: &Committed, topics: &[Topic]) -> Result<Vec<(Topic, Frame)>, Failure> {
    let mut read = db.read().await?;
    let mut out = Vec::with_capacity(topics.len());
    for topic in topics {
        out.push((*topic, frame(&mut read, event, *topic).await?));
    }
    Ok(out)
}

/// What happened on `topics` after `after`, in order; `None` when that is no longer held or too much.
///
/// # Errors
/// When the database fails.
pub async fn replay(db: &Db, topics: &[Topic], after: i64) -> Result<Option<Vec<Frame>>, Failure> {
    let mut read = db.read().await?;
    let head = read.seq().await?;
    let (oldest,): (i64,) = read.one(sqlx::query_as(OLDEST)).await?;
    if after > head || after < oldest - 1 {
        return Ok(None);
    }
    let mut names: Vec<String> = topics.iter().map(ToString::to_string).collect();
    names.resize(MOST_TOPICS, String::new());
    let mut query = sqlx::query_as::<_, EventRow>(SINCE);
    for name in names {
        query = query.bind(name);
    }
    let rows = read.all(query.bind(after).bind(MOST_REPLAYED + 1)).await?;
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) > MOST_REPLAYED {
        return Ok(None);
    }
    let mut frames = Vec::with_capacity(rows.len());
    for event in rows.into_iter().filter_map(event) {
        let topic = event.topics.iter().filter(|t| topics.contains(t)).min().copied();
        if let Some(topic) = topic {
            frames.push(frame(&mut read, &event, topic).await?);
        }
    }
    Ok(Some(frames))
}

/// The events after number `after`, whoever committed them; with 0 only the last one, to know where news begins.
///
/// # Errors
/// When the database fails.
pub async fn committed_after(db: &Db, after: i64) -> Result<Vec<Committed>, Failure> {
    let mut read = db.read().await?;
    let last = read.seq().await?;
    if last <= after {
        return Ok(Vec::new());
    }
    let after = if after == 0 { last - 1 } else { after };
    Ok(read.all(sqlx::query_as(AFTER).bind(after)).await?.into_iter().filter_map(event).collect())
}

/// The events between two numbers, as the writer finds them: what other processes committed before its own.
///
/// # Errors
/// When the database fails.
pub async fn between(connection: &mut SqliteConnection, after: i64, before: i64) -> Result<Vec<Committed>, Failure> {
    let rows: Vec<EventRow> = sqlx::query_as(AFTER).bind(after).fetch_all(connection).await?;
    Ok(rows.into_iter().filter_map(event).filter(|e| e.seq < before).collect())
}

type EventRow = (i64, i64, String, String, String);

fn event((seq, at, kind, payload, topics): EventRow) -> Option<Committed> {
    let refs = serde_json::from_str(&payload).unwrap_or_default();
    let topics = topics.split(' ').filter_map(|t| t.parse().ok()).collect();
    Some(Committed { seq, at, kind: kind.parse().ok()?, refs, topics })
}

async fn frame(read: &mut Read, event: &Committed, topic: Topic) -> Result<Frame, Failure> {
    let (kind, data) = match topic {
        Topic::Proposal(here) => (event.kind, on_proposal(read, event, here).await?),
        Topic::Desk => (event.kind, desk(read, event).await?),
        _ => (counts_kind(event.kind), figures(read, event.refs.proposal).await?),
    };
    let told = Event { seq: event.seq, at: event.at, topic: topic.to_string(), kind, data };
    let json = serde_json::to_string(&told).map_err(|e| Failure::Other(e.to_string().into()))?;
    Ok(Frame { seq: event.seq, text: format!("id: {}\ndata: {json}\n\n", event.seq).into() })
}

/// Sections and the plan hear of figures only; of new proposals they hear that the plan changed.
fn counts_kind(kind: Kind) -> Kind {
    if kind == Kind::PlanChanged { kind } else { Kind::CountsChanged }
}

/// A conversation may have been carried elsewhere since: then its comments are not told here.
async fn on_proposal(read: &mut Read, event: &Committed, here: i64) -> Result<Data, Failure> {
    let mut data = whole(read, event, Some(here)).await?;
    data.comment = data.comment.filter(|comment| comment.proposal == here);
    Ok(data)
}

async fn whole(read: &mut Read, event: &Committed, proposal: Option<i64>) -> Result<Data, Failure> {
    let mut data = figures(read, proposal).await?;
    if let Some(id) = event.refs.comment {
        match event.kind {
            Kind::CommentVoted => data.tally = thread::store::tally(read, id).await?.map(|tally| (id, tally)),
            _ => data.comment = thread::store::comment(read, id).await?,
        }
    }
    if event.kind == Kind::CommentMarked
        && let Some(marked) = &data.comment
    {
        data.pin = thread::store::comment(read, marked.root).await?.map(|root| (root.id, root.pin));
    }
    if event.kind == Kind::ThreadChanged
        && let Some(proposal) = event.refs.proposal
    {
        data.rules = thread::store::rules(read, proposal).await?;
    }
    Ok(data)
}

async fn desk(read: &mut Read, event: &Committed) -> Result<Data, Failure> {
    let mut data = whole(read, event, event.refs.proposal).await?;
    data.waits = Some(pipeline::store::waits(read).await?);
    if let Some(id) = event.refs.comment {
        data.reports = Some(thread::store::open_reports(read, id).await?);
        data.claim = team::store::claimed(read, id, event.at).await?;
    }
    Ok(data)
}

async fn figures(read: &mut Read, proposal: Option<i64>) -> Result<Data, Failure> {
    let Some(proposal) = proposal else { return Ok(Data::default()) };
    let figures: Option<Figures> = plan::store::figures(read, proposal).await?;
    Ok(Data { figures, ..Data::default() })
}

/// Counts as they come from a row.
pub fn counts((proposals, supports, comments): (i64, i64, i64)) -> Counts {
    Counts { proposals, supports, comments }
}
