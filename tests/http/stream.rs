//! A reader of `/live`.
use crate::{person::Person, wire};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

/// Longer than anything takes that works; the quiet lines of a stream alone would keep a test waiting for ever.
const PATIENCE: Duration = Duration::from_secs(40);

/// One server-sent event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `message` when it names none.
    pub name: String,
    /// Its number.
    pub id: i64,
    /// What it carries.
    pub data: Value,
}

impl Event {
    /// What happened.
    pub fn kind(&self) -> &str {
        self.data["kind"].as_str().unwrap_or_default()
    }

    /// Where it was heard.
    pub fn topic(&self) -> &str {
        self.data["topic"].as_str().unwrap_or_default()
    }

    /// The number of the comment it is about.
    pub fn comment(&self) -> i64 {
        self.data["data"]["comment"]["id"].as_i64().unwrap_or_default()
    }
}

/// An open stream.
pub struct Stream {
    socket: BufReader<TcpStream>,
    /// What was read and not yet looked at.
    text: String,
}

/// Opens `/live` with a query; the status when it is not a stream.
pub fn open(address: SocketAddr, who: &Person, query: &str, last: Option<i64>) -> Result<Stream, u16> {
    let cookie = who.cookie_header();
    let last = last.map(|n| n.to_string());
    let mut headers = vec![("Accept", "text/event-stream")];
    if !cookie.is_empty() {
        headers.push(("Cookie", &cookie));
    }
    if let Some(last) = &last {
        headers.push(("Last-Event-ID", last));
    }
    let mut socket = wire::connect(address).expect("a connection");
    let request = wire::head("GET", &format!("/live?{query}"), address, &headers);
    socket.write_all(request.as_bytes()).expect("a request");
    let mut socket = BufReader::new(socket);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(socket.read_line(&mut head).expect("a head") > 0, "closed: {head}");
    }
    let (status, headers) = wire::read_head(&head).expect("a head");
    if status != 200 {
        return Err(status);
    }
    let kind = headers.iter().find(|(n, _)| n == "content-type").map(|(_, v)| v.as_str());
    assert_eq!(kind, Some("text/event-stream"));
    Ok(Stream { socket, text: String::new() })
}

impl Stream {
    /// The next event; waits for it. Comment lines and `retry` are no events.
    #[track_caller]
    pub fn next(&mut self) -> Event {
        let from = Instant::now();
        while from.elapsed() < PATIENCE {
            while let Some(end) = self.text.find("\n\n") {
                let block: String = self.text.drain(..end + 2).collect();
                if let Some(event) = event(&block) {
                    return event;
                }
            }
            assert!(self.chunk(), "the stream ended");
        }
        panic!("nothing was heard");
    }

    /// Several.
    #[track_caller]
    pub fn take(&mut self, n: usize) -> Vec<Event> {
        (0..n).map(|_| self.next()).collect()
    }

    /// One chunk of the body (RFC 9112, 7.1); false at its end.
    fn chunk(&mut self) -> bool {
        let mut line = String::new();
        if self.socket.read_line(&mut line).expect("a chunk in time") == 0 {
            return false;
        }
        let size = usize::from_str_radix(line.trim(), 16).expect("a chunk's size");
        let mut bytes = vec![0; size + 2];
        self.socket.read_exact(&mut bytes).expect("a whole chunk");
        self.text.push_str(std::str::from_utf8(&bytes[..size]).expect("UTF-8"));
        size > 0
    }
}

fn event(block: &str) -> Option<Event> {
    let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let data = field("data:")?;
    Some(Event {
        name: field("event:").unwrap_or("message").to_owned(),
        id: field("id:")?.parse().expect("a number"),
        data: serde_json::from_str(data).expect("JSON"),
    })
}
