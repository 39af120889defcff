//! The verbs that keep an office: copies, accounts, the sweep, the lock, a full disk.

use policy::calendar::Day;
use policy::powers::{Actor, Office, OfficeKind};
use serde_json::{Value, json};

use crate::bin::{expect, run, text};
use crate::office::{Copy, firm};

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
    let used = expect(4, ["restore", &text(&backup), "--data", &copy.data()]);
    assert!(used.err.contains("is not empty: it holds `"), "{}", used.err);
    expect(0, ["audit", "--data", &copy.data()]);
    for lost in ["registry.db", "registry.db-wal", "registry.db-shm"] {
        std::fs::remove_file(copy.data.join(lost)).ok();
    }
    let older = expect(6, ["restore", &text(&backup), "--data", &copy.data()]);
    assert!(older.err.contains("behind"), "{}", older.err);
}

#[test]
fn a_demonstration_that_is_put_back_still_says_that_it_is_one() {
    let copy = Copy::new();
    let mark = "This is the demonstration. Its accounts have a public password.\n";
    std::fs::write(copy.data.join("DEMONSTRATION"), mark).expect("written");
    let (backup, restored) = (copy.path("backup"), copy.path("restored"));
    expect(0, ["backup", &text(&backup), "--data", &copy.data()]);
    std::fs::create_dir(&restored).expect("made");
    std::fs::copy(copy.data.join("ledger.key"), restored.join("ledger.key")).expect("copied");
    expect(0, ["restore", &text(&backup), "--data", &text(&restored)]);
    assert_eq!(std::fs::read_to_string(restored.join("DEMONSTRATION")).expect("the mark"), mark);
    let as_real = expect(4, ["serve", "--listen", "127.0.0.1:0", "--data", &text(&restored)]);
    assert!(as_real.err.contains("whose password is public"), "{}", as_real.err);
}

/// Changes the database of a folder behind the office's back.
fn alter(copy: &Copy, sql: &str) {
    let database = rusqlite::Connection::open(copy.data.join("registry.db")).expect("the database");
    for what in ["update", "delete"] {
        for table in ["entry", "tile"] {
            database.execute_batch(&format!("drop trigger {table}_no_{what}")).expect("dropped");
        }
    }
    assert!(database.execute(sql, []).expect("changed") > 0, "{sql}");
}

#[test]
fn an_audit_names_what_is_gone_from_the_disk() {
    let last = Copy::new().size() - 1;
    let missing = format!("entry {last} is missing");
    let cases = [
        (format!("delete from entry where pos = {last}"), missing.as_str()),
        ("delete from tile where idx = 0".to_owned(), "tile/0/000: the tile is missing"),
        ("update entry set body = body || ' ' where pos = 3".to_owned(), "3: its bytes are not those"),
    ];
    for (sql, words) in cases {
        let copy = Copy::new();
        alter(&copy, &sql);
        let ran = expect(6, ["audit", "--data", &copy.data()]);
        assert!(ran.out.contains(words), "{sql}: {} {}", ran.out, ran.err);
        let json = expect(6, ["audit", "--data", &copy.data(), "--json"]).json();
        assert_eq!(json["clean"], false, "{sql}");
        let rebuilt = expect(6, ["rebuild", "--data", &copy.data()]);
        assert!(!rebuilt.err.is_empty(), "{sql}");
    }
    let copy = Copy::new();
    alter(&copy, "update entry set body = body || ' ' where pos = 3");
    let rebuilt = expect(6, ["rebuild", "--data", &copy.data()]);
    assert!(rebuilt.err.contains("the record is not what was signed: 3: "), "{}", rebuilt.err);
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
    // Founded once: nobody makes themself administrator beside the first, and an account that is refused is not made.
    let second = add("mallory", "correct horse battery", &["--office", "administrator"]);
    assert_eq!(second.code, 5, "{}", second.err);
    assert!(second.err.contains("does not hold the office"), "{}", second.err);
    let listed = expect(0, ["account", "list", "--data", &data, "--json"]).json();
    assert_eq!(listed["accounts"].as_array().map(Vec::len), Some(2));
    assert!(!listed.to_string().contains("argon2"), "a hash is shown");
    // In the record they are identifiers; login and name stand in the accounts alone.
    let persons: Vec<&str> = listed["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["person"].as_str())
        .collect();
    assert!(persons.iter().all(|person| registry::is_person(person)), "{persons:?}");
    let out = folder.path().join("out");
    expect(0, ["ledger", "export", &text(&out), "--data", &data]);
    let entries = std::fs::read(out.join("tile/entries/000.p/2")).expect("two entries");
    let entries = String::from_utf8_lossy(&entries);
    assert!(persons.iter().all(|person| entries.contains(person)), "{entries}");
    for who in ["root", "chen", "某"] {
        assert!(!entries.contains(who), "`{who}` is in {entries}");
    }
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

/// The identifier of the person who signs in so.
fn person(house: &pzb::house::House, login: &str) -> String {
    house.reader.account(login).expect("readable").expect("there").person
}

/// Whoever is in the way of one enterprise is not in the way of the others.
#[test]
fn a_sweep_goes_on_over_a_conflict() {
    let copy = Copy::new();
    let config = pzb::config::of_folder(&copy.data, None, &pzb::config::Flags::default()).expect("defaults");
    let house = pzb::house::House::with(&copy.data, config, || [0; 32], Box::new(|| [7; 32])).expect("open");
    let day: Day = "2026-12-15".parse().expect("a day");
    let noon = |day: Day| Day::constant(1970, 1, 1).days_until(day) * 86_400 + 4 * 3600;
    let now = noon(day);
    let done = |actor: &Actor, key: &str, about: &str, on: Day, act: Value| {
        let command = json!({ "key": key, "enterprise": about, "on": on, "act": act });
        let command = serde_json::from_value(command).expect("a command");
        let now = registry::Moment { unix_seconds: noon(on) };
        let order = registry::Order { actor: actor.clone(), command, now, expected: None };
        house.registry.act(order).unwrap_or_else(|refused| panic!("{refused:?}"));
    };
    let chen = pzb::verbs::sweep::officer(&person(&house, "chen"));
    let qian =
        Actor { person: person(&house, "qian"), office: Office::of(OfficeKind::CountyBureau, "330521") };
    let (taken, other, due) = (firm("cuiyun"), firm("baihe"), firm("qinglan"));
    // A recall whose last day passes before the sweep, and the officer's own key for something else.
    let ordered: Day = "2026-11-25".parse().expect("a day");
    let recall = json!({ "do": "enter_fact", "fact": {
        "fact": "recall", "id": "召-1", "product": "RH-2", "ordered_on": ordered, "due_on": "2026-11-30",
    } });
    done(&qian, "recall", &due, ordered, recall);
    let commitment = json!({ "do": "enter_fact", "fact": {
        "fact": "commitment", "id": "CM-sweep", "signed_on": day, "from": day,
    } });
    done(&chen, &format!("sweep-{day}-{taken}"), &other, day, commitment);
    let swept = pzb::verbs::sweep::carry_out(&house.registry, &chen, now).expect("it goes on");
    let left: Vec<String> = swept.left_out.iter().map(|one| one.enterprise.to_string()).collect();
    assert_eq!(left, [taken]);
    assert!(swept.opened.iter().any(|one| one["enterprise"] == due), "{:?}", swept.opened);
    let again = pzb::verbs::sweep::carry_out(&house.registry, &chen, now).expect("it goes on");
    assert!(again.opened.is_empty(), "{:?}", again.opened);
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
                         "name": "茶".repeat(190), "models": [format!("{at}{}", "X".repeat(190))], "since": "2026-11-20" }},
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
