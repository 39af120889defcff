//! How a table's cells are kept: one text for the whole table and twelve bytes a cell that holds
//! something. A row of a million empty columns costs nothing, and two million short cells cost 24 MB
//! where two million `String`s would cost five times as much.

/// What a kept cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Number,
    /// A day; `start` is [`Date::pack`](super::Date).
    Date,
    /// A day with a time of day, as text.
    Moment,
    /// `start` is 1 or 0.
    Bool,
}

/// A place in the table's text. For days and truth values `start` is the value itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub start: u32,
    pub len: u32,
}

/// One cell that holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    pub span: Span,
    pub col: u16,
    pub form: Form,
}

/// One row that holds something: its line and where its cells begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeptRow {
    pub line: u32,
    pub first: u32,
}

/// Rows, cells and their text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cells {
    pub text: String,
    pub cells: Vec<Kept>,
    pub rows: Vec<KeptRow>,
}

impl Cells {
    /// Appends a text and says where it lies; `None` past 4 GiB.
    pub fn push_text(&mut self, text: &str) -> Option<Span> {
        let start = u32::try_from(self.text.len()).ok()?;
        let len = u32::try_from(text.len()).ok()?;
        start.checked_add(len)?;
        self.text.push_str(text);
        Some(Span { start, len })
    }

    /// The text at a place.
    pub fn text(&self, span: Span) -> &str {
        let start = span.start as usize;
        self.text.get(start..start + span.len as usize).unwrap_or("")
    }

    /// The cells of a row.
    pub fn row(&self, index: usize) -> &[Kept] {
        let first = self.rows.get(index).map_or(self.cells.len(), |row| row.first as usize);
        let end = self.rows.get(index + 1).map_or(self.cells.len(), |row| row.first as usize);
        self.cells.get(first..end).unwrap_or(&[])
    }
}
