//! Imports: the registers that others keep, row by row, as commands like any other act. A row becomes one or two
//! commands whose key and identifier are made from its content, so that the same row is the same act however
//! often its file is imported.

mod column;
mod kinds;
mod known;
mod persons;
mod plan;
mod reader;
mod tables;

pub use column::{Column, Take};
pub use kinds::Kind;
pub use persons::by_identifier;
pub use plan::{Judged, JudgedRow, MOST_TOLD, PlannedRow, Verdict, judge, plan};
pub use tables::{COLUMNS as TABLE_COLUMNS, Tables, find_tables, read_tables};
