//! Signing what was appended. A signed checkpoint is kept in a file outside the database, so that a database
//! restored from an older backup is noticed; nothing is signed that does not continue it.

use std::fs::{self, File};
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use ledger::{Ed25519Signer, Edge, Guard, GuardError, Signer, Verifier};

use crate::fault::{Fault, OpenFault};
use crate::store::Tx;
use crate::tiles::DbTiles;

/// The file that keeps the last signed checkpoint.
pub const CHECKPOINT_FILE: &str = "checkpoint";

/// Where the last signed checkpoint is kept: never in the database that it is about.
pub trait Vault: Send {
    /// The checkpoint kept last.
    ///
    /// # Errors
    /// It cannot be read.
    fn last(&self) -> io::Result<Option<String>>;

    /// Keeps a checkpoint in place of the last, durably and whole.
    ///
    /// # Errors
    /// It cannot be written; then the last one may or may not have been replaced.
    fn keep(&mut self, note: &str) -> io::Result<()>;
}

/// A vault that is one file.
pub struct CheckpointFile(PathBuf);

impl CheckpointFile {
    /// The file in a folder.
    #[must_use]
    pub fn in_folder(dir: &Path) -> CheckpointFile {
        CheckpointFile(dir.join(CHECKPOINT_FILE))
    }
}

impl Vault for CheckpointFile {
    fn last(&self) -> io::Result<Option<String>> {
        match fs::read_to_string(&self.0) {
            Ok(note) => Ok(Some(note)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn keep(&mut self, note: &str) -> io::Result<()> {
        keep(&self.0, note)
    }
}

/// Signs checkpoints.
pub struct Seal {
    vault: Box<dyn Vault>,
    signer: Ed25519Signer,
    guard: Guard,
    /// The note signed last.
    signed: String,
}

impl Seal {
    /// Takes up the last signed checkpoint, or begins a log that has never signed.
    pub fn open(
        vault: Box<dyn Vault>,
        origin: &str,
        seed: &[u8; 32],
        was_signed: bool,
    ) -> Result<Seal, OpenFault> {
        let of_origin = |fault: ledger::KeyError| OpenFault::Folder(origin.to_owned(), fault.to_string());
        let signer = Ed25519Signer::from_seed(origin, seed).map_err(of_origin)?;
        let kept =
            vault.last().map_err(|error| OpenFault::Folder(CHECKPOINT_FILE.to_owned(), error.to_string()))?;
        let guard = match &kept {
            // The database remembers that a checkpoint was signed: a missing file is a loss, not a beginning.
            None if was_signed => return Err(OpenFault::CheckpointGone),
            None => Guard::begin(origin),
            Some(note) => Guard::resume(note, &Verifier::parse(&signer.vkey()).map_err(of_origin)?),
        }
        .map_err(|fault| OpenFault::Fault(Fault::Fork(fault.to_string())))?;
        Ok(Seal { vault, signer, guard, signed: kept.unwrap_or_default() })
    }

    /// The public key, for outsiders.
    pub fn vkey(&self) -> String {
        self.signer.vkey()
    }

    /// The note signed last.
    pub fn signed(&self) -> &str {
        &self.signed
    }

    /// How many entries were signed for.
    pub fn signed_size(&self) -> u64 {
        self.guard.last().map_or(0, |checkpoint| checkpoint.size)
    }

    /// Signs the log at the size of `edge`.
    ///
    /// A crash before [`Seal::keep`] leaves the older checkpoint, which the next opening signs forward from; a
    /// crash after leaves the newer one, which the database reaches already, because it was committed before.
    pub fn sign(&mut self, tx: &mut dyn Tx, edge: &Edge) -> Result<String, Fault> {
        let tiles = DbTiles::with_edge(tx, edge);
        let guarded = self.guard.admit(&tiles, edge.size()).map_err(|fault| match fault {
            // The machine failed at reading; whether the past changed is not known yet, so it is tried again.
            GuardError::Tree(_) => Fault::Unkept(fault.to_string()),
            GuardError::Shrunk { .. }
            | GuardError::PastChanged { .. }
            | GuardError::Inconsistent { .. }
            | GuardError::Last(_)
            | GuardError::Name(_) => Fault::Fork(fault.to_string()),
        })?;
        let note = guarded.sign(&[&self.signer]).map_err(|fault| Fault::Unkept(fault.to_string()))?;
        self.signed.clone_from(&note);
        Ok(note)
    }

    /// Keeps what was signed last outside the database.
    pub fn keep(&mut self) -> io::Result<()> {
        self.vault.keep(&self.signed)
    }
}

/// Writes a small file so that a crash leaves the old or the new one, never half of it.
pub fn keep(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    // A rename that a power cut undoes would leave an older checkpoint than the bound on unkept commits allows, and
    // of a first file nothing at all.
    match path.parent() {
        Some(dir) => File::open(dir)?.sync_all(),
        None => Ok(()),
    }
}
