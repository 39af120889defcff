//! The verbs of the office on a folder that holds the demonstration county, each by the real binary.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::json;

use crate::bin::{expect, run, text};

/// The folder of the demonstration, made once for each build of the program, also where each test is a process of
/// its own; copied for each test that writes.
fn county() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let built =
            std::fs::metadata(env!("CARGO_BIN_EXE_pzb")).and_then(|meta| meta.modified()).expect("built");
        let built = built.duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
        let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let lock = std::fs::File::create(place.join("county.lock")).expect("a lock");
        lock.lock().expect("locked");
        let folder = place.join(format!("county-{built}"));
        let done = folder.join("whole");
        if !done.exists() {
            for old in std::fs::read_dir(place).expect("readable").flatten() {
                if old.file_name().to_string_lossy().starts_with("county-") {
                    std::fs::remove_dir_all(old.path()).expect("removed");
                }
            }
            let data = folder.join("data");
            let flags = pzb::config::Flags::default();
            let config = pzb::config::of_folder(&data, None, &flags).expect("defaults");
            pzb::demo::county::found(&data, config).unwrap_or_else(|failure| panic!("{failure}"));
            std::fs::write(done, "").expect("written");
        }
        folder.join("data")
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

/// Facts and not only verdicts, in lines that people read; each with its days.
#[test]
fn show_tells_what_is_on_file() {
    let copy = Copy::new();
    let shown = |id: &str, more: &[&str]| {
        let data = copy.data();
        let arguments = ["show", id, "--data", &data].into_iter().chain(more.iter().copied());
        expect(0, arguments).out
    };
    let (firm, zh) = (firm("zhangwu"), &["--lang", "zh"]);
    let all = shown(&firm, &[]);
    for part in [
        "on file",
        "Name on the register (1)",
        "Product (",
        "Models: ",
        "happened 20",
        "entered 20",
        "Spot check (",
    ] {
        assert!(all.contains(part), "no `{part}` in\n{all}");
    }
    assert!(all.contains("Complete since ") && !all.contains("{\""), "{all}");
    let all = shown(&firm, zh);
    for part in ["在案内容", "名称登记", "产品", "型号：", "抽检"] {
        assert!(all.contains(part), "no `{part}` in\n{all}");
    }
    let long_ago = shown(&firm, &["--as-of", "2019-01-02", "--as-known-on", "2019-01-02"]);
    assert!(long_ago.contains("Spot check (0)"), "{long_ago}");

    let json = expect(0, ["show", &firm, "--data", &copy.data(), "--json"]).json();
    let enterprise = &json["dossier"]["enterprise"];
    let id = |of: &str| {
        let list = enterprise[of]["list"].as_array().or(enterprise[of].as_array()).expect("a list");
        let first = list.first().unwrap_or_else(|| panic!("no {of}"));
        first.get("code").unwrap_or(&first["id"]).as_str().expect("an identifier").to_owned()
    };
    for (of, part) in [
        ("authorizations", "First day: 20"),
        ("checks", "Spot check: "),
        ("declarations", "Self-declaration: "),
        ("proceedings", "Proceeding: "),
    ] {
        let one = shown(&id(of), &[]);
        assert!(one.contains(part) && one.contains("happened 20"), "{of}: no `{part}` in\n{one}");
    }
    let body = shown("LAB-01", &[]);
    assert!(body.contains("Kind of body: Laboratory") && !body.contains('{'), "{body}");
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
    assert!(refused.err.contains("counts from the day it is received"), "{}", refused.err);
    let refused = expect(5, ["act", &file, "--data", &copy.data(), "--as", "chen/federation"]);
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
    // A dry run looks at no version and does not make as if it did.
    let both = ["act", "-", "--data", &copy.data(), "--as", &maker, "--expected", "1", "--dry-run"];
    assert!(expect(2, both).err.contains("--dry-run"));
}

/// The civil day in Shanghai, by the system's own reckoning.
pub fn today() -> String {
    let ran = std::process::Command::new("date").arg("+%F").env("TZ", "CST-8").output().expect("it runs");
    String::from_utf8(ran.stdout).expect("text").trim().to_owned()
}

#[test]
fn findings_stand_in_the_way() {
    let copy = Copy::new();
    let shown = expect(0, ["show", &firm("lingfeng"), "--data", &copy.data(), "--json"]).json();
    let declaration =
        shown["dossier"]["enterprise"]["declarations"][0]["id"].as_str().expect("a declaration").to_owned();
    let grant = |on: &str| {
        json!({
            "key": "grant-1", "enterprise": firm("lingfeng"), "on": on,
            "act": { "do": "grant_declared", "declaration": declaration, "from": "2029-12-01",
                     "valid_until": "2030-12-31", "reason": { "plain": "试" } },
        })
    };
    let file = copy.beside("grant.json", &grant("2026-11-20").to_string());
    let ran = expect(5, ["act", &file, "--data", &copy.data(), "--as", "chen/federation"]);
    assert!(ran.err.contains("its day must be today"), "{}", ran.err);
    let file = copy.beside("grant.json", &grant(&today()).to_string());
    let ran = expect(6, ["act", &file, "--data", &copy.data(), "--as", "chen/federation"]);
    assert!(ran.err.contains("findings stand in the way") && ran.err.contains("cannot tell"), "{}", ran.err);
}

#[test]
fn who_may_act() {
    let copy = Copy::new();
    let file = copy.beside("any.json", r#"{"key":"k","on":"2026-11-20","act":{"do":"open_due_work"}}"#);
    let not_holder = expect(5, ["act", &file, "--data", &copy.data(), "--as", "P-99/federation"]);
    assert!(
        not_holder.err.contains("`P-99` does not hold the office `brand federation`"),
        "{}",
        not_holder.err
    );
    let nobody = expect(5, ["act", &file, "--data", &copy.data(), "--as", "li/federation"]);
    assert!(nobody.err.contains("there is no account `li`"), "{}", nobody.err);
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
