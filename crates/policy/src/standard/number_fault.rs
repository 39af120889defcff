//! What is wrong with a text that should be the number of a standard, in both languages.

/// Why a text is not the number of a standard.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Nothing is written.
    #[error("the number of the standard is empty")]
    Empty,
    /// Longer than any number is.
    #[error("`{found}` is too long for the number of a standard")]
    Long {
        /// The beginning of the text.
        found: String,
    },
    /// The letters in front are not those of a known series.
    #[error(
        "`{found}` does not begin like the number of a standard, such as GB/T, QB/T, DB33/T, T/ZZB, Q/…, \
         ISO, IEC, EN, JIS or ASTM"
    )]
    Designator {
        /// The beginning of the text.
        found: String,
    },
    /// After the letters no number follows, or not one of that series.
    #[error("after `{designator}` a number should follow, here is `{found}`")]
    Sequence {
        /// The letters read.
        designator: String,
        /// What follows them.
        found: String,
    },
    /// The year is not one.
    #[error("`{found}` is not a year between 1900 and 2099")]
    Year {
        /// What stands in its place.
        found: String,
    },
    /// An edition needs its year.
    #[error("`{number}` lacks the year of its edition")]
    YearMissing {
        /// The number read.
        number: String,
    },
    /// A standard, not one of its editions, is asked for.
    #[error("`{number}` is wanted without the year {year}")]
    YearNotWanted {
        /// The number read.
        number: String,
        /// The year found.
        year: u16,
    },
    /// Something stands after the number.
    #[error("`{found}` stands after the number and cannot be read")]
    Trailing {
        /// What is left.
        found: String,
    },
}

impl NumberFault {
    /// The same sentence in Chinese ([`std::fmt::Display`] gives the English).
    pub fn zh(&self) -> String {
        match self {
            Self::Empty => "标准编号为空".to_owned(),
            Self::Long { found } => format!("“{found}”过长，不是标准编号"),
            Self::Designator { found } => {
                format!(
                    "“{found}”的开头不是已知的标准代号（如GB/T、QB/T、DB33/T、T/ZZB、Q/…、ISO、IEC、EN、JIS、ASTM）"
                )
            }
            Self::Sequence { designator, found } => format!("“{designator}”之后应为顺序号，现为“{found}”"),
            Self::Year { found } => format!("“{found}”不是1900至2099之间的年代号"),
            Self::YearMissing { number } => format!("“{number}”缺少年代号"),
            Self::YearNotWanted { number, year } => format!("此处应填不带年代号的“{number}”，不应带{year}"),
            Self::Trailing { found } => format!("编号之后的“{found}”无法识别"),
        }
    }
}
