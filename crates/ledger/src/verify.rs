//! Full verification of a log from public data alone: the checkpoint's signature, every entry against its leaf
//! hash, every hash against the tile it stands in, and the root against the checkpoint. It streams, keeps one tile
//! per level in memory, and names the first entry or tile that does not fit.
use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use crate::edge::Edge;
use crate::hash::{Hash, empty_root, hex, leaf_hash, root_of};
use crate::key::Verify;
use crate::source::{SourceError, TileSource};
use crate::tile::{self, BundleError, Entries, FULL, TileKind, TilePath};
use crate::tree::{MAX_SIZE, TreeError, read_tile};

/// A log to be verified: where its tiles are, and which key must have signed.
pub struct Log<'a, S: ?Sized> {
    source: &'a S,
    key: &'a dyn Verify,
    since: Option<&'a str>,
    newer_only: bool,
}

/// How far a verification has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Entries verified so far.
    pub entries: u64,
    /// Entries to verify in all.
    pub of: u64,
    /// Bytes of entry bundles read so far.
    pub bytes: u64,
}

/// What a successful verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The checkpoint that was verified.
    pub checkpoint: Checkpoint,
    /// The older checkpoint that it continues, if one was given.
    pub since: Option<Checkpoint>,
    /// First entry that was verified: 0, or near the older checkpoint when only newer entries were asked for.
    pub from: u64,
    /// Entries verified.
    pub entries: u64,
    /// Bytes of entry bundles read.
    pub bytes: u64,
    /// Tiles compared, hash by hash.
    pub tiles: u64,
}

/// The first thing that does not fit.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The checkpoint is refused.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The older checkpoint is refused.
    #[error("the older checkpoint is refused: {0}")]
    Since(#[source] CheckpointError),
    /// The older checkpoint has more entries than the newer.
    #[error("the log shrank: the older checkpoint has {since} entries, the newer {now}")]
    Shrunk {
        /// Entries in the older checkpoint.
        since: u64,
        /// Entries in the newer checkpoint.
        now: u64,
    },
    /// The first entries are no longer those of the older checkpoint.
    #[error(
        "the past changed: the first {size} entries were signed with root {} but have root {}",
        hex(signed),
        hex(now)
    )]
    PastChanged {
        /// Entries in the older checkpoint.
        size: u64,
        /// Root in the older checkpoint.
        signed: Hash,
        /// Root of those entries at present.
        now: Hash,
    },
    /// An entry is not the one whose hash stands in the tile.
    #[error("entry {index} differs: its leaf hash is {} but `{tile}` says {}; {}", hex(actual), hex(expected), vouches(*vouched))]
    Entry {
        /// Position of the entry in the log, from 0.
        index: u64,
        /// The level-0 tile.
        tile: TilePath,
        /// Leaf hash in the tile.
        expected: Hash,
        /// Leaf hash of the entry.
        actual: Hash,
        /// Whether the tiles above lead from this tile to the signed root: then the entry was changed.
        vouched: bool,
    },
    /// An entry cannot be read from its bundle.
    #[error("entry {index} cannot be read from `{bundle}`: {cause}")]
    Bundle {
        /// Position of the first entry that cannot be read, from 0.
        index: u64,
        /// The bundle.
        bundle: TilePath,
        /// What is wrong with it.
        #[source]
        cause: BundleError,
    },
    /// A tile, which agrees with all below it, is not the one whose root stands in the tile above.
    #[error("`{child}` does not fit its parent: its root is {} but hash {offset} of `{parent}` says {}; {}", hex(actual), hex(expected), vouches(*vouched))]
    Tile {
        /// The tile.
        child: TilePath,
        /// The tile above.
        parent: TilePath,
        /// Which hash of the parent, from 0.
        offset: u64,
        /// The hash in the parent.
        expected: Hash,
        /// Root of the child.
        actual: Hash,
        /// Whether the tiles above lead from the parent to the signed root: then the child, and the entries under
        /// it, were changed.
        vouched: bool,
    },
    /// Entries and tiles agree with each other, but not with the signed root.
    #[error(
        "the {size} entries and their tiles agree, but their root is {} and the signed one {}",
        hex(actual),
        hex(signed)
    )]
    Root {
        /// Entries in the checkpoint.
        size: u64,
        /// Root in the checkpoint.
        signed: Hash,
        /// Root of the entries.
        actual: Hash,
    },
    /// A tile or bundle cannot be read.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

fn vouches(vouched: bool) -> &'static str {
    if vouched {
        "the signed root vouches for the tile"
    } else {
        "the signed root does not vouch for the tile"
    }
}

impl<'a, S: TileSource + ?Sized> Log<'a, S> {
    /// A log whose checkpoints must be signed by `key`.
    #[must_use]
    pub fn new(source: &'a S, key: &'a dyn Verify) -> Self {
        Self { source, key, since: None, newer_only: false }
    }

    /// Also demands that the log continues the one of this older signed checkpoint.
    #[must_use]
    pub fn since(self, note: &'a str) -> Self {
        Self { since: Some(note), ..self }
    }

    /// Trusts the older checkpoint given with [`Log::since`] for all entries up to it and verifies only newer
    /// ones, from the start of the bundle in which they begin. Without an older checkpoint it changes nothing.
    #[must_use]
    pub fn newer_only(self) -> Self {
        Self { newer_only: true, ..self }
    }

    /// Verifies the log at a signed checkpoint. `progress` is told after each bundle of up to 256 entries.
    ///
    /// # Errors
    /// The first thing that does not fit, in the order of the entries.
    pub fn verify(&self, note: &str, progress: &mut dyn FnMut(Progress)) -> Result<Report, Fault> {
        let signed = SignedCheckpoint::open(note, self.key)?;
        let checkpoint = signed.checkpoint();
        let size = checkpoint.size;
        if size > MAX_SIZE {
            return Err(TreeError::TooLarge(size).into());
        }
        let since = match self.since {
            Some(note) => {
                Some(SignedCheckpoint::open(note, self.key).map_err(Fault::Since)?.checkpoint().clone())
            }
            None => None,
        };
        if let Some(since) = since.as_ref().filter(|since| since.size > size) {
            return Err(Fault::Shrunk { since: since.size, now: size });
        }
        let trusted = since.as_ref().filter(|_| self.newer_only);
        let edge = match trusted {
            Some(since) => Edge::load_within(self.source, since.size, size)?,
            None => Edge::new(),
        };
        let from = edge.size() / u64::from(FULL) * u64::from(FULL);
        let of = size - from;
        let mut walk = Walk {
            source: self.source,
            checkpoint,
            since: since.as_ref(),
            edge,
            rows: Vec::new(),
            bytes: 0,
            tiles: 0,
        };
        walk.compare_since()?;
        let mut entries = 0;
        for bundle in from / u64::from(FULL)..size.div_ceil(u64::from(FULL)) {
            entries += walk.bundle(bundle)?;
            progress(Progress { entries, of, bytes: walk.bytes });
        }
        let actual = walk.edge.root();
        if actual != checkpoint.root {
            return Err(Fault::Root { size, signed: checkpoint.root, actual });
        }
        let (bytes, tiles) = (walk.bytes, walk.tiles);
        Ok(Report { checkpoint: checkpoint.clone(), since, from, entries, bytes, tiles })
    }
}

/// The state of one verification: the tree as the entries make it, and the tile of each level that it is
/// compared with.
struct Walk<'a, S: ?Sized> {
    source: &'a S,
    checkpoint: &'a Checkpoint,
    since: Option<&'a Checkpoint>,
    edge: Edge,
    /// The tile at hand of each level above 0, with its index.
    rows: Vec<Option<(u64, Vec<Hash>)>>,
    bytes: u64,
    tiles: u64,
}

impl<S: TileSource + ?Sized> Walk<'_, S> {
    /// Verifies one bundle and the tiles it completes; returns how many entries that were.
    fn bundle(&mut self, index: u64) -> Result<u64, Fault> {
        let width = tile::width(self.checkpoint.size, 0, index);
        let leaves = read_tile(self.source, 0, index, width)?;
        self.tiles += 1;
        let path = TilePath::within_tree(TileKind::Entries, index, width);
        let (bytes, whole) = self.read_bundle(&path)?;
        self.bytes += bytes.len() as u64;
        let mut entries = Entries::new(&bytes);
        let mut position = index * u64::from(FULL);
        for (found, expected) in leaves.iter().enumerate() {
            let cause = match entries.next() {
                Some(Ok(entry)) => {
                    self.entry(entry, position, expected)?;
                    position += 1;
                    continue;
                }
                Some(Err(cause)) => cause,
                None => BundleError::Count { expected: leaves.len(), found },
            };
            return Err(Fault::Bundle { index: position, bundle: path, cause });
        }
        let more = entries.count();
        if whole && more > 0 {
            let cause = BundleError::Count { expected: leaves.len(), found: leaves.len() + more };
            return Err(Fault::Bundle { index: position, bundle: path, cause });
        }
        Ok(u64::from(width))
    }

    /// The bundle, and whether it is the one asked for: a partial one that is gone is replaced by the full one.
    fn read_bundle(&self, path: &TilePath) -> Result<(Vec<u8>, bool), Fault> {
        let wrap = |cause| Fault::Tree(TreeError::Unreadable { path: *path, cause });
        match self.source.entries(path.index(), path.width()) {
            Ok(bytes) => Ok((bytes, true)),
            Err(SourceError::Missing) if path.is_partial() => {
                self.source.entries(path.index(), FULL).map(|bytes| (bytes, false)).map_err(wrap)
            }
            Err(cause) => Err(wrap(cause)),
        }
    }

    fn entry(&mut self, entry: &[u8], index: u64, expected: &Hash) -> Result<(), Fault> {
        let actual = leaf_hash(entry);
        if actual != *expected {
            let number = index / u64::from(FULL);
            return Err(Fault::Entry {
                index,
                tile: self.path(0, number),
                expected: *expected,
                actual,
                vouched: self.vouched(0, number),
            });
        }
        // Entries before the trusted edge were compared with the tile, and are in the edge already.
        if index < self.edge.size() {
            return Ok(());
        }
        let mut above = [None; 8];
        self.edge.place(actual, |placed, _| {
            if let Some(slot) = usize::from(placed.level).checked_sub(1).and_then(|row| above.get_mut(row)) {
                *slot = Some((placed.position, placed.hash));
            }
        });
        for (level, placed) in (1u8..).zip(above) {
            let Some((position, hash)) = placed else { break };
            self.parent(level, position, hash)?;
        }
        self.compare_since()
    }

    /// Compares the root of a completed tile with the hash that the tile above it holds.
    fn parent(&mut self, level: u8, position: u64, actual: Hash) -> Result<(), Fault> {
        let (index, offset) = (position / u64::from(FULL), position % u64::from(FULL));
        let row = usize::from(level);
        if self.rows.len() <= row {
            self.rows.resize(row + 1, None);
        }
        let at_hand = self.rows.get(row).and_then(Option::as_ref).is_some_and(|(known, _)| *known == index);
        if !at_hand {
            let hashes =
                read_tile(self.source, level, index, tile::width(self.checkpoint.size, level, index))?;
            self.tiles += 1;
            if let Some(slot) = self.rows.get_mut(row) {
                *slot = Some((index, hashes));
            }
        }
        let hashes = self.rows.get(row).and_then(Option::as_ref).map_or([].as_slice(), |(_, hashes)| hashes);
        let expected = usize::try_from(offset).ok().and_then(|offset| hashes.get(offset)).copied();
        if expected == Some(actual) {
            return Ok(());
        }
        Err(Fault::Tile {
            child: self.path(level - 1, position),
            parent: self.path(level, index),
            offset,
            expected: expected.unwrap_or_else(empty_root),
            actual,
            vouched: self.vouched(level, index),
        })
    }

    /// When the tree has grown to the size of the older checkpoint, it must have that root.
    fn compare_since(&self) -> Result<(), Fault> {
        match self.since {
            Some(since) if since.size == self.edge.size() => {
                let now = self.edge.root();
                if now == since.root {
                    Ok(())
                } else {
                    Err(Fault::PastChanged { size: since.size, signed: since.root, now })
                }
            }
            _ => Ok(()),
        }
    }

    fn path(&self, level: u8, index: u64) -> TilePath {
        let width = tile::width(self.checkpoint.size, level, index);
        TilePath::within_tree(TileKind::Hashes(level), index, width)
    }

    /// Whether the tiles above lead from this tile to the signed root, so that its hashes are the signed ones.
    fn vouched(&self, level: u8, index: u64) -> bool {
        let size = self.checkpoint.size;
        let read = |level, index| read_tile(self.source, level, index, tile::width(size, level, index)).ok();
        let (mut level, mut index) = (level, index);
        while tile::width(size, level, index) == FULL {
            let Some(hashes) = read(level, index) else { return false };
            let (above, offset) = (index / u64::from(FULL), index % u64::from(FULL));
            let parent = read(level + 1, above).unwrap_or_default();
            let expected = usize::try_from(offset).ok().and_then(|offset| parent.get(offset));
            if expected != Some(&root_of(&hashes)) {
                return false;
            }
            (level, index) = (level + 1, above);
        }
        // A partial tile is part of the edge, and the edge makes the root.
        Edge::load(self.source, size).is_ok_and(|edge| edge.root() == self.checkpoint.root)
    }
}
