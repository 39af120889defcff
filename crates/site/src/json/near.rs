//! The word that was probably meant.

/// The closest of the known words, if one is close enough to have been meant.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |candidate: &&str| {
        let most = (candidate.chars().count().max(word.chars().count()) * 2).div_ceil(5);
        distance(word, candidate) <= most
    };
    known.into_iter().filter(near).min_by_key(|candidate| distance(word, candidate))
}

/// How many characters must be changed, added or dropped to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, left) in one.chars().take(100).enumerate() {
        let mut corner = at;
        let mut last = at + 1;
        for (slot, right) in row.iter_mut().skip(1).zip(&other) {
            let changed = corner + usize::from(left != *right);
            corner = *slot;
            last = changed.min(*slot + 1).min(last + 1);
            *slot = last;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, distance};

    #[test]
    fn distances() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("penalty", "penalty"), 0);
        assert_eq!(did_you_mean("penaltys", ["penalties", "products"]), Some("penalties"));
        assert_eq!(did_you_mean("xyz", ["penalties", "products"]), None);
    }
}
