//! How both readers fill a table: row by row and cell by cell, every limit counted on the way.

use super::cells::{Cells, Form, Kept, KeptRow, Span};
use super::error::{Fault, ReadError};
use super::said::shown;
use super::table::{Source, Table, half_width, normal_header};
use super::{Date, Limits, SAMPLE_PREFIX, Said};

/// A table being filled.
pub(super) struct Builder<'a> {
    limits: &'a Limits,
    cells: Cells,
    headers: Option<(u32, Vec<String>)>,
    samples: Vec<u32>,
    line: u32,
    row_start: usize,
    /// Whether no row gives the headers: every row is kept as it stands.
    is_bare: bool,
}

/// A value on its way into a cell.
pub(super) enum Raw<'v> {
    Text(&'v str),
    Number(&'v str),
    Moment(&'v str),
    Date(Date),
    Bool(bool),
}

impl<'a> Builder<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        let (headers, samples) = (None, Vec::new());
        Self { limits, cells: Cells::default(), headers, samples, line: 0, row_start: 0, is_bare: false }
    }

    /// One that keeps every row as it stands, and knows of no headers.
    pub fn bare(limits: &'a Limits) -> Self {
        Self { headers: Some((0, Vec::new())), is_bare: true, ..Self::new(limits) }
    }

    /// Begins the row on this line.
    pub fn start_row(&mut self, line: u32) {
        self.line = line;
        self.row_start = self.cells.cells.len();
    }

    /// Puts a value into a column (from 0) of the current row. Columns must come in rising order. White
    /// space alone counts as nothing.
    pub fn put(&mut self, col: u32, value: &Raw<'_>) -> Result<(), ReadError> {
        if let Raw::Text(text) = value
            && text.trim().is_empty()
        {
            return Ok(());
        }
        let (form, span) = match value {
            Raw::Text(text) => (Form::Text, self.checked(col, text)?),
            Raw::Number(text) => (Form::Number, self.checked(col, text)?),
            Raw::Moment(text) => (Form::Moment, self.checked(col, text)?),
            Raw::Date(date) => (Form::Date, Span { start: date.pack(), len: 0 }),
            Raw::Bool(truth) => (Form::Bool, Span { start: u32::from(*truth), len: 0 }),
        };
        self.keep(col, form, span)
    }

    /// Puts a text that already lies in the table's own text (a shared string) into a column.
    pub fn put_shared(&mut self, col: u32, span: Span) -> Result<(), ReadError> {
        if self.cells.text(span).trim().is_empty() {
            return Ok(());
        }
        self.keep(col, Form::Text, span)
    }

    /// Adds a shared string to the table's own text.
    pub fn share(&mut self, text: &str) -> Result<Span, ReadError> {
        check_text(self.limits, text).map_err(|(fault, said)| ReadError::new(fault, said.zh(), said.en()))?;
        self.push_text(text)
    }

    fn push_text(&mut self, text: &str) -> Result<Span, ReadError> {
        let room = self.limits.text_bytes.saturating_sub(self.cells.text.len());
        let span = (text.len() <= room).then(|| self.cells.push_text(text)).flatten();
        span.ok_or_else(|| too_much_text(self.limits))
    }

    fn checked(&mut self, col: u32, text: &str) -> Result<Span, ReadError> {
        check_text(self.limits, text)
            .map_err(|(fault, said)| ReadError::at_cell(fault, col, self.line, said.zh(), said.en()))?;
        self.push_text(text)
    }

    fn keep(&mut self, col: u32, form: Form, span: Span) -> Result<(), ReadError> {
        let Some(col) = u16::try_from(col).ok().filter(|col| *col < self.limits.columns) else {
            let most = self.limits.columns;
            let zh = format!("内容超出了允许的 {most} 列；请删除右侧多余内容");
            let en = format!("something stands right of the {most} columns allowed; delete it");
            return Err(ReadError::at_cell(Fault::TooManyColumns, col, self.line, &zh, &en));
        };
        if let Some((_, headers)) = self.headers.as_ref().filter(|_| !self.is_bare)
            && headers.get(usize::from(col)).is_none_or(String::is_empty)
        {
            let zh = "这里有内容，但该列没有表头；若为 CSV，请检查该行是否有未加引号的分隔符";
            let en =
                "holds something, but its column has no header; in a CSV file look for an unquoted delimiter";
            return Err(ReadError::at_cell(Fault::Ragged, u32::from(col), self.line, zh, en));
        }
        if self.cells.cells.len() >= self.limits.cells {
            return Err(too_many_cells(self.limits));
        }
        self.cells.cells.push(Kept { span, col, form });
        Ok(())
    }

    /// Ends the current row: an empty one is dropped, the first other one gives the headers.
    pub fn end_row(&mut self) -> Result<(), ReadError> {
        let row = self.cells.cells.get(self.row_start..).unwrap_or(&[]);
        let Some(first) = row.first().copied() else { return Ok(()) };
        if self.headers.is_none() {
            let headers = self.take_headers()?;
            self.headers = Some((self.line, headers));
            return Ok(());
        }
        if !self.is_bare
            && first.form == Form::Text
            && is_sample(self.cells.text(first.span))
            && self.is_first_column(first.col)
        {
            self.samples.push(self.line);
            self.cells.cells.truncate(self.row_start);
            return Ok(());
        }
        if self.cells.rows.len() >= self.limits.rows as usize {
            let most = self.limits.rows;
            let zh = format!("超过 {most} 行；请拆分后再导入");
            let en = format!("more than {most} rows; split the file and import the parts");
            return Err(ReadError::at_line(Fault::TooManyRows, self.line, &zh, &en));
        }
        let first = u32::try_from(self.row_start).map_err(|_| too_many_cells(self.limits))?;
        self.cells.rows.push(KeptRow { line: self.line, first });
        Ok(())
    }

    fn is_first_column(&self, col: u16) -> bool {
        let headers = self.headers.as_ref().map_or(&[] as &[String], |(_, headers)| headers);
        headers.iter().position(|h| !h.is_empty()) == Some(usize::from(col))
    }

    fn take_headers(&mut self) -> Result<Vec<String>, ReadError> {
        let row: Vec<Kept> = self.cells.cells.drain(self.row_start..).collect();
        let mut headers: Vec<String> = Vec::new();
        let mut seen: Vec<(String, u16)> = Vec::new();
        for kept in row {
            let text = match kept.form {
                Form::Text | Form::Number | Form::Moment => self.cells.text(kept.span).trim().to_owned(),
                Form::Date => Date::unpack(kept.span.start).map(|d| d.to_string()).unwrap_or_default(),
                Form::Bool => String::from(if kept.span.start == 0 { "FALSE" } else { "TRUE" }),
            };
            let normal = normal_header(&text);
            if normal.is_empty() {
                continue;
            }
            if let Some((_, col)) = seen.iter().find(|(other, _)| *other == normal) {
                let first = super::cell_address(u32::from(*col), self.line);
                let zh = format!("表头 {} 重复，{first} 已经用过", shown(&text));
                let en = format!("the header {} stands twice; {first} has it already", shown(&text));
                return Err(ReadError::at_cell(Fault::Header, u32::from(kept.col), self.line, &zh, &en));
            }
            seen.push((normal, kept.col));
            headers.resize(usize::from(kept.col), String::new());
            headers.push(text);
        }
        Ok(headers)
    }

    /// The finished table.
    pub fn finish(self, name: &str, source: Source, mut notes: Vec<Said>) -> Result<Table, ReadError> {
        let is_empty = self.is_bare && self.cells.rows.is_empty();
        let Some((header_line, headers)) = self.headers.filter(|_| !is_empty) else {
            return Err(ReadError::new(
                Fault::Empty,
                format!("文件 {} 里没有任何内容", shown(name)),
                format!("the file {} holds nothing", shown(name)),
            ));
        };
        notes.extend(samples_left_out(&self.samples));
        Ok(Table { source, header_line, headers, cells: self.cells, samples: self.samples, notes })
    }
}

/// What a person is told of the sample rows of a template, which are on these lines.
pub(crate) fn samples_left_out(lines: &[u32]) -> Option<Said> {
    let shown: Vec<String> = lines.iter().take(10).map(u32::to_string).collect();
    (!shown.is_empty()).then(|| {
        Said::new(
            format!("第 {} 行以“{SAMPLE_PREFIX}”开头，是模板示例，未读取", shown.join("、")),
            format!(
                "line {} begins with `{SAMPLE_PREFIX}`: the template's sample, not read",
                shown.join(", ")
            ),
        )
    })
}

/// Whether a first cell marks the sample row of a template.
pub(crate) fn is_sample(text: &str) -> bool {
    let plain: String = text.trim_start().chars().take(3).map(half_width).collect();
    plain == "示例:"
}

fn too_many_cells(limits: &Limits) -> ReadError {
    let most = limits.cells;
    ReadError::new(
        Fault::TooManyCells,
        format!("超过 {most} 个单元格；请拆分后再导入"),
        format!("more than {most} cells; split the file and import the parts"),
    )
}

fn too_much_text(limits: &Limits) -> ReadError {
    let most = limits.text_bytes >> 20;
    ReadError::new(
        Fault::TooManyCells,
        format!("文字总量超过 {most} MiB；请拆分后再导入"),
        format!("more than {most} MiB of text; split the file and import the parts"),
    )
}

/// Refuses a text that is too long or holds a character that no person typed.
fn check_text(limits: &Limits, text: &str) -> Result<(), (Fault, Said)> {
    if text.len() > limits.cell_chars && text.chars().count() > limits.cell_chars {
        let most = limits.cell_chars;
        let start = shown(text);
        return Err((
            Fault::CellTooLong,
            Said::new(
                format!("内容 {start} 超过 {most} 个字"),
                format!("the text {start} has more than {most} characters"),
            ),
        ));
    }
    let bad = text.chars().find(|c| {
        (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    });
    bad.map_or(Ok(()), |c| {
        let code = u32::from(c);
        Err((
            Fault::ControlCharacter,
            Said::new(
                format!("内容 {} 含有不可见的控制字符 U+{code:04X}，请删除后重存", shown(text)),
                format!("the text {} holds the control character U+{code:04X}; remove it", shown(text)),
            ),
        ))
    })
}
