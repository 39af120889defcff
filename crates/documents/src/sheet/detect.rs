//! What a file is, from its first bytes; names lie too often (a web page called `.xls` is the rule, not
//! the exception, among exports of office systems).

use super::error::{Fault, ReadError};
use super::said::shown;

/// What the first bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip archive: an xlsx workbook, or something else that [`super::workbook`] names.
    Zip,
    /// Perhaps text.
    Text,
    /// Something this crate does not read.
    Other(Other),
}

/// A file that is not read, and what the person can do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Other {
    Nothing,
    OldXls,
    LockedWorkbook,
    Foreign(&'static str, &'static str),
}

const SAVE_ZH: &str = "请在 Excel、WPS 或 LibreOffice 中另存为 .xlsx 后再导入";
const SAVE_EN: &str = "save it as .xlsx in Excel, WPS or LibreOffice and import that";

impl Other {
    /// The refusal for the file of this name.
    pub fn refusal(&self, name: &str) -> ReadError {
        let name = shown(name);
        match self {
            Self::Nothing => ReadError::new(
                Fault::Empty,
                format!("文件 {name} 是空的"),
                format!("the file {name} is empty"),
            ),
            Self::OldXls => ReadError::new(
                Fault::OtherKind,
                format!("文件 {name} 是旧版 .xls（Excel 97–2003）；{SAVE_ZH}"),
                format!("the file {name} is an old .xls (Excel 97–2003); {SAVE_EN}"),
            ),
            Self::LockedWorkbook => ReadError::new(
                Fault::Encrypted,
                format!("文件 {name} 设有打开密码；请取消密码后另存再导入"),
                format!(
                    "the file {name} is locked with a password; remove the password, save and import again"
                ),
            ),
            Self::Foreign(zh, en) => ReadError::new(
                Fault::OtherKind,
                format!("文件 {name} 是{zh}，不是表格文件 .xlsx 或 CSV；{SAVE_ZH}"),
                format!("the file {name} is {en}, not .xlsx or CSV; {SAVE_EN}"),
            ),
        }
    }
}

/// Judges a file by its content.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    if bytes.is_empty() {
        return Kind::Other(Other::Nothing);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // Workbooks with a password are wrapped in the old container too.
        let wide: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(wide.len()).any(|window| window == wide);
        return Kind::Other(if locked { Other::LockedWorkbook } else { Other::OldXls });
    }
    foreign(bytes).map_or(Kind::Text, |(zh, en)| Kind::Other(Other::Foreign(zh, en)))
}

fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const MARKS: [(&[u8], &str, &str); 12] = [
        (b"%PDF", " PDF", "a PDF"),
        (b"{\\rtf", " RTF 文档", "an RTF document"),
        (b"\x89PNG", " PNG 图片", "a PNG picture"),
        (b"\xff\xd8\xff", " JPEG 图片", "a JPEG picture"),
        (b"GIF8", " GIF 图片", "a GIF picture"),
        (b"7z\xbc\xaf\x27\x1c", " 7z 压缩包", "a 7z archive"),
        (b"Rar!", " RAR 压缩包", "a RAR archive"),
        (b"\x1f\x8b", " gzip 压缩包", "a gzip archive"),
        (b"MZ", "程序文件", "a program"),
        (b"\x7fELF", "程序文件", "a program"),
        (b"\x09\x08", "旧版 .xls（Excel 95 或更早）", "an old .xls (Excel 95 or earlier)"),
        (b"SQLite format 3\0", " SQLite 数据库", "a SQLite database"),
    ];
    if let Some((_, zh, en)) = MARKS.iter().find(|(mark, _, _)| bytes.starts_with(mark)) {
        // A CSV may begin with the letters MZ, but a program has NULs among its first bytes.
        let text = *en == "a program" && !bytes.iter().take(64).any(|b| *b == 0);
        return (!text).then_some((*zh, *en));
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = String::from_utf8_lossy(start.get(..start.len().min(512)).unwrap_or(&[])).to_ascii_lowercase();
    if head.starts_with("<?xml") {
        return Some(("XML 文件", "an XML file"));
    }
    let page = ["<!doctype html", "<html", "<table", "<head", "<meta", "<style"]
        .iter()
        .any(|tag| head.starts_with(tag));
    page.then_some(("网页（HTML），只是文件名像表格", "a web page (HTML) under the name of a table"))
}
