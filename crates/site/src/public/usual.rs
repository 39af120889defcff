//! How long projects usually stay in a stage: the median over the projects on file, counted anew now and then, so that
//! nobody invents a norm.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use policy::standard::project::Project;
use policy::standard::project::progress::Progress;
use policy::standard::project::stage::Stage;
use registry::{Fault, PROJECT, Query, Reader, Sort};

use crate::public::filter::case_of;

/// The most projects that are counted: the last ones that changed.
const COUNTED: usize = 2_000;
/// Rows asked for at once.
const AT_ONCE: usize = 200;
/// For how long a count is told, in microseconds.
const TOLD_FOR: u64 = 600_000_000;
/// The fewest projects that a median is told of.
const FEWEST: usize = 3;

/// The median of days in a stage.
pub(crate) type Medians = BTreeMap<Stage, i64>;

/// The last count, and when it was made.
#[derive(Default)]
pub(crate) struct Usual(Mutex<Option<(u64, Arc<Medians>)>>);

impl Usual {
    /// The medians, counted anew if the last count is old.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(crate) fn of(&self, reader: &Reader, now: u64) -> Result<Arc<Medians>, Fault> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, medians)) = kept.as_ref()
            && now.saturating_sub(*at) < TOLD_FOR
        {
            return Ok(Arc::clone(medians));
        }
        let medians = Arc::new(count(reader)?);
        *kept = Some((now, Arc::clone(&medians)));
        Ok(medians)
    }
}

fn count(reader: &Reader) -> Result<Medians, Fault> {
    let mut days: BTreeMap<Stage, Vec<i64>> = BTreeMap::new();
    let query = Query { kind: PROJECT.to_owned(), limit: AT_ONCE, ..Query::default() };
    let mut after: Option<(String, String)> = None;
    let mut counted = 0;
    while counted < COUNTED {
        let key = after.as_ref().map(|(value, id)| (value.as_str(), id.as_str()));
        let rows = reader.rows_sorted(Sort::Changed, &query, key)?;
        let is_last = rows.len() <= AT_ONCE;
        for row in rows.iter().take(AT_ONCE) {
            let project: Project = case_of(row)?;
            for (stage, stayed) in stays(&project.progress()) {
                days.entry(stage).or_default().push(stayed);
            }
        }
        counted += rows.len().min(AT_ONCE);
        let Some(last) = rows.get(AT_ONCE - 1).filter(|_| !is_last) else { break };
        after = Some((Sort::Changed.value(last), last.id.clone()));
    }
    let told = |(stage, mut days): (Stage, Vec<i64>)| {
        days.sort_unstable();
        let middle = median(&days)?;
        (days.len() >= FEWEST).then_some((stage, middle))
    };
    Ok(days.into_iter().filter_map(told).collect())
}

/// The middle one of days in order, the upper of two.
pub(crate) fn median(days: &[i64]) -> Option<i64> {
    days.get(days.len() / 2).copied()
}

/// How long a project stayed in each stage that it has left, in days.
pub(crate) fn stays<'a>(now: &'a Progress<'_>) -> impl Iterator<Item = (Stage, i64)> + 'a {
    let next = now.stamps.iter().skip(1);
    now.stamps.iter().zip(next).map(|((stage, from), (_, until))| (*stage, from.on.days_until(until.on)))
}
