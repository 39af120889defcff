//! Numbers as the person sees them, and the plain forms importers take.

use std::fmt::Write as _;

/// The significant digits that spreadsheet programs show; a cell's number has no more to give.
const SHOWN_DIGITS: usize = 15;

/// Writes the number as a spreadsheet shows it in a wide column: the shortest text that reads back as
/// the same number, or fifteen significant digits where that is longer (`0.1 + 0.2` shows as `0.3`).
/// Plain notation, unless the number is below 10⁻⁷ or at least 10²¹.
pub(super) fn show(value: f64, out: &mut String) {
    let mut shortest = format!("{value:e}");
    let significant = shortest.bytes().take_while(|b| *b != b'e').filter(u8::is_ascii_digit).count();
    let mut seen = value;
    if significant > SHOWN_DIGITS {
        shortest = format!("{value:.14e}");
        seen = shortest.parse().unwrap_or(value);
    }
    let size = seen.abs();
    let written = if seen == 0.0 {
        write!(out, "0")
    } else if (1e-7..1e21).contains(&size) {
        write!(out, "{seen}")
    } else {
        write!(out, "{seen:E}")
    };
    debug_assert!(written.is_ok(), "writing to a string cannot fail");
}

/// Whether a text looks like a long number that a program has shortened: `3.30102E+17`.
pub(super) fn is_scientific(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    let Some((mantissa, exponent)) = body.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or("");
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && digits(exponent)
}

/// Whether a text is a plain whole number: digits, a minus sign before them at most.
pub(super) fn is_whole(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    !body.is_empty() && body.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is a plain decimal: `12`, `-0.50`, never `.5`, `5.`, `1,000` or `1e3`.
pub(super) fn is_decimal(text: &str) -> bool {
    match text.split_once('.') {
        None => is_whole(text),
        Some((whole, fraction)) => {
            is_whole(whole) && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
        }
    }
}

/// The digits of a plain decimal that carry value, without leading zeros.
pub(super) fn digits(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_as_seen() {
        for (value, seen) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.1, "1.1"),
            (0.1 + 0.2, "0.3"),
            (12.5, "12.5"),
            (-3.0, "-3"),
            (0.00001, "0.00001"),
            (123456789012345.0, "123456789012345"),
            (330102199001011234.0, "330102199001011000"),
            (1e21, "1E21"),
            (1e-9, "1E-9"),
            (2.0 / 3.0, "0.666666666666667"),
        ] {
            let mut out = String::new();
            show(value, &mut out);
            assert_eq!(out, seen);
        }
    }

    #[test]
    fn shortened_codes() {
        assert!(is_scientific("3.30102E+17") && is_scientific("9E+17") && is_scientific("-1.5e-7"));
        // A code such as `91330212E12` has no sign after its E: it may well be whole.
        for plain in ["330102199001011234", "91330212E12", "E+17", "3.E+17", "ABE+1", "3.3E+1X"] {
            assert!(!is_scientific(plain), "{plain}");
        }
    }
}
