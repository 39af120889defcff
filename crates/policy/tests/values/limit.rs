//! Limits: what people write, what it means, how it is written back, and what is refused.

use policy::standard::limit::{Bound, Cell, Limit, LimitFault, Rank, Stated};
use policy::standard::unit::Unit;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Written → canonical.
const WRITTEN: &[(&str, &str)] = &[
    ("≥5", "≥5"),
    (">=5", "≥5"),
    ("=>5", "≥5"),
    ("⩾ 5", "≥5"),
    ("≧５", "≥5"),
    ("≤0.3", "≤0.3"),
    ("＜＝０．３", "≤0.3"),
    ("不大于0.3", "≤0.3"),
    ("不超过 0.3", "≤0.3"),
    ("小于或等于0.3", "≤0.3"),
    ("小于0.3", "<0.3"),
    ("不小于5", "≥5"),
    ("至少5", "≥5"),
    ("大于等于5", "≥5"),
    ("大于5", ">5"),
    ("At least 5 mm", "≥5 mm"),
    ("max. 5 mm", "≤5 mm"),
    ("max 5", "≤5"),
    ("5 min", "5 min"),
    ("≥5 ㎜", "≥5 mm"),
    ("85%以上", "≥85%"),
    ("5mm以下", "≤5 mm"),
    ("30min以内", "≤30 min"),
    ("10±0.5", "10±0.5"),
    ("10 ± 0.5 mm", "10±0.5 mm"),
    ("10+/-0.5", "10±0.5"),
    ("10mm±0.5mm", "10±0.5 mm"),
    ("10 +0.5/-0.2", "10 +0.5/-0.2"),
    ("10-0.2/+0.5", "10 +0.5/-0.2"),
    ("±5%", "±5%"),
    ("≤±5%", "±5%"),
    ("不超过±5%", "±5%"),
    ("(50±5)%", "(50±5)%"),
    ("50%±5%", "(50±5)%"),
    ("1~5", "1～5"),
    ("1-5", "1～5"),
    ("1–5", "1～5"),
    ("1—5", "1～5"),
    ("（1～5）", "1～5"),
    ("1至5 mm", "1～5 mm"),
    ("1 to 5", "1～5"),
    ("5%～10%", "5～10%"),
    ("5～5", "5～5"),
    ("-5~-1", "-5～-1"),
    ("−5~5℃", "-5～5 ℃"),
    ("≥1且≤5", "1～5"),
    ("≤5，≥1", "1～5"),
    ("≥1 mm, ≤5 mm", "1～5 mm"),
    ("4-5级", "4-5级"),
    ("４－５级", "4-5级"),
    ("≥4-5级", "≥4-5级"),
    ("不低于4级", "≥4级"),
    ("4级以上", "≥4级"),
    ("3～4级", "3-4级"),
    ("一级", "1级"),
    ("≤2级", "≤2级"),
    ("1.5级", "1.5级"),
    ("≥5（优等品）", "≥5（优等品）"),
    ("≥5 mg/kg (A类)", "≥5 mg/kg（A类）"),
    ("≥5（优等品）（出厂）", "≥5（优等品；出厂）"),
    ("≤65dB(A)", "≤65 dB(A)"),
    ("≤65 dB（A）（空载）", "≤65 dB(A)（空载）"),
    ("≥1,000", "≥1000"),
    ("≥12，500 次", "≥12500 次"),
    ("≥1 000 000", "≥1000000"),
    ("≤1×10^3 CFU/g", "≤1000 CFU/g"),
    ("≤1.5×10³", "≤1500"),
    ("≤10⁵", "≤100000"),
    ("≤1e-3", "≤0.001"),
    ("≥5.0", "≥5.0"),
    ("5", "5"),
    ("=5", "5"),
    ("-0", "0"),
    ("≥3 个/cm²", "≥3 个/cm²"),
    ("≥5万次", "≥5 万次"),
    ("无裂纹", "无裂纹"),
    ("应无裂纹，无锈蚀", "应无裂纹，无锈蚀"),
    ("合格（目测）", "合格（目测）"),
    ("不低于同类产品", "不低于同类产品"),
    ("A级", "A级"),
    ("“304不锈钢”", "“304不锈钢”"),
    ("“无”", "“无”"),
    ("快插 | 螺纹", "快插 | 螺纹"),
    ("220 V｜110 V", "220 V | 110 V"),
    ("  无 \u{200b} 裂纹\n", "无 裂纹"),
];

#[test]
fn what_people_write_has_one_form() {
    for (written, canonical) in WRITTEN {
        let cell = Cell::parse(written).unwrap_or_else(|fault| panic!("{written}: {fault}"));
        assert_eq!(cell.to_string(), *canonical, "{written}");
        assert_eq!(Cell::parse(canonical), Ok(cell), "{canonical} read again");
    }
}

#[test]
fn meanings() {
    let limit = |text: &str| Stated::parse(text).unwrap().limit;
    assert_eq!(limit(">5"), Limit::MoreThan(d("5")));
    assert_eq!(limit("1~5"), Limit::Range { from: d("1"), to: d("5") });
    assert_eq!(limit("±5%"), Limit::Nominal { value: d("0"), minus: d("5"), plus: d("5") });
    assert_eq!(limit("10-0.2/+0.5"), Limit::Nominal { value: d("10"), minus: d("0.2"), plus: d("0.5") });
    let grade = |bound, rank| Limit::Grade { bound, rank, scale: "级".to_owned() };
    assert_eq!(limit("4-5级"), grade(Bound::Exactly, Rank::HalfAbove(4)));
    assert_eq!(limit("≥4级"), grade(Bound::AtLeast, Rank::Whole(d("4"))));
    assert_eq!(Rank::HalfAbove(4).value(), d("4.5"));
    assert_eq!(limit("A | B"), Limit::OneOf(vec!["A".to_owned(), "B".to_owned()]));
    let stated = Stated::parse("≥5 mg/kg（优等品）").unwrap();
    assert_eq!(stated.unit, Some(Unit::parse("mg/kg").unwrap()));
    assert_eq!(stated.remark.as_deref(), Some("优等品"));
}

#[test]
fn grades_without_their_word_in_a_row_of_grades() {
    let unit = Unit::parse("级").unwrap();
    for (written, canonical) in
        [("≥3-4", "≥3-4级"), ("4", "4级"), ("3-4", "3-4级"), ("≥4（干）", "≥4级（干）")]
    {
        assert_eq!(Stated::parse_in(written, Some(&unit)).unwrap().to_string(), canonical);
        let again = Stated::parse_in(canonical, Some(&unit)).unwrap();
        assert_eq!(again.to_string(), canonical);
    }
    // Elsewhere the same digits are numbers.
    assert_eq!(Stated::parse("3-4").unwrap().limit, Limit::Range { from: d("3"), to: d("4") });
}

#[test]
fn cells_that_hold_no_limit() {
    for text in
        ["无", "无要求", " 无此项 ", "—", "——", "-", "－", "/", "／", "N/A", "未规定", "not specified"]
    {
        assert_eq!(Cell::parse(text), Ok(Cell::NotSpecified), "{text}");
    }
    for text in ["", "  ", "?", "？", "未录入"] {
        assert_eq!(Cell::parse(text), Ok(Cell::NotEntered), "{text}");
    }
    let json =
        serde_json::to_string(&[Cell::NotEntered, Cell::NotSpecified, Cell::parse("≥5").unwrap()]).unwrap();
    assert_eq!(json, r#"[null,"无此项","≥5"]"#);
    assert_eq!(serde_json::from_str::<Vec<Cell>>(&json).unwrap()[0], Cell::NotEntered);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let s = str::to_owned;
    let cases = [
        ("5~1", LimitFault::RangeOrder { from: d("5"), to: d("1") }),
        ("1--5", LimitFault::RangeOrder { from: d("1"), to: d("-5") }),
        ("≥5且≤1", LimitFault::RangeOrder { from: d("5"), to: d("1") }),
        ("10±-0.5", LimitFault::NegativeTolerance { found: d("-0.5") }),
        ("50±5%", LimitFault::PercentTolerance { found: s("50±5%") }),
        ("5 mm±5%", LimitFault::PercentTolerance { found: s("5 mm±5%") }),
        ("3-5级", LimitFault::GradeSpan { from: d("3"), to: d("5") }),
        ("≥", LimitFault::NumberMissing { after: s("≥"), found: s("") }),
        ("≥ 若干", LimitFault::NumberMissing { after: s("≥"), found: s("若干") }),
        ("≥5 优等品", LimitFault::Unit { found: s("优等品") }),
        ("304不锈钢", LimitFault::Unit { found: s("不锈钢") }),
        ("1,5", LimitFault::Unit { found: s(",5") }),
        ("5.", LimitFault::Unit { found: s(".") }),
        ("5 mm～10 cm", LimitFault::TwoUnits { first: s("mm"), second: s("cm") }),
        ("5 W·m-2", LimitFault::Unit { found: s("-2") }),
        (">1且<5", LimitFault::TwoBounds { found: s(">1且<5") }),
        ("1234567890123456", LimitFault::Number { found: s("1234567890123456") }),
        ("1e13", LimitFault::Number { found: s("1e13") }),
        ("0.0000000000001", LimitFault::Number { found: s("0.0000000000001") }),
    ];
    for (text, fault) in cases {
        assert_eq!(Stated::parse(text), Err(fault.clone()), "{text}");
        assert!(!fault.zh().is_empty() && !fault.to_string().ends_with('.'));
    }
    assert_eq!(Stated::parse(" "), Err(LimitFault::Empty));
    let fault = Stated::parse(&"长".repeat(301)).unwrap_err();
    assert!(matches!(fault, LimitFault::Long { .. }));
    assert!(Stated::parse(&"长".repeat(300)).is_ok());
    assert!(Stated::parse("≥999999999999999").is_ok(), "15 digits are read");
    assert!(fault.to_string().chars().count() < 120);
}

#[test]
fn units_have_one_spelling() {
    let cases = [
        ("㎏", "kg"),
        ("KG", "kg"),
        ("µm", "μm"),
        ("μm", "μm"),
        ("um", "μm"),
        ("m2", "m²"),
        ("㎡", "m²"),
        ("m^3", "m³"),
        ("°C", "℃"),
        ("ｍｇ／ｋｇ", "mg/kg"),
        ("mg∕kg", "mg/kg"),
        ("ppm", "mg/kg"),
        ("dBA", "dB(A)"),
        ("N/mm²", "MPa"),
        ("kW*h", "kW·h"),
        ("小时", "h"),
        ("CFU/g", "CFU/g"),
        ("g/(m²·24 h)", "g/(m²·24h)"),
    ];
    for (written, symbol) in cases {
        let unit = Unit::parse(written).unwrap();
        assert_eq!(unit.as_str(), symbol, "{written}");
        assert_eq!(Unit::parse(symbol).unwrap(), unit);
    }
    for wrong in ["", " ", "5 mm", "≥", "（mm）", "一个很长很长很长很长很长很长很长很长很长的单位名称"]
    {
        assert!(Unit::parse(wrong).is_err(), "{wrong}");
    }
    assert_ne!(Unit::parse("MW").unwrap(), Unit::parse("mW").unwrap());
    assert_ne!(Unit::parse("dB").unwrap().dimension(), Unit::parse("dB(A)").unwrap().dimension());
}

/// One of the first is so many of the second.
const FACTORS: &[(&str, &str, &str)] = &[
    ("%", "mg/kg", "10000"),
    ("mg/g", "mg/kg", "1000"),
    ("g/kg", "ppm", "1000"),
    ("mg/100g", "mg/kg", "10"),
    ("m", "mm", "1000"),
    ("cm", "mm", "10"),
    ("mm", "μm", "1000"),
    ("h", "min", "60"),
    ("h", "s", "3600"),
    ("d", "h", "24"),
    ("MPa", "kPa", "1000"),
    ("bar", "kPa", "100"),
    ("MPa", "bar", "10"),
    ("kW", "W", "1000"),
    ("L", "mL", "1000"),
    ("m³", "L", "1000"),
    ("kN", "N", "1000"),
    ("t", "kg", "1000"),
    ("km/h", "m/min", "16.666666666666666666666666667"),
    ("m/s", "km/h", "3.6"),
    ("m³/h", "L/min", "16.666666666666666666666666667"),
    ("kW·h", "MJ", "3.6"),
    ("g/cm³", "kg/m³", "1000"),
    ("mg/L", "μg/mL", "1"),
    ("mg/dm²", "mg/m²", "100"),
    ("m²", "cm²", "10000"),
    ("万次", "次", "10000"),
    ("千次", "次", "1000"),
    ("mg/kg", "μg/kg", "1000"),
    ("mg/m³", "μg/m³", "1000"),
    ("g/L", "mg/mL", "1"),
    ("g/L", "mg/L", "1000"),
    ("mg/L", "mg/m³", "1000"),
    ("g/m²", "mg/m²", "1000"),
    ("kg/m²", "g/m²", "1000"),
    ("mg/cm²", "mg/dm²", "100"),
    ("μm", "nm", "1000"),
    ("dm", "cm", "10"),
    ("km", "m", "1000"),
    ("cm²", "mm²", "100"),
    ("dm²", "cm²", "100"),
    ("mL", "μL", "1000"),
    ("mg", "μg", "1000"),
    ("g", "mg", "1000"),
    ("kg", "g", "1000"),
    ("s", "ms", "1000"),
    ("min", "s", "60"),
    ("kPa", "Pa", "1000"),
    ("hPa", "Pa", "100"),
    ("GPa", "MPa", "1000"),
    ("W", "mW", "1000"),
    ("MW", "kW", "1000"),
    ("kJ", "J", "1000"),
    ("MJ", "kJ", "1000"),
    ("W·h", "J", "3600"),
    ("kW·h", "W·h", "1000"),
    ("N", "cN", "100"),
    ("cN", "mN", "10"),
    ("V", "mV", "1000"),
    ("kV", "V", "1000"),
    ("A", "mA", "1000"),
    ("mA", "μA", "1000"),
    ("Ω", "mΩ", "1000"),
    ("kΩ", "Ω", "1000"),
    ("MΩ", "kΩ", "1000"),
    ("GΩ", "MΩ", "1000"),
    ("kHz", "Hz", "1000"),
    ("MHz", "kHz", "1000"),
    ("GHz", "MHz", "1000"),
    ("mm/s", "mm/min", "60"),
    ("cm/s", "mm/s", "10"),
    ("m/min", "mm/min", "1000"),
    ("m/s", "cm/s", "100"),
    ("mL/min", "mL/h", "60"),
    ("L/h", "mL/h", "1000"),
    ("L/min", "L/h", "60"),
    ("L/s", "L/min", "60"),
    ("m³/h", "L/h", "1000"),
    ("m³/min", "m³/h", "60"),
    ("m³/s", "L/s", "1000"),
];

#[test]
fn factors_are_exact() {
    for (one, other, count) in FACTORS {
        let (one, other) = (Unit::parse(one).unwrap(), Unit::parse(other).unwrap());
        assert!(one.converts_to(&other) && other.converts_to(&one));
        assert_eq!(one.factor().unwrap() / other.factor().unwrap(), d(count), "{one} in {other}");
    }
    for (one, other) in
        [("mg/kg", "mg/L"), ("kg", "N"), ("dB", "dB(A)"), ("W", "W·h"), ("CFU/g", "CFU/mL"), ("℃", "K")]
    {
        assert!(!Unit::parse(one).unwrap().converts_to(&Unit::parse(other).unwrap()), "{one} {other}");
    }
}

fn number() -> impl Strategy<Value = Decimal> {
    (-999_999_999i64..=999_999_999, 0..=6u32).prop_map(|(mantissa, scale)| {
        let value = Decimal::new(mantissa, scale);
        if value.is_zero() { Decimal::new(0, scale) } else { value }
    })
}

fn limits() -> impl Strategy<Value = Limit> {
    let bound = prop::sample::select(vec![Bound::AtLeast, Bound::AtMost, Bound::Exactly]);
    let rank = prop_oneof![(1..9u8).prop_map(Rank::HalfAbove), (1..9i64).prop_map(|n| Rank::Whole(n.into()))];
    prop_oneof![
        number().prop_map(Limit::AtLeast),
        number().prop_map(Limit::MoreThan),
        number().prop_map(Limit::AtMost),
        number().prop_map(Limit::LessThan),
        number().prop_map(Limit::Exactly),
        (number(), number()).prop_map(|(a, b)| Limit::Range { from: a.min(b), to: a.max(b) }),
        (number(), number(), number()).prop_map(|(value, a, b)| Limit::Nominal {
            value,
            minus: a.abs(),
            plus: b.abs()
        }),
        (bound, rank).prop_map(|(bound, rank)| Limit::Grade { bound, rank, scale: "级".to_owned() }),
    ]
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn written_and_read_again(
        limit in limits(),
        unit in prop::option::of(prop::sample::select(vec!["mm", "%", "‰", "mg/kg", "dB(A)", "CFU/g", "个/cm²", "℃", "m/s", "min"])),
        remark in prop::option::of("[一-三A-C]{1,6}"),
    ) {
        let unit = unit.filter(|_| !matches!(limit, Limit::Grade { .. })).map(|unit| Unit::parse(unit).unwrap());
        let stated = Stated { limit, unit, remark };
        let text = stated.to_string();
        prop_assert_eq!(&Stated::parse(&text), &Ok(stated.clone()), "{}", text);
        let json = serde_json::to_string(&stated).unwrap();
        prop_assert_eq!(serde_json::from_str::<Stated>(&json).unwrap(), stated);
    }

    /// Whatever is read has a canonical form that reads as the same thing; nothing panics.
    #[test]
    fn any_text_is_answered(
        text in any::<String>(),
        close in "[0-9.,≥≤<>=±~～ ()（）%/|“”级mkgdB以上无x×^e—-]{0,14}",
    ) {
        for text in [text, close] {
            match Cell::parse(&text) {
                Ok(cell) => {
                    let canonical = cell.to_string();
                    prop_assert_eq!(Cell::parse(&canonical), Ok(cell), "{} → {}", text, canonical);
                }
                Err(fault) => prop_assert!(!fault.zh().is_empty() && !fault.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn any_unit_text_is_answered(text in "\\PC{0,26}") {
        if let Ok(unit) = Unit::parse(&text) {
            let again = Unit::parse(unit.as_str()).unwrap();
            prop_assert_eq!(again, unit);
        }
    }
}
