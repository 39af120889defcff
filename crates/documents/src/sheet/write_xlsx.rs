//! Workbooks: the same sheets give the same bytes, on every machine and at every hour. No hidden sheet,
//! no author, no time of writing; a text is a text cell with the text format, so that no program runs
//! it as a formula or turns a code into a number, not even when a person edits it.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::Date;
use super::delimited::dangerous;
use super::number::{digits, is_decimal};
use super::write::{Sheet, Value, WriteError, clean};

/// The widest a column is made, in characters of the Latin alphabet.
const WIDEST: usize = 48;

/// The number of the built-in text format `@`.
pub(super) const TEXT_FORMAT: u8 = 49;

/// How many rows are looked at for the width of a column.
const ROWS_FOR_WIDTH: usize = 200;

/// Writes sheets as one workbook.
///
/// # Errors
/// [`WriteError`]: a sheet name that is not allowed, a row longer than the headers, a decimal that is
/// none, more than a workbook holds.
pub fn write_xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = new_workbook()?;
    let mut formats = Formats::default();
    for sheet in sheets {
        sheet.check()?;
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name).map_err(|_| WriteError::SheetName(sheet.name.clone()))?;
        write_headers(page, &sheet.headers, &formats).map_err(failed)?;
        for (row, values) in (1_u32..).zip(&sheet.rows) {
            for (col, value) in (0_u16..).zip(values) {
                put(page, (row, col), value, &mut formats).map_err(failed)?;
            }
        }
        set_widths(page, sheet).map_err(failed)?;
    }
    save(workbook, sheets.iter().map(|s| s.name.as_str()))
}

/// Saves a workbook; two sheets of one name are found out here.
pub(super) fn save<'n>(
    mut workbook: Workbook,
    names: impl Iterator<Item = &'n str>,
) -> Result<Vec<u8>, WriteError> {
    let names: Vec<&str> = names.collect();
    workbook.save_to_buffer().map_err(|error| match error {
        XlsxError::SheetnameReused(_) => {
            let twice =
                |name: &&&str| names.iter().filter(|n| n.to_lowercase() == name.to_lowercase()).count() > 1;
            WriteError::SheetName(names.iter().find(twice).copied().unwrap_or_default().to_owned())
        }
        other => failed(other),
    })
}

pub(super) fn failed(error: XlsxError) -> WriteError {
    WriteError::Workbook(error.to_string())
}

/// A workbook that says nothing about who made it or when.
pub(super) fn new_workbook() -> Result<Workbook, WriteError> {
    let mut workbook = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    Ok(workbook)
}

/// The formats of cells, made once.
pub(super) struct Formats {
    pub header: Format,
    pub text: Format,
    guarded: Format,
    pub date: Format,
    general: Format,
    places: HashMap<usize, Format>,
    /// Whether a number that a cell cannot hold exactly is written as a number all the same: it came
    /// from a number cell and must not be taken for a text that a person typed.
    pub lossy_numbers: bool,
}

impl Default for Formats {
    fn default() -> Self {
        let text = Format::new().set_num_format_index(TEXT_FORMAT).set_align(FormatAlign::Top);
        Self {
            header: Format::new()
                .set_num_format_index(TEXT_FORMAT)
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E8_EEF4)),
            guarded: text.clone().set_quote_prefix(),
            text,
            date: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
            general: Format::new().set_align(FormatAlign::Top),
            places: HashMap::new(),
            lossy_numbers: false,
        }
    }
}

impl Formats {
    fn text(&self, text: &str) -> &Format {
        if dangerous(text) { &self.guarded } else { &self.text }
    }

    /// The format that shows this many decimal places.
    fn decimal(&mut self, places: usize) -> &Format {
        let general = &self.general;
        self.places.entry(places).or_insert_with(|| match places {
            0 => general.clone(),
            places => general.clone().set_num_format(format!("0.{}", "0".repeat(places))),
        })
    }
}

/// Writes the header row and keeps it in sight.
pub(super) fn write_headers(
    page: &mut Worksheet,
    headers: &[String],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (col, header) in (0_u16..).zip(headers) {
        if !header.is_empty() {
            page.write_string_with_format(0, col, clean(header), &formats.header)?;
        }
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Writes one value at a row and column.
pub(super) fn put(
    page: &mut Worksheet,
    at: (u32, u16),
    value: &Value,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    let (row, col) = at;
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            let text = clean(text);
            if !text.is_empty() {
                let format = formats.text(&text).clone();
                page.write_string_with_format(row, col, text, &format)?;
            }
        }
        // Beyond fifteen digits a number cell no longer shows what was given.
        Value::Whole(number) if digits(&number.to_string()) > 15 => {
            page.write_string_with_format(row, col, number.to_string(), &formats.text)?;
        }
        Value::Decimal(text) if digits(text) > 15 && !formats.lossy_numbers => {
            page.write_string_with_format(row, col, text, &formats.text)?;
        }
        Value::Whole(number) => {
            page.write_number_with_format(row, col, *number as f64, &formats.general)?;
        }
        Value::Decimal(text) => {
            let fraction = text.split_once('.').map(|(_, fraction)| fraction);
            let places = fraction.filter(|_| is_decimal(text)).map_or(0, str::len);
            let number: f64 = text.parse().unwrap_or(0.0);
            page.write_number_with_format(row, col, number, formats.decimal(places))?;
        }
        Value::Date(date) if !date.has_serial() => {
            page.write_string_with_format(row, col, date.to_string(), &formats.text)?;
        }
        Value::Date(date) => {
            page.write_datetime_with_format(row, col, &excel_date(*date)?, &formats.date)?;
        }
        Value::Bool(truth) => {
            page.write_boolean_with_format(row, col, *truth, &formats.general)?;
        }
    }
    Ok(())
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year(), date.month(), date.day())
}

/// The room a text takes on one line; a Chinese character takes two Latin ones.
pub(super) fn room(text: &str) -> usize {
    let line = |line: &str| line.chars().map(|c| if u32::from(c) >= 0x1100 { 2 } else { 1 }).sum();
    text.split('\n').map(line).max().unwrap_or(0)
}

fn set_widths(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    for (col, header) in sheet.headers.iter().enumerate() {
        let value = |row: &Vec<Value>| match row.get(col) {
            Some(Value::Text(text) | Value::Decimal(text)) => room(text),
            Some(Value::Whole(number)) => number.to_string().len(),
            Some(Value::Date(_)) => 10,
            Some(Value::Bool(_)) => 5,
            Some(Value::Empty) | None => 0,
        };
        let widest = sheet.rows.iter().take(ROWS_FOR_WIDTH).map(value).max().unwrap_or(0).max(room(header));
        let width = (widest + 2).clamp(8, WIDEST);
        let col = u16::try_from(col).map_err(|_| XlsxError::RowColumnLimitError)?;
        page.set_column_width(col, u32::try_from(width).unwrap_or(8))?;
    }
    Ok(())
}
