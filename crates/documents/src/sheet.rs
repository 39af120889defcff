//! Tables: one table read from an xlsx or CSV file that a stranger may have made, and tables written
//! for people to open in Excel, WPS or LibreOffice. The kind of a file is judged by its content, never
//! by its name. Every refusal is a [`Said`]: one sentence in Chinese and one in English that name the
//! line or the cell and say what to do. Nothing is guessed: a formula, a merged cell, a mixed encoding
//! or a code that a program has turned into a number is refused, not repaired.

mod address;
mod builder;
mod cells;
mod date;
mod delimited;
mod detect;
mod encoding;
mod error;
mod field;
mod grid;
mod limits;
mod number;
mod package;
mod report;
mod said;
mod table;
mod template;
mod workbook;
mod worksheet;
mod write;
mod write_xlsx;
mod xml;

pub use address::{cell_address, column_letters};
pub(crate) use builder::{is_sample, samples_left_out};
pub use date::Date;
pub use error::{Fault, ReadError};
pub use field::{Field, FieldError, FieldFault};
pub use grid::{Grid, read_grid};
pub use limits::{Formulas, Limits};
pub use report::{ERROR_HEADER, with_errors};
pub use said::Said;
pub(crate) use table::half_width;
pub use table::{Cell, Column, Row, Source, Table, normal_header};
pub use template::{TemplateColumn, TemplateKind, template};
pub use worksheet::Merge;
pub use write::{CsvWriter, Sheet, Value, WriteError, write_csv};
pub use write_xlsx::write_xlsx;

use builder::Builder;
use detect::Kind;
use workbook::Wanted;

/// What the first cell of a template's sample row begins with. A data row whose first column begins with
/// `示例` and a colon, of either width, is such a sample: [`read`] leaves it out and names its line in
/// [`Table::samples`]. A firm called `示例机械厂` is not one.
pub const SAMPLE_PREFIX: &str = "示例：";

/// Reads one table. `name` is what the person called the file; it is used in sentences only.
///
/// # Errors
/// [`ReadError`], whose [`fault`](ReadError::fault) tells machines and whose [`Said`] tells people why
/// the file was refused. Memory stays proportional to the bytes and cells really present, up to
/// [`Limits`], whatever the file declares about itself.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Table, ReadError> {
    check_size(name, bytes, limits)?;
    let builder = Builder::new(limits);
    match detect::kind(bytes) {
        Kind::Zip => {
            let wanted = Wanted { sheet: None, keeps_merged: false };
            workbook::read((name, bytes), limits, &wanted, builder).map(|(table, _)| table)
        }
        Kind::Text => delimited::read(name, bytes, limits, builder),
        Kind::Other(what) => Err(what.refusal(name)),
    }
}

fn check_size(name: &str, bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    if bytes.len() <= limits.file_bytes {
        return Ok(());
    }
    Err(ReadError::new(
        Fault::FileTooLarge,
        format!(
            "文件 {} 有 {} 字节，上限为 {} 字节；请拆分后再导入",
            said::shown(name),
            bytes.len(),
            limits.file_bytes
        ),
        format!(
            "the file {} has {} bytes; the most is {}; split it and import the parts",
            said::shown(name),
            bytes.len(),
            limits.file_bytes
        ),
    ))
}
