//! What is written reads as the same table, in both languages and both kinds of file.

use documents::comparison::{LONG_HEADERS, Words, long_rows, read, sheet};
use documents::sheet::{Limits, Sheet, write_csv, write_xlsx};
use policy::standard::comparison::Direction;
use policy::standard::draft::TableDraft;
use policy::standard::limit::{Cell, Stated};
use policy::standard::number::EditionNumber;
use policy::standard::table::{
    Compared, ComparisonTable, Reference, ReferenceId, ReferenceKind, ReferenceStandard, Row, Title,
};
use policy::standard::unit::Unit;
use proptest::prelude::*;

use super::one;

fn words() -> impl Strategy<Value = String> {
    // Texts that programs take for something else, and texts of several lines.
    prop_oneof![
        "[一-三a-cA-C]{1,8}",
        prop::sample::select(vec![
            "=1+1",
            "+cmd",
            "-5",
            "@x",
            "'a",
            "\"b\"",
            "甲,乙",
            "第一行\n第二行",
            "007",
            "1E5",
            "是",
            "≥5",
            "示例：甲",
            "指标",
            "注：乙",
        ])
        .prop_map(str::to_owned),
    ]
}

fn limits() -> impl Strategy<Value = (Option<&'static str>, Direction, Vec<&'static str>)> {
    use Direction::{Equal, Higher, InsideRange, Lower, Qualitative};
    prop::sample::select(vec![
        (Some("mg/kg"), Lower, vec!["≤20", "≤75", "<5", "≤0.008%", "≤3（出厂）"]),
        (Some("mm"), Higher, vec!["≥5", ">4.50", "≥1 cm", "7"]),
        (Some("级"), Higher, vec!["≥4级", "≥3-4级", "4级"]),
        (None, InsideRange, vec!["-5～5", "4.0～8.5", "≥1"]),
        (Some("V"), Equal, vec!["220±5", "220 +5/-2", "(50±5)%"]),
        (None, Qualitative, vec!["无裂纹", "快插 | 螺纹", "“A型≥5”", "“无”"]),
    ])
}

fn references() -> impl Strategy<Value = Vec<Reference>> {
    use ReferenceKind::{Foreign, Industry, International, National, Other};
    let all = vec![
        ("GB 18401-2010", National { mandatory: true }),
        ("GB/T 31888-2015", National { mandatory: false }),
        ("GB 5296-2012", National { mandatory: false }),
        ("QB/T 1234-2010", Industry),
        ("ISO 9073-1:2023", International),
        ("EN ISO 12100:2010", International),
        ("JIS L 1096:2010", Foreign),
        ("T/ZZB 0003-2020", Other),
        ("EU Ecolabel 2014/350/EU（纺织）", Foreign),
        ("企业自定：甲《乙》", Other),
    ];
    let title = (
        prop::option::of("[甲乙丙]{1,6}"),
        prop::option::of("[a-c]{1,6}"),
        prop::option::of(Just("2026-03-05")),
    );
    let count = all.len();
    (prop::sample::subsequence(all, 0..=count), prop::collection::vec(title, count)).prop_map(
        |(chosen, titles)| {
            chosen
                .into_iter()
                .zip(titles)
                .map(|((standard, kind), (zh, en, day))| {
                    let standard = ReferenceStandard::from(standard.to_owned());
                    Reference {
                        id: ReferenceId::of(&standard),
                        name: Title { zh: zh.unwrap_or_else(|| standard.to_string()), en },
                        standard,
                        kind,
                        withdrawn_on: day.map(|day| day.parse().unwrap()),
                    }
                })
                .collect()
        },
    )
}

fn rows(references: Vec<Reference>) -> impl Strategy<Value = ComparisonTable> {
    let method = || prop::option::of(prop::sample::select(vec!["GB/T 2912.1-2009", "目测", "=方法"]));
    let cell = (0..6_usize, method());
    let row = (
        words(),
        prop::option::of("[a-c]{1,5}"),
        prop::option::of(words()),
        limits(),
        any::<prop::sample::Index>(),
        prop::collection::vec(cell, references.len()),
        (method(), prop::option::of("[1-9]\\.[1-9]"), prop::option::of(words())),
    );
    let count = if references.is_empty() { Just(true).boxed() } else { Just(false).boxed() };
    (prop::collection::vec(row, 0..12), any::<bool>(), count).prop_map(move |(rows, sample, is_alone)| {
        let rows = rows
            .into_iter()
            .map(|(zh, en, applies_to, (unit, direction, limits), pick, cells, (method, clause, remark))| {
                let unit = unit.map(|unit| Unit::parse(unit).unwrap());
                let stated = |at: usize| Stated::parse_in(limits[at % limits.len()], unit.as_ref()).unwrap();
                let compared = references.iter().zip(cells).filter_map(|(reference, (at, method))| {
                    let cell = match at {
                        0 => Cell::NotEntered,
                        1 => Cell::NotSpecified,
                        at => Cell::Limit(stated(at)),
                    };
                    let test_method = method.map(str::to_owned);
                    // What says nothing is not written.
                    let is_blank = cell == Cell::NotEntered && test_method.is_none();
                    (!is_blank).then(|| Compared { reference: reference.id.clone(), cell, test_method })
                });
                Row {
                    indicator: Title { zh, en },
                    direction,
                    applies_to,
                    limit: stated(pick.index(limits.len())),
                    compared: compared.collect(),
                    test_method: method.map(str::to_owned),
                    clause,
                    remark,
                    unit,
                }
            })
            .collect();
        let without_reference = is_alone.then(|| "国内外均无同类标准".to_owned());
        ComparisonTable { sample, references: references.clone(), without_reference, rows }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_129), ..ProptestConfig::default() })]

    /// Whatever a file says, it is answered, and what is wrong has words in both languages.
    #[test]
    fn any_sheet_is_answered(
        lines in prop::collection::vec(prop::collection::vec(prop_oneof![words(), "\\PC{0,6}", prop::sample::select(vec!["指标", "本标准", "标准版本", "GB 18401-2010", "对比标准", "限值", "≥5", "标准编号：x", "注：", "单位"]).prop_map(str::to_owned)], 0..7), 0..9),
    ) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let text: String = lines.iter().map(|line| line.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n").collect();
        match read("t.csv", text.as_bytes(), &Limits::default(), None) {
            Ok(file) => {
                for fault in file.tables.iter().flat_map(|table| table.check().faults) {
                    prop_assert!(!fault.said.zh().is_empty() && !fault.said.en().is_empty());
                }
            }
            Err(error) => prop_assert!(!error.zh().is_empty()),
        }
    }

    #[test]
    fn what_is_written_reads_as_the_same_table(table in references().prop_flat_map(rows), is_zh: bool, is_csv: bool) {
        let edition = EditionNumber::parse("T/ZZB 1527-2020").unwrap();
        let draft = TableDraft::of(&table);
        let page = sheet(Some(&edition), &draft, if is_zh { Words::Zh } else { Words::En });
        let bytes = if is_csv { write_csv(&page).unwrap() } else { write_xlsx(&[page]).unwrap() };
        let file = read("t", &bytes, &Limits::default(), None).unwrap();
        let found = one(&file);
        prop_assert_eq!(found.edition.as_ref(), Some(&edition));
        let checked = found.check();
        prop_assert!(checked.faults.is_empty(), "{:?}", checked.faults);
        // Numbers far apart are told, in a file as in the draft; of units nothing is.
        let doubts = draft.read().doubtful.len();
        prop_assert_eq!(checked.doubtful.len(), doubts, "{:?}", checked.doubtful);
        prop_assert!(checked.doubtful.iter().all(|doubt| doubt.said.en().contains("on the same row: are")));
        prop_assert_eq!(&checked.table, &table);
        // In the long form too, where no two rows are of one indicator and class.
        let mut names: Vec<_> = table.rows.iter().map(|row| (&row.indicator.zh, &row.applies_to)).collect();
        names.sort();
        names.dedup();
        if names.len() == table.rows.len() && !table.rows.is_empty() {
            let headers = LONG_HEADERS.iter().map(|(en, _)| en.replace(' ', "_")).collect();
            let page = Sheet { name: "t".to_owned(), headers, rows: long_rows(&edition, &draft) };
            let bytes = if is_csv { write_csv(&page).unwrap() } else { write_xlsx(&[page]).unwrap() };
            let file = read("t", &bytes, &Limits::default(), None).unwrap();
            let checked = one(&file).check();
            prop_assert!(checked.faults.is_empty(), "{:?}", checked.faults);
            prop_assert_eq!(checked.doubtful.len(), doubts, "{:?}", checked.doubtful);
            prop_assert_eq!(&checked.table, &table);
        }
        // And through the texts of a form.
        prop_assert_eq!(draft.read().whole(), Ok(table));
    }
}
