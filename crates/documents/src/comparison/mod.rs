//! Comparison tables (clause 3) as the sheets that people keep: read in the wide form, one row an indicator and one
//! column a compared standard, or in the long form of the import, one row an indicator and compared standard; written
//! in the wide form. Nothing is guessed and nothing is lost: what cannot be read stays in the draft as it was written,
//! with a sentence that names its sheet and cell.

mod cells;
mod head;
mod head_number;
mod head_text;
mod long;
mod wide;
mod write;

use std::collections::{HashMap, HashSet};

use policy::calendar::Day;
use policy::standard::draft::{Misread, Place, Reading, TableDraft};
use policy::standard::judgement::TableJudgement;
use policy::standard::number::EditionNumber;
use policy::standard::table::ComparisonTable;

pub use self::long::{HEADERS as LONG_HEADERS, long_rows};
pub use self::write::{Words, sheet};
use crate::sheet::{Fault, Limits, ReadError, Said, read_grid};

/// The most merged stretches times lines that are looked through: a person's table has some hundred of each.
const MOST_MERGED: usize = 2_000_000;

/// The file of one comparison table, or of several in the long form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFile {
    /// The tables, in the order of their first rows.
    pub tables: Vec<FoundTable>,
    /// What is wrong and belongs to no table: with the head of the long form, or with a line that names no edition.
    pub faults: Vec<SheetFault>,
    /// What the person should be told although the file was read.
    pub notes: Vec<Said>,
}

/// One table as it was found in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTable {
    /// The edition that it is the table of, where the sheet says so.
    pub edition: Option<EditionNumber>,
    /// What is written in it.
    pub draft: TableDraft,
    /// The line of each row.
    pub lines: Vec<u32>,
    /// What is wrong with how it is laid out.
    pub faults: Vec<SheetFault>,
    /// Where the texts of the draft stand in the sheet.
    places: HashMap<Place, At>,
    /// The cells that a program changed, of which the faults tell: what they hold was not meant.
    odd: HashSet<String>,
}

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct At {
    line: u32,
    address: String,
    says: Said,
}

/// What is wrong with a cell or a line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// The line, from 1, where it is about one.
    pub line: Option<u32>,
    /// The cell, such as `B7`, where it is about one.
    pub address: Option<String>,
    /// Where it stands, what is wrong, and what to do.
    pub said: Said,
}

/// A table that was read, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedTable {
    /// The table of the rows that could be read.
    pub table: ComparisonTable,
    /// The line of each of them.
    pub lines: Vec<u32>,
    /// Everything that is wrong; the table is whole where nothing is.
    pub faults: Vec<SheetFault>,
    /// What was read and may be meant otherwise: for the person to look at.
    pub doubtful: Vec<SheetFault>,
}

impl CheckedTable {
    /// Compares and judges what could be read; rows are named by their lines in the sheet. Of a table that was not read
    /// whole it is not said that something is lacking: that may be what was not read.
    pub fn judge(&self) -> TableJudgement {
        self.judged(None)
    }

    /// The same for the table of a standard that was published on this day, where it is known: it tells which mandatory
    /// standards bind it.
    pub fn judged(&self, published_on: Option<Day>) -> TableJudgement {
        let mut judgement = self.table.judge_lines(published_on, &self.lines);
        if !self.faults.is_empty() {
            judgement.faults.retain(|fault| !fault.is_lack());
        }
        judgement
    }
}

impl SheetFault {
    fn at(at: &At, said: &Said) -> Self {
        Self {
            line: Some(at.line),
            address: Some(at.address.clone()),
            said: Said::new(
                format!("{}：{}", at.says.zh(), said.zh()),
                format!("{}: {}", at.says.en(), said.en()),
            ),
        }
    }
}

impl FoundTable {
    /// Reads what is written in it.
    pub fn check(&self) -> CheckedTable {
        let reading = self.read();
        let mut faults = self.faults.clone();
        let is_odd = |fault: &SheetFault| fault.address.as_ref().is_some_and(|at| self.odd.contains(at));
        faults.extend(
            reading.misread.iter().map(|misread| self.placed(misread)).filter(|fault| !is_odd(fault)),
        );
        faults.sort_by_key(|fault| fault.line);
        let lines = reading.rows.iter().filter_map(|row| self.lines.get(*row).copied()).collect();
        let doubtful = reading.doubtful.iter().map(|doubt| self.placed(doubt)).collect();
        CheckedTable { table: reading.table, lines, faults, doubtful }
    }

    /// What the draft says, without the rows in which a program changed something.
    fn read(&self) -> Reading {
        let mut reading = self.draft.read();
        let in_odd = |(place, at): (&Place, &At)| place.row().filter(|_| self.odd.contains(&at.address));
        let odd: HashSet<usize> = self.places.iter().filter_map(in_odd).collect();
        if !odd.is_empty() {
            let is_kept: Vec<bool> = reading.rows.iter().map(|row| !odd.contains(row)).collect();
            let (mut rows, mut places) = (is_kept.iter().copied(), is_kept.iter().copied());
            reading.table.rows.retain(|_| rows.next().unwrap_or(true));
            reading.rows.retain(|_| places.next().unwrap_or(true));
            reading.doubtful.retain(|doubt| doubt.place.row().is_none_or(|row| !odd.contains(&row)));
        }
        reading
    }

    /// A text that could not be read, at its cell; what is not written anywhere is told at the line of its row.
    pub fn placed(&self, misread: &Misread) -> SheetFault {
        let said = Said::new(misread.said.zh.clone(), misread.said.en.clone());
        if let Some(at) = self.places.get(&misread.place) {
            return SheetFault::at(at, &said);
        }
        let line = misread.place.row().and_then(|row| self.lines.get(row).copied());
        let (zh, en) =
            line.map_or_else(Default::default, |line| (format!("第 {line} 行："), format!("line {line}: ")));
        SheetFault { line, address: None, said: Said::new(zh + said.zh(), en + said.en()) }
    }
}

/// Reads the comparison tables of a file, in whichever of the two forms it has them; of a workbook the sheet of this
/// name, or the first that is visible.
///
/// # Errors
/// [`ReadError`] where the file is no table at all. What is wrong inside a table is told with it.
pub fn read(name: &str, bytes: &[u8], limits: &Limits, sheet: Option<&str>) -> Result<TableFile, ReadError> {
    let grid = read_grid(name, bytes, limits, sheet)?;
    if grid.merges().len().saturating_mul(grid.rows().len()) > MOST_MERGED {
        return Err(ReadError::new(
            Fault::Merged,
            "行数和合并的单元格太多；请取消合并，或拆分后再导入",
            "too many rows with too many merged cells: unmerge them, or split the file",
        ));
    }
    let sheet = cells::Cells::of(&grid);
    let mut notes = grid.notes().to_vec();
    let (tables, faults) = match long::head(&sheet) {
        Some(head) => long::read(&sheet, &head, &mut notes),
        None => (vec![wide::read(&sheet, &mut notes)?], Vec::new()),
    };
    Ok(TableFile { tables, faults, notes })
}
