//! The difference of two tables: what came, went and changed, and which way limits moved.

use policy::standard::diff::{ReferenceChange, RowChange, Shift, TableDiff, What};
use policy::standard::table::ComparisonTable;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::table::{read, sample};

fn between(from: &Value, to: &Value) -> TableDiff {
    TableDiff::between(&read(from), &read(to))
}

#[test]
fn the_same_table_has_no_difference_whatever_its_columns_are_called() {
    let mut other = sample();
    other["references"][0]["id"] = json!("x");
    for row in other["rows"].as_array_mut().unwrap() {
        row["compared"][0]["reference"] = json!("x");
    }
    assert!(between(&sample(), &other).is_empty());
    assert_eq!(between(&sample(), &sample()), TableDiff::default());
}

#[test]
fn limits_are_tightened_or_loosened_by_their_direction() {
    for (direction, unit, before, after, shift, [was, is]) in [
        ("lower", "mg/kg", "≤50", "≤20", "tightened", ["≤50 mg/kg", "≤20 mg/kg"]),
        ("lower", "mg/kg", "≤50", "≤0.006%", "loosened", ["≤50 mg/kg", "≤0.006%"]),
        ("lower", "mg/kg", "≤50", "<50", "tightened", ["≤50 mg/kg", "<50 mg/kg"]),
        ("lower", "mg/kg", "≤50", "≤50 mg/kg", "nothing", ["", ""]),
        ("higher", "级", "≥3", "≥3-4", "tightened", ["≥3级", "≥3-4级"]),
        ("higher", "h", "≥2", "≥90 min", "loosened", ["≥2 h", "≥90 min"]),
        ("inside_range", "mm", "1～5", "2～5", "tightened", ["1～5 mm", "2～5 mm"]),
        ("equal", "mm", "5±1", "5±2", "loosened", ["5±1 mm", "5±2 mm"]),
        ("qualitative", "mm", "无裂纹", "无明显裂纹", "cannot tell", ["无裂纹", "无明显裂纹"]),
    ] {
        let (mut from, mut to) = (sample(), sample());
        for (json, limit) in [(&mut from, before), (&mut to, after)] {
            let row = &mut json["rows"][0];
            (row["direction"], row["unit"], row["limit"]) = (json!(direction), json!(unit), json!(limit));
            row["compared"] = json!([]);
        }
        let diff = between(&from, &to);
        // Written with its unit or in that of its row, a limit says the same.
        if shift == "nothing" {
            assert!(diff.is_empty(), "{before} to {after}: {diff:?}");
            continue;
        }
        let [RowChange::Changed(row)] = &diff.rows[..] else { panic!("{diff:?}") };
        let told = row.texts.iter().find(|text| text.what == What::Limit).expect("the limit");
        let told = [told.from.as_deref(), told.to.as_deref()].map(Option::unwrap_or_default);
        assert_eq!(told, [was, is]);
        let found = match &row.shift {
            Some(Shift::Tightened(_)) => "tightened",
            Some(Shift::Loosened(_)) => "loosened",
            Some(Shift::Same) => "same",
            None => "nothing",
            Some(Shift::CannotTell) => "cannot tell",
        };
        assert_eq!(found, shift, "{before} to {after}");
    }
}

#[test]
fn every_kind_of_change_is_told_once() {
    let mut to = sample();
    to["rows"].as_array_mut().unwrap().remove(2);
    to["rows"]
        .as_array_mut()
        .unwrap()
        .insert(0, json!({"indicator": {"zh": "pH值"}, "direction": "inside_range", "limit": "4～7.5"}));
    to["rows"][1]["test_method"] = json!("GB/T 2912.2-2009");
    to["rows"][1]["compared"][1]["cell"] = json!("≤60");
    to["references"][0]["standard"] = json!("GB 18401-2025");
    to["references"].as_array_mut().unwrap().remove(2);
    for row in to["rows"].as_array_mut().unwrap() {
        if let Some(cells) = row.get_mut("compared").and_then(Value::as_array_mut) {
            cells.retain(|cell| cell["reference"] != "eu");
        }
    }
    let diff = between(&sample(), &to);
    assert!(
        matches!(&diff.references[..], [ReferenceChange::Changed { .. }, ReferenceChange::Removed { .. }]),
        "{:?}",
        diff.references
    );
    let [RowChange::Added { row: added }, RowChange::Changed(changed), RowChange::Removed { row: removed }] =
        &diff.rows[..]
    else {
        panic!("{:#?}", diff.rows)
    };
    assert_eq!((added.indicator.zh.as_str(), removed.indicator.zh.as_str()), ("pH值", "抗菌性能"));
    assert_eq!(changed.shift, None);
    let [method, cell] = &changed.texts[..] else { panic!("{changed:?}") };
    assert_eq!((&method.what, method.to.as_deref()), (&What::TestMethod, Some("GB/T 2912.2-2009")));
    assert!(matches!(&cell.what, What::Compared(standard) if standard.to_string() == "GB/T 31888—2015"));
    assert_eq!((cell.from.as_deref(), cell.to.as_deref()), (Some("≤75 mg/kg"), Some("≤60 mg/kg")));
    assert_eq!(diff.counts(), [1, 1, 0, 0]);
}

fn table() -> impl Strategy<Value = ComparisonTable> {
    let row = (0..5_usize, prop::sample::select(vec!["≤5", "≤7", "<5", "≤0.5 cm", "3～5"]), 0..3_usize);
    prop::collection::vec(row, 0..6).prop_map(|rows| {
        let row = |(name, limit, class): &(usize, &str, usize)| {
            let class = ["A", "B"].get(*class);
            json!({"indicator": {"zh": format!("指标{name}")}, "unit": "mm", "direction": "lower", "limit": limit, "applies_to": class})
        };
        read(&json!({"sample": true, "references": [], "rows": rows.iter().map(row).collect::<Vec<_>>()}))
    })
}

proptest! {
    #![proptest_config(super::config())]

    /// Looked at from the other side what came went, and what was tightened was loosened.
    #[test]
    fn the_other_way_round_is_the_opposite(a in table(), b in table()) {
        let (there, back) = (TableDiff::between(&a, &b), TableDiff::between(&b, &a));
        let [added, removed, tightened, loosened] = there.counts();
        prop_assert_eq!(back.counts(), [removed, added, loosened, tightened]);
        prop_assert_eq!(b.rows.len() + removed, a.rows.len() + added);
        prop_assert!(TableDiff::between(&a, &a).is_empty());
    }
}
