//! The right edge of a growing tree: all a writer must hold in memory to append entries. It keeps the partial
//! tile of each level (up to 255 hashes each) and the roots of the complete subtrees, so that an append costs
//! one node hash on average and the root one per level of the tree.
use crate::hash::{Hash, empty_root, node_hash, root_of};
use crate::source::TileSource;
use crate::tile::{self, FULL, TileKind, TilePath};
use crate::tree::{MAX_SIZE, TreeError, read_tile};

/// A tile that an append completed: to be stored, because the edge forgets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullTile {
    /// Level of the tile (0: leaf hashes).
    pub level: u8,
    /// Position of the tile in its level.
    pub index: u64,
    /// Its 256 hashes.
    pub hashes: Vec<Hash>,
}

impl FullTile {
    /// Path of the tile below the log's address.
    #[must_use]
    pub fn path(&self) -> TilePath {
        TilePath::within_tree(TileKind::Hashes(self.level), self.index, FULL)
    }

    /// The bytes to store and to serve: 8 192 of them.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.hashes.concat()
    }
}

/// A hash that has just taken its place in a tile.
pub(crate) struct Placed {
    /// Level of the tile.
    pub level: u8,
    /// Position of the hash in its level, from 0.
    pub position: u64,
    /// The hash.
    pub hash: Hash,
}

/// The right edge of a tree of a certain size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// The partial tile of each level; an empty one where the level ends with a full tile.
    partial: Vec<Vec<Hash>>,
    /// Roots of the complete subtrees that make up the tree, largest first: one for each bit of the size.
    peaks: Vec<Hash>,
}

impl Edge {
    /// The edge of an empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The edge of a tree of `size` entries, read from its partial tiles. Nothing else of the tree is looked at:
    /// compare [`Edge::root`] with a root you trust.
    ///
    /// # Errors
    /// A tile is missing, unreadable, or of the wrong length; the size is above [`MAX_SIZE`].
    pub fn load<S: TileSource + ?Sized>(source: &S, size: u64) -> Result<Self, TreeError> {
        Self::load_within(source, size, size)
    }

    /// The edge of the first `size` entries, read from the tiles of a tree of `whole` entries.
    pub(crate) fn load_within<S: TileSource + ?Sized>(
        source: &S,
        size: u64,
        whole: u64,
    ) -> Result<Self, TreeError> {
        if whole > MAX_SIZE {
            return Err(TreeError::TooLarge(whole));
        }
        if size > whole {
            return Err(TreeError::Order { old: size, new: whole });
        }
        let mut edge = Self { size, partial: Vec::new(), peaks: Vec::new() };
        let mut level = 0u8;
        while tile::count(size, level) > 0 {
            let index = tile::count(size, level) / u64::from(FULL);
            let hashes = match tile::width(size, level, index) {
                0 => Vec::new(),
                width => {
                    let mut hashes = read_tile(source, level, index, tile::width(whole, level, index))?;
                    hashes.truncate(usize::from(width));
                    hashes
                }
            };
            edge.partial.push(hashes);
            level += 1;
        }
        for hashes in edge.partial.iter().rev() {
            // A tile of width 0b1011 is complete subtrees of 8, 2 and 1 hashes, from left to right.
            let mut rest = hashes.as_slice();
            for bit in (0..8).rev().filter(|bit| hashes.len() >> bit & 1 == 1) {
                let (subtree, tail) = rest.split_at(1 << bit);
                edge.peaks.push(root_of(subtree));
                rest = tail;
            }
        }
        Ok(edge)
    }

    /// Number of entries in the tree.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            Some(last) => peaks.fold(*last, |right, left| node_hash(left, &right)),
            None => empty_root(),
        }
    }

    /// Appends one leaf and returns the tiles that became full, lowest level first. Most appends complete none,
    /// and then nothing is allocated for the answer.
    pub fn push(&mut self, leaf: Hash) -> Vec<FullTile> {
        let mut full = Vec::new();
        self.place(leaf, |placed, hashes| {
            if hashes.len() == usize::from(FULL) {
                let index = placed.position / u64::from(FULL);
                full.push(FullTile { level: placed.level, index, hashes: hashes.to_vec() });
            }
        });
        full
    }

    /// Appends one leaf and tells `seen` of every hash that takes its place in a tile, with the tile as far as it
    /// is filled.
    pub(crate) fn place(&mut self, leaf: Hash, mut seen: impl FnMut(&Placed, &[Hash])) {
        let mut hash = leaf;
        let mut height = 0u32;
        loop {
            if height.is_multiple_of(8) {
                // Heights stay below 64, so levels below 8.
                let level = u8::try_from(height / 8).unwrap_or(u8::MAX);
                let placed = Placed { level, position: self.size.checked_shr(height).unwrap_or(0), hash };
                self.fill(usize::from(level), &placed, &mut seen);
            }
            if self.size.checked_shr(height).unwrap_or(0) & 1 == 0 {
                break;
            }
            let Some(left) = self.peaks.pop() else { break };
            hash = node_hash(&left, &hash);
            height += 1;
        }
        self.peaks.push(hash);
        self.size = self.size.saturating_add(1);
    }

    fn fill(&mut self, level: usize, placed: &Placed, seen: &mut impl FnMut(&Placed, &[Hash])) {
        if self.partial.len() <= level {
            self.partial.resize_with(level + 1, || Vec::with_capacity(usize::from(FULL)));
        }
        if let Some(hashes) = self.partial.get_mut(level) {
            hashes.push(placed.hash);
            seen(placed, hashes);
            if hashes.len() == usize::from(FULL) {
                hashes.clear();
            }
        }
    }

    /// The partial tile at `level` as it stands: its index and hashes. `None` where the level is empty or ends
    /// with a full tile.
    #[must_use]
    pub fn partial(&self, level: u8) -> Option<(u64, &[Hash])> {
        let hashes = self.partial.get(usize::from(level)).filter(|hashes| !hashes.is_empty())?;
        Some((tile::count(self.size, level) / u64::from(FULL), hashes))
    }

    /// The first `width` hashes of the partial tile `index` at `level`, if the edge holds them. Partial tiles of
    /// earlier checkpoints are beginnings of the present one, so those are answered too.
    #[must_use]
    pub fn tile(&self, level: u8, index: u64, width: u16) -> Option<&[Hash]> {
        let (present, hashes) = self.partial(level)?;
        if present == index { hashes.get(..usize::from(width)) } else { None }
    }
}
