//! The comparison tables that come beside editions. The library of tables reads them, in either form; here they are
//! handed to the editions that they belong to.

use std::collections::BTreeMap;
use std::path::Path;

use documents::comparison::{self, FoundTable, TableFile};
use documents::sheet::Limits;
use policy::article::{Said, Words, counted};
use policy::standard::number::EditionNumber;
use policy::standard::table::ComparisonTable;

use super::column::{Column, Take};
use crate::answer::{Exit, Failure};
use crate::files;

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
        words("编号带年号的可不填", "may be empty where the number has its year"),
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
        "compared name in English",
        "对比标准英文名",
        Take::Text,
        words("英文名", "its title in English"),
        "",
    ),
    Column::may(
        "compared withdrawn on",
        "对比标准废止日期",
        Take::Text,
        words("已废止的填写，如2026-03-05", "the day from which it is no longer in force"),
        "",
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
    doubtful: Vec<Said>,
}

impl Tables {
    /// The table of an edition, if one came.
    #[must_use]
    pub fn of(&self, edition: &EditionNumber) -> Option<ComparisonTable> {
        self.by_edition.get(edition).cloned()
    }

    /// What was read in them and may be meant otherwise.
    #[must_use]
    pub fn doubtful(&self) -> &[Said] {
        &self.doubtful
    }

    /// The editions that tables came for.
    pub fn editions(&self) -> impl Iterator<Item = &EditionNumber> {
        self.by_edition.keys()
    }
}

/// The comparison tables of a file, as they were found in it; of a workbook the sheet of this name, or the first that is
/// visible.
///
/// # Errors
/// A file that cannot be opened, or is no such table.
pub fn find_tables(path: &Path, sheet: Option<&str>) -> Result<TableFile, Failure> {
    let limits = Limits::default();
    let bytes = files::bytes(path, limits.file_bytes as u64 + 1)?;
    // The name alone: sentences about a file are short, and a path would be cut.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    comparison::read(&name, &bytes, &limits, sheet).map_err(|error| Failure::from(&error))
}

/// Gathers the tables of a file that names the edition of each.
///
/// # Errors
/// Everything that is wrong, each at its cell.
pub fn read_tables(file: &TableFile) -> Result<Tables, Failure> {
    let mut faults: Vec<Said> =
        file.faults.iter().map(|fault| Said::new(fault.said.zh(), fault.said.en())).collect();
    let (mut by_edition, mut doubtful) = (BTreeMap::new(), Vec::new());
    for table in &file.tables {
        let checked = table.check();
        faults.extend(checked.faults.iter().map(|fault| of_edition(table, fault.said.zh(), fault.said.en())));
        doubtful
            .extend(checked.doubtful.iter().map(|doubt| of_edition(table, doubt.said.zh(), doubt.said.en())));
        match &table.edition {
            Some(edition) => {
                by_edition.insert(edition.clone(), checked.table);
            }
            None if checked.faults.is_empty() => faults.push(Said::new(
                "对比表没有写明是哪个标准版本的：请在本标准一栏的表头写上编号和年号",
                "the table does not say of which edition it is: write number and year into the head of its own column",
            )),
            None => {}
        }
    }
    if faults.is_empty() {
        return Ok(Tables { by_edition, doubtful });
    }
    let count = faults.len();
    faults.truncate(50);
    let mut failure = Failure::new(
        Exit::Invalid,
        format!("对比表文件有{count}处错误"),
        format!("the file of tables has {}", counted(count, "faults")),
    );
    failure.more = faults;
    Err(failure)
}

fn of_edition(table: &FoundTable, zh: &str, en: &str) -> Said {
    match &table.edition {
        Some(edition) => Said::new(format!("{edition}：{zh}"), format!("`{edition}`, {en}")),
        None => Said::new(zh, en),
    }
}
