//! The county-level divisions of Zhejiang, so that people may write a county's name in place of its code. Codes
//! that were abolished stay readable: the list is used to read names, never to refuse codes.

/// Embedded; its first line names the source.
const DIVISIONS: &str = include_str!("../demo/divisions.csv");

/// One division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Six digits (GB/T 2260).
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The city it belongs to.
    pub city: &'static str,
    /// The city's code.
    pub city_code: &'static str,
}

/// All counties, by code.
pub fn counties() -> impl Iterator<Item = Division> {
    DIVISIONS.lines().filter(|line| line.starts_with("33")).filter_map(|line| {
        let mut parts = line.split(',');
        let (code, name) = (parts.next()?, parts.next()?);
        let (city_code, city) = (parts.next()?, parts.next()?);
        Some(Division { code, name, city, city_code })
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

/// The name of a division: the county with its city, or the city.
#[must_use]
pub fn name_of(code: &str) -> Option<String> {
    if code == "330000" {
        return Some("浙江省".to_owned());
    }
    let county = counties().find(|division| division.code == code);
    let city =
        || counties().find(|division| division.city_code == code).map(|division| division.city.to_owned());
    county.map(|division| format!("{}{}", division.city, division.name)).or_else(city)
}
