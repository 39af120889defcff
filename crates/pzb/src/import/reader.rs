//! One row read under its declared columns. A reading that fails notes its sentence and gives nothing, so that
//! every fault of a row is told at once.

use std::collections::BTreeMap;

use documents::sheet::{self, Field, FieldError, Row, Table};
use policy::article::Said;
use policy::calendar::Day;
use policy::enterprise::credit_code::{CodeFault, CreditCode};
use policy::standard::number::EditionNumber;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;

use super::column::Column;
use crate::answer::Failure;
use crate::json::did_you_mean;

/// The columns of a table, found by their headers.
pub struct Columns {
    found: BTreeMap<&'static str, sheet::Column>,
    declared: &'static [Column],
}

impl Columns {
    /// Finds them.
    ///
    /// # Errors
    /// A required column that is not there, a header that two columns answer to, or one that is not known.
    pub fn find(table: &Table, declared: &'static [Column]) -> Result<Columns, Failure> {
        let mut found = BTreeMap::new();
        for column in declared {
            let joined = column.name.replace(' ', "_");
            let names = [column.zh, column.name, joined.as_str()];
            let there = if column.required { table.column(&names).map(Some) } else { table.find(&names) };
            if let Some(there) = there.map_err(|error| Failure::from(&error))? {
                found.insert(column.name, there);
            }
        }
        let known: Vec<u16> = found.values().map(sheet::Column::index).collect();
        for (at, header) in (0_u16..).zip(table.headers()) {
            let is_report = sheet::normal_header(header) == sheet::normal_header(sheet::ERROR_HEADER);
            if header.is_empty() || is_report || known.contains(&at) {
                continue;
            }
            let names = declared.iter().flat_map(|column| [column.name, column.zh]);
            let close = did_you_mean(&sheet::normal_header(header), names);
            let (zh, en) = close.map_or_else(
                || (String::new(), String::new()),
                |word| (format!("；是否指“{word}”？"), format!("; did you mean `{word}`?")),
            );
            let line = table.header_line();
            return Err(Failure::invalid(
                format!("第{line}行：表头“{header}”不是本表的列{zh}；本表的列：{}", headers_zh(declared)),
                format!(
                    "line {line}: the header `{header}` is no column of this register{en}; its columns are {}",
                    headers_en(declared)
                ),
            ));
        }
        Ok(Columns { found, declared })
    }
}

fn headers_zh(declared: &[Column]) -> String {
    declared.iter().map(|column| column.zh).collect::<Vec<_>>().join("、")
}

fn headers_en(declared: &[Column]) -> String {
    declared.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
}

/// One row.
pub struct Reader<'t> {
    columns: &'t Columns,
    row: Row<'t>,
    /// What is wrong with it so far.
    pub faults: Vec<Said>,
}

fn said(error: &FieldError) -> Said {
    Said::new(error.zh(), error.said().en())
}

impl<'t> Reader<'t> {
    /// Starts reading a row.
    #[must_use]
    pub fn new(columns: &'t Columns, row: Row<'t>) -> Reader<'t> {
        Reader { columns, row, faults: Vec::new() }
    }

    /// The cell, if its column is there and it holds something; a required one that does not is a fault.
    fn cell(&mut self, name: &str) -> Option<Field<'t>> {
        let column = self.columns.found.get(name)?;
        let field = self.row.field(column);
        let required = self.columns.declared.iter().any(|known| known.name == name && known.required);
        match field.filled() {
            Some(field) => Some(field),
            None => {
                if required && let Err(error) = field.text() {
                    self.faults.push(said(&error));
                }
                None
            }
        }
    }

    fn keep<T>(&mut self, read: Result<T, FieldError>) -> Option<T> {
        read.map_err(|error| self.faults.push(said(&error))).ok()
    }

    fn refuse<T>(&mut self, field: &Field, zh: &str, en: &str) -> Option<T> {
        self.faults.push(said(&field.refuse(zh, en)));
        None
    }

    /// A text.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let field = self.cell(name)?;
        let read = field.text();
        let text = self.keep(read)?;
        self.no_formula(&field, text.to_owned())
    }

    /// A text that a spreadsheet would take for a formula is refused, so that none goes out again in a table; a number
    /// with its sign is none.
    fn no_formula(&mut self, field: &Field, text: String) -> Option<String> {
        if text.starts_with(['=', '+', '-', '@']) && text.parse::<Decimal>().is_err() {
            return self.refuse(
                field,
                "以=、+、-或@开头，会被电子表格当作公式",
                "begins with =, +, - or @: a spreadsheet would take it for a formula",
            );
        }
        Some(text)
    }

    /// An identifier.
    pub fn code(&mut self, name: &str) -> Option<String> {
        let field = self.cell(name)?;
        let read = field.code();
        let code = self.keep(read)?;
        self.no_formula(&field, code)
    }

    /// A day.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let field = self.cell(name)?;
        let read = field.date();
        let date = self.keep(read)?;
        let day = i16::try_from(date.year()).ok().and_then(|year| {
            Day::new(year, i8::try_from(date.month()).ok()?, i8::try_from(date.day()).ok()?).ok()
        });
        match day {
            Some(day) => Some(day),
            None => self.refuse(&field, "日期超出可用范围", "the day is out of range"),
        }
    }

    /// An exact decimal.
    pub fn decimal(&mut self, name: &str) -> Option<Decimal> {
        let field = self.cell(name)?;
        let read = field.decimal_text();
        let text = self.keep(read)?;
        match text.parse() {
            Ok(number) => Some(number),
            Err(_) => self.refuse(&field, "数字过长", "the number is too long"),
        }
    }

    /// Several texts; nothing where the cell is empty. A single `无` or `none` says that there are none.
    pub fn list(&mut self, name: &str) -> Option<Vec<String>> {
        let text = self.text(name)?;
        if matches!(text.as_str(), "无" | "none" | "NONE" | "None") {
            return Some(Vec::new());
        }
        let items = text.split(['、', ';', '；', '|', '\n']).map(str::trim).filter(|item| !item.is_empty());
        Some(items.map(str::to_owned).collect())
    }

    /// Yes or no.
    pub fn yes_no(&mut self, name: &str) -> Option<bool> {
        let field = self.cell(name)?;
        if let sheet::Cell::Bool(truth) = field.cell() {
            return Some(truth);
        }
        let read = field.text();
        match self.keep(read)?.to_lowercase().as_str() {
            "是" | "yes" | "true" | "y" | "1" => Some(true),
            "否" | "no" | "false" | "n" | "0" => Some(false),
            _ => self.refuse(&field, "应为“是”或“否”", "expected `yes` or `no`"),
        }
    }

    /// One of the words that the column declares, as the value of that name.
    pub fn one_of<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let field = self.cell(name)?;
        let read = field.text();
        let text = self.keep(read)?.to_lowercase();
        let declared = self.columns.declared.iter().find(|column| column.name == name)?;
        let words = declared.take.choices()?;
        if let Some((word, _)) = words.iter().find(|(word, zh)| *word == text || zh.to_lowercase() == text) {
            return serde_json::from_value(serde_json::Value::String((*word).to_owned())).ok();
        }
        let zh = words.iter().map(|(_, zh)| *zh).collect::<Vec<_>>().join("、");
        let en = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        self.refuse(&field, &format!("应为其中之一：{zh}"), &format!("expected one of {en}"))
    }

    /// A unified social credit code. Where only its check character is wrong the code is taken all the same, for
    /// the books decide whether an officer has accepted it.
    pub fn credit_code(&mut self, name: &str) -> Option<CreditCode> {
        let field = self.cell(name)?;
        let read = field.code();
        let text = self.keep(read)?;
        match CreditCode::parse(&text) {
            Ok(code) => Some(code),
            Err(fault @ CodeFault::Check { .. }) => CreditCode::parse_overridden(&text)
                .ok()
                .or_else(|| self.refuse(&field, &fault.zh(), &fault.to_string())),
            Err(fault) => self.refuse(&field, &fault.zh(), &fault.to_string()),
        }
    }

    /// The number of an edition, with its year.
    pub fn edition(&mut self, name: &str) -> Option<EditionNumber> {
        let field = self.cell(name)?;
        let read = field.text();
        let text = self.keep(read)?;
        match EditionNumber::parse(text) {
            Ok(number) => Some(number),
            Err(fault) => self.refuse(&field, &fault.zh(), &fault.to_string()),
        }
    }

    /// A fault of the importer's own, told at a cell.
    pub fn fault_at(&mut self, name: &str, zh: &str, en: &str) {
        if let Some(column) = self.columns.found.get(name) {
            let error = self.row.field(column).refuse(zh, en);
            self.faults.push(said(&error));
        }
    }
}
