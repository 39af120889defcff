//! Copies that can be trusted: the database as of one moment, with a checkpoint that was signed for no more than
//! it holds. Restoring refuses to put a record over one that it does not continue.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use ledger::{Checkpoint, Note, consistency_proof, root, verify_consistency};

use crate::fault::{Fault, OpenFault};
use crate::office::{DATABASE_FILE, Registry, lock};
use crate::rebuild::size;
use crate::seal::{CHECKPOINT_FILE, keep};
use crate::sqlite::Sqlite;
use crate::store::Store;
use crate::tiles::DbTiles;

impl Registry {
    /// Copies everything but the key into a new folder, while others work. The checkpoint is taken first, so the
    /// copy holds at least what it signs for. Returns the number of entries signed for.
    ///
    /// # Errors
    /// If the folder exists and is not empty, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<u64, Fault> {
        let failed = |error: std::io::Error| match error.kind() {
            ErrorKind::StorageFull => Fault::DiskFull,
            _ => Fault::Store(format!("the folder `{}`: {error}", to.display())),
        };
        fs::create_dir_all(to).map_err(failed)?;
        if fs::read_dir(to).map_err(failed)?.next().is_some() {
            return Err(Fault::Store(format!("the folder `{}` is not empty", to.display())));
        }
        let checkpoint = self.reader().checkpoint();
        self.store().copy_to(&to.join(DATABASE_FILE))?;
        // Last, so that a copy that was cut short has no checkpoint and is no backup.
        keep(&to.join(CHECKPOINT_FILE), &checkpoint).map_err(failed)?;
        Ok(read_checkpoint(&checkpoint).map_or(0, |checkpoint| checkpoint.size))
    }
}

fn read_checkpoint(note: &str) -> Option<Checkpoint> {
    Checkpoint::parse(Note::parse(note).ok()?.text()).ok()
}

/// The checkpoint kept in a folder; `None` if there is none.
fn kept(dir: &Path) -> Result<Option<(String, Checkpoint)>, OpenFault> {
    let fault = |what: String| OpenFault::Folder(dir.display().to_string(), what);
    let note = match fs::read_to_string(dir.join(CHECKPOINT_FILE)) {
        Ok(note) => note,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(error.to_string())),
    };
    let checkpoint =
        read_checkpoint(&note).ok_or_else(|| fault("its checkpoint is unreadable".to_owned()))?;
    Ok(Some((note, checkpoint)))
}

/// Puts a backup into a folder that is empty, or that holds a record which the backup continues.
///
/// # Errors
/// If the folder is in use, holds a record signed for more entries than the backup holds or for other entries, or
/// cannot be written; or if the backup is none.
pub fn restore(from: &Path, to: &Path) -> Result<(), OpenFault> {
    let no_backup = |what: &str| OpenFault::Folder(from.display().to_string(), what.to_owned());
    let database = from.join(DATABASE_FILE);
    if !database.exists() {
        return Err(no_backup("it holds no backup"));
    }
    let Some((note, _)) = kept(from)? else { return Err(no_backup("the backup was cut short")) };
    let _lock = lock(to)?;
    let failed = |error: std::io::Error| OpenFault::Folder(to.display().to_string(), error.to_string());
    let beside = to.join("registry.db.new");
    remove(&beside).map_err(failed)?;
    fs::copy(&database, &beside).map_err(failed)?;
    fs::File::open(&beside).and_then(|file| file.sync_all()).map_err(failed)?;
    if let Some((_, signed)) = kept(to)?
        && let Err(fault) = continues(&beside, &signed)
    {
        remove(&beside).map_err(failed)?;
        return Err(fault);
    }
    // The write-ahead log of the database that is replaced must not be applied to the new one. A crash from here
    // on leaves a database that may be behind the kept checkpoint and is refused: restore again.
    for log in ["registry.db-wal", "registry.db-shm", "registry.db.new-wal", "registry.db.new-shm"] {
        remove(&to.join(log)).map_err(failed)?;
    }
    fs::rename(&beside, to.join(DATABASE_FILE)).map_err(failed)?;
    // The backup may reach further than its checkpoint; the next opening signs forward from here.
    keep(&to.join(CHECKPOINT_FILE), &note).map_err(failed)
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whether the database holds the signed entries, and the same ones.
fn continues(database: &Path, signed: &Checkpoint) -> Result<(), OpenFault> {
    let store = Sqlite::open(database)?;
    let mut tx = store.writer()?;
    let found = size(&mut *tx)?;
    if found < signed.size {
        return Err(OpenFault::Behind { signed: signed.size, found });
    }
    let tiles = DbTiles::over(&mut *tx);
    let unreadable = |cause: ledger::TreeError| OpenFault::Fault(Fault::Unreadable(cause.to_string()));
    let now = root(&tiles, found).map_err(unreadable)?;
    let proof = consistency_proof(&tiles, signed.size, found).map_err(unreadable)?;
    if verify_consistency(signed.size, found, &signed.root, &now, &proof) {
        return Ok(());
    }
    Err(OpenFault::Fault(Fault::Fork(
        "the backup does not hold the entries that the folder's checkpoint was signed for".to_owned(),
    )))
}
