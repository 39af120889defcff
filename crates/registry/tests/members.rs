//! The number of a membership (reading 0030): found by search, one unit's on each day, whether acts come one by one or together,
//! and by whatever way.

use registry::{Key, Refused, Registry, audit_folder};
use serde_json::{Value, json};

use crate::support::*;

fn enter(id: &str, from: &str) -> Value {
    let fact = json!({"fact": "membership", "id": id, "from": from, "ground": "理事会决议〔2022〕1号"});
    json!({"do": "enter_fact", "fact": fact})
}

fn undo(how: &str, id: &str) -> Value {
    json!({"do": how, "kind": "membership", "id": id, "reason": {"plain": "按决议"}})
}

/// Why a unit cannot be a member by a number; nothing where it can.
fn refused(house: &House, of: usize, on: &str, id: &str) -> Option<String> {
    match house.act(federation(), Some(code(of)), on, enter(id, on)) {
        Ok(_) => None,
        Err(Refused::Refusal(refusal)) => Some(refusal.problems[0].code.clone()),
        Err(other) => panic!("{other:?}"),
    }
}

fn two_units() -> House {
    let house = House::new();
    house.enterprise(code(1), "甲", "2021-12-01");
    house.enterprise(code(2), "乙", "2021-12-01");
    house.done(federation(), Some(code(1)), "2022-02-01", enter("HY-1", "2022-02-01"));
    house
}

#[test]
fn no_two_units_bear_one_number_on_one_day() {
    let house = two_units();
    let taken = Some("number_taken".to_owned());
    assert_eq!(refused(&house, 2, "2022-03-01", "HY-1"), taken);
    assert_eq!(refused(&house, 2, "2022-03-01", "ｈｙ–1"), taken, "as people write it");
    assert_eq!(refused(&house, 2, "2022-01-10", "HY-1"), taken, "it would last into the other's days");
    house.done(federation(), Some(code(1)), "2022-06-01", undo("end_fact", "HY-1"));
    assert_eq!(refused(&house, 2, "2022-05-31", "HY-1"), taken);
    // The same unit, again under its own number; then it is taken again.
    assert_eq!(refused(&house, 1, "2022-06-01", "HY-1"), None);
    assert_eq!(refused(&house, 2, "2022-06-01", "HY-1"), taken);
    // What was set aside holds nothing.
    house.done(federation(), Some(code(1)), "2022-07-01", undo("annul_fact", "HY-1"));
    assert_eq!(refused(&house, 2, "2022-06-01", "HY-1"), None);
    // One that bears no number of the federation stands in nobody's way.
    house.enterprise(code(3), "丙", "2022-08-01");
    house.enterprise(code(4), "丁", "2022-08-01");
    assert_eq!(refused(&house, 3, "2022-08-02", ""), None);
    assert_eq!(refused(&house, 4, "2022-08-02", ""), None);
    sound(&house.registry);
    house.registry.rebuild().expect("rebuilt");
    sound(&house.registry);
}

/// Orders that wait together are written in one transaction: the second sees what the first wrote.
#[test]
fn of_two_orders_that_are_written_together_one_gets_the_number() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2021-12-01");
    house.enterprise(code(2), "乙", "2021-12-01");
    let day = "2022-02-01";
    let orders = [1, 2].map(|of| {
        order(federation(), &format!("together-{of}"), Some(code(of)), (day, day), enter("HY-1", day))
    });
    let answers = house.registry.act_all(orders);
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    sound(&house.registry);
}

#[test]
fn a_member_is_found_by_its_number() {
    let house = two_units();
    let found = |house: &Registry, words: &str| -> Vec<String> {
        let page = house.reader().search(words, Some("membership"), &Key::default(), 10).expect("readable");
        page.items.into_iter().map(|row| row.id).collect()
    };
    let row = format!("{}/HY-1/2022-02-01", code(1));
    for words in ["HY-1", "hy1", "甲", code(1).as_str()] {
        assert_eq!(found(&house.registry, words), [row.as_str()], "{words}");
    }
    assert!(found(&house.registry, "2022").is_empty(), "the first day is no word");
    // A folder of the form before is made anew when it is opened.
    let House { registry, dir, .. } = house;
    registry.close();
    drop(registry);
    let database = rusqlite::Connection::open(dir.path().join("registry.db")).expect("the database");
    let as_it_was = "delete from entry_tag where tag like 'member_number:%' or tag like 'starts:%'; \
                     update register set id = replace(id, '/2022-02-01', ''), words = 'as it was' where kind = 'membership'; \
                     delete from gram where kind = 'membership'; update ledger_head set form = 5";
    database.execute_batch(as_it_was).expect("as it was");
    drop(database);
    let report = audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit");
    assert_eq!(report.differences, vec![], "a folder that was not opened yet lacks nothing");
    let registry = Registry::open(opening(dir.path())).expect("opened");
    sound(&registry);
    assert_eq!(found(&registry, "HY-1"), [row.as_str()]);
    assert_eq!(registry.reader().members("HY-1").expect("readable").len(), 1);
}
