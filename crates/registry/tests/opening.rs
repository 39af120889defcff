//! Opening: one process at a time, nothing that would fork the record, nothing lost by a crash.

use std::fs;

use registry::{Fault, OpenFault, Registry};

use crate::support::*;

fn database(house: &House) -> rusqlite::Connection {
    rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database")
}

fn closed(house: House) -> tempfile::TempDir {
    let House { registry, dir, .. } = house;
    drop(registry);
    dir
}

#[track_caller]
fn fails(dir: &tempfile::TempDir) -> OpenFault {
    match Registry::open(opening(dir.path())) {
        Ok(_) => panic!("it opened"),
        Err(fault) => fault,
    }
}

#[test]
fn a_second_office_in_the_same_folder_is_refused_by_name() {
    let house = House::new();
    let fault = fails_open(&house);
    assert!(matches!(&fault, OpenFault::InUse(folder) if *folder == house.dir.path().display().to_string()));
    let house = house.reopened();
    house.enterprise(code(1), "甲", "2022-01-01");
}

fn fails_open(house: &House) -> OpenFault {
    match Registry::open(opening(house.dir.path())) {
        Ok(_) => panic!("two offices are open"),
        Err(fault) => fault,
    }
}

#[test]
fn everything_is_there_again() {
    let (house, code, mark) = granted();
    let before = house.registry.reader();
    let (note, head, dossier) = (before.checkpoint(), before.head(), before.dossier(code).expect("readable"));
    drop(before);
    let house = house.reopened();
    let reader = house.registry.reader();
    assert_eq!((reader.checkpoint(), reader.head()), (note, head));
    assert_eq!(reader.dossier(code).expect("readable"), dossier);
    assert!(reader.mark(mark.parse().expect("a code")).expect("readable").is_some());
    assert_eq!(head.entered, noon("2021-07-05").unix_seconds);
    sound(&house.registry);
    verified(&house.registry);
}

#[test]
fn entries_committed_before_a_crash_and_not_signed_are_signed_at_opening() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let old = fs::read(house.dir.path().join("checkpoint")).expect("a checkpoint");
    house.enterprise(code(2), "乙", "2022-01-02");
    let newest = house.registry.reader().checkpoint();
    let dir = closed(house);
    fs::write(dir.path().join("checkpoint"), old).expect("written");
    let registry = Registry::open(opening(dir.path())).expect("open");
    assert_eq!(registry.reader().checkpoint(), newest, "the same entries, the same signature");
    assert_eq!(verified(&registry), FOUNDING + 2);
}

#[test]
fn a_database_from_an_older_backup_is_refused() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let copy = tempfile::TempDir::new().expect("a folder");
    house.registry.backup(copy.path(), &[]).expect("a backup");
    house.enterprise(code(2), "乙", "2022-01-02");
    let dir = closed(house);
    for beside in ["registry.db-wal", "registry.db-shm"] {
        drop(fs::remove_file(dir.path().join(beside)));
    }
    fs::copy(copy.path().join("registry.db"), dir.path().join("registry.db")).expect("put back");
    assert_eq!(fails(&dir), OpenFault::Behind { signed: FOUNDING + 2, found: FOUNDING + 1 });
}

#[test]
fn a_lost_checkpoint_file_is_a_loss_and_no_beginning() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let dir = closed(house);
    fs::remove_file(dir.path().join("checkpoint")).expect("there");
    assert_eq!(fails(&dir), OpenFault::CheckpointGone);
}

#[test]
fn a_checkpoint_of_another_key_or_log_is_refused() {
    let house = House::new();
    let dir = closed(house);
    let other = registry::Opening { signing_seed: [8; 32], ..opening(dir.path()) };
    assert!(matches!(Registry::open(other), Err(OpenFault::Fault(Fault::Fork(_)))));
    let other = registry::Opening { origin: "other.example".into(), ..opening(dir.path()) };
    assert!(matches!(Registry::open(other), Err(OpenFault::Fault(Fault::Fork(_)))));
}

/// Changes entries behind the office's back, with the triggers out of the way.
fn tamper(house: &House, sql: &str) {
    let database = database(house);
    let triggers = "drop trigger entry_no_update; drop trigger entry_no_delete; drop trigger tile_no_update; \
                    drop trigger tile_no_delete;";
    database.execute_batch(triggers).expect("dropped");
    database.execute_batch(sql).expect("changed");
}

#[test]
fn a_changed_entry_at_the_end_is_found_at_opening() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let last = FOUNDING;
    tamper(&house, &format!("update entry set body = replace(body, '甲', '乙') where pos = {last}"));
    let dir = closed(house);
    assert!(
        matches!(fails(&dir), OpenFault::Fault(Fault::Altered(what)) if what.contains(&format!("entry {last}")))
    );
}

#[test]
fn a_changed_past_is_never_signed() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    tamper(
        &house,
        "update entry set leaf = x'0000000000000000000000000000000000000000000000000000000000000000', body = '{}'",
    );
    // A body with its own right leaf hash: only what was signed tells.
    let leaf = ledger::hex(&ledger::leaf_hash(b"{}"));
    tamper_again(&house, &format!("update entry set leaf = x'{leaf}'"));
    let dir = closed(house);
    assert!(matches!(fails(&dir), OpenFault::Fault(Fault::Fork(_))));
}

fn tamper_again(house: &House, sql: &str) {
    database(house).execute_batch(sql).expect("changed");
}

#[test]
fn a_past_shrunk_under_a_running_office_stops_it() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    house.enterprise(code(2), "乙", "2022-01-02");
    let last = FOUNDING + 1;
    tamper(&house, &format!("delete from entry where pos = {last}; update ledger_head set next = {last}"));
    let shrunk = house.act(bureau(), Some(code(3)), "2022-01-03", register("丙"));
    assert!(matches!(shrunk, Err(registry::Refused::Fault(Fault::Fork(_)))), "{shrunk:?}");
    let after = house.act(bureau(), Some(code(3)), "2022-01-03", register("丙"));
    assert!(matches!(after, Err(registry::Refused::Fault(Fault::Stopped(_)))), "a fork is not got over");
    let dir = closed(house);
    assert_eq!(fails(&dir), OpenFault::Behind { signed: FOUNDING + 2, found: FOUNDING + 1 });
}

fn register(name: &str) -> serde_json::Value {
    serde_json::json!({"do": "register_enterprise", "name": name, "region": "330110"})
}

#[test]
fn entries_and_tiles_cannot_be_changed_by_accident() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let database = database(&house);
    database.execute("insert into tile (level, idx, hashes) values (9, 9, x'00')", []).expect("a tile");
    for sql in [
        "update entry set body = 'x'",
        "delete from entry",
        "update tile set idx = 1",
        "delete from tile",
        "insert or replace into entry (pos, body, leaf) values (1, 'x', x'00')",
        "replace into entry (pos, body, leaf) select pos, 'x', leaf from entry where pos = 1",
        "insert or replace into entry (rowid, pos, body, leaf) select rowid, 99, 'x', leaf from entry where pos = 1",
        "update or replace entry set pos = 1 where pos = 2",
        "insert or replace into tile (level, idx, hashes) values (9, 9, x'01')",
        "insert or replace into tile (rowid, level, idx, hashes) select rowid, 8, 8, x'01' from tile",
    ] {
        let refused = database.execute(sql, []).expect_err(sql).to_string();
        assert!(refused.contains(" are never "), "{sql}: {refused}");
    }
    assert_eq!(verified(&house.registry), FOUNDING + 1, "the entries are as they were");
}

#[test]
fn a_folder_of_a_later_program_is_refused() {
    let house = House::new();
    database(&house).execute("update ledger_head set form = 99", []).expect("changed");
    assert_eq!(fails(&closed(house)), OpenFault::LaterForm(99, 9));
}

#[test]
fn a_closed_office_refuses_acts_and_still_shows() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    house.registry.close();
    let late = house.act(bureau(), Some(code(2)), "2022-01-02", register("乙"));
    assert!(matches!(late, Err(registry::Refused::Fault(Fault::Stopped(_)))));
    assert_eq!(house.registry.reader().head().size, FOUNDING + 1);
}
