//! The outbox: a folder in the manner of Maildir, into which letters are put and out of which whoever runs the platform
//! sends them. A letter is written under `tmp` and moved into `new` when it is whole: whoever looks into `new` sees whole
//! letters only, and a crash leaves half of one under `tmp`, which the same letter replaces.

use std::fs::{self, OpenOptions};
use std::io::{Error, ErrorKind, Result, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// A folder of letters.
#[derive(Debug, Clone)]
pub struct Outbox(PathBuf);

/// Makes a folder below the outbox where it is missing. What is there instead of a folder, also a link to one, is nobody's
/// whom we know.
fn below(outbox: &Path, name: &str) -> Result<PathBuf> {
    let folder = outbox.join(name);
    match fs::symlink_metadata(&folder) {
        Ok(there) if there.is_dir() => Ok(folder),
        Ok(_) => Err(Error::new(ErrorKind::NotADirectory, format!("`{name}` in it is no folder"))),
        Err(fault) if fault.kind() == ErrorKind::NotFound => {
            fs::DirBuilder::new().mode(0o700).create(&folder)?;
            Ok(folder)
        }
        Err(fault) => Err(fault),
    }
}

impl Outbox {
    /// In a folder. It is not made: where a disk is not mounted, letters would be put where nobody looks.
    #[must_use]
    pub fn at(folder: PathBuf) -> Outbox {
        Outbox(folder)
    }

    /// Puts a letter into it. The same name again replaces the letter, if it is still there.
    ///
    /// # Errors
    /// The folder is not there or is none, or the disk is full or takes nothing. No half of a letter is left in `new`.
    pub fn put(&self, name: &str, letter: &[u8]) -> Result<()> {
        if !fs::metadata(&self.0)?.is_dir() {
            return Err(Error::new(ErrorKind::NotADirectory, "the outbox is no folder"));
        }
        let (beside, new) = (below(&self.0, "tmp")?.join(name), below(&self.0, "new")?);
        // What a crash left, or somebody put there: a link is removed and not followed.
        match fs::remove_file(&beside) {
            Err(fault) if fault.kind() != ErrorKind::NotFound => return Err(fault),
            _ => {}
        }
        let written = write(&beside, letter).and_then(|()| fs::rename(&beside, new.join(name)));
        if written.is_err() {
            // The fault itself is told; that the half may be gone already is no news.
            let _ = fs::remove_file(&beside);
        }
        written?;
        fs::File::open(&new)?.sync_all()
    }
}

/// Writes a file that is not there, for nobody else to read.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
