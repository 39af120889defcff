//! What could not be read of a table that people wrote, each fault at its place and in both languages.

use serde::{Deserialize, Serialize};

use crate::article::Said;

/// A place in a table as it is written, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Why there is no standard to compare with.
    WithoutReference,
    /// A compared standard.
    Reference(usize, ReferenceField),
    /// A row.
    Row(usize, RowField),
}

/// A text about a compared standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the field of `ReferenceDraft` that has its name")]
pub enum ReferenceField {
    Standard,
    Kind,
    Name,
    NameEn,
    WithdrawnOn,
}

/// A text of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the field of `RowDraft` that has its name")]
pub enum RowField {
    Indicator,
    IndicatorEn,
    Unit,
    Direction,
    AppliesTo,
    Limit,
    /// The limit of the compared standard in this column, counted from 0.
    Cell(usize),
    /// Its test method.
    CellMethod(usize),
    TestMethod,
    Clause,
    Remark,
}

/// A text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misread {
    /// Where it stands.
    pub place: Place,
    /// What is wrong and what to do.
    pub said: Said,
}

impl Misread {
    pub(super) fn new(place: Place, zh: String, en: String) -> Self {
        Self { place, said: Said::new(zh, en) }
    }
}

impl Place {
    /// The row, where it is one of a row.
    pub fn row(self) -> Option<usize> {
        match self {
            Self::Row(row, _) => Some(row),
            Self::WithoutReference | Self::Reference(..) => None,
        }
    }
}
