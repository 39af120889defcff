//! Import templates: a workbook that a person fills in. Code columns have the text format for their
//! whole length, so that an eighteen-digit code survives typing; enumerated columns offer their values;
//! each header carries a note; one sample row, marked in its first cell, is left out by the import.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, Formula, Note, Workbook, Worksheet,
    XlsxError,
};

use super::address::column_letters;
use super::write::{WriteError, clean};
use super::write_xlsx::{Formats, TEXT_FORMAT, failed, new_workbook, room, save, write_headers};
use super::{SAMPLE_PREFIX, Said};

/// The last row (from 1) that offers a list of values.
const LIST_ROWS: u32 = 10_000;

/// The name of the sheet that holds lists too long for a cell's own rule.
const LISTS: &str = "选项 Options";

/// What a column of a template takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateKind {
    /// Any text.
    Text,
    /// An identifier, read by [`Field::code`](super::Field::code).
    Code,
    /// A day.
    Date,
    /// A number.
    Number,
    /// One of these values, offered as a list; anything else is refused while typing.
    OneOf(Vec<String>),
}

/// One column of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateColumn {
    /// The header, as the importer looks for it.
    pub header: String,
    /// What to enter, shown as a note on the header in both languages.
    pub note: Said,
    /// Whether it must be filled in; the note says so and the header is red.
    pub required: bool,
    /// What it takes.
    pub kind: TemplateKind,
    /// The value in the sample row.
    pub sample: String,
}

/// Writes a template with one sheet of this name, and a second, visible one when lists need it.
///
/// # Errors
/// [`WriteError::SheetName`], or [`WriteError::Workbook`] for texts longer than a workbook holds.
pub fn template(name: &str, columns: &[TemplateColumn]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = new_workbook()?;
    let formats = Formats::default();
    let page = workbook.add_worksheet();
    page.set_name(name).map_err(|_| WriteError::SheetName(name.to_owned()))?;
    let headers: Vec<String> = columns.iter().map(|c| c.header.clone()).collect();
    write_headers(page, &headers, &formats).map_err(failed)?;
    let mut lists: Vec<&[String]> = Vec::new();
    for (col, column) in (0_u16..).zip(columns) {
        write_column(page, col, column, &formats).map_err(failed)?;
        if let TemplateKind::OneOf(values) = &column.kind {
            offer(page, col, values, &mut lists).map_err(failed)?;
        }
    }
    let with_lists = !lists.is_empty();
    if with_lists {
        write_lists(&mut workbook, &lists).map_err(failed)?;
    }
    save(workbook, std::iter::once(name).chain(with_lists.then_some(LISTS)))
}

fn write_column(
    page: &mut Worksheet,
    col: u16,
    column: &TemplateColumn,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let format = match column.kind {
        TemplateKind::Date => formats.date.clone(),
        TemplateKind::Number => Format::new(),
        TemplateKind::Text | TemplateKind::Code | TemplateKind::OneOf(_) => formats.text.clone(),
    };
    page.set_column_format(col, &format)?;
    if column.required {
        let red = formats.header.clone().set_font_color(Color::RGB(0x00B0_0000));
        page.write_string_with_format(0, col, clean(&column.header), &red)?;
    }
    let (zh, en) = if column.required { ("必填。", "required; ") } else { ("选填。", "optional; ") };
    let note = format!("{zh}{}\n{en}{}", column.note.zh(), column.note.en());
    let lines = u32::try_from(room(&note) / 36 + 3).unwrap_or(3);
    let note =
        Note::new(clean(&note)).set_author("").add_author_prefix(false).set_width(260).set_height(20 * lines);
    page.insert_note(0, col, &note)?;

    let sample = if col == 0 { format!("{SAMPLE_PREFIX}{}", column.sample) } else { column.sample.clone() };
    if !sample.is_empty() {
        let grey = Format::new()
            .set_num_format_index(TEXT_FORMAT)
            .set_italic()
            .set_font_color(Color::RGB(0x0080_8080))
            .set_align(FormatAlign::Top);
        page.write_string_with_format(1, col, clean(&sample), &grey)?;
    }
    let width = room(&column.header).max(room(&sample)).clamp(10, 40) + 2;
    page.set_column_width(col, u32::try_from(width).unwrap_or(12))?;
    Ok(())
}

/// Offers a list of values: in the rule itself where it fits (255 characters, no comma in a value),
/// otherwise from the sheet of lists.
fn offer<'c>(
    page: &mut Worksheet,
    col: u16,
    values: &'c [String],
    lists: &mut Vec<&'c [String]>,
) -> Result<(), XlsxError> {
    if values.is_empty() {
        return Ok(());
    }
    let length: usize = values.iter().map(|v| v.encode_utf16().count() + 1).sum();
    let fits = length <= 255 && !values.iter().any(|v| v.contains(',') || v.trim() != v);
    let rule = if fits {
        DataValidation::new().allow_list_strings(values)?
    } else {
        let letters = column_letters(u32::try_from(lists.len()).unwrap_or(u32::MAX));
        lists.push(values);
        DataValidation::new()
            .allow_list_formula(Formula::new(format!("'{LISTS}'!${letters}$1:${letters}${}", values.len())))
    };
    let rule = rule
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("请从列表中选择")?
        .set_error_message("请从下拉列表中选择一个值。\nPlease choose a value from the list.")?;
    page.add_data_validation(1, col, LIST_ROWS - 1, col, &rule)?;
    Ok(())
}

fn write_lists(workbook: &mut Workbook, lists: &[&[String]]) -> Result<(), XlsxError> {
    let page = workbook.add_worksheet();
    page.set_name(LISTS)?;
    let text = Format::new().set_num_format_index(TEXT_FORMAT);
    for (col, values) in (0_u16..).zip(lists) {
        for (row, value) in (0_u32..).zip(*values) {
            page.write_string_with_format(row, col, clean(value), &text)?;
        }
    }
    Ok(())
}
