//! Reports: figures counted from the rows of a register or several, or from the findings of the ledger, with the clause they serve. A report is one file: its
//! name, its columns, and a tally that sees each row once. The page, the spreadsheet, the list of reports and the
//! test that each is complete come by themselves.

mod area;
mod areas;
pub(crate) mod behind;
mod chart;
mod checks;
mod draw;
mod duties;
pub(crate) mod duties_behind;
mod duties_kept;
mod duty_counts;
mod editions;
mod figures;
mod findings;
pub(crate) mod findings_behind;
mod findings_kept;
mod index;
mod industries;
mod list;
mod lost;
mod makers;
mod map;
mod map_counties;
mod months;
mod narrow;
mod outlived;
mod page;
mod part;
mod pick;
mod plan;
pub(crate) mod publications;
mod reviews;
mod runs;
pub(crate) mod shape;
mod shelf;
mod stages;
mod standards;
mod standings;
pub(crate) mod stays;
pub(crate) mod told_behind;
mod told_counts;
mod told_kept;

use std::sync::Arc;

use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::question::Law;
use registry::{Fault, FindingAt, Reader, Row};

use crate::lang::Lang;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::Filter;
use crate::when::When;

pub use figures::figures;
pub(crate) use figures::{days, headline_told, report_told};
pub(crate) use index::{headlines, list};
pub(crate) use list::select;
pub(crate) use page::{as_asked, is_for, offer, show, told};
pub(crate) use shelf::{Count, Place, Shelf};
pub(crate) use stages::Medians;

/// Every report, in the order of the list.
pub(crate) const ALL: [&Report; 27] = [
    &areas::BY_CITY,
    &areas::BY_COUNTY,
    &industries::REPORT,
    &standards::REPORT,
    &checks::REPORT,
    &lost::REPORT,
    &months::REPORT,
    &findings::BY_MONTH,
    &findings::BY_CLAUSE,
    &findings::BY_RULE,
    &findings::BY_INDUSTRY,
    &findings::BY_CITY,
    &findings::BY_COUNTY,
    &told_counts::BY_CITY,
    &told_counts::BY_COUNTY,
    &told_counts::BY_INDUSTRY,
    &told_counts::BY_MONTH,
    &duties::REPORT,
    &duty_counts::BY_CITY,
    &duty_counts::BY_COUNTY,
    &duty_counts::BY_INDUSTRY,
    &duty_counts::BY_MONTH,
    &reviews::REPORT,
    &editions::REPORT,
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
    /// Whether it hears the findings that the entries of the ledger rest on, after those rows.
    pub(crate) hears_findings: bool,
    /// Its columns; every row has as many cells.
    pub(crate) columns: &'static [Words],
    /// What its rows can be narrowed by, beside words.
    pub(crate) narrows: &'static [Narrow],
    /// The row of sums, where its counts make sense together.
    pub(crate) sum: Option<Sum>,
    /// Which column is drawn on the map, where its rows are cities or counties.
    pub(crate) map: Option<usize>,
    /// Whether each count is drawn as a bar behind the figure, by its share of the largest of its column, and each column as
    /// a picture over the months that are its rows.
    pub(crate) has_bars: bool,
    /// Whether everybody may read it; else those alone whose work it is, until somebody publishes it.
    pub(crate) is_public: bool,
    /// The first rows of today, read and not counted, where the store finds them by themselves: what the page shows then.
    pub(crate) first: Option<FirstRows>,
    /// A tally that has seen nothing.
    pub(crate) start: fn() -> Box<dyn Tally>,
}

/// What the rows of a report can be narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Narrow {
    /// The month that a row is of, or of the day in it.
    Months,
    /// The place in it.
    Place,
    /// The standard whose edition it is about.
    Standard,
}

/// Makes the row of sums of the rows that are shown: by what they are narrowed, and the sum of each column after the first.
pub(crate) type Sum = fn(&Asked, &Filter, &[u64]) -> Vec<Cell>;

/// At most so many rows of a report, and whether there may be more.
pub(crate) type FirstRows = fn(&Reader, &Asked, usize) -> Result<(Vec<Vec<Cell>>, bool), Fault>;

/// What is counted, row by row. It keeps what it reports, not what it has seen: a register can be of any length.
pub(crate) trait Tally: Send {
    /// Sees one row of the register.
    ///
    /// # Errors
    /// If the row cannot be read: a figure without it would be wrong.
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault>;
    /// Hears one finding that an entry rests on.
    fn hear(&mut self, _: &FindingAt, _: &Asked) {}
    /// The rows of the report, without sums.
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
    /// The first digits of the division that it names.
    pub(crate) place: Option<String>,
    /// What stands small after it.
    pub(crate) small: Option<String>,
}

impl Cell {
    /// A value that leads nowhere.
    pub(crate) fn of(value: Value) -> Cell {
        Cell { value, href: None, place: None, small: None }
    }

    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell::of(Value::Text(text.into()))
    }

    /// A count.
    pub(crate) fn count(count: u64) -> Cell {
        Cell::of(Value::Whole(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// The same, naming a division.
    pub(crate) fn at(mut self, place: impl Into<String>) -> Cell {
        self.place = Some(place.into());
        self
    }

    /// The same, with something small after it, such as the platform's own number of what it names.
    pub(crate) fn and_small(mut self, small: Option<String>) -> Cell {
        self.small = small;
        self
    }

    /// The same, with the list behind it. A count of nothing leads nowhere, nor does what is empty.
    pub(crate) fn leads_to(mut self, href: String) -> Cell {
        self.href = (!matches!(self.value, Value::Whole(0) | Value::Empty)).then_some(href);
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
    if page::is_long(site.reader(), &stages::REPORT)? {
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
