//! The cells of a sheet as a table's reader sees them: each as text, with merged cells holding their value wherever the
//! person sees it.

use std::collections::HashMap;

use super::{At, SheetFault};
use crate::sheet::{Cell, Grid, Merge, Said, cell_address};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// Its text, trimmed.
    pub(super) text: String,
    /// What it is, where that is no text that can be meant.
    pub(super) odd: Option<Said>,
}

/// One line of the sheet: its cells by column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) line: u32,
    pub(super) cells: Vec<(u32, Held)>,
}

/// The lines of a sheet.
pub(super) struct Cells<'g> {
    grid: &'g Grid,
    pub(super) lines: Vec<Line>,
    at: HashMap<u32, usize>,
}

/// A text without white space and invisible marks at its ends.
fn trimmed(text: &str) -> String {
    let is_nothing =
        |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    text.trim_matches(is_nothing).replace("\r\n", "\n")
}

fn held(cell: Cell<'_>) -> Option<Held> {
    let odd = |found: String| {
        Some(Said::new(
            format!("{found} 是日期，多半由“3-4”这样的文字自动变成；请把单元格设为文本格式后重新填写"),
            format!(
                "{found} is a date, most likely made of a text such as 3-4: format the cell as text and enter it anew"
            ),
        ))
    };
    let (text, odd) = match cell {
        Cell::Empty => return None,
        Cell::Text(text) => (trimmed(text), None),
        Cell::Number(text) => (text.to_owned(), None),
        Cell::Moment(text) => (text.to_owned(), odd(text.to_owned())),
        Cell::Date(date) => (date.to_string(), odd(date.to_string())),
        Cell::Bool(truth) => (String::from(if truth { "是" } else { "否" }), None),
    };
    (!text.is_empty()).then_some(Held { text, odd })
}

impl<'g> Cells<'g> {
    pub(super) fn of(grid: &'g Grid) -> Self {
        let line = |(line, cells): (u32, Vec<(u32, Cell<'_>)>)| Line {
            line,
            cells: cells.into_iter().filter_map(|(col, cell)| Some((col, held(cell)?))).collect(),
        };
        let lines: Vec<Line> = grid.rows().map(line).collect();
        let at = lines.iter().enumerate().map(|(at, line)| (line.line, at)).collect();
        Self { grid, lines, at }
    }

    /// What a cell holds by itself.
    pub(super) fn own(&self, col: u32, line: u32) -> Option<&Held> {
        let cells = &self.lines.get(*self.at.get(&line)?)?.cells;
        let at = cells.binary_search_by_key(&col, |(col, _)| *col).ok()?;
        cells.get(at).map(|(_, held)| held)
    }

    /// What the person sees in a cell: its own value, or that of the merged cells it belongs to.
    pub(super) fn seen(&self, col: u32, line: u32) -> Option<&Held> {
        self.own(col, line).or_else(|| {
            let (col, line) = self.merge(col, line)?.first;
            self.own(col, line)
        })
    }

    /// What a cell is merged into.
    pub(super) fn merge(&self, col: u32, line: u32) -> Option<&Merge> {
        let is_inside = |merge: &&Merge| {
            (merge.first.0..=merge.last.0).contains(&col) && (merge.first.1..=merge.last.1).contains(&line)
        };
        self.grid.merges().iter().find(is_inside)
    }

    /// The stretches of merged cells that touch a line.
    pub(super) fn merges_at(&self, line: u32) -> impl Iterator<Item = &Merge> {
        self.grid.merges().iter().filter(move |merge| (merge.first.1..=merge.last.1).contains(&line))
    }

    /// The text of a cell as the person sees it; nothing where it is empty.
    pub(super) fn text(&self, col: u32, line: u32) -> String {
        self.seen(col, line).map(|held| held.text.clone()).unwrap_or_default()
    }

    /// Where a cell is.
    pub(super) fn at(&self, col: u32, line: u32, header: &str) -> At {
        let says = self.grid.place((col, line), header);
        At { line, address: cell_address(col, line), says }
    }

    /// A fault of a cell.
    pub(super) fn fault(&self, (col, line): (u32, u32), header: &str, zh: &str, en: &str) -> SheetFault {
        SheetFault::at(&self.at(col, line, header), &Said::new(zh, en))
    }

    /// The last column that holds something in any line.
    pub(super) fn width(&self) -> u32 {
        let last = |line: &Line| line.cells.last().map_or(0, |(col, _)| col + 1);
        self.lines.iter().map(last).max().unwrap_or(0)
    }
}
