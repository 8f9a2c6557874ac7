//! Just enough of a stream to know which events came: chunks (RFC 9112, 7.1) and server-sent events (HTML, 9.2), taken
//! apart as the bytes arrive, wherever they are cut.
use memchr::memchr;

/// An event that came whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its number.
    pub id: i64,
    /// Whether it says that what is missed must be fetched anew.
    pub resync: bool,
}

/// Takes the chunks off a body.
#[derive(Clone, Copy, Debug)]
pub enum Chunks {
    /// In the line that says how long the next one is.
    Size(usize),
    /// So many bytes of one are to come.
    Inside(usize),
    /// In the line end behind one.
    Behind,
}

impl Chunks {
    /// Before the first.
    pub const fn new() -> Self {
        Self::Size(0)
    }

    /// Gives what the body carries, piece by piece.
    pub fn take(&mut self, mut bytes: &[u8], mut body: impl FnMut(&[u8])) {
        while let Some((first, rest)) = bytes.split_first() {
            match *self {
                Self::Inside(left) => {
                    let (piece, rest) = bytes.split_at(left.min(bytes.len()));
                    body(piece);
                    bytes = rest;
                    *self = if piece.len() == left { Self::Behind } else { Self::Inside(left - piece.len()) };
                    continue;
                }
                Self::Size(size) => {
                    *self = match (first, char::from(*first).to_digit(16)) {
                        (b'\n', _) => Self::Inside(size),
                        (_, Some(digit)) => Self::Size(size * 16 + digit as usize),
                        _ => Self::Size(size),
                    }
                }
                Self::Behind if *first == b'\n' => *self = Self::new(),
                Self::Behind => {}
            }
            bytes = rest;
        }
    }
}

/// As much of a line as tells what it is: `id: ` and a number fit.
const KEPT: usize = 24;

/// Finds the events of a stream.
#[derive(Debug, Default)]
pub struct Events {
    line: [u8; KEPT],
    kept: usize,
    id: Option<i64>,
    resync: bool,
}

impl Events {
    /// Tells of each event that is whole after this piece: its empty line has come.
    pub fn take(&mut self, mut text: &[u8], mut heard: impl FnMut(Heard)) {
        while let Some(end) = memchr(b'\n', text) {
            self.keep(&text[..end]);
            text = &text[end + 1..];
            let line = &self.line[..self.kept];
            if line.is_empty() {
                if let Some(id) = self.id.take() {
                    heard(Heard { id, resync: self.resync });
                }
                self.resync = false;
            } else if let Some(number) = line.strip_prefix(b"id: ") {
                self.id = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
            } else if line == b"event: resync" {
                self.resync = true;
            }
            self.kept = 0;
        }
        self.keep(text);
    }

    fn keep(&mut self, text: &[u8]) {
        let more = text.len().min(KEPT - self.kept);
        self.line[self.kept..self.kept + more].copy_from_slice(&text[..more]);
        self.kept += more;
    }
}

#[cfg(test)]
mod tests {
    use super::{Chunks, Events, Heard};

    /// What is heard of a stream that is cut into pieces of `size` bytes.
    fn heard(bytes: &[u8], size: usize) -> Vec<Heard> {
        let (mut chunks, mut events, mut all) = (Chunks::new(), Events::default(), Vec::new());
        for piece in bytes.chunks(size) {
            chunks.take(piece, |text| events.take(text, |heard| all.push(heard)));
        }
        all
    }

    #[test]
    fn a_stream_is_read_wherever_it_is_cut() {
        let texts =
            [": quiet\n\n", "id: 7\ndata: {\"seq\":7}\n\n", "event: resync\nid: 12\ndata: {}\n\nid: 13\n\n", "id: 14"];
        let stream: String = texts.iter().map(|text| format!("{:x}\r\n{text}\r\n", text.len())).collect();
        let event = |id, resync| Heard { id, resync };
        for size in 1..stream.len() {
            assert_eq!(
                vec![event(7, false), event(12, true), event(13, false)],
                heard(stream.as_bytes(), size),
                "{size}"
            );
        }
    }
}
