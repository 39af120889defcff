//! Each column of a report by months as a small picture of its own, all over the same months: several side by side are told
//! apart without colours, in both languages, on a telephone and on paper.

use documents::sheet::Value;

use super::Cell;
use crate::public::happened::month_from;
use crate::visitor::Visitor;
use crate::words::fill;

/// The most months that are drawn, the latest ones; the table has all of them.
const MOST: usize = 120;
/// How wide and how high a month is drawn, in units of the picture.
const WIDE: usize = 10;
const HIGH: u64 = 100;

/// A column over the months.
pub(super) struct Chart {
    /// What is counted.
    pub(super) title: &'static str,
    /// Its sum, and the largest month, in words.
    pub(super) says: String,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) width: usize,
    pub(super) bars: Vec<Bar>,
}

/// A month.
pub(super) struct Bar {
    pub(super) x: usize,
    pub(super) y: u64,
    pub(super) height: u64,
    /// The month and its count.
    pub(super) says: String,
}

fn count(cell: Option<&Cell>) -> u64 {
    match cell.map(|cell| &cell.value) {
        Some(Value::Whole(count)) => u64::try_from(*count).unwrap_or(0),
        Some(Value::Empty | Value::Text(_) | Value::Decimal(_) | Value::Date(_) | Value::Bool(_)) | None => 0,
    }
}

/// The pictures of the columns of some rows, whose first cells are months; none of fewer than two months.
pub(super) fn charts(visitor: &Visitor, heads: &[&'static str], rows: &[&Vec<Cell>]) -> Vec<Chart> {
    let month = |row: &Vec<Cell>| match row.first().map(|cell| &cell.value) {
        Some(Value::Text(text)) => month_from(text).map(|_| text.clone()),
        _ => None,
    };
    let mut months: Vec<(String, &Vec<Cell>)> =
        rows.iter().filter_map(|row| Some((month(row)?, *row))).collect();
    months.sort_by(|one, other| one.0.cmp(&other.0));
    let months = &months[months.len().saturating_sub(MOST)..];
    let (Some((first, _)), Some((last, _))) = (months.first(), months.last()) else { return Vec::new() };
    if months.len() < 2 {
        return Vec::new();
    }
    let chart = |(at, title): (usize, &&'static str)| {
        let counts = months.iter().map(|(month, row)| (month, count(row.get(at))));
        let sum: u64 = counts.clone().map(|(_, count)| count).sum();
        let most = counts.clone().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0);
        let largest = most.map_or(1, |(_, count)| count);
        let w = &visitor.w.report;
        let says = match most {
            Some((month, count)) => fill(w.chart_says, &[&sum, &count, month]),
            None => w.chart_none.to_owned(),
        };
        let bar = |(at, (month, count)): (usize, (&String, u64))| {
            // The smallest count is still seen, and none is not drawn.
            let height = (count * HIGH).div_ceil(largest).max(if count > 0 { 4 } else { 0 });
            Bar {
                x: at * WIDE,
                y: HIGH - height,
                height,
                says: format!("{month}{}{count}", visitor.w.case.colon),
            }
        };
        Chart {
            title,
            says,
            first: first.clone(),
            last: last.clone(),
            width: months.len() * WIDE,
            bars: counts.enumerate().map(bar).filter(|bar| bar.height > 0).collect(),
        }
    };
    heads.iter().enumerate().skip(1).map(chart).collect()
}
