//! How many rows there are, told without counting them, and which ask for something by their days: as the rows are, whatever
//! was done.

use registry::{Registry, audit_folder};
use serde_json::json;

use crate::support::*;

fn database(house: &House) -> rusqlite::Connection {
    rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database")
}

/// Kind, region, state and number of rows.
type Counted = (String, String, String, u64);

fn counted(house: &House, sql: &str) -> Vec<Counted> {
    let database = database(house);
    let mut statement = database.prepare(sql).expect("a statement");
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, i64>(3)? as u64)));
    rows.expect("rows").collect::<Result<_, _>>().expect("read")
}

/// What is kept is what there is, for whoever looks too.
#[track_caller]
pub fn counts_are_right(house: &House) {
    let order = "order by kind, region, state";
    let kept = counted(house, &format!("select kind, region, state, counted from row_count {order}"));
    let of = "select kind, region, state, count(*) from register group by kind, region, state";
    assert_eq!(kept, counted(house, &format!("{of} {order}")));
    let reader = house.registry.reader();
    let sum =
        |is: &dyn Fn(&Counted) -> bool| -> u64 { kept.iter().filter(|one| is(one)).map(|one| one.3).sum() };
    for (kind, region, state, _) in &kept {
        let asked = reader.count(kind, state).expect("readable");
        assert_eq!(asked, sum(&|one| one.0 == *kind && one.2 == *state), "{kind} {state}");
        assert_eq!(reader.count(kind, "").expect("readable"), sum(&|one| one.0 == *kind), "{kind}");
        for digits in [0, 2, 4, 6] {
            let prefix = region.get(..digits).unwrap_or_default();
            let stands = |one: &Counted| one.0 == *kind && one.2 != "annulled" && one.1.starts_with(prefix);
            let asked = reader.count_in(kind, prefix).expect("readable");
            assert_eq!(asked, sum(&stands), "{kind} in `{prefix}`");
        }
    }
}

#[test]
fn a_count_that_was_changed_is_named_and_made_anew() {
    for sql in [
        "update row_count set counted = 7 where kind = 'product'",
        "delete from row_count where kind = 'product'",
    ] {
        let (house, ..) = granted();
        assert_eq!(database(&house).execute(sql, []), Ok(1));
        let found = house.registry.audit().expect("an audit").differences;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].between == "count" && found[0].id.starts_with("product "), "{found:?}");
        house.registry.rebuild().expect("rebuilt");
        sound(&house.registry);
    }
}

/// Up to form 4 nothing was counted, and the rows of standards had no days.
#[test]
fn a_folder_of_form_4_gets_counts_and_days_when_it_is_opened() {
    let (house, ..) = granted();
    later_edition(&house);
    let days = |registry: &Registry| {
        ["edition", "standard"].map(|kind| registry.reader().days(kind, ("", ""), 10).expect("readable"))
    };
    let before = days(&house.registry);
    assert!(before.iter().all(|found| found.len() == 1), "{before:?}");
    let as_it_was = "drop trigger register_counted; drop trigger register_counted_anew; drop trigger register_counted_out; \
                     drop table row_count; update register set due_on = '' where kind in ('edition', 'standard'); \
                     update ledger_head set form = 4";
    database(&house).execute_batch(as_it_was).expect("as it was");
    let House { registry, dir, .. } = house;
    registry.close();
    drop(registry);
    let report = audit_folder(dir.path(), ORIGIN, &[7; 32]).expect("an audit");
    assert_eq!(report.differences, vec![], "a folder that was not opened yet lacks nothing");
    let registry = Registry::open(opening(dir.path())).expect("opened");
    sound(&registry);
    assert_eq!(days(&registry), before);
    assert_eq!(registry.reader().count("enterprise", "").expect("readable"), 1);
}

const LATER: &str = "T/ZZB 2109-2024";

fn later_edition(house: &House) {
    let later = json!({"edition": LATER, "title": "家用燃气快速热水器", "published_on": "2024-03-01", "in_force_from": "2024-09-01"});
    house.done(federation(), None, "2024-03-01", json!({"do": "enter_edition", "edition": later}));
}

/// An edition has the day from which its years run for as long as a review may be due, and a standard the day from which two of its
/// editions stand.
#[test]
fn standards_are_found_by_their_days_for_as_long_as_they_may_ask_for_something() {
    let house = House::new();
    let told = |kind: &str| -> Vec<String> {
        let found = house.registry.reader().days(kind, ("", ""), 10).expect("readable");
        found.into_iter().map(|(day, id)| format!("{day} {id}")).collect()
    };
    let none = Vec::<String>::new();
    edition(&house);
    assert_eq!(told("edition"), [format!("2021-04-01 {EDITION}")]);
    assert_eq!(told("standard"), none);
    later_edition(&house);
    assert_eq!(
        told("edition"),
        [format!("2024-09-01 {LATER}")],
        "what has a later edition is reviewed no more"
    );
    assert_eq!(told("standard"), ["2024-09-01 T/ZZB 2109"]);
    let aside = json!({"do": "annul_edition", "edition": LATER, "reason": {"plain": "录入有误"}});
    house.done(federation(), None, "2024-03-02", aside);
    assert_eq!(told("edition"), [format!("2021-04-01 {EDITION}")], "the later one never was");
    assert_eq!(told("standard"), none);
    house.done(
        federation(),
        None,
        "2024-03-03",
        json!({"do": "withdraw_edition", "edition": EDITION, "reason": {"plain": "废止"}}),
    );
    assert_eq!([told("edition"), told("standard")], [none.clone(), none.clone()]);
    let kept = |state: &str| house.registry.reader().count("standard", state).expect("readable");
    assert_eq!((kept("withdrawn"), kept("on_file")), (1, 0), "nothing of it stands");
    let starts =
        |day: &str, number: &str| house.registry.reader().starts_after((day, number), 10).expect("readable");
    let both = [("2021-04-01", "T/ZZB 2109"), ("2024-09-01", "T/ZZB 2109")]
        .map(|(day, id)| (day.to_owned(), id.to_owned()));
    assert_eq!(starts("2021-03-31", ""), both, "the days that were entered, by day");
    assert_eq!(starts("2021-04-01", ""), both[1..], "after the day");
    assert_eq!(starts("2021-04-01", "T/ZZB 2108"), both, "after a number on it");
    assert_eq!(starts("2024-09-01", "T/ZZB 2109"), []);
    let for_makers = json!({"edition": "T/ZZB 0900-2024", "title": "减速机", "is_consumer_standard": false,
        "published_on": "2024-03-04", "in_force_from": "2024-03-04"});
    house.done(federation(), None, "2024-03-04", json!({"do": "enter_edition", "edition": for_makers}));
    assert_eq!(told("edition"), none, "what is not for consumers is never reviewed");
    counts_are_right(&house);
    sound(&house.registry);
}
