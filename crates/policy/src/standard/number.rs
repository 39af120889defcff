//! The number of a standard and of one of its editions, read from all the ways they are written
//! (`T/ZZB2109—2021`, `ＧＢ／Ｔ 1.1－2020`, `ISO9001：2015`) into one form that can be a key.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

pub use super::designator::Family;
use super::designator::{digits, family_of, letters, read as read_designator};
pub use super::number_fault::NumberFault;
use crate::writing::{clip, fold, is_dash};

/// Nobody writes longer ones; a longer text is something else.
const MAX_CHARS: usize = 64;
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;

/// The identity of a standard, which it keeps through its revisions: `T/ZZB 2109`, `GB/T 1.1`,
/// `IEC 60335-2-30`. As text and in JSON it is this normal form; order is the order of the texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StandardNumber(String);

/// One edition of a standard: its number and year, as a key `T/ZZB 2109-2021`, `ISO 9001:2015`,
/// `ASTM F963-17`. Ordered by number, then year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EditionNumber {
    number: StandardNumber,
    year: u16,
}

/// A standard as texts cite it: with a year it is that edition, without one the newest is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cited {
    /// The standard.
    pub number: StandardNumber,
    /// The year of the edition, when given.
    pub year: Option<u16>,
}

impl StandardNumber {
    /// Reads the number of a standard, without year.
    ///
    /// # Errors
    /// What cannot be read, or a year where none belongs.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let Cited { number, year } = Cited::parse(text)?;
        match year {
            None => Ok(number),
            Some(year) => Err(NumberFault::YearNotWanted { number: number.0, year }),
        }
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The letters in front: `T/ZZB`, `GB`, `ISO/IEC`.
    pub fn designator(&self) -> &str {
        let (front, _) = self.0.rsplit_once(' ').unwrap_or_default();
        // JIS writes a letter apart (`JIS S 2092`); it belongs to the sequence.
        front.rsplit_once(' ').filter(|(_, letter)| letter.len() == 1).map_or(front, |(front, _)| front)
    }

    /// What follows the letters: `2109`, `1.1`, `60335-2-30`, `S 2092`.
    pub fn sequence(&self) -> &str {
        self.0.get(self.designator().len()..).unwrap_or_default().trim_start()
    }

    /// The family the number belongs to.
    pub fn family(&self) -> Family {
        family_of(self.designator())
    }

    /// Whether it is a mandatory national standard by its number: `GB` without `/T` or `/Z`. `GBZ` is
    /// taken as mandatory too, because the law on occupational diseases makes it so. Some `GB` numbers
    /// were turned into voluntary ones by announcement: that is a fact of the standard, not of its number.
    pub fn is_mandatory_national(&self) -> bool {
        self.family() == Family::NationalMandatory
    }
}

impl EditionNumber {
    /// The edition of a year.
    ///
    /// # Errors
    /// A year outside 1900 to 2099.
    pub fn new(number: StandardNumber, year: u16) -> Result<Self, NumberFault> {
        if YEARS.contains(&year) {
            Ok(Self { number, year })
        } else {
            Err(NumberFault::Year { found: year.to_string() })
        }
    }

    /// Reads number and year.
    ///
    /// # Errors
    /// What cannot be read, or a missing year.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let Cited { number, year } = Cited::parse(text)?;
        match year {
            Some(year) => Self::new(number, year),
            None => Err(NumberFault::YearMissing { number: number.0 }),
        }
    }

    /// Reads the form in which rows and entries keep nearly every edition, `T/ZZB 2109-2021`; `None` for any other,
    /// which is read as people write it. Every page behind a code reads two of them.
    fn as_kept(text: &str) -> Option<Self> {
        let (number, year) = text.split_at_checked(10)?;
        let is_four = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        number.strip_prefix("T/ZZB ").filter(|sequence| is_four(sequence))?;
        let year = year.strip_prefix('-').filter(|year| is_four(year))?.parse().ok()?;
        Self::new(StandardNumber(number.to_owned()), year).ok()
    }

    /// The standard.
    pub fn number(&self) -> &StandardNumber {
        &self.number
    }

    /// The year of the edition.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The form for paper and pages: Chinese numbers with the em dash, `T/ZZB 2109—2021`; the others as
    /// their bodies print them, `ISO 9001:2015`, `ASTM F963-17`.
    pub fn print(&self) -> String {
        if self.number.family().is_chinese() {
            format!("{}—{}", self.number, self.year)
        } else {
            self.to_string()
        }
    }
}

impl Cited {
    /// Reads a number with or without a year.
    ///
    /// # Errors
    /// What cannot be read: the first fault from the left.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        let written = normalise(text);
        if written.is_empty() {
            return Err(NumberFault::Empty);
        }
        if written.chars().count() > MAX_CHARS {
            return Err(NumberFault::Long { found: clip(&written) });
        }
        let (designator, rest) = read_designator(&written)?;
        let (sequence, rest) = read_sequence(&designator, rest.trim_start())?;
        let (year, rest) = read_year(&designator, rest)?;
        if !rest.is_empty() {
            return Err(NumberFault::Trailing { found: clip(rest) });
        }
        Ok(Self { number: StandardNumber(format!("{designator} {sequence}")), year })
    }
}

/// Folds, uppercases, unifies slashes and dashes; drops each space that stands beside a mark, and
/// doubled ones. A space between two letters or digits stays: only the reader knows what it means.
fn normalise(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut pending_space = false;
    for found in fold(text).chars() {
        let found = match found {
            '\u{2215}' | '\u{2044}' => '/',
            _ if is_dash(found) => '-',
            _ => found.to_ascii_uppercase(),
        };
        if found == ' ' {
            pending_space = true;
            continue;
        }
        let is_mark = |mark: char| matches!(mark, '-' | '.' | ':');
        if pending_space && !is_mark(found) && tidy.chars().next_back().is_some_and(|last| !is_mark(last)) {
            tidy.push(' ');
        }
        pending_space = false;
        tidy.push(found);
    }
    tidy
}

/// `2109`, `1.1`, `002S` (company food standards); abroad `60335-2-30`, `105-X12`, `D4236`, `S 2092`.
fn read_sequence<'a>(designator: &str, text: &'a str) -> Result<(String, &'a str), NumberFault> {
    let family = family_of(designator);
    let (letter, rest) = if family.is_chinese() { ("", text) } else { letters(text) };
    let (first, mut rest) = digits(rest.trim_start());
    let fault = || NumberFault::Sequence { designator: designator.to_owned(), found: clip(text) };
    if first.is_empty() || first.len() > 6 || letter.len() > 1 {
        return Err(fault());
    }
    let mut sequence = match (designator, letter) {
        // Four digits with leading zeros are the association's form; people drop the zeros.
        ("T/ZZB", _) => format!("{first:0>4}"),
        ("JIS", letter) if !letter.is_empty() => format!("{letter} {first}"),
        _ => format!("{letter}{first}"),
    };
    while let Some((part, after)) = read_part(designator, rest) {
        sequence.push_str(part);
        rest = after;
    }
    let (suffix, after) = letters(rest);
    if !suffix.is_empty() {
        if family != Family::Enterprise || suffix.len() > 2 {
            return Err(fault());
        }
        sequence.push_str(suffix);
    }
    Ok((sequence, after))
}

/// One part number with its separator: `.1` anywhere, `-2` and `-X12` abroad. Four digits after a
/// hyphen are a year, never a part. ASTM numbers have no parts: `F963-17` is the edition of 2017.
fn read_part<'a>(designator: &str, text: &'a str) -> Option<(&'a str, &'a str)> {
    let hyphened = !family_of(designator).is_chinese() && designator != "ASTM";
    let number = match text.strip_prefix('.') {
        Some(number) => number,
        None => {
            let (letter, number) = letters(text.strip_prefix('-').filter(|_| hyphened)?);
            Some(number).filter(|_| letter.len() <= 1)?
        }
    };
    let (part, after) = digits(number);
    if part.is_empty() || part.len() > 3 {
        return None;
    }
    text.split_at_checked(text.len().saturating_sub(after.len()))
}

fn read_year<'a>(designator: &str, text: &'a str) -> Result<(Option<u16>, &'a str), NumberFault> {
    let Some(written) = text.strip_prefix(['-', ':']) else { return Ok((None, text)) };
    let (year, rest) = digits(written);
    let fault = || NumberFault::Year { found: clip(written) };
    let number: u16 = year.parse().map_err(|_| fault())?;
    let full = match (year.len(), designator) {
        (4, _) => number,
        (2, "ASTM") if number < 50 => 2000 + number,
        (2, _) if number >= 50 => 1900 + number,
        _ => return Err(fault()),
    };
    if YEARS.contains(&full) { Ok((Some(full), rest)) } else { Err(fault()) }
}

impl fmt::Display for StandardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The key form, with an ASCII hyphen in Chinese numbers; [`EditionNumber::print`] has the em dash.
impl fmt::Display for EditionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.number.designator(), self.year) {
            ("ASTM", 1950..=2049) => write!(f, "{}-{:02}", self.number, self.year % 100),
            _ if self.number.family().is_chinese() => write!(f, "{}-{}", self.number, self.year),
            _ => write!(f, "{}:{}", self.number, self.year),
        }
    }
}

impl FromStr for StandardNumber {
    type Err = NumberFault;
    fn from_str(text: &str) -> Result<Self, NumberFault> {
        Self::parse(text)
    }
}

impl FromStr for EditionNumber {
    type Err = NumberFault;
    fn from_str(text: &str) -> Result<Self, NumberFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for StandardNumber {
    type Error = NumberFault;
    fn try_from(text: String) -> Result<Self, NumberFault> {
        Self::parse(&text)
    }
}

impl TryFrom<String> for EditionNumber {
    type Error = NumberFault;
    fn try_from(text: String) -> Result<Self, NumberFault> {
        Self::as_kept(&text).map_or_else(|| Self::parse(&text), Ok)
    }
}

impl From<StandardNumber> for String {
    fn from(number: StandardNumber) -> Self {
        number.0
    }
}

impl From<EditionNumber> for String {
    fn from(edition: EditionNumber) -> Self {
        edition.to_string()
    }
}

impl JsonSchema for StandardNumber {
    fn schema_name() -> Cow<'static, str> {
        "StandardNumber".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "number of a standard without year; dashes, spaces, case and full-width characters are mended",
            "examples": ["T/ZZB 2109", "GB/T 1.1", "IEC 60335-2-30"],
        })
    }
}

impl JsonSchema for EditionNumber {
    fn schema_name() -> Cow<'static, str> {
        "EditionNumber".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "number and year of an edition; dashes, spaces, case and full-width characters are mended",
            "examples": ["T/ZZB 2109-2021", "GB 18401-2010", "ISO 9001:2015"],
        })
    }
}
