//! The number of a standard among words: `国家标准 GB/T 4806.7-2016`, `GB 18401-2010《…》`, `欧盟 EN 14350:2020`.

use policy::standard::number::{Cited, EditionNumber};

use crate::sheet::half_width;

/// Nobody writes a longer head in one line: a longer one is not searched.
const MOST: usize = 120;
/// No number is longer.
const LONGEST: usize = 64;

/// A text with the number of one standard in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered<'t> {
    /// What stands before it.
    pub(super) before: &'t str,
    /// The number.
    pub(super) number: &'t str,
    /// What stands behind it.
    pub(super) behind: &'t str,
    /// Whether it has a year.
    pub(super) has_year: bool,
}

/// The number of the one standard that a text names. Of several nobody can tell which is meant.
pub(super) fn numbered(text: &str) -> Option<Numbered<'_>> {
    if text.chars().count() > MOST {
        return None;
    }
    let found = first(text, |text| EditionNumber::parse(text).is_ok());
    if let Some((before, number, behind)) = found {
        let is_cited = |text: &str| Cited::parse(text).is_ok();
        let is_alone = first(behind, is_cited).is_none_or(|(between, ..)| !is_list(between))
            && first(before, is_cited).is_none();
        return is_alone.then_some(Numbered { before, number, behind, has_year: true });
    }
    let (before, number, behind) = first(text, |text| Cited::parse(text).is_ok())?;
    Some(Numbered { before, number, behind, has_year: false })
}

/// Whether what stands between two numbers makes a list of them.
fn is_list(between: &str) -> bool {
    let word = between.trim();
    word.chars().all(|c| !c.is_alphanumeric() && c != '《')
        || ["和", "与", "及", "或", "以及", "and"].contains(&word)
}

/// The first stretch of a text that is a number, and the longest of those that begin there.
fn first(text: &str, is_number: impl Fn(&str) -> bool) -> Option<(&str, &str, &str)> {
    let mut last = ' ';
    for (at, found) in text.char_indices() {
        let found = half_width(found);
        let is_start = found.is_ascii_alphabetic() && !last.is_ascii_alphanumeric() && last != '/';
        last = found;
        let Some((before, rest)) = text.split_at_checked(at).filter(|_| is_start) else { continue };
        let ends: Vec<usize> = rest.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8()).collect();
        for end in ends.into_iter().rev() {
            let Some((number, behind)) = rest.split_at_checked(end) else { continue };
            let is_whole =
                number.chars().next_back().is_some_and(|last| half_width(last).is_ascii_alphanumeric())
                    && !goes_on(behind);
            if is_whole && is_number(number) {
                return Some((before, number, behind));
            }
        }
    }
    None
}

/// Whether what stands behind a number belongs to it: `GB/T 1-2015/XG1`, `EN 71-3:2019+A1`.
fn goes_on(behind: &str) -> bool {
    let mut next = behind.chars().map(half_width);
    match next.next() {
        Some(found) if found.is_ascii_alphanumeric() || "/+".contains(found) => true,
        Some('-' | '.' | ':' | '\u{2010}'..='\u{2015}') => next.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    }
}
