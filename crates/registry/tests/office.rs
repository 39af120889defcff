//! The office as a place: one process, one past, one act for one key, and texts that can be erased.

use std::fs;

use ledger::verify::Log;
use ledger::{Verifier, verify_proof};
use registry::{OpenFault, Refused, Registry, restore};
use serde_json::json;

use crate::world::{World, county, federation, maker, opening, order};

#[test]
fn a_second_opening_is_refused_and_says_which_folder() {
    let world = World::new();
    match Registry::open(opening(&world.dir())) {
        Err(OpenFault::InUse(dir)) => assert_eq!(dir, world.dir().display().to_string()),
        other => panic!("{:?}", other.err()),
    }
}

#[test]
fn the_same_key_is_one_act_and_another_content_a_conflict() {
    let world = World::with_edition();
    let code = crate::world::code(1);
    let act = json!({"do": "register_enterprise", "name": "甲", "region": "330784"});
    let first = order("once", &county(), Some(code), ("2020-01-01", "2020-01-01"), act.clone());
    let done = world.registry.act(first.clone()).expect("done");
    let again = world.registry.act(first).expect("done again");
    assert!(again.repeated && !done.repeated);
    assert_eq!(again.positions, done.positions);
    let other = json!({"do": "register_enterprise", "name": "乙", "region": "330784"});
    let clash = order("once", &county(), Some(code), ("2020-01-01", "2020-01-01"), other);
    assert!(matches!(world.registry.act(clash), Err(Refused::Conflict(_))));
}

#[test]
fn a_stale_view_is_a_conflict_and_nothing_is_written() {
    let world = World::with_edition();
    let code = world.ready(1);
    let size = world.registry.reader().head().size;
    let act = json!({"do": "complete_register", "kind": "holding", "since": "2011-01-01"});
    let mut stale = world.order(&county(), Some(code), "2020-05-01", "2020-05-01", act);
    stale.expected = Some(1);
    assert!(matches!(world.registry.act(stale.clone()), Err(Refused::Conflict(_))));
    assert_eq!(world.registry.reader().head().size, size);
    stale.expected = world.registry.reader().dossier(code).expect("a read").map(|filed| filed.version);
    assert!(world.registry.act(stale).is_ok());
}

#[test]
fn powers_end_at_the_area_and_at_the_firm() {
    let world = World::with_edition();
    let code = world.ready(1);
    let mut far = county();
    far.office.of = Some("330302".to_owned());
    let act = json!({"do": "complete_register", "kind": "penalty", "since": "2011-01-01"});
    assert_eq!(world.refused(&far, code, "2020-05-01", act), ["no_power"]);
    let other = maker(crate::world::code(2));
    let filing = json!({"product": "P1", "edition": crate::world::EDITION, "until": "2024-01-01"});
    let act = json!({"do": "file_declaration", "filing": filing});
    assert_eq!(world.refused(&other, code, "2020-05-01", act), ["no_power"]);
}

#[test]
fn every_entry_has_a_proof_and_the_whole_log_verifies() {
    let world = World::with_edition();
    for number in 1..30 {
        world.ready(number);
    }
    let reader = world.registry.reader();
    let key = Verifier::parse(reader.vkey()).expect("a key");
    let size = reader.head().size;
    assert!(size > 256, "more than one tile: {size}");
    for position in [0, 1, 254, 255, 256, size - 1] {
        let proof = reader.proof(position).expect("a read").expect("a proof");
        let body = reader.entry_bytes(position).expect("a read").expect("an entry");
        let proven = verify_proof(&proof, body.as_bytes(), &key).expect("it proves");
        assert_eq!(proven.index, position);
    }
    assert_eq!(reader.proof(size).expect("a read"), None);
    let mut log = ledger::MemoryLog::new();
    for position in 0..size {
        log.push(reader.entry_bytes(position).expect("a read").expect("an entry").as_bytes()).expect("fits");
    }
    let note = reader.checkpoint();
    let report = Log::new(&log, &key).verify(&note, &mut |_| {});
    assert!(report.is_ok(), "{report:?}");
}

#[test]
fn texts_are_outside_the_ledger_and_can_be_erased() {
    let world = World::with_edition();
    let code = world.ready(1);
    let mark = world.granted(code);
    let reader = world.registry.reader();
    let history = reader.history(&format!("authorization:{mark}"), None, 10).expect("a read");
    let digest = history[0].entry.reason.clone().expect("sealed reasons");
    let body = reader.entry_bytes(history[0].position).expect("a read").expect("an entry");
    assert!(!body.contains("符合条件"), "the text is not in the entry");
    assert_eq!(reader.text(&digest).expect("a read").expect("kept").text.as_deref(), Some("符合条件"));
    let erase = json!({"do": "erase_text", "digest": digest, "reason": {"plain": "依申请删除"}});
    let order = world.order(&federation(), None, "2021-01-01", "2021-01-01", erase);
    world.registry.act(order).expect("erased");
    assert_eq!(reader.text(&digest).expect("a read").expect("known").text, None);
    assert_eq!(world.registry.audit().expect("an audit").differences, []);
}

#[test]
fn a_lost_checkpoint_and_an_older_database_are_refused() {
    let world = World::with_edition();
    world.ready(1);
    let dir = world.dir();
    let backup = dir.join("backup");
    world.registry.backup(&backup).expect("a backup");
    world.ready(2);
    world.registry.close();
    let World { registry, folder, .. } = world;
    drop(registry);
    let older = fs::read(backup.join("registry.db")).expect("the copy");
    let newer = fs::read(dir.join("registry.db")).expect("the database");
    let checkpoint = fs::read(dir.join("checkpoint")).expect("the checkpoint");
    for wal in ["registry.db-wal", "registry.db-shm"] {
        drop(fs::remove_file(dir.join(wal)));
    }
    fs::write(dir.join("registry.db"), &older).expect("put the older one back");
    assert!(matches!(Registry::open(opening(&dir)), Err(OpenFault::Behind { .. })));
    assert!(matches!(restore(&backup, &dir), Err(OpenFault::Behind { .. })), "restoring would fork as well");
    fs::write(dir.join("registry.db"), &newer).expect("put the newer one back");
    fs::remove_file(dir.join("checkpoint")).expect("lose it");
    assert!(matches!(Registry::open(opening(&dir)), Err(OpenFault::CheckpointGone)));
    fs::write(dir.join("checkpoint"), &checkpoint).expect("put it back");
    let empty = folder.path().join("restored");
    restore(&backup, &empty).expect("a restored office");
    let again = Registry::open(opening(&empty)).expect("it opens");
    assert_eq!(again.audit().expect("an audit").differences, []);
}
