//! What outsiders verify by: the checkpoint, the key, tiles, bundles and proofs, read without any way to write.

use ledger::{Hash, SourceError, TileKind, TilePath, TileSource, TlogProof, inclusion_proof};

use crate::fault::Fault;
use crate::halt::Halt;
use crate::reader::{Head, Reader};
use crate::tiles::DbTiles;

impl Reader {
    /// The last signed checkpoint.
    #[must_use]
    pub fn checkpoint(&self) -> String {
        self.published.read().map(|published| published.checkpoint.clone()).unwrap_or_default()
    }

    /// The ledger's public key.
    #[must_use]
    pub fn vkey(&self) -> &str {
        &self.vkey
    }

    /// The end of the record.
    #[must_use]
    pub fn head(&self) -> Head {
        self.published
            .read()
            .map(|published| Head { size: published.size, entered: published.entered })
            .unwrap_or(Head { size: 0, entered: 0 })
    }

    /// Why no act is done, while none is. The record can be read all the same.
    #[must_use]
    pub fn halt(&self) -> Option<Halt> {
        self.published.read().map_or(Some(Halt::Stopped), |published| published.halt)
    }

    /// A tile or a bundle of entries; `None` where the signed log has none.
    ///
    /// # Errors
    /// If the database fails.
    pub fn tile(&self, path: &TilePath) -> Result<Option<Vec<u8>>, Fault> {
        let size = self.head().size;
        let level = match path.kind() {
            TileKind::Hashes(level) => level,
            TileKind::Entries => 0,
        };
        if path.width() > ledger::tile::width(size, level, path.index()) {
            return Ok(None);
        }
        self.with(|tx| {
            let tiles = DbTiles::over(tx);
            let bytes = match path.kind() {
                TileKind::Hashes(level) => tiles.tile(level, path.index(), path.width()),
                TileKind::Entries => tiles.entries(path.index(), path.width()),
            };
            match bytes {
                Ok(bytes) => Ok(Some(bytes)),
                Err(SourceError::Missing) => Ok(None),
                Err(fault) => Err(Fault::Store(fault.to_string())),
            }
        })
    }

    /// The root of the first `size` entries; `None` beyond the end.
    ///
    /// # Errors
    /// If the database fails or the tree cannot be read.
    pub fn root(&self, size: u64) -> Result<Option<Hash>, Fault> {
        if size > self.head().size {
            return Ok(None);
        }
        self.with(|tx| {
            ledger::root(&DbTiles::over(tx), size)
                .map(Some)
                .map_err(|cause| Fault::Unreadable(cause.to_string()))
        })
    }

    /// The proof that an entry is in the log, as c2sp.org/tlog-proof text; `None` beyond the end.
    ///
    /// # Errors
    /// If the database fails or the tree cannot be read.
    pub fn proof(&self, position: u64) -> Result<Option<String>, Fault> {
        let (checkpoint, size) = self
            .published
            .read()
            .map(|published| (published.checkpoint.clone(), published.size))
            .map_err(|_| Fault::Stopped("the writer failed".to_owned()))?;
        if position >= size {
            return Ok(None);
        }
        let path = self.with(|tx| {
            inclusion_proof(&DbTiles::over(tx), position, size).map_err(|e| Fault::Unreadable(e.to_string()))
        })?;
        Ok(Some(TlogProof { extra: None, index: position, path, checkpoint }.to_string()))
    }
}
