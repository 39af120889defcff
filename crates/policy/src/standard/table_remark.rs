//! What the readers of a comparison table must be told, in both languages, although it does not refuse the table.

use rust_decimal::Decimal;
use serde::Serialize;

use super::comparison::Obstacle;
use super::row_name::RowName;
use super::table::ReferenceId;
use super::table_fault::{margin_en, margin_zh};
use crate::calendar::Day;

/// What is shown with a table without refusing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "remark", rename_all = "snake_case")]
pub enum TableRemark {
    /// A row is worse than a standard that need not be obeyed.
    #[error("{row} is worse than `{standard}`{}", margin_en(margin_percent, &None, &None))]
    WorseThanVoluntary {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// The reference's number.
        standard: String,
        /// By how many per cent, negative.
        margin_percent: Option<Decimal>,
    },
    /// A row that only a person can set against a mandatory standard.
    #[error("{row} must be compared with the mandatory `{standard}` by a person: {obstacle}")]
    ForJudgement {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// The reference's number.
        standard: String,
        /// Why it cannot be computed.
        obstacle: Obstacle,
    },
    /// Two columns of one standard in two editions.
    #[error(
        "`{first_standard}` and `{standard}` are two editions of one standard: as a rule only the one in force is compared"
    )]
    TwoEditions {
        /// The later column.
        reference: ReferenceId,
        /// The first.
        first: ReferenceId,
        /// The reference's number.
        standard: String,
        /// The first one's.
        first_standard: String,
    },
    /// A mandatory standard that was no longer in force when this one was published.
    #[error(
        "`{standard}` was withdrawn on {on} and no longer bound anybody on the day of publication: compare with the \
         standard in force in its place, if there is one"
    )]
    BindsNoMore {
        /// The column.
        reference: ReferenceId,
        /// The number.
        standard: String,
        /// Since when.
        on: Day,
    },
    /// A reference that was in force when this one was published and has been withdrawn since, or will be.
    #[error("`{standard}` was in force on the day of publication; it is withdrawn as of {on}")]
    WithdrawnLater {
        /// The column.
        reference: ReferenceId,
        /// The number.
        standard: String,
        /// Since when.
        on: Day,
    },
    /// A reference that is no longer in force.
    #[error("`{standard}` is no longer in force since {on}")]
    NoLongerInForce {
        /// The column.
        reference: ReferenceId,
        /// The number.
        standard: String,
        /// Since when.
        on: Day,
    },
    /// A `GB` entered as recommended: right only if an announcement converted it.
    #[error("`{standard}` has a mandatory number and is entered as converted to recommended")]
    SaidConverted {
        /// The column.
        reference: ReferenceId,
        /// The number.
        standard: String,
    },
    /// There is no standard to compare with.
    #[error("no standard to compare with: {reason}")]
    NoReference {
        /// The reason given.
        reason: String,
    },
}

impl TableRemark {
    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::WorseThanVoluntary { row, standard, margin_percent, .. } => {
                format!("{}劣于“{standard}”{}", row.zh(), margin_zh(margin_percent, &None, &None))
            }
            Self::ForJudgement { row, standard, obstacle, .. } => {
                format!("{}与强制性标准“{standard}”须由人员比较：{}", row.zh(), obstacle.zh())
            }
            Self::TwoEditions { standard, first_standard, .. } => {
                format!("“{first_standard}”与“{standard}”是同一标准的两个版本，一般只与现行版本对比")
            }
            Self::BindsNoMore { standard, on, .. } => {
                format!("“{standard}”已于{on}废止，发布日已无约束力；有现行标准替代的，应与其对比")
            }
            Self::WithdrawnLater { standard, on, .. } => {
                format!("“{standard}”在发布日有效，自{on}起废止")
            }
            Self::NoLongerInForce { standard, on, .. } => {
                format!("“{standard}”自{on}起不再有效")
            }
            Self::SaidConverted { standard, .. } => {
                format!("“{standard}”为强制性编号，按已转为推荐性标准录入")
            }
            Self::NoReference { reason } => format!("无对比标准：{reason}"),
        }
    }

    /// The row that it is about, counted from 1.
    pub fn row(&self) -> Option<usize> {
        match self {
            Self::WorseThanVoluntary { row, .. } | Self::ForJudgement { row, .. } => Some(row.row),
            Self::TwoEditions { .. }
            | Self::BindsNoMore { .. }
            | Self::WithdrawnLater { .. }
            | Self::NoLongerInForce { .. }
            | Self::SaidConverted { .. }
            | Self::NoReference { .. } => None,
        }
    }
}
