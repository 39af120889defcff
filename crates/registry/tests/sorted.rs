//! Lists in another order: page by page each row once and in order, also where many rows have equal values, in every
//! region, and whatever is entered between two pages.

use std::collections::BTreeSet;

use registry::{Key, Query, Reader, Row, Sort};
use serde_json::json;

use crate::support::*;

fn all(reader: &Reader, kind: &str, region: &str) -> Vec<Row> {
    let mut query =
        Query { kind: kind.to_owned(), region: region.to_owned(), limit: 200, ..Query::default() };
    let mut rows = Vec::new();
    loop {
        let page = reader.rows(&query).expect("readable");
        rows.extend(page.items);
        match page.next {
            Some(Key { id, .. }) => query.after = id,
            None => return rows,
        }
    }
}

/// Goes through all pages; `between` is done after each.
fn paged(reader: &Reader, sort: Sort, query: &Query, mut between: impl FnMut()) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let last = rows.last().map(|row| (sort.value(row), row.id.clone()));
        let after = last.as_ref().map(|(value, id)| (value.as_str(), id.as_str()));
        let mut page = reader.rows_sorted(sort, query, after).expect("readable");
        let is_more = page.len() > query.limit;
        assert!(page.len() <= query.limit + 1);
        page.truncate(query.limit);
        rows.extend(page);
        if !is_more {
            return rows;
        }
        between();
    }
}

fn houseful() -> House {
    let house = House::new();
    let names = ["甲厂", "乙厂", "丙厂", "Ä", "a", "Z"];
    let mut dice = Dice(7);
    for n in 0..40 {
        house.enterprise(code(n), dice.pick::<&str>(&names), "2022-01-01");
        if dice.below(2) == 0 {
            let seat = json!({"fact": "head_office", "region": dice.pick::<&str>(&["330106", "330212"]), "since": "2022-01-02"});
            house.fact(bureau(), code(n), "2022-01-02", seat);
        }
    }
    house
}

#[test]
fn each_row_comes_once_and_in_order_whatever_the_length_of_a_page() {
    let house = houseful();
    let reader = house.registry.reader();
    for region in ["", "33", "3301", "330212", "9"] {
        for sort in [Sort::Title, Sort::Changed] {
            let mut wanted = all(&reader, "enterprise", region);
            wanted.sort_by(|one, other| sort.compare(one, other));
            assert_eq!(wanted.is_empty(), region == "9");
            for limit in [1, 2, 3, 7, 40, 200] {
                let query = Query {
                    kind: "enterprise".to_owned(),
                    region: region.to_owned(),
                    limit,
                    ..Query::default()
                };
                assert_eq!(paged(&reader, sort, &query, || {}), wanted, "{sort:?} {region} {limit}");
            }
            let count = reader.count_in("enterprise", region).expect("readable");
            assert_eq!(count, wanted.len() as u64);
        }
    }
    // Rows without such a day are in no order by it.
    let query = Query { kind: "enterprise".to_owned(), limit: 10, ..Query::default() };
    assert!(paged(&reader, Sort::DueOn, &query, || {}).is_empty());
}

#[test]
fn what_is_entered_between_two_pages_makes_nobody_come_twice() {
    let house = houseful();
    let reader = house.registry.reader();
    let query = Query { kind: "enterprise".to_owned(), limit: 3, ..Query::default() };
    let mut next = 40;
    let found = paged(&reader, Sort::Title, &query, || {
        house.enterprise(code(next), "丙厂", "2022-01-03");
        next += 1;
    });
    let ids: BTreeSet<&str> = found.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), found.len());
    for n in 0..40 {
        assert!(ids.contains(code(n).as_str()), "{n} is missing");
    }
}

#[test]
fn a_place_that_is_none_is_the_start() {
    let house = houseful();
    let reader = house.registry.reader();
    let query = Query { kind: "enterprise".to_owned(), limit: 200, ..Query::default() };
    let found = reader.rows_sorted(Sort::Changed, &query, Some(("nonsense", ""))).expect("readable");
    assert_eq!(found.len(), 40);
}
