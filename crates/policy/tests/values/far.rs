//! Numbers of one row that are far from each other: doubted in words, and nothing is refused.

use policy::standard::draft::{CellDraft, Reading, ReferenceDraft, RowDraft, TableDraft};
use policy::standard::draft::{Place, RowField};

fn read(unit: &str, limits: &[&str]) -> Reading {
    let (own, cells) = limits.split_first().expect("a limit");
    let cell = |limit: &&str| CellDraft { limit: (*limit).to_owned(), ..CellDraft::default() };
    let reference =
        |at: usize| ReferenceDraft { standard: format!("GB/T {}-2010", at + 1), ..ReferenceDraft::default() };
    TableDraft {
        sample: Some(true),
        references: (0..cells.len()).map(reference).collect(),
        rows: vec![RowDraft {
            indicator: "甲醛".to_owned(),
            unit: unit.to_owned(),
            direction: "lower".to_owned(),
            limit: (*own).to_owned(),
            cells: cells.iter().map(cell).collect(),
            ..RowDraft::default()
        }],
        ..TableDraft::default()
    }
    .read()
}

#[test]
fn a_number_far_from_the_others_of_its_row_is_doubted_at_its_place() {
    let cell = |at: usize| vec![RowField::Cell(at)];
    for (unit, limits, doubted) in [
        ("mg/kg", &["≤20", "≤75", "≤75"][..], vec![]),
        // Forty-nine times is not far yet, fifty times is.
        ("mg/kg", &["≤1", "≤49"], vec![]),
        ("mg/kg", &["≤1", "≤49.999"], vec![]),
        ("mg/kg", &["≤1", "≤50"], cell(0)),
        ("mg/kg", &["≤75", "≤75", "≤0.075"], cell(1)),
        ("mg/kg", &["≤75", "≤5000", "≤75"], cell(0)),
        // This standard's own, where all others are far from it.
        ("mg/kg", &["≤0.02", "≤75", "≤75"], vec![RowField::Limit]),
        // Units are converted before.
        ("mg/kg", &["≤20 mg/kg", "≤0.002 %", "≤20 mg/kg"], vec![]),
        // Ranges, tolerances and signs by the number that bounds; zero and words are of no size.
        ("mm", &["1～5", "1000～5000"], cell(0)),
        ("mm", &["-5±1", "5±1"], vec![]),
        ("mm", &["≤0", "≤75"], vec![]),
        ("", &["无裂纹", "≤75"], vec![]),
        // What does not convert is not compared.
        ("mm", &["≤5 mm", "≤5000 kg"], vec![]),
    ] {
        let reading = read(unit, limits);
        assert!(reading.misread.is_empty(), "{limits:?}: {:?}", reading.misread);
        let places: Vec<RowField> = reading
            .doubtful
            .iter()
            .filter_map(|doubt| match doubt.place {
                Place::Row(0, field) => Some(field),
                Place::Row(..) | Place::Reference(..) | Place::WithoutReference => None,
            })
            .collect();
        assert_eq!(places, doubted, "{limits:?}: {:?}", reading.doubtful);
    }
}

#[test]
fn a_doubt_says_by_how_much_and_what_to_look_at() {
    let reading = read("mg/kg", &["≤75", "≤5000"]);
    let [doubt] = reading.doubtful.as_slice() else { panic!("{:?}", reading.doubtful) };
    assert_eq!(doubt.said.zh, "“≤5000 mg/kg”是同一行“≤75 mg/kg”的66倍：请核对单位（如mg与g、mm与cm）和数字");
    assert_eq!(
        doubt.said.en,
        "`≤5000 mg/kg` is 66 times `≤75 mg/kg` on the same row: are its unit (mg or g, mm or cm) and its digits right?"
    );
    let reading = read("mg/kg", &["≤75", "≤0.075"]);
    let [doubt] = reading.doubtful.as_slice() else { panic!("{:?}", reading.doubtful) };
    assert!(doubt.said.zh.contains("的1000分之一"), "{}", doubt.said.zh);
    // A bare number beside another unit is told of its unit alone: how large it is nobody can tell.
    let reading = read("%", &["≤50 mg/kg", "≤75"]);
    assert_eq!(reading.doubtful.len(), 1);
    assert!(reading.doubtful[0].said.zh.contains("没有写单位"), "{:?}", reading.doubtful);
}
