//! One limit against another: better, equal or worse, by how much, or why that cannot be said. Only exact
//! arithmetic decides; a margin is rounded for reading afterwards.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limit::{Bound, Cell, Limit, Stated};
use super::unit::Unit;
use crate::writing::fold_tight;

/// Which limits are stricter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A higher value is better: the lowest value allowed is compared.
    Higher,
    /// A lower value is better: the highest value allowed is compared.
    Lower,
    /// The value shall lie in a range: a range inside the other is better.
    InsideRange,
    /// The value shall be a given one: the tighter tolerance round the same value is better.
    Equal,
    /// Words: same or not, anything else is for a person to judge.
    Qualitative,
}

/// The outcome of one comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// How the limit here stands to the limit there.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// By how many per cent of the limit there (of its width, for ranges): positive is better. Rounded to
    /// two decimals; none where the limit there is 0 or has no end, and for grades.
    pub margin_percent: Option<Decimal>,
    /// By how much, in [`Comparison::unit`] (steps, for grades): positive is better. Rounded to nine decimals.
    pub margin: Option<Decimal>,
    /// The unit of the margin: that of the limit here.
    pub unit: Option<Unit>,
}

/// How a limit stands to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", content = "reason", rename_all = "snake_case")]
pub enum Verdict {
    /// Stricter here.
    Better,
    /// The same.
    Equal,
    /// Less strict here.
    Worse,
    /// The other standard does not have the indicator: it is new here, which counts as an advance.
    Added,
    /// The two cannot be set against each other by computing.
    NotComparable(Obstacle),
    /// A fact is missing.
    CannotTell(Gap),
}

/// Why two limits cannot be set against each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "obstacle", rename_all = "snake_case")]
pub enum Obstacle {
    /// The units measure different things, or nothing is known of them.
    #[error("{} here does not convert to {} there", unit_en(here), unit_en(there))]
    Units {
        /// The unit here.
        here: Option<Unit>,
        /// The unit there.
        there: Option<Unit>,
    },
    /// The test methods differ, so the same number does not mean the same.
    #[error("tested here by {here}, there by {there}")]
    Methods {
        /// The method here.
        here: String,
        /// The method there.
        there: String,
    },
    /// A number against words, or grades of two scales.
    #[error("numbers, grades and words do not compare with each other")]
    Kinds,
    /// The end that the direction asks for is open on one side or both.
    #[error("one of the limits leaves the end open that matters for this indicator")]
    OpenEnd,
    /// Each range allows values that the other forbids.
    #[error("each of the two ranges allows values that the other forbids")]
    Crossing,
    /// Words that are not the same.
    #[error("words must be judged by a person")]
    Words,
    /// The numbers are too far apart to be converted exactly.
    #[error("the numbers are too large to be converted exactly")]
    Size,
}

/// Which fact is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The cell is there but nobody has entered what the standard says.
    #[error("what the compared standard says has not been entered")]
    NotEntered,
}

impl Obstacle {
    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::Units { here, there } => {
                format!("单位不能换算：本标准为{}，对比标准为{}", unit_zh(here), unit_zh(there))
            }
            Self::Methods { here, there } => format!("试验方法不同：本标准为{here}，对比标准为{there}"),
            Self::Kinds => "数值、等级与文字之间不能比较".to_owned(),
            Self::OpenEnd => "有一方未规定该指标应比较的界限".to_owned(),
            Self::Crossing => "两个范围互有对方不允许的值".to_owned(),
            Self::Words => "文字要求须由人员判断".to_owned(),
            Self::Size => "数值过大，无法精确换算".to_owned(),
        }
    }
}

impl Gap {
    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(self) -> &'static str {
        match self {
            Self::NotEntered => "对比标准的规定尚未录入",
        }
    }
}

impl Verdict {
    /// The verdict in a word, zh.
    pub fn zh(&self) -> &'static str {
        match self {
            Self::Better => "优于",
            Self::Equal => "相同",
            Self::Worse => "劣于",
            Self::Added => "新增",
            Self::NotComparable(_) => "不可比",
            Self::CannotTell(_) => "无法判断",
        }
    }

    /// The verdict in a word, en.
    pub fn en(&self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Equal => "equal",
            Self::Worse => "worse",
            Self::Added => "added",
            Self::NotComparable(_) => "not comparable",
            Self::CannotTell(_) => "cannot tell",
        }
    }

    /// Whether it is an advance over the compared standard: better, or an indicator that one lacks.
    pub fn is_advance(&self) -> bool {
        matches!(self, Self::Better | Self::Added)
    }
}

fn unit_en(unit: &Option<Unit>) -> String {
    unit.as_ref().map_or_else(|| "no unit".to_owned(), |unit| format!("`{unit}`"))
}

fn unit_zh(unit: &Option<Unit>) -> String {
    unit.as_ref().map_or_else(|| "无单位".to_owned(), |unit| format!("“{unit}”"))
}

impl Comparison {
    fn bare(verdict: Verdict) -> Self {
        Self { verdict, margin_percent: None, margin: None, unit: None }
    }

    pub(super) fn obstacle(obstacle: Obstacle) -> Self {
        Self::bare(Verdict::NotComparable(obstacle))
    }
}

/// Compares the limit here with a cell of the compared standard. A limit without a unit of its own is in
/// the row's unit.
pub fn compare_cell(
    direction: Direction,
    here: &Stated,
    there: &Cell,
    row_unit: Option<&Unit>,
) -> Comparison {
    match there {
        Cell::Limit(there) => compare(direction, here, there, row_unit),
        Cell::NotSpecified => Comparison::bare(Verdict::Added),
        Cell::NotEntered => Comparison::bare(Verdict::CannotTell(Gap::NotEntered)),
    }
}

/// Compares two limits. Exchanging them exchanges better and worse.
pub fn compare(direction: Direction, here: &Stated, there: &Stated, row_unit: Option<&Unit>) -> Comparison {
    match try_compare(direction, here, there, row_unit) {
        Ok(comparison) => comparison,
        Err(obstacle) => Comparison::obstacle(obstacle),
    }
}

fn try_compare(
    direction: Direction,
    here: &Stated,
    there: &Stated,
    row_unit: Option<&Unit>,
) -> Result<Comparison, Obstacle> {
    if let (Some(own), Some(other)) = (words(&here.limit), words(&there.limit)) {
        return if own == other { Ok(Comparison::bare(Verdict::Equal)) } else { Err(Obstacle::Words) };
    }
    let scale = Scale::common(here, there, row_unit)?;
    let own = Allowed::of(&here.limit, scale.here)?;
    let other = Allowed::of(&there.limit, scale.there)?;
    let (order, gain, base) = match direction {
        Direction::Higher => own.low_against(&other)?,
        Direction::Lower => own.mirrored().low_against(&other.mirrored())?,
        Direction::InsideRange | Direction::Equal => own.inside(&other)?,
        Direction::Qualitative if own == other => (Ordering::Equal, Some(Decimal::ZERO), None),
        Direction::Qualitative => return Err(Obstacle::Words),
    };
    let verdict = match order {
        Ordering::Greater => Verdict::Better,
        Ordering::Equal => Verdict::Equal,
        Ordering::Less => Verdict::Worse,
    };
    let is_number = !matches!(here.limit, Limit::Grade { .. });
    let percent = |gain: Decimal| gain.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(base?.abs());
    let unit = if is_number { here.unit.as_ref().or(row_unit).cloned() } else { None };
    Ok(Comparison {
        verdict,
        margin_percent: gain.filter(|_| is_number).and_then(percent).map(|margin| rounded(margin, 2)),
        margin: gain.and_then(|gain| gain.checked_div(scale.here)).map(|margin| rounded(margin, 9)),
        unit,
    })
}

fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// The words of a limit in words, folded and in order, so that only the wording counts.
fn words(limit: &Limit) -> Option<Vec<String>> {
    let plain = |word: &String| fold_tight(word).to_lowercase();
    if let Limit::Text(word) = limit {
        return Some(vec![plain(word)]);
    }
    let Limit::OneOf(words) = limit else { return None };
    let mut words: Vec<String> = words.iter().map(plain).collect();
    words.sort();
    words.dedup();
    Some(words)
}

/// How many of a common small unit each side's unit is.
struct Scale {
    here: Decimal,
    there: Decimal,
}

impl Scale {
    fn common(here: &Stated, there: &Stated, row_unit: Option<&Unit>) -> Result<Self, Obstacle> {
        match (&here.limit, &there.limit) {
            (Limit::Grade { scale: own, .. }, Limit::Grade { scale: other, .. }) if own == other => {
                return Ok(Self { here: Decimal::ONE, there: Decimal::ONE });
            }
            (Limit::Grade { .. } | Limit::Text(_) | Limit::OneOf(_), _)
            | (_, Limit::Grade { .. } | Limit::Text(_) | Limit::OneOf(_)) => return Err(Obstacle::Kinds),
            _ => {}
        }
        let (own, other) = (here.unit.as_ref().or(row_unit), there.unit.as_ref().or(row_unit));
        if own == other {
            return Ok(Self { here: Decimal::ONE, there: Decimal::ONE });
        }
        let fault = || Obstacle::Units { here: own.cloned(), there: other.cloned() };
        let (own, other) = own.zip(other).filter(|(own, other)| own.converts_to(other)).ok_or_else(fault)?;
        let (here, there) = own.factor().zip(other.factor()).ok_or_else(fault)?;
        Ok(Self { here, there })
    }
}

/// The product, or none where it would be rounded (the factor is a whole number).
fn exact_product(value: Decimal, factor: Decimal) -> Option<Decimal> {
    let product = value.checked_mul(factor)?;
    (value.is_zero() || product.scale() == value.scale()).then_some(product)
}

/// The values a limit allows, in the common small unit.
#[derive(Clone, Copy, PartialEq)]
struct Allowed {
    low: Option<Edge>,
    high: Option<Edge>,
}

#[derive(Clone, Copy, PartialEq)]
struct Edge {
    value: Decimal,
    /// Whether the value itself is forbidden (`>`), which is the stricter.
    is_open: bool,
}

impl Allowed {
    fn of(limit: &Limit, factor: Decimal) -> Result<Self, Obstacle> {
        let edge = |value: Option<Decimal>, is_open| {
            let value = value.and_then(|value| exact_product(value, factor)).ok_or(Obstacle::Size)?;
            Ok(Some(Edge { value, is_open }))
        };
        let (low, high) = match limit {
            Limit::AtLeast(value) => (edge(Some(*value), false)?, None),
            Limit::MoreThan(value) => (edge(Some(*value), true)?, None),
            Limit::AtMost(value) => (None, edge(Some(*value), false)?),
            Limit::LessThan(value) => (None, edge(Some(*value), true)?),
            Limit::Exactly(value) => (edge(Some(*value), false)?, edge(Some(*value), false)?),
            Limit::Range { from, to } => (edge(Some(*from), false)?, edge(Some(*to), false)?),
            Limit::Nominal { value, minus, plus } => {
                (edge(value.checked_sub(*minus), false)?, edge(value.checked_add(*plus), false)?)
            }
            Limit::Grade { bound, rank, .. } => {
                let rank = edge(Some(rank.value()), false)?;
                match bound {
                    Bound::AtLeast => (rank, None),
                    Bound::AtMost => (None, rank),
                    Bound::Exactly => (rank, rank),
                }
            }
            Limit::OneOf(_) | Limit::Text(_) => return Err(Obstacle::Kinds),
        };
        Ok(Self { low, high })
    }

    /// Turned round zero, so that “lower is better” is “higher is better”.
    fn mirrored(self) -> Self {
        let turned = |edge: Edge| Edge { value: -edge.value, ..edge };
        Self { low: self.high.map(turned), high: self.low.map(turned) }
    }

    /// The lower ends against each other: the order, the gain, and what a percentage is taken of.
    fn low_against(self, other: &Self) -> Result<Margin, Obstacle> {
        let (own, other) = self.low.zip(other.low).ok_or(Obstacle::OpenEnd)?;
        Ok((low_order(own, other), own.value.checked_sub(other.value), Some(other.value)))
    }

    /// Which of the two lies inside the other: the order, the gain in width, and the width there.
    fn inside(self, other: &Self) -> Result<Margin, Obstacle> {
        let low = end_order(self.low, other.low);
        let (own_high, other_high) = (self.mirrored().low, other.mirrored().low);
        let high = end_order(own_high, other_high);
        let order = match (low, high) {
            (Ordering::Less, Ordering::Greater) | (Ordering::Greater, Ordering::Less) => {
                return Err(Obstacle::Crossing);
            }
            (Ordering::Equal, order) | (order, _) => order,
        };
        // Between two widths the gain is in width; between two bounds of one side, in the bound. Else one of
        // them has no end where the other has one, and no number says by how much.
        let (gain, base) = match (self.width(), other.width()) {
            (Some(own), Some(there)) => (there.checked_sub(own), Some(there)),
            (None, None) => match (self.low.zip(other.low), own_high.zip(other_high)) {
                (Some((own, there)), None) | (None, Some((own, there))) => {
                    (own.value.checked_sub(there.value), Some(there.value))
                }
                _ => (None, None),
            },
            _ => (None, None),
        };
        Ok((order, gain, base))
    }

    fn width(self) -> Option<Decimal> {
        let (low, high) = self.low.zip(self.high)?;
        high.value.checked_sub(low.value)
    }
}

/// Better is greater; the gain; what a percentage of the gain refers to.
type Margin = (Ordering, Option<Decimal>, Option<Decimal>);

/// A higher lower end is stricter, and at the same value the open one.
fn low_order(own: Edge, other: Edge) -> Ordering {
    own.value.cmp(&other.value).then(own.is_open.cmp(&other.is_open))
}

/// As [`low_order`], where an end may be missing: no end is the least strict.
fn end_order(own: Option<Edge>, other: Option<Edge>) -> Ordering {
    match (own, other) {
        (Some(own), Some(other)) => low_order(own, other),
        (own, other) => own.is_some().cmp(&other.is_some()),
    }
}
