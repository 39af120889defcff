//! Signing what was appended. The last signed checkpoint is kept in a file outside the database, so that a
//! database restored from an older backup is noticed; nothing is signed that does not continue it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use ledger::{Ed25519Signer, Guard, GuardError, Signer, Verifier};

use crate::fault::{Fault, OpenFault};
use crate::store::Tx;
use crate::tiles::DbTiles;

/// The file that keeps the last signed checkpoint.
pub const CHECKPOINT_FILE: &str = "checkpoint";

/// Signs checkpoints.
pub struct Seal {
    path: PathBuf,
    signer: Ed25519Signer,
    guard: Guard,
}

impl Seal {
    /// Takes up the last signed checkpoint, or begins a log that has never signed.
    pub fn open(dir: &Path, origin: &str, seed: &[u8; 32], was_signed: bool) -> Result<Seal, OpenFault> {
        let signer = Ed25519Signer::from_seed(origin, seed)
            .map_err(|fault| OpenFault::Folder(origin.to_owned(), fault.to_string()))?;
        let path = dir.join(CHECKPOINT_FILE);
        let kept = match fs::read_to_string(&path) {
            Ok(note) => Some(note),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(OpenFault::Folder(path.display().to_string(), error.to_string())),
        };
        let guard = match &kept {
            // The database remembers that a checkpoint was signed: a missing file is a loss, not a beginning.
            None if was_signed => return Err(OpenFault::CheckpointGone),
            None => Guard::begin(origin),
            Some(note) => {
                let key = Verifier::parse(&signer.vkey())
                    .map_err(|fault| OpenFault::Folder(origin.to_owned(), fault.to_string()))?;
                Guard::resume(note, &key)
            }
        }
        .map_err(|fault| OpenFault::Fault(Fault::Fork(fault.to_string())))?;
        Ok(Seal { path, signer, guard })
    }

    /// The public key, for outsiders.
    pub fn vkey(&self) -> String {
        self.signer.vkey()
    }

    /// How many entries were signed for.
    pub fn signed_size(&self) -> u64 {
        self.guard.last().map_or(0, |checkpoint| checkpoint.size)
    }

    /// Signs the log at `size` and keeps the checkpoint.
    ///
    /// A crash before the rename leaves the older checkpoint, which the next opening signs forward from; a crash
    /// after it leaves the newer one, which the database reaches already, because it was committed before.
    pub fn sign(&mut self, tx: &mut dyn Tx, size: u64) -> Result<String, Fault> {
        let tiles = DbTiles::over(tx);
        let guarded = self.guard.admit(&tiles, size).map_err(|fault| match fault {
            GuardError::Tree(_) => Fault::Unreadable(fault.to_string()),
            GuardError::Shrunk { .. }
            | GuardError::PastChanged { .. }
            | GuardError::Inconsistent { .. }
            | GuardError::Last(_)
            | GuardError::Name(_) => Fault::Fork(fault.to_string()),
        })?;
        let note = guarded.sign(&[&self.signer]).map_err(|fault| Fault::Checkpoint(fault.to_string()))?;
        keep(&self.path, &note).map_err(|error| Fault::Checkpoint(error.to_string()))?;
        Ok(note)
    }
}

/// Writes a small file so that a crash leaves the old or the new one, never half of it.
pub fn keep(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    // The rename itself must survive a power cut.
    if let Some(dir) = path.parent() {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}
