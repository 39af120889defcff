//! Months in which nothing happened, one after the other, as one row: in a table by months they would be nearly all of it, and
//! what did happen could not be seen for them. Every month is still told, with its figures; a file has each of them by itself.

use super::draw::Shown;
use super::shape::Shape;
use crate::public::happened::{Month, month_from};
use crate::visitor::Visitor;
use crate::words::fill;

/// So many months are told as one, and more.
const FEWEST: usize = 2;

/// The month of a row in which nothing was counted.
fn empty(row: &[Shown]) -> Option<Month> {
    let (first, counts) = row.split_first()?;
    let month = month_from(&first.text)?;
    counts.iter().all(|count| count.text == "0").then_some(month)
}

/// Whether a month comes right before or right after another.
fn are_beside((year, month): Month, (other_year, other): Month) -> bool {
    (year * 12 + month).abs_diff(other_year * 12 + other) == 1
}

/// The rows of a report by months, those without any told together.
pub(super) fn told(visitor: &Visitor, shape: &Shape, rows: Vec<Vec<Shown>>) -> Vec<Vec<Shown>> {
    if !shape.has_bars {
        return rows;
    }
    let mut told: Vec<Vec<Shown>> = Vec::new();
    let mut run: Vec<(Month, Vec<Shown>)> = Vec::new();
    for row in rows {
        let month = empty(&row);
        if let (Some((last, _)), false) = (run.last(), month.is_none())
            && month.is_some_and(|month| !are_beside(*last, month))
        {
            end(visitor, &mut run, &mut told);
        }
        match month {
            Some(month) => run.push((month, row)),
            None => {
                end(visitor, &mut run, &mut told);
                told.push(row);
            }
        }
    }
    end(visitor, &mut run, &mut told);
    told
}

/// Ends a run: one row of many, or the few that there are.
fn end(visitor: &Visitor, run: &mut Vec<(Month, Vec<Shown>)>, told: &mut Vec<Vec<Shown>>) {
    let count = run.len();
    if count < FEWEST {
        told.extend(run.drain(..).map(|(_, row)| row));
        return;
    }
    let earliest = run.iter().min_by_key(|(month, _)| *month).and_then(|(_, row)| row.first());
    let latest = run.iter().max_by_key(|(month, _)| *month).and_then(|(_, row)| row.first());
    let name = earliest
        .zip(latest)
        .map(|(earliest, latest)| fill(visitor.w.report.months_run, &[&earliest.text, &latest.text, &count]));
    let mut row = run.drain(..).next().map(|(_, row)| row).unwrap_or_default();
    if let Some((first, name)) = row.first_mut().zip(name) {
        (first.text, first.class) = (name, "");
    }
    told.push(row);
}
