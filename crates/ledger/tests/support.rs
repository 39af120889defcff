//! What the tests share: logs with known entries, keys of known seeds, and sources that lie.
use std::cell::RefCell;
use std::collections::HashMap;

use ledger::{Ed25519Signer, Guard, MemoryLog, Signer, SourceError, TilePath, TileSource, Verifier};

/// Name of the log in the tests.
pub const ORIGIN: &str = "example.com/record";

/// The log's key.
pub fn signer() -> Ed25519Signer {
    Ed25519Signer::from_seed(ORIGIN, &[7; 32]).unwrap()
}

/// What verifies the log's key.
pub fn verifier() -> Verifier {
    Verifier::parse(&signer().vkey()).unwrap()
}

/// Entry `index`: short texts of differing lengths, some longer than a hash block.
pub fn entry(index: u64) -> Vec<u8> {
    let mut entry = format!("entry {index} ").into_bytes();
    entry.resize(entry.len() + usize::try_from(index * 37 % 151).unwrap(), b'.');
    entry
}

/// A log of `size` entries.
pub fn log(size: u64) -> MemoryLog {
    let mut log = MemoryLog::new();
    for index in 0..size {
        log.push(&entry(index)).unwrap();
    }
    log
}

/// The signed checkpoint of the first `size` entries.
pub fn checkpoint(source: &impl TileSource, size: u64) -> String {
    let mut guard = Guard::begin(ORIGIN).unwrap();
    guard.admit(source, size).unwrap().sign(&[&signer()]).unwrap()
}

/// A log as a mirror keeps it: only the tiles of one tree size, any of which a test may change or remove.
#[derive(Clone, Default)]
pub struct Mirror {
    files: HashMap<String, Vec<u8>>,
    read: RefCell<Vec<String>>,
}

impl Mirror {
    /// Copies the tiles of the tree of `size` entries.
    pub fn of(source: &impl TileSource, size: u64) -> Self {
        let mut files = HashMap::new();
        for path in TilePath::all(size) {
            let bytes = match path.kind() {
                ledger::TileKind::Hashes(level) => source.tile(level, path.index(), path.width()).unwrap(),
                ledger::TileKind::Entries => source.entries(path.index(), path.width()).unwrap(),
            };
            files.insert(path.to_string(), bytes);
        }
        Self { files, read: RefCell::default() }
    }

    /// Every file, by path.
    pub fn files(&self) -> &HashMap<String, Vec<u8>> {
        &self.files
    }

    /// The bytes of one file, to be changed.
    pub fn file(&mut self, path: &str) -> &mut Vec<u8> {
        self.files.get_mut(path).unwrap_or_else(|| panic!("the mirror has no {path}"))
    }

    /// Removes one file.
    pub fn remove(&mut self, path: &str) -> Vec<u8> {
        self.files.remove(path).unwrap_or_else(|| panic!("the mirror has no {path}"))
    }

    /// Adds one file.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(path.to_owned(), bytes);
    }

    /// The paths read so far, in order, and forgets them.
    pub fn take_read(&self) -> Vec<String> {
        self.read.take()
    }

    fn get(&self, path: &TilePath) -> Result<Vec<u8>, SourceError> {
        let path = path.to_string();
        self.read.borrow_mut().push(path.clone());
        self.files.get(&path).cloned().ok_or(SourceError::Missing)
    }
}

impl TileSource for Mirror {
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        self.get(&TilePath::hashes(level, index, width).map_err(SourceError::failed)?)
    }

    fn entries(&self, index: u64, width: u16) -> Result<Vec<u8>, SourceError> {
        self.get(&TilePath::entries(index, width).map_err(SourceError::failed)?)
    }
}

/// A small generator of reproducible numbers (SplitMix64), so that no test depends on a clock.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}
