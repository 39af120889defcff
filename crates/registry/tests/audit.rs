//! An audit names what was changed behind the office's back.

use registry::{Difference, OpenFault, Registry, audit_folder};
use serde_json::json;

use crate::support::*;

/// An office with everything in it, and more than one full tile.
fn furnished() -> House {
    let (house, code, mark) = granted();
    let end = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": "停产"}});
    house.done(maker(code), Some(code), "2022-01-01", end);
    for n in 2..26 {
        house.enterprise(crate::support::code(n), &format!("企业{n}"), "2022-01-02");
    }
    fill(&house, 2..26, 10);
    assert!(house.registry.reader().head().size > 256);
    sound(&house.registry);
    house
}

/// What the audit says after a change made with plain SQL.
fn after(house: &House, sql: &str) -> Vec<Difference> {
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(10)).expect("set");
    for trigger in ["entry_no_update", "entry_no_delete", "tile_no_update", "tile_no_delete"] {
        database.execute_batch(&format!("drop trigger if exists {trigger}")).expect("dropped");
    }
    database.execute_batch(sql).expect("changed");
    assert!(database.changes() > 0, "nothing was changed by `{sql}`");
    house.registry.audit().expect("an audit").differences
}

#[track_caller]
fn names(found: &[Difference], between: &str, id: &str, what: &str) {
    let is = |d: &&Difference| d.between == between && d.id.contains(id) && d.what.en.contains(what);
    assert!(found.iter().any(|d| is(&d)), "{between} `{id}` `{what}` is not among {found:#?}");
}

#[test]
fn a_changed_row_is_named() {
    let house = furnished();
    let found = after(
        &house,
        "update register set body = replace(body, '燃气热水器', '电热水器') where kind = 'product'",
    );
    names(&found, "row", &format!("product {}/p1", code(1)), "content");
    assert_eq!(found.len(), 1);
    house.registry.rebuild().expect("rebuilt");
    sound(&house.registry);
}

#[test]
fn a_changed_state_a_changed_version_a_missing_row_and_one_too_many_are_named() {
    let house = furnished();
    let found = after(
        &house,
        "update register set state = 'granted' where kind = 'authorization';
         update register set version = version + 1 where kind = 'edition';
         delete from register where kind = 'declaration';
         insert into register select 'check', 'CK-0', state, enterprise, product, region, due_on, title, version, words, body
           from register where kind = 'product'",
    );
    names(&found, "row", "authorization", "content");
    names(&found, "row", EDITION, "version");
    names(&found, "row", "declaration SD-2021", "missing");
    names(&found, "row", "check CK-0", "no entry makes it");
    house.registry.rebuild().expect("rebuilt");
    sound(&house.registry);
}

#[test]
fn what_search_and_histories_find_is_looked_at() {
    let house = furnished();
    let found = after(
        &house,
        "delete from gram where gram = '天华'; insert into gram values ('假的', 'edition', 'x');
         delete from entry_tag where tag = 'cmd:P-1' || char(9) || 'k3'; insert into entry_tag values ('scheme', 3)",
    );
    names(&found, "search", "天华 enterprise", "missing");
    names(&found, "search", "假的 edition x", "no entry makes it");
    names(&found, "tag", "cmd:P-1\tk3", "missing");
    names(&found, "tag", "scheme 3", "no entry makes it");
    names(&found, "receipt", "P-1 k3", "other entries");
    house.registry.rebuild().expect("rebuilt");
    sound(&house.registry);
}

#[test]
fn a_lost_receipt_is_named() {
    let found = after(&furnished(), "delete from command where key = 'P-1' || char(9) || 'k5'");
    names(&found, "receipt", "k5", "no receipt");
}

#[test]
fn a_changed_entry_is_named_wherever_it_stands() {
    for is_last in [false, true] {
        let house = furnished();
        let position = if is_last { house.registry.reader().head().size - 1 } else { 3 };
        let found = after(&house, &format!("update entry set body = body || ' ' where pos = {position}"));
        names(&found, "ledger", &position.to_string(), "leaf hash beside it");
    }
}

#[test]
fn an_entry_changed_with_its_hash_is_named_by_the_tile_or_the_signature() {
    let rehashed = |house: &House, position: u64| {
        let body = house.registry.reader().entry_bytes(position).expect("readable").expect("there");
        let body = format!("{body} ");
        let leaf = ledger::hex(&ledger::leaf_hash(body.as_bytes()));
        after(house, &format!("update entry set body = body || ' ', leaf = x'{leaf}' where pos = {position}"))
    };
    let house = furnished();
    names(&rehashed(&house, 3), "ledger", "3", "hash 3 of `tile/0/000`");
    let house = furnished();
    let last = house.registry.reader().head().size - 1;
    names(&rehashed(&house, last), "ledger", "checkpoint", "root that was signed");
}

#[test]
fn tiles_missing_entries_and_unreadable_ones_are_named() {
    let found = after(&furnished(), "update tile set hashes = x'00' where level = 0");
    names(&found, "ledger", "tile/0/000", "bytes");
    let found = after(&furnished(), "delete from tile where level = 0");
    names(&found, "ledger", "tile/0/000", "missing");
    let found = after(&furnished(), "insert into tile values (1, 5, x'00')");
    names(&found, "ledger", "tiles", "2 are stored");
    let found = after(&furnished(), "delete from entry where pos = 100");
    names(&found, "ledger", "100", "entry 100 is missing");
    assert_eq!(found.len(), 1, "the entries behind it are there: {found:#?}");
    let found = after(&furnished(), "delete from entry where pos in (100, 101, 102)");
    names(&found, "ledger", "100", "entries 100 to 102 are missing");
    let house = furnished();
    let size = house.registry.reader().head().size;
    let found =
        after(&house, &format!("insert into entry select {size} + 5, body, leaf from entry where pos = 0"));
    names(&found, "ledger", &(size + 5).to_string(), "behind the");
    let found = after(&furnished(), "update entry set body = '{\"v\":1}' where pos = 100");
    names(&found, "ledger", "100", "cannot be read");
}

#[test]
fn changed_lost_and_foreign_texts_are_named() {
    let digest = |house: &House| {
        let database =
            rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
        database
            .query_row("select digest from attachment where body = '停产'", [], |row| {
                row.get::<_, String>(0)
            })
            .expect("the text")
    };
    let house = furnished();
    let seal = digest(&house);
    names(
        &after(&house, "update attachment set body = '倒闭' where body = '停产'"),
        "text",
        &seal,
        "not the one",
    );
    let house = furnished();
    names(
        &after(&house, "update attachment set body = null, salt = null where body = '停产'"),
        "text",
        &seal,
        "is gone",
    );
    let house = furnished();
    names(&after(&house, "delete from attachment where body = '停产'"), "text", &seal, "not kept");
    let house = furnished();
    let found =
        after(&house, "insert into attachment select 'ff', salt, body from attachment where body = '停产'");
    names(&found, "text", "ff", "no entry names it");
}

#[test]
fn an_audit_beside_writers_finds_nothing_wrong() {
    let house = House::new();
    house.enterprise(code(0), "甲", "2022-01-01");
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for n in 1..60 {
                house.enterprise(code(n), &format!("企业{n}"), "2022-01-01");
            }
        });
        while !writing.is_finished() {
            sound(&house.registry);
        }
    });
    sound(&house.registry);
    let registry: &Registry = &house.registry;
    assert_eq!(registry.audit().expect("an audit").entries, FOUNDING + 60);
}

#[test]
fn a_folder_that_does_not_open_is_audited_all_the_same() {
    let cases = [
        ("delete from entry where pos = (select max(pos) from entry)", "", "is missing"),
        ("delete from tile", "tile/0/000", "the tile is missing"),
        ("update ledger_head set next = next - 1", "checkpoint", "it was signed for"),
        (
            "update entry set body = body || ' ' where pos = (select max(pos) from entry)",
            "",
            "leaf hash beside it",
        ),
    ];
    for (sql, id, what) in cases {
        let house = furnished();
        after(&house, sql);
        let House { registry, dir, .. } = house;
        registry.close();
        drop(registry);
        assert!(Registry::open(opening(dir.path())).is_err(), "{sql}");
        let found = audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit").differences;
        names(&found, "ledger", id, what);
    }
    let house = furnished();
    assert!(matches!(audit_folder(house.dir.path(), ORIGIN, &[7; 32]), Err(OpenFault::InUse(_))));
    let House { registry, dir, .. } = house;
    drop(registry);
    assert_eq!(audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit").differences, vec![]);
    let found = audit_folder(dir.path(), ORIGIN, &[8; 32]).expect("an audit").differences;
    names(&found, "ledger", "checkpoint", "not signed");
    std::fs::remove_file(dir.path().join("checkpoint")).expect("there");
    assert_eq!(audit_folder(dir.path(), ORIGIN, &[7; 32]), Err(OpenFault::CheckpointGone));
}
