//! The comparison table as it stands in JSON: limits as the text people write, read in the unit of their
//! row, with the place named when one cannot be read.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::comparison::Direction;
use super::limit::{Cell, LimitFault, Stated};
use super::table::{Compared, ReferenceId, ReferenceKind, Row, Title};
use super::unit::Unit;
use crate::writing::clip;

/// The kinds by their names in JSON.
#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ReferenceKind")]
pub(super) enum KindName {
    International,
    NationalMandatory,
    NationalRecommended,
    Industry,
    Foreign,
    Other,
}

/// The row as it stands in JSON.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Row")]
pub(super) struct RowText {
    /// What is measured.
    indicator: Title,
    /// The unit of all limits of the row that have none of their own; `级` makes bare numbers grades.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<Unit>,
    /// Which limits are stricter.
    direction: Direction,
    /// The model or size class, where the indicator has several rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    applies_to: Option<String>,
    /// The limit of this standard.
    #[schemars(with = "Stated")]
    limit: String,
    /// What the references say.
    #[serde(default)]
    compared: Vec<ComparedText>,
    /// The test method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    test_method: Option<String>,
    /// The clause of this standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clause: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
}

#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Compared")]
struct ComparedText {
    /// Which reference, by its id.
    reference: ReferenceId,
    /// What it says.
    #[serde(default)]
    #[schemars(with = "Cell")]
    cell: Option<String>,
    /// Its test method, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    test_method: Option<String>,
}

/// A limit of a row that cannot be read, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// The limit of this standard.
    #[error("`{indicator}`: {fault}")]
    Limit {
        /// The indicator, Chinese.
        indicator: String,
        /// What is wrong.
        fault: LimitFault,
    },
    /// The cell of a reference.
    #[error("`{indicator}`, column `{reference}`: {fault}")]
    Cell {
        /// The indicator, Chinese.
        indicator: String,
        /// The reference.
        reference: ReferenceId,
        /// What is wrong.
        fault: LimitFault,
    },
    /// The indicator has no name.
    #[error("a row has no indicator")]
    Unnamed,
}

impl RowFault {
    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::Limit { indicator, fault } => format!("“{indicator}”：{}", fault.zh()),
            Self::Cell { indicator, reference, fault } => {
                format!("“{indicator}”的“{reference}”栏：{}", fault.zh())
            }
            Self::Unnamed => "有一行没有指标名称".to_owned(),
        }
    }
}

impl TryFrom<RowText> for Row {
    type Error = RowFault;
    fn try_from(text: RowText) -> Result<Self, RowFault> {
        let indicator = clip(text.indicator.zh.trim());
        if indicator.is_empty() {
            return Err(RowFault::Unnamed);
        }
        let unit = text.unit.as_ref();
        // `无` or `—` in the column of this standard is no limit.
        let limit = match Cell::parse_in(&text.limit, unit) {
            Ok(Cell::Limit(stated)) => Ok(stated),
            Ok(Cell::NotEntered) => Err(LimitFault::Empty),
            Ok(Cell::NotSpecified) => Err(LimitFault::NoneSaid { found: clip(text.limit.trim()) }),
            Err(fault) => Err(fault),
        };
        let limit = limit.map_err(|fault| RowFault::Limit { indicator: indicator.clone(), fault })?;
        let read =
            |compared: ComparedText| match Cell::parse_in(compared.cell.as_deref().unwrap_or_default(), unit)
            {
                Ok(cell) => {
                    Ok(Compared { reference: compared.reference, cell, test_method: compared.test_method })
                }
                Err(fault) => {
                    Err(RowFault::Cell { indicator: indicator.clone(), reference: compared.reference, fault })
                }
            };
        let compared = text.compared.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self {
            indicator: text.indicator,
            unit: text.unit,
            direction: text.direction,
            applies_to: text.applies_to,
            limit,
            compared,
            test_method: text.test_method,
            clause: text.clause,
            remark: text.remark,
        })
    }
}

impl From<Row> for RowText {
    fn from(row: Row) -> Self {
        let written = |cell: &Cell| (*cell != Cell::NotEntered).then(|| cell.to_string());
        let compared = row.compared.into_iter().map(|compared| ComparedText {
            cell: written(&compared.cell),
            reference: compared.reference,
            test_method: compared.test_method,
        });
        Self {
            indicator: row.indicator,
            unit: row.unit,
            direction: row.direction,
            applies_to: row.applies_to,
            limit: row.limit.to_string(),
            compared: compared.collect(),
            test_method: row.test_method,
            clause: row.clause,
            remark: row.remark,
        }
    }
}

impl From<KindName> for ReferenceKind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::International => Self::International,
            KindName::NationalMandatory => Self::National { mandatory: true },
            KindName::NationalRecommended => Self::National { mandatory: false },
            KindName::Industry => Self::Industry,
            KindName::Foreign => Self::Foreign,
            KindName::Other => Self::Other,
        }
    }
}

impl From<ReferenceKind> for KindName {
    fn from(kind: ReferenceKind) -> Self {
        match kind {
            ReferenceKind::International => Self::International,
            ReferenceKind::National { mandatory: true } => Self::NationalMandatory,
            ReferenceKind::National { mandatory: false } => Self::NationalRecommended,
            ReferenceKind::Industry => Self::Industry,
            ReferenceKind::Foreign => Self::Foreign,
            ReferenceKind::Other => Self::Other,
        }
    }
}

/// The schema of `$text`, in which `$value` is read and written.
macro_rules! schema_of_text {
    ($value:ty => $text:ty) => {
        impl JsonSchema for $value {
            fn schema_name() -> Cow<'static, str> {
                <$text>::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                <$text>::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                <$text>::json_schema(generator)
            }
        }
    };
}

schema_of_text!(Row => RowText);
schema_of_text!(ReferenceKind => KindName);
