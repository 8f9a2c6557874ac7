//! Just enough HTTP/1.1 (RFC 9112) over one kept connection to ask a server of ours as fast as it answers.
use anyhow::{Context, Result, bail};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A connection with one answer in its buffer.
pub struct Wire {
    stream: TcpStream,
    bytes: Vec<u8>,
}

/// Where in the buffer an answer's parts are.
#[derive(Clone, Copy)]
pub struct Answer {
    /// 200, or what it was.
    pub status: u16,
    /// Where the body begins.
    pub head: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether the body comes in chunks.
    pub chunked: bool,
}

impl Wire {
    /// Opens a connection.
    pub async fn open(to: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(to).await.with_context(|| format!("cannot reach {to}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, bytes: Vec::with_capacity(256 * 1024) })
    }

    /// Sends a request and waits for the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.bytes.clear();
        self.stream.write_all(request).await?;
        let head = loop {
            if let Some(at) = self.bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let Head { status, length, chunked } = Head::read(&self.bytes[..head])?;
        let end = if chunked {
            self.chunks(head).await?
        } else {
            let end = head + length;
            while self.bytes.len() < end {
                self.more().await?;
            }
            end
        };
        Ok(Answer { status, head, end, chunked })
    }

    /// The answer's status line and fields.
    pub fn head(&self, answer: Answer) -> String {
        String::from_utf8_lossy(&self.bytes[..answer.head]).into_owned()
    }

    /// The answer's body, as it was sent but for its chunks.
    pub fn body(&self, answer: Answer) -> Vec<u8> {
        let sent = &self.bytes[answer.head..answer.end];
        if !answer.chunked {
            return sent.to_vec();
        }
        let (mut body, mut rest) = (Vec::new(), sent);
        while let Some((start, size)) = chunk(rest).filter(|(_, size)| *size > 0) {
            body.extend_from_slice(&rest[start..start + size]);
            rest = &rest[start + size + 2..];
        }
        body
    }

    async fn chunks(&mut self, head: usize) -> Result<usize> {
        let mut at = head;
        loop {
            match chunk(&self.bytes[at..]) {
                Some((start, size)) => {
                    let end = at + start + size + 2;
                    while self.bytes.len() < end {
                        self.more().await?;
                    }
                    at = end;
                    if size == 0 {
                        return Ok(at);
                    }
                }
                None => self.more().await?,
            }
        }
    }

    async fn more(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.bytes).await? == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }
}

struct Head {
    status: u16,
    length: usize,
    chunked: bool,
}

impl Head {
    fn read(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes)?;
        let status = text.get(9..12).and_then(|s| s.parse().ok()).context("no status line")?;
        let mut head = Self { status, length: 0, chunked: false };
        for line in text.split("\r\n").skip(1) {
            let Some((name, value)) = line.split_once(':') else { continue };
            if name.eq_ignore_ascii_case("content-length") {
                head.length = value.trim().parse()?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                head.chunked = value.trim().eq_ignore_ascii_case("chunked");
            }
        }
        Ok(head)
    }
}

/// Where the first chunk's bytes start and how many there are; `None` while its first line has not come.
fn chunk(bytes: &[u8]) -> Option<(usize, usize)> {
    let line = bytes.windows(2).position(|two| two == b"\r\n")?;
    let size = usize::from_str_radix(std::str::from_utf8(&bytes[..line]).ok()?, 16).ok()?;
    Some((line + 2, size))
}

#[cfg(test)]
mod tests {
    use super::{Head, chunk};

    #[test]
    fn an_answer_is_read() {
        let head = Head::read(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n").unwrap();
        assert_eq!((200, 12, false), (head.status, head.length, head.chunked));
        assert_eq!(Some((4, 26)), chunk(b"1a\r\nabc"));
        assert_eq!(None, chunk(b"1a"));
    }
}
