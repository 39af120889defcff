//! The judgement of a comparison table under clause 3: refused when nothing in it is better, or when a row
//! is worse than a mandatory national standard; unknown where a cell that decides has not been entered.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use super::comparison::{Comparison, Direction, Obstacle, Verdict};
use super::limit::{Bound, Limit};
use super::number::{Cited, Family, StandardNumber};
pub use super::row_name::RowName;
use super::table::{ComparisonTable, Reference, ReferenceId, ReferenceKind, ReferenceStandard, Row};
pub use super::table_fault::TableFault;
pub use super::table_remark::TableRemark;
use crate::calendar::Day;
use crate::writing::fold_tight;

/// A table judged: every comparison, everything that speaks against it, everything a reader must be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableJudgement {
    /// The comparisons, row by row, in each row one for each reference in the order of the columns.
    pub rows: Vec<Vec<Comparison>>,
    /// Why the table is refused, or what is missing; empty when it is sound.
    pub faults: Vec<TableFault>,
    /// What does not refuse the table but is shown with it.
    pub remarks: Vec<TableRemark>,
}

/// What follows for the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TableVerdict {
    /// At least one advance, nothing worse than a mandatory standard.
    Sound,
    /// It cannot be exhibited as it is.
    Refused,
    /// Facts are missing; nothing known speaks against it.
    CannotTell,
}

impl TableJudgement {
    /// What follows: refused when any fault is certain, else cannot tell when any is open.
    pub fn verdict(&self) -> TableVerdict {
        match (self.faults.is_empty(), self.faults.iter().all(TableFault::is_unknown)) {
            (true, _) => TableVerdict::Sound,
            (false, true) => TableVerdict::CannotTell,
            (false, false) => TableVerdict::Refused,
        }
    }

    /// How many rows are an advance over at least one reference.
    pub fn advances(&self) -> usize {
        self.rows.iter().filter(|row| row.iter().any(|comparison| comparison.verdict.is_advance())).count()
    }
}

impl Reference {
    /// Whether no row may be worse than this standard: it is entered as a mandatory national one.
    pub fn is_mandatory(&self) -> bool {
        self.kind == ReferenceKind::National { mandatory: true }
    }
}

/// Whether a table must keep within a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Binding {
    Binds,
    /// If it was published before this day, which is not known.
    Until(Day),
    Free,
}

impl Reference {
    /// A mandatory standard binds until the day before it was withdrawn: what is published from that day on is free.
    fn binding(&self, published_on: Option<Day>) -> Binding {
        match (self.is_mandatory(), self.withdrawn_on, published_on) {
            (false, ..) => Binding::Free,
            (true, Some(on), None) => Binding::Until(on),
            (true, Some(on), Some(day)) if on <= day => Binding::Free,
            (true, ..) => Binding::Binds,
        }
    }
}

impl ComparisonTable {
    /// Compares every row with every reference and judges the table. A reference that is no longer in force is told
    /// of.
    pub fn judge(&self) -> TableJudgement {
        self.judged(None, &[])
    }

    /// The same for the table of a standard that was published on a day: a mandatory standard binds it that was in force
    /// on that day (reading 0024).
    pub fn judge_published(&self, on: Day) -> TableJudgement {
        self.judged(Some(on), &[])
    }

    /// The same for a table that was read from a sheet: its rows are named by their lines in it. Where no day is given,
    /// nobody can tell whether a mandatory standard that was withdrawn binds it.
    pub fn judge_lines(&self, published_on: Option<Day>, lines: &[u32]) -> TableJudgement {
        self.judged(published_on, lines)
    }

    fn judged(&self, published_on: Option<Day>, lines: &[u32]) -> TableJudgement {
        let against =
            |row: &Row| self.references.iter().map(|reference| row.against(&reference.id)).collect();
        let mut judgement = TableJudgement {
            rows: self.rows.iter().map(against).collect(),
            faults: Vec::new(),
            remarks: Vec::new(),
        };
        self.judge_references(lines, &mut judgement);
        self.judge_editions(published_on, &mut judgement);
        self.judge_rows(published_on, lines, &mut judgement);
        self.judge_advance(&mut judgement);
        judgement
    }

    fn judge_references(&self, lines: &[u32], judgement: &mut TableJudgement) {
        let mut met: BTreeMap<&ReferenceId, &Reference> = BTreeMap::new();
        for reference in &self.references {
            let written = reference.standard.to_string();
            match met.entry(&reference.id) {
                Entry::Occupied(first) => judgement.faults.push(TableFault::ReferenceTwice {
                    reference: reference.id.clone(),
                    standard: written.clone(),
                    first: first.get().standard.to_string(),
                }),
                Entry::Vacant(place) => {
                    place.insert(reference);
                }
            }
            match kind_fits(reference) {
                Fit::Fits => {}
                Fit::NumberMissing => judgement
                    .faults
                    .push(TableFault::NumberMissing { reference: reference.id.clone(), standard: written }),
                Fit::Contradicts => judgement
                    .faults
                    .push(TableFault::KindContradicts { reference: reference.id.clone(), standard: written }),
                Fit::SaidConverted => judgement
                    .remarks
                    .push(TableRemark::SaidConverted { reference: reference.id.clone(), standard: written }),
            }
        }
        for (row, place) in self.rows.iter().zip(1..) {
            let mut met_here = BTreeSet::new();
            for compared in &row.compared {
                let (row, reference) = (|| named(row, place, lines), || compared.reference.clone());
                let of = met.get(&compared.reference);
                if of.is_none() {
                    judgement
                        .faults
                        .push(TableFault::ReferenceUnknown { row: row(), reference: reference() });
                }
                if !met_here.insert(&compared.reference) {
                    let (reference, standard) = (
                        reference(),
                        of.map_or_else(|| reference().to_string(), |of| of.standard.to_string()),
                    );
                    judgement.faults.push(TableFault::CellTwice { row: row(), reference, standard });
                }
            }
        }
    }

    /// One edition in two columns, one standard in two editions, and standards that are no longer in force.
    fn judge_editions(&self, published_on: Option<Day>, judgement: &mut TableJudgement) {
        let mut met: BTreeMap<&StandardNumber, (&Reference, u16)> = BTreeMap::new();
        for reference in &self.references {
            if let ReferenceStandard::Edition(edition) = &reference.standard {
                let (id, number) = (reference.id.clone(), edition.number());
                match met.get(number) {
                    // Two columns of one name are told of already.
                    Some((first, _)) if first.id == id => {}
                    Some((first, year)) if *year == edition.year() => {
                        judgement.faults.push(TableFault::ReferenceRepeated {
                            reference: id,
                            first: first.id.clone(),
                            standard: edition.print(),
                        });
                    }
                    Some((first, _)) => judgement.remarks.push(TableRemark::TwoEditions {
                        reference: id,
                        first: first.id.clone(),
                        standard: edition.print(),
                        first_standard: first.standard.to_string(),
                    }),
                    None => {
                        met.insert(number, (reference, edition.year()));
                    }
                }
            }
            let Some(on) = reference.withdrawn_on else { continue };
            let (id, standard) = (reference.id.clone(), reference.standard.to_string());
            let was_in_force = published_on.is_some_and(|day| day < on);
            judgement.remarks.push(
                if reference.is_mandatory() && reference.binding(published_on) == Binding::Free {
                    TableRemark::BindsNoMore { reference: id, standard, on }
                } else if was_in_force {
                    TableRemark::WithdrawnLater { reference: id, standard, on }
                } else {
                    TableRemark::NoLongerInForce { reference: id, standard, on }
                },
            );
        }
    }

    fn judge_rows(&self, published_on: Option<Day>, lines: &[u32], judgement: &mut TableJudgement) {
        let mut first_places: BTreeMap<_, (&Row, usize)> = BTreeMap::new();
        for (row, place) in self.rows.iter().zip(1..) {
            let key = (
                fold_tight(&row.indicator.zh).to_lowercase(),
                row.applies_to.as_deref().map(|class| fold_tight(class).to_lowercase()),
            );
            let name = |row: &Row, place: usize| named(row, place, lines);
            if let Some((first, at)) = first_places.get(&key) {
                let fault = TableFault::RowTwice { row: name(row, place), first: name(first, *at) };
                judgement.faults.push(fault);
            } else {
                first_places.insert(key, (row, place));
            }
            judgement.faults.extend(contradiction(row, || name(row, place)));
        }
        for ((row, comparisons), place) in self.rows.iter().zip(&judgement.rows).zip(1..) {
            for (reference, comparison) in self.references.iter().zip(comparisons) {
                let name = || named(row, place, lines);
                match against_one(reference, reference.binding(published_on), comparison, name) {
                    Some(Found::Fault(fault)) => judgement.faults.push(fault),
                    Some(Found::Remark(remark)) => judgement.remarks.push(remark),
                    None => {}
                }
            }
        }
    }

    fn judge_advance(&self, judgement: &mut TableJudgement) {
        if self.rows.is_empty() {
            judgement.faults.push(TableFault::Empty);
        } else if self.references.is_empty() {
            match self.without_reference.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
                Some(reason) => {
                    judgement.remarks.push(TableRemark::NoReference { reason: reason.to_owned() })
                }
                None => judgement.faults.push(TableFault::NoReference),
            }
        } else if judgement.advances() == 0 {
            let is_open = |comparison: &&Comparison| matches!(comparison.verdict, Verdict::CannotTell(_));
            let not_entered = judgement.rows.iter().flatten().filter(is_open).count();
            judgement.faults.push(TableFault::NothingBetter { not_entered });
        }
    }
}

/// The name of a row, with its line where the lines are known.
fn named(row: &Row, place: usize, lines: &[u32]) -> RowName {
    RowName { line: lines.get(place.saturating_sub(1)).copied(), ..row.named(place) }
}

/// What contradicts itself in a row, whatever it is compared with.
fn contradiction(row: &Row, name: impl Fn() -> RowName) -> Option<TableFault> {
    if let (Some(unit), Some(row_unit)) = (&row.limit.unit, &row.unit)
        && !unit.converts_to(row_unit)
    {
        let (unit, row_unit) = (unit.clone(), row_unit.clone());
        return Some(TableFault::UnitOfRow { row: name(), unit, row_unit });
    }
    let is_reversed = match (&row.limit.limit, row.direction) {
        (Limit::AtMost(_) | Limit::LessThan(_), Direction::Higher)
        | (Limit::AtLeast(_) | Limit::MoreThan(_), Direction::Lower) => true,
        (Limit::Grade { bound, .. }, Direction::Higher) => *bound == Bound::AtMost,
        (Limit::Grade { bound, .. }, Direction::Lower) => *bound == Bound::AtLeast,
        _ => false,
    };
    is_reversed.then(|| TableFault::DirectionReversed {
        row: name(),
        limit: row.limit.to_string(),
        direction: row.direction,
    })
}

enum Found {
    Fault(TableFault),
    Remark(TableRemark),
}

/// What one comparison means for the table. Against a mandatory standard a range that allows what the other
/// forbids, or an end left open, is as bad as a worse value: goods that meet it may break the law. Units,
/// methods and words that do not compare are for a person to judge.
fn against_one(
    reference: &Reference,
    binding: Binding,
    comparison: &Comparison,
    row: impl Fn() -> RowName,
) -> Option<Found> {
    let (id, standard) = (|| reference.id.clone(), || reference.standard.to_string());
    let percent: Option<Decimal> = comparison.margin_percent;
    match (&comparison.verdict, binding) {
        (
            Verdict::Worse | Verdict::NotComparable(Obstacle::Crossing | Obstacle::OpenEnd),
            Binding::Until(on),
        ) => {
            Some(Found::Fault(TableFault::MayBind { row: row(), reference: id(), standard: standard(), on }))
        }
        (Verdict::Worse, Binding::Binds) => Some(Found::Fault(TableFault::WorseThanMandatory {
            row: row(),
            reference: id(),
            standard: standard(),
            margin_percent: percent,
            margin: comparison.margin,
            unit: comparison.unit.clone(),
        })),
        (Verdict::Worse, Binding::Free) => Some(Found::Remark(TableRemark::WorseThanVoluntary {
            row: row(),
            reference: id(),
            standard: standard(),
            margin_percent: percent,
        })),
        (Verdict::CannotTell(_), Binding::Binds | Binding::Until(_)) => {
            let (reference, standard) = (id(), standard());
            Some(Found::Fault(TableFault::MandatoryNotEntered { row: row(), reference, standard }))
        }
        (Verdict::NotComparable(obstacle @ (Obstacle::Crossing | Obstacle::OpenEnd)), Binding::Binds) => {
            let (reference, standard, obstacle) = (id(), standard(), obstacle.clone());
            Some(Found::Fault(TableFault::OutsideMandatory { row: row(), reference, standard, obstacle }))
        }
        (Verdict::NotComparable(obstacle), Binding::Binds | Binding::Until(_)) => {
            let (reference, standard, obstacle) = (id(), standard(), obstacle.clone());
            Some(Found::Remark(TableRemark::ForJudgement { row: row(), reference, standard, obstacle }))
        }
        (Verdict::Better | Verdict::Equal | Verdict::Added, _)
        | (Verdict::NotComparable(_) | Verdict::CannotTell(_), Binding::Free) => None,
    }
}

enum Fit {
    Fits,
    NumberMissing,
    Contradicts,
    SaidConverted,
}

/// Whether the kind entered agrees with the number.
fn kind_fits(reference: &Reference) -> Fit {
    use ReferenceKind::{Foreign, Industry, International, National, Other};
    let ReferenceStandard::Edition(edition) = &reference.standard else {
        // A number without its year can be any edition.
        if Cited::parse(&reference.standard.to_string()).is_ok() {
            return Fit::NumberMissing;
        }
        return match reference.kind {
            National { .. } | Industry => Fit::NumberMissing,
            International | Foreign | Other => Fit::Fits,
        };
    };
    match (edition.number().family(), reference.kind) {
        (Family::NationalMandatory, National { mandatory: true })
        | (Family::NationalVoluntary, National { mandatory: false })
        | (Family::Industry, Industry)
        | (Family::Local | Family::Group | Family::Enterprise, Other)
        // EN and the like adopt international standards word by word.
        | (Family::International | Family::Foreign, International)
        | (Family::Foreign, Foreign) => Fit::Fits,
        (Family::NationalMandatory, National { mandatory: false }) => Fit::SaidConverted,
        _ => Fit::Contradicts,
    }
}

impl ComparisonTable {
    /// The reference of that name.
    pub fn reference(&self, id: &ReferenceId) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.id == *id)
    }
}
