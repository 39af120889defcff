//! The unified social credit code of an enterprise (GB 32100-2015): read from what people write, its
//! check character verified, and a real code that fails its own check kept when an officer says so.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::writing::fold_tight;

/// The 31 symbols of GB 32100-2015 in order of value: no `I`, `O`, `S`, `V`, `Z`.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weight of each of the first 17 positions: 3ⁱ mod 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const LENGTH: usize = 18;

/// A unified social credit code (GB 32100-2015), 18 characters, upper case.
///
/// As text and in JSON it is the 18 characters. Two codes are ordered as their texts are. Reading JSON
/// asks for shape and alphabet only, because an officer may have accepted a code whose check character
/// is wrong; [`CreditCode::is_check_valid`] tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode([u8; LENGTH]);

impl CreditCode {
    /// Eighteen zeros: no enterprise has it (the authority `0` does not exist). It names the dossier in
    /// questions that are about no enterprise.
    pub const NOBODY: CreditCode = CreditCode([b'0'; LENGTH]);

    /// Reads a code strictly: full-width characters, lower case and spaces are mended, everything else
    /// must hold, the check character included.
    ///
    /// # Errors
    /// The first of: wrong length, a character that cannot stand where it stands, a wrong check character.
    pub fn parse(text: &str) -> Result<Self, CodeFault> {
        let code = Self::parse_overridden(text)?;
        let expected = char::from(code.expected_check());
        let found = char::from(code.check());
        if expected == found { Ok(code) } else { Err(CodeFault::Check { expected, found }) }
    }

    /// Reads a code whose check character may be wrong, for the few real codes that fail the check
    /// (a case of override: the caller records the officer and the reason). Length, alphabet and the
    /// digits of the division part are asked for all the same.
    ///
    /// # Errors
    /// Wrong length, or a character that cannot stand where it stands.
    pub fn parse_overridden(text: &str) -> Result<Self, CodeFault> {
        let folded = fold_tight(text);
        let found = folded.chars().count();
        if found != LENGTH {
            return Err(CodeFault::Length { found });
        }
        let mut symbols = [0u8; LENGTH];
        for ((index, slot), written) in symbols.iter_mut().enumerate().zip(folded.chars()) {
            let upper = written.to_ascii_uppercase();
            let position = index.saturating_add(1);
            let symbol = u8::try_from(upper)
                .ok()
                .filter(|symbol| ALPHABET.contains(symbol))
                .ok_or(CodeFault::Character { position, found: written })?;
            if (3..=8).contains(&position) && !symbol.is_ascii_digit() {
                return Err(CodeFault::Division { position, found: written });
            }
            *slot = symbol;
        }
        Ok(Self(symbols))
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        // Every byte is from ALPHABET, so this is always ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the check character is the one GB 32100-2015 computes; `false` only for a code that an
    /// officer accepted by override.
    pub fn is_check_valid(&self) -> bool {
        self.check() == self.expected_check()
    }

    /// The division part, characters 3 to 8: the six digits (GB/T 2260) of the place of first
    /// registration. It stays when the division is abolished and says nothing of where the head
    /// office is today.
    pub fn region(&self) -> &str {
        self.as_str().get(2..8).unwrap_or_default()
    }

    /// The organisation code, characters 9 to 17 (GB 11714).
    pub fn organization(&self) -> &str {
        self.as_str().get(8..17).unwrap_or_default()
    }

    /// The registering authority, character 1: `9` for market regulation, `5` civil affairs and so on.
    pub fn authority(&self) -> char {
        let [authority, ..] = self.0;
        char::from(authority)
    }

    fn check(&self) -> u8 {
        let [.., check] = self.0;
        check
    }

    fn expected_check(&self) -> u8 {
        let sum: u32 = self.0.iter().zip(WEIGHTS).map(|(symbol, weight)| value_of(*symbol) * weight).sum();
        // A sum that is 0 mod 31 gives 0, not 31: the second modulus matters.
        let index = (31 - sum % 31) % 31;
        ALPHABET.get(index as usize).copied().unwrap_or(b'0')
    }
}

fn value_of(symbol: u8) -> u32 {
    ALPHABET.iter().zip(0..).find_map(|(known, value)| (*known == symbol).then_some(value)).unwrap_or(0)
}

/// Why a text is not a unified social credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    /// Not 18 characters after spaces are taken out.
    #[error("a unified social credit code has 18 characters, here are {found}{}", other_kind_en(*found))]
    Length {
        /// How many characters were found.
        found: usize,
    },
    /// A character outside the 31 of the standard.
    #[error(
        "character {position} is `{found}`: a unified social credit code has digits and capital letters \
         without I, O, S, V, Z"
    )]
    Character {
        /// The place, counted from 1.
        position: usize,
        /// The character as written.
        found: char,
    },
    /// A letter in the division part.
    #[error("character {position} is `{found}`: characters 3 to 8 are the digits of the division code")]
    Division {
        /// The place, counted from 1.
        position: usize,
        /// The character as written.
        found: char,
    },
    /// The last character is not the one computed from the others.
    #[error(
        "the check character is `{found}` and should be `{expected}`: a character is mistyped, or an \
         officer must confirm the code"
    )]
    Check {
        /// The character GB 32100-2015 computes.
        expected: char,
        /// The character found.
        found: char,
    },
}

impl CodeFault {
    /// The same sentence in Chinese ([`fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::Length { found } => {
                format!("统一社会信用代码应为18位，现为{found}位{}", other_kind_zh(*found))
            }
            Self::Character { position, found } => {
                format!(
                    "第{position}位“{found}”不合规定：统一社会信用代码只用数字和大写字母（不用I、O、S、V、Z）"
                )
            }
            Self::Division { position, found } => {
                format!("第{position}位“{found}”不合规定：第3至8位为登记管理机关行政区划码，应为数字")
            }
            Self::Check { expected, found } => {
                format!(
                    "校验位为“{found}”，按GB 32100—2015应为“{expected}”：有字符录错，或须由经办人员核实确认"
                )
            }
        }
    }
}

/// Names the other identifier people enter by mistake, known by its length.
fn other_kind_en(found: usize) -> &'static str {
    match found {
        9 => " (9 characters are an organisation code)",
        15 => " (15 digits are an old registration or tax number)",
        _ => "",
    }
}

fn other_kind_zh(found: usize) -> &'static str {
    match found {
        9 => "（9位为组织机构代码）",
        15 => "（15位为旧注册号或税务登记号）",
        _ => "",
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CreditCode({})", self.as_str())
    }
}

/// Strict, like [`CreditCode::parse`].
impl FromStr for CreditCode {
    type Err = CodeFault;
    fn from_str(text: &str) -> Result<Self, CodeFault> {
        Self::parse(text)
    }
}

/// For reading records: shape and alphabet only, like [`CreditCode::parse_overridden`].
impl TryFrom<String> for CreditCode {
    type Error = CodeFault;
    fn try_from(text: String) -> Result<Self, CodeFault> {
        Self::parse_overridden(&text)
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> Self {
        code.as_str().to_owned()
    }
}

impl JsonSchema for CreditCode {
    fn schema_name() -> Cow<'static, str> {
        "CreditCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "unified social credit code (GB 32100-2015), 18 characters, upper case",
            "pattern": "^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$",
            "examples": ["91350200776049653A"],
        })
    }
}
