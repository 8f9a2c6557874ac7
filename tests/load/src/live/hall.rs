//! A server with a thread that people listen to, and the one who speaks in it.
use super::{PATIENCE, reader::Reader};
use crate::{bare::Bare, client::Client, pam::Pam, texts::said, thread::address, wire::Wire};
use anyhow::{Context, Result, bail};
use futures::{StreamExt, TryStreamExt, stream};
use std::{collections::VecDeque, net::SocketAddr, time::Instant};

/// How many streams are being opened at once.
const TOGETHER: usize = 128;

/// Where is listened and spoken.
pub struct Hall {
    /// The number of the server's process.
    pub process: u32,
    /// The last event.
    pub head: i64,
    address: SocketAddr,
    /// The stream's path and query, without where it goes on.
    path: String,
    wire: Wire,
    speaker: Speaker,
}

/// Where one comes in to listen.
#[derive(Clone)]
pub struct Door {
    address: SocketAddr,
    path: String,
}

impl Door {
    /// Lets one in who hears what comes after an event; `came` is what a browser that was cut off has had last.
    pub async fn enter(&self, after: i64, came: Option<i64>) -> Result<Reader> {
        let Self { address, path } = self;
        let came = came.map(|id| format!("last-event-id: {id}\r\n")).unwrap_or_default();
        let question =
            format!("GET {path}&after={after} HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\n{came}\r\n");
        let coming = Reader::open(*address, question.as_bytes());
        tokio::time::timeout(PATIENCE, coming).await.context("a stream does not open")?
    }
}

/// How a post is made.
enum Speaker {
    /// A comment of a resident's.
    Resident { client: Client, proposal: String },
    /// These frames, one after the other, as they are.
    Repeat { address: SocketAddr, frames: VecDeque<Vec<u8>> },
}

impl Hall {
    /// A proposal's thread.
    pub async fn of_pam(pam: &Pam, client: Client, proposal: i64) -> Result<Self> {
        let proposal = proposal.to_string();
        let page = client.get(&address(&client, &proposal).await?).await?.text();
        let head = page.split_once("data-event=\"").and_then(|(_, rest)| rest.split('"').next()?.parse().ok());
        let head = head.context("a page does not tell its last event")?;
        let wire = Wire::open(pam.address).await?;
        let path = format!("/live?topic=proposal:{proposal}");
        let speaker = Speaker::Resident { client, proposal };
        Ok(Self { process: pam.id(), head, address: pam.address, path, wire, speaker })
    }

    /// The bare server's only stream.
    pub async fn of_bare(bare: &Bare) -> Result<Self> {
        let wire = Wire::open(bare.address).await?;
        let speaker = Speaker::Repeat { address: bare.address, frames: VecDeque::new() };
        Ok(Self { process: bare.id(), head: 0, address: bare.address, path: "/live?".into(), wire, speaker })
    }

    /// Gives the bare server what it tells next.
    pub fn repeat(&mut self, told: Vec<(i64, Vec<u8>)>) {
        if let (Speaker::Repeat { frames, .. }, Some((first, _))) = (&mut self.speaker, told.first()) {
            self.head = first - 1;
            frames.extend(told.into_iter().map(|(_, frame)| frame));
        }
    }

    /// The door to it.
    pub fn door(&self) -> Door {
        Door { address: self.address, path: self.path.clone() }
    }

    /// Lets so many in, who hear what comes after the last event.
    pub async fn fill(&self, readers: usize) -> Result<Vec<Reader>> {
        let door = self.door();
        let coming = stream::iter(0..readers).map(|_| door.enter(self.head, None));
        coming.buffer_unordered(TOGETHER).try_collect().await
    }

    /// Says something. Gives the moment before it was sent.
    pub async fn say(&mut self) -> Result<Instant> {
        let request = match &mut self.speaker {
            Speaker::Resident { client, proposal } => {
                let words = said(usize::try_from(self.head)?);
                client.script("/api/comment/add", &[("proposal", proposal), ("body", words), ("lang", "ca")])
            }
            Speaker::Repeat { address, frames } => {
                let frame = frames.pop_front().context("the bare server has nothing to say")?;
                let head = format!("POST /say HTTP/1.1\r\nhost: {address}\r\ncontent-length: {}\r\n\r\n", frame.len());
                [head.into_bytes(), frame].concat()
            }
        };
        let sent = Instant::now();
        let answer = self.wire.ask(&request).await?;
        if answer.status != 200 {
            bail!("a post was answered {}: {}", answer.status, self.wire.head(answer));
        }
        self.head += 1;
        Ok(sent)
    }

    /// The frames of so many events after one, as the stream replays them.
    pub async fn told_after(&self, after: i64, many: usize) -> Result<Vec<(i64, Vec<u8>)>> {
        let mut reader = self.door().enter(after, None).await?;
        let mut text = Vec::new();
        loop {
            let frames: Vec<_> = frames(&text).collect();
            if frames.len() >= many {
                return Ok(frames);
            }
            if !tokio::time::timeout(PATIENCE, reader.text(&mut text)).await.context("nothing is replayed")?? {
                bail!("a replay ended");
            }
        }
    }
}

/// The whole events with a number in a stream's text.
fn frames(text: &[u8]) -> impl Iterator<Item = (i64, Vec<u8>)> {
    let text = String::from_utf8_lossy(text).into_owned();
    let whole = text.rfind("\n\n").map_or(0, |end| end + 2);
    let frames: Vec<_> = text[..whole].split_inclusive("\n\n").filter_map(frame).collect();
    frames.into_iter()
}

fn frame(text: &str) -> Option<(i64, Vec<u8>)> {
    let id = text.strip_prefix("id: ")?.lines().next()?.parse().ok()?;
    Some((id, text.as_bytes().to_vec()))
}

#[cfg(test)]
mod tests {
    use super::frames;

    #[test]
    fn frames_are_taken_whole() {
        let text = b"retry: 2000\n\nid: 7\ndata: {}\n\nid: 8\ndata: {";
        assert_eq!(vec![(7, b"id: 7\ndata: {}\n\n".to_vec())], frames(text).collect::<Vec<_>>());
    }
}
