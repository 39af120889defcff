//! Numbers as people write them in limits: signs, thousands, powers of ten, full-width digits (folded
//! before). Exact decimals of at most 15 significant digits, so that unit conversion stays exact.

use rust_decimal::Decimal;

use super::limit_fault::LimitFault;
use crate::writing::{clip, is_dash};

/// With factors up to 10¹² every product stays within the 28 digits of a decimal.
const MAX_DIGITS: u32 = 15;
const MAX_SCALE: u32 = 12;

/// Reads a number at the start of folded text. `None` when none begins there.
pub(super) fn read(text: &str) -> Result<Option<(Decimal, &str)>, LimitFault> {
    let (negative, unsigned) = sign(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit()) {
        return Ok(None);
    }
    let (whole, rest) = grouped(unsigned);
    let (fraction, rest) = match rest.strip_prefix('.').map(digits) {
        Some((fraction, after)) if !fraction.is_empty() => (fraction, after),
        _ => ("", rest),
    };
    let (exponent, rest) = exponent(&whole, fraction, rest);
    let mantissa =
        if matches!(exponent, Exponent::OfTen(_)) { "1".to_owned() } else { format!("{whole}{fraction}") };
    let consumed = text.len().saturating_sub(rest.len());
    let fault = || LimitFault::Number { found: clip(text.get(..consumed).unwrap_or(text)) };
    let value = value(&mantissa, fraction.len(), exponent.power()).ok_or_else(fault)?;
    Ok(Some((if negative { negated(value) } else { value }, rest)))
}

/// Whether a number begins here.
pub(super) fn begins(text: &str) -> bool {
    sign(text).1.starts_with(|first: char| first.is_ascii_digit())
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(is_dash) {
        Some(unsigned) => (true, unsigned.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// A zero has no sign.
fn negated(value: Decimal) -> Decimal {
    if value.is_zero() { value } else { -value }
}

/// `12500`, `12,500`, `12 500`: a separator counts only before exactly three digits.
fn grouped(text: &str) -> (String, &str) {
    let (first, mut rest) = digits(text);
    let mut whole = first.to_owned();
    if first.len() <= 3 {
        while let Some((group, after)) = rest.strip_prefix([',', ' ']).map(digits) {
            if group.len() != 3 {
                break;
            }
            whole.push_str(group);
            rest = after;
        }
    }
    (whole, rest)
}

enum Exponent {
    None,
    /// `1.5×10³`, `1e3`: a power on the number before.
    Times(i32),
    /// `10³`: the number before is the base.
    OfTen(i32),
}

impl Exponent {
    fn power(&self) -> i32 {
        match self {
            Self::None => 0,
            Self::Times(power) | Self::OfTen(power) => *power,
        }
    }
}

fn exponent<'a>(whole: &str, fraction: &str, rest: &'a str) -> (Exponent, &'a str) {
    if whole == "10"
        && fraction.is_empty()
        && let Some((power, after)) = raised(rest)
    {
        return (Exponent::OfTen(power), after);
    }
    let factor = rest.trim_start().strip_prefix(['×', 'x', 'X', '*', '·']).map(str::trim_start);
    if let Some((power, after)) = factor.and_then(|base| base.strip_prefix("10")).and_then(raised) {
        return (Exponent::Times(power), after);
    }
    if let Some((power, after)) = rest.strip_prefix(['e', 'E']).and_then(signed_integer) {
        return (Exponent::Times(power), after);
    }
    (Exponent::None, rest)
}

/// `^3`, `^-3`, `³`, `⁻³`.
fn raised(text: &str) -> Option<(i32, &str)> {
    if let Some(power) = text.strip_prefix('^') {
        return signed_integer(power);
    }
    let end = text.find(|found: char| superscript(found).is_none()).unwrap_or(text.len());
    let (raised, rest) = text.split_at(end);
    let plain: String = raised.chars().filter_map(superscript).collect();
    let (power, left) = signed_integer(&plain)?;
    left.is_empty().then_some((power, rest))
}

fn superscript(found: char) -> Option<char> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().zip('0'..='9').find_map(|(raised, plain)| (raised == found).then_some(plain)).or(
        match found {
            '⁻' => Some('-'),
            _ => None,
        },
    )
}

fn signed_integer(text: &str) -> Option<(i32, &str)> {
    let (negative, unsigned) = sign(text);
    let (power, rest) = digits(unsigned);
    let power: i32 = power.parse().ok()?;
    Some((if negative { power.checked_neg()? } else { power }, rest))
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|found: char| !found.is_ascii_digit()).unwrap_or(text.len()))
}

fn value(mantissa: &str, decimals: usize, power: i32) -> Option<Decimal> {
    let significant = mantissa.trim_start_matches('0');
    if significant.len() > MAX_DIGITS as usize || power.unsigned_abs() > MAX_SCALE {
        return None;
    }
    let mut mantissa: i128 = if significant.is_empty() { 0 } else { significant.parse().ok()? };
    let mut scale = i32::try_from(decimals).ok()?.checked_sub(power)?;
    while scale < 0 {
        mantissa = mantissa.checked_mul(10)?;
        scale += 1;
    }
    let scale = u32::try_from(scale).ok()?;
    let fits = scale <= MAX_SCALE && mantissa < 10i128.pow(MAX_DIGITS);
    fits.then(|| Decimal::try_from_i128_with_scale(mantissa, scale).ok()).flatten()
}
