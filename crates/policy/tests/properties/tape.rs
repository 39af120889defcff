//! Chance for the property tests: a tape of bytes that proptest makes and shrinks. An empty tape gives the
//! plainest choice everywhere, so a failing dossier shrinks to one with little in it.

use policy::calendar::Day;

/// A tape of choices.
pub struct Tape<'a> {
    bytes: &'a [u8],
}

/// Days around which the days of a dossier lie: leap days, ends of months, holidays, plain ones. Dossiers use
/// the same few, years and days apart, so that boundaries are met often.
const PIVOTS: [(i16, i8, i8); 6] =
    [(2022, 6, 1), (2020, 2, 29), (2024, 2, 29), (2021, 12, 31), (2023, 8, 31), (2026, 2, 15)];

impl<'a> Tape<'a> {
    pub fn new(bytes: &'a [u8]) -> Tape<'a> {
        Tape { bytes }
    }

    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count
    }

    /// One of several.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// True once in `count` times.
    pub fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    /// A day: mostly near a pivot or whole years from it, rarely at the ends of time.
    pub fn day(&mut self) -> Day {
        if self.once_in(60) {
            return self.one_of(&[Day::FIRST, Day::FIRST.next(), Day::LAST, Day::LAST.previous()]);
        }
        let (year, month, day) = self.one_of(&PIVOTS);
        let years = self.one_of(&[0i16, -1, 1, -2, 2, -3, 3, -5, 5]);
        let days = self.one_of(&[0i64, -1, 1, 15, 16, -30, 100, -200]);
        Day::new(year, month, day).unwrap().plus_years(years).plus_days(days)
    }

    /// A day on which the policy is in force, far enough from the end of time to look ahead.
    pub fn day_in_force(&mut self) -> Day {
        self.day().max(Day::constant(2019, 1, 1)).min(Day::constant(2189, 12, 31))
    }

    /// A day a little or a lot after another.
    pub fn after(&mut self, day: Day) -> Day {
        let days = self.one_of(&[0i64, 1, 2, 10, 40, 200]);
        let years = self.one_of(&[0i16, 0, 1, 2, 3]);
        day.plus_years(years).plus_days(days)
    }
}
