//! The public verification code of an authorised product, printed on goods and typed by people
//! (`PZB-XXXX-XXXX`): no look-alike characters, every single typo and every swap of neighbours caught.
//!
//! The prefix is not `ZJM`, because the certification rules of the scheme are numbered `ZJM-AAA-BBBB-YYYY`
//! and a code must not be taken for one. The code hides nothing and promises nothing: it names a page.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::writing::{fold_tight, is_dash};

/// The 23 symbols. Left out of digits and letters: `0 O Q` `1 I L` `2/Z` `5/S` `8/B` `6/G` `4/A` `U/V`
/// `M/N` (one of each pair stays). 23 is prime, which the check rests on.
const ALPHABET: &[u8; 23] = b"23456789CDEFHJKMPRTVWXY";
const BASE: u64 = 23;
const PREFIX: &str = "PZB";
const DATA: usize = 7;
const LENGTH: usize = 8;
/// The weighted sum of all eight symbols is this, mod 23. Not 0, so that `2222-2222` is no code.
const RESIDUE: u64 = 11;
/// 8 · 3 = 24 = 1 mod 23: the inverse of the weight of the check symbol.
const CHECK_INVERSE: u64 = 3;

/// The bijection serial → code number is x ↦ C·reverse(A·x + B) + D, `reverse` turning the seven base-23
/// digits round. Chosen by a seeded search so that neighbouring serials differ in at least six symbols.
const A: u64 = 771_872_012;
const A_INVERSE: u64 = 102_123_187;
const B: u64 = 1_711_475_963;
const C: u64 = 3_365_515_236;
const C_INVERSE: u64 = 3_380_994_222;
const D: u64 = 3_401_961_242;
const _: () = assert!(times(A, A_INVERSE) == 1 && times(C, C_INVERSE) == 1);

/// A public verification code.
///
/// Printed `PZB-7K4M-2XR9`: seven data symbols and a check symbol from an alphabet of 23. As text it uses
/// only what QR alphanumeric mode has. Each substitution of one symbol, each swap of two symbols
/// (neighbours or not) and each doubled wrong pair (`44` for `77`) is caught, never read as another code.
/// Two codes are ordered as their texts are, which is not the order of serials.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MarkCode([u8; LENGTH]);

impl MarkCode {
    /// How many codes there are: serials 0 to 23⁷ − 1 (3 404 825 446).
    pub const CAPACITY: u64 = BASE.pow(DATA as u32);

    /// How many characters a code has as it is printed: prefix, symbols and two hyphens.
    pub const PRINTED: usize = PREFIX.len() + LENGTH + 2;

    /// The code of a serial number. Different serials have different codes, and neighbouring serials
    /// have visibly different ones. The mapping is fixed for ever: codes are on goods.
    ///
    /// # Errors
    /// A serial from [`MarkCode::CAPACITY`] on.
    pub fn from_serial(serial: u64) -> Result<Self, MarkFault> {
        if serial >= Self::CAPACITY {
            return Err(MarkFault::Serial { serial });
        }
        let mut rest = plus(times(C, reverse(plus(times(A, serial), B))), D);
        let mut values = [0u64; DATA];
        for slot in values.iter_mut().rev() {
            *slot = rest % BASE;
            rest /= BASE;
        }
        let mut symbols = [0u8; LENGTH];
        let written = values.into_iter().chain([check_value(values)]);
        for (slot, value) in symbols.iter_mut().zip(written) {
            *slot = symbol_of(value);
        }
        Ok(Self(symbols))
    }

    /// The serial number behind the code.
    pub fn serial(&self) -> u64 {
        let number =
            self.0.iter().take(DATA).fold(0, |sum, symbol| sum * BASE + value_of(*symbol).unwrap_or(0));
        let turned = times(C_INVERSE, minus(number, D));
        times(A_INVERSE, minus(reverse(turned), B))
    }

    /// Reads a code as people type it: with or without the prefix, the hyphens (any dash) and spaces,
    /// in lower case or full-width characters.
    ///
    /// # Errors
    /// Wrong length, wrong prefix, a character that codes do not use, or a wrong check symbol: then the
    /// code was mistyped, and no other code is guessed.
    pub fn parse(text: &str) -> Result<Self, MarkFault> {
        if let Some(code) = Self::as_printed(text) {
            return Ok(code);
        }
        let mut typed: String = fold_tight(text);
        typed.retain(|found| !is_dash(found));
        typed.make_ascii_uppercase();
        // No code begins with the prefix, of which two letters are no symbols.
        let body = match typed.strip_prefix(PREFIX) {
            Some(body) => body,
            None if typed.chars().count() == PREFIX.len() + LENGTH => return Err(MarkFault::Prefix),
            None => typed.as_str(),
        };
        let found = body.chars().count();
        if found != LENGTH {
            return Err(MarkFault::Length { found });
        }
        let mut symbols = [0u8; LENGTH];
        let mut sum = 0;
        for ((slot, written), weight) in symbols.iter_mut().zip(body.chars()).zip(1..) {
            let known = u8::try_from(written).ok().and_then(|symbol| Some((symbol, value_of(symbol)?)));
            let (symbol, value) = known.ok_or(MarkFault::Character { position: weight, found: written })?;
            *slot = symbol;
            sum += weight as u64 * value;
        }
        if sum % BASE == RESIDUE { Ok(Self(symbols)) } else { Err(MarkFault::Check) }
    }

    /// Reads a code as it is printed, which is how addresses and rows have it; `None` for any other text, which is read
    /// as people write.
    fn as_printed(text: &str) -> Option<Self> {
        let (first, second) = text.strip_prefix(PREFIX)?.strip_prefix('-')?.split_once('-')?;
        let symbols: [u8; LENGTH] = match (first.as_bytes(), second.as_bytes()) {
            (&[a, b, c, d], &[e, f, g, h]) => [a, b, c, d, e, f, g, h],
            _ => return None,
        };
        let mut sum = 0;
        for (symbol, weight) in symbols.iter().zip(1..) {
            sum += weight * value_of(*symbol)?;
        }
        (sum % BASE == RESIDUE).then_some(Self(symbols))
    }
}

/// The check symbol's value: makes the sum of weight × value over all eight positions (weights 1 to 8)
/// equal to [`RESIDUE`] mod 23. Weights are different and none is 0, so with a prime modulus one changed
/// symbol or two swapped ones always change the sum; two neighbouring weights never add up to 23, so a
/// doubled wrong pair does too.
fn check_value(values: [u64; DATA]) -> u64 {
    let sum: u64 = values.iter().zip(1..).map(|(value, weight)| value * weight).sum();
    (RESIDUE + BASE - sum % BASE) * CHECK_INVERSE % BASE
}

fn symbol_of(value: u64) -> u8 {
    ALPHABET.iter().zip(0..).find_map(|(symbol, known)| (known == value).then_some(*symbol)).unwrap_or(b'2')
}

/// The inverse of [`symbol_of`], which every page behind a code asks fifteen times.
fn value_of(symbol: u8) -> Option<u64> {
    match symbol {
        b'2'..=b'9' => Some(u64::from(symbol - b'2')),
        b'C' => Some(8),
        b'D' => Some(9),
        b'E' => Some(10),
        b'F' => Some(11),
        b'H' => Some(12),
        b'J' => Some(13),
        b'K' => Some(14),
        b'M' => Some(15),
        b'P' => Some(16),
        b'R' => Some(17),
        b'T' => Some(18),
        b'V' => Some(19),
        b'W' => Some(20),
        b'X' => Some(21),
        b'Y' => Some(22),
        _ => None,
    }
}

/// Both factors are below 23⁷, so the product is below 2⁶⁴.
const fn times(left: u64, right: u64) -> u64 {
    left * right % MarkCode::CAPACITY
}

const fn plus(left: u64, right: u64) -> u64 {
    (left + right) % MarkCode::CAPACITY
}

const fn minus(left: u64, right: u64) -> u64 {
    (left + MarkCode::CAPACITY - right) % MarkCode::CAPACITY
}

fn reverse(mut number: u64) -> u64 {
    let mut turned = 0;
    for _ in 0..DATA {
        turned = turned * BASE + number % BASE;
        number /= BASE;
    }
    turned
}

/// Why a text is not a verification code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarkFault {
    /// Not 8 characters, the prefix, hyphens and spaces not counted.
    #[error("a code has 8 characters after `PZB`, here are {found}")]
    Length {
        /// How many characters were found, the prefix, hyphens and spaces not counted.
        found: usize,
    },
    /// Eleven characters that do not begin with the prefix.
    #[error("a code begins with `PZB`")]
    Prefix,
    /// A character that codes do not use.
    #[error(
        "character {position} after `PZB` is `{found}`, which codes do not use: they use 2-9 and CDEFHJKMPRTVWXY"
    )]
    Character {
        /// The place after the prefix, counted from 1.
        position: usize,
        /// The character, in upper case.
        found: char,
    },
    /// The symbols do not fit together.
    #[error("one of the characters is mistyped, or two are swapped: please compare with the label")]
    Check,
    /// A serial number beyond the last code.
    #[error("serial {serial} has no code: the last one is {}", MarkCode::CAPACITY - 1)]
    Serial {
        /// The serial asked for.
        serial: u64,
    },
}

impl MarkFault {
    /// The same sentence in Chinese ([`fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::Length { found } => format!("查验码在“PZB”之后应有8个字符，现有{found}个"),
            Self::Prefix => "查验码应以“PZB”开头".to_owned(),
            Self::Character { position, found } => {
                format!("“PZB”之后第{position}个字符“{found}”不会出现在查验码中：只用2至9和CDEFHJKMPRTVWXY")
            }
            Self::Check => "有字符输错，或两个字符前后颠倒：请对照标签重新输入".to_owned(),
            Self::Serial { serial } => {
                format!("序号{serial}没有对应的查验码：最大序号为{}", MarkCode::CAPACITY - 1)
            }
        }
    }
}

impl fmt::Display for MarkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(LENGTH / 2);
        // Every byte is from ALPHABET, so both halves are ASCII.
        let half = |bytes| std::str::from_utf8(bytes).unwrap_or_default();
        write!(f, "{PREFIX}-{}-{}", half(first), half(second))
    }
}

impl fmt::Debug for MarkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MarkCode({self})")
    }
}

impl FromStr for MarkCode {
    type Err = MarkFault;
    fn from_str(text: &str) -> Result<Self, MarkFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for MarkCode {
    type Error = MarkFault;
    fn try_from(text: String) -> Result<Self, MarkFault> {
        Self::parse(&text)
    }
}

impl From<MarkCode> for String {
    fn from(code: MarkCode) -> Self {
        code.to_string()
    }
}

impl JsonSchema for MarkCode {
    fn schema_name() -> Cow<'static, str> {
        "MarkCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "public verification code of an authorised product, with a check symbol",
            "pattern": "^PZB-[2-9CDEFHJKMPRTVWXY]{4}-[2-9CDEFHJKMPRTVWXY]{4}$",
        })
    }
}
