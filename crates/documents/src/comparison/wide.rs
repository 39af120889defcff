//! The wide form, as the tables of T/ZZB standards are kept: one row an indicator, one column a compared standard.

use std::collections::{HashMap, HashSet};

use policy::standard::draft::{CellDraft, Place, ReferenceField, RowDraft, RowField, TableDraft};
use policy::standard::number::EditionNumber;

use super::cells::{Cells, Line};
use super::head::{self, Head, Role};
use super::head_text::{self, Part};
use super::{At, FoundTable, SheetFault};
use crate::sheet::{Fault, ReadError, Said, normal_header};

/// Reads the table of a sheet.
///
/// # Errors
/// Where no line heads a column of indicators and one of limits.
pub(super) fn read(sheet: &Cells, notes: &mut Vec<Said>) -> Result<FoundTable, ReadError> {
    let head = head::find(sheet).ok_or_else(no_head)?;
    let mut reading = Reading::new(sheet, &head);
    if let Some((_, called)) = head.of(Part::Result).and_then(|col| head.columns.get(&col)) {
        notes.push(Said::new(
            format!("“{called}”一栏没有读取：是否优于由限值算出"),
            format!("the column `{called}` was not read: what each row comes to is computed from the limits"),
        ));
    }
    for line in &sheet.lines {
        if line.line < head.first || line.line > head.last {
            reading.line(line, notes);
        }
    }
    if !reading.spread.is_empty() {
        let spread = reading.spread.join(", ");
        notes.push(Said::new(
            format!("合并的单元格，其值按所盖各行读取：{spread}"),
            format!("merged cells, whose value was taken for each row that they cover: {spread}"),
        ));
    }
    Ok(reading.found)
}

fn no_head() -> ReadError {
    ReadError::new(
        Fault::Header,
        "没有找到表头：须有一行写明“指标”和“本标准要求”，其后每个对比标准一列".to_owned(),
        "no head was found: one line must name `indicator` and `limit here`, with a column for each compared standard"
            .to_owned(),
    )
}

struct Reading<'s> {
    sheet: &'s Cells<'s>,
    head: &'s Head,
    found: FoundTable,
    /// Merged cells whose value was taken for several rows.
    spread: Vec<String>,
}

impl<'s> Reading<'s> {
    fn new(sheet: &'s Cells<'s>, head: &'s Head) -> Self {
        let mut places = HashMap::new();
        for (at, (col, draft)) in head.references.iter().enumerate() {
            use ReferenceField::{Kind, Name, NameEn, Standard, WithdrawnOn};
            let named = draft.standard.lines().next().unwrap_or_default();
            for field in [Standard, Kind, Name, NameEn, WithdrawnOn] {
                places.insert(Place::Reference(at, field), sheet.at(*col, head.last, named));
            }
        }
        let draft = TableDraft {
            sample: head.is_sample.then_some(true),
            references: head.references.iter().map(|(_, draft)| draft.clone()).collect(),
            ..TableDraft::default()
        };
        let (edition, faults) = (head.edition.clone(), head.faults.clone());
        let found = FoundTable { edition, draft, lines: Vec::new(), faults, places, odd: HashSet::new() };
        Self { sheet, head, found, spread: Vec::new() }
    }

    fn line(&mut self, line: &Line, notes: &mut Vec<Said>) {
        let Some((first, held)) = line.cells.first() else { return };
        if self.said(line, *first, &held.text) || line.line < self.head.first {
            return;
        }
        if self.is_head_again(line.line) {
            return;
        }
        if line.cells.len() == 1 && is_note(&held.text) {
            let (number, text) = (line.line, held.text.chars().take(40).collect::<String>());
            notes.push(Said::new(
                format!("第 {number} 行是说明文字，未作为指标读取：{text}"),
                format!("line {number} is a note and was not read as an indicator: {text}"),
            ));
            return;
        }
        self.row(line);
    }

    /// Lines that say something of the table as a whole, above or below it: a word, and what it says beside it or
    /// behind a colon.
    fn said(&mut self, line: &Line, col: u32, text: &str) -> bool {
        let (word, behind) = match text.split_once(['：', ':']) {
            Some((word, rest)) => (word, Some(rest.trim().to_owned())),
            None => (text, None),
        };
        let beside = || line.cells.get(1).map(|(_, held)| held.text.clone());
        let what = match normal_header(word).replace(' ', "").as_str() {
            "标准编号" | "标准版本" | "标准号" | "edition" | "standard" => What::Edition,
            "是否示例数据" | "示例数据" | "sampledata" => What::Sample,
            "无对比标准的理由" | "无对比标准" | "withoutreference" => What::Without,
            _ => return false,
        };
        let Some(value) = behind.filter(|text| !text.is_empty()).or_else(beside) else { return false };
        let at = self.sheet.at(col, line.line, word);
        let mut wrong = |zh: String, en: String| {
            self.found.faults.push(SheetFault::at(&at, &Said::new(zh, en)));
        };
        match what {
            What::Edition => match EditionNumber::parse(&value) {
                Ok(edition) => self.found.edition = Some(edition),
                Err(fault) => wrong(fault.zh(), fault.to_string()),
            },
            What::Sample => match yes_no(&value) {
                Some(sample) => self.found.draft.sample = Some(sample),
                None => wrong("应为“是”或“否”".to_owned(), "expected `yes` or `no`".to_owned()),
            },
            What::Without => {
                self.found.places.insert(Place::WithoutReference, at);
                self.found.draft.without_reference = value;
            }
        }
        true
    }

    /// The head printed again, as at the top of each page.
    fn is_head_again(&self, line: u32) -> bool {
        let says = |part: Part| {
            let text = self.head.of(part).map(|col| self.sheet.text(col, line)).unwrap_or_default();
            match part {
                // Of a head on two lines the first may say no more than that limits follow.
                Part::Limit => {
                    let is_above = self.head.last > self.head.first && head_text::is_limit_word(&text);
                    is_above || head_text::own_limit(&text).is_some()
                }
                part => head_text::part(&text) == Some(part),
            }
        };
        says(Part::Indicator) && says(Part::Limit)
    }

    fn row(&mut self, line: &Line) {
        let at = self.found.draft.rows.len();
        let mut row =
            RowDraft { cells: vec![CellDraft::default(); self.head.references.len()], ..RowDraft::default() };
        self.across(line);
        let mut beside = Vec::new();
        for (col, (role, called)) in &self.head.columns {
            let Some(held) = self.sheet.seen(*col, line.line) else { continue };
            self.tell_spread(*col, line.line);
            let (field, text) = match role {
                Role::Part(Part::Number | Part::Result) => continue,
                Role::Beside => {
                    beside.push(format!("{called}：{}", held.text));
                    continue;
                }
                Role::Part(Part::Indicator) => (RowField::Indicator, &mut row.indicator),
                Role::Part(Part::IndicatorEn) => (RowField::IndicatorEn, &mut row.indicator_en),
                Role::Part(Part::Unit) => (RowField::Unit, &mut row.unit),
                Role::Part(Part::Direction) => (RowField::Direction, &mut row.direction),
                Role::Part(Part::AppliesTo) => (RowField::AppliesTo, &mut row.applies_to),
                Role::Part(Part::Limit) => (RowField::Limit, &mut row.limit),
                Role::Part(Part::TestMethod) => (RowField::TestMethod, &mut row.test_method),
                Role::Part(Part::Clause) => (RowField::Clause, &mut row.clause),
                Role::Part(Part::Remark) => (RowField::Remark, &mut row.remark),
                Role::Cell(column) => match row.cells.get_mut(*column) {
                    Some(cell) => (RowField::Cell(*column), &mut cell.limit),
                    None => continue,
                },
                Role::Method(column) => match row.cells.get_mut(*column) {
                    Some(cell) => (RowField::CellMethod(*column), &mut cell.test_method),
                    None => continue,
                },
            };
            held.text.clone_into(text);
            let place: At = self.sheet.at(*col, line.line, called);
            if let Some(odd) = &held.odd {
                self.found.faults.push(SheetFault::at(&place, odd));
                self.found.odd.insert(place.address.clone());
            }
            self.found.places.insert(Place::Row(at, field), place);
        }
        beside.splice(..0, Some(row.remark.clone()).filter(|remark| !remark.is_empty()));
        row.remark = beside.join("；");
        self.strays(line);
        self.found.lines.push(line.line);
        self.found.draft.rows.push(row);
    }

    /// Cells merged over several columns: which of them the value is for cannot be told.
    fn across(&mut self, line: &Line) {
        let is_wide = |merge: &&crate::sheet::Merge| merge.last.0 > merge.first.0;
        let merges: Vec<_> = self.sheet.merges_at(line.line).filter(is_wide).copied().collect();
        for merge in merges {
            let (from, to) = (
                crate::sheet::cell_address(merge.first.0, merge.first.1),
                crate::sheet::cell_address(merge.last.0, merge.last.1),
            );
            let zh = format!("{from}:{to}横跨几列合并，看不出值属于哪一列；请取消合并，每格各填各的值");
            let en = format!(
                "{from}:{to} are merged over several columns, and nobody can tell which of them is meant: unmerge \
                 them and fill each one"
            );
            self.found.faults.push(self.sheet.fault((merge.first.0, line.line), "", &zh, &en));
        }
    }

    fn tell_spread(&mut self, col: u32, line: u32) {
        if self.sheet.own(col, line).is_some() {
            return;
        }
        let Some(merge) = self.sheet.merge(col, line) else { return };
        let (from, to) = (
            crate::sheet::cell_address(merge.first.0, merge.first.1),
            crate::sheet::cell_address(merge.last.0, merge.last.1),
        );
        let stretch = format!("{from}:{to}");
        if self.spread.len() < 20 && !self.spread.contains(&stretch) {
            self.spread.push(stretch);
        }
    }

    /// What stands under no head.
    fn strays(&mut self, line: &Line) {
        for (col, _) in line.cells.iter().filter(|(col, _)| !self.head.columns.contains_key(col)) {
            let zh = "这里有内容，但该列没有表头；请补上表头，或删除内容";
            let en = "holds something, but its column has no head: give it one, or clear the cell";
            self.found.faults.push(self.sheet.fault((*col, line.line), "", zh, en));
        }
    }
}

enum What {
    Edition,
    Sample,
    Without,
}

fn is_note(text: &str) -> bool {
    let text = text.trim_start();
    ["注", "说明", "备注", "note", "Note", "NOTE", "*"].iter().any(|word| text.starts_with(word))
}

/// Yes or no in either language.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "是" | "yes" | "true" | "y" | "1" => Some(true),
        "否" | "no" | "false" | "n" | "0" => Some(false),
        _ => None,
    }
}
