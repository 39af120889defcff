//! A row of a comparison table as messages name it.

use std::fmt;

use serde::Serialize;

use super::table::Row;
use crate::writing::clip;

/// A row as messages name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowName {
    /// The place in the table, counted from 1.
    pub row: usize,
    /// The line of the sheet that it was read from, counted from 1: what its reader sees before them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The indicator, Chinese.
    pub indicator: String,
    /// The model or size class.
    pub applies_to: Option<String>,
}

impl Row {
    /// The name of the row at a place (counted from 1).
    pub fn named(&self, row: usize) -> RowName {
        RowName {
            row,
            line: None,
            indicator: clip(&self.indicator.zh),
            applies_to: self.applies_to.as_deref().map(clip),
        }
    }
}

impl fmt::Display for RowName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.place_en(), self.indicator)?;
        self.applies_to.as_ref().map_or(Ok(()), |class| write!(f, " (`{class}`)"))
    }
}

impl RowName {
    /// The name in Chinese.
    pub fn zh(&self) -> String {
        let class = self.applies_to.as_ref().map_or_else(String::new, |class| format!("（{class}）"));
        format!("{}“{}”{class}", self.place_zh(), self.indicator)
    }

    /// Where it stands, in Chinese: its line in the sheet, else its place in the table.
    pub(super) fn place_zh(&self) -> String {
        self.line.map_or_else(|| format!("第{}行", self.row), |line| format!("第 {line} 行"))
    }

    /// The same in English.
    pub(super) fn place_en(&self) -> String {
        self.line.map_or_else(|| format!("row {}", self.row), |line| format!("line {line}"))
    }
}
