//! The table of a page of rows: each cell with the list behind it, and with its bar where a report has bars.

use documents::sheet::Value;
use policy::article::Words;

use super::Cell;
use super::narrow::Narrowed;
use super::shape::Shape;
use crate::lang::Lang;
use crate::visitor::Visitor;
use crate::words::in_thousands;

/// A cell as it is shown.
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) href: Option<String>,
    pub(super) class: &'static str,
    /// How many twentieths of the largest of its column it is, where that is drawn.
    pub(super) bar: Option<u64>,
    /// The head of its column.
    pub(super) head: &'static str,
    /// What stands small after it.
    pub(super) small: Option<String>,
}

/// The head of a column.
pub(super) struct Head {
    pub(super) text: &'static str,
    pub(super) class: &'static str,
}

/// The longest text that is kept on one line, in characters: codes, numbers of standards, names of places.
const ON_ONE_LINE: usize = 16;

/// A cell as it is shown.
pub(super) fn as_shown(cell: &Cell, lang: Lang) -> Shown {
    let (text, class) = match &cell.value {
        Value::Empty => ("—".to_owned(), "none"),
        Value::Text(text) if text.chars().count() <= ON_ONE_LINE => (text.clone(), "nowrap"),
        Value::Text(text) => (text.clone(), ""),
        Value::Whole(count) if lang == Lang::En => (in_thousands(&count.to_string()), "number"),
        Value::Whole(number) => (number.to_string(), "number"),
        Value::Decimal(number) => (number.clone(), "number"),
        Value::Date(day) => (day.to_string(), "nowrap day"),
        Value::Bool(truth) => (truth.to_string(), "nowrap"),
    };
    Shown { text, href: cell.href.clone(), class, bar: None, head: "", small: cell.small.clone() }
}

/// The rows that the page shows, with the bars of a report that has them.
pub(super) fn drawn(visitor: &Visitor, shape: &Shape, shown: &Narrowed) -> Vec<Vec<Shown>> {
    let (rows, lang) = (&shown.rows, visitor.lang);
    let heads: Vec<&'static str> = shape.columns.iter().map(|words| visitor.word(*words)).collect();
    let count = |cell: &Cell| match cell.value {
        Value::Whole(count) => u64::try_from(count).ok(),
        _ => None,
    };
    let largest = |at: usize| rows.iter().filter_map(|row| row.get(at).and_then(count)).max().unwrap_or(0);
    let largest: Vec<u64> = (0..shape.columns.len()).map(largest).collect();
    let bar = |cell: &Cell, largest: u64| {
        // The smallest count is still seen, and none is not drawn.
        count(cell)
            .filter(|count| shape.has_bars && *count > 0)
            .map(|count| (count * 20).div_ceil(largest.max(1)))
    };
    // Nothing stands under the head of its column as a number does.
    let is_number = |at: usize| column_counts(&rows[..], at);
    let numbers: Vec<bool> = (0..shape.columns.len()).map(is_number).collect();
    let row = |row: &&Vec<Cell>| {
        let cells = row.iter().zip(&heads).zip(&largest).zip(&numbers);
        let cell = |(((cell, head), largest), is_number): (((&Cell, &&'static str), &u64), &bool)| {
            let shown = Shown { bar: bar(cell, *largest), head, ..as_shown(cell, lang) };
            if *is_number && matches!(cell.value, Value::Empty) {
                Shown { class: "number", ..shown }
            } else {
                shown
            }
        };
        cells.map(cell).collect()
    };
    shown.shown().iter().map(row).collect()
}

/// Whether a column is one of numbers: a share of nothing is empty, so one row does not tell.
fn column_counts(rows: &[&Vec<Cell>], at: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.get(at));
    cells.any(|cell| matches!(cell.value, Value::Whole(_) | Value::Decimal(_)))
}

/// The heads of the columns; that of a column of numbers stands over the numbers.
pub(super) fn heads(visitor: &Visitor, shape: &Shape, rows: &[&Vec<Cell>]) -> Vec<Head> {
    let head = |(at, words): (usize, &Words)| Head {
        text: visitor.word(*words),
        class: if column_counts(rows, at) { "number" } else { "" },
    };
    shape.columns.iter().enumerate().map(head).collect()
}
