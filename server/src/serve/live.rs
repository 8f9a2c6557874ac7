//! `GET /live`: the event table as a stream of server-sent events.
use app::{
    db::Db,
    live::{Line, Topic, store},
    plan,
    request::Caller,
    services::Services,
};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use futures::stream;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::{collections::VecDeque, time::Duration};
use tokio::sync::watch;

/// How long a stream may be silent: proxies close what says nothing.
const QUIET: Duration = Duration::from_secs(15);

struct Stream {
    db: Db,
    line: Line,
    waiting: VecDeque<Bytes>,
    last: i64,
    over: bool,
    stopping: watch::Receiver<bool>,
}

/// What a subscriber asks for.
struct Asked {
    topics: Vec<Topic>,
    after: Option<i64>,
}

fn asked(query: &str, headers: &HeaderMap) -> Option<Asked> {
    let mut topics: Vec<Topic> = Vec::new();
    let mut after = None;
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        match key.as_ref() {
            "topic" => topics.push(value.parse().ok()?),
            "after" => after = Some(value.parse().ok()?),
            _ => {}
        }
    }
    topics.sort_unstable();
    topics.dedup();
    let resumed = headers.get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    let fits = !topics.is_empty() && topics.len() <= store::MOST_TOPICS;
    fits.then_some(Asked { topics, after: resumed.or(after) })
}

/// Opens a stream: what is missed since `after`, then what happens.
pub async fn live(
    State((services, stopping)): State<(Services, watch::Receiver<bool>)>,
    Extension(caller): Extension<Caller>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some(Asked { topics, after }) = asked(&query.unwrap_or_default(), &headers) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let moderates = caller.person.as_ref().is_some_and(app::account::Person::moderates);
    if topics.contains(&Topic::Desk) && !moderates {
        return StatusCode::FORBIDDEN.into_response();
    }
    match exist(&services.db, &topics).await {
        Ok(true) => {}
        Ok(false) => return StatusCode::BAD_REQUEST.into_response(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
    // Listening starts before the past is read: nothing falls between, and what comes twice is passed over.
    let line = services.hub.join(topics.clone());
    let Ok(stream) = catch_up(services.db, line, &topics, after, stopping).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let body = Body::from_stream(stream::unfold(stream, |mut stream| async move {
        let bytes = stream.next().await?;
        Some((Ok::<_, std::convert::Infallible>(bytes), stream))
    }));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

async fn exist(db: &Db, topics: &[Topic]) -> Result<bool, app::db::Failure> {
    let mut read = db.read().await?;
    for topic in topics {
        if !plan::store::exists(&mut read, *topic).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn catch_up(
    db: Db,
    line: Line,
    topics: &[Topic],
    after: Option<i64>,
    stopping: watch::Receiver<bool>,
) -> Result<Stream, app::db::Failure> {
    let head = db.read().await?.seq().await?;
    let missed = match after {
        Some(after) => store::replay(&db, topics, after).await?,
        None => Some(Vec::new()),
    };
    let mut waiting = VecDeque::from([Bytes::from_static(b"retry: 2000\n\n")]);
    let last = match &missed {
        Some(frames) => frames.last().map_or(after.unwrap_or(head), |f| f.seq),
        None => head,
    };
    match missed {
        Some(frames) => waiting.extend(frames.into_iter().map(|frame| frame.text)),
        None => waiting.push_back(resync(head)),
    }
    Ok(Stream { db, line, waiting, last, over: false, stopping })
}

/// Tells a reader to fetch the page anew; without data a browser would never dispatch it.
fn resync(seq: i64) -> Bytes {
    format!("event: resync\nid: {seq}\ndata: {{\"seq\":{seq}}}\n\n").into()
}

impl Stream {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(bytes) = self.waiting.pop_front() {
            return Some(bytes);
        }
        if self.over {
            return None;
        }
        loop {
            let heard = tokio::select! {
                heard = tokio::time::timeout(QUIET, self.line.next()) => heard,
                _ = self.stopping.changed() => return None,
            };
            match heard {
                Err(_) => return Some(Bytes::from_static(b": quiet\n\n")),
                // Numbered 0: how many read along, which is no event.
                Ok(Some(frame)) if frame.seq == 0 => return Some(frame.text.clone()),
                Ok(Some(frame)) if frame.seq <= self.last => {}
                Ok(Some(frame)) => {
                    self.last = frame.seq;
                    return Some(frame.text.clone());
                }
                // Boxed: what only a few come to would lie ready beside every stream that is open.
                Ok(None) => return Box::pin(self.lost()).await,
            }
        }
    }

    /// The reader was too slow: it fetches anew and connects again.
    async fn lost(&mut self) -> Option<Bytes> {
        self.over = true;
        let head = self.db.read().await.ok()?.seq().await.ok()?;
        Some(resync(head))
    }
}
