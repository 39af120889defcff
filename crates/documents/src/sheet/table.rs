//! The table that a reading gives: headers, rows with the line they stand on, cells that remember what
//! they were in the file.

use super::address::column_letters;
use super::cells::{Cells, Form, Kept};
use super::error::{Fault, ReadError};
use super::field::Field;
use super::said::shown;
use super::{Date, Said};

/// Where a table came from; it decides how sentences name a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A worksheet, with its name.
    Worksheet(String),
    /// Delimited text, with the encoding it was in (`UTF-8`, `UTF-16`, `GB18030`).
    Delimited(&'static str),
}

/// One cell as it stood in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing, or white space only.
    Empty,
    /// Text, exactly as it stood.
    Text(&'a str),
    /// A number, as the program shows it in a wide column: at most fifteen significant digits, so a
    /// longer code has already lost its tail. Only worksheets have number cells.
    Number(&'a str),
    /// A day, from a cell formatted as a date.
    Date(Date),
    /// A day with a time of day other than midnight, as `2024-02-29 13:05:00`.
    Moment(&'a str),
    /// A truth value.
    Bool(bool),
}

impl Cell<'_> {
    /// The number, where the cell is a number cell.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(text) => text.parse().ok(),
            _ => None,
        }
    }
}

/// A table: the first row that holds something gives the headers, every later one is a [`Row`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub(super) source: Source,
    pub(super) header_line: u32,
    pub(super) headers: Vec<String>,
    pub(super) cells: Cells,
    pub(super) samples: Vec<u32>,
    pub(super) notes: Vec<Said>,
}

/// A column found by its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub(super) index: u16,
    pub(super) header: String,
}

impl Column {
    /// The column counted from 0 (A).
    pub fn index(&self) -> u16 {
        self.index
    }

    /// The header as it stands in the file.
    pub fn header(&self) -> &str {
        &self.header
    }
}

impl Table {
    /// Where the table came from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The headers from column A on, trimmed. A column that has no header and holds nothing is `""`.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The line the headers stand on, from 1.
    pub fn header_line(&self) -> u32 {
        self.header_line
    }

    /// How many rows there are, the header and sample rows aside.
    pub fn len(&self) -> usize {
        self.cells.rows.len()
    }

    /// Whether there is no row below the headers.
    pub fn is_empty(&self) -> bool {
        self.cells.rows.is_empty()
    }

    /// The rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        let rows = self.cells.rows.iter().enumerate();
        rows.map(|(index, row)| Row { table: self, cells: self.cells.row(index), line: row.line })
    }

    /// The lines of sample rows that were left out: see [`SAMPLE_PREFIX`](super::SAMPLE_PREFIX).
    pub fn samples(&self) -> &[u32] {
        &self.samples
    }

    /// What the person should be told although the file was read: other sheets that were not read,
    /// hidden rows and columns that were, sample rows that were left out.
    pub fn notes(&self) -> &[Said] {
        &self.notes
    }

    /// The column whose header is one of `names`, compared as [`normal_header`] has it.
    ///
    /// # Errors
    /// [`Fault::Header`] when there is none (the sentence lists the headers found), or when two different
    /// columns answer to the names.
    pub fn column(&self, names: &[&str]) -> Result<Column, ReadError> {
        match self.find(names)? {
            Some(column) => Ok(column),
            None => Err(self.no_column(names)),
        }
    }

    /// The same for a column that need not be there.
    ///
    /// # Errors
    /// [`Fault::Header`] when two different columns answer to the names.
    pub fn find(&self, names: &[&str]) -> Result<Option<Column>, ReadError> {
        let wanted: Vec<String> = names.iter().map(|name| normal_header(name)).collect();
        let mut found: Option<Column> = None;
        for (index, header) in (0_u16..).zip(&self.headers) {
            if header.is_empty() || !wanted.contains(&normal_header(header)) {
                continue;
            }
            if let Some(first) = &found {
                let (one, two) = (shown(&first.header), shown(header));
                let zh = format!("表头 {one} 与 {two} 说的是同一列，请只保留一列");
                let en = format!("the headers {one} and {two} name the same column; keep one");
                return Err(ReadError::at_cell(Fault::Header, u32::from(index), self.header_line, &zh, &en));
            }
            found = Some(Column { index, header: header.clone() });
        }
        Ok(found)
    }

    fn no_column(&self, names: &[&str]) -> ReadError {
        let wanted = shown(names.first().copied().unwrap_or(""));
        let there: Vec<String> =
            self.headers.iter().filter(|h| !h.is_empty()).take(20).map(|h| shown(h)).collect();
        let zh = format!("缺少列 {wanted}；现有的列：{}", there.join("、"));
        let en = format!("there is no column {wanted}; the columns are {}", there.join(", "));
        ReadError::at_line(Fault::Header, self.header_line, &zh, &en)
    }

    pub(super) fn view(&self, kept: Kept) -> Cell<'_> {
        match kept.form {
            Form::Text => Cell::Text(self.cells.text(kept.span)),
            Form::Number => Cell::Number(self.cells.text(kept.span)),
            Form::Moment => Cell::Moment(self.cells.text(kept.span)),
            Form::Date => Date::unpack(kept.span.start).map_or(Cell::Empty, Cell::Date),
            Form::Bool => Cell::Bool(kept.span.start != 0),
        }
    }

    /// How sentences name a place: `第 7 行，B7（证书编号）`, with the sheet where there is one.
    pub(super) fn place(&self, col: u16, header: &str, line: u32) -> Said {
        let letters = column_letters(u32::from(col));
        let header = shown(header);
        match &self.source {
            Source::Worksheet(sheet) => {
                let sheet = shown(sheet);
                Said::new(
                    format!("工作表 {sheet} 第 {line} 行，单元格 {letters}{line}（{header}）"),
                    format!("sheet {sheet}, line {line}, cell {letters}{line} ({header})"),
                )
            }
            Source::Delimited(_) => Said::new(
                format!("第 {line} 行，{letters} 列（{header}）"),
                format!("line {line}, column {letters} ({header})"),
            ),
        }
    }
}

/// One row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    cells: &'a [Kept],
    line: u32,
}

impl<'a> Row<'a> {
    /// The row number of the sheet, or the line of the text on which the row begins, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The cell in a column counted from 0.
    pub fn cell(&self, col: u16) -> Cell<'a> {
        let found = self.cells.binary_search_by_key(&col, |kept| kept.col).ok();
        found.and_then(|at| self.cells.get(at)).map_or(Cell::Empty, |kept| self.table.view(*kept))
    }

    /// The cells from column A to the last header.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'a>> + use<'a> {
        let row = *self;
        (0_u16..).zip(&self.table.headers).map(move |(col, _)| row.cell(col))
    }

    /// The cell under a header, with what is needed to judge it and to say where it stands.
    pub fn field(&self, column: &Column) -> Field<'a> {
        Field::new(self.table, column, self.line, self.cell(column.index))
    }
}

/// A header as it is compared: full-width letters, digits and marks made plain, white space and line
/// breaks collapsed to one space, invisible marks and the stars that mark a required column dropped,
/// letters in lower case.
pub fn normal_header(header: &str) -> String {
    let plain: String = header.chars().map(half_width).filter(|c| !invisible(*c)).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_matches('*').trim().to_lowercase()
}

/// The plain form of a full-width character: `Ａ` to `A`, `：` to `:`, the ideographic space to a space.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Marks that show nothing: zero-width spaces and joiners, the byte order mark.
pub(super) fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
