//! The rows of a standard, with the days by which those are found that ask for something: an index of days is read in
//! place of the register, however many standards there are. A row is made of what is on file alone, so its day is that of a
//! fact; whoever asks adds the years of the policy, and asks the rule.

use std::sync::Arc;

use policy::calendar::Day;
use policy::standard::duties::clock_start;
use policy::standard::{Edition, Standard};

use crate::act::written;
use crate::fault::Fault;
use crate::page::LONGEST_PAGE;
use crate::reader::Reader;
use crate::rows::{ANNULLED, Row, one_each, plain};
use crate::sql;
use crate::store::Columns;
use crate::tags::STARTS;

/// The rows of a standard: itself, and one for each edition.
///
/// # Errors
/// If a record cannot be written as JSON, which is a fault of the program.
pub(crate) fn of_standard(standard: &Standard) -> Result<Vec<Arc<Row>>, Fault> {
    let counts = standard.editions.iter().rfind(|edition| edition.annulled.is_none());
    let title = counts.or(standard.editions.last()).map(|e| e.title.clone()).unwrap_or_default();
    let whole = plain("standard", standard.number.as_str(), state_of(standard), &title, written(standard)?);
    let mut rows = vec![Row { due_on: text(standard.outlived_from()), ..whole }];
    for edition in &standard.editions {
        let state = match (&edition.annulled, &edition.ended) {
            (Some(_), _) => ANNULLED,
            (None, Some(_)) => WITHDRAWN,
            (None, None) => "on_file",
        };
        let row = plain("edition", &edition.edition.to_string(), state, &edition.title, written(edition)?);
        rows.push(Row { due_on: text(runs_from(standard, edition)), ..row });
    }
    let rows: Vec<Arc<Row>> = rows.into_iter().map(Arc::new).collect();
    Ok(one_each(rows.iter()))
}

/// The state of the row of an edition that was withdrawn, and of a standard of which every edition was.
pub const WITHDRAWN: &str = "withdrawn";

/// What of a standard stands, as far as no day tells: all of its editions were withdrawn, or set aside.
fn state_of(standard: &Standard) -> &'static str {
    let counts = || standard.editions.iter().filter(|edition| edition.annulled.is_none());
    if counts().next().is_none() {
        "no_edition"
    } else if counts().all(|edition| edition.ended.is_some()) {
        WITHDRAWN
    } else {
        "on_file"
    }
}

impl Reader {
    /// Of which standards an edition comes into force after a day, the first day first, after a day and a number: each with
    /// its day. The days are those that were entered; whether the edition still stands, the standard tells.
    ///
    /// # Errors
    /// If the database fails.
    pub fn starts_after(
        &self,
        (day, number): (&str, &str),
        limit: usize,
    ) -> Result<Vec<(String, String)>, Fault> {
        let limit = limit.clamp(1, LONGEST_PAGE) as u64;
        // Behind all numbers of that day, or behind one of them.
        let after =
            if number.is_empty() { format!("{STARTS}{day}~") } else { format!("{STARTS}{day} {number}") };
        let args = [after.into(), format!("{STARTS}~").into(), limit.into()];
        let lines = self.with(|tx| Ok(tx.query(sql::TAGS_BETWEEN, &args)?))?;
        let read = |line| {
            let tag = Columns::of(line).text();
            let (day, number) = tag.strip_prefix(STARTS)?.split_once(' ')?;
            Some((day.to_owned(), number.to_owned()))
        };
        Ok(lines.into_iter().filter_map(read).collect())
    }
}

fn text(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Whether nobody has ended an edition or set it aside. What has not happened cannot be entered, so one that is ended is so
/// from a day that is over.
fn stands(edition: &Edition) -> bool {
    edition.annulled.is_none() && edition.ended.is_none()
}

/// The day from which the full years of a review run (clause 4); none for an edition that no day makes due: one that is
/// ended, is not for consumers, or has a later one. One that was reviewed keeps it: whether the review came when the years
/// were over, the number of years says that is in force on the day that is asked about, and rows are made of facts alone.
fn runs_from(standard: &Standard, edition: &Edition) -> Option<Day> {
    let mut others = standard.editions.iter().filter(|other| other.annulled.is_none());
    let is_revised = others.any(|other| other.edition.year() > edition.edition.year());
    let may_be_due = stands(edition) && edition.is_consumer_standard != Some(false) && !is_revised;
    may_be_due.then(|| clock_start(edition))
}
