//! Comparison tables in sheets: what people send, each answered in both languages at its cell; what is written reads
//! as the same table.

mod bad;
mod forms;
mod heads;
mod round;
mod units;

use documents::comparison::{FoundTable, TableFile, read};
use documents::sheet::Limits;

/// Reads a text as a file.
fn csv(text: &str) -> TableFile {
    read("表.csv", text.as_bytes(), &Limits::default(), None).unwrap_or_else(|error| panic!("{error}"))
}

/// The one table of a file.
fn one(file: &TableFile) -> &FoundTable {
    let [table] = file.tables.as_slice() else { panic!("{} tables", file.tables.len()) };
    table
}
