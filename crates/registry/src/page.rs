//! Paging by key: what rows are asked for, and where a page ends.

use crate::rows::Row;

/// The most rows a page holds.
pub const LONGEST_PAGE: usize = 200;

/// A place between rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Key {
    /// Kind of the row before.
    pub kind: String,
    /// Identifier of the row before.
    pub id: String,
}

/// What rows are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Kind of case.
    pub kind: String,
    /// Only in this state; empty for any.
    pub state: String,
    /// Only enterprises with their head office in divisions that start with this; empty for any.
    pub region: String,
    /// Only of this enterprise; empty for any.
    pub enterprise: String,
    /// Only due before this day (YYYY-MM-DD); empty for any.
    pub due_before: String,
    /// Only due on or after this day; empty for any.
    pub due_from: String,
    /// After this identifier; empty from the start.
    pub after: String,
    /// At most so many; 200 at the most.
    pub limit: usize,
}

/// A page of something, and where the next one starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// The place to go on from; `None` at the end.
    pub next: Option<Key>,
}

/// A page of rows, of which one more than fits was read to see whether there is another.
pub(crate) fn page(mut rows: Vec<Row>, limit: usize) -> Page<Row> {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next =
        if more { rows.last().map(|row| Key { kind: row.kind.clone(), id: row.id.clone() }) } else { None };
    Page { items: rows, next }
}

/// The first text after all that start with `prefix`, for prefixes of digits.
pub(crate) fn after_prefix(prefix: &str) -> String {
    format!("{prefix}:")
}
