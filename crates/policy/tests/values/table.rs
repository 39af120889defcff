//! Comparison tables: JSON both ways, and each reason to refuse one, at its boundary.

use policy::standard::comparison::{Direction, Obstacle, Verdict};
use policy::standard::judgement::{TableFault, TableRemark, TableVerdict};
use policy::standard::table::{ComparisonTable, ReferenceId, ReferenceKind, ReferenceStandard};
use serde_json::{Value, json};

/// Sample data, with real reference standards and reference limits (GB 18401-2010, GB/T 31888-2015).
pub(super) fn sample() -> Value {
    json!({
        "sample": true,
        "references": [
            {"id": "gb18401", "standard": "GB 18401—2010", "kind": "national_mandatory",
             "name": {"zh": "国家纺织产品基本安全技术规范"}},
            {"id": "gbt31888", "standard": "GB/T31888-2015", "kind": "national_recommended",
             "name": {"zh": "中小学生校服", "en": "School uniforms"}},
            {"id": "eu", "standard": "EU Ecolabel", "kind": "foreign", "name": {"zh": "欧盟生态标签"}},
        ],
        "rows": [
            {"indicator": {"zh": "甲醛含量", "en": "formaldehyde"}, "unit": "mg/kg", "direction": "lower",
             "applies_to": "B类", "limit": "≤50", "test_method": "GB/T 2912.1-2009", "clause": "5.3",
             "compared": [
                {"reference": "gb18401", "cell": "≤75", "test_method": "GB/T 2912.1"},
                {"reference": "gbt31888", "cell": "不大于75"},
                {"reference": "eu", "cell": "≤30"}]},
            {"indicator": {"zh": "耐摩擦色牢度"}, "unit": "级", "direction": "higher", "limit": "≥4",
             "compared": [
                {"reference": "gb18401", "cell": "≥3"},
                {"reference": "gbt31888", "cell": "≥3-4（深色3）"},
                {"reference": "eu", "cell": null}]},
            {"indicator": {"zh": "抗菌性能"}, "direction": "qualitative", "limit": "应有抗菌性能",
             "compared": [{"reference": "gb18401", "cell": "—"}, {"reference": "gbt31888", "cell": "无要求"}]},
        ],
    })
}

pub(super) fn read(json: &Value) -> ComparisonTable {
    serde_json::from_value(json.clone()).unwrap()
}

/// The sample changed at one place.
fn changed(pointer: &str, value: Value) -> ComparisonTable {
    let mut json = sample();
    *json.pointer_mut(pointer).unwrap() = value;
    read(&json)
}

fn id(text: &str) -> ReferenceId {
    ReferenceId::parse(text).unwrap()
}

#[test]
fn the_sample_is_sound_and_tells_what_is_worse() {
    let table = read(&sample());
    let judgement = table.judge();
    assert_eq!(judgement.verdict(), TableVerdict::Sound, "{:?}", judgement.faults);
    let words: Vec<Vec<&str>> =
        judgement.rows.iter().map(|row| row.iter().map(|one| one.verdict.en()).collect()).collect();
    assert_eq!(
        words,
        [
            vec!["better", "better", "worse"],
            vec!["better", "better", "cannot tell"],
            vec!["added", "added", "cannot tell"],
        ]
    );
    assert_eq!(judgement.advances(), 3);
    let [TableRemark::WorseThanVoluntary { row, reference, margin_percent, .. }] = &judgement.remarks[..]
    else {
        panic!("{:?}", judgement.remarks);
    };
    assert_eq!((row.row, reference.as_str()), (1, "eu"));
    assert_eq!(margin_percent.unwrap().to_string(), "-66.67");
    assert_eq!(
        judgement.remarks[0].to_string(),
        "row 1 `甲醛含量` (`B类`) is worse than `EU Ecolabel` by 66.67%"
    );
    assert_eq!(judgement.remarks[0].zh(), "第1行“甲醛含量”（B类）劣于“EU Ecolabel”，相差66.67%");
}

#[test]
fn json_comes_back_in_canonical_form() {
    let table = read(&sample());
    let json = serde_json::to_value(&table).unwrap();
    assert_eq!(json["references"][0]["standard"], "GB 18401-2010");
    assert_eq!(json["references"][0]["kind"], "national_mandatory");
    assert_eq!(json["rows"][0]["compared"][1]["cell"], "≤75");
    assert_eq!(json["rows"][1]["limit"], "≥4级");
    assert_eq!(json["rows"][1]["compared"][1]["cell"], "≥3-4级（深色3）");
    assert_eq!(json["rows"][1]["compared"][2]["cell"], Value::Null);
    assert_eq!(json["rows"][2]["compared"][0]["cell"], "无此项");
    assert_eq!(json["sample"], true);
    assert_eq!(read(&json), table);
    assert_eq!(serde_json::to_value(read(&json)).unwrap(), json);
    let standard = &table.references[0].standard;
    assert_eq!(standard.to_string(), "GB 18401—2010");
    assert!(matches!(table.reference(&id("eu")).unwrap().standard, ReferenceStandard::Text(_)));
    assert_eq!(table.references[1].kind, ReferenceKind::National { mandatory: false });
}

#[test]
fn json_that_cannot_be_meant_names_the_place() {
    let cases = [
        ("/rows/0/limit", json!("≥"), "`甲醛含量`: after `≥` a number or grade should follow"),
        ("/rows/0/limit", json!("—"), "`甲醛含量`: `—` says that nothing is asked"),
        ("/rows/0/limit", json!(""), "`甲醛含量`: the limit is empty"),
        (
            "/rows/0/compared/1/cell",
            json!("9~1"),
            "`甲醛含量`, column `gbt31888`: the range runs from 9 down to 1",
        ),
        ("/rows/0/indicator/zh", json!(" "), "a row has no indicator"),
        ("/rows/0/unit", json!("5 mm"), "`5 mm` is not a unit"),
        ("/rows/0/direction", json!("up"), "unknown variant `up`"),
        ("/references/0/id", json!("a b"), "`a b` cannot name a reference"),
        ("/references/0/kind", json!("national"), "unknown variant `national`"),
    ];
    for (pointer, value, message) in cases {
        let mut json = sample();
        *json.pointer_mut(pointer).unwrap() = value;
        let fault = serde_json::from_value::<ComparisonTable>(json).unwrap_err().to_string();
        assert!(fault.contains(message), "{pointer}: {fault}");
    }
    let mut json = sample();
    json["rows"][0]["limits"] = json!("≥5");
    assert!(serde_json::from_value::<ComparisonTable>(json).unwrap_err().to_string().contains("`limits`"));
    let mut json = sample();
    json.as_object_mut().unwrap().remove("sample");
    let fault = serde_json::from_value::<ComparisonTable>(json).unwrap_err().to_string();
    assert!(fault.contains("missing field `sample`"), "whether it is sample data must be said: {fault}");
}

#[test]
fn worse_than_a_mandatory_standard_is_refused() {
    for (limit, refused) in
        [("≤74.9", false), ("≤75", false), ("<75", false), ("≤75.1", true), ("≤0.008%", true)]
    {
        let judgement = changed("/rows/0/limit", json!(limit)).judge();
        assert_eq!(judgement.verdict() == TableVerdict::Refused, refused, "{limit}");
    }
    let judgement = changed("/rows/0/limit", json!("≤90")).judge();
    let [fault @ TableFault::WorseThanMandatory { row, reference, .. }] = &judgement.faults[..] else {
        panic!("{:?}", judgement.faults);
    };
    assert_eq!((row.row, reference), (1, &id("gb18401")));
    assert_eq!(
        fault.to_string(),
        "row 1 `甲醛含量` (`B类`) is worse than the mandatory `GB 18401—2010` by 20% (15 mg/kg)"
    );
    assert_eq!(fault.zh(), "第1行“甲醛含量”（B类）劣于强制性标准“GB 18401—2010”，相差20% (15 mg/kg)");
}

#[test]
fn a_missing_mandatory_cell_is_unknown_not_fine() {
    for absent in [json!(null), json!(""), json!("未录入")] {
        let judgement = changed("/rows/0/compared/0/cell", absent).judge();
        assert_eq!(judgement.verdict(), TableVerdict::CannotTell);
        assert!(
            matches!(&judgement.faults[..], [TableFault::MandatoryNotEntered { row, .. }] if row.row == 1)
        );
    }
    // No cell at all is the same; a certain fault beside it refuses.
    let mut json = sample();
    json["rows"][0]["compared"].as_array_mut().unwrap().remove(0);
    assert_eq!(read(&json).judge().verdict(), TableVerdict::CannotTell);
    json["rows"][1]["limit"] = json!("≥2-3");
    assert_eq!(read(&json).judge().verdict(), TableVerdict::Refused);
}

#[test]
fn outside_a_mandatory_range_is_refused_and_words_are_for_a_person() {
    let ranged = |here: &str, there: &str| {
        let mut json = sample();
        json["rows"][0]["direction"] = json!("inside_range");
        json["rows"][0]["limit"] = json!(here);
        json["rows"][0]["compared"][0]["cell"] = json!(there);
        read(&json).judge()
    };
    assert_eq!(ranged("4.5～7", "4～7.5").verdict(), TableVerdict::Sound);
    let judgement = ranged("4.5～8", "4～7.5");
    assert!(matches!(
        &judgement.faults[..],
        [TableFault::OutsideMandatory { obstacle: Obstacle::Crossing, .. }]
    ));
    let open = changed("/rows/0/limit", json!("≥5")).judge();
    assert!(matches!(
        &open.faults[..],
        [
            TableFault::DirectionReversed { direction: Direction::Lower, .. },
            TableFault::OutsideMandatory { obstacle: Obstacle::OpenEnd, .. }
        ]
    ));
    for (cell, method) in [("合格", "GB/T 2912.1"), ("≤75 mg/L", "GB/T 2912.1"), ("≤75", "GB/T 2912.2-2009")]
    {
        let mut json = sample();
        json["rows"][0]["compared"][0] = json!({"reference": "gb18401", "cell": cell, "test_method": method});
        let judgement = read(&json).judge();
        assert_eq!(judgement.verdict(), TableVerdict::Sound);
        assert!(
            judgement.remarks.iter().any(|one| matches!(one, TableRemark::ForJudgement { .. })),
            "{cell}"
        );
    }
}

#[test]
fn editions_of_a_method_are_one_method() {
    let table = read(&sample());
    assert_eq!(table.rows[0].against(&id("gb18401")).verdict, Verdict::Better);
    let table = changed("/rows/0/compared/0/test_method", json!("GB/T 2912.3-2009"));
    assert!(matches!(
        table.rows[0].against(&id("gb18401")).verdict,
        Verdict::NotComparable(Obstacle::Methods { .. })
    ));
}

#[test]
fn a_table_without_advance_is_refused() {
    let flat = |cell: Value| {
        json!({
            "sample": true,
            "references": [{"id": "q", "standard": "QB/T 1234-2010", "kind": "industry", "name": {"zh": "某产品"}}],
            "rows": [{"indicator": {"zh": "容量"}, "unit": "mL", "direction": "higher", "limit": "≥500",
                      "compared": [{"reference": "q", "cell": cell}]}],
        })
    };
    let verdicts = [
        (json!("≥499.99"), TableVerdict::Sound),
        (json!("≥0.5 L"), TableVerdict::Refused),
        (json!("≥501"), TableVerdict::Refused),
        (json!("无"), TableVerdict::Sound),
        (json!(null), TableVerdict::CannotTell),
    ];
    for (cell, verdict) in verdicts {
        assert_eq!(read(&flat(cell.clone())).judge().verdict(), verdict, "{cell}");
    }
    let judgement = read(&flat(json!("≥500"))).judge();
    assert_eq!(judgement.faults, [TableFault::NothingBetter { not_entered: 0 }]);
    assert_eq!(judgement.faults[0].to_string(), "no row is better than a compared standard, and none is new");
    let judgement = read(&flat(json!(null))).judge();
    assert_eq!(judgement.faults, [TableFault::NothingBetter { not_entered: 1 }]);
    assert!(judgement.faults[0].zh().contains("还有1格未录入"));
}

#[test]
fn empty_tables_and_tables_without_reference() {
    let judgement = changed("/rows", json!([])).judge();
    assert_eq!(judgement.faults, [TableFault::Empty]);
    let mut json = sample();
    json["references"] = json!([]);
    for row in json["rows"].as_array_mut().unwrap() {
        row["compared"] = json!([]);
    }
    assert_eq!(read(&json).judge().faults, [TableFault::NoReference]);
    json["without_reference"] = json!("  ");
    assert_eq!(read(&json).judge().faults, [TableFault::NoReference]);
    json["without_reference"] = json!("国内外均无同类标准");
    let judgement = read(&json).judge();
    assert_eq!(judgement.verdict(), TableVerdict::Sound);
    assert_eq!(judgement.remarks, [TableRemark::NoReference { reason: "国内外均无同类标准".to_owned() }]);
}

#[test]
fn doubled_and_stray_parts_are_faults() {
    let mut json = sample();
    let first = json["rows"][0].clone();
    json["rows"].as_array_mut().unwrap().push(first);
    // The same indicator and class, written with another spacing and width.
    json["rows"][3]["indicator"]["zh"] = json!(" 甲醛 含量");
    json["rows"][3]["applies_to"] = json!("Ｂ类");
    let judgement = read(&json).judge();
    assert!(
        matches!(&judgement.faults[..], [TableFault::RowTwice { row, first }] if (row.row, first.row) == (4, 1))
    );
    json["rows"][3]["applies_to"] = json!("C类");
    assert_eq!(read(&json).judge().verdict(), TableVerdict::Sound, "another class is another row");

    let judgement = changed("/references/2/id", json!("gb18401")).judge();
    let twice = judgement.faults.iter().find(|one| matches!(one, TableFault::ReferenceTwice { .. })).unwrap();
    assert!(twice.to_string().ends_with("(the first is headed `GB 18401—2010`)"), "{twice}");
    assert!(twice.zh().ends_with("（前一栏写作“GB 18401—2010”）"), "{}", twice.zh());
    let stray = changed("/rows/0/compared/2/reference", json!("en"));
    assert!(
        matches!(&stray.judge().faults[..], [TableFault::ReferenceUnknown { reference, .. }] if *reference == id("en"))
    );
    let twice = changed("/rows/0/compared/2/reference", json!("gbt31888"));
    assert!(matches!(&twice.judge().faults[..], [TableFault::CellTwice { .. }]));
}

#[test]
fn the_kind_must_fit_the_number() {
    let judged = |standard: &str, kind: &str| {
        let mut json = sample();
        json["references"][0]["standard"] = json!(standard);
        json["references"][0]["kind"] = json!(kind);
        read(&json).judge()
    };
    for (standard, kind) in [
        ("GB 18401-2010", "national_mandatory"),
        ("GB/T 18401-2010", "national_recommended"),
        ("QB/T 1-2010", "industry"),
        ("ISO 105-X12:2016", "international"),
        ("EN ISO 12100:2010", "international"),
        ("JIS L 1096:2010", "foreign"),
        ("DB33/T 944-2014", "other"),
    ] {
        let judgement = judged(standard, kind);
        assert!(judgement.faults.is_empty(), "{standard} {kind}: {:?}", judgement.faults);
    }
    for (standard, kind) in [
        ("GB/T 18401-2010", "national_mandatory"),
        ("GB 18401-2010", "other"),
        ("GB 18401-2010", "industry"),
        ("QB/T 1-2010", "international"),
        ("ISO 9001:2015", "foreign"),
    ] {
        let judgement = judged(standard, kind);
        assert!(matches!(&judgement.faults[..], [TableFault::KindContradicts { .. }]), "{standard} {kind}");
    }
    // A number without its year may be any edition, whoever issued it.
    for (standard, kind) in [("ISO 9001", "international"), ("JIS L 1096", "foreign"), ("T/ZZB 1", "other")] {
        let judgement = judged(standard, kind);
        assert!(matches!(&judgement.faults[..], [TableFault::NumberMissing { .. }]), "{standard}");
    }
    for standard in ["GB 18401", "国家强制性标准"] {
        let judgement = judged(standard, "national_mandatory");
        assert!(matches!(&judgement.faults[..], [TableFault::NumberMissing { .. }]), "{standard}");
    }
    // Converted to recommended by announcement: allowed, and said.
    let judgement = judged("GB 18401-2010", "national_recommended");
    assert_eq!(judgement.verdict(), TableVerdict::Sound);
    assert!(judgement.remarks.iter().any(|one| matches!(one, TableRemark::SaidConverted { .. })));
}

#[test]
fn the_schema_describes_what_is_read() {
    let schema = serde_json::to_value(schemars::schema_for!(ComparisonTable)).unwrap();
    let definitions = schema["$defs"].as_object().unwrap();
    let names: Vec<&str> = definitions.keys().map(String::as_str).collect();
    for name in
        ["Row", "Compared", "Limit", "Cell", "Unit", "Direction", "Reference", "ReferenceKind", "Title"]
    {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    assert!(!names.iter().any(|name| name.ends_with('2')), "no name stands for two things: {names:?}");
    let required = schema["required"].as_array().unwrap();
    assert!(required.contains(&json!("sample")));
    assert_eq!(schema["additionalProperties"], false);
    let row = &definitions["Row"];
    assert_eq!(row["required"], json!(["indicator", "direction", "limit"]));
    // Every key of the sample is in the schema.
    for key in sample()["rows"][0].as_object().unwrap().keys() {
        assert!(row["properties"][key].is_object(), "{key}");
    }
    assert_eq!(definitions["Cell"]["type"], json!(["string", "null"]));
}

#[test]
fn a_judgement_can_be_written_as_json() {
    let json = serde_json::to_value(changed("/rows/0/limit", json!("≤90")).judge()).unwrap();
    assert_eq!(json["faults"][0]["fault"], "worse_than_mandatory");
    assert_eq!(json["faults"][0]["margin_percent"], "-20");
    assert_eq!(json["rows"][0][0]["verdict"], "worse");
    let open = &json["rows"][1][2];
    assert_eq!((&open["verdict"], &open["reason"]), (&json!("cannot_tell"), &json!("not_entered")));
}
