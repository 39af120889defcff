//! The sheet itself: one pass over its XML, cell by cell. Nothing is laid out as a matrix, so a cell in
//! the last row and column costs as much as one in `A1`.

use quick_xml::events::{BytesStart, Event};

use super::address::{cell_address, parse_address};
use super::builder::{Builder, Raw};
use super::cells::Span;
use super::error::{Fault, ReadError};
use super::number::show;
use super::package::Part;
use super::said::shown;
use super::workbook::{Shows, rich_text, unescape};
use super::xml::{append, attribute, broken_xml, damaged, hostile};
use super::{Date, Formulas, Limits, Said};

/// What the workbook says that a sheet's cells refer to.
pub(super) struct Context<'w> {
    pub shared: &'w [Span],
    pub formats: &'w [Shows],
    pub since_1904: bool,
    pub limits: &'w Limits,
    pub keeps_merged: bool,
}

/// Cells that are merged into one: the columns from 0 and the rows from 1 of its first and of its last corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// Column and row of the corner that holds the value.
    pub first: (u32, u32),
    /// Column and row of the opposite corner.
    pub last: (u32, u32),
}

/// The most merged stretches of a sheet that is read with them: a person's table has some dozens.
const MERGES: usize = 2_000;

/// Where the pass stands, and what it will have to say.
#[derive(Default)]
struct Progress {
    row: u32,
    col: Option<u32>,
    hidden_rows: Vec<u32>,
    hidden_columns: bool,
    formulas: Vec<String>,
    number: String,
    text: String,
    merges: Vec<Merge>,
}

/// Reads a sheet into the builder and gives the notes for the person, and what is merged.
pub(super) fn read_sheet(
    xml: &mut Part<'_, '_>,
    context: &Context<'_>,
    builder: &mut Builder<'_>,
) -> Result<(Vec<Said>, Vec<Merge>), ReadError> {
    let mut progress = Progress::default();
    let mut in_data = false;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "sheetData" => in_data = true,
                "col" => progress.hidden_columns |= is_true(&tag, "hidden")?,
                "row" if in_data => progress.start_row(&tag, builder)?,
                "c" if in_data => {
                    let head = progress.head(&tag)?;
                    read_cell(xml, context, builder, &mut progress, &head)?;
                }
                "mergeCell" if context.keeps_merged => progress.merge(&tag)?,
                "mergeCell" => {
                    let place = shown(&attribute(&tag, "ref")?.unwrap_or_default());
                    let zh = format!("单元格 {place} 是合并的；请取消合并，每行每格各填各的值");
                    let en = format!("the cells {place} are merged; unmerge them and fill each one");
                    return Err(ReadError::new(Fault::Merged, zh, en));
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "sheetData" => in_data = false,
                "row" if in_data => builder.end_row()?,
                _ => {}
            },
            Event::Eof => {
                let merges = std::mem::take(&mut progress.merges);
                return Ok((progress.notes(), merges));
            }
            _ => {}
        }
    }
}

/// The head of a cell: where it stands, its type and its format.
struct Head {
    col: u32,
    row: u32,
    kind: Kind,
    format: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    Text,
    Bool,
    Error,
    IsoDate,
}

impl Progress {
    fn start_row(&mut self, tag: &BytesStart<'_>, builder: &mut Builder<'_>) -> Result<(), ReadError> {
        let stated = attribute(tag, "r")?;
        let row = match stated.as_deref().map(str::parse) {
            None => self.row.saturating_add(1),
            Some(Ok(row)) => row,
            Some(Err(_)) => return Err(damaged("某行没有行号", "a row has no number")),
        };
        if row <= self.row || row > 1_048_576 {
            return Err(damaged("行的顺序错乱", "rows out of order"));
        }
        if is_true(tag, "hidden")? && self.hidden_rows.len() < 10 {
            self.hidden_rows.push(row);
        }
        self.row = row;
        self.col = None;
        builder.start_row(row);
        Ok(())
    }

    fn head(&mut self, tag: &BytesStart<'_>) -> Result<Head, ReadError> {
        let (mut kind, mut format, mut place) = (Kind::Number, 0, None);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| broken_xml(&error))?;
            let value = &*attribute.value;
            match attribute.key.as_ref() {
                "r" => {
                    place = Some(
                        parse_address(value)
                            .ok_or_else(|| damaged("某单元格没有地址", "a cell has no address"))?,
                    )
                }
                "s" => {
                    format = value
                        .parse()
                        .map_err(|_| damaged("某单元格的格式编号有误", "a cell has no format"))?
                }
                "t" => {
                    kind = match value {
                        "n" => Kind::Number,
                        "s" => Kind::Shared,
                        "inlineStr" => Kind::Inline,
                        "str" => Kind::Text,
                        "b" => Kind::Bool,
                        "e" => Kind::Error,
                        "d" => Kind::IsoDate,
                        _ => return Err(damaged("某单元格的类型未知", "a cell of an unknown type")),
                    }
                }
                _ => {}
            }
        }
        let next = self.col.map_or(0, |col| col + 1);
        let (col, row) = place.unwrap_or((next, self.row));
        if row != self.row || col < next {
            return Err(damaged("单元格的顺序错乱", "cells out of order"));
        }
        self.col = Some(col);
        Ok(Head { col, row, kind, format })
    }

    fn merge(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let stretch = attribute(tag, "ref")?.unwrap_or_default();
        let corners = stretch.split_once(':').unwrap_or((&stretch, &stretch));
        let (Some(first), Some(last)) = (parse_address(corners.0), parse_address(corners.1)) else {
            return Err(damaged("合并单元格没有地址", "merged cells without an address"));
        };
        if self.merges.len() >= MERGES {
            return Err(hostile("合并单元格过多", "it has too many merged cells"));
        }
        self.merges.push(Merge { first, last });
        Ok(())
    }

    fn notes(self) -> Vec<Said> {
        let mut notes = Vec::new();
        if !self.hidden_rows.is_empty() {
            let rows: Vec<String> = self.hidden_rows.iter().map(u32::to_string).collect();
            notes.push(Said::new(
                format!("有隐藏（或被筛选掉）的行，也一并读取：{}", rows.join("、")),
                format!(
                    "some rows are hidden or filtered out and were read all the same: {}",
                    rows.join(", ")
                ),
            ));
        }
        if self.hidden_columns {
            notes.push(Said::new(
                "有隐藏的列，也一并读取",
                "some columns are hidden and were read all the same",
            ));
        }
        if !self.formulas.is_empty() {
            notes.push(Said::new(
                format!("这些单元格是公式，取的是保存时的值：{}", self.formulas.join("、")),
                format!(
                    "these cells are formulas; the values saved with them were taken: {}",
                    self.formulas.join(", ")
                ),
            ));
        }
        notes
    }
}

fn is_true(tag: &BytesStart<'_>, name: &str) -> Result<bool, ReadError> {
    Ok(attribute(tag, name)?.is_some_and(|value| value == "1" || value == "true"))
}

/// Reads what stands inside a cell, up to its end, and puts it into the table.
fn read_cell(
    xml: &mut Part<'_, '_>,
    context: &Context<'_>,
    builder: &mut Builder<'_>,
    progress: &mut Progress,
    head: &Head,
) -> Result<(), ReadError> {
    let mut text = std::mem::take(&mut progress.text);
    text.clear();
    let mut in_value = false;
    let most = context.limits.cell_chars.saturating_mul(8);
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "v" => in_value = true,
                "f" => progress.formula(context, head)?,
                "is" if head.kind == Kind::Inline => rich_text(xml, "is", context.limits, &mut text)?,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" => in_value = false,
                "c" => break,
                _ => {}
            },
            other if in_value && head.kind != Kind::Inline => append(other, &mut text)?,
            _ => {}
        }
        if text.len() > most {
            let most = context.limits.cell_chars;
            let zh = format!("超过 {most} 个字");
            return Err(ReadError::at_cell(
                Fault::CellTooLong,
                head.col,
                head.row,
                &zh,
                &format!("more than {most} characters"),
            ));
        }
    }
    if !text.is_empty() {
        put(context, builder, &mut progress.number, head, &mut text)?;
    }
    progress.text = text;
    Ok(())
}

impl Progress {
    fn formula(&mut self, context: &Context<'_>, head: &Head) -> Result<(), ReadError> {
        if context.limits.formulas == Formulas::SavedValue {
            if self.formulas.len() < 10 {
                self.formulas.push(cell_address(head.col, head.row));
            }
            return Ok(());
        }
        let zh = "是公式；请复制后“选择性粘贴—数值”，再导入";
        let en = "is a formula; copy it, paste it as a value, and import again";
        Err(ReadError::at_cell(Fault::Formula, head.col, head.row, zh, en))
    }
}

fn put(
    context: &Context<'_>,
    builder: &mut Builder<'_>,
    number: &mut String,
    head: &Head,
    text: &mut String,
) -> Result<(), ReadError> {
    match head.kind {
        Kind::Shared => {
            let index = text.trim().parse::<usize>().ok();
            let span = index
                .and_then(|at| context.shared.get(at))
                .ok_or_else(|| damaged("引用了不存在的文字", "a text that is not there"))?;
            builder.put_shared(head.col, *span)
        }
        Kind::Inline => builder.put(head.col, &Raw::Text(text)),
        Kind::Text => {
            unescape(text);
            builder.put(head.col, &Raw::Text(text))
        }
        Kind::Bool => match text.trim() {
            "1" | "true" => builder.put(head.col, &Raw::Bool(true)),
            "0" | "false" => builder.put(head.col, &Raw::Bool(false)),
            _ => Err(damaged("逻辑值有误", "a truth value that is none")),
        },
        Kind::Error => {
            let found = shown(text);
            let zh = format!("是错误值 {found}；请改正后再导入");
            let en = format!("holds the error value {found}; correct it and import again");
            Err(ReadError::at_cell(Fault::ErrorValue, head.col, head.row, &zh, &en))
        }
        Kind::IsoDate => match Date::parse(text) {
            Ok(date) => builder.put(head.col, &Raw::Date(date)),
            Err(_) => builder.put(head.col, &Raw::Text(text)),
        },
        Kind::Number => put_number(context, builder, number, head, text),
    }
}

fn put_number(
    context: &Context<'_>,
    builder: &mut Builder<'_>,
    number: &mut String,
    head: &Head,
    text: &str,
) -> Result<(), ReadError> {
    let value: f64 = text
        .trim()
        .parse()
        .ok()
        .filter(|v: &f64| v.is_finite())
        .ok_or_else(|| damaged("数字有误", "a number that is none"))?;
    number.clear();
    let format = context.formats.get(head.format).copied().unwrap_or(Shows::Number);
    if format == Shows::Percent {
        // What the person sees: a number of another size would be taken for what it is not.
        show(value * 100.0, number);
        number.push('%');
        return builder.put(head.col, &Raw::Text(number));
    }
    if format == Shows::Day
        && let Some((date, seconds)) = Date::from_serial(value, context.since_1904)
    {
        if seconds == 0 {
            return builder.put(head.col, &Raw::Date(date));
        }
        let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
        number.push_str(&format!("{date} {hours:02}:{minutes:02}:{:02}", seconds % 60));
        return builder.put(head.col, &Raw::Moment(number));
    }
    show(value, number);
    builder.put(head.col, &Raw::Number(number))
}
