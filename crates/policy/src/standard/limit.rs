//! What a standard asks for in one cell of the comparison table: a bound, a range, a nominal value with
//! tolerance, a grade or words; written back in one canonical form that reads as the same limit.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use super::limit_fault::LimitFault;
use super::limit_reading;
use super::unit::Unit;
use crate::writing::fold_tight;

/// The longest limit, in characters.
pub const MAX_CHARS: usize = 300;

/// What is asked for. Numbers are in the unit that stands with the limit or in the row's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Limit {
    /// `≥5`
    AtLeast(Decimal),
    /// `>5`
    MoreThan(Decimal),
    /// `≤5`
    AtMost(Decimal),
    /// `<5`
    LessThan(Decimal),
    /// `1～5`, both ends allowed.
    Range {
        /// The lower end.
        from: Decimal,
        /// The upper end.
        to: Decimal,
    },
    /// `10±0.5`, or `10 +0.5/-0.2`.
    Nominal {
        /// The value aimed at.
        value: Decimal,
        /// How far below is allowed, not negative.
        minus: Decimal,
        /// How far above is allowed, not negative.
        plus: Decimal,
    },
    /// `5`
    Exactly(Decimal),
    /// `≥4-5级`
    Grade {
        /// Whether the grade is the lowest, the highest or the only one allowed.
        bound: Bound,
        /// The grade.
        rank: Rank,
        /// The scale, as the word behind the number: `级`, `等`, `星`.
        scale: String,
    },
    /// `A | B`: one of several, in words.
    OneOf(Vec<String>),
    /// Words.
    Text(String),
}

/// How a grade bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// This grade or a greater number.
    AtLeast,
    /// This grade or a smaller number.
    AtMost,
    /// This grade.
    Exactly,
}

/// A grade of a numbered scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rank {
    /// `4`, or an accuracy class such as `1.5`.
    Whole(Decimal),
    /// `4-5`: half-way between this grade and the next, as colour fastness is graded.
    HalfAbove(u8),
}

impl Rank {
    /// Where the grade lies on its scale: 4.5 for `4-5`.
    pub fn value(self) -> Decimal {
        match self {
            Self::Whole(rank) => rank,
            Self::HalfAbove(rank) => Decimal::new(i64::from(rank) * 10 + 5, 1),
        }
    }
}

/// A limit with the unit and the remark that stand with it: `≥5 mg/kg（优等品）`.
///
/// As text and in JSON it is the canonical form, which reads as the same limit again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stated {
    /// What is asked for.
    pub limit: Limit,
    /// Its own unit; none where the row's is meant.
    pub unit: Option<Unit>,
    /// What stood in brackets behind it.
    pub remark: Option<String>,
}

impl Stated {
    /// Reads a limit from what people write.
    ///
    /// # Errors
    /// What cannot be read, or a range or tolerance that cannot be meant.
    pub fn parse(text: &str) -> Result<Self, LimitFault> {
        limit_reading::stated(text, None)
    }

    /// Reads a limit in a row whose unit is known. If that unit is a scale of grades (`级`, `等`, `星`),
    /// bare numbers are grades: `≥3-4` is `≥3-4级`.
    ///
    /// # Errors
    /// As [`Stated::parse`].
    pub fn parse_in(text: &str, row_unit: Option<&Unit>) -> Result<Self, LimitFault> {
        limit_reading::stated(text, row_unit)
    }
}

/// One cell of the table for a standard compared with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cell {
    /// The standard asks for this.
    Limit(Stated),
    /// The standard was looked at and does not have this indicator. Written `无此项`.
    NotSpecified,
    /// Nobody has looked yet. `null` in JSON.
    NotEntered,
}

/// The canonical text of [`Cell::NotSpecified`].
pub const NOT_SPECIFIED: &str = "无此项";

impl Cell {
    /// Reads a cell: nothing is “not entered”, `无`, `无要求`, `—`, `/` and their like are “not
    /// specified”, everything else is a limit.
    ///
    /// # Errors
    /// As [`Stated::parse`].
    pub fn parse(text: &str) -> Result<Self, LimitFault> {
        Self::parse_in(text, None)
    }

    /// Reads a cell in a row whose unit is known, see [`Stated::parse_in`].
    ///
    /// # Errors
    /// As [`Stated::parse`].
    pub fn parse_in(text: &str, row_unit: Option<&Unit>) -> Result<Self, LimitFault> {
        match fold_tight(text).to_lowercase().as_str() {
            "" | "?" | "未录入" | "待录入" | "未填" | "notentered" => Ok(Self::NotEntered),
            "无" | "无要求" | "无此项" | "无规定" | "无指标" | "未规定" | "未作规定" | "不要求"
            | "不作要求" | "没有要求" | "—" | "——" | "–" | "-" | "--" | "―" | "/" | "//" | "\\" | "n/a"
            | "na" | "none" | "notspecified" | "norequirement" => Ok(Self::NotSpecified),
            _ => Stated::parse_in(text, row_unit).map(Self::Limit),
        }
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(rank) => write!(f, "{rank}"),
            Self::HalfAbove(rank) => write!(f, "{rank}-{}", rank.saturating_add(1)),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_limit(f, self, None)
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_limit(f, &self.limit, self.unit.as_ref())?;
        match &self.remark {
            Some(remark) => write!(f, "（{remark}）"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit(stated) => stated.fmt(f),
            Self::NotSpecified => f.write_str(NOT_SPECIFIED),
            Self::NotEntered => f.write_str("未录入"),
        }
    }
}

fn write_limit(f: &mut fmt::Formatter<'_>, limit: &Limit, unit: Option<&Unit>) -> fmt::Result {
    match limit {
        Limit::AtLeast(value) => write!(f, "≥{value}")?,
        Limit::MoreThan(value) => write!(f, ">{value}")?,
        Limit::AtMost(value) => write!(f, "≤{value}")?,
        Limit::LessThan(value) => write!(f, "<{value}")?,
        Limit::Range { from, to } => write!(f, "{from}～{to}")?,
        Limit::Exactly(value) => write!(f, "{value}")?,
        Limit::Nominal { value, minus, plus } => write_nominal(f, [*value, *minus, *plus], unit)?,
        Limit::Grade { bound, rank, scale } => {
            let sign = match bound {
                Bound::AtLeast => "≥",
                Bound::AtMost => "≤",
                Bound::Exactly => "",
            };
            write!(f, "{sign}{rank}{scale}")?;
        }
        Limit::OneOf(words) => {
            f.write_str(&words.join(" | "))?;
            // A closing bar keeps a bracket or quote in the last word from being read as more than that.
            if words.last().is_some_and(|word| word.ends_with([')', '）', '”'])) {
                f.write_str(" |")?;
            }
        }
        Limit::Text(words) => return write_words(f, words),
    }
    match unit.map(Unit::as_str) {
        None => Ok(()),
        Some(tight @ ("%" | "‰")) => f.write_str(tight),
        Some(spaced) => write!(f, " {spaced}"),
    }
}

/// `(50±5)%`, because `50±5%` can be read in two ways; `±5%`, because that cannot.
fn write_nominal(
    f: &mut fmt::Formatter<'_>,
    [value, minus, plus]: [Decimal; 3],
    unit: Option<&Unit>,
) -> fmt::Result {
    let bare = value.is_zero() && minus == plus;
    let bracket = !bare && unit.is_some_and(|unit| matches!(unit.as_str(), "%" | "‰"));
    if bracket {
        f.write_str("(")?;
    }
    if bare {
        write!(f, "±{plus}")?;
    } else if minus == plus {
        write!(f, "{value}±{plus}")?;
    } else {
        write!(f, "{value} +{plus}/-{minus}")?;
    }
    if bracket { f.write_str(")") } else { Ok(()) }
}

/// Words stand bare where they read as the same words again, else in quotes.
fn write_words(f: &mut fmt::Formatter<'_>, words: &str) -> fmt::Result {
    let bare = matches!(Cell::parse(words), Ok(Cell::Limit(Stated { limit: Limit::Text(again), unit: None, remark: None })) if again == words);
    if bare { f.write_str(words) } else { write!(f, "“{words}”") }
}

impl FromStr for Stated {
    type Err = LimitFault;
    fn from_str(text: &str) -> Result<Self, LimitFault> {
        Self::parse(text)
    }
}

impl FromStr for Cell {
    type Err = LimitFault;
    fn from_str(text: &str) -> Result<Self, LimitFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Stated {
    type Error = LimitFault;
    fn try_from(text: String) -> Result<Self, LimitFault> {
        Self::parse(&text)
    }
}

impl From<Stated> for String {
    fn from(stated: Stated) -> Self {
        stated.to_string()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NotEntered => serializer.serialize_none(),
            Self::NotSpecified | Self::Limit(_) => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?.unwrap_or_default();
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Stated {
    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "what a standard asks for, as people write it: bound, range, nominal value with \
                            tolerance, grade or words; a remark in brackets",
            "minLength": 1,
            "maxLength": MAX_CHARS,
            "examples": ["≥5", "≤0.3 mg/kg", "1～5", "10±0.5", "≥4-5级", "≥5（优等品）", "无裂纹"],
        })
    }
}

impl JsonSchema for Cell {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "null"],
            "description": "a limit of the compared standard; `无此项` when it does not have the indicator; \
                            null when nobody has looked yet",
            "maxLength": MAX_CHARS,
            "examples": ["≤75", NOT_SPECIFIED, null],
        })
    }
}
