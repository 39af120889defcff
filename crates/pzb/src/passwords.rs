//! Passwords: read from a file or standard input, never from the command line; hashed as the pages verify them. The one
//! password of the demonstration is public and refused everywhere else.

use std::path::Path;

use crate::answer::Failure;
use crate::{clock, demo, files};

/// Reads a password for a login: the first line of the file, or of standard input.
///
/// # Errors
/// The file cannot be read, or the pages would not take the password, or it is the demonstration's.
pub fn read(file: Option<&Path>, login: &str) -> Result<String, Failure> {
    let text = files::text(file.unwrap_or(Path::new("-")), 10_000)?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    if let Some(fault) = site::password_fault(&password, login) {
        return Err(Failure::invalid(fault.zh, fault.en));
    }
    if password == demo::PASSWORD {
        return Err(Failure::invalid(
            "演示密码是公开的，只用于演示数据",
            "the demonstration's password is public: choose another",
        ));
    }
    Ok(password)
}

/// The hash of a password with a salt of its own, as the pages verify it.
///
/// # Errors
/// The machine has no memory for the work.
pub fn hash(password: &str) -> Result<String, Failure> {
    let entropy = clock::entropy();
    let salt = entropy.first_chunk::<16>().copied().unwrap_or_default();
    site::password_hash(password, &salt)
        .ok_or_else(|| Failure::fault("密码无法处理", "the password cannot be hashed"))
}
