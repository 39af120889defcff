//! What a page of rows is, beside its rows: a report, the list behind a figure, or any other list that is narrowed, put in order, told
//! in pages and kept as a file in the same manner.

use policy::article::{Article, Words};

use super::{Narrow, Report, Sum};
use crate::public::offer::Doubt;
use crate::public::registers::RowView;
use crate::visitor::Visitor;

/// A page of rows.
pub(crate) struct Shape {
    /// Its name as a file.
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) lead: &'static str,
    /// What has to be known to read its rows rightly.
    pub(crate) note: Option<&'static str>,
    pub(crate) articles: &'static [Article],
    pub(crate) columns: &'static [Words],
    pub(crate) path: String,
    /// The page that it belongs to: the report whose figure it is behind.
    pub(crate) up: Option<(String, &'static str)>,
    /// What its rows can be narrowed by here, beside words.
    pub(crate) narrows: &'static [Narrow],
    pub(crate) sum: Option<Sum>,
    /// Whether its rows were picked by the whole filter, for it is the list behind a figure.
    pub(crate) is_behind: bool,
    /// Which column is drawn on the map, where its rows are cities or counties.
    pub(crate) map: Option<usize>,
    pub(crate) has_bars: bool,
    /// What was left out of the filter of its address.
    pub(crate) doubts: Vec<Doubt>,
    /// Whether its rows stand by themselves on a telephone although they have more figures than words.
    pub(crate) is_list: bool,
    /// How many rows a page shows.
    pub(crate) most: usize,
    /// Whether it can be seen as of another day.
    pub(crate) has_days: bool,
    /// Of how many its rows were picked, where some were left out before.
    pub(crate) all: Option<usize>,
    /// What the rows are about, where they have something in common that is told once.
    pub(crate) about: Option<About>,
}

/// What is told of the rows of a page together.
pub(crate) struct About {
    /// In a few parts.
    pub(crate) says: Vec<String>,
    /// How it is to be read.
    pub(crate) note: &'static str,
    /// Where else it leads.
    pub(crate) links: Vec<(String, String)>,
    /// A list of its own after the rows, with its title and what is said where it is empty.
    pub(crate) after: Option<(&'static str, &'static str, Vec<RowView>)>,
}

/// The most rows that a page of figures shows; a spreadsheet has all of them, and the next page goes on.
const FIGURES: usize = 500;
/// The same of a list, as of registers.
pub(crate) const LISTED: usize = 25;

impl Shape {
    /// A list that is narrowed by words alone.
    pub(crate) fn list(
        (name, path): (&str, &str),
        (title, lead): (String, &'static str),
        (columns, articles): (&'static [Words], &'static [Article]),
        doubts: Vec<Doubt>,
    ) -> Shape {
        Shape {
            name: name.to_owned(),
            title,
            lead,
            note: None,
            articles,
            columns,
            path: path.to_owned(),
            up: None,
            narrows: &[],
            sum: None,
            is_behind: false,
            map: None,
            has_bars: false,
            doubts,
            is_list: false,
            most: LISTED,
            has_days: true,
            all: None,
            about: None,
        }
    }

    /// A report.
    pub(super) fn of(visitor: &Visitor, report: &'static Report, doubts: Vec<Doubt>) -> Shape {
        let path = format!("/reports/{}", report.name);
        let says = (visitor.word(report.title).to_owned(), visitor.word(report.lead));
        Shape {
            narrows: report.narrows,
            sum: report.sum,
            map: report.map,
            has_bars: report.has_bars,
            most: FIGURES,
            ..Shape::list((report.name, &path), says, (report.columns, report.articles), doubts)
        }
    }
}
