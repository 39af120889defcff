//! Reports of today, kept until the ledger grows: counting all marks of a province takes seconds, reading the
//! answer does not.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use policy::calendar::Day;
use registry::{Fault, Key, Query, Reader, Row};

use super::{Asked, Cell, Report, Tally};
use crate::lang::Lang;

/// Rows asked for at once.
const PAGE: usize = 200;

/// The rows of a report.
pub(super) type Made = Arc<Vec<Vec<Cell>>>;

/// What a kept report was made of: its language, the day, and how many entries there were.
type Of = (Lang, Day, u64);

/// What is kept of each report in each language: of what it was made, and its rows.
type Kept = HashMap<(&'static str, Lang), (Of, Made)>;

/// Reports that are kept. There are as many as there are reports and languages.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Kept>);

impl Shelf {
    /// The report, if it was made for this day and this size of the ledger.
    pub(super) fn get(&self, report: &Report, of: Of) -> Option<Made> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(report.name, of.0)).filter(|(made_of, _)| *made_of == of).map(|(_, made)| Arc::clone(made))
    }

    /// Keeps a report in place of an older one.
    pub(super) fn keep(&self, report: &Report, of: Of, made: Made) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((report.name, of.0), (of, made));
    }
}

/// Makes a report by seeing every row of its registers once.
///
/// # Errors
/// A fault of the reader.
pub(super) fn make(reader: &Reader, report: &Report, asked: &Asked) -> Result<Vec<Vec<Cell>>, Fault> {
    let mut tally = (report.start)();
    for kind in report.kinds {
        see(reader, kind, asked, &mut *tally)?;
    }
    Ok(tally.rows(asked))
}

fn see(reader: &Reader, kind: &str, asked: &Asked, tally: &mut dyn Tally) -> Result<(), Fault> {
    let mut query = Query { kind: kind.to_owned(), limit: PAGE, ..Query::default() };
    let everything = |_: &Row| Ok(true);
    loop {
        let page = if asked.when.is_dated {
            reader.rows_seen(asked.when.seen, &query, "", everything)?
        } else {
            reader.rows(&query)?
        };
        for row in &page.items {
            tally.see(row, asked)?;
        }
        match page.next {
            Some(Key { id, .. }) => query.after = id,
            None => return Ok(()),
        }
    }
}
