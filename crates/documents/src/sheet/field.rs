//! One cell under one header, read as what the importer needs; each refusal says where, what was found
//! and what was expected.

use super::date::NotADate;
use super::number::{digits, is_decimal, is_scientific, is_whole};
use super::said::shown;
use super::table::{Cell, Column, Table, half_width, invisible};
use super::{Date, Said, cell_address};

/// The kind of refusal, for programs; people get the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFault {
    /// Nothing in a cell that must hold something.
    Blank,
    /// A code that a program has turned into a number, so that digits or leading zeros may be lost.
    CodeAsNumber,
    /// Another kind of value than the column takes.
    WrongKind,
    /// A well-formed date that the calendar does not have.
    NoSuchDay,
}

/// A refusal of one cell. It displays in English; [`FieldError::said`] has both languages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{said}")]
pub struct FieldError {
    fault: FieldFault,
    line: u32,
    address: String,
    header: String,
    said: Said,
}

impl FieldError {
    /// What kind of refusal this is.
    pub fn fault(&self) -> FieldFault {
        self.fault
    }

    /// The line of the row, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The cell, such as `B7`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The header of the column, as it stands in the file.
    pub fn header(&self) -> &str {
        &self.header
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

/// One cell under one header. Each reading asks for a value: test [`Field::filled`] first where a blank
/// is allowed.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    table: &'a Table,
    header: &'a str,
    col: u16,
    line: u32,
    cell: Cell<'a>,
}

impl<'a> Field<'a> {
    pub(super) fn new(table: &'a Table, column: &Column, line: u32, cell: Cell<'a>) -> Self {
        let header = table.headers.get(usize::from(column.index)).map_or("", String::as_str);
        Self { table, header, col: column.index, line, cell }
    }

    /// The cell as it stood.
    pub fn cell(&self) -> Cell<'a> {
        self.cell
    }

    /// The field itself where its cell holds something: `field.filled().map(|f| f.date()).transpose()?`.
    pub fn filled(self) -> Option<Self> {
        (self.cell != Cell::Empty).then_some(self)
    }

    /// The text, without white space and invisible marks at its ends. A number of at most fifteen digits
    /// is taken as the text it shows (a model called `5000`); a date or a truth value is not, because a
    /// program may have made it from a text such as `3-12`.
    ///
    /// # Errors
    /// [`FieldFault::Blank`], [`FieldFault::WrongKind`], [`FieldFault::CodeAsNumber`].
    pub fn text(&self) -> Result<&'a str, FieldError> {
        match self.cell {
            Cell::Text(text) => Ok(trimmed(text)),
            Cell::Number(text) if digits(text) <= 15 && is_decimal(text) => Ok(text),
            Cell::Number(text) => Err(self.code_as_number(text)),
            Cell::Empty => Err(self.blank()),
            _ => Err(self.wrong_kind("文字", "text")),
        }
    }

    /// An identifier: a text cell's text with full-width letters and digits made plain.
    ///
    /// # Errors
    /// [`FieldFault::CodeAsNumber`] for every number cell and for text such as `3.30102E+17`, which is
    /// what a number cell leaves behind in a CSV file: digits or leading zeros may be lost, and nothing in
    /// the file can tell. [`FieldFault::Blank`], [`FieldFault::WrongKind`].
    pub fn code(&self) -> Result<String, FieldError> {
        match self.cell {
            Cell::Text(text) => {
                let code: String = trimmed(text).chars().map(half_width).collect();
                if is_scientific(&code) { Err(self.code_as_number(&code)) } else { Ok(code) }
            }
            Cell::Number(text) => Err(self.code_as_number(text)),
            Cell::Empty => Err(self.blank()),
            _ => Err(self.wrong_kind("以文本格式填写的编码", "a code in a cell formatted as text")),
        }
    }

    /// A day: a date cell, or one of `2024-02-29`, `2024/2/29`, `2024.2.29`, `20240229`,
    /// `2024年2月29日` as text (the fourth also as a number), with midnight as time of day or none.
    ///
    /// # Errors
    /// [`FieldFault::NoSuchDay`] for 29 February 2023 and the like, [`FieldFault::WrongKind`] for
    /// everything that could be read in two ways, [`FieldFault::Blank`].
    pub fn date(&self) -> Result<Date, FieldError> {
        let text = match self.cell {
            Cell::Date(date) => return Ok(date),
            Cell::Empty => return Err(self.blank()),
            Cell::Moment(_) => return Err(self.wrong_kind("不带时刻的日期", "a date without a time of day")),
            Cell::Text(text) => trimmed(text),
            Cell::Number(text) if text.len() == 8 => text,
            Cell::Number(_) => {
                let zh = "日期；若本来是日期，请把单元格设为日期格式，或写成 2024-02-29";
                let en = "a date; if it is one, format the cell as a date, or write 2024-02-29";
                return Err(self.wrong_kind(zh, en));
            }
            Cell::Bool(_) => return Err(self.wrong_kind("日期", "a date")),
        };
        Date::parse(text).map_err(|why| match why {
            NotADate::Form => {
                self.wrong_kind("日期，如 2024-02-29 或 2024年2月29日", "a date such as 2024-02-29")
            }
            NotADate::TimeOfDay => self.wrong_kind("不带时刻的日期", "a date without a time of day"),
            NotADate::NoSuchDay => {
                let found = shown(text);
                let zh = format!("{found} 这一天不存在");
                self.error(FieldFault::NoSuchDay, &zh, &format!("there is no day {found}"))
            }
        })
    }

    /// A whole number: digits, a minus sign at most. `1,000` and `12.0` are not taken.
    ///
    /// # Errors
    /// [`FieldFault::WrongKind`] also for numbers beyond 64 bits and for number cells of more than fifteen
    /// digits, [`FieldFault::Blank`].
    pub fn whole_number(&self) -> Result<i64, FieldError> {
        let expected = ("整数，如 12", "a whole number such as 12");
        let text = self.plain_number(expected, is_whole)?;
        text.parse().map_err(|_| self.wrong_kind(expected.0, expected.1))
    }

    /// A decimal as text, with the places it was given (`0.50` stays `0.50` where the cell was text).
    ///
    /// # Errors
    /// [`FieldFault::WrongKind`] for anything but digits, one point and a minus sign, and for number cells
    /// of more than fifteen digits; [`FieldFault::Blank`].
    pub fn decimal_text(&self) -> Result<String, FieldError> {
        self.plain_number(("数字，如 0.50", "a number such as 0.50"), is_decimal)
    }

    fn plain_number(&self, expected: (&str, &str), good: fn(&str) -> bool) -> Result<String, FieldError> {
        let text: String = match self.cell {
            Cell::Empty => return Err(self.blank()),
            Cell::Text(text) => trimmed(text).chars().map(half_width).collect(),
            Cell::Number(text) if digits(text) <= 15 => text.to_owned(),
            _ => return Err(self.wrong_kind(expected.0, expected.1)),
        };
        if good(&text) { Ok(text) } else { Err(self.wrong_kind(expected.0, expected.1)) }
    }

    /// A refusal of this cell for a reason of the importer's own (an unknown county, a wrong check
    /// digit): the sentence is put after the place, like those made here.
    pub fn refuse(&self, zh: &str, en: &str) -> FieldError {
        self.error(FieldFault::WrongKind, zh, en)
    }

    fn error(&self, fault: FieldFault, zh: &str, en: &str) -> FieldError {
        let place = self.table.place(self.col, self.header, self.line);
        FieldError {
            fault,
            line: self.line,
            address: cell_address(u32::from(self.col), self.line),
            header: self.header.to_owned(),
            said: Said::new(format!("{}：{zh}", place.zh()), format!("{}: {en}", place.en())),
        }
    }

    fn blank(&self) -> FieldError {
        self.error(FieldFault::Blank, "必填，但没有内容", "must not be empty")
    }

    fn code_as_number(&self, found: &str) -> FieldError {
        let found = shown(found);
        let zh = format!("{found} 被存成了数字，位数已经丢失；请把该列设为文本格式后重新填写");
        let en = format!(
            "{found} was saved as a number and has lost digits; format the column as text and enter it again"
        );
        self.error(FieldFault::CodeAsNumber, &zh, &en)
    }

    fn wrong_kind(&self, zh: &str, en: &str) -> FieldError {
        let (found_zh, found_en) = match self.cell {
            Cell::Empty => ("空白".to_owned(), "nothing".to_owned()),
            Cell::Text(text) => (format!("文字 {}", shown(text)), format!("the text {}", shown(text))),
            Cell::Number(text) => (format!("数字 {}", shown(text)), format!("the number {}", shown(text))),
            Cell::Date(date) => (format!("日期 {date}"), format!("the date {date}")),
            Cell::Moment(text) => (format!("时间 {}", shown(text)), format!("the time {}", shown(text))),
            Cell::Bool(truth) => (format!("逻辑值 {truth}"), format!("the truth value {truth}")),
        };
        self.error(
            FieldFault::WrongKind,
            &format!("应为{zh}，却是{found_zh}"),
            &format!("expected {en}, found {found_en}"),
        )
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || invisible(c))
}
