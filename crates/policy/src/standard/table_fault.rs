//! What speaks against a comparison table, and what its readers must be told, in both languages.

use rust_decimal::Decimal;
use serde::Serialize;

use super::comparison::Obstacle;
use super::judgement::RowName;
use super::table::ReferenceId;
use super::unit::Unit;

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
    #[error("{row} does not keep within the mandatory column `{reference}`: {obstacle}")]
    OutsideMandatory {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// How they fail to compare.
        obstacle: Obstacle,
    },
    /// What a mandatory standard says is not known.
    #[error("{row}: what the mandatory column `{reference}` says has not been entered")]
    MandatoryNotEntered {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
    },
    /// An indicator stands twice for the same model or size class.
    #[error("{row} repeats row {first}")]
    RowTwice {
        /// The later row.
        row: RowName,
        /// The place of the first.
        first: usize,
    },
    /// Two references of one name.
    #[error("two columns are called `{reference}`")]
    ReferenceTwice {
        /// The name.
        reference: ReferenceId,
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
    #[error("{row} has two cells for `{reference}`")]
    CellTwice {
        /// The row.
        row: RowName,
        /// The column.
        reference: ReferenceId,
    },
    /// A national or industry standard without number and year.
    #[error("column `{reference}`: `{standard}` must be named by number and year")]
    NumberMissing {
        /// The column.
        reference: ReferenceId,
        /// What was written.
        standard: String,
    },
    /// The kind entered is not that of the number.
    #[error("column `{reference}`: the kind entered is not that of `{standard}`")]
    KindContradicts {
        /// The column.
        reference: ReferenceId,
        /// The number.
        standard: String,
    },
}

/// What is shown with a table without refusing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "remark", rename_all = "snake_case")]
pub enum TableRemark {
    /// A row is worse than a standard that need not be obeyed.
    #[error("{row} is worse than column `{reference}`{}", margin_en(margin_percent, &None, &None))]
    WorseThanVoluntary {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// By how many per cent, negative.
        margin_percent: Option<Decimal>,
    },
    /// A row that only a person can set against a mandatory standard.
    #[error("{row} must be compared with the mandatory column `{reference}` by a person: {obstacle}")]
    ForJudgement {
        /// The row.
        row: RowName,
        /// The reference.
        reference: ReferenceId,
        /// Why it cannot be computed.
        obstacle: Obstacle,
    },
    /// A `GB` entered as recommended: right only if an announcement converted it.
    #[error(
        "column `{reference}`: `{standard}` has a mandatory number and is entered as converted to recommended"
    )]
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

impl TableFault {
    /// Whether the fault is a missing fact, not a certain one.
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::MandatoryNotEntered { .. } => true,
            Self::NothingBetter { not_entered } => *not_entered > 0,
            Self::Empty
            | Self::NoReference
            | Self::WorseThanMandatory { .. }
            | Self::OutsideMandatory { .. }
            | Self::RowTwice { .. }
            | Self::ReferenceTwice { .. }
            | Self::ReferenceUnknown { .. }
            | Self::CellTwice { .. }
            | Self::NumberMissing { .. }
            | Self::KindContradicts { .. } => false,
        }
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
                format!("{}低于强制性标准“{standard}”{}", row.zh(), margin_zh(margin_percent, margin, unit))
            }
            Self::OutsideMandatory { row, reference, obstacle } => {
                format!("{}超出强制性标准“{reference}”栏：{}", row.zh(), obstacle.zh())
            }
            Self::MandatoryNotEntered { row, reference } => {
                format!("{}：强制性标准“{reference}”栏尚未录入", row.zh())
            }
            Self::RowTwice { row, first } => format!("{}与第{first}行重复", row.zh()),
            Self::ReferenceTwice { reference } => format!("有两栏都叫“{reference}”"),
            Self::ReferenceUnknown { row, reference } => {
                format!("{}填了“{reference}”，但对比表没有这一栏", row.zh())
            }
            Self::CellTwice { row, reference } => format!("{}的“{reference}”栏填了两次", row.zh()),
            Self::NumberMissing { reference, standard } => {
                format!("“{reference}”栏：“{standard}”应写明标准编号和年代号")
            }
            Self::KindContradicts { reference, standard } => {
                format!("“{reference}”栏：所填类别与“{standard}”不符")
            }
        }
    }
}

impl TableRemark {
    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::WorseThanVoluntary { row, reference, margin_percent } => {
                format!("{}低于“{reference}”栏{}", row.zh(), margin_zh(margin_percent, &None, &None))
            }
            Self::ForJudgement { row, reference, obstacle } => {
                format!("{}与强制性标准“{reference}”栏须由人员比较：{}", row.zh(), obstacle.zh())
            }
            Self::SaidConverted { reference, standard } => {
                format!("“{reference}”栏：“{standard}”为强制性编号，按已转为推荐性标准录入")
            }
            Self::NoReference { reason } => format!("无对比标准：{reason}"),
        }
    }
}

fn open_en(not_entered: usize) -> String {
    if not_entered == 0 { String::new() } else { format!("; {not_entered} cells have not been entered") }
}

/// ` by 12.5% (5 mg/kg)`: what is known of the margin, without its sign.
fn margin_en(percent: &Option<Decimal>, margin: &Option<Decimal>, unit: &Option<Unit>) -> String {
    margin_text(percent, margin, unit).map_or_else(String::new, |text| format!(" by {text}"))
}

fn margin_zh(percent: &Option<Decimal>, margin: &Option<Decimal>, unit: &Option<Unit>) -> String {
    margin_text(percent, margin, unit).map_or_else(String::new, |text| format!("，差{text}"))
}

fn margin_text(percent: &Option<Decimal>, margin: &Option<Decimal>, unit: &Option<Unit>) -> Option<String> {
    let percent = percent.map(|percent| format!("{}%", percent.abs()));
    let unit = unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    match (percent, margin.map(|margin| format!("{}{unit}", margin.abs()))) {
        (Some(percent), Some(margin)) => Some(format!("{percent} ({margin})")),
        (percent, margin) => percent.or(margin),
    }
}
