//! Reads limits from what people write: `≥5`, `不大于0.3`, `10±0.5`, `（1～5）`, `4-5级`, `85%以上`,
//! `≥5（优等品）`. What begins like a number or an operator must be a number; other texts are words.

use rust_decimal::Decimal;

use super::limit::{Bound, Limit, LimitFault, MAX_CHARS, Rank, Stated};
use super::limit_operator::{Operator, SIGNS, WORDS, closing, leading};
use super::quantity;
use super::unit::Unit;
use crate::calendar::Day;
use crate::writing::{clip, fold, fold_char, is_dash};

/// Scales of numbered grades, by the word behind the number. Longer ones first.
const SCALES: &[&str] = &["星级", "级", "等", "星"];

/// The words as written, tidied, and the same text folded for reading. Both have the same number of
/// characters, so that a remark found in the one can be cut out of the other.
struct Written {
    kept: String,
    folded: String,
}

impl Written {
    fn of(text: &str) -> Self {
        let mut kept = String::new();
        for found in text.chars() {
            match fold_char(found) {
                None => {}
                Some(' ') if kept.is_empty() || kept.ends_with(' ') => {}
                Some(' ') => kept.push(' '),
                Some(_) => kept.push(found),
            }
        }
        let kept = kept.trim_end().to_owned();
        Self { folded: fold(&kept), kept }
    }

    /// The part of `kept` from the first to before the last of these places, counted in characters.
    fn kept_between(&self, from: usize, to: usize) -> String {
        self.kept.chars().skip(from).take(to.saturating_sub(from)).collect::<String>().trim().to_owned()
    }
}

/// Reads a whole cell that holds a limit.
pub(super) fn stated(text: &str, row_unit: Option<&Unit>) -> Result<Stated, LimitFault> {
    let written = Written::of(text);
    if written.kept.is_empty() {
        return Err(LimitFault::Empty);
    }
    if written.kept.chars().count() > MAX_CHARS {
        return Err(LimitFault::Long { found: clip(&written.kept) });
    }
    let scale = row_unit.map(Unit::as_str).filter(|unit| SCALES.contains(unit));
    with_remark(&written, scale).map_err(|fault| match is_date(&written.folded) {
        true => LimitFault::Date { found: clip(&written.kept) },
        false => fault,
    })
}

/// Whether a text begins with a day, as `2024-03-04`.
fn is_date(folded: &str) -> bool {
    folded.get(..10).is_some_and(|day| day.parse::<Day>().is_ok())
}

/// Takes remarks in brackets off the end until a limit is left. A closing bracket may belong to the limit,
/// `65 dB(A)`, `(1～5)`, so reading the whole is tried first.
fn with_remark(written: &Written, scale: Option<&str>) -> Result<Stated, LimitFault> {
    let whole = limit(&written.kept, &written.folded, scale).map(|(limit, unit)| Stated {
        limit,
        unit,
        remark: None,
    });
    let is_words = |stated: &Stated| matches!(stated.limit, Limit::OneOf(_) | Limit::Text(_));
    let is_quoted = written.kept.starts_with('“') && written.kept.ends_with('”');
    if is_quoted || whole.as_ref().is_ok_and(|stated| !is_words(stated)) {
        return whole;
    }
    let Some(open) = split_remark(&written.folded) else { return whole };
    let length = written.kept.chars().count();
    let front = Written::of(&written.kept_between(0, open));
    let last = written.kept_between(open.saturating_add(1), length.saturating_sub(1));
    let mut stated = with_remark(&front, scale)?;
    stated.remark = match stated.remark {
        earlier if last.is_empty() => earlier,
        None => Some(last),
        Some(earlier) => Some(format!("{earlier}；{last}")),
    };
    Ok(stated)
}

/// Where the bracket group at the very end opens, in characters, if something stands in front of it.
fn split_remark(folded: &str) -> Option<usize> {
    if !folded.ends_with(')') {
        return None;
    }
    let mut depth = 0usize;
    let characters: Vec<char> = folded.chars().collect();
    for (place, found) in characters.iter().enumerate().rev() {
        match found {
            ')' => depth = depth.saturating_add(1),
            '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return (*found == '(' && place > 0).then_some(place);
        }
    }
    None
}

type Read = (Limit, Option<Unit>);

/// A limit without remark.
fn limit(kept: &str, folded: &str, scale: Option<&str>) -> Result<Read, LimitFault> {
    let quoted = kept.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')).map(str::trim);
    if let Some(quoted) = quoted.filter(|quoted| !quoted.is_empty()) {
        return Ok((Limit::Text(quoted.to_owned()), None));
    }
    let words: Vec<String> =
        kept.split(['|', '｜']).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    // `|Δ|≤5` is not a choice.
    if words.len() > 1 && !folded.starts_with('|') {
        return Ok((Limit::OneOf(words), None));
    }
    let body = unwrapped(folded);
    if let Some((sign, operator, rest)) = leading(body, SIGNS) {
        return bounded(body, sign, operator, rest, scale);
    }
    if let Some((word, operator, rest)) = leading(body, WORDS)
        && begins_number_or_grade(rest)
    {
        return bounded(body, word, operator, rest, scale);
    }
    // Only behind something that begins as a number, so that `水面以下` stays words.
    if let Some((operator, front)) = closing(body)
        && begins_number_or_grade(front)
    {
        return bounded(body, "", operator, front, scale);
    }
    if quantity::begins(body.trim_start_matches(['±', '('])) {
        return unsigned(body, scale);
    }
    if let Some((rank, scale)) = grade(body, None)? {
        return Ok((Limit::Grade { bound: Bound::Exactly, rank, scale }, None));
    }
    Ok((Limit::Text(kept.to_owned()), None))
}

/// `(1~5)` → `1~5`, if the one bracket embraces all.
fn unwrapped(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return text };
    if inner.contains(['(', ')']) || inner.trim().is_empty() { text } else { inner.trim() }
}

fn begins_number_or_grade(text: &str) -> bool {
    quantity::begins(text.strip_prefix('±').unwrap_or(text)) || matches!(grade(text, None), Ok(Some(_)))
}

/// A bound: `≥5 mm`, `≥4级`, or two that make a range: `≥1且≤5`.
fn bounded(
    whole: &str,
    sign: &str,
    operator: Operator,
    text: &str,
    scale: Option<&str>,
) -> Result<Read, LimitFault> {
    if let Some((rank, scale)) = grade(text, scale)? {
        let bound = match operator {
            Operator::AtLeast => Bound::AtLeast,
            Operator::AtMost => Bound::AtMost,
            Operator::Exactly => Bound::Exactly,
            Operator::MoreThan | Operator::LessThan => {
                return Err(LimitFault::TwoBounds { found: clip(whole) });
            }
        };
        return Ok((Limit::Grade { bound, rank, scale }, None));
    }
    if operator == Operator::AtMost && plus_minus(text).is_some() {
        // `不超过±5%` means the tolerance.
        return unsigned(text, None);
    }
    let missing = || LimitFault::NumberMissing { after: sign.trim().to_owned(), found: clip(text) };
    let (value, rest) = quantity::read(text)?.ok_or_else(missing)?;
    let Some((front, other, second)) = second_bound(rest) else {
        let limit = match operator {
            Operator::AtLeast => Limit::AtLeast(value),
            Operator::MoreThan => Limit::MoreThan(value),
            Operator::AtMost => Limit::AtMost(value),
            Operator::LessThan => Limit::LessThan(value),
            Operator::Exactly => Limit::Exactly(value),
        };
        return Ok((limit, unit(rest)?));
    };
    let (second, after) =
        quantity::read(second)?.ok_or_else(|| LimitFault::TwoBounds { found: clip(whole) })?;
    let (from, to) = match (operator, other) {
        (Operator::AtLeast, Operator::AtMost) => (value, second),
        (Operator::AtMost, Operator::AtLeast) => (second, value),
        _ => return Err(LimitFault::TwoBounds { found: clip(whole) }),
    };
    Ok((range(from, to)?, one_unit(unit(front)?, unit(after)?)?))
}

/// Behind a number: perhaps a unit, then `且`, `,` or `and`, then another operator.
fn second_bound(text: &str) -> Option<(&str, Operator, &str)> {
    ["且", ",", "、", ";", " and ", " "].iter().find_map(|joint| {
        let (front, rest) = text.split_once(joint)?;
        let rest = rest.trim_start();
        let (_, operator, second) = leading(rest, SIGNS).or_else(|| leading(rest, WORDS))?;
        Some((front, operator, second))
    })
}

/// `5`, `1～5`, `10±0.5`, `±5`, `(50±5)%`, `4-5级`.
fn unsigned(text: &str, scale: Option<&str>) -> Result<Read, LimitFault> {
    if let Some((rank, scale)) = grade(text, scale)? {
        return Ok((Limit::Grade { bound: Bound::Exactly, rank, scale }, None));
    }
    if let Some(inner) = text.strip_prefix('(') {
        // A bracket that closes before the end: the unit stands behind it.
        let (inner, behind) = inner.split_once(')').ok_or(LimitFault::Unit { found: clip(text) })?;
        let (limit, inside) = unsigned(inner.trim(), None)?;
        return Ok((limit, one_unit(inside, unit(behind)?)?));
    }
    if let Some(tolerance) = plus_minus(text) {
        let (spread, rest) = tolerance_number(text, tolerance)?;
        return Ok((Limit::Nominal { value: Decimal::ZERO, minus: spread, plus: spread }, unit(rest)?));
    }
    let missing = || LimitFault::NumberMissing { after: String::new(), found: clip(text) };
    let (value, rest) = quantity::read(text)?.ok_or_else(missing)?;
    let (own, rest) = middle_unit(rest);
    if let Some(tolerance) = plus_minus(rest) {
        let (spread, after) = tolerance_number(text, tolerance)?;
        return nominal(text, [value, spread, spread], own, unit(after)?);
    }
    if let Some((minus, plus, after)) = two_tolerances(rest)? {
        return nominal(text, [value, minus, plus], own, unit(after)?);
    }
    if let Some(second) = range_sign(rest)
        && let Some((to, after)) = quantity::read(second)?
    {
        let behind = unit(after)?;
        if own.is_some() && behind.is_none() && rest.starts_with(is_dash) {
            // `5 W·m-2`: a power of a unit, not a range up to 2.
            return Err(LimitFault::Unit { found: clip(rest) });
        }
        return Ok((range(value, to)?, one_unit(own, behind)?));
    }
    if own.is_some() {
        return Err(LimitFault::Unit { found: clip(rest) });
    }
    Ok((Limit::Exactly(value), unit(rest)?))
}

fn plus_minus(text: &str) -> Option<&str> {
    let text = text.trim_start();
    ["±", "+/-", "+-"].iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim_start)
}

fn tolerance_number<'a>(whole: &str, text: &'a str) -> Result<(Decimal, &'a str), LimitFault> {
    let missing = || LimitFault::NumberMissing { after: "±".to_owned(), found: clip(whole) };
    let (spread, rest) = quantity::read(text)?.ok_or_else(missing)?;
    if spread < Decimal::ZERO {
        Err(LimitFault::NegativeTolerance { found: spread })
    } else {
        Ok((spread, rest))
    }
}

/// `+0.5/-0.2` or `-0.2/+0.5`: below, above, and what follows.
fn two_tolerances(text: &str) -> Result<Option<(Decimal, Decimal, &str)>, LimitFault> {
    let text = text.trim_start();
    if !text.starts_with(|first: char| first == '+' || is_dash(first)) {
        return Ok(None);
    }
    let Some((first, rest)) = quantity::read(text)? else { return Ok(None) };
    let Some(second) = rest.trim_start().strip_prefix(['/', ',']).map(str::trim_start) else {
        return Ok(None);
    };
    let opposite = if text.starts_with('+') { second.starts_with(is_dash) } else { second.starts_with('+') };
    match quantity::read(second)? {
        Some((second, after)) if opposite => {
            Ok(Some((first.min(second).abs(), first.max(second).abs(), after)))
        }
        _ => Ok(None),
    }
}

fn nominal(
    whole: &str,
    [value, minus, plus]: [Decimal; 3],
    own: Option<Unit>,
    behind: Option<Unit>,
) -> Result<Read, LimitFault> {
    let is_share = |unit: &Option<Unit>| unit.as_ref().is_some_and(|unit| matches!(unit.as_str(), "%" | "‰"));
    if is_share(&behind) && !is_share(&own) {
        return Err(LimitFault::PercentTolerance { found: clip(whole) });
    }
    Ok((Limit::Nominal { value, minus, plus }, one_unit(own, behind)?))
}

fn range(from: Decimal, to: Decimal) -> Result<Limit, LimitFault> {
    if from > to { Err(LimitFault::RangeOrder { from, to }) } else { Ok(Limit::Range { from, to }) }
}

fn range_sign(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let signs = ["~", "〜", "∼", "至", "到", "to ", "…", ".."];
    let rest = signs.iter().find_map(|sign| text.strip_prefix(sign)).or_else(|| text.strip_prefix(is_dash));
    rest.map(str::trim_start)
}

/// A unit between a number and a sign, as in `5%～10%`; nothing when no sign follows it.
fn middle_unit(text: &str) -> (Option<Unit>, &str) {
    let stops = |found: char| is_dash(found) || "±~〜∼至到+…".contains(found);
    let Some((front, rest)) = text.find(stops).and_then(|at| text.split_at_checked(at)) else {
        return (None, text);
    };
    match Unit::behind_number(front.trim()) {
        Some(unit) => (Some(unit), rest),
        None => (None, text),
    }
}

fn unit(text: &str) -> Result<Option<Unit>, LimitFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    Unit::behind_number(text).map(Some).ok_or_else(|| LimitFault::Unit { found: clip(text) })
}

fn one_unit(first: Option<Unit>, second: Option<Unit>) -> Result<Option<Unit>, LimitFault> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => {
            Err(LimitFault::TwoUnits { first: first.to_string(), second: second.to_string() })
        }
        (first, second) => Ok(first.or(second)),
    }
}

/// A grade: `4级`, `4-5级`, `一级`, and where the row's unit is the scale also `4` and `4-5`. A unit
/// behind the number makes it no grade.
fn grade(text: &str, row_scale: Option<&str>) -> Result<Option<(Rank, String)>, LimitFault> {
    let named = SCALES.iter().find_map(|scale| Some((text.strip_suffix(scale)?.trim_end(), *scale)));
    let Some((numbers, scale)) = named.or_else(|| Some((text, row_scale?))) else { return Ok(None) };
    if let Some(rank) = chinese_numeral(numbers) {
        return Ok(Some((Rank::Whole(rank), scale.to_owned())));
    }
    let Some((first, rest)) = quantity::read(numbers)? else { return Ok(None) };
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Ok(Some((Rank::Whole(first), scale.to_owned())));
    }
    let rest = rest.strip_prefix(scale).unwrap_or(rest);
    let Some((second, "")) = range_sign(rest).map(quantity::read).transpose()?.flatten() else {
        return Ok(None);
    };
    let half = u8::try_from(first).ok().filter(|_| first.is_integer() && second == first + Decimal::ONE);
    match half {
        Some(rank) => Ok(Some((Rank::HalfAbove(rank), scale.to_owned()))),
        None => Err(LimitFault::GradeSpan { from: first, to: second }),
    }
}

fn chinese_numeral(text: &str) -> Option<Decimal> {
    let mut found = text.chars();
    let numeral = found.next().filter(|_| found.as_str().is_empty())?;
    "一二三四五六七八九"
        .chars()
        .zip(1..)
        .find_map(|(known, value)| (known == numeral).then(|| Decimal::from(value)))
}
