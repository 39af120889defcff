//! Which rows a page or a file has of a list that is longer, and after which the next one begins. A place in a list is the row that the
//! page before ended with, and how many came before: rows that are new move nothing over the end of a page, and where that very
//! row is there no more, as many stay before as there were (decision 0026).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use documents::sheet::Value;

use super::Cell;

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its rows, by where they stand in the whole.
    pub(super) range: Range<usize>,
    /// After what the next part begins, where there is one.
    pub(super) next: Option<String>,
    /// How long the whole is.
    pub(super) all: usize,
}

impl Part {
    /// All of it.
    pub(super) fn whole(all: usize) -> Part {
        Part { range: 0..all, next: None, all }
    }

    /// At most so many rows of a list after a place in it. Each row has a key, which tells it from others.
    pub(super) fn after(after: &str, most: usize, all: usize, key: impl Fn(usize) -> u64) -> Part {
        let from = begins(after, all, &key);
        let until = from.saturating_add(most).min(all);
        let next = (until < all).then(|| place(until, &key));
        Part { range: from..until, next, all }
    }

    /// Whether it is not the first.
    pub(super) fn is_later(&self) -> bool {
        self.range.start > 0
    }
}

/// After so many rows.
pub(super) fn place(count: usize, key: impl Fn(usize) -> u64) -> String {
    count.checked_sub(1).map_or_else(String::new, |last| format!("{count}.{:x}", key(last)))
}

/// How many rows come before a place.
fn begins(after: &str, all: usize, key: impl Fn(usize) -> u64) -> usize {
    let read =
        |(count, key): (&str, &str)| Some((count.parse::<usize>().ok()?, u64::from_str_radix(key, 16).ok()?));
    let Some((count, last)) = after.split_once('.').and_then(read) else { return 0 };
    let is_last = |at: &usize| key(*at) == last;
    // It stands where it stood; else it is looked for, from where it stood to the end and then from the beginning.
    let there = count.checked_sub(1).filter(|at| *at < all).filter(is_last);
    let count = count.min(all);
    let found = there.or_else(|| (count..all).chain(0..count).find(is_last));
    found.map_or(count, |at| at + 1)
}

/// The key of a row of values.
pub(super) fn key_of(row: &[Cell]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in row {
        match &cell.value {
            Value::Empty => 0_u8.hash(&mut hasher),
            Value::Text(text) | Value::Decimal(text) => text.hash(&mut hasher),
            Value::Whole(number) => number.hash(&mut hasher),
            Value::Date(day) => day.to_string().hash(&mut hasher),
            Value::Bool(truth) => truth.hash(&mut hasher),
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever goes through the pages meets each row once, also where rows come or go meanwhile.
    #[test]
    fn pages_tell_each_row_once_whatever_comes_meanwhile() {
        let rows: Vec<u64> = (100..207).collect();
        let part = |rows: &[u64], after: &str| {
            let part = Part::after(after, 25, rows.len(), |at| rows[at]);
            (rows[part.range.clone()].to_vec(), part)
        };
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let (told, part) = part(&rows, &after);
            assert_eq!(part.is_later(), !after.is_empty());
            all.extend(told);
            match part.next {
                Some(next) => after = next,
                None => break,
            }
        }
        assert_eq!(all, rows);
        let (first, begun) = part(&rows, "");
        let next = begun.next.expect("a next page");
        assert_eq!(next, "25.7c");
        // Three that are new stand before, or two are gone: the next page begins after the last row of this one.
        let more: Vec<u64> = [1, 2, 3].into_iter().chain(rows.iter().copied()).collect();
        assert_eq!(part(&more, &next).0.first(), Some(&125));
        assert_eq!(part(&rows[2..], &next).0.first(), Some(&125));
        // That very row is gone: as many stay before as there were.
        let without: Vec<u64> = rows.iter().copied().filter(|row| *row != 124).collect();
        assert_eq!(part(&without, &next).0.first(), Some(&126));
        assert_eq!(first.last(), Some(&124));
        for wrong in ["", "x", "25", "25.zz", "-1.7c", "99999999999999999999.7c"] {
            assert_eq!(part(&rows, wrong).0.first(), Some(&100), "{wrong}");
        }
        assert_eq!(part(&rows, "4000.0"), (Vec::new(), Part { range: 107..107, next: None, all: 107 }));
        assert_eq!(part(&[], &next).0, Vec::<u64>::new());
    }
}
