//! The verbs of the office on a folder that holds the demonstration county, each by the real binary.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::bin::{expect, run, text};

/// The folder of the demonstration, made once for all tests and copied for each that writes.
fn county() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder").keep();
        let config = pzb::config::of_folder(&folder, None, &pzb::config::Flags::default()).expect("defaults");
        pzb::demo::county::found(&folder, config).unwrap_or_else(|failure| panic!("{failure}"));
        folder
    })
}

/// A copy of the demonstration to write into.
pub struct Copy {
    _folder: tempfile::TempDir,
    pub data: PathBuf,
}

impl Copy {
    pub fn new() -> Copy {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("county");
        copy(county(), &data);
        Copy { _folder: folder, data }
    }

    pub fn data(&self) -> String {
        text(&self.data)
    }

    /// A file beside the folder.
    pub fn beside(&self, name: &str, content: &str) -> String {
        let path = self._folder.path().join(name);
        std::fs::write(&path, content).expect("written");
        text(&path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self._folder.path().join(name)
    }

    pub fn size(&self) -> u64 {
        let note = std::fs::read_to_string(self.data.join("checkpoint")).expect("a checkpoint");
        note.lines().nth(1).expect("a size").parse().expect("a number")
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("readable") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).expect("copied");
        }
    }
}

pub fn firm(alias: &str) -> String {
    pzb::demo::firms().get(alias).expect("a firm of the demonstration").to_string()
}

#[test]
fn two_runs_give_the_same_root() {
    let again = tempfile::tempdir().expect("a folder");
    let config =
        pzb::config::of_folder(again.path(), None, &pzb::config::Flags::default()).expect("defaults");
    pzb::demo::county::found(again.path(), config).unwrap_or_else(|failure| panic!("{failure}"));
    let note = |folder: &Path| std::fs::read_to_string(folder.join("checkpoint")).expect("a checkpoint");
    assert_eq!(note(again.path()), note(county()));
}

#[test]
fn the_folder_audits_clean_and_is_the_trial() {
    let copy = Copy::new();
    let answer = expect(0, ["audit", "--data", &copy.data(), "--json"]).json();
    assert_eq!(answer["clean"], true);
    assert!(answer["report"]["entries"].as_u64().expect("entries") > 500);
    let laws = pzb::law::Laws::read(None, None).expect("the shipped laws");
    let mut trial = pzb::trial::Trial::start(&pzb::trial::EmptyShelf, &laws).expect("an empty shelf");
    pzb::demo::play(&mut trial).unwrap_or_else(|failure| panic!("{failure}"));
    let shown = expect(0, ["show", &firm("zhangwu"), "--data", &copy.data(), "--json"]).json();
    let marks = shown["dossier"]["enterprise"]["authorizations"].as_array().map(Vec::len);
    assert_eq!(marks, Some(2), "the revoked mark and the one for another product");
}

#[test]
fn show_as_of_and_as_known_on() {
    let copy = Copy::new();
    let yucun = firm("yucun");
    let state = |as_of: &str, known: &str, rule: &str| {
        let ran =
            run(["show", &yucun, "--data", &copy.data(), "--as-of", as_of, "--as-known-on", known, "--json"]);
        let judged = ran.json()["judged"].as_array().cloned().unwrap_or_default();
        let mark = judged.into_iter().find(|one| one["subject"] == "authorization").expect("a mark");
        let findings = mark["verdict"]["findings"].as_array().cloned().unwrap_or_default();
        let found = findings.into_iter().find(|finding| finding["rule"] == rule).expect("the rule");
        found["outcome"].as_str().expect("an outcome").to_owned()
    };
    // A penalty of 2019 that was entered in November 2026.
    assert_eq!(state("2026-11-20", "2026-11-20", "c9.conditions_held_at_filing"), "not_met");
    assert_eq!(state("2026-11-20", "2026-11-04", "c9.conditions_held_at_filing"), "met");
}

#[test]
fn show_each_kind_of_identifier() {
    let copy = Copy::new();
    let data = copy.data();
    let shown = expect(0, ["show", &firm("cuiyun"), "--data", &data, "--json"]).json();
    let code =
        shown["dossier"]["enterprise"]["authorizations"][0]["code"].as_str().expect("a code").to_owned();
    let mark = expect(0, ["show", &code, "--data", &data, "--json", "--as-of", "2026-11-20"]).json();
    assert_eq!(mark["judged"][0]["state"], "valid");
    let before = expect(0, ["show", &code, "--data", &data, "--json", "--as-of", "2021-05-20"]).json();
    assert_eq!(before["judged"].as_array().map(Vec::len), Some(0), "it was not granted yet");
    for id in ["T/ZZB 0003—2020", "T/ZZB 2109", "CK-2022-AJ-08", "ZJM-DEMO-003", "CB-01"] {
        let ran = run(["show", id, "--data", &data]);
        assert_eq!(ran.code, 0, "{id}: {}", ran.err);
        assert!(!ran.out.is_empty());
    }
    assert!(expect(3, ["show", "PZB-2222-2222", "--data", &data]).err.contains("nothing is on file"));
    assert_eq!(
        expect(3, ["show", "nothing", "--data", &data, "--json"]).json()["error"]["kind"],
        "not_found"
    );
}

#[test]
fn search_by_name_and_initials() {
    let copy = Copy::new();
    let found = |wanted: &str| {
        let answer =
            expect(0, ["search", wanted, "--kind", "enterprise", "--data", &copy.data(), "--json"]).json();
        answer["rows"].as_array().map(Vec::len).unwrap_or_default()
    };
    assert_eq!(found("翠筠"), 1);
    assert!(found("竹") >= 8);
    assert_eq!(found("没有这样的名字"), 0);
}

#[test]
fn act_and_repeat() {
    let copy = Copy::new();
    let command = json!({
        "key": "test-1", "enterprise": firm("xilong"), "on": "2026-11-20",
        "act": { "do": "withdraw_declaration", "declaration": "none" },
    });
    let file = copy.beside("refused.json", &command.to_string());
    let maker = format!("m.xilong/maker:{}", firm("xilong"));
    let refused = expect(5, ["act", &file, "--data", &copy.data(), "--as", &maker]);
    assert!(refused.err.contains("there is no such declaration"), "{}", refused.err);

    let product = json!({
        "key": "test-2", "enterprise": firm("xilong"), "on": "2026-11-20",
        "act": { "do": "enter_fact", "fact": {
            "fact": "product", "id": "DT-9", "name": "紧压茶", "models": ["XL-9"], "since": "2026-11-20",
        }},
    });
    let file = copy.beside("product.json", &product.to_string());
    let dry = expect(0, ["act", &file, "--data", &copy.data(), "--as", &maker, "--dry-run", "--json"]).json();
    assert_eq!(dry["decisions"][0]["events"][0]["is"], "fact_entered");
    let size = copy.size();
    let done = expect(0, ["act", &file, "--data", &copy.data(), "--as", &maker, "--json"]).json();
    assert_eq!(done["receipts"][0]["created"][0], "DT-9");
    assert_eq!(done["receipts"][0]["positions"][0], size);
    let again = expect(0, ["act", &file, "--data", &copy.data(), "--as", &maker, "--json"]).json();
    assert_eq!(again["receipts"][0]["repeated"], true);
    assert_eq!(copy.size(), size + 1);
    let other = copy.beside("other.json", &product.to_string().replace("XL-9", "XL-8"));
    assert!(
        expect(4, ["act", &other, "--data", &copy.data(), "--as", &maker])
            .err
            .contains("used for another act")
    );
    let stale =
        copy.beside("stale.json", &product.to_string().replace("test-2", "test-3").replace("DT-9", "DT-8"));
    let stale = expect(4, ["act", &stale, "--data", &copy.data(), "--as", &maker, "--expected", "1"]);
    assert!(stale.err.contains("changed since you looked"), "{}", stale.err);
}

#[test]
fn findings_stand_in_the_way() {
    let copy = Copy::new();
    let shown = expect(0, ["show", &firm("lingfeng"), "--data", &copy.data(), "--json"]).json();
    let declaration =
        shown["dossier"]["enterprise"]["declarations"][0]["id"].as_str().expect("a declaration").to_owned();
    let grant = json!({
        "key": "grant-1", "enterprise": firm("lingfeng"), "on": "2026-11-20",
        "act": { "do": "grant_declared", "declaration": declaration, "from": "2026-12-01",
                 "valid_until": "2030-12-31", "reason": { "plain": "试" } },
    });
    let file = copy.beside("grant.json", &grant.to_string());
    let ran = expect(6, ["act", &file, "--data", &copy.data(), "--as", "chen/federation"]);
    assert!(ran.err.contains("findings stand in the way") && ran.err.contains("cannot tell"), "{}", ran.err);
}

#[test]
fn who_may_act() {
    let copy = Copy::new();
    let file = copy.beside("any.json", r#"{"key":"k","on":"2026-11-20","act":{"do":"open_due_work"}}"#);
    let not_holder = expect(5, ["act", &file, "--data", &copy.data(), "--as", "li/federation"]);
    assert!(not_holder.err.contains("`li` does not hold the office `federation`"), "{}", not_holder.err);
    let no_office = run(["act", &file, "--data", &copy.data(), "--as", "chen/federaton"]);
    assert_eq!(no_office.code, 2);
    assert!(no_office.err.contains("did you mean `federation`?"), "{}", no_office.err);
    assert!(
        run(["act", &file, "--data", &copy.data(), "--as", "yu/county_bureau"])
            .err
            .contains("county_bureau:330784")
    );
    let no_power = copy.beside(
        "power.json",
        &json!({
            "key": "k2", "enterprise": firm("xilong"), "on": "2026-11-20", "act": { "do": "open_due_work" },
        })
        .to_string(),
    );
    let no_power = expect(5, ["act", &no_power, "--data", &copy.data(), "--as", "yu/county_bureau:330523"]);
    assert!(no_power.err.contains("has no power for this act"), "{}", no_power.err);
}

#[test]
fn bad_commands() {
    let copy = Copy::new();
    let cases = [
        (r#"{"key":"k","on":"2023-02-29","act":{"do":"open_due_work"}}"#, "`2023-02-29` is not a day"),
        (r#"{"key":"k","on":"2026-11-20","act":{"do":"open_due_wrk"}}"#, "did you mean `open_due_work`?"),
        (r#"{"key":"k","on":"2026-11-20"}"#, "the field `act` is missing"),
        (
            r#"{"key":"k","on":"2099-01-01","act":{"do":"open_due_work"}}"#,
            "what has not happened cannot be entered",
        ),
        ("{", "is not JSON"),
        ("[]x", "is not JSON"),
    ];
    for (content, words) in cases {
        let file = copy.beside("bad.json", content);
        let ran = expect(5, ["act", &file, "--data", &copy.data(), "--as", "chen/federation"]);
        assert!(ran.err.contains(words), "{content}: {}", ran.err);
    }
    assert!(
        expect(3, ["act", "none.json", "--data", &copy.data(), "--as", "chen/federation"])
            .err
            .contains("`none.json`")
    );
    let empty = copy.path("nothing-here");
    let ran = expect(3, ["audit", "--data", &text(&empty)]);
    assert!(ran.err.contains("there is no office in the folder"), "{}", ran.err);
    assert!(!empty.exists(), "a look made a folder");
}

#[test]
fn rebuild_backup_restore() {
    let copy = Copy::new();
    let before =
        expect(0, ["show", &firm("shangshu"), "--data", &copy.data(), "--json", "--as-of", "2026-11-20"]).out;
    assert_eq!(expect(0, ["rebuild", "--data", &copy.data(), "--json"]).json()["entries"], copy.size());
    let after =
        expect(0, ["show", &firm("shangshu"), "--data", &copy.data(), "--json", "--as-of", "2026-11-20"]).out;
    assert_eq!(before, after);

    let backup = copy.path("backup");
    expect(0, ["backup", &text(&backup), "--data", &copy.data()]);
    assert!(!backup.join("ledger.key").exists(), "the key is in the backup");
    assert_eq!(
        run(["backup", &text(&backup), "--data", &copy.data()]).code,
        1,
        "into a folder that is not empty"
    );
    let restored = copy.path("restored");
    expect(0, ["restore", &text(&backup), "--data", &text(&restored)]);
    let no_key = expect(3, ["audit", "--data", &text(&restored)]);
    assert!(no_key.err.contains("put the key back"), "{}", no_key.err);
    std::fs::copy(copy.data.join("ledger.key"), restored.join("ledger.key")).expect("copied");
    assert_eq!(expect(0, ["audit", "--data", &text(&restored), "--json"]).json()["clean"], true);

    // The folder goes on; the older backup no longer fits it.
    let product = json!({
        "key": "later", "enterprise": firm("xilong"), "on": "2026-11-20",
        "act": { "do": "enter_fact", "fact": { "fact": "product", "id": "DT-8", "name": "茶", "models": ["X"], "since": "2026-11-20" }},
    });
    let file = copy.beside("later.json", &product.to_string());
    expect(0, ["act", &file, "--data", &copy.data(), "--as", "chen/federation"]);
    let older = expect(6, ["restore", &text(&backup), "--data", &copy.data()]);
    assert!(older.err.contains("behind"), "{}", older.err);
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let copy = Copy::new();
    let key = copy.data.join("ledger.key");
    assert_eq!(std::fs::metadata(&key).expect("a key").permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("changed");
    assert!(expect(5, ["audit", "--data", &copy.data()]).err.contains("set it to 600"));
}

#[test]
fn accounts_and_tokens() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = text(&folder.path().join("new"));
    let file = |content: &str| {
        let path = folder.path().join("password");
        std::fs::write(&path, content).expect("written");
        text(&path)
    };
    let add = |login: &str, password: &str, more: &[&str]| {
        let password = file(password);
        let mut arguments =
            vec!["account", "add", login, "--name", "某", "--password-file", &password, "--data", &data];
        arguments.extend(more);
        run(arguments)
    };
    assert!(add("root", "short", &[]).err.contains("12 to 256 characters"));
    assert!(add("root", pzb::demo::PASSWORD, &[]).err.contains("is public"));
    let first = add("root", "correct horse battery", &["--office", "administrator"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(add("root", "correct horse battery", &[]).code, 4);
    let usurper = add("eve", "correct horse battery", &["--office", "federation"]);
    assert_eq!(usurper.code, 5, "{}", usurper.err);
    let second =
        add("chen", "correct horse battery", &["--office", "federation", "--as", "root/administrator"]);
    assert_eq!(second.code, 0, "{}", second.err);
    let listed = expect(0, ["account", "list", "--data", &data, "--json"]).json();
    assert_eq!(listed["accounts"].as_array().map(Vec::len), Some(2));
    assert!(!listed.to_string().contains("argon2"), "a hash is shown");
    let password = file("another long password");
    expect(0, ["account", "password", "chen", "--password-file", &password, "--data", &data]);
    expect(3, ["account", "password", "nobody", "--password-file", &password, "--data", &data]);
    let token =
        expect(0, ["token", "add", "--as", "chen/federation", "--scope", "act", "--data", &data, "--json"])
            .json();
    assert!(token["token"].as_str().expect("a token").starts_with("pzb_"));
    assert_eq!(run(["token", "add", "--as", "chen/finance", "--data", &data]).code, 5);
    assert_eq!(run(["token", "add", "--as", "chen/federation", "--scope", "all", "--data", &data]).code, 2);
}

#[test]
fn sweep() {
    let copy = Copy::new();
    let dry =
        expect(0, ["sweep", "--as", "chen/federation", "--dry-run", "--data", &copy.data(), "--json"]).json();
    let size = copy.size();
    let done = expect(0, ["sweep", "--as", "chen/federation", "--data", &copy.data(), "--json"]).json();
    assert_eq!(
        dry["enterprises"].as_array().map(Vec::len),
        done["enterprises"].as_array().map(Vec::len),
        "the dry run and the sweep differ"
    );
    let _ = size;
    let after = copy.size();
    let again = expect(0, ["sweep", "--as", "chen/federation", "--data", &copy.data(), "--json"]).json();
    assert_eq!(again["enterprises"], json!([]));
    assert_eq!(copy.size(), after, "the second sweep of a day writes nothing");
    assert_eq!(run(["sweep", "--as", "yu/county_bureau:330523", "--data", &copy.data()]).code, 5);
}

#[test]
fn a_second_process_is_refused() {
    let copy = Copy::new();
    let lock = std::fs::File::options().write(true).open(copy.data.join("lock")).expect("the lock");
    lock.lock().expect("locked");
    let ran = expect(4, ["audit", "--data", &copy.data()]);
    assert!(ran.err.contains("in use by another process"), "{}", ran.err);
    lock.unlock().expect("unlocked");
    expect(0, ["audit", "--data", &copy.data()]);
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let copy = Copy::new();
    let size = copy.size();
    let rows: String = (0..400)
        .map(|at| {
            json!({
                "key": format!("fill-{at}"), "enterprise": firm("xilong"), "on": "2026-11-20",
                "act": { "do": "enter_fact", "fact": { "fact": "product", "id": format!("F-{at}"),
                         "name": "茶".repeat(190), "models": ["X".repeat(190)], "since": "2026-11-20" }},
            })
            .to_string()
                + "\n"
        })
        .collect();
    let file = copy.beside("fill.jsonl", &rows);
    // No file may grow beyond a little more than the database has now, as on a disk that is full.
    let database = std::fs::metadata(copy.data.join("registry.db")).expect("a database").len();
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", database / 512 + 64);
    // Beyond the limit the kernel sends SIGXFSZ unless it is ignored.
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_pzb"), "act", &file, "--data", &copy.data()]);
    command.args(["--as", "chen/federation", "--stream"]).env("LC_ALL", "C.UTF-8");
    let ran: crate::bin::Ran = command.output().expect("it runs").into();
    let acknowledged =
        ran.out.lines().filter(|line| serde_json::from_str::<Value>(line).is_ok()).count() as u64;
    assert!(acknowledged < 400, "the disk was never full");
    let audit = expect(0, ["audit", "--data", &copy.data(), "--json"]).json();
    assert_eq!(audit["clean"], true);
    let entries = audit["report"]["entries"].as_u64().expect("entries");
    assert!(entries >= size + acknowledged, "{acknowledged} were acknowledged, {} are there", entries - size);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("`fill-") && ran.err.contains("disk"), "{}", ran.err);
}
