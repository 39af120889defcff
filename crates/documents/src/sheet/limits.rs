//! How much of a stranger's file is believed: every number that bounds a reading, with its reason.

/// What a reading does with a cell that holds a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formulas {
    /// Refuse the file and name the cell. The value saved beside a formula is whatever the last program
    /// computed; nobody has stated it, so nobody can answer for it.
    Refuse,
    /// Take the value saved beside the formula and say so in [`Table::notes`](super::Table::notes), for
    /// tables that are only looked at.
    SavedValue,
}

/// The bounds of one reading. [`Limits::default`] is what the command and the web desk use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it arrives. 20 MiB: 100,000 rows of 20 columns take about 8 MiB.
    pub file_bytes: usize,
    /// Bytes after unpacking, declared by the archive and, separately, really unpacked. 200 MiB.
    pub inflated_bytes: u64,
    /// How many times larger than its packed form a part over 1 MiB may be. Deflate cannot exceed
    /// 1,032; real sheets measured here stay under 40.
    pub ratio: u64,
    /// Parts in the archive. Real workbooks have 10 to 60.
    pub parts: usize,
    /// Columns that hold something, counted from A. 200.
    pub columns: u16,
    /// Rows that hold something, the header aside. 200,000.
    pub rows: u32,
    /// Cells that hold something. 4,000,000 cells of 12 bytes are 48 MiB.
    pub cells: usize,
    /// Characters in one cell. 2,000.
    pub cell_chars: usize,
    /// Bytes of text in all cells together, a shared text counted once. 96 MiB.
    pub text_bytes: usize,
    /// Entries of the shared string table, counted, never taken from what it declares. 2,000,000: a
    /// sheet of 100,000 rows may well hold that many different texts.
    pub shared_strings: usize,
    /// What to do with formulas.
    pub formulas: Formulas,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20 << 20,
            inflated_bytes: 200 << 20,
            ratio: 200,
            parts: 1_000,
            columns: 200,
            rows: 200_000,
            cells: 4_000_000,
            cell_chars: 2_000,
            text_bytes: 96 << 20,
            shared_strings: 2_000_000,
            formulas: Formulas::Refuse,
        }
    }
}
