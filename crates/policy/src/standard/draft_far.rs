//! Numbers of one row that are far from each other: as a rule one of them is in another unit than was written (mg for g,
//! mm for cm), or has a digit too many. It is told and refuses nothing, for it may be so.

use rust_decimal::Decimal;

use super::draft_fault::{Misread, Place, RowField};
use super::limit::{Cell, Limit, Stated};
use super::table::{ReferenceId, Row};
use super::unit::Unit;

/// From how many times on a number is far from another: standards for one indicator differ by less as a rule, and a unit that
/// was mistaken by more.
const FAR: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// A limit that is a number in a unit, with its size in the smallest unit of what it measures.
struct Sized<'r> {
    field: RowField,
    written: &'r Stated,
    size: Decimal,
}

impl Row {
    /// What is to be told of the sizes of a row, which was read from a place of the draft with these columns: the limit of this
    /// standard, where it is far from all others, else each that is far from it.
    pub(super) fn far_apart(&self, at: usize, ids: &[Option<ReferenceId>]) -> Vec<Misread> {
        let unit = self.unit.as_ref();
        let Some(own) = sized(RowField::Limit, &self.limit, unit) else { return Vec::new() };
        let cells = self.compared.iter().filter_map(|compared| {
            let column = ids.iter().position(|id| id.as_ref() == Some(&compared.reference))?;
            let Cell::Limit(stated) = &compared.cell else { return None };
            let is_alike = unit_of(stated, unit) == unit_of(&self.limit, unit)
                || unit_of(stated, unit)
                    .zip(unit_of(&self.limit, unit))
                    .is_some_and(|(a, b)| a.converts_to(b));
            sized(RowField::Cell(column), stated, unit).filter(|_| is_alike)
        });
        let cells: Vec<Sized> = cells.collect();
        let far: Vec<&Sized> = cells.iter().filter(|cell| times(cell, &own).is_some()).collect();
        let told = |one: &Sized, other: &Sized| Some(doubt(at, one, other, times(one, other)?, unit));
        match (far.first(), cells.len()) {
            (Some(first), 2..) if far.len() == cells.len() => told(&own, first).into_iter().collect(),
            _ => far.into_iter().filter_map(|cell| told(cell, &own)).collect(),
        }
    }
}

fn unit_of<'u>(stated: &'u Stated, unit: Option<&'u Unit>) -> Option<&'u Unit> {
    stated.unit.as_ref().or(unit)
}

/// The number that bounds, without its sign; grades and words have none, and nothing is a multiple of zero.
fn sized<'r>(field: RowField, stated: &'r Stated, unit: Option<&Unit>) -> Option<Sized<'r>> {
    let number = match &stated.limit {
        Limit::AtLeast(value)
        | Limit::MoreThan(value)
        | Limit::AtMost(value)
        | Limit::LessThan(value)
        | Limit::Exactly(value)
        | Limit::Nominal { value, .. } => *value,
        Limit::Range { from, to } => from.abs().max(to.abs()),
        Limit::Grade { .. } | Limit::OneOf(_) | Limit::Text(_) => return None,
    };
    let factor = unit_of(stated, unit).and_then(Unit::factor).unwrap_or(Decimal::ONE);
    let size = number.abs().checked_mul(factor).filter(|size| !size.is_zero())?;
    Some(Sized { field, written: stated, size })
}

/// How many times the one is the other, or the other the one, where that is far.
fn times(one: &Sized, other: &Sized) -> Option<Decimal> {
    let (small, large) = (one.size.min(other.size), one.size.max(other.size));
    large.checked_div(small).filter(|times| *times >= FAR).map(|times| times.trunc().normalize())
}

fn doubt(at: usize, one: &Sized, other: &Sized, times: Decimal, unit: Option<&Unit>) -> Misread {
    let said = |sized: &Sized| {
        Stated { unit: unit_of(sized.written, unit).cloned(), ..sized.written.clone() }.to_string()
    };
    let (here, there) = (said(one), said(other));
    let is_more = one.size > other.size;
    let (zh, en) = if is_more {
        (format!("是同一行“{there}”的{times}倍"), format!("is {times} times `{there}`"))
    } else {
        (format!("是同一行“{there}”的{times}分之一"), format!("is one {times}th of `{there}`"))
    };
    Misread::new(
        Place::Row(at, one.field),
        format!("“{here}”{zh}：请核对单位（如mg与g、mm与cm）和数字"),
        format!("`{here}` {en} on the same row: are its unit (mg or g, mm or cm) and its digits right?"),
    )
}
