//! Copies that can be trusted: the database as of one moment, with a checkpoint that was signed for no more than
//! it holds. Restoring puts it into a folder that holds no record, and refuses where it does not continue what is
//! known to be signed there.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ledger::{Checkpoint, Note, consistency_proof, root, verify_consistency};

use crate::fault::{Fault, OpenFault};
use crate::office::{DATABASE_FILE, LOCK_FILE, Registry, lock};
use crate::rebuild::size;
use crate::seal::{CHECKPOINT_FILE, keep};
use crate::sqlite::Sqlite;
use crate::store::Store;
use crate::tiles::DbTiles;

impl Registry {
    /// Copies everything but the key into a new folder, while others work. The checkpoint is taken first, so the
    /// copy holds at least what it signs for. `with` are small files that go along under their own names. Returns the
    /// number of entries signed for.
    ///
    /// # Errors
    /// If the folder exists and is not empty, or cannot be written; or if a file that goes along cannot be read.
    pub fn backup(&self, to: &Path, with: &[PathBuf]) -> Result<u64, Fault> {
        let failed = |error: std::io::Error| {
            if error.kind() == ErrorKind::StorageFull {
                return Fault::DiskFull;
            }
            Fault::Store(format!("the folder `{}`: {error}", to.display()))
        };
        fs::create_dir_all(to).map_err(failed)?;
        if fs::read_dir(to).map_err(failed)?.next().is_some() {
            return Err(Fault::Store(format!("the folder `{}` is not empty", to.display())));
        }
        let checkpoint = self.reader().checkpoint();
        self.store().copy_to(&to.join(DATABASE_FILE))?;
        for file in with {
            let name = file.file_name().unwrap_or_default();
            let text = fs::read_to_string(file)
                .map_err(|error| Fault::Store(format!("the file `{}`: {error}", file.display())))?;
            keep(&to.join(name), &text).map_err(failed)?;
        }
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

/// What may stand in a folder that a backup is put into, besides what the program itself leaves there.
pub struct Target<'a> {
    /// The folder.
    pub dir: &'a Path,
    /// Names of files that belong to the folder and not to the record, such as its key and its configuration.
    pub may_hold: &'a [&'a str],
}

/// Puts a backup into a folder that holds no record. A checkpoint that is left there, where the database was lost, is
/// kept to: the backup must continue it. `with` are names of small files that came along in the backup.
///
/// # Errors
/// If the folder is in use or used; if its checkpoint was signed for more entries than the backup holds or for other
/// entries; if it cannot be written; or if the backup is none.
pub fn restore(from: &Path, to: &Target<'_>, with: &[&str]) -> Result<(), OpenFault> {
    let no_backup = |what: &str| OpenFault::Folder(from.display().to_string(), what.to_owned());
    let database = from.join(DATABASE_FILE);
    if !database.exists() {
        return Err(no_backup("it holds no backup"));
    }
    let Some((note, reached)) = kept(from)? else { return Err(no_backup("the backup was cut short")) };
    let dir = to.dir;
    let _lock = lock(dir)?;
    let failed = |error: std::io::Error| OpenFault::Folder(dir.display().to_string(), error.to_string());
    is_unused(to, from, with)?;
    let beside = dir.join(BESIDE);
    remove(&beside).map_err(failed)?;
    fs::copy(&database, &beside).map_err(failed)?;
    fs::File::open(&beside).and_then(|file| file.sync_all()).map_err(failed)?;
    let left = kept(dir)?.map(|(_, signed)| signed);
    if let Some(signed) = &left
        && let Err(fault) = continues(&beside, signed)
    {
        remove(&beside).map_err(failed)?;
        return Err(fault);
    }
    for name in with {
        match fs::read_to_string(from.join(name)) {
            Ok(text) => keep(&dir.join(name), &text).map_err(failed)?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(no_backup(&format!("`{name}`: {error}"))),
        }
    }
    // The later of the two, because both hold; the next opening signs forward from it.
    if left.is_none_or(|signed| signed.size < reached.size) {
        keep(&dir.join(CHECKPOINT_FILE), &note).map_err(failed)?;
    }
    for log in LOGS_BESIDE {
        remove(&dir.join(log)).map_err(failed)?;
    }
    // Last: a restore that was cut short leaves no record in the folder, and is done again.
    fs::rename(&beside, dir.join(DATABASE_FILE)).map_err(failed)?;
    fs::File::open(dir).and_then(|dir| dir.sync_all()).map_err(failed)
}

/// The database on its way in.
const BESIDE: &str = "registry.db.new";
/// What SQLite keeps beside it while it is looked at.
const LOGS_BESIDE: [&str; 2] = ["registry.db.new-wal", "registry.db.new-shm"];

/// A folder holds nothing that could belong to another record: neither its database, nor a log of one, nor anything
/// that nobody here knows. What a restore that was cut short left there is the backup's own.
fn is_unused(to: &Target<'_>, from: &Path, with: &[&str]) -> Result<(), OpenFault> {
    let failed = |error: std::io::Error| OpenFault::Folder(to.dir.display().to_string(), error.to_string());
    let mut names = Vec::new();
    for entry in fs::read_dir(to.dir).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    // So that the same folder is refused by the same name.
    names.sort();
    for name in names {
        let name = name.as_str();
        let is_ours = [LOCK_FILE, CHECKPOINT_FILE, BESIDE].contains(&name) || LOGS_BESIDE.contains(&name);
        let is_of_the_backup =
            with.contains(&name) && fs::read(to.dir.join(name)).ok() == fs::read(from.join(name)).ok();
        if !is_ours && !is_of_the_backup && !to.may_hold.contains(&name) {
            return Err(OpenFault::Used(to.dir.display().to_string(), name.to_owned()));
        }
    }
    Ok(())
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
