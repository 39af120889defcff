//! The county-level divisions of Zhejiang: a county's name for its code, in Chinese and in pinyin, and the code for a
//! name. Codes that were abolished stay readable: the list is used to read names, never to refuse codes.

use crate::article::Said;

/// Embedded; its first line names the source.
const DIVISIONS: &str = include_str!("../data/divisions.csv");
/// The province.
pub const PROVINCE: &str = "330000";

/// Whether a division code lies in the province.
#[must_use]
pub fn is_in_zhejiang(code: &str) -> bool {
    code.starts_with("33")
}

/// One division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Six digits (GB/T 2260).
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The city's code.
    pub city_code: &'static str,
    /// The city it belongs to.
    pub city: &'static str,
    /// Its name in pinyin, without the word for what it is.
    pub pinyin: &'static str,
    /// The city's name in pinyin.
    pub city_pinyin: &'static str,
}

/// All counties, by code.
pub fn counties() -> impl Iterator<Item = Division> {
    DIVISIONS.lines().filter(|line| line.starts_with("33")).filter_map(|line| {
        let mut parts = line.split(',');
        let mut part = || parts.next();
        Some(Division {
            code: part()?,
            name: part()?,
            city_code: part()?,
            city: part()?,
            pinyin: part()?,
            city_pinyin: part()?,
        })
    })
}

/// The code that a text means: six digits, or the name of a county or city of Zhejiang. `None` for anything else,
/// also for a name that two counties share unless the city stands before it.
#[must_use]
pub fn code_of(text: &str) -> Option<&str> {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text);
    }
    let named = |division: &Division| {
        division.name == text || text.strip_prefix(division.city).is_some_and(|rest| rest == division.name)
    };
    let mut found = counties().filter(named);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.code),
        (Some(_), Some(_)) => None,
        (None, _) => counties().find(|division| division.city == text).map(|division| division.city_code),
    }
}

/// The name of a division: the county with its city, the city, or the province. `None` for a code that is not in
/// the list.
#[must_use]
pub fn name_of(code: &str) -> Option<Said> {
    if code == PROVINCE {
        return Some(Said::new("浙江省", "Zhejiang"));
    }
    if let Some(county) = counties().find(|division| division.code == code) {
        return Some(Said::new(
            format!("{}{}", county.city, county.name),
            format!("{}, {}", county.pinyin, county.city_pinyin),
        ));
    }
    let city = counties().find(|division| division.city_code == code)?;
    Some(Said::new(city.city, city.city_pinyin))
}

/// The codes of the offices in whose area a division lies: its own, its city's and the province's.
#[must_use]
pub fn above(code: &str) -> Vec<&str> {
    let city = counties().find(|division| division.code == code).map(|division| division.city_code);
    let mut codes = vec![code];
    codes.extend(city);
    if code != PROVINCE && code.starts_with("33") {
        codes.push(PROVINCE);
    }
    codes
}
