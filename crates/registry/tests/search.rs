//! Search finds every match and nothing else: compared with looking at every row, over thousands of names and
//! queries.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;
use policy::enterprise::credit_code::CreditCode;
use registry::{Key, Row};
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use crate::support::*;

/// Characters of many names, among them several with more than one reading.
const CHARS: &str = "杭州宁波温绍兴湖嘉金华衢舟山台丽水天长重庆乐行单曾解覃仇区盛朝阳会省厦堃喆珺镕璟玥昇电器机械科技股份有限公司";

fn name(dice: &mut Dice) -> String {
    let chars: Vec<char> = CHARS.chars().collect();
    let mut name: String = (0..2 + dice.below(7)).map(|_| *dice.pick(&chars)).collect();
    match dice.below(6) {
        0 => name.push_str("ABC"),
        1 => name.insert_str(0, "Ｅ－９ "),
        2 => name.push_str("(中国)"),
        _ => {}
    }
    name
}

fn tight(text: &str) -> Vec<char> {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// A row's fields, each character with all that it can be typed as.
struct Plain {
    key: (String, String),
    fields: Vec<Vec<Vec<char>>>,
}

impl Plain {
    fn of(row: &Row) -> Plain {
        let typed = |own: char| -> Vec<char> {
            let readings = own.to_pinyin_multi().filter(|_| !own.is_ascii()).into_iter().flatten();
            readings.filter_map(|p| p.plain().chars().next()).chain([own]).collect()
        };
        let fields = row.words.lines().map(|field| tight(field).into_iter().map(typed).collect()).collect();
        Plain { key: (row.kind.clone(), row.id.clone()), fields }
    }

    /// The same question asked plainly: each term, letter by letter, at each place of each field.
    fn answers(&self, query: &str) -> bool {
        let terms: Vec<Vec<char>> =
            query.split_whitespace().map(tight).filter(|term| !term.is_empty()).collect();
        let starts = |field: &[Vec<char>], term: &[char]| {
            field.len() >= term.len() && term.iter().zip(field).all(|(typed, own)| own.contains(typed))
        };
        let within =
            |field: &[Vec<char>], term: &[char]| (0..field.len()).any(|at| starts(&field[at..], term));
        !terms.is_empty() && terms.iter().all(|term| self.fields.iter().any(|field| within(field, term)))
    }
}

fn everything(house: &House) -> Vec<Row> {
    let reader = house.registry.reader();
    let mut rows = Vec::new();
    for kind in ["enterprise", "product", "edition", "standard", "holder"] {
        let mut query = registry::Query { kind: kind.into(), limit: 200, ..Default::default() };
        loop {
            let page = reader.rows(&query).expect("readable");
            rows.extend(page.items);
            let Some(next) = page.next else { break };
            query.after = next.id;
        }
    }
    rows
}

/// All pages of a search, of a size.
fn found(house: &House, query: &str, kind: Option<&str>, size: usize) -> Vec<(String, String)> {
    let reader = house.registry.reader();
    let mut after = Key::default();
    let mut keys = Vec::new();
    loop {
        let page = reader.search(query, kind, &after, size).expect("readable");
        keys.extend(page.items.into_iter().map(|row| (row.kind, row.id)));
        let Some(next) = page.next else { return keys };
        after = next;
    }
}

/// How many there are is counted as they are listed, up to a bound; whether it was counted to the end. Where many rows have the
/// signs of a query, and not the query, it is told of fewer that there may be more.
#[track_caller]
fn counted(house: &House, query: &str, there: usize) -> bool {
    let reader = house.registry.reader();
    let mut is_exact = true;
    for most in [there + 1, there, there.saturating_sub(1), 0] {
        let (count, is_more) = reader.count_found(query, "enterprise", "", most).expect("readable");
        let is_all = (count, is_more) == (there.min(most), there > most);
        assert!(
            is_all || (count <= there.min(most) && is_more),
            "`{query}`, at most {most}: {count}, {is_more}"
        );
        is_exact &= is_all;
    }
    let elsewhere = reader.count_found(query, "enterprise", "34", there).expect("readable");
    assert!(elsewhere == (0, false) || (elsewhere.0 == 0 && !is_exact), "`{query}`: {elsewhere:?}");
    is_exact
}

fn query(dice: &mut Dice, names: &[String], codes: &[CreditCode]) -> String {
    let name: Vec<char> = dice.pick(names).chars().collect();
    let from = dice.below(name.len());
    let part = &name[from..(from + 1 + dice.below(3)).min(name.len())];
    let letter = |c: &char| {
        let readings: Vec<char> =
            c.to_pinyin_multi().into_iter().flatten().filter_map(|p| p.plain().chars().next()).collect();
        if readings.is_empty() { *c } else { readings[c.len_utf8() % readings.len()] }
    };
    match dice.below(9) {
        0..=2 => part.iter().collect(),
        3 => part.iter().map(letter).collect(),
        4 => part.iter().enumerate().map(|(i, c)| if i % 2 == 0 { letter(c) } else { *c }).collect(),
        5 => part.iter().map(letter).collect::<String>().to_uppercase(),
        6 => dice.pick(codes).to_string().chars().take(3 + dice.below(16)).collect(),
        7 => format!("{} {}", part[0], letter(&name[name.len() - 1])),
        _ => CHARS.chars().nth(dice.below(CHARS.chars().count())).into_iter().collect(),
    }
}

#[test]
fn what_is_found_is_what_is_there() {
    const NAMES: usize = 3000;
    let mut dice = Dice(20190101);
    let house = House::new();
    edition(&house);
    let names: Vec<String> = (0..NAMES).map(|_| name(&mut dice)).collect();
    let codes: Vec<CreditCode> = (0..NAMES).map(code).collect();
    std::thread::scope(|scope| {
        for part in 0..60 {
            let (house, names, codes) = (&house, &names, &codes);
            scope.spawn(move || {
                for n in (part..NAMES).step_by(60) {
                    house.enterprise(codes[n], &names[n], "2022-01-01");
                }
            });
        }
    });
    let rows: Vec<Plain> = everything(&house).iter().map(Plain::of).collect();
    assert_eq!(rows.len(), NAMES + 2 + FOUNDING as usize);
    let (mut hits, mut misses, mut exact) = (0, 0, 0);
    for n in 0..1000 {
        let asked = query(&mut dice, &names, &codes);
        let expected: Vec<(String, String)> = {
            let all = rows.iter().filter(|row| row.answers(&asked)).map(|row| row.key.clone());
            all.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let size = [60, 200][n % 2];
        assert_eq!(found(&house, &asked, None, size), expected, "`{asked}`");
        if n % 5 == 0 {
            let of_kind: Vec<_> = expected.iter().filter(|(kind, _)| kind == "enterprise").cloned().collect();
            assert_eq!(
                found(&house, &asked, Some("enterprise"), 200),
                of_kind,
                "`{asked}` among enterprises"
            );
            if n % 20 == 0 {
                exact += usize::from(counted(&house, &asked, of_kind.len()));
            }
        }
        hits += expected.len();
        misses += usize::from(expected.is_empty());
    }
    assert!(exact > 35, "only {exact} of 50 were counted to the end");
    assert!(
        hits > 10_000 && misses > 0,
        "{hits} hits, {misses} queries without one: the queries say too little"
    );
}

#[test]
fn names_are_found_as_people_type_them() {
    let (house, code, mark) = granted();
    let one = |query: &str, kind: &str| {
        let keys = found(&house, query, Some(kind), 10);
        assert_eq!(keys.len(), 1, "`{query}` among {kind}: {keys:?}");
    };
    for query in
        ["天华", "华", "杭州天华", "hzth", "HZTH", "ｈｚｔｈ", "rsq", "天h热", "杭州 热水器", "91330110ma"]
    {
        one(query, "enterprise");
    }
    one(&code.to_string().to_lowercase(), "enterprise");
    for query in [
        &mark,
        &mark.to_lowercase(),
        &mark.replace('-', ""),
        &mark[..8],
        "JSQ-16A",
        "jsq16a",
        "T/ZZB 2109",
        "tzzb2109",
    ] {
        one(query, "authorization");
    }
    one("jyrq", "edition");
    for nothing in ["", "  ", "-—/", "天热", "zzzz"] {
        assert_eq!(found(&house, nothing, None, 10), [], "`{nothing}`");
    }
}

#[test]
fn a_former_name_still_finds_and_a_changed_one_finds_at_once() {
    let (house, code, _) = granted();
    let fact = json!({"fact": "registration", "name": "绍兴重山股份有限公司", "since": "2022-06-01"});
    house.fact(bureau(), code, "2022-06-01", fact);
    for query in ["天华", "重山", "cs", "zs"] {
        assert_eq!(found(&house, query, Some("enterprise"), 10).len(), 1, "`{query}`");
    }
    assert_eq!(found(&house, "绍兴", Some("authorization"), 10).len(), 1);
    assert_eq!(
        found(&house, "天华", Some("authorization"), 10),
        [],
        "the page of the mark has the present name"
    );
    sound(&house.registry);
}

/// Signs that many places of the index have and no row: one page does not look through all, and the next goes on.
#[test]
fn a_page_of_a_search_ends_where_much_was_looked_at_and_the_next_goes_on() {
    let house = House::new();
    edition(&house);
    let (wanted, kind) = ("燃气快速", Some("standard"));
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    let many = "with recursive n(at) as (select 1 union all select at + 1 from n where at < 15000) \
                insert into gram select ?1, 'standard', printf('S %06d', at) from n";
    for gram in ["燃气", "气快", "快速"] {
        // No row stands behind them.
        assert_eq!(database.execute(many, [gram]), Ok(15000));
    }
    let reader = house.registry.reader();
    let (mut after, mut pages, mut found) = (Key::default(), 0, Vec::new());
    loop {
        let page = reader.search(wanted, kind, &after, 10).expect("readable");
        pages += 1;
        found.extend(page.items.into_iter().map(|row| row.id));
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(found, ["T/ZZB 2109"], "what lies behind is found all the same");
    assert!(pages > 1, "a page looked through everything");
    assert_eq!(reader.count_found(wanted, "standard", "", 100).expect("readable"), (0, true));
}

/// All registers at once: the first rows of each, how many there are, and together no more is looked at than for one page. A
/// register that is full of the signs does not take what the others need.
#[test]
fn a_search_of_all_registers_is_looked_at_as_far_as_one_page() {
    let house = House::new();
    edition(&house);
    for n in 1..=7 {
        house.enterprise(code(n), &format!("燃气快速{n}号厂"), "2022-01-01");
    }
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    let many = "with recursive n(at) as (select 1 union all select at + 1 from n where at < 15000) \
                insert into gram select ?1, ?2, printf('S %06d', at) from n";
    let grams = ["燃气", "气快", "快速"];
    let each = |wanted: &[&'static str]| {
        let kinds: Vec<(&'static str, Option<registry::Sift>)> =
            wanted.iter().map(|kind| (*kind, None)).collect();
        let found = house.registry.reader().search_each("燃气快速", &kinds, (5, 6)).expect("readable");
        let told = found.iter().map(|one| (one.kind, one.rows.len(), one.count, one.is_more));
        told.collect::<Vec<_>>()
    };
    let kinds = ["product", "enterprise", "standard"];
    let all = [("product", 0, 0, false), ("enterprise", 5, 6, true), ("standard", 1, 1, false)];
    assert_eq!(each(&kinds), all, "counted up to six");
    for gram in grams {
        // No row stands behind them.
        assert_eq!(database.execute(many, [gram, "product"]), Ok(15000));
    }
    let all = [("product", 0, 0, true), ("enterprise", 5, 6, true), ("standard", 1, 1, false)];
    assert_eq!(each(&kinds), all, "what cannot be told of one is told of the others");
    for gram in grams {
        assert_eq!(database.execute(many, [gram, "certificate"]), Ok(15000));
    }
    // What looks longest is given what is left: in whichever order, the short ones are told.
    assert_eq!(each(&["certificate", "product", "enterprise"])[2], ("enterprise", 5, 6, true));
    // Of rows whose own text says whether they are told, that is asked.
    let none: registry::Sift = |_| Ok(false);
    let sifted = house.registry.reader().search_each("燃气", &[("enterprise", Some(none))], (5, 6));
    assert_eq!(sifted.expect("readable")[0].count, 0);
}
