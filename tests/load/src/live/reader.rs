//! One subscriber: a connection and no more memory than it needs.
use super::stream::{Chunks, Events, Heard};
use anyhow::{Context, Result, bail};
use memchr::memmem;
use std::{io::ErrorKind, net::SocketAddr, time::Instant};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How much is taken from a connection at once.
const PIECE: usize = 16 * 1024;

/// A stream that was answered and is being read.
pub struct Reader {
    stream: TcpStream,
    chunks: Chunks,
    events: Events,
    /// What came with the answer's head.
    rest: Vec<u8>,
}

impl Reader {
    /// Asks for a stream and waits until it is granted.
    pub async fn open(to: SocketAddr, request: &[u8]) -> Result<Self> {
        let mut stream = TcpStream::connect(to).await.context("cannot reach the stream")?;
        stream.write_all(request).await?;
        let mut bytes = Vec::with_capacity(1024);
        let end = loop {
            if let Some(end) = memmem::find(&bytes, b"\r\n\r\n") {
                break end + 4;
            }
            if stream.read_buf(&mut bytes).await? == 0 {
                bail!("a stream was closed before it began");
            }
        };
        if !bytes.starts_with(b"HTTP/1.1 200") {
            bail!("a stream was refused: {}", String::from_utf8_lossy(&bytes[..end]));
        }
        Ok(Self { stream, chunks: Chunks::new(), events: Events::default(), rest: bytes.split_off(end) })
    }

    /// Waits for bytes and tells which events they complete, with the moment they arrived. False when the stream ended.
    pub async fn hear(&mut self, mut told: impl FnMut(Heard, Instant)) -> Result<bool> {
        self.read(|text, events, now| events.take(text, |heard| told(heard, now))).await
    }

    /// The same, giving the stream's text as it is.
    pub async fn text(&mut self, into: &mut Vec<u8>) -> Result<bool> {
        self.read(|text, _, _| into.extend_from_slice(text)).await
    }

    async fn read(&mut self, mut body: impl FnMut(&[u8], &mut Events, Instant)) -> Result<bool> {
        let Self { stream, chunks, events, rest } = self;
        if !rest.is_empty() {
            let now = Instant::now();
            chunks.take(&std::mem::take(rest), |text| body(text, events, now));
            return Ok(true);
        }
        stream.readable().await?;
        // On the stack and only while bytes are there: ten thousand buffers would be more than all caches hold.
        let mut piece = [0; PIECE];
        match stream.try_read(&mut piece) {
            Ok(0) => Ok(false),
            Ok(read) => {
                let now = Instant::now();
                chunks.take(&piece[..read], |text| body(text, events, now));
                Ok(true)
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(true),
            Err(error) => Err(error.into()),
        }
    }
}
