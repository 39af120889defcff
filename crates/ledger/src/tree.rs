//! Roots and proofs computed from tiles. For a tree of a given size only the tiles that this size has are read:
//! full ones, and the partial ones of exactly that width (or their full successors, cut).
use crate::hash::{Hash, empty_root, node_hash, root_of};
use crate::source::{SourceError, TileSource};
use crate::tile::{self, FULL, TileKind, TilePath};

/// Largest tree this crate builds or reads: 2⁶³ − 1 entries, the largest position an SQL bigint holds.
pub const MAX_SIZE: u64 = i64::MAX as u64;

/// Why a root or a proof cannot be computed.
#[derive(Debug, thiserror::Error)]
pub enum TreeError {
    /// A tile could not be had.
    #[error("`{path}` cannot be read: {cause}")]
    Unreadable {
        /// The tile.
        path: TilePath,
        /// What the source said.
        #[source]
        cause: SourceError,
    },
    /// A tile has the wrong number of bytes.
    #[error("`{path}` is {found} bytes long instead of {expected}")]
    Length {
        /// The tile.
        path: TilePath,
        /// Bytes it should have.
        expected: usize,
        /// Bytes it has.
        found: usize,
    },
    /// The entry is not in the tree.
    #[error("entry {index} is not in a tree of {size} entries")]
    NoSuchEntry {
        /// The entry asked for.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The older tree is larger than the newer one.
    #[error("a tree of {new} entries cannot continue one of {old} entries")]
    Order {
        /// Size of the older tree.
        old: u64,
        /// Size of the newer tree.
        new: u64,
    },
    /// The size is above [`MAX_SIZE`].
    #[error("a tree of {0} entries is larger than this program supports")]
    TooLarge(u64),
}

/// Reads one tile as hashes; a partial tile that is gone is taken from the full one.
pub(crate) fn read_tile<S: TileSource + ?Sized>(
    source: &S,
    level: u8,
    index: u64,
    width: u16,
) -> Result<Vec<Hash>, TreeError> {
    let path = TilePath::within_tree(TileKind::Hashes(level), index, width);
    let (bytes, stored) = match source.tile(level, index, width) {
        Ok(bytes) => (bytes, width),
        Err(SourceError::Missing) if width < FULL => match source.tile(level, index, FULL) {
            Ok(bytes) => (bytes, FULL),
            // The tile asked for is the one to name.
            Err(cause) => return Err(TreeError::Unreadable { path, cause }),
        },
        Err(cause) => return Err(TreeError::Unreadable { path, cause }),
    };
    let (hashes, _) = bytes.as_chunks::<32>();
    let expected = usize::from(stored) * 32;
    if bytes.len() == expected {
        Ok(hashes.iter().take(usize::from(width)).copied().collect())
    } else {
        Err(TreeError::Length { path, expected, found: bytes.len() })
    }
}

/// Root of the tree of the first `size` entries.
///
/// # Errors
/// A tile is missing, unreadable, or of the wrong length.
pub fn root<S: TileSource + ?Sized>(source: &S, size: u64) -> Result<Hash, TreeError> {
    root_within(source, size, size)
}

/// Root of the first `size` entries, from the tiles of a tree of `whole` entries: no partial tile of the earlier
/// size need exist any more.
pub(crate) fn root_within<S: TileSource + ?Sized>(
    source: &S,
    size: u64,
    whole: u64,
) -> Result<Hash, TreeError> {
    if size > whole {
        return Err(TreeError::Order { old: size, new: whole });
    }
    Reader::new(source, whole)?.range(0, size)
}

/// Proof that entry `index` is in the tree of the first `size` entries: sibling hashes from the leaf up
/// (RFC 6962 §2.1.1).
///
/// # Errors
/// `index` is not below `size`; a tile is missing, unreadable, or of the wrong length.
pub fn inclusion_proof<S: TileSource + ?Sized>(
    source: &S,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, TreeError> {
    if index >= size {
        return Err(TreeError::NoSuchEntry { index, size });
    }
    let mut reader = Reader::new(source, size)?;
    let (mut low, mut high) = (0, size);
    let mut path = Vec::new();
    while high - low > 1 {
        let middle = low + split(high - low);
        if index < middle {
            path.push(reader.range(middle, high)?);
            high = middle;
        } else {
            path.push(reader.range(low, middle)?);
            low = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// Proof that the tree of the first `new` entries continues the tree of the first `old` (RFC 6962 §2.1.2). Empty
/// when the sizes are equal or `old` is 0.
///
/// # Errors
/// `old` is above `new`; a tile is missing, unreadable, or of the wrong length.
pub fn consistency_proof<S: TileSource + ?Sized>(
    source: &S,
    old: u64,
    new: u64,
) -> Result<Vec<Hash>, TreeError> {
    if old > new {
        return Err(TreeError::Order { old, new });
    }
    let mut reader = Reader::new(source, new)?;
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let (mut low, mut high) = (0, new);
    let mut path = Vec::new();
    while high != old {
        let middle = low + split(high - low);
        if old <= middle {
            path.push(reader.range(middle, high)?);
            high = middle;
        } else {
            path.push(reader.range(low, middle)?);
            low = middle;
        }
    }
    // A verifier knows the old root; the last subtree is left out when it is that root.
    if low > 0 {
        path.push(reader.range(low, high)?);
    }
    path.reverse();
    Ok(path)
}

/// The largest power of two smaller than `n`, for `n` of at least 2.
fn split(n: u64) -> u64 {
    1 << (63 - n.saturating_sub(1).leading_zeros().min(63))
}

/// Reads subtree roots of one tree; remembers the few tiles a proof touches.
struct Reader<'a, S: ?Sized> {
    source: &'a S,
    size: u64,
    tiles: Vec<((u8, u64), Vec<Hash>)>,
}

impl<'a, S: TileSource + ?Sized> Reader<'a, S> {
    fn new(source: &'a S, size: u64) -> Result<Self, TreeError> {
        if size > MAX_SIZE {
            Err(TreeError::TooLarge(size))
        } else {
            Ok(Self { source, size, tiles: Vec::new() })
        }
    }

    /// Root of the entries `low..high`, where `low` is a multiple of the largest power of two not above the
    /// length, as all ranges in proofs are.
    fn range(&mut self, low: u64, high: u64) -> Result<Hash, TreeError> {
        let mut low = low;
        let mut peaks = Vec::new();
        while low < high {
            let height = 63 - (high - low).leading_zeros();
            peaks.push(self.subtree(height, low >> height)?);
            low += 1 << height;
        }
        let mut peaks = peaks.into_iter().rev();
        let last = peaks.next().unwrap_or_else(empty_root);
        Ok(peaks.fold(last, |right, left| node_hash(&left, &right)))
    }

    /// Root of the complete subtree of 2^`height` entries at position `index`.
    fn subtree(&mut self, height: u32, index: u64) -> Result<Hash, TreeError> {
        // Heights stay below 64, so levels below 8.
        let level = u8::try_from(height / 8).unwrap_or(u8::MAX);
        let first = index << (height % 8);
        let offset = usize::try_from(first % u64::from(FULL)).unwrap_or(0);
        let hashes = self.tile(level, first / u64::from(FULL))?;
        let subtree = hashes.get(offset..offset + (1usize << (height % 8)));
        subtree.map(root_of).ok_or(TreeError::NoSuchEntry { index: index << height, size: self.size })
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<&[Hash], TreeError> {
        let known = self.tiles.iter().position(|(key, _)| *key == (level, index));
        let position = match known {
            Some(position) => position,
            None => {
                let hashes = read_tile(self.source, level, index, tile::width(self.size, level, index))?;
                self.tiles.push(((level, index), hashes));
                self.tiles.len() - 1
            }
        };
        Ok(self.tiles.get(position).map_or(&[], |(_, hashes)| hashes.as_slice()))
    }
}
