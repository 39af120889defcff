//! Workbooks made part by part, so that a test can lie in any of them.

use std::io::{Cursor, Write};

use documents::sheet::{Cell, Limits, ReadError, Table, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts of a small honest workbook; tests replace or add some.
pub struct Parts(pub Vec<(String, Vec<u8>)>);

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub const SHEET: &str = "xl/worksheets/sheet1.xml";
pub const STRINGS: &str = "xl/sharedStrings.xml";
pub const STYLES: &str = "xl/styles.xml";
pub const WORKBOOK: &str = "xl/workbook.xml";

impl Parts {
    /// A workbook with this inside `<sheetData>`.
    pub fn with_rows(rows: &str) -> Self {
        let rel = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{RELS}/{kind}" Target="{target}"/>"#)
        };
        let parts = [
            ("[Content_Types].xml", "<Types/>".to_owned()),
            (
                "_rels/.rels",
                format!("<Relationships>{}</Relationships>", rel("r1", "officeDocument", "xl/workbook.xml")),
            ),
            (
                WORKBOOK,
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships>{}{}{}</Relationships>",
                    rel("r1", "worksheet", "worksheets/sheet1.xml"),
                    rel("r2", "sharedStrings", "sharedStrings.xml"),
                    rel("r3", "styles", "styles.xml")
                ),
            ),
            (SHEET, format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#)),
            (STRINGS, "<sst><si><t>甲</t></si></sst>".to_owned()),
            (
                STYLES,
                r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
                    .to_owned(),
            ),
        ];
        Self(parts.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect())
    }

    /// Replaces or adds a part.
    pub fn put(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|(name, _)| name != path);
        self.0.push((path.to_owned(), content.into()));
        self
    }

    /// The archive.
    pub fn zip(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (path, content) in &self.0 {
            writer.start_file(path.as_str(), options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

/// An inline text cell at an address.
pub fn text(address: &str, text: &str) -> String {
    format!(r#"<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

/// A row with its cells.
pub fn row(number: u32, cells: &str) -> String {
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// Reads with the default limits.
pub fn read_default(bytes: &[u8]) -> Result<Table, ReadError> {
    read("表.xlsx", bytes, &Limits::default())
}

/// Reads and expects a refusal.
pub fn refused(bytes: &[u8]) -> ReadError {
    match read_default(bytes) {
        Ok(table) => panic!("read although it should be refused: {table:?}"),
        Err(error) => error,
    }
}

/// All cells of a table as texts, for short comparisons: `#` marks numbers, `@` dates.
pub fn flat(table: &Table) -> Vec<Vec<String>> {
    let show = |cell: Cell<'_>| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_owned(),
        Cell::Number(text) => format!("#{text}"),
        Cell::Date(date) => format!("@{date}"),
        Cell::Moment(text) => format!("@{text}"),
        Cell::Bool(truth) => format!("?{truth}"),
    };
    table.rows().map(|row| row.cells().map(show).collect()).collect()
}
