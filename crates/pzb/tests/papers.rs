//! `pzb paper`: the same bytes each time, on the ledger once where it is issued, and a plain no otherwise.

use serde_json::Value;

use crate::bin::{expect, text};
use crate::office::Copy;

/// The entry that granted some mark of the demonstration.
fn granted(copy: &Copy) -> u64 {
    let data = copy.data();
    let found = expect(0, ["search", "PZB", "--kind", "authorization", "--data", &data, "--json"]).json();
    let code = found["rows"][0]["id"].as_str().expect("a mark").to_owned();
    let shown = expect(0, ["show", &code, "--data", &data, "--json"]).json();
    let marks = &shown["dossier"]["enterprise"]["authorizations"];
    let marks = marks.as_array().or_else(|| marks["list"].as_array()).expect("a list");
    let mark = marks.iter().find(|mark| mark["code"] == code.as_str()).expect("the mark");
    mark["entry"].as_u64().expect("an entry")
}

#[test]
fn a_paper_is_made_twice_with_the_same_bytes_and_issued_once() {
    let copy = Copy::new();
    let at = granted(&copy).to_string();
    let (one, two) = (copy.path("one.pdf"), copy.path("two.pdf"));
    let made = |out: &std::path::Path, more: &[&str]| {
        let (out, data) = (text(out), copy.data());
        let mut arguments = vec!["paper", "certificate", &at, "--out", &out, "--data", &data, "--json"];
        arguments.extend(more);
        expect(0, arguments).json()
    };
    let first = made(&one, &[]);
    let issued = made(&two, &["--issue-as", "chen/federation"]);
    assert_eq!(first["sha256"], issued["sha256"]);
    assert!(std::fs::read(&one).expect("a file") == std::fs::read(&two).expect("a file"));
    assert_eq!(first["issued"], Value::Null);
    let again = made(&two, &["--issue-as", "chen/federation"]);
    assert_eq!(issued["issued"], again["issued"], "the same file is issued once");
    let english = made(&two, &["--language", "en"]);
    assert_ne!(english["sha256"], first["sha256"]);
    expect(0, ["audit", "--data", &copy.data()]);
}

#[test]
fn what_cannot_be_made_is_said() {
    let copy = Copy::new();
    let out = text(&copy.path("none.pdf"));
    let data = copy.data();
    let with = |kind: &'static str, entry: &'static str| {
        vec!["paper", kind, entry, "--out", out.as_str(), "--data", data.as_str()]
    };
    expect(3, with("certificate", "999999"));
    expect(3, with("certificate", "0"));
    expect(2, with("licence", "0"));
    let mut public = with("refusal", "0");
    public.extend(["--copy", "public"]);
    expect(2, public);
    assert!(!copy.path("none.pdf").exists());
}
