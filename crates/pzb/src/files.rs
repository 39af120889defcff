//! Files in and out: bounded reading with sentences that name the file, and writing that never leaves half a
//! file behind.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::answer::{Exit, Failure};
use crate::foreign;

/// The most bytes of a JSON or TOML document.
pub const LARGEST_DOCUMENT: u64 = 64 << 20;

/// The name by which sentences call a file.
#[must_use]
pub fn shown(path: &Path) -> String {
    if path == Path::new("-") { "`-`".to_owned() } else { format!("`{}`", path.display()) }
}

/// What went wrong with a file, as a failure.
#[must_use]
pub fn failure(path: &Path, doing_zh: &str, doing_en: &str, fault: &std::io::Error) -> Failure {
    let exit = match fault.kind() {
        std::io::ErrorKind::NotFound => Exit::NotFound,
        _ => Exit::Fault,
    };
    let shown = shown(path);
    let full = matches!(
        fault.kind(),
        std::io::ErrorKind::StorageFull
            | std::io::ErrorKind::FileTooLarge
            | std::io::ErrorKind::QuotaExceeded
    );
    if full {
        return Failure::new(
            exit,
            format!("{doing_zh}{shown}失败：磁盘已满；未留下写了一半的文件"),
            format!("cannot {doing_en} {shown}: the disk is full ({fault}); nothing half-written was left"),
        );
    }
    Failure::new(
        exit,
        format!("{doing_zh}{shown}失败：{}", foreign::io(fault)),
        format!("cannot {doing_en} {shown}: {fault}"),
    )
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
/// The file is not there, cannot be read, or has more than `most` bytes.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let failed = |fault: std::io::Error| failure(path, "读取", "read", &fault);
    let mut read = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(most + 1).read_to_end(&mut read).map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        if file.metadata().is_ok_and(|meta| meta.is_dir()) {
            let shown = shown(path);
            return Err(Failure::invalid(
                format!("{shown}是文件夹，不是文件"),
                format!("{shown} is a folder, not a file"),
            ));
        }
        file.take(most + 1).read_to_end(&mut read).map_err(failed)?;
    }
    if read.len() as u64 > most {
        let shown = shown(path);
        return Err(Failure::invalid(
            format!("{shown}超过{most}字节的上限"),
            format!("{shown} is larger than the {most} bytes allowed"),
        ));
    }
    Ok(read)
}

/// The text of a file, or of standard input for `-`; a byte order mark is left out.
///
/// # Errors
/// As [`bytes`]; also when it is not UTF-8, with the line of the first byte that is not.
pub fn text(path: &Path, most: u64) -> Result<String, Failure> {
    let text = String::from_utf8(bytes(path, most)?).map_err(|fault| {
        let at = fault.utf8_error().valid_up_to();
        let line = fault.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let shown = shown(path);
        Failure::invalid(
            format!("{shown}第{line}行不是UTF-8文字"),
            format!("{shown}, line {line}: the text is not UTF-8"),
        )
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Writes a file whole or not at all: beside it first, then moved into place.
///
/// # Errors
/// Whatever the disk refuses; the half-written neighbour is removed.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_with_mode(path, bytes, None)
}

/// The same with permissions (`0o600` for a secret), which the file has from its first byte on.
///
/// # Errors
/// As [`write()`].
pub fn write_with_mode(path: &Path, bytes: &[u8], mode: Option<u32>) -> Result<(), Failure> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = write_beside(&beside, bytes, mode).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|fault| {
        // The fault itself is told; that the neighbour may be gone already is no news.
        let _ = std::fs::remove_file(&beside);
        failure(path, "写入", "write", &fault)
    })
}

fn write_beside(beside: &Path, bytes: &[u8], mode: Option<u32>) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if let Some(mode) = mode {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    }
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(beside)?;
    file.write_all(bytes)?;
    file.sync_all()
}
