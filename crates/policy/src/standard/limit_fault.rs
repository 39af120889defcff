//! What is wrong with a text that should be a limit, in both languages.

use rust_decimal::Decimal;

/// Why a text is not a limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LimitFault {
    /// Nothing is written where a limit must stand.
    #[error("the limit is empty")]
    Empty,
    /// What says that nothing is asked stands where this standard must ask for something.
    #[error(
        "`{found}` says that nothing is asked: the standard itself needs a limit here, or the row is left out"
    )]
    NoneSaid {
        /// The text.
        found: String,
    },
    /// Limits of several models or classes in one cell.
    #[error(
        "`{found}` has limits among words: give each model or size class a row of its own, \
         or put the text in “quotes” if words are meant"
    )]
    Several {
        /// The text.
        found: String,
    },
    /// Longer than a limit is.
    #[error("`{found}` is too long for a limit: at most {} characters", super::limit::MAX_CHARS)]
    Long {
        /// The beginning of the text.
        found: String,
    },
    /// A day: what a spreadsheet makes of a text such as `3-4`.
    #[error("`{found}` is a date, most likely made of a text such as 3-4: enter the limit anew, as text")]
    Date {
        /// The text.
        found: String,
    },
    /// A number with too many digits.
    #[error("`{found}` is not a number that can be compared: at most 15 digits, 12 of them decimals")]
    Number {
        /// The number as written.
        found: String,
    },
    /// An operator without a number behind it.
    #[error("after `{after}` a number or grade should follow, here is `{found}`")]
    NumberMissing {
        /// The operator.
        after: String,
        /// What follows it.
        found: String,
    },
    /// What stands behind the number is no unit.
    #[error(
        "`{found}` stands after the number and is not a unit; a remark goes in brackets, a text in “quotes”"
    )]
    Unit {
        /// The text.
        found: String,
    },
    /// Two different units in one limit.
    #[error("one limit has two units, `{first}` and `{second}`")]
    TwoUnits {
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
    /// The ends of a range are the wrong way round.
    #[error("the range runs from {from} down to {to}: the smaller number comes first")]
    RangeOrder {
        /// The first number.
        from: Decimal,
        /// The second.
        to: Decimal,
    },
    /// A tolerance below zero.
    #[error("the tolerance {found} is negative")]
    NegativeTolerance {
        /// The tolerance.
        found: Decimal,
    },
    /// `100±5%`: five hundredths of the value, or five percentage points?
    #[error(
        "`{found}` can be read in two ways: write the tolerance in the unit of the value, \
         or `(50±5)%` when both are per cent"
    )]
    PercentTolerance {
        /// The text.
        found: String,
    },
    /// A span of grades that is not a half-step.
    #[error(
        "`{from}-{to}` is not one grade: write the grade that must be reached, such as `≥{from}` or `4-5`"
    )]
    GradeSpan {
        /// The first grade.
        from: Decimal,
        /// The second.
        to: Decimal,
    },
    /// Two bounds that do not make a range.
    #[error("`{found}`: two bounds together must be one `≥` and one `≤`")]
    TwoBounds {
        /// The text.
        found: String,
    },
}

impl LimitFault {
    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::Empty => "指标值为空".to_owned(),
            Self::NoneSaid { found } => {
                format!("“{found}”表示没有要求：本标准此处须有限值，否则请删去这一行")
            }
            Self::Several { found } => {
                format!("“{found}”在文字里写了限值：请按型号或规格各占一行；确为文字要求的，请加引号“”")
            }
            Self::Long { found } => format!("“{found}”过长：指标值最多{}个字符", super::limit::MAX_CHARS),
            Self::Date { found } => {
                format!("“{found}”是日期，多半由“3-4”这样的文字自动变成；请按文本重新填写限值")
            }
            Self::Number { found } => format!("“{found}”无法用于比较：最多15位数字，其中小数最多12位"),
            Self::NumberMissing { after, found } => format!("“{after}”之后应为数值或等级，现为“{found}”"),
            Self::Unit { found } => {
                format!("数值之后的“{found}”不是计量单位；备注请写在括号内，文字指标请加引号“”")
            }
            Self::TwoUnits { first, second } => format!("同一指标值出现两个单位：“{first}”和“{second}”"),
            Self::RangeOrder { from, to } => format!("范围{from}～{to}颠倒：应先写较小的数"),
            Self::NegativeTolerance { found } => format!("允差{found}为负数"),
            Self::PercentTolerance { found } => {
                format!("“{found}”有两种读法：允差请用与数值相同的单位，均为百分数时写作“(50±5)%”")
            }
            Self::GradeSpan { from, to } => {
                format!("“{from}-{to}”不是一个等级：请写应达到的等级，如“≥{from}”或“4-5”")
            }
            Self::TwoBounds { found } => format!("“{found}”：两个界限应为一个“≥”和一个“≤”"),
        }
    }
}
