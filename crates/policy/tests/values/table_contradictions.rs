//! Tables that contradict themselves, and references that are compared twice or are no longer in force.

use policy::standard::judgement::{TableFault, TableRemark, TableVerdict};
use serde_json::json;

use super::table::{read, sample};

#[test]
fn a_row_must_not_contradict_itself() {
    let judged = |direction: &str, unit: &str, limit: &str| {
        let mut json = sample();
        let row = &mut json["rows"][1];
        (row["direction"], row["unit"], row["limit"]) = (json!(direction), json!(unit), json!(limit));
        row["compared"] = json!([{"reference": "gb18401", "cell": "无"}]);
        read(&json).judge().faults
    };
    for (direction, unit, limit, is_reversed) in [
        ("higher", "mm", "≤5", true),
        ("higher", "mm", "<5", true),
        ("lower", "mm", "≥5", true),
        ("lower", "mm", ">5", true),
        ("higher", "级", "≤4", true),
        ("lower", "级", "≥4", true),
        ("higher", "mm", "≥5", false),
        ("lower", "mm", "≤5", false),
        ("higher", "mm", "5～9", false),
        ("inside_range", "mm", "≤5", false),
        ("higher", "级", "4", false),
    ] {
        let faults = judged(direction, unit, limit);
        let told = faults.iter().any(|fault| matches!(fault, TableFault::DirectionReversed { .. }));
        assert_eq!(told, is_reversed, "{direction} {limit}");
    }
    for (unit, limit, is_other) in [("mm", "≥5 g", true), ("mm", "≥5 cm", false), ("%", "≥5 mg/kg", false)]
    {
        let faults = judged("higher", unit, limit);
        let told =
            faults.iter().any(|fault| matches!(fault, TableFault::UnitOfRow { row, .. } if row.row == 2));
        assert_eq!(told, is_other, "{unit} {limit}");
    }
}

#[test]
fn editions_of_references_and_their_end() {
    let mut json = sample();
    let mut second = json["references"][0].clone();
    (second["id"], second["standard"]) = (json!("old"), json!("GB 18401-2003"));
    json["references"].as_array_mut().unwrap().push(second);
    for row in json["rows"].as_array_mut().unwrap() {
        row["compared"].as_array_mut().unwrap().push(json!({"reference": "old", "cell": "无"}));
    }
    let judgement = read(&json).judge();
    assert_eq!(judgement.verdict(), TableVerdict::Sound, "{:?}", judgement.faults);
    let told = judgement.remarks.iter().find(|one| matches!(one, TableRemark::TwoEditions { .. })).unwrap();
    // Columns are told by the number of their standard, not by their name in the file.
    assert!(told.to_string().starts_with("`GB 18401—2010` and `GB 18401—2003` are two editions"), "{told}");
    assert!(told.zh().starts_with("“GB 18401—2010”与“GB 18401—2003”是同一标准"), "{}", told.zh());
    json["references"][3]["standard"] = json!("ＧＢ18401－2010");
    let judgement = read(&json).judge();
    assert!(
        matches!(&judgement.faults[..], [TableFault::ReferenceRepeated { .. }]),
        "{:?}",
        judgement.faults
    );

    // One that need not be obeyed may be compared with all the same, and it is told.
    let mut json = sample();
    json["references"][1]["withdrawn_on"] = json!("2016-03-01");
    let judgement = read(&json).judge_published("2020-01-01".parse().unwrap());
    assert_eq!(judgement.verdict(), TableVerdict::Sound);
    assert!(judgement.remarks.iter().any(|one| matches!(one, TableRemark::NoLongerInForce { .. })));
    // On the day before its withdrawal it is in force, and is not told as gone.
    for (published, is_gone) in [("2016-02-29", false), ("2016-03-01", true), ("2016-03-02", true)] {
        let told = read(&json).judge_published(published.parse().unwrap()).remarks;
        let gone = told.iter().any(|one| matches!(one, TableRemark::NoLongerInForce { .. }));
        let later = told.iter().any(|one| matches!(one, TableRemark::WithdrawnLater { .. }));
        assert_eq!((gone, later), (is_gone, !is_gone), "{published}: {told:?}");
    }
}

/// A mandatory standard binds what is published while it is in force, and nothing from the day on which it is withdrawn.
#[test]
fn a_withdrawn_mandatory_standard_binds_until_the_day_before() {
    let judged = |limit: &str, cell: serde_json::Value, published: Option<&str>| {
        let mut json = sample();
        json["references"][0]["withdrawn_on"] = json!("2021-03-01");
        json["rows"][0]["limit"] = json!(limit);
        json["rows"][0]["compared"][0]["cell"] = cell;
        let table = read(&json);
        published.map_or_else(|| table.judge(), |day| table.judge_published(day.parse().unwrap()))
    };
    // Worse than it, and open where it asks for a bound: both are as much as forbidden while it binds.
    for limit in ["≤90", "≥1"] {
        let judged = |published| judged(limit, json!("≤75"), published);
        let of_rows = |published| {
            let told = judged(published).faults.into_iter().filter(|fault| fault.row() == Some(1));
            told.filter(|fault| !matches!(fault, TableFault::DirectionReversed { .. })).collect::<Vec<_>>()
        };
        let before = of_rows(Some("2021-02-28"));
        let is_bound = |fault: &TableFault| {
            matches!(fault, TableFault::WorseThanMandatory { .. } | TableFault::OutsideMandatory { .. })
        };
        assert!(matches!(&before[..], [fault] if is_bound(fault)), "{limit}: {before:?}");
        for from in ["2021-03-01", "2021-03-02"] {
            assert_eq!(of_rows(Some(from)), [], "{limit} on {from}");
            let told = judged(Some(from)).remarks.into_iter().filter(|remark| remark.row().is_none());
            let told: Vec<TableRemark> = told.collect();
            assert!(matches!(&told[..], [TableRemark::BindsNoMore { .. }]), "{limit} on {from}: {told:?}");
        }
        let unknown = of_rows(None);
        assert!(matches!(&unknown[..], [TableFault::MayBind { .. }]), "{limit}: {unknown:?}");
        assert!(unknown[0].is_unknown());
    }
    let verdict = |published| judged("≤90", json!("≤75"), published).verdict();
    assert_eq!(verdict(Some("2021-02-28")), TableVerdict::Refused);
    assert_eq!(verdict(Some("2021-03-01")), TableVerdict::Sound);
    assert_eq!(verdict(Some("2021-03-02")), TableVerdict::Sound);
    assert_eq!(verdict(None), TableVerdict::CannotTell);
    // What it says need not be looked up any more.
    let open = |published| judged("≤20", json!(null), published).verdict();
    assert_eq!(open(Some("2021-02-28")), TableVerdict::CannotTell);
    assert_eq!(open(Some("2021-03-01")), TableVerdict::Sound);
    // What keeps within it is sound whatever the day.
    assert_eq!(judged("≤20", json!("≤75"), None).verdict(), TableVerdict::Sound);
}
