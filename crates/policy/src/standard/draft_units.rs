//! Rows in which some limits name a unit of their own and others none: the bare ones are read in the unit of the row,
//! which may not be what was meant. Whoever writes the unit into the cell has said it.

use super::draft_fault::{Misread, Place, RowField};
use super::draft_words::written;
use super::limit::{Cell, Limit, Stated};
use super::table::{ReferenceId, Row};
use super::unit::Unit;

impl Row {
    fn limits(&self) -> impl Iterator<Item = &Stated> {
        let cells = self.compared.iter().filter_map(|compared| match &compared.cell {
            Cell::Limit(stated) => Some(stated),
            Cell::NotSpecified | Cell::NotEntered => None,
        });
        std::iter::once(&self.limit).chain(cells)
    }

    /// Whether a limit of the row is in another unit than the row's.
    pub(super) fn has_several_units(&self) -> bool {
        self.unit.as_ref().is_some_and(|unit| other(self.limits(), unit).is_some())
    }

    /// What is to be told of the units of a row, which was read from a place of the draft with these columns.
    pub(super) fn settle_units(&mut self, at: usize, ids: &[Option<ReferenceId>]) -> Option<Misread> {
        let unit = self.unit.clone()?;
        let mut limits = vec![(RowField::Limit, &mut self.limit)];
        for compared in &mut self.compared {
            let column = ids.iter().position(|id| id.as_ref() == Some(&compared.reference));
            if let (Some(column), Cell::Limit(stated)) = (column, &mut compared.cell) {
                limits.push((RowField::Cell(column), stated));
            }
        }
        settle(at, &unit, limits)
    }
}

/// Whether a limit is a number in a unit: grades and words have none.
fn is_measured(stated: &Stated) -> bool {
    match stated.limit {
        Limit::AtLeast(_)
        | Limit::MoreThan(_)
        | Limit::AtMost(_)
        | Limit::LessThan(_)
        | Limit::Range { .. }
        | Limit::Nominal { .. }
        | Limit::Exactly(_) => true,
        Limit::Grade { .. } | Limit::OneOf(_) | Limit::Text(_) => false,
    }
}

/// The first limit in another unit than the row's.
fn other<'s>(mut limits: impl Iterator<Item = &'s Stated>, unit: &Unit) -> Option<&'s Stated> {
    limits.find(|stated| stated.unit.as_ref().is_some_and(|own| own != unit))
}

/// Limits of a row of several units: those in the row's own unit lose it, for that is what a bare one is in; of bare ones it
/// is told how they are read, at the first of them.
fn settle(at: usize, unit: &Unit, limits: Vec<(RowField, &mut Stated)>) -> Option<Misread> {
    let (own, beside) = {
        let found = other(limits.iter().map(|(_, stated)| &**stated), unit)?;
        (found.unit.clone()?, written(found))
    };
    let mut bare: Vec<(RowField, String)> = Vec::new();
    for (field, stated) in limits.into_iter().filter(|(_, stated)| is_measured(stated)) {
        match &stated.unit {
            None => bare.push((field, written(stated))),
            Some(said) if said == unit => stated.unit = None,
            Some(_) => {}
        }
    }
    let place = Place::Row(at, bare.first()?.0);
    let mut texts: Vec<String> = bare.into_iter().map(|(_, text)| text).collect();
    texts.dedup();
    let zh = texts.iter().map(|text| format!("“{text}”")).collect::<Vec<_>>().join("、");
    let en = texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ");
    Some(Misread::new(
        place,
        format!(
            "{zh}没有写单位，按本行单位“{unit}”读取，而同一行的“{beside}”用的是“{own}”：请核对，并在格内写明单位"
        ),
        format!(
            "{en} without a unit is read in `{unit}`, the row's, while `{beside}` on the same row is in `{own}`: is that \
             meant? Write the unit into the cell"
        ),
    ))
}

/// A limit as it is written on a row of several units: with the row's unit, where it is bare and reads as the same.
pub(super) fn with_unit(stated: &Stated, unit: Option<&Unit>) -> String {
    let full = Stated { unit: unit.cloned(), ..stated.clone() };
    let text = written(&full);
    let is_same = stated.unit.is_none()
        && is_measured(stated)
        && Stated::parse_in(&text, unit).is_ok_and(|again| again == full);
    if is_same { text } else { written(stated) }
}
