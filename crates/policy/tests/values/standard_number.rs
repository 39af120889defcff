//! Standard numbers: every way of writing that was seen, what must not be taken for one, and round trips.

use policy::standard::number::{Cited, EditionNumber, Family, NumberFault, StandardNumber};
use proptest::prelude::*;

/// Written, key, printed.
const EDITIONS: &[(&str, &str, &str)] = &[
    ("T/ZZB 2109—2021", "T/ZZB 2109-2021", "T/ZZB 2109—2021"),
    ("T/ZZB2109—2021", "T/ZZB 2109-2021", "T/ZZB 2109—2021"),
    ("t/zzb 2109-2021", "T/ZZB 2109-2021", "T/ZZB 2109—2021"),
    ("Ｔ／ＺＺＢ　２１０９－２０２１", "T/ZZB 2109-2021", "T/ZZB 2109—2021"),
    ("T∕ZZB 2109–2021", "T/ZZB 2109-2021", "T/ZZB 2109—2021"),
    (" T / ZZB  2109 — 2021 ", "T/ZZB 2109-2021", "T/ZZB 2109—2021"),
    ("T/ZZB 2109－－2021", "", ""),
    ("T/ZZB 3−2020", "T/ZZB 0003-2020", "T/ZZB 0003—2020"),
    ("T/ZZB 1234.1—2020", "T/ZZB 1234.1-2020", "T/ZZB 1234.1—2020"),
    ("GB/T1.2—1996", "GB/T 1.2-1996", "GB/T 1.2—1996"),
    ("GB1.1—1981", "GB 1.1-1981", "GB 1.1—1981"),
    ("GB 18401-2010", "GB 18401-2010", "GB 18401—2010"),
    ("GBT 17685-2016", "GB/T 17685-2016", "GB/T 17685—2016"),
    ("GB／Z 12345.2-2019", "GB/Z 12345.2-2019", "GB/Z 12345.2—2019"),
    ("GB 1234-87", "GB 1234-1987", "GB 1234—1987"),
    ("GB 1234-50", "GB 1234-1950", "GB 1234—1950"),
    ("GB 1234-49", "", ""),
    ("ASTM D1-50", "ASTM D1-50", "ASTM D1-50"),
    ("ASTM D1-49", "ASTM D1-49", "ASTM D1-49"),
    ("ASTM D1-1949", "ASTM D1:1949", "ASTM D1:1949"),
    ("GBZ 2.1-2019", "GBZ 2.1-2019", "GBZ 2.1—2019"),
    ("GBZ/T 160.1—2004", "GBZ/T 160.1-2004", "GBZ/T 160.1—2004"),
    ("QB/T 2345-2010", "QB/T 2345-2010", "QB/T 2345—2010"),
    ("FZ/T73023—2006", "FZ/T 73023-2006", "FZ/T 73023—2006"),
    ("JB 1234-2000", "JB 1234-2000", "JB 1234—2000"),
    ("DB11/T1000.1—2020", "DB11/T 1000.1-2020", "DB11/T 1000.1—2020"),
    ("DB33/T 944.1-2018", "DB33/T 944.1-2018", "DB33/T 944.1—2018"),
    ("DB 33/T 944—2014", "DB33/T 944-2014", "DB33/T 944—2014"),
    ("DB33/ 887-2013", "DB33 887-2013", "DB33 887—2013"),
    ("DB33 887-2013", "DB33 887-2013", "DB33 887—2013"),
    ("DB3301/T 0277-2018", "DB3301/T 0277-2018", "DB3301/T 0277—2018"),
    ("DBS33/ 3001-2016", "DBS33 3001-2016", "DBS33 3001—2016"),
    ("T/CZGX 001-2022", "T/CZGX 001-2022", "T/CZGX 001—2022"),
    ("T/31SCTA 001-2020", "T/31SCTA 001-2020", "T/31SCTA 001—2020"),
    ("Q/XKBZ002—2026", "Q/XKBZ 002-2026", "Q/XKBZ 002—2026"),
    ("Q/0783 SGT 001.2S-2020", "Q/0783SGT 001.2S-2020", "Q/0783SGT 001.2S—2020"),
    ("ISO9001：2015", "ISO 9001:2015", "ISO 9001:2015"),
    ("ISO 9001-2015", "ISO 9001:2015", "ISO 9001:2015"),
    ("iso/iec 17065:2012", "ISO/IEC 17065:2012", "ISO/IEC 17065:2012"),
    ("ISO/TS 22163:2017", "ISO/TS 22163:2017", "ISO/TS 22163:2017"),
    ("ISO/IEC TS 17023:2013", "ISO/IEC TS 17023:2013", "ISO/IEC TS 17023:2013"),
    ("IEC/TS 60034-1:2010", "IEC TS 60034-1:2010", "IEC TS 60034-1:2010"),
    ("ISO/IEC Guide 51:2014", "ISO/IEC GUIDE 51:2014", "ISO/IEC GUIDE 51:2014"),
    ("IEC 60335-2-30:2009", "IEC 60335-2-30:2009", "IEC 60335-2-30:2009"),
    ("IEC 60335 - 2 - 30 : 2009", "IEC 60335-2-30:2009", "IEC 60335-2-30:2009"),
    ("IEC 61000-4-2-2008", "IEC 61000-4-2:2008", "IEC 61000-4-2:2008"),
    ("ISO 105-X12:2016", "ISO 105-X12:2016", "ISO 105-X12:2016"),
    ("EN 71-3:2019", "EN 71-3:2019", "EN 71-3:2019"),
    ("EN ISO 12100:2010", "EN ISO 12100:2010", "EN ISO 12100:2010"),
    ("BS EN 71-3:2019", "BS EN 71-3:2019", "BS EN 71-3:2019"),
    ("AS/NZS 2063:2008", "AS/NZS 2063:2008", "AS/NZS 2063:2008"),
    ("JIS S 2092:2013", "JIS S 2092:2013", "JIS S 2092:2013"),
    ("JIS L1096-2010", "JIS L 1096:2010", "JIS L 1096:2010"),
    ("ASTM D4236-94", "ASTM D4236-94", "ASTM D4236-94"),
    ("ASTM F963-17", "ASTM F963-17", "ASTM F963-17"),
    ("ASTM F963-2017", "ASTM F963-17", "ASTM F963-17"),
    ("ASTM F 963-17", "ASTM F963-17", "ASTM F963-17"),
    ("UL 60335-2-40:2022", "UL 60335-2-40:2022", "UL 60335-2-40:2022"),
    ("GB 1-1900", "GB 1-1900", "GB 1—1900"),
    ("GB 1-2099", "GB 1-2099", "GB 1—2099"),
];

#[test]
fn editions_in_all_writings() {
    for (written, key, printed) in EDITIONS {
        match EditionNumber::parse(written) {
            Ok(edition) => {
                assert_eq!((&*edition.to_string(), &*edition.print()), (*key, *printed), "{written}");
                assert_eq!(EditionNumber::parse(key).unwrap(), edition, "{key} read again");
                assert_eq!(EditionNumber::parse(printed).unwrap(), edition, "{printed} read again");
                assert_eq!(StandardNumber::parse(edition.number().as_str()).as_ref(), Ok(edition.number()));
            }
            Err(fault) => assert!(key.is_empty(), "{written}: {fault}"),
        }
    }
}

#[test]
fn numbers_without_year() {
    let cases = [
        ("ISO9001", "ISO 9001"),
        ("IEC60027", "IEC 60027"),
        ("GB/T17626.2", "GB/T 17626.2"),
        ("t/zzb 87", "T/ZZB 0087"),
        ("T/ZZB 12345", "T/ZZB 12345"),
        ("IEC 60335-2-30", "IEC 60335-2-30"),
        ("UL 94", "UL 94"),
        ("ASTM D4236", "ASTM D4236"),
    ];
    for (written, normal) in cases {
        let number = StandardNumber::parse(written).unwrap();
        assert_eq!(number.as_str(), normal);
        assert_eq!(Cited::parse(written).unwrap().year, None);
    }
}

#[test]
fn parts_of_a_number() {
    let cases = [
        ("T/ZZB 2109", "T/ZZB", "2109", Family::Group),
        ("GB/T 1.1", "GB/T", "1.1", Family::NationalVoluntary),
        ("GB/Z 5", "GB/Z", "5", Family::NationalVoluntary),
        ("GB 18401", "GB", "18401", Family::NationalMandatory),
        ("GBZ 2.1", "GBZ", "2.1", Family::NationalMandatory),
        ("GBZ/T 160", "GBZ/T", "160", Family::NationalVoluntary),
        ("QB 1", "QB", "1", Family::Industry),
        ("JB/T 8", "JB/T", "8", Family::Industry),
        ("DB33/T 944", "DB33/T", "944", Family::Local),
        ("Q/XKBZ 002", "Q/XKBZ", "002", Family::Enterprise),
        ("IEC TS 60034-1", "IEC TS", "60034-1", Family::International),
        ("JIS S 2092", "JIS", "S 2092", Family::Foreign),
        ("EN ISO 12100", "EN ISO", "12100", Family::Foreign),
        ("ASTM F963", "ASTM", "F963", Family::Foreign),
    ];
    for (text, designator, sequence, family) in cases {
        let number = StandardNumber::parse(text).unwrap();
        assert_eq!((number.designator(), number.sequence(), number.family()), (designator, sequence, family));
        assert_eq!(number.is_mandatory_national(), matches!(text, "GB 18401" | "GBZ 2.1"));
    }
}

#[test]
fn what_is_no_standard_is_left_alone() {
    for text in [
        "RS485",
        "AC1 500 V",
        "AC1500",
        "SAC/TC286",
        "维生素B1",
        "kV1",
        "B1",
        "IP65",
        "3C",
        "Q235",
        "T6",
        "DB",
        "T/",
        "Q/",
        "CNCA-R-2002-001",
        "ZJM-006-4481-2017",
        "浙市监质〔2019〕6号",
        "2109-2021",
        "—",
        "《GB 1》",
    ] {
        let fault = StandardNumber::parse(text).unwrap_err();
        assert!(matches!(fault, NumberFault::Designator { .. }), "{text}: {fault:?}");
    }
}

#[test]
fn each_fault_is_named() {
    let s = str::to_owned;
    let cases = [
        ("", NumberFault::Empty),
        ("  \u{3000}", NumberFault::Empty),
        ("GB/T", NumberFault::Sequence { designator: s("GB/T"), found: s("") }),
        ("GB/T abc", NumberFault::Sequence { designator: s("GB/T"), found: s("ABC") }),
        ("GB 1234567-2020", NumberFault::Sequence { designator: s("GB"), found: s("1234567-2020") }),
        ("T/ZZB 2109", NumberFault::YearMissing { number: s("T/ZZB 2109") }),
        ("T/ZZB 2109-21", NumberFault::Year { found: s("21") }),
        ("T/ZZB 2109-1899", NumberFault::Year { found: s("1899") }),
        ("T/ZZB 2109-2100", NumberFault::Year { found: s("2100") }),
        ("T/ZZB 2109-20210", NumberFault::Year { found: s("20210") }),
        ("T/ZZB 2109--2021", NumberFault::Year { found: s("-2021") }),
        ("T/ZZB 2109—2021（试行）", NumberFault::Trailing { found: s("(试行)") }),
        ("GB 18401 2010", NumberFault::Trailing { found: s(" 2010") }),
        ("GB/T 19001-2016/ISO 9001:2015", NumberFault::Trailing { found: s("/ISO 9001:2015") }),
        ("ISO 9001:2015/Amd 1:2020", NumberFault::Trailing { found: s("/AMD 1:2020") }),
        ("DB33944-2014", NumberFault::Designator { found: s("DB33944-2014") }),
    ];
    for (text, fault) in cases {
        assert_eq!(EditionNumber::parse(text), Err(fault.clone()), "{text:?}");
        assert!(!fault.zh().is_empty() && !fault.to_string().ends_with('.'));
    }
    assert_eq!(
        StandardNumber::parse("T/ZZB 2109—2021"),
        Err(NumberFault::YearNotWanted { number: s("T/ZZB 2109"), year: 2021 })
    );
    let long = "GB 1".repeat(1_000);
    let fault = EditionNumber::parse(&long).unwrap_err();
    assert!(matches!(fault, NumberFault::Long { .. }));
    assert!(fault.to_string().chars().count() < 120, "a hostile text does not flood the message");
}

#[test]
fn two_digits_of_a_year() {
    let year = |text: &str| EditionNumber::parse(text).map(|edition| edition.year());
    assert_eq!(year("GB 1234-50"), Ok(1950));
    assert_eq!(year("GB 1234-99"), Ok(1999));
    assert_eq!(year("GB 1234-49"), Err(NumberFault::Year { found: "49".to_owned() }));
    assert_eq!((year("ASTM D1-50"), year("ASTM D1-49")), (Ok(1950), Ok(2049)));
}

#[test]
fn a_revision_keeps_the_number() {
    let old = EditionNumber::parse("T/ZZB 0003—2015").unwrap();
    let new = EditionNumber::parse("T/ZZB0003-2020").unwrap();
    assert_eq!(old.number(), new.number());
    assert!(old < new);
    assert_eq!(EditionNumber::new(old.number().clone(), 2020), Ok(new));
    assert!(EditionNumber::new(old.number().clone(), 2100).is_err());
}

#[test]
fn json_is_the_key() {
    let edition: EditionNumber = serde_json::from_str("\"T/ZZB2109—2021\"").unwrap();
    assert_eq!(serde_json::to_string(&edition).unwrap(), "\"T/ZZB 2109-2021\"");
    let fault = serde_json::from_str::<EditionNumber>("\"T/ZZB 2109\"").unwrap_err();
    assert!(fault.to_string().contains("`T/ZZB 2109` lacks the year"));
    let schema = serde_json::to_value(schemars::schema_for!(EditionNumber)).unwrap();
    for example in schema["examples"].as_array().unwrap() {
        let text = example.as_str().unwrap();
        assert_eq!(EditionNumber::parse(text).unwrap().to_string(), text);
    }
}

fn chinese() -> impl Strategy<Value = String> {
    let designator = prop::sample::select(vec![
        "GB", "GB/T", "GB/Z", "QB/T", "FZ/T", "JB", "DB33/T", "DB3301/T", "T/ZZB", "T/CAS", "Q/ABC", "GBZ/T",
    ]);
    (designator, 1..=99_999u32, prop::option::of(1..200u16), 1950..=2099u16).prop_map(
        |(letters, n, part, year)| {
            let part = part.map_or(String::new(), |part| format!(".{part}"));
            format!("{letters} {n:04}{part}-{year}")
        },
    )
}

fn foreign() -> impl Strategy<Value = String> {
    let designator =
        prop::sample::select(vec!["ISO", "IEC", "ISO/IEC", "EN", "BS EN", "ISO/TS", "IEC TS", "UL"]);
    (designator, 1..=99_999u32, prop::collection::vec(1..1000u16, 0..3), 1900..=2099u16).prop_map(
        |(letters, n, parts, year)| {
            let parts: String = parts.iter().map(|part| format!("-{part}")).collect();
            format!("{letters} {n}{parts}:{year}")
        },
    )
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn normal_forms_stay(text in prop_oneof![chinese(), foreign()]) {
        let edition = EditionNumber::parse(&text).unwrap();
        prop_assert_eq!(edition.to_string(), text);
        prop_assert_eq!(&EditionNumber::parse(&edition.print()).unwrap(), &edition);
        let json = serde_json::to_string(&edition).unwrap();
        prop_assert_eq!(serde_json::from_str::<EditionNumber>(&json).unwrap(), edition);
    }

    /// Spaces beside marks, another dash, another slash, full width, lower case: the same edition.
    #[test]
    fn disguises_are_seen_through(
        text in chinese(),
        dash in prop::sample::select(vec!["—", "–", "－", " - ", "−"]),
        slash in prop::sample::select(vec!["/", "∕", "／", " / "]),
        wide in any::<bool>(),
    ) {
        let mut written = text.replace('-', dash).replace('/', slash).to_lowercase();
        if wide {
            written = written.chars().map(|c| if c.is_ascii_graphic() {
                char::from_u32(u32::from(c) + 0xFEE0).unwrap()
            } else { c }).collect();
        }
        prop_assert_eq!(EditionNumber::parse(&written).unwrap().to_string(), text);
    }

    #[test]
    fn any_text_is_answered(text in any::<String>(), close in "(GB|T/ZZB|DB33|ISO|ASTM|Q/)[ /TZ0-9A-Z.:—-]{0,20}") {
        for text in [text, close] {
            match Cited::parse(&text) {
                Ok(cited) => {
                    let again = StandardNumber::parse(cited.number.as_str());
                    prop_assert_eq!(again.as_ref(), Ok(&cited.number));
                    if let Some(year) = cited.year {
                        let edition = EditionNumber::new(cited.number, year).unwrap();
                        prop_assert_eq!(&EditionNumber::parse(&edition.to_string()).unwrap(), &edition);
                    }
                }
                Err(fault) => prop_assert!(!fault.zh().is_empty()),
            }
        }
    }
}

/// What is kept is read by a shorter way: it must lead to the same.
#[test]
fn editions_are_read_from_rows_as_from_paper() {
    let numbers = (0..10_000).map(|number| format!("T/ZZB {number:04}"));
    let numbers =
        numbers.chain(["T/ZZB 12".into(), "T/ZZB 123456".into(), "t/zzb 0001".into(), "GB 0001".into()]);
    for number in numbers {
        for end in
            ["-2018", "-1900", "-2099", "-1899", "-2100", "-18", "", "—2018", ":2018", "-2018 ", ".1-2018"]
        {
            let text = format!("{number}{end}");
            let kept = serde_json::from_value::<EditionNumber>(text.as_str().into()).ok();
            assert_eq!(kept, EditionNumber::parse(&text).ok(), "{text}");
        }
    }
}
