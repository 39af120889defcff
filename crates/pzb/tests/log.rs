//! `pzb ledger`: export, verify a folder, name what was tampered with, prove an entry.

use std::path::Path;

use crate::bin::{expect, run, text};
use crate::office::Copy;

/// An export of the demonstration's ledger.
fn exported(copy: &Copy) -> std::path::PathBuf {
    let to = copy.path("export");
    expect(0, ["ledger", "export", &text(&to), "--data", &copy.data()]);
    to
}

/// Changes one byte of a file, from the end.
fn change(path: &Path, from_the_end: usize) {
    let mut bytes = std::fs::read(path).expect("readable");
    let at = bytes.len() - from_the_end;
    bytes[at] ^= 1;
    std::fs::write(path, bytes).expect("written");
}

#[test]
fn a_folder_verifies_and_goes_on() {
    let copy = Copy::new();
    let to = exported(&copy);
    let saved = text(&copy.path("saved"));
    let vkey = std::fs::read_to_string(to.join("vkey")).expect("a key");
    let answer =
        expect(0, ["ledger", "verify", &text(&to), "--vkey", vkey.trim(), "--save", &saved, "--json"]).json();
    assert_eq!(answer["size"], copy.size());
    assert_eq!(answer["entries"], copy.size());
    // Nothing new: nothing is written but key and checkpoint; and an act later the log continues.
    let again = expect(0, ["ledger", "export", &text(&to), "--data", &copy.data(), "--json"]).json();
    assert!(again["files"].as_u64().expect("files") < 8, "{again}");
    expect(0, ["sweep", "--as", "chen/federation", "--data", &copy.data()]);
    let since =
        expect(0, ["ledger", "verify", &text(&to), "--since", &saved, "--newer-only", "--json"]).json();
    assert_eq!(since["since"], copy.size());
    assert!(since["entries"].as_u64().expect("entries") <= 256);
}

#[test]
fn a_changed_entry_is_named() {
    let copy = Copy::new();
    let to = exported(&copy);
    // The last byte of the first bundle is in entry 255.
    change(&to.join("tile/entries/000"), 1);
    let ran = expect(6, ["ledger", "verify", &text(&to), "--json"]);
    let data = ran.json()["error"]["data"].clone();
    assert_eq!((&data["fault"], &data["entry"]), (&"entry".into(), &255.into()), "{data}");
    assert!(ran.err.contains("entry 255 differs"), "{}", ran.err);
}

/// What was done to the export, and how.
type Tampering<'a> = (&'a str, &'a dyn Fn(&Path), &'a str);

#[test]
fn other_ways_to_tamper() {
    let copy = Copy::new();
    let size = copy.size();
    let last = (size - 1) / 256;
    let partial = format!("tile/entries/{last:03}.p/{}", size % 256);
    let cases: [Tampering; 5] = [
        ("a tile", &|to| change(&to.join("tile/0/000"), 1), "differs"),
        ("the checkpoint", &|to| change(&to.join("checkpoint"), 20), "the ledger differs"),
        ("an entry at the end", &|to| change(&to.join(&partial), 1), "differs"),
        (
            "a missing bundle",
            &|to| std::fs::remove_file(to.join("tile/entries/001")).expect("removed"),
            "tile/entries/001",
        ),
        (
            "another key",
            &|to| std::fs::write(to.join("vkey"), other_key()).expect("written"),
            "not signed by any known key",
        ),
    ];
    for (what, tamper, words) in cases {
        let copy = Copy::new();
        let to = exported(&copy);
        tamper(&to);
        let ran = run(["ledger", "verify", &text(&to)]);
        assert_eq!(ran.code, 6, "{what}: {} {}", ran.out, ran.err);
        assert!(ran.err.contains(words), "{what}: {}", ran.err);
    }
}

/// A good key of another log.
fn other_key() -> String {
    ledger::Ed25519Signer::from_seed("example.com/log", &[7; 32]).expect("a key").verifier().vkey()
}

#[test]
fn a_shrunken_log_and_another_past() {
    let copy = Copy::new();
    let to = exported(&copy);
    let old = text(&copy.path("old"));
    expect(0, ["ledger", "verify", &text(&to), "--save", &old]);
    let later = Copy::new();
    let product = r#"{"key":"p","enterprise":"CODE","on":"2026-11-20","act":{"do":"enter_fact","fact":{"fact":"product","id":"X","name":"茶","models":["X"],"since":"2026-11-20"}}}"#;
    let file = later.beside("p.json", &product.replace("CODE", &crate::office::firm("xilong")));
    expect(0, ["act", &file, "--data", &later.data(), "--as", "chen/federation"]);
    let grown = exported(&later);
    assert_eq!(
        expect(0, ["ledger", "verify", &text(&grown), "--since", &old, "--json"]).json()["since"],
        copy.size()
    );
    let new = text(&later.path("new"));
    expect(0, ["ledger", "verify", &text(&grown), "--save", &new]);
    let shrunk = expect(6, ["ledger", "verify", &text(&to), "--since", &new]);
    assert!(shrunk.err.contains("the log shrank"), "{}", shrunk.err);
}

#[test]
fn a_proof_stands_alone() {
    let copy = Copy::new();
    let entry = copy.path("entry");
    let proof = expect(0, ["ledger", "proof", "300", "--entry", &text(&entry), "--data", &copy.data()]).out;
    let to = exported(&copy);
    let vkey = std::fs::read_to_string(to.join("vkey")).expect("a key");
    let key = ledger::Verifier::parse(&vkey).expect("a key");
    let bytes = std::fs::read(&entry).expect("the entry");
    let proven = ledger::verify_proof(&proof, &bytes, &key).expect("the proof holds");
    assert_eq!(proven.index, 300);
    assert!(ledger::verify_proof(&proof, b"another entry", &key).is_err());
    assert_eq!(run(["ledger", "proof", "1000000", "--data", &copy.data()]).code, 3);
}

#[test]
fn no_ledger_there() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(expect(3, ["ledger", "verify", &text(folder.path())]).err.contains("there is no ledger at"));
    assert!(expect(2, ["ledger", "verify", "https://pzb.example"]).err.contains("no TLS"));
    let closed =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    assert!(expect(1, ["ledger", "verify", &format!("http://{closed}")]).err.contains("cannot read"));
}

#[test]
fn the_export_of_another_past_is_not_written_over() {
    let (one, other) = (Copy::new(), Copy::new());
    // Two folders with one key go on in two ways.
    let act = |copy: &Copy, key: &str| {
        let product = r#"{"key":"KEY","enterprise":"CODE","on":"2026-11-20","act":{"do":"enter_fact","fact":{"fact":"product","id":"KEY","name":"茶","models":["KEY"],"since":"2026-11-20"}}}"#;
        let product = product.replace("KEY", key).replace("CODE", &crate::office::firm("xilong"));
        let file = copy.beside("p.json", &product);
        expect(0, ["act", &file, "--data", &copy.data(), "--as", "chen/federation"]);
    };
    act(&one, "X-1");
    act(&other, "Y-1");
    let to = exported(&one);
    let all = || -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let mut files: Vec<_> = walk(&to)
            .into_iter()
            .map(|path| (path.clone(), std::fs::read(path).expect("readable")))
            .collect();
        files.sort();
        files
    };
    let before = all();
    let forked = expect(6, ["ledger", "export", &text(&to), "--data", &other.data()]);
    assert!(forked.err.contains("the ledger forked"), "{}", forked.err);
    act(&other, "Y-2");
    let forked = expect(6, ["ledger", "export", &text(&to), "--data", &other.data()]);
    assert!(forked.err.contains("the ledger forked"), "{}", forked.err);
    let behind = expect(6, ["ledger", "export", &text(&to), "--data", &Copy::new().data()]);
    assert!(behind.err.contains("behind or forked"), "{}", behind.err);
    std::fs::write(to.join("vkey"), other_key()).expect("written");
    let another = expect(4, ["ledger", "export", &text(&to), "--data", &one.data()]);
    assert!(another.err.contains("the export of another ledger"), "{}", another.err);
    std::fs::remove_file(to.join("vkey")).expect("removed");
    expect(0, ["ledger", "export", &text(&to), "--data", &one.data()]);
    assert_eq!(all(), before, "nothing but the same was written");
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
