//! The key that signs the ledger: 64 hexadecimal digits in a file that only its owner may read, made at the first
//! start. Whoever loses it cannot go on with the ledger; whoever copies it can sign in its name.

use std::path::Path;

use crate::answer::{Exit, Failure};
use crate::{clock, files};

/// The name of the file in the folder.
pub const FILE: &str = "ledger.key";

/// Reads the key. Where there is none it is made from `fresh`, but only for a ledger that does not exist yet.
///
/// # Errors
/// The file cannot be read or written, others may read it, or it holds no key; the ledger exists and its key does
/// not.
pub fn read_or_make(
    path: &Path,
    ledger_exists: bool,
    fresh: impl FnOnce() -> [u8; 32],
) -> Result<[u8; 32], Failure> {
    if path.exists() {
        return read(path);
    }
    if ledger_exists {
        let shown = files::shown(path);
        return Err(Failure::new(
            Exit::NotFound,
            format!("账本已存在，而签名密钥{shown}不在；请放回密钥文件，不能另造一把"),
            format!(
                "the ledger exists but its key {shown} does not: put the key back, a new one cannot go on with it"
            ),
        ));
    }
    let seed = fresh();
    files::write_with_mode(path, format!("{}\n", ledger::hex(&seed)).as_bytes(), Some(0o600))?;
    Ok(seed)
}

/// A key drawn from the operating system's randomness.
#[must_use]
pub fn fresh() -> [u8; 32] {
    clock::entropy()
}

fn read(path: &Path) -> Result<[u8; 32], Failure> {
    let shown = files::shown(path);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path)
            .map_err(|fault| files::failure(path, "读取", "read", &fault))?
            .permissions()
            .mode();
        if mode & 0o077 != 0 {
            return Err(Failure::invalid(
                format!("{shown}的权限为{:o}，其他用户可以读取；请改为600", mode & 0o777),
                format!("{shown} has mode {:o}: others can read the key; set it to 600", mode & 0o777),
            ));
        }
    }
    let text = files::text(path, 1_000)?;
    ledger::unhex(text.trim()).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).ok_or_else(|| {
        Failure::invalid(
            format!("{shown}不是密钥：应为64位十六进制数字"),
            format!("{shown} holds no key: 64 hexadecimal digits are expected"),
        )
    })
}
