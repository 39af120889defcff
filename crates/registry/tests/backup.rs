//! Copies while others work, and putting them back.

use std::fs;
use std::path::Path;

use registry::{OpenFault, Registry, Target};
use tempfile::TempDir;

use crate::support::*;

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

/// Puts a backup into a folder in which a key may stand.
fn restore(from: &Path, to: &Path) -> Result<(), OpenFault> {
    registry::restore(from, &Target { dir: to, may_hold: &["key"] }, &["MARK"])
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
        house.registry.backup(copy.path(), &[]).expect("a backup");
        writing.join().expect("the writer");
    });
    assert!(house.registry.backup(copy.path(), &[]).is_err(), "a folder in use is not written over");
    let back = folder();
    restore(copy.path(), back.path()).expect("restored");
    let registry = Registry::open(opening(back.path())).expect("open");
    sound(&registry);
    assert!(verified(&registry) >= 1);
}

#[test]
fn a_backup_is_put_where_no_record_is_and_continues_what_was_signed_there() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let (old, new) = (folder(), folder());
    house.registry.backup(old.path(), &[]).expect("a backup");
    house.enterprise(code(2), "乙", "2022-01-01");
    assert_eq!(house.registry.backup(new.path(), &[]).expect("a backup"), FOUNDING + 2);
    assert!(matches!(restore(new.path(), house.dir.path()), Err(OpenFault::InUse(_))));
    let House { registry, dir, .. } = house;
    drop(registry);
    let used = |what: &str| Err(OpenFault::Used(dir.path().display().to_string(), what.to_owned()));
    assert_eq!(restore(new.path(), dir.path()), used("registry.db"));
    assert_eq!(verified(&Registry::open(opening(dir.path())).expect("untouched")), FOUNDING + 2);

    // The disk ate the database; what was signed is still known.
    for file in ["registry.db", "registry.db-shm"] {
        fs::remove_file(dir.path().join(file)).expect("there");
    }
    assert_eq!(restore(new.path(), dir.path()), used("registry.db-wal"));
    fs::remove_file(dir.path().join("registry.db-wal")).expect("there");
    let kept = || fs::read_to_string(dir.path().join("checkpoint")).expect("kept");
    let signed = kept();
    let behind = Err(OpenFault::Behind { signed: FOUNDING + 2, found: FOUNDING + 1 });
    assert_eq!(restore(old.path(), dir.path()), behind);
    // Another ledger of the same length is no continuation.
    let other = House::new();
    other.enterprise(code(3), "丙", "2022-01-01");
    other.enterprise(code(4), "丁", "2022-01-01");
    let foreign = folder();
    other.registry.backup(foreign.path(), &[]).expect("a backup");
    assert!(matches!(restore(foreign.path(), dir.path()), Err(OpenFault::Fault(registry::Fault::Fork(_)))));
    assert_eq!(kept(), signed, "a refusal leaves what is known to be signed");
    restore(new.path(), dir.path()).expect("restored");
    let registry = Registry::open(opening(dir.path())).expect("open");
    assert_eq!(verified(&registry), FOUNDING + 2);
    sound(&registry);
}

#[test]
fn a_folder_in_use_for_anything_else_is_refused() {
    let house = House::new();
    let (copy, to) = (folder(), folder());
    let mark = house.dir.path().join("MARK");
    fs::write(&mark, "a demonstration").expect("written");
    house.registry.backup(copy.path(), &[mark]).expect("a backup");
    fs::write(to.path().join("key"), "k").expect("written");
    fs::write(to.path().join("letters.txt"), "").expect("written");
    assert!(
        matches!(restore(copy.path(), to.path()), Err(OpenFault::Used(_, name)) if name == "letters.txt")
    );
    fs::remove_file(to.path().join("letters.txt")).expect("there");
    fs::write(to.path().join("MARK"), "another").expect("written");
    assert!(matches!(restore(copy.path(), to.path()), Err(OpenFault::Used(_, name)) if name == "MARK"));
    // A restore that was cut short left the backup's own.
    fs::write(to.path().join("MARK"), "a demonstration").expect("written");
    fs::write(to.path().join("registry.db.new"), "half").expect("written");
    restore(copy.path(), to.path()).expect("restored");
    assert_eq!(fs::read_to_string(to.path().join("MARK")).expect("it came along"), "a demonstration");
    assert!(!to.path().join("registry.db.new").exists());
    sound(&Registry::open(opening(to.path())).expect("open"));
}

#[test]
fn what_is_no_backup_is_refused() {
    let (empty, to) = (folder(), folder());
    assert!(matches!(restore(empty.path(), to.path()), Err(OpenFault::Folder(..))));
    let house = House::new();
    let cut = folder();
    house.registry.backup(cut.path(), &[]).expect("a backup");
    fs::remove_file(cut.path().join("checkpoint")).expect("there");
    assert!(matches!(restore(cut.path(), to.path()), Err(OpenFault::Folder(..))));
}
