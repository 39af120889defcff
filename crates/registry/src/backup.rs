//! Copies that can be trusted: the database as of one moment, with the checkpoint that was signed for no more
//! than it holds. Restoring refuses to put an older record over one that was signed for.

use std::fs;
use std::path::Path;

use crate::fault::{Fault, OpenFault};
use crate::office::{DATABASE_FILE, Registry, lock};
use crate::seal::{CHECKPOINT_FILE, keep};

impl Registry {
    /// Copies everything but the key into a new folder, while others work. The checkpoint is taken first, so the
    /// copy holds at least what it signs for.
    ///
    /// # Errors
    /// If the folder exists and is not empty, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<u64, Fault> {
        let failed = |error: std::io::Error| Fault::Store(error.to_string());
        fs::create_dir_all(to).map_err(failed)?;
        if fs::read_dir(to).map_err(failed)?.next().is_some() {
            return Err(Fault::Store(format!("the folder `{}` is not empty", to.display())));
        }
        let size = self.reader().head().size;
        let checkpoint = self.reader().checkpoint();
        self.store().copy_to(&to.join(DATABASE_FILE))?;
        keep(&to.join(CHECKPOINT_FILE), &checkpoint).map_err(failed)?;
        Ok(size)
    }
}

/// Puts a backup into a folder that is empty or holds a record that the backup continues.
///
/// # Errors
/// If the folder is in use, holds a record signed for more entries than the backup holds, or cannot be written.
pub fn restore(from: &Path, to: &Path) -> Result<(), OpenFault> {
    let failed = |error: std::io::Error| OpenFault::Folder(to.display().to_string(), error.to_string());
    let _lock = lock(to)?;
    let kept = |dir: &Path| fs::read_to_string(dir.join(CHECKPOINT_FILE)).ok();
    let size = |note: Option<String>| -> u64 {
        note.and_then(|note| note.lines().nth(1).and_then(|line| line.parse().ok())).unwrap_or(0)
    };
    let (signed, found) = (size(kept(to)), size(kept(from)));
    if signed > found {
        return Err(OpenFault::Behind { signed, found });
    }
    let database = from.join(DATABASE_FILE);
    if !database.exists() {
        return Err(OpenFault::Folder(from.display().to_string(), "it holds no backup".to_owned()));
    }
    let checkpoint = fs::read(from.join(CHECKPOINT_FILE)).map_err(failed)?;
    // The write-ahead log of the database that is replaced must not be applied to the new one.
    for beside in ["registry.db-wal", "registry.db-shm"] {
        match fs::remove_file(to.join(beside)) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    let beside = to.join("registry.db.new");
    fs::copy(&database, &beside).map_err(failed)?;
    fs::File::open(&beside).and_then(|file| file.sync_all()).map_err(failed)?;
    fs::rename(&beside, to.join(DATABASE_FILE)).map_err(failed)?;
    fs::write(to.join(CHECKPOINT_FILE), checkpoint).map_err(failed)?;
    Ok(())
}
