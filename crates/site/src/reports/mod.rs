//! Reports: figures counted from the rows of a register or several, with the clause they serve. A report is one file: its
//! name, its columns, and a tally that sees each row once. The page, the spreadsheet, the list of reports and the
//! test that each is complete come by themselves.

mod areas;
pub(crate) mod behind;
mod checks;
mod duties;
mod duty_counts;
mod industries;
mod lost;
mod months;
mod outlived;
mod page;
mod plan;
mod reviews;
mod shelf;
mod stages;
mod standards;

use std::sync::Arc;

use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::question::Law;
use registry::{Fault, Reader, Row};

use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::when::When;

pub(crate) use page::{list, show};
pub(crate) use shelf::{Count, Place, Shelf};
pub(crate) use stages::Medians;

/// Every report, in the order of the list.
pub(crate) const ALL: [&Report; 15] = [
    &areas::BY_CITY,
    &areas::BY_COUNTY,
    &industries::REPORT,
    &standards::REPORT,
    &checks::REPORT,
    &lost::REPORT,
    &months::REPORT,
    &duties::REPORT,
    &duty_counts::BY_CITY,
    &duty_counts::BY_COUNTY,
    &duty_counts::BY_MONTH,
    &reviews::REPORT,
    &outlived::REPORT,
    &plan::REPORT,
    &stages::REPORT,
];

/// One report.
pub(crate) struct Report {
    /// Its name in the address.
    pub(crate) name: &'static str,
    /// What it tells.
    pub(crate) title: Words,
    /// How it is counted.
    pub(crate) lead: Words,
    /// The clauses it serves.
    pub(crate) articles: &'static [Article],
    /// The registers whose rows it sees, one after the other.
    pub(crate) kinds: &'static [&'static str],
    /// Its columns; every row has as many cells.
    pub(crate) columns: &'static [Words],
    /// Whether its rows are places that can be drawn on the map.
    pub(crate) is_of_cities: bool,
    /// Whether each count is drawn as a bar behind the figure, by its share of the largest of its column.
    pub(crate) has_bars: bool,
    /// Whether everybody may read it; else those alone whose work it is, until somebody publishes it.
    pub(crate) is_public: bool,
    /// The first rows of today, read and not counted, where the store finds them by themselves: what the page shows then.
    pub(crate) first: Option<FirstRows>,
    /// A tally that has seen nothing.
    pub(crate) start: fn() -> Box<dyn Tally>,
}

/// At most so many rows of a report, and whether there may be more.
pub(crate) type FirstRows = fn(&Reader, &Asked, usize) -> Result<(Vec<Vec<Cell>>, bool), Fault>;

/// What is counted, row by row. It keeps what it reports, not what it has seen: a register can be of any length.
pub(crate) trait Tally: Send {
    /// Sees one row of the register.
    ///
    /// # Errors
    /// If the row cannot be read: a figure without it would be wrong.
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault>;
    /// The rows of the report.
    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>>;
}

/// For which day, by which law and in which language it is asked.
pub(crate) struct Asked<'a> {
    /// The numbers and the calendar.
    pub(crate) law: Law<'a>,
    /// The days.
    pub(crate) when: When,
    /// The language.
    pub(crate) lang: Lang,
}

/// A value of a report, and the list that it was counted from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    /// The value, as a spreadsheet takes it.
    pub(crate) value: Value,
    /// Where the list behind it is.
    pub(crate) href: Option<String>,
}

impl Cell {
    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell { value: Value::Text(text.into()), href: None }
    }

    /// A count.
    pub(crate) fn count(count: u64) -> Cell {
        Cell { value: Value::Whole(i64::try_from(count).unwrap_or(i64::MAX)), href: None }
    }

    /// The same, with the list behind it. A count of nothing leads nowhere.
    pub(crate) fn leads_to(mut self, href: String) -> Cell {
        self.href = (self.value != Value::Whole(0)).then_some(href);
        self
    }
}

/// How long projects usually stay in each stage, as the report of stages counts it.
///
/// # Errors
/// A fault of the reader.
pub(crate) async fn usual(site: &PublicSite) -> Result<Arc<Medians>, Trouble> {
    let (place, when) = (&site.reports().usual, When::today(site.today()));
    // It rests for long after each count and is made by one at a time, so nobody has to be bounded for it.
    let count = move |reader: &Reader| stages::medians(reader, when.seen);
    if page::is_long(site.reader(), stages::REPORT.kinds)? {
        // A page is shown without them until they are counted.
        let counted = place.meanwhile(site, when.today, || Ok(()), count);
        return Ok(counted.map(|counted| counted.value).unwrap_or_default());
    }
    Ok(place.told(site, when.today, || Ok(()), count).await?.value)
}

/// The report with a name.
pub(crate) fn named(name: &str) -> Option<&'static Report> {
    ALL.into_iter().find(|report| report.name == name)
}
