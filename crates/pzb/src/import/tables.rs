//! The comparison tables that come beside editions: one row for each indicator and each standard it is compared
//! with, gathered into the table of its edition.

use std::collections::BTreeMap;

use documents::sheet::Table;
use policy::article::{Said, Words};
use policy::standard::number::EditionNumber;
use policy::standard::table::ComparisonTable;
use serde_json::{Value, json};

use super::column::{Column, Take};
use super::reader::{Columns, Reader};
use crate::answer::{Exit, Failure};
use crate::foreign;

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

/// The columns of the file.
pub const COLUMNS: &[Column] = &[
    Column::must(
        "edition",
        "标准版本",
        Take::Text,
        words("标准号与年号", "number with year"),
        "T/ZZB 1527—2020",
    ),
    Column::must(
        "sample data",
        "是否示例数据",
        Take::YesNo,
        words("限值不是真实标准的填“是”", "`yes` where the limits are not those of the real standard"),
        "否",
    ),
    Column::must("indicator", "指标", Take::Text, words("关键性能指标", "what is measured"), "甲醛含量"),
    Column::may(
        "indicator in English",
        "指标英文名",
        Take::Text,
        words("英文名", "its English name"),
        "formaldehyde",
    ),
    Column::may("unit", "单位", Take::Text, words("如mg/kg；等级填“级”", "such as mg/kg"), "mg/kg"),
    Column::must(
        "direction",
        "方向",
        Take::OneOf(&[
            ("higher", "越高越好"),
            ("lower", "越低越好"),
            ("inside_range", "范围内"),
            ("equal", "等于"),
            ("qualitative", "定性"),
        ]),
        words("哪种限值更严", "which limits are stricter"),
        "越低越好",
    ),
    Column::may("applies to", "适用型号", Take::Text, words("分型号的指标填写", "model or size class"), ""),
    Column::must(
        "limit",
        "本标准限值",
        Take::Text,
        words("如≤20、≥95、5±0.5", "such as ≤20, ≥95, 5±0.5"),
        "≤20",
    ),
    Column::may("test method", "试验方法", Take::Text, words("方法标准", "the method"), "GB/T 2912.1"),
    Column::may("clause", "本标准条款", Take::Text, words("条款号", "clause of this standard"), "4.2"),
    Column::may("remark", "备注", Take::Text, words("备注", "a remark"), ""),
    Column::may(
        "compared standard",
        "对比标准",
        Take::Text,
        words("编号与年号", "number and year"),
        "GB 18401-2010",
    ),
    Column::may(
        "compared kind",
        "对比标准类别",
        Take::OneOf(&[
            ("international", "国际标准"),
            ("national_mandatory", "强制性国家标准"),
            ("national_recommended", "推荐性国家标准"),
            ("industry", "行业标准"),
            ("foreign", "国外标准"),
            ("other", "其他"),
        ]),
        words("有对比标准时必填", "required where there is a compared standard"),
        "强制性国家标准",
    ),
    Column::may(
        "compared name",
        "对比标准名称",
        Take::Text,
        words("名称", "its title"),
        "国家纺织产品基本安全技术规范",
    ),
    Column::may(
        "compared limit",
        "对比标准限值",
        Take::Text,
        words(
            "没有该指标填“无此项”；尚未录入留空",
            "`无此项` where it has no such indicator; empty if not entered",
        ),
        "≤75",
    ),
    Column::may("compared test method", "对比标准试验方法", Take::Text, words("方法标准", "its method"), ""),
    Column::may(
        "without reference",
        "无对比标准的理由",
        Take::Text,
        words("没有可对比的标准时填写", "why there is no standard to compare with"),
        "",
    ),
];

/// Tables by edition.
#[derive(Debug, Default)]
pub struct Tables {
    by_edition: BTreeMap<EditionNumber, ComparisonTable>,
}

impl Tables {
    /// The table of an edition, if one came.
    #[must_use]
    pub fn of(&self, edition: &EditionNumber) -> Option<ComparisonTable> {
        self.by_edition.get(edition).cloned()
    }

    /// The editions that tables came for.
    pub fn editions(&self) -> impl Iterator<Item = &EditionNumber> {
        self.by_edition.keys()
    }
}

/// One row as it stands in the file.
struct Line {
    at: u32,
    edition: EditionNumber,
    sample: bool,
    row: Value,
    reference: Option<Value>,
    cell: Value,
    without: Option<String>,
}

/// Gathers the tables of a file.
///
/// # Errors
/// Every row that is wrong, with its cells.
pub fn read_tables(table: &Table) -> Result<Tables, Failure> {
    let columns = Columns::find(table, COLUMNS)?;
    let mut faults: Vec<Said> = Vec::new();
    let mut drafts: BTreeMap<EditionNumber, Draft> = BTreeMap::new();
    for row in table.rows() {
        let at = row.line();
        let mut reader = Reader::new(&columns, row);
        let line = line(&mut reader, at);
        faults.append(&mut reader.faults);
        if let Some(line) = line {
            let draft = drafts.entry(line.edition.clone()).or_default();
            faults.extend(draft.add(line));
        }
    }
    let mut by_edition = BTreeMap::new();
    for (edition, draft) in drafts {
        match serde_json::from_value::<ComparisonTable>(draft.to_json()) {
            Ok(table) => {
                by_edition.insert(edition, table);
            }
            Err(fault) => faults.push(Said::new(
                format!("{edition}的对比表（自第{}行）：{}", draft.first_line, foreign::json(&fault)),
                format!("the table of `{edition}`, from line {}: {fault}", draft.first_line),
            )),
        }
    }
    if faults.is_empty() {
        return Ok(Tables { by_edition });
    }
    let count = faults.len();
    faults.truncate(50);
    let mut failure = Failure::new(
        Exit::Invalid,
        format!("对比表文件有{count}处错误"),
        format!("the file of tables has {count} faults"),
    );
    failure.more = faults;
    Err(failure)
}

fn line(reader: &mut Reader, at: u32) -> Option<Line> {
    let edition = reader.edition("edition");
    let sample = reader.yes_no("sample data");
    let indicator = reader.text("indicator");
    let direction: Option<String> = reader.one_of("direction");
    let limit = reader.text("limit");
    let mut row = json!({
        "indicator": { "zh": indicator?, "en": reader.text("indicator in English") },
        "direction": direction?,
        "limit": limit?,
    });
    if let Some(fields) = row.as_object_mut() {
        for (name, column) in [
            ("unit", "unit"),
            ("applies_to", "applies to"),
            ("test_method", "test method"),
            ("clause", "clause"),
            ("remark", "remark"),
        ] {
            if let Some(text) = reader.text(column) {
                fields.insert(name.to_owned(), json!(text));
            }
        }
    }
    let compared = reader.text("compared standard");
    let kind: Option<String> = reader.one_of("compared kind");
    let name = reader.text("compared name");
    let cell =
        json!({ "cell": reader.text("compared limit"), "test_method": reader.text("compared test method") });
    let without = reader.text("without reference");
    if compared.is_some() && kind.is_none() {
        reader.fault_at(
            "compared standard",
            "有对比标准时须写明其类别",
            "a compared standard needs its kind",
        );
    }
    let reference = compared.map(|standard| {
        let id: String = standard.chars().filter(|c| !c.is_whitespace()).take(40).collect();
        let name = name.unwrap_or_else(|| standard.clone());
        json!({ "id": id.to_lowercase(), "standard": standard, "kind": kind, "name": { "zh": name } })
    });
    Some(Line { at, edition: edition?, sample: sample?, row, reference, cell, without })
}

/// A table as it is gathered.
#[derive(Default)]
struct Draft {
    first_line: u32,
    sample: bool,
    without: Option<String>,
    references: Vec<Value>,
    rows: Vec<Value>,
}

impl Draft {
    fn add(&mut self, line: Line) -> Option<Said> {
        if self.first_line == 0 {
            self.first_line = line.at;
            self.sample = line.sample;
        } else if self.sample != line.sample {
            return Some(Said::new(
                format!("第{}行：同一标准的“是否示例数据”须一致", line.at),
                format!("line {}: all rows of one edition must agree on whether it is sample data", line.at),
            ));
        }
        self.without = self.without.take().or(line.without);
        let at = self.place(&line.row);
        let row = self.rows.get_mut(at)?;
        let mut known = row.clone();
        known["compared"] = Value::Null;
        let mut asked = line.row.clone();
        asked["compared"] = Value::Null;
        if known != asked {
            return Some(Said::new(
                format!("第{}行：同一指标的单位、方向、限值与前面的行不一致", line.at),
                format!(
                    "line {}: unit, direction or limit differ from an earlier row of the same indicator",
                    line.at
                ),
            ));
        }
        let reference = line.reference?;
        let mut cell = line.cell;
        cell["reference"] = reference["id"].clone();
        if let Some(compared) = row["compared"].as_array_mut() {
            compared.push(cell);
        }
        match self.references.iter().find(|known| known["id"] == reference["id"]) {
            None => self.references.push(reference),
            Some(known) if *known != reference => {
                return Some(Said::new(
                    format!("第{}行：对比标准的类别或名称与前面的行不一致", line.at),
                    format!(
                        "line {}: kind or name of the compared standard differ from an earlier row",
                        line.at
                    ),
                ));
            }
            Some(_) => {}
        }
        None
    }

    /// The place of the row of this indicator, which is begun if it is the first of it.
    fn place(&mut self, asked: &Value) -> usize {
        let same =
            |row: &Value| row["indicator"] == asked["indicator"] && row["applies_to"] == asked["applies_to"];
        self.rows.iter().position(same).unwrap_or_else(|| {
            let mut row = asked.clone();
            row["compared"] = json!([]);
            self.rows.push(row);
            self.rows.len() - 1
        })
    }

    fn to_json(&self) -> Value {
        json!({
            "sample": self.sample, "references": self.references,
            "without_reference": self.without, "rows": self.rows,
        })
    }
}
