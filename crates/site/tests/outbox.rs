//! An outbox in memory, and what is in it as an independent program reads it.

use std::io::{Error, ErrorKind};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;
use site::{Post, Sender};

/// Whom the letters of the tests are from: characters of two and four bytes, and what a header may not have plain.
pub const SENDER: &str = "品字标“𠮷䶮”, 浙江 <reminders@pages.example>";

/// Files by their names.
type Put = Vec<(String, Vec<u8>)>;

/// Letters, by the names of their files, in the order in which they came; one of the same name takes the place of the other.
#[derive(Clone, Default)]
pub struct Letters {
    put: Arc<Mutex<Put>>,
    is_full: Arc<AtomicBool>,
}

impl Letters {
    /// What a site needs to write here.
    pub fn post(&self) -> Post {
        let own = self.clone();
        let outbox = move |name: &str, letter: &[u8]| {
            if own.is_full.load(Ordering::Relaxed) {
                return Err(Error::new(ErrorKind::StorageFull, "no space left on device"));
            }
            let mut put = own.put.lock().unwrap_or_else(PoisonError::into_inner);
            put.retain(|(known, _)| known != name);
            put.push((name.to_owned(), letter.to_vec()));
            Ok(())
        };
        Post { from: Sender::parse(SENDER).expect("a sender"), outbox: Arc::new(outbox) }
    }

    /// From now on the disk is full, or has room again.
    pub fn fill(&self, is_full: bool) {
        self.is_full.store(is_full, Ordering::Relaxed);
    }

    /// Takes all letters out.
    pub fn take(&self) -> Put {
        std::mem::take(&mut *self.put.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes the one letter out that is there, as Python reads it.
    pub fn one(&self) -> Value {
        let [(_, letter)] = &self.take()[..] else { panic!("one letter") };
        read(letter)
    }
}

/// A letter as Python reads it.
pub fn read(letter: &[u8]) -> Value {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("letter");
    std::fs::write(&file, letter).expect("written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/read.py");
    let ran =
        Command::new("python3").arg(script).arg(&file).output().expect("python3 is needed for this test");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("json")
}

/// The code in a letter.
pub fn code(letter: &Value) -> String {
    let body = letter["body"].as_str().expect("a text");
    let line = body.lines().find(|line| line.starts_with("Code: ") || line.starts_with("确认码："));
    line.expect("a code").chars().filter(char::is_ascii_digit).collect()
}
