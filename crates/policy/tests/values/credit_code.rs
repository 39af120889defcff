//! Unified social credit codes: real ones, the traps, and a second implementation of the check.

use policy::enterprise::credit_code::{CodeFault, CreditCode};
use proptest::prelude::*;

const SYMBOLS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const REAL: [&str; 5] = [
    "91350200MA2YJ1XR9G",
    "91350200776049653A",
    "91350203MA32AXT97E",
    "9135052155323005XL",
    "913502000728319549",
];
/// A real code that fails its own check.
const MISFIT: &str = "91350203M0001QAY9B";

/// The check the slow other way: Horner's rule from the right, no table of weights, and the check
/// character found by trying all 31 until the weighted sum of all 18 is 0 mod 31.
fn oracle_check(first17: &str) -> char {
    let value = |c: char| SYMBOLS.chars().position(|s| s == c).unwrap();
    let total = |text: &str| text.chars().rev().fold(0usize, |sum, c| (sum * 3 + value(c)) % 31);
    // The check itself has weight 1.
    let base = total(first17);
    SYMBOLS.chars().find(|c| (base + value(*c)).is_multiple_of(31)).unwrap()
}

#[test]
fn real_codes_pass_and_show_their_parts() {
    for text in REAL {
        let code = CreditCode::parse(text).unwrap();
        assert!(code.is_check_valid());
        assert_eq!(code.as_str(), text);
        assert_eq!(code.to_string(), text);
        assert_eq!(code.region(), &text[2..8]);
        assert_eq!(code.organization(), &text[8..17]);
        assert_eq!(code.authority(), '9');
        assert_eq!(oracle_check(&text[..17]), text.chars().last().unwrap());
    }
}

#[test]
fn writing_is_mended() {
    let code = CreditCode::parse("91350200MA2YJ1XR9G").unwrap();
    for text in [
        "91350200ma2yj1xr9g",
        "  9135 0200 MA2Y J1XR 9G\n",
        "９１３５０２００ＭＡ２ＹＪ１ＸＲ９Ｇ",
        "\u{feff}91350200\u{3000}MA2YJ1XR9G\u{200b}",
        "91350200MA2YJ1XR9\u{a0}ｇ",
    ] {
        assert_eq!(CreditCode::parse(text), Ok(code), "{text:?}");
    }
}

#[test]
fn a_sum_of_zero_gives_the_check_0() {
    // Found by counting up; the naive formula gives index 31 here, which is no symbol.
    let mut met = 0;
    for n in 0..200 {
        let first = format!("9133000000000{n:04}");
        if oracle_check(&first) == '0' {
            met += 1;
            assert!(CreditCode::parse(&format!("{first}0")).is_ok(), "{first}");
        }
    }
    assert!(met >= 3, "only {met} sums of 0 met");
}

#[test]
fn each_fault_is_named() {
    let cases = [
        ("", CodeFault::Length { found: 0 }),
        ("91350200MA2YJ1XR9", CodeFault::Length { found: 17 }),
        ("91350200MA2YJ1XR9GG", CodeFault::Length { found: 19 }),
        ("330782000012345", CodeFault::Length { found: 15 }),
        ("MA2YJ1XR9", CodeFault::Length { found: 9 }),
        ("9.1350200776E+17", CodeFault::Length { found: 16 }),
        ("91350200MA2YJ1XR9O", CodeFault::Character { position: 18, found: 'O' }),
        ("I1350200MA2YJ1XR9G", CodeFault::Character { position: 1, found: 'I' }),
        ("91350200MA2YJ1XR9é", CodeFault::Character { position: 18, found: 'é' }),
        ("91350200MA2YJ1浙R9G", CodeFault::Character { position: 15, found: '浙' }),
        ("9135-200MA2YJ1XR9G", CodeFault::Character { position: 5, found: '-' }),
        ("9135A200MA2YJ1XR9G", CodeFault::Division { position: 5, found: 'A' }),
        ("91350200MA2YJ1XR9H", CodeFault::Check { expected: 'G', found: 'H' }),
    ];
    for (text, fault) in cases {
        assert_eq!(CreditCode::parse(text), Err(fault), "{text:?}");
    }
    for letter in "IOSVZiosvz".chars() {
        let text = format!("91350200MA2YJ1XR9{letter}");
        assert_eq!(
            CreditCode::parse_overridden(&text),
            Err(CodeFault::Character { position: 18, found: letter })
        );
    }
}

#[test]
fn faults_speak_both_languages() {
    let fault = CreditCode::parse("91350200MA2YJ1XR9H").unwrap_err();
    assert!(fault.to_string().starts_with("the check character is `H` and should be `G`"));
    assert!(fault.zh().contains("应为“G”"));
    let short = CreditCode::parse("330782000012345").unwrap_err();
    assert!(short.to_string().contains("15 digits are an old registration"));
    assert!(short.zh().contains("旧注册号"));
}

#[test]
fn a_real_misfit_needs_the_override() {
    let expected = oracle_check(&MISFIT[..17]);
    assert_eq!(CreditCode::parse(MISFIT), Err(CodeFault::Check { expected, found: 'B' }));
    let code = CreditCode::parse_overridden(MISFIT).unwrap();
    assert!(!code.is_check_valid());
    // A record keeps it: JSON reads what an officer accepted, but not what has no shape.
    let json = serde_json::to_string(&code).unwrap();
    assert_eq!(json, format!("\"{MISFIT}\""));
    assert_eq!(serde_json::from_str::<CreditCode>(&json).unwrap(), code);
    assert!(serde_json::from_str::<CreditCode>("\"91350203M0001QAY9\"").is_err());
    assert!(serde_json::from_str::<CreditCode>("91350203").is_err());
}

#[test]
fn each_single_typo_is_caught() {
    for text in REAL {
        for place in 0..18 {
            for symbol in SYMBOLS.chars() {
                let mut typed: Vec<char> = text.chars().collect();
                if typed[place] == symbol {
                    continue;
                }
                typed[place] = symbol;
                let typed: String = typed.into_iter().collect();
                assert!(CreditCode::parse(&typed).is_err(), "{typed}");
            }
        }
    }
}

#[test]
fn the_schema_pattern_is_the_alphabet() {
    let schema = serde_json::to_value(schemars::schema_for!(CreditCode)).unwrap();
    let pattern = schema["pattern"].as_str().unwrap();
    // The class in the pattern, spelled out, is the alphabet of the standard.
    let class = pattern.split_once('[').unwrap().1.split_once(']').unwrap().0;
    let mut spelled = String::new();
    let chars: Vec<char> = class.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if chars.get(at + 1) == Some(&'-') {
            spelled.extend(chars[at]..=chars[at + 2]);
            at += 3;
        } else {
            spelled.push(chars[at]);
            at += 1;
        }
    }
    assert_eq!(spelled, SYMBOLS);
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn check_agrees_with_the_oracle(first in "[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}") {
        let check = oracle_check(&first);
        let code = CreditCode::parse(&format!("{first}{check}")).unwrap();
        prop_assert!(code.is_check_valid());
        prop_assert_eq!(CreditCode::parse(&code.to_string()), Ok(code));
        prop_assert_eq!(&serde_json::from_str::<CreditCode>(&serde_json::to_string(&code).unwrap()).unwrap(), &code);
        let wrong = SYMBOLS.chars().find(|c| *c != check).unwrap();
        let missed = CreditCode::parse(&format!("{first}{wrong}"));
        prop_assert_eq!(missed, Err(CodeFault::Check { expected: check, found: wrong }));
    }

    #[test]
    fn any_text_is_answered(text in any::<String>(), close in "[0-9A-Z０-Ｚ —]{16,20}") {
        for text in [text, close] {
            if let Err(fault) = CreditCode::parse(&text) {
                prop_assert!(!fault.zh().is_empty() && !fault.to_string().is_empty());
            }
        }
    }

    #[test]
    fn order_is_the_order_of_texts(a in "91[0-9]{6}[0-9A-H]{10}", b in "91[0-9]{6}[0-9A-H]{10}") {
        let (x, y) = (CreditCode::parse_overridden(&a).unwrap(), CreditCode::parse_overridden(&b).unwrap());
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
    }
}
