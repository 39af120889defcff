//! What changed between the comparison tables of two editions: rows and compared standards that came and went, and in
//! those that stayed each text, with the word of whether the limit was tightened or loosened.

use std::collections::BTreeMap;

use serde::Serialize;

use super::comparison::{Comparison, Direction, Verdict, compare};
use super::limit::{Cell, Limit, Stated};
use super::table::{ComparisonTable, Reference, ReferenceStandard, Row, Title};
use super::unit::Unit;
use crate::writing::fold_tight;

/// The difference of two tables; nothing in it where they say the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TableDiff {
    /// Compared standards that changed, in the order of the later table, then those that went.
    pub references: Vec<ReferenceChange>,
    /// Rows that changed, in the order of the later table, then those that went.
    pub rows: Vec<RowChange>,
}

/// What became of a compared standard; editions of one number are one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum ReferenceChange {
    /// It is compared with for the first time.
    Added {
        /// The standard.
        standard: ReferenceStandard,
    },
    /// It is compared with no more.
    Removed {
        /// The standard.
        standard: ReferenceStandard,
    },
    /// Another edition of it, another kind, or the day of its end.
    Changed {
        /// As it was.
        from: Box<Reference>,
        /// As it is.
        to: Box<Reference>,
    },
}

/// What became of a row; rows are the same by indicator and model or size class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum RowChange {
    /// A row that was not there.
    Added {
        /// The row.
        row: Box<Row>,
    },
    /// A row that is gone.
    Removed {
        /// The row.
        row: Box<Row>,
    },
    /// A row that says something else.
    Changed(Box<ChangedRow>),
}

/// A row that says something else than it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangedRow {
    /// The indicator, as it is now.
    pub indicator: Title,
    /// The model or size class.
    pub applies_to: Option<String>,
    /// What is different in it.
    pub texts: Vec<TextChange>,
    /// Whether its own limit became stricter; none where it is the same.
    pub shift: Option<Shift>,
}

/// A text of a row, before and after; none where there was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// Which text.
    pub what: What,
    /// Before.
    pub from: Option<String>,
    /// After.
    pub to: Option<String>,
}

/// Which text of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The limit of this standard.
    Limit,
    /// The unit.
    Unit,
    /// The direction, by its name.
    Direction,
    /// The test method.
    TestMethod,
    /// The clause.
    Clause,
    /// The remark.
    Remark,
    /// The English name.
    IndicatorEn,
    /// What a compared standard says.
    Compared(ReferenceStandard),
    /// The test method of a compared standard.
    ComparedMethod(ReferenceStandard),
}

/// How a limit moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// It is stricter now; with the margin over what it was.
    Tightened(Comparison),
    /// It is less strict now.
    Loosened(Comparison),
    /// It is written otherwise and asks the same.
    Same,
    /// Nobody can tell by computing.
    CannotTell,
}

impl TableDiff {
    /// What is different from one table to another.
    pub fn between(from: &ComparisonTable, to: &ComparisonTable) -> Self {
        let references = paired(&from.references, &to.references, reference_key);
        let pairs: Vec<(&Reference, &Reference)> =
            references.iter().filter_map(|(was, is)| (*was).zip(*is)).collect();
        let rows = paired(&from.rows, &to.rows, row_key);
        Self {
            references: references.iter().filter_map(|(was, is)| reference_change(*was, *is)).collect(),
            rows: rows.iter().filter_map(|(was, is)| row_change(*was, *is, (to, &pairs))).collect(),
        }
    }

    /// Whether the two say the same.
    pub fn is_empty(&self) -> bool {
        self.references.is_empty() && self.rows.is_empty()
    }

    /// How many rows were added, removed, tightened and loosened.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        let [added, removed, tightened, loosened] = &mut counts;
        for row in &self.rows {
            match row {
                RowChange::Added { .. } => *added += 1,
                RowChange::Removed { .. } => *removed += 1,
                RowChange::Changed(row) => match row.shift {
                    Some(Shift::Tightened(_)) => *tightened += 1,
                    Some(Shift::Loosened(_)) => *loosened += 1,
                    Some(Shift::Same | Shift::CannotTell) | None => {}
                },
            }
        }
        counts
    }
}

/// What stayed, before and after, and what came, in the order of the later list; then what went. The second of one name
/// is paired with the second.
fn paired<'t, T, K: Ord>(
    from: &'t [T],
    to: &'t [T],
    key: impl Fn(&T) -> K,
) -> Vec<(Option<&'t T>, Option<&'t T>)> {
    let mut before: BTreeMap<K, Vec<(usize, &T)>> = BTreeMap::new();
    for (at, one) in from.iter().enumerate().rev() {
        before.entry(key(one)).or_default().push((at, one));
    }
    let mut pairs = Vec::with_capacity(to.len());
    for one in to {
        let was = before.get_mut(&key(one)).and_then(Vec::pop);
        pairs.push((was.map(|(_, was)| was), Some(one)));
    }
    let mut gone: Vec<(usize, &T)> = before.into_values().flatten().collect();
    gone.sort_by_key(|(at, _)| *at);
    pairs.extend(gone.into_iter().map(|(_, was)| (Some(was), None)));
    pairs
}

fn reference_key(reference: &Reference) -> String {
    match &reference.standard {
        ReferenceStandard::Edition(edition) => edition.number().as_str().to_owned(),
        ReferenceStandard::Text(text) => fold_tight(text).to_lowercase(),
    }
}

fn row_key(row: &Row) -> (String, Option<String>) {
    let plain = |text: &str| fold_tight(text).to_lowercase();
    (plain(&row.indicator.zh), row.applies_to.as_deref().map(plain))
}

fn reference_change(was: Option<&Reference>, is: Option<&Reference>) -> Option<ReferenceChange> {
    match (was, is) {
        (None, Some(is)) => Some(ReferenceChange::Added { standard: is.standard.clone() }),
        (Some(was), None) => Some(ReferenceChange::Removed { standard: was.standard.clone() }),
        (Some(was), Some(is)) => {
            // The name of the column is the table's own affair.
            let is_same = Reference { id: is.id.clone(), ..was.clone() } == *is;
            let (from, to) = (Box::new(was.clone()), Box::new(is.clone()));
            (!is_same).then_some(ReferenceChange::Changed { from, to })
        }
        (None, None) => None,
    }
}

fn row_change(
    was: Option<&Row>,
    is: Option<&Row>,
    to: (&ComparisonTable, &[(&Reference, &Reference)]),
) -> Option<RowChange> {
    match (was, is) {
        (None, Some(is)) => Some(RowChange::Added { row: Box::new(is.clone()) }),
        (Some(was), None) => Some(RowChange::Removed { row: Box::new(was.clone()) }),
        (Some(was), Some(is)) => {
            let texts = texts(was, is, to.1);
            (!texts.is_empty()).then(|| {
                RowChange::Changed(Box::new(ChangedRow {
                    indicator: is.indicator.clone(),
                    applies_to: is.applies_to.clone(),
                    shift: shift(was, is),
                    texts,
                }))
            })
        }
        (None, None) => None,
    }
}

fn texts(was: &Row, is: &Row, references: &[(&Reference, &Reference)]) -> Vec<TextChange> {
    let mut texts = Vec::new();
    let mut note = |what: What, from: Option<String>, to: Option<String>| {
        if from != to {
            texts.push(TextChange { what, from, to });
        }
    };
    let limit = |row: &Row| Some(with_unit(&row.limit, row).to_string());
    note(What::Limit, limit(was), limit(is));
    let unit = |row: &Row| row.unit.as_ref().map(Unit::to_string);
    note(What::Unit, unit(was), unit(is));
    let direction = |direction: Direction| Some(direction.name().to_owned());
    note(What::Direction, direction(was.direction), direction(is.direction));
    note(What::TestMethod, was.test_method.clone(), is.test_method.clone());
    note(What::Clause, was.clause.clone(), is.clause.clone());
    note(What::Remark, was.remark.clone(), is.remark.clone());
    note(What::IndicatorEn, was.indicator.en.clone(), is.indicator.en.clone());
    for (before, after) in references {
        let of = |row: &Row, reference: &Reference| {
            row.compared.iter().find(|compared| compared.reference == reference.id).cloned()
        };
        let (then, now) = (of(was, before), of(is, after));
        let cell = |compared: &Option<super::table::Compared>, row: &Row| match &compared.as_ref()?.cell {
            Cell::Limit(stated) => Some(with_unit(stated, row).to_string()),
            cell @ Cell::NotSpecified => Some(cell.to_string()),
            Cell::NotEntered => None,
        };
        note(What::Compared(after.standard.clone()), cell(&then, was), cell(&now, is));
        let method = |compared: &Option<super::table::Compared>| compared.clone()?.test_method;
        note(What::ComparedMethod(after.standard.clone()), method(&then), method(&now));
    }
    texts
}

/// A limit with the unit that it is in, by itself or by its row.
fn with_unit(stated: &Stated, row: &Row) -> Stated {
    let takes_unit = !matches!(stated.limit, Limit::Grade { .. } | Limit::OneOf(_) | Limit::Text(_));
    let unit = stated.unit.clone().or_else(|| row.unit.clone().filter(|_| takes_unit));
    Stated { unit, ..stated.clone() }
}

/// The limit of this standard with its unit, as it is compared.
fn in_its_unit(row: &Row) -> Stated {
    Stated { remark: None, ..with_unit(&row.limit, row) }
}

/// Whether the limit became stricter, by the direction that both have.
fn shift(was: &Row, is: &Row) -> Option<Shift> {
    let (before, after) = (in_its_unit(was), in_its_unit(is));
    if before == after && was.direction == is.direction {
        return None;
    }
    if was.direction != is.direction {
        return Some(Shift::CannotTell);
    }
    let comparison = compare(is.direction, &after, &before, None);
    Some(match comparison.verdict {
        Verdict::Better => Shift::Tightened(comparison),
        Verdict::Worse => Shift::Loosened(comparison),
        Verdict::Equal => Shift::Same,
        Verdict::Added | Verdict::NotComparable(_) | Verdict::CannotTell(_) => Shift::CannotTell,
    })
}
