//! Reports of today. Counting all marks of a province takes seconds and reading the answer does not, so the last count
//! is kept with the entry up to which it was made. Under a stream of acts it is made anew when counting has rested for
//! several times as long as it takes, by one visitor at a time; until then the last count is told, with its entry.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use policy::calendar::Day;
use registry::{Fault, Key, Query, Reader, Row};
use tokio::sync::OwnedMutexGuard;

use super::duties_kept::Duties;
use super::findings_kept::Findings;
use super::stages::Medians;
use super::told_kept::AllTold;
use super::{Asked, Cell, Report, Tally};
use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::PublicSite;

/// Rows asked for at once.
const PAGE: usize = 200;

/// How many times as long as a count takes counting rests before the next, while acts go on.
const REST: u64 = 9;

/// What was counted.
pub(crate) struct Count<T> {
    /// It.
    pub(crate) value: Arc<T>,
    /// How many entries there were: it tells of all of them and of none after.
    pub(crate) size: u64,
}

impl<T> Clone for Count<T> {
    fn clone(&self) -> Count<T> {
        Count { value: Arc::clone(&self.value), size: self.size }
    }
}

/// The rows of a report, or of the list behind a figure.
pub(crate) type Rows = Vec<Vec<Cell>>;

/// A count that is kept.
struct Kept<T> {
    count: Count<T>,
    day: Day,
    /// How long it took, and when it was there, in microseconds.
    took: u64,
    there: u64,
}

/// Where one count is kept: a report in one language, what the pages of projects tell, or a register as files.
pub(crate) struct Place<T> {
    kept: Mutex<Option<Kept<T>>>,
    /// Held by whoever counts: one visitor at a time.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl<T> Default for Place<T> {
    fn default() -> Place<T> {
        Place { kept: Mutex::default(), turn: Arc::default() }
    }
}

/// What there is to tell before counting.
enum Found<T> {
    /// This: it is as the ledger is, or counting rests.
    Count(Count<T>),
    /// Nothing of today, or something that is to be counted anew.
    Older(Option<Count<T>>),
}

impl<T: Send + Sync + 'static> Place<T> {
    /// What is kept for a day, with `size` entries in the ledger and the stopwatch at `now`.
    fn find(&self, day: Day, size: u64, now: u64) -> Found<T> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_ref().filter(|kept| kept.day == day) {
            Some(kept) => {
                let is_resting = now.saturating_sub(kept.there) < kept.took.saturating_mul(REST);
                let count = kept.count.clone();
                if count.size >= size || is_resting { Found::Count(count) } else { Found::Older(Some(count)) }
            }
            None => Found::Older(None),
        }
    }

    /// Keeps a count in place of an older one, with when it was begun and when it was there.
    fn keep(&self, day: Day, count: Count<T>, (began, there): (u64, u64)) {
        let took = there.saturating_sub(began);
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Kept { count, day, took, there });
    }

    /// The count of a day, kept or made now. Whoever comes while somebody counts is told the last one, and waits only
    /// where there is none; if it may not be counted now, the last one is told, too.
    ///
    /// # Errors
    /// What `may` says where there is no count at all, and what `count` says.
    pub(crate) async fn told(
        self: &Arc<Self>,
        site: &PublicSite,
        day: Day,
        may: impl FnOnce() -> Result<(), Trouble>,
        count: impl FnOnce(&Reader) -> Result<Count<T>, Fault> + Send + 'static,
    ) -> Result<Count<T>, Trouble> {
        let find = || self.find(day, site.reader().head().size, site.stopwatch());
        let turn = Arc::clone(&self.turn);
        let held = match find() {
            Found::Count(count) => return Ok(count),
            Found::Older(Some(count)) => match turn.try_lock_owned() {
                Ok(held) => held,
                // Somebody counts just now.
                Err(_) => return Ok(count),
            },
            Found::Older(None) => turn.lock_owned().await,
        };
        // Somebody may have counted meanwhile.
        let older = match find() {
            Found::Count(count) => return Ok(count),
            Found::Older(older) => older,
        };
        if let Err(trouble) = may() {
            return older.ok_or(trouble);
        }
        self.make(site, day, held, count).await
    }

    /// The last count of a day, for whoever does not wait: where there is none, or another one is due, and nobody counts
    /// just now, counting begins aside.
    pub(crate) fn meanwhile(
        self: &Arc<Self>,
        site: &PublicSite,
        day: Day,
        may: impl FnOnce() -> Result<(), Trouble>,
        count: impl FnOnce(&Reader) -> Result<Count<T>, Fault> + Send + 'static,
    ) -> Option<Count<T>> {
        let older = match self.find(day, site.reader().head().size, site.stopwatch()) {
            Found::Count(count) => return Some(count),
            Found::Older(older) => older,
        };
        if let Ok(held) = Arc::clone(&self.turn).try_lock_owned()
            && may().is_ok()
        {
            let making = self.make(site, day, held, count);
            tokio::spawn(async move {
                if let Err(trouble) = making.await {
                    tracing::error!(?trouble, "what is counted aside could not be");
                }
            });
        }
        older
    }

    /// Counts, and keeps it although whoever asked may be gone before it is there.
    fn make(
        self: &Arc<Self>,
        site: &PublicSite,
        day: Day,
        held: OwnedMutexGuard<()>,
        count: impl FnOnce(&Reader) -> Result<Count<T>, Fault> + Send + 'static,
    ) -> impl Future<Output = Result<Count<T>, Trouble>> + Send + 'static {
        let (place, site) = (Arc::clone(self), site.clone());
        async move {
            let clock = site.clone();
            let counting = move |reader: &Reader| {
                let began = clock.stopwatch();
                let count = count(reader)?;
                place.keep(day, count.clone(), (began, clock.stopwatch()));
                drop(held);
                Ok(count)
            };
            site.look(counting).await
        }
    }
}

/// The places of the reports in each language.
type Places = HashMap<(&'static str, Lang), Arc<Place<Rows>>>;

/// Counts that are kept. There are as many as there are reports and languages, one for the pages of projects, and three long lists
/// behind figures.
#[derive(Default)]
pub(crate) struct Shelf {
    reports: Mutex<Places>,
    /// How long projects usually stay in a stage.
    pub(super) usual: Arc<Place<Medians>>,
    /// The findings of the ledger, and the duties of drafters.
    pub(super) findings: Arc<Place<Findings>>,
    pub(super) duties: Arc<Place<Duties>>,
    /// The same as far as everybody is told of them.
    pub(super) duties_told: Arc<Place<AllTold>>,
}

impl Shelf {
    /// Where a report is kept.
    pub(super) fn place(&self, report: &Report, lang: Lang) -> Arc<Place<Rows>> {
        let mut places = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry((report.name, lang)).or_default())
    }
}

/// Makes a report by seeing every row of its registers once.
///
/// # Errors
/// A fault of the reader.
pub(super) fn count(reader: &Reader, report: &Report, asked: &Asked) -> Result<Count<Rows>, Fault> {
    seen(reader, (report.kinds, report.hears_findings), (report.start)(), asked)
}

/// Makes rows by showing every row of some registers once to a tally, and the findings of the same entries if it hears them.
///
/// # Errors
/// A fault of the reader.
pub(super) fn seen(
    reader: &Reader,
    (kinds, hears_findings): (&[&str], bool),
    mut tally: Box<dyn Tally>,
    asked: &Asked,
) -> Result<Count<Rows>, Fault> {
    let size = each_row(reader, kinds, asked, &mut |row| tally.see(row, asked))?;
    if hears_findings {
        reader.each_finding(size, &mut |finding| {
            tally.hear(finding, asked);
            Ok(())
        })?;
    }
    Ok(Count { value: Arc::new(tally.rows(asked)), size })
}

/// Shows every row of some registers once, as they were seen on the day that is asked about, and says of how many entries they
/// tell.
///
/// # Errors
/// A fault of the reader, or what `see` says.
pub(super) fn each_row(
    reader: &Reader,
    kinds: &[&str],
    asked: &Asked,
    see: &mut dyn FnMut(&Row) -> Result<(), Fault>,
) -> Result<u64, Fault> {
    if !asked.when.is_dated {
        return reader.each_row(kinds, see);
    }
    let size = reader.head().size;
    for kind in kinds {
        each_row_of_the_past(reader, kind, asked, see)?;
    }
    Ok(size)
}

fn each_row_of_the_past(
    reader: &Reader,
    kind: &str,
    asked: &Asked,
    see: &mut dyn FnMut(&Row) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut query = Query { kind: kind.to_owned(), limit: PAGE, ..Query::default() };
    loop {
        let page = reader.rows_seen(asked.when.seen, &query, "", |_: &Row| Ok(true))?;
        for row in &page.items {
            see(row)?;
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

    fn told(found: Found<Rows>) -> (bool, Option<u64>) {
        match found {
            Found::Count(count) => (true, Some(count.size)),
            Found::Older(older) => (false, older.map(|count| count.size)),
        }
    }

    /// On a stopwatch that the test turns.
    #[test]
    fn a_count_is_told_while_counting_rests_and_made_anew_after() {
        let place = Place::default();
        let [day, next]: [Day; 2] = ["2026-11-24", "2026-11-25"].map(|day| day.parse().expect("a day"));
        assert_eq!(told(place.find(day, 5, 0)), (false, None), "nothing was counted");
        let count = |size| Count { value: Arc::default(), size };
        // It took 100 and was there at 200: counting rests until 1,100.
        place.keep(day, count(5), (100, 200));
        assert_eq!(told(place.find(day, 5, 5000)), (true, Some(5)), "the ledger is as it was");
        assert_eq!(told(place.find(day, 6, 1099)), (true, Some(5)), "it rests");
        assert_eq!(told(place.find(day, 6, 1100)), (false, Some(5)), "it has rested");
        assert_eq!(told(place.find(next, 5, 300)), (false, None), "states turn with the day");
        place.keep(day, count(6), (1100, 1100));
        assert_eq!(told(place.find(day, 7, 1100)), (false, Some(6)), "what took no time never rests");
    }

    /// Each report in each language is a count of its own, with a turn of its own: one counts at a time.
    #[test]
    fn each_report_has_a_place_of_its_own() {
        let (shelf, report) = (Shelf::default(), ALL[0]);
        let own = shelf.place(report, Lang::En);
        assert!(Arc::ptr_eq(&own, &shelf.place(report, Lang::En)));
        assert!(!Arc::ptr_eq(&own, &shelf.place(report, Lang::Zh)));
        assert!(!Arc::ptr_eq(&own, &shelf.place(ALL[1], Lang::En)));
        let held = Arc::clone(&own.turn).try_lock_owned().expect("free");
        assert!(Arc::clone(&shelf.place(report, Lang::En).turn).try_lock_owned().is_err());
        assert!(shelf.place(report, Lang::Zh).turn.try_lock().is_ok(), "another language is another count");
        drop(held);
        assert!(own.turn.try_lock().is_ok());
    }
}
