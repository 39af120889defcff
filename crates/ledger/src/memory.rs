//! A whole log in memory: the simplest writer and tile source there is. Used where a log is small or made only to
//! be checked: tests, measurements, exports.
use crate::edge::Edge;
use crate::hash::{Hash, leaf_hash};
use crate::source::{SourceError, TileSource};
use crate::tile::{self, BundleError, FULL};

/// Entries, tiles and edge of one log, all in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryLog {
    edge: Edge,
    /// Full tiles by level and index, as bytes.
    tiles: Vec<Vec<Vec<u8>>>,
    /// Bundles by index; the last may be partial.
    bundles: Vec<Vec<u8>>,
}

impl MemoryLog {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an entry.
    ///
    /// # Errors
    /// The entry is longer than 65 535 bytes; the log is then left as it was.
    pub fn push(&mut self, entry: &[u8]) -> Result<(), BundleError> {
        if self.edge.size().is_multiple_of(u64::from(FULL)) {
            let mut bundle = Vec::new();
            tile::append_entry(&mut bundle, entry)?;
            self.bundles.push(bundle);
        } else if let Some(bundle) = self.bundles.last_mut() {
            tile::append_entry(bundle, entry)?;
        }
        for full in self.edge.push(leaf_hash(entry)) {
            let level = usize::from(full.level);
            if self.tiles.len() <= level {
                self.tiles.resize_with(level + 1, Vec::new);
            }
            if let Some(tiles) = self.tiles.get_mut(level) {
                tiles.push(full.bytes());
            }
        }
        Ok(())
    }

    /// Number of entries.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.edge.size()
    }

    /// Root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.edge.root()
    }

    /// The edge of the tree.
    #[must_use]
    pub fn edge(&self) -> &Edge {
        &self.edge
    }
}

impl TileSource for MemoryLog {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        let position = usize::try_from(index).map_err(SourceError::failed)?;
        let full = self.tiles.get(usize::from(level)).and_then(|tiles| tiles.get(position));
        match full {
            Some(bytes) => bytes.get(..usize::from(width) * 32).map(<[u8]>::to_vec),
            None => self.edge.tile(level, index, width).map(<[Hash]>::concat),
        }
        .ok_or(SourceError::Missing)
    }

    fn entries(&self, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        let position = usize::try_from(index).map_err(SourceError::failed)?;
        let bundle = self.bundles.get(position).ok_or(SourceError::Missing)?;
        if tile::width(self.edge.size(), 0, index) == width {
            return Ok(bundle.clone());
        }
        // An earlier, narrower bundle is the beginning of the present one.
        let mut cut = Vec::new();
        let mut entries = tile::Entries::new(bundle);
        for _ in 0..width {
            let entry = entries.next().ok_or(SourceError::Missing)?.map_err(SourceError::failed)?;
            tile::append_entry(&mut cut, entry).map_err(SourceError::failed)?;
        }
        Ok(cut)
    }
}
