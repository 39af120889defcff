//! Rows made again from the ledger are equal to the last byte, whatever was done.

use proptest::prelude::*;
use registry::Fault;
use serde_json::{Value, json};

use crate::counts::counts_are_right;
use crate::support::*;

/// Every table that follows from the ledger, as text.
fn dump(house: &House) -> Vec<String> {
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    let mut lines = Vec::new();
    for table in ["register", "row_count", "mark", "gram", "entry_tag"] {
        let mut statement = database
            .prepare(&format!("select * from {table} order by 1, 2, 3"))
            .or_else(|_| database.prepare(&format!("select * from {table} order by 1, 2")));
        let statement = statement.as_mut().expect("a table");
        let width = statement.column_count();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let values: Vec<String> =
                (0..width).map(|at| format!("{:?}", row.get_ref(at).expect("a value"))).collect();
            lines.push(format!("{table} {}", values.join("|")));
        }
    }
    lines.sort();
    lines
}

/// One of the things that happen; what does not fit the moment is refused, which is part of the test.
fn act(what: usize, n: usize, day: &str) -> (policy::powers::Office, usize, Value) {
    let firm = n % 3;
    let act = match what {
        // Some with an industry and some without.
        0 => json!({"do": "register_enterprise", "name": format!("企业{n}"), "region": "330110",
                    "industry": ([None, Some("38"), Some("3854")][n % 3])}),
        1 => {
            json!({"do": "enter_fact", "fact": {"fact": "registration", "name": format!("改名{}", n / 2 % 3), "since": day,
                    "industry": ([None, Some("17")][n % 2])}})
        }
        2 => {
            json!({"do": "enter_fact", "fact": {"fact": "penalty", "id": format!("x{}", n % 4), "decided_on": day,
                    "classification": "quality", "legal_basis": "产品质量法", "authority": "局", "products": ["p1"]}})
        }
        3 => {
            json!({"do": "annul_fact", "kind": "penalty", "id": format!("x{}", n % 4), "reason": {"plain": "撤销"}})
        }
        4 => {
            json!({"do": "file_declaration", "filing": {"product": "p1", "edition": EDITION, "until": "2026-06-30"}})
        }
        5 => json!({"do": "sample_product", "id": format!("CK-{n}"), "product": "p1", "edition": EDITION,
                    "reason": {"why": "planned"}, "bureau": "330000", "laboratory": "L1"}),
        6 => {
            json!({"do": "enter_result", "check": format!("CK-{}", n / 2), "meets_standard": n.is_multiple_of(2)})
        }
        7 => json!({"do": "verify_result", "check": format!("CK-{}", n / 2)}),
        8 => {
            json!({"do": "enter_fact", "fact": {"fact": "listing", "id": format!("l{n}"), "listed_on": day, "authority": "院"}})
        }
        9 => {
            json!({"do": "end_fact", "kind": "listing", "id": format!("l{}", n / 2), "reason": {"plain": "移出"}})
        }
        10 => {
            json!({"do": "enter_scheme_fact", "fact": {"fact": "catalogue_entry", "id": format!("cat{n}"), "category": "x",
                     "title": "目录", "published_on": day, "from": day}})
        }
        11 => {
            json!({"do": "end_scheme_fact", "kind": "catalogue_entry", "id": format!("cat{}", n / 2), "reason": {"plain": "删除"}})
        }
        12 => json!({"do": "withdraw_edition", "edition": EDITION, "reason": {"plain": "修订"}}),
        13 => json!({"do": "enter_fact", "fact": {"fact": "head_office", "region": "330205", "since": day}}),
        _ => json!({"do": "open_due_work"}),
    };
    let office = match what {
        4 => maker(code(firm)),
        10 | 11 | 12 | 14 => federation(),
        _ => bureau(),
    };
    (office, firm, act)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: proptest::test_runner::RngSeed::Fixed(42), ..ProptestConfig::default() })]

    #[test]
    fn a_rebuild_is_equal_to_the_last_byte(script in proptest::collection::vec((0usize..15, 0usize..12), 1..60)) {
        let house = House::new();
        edition(&house);
    laboratory(&house);
        fit_maker(&house, code(0), "杭州天华热水器有限公司");
        let filed = file(&house, code(0), "2021-07-01");
        grant(&house, code(0), &filed, "2021-07-05");
        let mut done = 0;
        for (step, (what, n)) in script.into_iter().enumerate() {
            let day = format!("2022-{:02}-{:02}", 1 + step / 28, 1 + step % 28);
            let (office, firm, act) = act(what, n, &day);
            let scheme = matches!(what, 10..=12);
            let about = (!scheme).then(|| code(firm));
            match house.act(office, about, &day, act) {
                Ok(_) => done += 1,
                Err(registry::Refused::Refusal(_)) => {}
                Err(other) => prop_assert!(false, "{}", said(&other)),
            }
        }
        let live = dump(&house);
        prop_assert!(live.len() > 100);
        counts_are_right(&house);
        let report = house.registry.audit().expect("an audit");
        prop_assert_eq!(report.differences, vec![]);
        house.registry.rebuild().expect("rebuilt");
        prop_assert!(dump(&house) == live, "after {} acts the rebuilt rows differ", done);
        counts_are_right(&house);
        // What the office holds in memory is the rebuilt rows too.
        house.done(bureau(), Some(code(0)), "2023-01-01", json!({"do": "complete_register", "kind": "award", "since": "2016-01-01"}));
        let report = house.registry.audit().expect("an audit");
        prop_assert_eq!(report.differences, vec![]);
    }
}

/// Rows made again are those that were there.
#[track_caller]
pub fn rebuilt_is_live(house: &House) {
    let live = dump(house);
    house.registry.rebuild().expect("rebuilt");
    assert_eq!(dump(house), live);
}

#[test]
fn a_rebuild_between_acts_loses_none() {
    let house = House::new();
    house.enterprise(code(0), "甲", "2022-01-01");
    std::thread::scope(|scope| {
        for part in 1..5 {
            let house = &house;
            scope.spawn(move || {
                (0..10).for_each(|n| drop(house.enterprise(code(part * 100 + n), "乙", "2022-01-01")));
            });
        }
        for _ in 0..10 {
            house.registry.rebuild().expect("rebuilt");
        }
    });
    sound(&house.registry);
    assert_eq!(house.registry.reader().count("enterprise", "").expect("readable"), 41);
}

/// Changes an entry behind the office's back.
fn altered(house: &House, sql: &str) {
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    for trigger in ["entry_no_update", "tile_no_update"] {
        database.execute_batch(&format!("drop trigger {trigger}")).expect("dropped");
    }
    assert!(database.execute(sql, []).expect("changed") > 0, "{sql}");
}

#[test]
fn nothing_is_made_of_entries_that_were_not_signed() {
    let furnished = || {
        let house = House::new();
        for n in 0..24 {
            house.enterprise(code(n), &format!("企业{n}"), "2022-01-02");
        }
        fill(&house, 0..24, 10);
        assert!(house.registry.reader().head().size > 256);
        house
    };
    let renamed = |position: u64| {
        format!("update entry set body = replace(body, '企业', '他业') where pos = {position}")
    };
    // An entry in a full tile, one at the end, and one at the end with its leaf hash; each is named.
    let first = FOUNDING + 1;
    let house = furnished();
    let before = dump(&house);
    altered(&house, &renamed(first));
    let fault = house.registry.rebuild().expect_err("an entry is not the signed one");
    assert!(matches!(&fault, Fault::Altered(what) if what.starts_with(&format!("{first}: "))), "{fault}");
    assert_eq!(dump(&house), before, "the rows are as they were");

    let house = furnished();
    let last = house.registry.reader().head().size - 1;
    altered(&house, &format!("update entry set body = body || ' ' where pos = {last}"));
    let fault = house.registry.rebuild().expect_err("an entry is not the signed one");
    assert!(matches!(&fault, Fault::Altered(what) if what.starts_with(&format!("{last}: "))), "{fault}");

    let house = furnished();
    let body = format!("{} ", house.registry.reader().entry_bytes(last).expect("readable").expect("there"));
    let leaf = ledger::hex(&ledger::leaf_hash(body.as_bytes()));
    altered(&house, &format!("update entry set body = body || ' ', leaf = x'{leaf}' where pos = {last}"));
    let fault = house.registry.rebuild().expect_err("the root is not the signed one");
    assert!(matches!(&fault, Fault::Altered(what) if what.contains("root that was signed")), "{fault}");

    // What a full tile says stands above the hash beside the entry.
    let house = furnished();
    let body = house.registry.reader().entry_bytes(first).expect("readable").expect("there");
    let body = body.replace("企业", "他业");
    let leaf = ledger::hex(&ledger::leaf_hash(body.as_bytes()));
    altered(
        &house,
        &format!(
            "{}, leaf = x'{leaf}' where pos = {first}",
            "update entry set body = replace(body, '企业', '他业')"
        ),
    );
    let fault = house.registry.rebuild().expect_err("an entry is not the signed one");
    assert!(matches!(&fault, Fault::Altered(what) if what.starts_with(&format!("{first}: "))), "{fault}");
}
