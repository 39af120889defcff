//! The invariants of the house, as tests: who may depend on what, how long a file may be, and that every path
//! and command the documents name exists. ARCHITECTURE.md names each of these tests beside its invariant.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tidy lies in the workspace").to_owned()
}

fn files_below(folder: &Path, keep: &dyn Fn(&Path) -> bool, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | ".git" | "node_modules" | "data") {
                files_below(&path, keep, found);
            }
        } else if keep(&path) {
            found.push(path);
        }
    }
}

fn with_ending(ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let is = |path: &Path| path.extension().is_some_and(|e| e == ending);
    files_below(&root(), &is, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no .{ending} file found: the test looks in the wrong place");
    found
}

fn manifest(krate: &str) -> toml::Table {
    let path = root().join("crates").join(krate).join("Cargo.toml");
    fs::read_to_string(&path).expect("a manifest").parse().expect("TOML")
}

fn dependencies(krate: &str, table: &str) -> BTreeSet<String> {
    manifest(krate)
        .get(table)
        .and_then(|value| value.as_table())
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

const CRATES: [&str; 6] = ["policy", "ledger", "documents", "registry", "site", "pzb"];

#[test]
fn the_house_has_six_crates() {
    let mut found: Vec<String> = fs::read_dir(root().join("crates"))
        .expect("crates")
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut expected: Vec<String> = CRATES.iter().map(|name| (*name).to_owned()).collect();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn dependencies_point_inward() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("policy", &[][..]),
        ("ledger", &[][..]),
        ("documents", &["policy"][..]),
        ("registry", &["policy", "ledger"][..]),
        ("site", &["policy", "ledger", "documents", "registry"][..]),
        ("pzb", &["policy", "ledger", "documents", "registry", "site"][..]),
    ]);
    for krate in CRATES {
        let ours: Vec<String> = dependencies(krate, "dependencies")
            .into_iter()
            .filter(|d| CRATES.contains(&d.as_str()))
            .collect();
        for dependency in ours {
            assert!(allowed[krate].contains(&dependency.as_str()), "{krate} must not depend on {dependency}");
        }
    }
}

#[test]
fn each_heavy_thing_has_one_home() {
    let homes: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("rusqlite", &["registry"][..]),
        ("postgres", &["registry"][..]),
        ("axum", &["site"][..]),
        ("axum-extra", &["site"][..]),
        ("hyper", &["site"][..]),
        ("hyper-util", &["site"][..]),
        ("askama", &["site"][..]),
        ("tower-http", &["site"][..]),
        ("argon2", &["site"][..]),
        // What an address is, is asked where one is typed.
        ("lettre", &["site"][..]),
        ("typst", &["documents"][..]),
        ("typst-layout", &["documents"][..]),
        ("typst-pdf", &["documents"][..]),
        ("comemo", &["documents"][..]),
        ("qrcodegen", &["documents"][..]),
        ("calamine", &["documents"][..]),
        ("rust_xlsxwriter", &["documents"][..]),
        ("ed25519-dalek", &["ledger"][..]),
        ("sha2", &["ledger"][..]),
        ("getrandom", &["pzb"][..]),
        // Read while building, and never by the program.
        ("fluent-syntax", &[][..]),
    ]);
    for krate in CRATES {
        for dependency in dependencies(krate, "dependencies") {
            if let Some(allowed) = homes.get(dependency.as_str()) {
                assert!(allowed.contains(&krate), "`{dependency}` lives in {allowed:?}, not in {krate}");
            }
        }
    }
}

#[test]
fn policy_does_no_input_or_output() {
    let expected: BTreeSet<String> = [
        "jiff",
        "serde",
        "serde_json",
        "toml",
        "thiserror",
        "schemars",
        "rust_decimal",
        "unicode-normalization",
    ]
    .map(str::to_owned)
    .into();
    let found = dependencies("policy", "dependencies");
    assert!(found.is_subset(&expected), "policy gained {:?}", found.difference(&expected));
    for path in with_ending("rs").iter().filter(|path| path.starts_with(root().join("crates/policy/src"))) {
        let text = fs::read_to_string(path).expect("readable");
        for forbidden in ["std::fs", "std::net", "std::env::", "std::process", "std::thread"] {
            assert!(!text.contains(forbidden), "{} uses {forbidden}", path.display());
        }
    }
}

#[test]
fn time_and_chance_enter_in_one_file() {
    let clock = root().join("crates/pzb/src/clock.rs");
    for path in with_ending("rs").iter().filter(|path| path.components().any(|c| c.as_os_str() == "src")) {
        let text = fs::read_to_string(path).expect("readable");
        for ambient in ["SystemTime::now", "Instant::now", "Timestamp::now", "Zoned::now", "getrandom::"] {
            // Measuring how long a request or a verification took is not a fact of the record.
            let is_measure = ambient == "Instant::now" && text.contains("disallowed_methods");
            assert!(
                !text.contains(ambient) || *path == clock || is_measure,
                "{} uses {ambient}: time and chance are arguments",
                path.display()
            );
        }
    }
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    const LONGEST: usize = 400;
    for path in with_ending("rs").into_iter().chain(with_ending("ftl")) {
        let text = fs::read_to_string(&path).expect("readable");
        let name = path.strip_prefix(root()).expect("below the root").display().to_string();
        let opening = if name.ends_with(".rs") { "//!" } else { "###" };
        assert!(text.starts_with(opening), "{name} does not open with a `{opening}` paragraph");
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{name} has {lines} lines, more than {LONGEST}");
    }
}

#[test]
fn no_module_is_called_by_nothing() {
    let empty = ["core", "common", "utils", "util", "helpers", "models", "services", "manager"];
    for path in with_ending("rs") {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        assert!(!empty.contains(&stem), "{}: name it by what it is", path.display());
    }
}

/// Paths in backquotes in the documents: anything with a slash or a known ending that starts in the repository.
fn named_paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|quoted| !quoted.contains([' ', '<', '{', '*', '…', '\n', '(', '$']))
        .filter(|quoted| {
            let first = quoted.split('/').next().unwrap_or_default();
            ["crates", "docs", "tidy", ".ci", ".config"].contains(&first) && quoted.contains('/')
                || quoted.ends_with(".md") && !quoted.contains('/')
        })
        .map(|quoted| quoted.split(':').next().unwrap_or_default().trim_end_matches('/').to_owned())
        .collect()
}

#[test]
fn every_path_in_the_documents_exists() {
    let mut seen = 0;
    for path in with_ending("md") {
        let text = fs::read_to_string(&path).expect("readable");
        let below = path.parent().expect("a folder").to_owned();
        for named in named_paths(&text) {
            seen += 1;
            let exists = root().join(&named).exists() || below.join(&named).exists();
            assert!(exists, "{} names `{named}`, which does not exist", path.display());
        }
    }
    assert!(seen > 20, "only {seen} paths found: the test no longer sees them");
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    for path in with_ending("md") {
        let text = fs::read_to_string(&path).expect("readable");
        let below = path.parent().expect("a folder").to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.starts_with('/') {
                continue;
            }
            assert!(below.join(target).exists(), "{} links to `{target}`", path.display());
        }
    }
}

#[test]
fn every_term_of_the_glossary_is_in_the_code() {
    let glossary = fs::read_to_string(root().join("docs/glossary.md")).expect("the glossary");
    let sources: String = with_ending("rs")
        .iter()
        .filter(|path| path.components().any(|c| c.as_os_str() == "src"))
        .map(|path| fs::read_to_string(path).expect("readable"))
        .collect();
    let rows: Vec<&str> = glossary
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .filter(|line| line.contains('`'))
        .collect();
    assert!(rows.len() >= 30, "the glossary has {} terms", rows.len());
    for row in rows {
        for name in row.split('`').skip(1).step_by(2) {
            let last = name.rsplit("::").next().unwrap_or(name);
            assert!(sources.contains(last), "the glossary names `{name}`, which is nowhere in the code");
        }
    }
}

#[test]
fn the_command_line_named_in_the_readme_is_the_one_ci_runs() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let ci = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    assert!(readme.contains("bash test.sh"), "the README's second command is `bash test.sh`");
    assert!(ci.contains("bash test.sh"), ".ci/run calls the README's second command");
    assert!(root().join("test.sh").exists());
}

#[test]
fn no_exception_goes_unexplained() {
    for path in with_ending("rs") {
        let text = fs::read_to_string(&path).expect("readable");
        assert!(
            !text.contains(concat!("#[", "allow(")),
            "{}: `expect` with a reason, not `allow`",
            path.display()
        );
        // A test that another test runs in a child process says so; any other that does not run is no test.
        for ignored in text.split(concat!("#[", "ignore")).skip(1) {
            assert!(ignored.starts_with(" = \"run by"), "{}: a test that does not run", path.display());
        }
    }
}
