//! CSV and its kin. The rules are those of RFC 4180, with comma, tab or semicolon; a quotation mark
//! inside an unquoted value is literal, as in Excel. This is not the `csv` crate's reader because that
//! one takes a quotation mark that is never closed as the end of the file, swallowing every row after
//! it without a word; here the line where it opens is named.

use super::builder::{Builder, Raw};
use super::encoding::decode;
use super::error::{Fault, ReadError};
use super::table::Source;
use super::{Limits, Table};

/// Reads delimited text.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    mut builder: Builder<'_>,
) -> Result<Table, ReadError> {
    let decoded = decode(bytes)?;
    let (body, delimiter, first_line) = delimiter(&decoded.text);
    let mut parser = Parser { rest: body, line: first_line, delimiter, value: String::new() };
    while !parser.rest.is_empty() {
        builder.start_row(parser.line);
        let mut col = 0;
        loop {
            let more = parser.field(limits.cell_chars)?;
            let text = unguarded(&parser.value);
            builder.put(col, &Raw::Text(text))?;
            col += 1;
            if !more {
                break;
            }
        }
        builder.end_row()?;
    }
    builder.finish(name, Source::Delimited(decoded.encoding), Vec::new())
}

/// Whether a text begins like a formula in some spreadsheet program, apostrophes before it aside. The
/// full-width marks are formulas to programs set to East Asian languages.
pub(super) fn dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Takes off the apostrophe that keeps a text from being run as a formula. Because writing adds one
/// before any number of apostrophes, what was written is read back exactly.
fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| dangerous(rest)).unwrap_or(text)
}

/// The delimiter, where the table begins, and the line it begins on. Excel's own `sep=;` line decides;
/// otherwise the delimiter that the first line with content has most of, outside quotation marks.
fn delimiter(text: &str) -> (&str, u8, u32) {
    let first = text.split('\n').next().unwrap_or("");
    if let Some(mark) = first.trim_end_matches('\r').strip_prefix("sep=")
        && let [mark @ (b',' | b'\t' | b';')] = mark.as_bytes()
    {
        return (text.get(first.len() + 1..).unwrap_or(""), *mark, 2);
    }
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    let mut content = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && content => break,
            _ if !quoted => {
                if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| *mark == byte) {
                    *count += 1;
                }
                content |= !byte.is_ascii_whitespace() && !matches!(byte, b',' | b';');
            }
            _ => content = true,
        }
    }
    // The first of equals wins: comma, tab, semicolon.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark);
    (text, most, 1)
}

struct Parser<'a> {
    rest: &'a str,
    line: u32,
    delimiter: u8,
    value: String,
}

impl Parser<'_> {
    /// Reads one value into `self.value`; whether another follows on the same row.
    fn field(&mut self, most_chars: usize) -> Result<bool, ReadError> {
        self.value.clear();
        if self.rest.starts_with('"') { self.quoted(most_chars) } else { Ok(self.bare()) }
    }

    fn bare(&mut self) -> bool {
        let delimiter = self.delimiter;
        let end = self
            .rest
            .bytes()
            .position(|b| b == delimiter || b == b'\n' || b == b'\r')
            .unwrap_or(self.rest.len());
        let (value, after) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.value.push_str(value);
        self.rest = after;
        self.after_value()
    }

    /// Steps over what follows a value: a delimiter (another value follows) or the end of the row.
    fn after_value(&mut self) -> bool {
        if self.rest.as_bytes().first() == Some(&self.delimiter) {
            self.rest = self.rest.get(1..).unwrap_or("");
            return true;
        }
        let step = if self.rest.starts_with("\r\n") { 2 } else { 1 };
        if !self.rest.is_empty() {
            self.line = self.line.saturating_add(1);
        }
        self.rest = self.rest.get(step..).unwrap_or("");
        false
    }

    fn quoted(&mut self, most_chars: usize) -> Result<bool, ReadError> {
        let opened = self.line;
        self.rest = self.rest.get(1..).unwrap_or("");
        loop {
            let Some((part, after)) = self.rest.split_once('"') else {
                let zh = "引号从这一行开始，到文件末尾也没有关闭；请补上引号";
                let en = "a quotation mark opens here and is never closed; add the closing one";
                return Err(ReadError::at_line(Fault::Quote, opened, zh, en));
            };
            self.value.push_str(part);
            self.line = self.line.saturating_add(line_breaks(part));
            self.rest = after;
            if let Some(after) = self.rest.strip_prefix('"') {
                self.value.push('"');
                self.rest = after;
            } else {
                break;
            }
            // A value this long is refused anyway: stop gathering a file of quotation marks.
            if self.value.len() > most_chars.saturating_mul(4) {
                let zh = format!("从这一行开始的引号内容超过 {most_chars} 个字；请检查引号是否成对");
                let en = format!(
                    "the quoted value that opens here has more than {most_chars} characters; look for an unpaired quotation mark"
                );
                return Err(ReadError::at_line(Fault::CellTooLong, opened, &zh, &en));
            }
        }
        match self.rest.as_bytes().first() {
            None | Some(b'\n' | b'\r') => Ok(self.after_value()),
            Some(mark) if *mark == self.delimiter => Ok(self.after_value()),
            Some(_) => {
                let zh = "引号关闭之后还有文字；值内的引号要写成两个引号";
                let en = "text follows a closing quotation mark; write a quotation mark inside a value twice";
                Err(ReadError::at_line(Fault::Quote, self.line, zh, en))
            }
        }
    }
}

fn line_breaks(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|b| *b == b'\n').count()).unwrap_or(u32::MAX)
}
