//! The long form, as the import knows it: one row for each indicator and each standard it is compared with. Rows of one
//! edition are gathered into its table, rows of one indicator and class into one row of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use policy::standard::draft::{
    CellDraft, Place, ReferenceDraft, ReferenceField, RowDraft, RowField, TableDraft,
};
use policy::standard::number::EditionNumber;

use super::cells::{Cells, Line};
use super::head_text;
use super::wide::yes_no;
use super::{FoundTable, SheetFault};
use crate::sheet::{Said, Value, is_sample, normal_header, samples_left_out};

/// The headers, in English and in Chinese.
pub const HEADERS: &[(&str, &str)] = &[
    ("edition", "标准版本"),
    ("sample data", "是否示例数据"),
    ("indicator", "指标"),
    ("indicator in English", "指标英文名"),
    ("unit", "单位"),
    ("direction", "方向"),
    ("applies to", "适用型号"),
    ("limit", "本标准限值"),
    ("test method", "试验方法"),
    ("clause", "本标准条款"),
    ("remark", "备注"),
    ("compared standard", "对比标准"),
    ("compared kind", "对比标准类别"),
    ("compared name", "对比标准名称"),
    ("compared name in English", "对比标准英文名"),
    ("compared withdrawn on", "对比标准废止日期"),
    ("compared limit", "对比标准限值"),
    ("compared test method", "对比标准试验方法"),
    ("without reference", "无对比标准的理由"),
];

/// The rows of a table in the long form, under [`HEADERS`]: one for each indicator and compared standard, one for an
/// indicator that is compared with none. They read as the same table.
pub fn long_rows(edition: &EditionNumber, draft: &TableDraft) -> Vec<Vec<Value>> {
    let text = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
    let sample = text(if draft.sample == Some(true) { "yes" } else { "no" });
    let blank = (ReferenceDraft::default(), CellDraft::default());
    let mut rows = Vec::new();
    for row in &draft.rows {
        let cells = draft.references.iter().enumerate();
        let cells = cells.map(|(at, one)| (one.clone(), row.cells.get(at).cloned().unwrap_or_default()));
        let mut compared: Vec<(ReferenceDraft, CellDraft)> = cells.collect();
        if compared.is_empty() {
            compared.push(blank.clone());
        }
        for (reference, cell) in compared {
            rows.push(vec![
                text(&edition.to_string()),
                sample.clone(),
                text(&row.indicator),
                text(&row.indicator_en),
                text(&row.unit),
                text(&row.direction),
                text(&row.applies_to),
                text(&row.limit),
                text(&row.test_method),
                text(&row.clause),
                text(&row.remark),
                text(&reference.standard),
                text(&reference.kind),
                text(&reference.name),
                text(&reference.name_en),
                text(&reference.withdrawn_on),
                text(&cell.limit),
                text(&cell.test_method),
                text(&draft.without_reference),
            ]);
        }
    }
    rows
}

/// The head of the long form: its line and first column, and which column has which header of [`HEADERS`].
pub(super) struct Head {
    line: u32,
    first: u32,
    columns: BTreeMap<&'static str, u32>,
    unknown: Vec<(u32, String)>,
}

fn header(text: &str) -> Option<&'static str> {
    let key = normal_header(text).replace('_', " ");
    HEADERS.iter().find(|(en, zh)| en.to_lowercase() == key || normal_header(zh) == key).map(|(en, _)| *en)
}

/// The head, if the sheet begins with one of the long form.
pub(super) fn head(sheet: &Cells) -> Option<Head> {
    let line = sheet.lines.first()?;
    let first = line.cells.first().map_or(0, |(col, _)| *col);
    let mut head = Head { line: line.line, first, columns: BTreeMap::new(), unknown: Vec::new() };
    for (col, held) in &line.cells {
        match header(&held.text) {
            Some(name) if !head.columns.contains_key(name) => {
                head.columns.insert(name, *col);
            }
            _ => head.unknown.push((*col, held.text.clone())),
        }
    }
    let is_long = ["edition", "indicator"].iter().all(|name| head.columns.contains_key(name));
    is_long.then_some(head)
}

/// The tables of a sheet, in the order of their first rows, and what is wrong with it and belongs to none of them.
pub(super) fn read(sheet: &Cells, head: &Head, notes: &mut Vec<Said>) -> (Vec<FoundTable>, Vec<SheetFault>) {
    let (tables, stray, odd) = (Vec::new(), strays(sheet, head), Vec::new());
    let mut reading = Reading { sheet, head, tables, stray, odd, known: Known::default() };
    let mut samples = Vec::new();
    for line in sheet.lines.iter().filter(|line| line.line > head.line) {
        let first = line.cells.first().filter(|(col, _)| *col == head.first);
        if first.is_some_and(|(_, held)| is_sample(&held.text)) {
            samples.push(line.line);
        } else {
            reading.line(line);
        }
    }
    notes.extend(samples_left_out(&samples));
    (reading.tables, reading.stray)
}

/// What is wrong with the head: columns that there are not, and columns that are lacking.
fn strays(sheet: &Cells, head: &Head) -> Vec<SheetFault> {
    let mut stray = Vec::new();
    for (col, text) in &head.unknown {
        let all: Vec<&str> = HEADERS.iter().map(|(en, _)| *en).collect();
        let all_zh: Vec<&str> = HEADERS.iter().map(|(_, zh)| *zh).collect();
        let zh = format!("不是本表的列，或与前面一列重复；本表的列：{}", all_zh.join("、"));
        let en = format!("is no column of this form, or stands twice; its columns are {}", all.join(", "));
        stray.push(sheet.fault((*col, head.line), text, &zh, &en));
    }
    for name in ["limit", "direction", "sample data"] {
        if !head.columns.contains_key(name) {
            let zh = HEADERS.iter().find(|(en, _)| *en == name).map_or("", |(_, zh)| *zh);
            let (said_zh, said_en) = (format!("缺少列“{zh}”"), format!("there is no column `{name}`"));
            stray.push(sheet.fault((0, head.line), "", &said_zh, &said_en));
        }
    }
    stray
}

fn empty(edition: Option<EditionNumber>) -> FoundTable {
    FoundTable {
        edition,
        draft: TableDraft::default(),
        lines: Vec::new(),
        faults: Vec::new(),
        places: HashMap::new(),
        odd: HashSet::new(),
    }
}

/// Where the table of an edition is, and the row of an indicator in it: a file may have many of each.
#[derive(Default)]
struct Known {
    tables: HashMap<EditionNumber, usize>,
    rows: HashMap<(usize, String, String), usize>,
}

struct Reading<'s> {
    sheet: &'s Cells<'s>,
    head: &'s Head,
    tables: Vec<FoundTable>,
    /// What is wrong and belongs to no table.
    stray: Vec<SheetFault>,
    /// What is wrong with cells of the line that is being read, until it is known of which table the line is.
    odd: Vec<SheetFault>,
    known: Known,
}

impl Reading<'_> {
    fn text(&mut self, line: &Line, name: &str) -> String {
        let Some(col) = self.head.columns.get(name) else { return String::new() };
        let Some(held) = self.sheet.seen(*col, line.line) else { return String::new() };
        if let Some(odd) = &held.odd
            && name != "compared withdrawn on"
        {
            let at = self.sheet.at(*col, line.line, name);
            self.odd.push(SheetFault::at(&at, odd));
        }
        held.text.clone()
    }

    fn wrong(&self, line: u32, name: &'static str, zh: &str, en: &str) -> SheetFault {
        let (col, called) = match self.head.columns.get(name) {
            Some(col) => (*col, name),
            None => (0, ""),
        };
        self.sheet.fault((col, line), called, zh, en)
    }

    fn line(&mut self, line: &Line) {
        let number = line.line;
        let edition = match EditionNumber::parse(&self.text(line, "edition")) {
            Ok(edition) => edition,
            Err(fault) => {
                let fault = self.wrong(number, "edition", &fault.zh(), &fault.to_string());
                // A cell that was turned into a date says so, and no more.
                let odd = std::mem::take(&mut self.odd);
                return self.stray.extend(if odd.is_empty() { vec![fault] } else { odd });
            }
        };
        let sample = self.text(line, "sample data");
        let sample = yes_no(&sample);
        let row = self.row(line);
        let reference = self.reference(line);
        let cell = CellDraft {
            limit: self.text(line, "compared limit"),
            test_method: self.text(line, "compared test method"),
        };
        let without = self.text(line, "without reference");
        let at = *self.known.tables.entry(edition.clone()).or_insert_with(|| {
            self.tables.push(empty(Some(edition)));
            self.tables.len() - 1
        });
        let Some(mut table) = self.tables.get_mut(at).map(|table| std::mem::replace(table, empty(None)))
        else {
            return;
        };
        table.odd.extend(self.odd.iter().filter_map(|fault| fault.address.clone()));
        table.faults.append(&mut self.odd);
        if table.lines.is_empty() {
            table.draft.sample = sample;
        }
        if sample.is_none() || table.draft.sample != sample {
            let zh = "每行须写“是”或“否”，且同一标准各行一致";
            let en = "every row must say `yes` or `no`, and all rows of one edition the same";
            table.faults.push(self.wrong(number, "sample data", zh, en));
        }
        if table.draft.without_reference.is_empty() {
            table.draft.without_reference = without;
        }
        self.gather((at, &mut table), number, row, reference.map(|reference| (reference, cell)));
        if let Some(place) = self.tables.get_mut(at) {
            *place = table;
        }
    }

    fn row(&mut self, line: &Line) -> RowDraft {
        RowDraft {
            indicator: self.text(line, "indicator"),
            indicator_en: self.text(line, "indicator in English"),
            unit: self.text(line, "unit"),
            direction: self.text(line, "direction"),
            applies_to: self.text(line, "applies to"),
            limit: self.text(line, "limit"),
            cells: Vec::new(),
            test_method: self.text(line, "test method"),
            clause: self.text(line, "clause"),
            remark: self.text(line, "remark"),
        }
    }

    fn reference(&mut self, line: &Line) -> Option<ReferenceDraft> {
        let standard = self.text(line, "compared standard");
        if standard.is_empty() {
            return None;
        }
        let mut draft = ReferenceDraft {
            kind: self.text(line, "compared kind"),
            name: self.text(line, "compared name"),
            name_en: self.text(line, "compared name in English"),
            withdrawn_on: self.text(line, "compared withdrawn on"),
            ..ReferenceDraft::default()
        };
        if draft.kind.is_empty() {
            head_text::unpack(&standard.lines().map(str::trim).collect::<Vec<_>>(), &mut draft);
        } else {
            draft.standard = standard;
        }
        Some(draft)
    }

    /// Adds a line to the table of its edition.
    fn gather(
        &mut self,
        (of, table): (usize, &mut FoundTable),
        number: u32,
        row: RowDraft,
        compared: Option<(ReferenceDraft, CellDraft)>,
    ) {
        let key = (of, row.indicator.clone(), row.applies_to.clone());
        let at = *self.known.rows.entry(key).or_insert(table.draft.rows.len());
        if at == table.draft.rows.len() {
            table.lines.push(number);
            table.draft.rows.push(row.clone());
            self.places(table, number);
        }
        let column = compared.map(|(reference, cell)| (self.column(table, number, reference), cell));
        let Some(known) = table.draft.rows.get_mut(at) else { return };
        if (RowDraft { cells: Vec::new(), ..known.clone() }) != row {
            let zh = "同一指标的单位、方向、限值、试验方法等与前面的行不一致";
            let en =
                "unit, direction, limit or another text differ from an earlier row of the same indicator";
            table.faults.push(self.wrong(number, "indicator", zh, en));
            return;
        }
        let Some((column, cell)) = column else { return };
        if known.cells.len() <= column {
            known.cells.resize(column + 1, CellDraft::default());
        }
        let place = Place::Row(at, RowField::Cell(column));
        if table.places.contains_key(&place) {
            let zh = "同一指标与同一对比标准写了两行，请只保留一行";
            let en = "the same indicator and compared standard stand on two rows: keep one";
            table.faults.push(self.wrong(number, "compared standard", zh, en));
            return;
        }
        if let Some(known) = known.cells.get_mut(column) {
            *known = cell;
        }
        let col = self.head.columns.get("compared limit").copied().unwrap_or(0);
        table.places.insert(place, self.sheet.at(col, number, "compared limit"));
    }

    fn places(&self, table: &mut FoundTable, number: u32) {
        let at = table.draft.rows.len() - 1;
        for (name, field) in [
            ("indicator", RowField::Indicator),
            ("unit", RowField::Unit),
            ("direction", RowField::Direction),
            ("limit", RowField::Limit),
        ] {
            if let Some(col) = self.head.columns.get(name) {
                table.places.insert(Place::Row(at, field), self.sheet.at(*col, number, name));
            }
        }
    }

    /// The column of a compared standard, which is begun if it is the first of it.
    fn column(&self, table: &mut FoundTable, number: u32, reference: ReferenceDraft) -> usize {
        let known = |one: &ReferenceDraft| one.standard == reference.standard;
        if let Some(at) = table.draft.references.iter().position(known) {
            if table.draft.references.get(at) != Some(&reference) {
                let zh = "对比标准的类别或名称与前面的行不一致";
                let en = "kind or name of the compared standard differ from an earlier row";
                table.faults.push(self.wrong(number, "compared standard", zh, en));
            }
            return at;
        }
        let at = table.draft.references.len();
        for (field, name) in [
            (ReferenceField::Standard, "compared standard"),
            (ReferenceField::Kind, "compared kind"),
            (ReferenceField::WithdrawnOn, "compared withdrawn on"),
        ] {
            let col = self.head.columns.get(name).or_else(|| self.head.columns.get("compared standard"));
            let place = self.sheet.at(col.copied().unwrap_or(0), number, name);
            table.places.insert(Place::Reference(at, field), place);
        }
        table.draft.references.push(reference);
        at
    }
}
