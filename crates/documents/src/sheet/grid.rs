//! A sheet as it lies before the reader: every row as it stands, no row of headers, merged cells kept. For tables whose
//! heads take several rows; what its cells mean is for whoever asks.

use super::builder::Builder;
use super::detect::{self, Kind};
use super::error::ReadError;
use super::said::shown;
use super::table::{Cell, Source, Table};
use super::workbook::Wanted;
use super::worksheet::Merge;
use super::{Limits, Said, cell_address, column_letters, delimited, workbook};

/// A sheet with its rows as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    table: Table,
    merges: Vec<Merge>,
}

/// Reads a sheet as it lies: the one of this name, or the first that is visible.
///
/// # Errors
/// As [`read`](super::read), but for headers and merged cells; also where there is no such sheet.
pub fn read_grid(name: &str, bytes: &[u8], limits: &Limits, sheet: Option<&str>) -> Result<Grid, ReadError> {
    super::check_size(name, bytes, limits)?;
    let builder = Builder::bare(limits);
    match detect::kind(bytes) {
        Kind::Zip => {
            let wanted = Wanted { sheet, keeps_merged: true };
            let (table, merges) = workbook::read((name, bytes), limits, &wanted, builder)?;
            Ok(Grid { table, merges })
        }
        Kind::Text => {
            let table = delimited::read(name, bytes, limits, builder)?;
            Ok(Grid { table, merges: Vec::new() })
        }
        Kind::Other(what) => Err(what.refusal(name)),
    }
}

impl Grid {
    /// The rows that hold something: the line of each, from 1, and its cells by column, from 0.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (u32, Vec<(u32, Cell<'_>)>)> {
        let rows = self.table.cells.rows.iter().enumerate();
        rows.map(|(at, row)| {
            let cells = self.table.cells.row(at).iter();
            (row.line, cells.map(|kept| (u32::from(kept.col), self.table.view(*kept))).collect())
        })
    }

    /// Which cells are merged.
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// Where it came from.
    pub fn source(&self) -> &Source {
        self.table.source()
    }

    /// What the person should be told although the file was read.
    pub fn notes(&self) -> &[Said] {
        self.table.notes()
    }

    /// How sentences name a cell: `工作表 S 第 7 行，单元格 B7`, and what its column is called.
    pub fn place(&self, (col, line): (u32, u32), header: &str) -> Said {
        let header_zh = if header.is_empty() { String::new() } else { format!("（{}）", shown(header)) };
        let header_en = if header.is_empty() { String::new() } else { format!(" ({})", shown(header)) };
        match self.source() {
            Source::Worksheet(sheet) => {
                let (sheet, cell) = (shown(sheet), cell_address(col, line));
                Said::new(
                    format!("工作表 {sheet} 第 {line} 行，单元格 {cell}{header_zh}"),
                    format!("sheet {sheet}, line {line}, cell {cell}{header_en}"),
                )
            }
            Source::Delimited(_) => {
                let letters = column_letters(col);
                Said::new(
                    format!("第 {line} 行，{letters} 列{header_zh}"),
                    format!("line {line}, column {letters}{header_en}"),
                )
            }
        }
    }
}
