//! What can be written, and CSV. CSV has a byte order mark, without which Excel reads it as the system's
//! old encoding, and every text that could be run as a formula gets an apostrophe in front.

use std::io::Write;

use super::Date;
use super::delimited::dangerous;
use super::number::is_decimal;

/// A value to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text; never run as a formula, never turned into a number or date by the program that opens it.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A plain decimal such as `-0.50`. A workbook shows the places given; beyond fifteen digits it is
    /// written as text, because a number cell would lose some.
    Decimal(String),
    /// A day; before 1 March 1900, which programs number differently, a workbook has it as text.
    Date(Date),
    /// A truth value.
    Bool(bool),
}

/// One sheet to write: its name, its headers, its rows from the first column on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The name on the tab: 1 to 31 characters, none of `[ ] : * ? / \`.
    pub name: String,
    /// The headers from column A on.
    pub headers: Vec<String>,
    /// The rows; a row may be shorter than the headers, not longer.
    pub rows: Vec<Vec<Value>>,
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A name that a workbook cannot take, or takes twice.
    #[error("the sheet name `{0}` is not allowed: 1 to 31 characters, none of []:*?/\\, each name once")]
    SheetName(String),
    /// A row longer than the headers.
    #[error("row {row} of sheet `{sheet}` has {found} values under {headers} headers")]
    RowTooLong {
        /// The sheet.
        sheet: String,
        /// The row, from 1, the header aside.
        row: usize,
        /// How many values it has.
        found: usize,
        /// How many headers there are.
        headers: usize,
    },
    /// A [`Value::Decimal`] that is no plain decimal.
    #[error("`{0}` is not a plain decimal")]
    NotADecimal(String),
    /// Errors for a line that the table does not have.
    #[error("the table has no line {0}")]
    NoSuchLine(u32),
    /// Refused by the workbook writer: a text beyond 32,767 characters, too many rows or columns.
    #[error("the workbook cannot be written: {0}")]
    Workbook(String),
}

impl Sheet {
    /// Checks what both forms ask: rows no longer than the headers, decimals plain.
    pub(super) fn check(&self) -> Result<(), WriteError> {
        let mut rows = self.rows.iter().enumerate();
        rows.try_for_each(|(at, row)| check_row(row, at + 1, &self.name, self.headers.len()))
    }
}

fn check_row(row: &[Value], at: usize, sheet: &str, headers: usize) -> Result<(), WriteError> {
    if row.len() > headers {
        return Err(WriteError::RowTooLong { sheet: sheet.to_owned(), row: at, found: row.len(), headers });
    }
    for value in row {
        if let Value::Decimal(text) = value
            && !is_decimal(text)
        {
            return Err(WriteError::NotADecimal(text.clone()));
        }
    }
    Ok(())
}

/// Text without what no table can hold: control characters other than tab and line breaks, and the two
/// non-characters that XML forbids, become U+FFFD, so that the loss can be seen.
pub(super) fn clean(text: &str) -> String {
    let bad = |c: char| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    text.chars().map(|c| if bad(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Writes one sheet as CSV: UTF-8 with its mark, commas, CRLF. A text that a spreadsheet could run as a
/// formula (`=`, `+`, `-`, `@`, tab or line break in front, also in their full-width forms) gets an
/// apostrophe before it; [`read`](super::read) takes it off again.
///
/// # Errors
/// [`WriteError::RowTooLong`], [`WriteError::NotADecimal`].
pub fn write_csv(sheet: &Sheet) -> Result<Vec<u8>, WriteError> {
    sheet.check()?;
    let mut writer = CsvWriter::new(Vec::new(), &sheet.name, &sheet.headers)?;
    for row in &sheet.rows {
        writer.row(row)?;
    }
    writer.finish()
}

/// A sheet as CSV, written row by row in the form of [`write_csv`]: of a long one the values need not all be in memory.
pub struct CsvWriter<W: Write> {
    writer: csv::Writer<W>,
    name: String,
    headers: usize,
    /// Rows written.
    rows: usize,
}

impl<W: Write> CsvWriter<W> {
    /// Begins a sheet with its headers; it is written to `out`.
    ///
    /// # Errors
    /// [`WriteError::Workbook`].
    pub fn new(mut out: W, name: &str, headers: &[String]) -> Result<CsvWriter<W>, WriteError> {
        out.write_all(b"\xef\xbb\xbf").map_err(|error| failed(error.into()))?;
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(out);
        writer.write_record(headers.iter().map(|h| guarded(h))).map_err(failed)?;
        Ok(CsvWriter { writer, name: name.to_owned(), headers: headers.len(), rows: 0 })
    }

    /// Writes one more row.
    ///
    /// # Errors
    /// [`WriteError::RowTooLong`], [`WriteError::NotADecimal`].
    pub fn row(&mut self, row: &[Value]) -> Result<(), WriteError> {
        self.rows += 1;
        check_row(row, self.rows, &self.name, self.headers)?;
        let padding = self.headers - row.len();
        let values = row.iter().map(plain).chain(std::iter::repeat_n(String::new(), padding));
        self.writer.write_record(values).map_err(failed)
    }

    /// How many rows there are, the headers aside.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Ends the sheet: what it was written to.
    ///
    /// # Errors
    /// [`WriteError::Workbook`].
    pub fn finish(self) -> Result<W, WriteError> {
        self.writer.into_inner().map_err(|error| WriteError::Workbook(error.to_string()))
    }
}

fn failed(error: csv::Error) -> WriteError {
    WriteError::Workbook(error.to_string())
}

fn plain(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => guarded(text),
        Value::Whole(number) => number.to_string(),
        Value::Decimal(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Bool(truth) => String::from(if *truth { "TRUE" } else { "FALSE" }),
    }
}

fn guarded(text: &str) -> String {
    let text = clean(text);
    if dangerous(&text) { format!("'{text}") } else { text }
}
