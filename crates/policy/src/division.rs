//! The county-level divisions of Zhejiang: a county's name for its code, in Chinese and in pinyin, and the code for a
//! name; and the provinces, by which places outside Zhejiang are named. Codes that were abolished stay readable: the list is used to read names, never to refuse codes.

use crate::article::Said;

/// Embedded; its first line names the source.
const DIVISIONS: &str = include_str!("../data/divisions.csv");
/// The provinces, likewise.
const PROVINCES: &str = include_str!("../data/provinces.csv");
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

/// A province, or what stands beside one: a municipality, an autonomous or special administrative region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province {
    /// Six digits (GB/T 2260).
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its name in English.
    pub english: &'static str,
}

/// All provinces, by code; Zhejiang is among them.
pub fn provinces() -> impl Iterator<Item = Province> {
    PROVINCES.lines().filter(|line| line.starts_with(|digit: char| digit.is_ascii_digit())).filter_map(
        |line| {
            let mut parts = line.split(',');
            Some(Province { code: parts.next()?, name: parts.next()?, english: parts.next()? })
        },
    )
}

/// The province in which a division lies, by the first two digits of its code.
#[must_use]
pub fn province_of(code: &str) -> Option<Province> {
    provinces().find(|province| code.get(..2) == province.code.get(..2))
}

/// The first digits that the codes of all divisions within a division share: its own but for the zeros behind.
#[must_use]
pub fn within(code: &str) -> &str {
    let city = code.strip_suffix("00").unwrap_or(code);
    city.strip_suffix("00").unwrap_or(city)
}

/// Whether a text is a name, as it is written or without the word for what the place is (安吉 for 安吉县).
fn is_named(name: &str, text: &str) -> bool {
    let short = name.strip_suffix(['省', '市', '县', '区']).filter(|short| short.chars().count() > 1);
    name == text || short == Some(text)
}

/// The code that a text means: six digits, or the name of a county or city of Zhejiang or of a province, in Chinese, with or
/// without the word for what it is, or in Latin letters, also as [`name_of`] tells it; of a place outside Zhejiang the name of
/// its province goes before. `None` for anything else, also for a name that two counties share unless the city stands
/// before it.
#[must_use]
pub fn code_of(text: &str) -> Option<&str> {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text);
    }
    let text = text.trim();
    let whole = provinces().find(|it| is_named(it.name, text) || it.english.eq_ignore_ascii_case(text));
    if let Some(province) = whole {
        return Some(province.code);
    }
    let beyond = provinces().find(|it| it.code != PROVINCE && text.starts_with(it.name));
    if let Some(province) = beyond {
        return Some(province.code);
    }
    let text = text.strip_prefix("浙江省").unwrap_or(text);
    let (latin, of) =
        text.split_once(',').map_or((text, None), |(own, city)| (own.trim(), Some(city.trim())));
    let named = |division: &Division| {
        let rest = text
            .strip_prefix(division.city)
            .or_else(|| text.strip_prefix(division.city.trim_end_matches('市')));
        is_named(division.name, text)
            || rest.is_some_and(|rest| is_named(division.name, rest))
            || division.pinyin.eq_ignore_ascii_case(latin)
                && of.is_none_or(|city| division.city_pinyin.eq_ignore_ascii_case(city))
    };
    let city = counties()
        .find(|it| is_named(it.city, text) || it.city_pinyin.eq_ignore_ascii_case(text))
        .map(|division| division.city_code);
    let mut found = counties().filter(named);
    match (found.next(), found.next()) {
        (_, _) if city.is_some() => city,
        (Some(one), None) => Some(one.code),
        (Some(_), Some(_)) | (None, _) => None,
    }
}

/// The name of a division: the county with its city, the city, or the province; of a place outside Zhejiang, the province
/// that it lies in. `None` for a code that is in none.
#[must_use]
pub fn name_of(code: &str) -> Option<Said> {
    let province = province_of(code);
    match province {
        Some(province) if province.code == code => return Some(Said::new(province.name, province.english)),
        Some(province) if !is_in_zhejiang(code) => {
            return Some(Said::new(format!("{}境内", province.name), format!("in {}", province.english)));
        }
        Some(_) | None => {}
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
