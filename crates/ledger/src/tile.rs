//! Tiles: which resources a tree of a given size consists of, how their paths are written, and how entries are
//! packed into bundles (C2SP tlog-tiles). Level 0 holds leaf hashes; each hash at a higher level is the root of
//! one full tile below. Rightmost tiles may be partial: 1 to 255 wide.
use std::fmt;
use std::str::FromStr;

/// Hashes in a full tile, and entries in a full bundle.
pub const FULL: u16 = 256;
/// Longest entry in bytes: bundles prefix each entry with a 16-bit length.
pub const MAX_ENTRY: usize = 65_535;
/// Highest level a path may name.
pub const MAX_LEVEL: u8 = 63;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileKind {
    /// Hashes of the tree at this level (0: leaf hashes).
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// Name of one tile or bundle. Its text form is the path below the log's address:
/// `tile/<level>/<index>[.p/<width>]` or `tile/entries/<index>[.p/<width>]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TilePath {
    kind: TileKind,
    index: u64,
    width: u16,
}

/// Why a tile cannot be named or a path cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// The level is above 63.
    #[error("tile level {0} is above {MAX_LEVEL}")]
    Level(u8),
    /// The width is 0 or above 256.
    #[error("tile width {0} is not between 1 and {FULL}")]
    Width(u16),
    /// The text is not a canonical tile path.
    #[error("`{0}` is not a tile path such as `tile/0/x001/067` or `tile/entries/000.p/12`")]
    Text(String),
}

impl TilePath {
    /// Names a tile of hashes.
    ///
    /// # Errors
    /// A level above 63, a width of 0 or above 256.
    pub fn hashes(level: u8, index: u64, width: u16) -> Result<Self, PathError> {
        if level > MAX_LEVEL {
            Err(PathError::Level(level))
        } else {
            Self::new(TileKind::Hashes(level), index, width)
        }
    }

    /// Names a bundle of entries.
    ///
    /// # Errors
    /// A width of 0 or above 256.
    pub fn entries(index: u64, width: u16) -> Result<Self, PathError> {
        Self::new(TileKind::Entries, index, width)
    }

    fn new(kind: TileKind, index: u64, width: u16) -> Result<Self, PathError> {
        if width == 0 || width > FULL {
            Err(PathError::Width(width))
        } else {
            Ok(Self { kind, index, width })
        }
    }

    /// For tiles whose level and width follow from a tree size, which are always in range.
    pub(crate) fn within_tree(kind: TileKind, index: u64, width: u16) -> Self {
        Self { kind, index, width }
    }

    /// What the tile holds.
    #[must_use]
    pub fn kind(&self) -> TileKind {
        self.kind
    }

    /// Position of the tile in its level, from 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Hashes or entries in the tile: 1 to 256.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Whether the tile holds fewer than 256 items.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.width < FULL
    }

    /// Every tile and bundle of a tree of `size` entries: bundles first, then tiles from level 0 upwards, each
    /// from left to right. What a mirror must copy.
    pub fn all(size: u64) -> impl Iterator<Item = TilePath> {
        let kinds = std::iter::once(TileKind::Entries).chain((0..8).map(TileKind::Hashes));
        kinds.flat_map(move |kind| {
            let level = match kind {
                TileKind::Hashes(level) => level,
                TileKind::Entries => 0,
            };
            let tiles = count(size, level).div_ceil(u64::from(FULL));
            (0..tiles).map(move |index| TilePath { kind, index, width: width(size, level, index) })
        })
    }
}

/// Hashes at `level` in a tree of `size` entries: `floor(size / 256^level)`.
#[must_use]
pub fn count(size: u64, level: u8) -> u64 {
    size.checked_shr(u32::from(level) * 8).unwrap_or(0)
}

/// Width of the tile `index` at `level` in a tree of `size` entries: 256 when full, 1 to 255 when it is the
/// partial tile at the right edge, 0 when the tree has no such tile.
#[must_use]
pub fn width(size: u64, level: u8, index: u64) -> u16 {
    let full = u64::from(FULL);
    let before = index.saturating_mul(full);
    let left = count(size, level).saturating_sub(before).min(full);
    // At most 256 by the line above.
    u16::try_from(left).unwrap_or(FULL)
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes(level) => write!(f, "tile/{level}/")?,
            TileKind::Entries => f.write_str("tile/entries/")?,
        }
        // Groups of three digits, most significant first; every group but the last begins with `x`.
        let mut groups = [0u64; 7];
        let mut rest = self.index;
        let mut used = 0;
        for group in &mut groups {
            *group = rest % 1000;
            rest /= 1000;
            used += 1;
            if rest == 0 {
                break;
            }
        }
        for (place, group) in groups.iter().enumerate().take(used).rev() {
            if place == 0 { write!(f, "{group:03}")? } else { write!(f, "x{group:03}/")? }
        }
        if self.is_partial() { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

impl FromStr for TilePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let bad = || PathError::Text(text.to_owned());
        // Anything longer than the longest canonical path is refused before it is looked at.
        let path = if text.len() <= 64 { parse(text).ok_or_else(bad)? } else { return Err(bad()) };
        if path.to_string() == text { Ok(path) } else { Err(bad()) }
    }
}

/// Reads a path loosely; the caller compares with the canonical text.
fn parse(text: &str) -> Option<TilePath> {
    let (kind, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, width.parse().ok()?),
        None => (rest, FULL),
    };
    let mut index = 0u64;
    for group in number.split('/') {
        let digits: u64 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
        index = index.checked_mul(1000)?.checked_add(digits)?;
    }
    match kind {
        "entries" => TilePath::entries(index, width).ok(),
        level => TilePath::hashes(level.parse().ok()?, index, width).ok(),
    }
}

/// Why entries cannot be packed into, or unpacked from, a bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The entry does not fit a 16-bit length.
    #[error("an entry of {0} bytes is longer than {MAX_ENTRY} bytes")]
    TooLong(usize),
    /// The bundle ends inside an entry.
    #[error("the bundle ends inside its entry {entry}")]
    Cut {
        /// Position of the entry in the bundle, from 0.
        entry: usize,
    },
    /// The bundle holds another number of entries than its width says.
    #[error("the bundle holds {found} entries instead of {expected}")]
    Count {
        /// The width asked for.
        expected: usize,
        /// Entries found.
        found: usize,
    },
}

/// Appends one entry to a bundle: its length as two bytes, most significant first, then the entry.
///
/// # Errors
/// The entry is longer than 65 535 bytes; the bundle is then left as it was.
pub fn append_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), BundleError> {
    let length = u16::try_from(entry.len()).map_err(|_| BundleError::TooLong(entry.len()))?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// The entries of a bundle in order, borrowed from its bytes. After an error there is nothing more.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    rest: &'a [u8],
    read: usize,
}

impl<'a> Entries<'a> {
    /// Starts reading a bundle. How many entries it should hold is for the caller to check.
    #[must_use]
    pub fn new(bundle: &'a [u8]) -> Self {
        Self { rest: bundle, read: 0 }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Result<&'a [u8], BundleError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let split = self.rest.split_first_chunk::<2>();
        let entry =
            split.and_then(|(length, tail)| tail.split_at_checked(usize::from(u16::from_be_bytes(*length))));
        match entry {
            Some((entry, tail)) => {
                self.rest = tail;
                self.read += 1;
                Some(Ok(entry))
            }
            None => {
                self.rest = &[];
                Some(Err(BundleError::Cut { entry: self.read }))
            }
        }
    }
}

/// Unpacks a bundle that must hold exactly `width` entries.
///
/// # Errors
/// The bundle ends inside an entry, or holds another number of entries.
pub fn decode_bundle(bundle: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let entries = Entries::new(bundle).collect::<Result<Vec<_>, _>>()?;
    let expected = usize::from(width);
    if entries.len() == expected {
        Ok(entries)
    } else {
        Err(BundleError::Count { expected, found: entries.len() })
    }
}
