//! Why a file was refused as a whole.

use super::Said;
use super::address::cell_address;

/// The kind of refusal, for programs; people get the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// More bytes than [`Limits::file_bytes`](super::Limits::file_bytes).
    FileTooLarge,
    /// Nothing in the file, or no row that holds anything.
    Empty,
    /// A file of another kind: old `.xls`, `.ods`, PDF, picture, web page …
    OtherKind,
    /// Locked with a password.
    Encrypted,
    /// Cut short, or not well-formed.
    Damaged,
    /// Built to harm: unpacks far beyond its size, entity declarations, path tricks, duplicate parts.
    Hostile,
    /// More rows than allowed.
    TooManyRows,
    /// Something stands right of the last allowed column.
    TooManyColumns,
    /// More cells or different texts than allowed.
    TooManyCells,
    /// A cell longer than allowed.
    CellTooLong,
    /// Bytes that are no text in any accepted encoding, or two encodings in one file.
    Encoding,
    /// A NUL or another control character.
    ControlCharacter,
    /// A quotation mark in a CSV file that is never closed, or is followed by more text.
    Quote,
    /// A formula.
    Formula,
    /// An error value such as `#N/A`.
    ErrorValue,
    /// Merged cells.
    Merged,
    /// A header that is missing or stands twice.
    Header,
    /// A row with more values than there are headers.
    Ragged,
    /// Every sheet of the workbook is hidden.
    NoVisibleSheet,
}

/// A refusal of a whole file. It displays in English; [`ReadError::said`] has both languages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct ReadError {
    fault: Fault,
    line: Option<u32>,
    address: Option<String>,
    said: Said,
}

impl ReadError {
    /// A refusal that concerns the file as a whole.
    pub(crate) fn new(fault: Fault, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { fault, line: None, address: None, said: Said::new(zh, en) }
    }

    /// A refusal because of one line; the sentence is put after the line's number.
    pub(super) fn at_line(fault: Fault, line: u32, zh: &str, en: &str) -> Self {
        let said = Said::new(format!("第 {line} 行：{zh}"), format!("line {line}: {en}"));
        Self { fault, line: Some(line), address: None, said }
    }

    /// A refusal because of one cell; the sentence is put after the cell's address.
    pub(super) fn at_cell(fault: Fault, col: u32, line: u32, zh: &str, en: &str) -> Self {
        let address = cell_address(col, line);
        let said = Said::new(
            format!("第 {line} 行，单元格 {address}：{zh}"),
            format!("line {line}, cell {address}: {en}"),
        );
        Self { fault, line: Some(line), address: Some(address), said }
    }

    /// What kind of refusal this is.
    pub fn fault(&self) -> Fault {
        self.fault
    }

    /// The line (sheet row or line of text, from 1) at fault, where there is one.
    pub fn line(&self) -> Option<u32> {
        self.line
    }

    /// The cell at fault, such as `B7`, where there is one.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// The sentence in both languages.
    pub fn said(&self) -> &Said {
        &self.said
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> &str {
        self.said.zh()
    }
}
