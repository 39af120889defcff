//! Passwords: read from a file or standard input, never from the command line; hashed as the pages verify them. The one
//! password of the demonstration is public and refused everywhere else.

use std::path::Path;

use crate::answer::Failure;
use crate::{clock, demo, files};

/// The shortest password, in characters.
pub const SHORTEST: usize = 12;
/// The longest, in characters: a bound on the work of hashing.
pub const LONGEST: usize = 256;

/// Reads a password: the first line of the file, or of standard input.
///
/// # Errors
/// The file cannot be read, or the password is too short, too long, or the demonstration's.
pub fn read(file: Option<&Path>) -> Result<String, Failure> {
    let text = files::text(file.unwrap_or(Path::new("-")), 10_000)?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(Failure::invalid(
            format!("密码应为{SHORTEST}至{LONGEST}个字符，现有{length}个"),
            format!("a password has {SHORTEST} to {LONGEST} characters, here are {length}"),
        ));
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
