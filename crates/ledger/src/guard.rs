//! The fork guard. A log must never sign two checkpoints that contradict each other; a database restored from a
//! backup and continued would do just that. So the last signed checkpoint is kept outside the database, and a new
//! one can be signed only as a [`Guarded`] value, which only the guard makes, after comparing the present tiles
//! with what was signed.
use crate::checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
use crate::hash::{Hash, hex};
use crate::key::{Algorithm, SignError, Signer, Verify, is_name};
use crate::note;
use crate::proof::verify_consistency;
use crate::source::TileSource;
use crate::tree::{self, TreeError};

/// Why the guard refuses. After any of these the log must stand still until a person has looked.
#[derive(Debug, thiserror::Error)]
pub enum GuardError {
    /// The name is no origin.
    #[error("`{0}` is no name for a log: it must not be empty nor hold spaces or `+`")]
    Name(String),
    /// The kept checkpoint cannot be trusted.
    #[error("the last signed checkpoint cannot be used: {0}")]
    Last(#[from] CheckpointError),
    /// The log has fewer entries than were signed.
    #[error("the log has {now} entries but {signed} were signed: entries are missing, perhaps an old backup")]
    Shrunk {
        /// Size that was signed.
        signed: u64,
        /// Size at present.
        now: u64,
    },
    /// The signed entries are no longer what they were.
    #[error("the first {size} entries were signed with root {} but now have root {}", hex(signed), hex(now))]
    PastChanged {
        /// Size that was signed.
        size: u64,
        /// Root that was signed.
        signed: Hash,
        /// Root at present.
        now: Hash,
    },
    /// The tiles contradict each other: the tree at the new size does not continue the tree at the old one.
    #[error("the tiles of {new} entries do not continue the {old} entries that were signed")]
    Inconsistent {
        /// Size that was signed.
        old: u64,
        /// Size at present.
        new: u64,
    },
    /// The tiles cannot be read.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

/// Keeper of the last signed checkpoint of one log.
#[derive(Debug)]
pub struct Guard {
    origin: String,
    last: Option<Checkpoint>,
}

/// A checkpoint that continues all that was signed before: the only thing that can be signed. It borrows the
/// guard, so that no second one can exist beside it.
#[derive(Debug)]
pub struct Guarded<'g> {
    guard: &'g mut Guard,
    checkpoint: Checkpoint,
}

impl Guard {
    /// Guards a log that has never signed. Call it only when the log is created: whoever calls it because the
    /// kept checkpoint is lost gives up the protection.
    ///
    /// # Errors
    /// The origin is empty or holds spaces or `+`.
    pub fn begin(origin: &str) -> Result<Self, GuardError> {
        if is_name(origin) {
            Ok(Self { origin: origin.to_owned(), last: None })
        } else {
            Err(GuardError::Name(origin.to_owned()))
        }
    }

    /// Guards a log that goes on from its last signed checkpoint, given as the signed note.
    ///
    /// # Errors
    /// The note is malformed, not signed by this key, or of another log.
    pub fn resume(last_note: &str, log: &dyn Verify) -> Result<Self, GuardError> {
        let last = SignedCheckpoint::open(last_note, log)?.checkpoint().clone();
        Ok(Self { origin: last.origin.clone(), last: Some(last) })
    }

    /// The last checkpoint that was signed.
    #[must_use]
    pub fn last(&self) -> Option<&Checkpoint> {
        self.last.as_ref()
    }

    /// Looks at the log as it stands and admits its checkpoint for signing, if it continues the last one: not
    /// smaller, the same root at the old size, and a proof of consistency between the two.
    ///
    /// # Errors
    /// The log shrank or its past changed; its tiles contradict each other or cannot be read.
    pub fn admit<S: TileSource + ?Sized>(
        &mut self,
        source: &S,
        size: u64,
    ) -> Result<Guarded<'_>, GuardError> {
        if let Some(last) = &self.last {
            if size < last.size {
                return Err(GuardError::Shrunk { signed: last.size, now: size });
            }
            let now = tree::root_within(source, last.size, size)?;
            if now != last.root {
                return Err(GuardError::PastChanged { size: last.size, signed: last.root, now });
            }
        }
        let root = tree::root(source, size)?;
        if let Some(last) = &self.last {
            let proof = tree::consistency_proof(source, last.size, size)?;
            if !verify_consistency(last.size, size, &last.root, &root, &proof) {
                return Err(GuardError::Inconsistent { old: last.size, new: size });
            }
        }
        let checkpoint = Checkpoint { origin: self.origin.clone(), size, root };
        Ok(Guarded { guard: self, checkpoint })
    }
}

impl Guarded<'_> {
    /// The checkpoint to be signed.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Signs the checkpoint and returns the note. The guard remembers it at once, and the caller keeps it outside the
    /// database. While it is shown and not kept there, an older database put in its place could contradict it
    /// unnoticed: how long that may be is the caller's to bound.
    ///
    /// # Errors
    /// No Ed25519 key among the signers, a key under another name than the log's, or a key that fails.
    pub fn sign(self, signers: &[&dyn Signer]) -> Result<String, SignError> {
        let origin = &self.checkpoint.origin;
        if let Some(other) = signers.iter().find(|signer| signer.name() != origin) {
            return Err(SignError::Name { name: other.name().to_owned(), origin: origin.clone() });
        }
        if !signers.iter().any(|signer| signer.algorithm() == Algorithm::Ed25519) {
            return Err(SignError::NoEd25519);
        }
        let body = self.checkpoint.body();
        // Remembered before the first key is touched: of several keys one may sign and the next fail.
        self.guard.last = Some(self.checkpoint);
        note::sign(&body, signers)
    }
}
