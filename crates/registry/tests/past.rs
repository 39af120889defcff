//! What was on file as it was seen on an earlier day is what the register said on that day.

use policy::enterprise::credit_code::CreditCode;
use policy::seen::Seen;
use registry::{Query, Reader, Row};
use serde_json::json;

use crate::support::*;

/// Every kind of row.
const KINDS: [&str; 13] = [
    "authorization",
    "enterprise",
    "product",
    "certificate",
    "declaration",
    "check",
    "proceeding",
    "standard",
    "edition",
    "scheme",
    "catalogue_entry",
    "body",
    "holder",
];

fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.iter_mut().for_each(|row| row.version = 0);
    rows.sort_by(|one, two| (&one.kind, &one.id).cmp(&(&two.kind, &two.id)));
    rows
}

/// Every row of today.
fn present(reader: &Reader) -> Vec<Row> {
    let of = |kind: &str| Query { kind: kind.to_owned(), limit: 200, ..Query::default() };
    let rows = KINDS.iter().flat_map(|kind| reader.rows(&of(kind)).expect("rows").items);
    sorted(rows.filter(|row| row.state != "annulled").collect())
}

/// Every row of a day, read in pages of this length.
fn past(reader: &Reader, seen: Seen, limit: usize, words: &str, region: &str) -> Vec<Row> {
    let mut found = Vec::new();
    for kind in KINDS {
        let mut query = Query { kind: kind.to_owned(), region: region.to_owned(), limit, ..Query::default() };
        loop {
            let page = reader.rows_seen(seen, &query, words, |_| Ok(true)).expect("rows");
            assert!(page.items.len() <= limit, "{kind}: a page is too long");
            found.extend(page.items);
            match page.next {
                Some(next) => query.after = next.id,
                None => break,
            }
        }
    }
    sorted(found)
}

struct Told {
    house: House,
    days: Vec<(&'static str, Vec<Row>)>,
}

impl Told {
    fn note(&mut self, day: &'static str) {
        self.days.push((day, present(&self.house.registry.reader())));
    }

    fn step(
        &mut self,
        office: policy::powers::Office,
        about: CreditCode,
        day: &'static str,
        act: serde_json::Value,
    ) {
        self.house.done(office, Some(about), day, act);
        self.note(day);
    }
}

/// A maker with a mark that is renamed, moves, fails a check and ends its mark; another beside it.
fn told() -> (Told, CreditCode, String) {
    let house = House::new();
    edition(&house);
    laboratory(&house);
    let (one, two) = (code(1), code(2));
    fit_maker(&house, one, "杭州天华热水器有限公司");
    let mut told = Told { house, days: Vec::new() };
    told.note("2021-05-05");
    let declaration = file(&told.house, one, "2021-07-01");
    told.note("2021-07-01");
    let mark = grant(&told.house, one, &declaration, "2021-07-05");
    told.note("2021-07-05");
    told.house.enterprise(two, "安吉竹木有限公司", "2021-08-01");
    told.note("2021-08-01");
    let named =
        json!({"fact": "registration", "id": "", "name": "浙江长河热能股份有限公司", "since": "2021-09-01"});
    told.step(bureau(), one, "2021-09-01", json!({"do": "enter_fact", "fact": named}));
    let seat = json!({"fact": "head_office", "id": "", "region": "330212", "since": "2021-10-01"});
    told.step(bureau(), one, "2021-10-01", json!({"do": "enter_fact", "fact": seat}));
    let sample = json!({"do": "sample_product", "id": "CK", "product": "p1", "edition": EDITION, "reason": {"why": "planned"},
                        "bureau": "330000", "laboratory": "L1"});
    told.step(bureau(), one, "2022-03-01", sample);
    let result = json!({"do": "enter_result", "check": "CK", "meets_standard": false});
    told.step(bureau(), one, "2022-03-10", result);
    told.step(bureau(), one, "2022-03-11", json!({"do": "notify_result", "check": "CK"}));
    told.step(bureau(), one, "2022-04-20", json!({"do": "verify_result", "check": "CK"}));
    let withdraw = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": "停产"}});
    told.step(federation(), one, "2022-05-01", withdraw);
    (told, one, mark)
}

#[test]
fn rows_of_a_day_are_what_the_register_said_on_that_day() {
    let (told, ..) = told();
    let reader = told.house.registry.reader();
    for (at, rows) in &told.days {
        let seen = Seen { as_of: day(at), known_on: Some(day(at)) };
        for limit in [1, 2, 200] {
            assert_eq!(&past(&reader, seen, limit, "", ""), rows, "{at} in pages of {limit}");
        }
    }
    let states: Vec<&Vec<Row>> = told.days.iter().map(|(_, rows)| rows).collect();
    assert!(states.windows(2).all(|pair| pair[0] != pair[1]), "every day was another");
}

#[test]
fn words_and_places_are_those_of_the_day() {
    let (told, one, mark) = told();
    let reader = told.house.registry.reader();
    let found = |at: &str, words: &str, region: &str| {
        let rows = past(&reader, Seen::as_of(day(at)), 1, words, region);
        rows.iter().any(|row| row.kind == "authorization" && row.id == mark)
    };
    assert!(found("2021-08-31", "天华", "330110"), "the name and the place of then");
    assert!(!found("2021-08-31", "长河", ""), "nobody was called so yet");
    assert!(!found("2021-10-01", "", "330110") && found("2021-10-01", "", "3302"), "it has moved");
    assert!(!found("2021-10-01", "…", ""), "nothing to look for is found nowhere");

    let then = Seen::as_of(day("2021-05-01"));
    assert!(reader.mark_seen(mark.parse().expect("a code"), then).expect("reads").is_none());
    assert!(reader.dossier_seen(one, Seen::as_of(day("2021-04-30"))).expect("reads").is_none());
    assert!(reader.case_file_seen(one, Seen::as_of(day("2021-04-30"))).expect("reads").is_none());
    let file = reader.case_file_seen(one, then).expect("reads").expect("on file");
    assert!(file.enterprise.products.list.is_empty(), "the product came on the next day");
}

/// Registers of the scheme and of standards: what is told of each day beside what the register said on it, which is the
/// fold of the entries up to then.
#[test]
fn registers_of_the_scheme_are_seen_as_of_any_day() {
    let mut dice = Dice(20_190_101);
    let mut told = Told { house: House::new(), days: Vec::new() };
    let (mut entered, mut done): (Vec<(&str, String)>, usize) = (Vec::new(), 0);
    for step in 0..90_usize {
        let at: &'static str =
            Box::leak(format!("2020-{:02}-{:02}", 1 + step / 9, 1 + step % 9 * 3).into_boxed_str());
        let act = match dice.below(7) {
            0 => {
                json!({"do": "enter_scheme_fact", "fact": {"fact": "catalogue_entry", "id": format!("CAT-{step}"),
                "category": format!("c{}", dice.below(5)), "title": "不予自我声明的类别", "published_on": at, "from": at}})
            }
            1 => {
                json!({"do": "enter_scheme_fact", "fact": {"fact": "body", "id": format!("B-{step}"), "name": format!("机构{step}"),
                "kind": "laboratory", "from": at}})
            }
            2 => json!({"do": "enter_scheme_fact", "fact": {"fact": "holder", "id": format!("H-{step}"),
                "person": format!("P-{}", 10 + dice.below(4)), "office": {"kind": "federation"}, "from": at}}),
            3 => {
                json!({"do": "enter_edition", "edition": {"edition": format!("T/ZZB {:04}-2020", 100 + dice.below(40)),
                "title": "标准", "published_on": at, "in_force_from": at}})
            }
            verb if !entered.is_empty() => {
                let (kind, id) = dice.pick(&entered).clone();
                let verb = if verb == 4 { "annul_scheme_fact" } else { "end_scheme_fact" };
                json!({"do": verb, "kind": kind, "id": id, "reason": {"plain": "变更"}})
            }
            _ => continue,
        };
        let office = if act["fact"]["fact"] == "holder" || act["kind"] == "holder" {
            administrator()
        } else {
            federation()
        };
        let Ok(receipt) = told.house.act(office, None, at, act.clone()) else { continue };
        done += 1;
        for kind in ["catalogue_entry", "body", "holder"] {
            if act["fact"]["fact"] == kind {
                entered.extend(receipt.created.iter().map(|id| (kind, id.clone())));
            }
        }
        told.note(at);
    }
    assert!(done > 50, "{done} acts");
    let reader = told.house.registry.reader();
    for (at, rows) in &told.days {
        let seen = Seen { as_of: day(at), known_on: Some(day(at)) };
        for limit in [1, 7, 200] {
            assert_eq!(&past(&reader, seen, limit, "", ""), rows, "{at} in pages of {limit}");
        }
    }
    let first = Seen::as_of(day("2014-12-31"));
    assert_eq!(past(&reader, first, 200, "", ""), [], "before the office was founded");
    let named = past(&reader, Seen::as_of(day("2020-12-31")), 3, "机构", "");
    assert!(!named.is_empty() && named.iter().all(|row| row.kind == "body"), "words find them too");
}
