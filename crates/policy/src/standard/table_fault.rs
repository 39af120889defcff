//! What speaks against a comparison table, in both languages.

use rust_decimal::Decimal;
use serde::Serialize;

use super::comparison::{Direction, Obstacle};
use super::comparison_words::margin_text;
use super::row_name::RowName;
use super::table::ReferenceId;
use super::unit::Unit;
use crate::article::counted;
use crate::calendar::Day;

/// Why a comparison table is refused, or what it lacks (clause 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum TableFault {
    /// No indicator.
    #[error("the table has no row")]
    Empty,
    /// No column to compare with, and no reason given.
    #[error("the table names no standard to compare with, and does not say why there is none")]
    NoReference,
    /// No row is better than any reference, and none is new.
    #[error("no row is better than a compared standard, and none is new{}", open_en(*not_entered))]
    NothingBetter {
        /// How many cells have not been entered: as long as there are any, one of them may be better.
        not_entered: usize,
    },
    /// A row allows what a mandatory national standard forbids.
    #[error("{row} is worse than the mandatory `{standard}`{}", margin_en(margin_percent, margin, unit))]
    WorseThanMandatory {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// The reference's number.
        standard: String,
        /// By how many per cent, negative.
        margin_percent: Option<Decimal>,
        /// By how much, negative.
        margin: Option<Decimal>,
        /// The unit of the margin.
        unit: Option<Unit>,
    },
    /// The ranges cross, or the limit leaves an end open.
    #[error("{row} does not keep within the mandatory `{standard}`: {obstacle}")]
    OutsideMandatory {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// The reference's number.
        standard: String,
        /// How they fail to compare.
        obstacle: Obstacle,
    },
    /// What a mandatory standard says is not known.
    #[error("{row}: what the mandatory `{standard}` says has not been entered")]
    MandatoryNotEntered {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// The reference's number.
        standard: String,
    },
    /// An indicator stands twice for the same model or size class.
    #[error("{row} repeats {}", first.place_en())]
    RowTwice {
        /// The later row.
        row: RowName,
        /// The first.
        first: RowName,
    },
    /// Two references of one name, which as a rule is made of the number.
    #[error("two columns are headed `{standard}`{}", other_en(standard, first))]
    ReferenceTwice {
        /// The name.
        reference: ReferenceId,
        /// The reference's number.
        standard: String,
        /// The number of the first column of that name.
        first: String,
    },
    /// A cell of a column that the table does not have.
    #[error("{row} has a cell for `{reference}`, which is no column of the table")]
    ReferenceUnknown {
        /// The row.
        row: RowName,
        /// The name.
        reference: ReferenceId,
    },
    /// Two cells of one column in one row.
    #[error("{row} has two cells for `{standard}`")]
    CellTwice {
        /// The row.
        row: RowName,
        /// The column.
        reference: ReferenceId,
        /// The reference's number.
        standard: String,
    },
    /// The unit of the limit does not convert to the row's.
    #[error("{row}: its limit is in `{unit}`, which does not convert to the row's `{row_unit}`")]
    UnitOfRow {
        /// The row.
        row: RowName,
        /// The unit of the limit.
        unit: Unit,
        /// The unit of the row.
        row_unit: Unit,
    },
    /// The limit bounds the end that the direction calls the good one.
    #[error("{row}: `{limit}` bounds the wrong end where {} is better", better_en(*direction))]
    DirectionReversed {
        /// The row.
        row: RowName,
        /// The limit.
        limit: String,
        /// The direction entered.
        direction: Direction,
    },
    /// Two columns of one edition.
    #[error("two columns are of the same edition `{standard}`")]
    ReferenceRepeated {
        /// The later column.
        reference: ReferenceId,
        /// The first.
        first: ReferenceId,
        /// The number.
        standard: String,
    },
    /// A row allows what a mandatory standard forbade until it was withdrawn, and the day of publication is not known.
    #[error(
        "{row} does not keep within `{standard}`, which was mandatory until it was withdrawn on {on}: the day of \
         publication, which is not known here, tells whether it binds"
    )]
    MayBind {
        /// The row.
        row: RowName,
        /// The column.
        reference: ReferenceId,
        /// The number.
        standard: String,
        /// Since when it is no longer in force.
        on: Day,
    },
    /// A national or industry standard without number and year.
    #[error("`{standard}` must be named by number and year")]
    NumberMissing {
        /// The column.
        reference: ReferenceId,
        /// What was written.
        standard: String,
    },
    /// The kind entered is not that of the number.
    #[error("the kind entered for `{standard}` is not that of its number")]
    KindContradicts {
        /// The column.
        reference: ReferenceId,
        /// The number.
        standard: String,
    },
}

impl TableFault {
    /// Whether the fault is a missing fact, not a certain one.
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::MandatoryNotEntered { .. } | Self::MayBind { .. } => true,
            Self::NothingBetter { not_entered } => *not_entered > 0,
            Self::Empty
            | Self::NoReference
            | Self::WorseThanMandatory { .. }
            | Self::OutsideMandatory { .. }
            | Self::RowTwice { .. }
            | Self::ReferenceTwice { .. }
            | Self::ReferenceUnknown { .. }
            | Self::CellTwice { .. }
            | Self::UnitOfRow { .. }
            | Self::DirectionReversed { .. }
            | Self::ReferenceRepeated { .. }
            | Self::NumberMissing { .. }
            | Self::KindContradicts { .. } => false,
        }
    }

    /// Whether it says that the table lacks something: of a table of which not all was read, nobody can tell.
    pub fn is_lack(&self) -> bool {
        matches!(self, Self::Empty | Self::NoReference | Self::NothingBetter { .. })
    }

    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::Empty => "对比表没有指标".to_owned(),
            Self::NoReference => "对比表没有对比标准，也未说明原因".to_owned(),
            Self::NothingBetter { not_entered: 0 } => "没有一项指标优于对比标准，也没有新增指标".to_owned(),
            Self::NothingBetter { not_entered } => {
                format!("尚无指标优于对比标准，也没有新增指标；还有{not_entered}格未录入")
            }
            Self::WorseThanMandatory { row, standard, margin_percent, margin, unit, .. } => {
                format!("{}劣于强制性标准“{standard}”{}", row.zh(), margin_zh(margin_percent, margin, unit))
            }
            Self::OutsideMandatory { row, standard, obstacle, .. } => {
                format!("{}超出强制性标准“{standard}”：{}", row.zh(), obstacle.zh())
            }
            Self::MandatoryNotEntered { row, standard, .. } => {
                format!("{}：强制性标准“{standard}”一栏尚未录入", row.zh())
            }
            Self::RowTwice { row, first } => format!("{}与{}重复", row.zh(), first.place_zh()),
            Self::ReferenceTwice { standard, first, .. } => {
                format!("有两栏都是“{standard}”{}", other_zh(standard, first))
            }
            Self::ReferenceUnknown { row, reference } => {
                format!("{}填了“{reference}”，但对比表没有这一栏", row.zh())
            }
            Self::CellTwice { row, standard, .. } => format!("{}的“{standard}”一栏填了两次", row.zh()),
            Self::UnitOfRow { row, unit, row_unit } => {
                format!("{}：限值的单位“{unit}”不能换算为该行的单位“{row_unit}”", row.zh())
            }
            Self::DirectionReversed { row, limit, direction } => {
                format!(
                    "{}：{}，而“{limit}”限定的是另一端，方向或限值写反了",
                    row.zh(),
                    better_zh(*direction)
                )
            }
            Self::ReferenceRepeated { standard, .. } => format!("有两栏是同一版本“{standard}”"),
            Self::MayBind { row, standard, on, .. } => {
                format!(
                    "{}未达到“{standard}”，该标准在{on}废止之前为强制性标准：是否仍受其约束取决于发布日，此处不知",
                    row.zh()
                )
            }
            Self::NumberMissing { standard, .. } => {
                format!("“{standard}”应写明标准编号和年代号")
            }
            Self::KindContradicts { standard, .. } => format!("“{standard}”所填类别与其编号不符"),
        }
    }
}

fn better_en(direction: Direction) -> &'static str {
    if direction == Direction::Lower { "lower" } else { "higher" }
}

fn better_zh(direction: Direction) -> &'static str {
    if direction == Direction::Lower { "该指标越低越好" } else { "该指标越高越好" }
}

impl TableFault {
    /// The row that it is about, counted from 1.
    pub fn row(&self) -> Option<usize> {
        match self {
            Self::WorseThanMandatory { row, .. }
            | Self::OutsideMandatory { row, .. }
            | Self::MandatoryNotEntered { row, .. }
            | Self::MayBind { row, .. }
            | Self::RowTwice { row, .. }
            | Self::ReferenceUnknown { row, .. }
            | Self::CellTwice { row, .. }
            | Self::UnitOfRow { row, .. }
            | Self::DirectionReversed { row, .. } => Some(row.row),
            Self::Empty
            | Self::NoReference
            | Self::NothingBetter { .. }
            | Self::ReferenceTwice { .. }
            | Self::ReferenceRepeated { .. }
            | Self::NumberMissing { .. }
            | Self::KindContradicts { .. } => None,
        }
    }
}

/// The other of two columns of one name, where it is headed otherwise.
fn other_en(standard: &str, first: &str) -> String {
    if standard == first { String::new() } else { format!(" (the first is headed `{first}`)") }
}

fn other_zh(standard: &str, first: &str) -> String {
    if standard == first { String::new() } else { format!("（前一栏写作“{first}”）") }
}

fn open_en(not_entered: usize) -> String {
    let have = if not_entered == 1 { "has" } else { "have" };
    match not_entered {
        0 => String::new(),
        open => format!("; {} {have} not been entered", counted(open, "cells")),
    }
}

/// ` by 12.5% (5 mg/kg)`: what is known of the margin, without its sign.
pub(super) fn margin_en(percent: &Option<Decimal>, margin: &Option<Decimal>, unit: &Option<Unit>) -> String {
    margin_text(*percent, *margin, unit.as_ref()).map_or_else(String::new, |text| format!(" by {text}"))
}

pub(super) fn margin_zh(percent: &Option<Decimal>, margin: &Option<Decimal>, unit: &Option<Unit>) -> String {
    margin_text(*percent, *margin, unit.as_ref()).map_or_else(String::new, |text| format!("，相差{text}"))
}
