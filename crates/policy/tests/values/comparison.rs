//! Comparison of limits: a table of cases, conversion of units, and properties against an oracle that
//! computes with integers.

use std::cmp::Ordering;

use policy::standard::comparison::{Comparison, Direction, Obstacle, Verdict, compare, compare_cell};
use policy::standard::limit::{Cell, Limit, Stated};
use policy::standard::unit::Unit;
use proptest::prelude::*;
use rust_decimal::Decimal;

use Direction::{Equal as SameValue, Higher, InsideRange, Lower, Qualitative};

fn stated(text: &str) -> Stated {
    Stated::parse(text).unwrap()
}

fn against(direction: Direction, here: &str, there: &str, unit: &str) -> Comparison {
    let unit = Some(unit).filter(|unit| !unit.is_empty()).map(|unit| Unit::parse(unit).unwrap());
    let there = Cell::parse_in(there, unit.as_ref()).unwrap();
    compare_cell(direction, &Stated::parse_in(here, unit.as_ref()).unwrap(), &there, unit.as_ref())
}

/// Direction, here, there, unit of the row, verdict, per cent, margin.
type Case = (Direction, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    // Bounds, each at, just under and just over the other.
    (Lower, "≤20", "≤75", "mg/kg", "better", "73.33", "55"),
    (Lower, "≤74.999", "≤75", "mg/kg", "better", "0", "0.001"),
    (Lower, "≤75", "≤75", "mg/kg", "equal", "0", "0"),
    (Lower, "≤75.0", "≤75", "mg/kg", "equal", "0", "0"),
    (Lower, "≤75.001", "≤75", "mg/kg", "worse", "0", "-0.001"),
    (Lower, "<75", "≤75", "mg/kg", "better", "0", "0"),
    (Lower, "≤75", "<75", "mg/kg", "worse", "0", "0"),
    (Lower, "≤300", "≤75", "mg/kg", "worse", "-300", "-225"),
    (Higher, "≥95", "≥90", "%", "better", "5.56", "5"),
    (Higher, "≥90", "≥90", "%", "equal", "0", "0"),
    (Higher, "≥89.99", "≥90", "%", "worse", "-0.01", "-0.01"),
    (Higher, ">90", "≥90", "%", "better", "0", "0"),
    (Higher, "5～10", "≥4", "", "better", "25", "1"),
    (Higher, "5", "≥5", "", "equal", "0", "0"),
    (Higher, "≥-5", "≥-10", "℃", "better", "50", "5"),
    (Higher, "≥5", "≥0", "", "better", "", "5"),
    // Units.
    (Lower, "≤0.002%", "≤20", "mg/kg", "equal", "0", "0"),
    (Lower, "≤20", "≤0.0075%", "mg/kg", "better", "73.33", "55"),
    (Lower, "≤20 ppm", "≤20 μg/g", "", "equal", "0", "0"),
    (Lower, "≤1 cm", "≤9.999 mm", "", "worse", "-0.01", "-0.0001"),
    (Higher, "≥2 h", "≥119 min", "", "better", "0.84", "0.016666667"),
    (Higher, "≥0.1 MPa", "≥1 bar", "", "equal", "0", "0"),
    (Lower, "≤65 dB(A)", "≤68", "dB(A)", "better", "4.41", "3"),
    (Lower, "≤100", "≤1000", "CFU/g", "better", "90", "900"),
    (Higher, "≥5 万次", "≥40000", "次", "better", "25", "1"),
    // Ranges: width, nesting.
    (InsideRange, "10±0.5", "10±1", "mm", "better", "50", "1"),
    (InsideRange, "10±1", "9～11", "mm", "equal", "0", "0"),
    (InsideRange, "10±1", "10±0.5", "mm", "worse", "-100", "-1"),
    (InsideRange, "5.0～7.5", "4.0～8.5", "", "better", "44.44", "2"),
    (InsideRange, "10～11", "10～12", "", "better", "50", "1"),
    (InsideRange, "5～10", "≥5", "", "better", "", ""),
    (InsideRange, "≥5", "5～10", "", "worse", "", ""),
    (InsideRange, "≥6", "≥5", "", "better", "20", "1"),
    (InsideRange, "≤6", "≤8", "", "better", "25", "2"),
    (InsideRange, "±3%", "±5%", "%", "better", "40", "4"),
    (SameValue, "10", "10", "mm", "equal", "", "0"),
    (SameValue, "10±0.1", "10±0.2", "mm", "better", "50", "0.2"),
    // Grades.
    (Higher, "≥4-5级", "≥4级", "", "better", "", "0.5"),
    (Higher, "≥4", "≥3-4", "级", "better", "", "0.5"),
    (Higher, "≥4级", "4级", "", "equal", "", "0"),
    (Lower, "1级", "2级", "", "better", "", "1"),
    (Lower, "二级", "一级", "", "worse", "", "-1"),
    // Words.
    (Qualitative, "无裂纹", "无 裂纹", "", "equal", "", ""),
    (Qualitative, "A | B", "B | A", "", "equal", "", ""),
    (Higher, "无裂纹", "无裂纹", "", "equal", "", ""),
    (Qualitative, "5", "5.0", "", "equal", "", "0"),
    // Nothing to compare with.
    (Higher, "≥5", "无", "", "added", "", ""),
    (Qualitative, "无裂纹", "—", "", "added", "", ""),
    (Higher, "≥5", "", "", "cannot tell", "", ""),
];

#[test]
fn the_table_of_cases() {
    for (direction, here, there, unit, verdict, percent, margin) in CASES {
        let found = against(*direction, here, there, unit);
        let number = |text: &str| (!text.is_empty()).then(|| text.parse::<Decimal>().unwrap());
        let name = format!("{direction:?} {here} against {there} [{unit}]: {found:?}");
        assert_eq!(found.verdict.en(), *verdict, "{name}");
        assert_eq!(found.margin_percent, number(percent), "{name}");
        assert_eq!(found.margin, number(margin), "{name}");
    }
}

#[test]
fn what_does_not_compare_says_why() {
    let unit = |text: &str| Some(Unit::parse(text).unwrap());
    let units = |here: &str, there: &str| Obstacle::Units { here: unit(here), there: unit(there) };
    let cases = [
        (Lower, "≤5 mg/kg", "≤5 mg/L", units("mg/kg", "mg/L")),
        (Lower, "≤5 CFU/g", "≤5 CFU/mL", units("CFU/g", "CFU/mL")),
        (Lower, "≤5 dB(A)", "≤5 dB", units("dB(A)", "dB")),
        (Lower, "≤5", "≤5 mm", Obstacle::Units { here: None, there: unit("mm") }),
        (Higher, "≥5", "无裂纹", Obstacle::Kinds),
        (Higher, "≥4级", "≥4", Obstacle::Kinds),
        (Higher, "≥4级", "≥4星", Obstacle::Kinds),
        (Higher, "≥5", "≤5", Obstacle::OpenEnd),
        (Lower, "≥5", "≤5", Obstacle::OpenEnd),
        (Lower, "≥5", "≥4", Obstacle::OpenEnd),
        (InsideRange, "1～5", "2～6", Obstacle::Crossing),
        (InsideRange, "1～5", "6～7", Obstacle::Crossing),
        (SameValue, "10", "11", Obstacle::Crossing),
        (InsideRange, "≥5", "≤9", Obstacle::Crossing),
        (Qualitative, "无裂纹", "无锈蚀", Obstacle::Words),
        (Qualitative, "≥5", "≥4", Obstacle::Words),
        (Lower, "100000000000000±0.000000000001 t", "≤1 μg", Obstacle::Size),
    ];
    for (direction, here, there, obstacle) in cases {
        let found = against(direction, here, there, "");
        assert!(!obstacle.zh().is_empty() && !obstacle.to_string().is_empty());
        assert_eq!(found.verdict, Verdict::NotComparable(obstacle), "{here} {there}");
        assert_eq!((found.margin, found.margin_percent), (None, None));
    }
}

const LENGTHS: [(&str, i128); 4] = [("μm", 1), ("mm", 1_000), ("cm", 10_000), ("m", 1_000_000)];

/// Integers all through: value × 10⁶ in μm.
fn micro(value: Decimal, factor: i128) -> i128 {
    value.mantissa() * 10i128.pow(6 - value.scale()) * factor
}

fn number() -> impl Strategy<Value = Decimal> {
    (-99_999i64..=99_999, 0..=6u32).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale))
}

fn limit() -> impl Strategy<Value = Limit> {
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
    ]
}

fn any_stated() -> impl Strategy<Value = Stated> {
    let unit = prop::option::of(prop::sample::select(vec!["mm", "cm", "m", "kg", "CFU/g", "%", "mg/kg"]));
    let words = prop::sample::select(vec!["4级", "≥4-5级", "无裂纹", "A | B"]).prop_map(stated);
    let numeric = (limit(), unit).prop_map(|(limit, unit)| Stated {
        limit,
        unit: unit.map(|unit| Unit::parse(unit).unwrap()),
        remark: None,
    });
    prop_oneof![6 => numeric, 1 => words]
}

fn direction() -> impl Strategy<Value = Direction> {
    prop::sample::select(vec![Higher, Lower, InsideRange, SameValue, Qualitative])
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn bounds_agree_with_integers(
        a in number(), b in number(), ua in 0..4usize, ub in 0..4usize, open_a: bool, open_b: bool, lower: bool,
    ) {
        let make = |value, unit: usize, open| Stated {
            limit: match (lower, open) {
                (true, true) => Limit::LessThan(value),
                (true, false) => Limit::AtMost(value),
                (false, true) => Limit::MoreThan(value),
                (false, false) => Limit::AtLeast(value),
            },
            unit: Some(Unit::parse(LENGTHS[unit].0).unwrap()),
            remark: None,
        };
        let (x, y) = (micro(a, LENGTHS[ua].1), micro(b, LENGTHS[ub].1));
        let order = if lower { y.cmp(&x) } else { x.cmp(&y) }.then(open_a.cmp(&open_b));
        let expected = match order {
            Ordering::Greater => Verdict::Better,
            Ordering::Equal => Verdict::Equal,
            Ordering::Less => Verdict::Worse,
        };
        let direction = if lower { Lower } else { Higher };
        let found = compare(direction, &make(a, ua, open_a), &make(b, ub, open_b), None);
        prop_assert_eq!(&found.verdict, &expected);
        let gain = if lower { y - x } else { x - y };
        let margin = found.margin.unwrap();
        // Rounded to nine decimals of the unit here: at most half a unit of the last place away.
        let exact = Decimal::from_i128_with_scale(gain, 6) / Decimal::from_i128_with_scale(LENGTHS[ua].1, 0);
        prop_assert!((margin - exact).abs() <= Decimal::new(5, 10), "{} {}", margin, exact);
    }

    /// Exchanged, better is worse and worse is better, and what does not compare still does not.
    #[test]
    fn exchange_turns_the_verdict(a in any_stated(), b in any_stated(), direction in direction()) {
        let (forth, back) = (compare(direction, &a, &b, None), compare(direction, &b, &a, None));
        let turned = match &forth.verdict {
            Verdict::Better => back.verdict == Verdict::Worse,
            Verdict::Worse => back.verdict == Verdict::Better,
            Verdict::Equal => back.verdict == Verdict::Equal,
            Verdict::NotComparable(_) => matches!(back.verdict, Verdict::NotComparable(_)),
            Verdict::Added | Verdict::CannotTell(_) => false,
        };
        prop_assert!(turned, "{} {}: {:?} {:?}", a, b, forth, back);
        if let (Some(there), Some(here)) = (forth.margin, back.margin)
            && a.unit == b.unit
        {
            prop_assert_eq!(there, -here);
        }
    }

    #[test]
    fn a_limit_equals_itself(a in any_stated(), direction in direction()) {
        let found = compare(direction, &a, &a, None);
        let open = Verdict::NotComparable(Obstacle::OpenEnd);
        prop_assert!(found.verdict == Verdict::Equal || found.verdict == open, "{:?}", found);
        prop_assert!(found.margin.is_none_or(|margin| margin.is_zero()));
    }

    /// Better is transitive, so that a table cannot contradict itself.
    #[test]
    fn better_than_better_is_better(
        a in limit(), b in limit(), c in limit(), direction in prop::sample::select(vec![Higher, Lower, InsideRange]),
    ) {
        let plain = |limit| Stated { limit, unit: None, remark: None };
        let (a, b, c) = (plain(a), plain(b), plain(c));
        let better = |x, y| compare(direction, x, y, None).verdict == Verdict::Better;
        prop_assert!(!(better(&a, &b) && better(&b, &c)) || better(&a, &c));
    }

    /// Inside a range means: no value allowed here is forbidden there.
    #[test]
    fn better_ranges_allow_less(a in limit(), b in limit(), probe in number()) {
        let allows = |limit: &Limit, value: Decimal| match limit {
            Limit::AtLeast(low) => value >= *low,
            Limit::MoreThan(low) => value > *low,
            Limit::AtMost(high) => value <= *high,
            Limit::LessThan(high) => value < *high,
            Limit::Exactly(only) => value == *only,
            Limit::Range { from, to } => (*from..=*to).contains(&value),
            Limit::Nominal { value: aim, minus, plus } => (*aim - *minus..=*aim + *plus).contains(&value),
            Limit::Grade { .. } | Limit::OneOf(_) | Limit::Text(_) => unreachable!(),
        };
        let plain = |limit: &Limit| Stated { limit: limit.clone(), unit: None, remark: None };
        let verdict = compare(InsideRange, &plain(&a), &plain(&b), None).verdict;
        if matches!(verdict, Verdict::Better | Verdict::Equal) {
            prop_assert!(!allows(&a, probe) || allows(&b, probe), "{} in {} at {}", a, b, probe);
        }
    }
}
