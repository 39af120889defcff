//! The comparison table of clause 3: the main performance indicators of a standard against international,
//! national, industry and foreign standards, as typed data that can be computed with.
//!
//! In JSON, limits and cells are the text people write (`"≥5"`, `"无此项"`, `null` for a cell that nobody has
//! entered); they are read in the unit of their row and written back in canonical form.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::comparison::{Comparison, Direction, Obstacle, compare_cell};
use super::limit::{Cell, Stated};
use super::number::{Cited, EditionNumber};
pub use super::table_json::RowFault;
use super::table_json::{KindName, RowText};
use super::unit::Unit;
use crate::calendar::Day;
use crate::writing::{clip, fold_tight};

/// The most indicators of a table: a page shows all of them.
pub const MOST_ROWS: usize = 1000;
/// The most standards that a table is compared with.
pub const MOST_REFERENCES: usize = 40;

/// The table of one edition of a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparisonTable {
    /// Whether the limits are sample data and not those of the real standard. Every page and paper that
    /// shows the table must say so.
    pub sample: bool,
    /// The standards compared with, in the order of the columns.
    pub references: Vec<Reference>,
    /// Why there is no standard to compare with, when [`ComparisonTable::references`] is empty on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_reference: Option<String>,
    /// The indicators.
    pub rows: Vec<Row>,
}

/// A standard compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The name by which rows speak of it, unique in the table.
    pub id: ReferenceId,
    /// Number and year; words only where the standard has no such number.
    pub standard: ReferenceStandard,
    /// What kind of standard it is.
    pub kind: ReferenceKind,
    /// Its title.
    pub name: Title,
    /// The day from which it is no longer in force, where it was withdrawn or replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<Day>,
}

/// The name of a reference inside its table, such as `gb18401`: 1 to 40 characters, no spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct ReferenceId(String);

/// A Chinese text with its English beside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Chinese.
    pub zh: String,
    /// English, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// How a reference is named: by a number that could be read, else in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String", into = "String")]
pub enum ReferenceStandard {
    /// Number and year.
    Edition(EditionNumber),
    /// Words, as for `EU Ecolabel 2014/350/EU`.
    Text(String),
}

/// What kind of standard a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "KindName", into = "KindName")]
pub enum ReferenceKind {
    /// ISO, IEC and the like.
    International,
    /// A national standard.
    National {
        /// Whether it must be obeyed: no row may be worse than such a one.
        mandatory: bool,
    },
    /// An industry standard.
    Industry,
    /// A foreign or regional standard.
    Foreign,
    /// A local, group or company standard, or anything else.
    Other,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RowText", into = "RowText")]
pub struct Row {
    /// What is measured.
    pub indicator: Title,
    /// The unit of all limits of the row that have none of their own; a scale of grades counts as one.
    pub unit: Option<Unit>,
    /// Which limits are stricter.
    pub direction: Direction,
    /// The model or size class, where the indicator has several rows.
    pub applies_to: Option<String>,
    /// The limit of this standard.
    pub limit: Stated,
    /// What the references say; a reference that is not here has not been entered.
    pub compared: Vec<Compared>,
    /// The test method.
    pub test_method: Option<String>,
    /// The clause of this standard.
    pub clause: Option<String>,
    /// A remark.
    pub remark: Option<String>,
}

/// What one reference says of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Which reference.
    pub reference: ReferenceId,
    /// What it says.
    pub cell: Cell,
    /// Its test method, where known; a method other than the row's makes the limits not comparable.
    pub test_method: Option<String>,
}

impl Row {
    /// The limit here against what the reference says. A reference without a cell in this row has not been
    /// entered.
    pub fn against(&self, reference: &ReferenceId) -> Comparison {
        let Some(compared) = self.compared.iter().find(|compared| compared.reference == *reference) else {
            return compare_cell(self.direction, &self.limit, &Cell::NotEntered, self.unit.as_ref());
        };
        if let (Some(here), Some(there), Cell::Limit(_)) =
            (&self.test_method, &compared.test_method, &compared.cell)
            && !is_same_method(here, there)
        {
            return Comparison::obstacle(Obstacle::Methods { here: here.clone(), there: there.clone() });
        }
        compare_cell(self.direction, &self.limit, &compared.cell, self.unit.as_ref())
    }
}

/// Two editions of one method standard count as the same method; other texts must be the same words.
fn is_same_method(here: &str, there: &str) -> bool {
    match (Cited::parse(here), Cited::parse(there)) {
        (Ok(here), Ok(there)) => here.number == there.number,
        _ => fold_tight(here).to_lowercase() == fold_tight(there).to_lowercase(),
    }
}

impl ReferenceId {
    /// The name.
    ///
    /// # Errors
    /// Nothing, more than 40 characters, or a space.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        let is_sound = (1..=40).contains(&text.chars().count())
            && !text.contains(|found: char| found.is_whitespace() || found.is_control());
        if is_sound { Ok(Self(text.to_owned())) } else { Err(IdFault { found: clip(text) }) }
    }

    /// The name of a column whose standard leaves no letter to name it by.
    pub(super) fn unnamed() -> Self {
        Self("?".to_owned())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that cannot name a reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` cannot name a reference: 1 to 40 characters without spaces")]
pub struct IdFault {
    /// The text.
    pub found: String,
}

impl From<String> for ReferenceStandard {
    fn from(text: String) -> Self {
        EditionNumber::parse(&text).map_or_else(|_| Self::Text(text.trim().to_owned()), Self::Edition)
    }
}

impl From<ReferenceStandard> for String {
    fn from(standard: ReferenceStandard) -> Self {
        match standard {
            ReferenceStandard::Edition(edition) => edition.to_string(),
            ReferenceStandard::Text(text) => text,
        }
    }
}

/// The form for paper and pages, with the em dash.
impl fmt::Display for ReferenceStandard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edition(edition) => f.pad(&edition.print()),
            Self::Text(text) => f.pad(text),
        }
    }
}

impl fmt::Display for ReferenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for ReferenceId {
    type Error = IdFault;
    fn try_from(text: String) -> Result<Self, IdFault> {
        Self::parse(&text)
    }
}

impl From<ReferenceId> for String {
    fn from(id: ReferenceId) -> Self {
        id.0
    }
}
