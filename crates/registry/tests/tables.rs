//! Comparison tables of any length go through the door: what one entry does not hold goes on in the next.

use policy::event::Event;
use policy::standard::number::EditionNumber;
use serde_json::{Value, json};

use crate::support::*;

/// A table in Chinese with remarks.
fn table(rows: usize, references: usize, remark: &str) -> Value {
    let all: Vec<Value> = (0..references)
        .map(|at| {
            json!({"id": format!("ref{at}"), "standard": format!("GB/T {}-2018", 10000 + at), "kind": "national_recommended",
                "name": {"zh": format!("家用和类似用途电器的性能要求第{at}部分"), "en": "household appliances"}})
        })
        .collect();
    let row = |at: usize| {
        let compared: Vec<Value> = (0..references)
            .map(|to| json!({"reference": format!("ref{to}"), "cell": format!("≥{}", 4 + at % 3), "test_method": "GB/T 3920"}))
            .collect();
        json!({"indicator": {"zh": format!("第{at}项主要关键性能指标"), "en": format!("indicator {at}")}, "unit": "mg/kg",
            "direction": "higher", "limit": format!("≥{}", 5 + at % 3), "compared": compared, "test_method": "GB/T 3920",
            "clause": format!("5.{at}"), "remark": remark})
    };
    json!({"sample": true, "references": all, "rows": (0..rows).map(row).collect::<Vec<Value>>()})
}

fn enter(number: &str, table: Value) -> Value {
    json!({"do": "enter_edition", "edition": {"edition": number, "title": "储水式电热水器", "published_on": "2021-03-01",
        "in_force_from": "2021-03-31", "table": table}})
}

fn on_file(house: &House, number: &str) -> Value {
    let number: EditionNumber = number.parse().expect("a number");
    let standard =
        house.registry.reader().standard(number.number()).expect("readable").expect("on file").value;
    serde_json::to_value(&standard.edition(&number).expect("it counts").table).expect("JSON")
}

#[test]
fn a_table_of_200_rows_and_12_references_is_accepted_whole() {
    let house = House::new();
    let told = table(200, 12, "按出厂检验规则逐批检验，型式试验每年一次，由第三方检测机构出具报告");
    assert!(told.to_string().len() > 3 * 65_535, "one entry cannot hold it: {}", told.to_string().len());
    let receipt = house.done(federation(), None, "2021-03-01", enter("T/ZZB 0300-2021", told.clone()));
    assert!(receipt.positions.len() > 3, "{:?}", receipt.positions);
    assert_eq!(receipt.created, ["T/ZZB 0300-2021"]);
    assert_eq!(on_file(&house, "T/ZZB 0300-2021")["rows"], told["rows"]);
    let reader = house.registry.reader();
    for (at, position) in receipt.positions.iter().enumerate() {
        let bytes = reader.entry_bytes(*position).expect("readable").expect("there");
        assert!(bytes.len() <= 65_535 && (at == 0 || bytes.contains("table_continued")));
    }
    let of_standard = reader.history("standard:T/ZZB 0300", None, 50).expect("readable");
    assert_eq!(of_standard.len(), receipt.positions.len());
    assert!(matches!(of_standard[0].entry.event, Event::EditionEntered { .. }));
    assert_eq!(verified(&house.registry), reader.head().size, "others can verify it");
    // Set aside with all its rows, and entered anew under its number.
    let annul = json!({"do": "annul_edition", "edition": "T/ZZB 0300-2021", "reason": {"plain": "误录"}});
    house.done(federation(), None, "2021-04-01", annul);
    let shorter = table(150, 12, "型式试验每年一次");
    house.done(federation(), None, "2021-03-01", enter("T/ZZB 0300-2021", shorter.clone()));
    assert_eq!(on_file(&house, "T/ZZB 0300-2021")["rows"], shorter["rows"]);
    sound(&house.registry);
    let before = on_file(&house, "T/ZZB 0300-2021");
    house.registry.rebuild().expect("rebuilt");
    assert_eq!(on_file(&house, "T/ZZB 0300-2021"), before);
    sound(&house.registry);
}

#[test]
fn a_short_table_is_one_entry_and_one_row_too_long_is_named() {
    let house = House::new();
    let receipt =
        house.done(federation(), None, "2021-03-01", enter("T/ZZB 0301-2021", table(20, 3, "备注")));
    assert_eq!(receipt.positions.len(), 1);
    let mut long = table(3, 2, "备注");
    long["rows"][1]["remark"] = "长".repeat(20_000).into();
    let refused = house.act(federation(), None, "2021-03-01", enter("T/ZZB 0302-2021", long));
    let told = said(refused.as_ref().expect_err("refused"));
    assert!(told.contains("row 2") && told.contains("56 KB") && told.contains("shorten"), "{told}");
    assert_eq!(codes(refused), ["row_too_large"]);
    // More than a page shows.
    for (rows, references) in [(1001, 1), (1, 41)] {
        let wide = table(rows, references, "备注");
        let refused = codes(house.act(federation(), None, "2021-03-01", enter("T/ZZB 0303-2021", wide)));
        assert_eq!(refused, ["table_too_large"]);
    }
}
