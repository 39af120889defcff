//! The error report: the person's own table back, with what is wrong in a last column, so that it can
//! be corrected in place and imported again.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Color, Worksheet, XlsxError};

use super::Said;
use super::table::{Cell, Table, normal_header};
use super::write::{Value, WriteError, clean};
use super::write_xlsx::{Formats, failed, new_workbook, put, room, save};

/// The header of the column of errors.
pub const ERROR_HEADER: &str = "错误 / Errors";

/// The name of the sheet.
const NAME: &str = "错误 Errors";

/// The most rows a worksheet has.
const SHEET_ROWS: u32 = 1_048_576;

/// Writes the table with the sentences of each line, in Chinese and English, in a last column. Every row
/// stands on the line and every value in the column it had, so that the addresses in the sentences hold;
/// rows without errors are there too. What was a number cell stays one: a code that has lost digits is
/// refused again until a person has entered it anew. A column of errors from an earlier report is
/// replaced.
///
/// # Errors
/// [`WriteError::NoSuchLine`] when there are errors for a line that no row of the table stands on.
pub fn with_errors(table: &Table, errors: &BTreeMap<u32, Vec<Said>>) -> Result<Vec<u8>, WriteError> {
    check_lines(table, errors)?;
    let old = normal_header(ERROR_HEADER);
    let kept = table.headers().iter().position(|header| normal_header(header) == old);
    let last = u16::try_from(kept.unwrap_or(table.headers().len())).unwrap_or(u16::MAX);
    let mut workbook = new_workbook()?;
    let page = workbook.add_worksheet();
    page.set_name(NAME).map_err(failed)?;
    write_rows(page, table, errors, last).map_err(failed)?;
    save(workbook, std::iter::once(NAME))
}

fn check_lines(table: &Table, errors: &BTreeMap<u32, Vec<Said>>) -> Result<(), WriteError> {
    let known: BTreeSet<u32> = table.rows().map(|row| row.line()).collect();
    errors.keys().find(|line| !known.contains(line)).map_or(Ok(()), |line| Err(WriteError::NoSuchLine(*line)))
}

fn write_rows(
    page: &mut Worksheet,
    table: &Table,
    errors: &BTreeMap<u32, Vec<Said>>,
    last: u16,
) -> Result<(), XlsxError> {
    let mut formats = Formats::default();
    formats.lossy_numbers = true;
    let wrong = formats.text.clone().set_text_wrap().set_font_color(Color::RGB(0x00B0_0000));
    // A text file may have more lines than a sheet has rows; then the rows move together.
    let dense = table.rows().last().is_some_and(|row| row.line() > SHEET_ROWS);
    let place = |line: u32, at: u32| if dense { at } else { line.saturating_sub(1) };
    let top = place(table.header_line(), 0);
    for (col, header) in (0_u16..last).zip(table.headers()) {
        if !header.is_empty() {
            page.write_string_with_format(top, col, clean(header), &formats.header)?;
        }
        page.set_column_width(col, u32::try_from(room(header) + 4).unwrap_or(10).clamp(10, 40))?;
    }
    page.write_string_with_format(top, last, ERROR_HEADER, &formats.header)?;
    page.set_column_width(last, 60)?;
    page.set_freeze_panes(top + 1, 0)?;
    for (at, row) in (1_u32..).zip(table.rows()) {
        let sheet_row = place(row.line(), at);
        for (col, cell) in (0_u16..last).zip(row.cells()) {
            put(page, (sheet_row, col), &value(cell), &mut formats)?;
        }
        if let Some(sentences) = errors.get(&row.line()) {
            let lines: Vec<String> =
                sentences.iter().map(|said| format!("{}\n{}", said.zh(), said.en())).collect();
            page.write_string_with_format(sheet_row, last, clean(&lines.join("\n")), &wrong)?;
        }
    }
    Ok(())
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Text(text) | Cell::Moment(text) => Value::Text(text.to_owned()),
        Cell::Number(text) => Value::Decimal(text.to_owned()),
        Cell::Date(date) => Value::Date(date),
        Cell::Bool(truth) => Value::Bool(truth),
    }
}
