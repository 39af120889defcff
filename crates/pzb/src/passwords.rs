//! Passwords: read from a file or standard input, never from the command line; hashed with Argon2id. The one
//! password of the demonstration is public and refused everywhere else.

use std::path::Path;

use argon2::Argon2;
use argon2::password_hash::PasswordHasher;

use crate::answer::Failure;
use crate::{demo, files};

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

/// The hash of a password, as a PHC string with its own salt.
///
/// # Errors
/// The machine has no memory for the work.
pub fn hash(password: &str) -> Result<String, Failure> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|fault| {
        Failure::fault(format!("密码无法处理：{fault}"), format!("the password cannot be hashed: {fault}"))
    })
}
