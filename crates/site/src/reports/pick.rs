//! The rows of a list that is kept small: found by words and put in an order without writing out what each row says. A column says one
//! of a few texts, which are written once, or a day or a number.

use std::cell::Cell;

use policy::calendar::Day;

use crate::public::filter::Filter;
use crate::public::happened::{Month, NO_MONTH, month_in, month_text};

/// What a column says of each row, by where the row stands in the list.
pub(super) enum Says<'a> {
    /// One of these texts, or nothing.
    Texts(Vec<Option<String>>, Box<dyn Fn(usize) -> usize + 'a>),
    /// A day, if there is one.
    Day(Box<dyn Fn(usize) -> Option<Day> + 'a>),
    /// A number.
    Number(Box<dyn Fn(usize) -> u64 + 'a>),
}

impl Says<'_> {
    /// Whether a column has a word, row by row.
    fn has<'s>(&'s self, word: &'s str) -> Box<dyn Fn(usize) -> bool + 's> {
        match self {
            Says::Texts(texts, of) => {
                let has = |text: &Option<String>| {
                    text.as_ref().is_some_and(|text| text.to_lowercase().contains(word))
                };
                let has: Vec<bool> = texts.iter().map(has).collect();
                Box::new(move |at| has.get(of(at)).copied().unwrap_or(false))
            }
            Says::Day(of) => Box::new(move |at| of(at).is_some_and(|day| day.to_string().contains(word))),
            Says::Number(of) => Box::new(move |at| of(at).to_string().contains(word)),
        }
    }

    /// Where a row comes in the order of the column: days the latest and numbers the largest first, texts as they are
    /// written, nothing last.
    fn rank<'s>(&'s self) -> Box<dyn Fn(usize) -> u64 + 's> {
        match self {
            Says::Texts(texts, of) => {
                let mut sorted: Vec<&String> = texts.iter().flatten().collect();
                sorted.sort_unstable();
                sorted.dedup();
                let rank = |text: &Option<String>| {
                    let found = text.as_ref().and_then(|text| sorted.binary_search(&text).ok());
                    found.map_or(u64::MAX, |at| at as u64)
                };
                let ranks: Vec<u64> = texts.iter().map(rank).collect();
                Box::new(move |at| ranks.get(of(at)).copied().unwrap_or(u64::MAX))
            }
            Says::Day(of) => Box::new(move |at| {
                let after = |day: Day| u64::try_from(Day::FIRST.days_until(day)).unwrap_or(0);
                of(at).map_or(u64::MAX, |day| u64::MAX - 1 - after(day))
            }),
            Says::Number(of) => Box::new(move |at| u64::MAX - of(at)),
        }
    }
}

/// Those rows that have each of the words in some column, in the order of a column; what that does not tell apart stays in the
/// order of the list.
pub(super) fn pick(mut rows: Vec<usize>, columns: &[Says], words: &str, by: Option<usize>) -> Vec<usize> {
    for word in words.split_whitespace().map(str::to_lowercase) {
        let has: Vec<_> = columns.iter().map(|column| column.has(&word)).collect();
        rows.retain(|at| has.iter().any(|has| has(*at)));
    }
    if let Some(column) = by.and_then(|by| columns.get(by)) {
        let rank = column.rank();
        rows.sort_by_cached_key(|at| rank(*at));
    }
    rows
}

/// Whether days lie in the months of a filter, asked of one after the other: many that follow each other are of one month.
pub(super) struct Spans<'a> {
    filter: &'a Filter,
    last: Cell<Option<(Option<Month>, bool)>>,
}

impl<'a> Spans<'a> {
    /// Those of a filter.
    pub(super) fn of(filter: &'a Filter) -> Spans<'a> {
        Spans { filter, last: Cell::new(None) }
    }

    /// Whether a day lies in them, or what has no day does.
    pub(super) fn has(&self, day: Option<Day>) -> bool {
        let month = day.map(month_in);
        if let Some((_, has)) = self.last.get().filter(|(last, _)| *last == month) {
            return has;
        }
        let has = match month {
            Some(month) => self.filter.spans(&month_text(month)),
            None => self.filter.spans(NO_MONTH),
        };
        self.last.set(Some((month, has)));
        has
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_words_and_put_in_order_by_each_kind_of_column() {
        let days = [Some(1), None, Some(3), Some(2)];
        let day = |at: usize| days[at].map(|day| Day::constant(2026, 5, day));
        let texts = vec![Some("Beta".to_owned()), None, Some("alpha".to_owned()), Some("Beta".to_owned())];
        let columns = [
            Says::Day(Box::new(day)),
            Says::Texts(texts, Box::new(|at| at)),
            Says::Number(Box::new(|at| [7, 30, 7, 1][at])),
        ];
        let of = |words: &str, by: Option<usize>| pick((0..4).collect(), &columns, words, by);
        assert_eq!(of("", None), [0, 1, 2, 3]);
        assert_eq!(of("", Some(0)), [2, 3, 0, 1], "the latest first, nothing last");
        assert_eq!(of("", Some(1)), [0, 3, 2, 1], "as they are written, one text once");
        assert_eq!(of("", Some(2)), [1, 0, 2, 3], "the largest first");
        assert_eq!(of("", Some(3)), [0, 1, 2, 3], "there is no such column");
        assert_eq!(of("BETA", None), [0, 3]);
        assert_eq!(of("beta 2026-05-02", None), [3], "each word in some column");
        assert_eq!(of("30", None), [1]);
        assert_eq!(of("gamma", None), Vec::<usize>::new());
    }

    #[test]
    fn a_day_is_asked_of_its_own_month() {
        let filter = Filter { from: "2026-05".to_owned(), to: "2026-06".to_owned(), ..Filter::default() };
        let spans = Spans::of(&filter);
        let day = |month| Some(Day::constant(2026, month, 1));
        let has: Vec<bool> =
            [day(4), day(5), day(5), day(6), None, day(7)].map(|day| spans.has(day)).to_vec();
        assert_eq!(has, [false, true, true, true, false, false]);
        assert!(Spans::of(&Filter::default()).has(None));
    }
}
