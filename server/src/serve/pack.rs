//! How bytes travel: what a reader takes, compression, and pages that are put together from compressed pieces.
use axum::body::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, write::GzEncoder};
use http::{HeaderMap, header};
use std::io::Write;

/// How bytes travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli (RFC 7932).
    Brotli,
    /// Gzip (RFC 1952).
    Gzip,
    /// As they are.
    Plain,
}

impl Encoding {
    /// For `Content-Encoding`.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    /// Of files compressed at build.
    pub const fn suffix(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gz"),
            Self::Plain => None,
        }
    }
}

/// What a reader takes, best first (RFC 9110, 12.5.3; a quality of 0 refuses).
pub fn encodings(headers: &HeaderMap) -> Vec<Encoding> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let takes = |name: &str| {
        accepted.split(',').any(|item| {
            let mut parts = item.split(';').map(str::trim);
            parts.next() == Some(name) && parts.next() != Some("q=0")
        })
    };
    [Encoding::Brotli, Encoding::Gzip, Encoding::Plain].into_iter().filter(|e| e.name().is_none_or(takes)).collect()
}

/// Compresses a page; patiently when the same bytes will serve many.
pub fn compress(bytes: &[u8], encoding: Encoding, patient: bool) -> Bytes {
    match encoding {
        Encoding::Plain => Bytes::copy_from_slice(bytes),
        Encoding::Gzip => {
            let mut out = GzEncoder::new(Vec::new(), Compression::new(if patient { 6 } else { 1 }));
            let _ = out.write_all(bytes);
            out.finish().unwrap_or_default().into()
        }
        Encoding::Brotli => {
            // For a page drawn for one reader 2 is the best bargain: smaller than 1, and quicker on these pages.
            let quality = if patient { 5 } else { 2 };
            let mut out = Vec::with_capacity(bytes.len() / 4);
            let mut writer = brotli::CompressorWriter::new(&mut out, 4096, quality, 20);
            let _ = writer.write_all(bytes);
            drop(writer);
            out.into()
        }
    }
}

/// A piece of a page, compressed so that it stands between any others: it refers to nothing before it and ends on a
/// whole byte (RFC 1951).
pub struct Packed {
    bytes: Vec<u8>,
    check: Crc,
}

impl Packed {
    /// Compresses patiently.
    pub fn new(text: &str) -> Self {
        // A full flush takes a few bytes more than it leaves out in the worst case: text that cannot be compressed.
        let mut bytes = Vec::with_capacity(text.len() + text.len() / 1000 + 64);
        let mut compress = Compress::new(Compression::best(), false);
        let done = compress.compress_vec(text.as_bytes(), &mut bytes, FlushCompress::Full);
        if done.is_err() || compress.total_in() < text.len() as u64 {
            bytes.clear();
            stored(text.as_bytes(), &mut bytes);
        }
        bytes.shrink_to_fit();
        Self { bytes, check: check(text.as_bytes()) }
    }
}

/// A gzip file (RFC 1952) of pieces that were compressed before and of others between them.
pub struct Pieces {
    bytes: Vec<u8>,
    check: Crc,
}

impl Pieces {
    /// Without any; there will be about so many bytes.
    pub fn new(bytes: usize) -> Self {
        let mut pieces = Self { bytes: Vec::with_capacity(bytes), check: Crc::new() };
        // Deflate, without a name or a time, of an unknown system.
        pieces.bytes.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
        pieces
    }

    /// A piece that is ready.
    pub fn ready(&mut self, piece: &Packed) {
        self.bytes.extend_from_slice(&piece.bytes);
        self.check.combine(&piece.check);
    }

    /// A short piece, as it is.
    pub fn plain(&mut self, text: &str) {
        stored(text.as_bytes(), &mut self.bytes);
        self.check.combine(&check(text.as_bytes()));
    }

    /// The whole.
    pub fn end(mut self) -> Bytes {
        // The last block, and empty.
        self.bytes.extend([1, 0, 0, 0xff, 0xff]);
        self.bytes.extend(self.check.sum().to_le_bytes());
        self.bytes.extend(self.check.amount().to_le_bytes());
        self.bytes.into()
    }
}

impl Packed {
    /// How many bytes it takes.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }
}

fn check(bytes: &[u8]) -> Crc {
    let mut check = Crc::new();
    check.update(bytes);
    check
}

/// Blocks that are not compressed; one holds as much as two bytes can count.
fn stored(text: &[u8], bytes: &mut Vec<u8>) {
    for block in text.chunks(usize::from(u16::MAX)) {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        bytes.push(0);
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend_from_slice(block);
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Packed, Pieces, compress, encodings};
    use flate2::read::GzDecoder;
    use http::{HeaderMap, HeaderValue, header};
    use proptest::prelude::*;
    use std::io::Read;

    proptest! {
        /// Whatever the pieces are, a reader unpacks all of them in their order.
        #[test]
        fn pieces_make_one_file(texts in prop::collection::vec((".{0,400}", any::<bool>(), 1_usize..300), 0..6)) {
            let mut pieces = Pieces::new(0);
            let mut whole = String::new();
            for (text, ready, times) in texts {
                let text = text.repeat(times);
                if ready { pieces.ready(&Packed::new(&text)) } else { pieces.plain(&text) }
                whole.push_str(&text);
            }
            let mut read = String::new();
            GzDecoder::new(&*pieces.end()).read_to_string(&mut read).unwrap();
            prop_assert_eq!(read, whole);
        }
    }

    #[test]
    fn a_reader_gets_what_it_takes() {
        let mut headers = HeaderMap::new();
        assert_eq!(encodings(&headers), [Encoding::Plain]);
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br;q=0"));
        assert_eq!(encodings(&headers)[0], Encoding::Gzip);
        assert!(compress(b"pam pam pam pam", Encoding::Brotli, true).len() < 30);
    }
}
