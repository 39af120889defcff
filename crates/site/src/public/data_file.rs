//! A file of open data: written row by row and digested on its way, held in memory while it is short and in a nameless
//! file of the system's folder for such things beyond, and sent from there piece by piece.

use std::io::{self, BufWriter, Seek, Write};
use std::os::unix::fs::FileExt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use ::ledger::Digesting;
use axum::body::{Body, Bytes};
use hyper::body::{Body as Sent, Frame, SizeHint};
use tempfile::{SpooledData, SpooledTempFile, spooled_tempfile};
use tokio::task::{JoinHandle, spawn_blocking};

/// The longest file that is held in memory, in bytes.
const IN_MEMORY: usize = 4 << 20;
/// How much of a longer one is read at once, in bytes.
const PIECE: usize = 256 << 10;

/// A file that is there.
pub(super) struct DataFile {
    held: Held,
    /// In bytes.
    pub(super) length: u64,
    /// In hexadecimal.
    pub(super) sha256: String,
}

enum Held {
    Memory(Bytes),
    Disk(Arc<std::fs::File>),
}

impl DataFile {
    /// Whether it is read from the disk for whoever asks.
    pub(super) fn is_long(&self) -> bool {
        match self.held {
            Held::Memory(_) => false,
            Held::Disk(_) => true,
        }
    }

    /// What is sent of it: all.
    pub(super) fn body(&self) -> Body {
        match &self.held {
            Held::Memory(bytes) => Body::from(bytes.clone()),
            Held::Disk(file) => {
                Body::new(Pieces { file: Arc::clone(file), at: 0, length: self.length, piece: None })
            }
        }
    }
}

/// A file that is being written.
pub(super) struct Writing {
    out: BufWriter<SpooledTempFile>,
    digest: Digesting,
    length: u64,
}

impl Writing {
    /// One with nothing in it.
    pub(super) fn begin() -> Writing {
        Writing::begin_within(IN_MEMORY)
    }

    fn begin_within(memory: usize) -> Writing {
        Writing { out: BufWriter::new(spooled_tempfile(memory)), digest: Digesting::default(), length: 0 }
    }

    /// The file as written.
    ///
    /// # Errors
    /// If the disk takes no more.
    pub(super) fn end(self) -> io::Result<DataFile> {
        let mut spool = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        spool.rewind()?;
        let held = match spool.into_inner() {
            SpooledData::InMemory(cursor) => Held::Memory(Bytes::from(cursor.into_inner())),
            SpooledData::OnDisk(file) => Held::Disk(Arc::new(file)),
        };
        Ok(DataFile { held, length: self.length, sha256: ::ledger::hex(&self.digest.end()) })
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.digest.update(&bytes[..taken]);
        self.length += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A file on the disk on its way to a reader. Its place is its own: many read the same file at once.
struct Pieces {
    file: Arc<std::fs::File>,
    at: u64,
    length: u64,
    /// The piece that is being read.
    piece: Option<JoinHandle<io::Result<Bytes>>>,
}

/// The piece of a file at a place: as long as pieces are, or as long as there is something.
fn piece(file: &std::fs::File, at: u64, left: u64) -> io::Result<Bytes> {
    let mut bytes = vec![0; usize::try_from(left).unwrap_or(PIECE).min(PIECE)];
    file.read_exact_at(&mut bytes, at)?;
    Ok(Bytes::from(bytes))
}

impl Sent for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let (at, left) = (self.at, self.length - self.at);
        if left == 0 {
            return Poll::Ready(None);
        }
        let file = Arc::clone(&self.file);
        let reading = self.piece.get_or_insert_with(|| spawn_blocking(move || piece(&file, at, left)));
        let read = ready!(Pin::new(reading).poll(context));
        self.piece = None;
        Poll::Ready(Some(read.map_err(io::Error::other).flatten().map(|bytes| {
            self.at += bytes.len() as u64;
            Frame::data(bytes)
        })))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length - self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn told(file: &DataFile) -> Vec<u8> {
        axum::body::to_bytes(file.body(), usize::MAX).await.expect("read").to_vec()
    }

    /// Of every length about the bounds, from memory and from the disk: what is sent is what was written, its digest is
    /// the digest of that, and its length is told before.
    #[tokio::test]
    async fn what_is_sent_is_what_was_written() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
            let bytes: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).expect("small")).collect();
            for memory in [1, usize::MAX] {
                let mut writing = Writing::begin_within(memory);
                for part in bytes.chunks(1000) {
                    writing.write_all(part).expect("written");
                }
                let file = writing.end().expect("ended");
                assert_eq!(matches!(file.held, Held::Disk(_)), memory < length, "{length} bytes");
                assert_eq!(file.sha256, ::ledger::hex(&::ledger::digest(&bytes)));
                assert_eq!(file.length, bytes.len() as u64);
                assert_eq!(Sent::size_hint(&file.body()).exact(), Some(file.length));
                assert_eq!(told(&file).await, bytes);
                assert_eq!(told(&file).await, bytes, "and again");
            }
        }
    }
}
