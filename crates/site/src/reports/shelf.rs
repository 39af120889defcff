//! Reports of today. Counting all marks of a province takes seconds and reading the answer does not, so the last count
//! is kept with the entry up to which it was made. Under a stream of acts it is made anew when counting has rested for
//! several times as long as it takes, by one visitor at a time; until then the last count is told, with its entry.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use policy::calendar::Day;
use registry::{Fault, Key, Query, Reader, Row};

use super::{Asked, Cell, Report, Tally};
use crate::lang::Lang;

/// Rows asked for at once.
const PAGE: usize = 200;

/// How many times as long as a count takes counting rests before the next, while acts go on.
const REST: u64 = 9;

/// The rows of a report, and of what they were counted.
#[derive(Clone)]
pub(super) struct Count {
    /// The rows.
    pub(super) rows: Arc<Vec<Vec<Cell>>>,
    /// How many entries there were: it tells of all of them and of none after.
    pub(super) size: u64,
}

/// A count that is kept.
struct Kept {
    count: Count,
    day: Day,
    /// How long it took, and when it was there, in microseconds.
    took: u64,
    there: u64,
}

/// One report in one language.
#[derive(Default)]
struct Place {
    kept: Mutex<Option<Kept>>,
    /// Held by whoever counts.
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// What there is to tell before counting.
pub(super) enum Found {
    /// This: it is as the ledger is, or counting rests, or somebody counts just now.
    Count(Count),
    /// Nothing of today, or something that is to be counted anew.
    Older(Option<Count>),
}

/// Reports that are kept. There are as many as there are reports and languages.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<HashMap<(&'static str, Lang), Arc<Place>>>);

impl Shelf {
    fn place(&self, report: &Report, lang: Lang) -> Arc<Place> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry((report.name, lang)).or_default())
    }

    /// What is kept of a report for a day, with `size` entries in the ledger and the stopwatch at `now`.
    pub(super) fn find(&self, report: &Report, (lang, day): (Lang, Day), size: u64, now: u64) -> Found {
        let place = self.place(report, lang);
        let kept = place.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_ref().filter(|kept| kept.day == day) {
            Some(kept) => {
                let is_resting = now.saturating_sub(kept.there) < kept.took.saturating_mul(REST);
                let count = kept.count.clone();
                if count.size >= size || is_resting { Found::Count(count) } else { Found::Older(Some(count)) }
            }
            None => Found::Older(None),
        }
    }

    /// What is held by whoever counts a report: one visitor at a time.
    pub(super) fn turn(&self, report: &Report, lang: Lang) -> Arc<tokio::sync::Mutex<()>> {
        Arc::clone(&self.place(report, lang).turn)
    }

    /// Keeps a count in place of an older one, with when it was begun and when it was there.
    pub(super) fn keep(
        &self,
        report: &Report,
        (lang, day): (Lang, Day),
        count: Count,
        (began, there): (u64, u64),
    ) {
        let place = self.place(report, lang);
        let took = there.saturating_sub(began);
        *place.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Kept { count, day, took, there });
    }
}

/// Makes a report by seeing every row of its registers once.
///
/// # Errors
/// A fault of the reader.
pub(super) fn count(reader: &Reader, report: &Report, asked: &Asked) -> Result<Count, Fault> {
    let mut tally = (report.start)();
    let size = if asked.when.is_dated {
        let size = reader.head().size;
        for kind in report.kinds {
            see_the_past(reader, kind, asked, &mut *tally)?;
        }
        size
    } else {
        reader.each_row(report.kinds, &mut |row| tally.see(row, asked))?
    };
    Ok(Count { rows: Arc::new(tally.rows(asked)), size })
}

fn see_the_past(reader: &Reader, kind: &str, asked: &Asked, tally: &mut dyn Tally) -> Result<(), Fault> {
    let mut query = Query { kind: kind.to_owned(), limit: PAGE, ..Query::default() };
    loop {
        let page = reader.rows_seen(asked.when.seen, &query, "", |_: &Row| Ok(true))?;
        for row in &page.items {
            tally.see(row, asked)?;
        }
        match page.next {
            Some(Key { id, .. }) => query.after = id,
            None => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::ALL;

    fn told(found: Found) -> (bool, Option<u64>) {
        match found {
            Found::Count(count) => (true, Some(count.size)),
            Found::Older(older) => (false, older.map(|count| count.size)),
        }
    }

    /// On a stopwatch that the test turns.
    #[test]
    fn a_count_is_told_while_counting_rests_and_made_anew_after() {
        let (shelf, report) = (Shelf::default(), ALL[0]);
        let [day, next]: [Day; 2] = ["2026-11-24", "2026-11-25"].map(|day| day.parse().expect("a day"));
        let of = (Lang::En, day);
        assert_eq!(told(shelf.find(report, of, 5, 0)), (false, None), "nothing was counted");
        let count = |size| Count { rows: Arc::default(), size };
        // It took 100 and was there at 200: counting rests until 1,100.
        shelf.keep(report, of, count(5), (100, 200));
        assert_eq!(told(shelf.find(report, of, 5, 5000)), (true, Some(5)), "the ledger is as it was");
        assert_eq!(told(shelf.find(report, of, 6, 1099)), (true, Some(5)), "it rests");
        assert_eq!(told(shelf.find(report, of, 6, 1100)), (false, Some(5)), "it has rested");
        assert_eq!(
            told(shelf.find(report, (Lang::En, next), 5, 300)),
            (false, None),
            "states turn with the day"
        );
        assert_eq!(told(shelf.find(report, (Lang::Zh, day), 5, 300)), (false, None));
        assert_eq!(told(shelf.find(ALL[1], of, 5, 300)), (false, None));
        shelf.keep(report, of, count(6), (1100, 1100));
        assert_eq!(told(shelf.find(report, of, 7, 1100)), (false, Some(6)), "what took no time never rests");
    }

    /// Whoever comes while somebody counts is told the last count, and waits only where there is none.
    #[tokio::test]
    async fn one_counts_at_a_time() {
        let (shelf, report) = (Shelf::default(), ALL[0]);
        let held = shelf.turn(report, Lang::En).try_lock_owned().expect("free");
        assert!(shelf.turn(report, Lang::En).try_lock_owned().is_err());
        assert!(shelf.turn(report, Lang::Zh).try_lock_owned().is_ok(), "another language is another count");
        drop(held);
        assert!(shelf.turn(report, Lang::En).try_lock_owned().is_ok());
    }
}
