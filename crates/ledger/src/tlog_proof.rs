//! Proofs that travel alone (C2SP tlog-proof, `c2sp.org/tlog-proof@v1`): one text that shows, offline and with
//! nothing but the log's key, that an entry is in the log.
use std::fmt;

use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint, parse_size};
use crate::hash::{Hash, base64, hash_from_base64, leaf_hash, unbase64};
use crate::key::{Verifier, Verify};
use crate::note::MAX_NOTE;
use crate::proof::verify_inclusion;

const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// A tree of 2⁶⁴ entries has paths of 64 hashes.
const MAX_PATH: usize = 64;

/// A parsed proof. It proves nothing before it is verified against an entry and a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Data of the application; not covered by any signature.
    pub extra: Option<Vec<u8>>,
    /// Position of the entry in the log, from 0.
    pub index: u64,
    /// Sibling hashes from the leaf up.
    pub path: Vec<Hash>,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
}

/// Why a proof is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The text is not of the prescribed form.
    #[error("the proof is malformed: {0}")]
    Form(&'static str),
    /// Its checkpoint is refused.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry is not what the log holds at this position.
    #[error("the entry is not entry {index} of the log's {size} entries")]
    NotIncluded {
        /// Position in the proof.
        index: u64,
        /// Size of the signed tree.
        size: u64,
    },
}

/// What a verified proof shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenEntry {
    /// Position of the entry in the log, from 0.
    pub index: u64,
    /// The checkpoint the log signed.
    pub checkpoint: Checkpoint,
    /// Known witnesses that cosigned it, with their times in seconds since 1970, UTC.
    pub cosigned: Vec<(String, u64)>,
}

impl TlogProof {
    /// Reads a proof. Nothing is verified yet.
    ///
    /// # Errors
    /// The text is longer than two megabytes or not of the prescribed form.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let form = ProofError::Form;
        if text.len() > 2 * MAX_NOTE {
            return Err(form("it is longer than two megabytes"));
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or(form("it has no checkpoint"))?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(HEADER) {
            return Err(form("its first line is not `c2sp.org/tlog-proof@v1`"));
        }
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let extra = extra.and_then(|line| line.strip_prefix("extra ")).map(unbase64);
        let extra = match extra {
            Some(None) => return Err(form("its extra data is not Base64")),
            Some(data) => data,
            None => None,
        };
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(parse_size);
        let index = index.ok_or(form("its index line is missing or not a plain decimal number"))?;
        let mut path = Vec::new();
        for line in lines {
            if path.len() == MAX_PATH {
                return Err(form("its path is longer than 64 hashes"));
            }
            path.push(hash_from_base64(line).ok_or(form("a line of its path is not a Base64 hash"))?);
        }
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }

    /// Verifies the proof for an entry, with the log's key and those of witnesses.
    ///
    /// # Errors
    /// The checkpoint is refused, or the entry is not at this position of the signed tree.
    pub fn verify(
        &self,
        entry: &[u8],
        log: &dyn Verify,
        witnesses: &[Verifier],
    ) -> Result<ProvenEntry, ProofError> {
        let signed = SignedCheckpoint::open_with_witnesses(&self.checkpoint, log, witnesses)?;
        let checkpoint = signed.checkpoint();
        let leaf = leaf_hash(entry);
        if !verify_inclusion(&leaf, self.index, checkpoint.size, &self.path, &checkpoint.root) {
            return Err(ProofError::NotIncluded { index: self.index, size: checkpoint.size });
        }
        let cosigned = signed.cosigned().map(|(name, time)| (name.to_owned(), time)).collect();
        Ok(ProvenEntry { index: self.index, checkpoint: checkpoint.clone(), cosigned })
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", base64(hash)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// Verifies a proof text for an entry, with nothing but the log's key.
///
/// # Errors
/// The text is malformed, its checkpoint is refused, or the entry is not at the position it names.
pub fn verify_proof(text: &str, entry: &[u8], log: &dyn Verify) -> Result<ProvenEntry, ProofError> {
    TlogProof::parse(text)?.verify(entry, log, &[])
}

/// Verifies a proof text for an entry, with the log's key and those of witnesses; how many of them are enough is
/// for the caller to say, from [`ProvenEntry::cosigned`].
///
/// # Errors
/// As [`verify_proof`]; also when a known witness's signature is wrong.
pub fn verify_proof_with_witnesses(
    text: &str,
    entry: &[u8],
    log: &dyn Verify,
    witnesses: &[Verifier],
) -> Result<ProvenEntry, ProofError> {
    TlogProof::parse(text)?.verify(entry, log, witnesses)
}
