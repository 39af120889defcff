//! Verification codes: every typo of one character, every swap, the bijection, and how people type.

use std::collections::HashSet;

use policy::authorization::code::{MarkCode, MarkFault};
use proptest::prelude::*;

const SYMBOLS: &str = "23456789CDEFHJKMPRTVWXY";

fn body(serial: u64) -> Vec<char> {
    MarkCode::from_serial(serial).unwrap().to_string()[4..].replace('-', "").chars().collect()
}

fn read(symbols: &[char]) -> Result<MarkCode, MarkFault> {
    MarkCode::parse(&symbols.iter().collect::<String>())
}

/// Serials that between them have every symbol in every place.
fn spread() -> Vec<u64> {
    (0..200).map(|n| n * (MarkCode::CAPACITY / 200)).collect()
}

#[test]
fn the_shape_and_the_alphabet() {
    let code = MarkCode::from_serial(0).unwrap().to_string();
    assert_eq!(code.len(), 13);
    assert!(code.starts_with("PZB-") && code.as_bytes()[8] == b'-');
    assert!(code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'));
    for confusable in "01OQILZSBGAUN".chars() {
        assert!(!SYMBOLS.contains(confusable));
        let text = format!("{confusable}2345678");
        assert_eq!(MarkCode::parse(&text), Err(MarkFault::Character { position: 1, found: confusable }));
    }
    const { assert!(MarkCode::CAPACITY >= 1_000_000_000) };
}

/// Codes are on goods: these pairs may never change. (Computed by a second program, not copied from ours.)
#[test]
fn the_mapping_is_fixed_for_ever() {
    let last = MarkCode::CAPACITY - 1;
    let printed: Vec<String> =
        [0, 1, 2, 1_000_000, last].map(|serial| MarkCode::from_serial(serial).unwrap().to_string()).into();
    assert_eq!(
        printed,
        ["PZB-454C-KPM4", "PZB-7379-PJKH", "PZB-2X39-DEJC", "PZB-4W4P-W9JE", "PZB-2J8Y-XVP3"]
    );
    assert_eq!(MarkCode::from_serial(last + 1), Err(MarkFault::Serial { serial: last + 1 }));
    assert_eq!(MarkCode::from_serial(u64::MAX), Err(MarkFault::Serial { serial: u64::MAX }));
}

#[test]
fn every_substitution_in_every_place_is_caught() {
    let mut tried = HashSet::new();
    for serial in spread() {
        let code = body(serial);
        for place in 0..8 {
            for symbol in SYMBOLS.chars().filter(|s| *s != code[place]) {
                let mut typed = code.clone();
                typed[place] = symbol;
                assert_eq!(read(&typed), Err(MarkFault::Check), "{typed:?}");
                tried.insert((place, code[place], symbol));
            }
        }
    }
    assert_eq!(tried.len(), 8 * 23 * 22, "every pair of symbols in every place");
}

#[test]
fn every_swap_is_caught() {
    let mut tried = HashSet::new();
    for serial in (0..20_000).map(|n| n * (MarkCode::CAPACITY / 20_000)) {
        let code = body(serial);
        for a in 0..8 {
            for b in a + 1..8 {
                if code[a] != code[b] {
                    let mut typed = code.clone();
                    typed.swap(a, b);
                    assert_eq!(read(&typed), Err(MarkFault::Check), "{typed:?}");
                    tried.insert((a, b, code[a], code[b]));
                }
            }
        }
    }
    assert_eq!(tried.len(), 28 * 23 * 22, "every ordered pair of symbols in every pair of places");
}

#[test]
fn doubled_wrong_pairs_are_caught() {
    let mut met = 0;
    for serial in (0..20_000).map(|n| n * 170_000) {
        let code = body(serial);
        for place in (0..7).filter(|at| code[*at] == code[*at + 1]) {
            for symbol in SYMBOLS.chars().filter(|s| *s != code[place]) {
                let mut typed = code.clone();
                typed[place] = symbol;
                typed[place + 1] = symbol;
                assert_eq!(read(&typed), Err(MarkFault::Check));
                met += 1;
            }
        }
    }
    assert!(met > 1_000);
}

/// The printed text with each of its 13 characters changed to anything typable, or two neighbours
/// swapped, or one lost, or one doubled: never another code.
#[test]
fn no_slip_on_the_printed_text_gives_another_code() {
    let typable: Vec<char> = (' '..='~').collect();
    for serial in spread().into_iter().step_by(10) {
        let code = MarkCode::from_serial(serial).unwrap();
        let printed: Vec<char> = code.to_string().chars().collect();
        let check = |typed: &[char]| match read(typed) {
            Ok(read) => assert_eq!(read, code, "{typed:?}"),
            Err(fault) => assert!(!fault.zh().is_empty()),
        };
        for at in 0..printed.len() {
            for c in &typable {
                let mut typed = printed.clone();
                typed[at] = *c;
                check(&typed);
            }
            let mut lost = printed.clone();
            let c = lost.remove(at);
            check(&lost);
            lost.insert(at, c);
            lost.insert(at, c);
            check(&lost);
            if at > 0 {
                let mut typed = printed.clone();
                typed.swap(at - 1, at);
                check(&typed);
            }
        }
    }
}

#[test]
fn neighbours_differ_visibly() {
    let starts = (0..2_000).map(|n| n * (MarkCode::CAPACITY / 2_000));
    for start in starts {
        let (a, b) = (body(start), body(start + 1));
        let differing = a.iter().zip(&b).filter(|(x, y)| x != y).count();
        assert!(differing >= 6, "{start}: {a:?} {b:?}");
    }
}

#[test]
fn serials_and_codes_are_one_to_one() {
    let codes: HashSet<MarkCode> = (0..100_000).map(|n| MarkCode::from_serial(n).unwrap()).collect();
    assert_eq!(codes.len(), 100_000);
}

#[test]
fn people_type_it_in_many_ways() {
    let code = MarkCode::from_serial(4_711).unwrap();
    let printed = code.to_string();
    let wide: String = printed.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
    let ways = [
        printed.clone(),
        printed.to_lowercase(),
        printed.replace('-', ""),
        printed.replace('-', " "),
        printed.replace('-', "—"),
        printed.replace('-', "－"),
        printed.trim_start_matches("PZB-").to_owned(),
        format!("\u{3000}{printed}\r\n"),
        wide,
    ];
    for way in ways {
        assert_eq!(MarkCode::parse(&way), Ok(code), "{way:?}");
    }
}

#[test]
fn faults_name_what_is_wrong() {
    let printed = MarkCode::from_serial(7).unwrap().to_string();
    assert_eq!(MarkCode::parse(""), Err(MarkFault::Length { found: 0 }));
    assert_eq!(MarkCode::parse(&printed[..12]), Err(MarkFault::Length { found: 7 }));
    assert_eq!(MarkCode::parse(&format!("{printed}2")), Err(MarkFault::Length { found: 9 }));
    assert_eq!(MarkCode::parse("2345-678"), Err(MarkFault::Length { found: 7 }));
    let short = MarkCode::parse(&printed[..12]).unwrap_err();
    assert_eq!(short.to_string(), "a code has 8 characters after `PZB`, here are 7");
    assert_eq!(short.zh(), "查验码在“PZB”之后应有8个字符，现有7个");
    assert_eq!(MarkCode::parse(&printed.replace("PZB", "PZ8")), Err(MarkFault::Prefix));
    assert_eq!(MarkCode::parse("ZJM-006-4481-2017"), Err(MarkFault::Length { found: 14 }));
    assert_eq!(MarkCode::parse("2222-2222"), Err(MarkFault::Check));
    assert_eq!(MarkCode::parse("PZB-2345-67浙9"), Err(MarkFault::Character { position: 7, found: '浙' }));
    assert!(MarkCode::parse("PZB-2345-67浙9").unwrap_err().to_string().contains("character 7 after `PZB`"));
    assert!(serde_json::from_str::<MarkCode>("\"2222-2222\"").is_err());
}

#[test]
fn the_schema_names_the_same_symbols() {
    let schema = serde_json::to_value(schemars::schema_for!(MarkCode)).unwrap();
    let class = format!("[{}]{{4}}", SYMBOLS.replace("23456789", "2-9"));
    assert_eq!(schema["pattern"], format!("^PZB-{class}-{class}$"));
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn serial_to_code_and_back(serial in 0..MarkCode::CAPACITY) {
        let code = MarkCode::from_serial(serial).unwrap();
        prop_assert_eq!(code.serial(), serial);
        prop_assert_eq!(MarkCode::parse(&code.to_string()), Ok(code));
        let json = serde_json::to_string(&code).unwrap();
        prop_assert_eq!(serde_json::from_str::<MarkCode>(&json).unwrap(), code);
    }

    #[test]
    fn any_text_is_answered(text in any::<String>(), close in "[PZB2-9C-Y－ ]{7,13}") {
        for text in [text, close] {
            if let Ok(code) = MarkCode::parse(&text) {
                prop_assert_eq!(MarkCode::from_serial(code.serial()), Ok(code));
            }
        }
    }
}
