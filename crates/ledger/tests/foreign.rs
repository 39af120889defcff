//! A verifier that shares nothing with us: a short Python program on the standard library's `hashlib` and the
//! `openssl` command, written from the specifications, checks a log that this test lays out as files.
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ledger::{Signer, TlogProof, inclusion_proof};

use crate::support::{Mirror, checkpoint, entry, log, signer};

const SIZE: u64 = 700;

/// An empty folder of this test's own, below the build's folder for temporary files.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn lay_out(folder: &Path) {
    let log = log(SIZE);
    for (path, bytes) in Mirror::of(&log, SIZE).files() {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let checkpoint = checkpoint(&log, SIZE);
    std::fs::write(folder.join("checkpoint"), &checkpoint).unwrap();
    std::fs::write(folder.join("vkey"), signer().vkey()).unwrap();
    let path = inclusion_proof(&log, 555, SIZE).unwrap();
    let proof = TlogProof { extra: None, index: 555, path, checkpoint };
    std::fs::write(folder.join("proof"), proof.to_string()).unwrap();
    std::fs::write(folder.join("entry"), entry(555)).unwrap();
}

/// Runs the foreign verifier over a folder.
fn run(folder: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/verify.py");
    Command::new("python3").arg(script).arg(folder).output().expect("python3 is needed for this test")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_foreign_verifier_accepts_our_log_and_proof() {
    let folder = folder("foreign-sound");
    lay_out(&folder);
    let output = run(&folder);
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        said(&output).contains("log of 700 entries verified\nproof of entry 555 verified\n"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_foreign_verifier_refuses_what_was_changed() {
    let folder = folder("foreign-changed");
    let changes: [(&str, &str); 4] = [
        ("checkpoint", "signature of the checkpoint is wrong"),
        ("tile/entries/001", "entry 256 differs"),
        ("tile/1/000.p/2", "root differs"),
        ("proof", "proof"),
    ];
    for (file, complaint) in changes {
        lay_out(&folder);
        let file = folder.join(file);
        let mut bytes = std::fs::read(&file).unwrap();
        if file.ends_with("proof") {
            // The first hash of the path: swap the case of a letter of its Base64.
            let at = bytes.iter().position(|byte| *byte == b'\n').unwrap() + "index 555\n".len() + 2;
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        } else {
            let at = if file.ends_with("checkpoint") { "example.com/".len() } else { 2 };
            bytes[at] ^= 1;
        }
        std::fs::write(&file, bytes).unwrap();
        let output = run(&folder);
        assert!(!output.status.success(), "{} was changed", file.display());
        assert!(said(&output).contains(complaint), "{}: {}", file.display(), said(&output));
    }
}
