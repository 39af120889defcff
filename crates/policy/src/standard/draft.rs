//! A comparison table as people write it, before it is read: texts in the cells of a sheet or of a form. Reading one
//! tells everything that is wrong with it at once, each fault at its place, and loses nothing of what was written.

use serde::{Deserialize, Serialize};

use super::comparison::Direction;
pub use super::draft_fault::{Misread, Place, ReferenceField, RowField};
use super::draft_units;
pub use super::draft_words::{DIRECTIONS, KINDS, is_kind};
use super::draft_words::{direction_of, is_quoted, kind_of, looks_like_limits, written};
use super::limit::{Cell, Limit, LimitFault, NOT_SPECIFIED, Stated};
use super::table::{
    Compared, ComparisonTable, Reference, ReferenceId, ReferenceKind, ReferenceStandard, Row, Title,
};
use super::unit::Unit;
use crate::calendar::Day;
use crate::writing::fold_tight;

/// A table as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableDraft {
    /// Whether the limits are sample data; nobody has said so where it is absent, and then they are not.
    pub sample: Option<bool>,
    /// Why there is no standard to compare with.
    pub without_reference: String,
    /// The standards compared with, in the order of their columns.
    pub references: Vec<ReferenceDraft>,
    /// The indicators.
    pub rows: Vec<RowDraft>,
}

/// A compared standard as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReferenceDraft {
    /// Number and year, or words.
    pub standard: String,
    /// Its kind in words of either language; where it is empty its number tells.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Its title.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its title in English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// The day from which it is no longer in force.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub withdrawn_on: String,
}

/// An indicator as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the text of the field of `Row` that has its name")]
pub struct RowDraft {
    pub indicator: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub indicator_en: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    pub direction: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub applies_to: String,
    pub limit: String,
    /// What the references say, in the order of the columns; one that is not here has not been entered.
    pub cells: Vec<CellDraft>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub test_method: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clause: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

/// What one reference says, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CellDraft {
    /// Its limit.
    pub limit: String,
    /// Its test method, where it is another or known to be the same.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub test_method: String,
}

/// A draft that was read: what could be read of it, and what could not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The table of the rows that could be read; the whole table where nothing was misread.
    pub table: ComparisonTable,
    /// The places of its rows in the draft.
    pub rows: Vec<usize>,
    /// What could not be read.
    pub misread: Vec<Misread>,
    /// What was read and may be meant otherwise.
    pub doubtful: Vec<Misread>,
}

impl Reading {
    /// The table, if all of it could be read.
    ///
    /// # Errors
    /// Everything that could not be read.
    pub fn whole(self) -> Result<ComparisonTable, Vec<Misread>> {
        if self.misread.is_empty() { Ok(self.table) } else { Err(self.misread) }
    }
}

impl TableDraft {
    /// Reads every row and column.
    pub fn read(&self) -> Reading {
        let (mut misread, mut doubtful) = (Vec::new(), Vec::new());
        let references: Vec<Option<Reference>> =
            self.references.iter().enumerate().map(|(at, draft)| draft.read(at, &mut misread)).collect();
        let ids: Vec<Option<ReferenceId>> =
            references.iter().map(|read| read.as_ref().map(|reference| reference.id.clone())).collect();
        let (mut rows, mut places) = (Vec::new(), Vec::new());
        for (at, draft) in self.rows.iter().enumerate() {
            if let Some(mut row) = draft.read(at, &ids, &mut misread) {
                match row.settle_units(at, &ids) {
                    Some(doubt) => doubtful.push(doubt),
                    // Where the units are not settled, how large a number is nobody can tell.
                    None => doubtful.extend(row.far_apart(at, &ids)),
                }
                rows.push(row);
                places.push(at);
            }
        }
        let table = ComparisonTable {
            sample: self.sample.unwrap_or(false),
            references: references.into_iter().flatten().collect(),
            without_reference: kept(&self.without_reference),
            rows,
        };
        Reading { table, rows: places, misread, doubtful }
    }

    /// The texts of a table, which read as the same table again; the names of its columns are made of the numbers.
    pub fn of(table: &ComparisonTable) -> Self {
        Self {
            sample: Some(table.sample),
            without_reference: table.without_reference.clone().unwrap_or_default(),
            references: table.references.iter().map(ReferenceDraft::of).collect(),
            rows: table.rows.iter().map(|row| RowDraft::of(row, &table.references)).collect(),
        }
    }
}

/// The text, if it is one.
fn kept(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

impl ReferenceDraft {
    fn read(&self, at: usize, misread: &mut Vec<Misread>) -> Option<Reference> {
        let mut wrong = |field, zh: String, en: String| {
            misread.push(Misread::new(Place::Reference(at, field), zh, en));
        };
        let Some(written) = kept(&self.standard) else {
            let (zh, en) = ("对比标准没有编号或名称", "the compared standard has neither number nor name");
            wrong(ReferenceField::Standard, zh.to_owned(), en.to_owned());
            return None;
        };
        let standard = ReferenceStandard::from(written.clone());
        let kind = match kind_of(&self.kind, &standard) {
            Ok(kind) => Some(kind),
            Err(said) => {
                wrong(ReferenceField::Kind, said.zh, said.en);
                None
            }
        };
        let withdrawn_on = match kept(&self.withdrawn_on).map(|day| day.parse::<Day>()).transpose() {
            Ok(day) => day,
            Err(fault) => {
                let zh = format!("废止日期“{}”不是日期，应如2026-03-05", self.withdrawn_on.trim());
                wrong(ReferenceField::WithdrawnOn, zh, fault.to_string());
                None
            }
        };
        let name = kept(&self.name).unwrap_or_else(|| standard.to_string());
        Some(Reference {
            id: ReferenceId::of(&standard),
            standard,
            kind: kind?,
            name: Title { zh: name, en: kept(&self.name_en) },
            withdrawn_on,
        })
    }

    fn of(reference: &Reference) -> Self {
        let is_named = reference.name.zh != reference.standard.to_string();
        Self {
            standard: String::from(reference.standard.clone()),
            kind: reference.kind.name().to_owned(),
            name: if is_named { reference.name.zh.clone() } else { String::new() },
            name_en: reference.name.en.clone().unwrap_or_default(),
            withdrawn_on: reference.withdrawn_on.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

impl RowDraft {
    /// Whether nothing at all is written in it.
    pub fn is_blank(&self) -> bool {
        let texts = [
            &self.indicator,
            &self.indicator_en,
            &self.unit,
            &self.direction,
            &self.applies_to,
            &self.limit,
            &self.test_method,
            &self.clause,
            &self.remark,
        ];
        let cells = self.cells.iter().flat_map(|cell| [&cell.limit, &cell.test_method]);
        texts.into_iter().chain(cells).all(|text| text.trim().is_empty())
    }

    fn read(&self, at: usize, ids: &[Option<ReferenceId>], misread: &mut Vec<Misread>) -> Option<Row> {
        let faults_before = misread.len();
        let place = |field| Place::Row(at, field);
        let indicator = kept(&self.indicator);
        if indicator.is_none() {
            misread.push(Misread::new(
                place(RowField::Indicator),
                "没有指标名称".to_owned(),
                "the row has no indicator".to_owned(),
            ));
        }
        let unit = match kept(&self.unit).filter(|unit| !is_none_said(unit)).map(|unit| Unit::parse(&unit)) {
            None => None,
            Some(Ok(unit)) => Some(unit),
            Some(Err(fault)) => {
                misread.push(Misread::new(place(RowField::Unit), fault.zh(), fault.to_string()));
                None
            }
        };
        let limit = own_limit(&self.limit, unit.as_ref());
        let limit = limit.map_err(|fault| misread.push(of_limit(place(RowField::Limit), &fault))).ok();
        let is_untold = limit.is_none() && self.direction.trim().is_empty();
        let direction = match direction_of(&self.direction, limit.as_ref()) {
            Ok(direction) => Some(direction),
            // The limit, which cannot be read, may tell it.
            Err(_) if is_untold => None,
            Err(said) => {
                misread.push(Misread::new(place(RowField::Direction), said.zh, said.en));
                None
            }
        };
        let compared = self.cells(at, ids, unit.as_ref(), misread);
        if misread.len() > faults_before {
            return None;
        }
        Some(Row {
            indicator: Title { zh: indicator?, en: kept(&self.indicator_en) },
            unit,
            direction: direction?,
            applies_to: kept(&self.applies_to),
            limit: limit?,
            compared,
            test_method: kept(&self.test_method),
            clause: kept(&self.clause),
            remark: kept(&self.remark),
        })
    }

    fn cells(
        &self,
        at: usize,
        ids: &[Option<ReferenceId>],
        unit: Option<&Unit>,
        misread: &mut Vec<Misread>,
    ) -> Vec<Compared> {
        let mut compared = Vec::new();
        for (column, draft) in self.cells.iter().enumerate() {
            let place = Place::Row(at, RowField::Cell(column));
            let cell = match cell(&draft.limit, unit) {
                Ok(cell) => cell,
                Err(fault) => {
                    misread.push(of_limit(place, &fault));
                    continue;
                }
            };
            let test_method = kept(&draft.test_method);
            let is_blank = cell == Cell::NotEntered && test_method.is_none();
            match ids.get(column) {
                Some(Some(id)) if !is_blank => {
                    compared.push(Compared { reference: id.clone(), cell, test_method });
                }
                None if !is_blank => misread.push(Misread::new(
                    place,
                    "这一格没有对应的对比标准".to_owned(),
                    "the cell belongs to no compared standard".to_owned(),
                )),
                _ => {}
            }
        }
        compared
    }

    fn of(row: &Row, references: &[Reference]) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let unit = row.unit.as_ref();
        let is_mixed = row.has_several_units();
        let written = |stated: &Stated| match is_mixed {
            true => draft_units::with_unit(stated, unit),
            false => written(stated),
        };
        let cell = |reference: &Reference| {
            let found = row.compared.iter().find(|compared| compared.reference == reference.id);
            found.map_or_else(CellDraft::default, |compared| CellDraft {
                limit: match &compared.cell {
                    Cell::NotEntered => String::new(),
                    Cell::NotSpecified => NOT_SPECIFIED.to_owned(),
                    Cell::Limit(stated) => written(stated),
                },
                test_method: text(&compared.test_method),
            })
        };
        Self {
            indicator: row.indicator.zh.clone(),
            indicator_en: text(&row.indicator.en),
            unit: row.unit.as_ref().map(Unit::to_string).unwrap_or_default(),
            direction: row.direction.name().to_owned(),
            applies_to: text(&row.applies_to),
            limit: written(&row.limit),
            cells: references.iter().map(cell).collect(),
            test_method: text(&row.test_method),
            clause: text(&row.clause),
            remark: text(&row.remark),
        }
    }
}

fn of_limit(place: Place, fault: &LimitFault) -> Misread {
    Misread::new(place, fault.zh(), fault.to_string())
}

/// Whether a unit column says that there is none.
fn is_none_said(unit: &str) -> bool {
    matches!(fold_tight(unit).as_str(), "-" | "—" | "——" | "–" | "/" | "无")
}

/// The limit of this standard: what says that there is none is no limit.
pub(super) fn own_limit(text: &str, unit: Option<&Unit>) -> Result<Stated, LimitFault> {
    match cell(text, unit)? {
        Cell::Limit(stated) => Ok(stated),
        Cell::NotEntered => Err(LimitFault::Empty),
        Cell::NotSpecified => Err(LimitFault::NoneSaid { found: text.trim().to_owned() }),
    }
}

/// A cell; words that hold limits of several models are no words.
fn cell(text: &str, unit: Option<&Unit>) -> Result<Cell, LimitFault> {
    let cell = Cell::parse_in(text, unit)?;
    let is_words = matches!(&cell, Cell::Limit(stated) if matches!(stated.limit, Limit::Text(_)));
    if is_words && !is_quoted(text) && looks_like_limits(text) {
        return Err(LimitFault::Several { found: crate::writing::clip(text.trim()) });
    }
    Ok(cell)
}

impl ReferenceId {
    /// The name of a column made of the standard itself: its letters, without spaces.
    pub fn of(standard: &ReferenceStandard) -> Self {
        let text = String::from(standard.clone()).to_lowercase();
        let tight: String = fold_tight(&text).chars().filter(|c| !c.is_control()).take(40).collect();
        Self::parse(&tight).unwrap_or_else(|_| Self::unnamed())
    }
}

impl Direction {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::InsideRange => "inside_range",
            Self::Equal => "equal",
            Self::Qualitative => "qualitative",
        }
    }
}

impl ReferenceKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::International => "international",
            Self::National { mandatory: true } => "national_mandatory",
            Self::National { mandatory: false } => "national_recommended",
            Self::Industry => "industry",
            Self::Foreign => "foreign",
            Self::Other => "other",
        }
    }
}
