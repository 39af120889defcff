//! Rows whose limits are in several units: what is told of the bare ones, and what cannot be compared.

use super::{csv, one};

/// The cell at which it is told, and words of both sentences.
type Told = (&'static str, &'static str, &'static str);

/// The row of a sheet with a unit column, and what is told of it.
const MIXED: &[(&str, Option<Told>)] = &[
    // The number of the one is in the unit of the row, that of the other in its own.
    (
        "甲醛,%,越低越好,≤20mg/kg,≤75,≤75mg/kg",
        Some(("E2", "“≤75”没有写单位，按本行单位“%”读取", "`≤75` without a unit is read in `%`")),
    ),
    (
        "甲醛,%,越低越好,≤20,≤75mg/kg,无此项",
        Some(("D2", "按本行单位“%”", "is read in `%`, the row's, while `≤75 mg/kg`")),
    ),
    ("厚度,mm,越高越好,≥5,≥4 g,≥3", Some(("D2", "“≥5”、“≥3”没有写单位", "`≥5`, `≥3` without a unit"))),
    // Said in the cell, or only one unit on the row, or no number.
    ("甲醛,%,越低越好,≤20mg/kg,≤0.0075%,≤75mg/kg", None),
    ("甲醛,mg/kg,越低越好,≤20,≤75mg/kg,≤75", None),
    ("甲醛,mg/kg,越低越好,≤20mg/kg,不得检出,≤0.05%", None),
    // A unit that is said and makes the number far from the others.
    (
        "甲醛,%,越低越好,≤20mg/kg,≤75%,≤75mg/kg",
        Some((
            "E2",
            "“≤75%”是同一行“≤20 mg/kg”的37500倍",
            "`≤75%` is 37500 times `≤20 mg/kg` on the same row",
        )),
    ),
];

#[test]
fn a_bare_number_beside_another_unit_is_told_with_how_it_is_read() {
    for (line, told) in MIXED {
        let wide = csv(&format!("指标,单位,方向,本标准要求,GB/T 1-2010,ISO 9073-1:2023\n{line}\n"));
        let checked = one(&wide).check();
        assert!(checked.faults.is_empty(), "{line}: {:?}", checked.faults);
        let Some((at, zh, en)) = told else {
            assert!(checked.doubtful.is_empty(), "{line}: {:?}", checked.doubtful);
            continue;
        };
        let [doubt] = checked.doubtful.as_slice() else { panic!("{line}: {:?}", checked.doubtful) };
        assert_eq!(doubt.address.as_deref(), Some(*at), "{line}");
        assert!(doubt.said.zh().contains(zh) && doubt.said.en().contains(en), "{line}: {:?}", doubt.said);
    }
    // Units that do not convert are not comparable, whether or not the row has one.
    for line in ["厚度,mm,越高越好,≥5,≥4 g", "厚度,,越高越好,≥5 mm,≥4", "厚度,,越高越好,≥5,≥4 g"]
    {
        let file = csv(&format!("指标,单位,方向,本标准要求,GB/T 1-2010\n{line}\n"));
        let judgement = one(&file).check().table.judge();
        assert_eq!(judgement.rows[0][0].verdict.en(), "not comparable", "{line}");
    }
}
