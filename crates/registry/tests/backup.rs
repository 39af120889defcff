//! Copies while others work, and putting them back.

use std::fs;

use registry::{OpenFault, Registry, restore};
use tempfile::TempDir;

use crate::support::*;

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

#[test]
fn a_copy_made_while_others_write_is_whole() {
    let house = House::new();
    house.enterprise(code(0), "甲", "2022-01-01");
    let copy = folder();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for n in 1..40 {
                house.enterprise(code(n), "乙", "2022-01-01");
            }
        });
        house.registry.backup(copy.path()).expect("a backup");
        writing.join().expect("the writer");
    });
    assert!(house.registry.backup(copy.path()).is_err(), "a folder in use is not written over");
    let back = folder();
    restore(copy.path(), back.path()).expect("restored");
    let registry = Registry::open(opening(back.path())).expect("open");
    sound(&registry);
    assert!(verified(&registry) >= 1);
}

#[test]
fn a_backup_is_put_over_the_record_it_continues_and_over_no_other() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let (old, new) = (folder(), folder());
    house.registry.backup(old.path()).expect("a backup");
    house.enterprise(code(2), "乙", "2022-01-01");
    assert_eq!(house.registry.backup(new.path()).expect("a backup"), FOUNDING + 2);
    assert!(matches!(restore(new.path(), house.dir.path()), Err(OpenFault::InUse(_))));
    let House { registry, dir, .. } = house;
    drop(registry);
    assert_eq!(
        restore(old.path(), dir.path()),
        Err(OpenFault::Behind { signed: FOUNDING + 2, found: FOUNDING + 1 })
    );
    fs::remove_file(dir.path().join("registry.db")).expect("the disk ate it");
    restore(new.path(), dir.path()).expect("restored");
    let registry = Registry::open(opening(dir.path())).expect("open");
    assert_eq!(verified(&registry), FOUNDING + 2);
    sound(&registry);
    drop(registry);

    // Another ledger of the same length is no continuation.
    let other = House::new();
    other.enterprise(code(3), "丙", "2022-01-01");
    other.enterprise(code(4), "丁", "2022-01-01");
    let foreign = folder();
    other.registry.backup(foreign.path()).expect("a backup");
    assert!(matches!(restore(foreign.path(), dir.path()), Err(OpenFault::Fault(registry::Fault::Fork(_)))));
    assert_eq!(verified(&Registry::open(opening(dir.path())).expect("untouched")), FOUNDING + 2);
}

#[test]
fn what_is_no_backup_is_refused() {
    let (empty, to) = (folder(), folder());
    assert!(matches!(restore(empty.path(), to.path()), Err(OpenFault::Folder(..))));
    let house = House::new();
    let cut = folder();
    house.registry.backup(cut.path()).expect("a backup");
    fs::remove_file(cut.path().join("checkpoint")).expect("there");
    assert!(matches!(restore(cut.path(), to.path()), Err(OpenFault::Folder(..))));
}
