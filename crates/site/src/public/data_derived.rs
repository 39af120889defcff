//! Open data that is no register of its own but told of one: the leaves of standard systems, the verdicts of comparison
//! tables, and the duties of drafters with those that the province made public. Nothing is in it that the public pages
//! do not show.

use policy::calendar::Day;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::comparison::Comparison;
use policy::standard::limit::Cell;
use policy::standard::project::Project;
use policy::standard::project::tree::{Hung, hung};
use policy::standard::table::{ComparisonTable, Reference, Row as TableRow};
use registry::{Fault, Reader, Row, SYSTEM};
use serde_json::{Value as Json, json};

use documents::sheet::Value;

use crate::public::columns::{Column, INDUSTRY, column, day, industry_cell, text};
use crate::public::data_duties::{DUTIES, PUBLISHED};
use crate::public::filter::case_of;
use crate::public::systems::Filling;
use crate::public::table::in_unit;

/// Where the rows go, one after the other.
pub(super) type Give<'g> = &'g mut dyn FnMut(&[Value]) -> Result<(), Fault>;

/// What is told of registers: its columns, and how its rows are made as of a day; with the number of entries of the ledger
/// that they are made from.
pub(super) struct Derived {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    pub(super) rows: fn(&Reader, Day, Give) -> Result<u64, Fault>,
}

const ALL: [Derived; 4] = [
    Derived { name: "leaves", columns: LEAVES, rows: leaves },
    Derived { name: "verdicts", columns: VERDICTS, rows: verdicts },
    DUTIES,
    PUBLISHED,
];

/// The one of a name.
pub(super) fn of(name: &str) -> Option<Derived> {
    ALL.into_iter().find(|derived| derived.name == name)
}

const LEAVES: &[Column] = &[
    column("system", "体系编号", "system"),
    column("title", "体系名称", "title of the system"),
    column("stage", "体系状态", "state of the system"),
    column("system_industry", "体系所属行业代码", "industry code of the system"),
    column("node", "节点代码", "node"),
    column("node_title", "节点名称", "title of the node"),
    column("above", "上级节点", "node above"),
    column("above_title", "上级节点名称", "title of the node above"),
    INDUSTRY,
    column("standard", "标准", "standard"),
    column("state", "状态", "state"),
    column("projects", "在研项目", "projects that are to fill it"),
];

/// A leaf of no class has none here: which one it would be, nobody can tell.
fn leaves(reader: &Reader, today: Day, give: Give) -> Result<u64, Fault> {
    let mut systems = Vec::new();
    let size = reader.each_row(&[SYSTEM], &mut |row| {
        systems.push(row.clone());
        Ok(())
    })?;
    for row in &systems {
        let project: Project = case_of(row)?;
        let now = project.progress_seen(Seen::as_of(today));
        let filling = Filling::of(reader, &project.id, now.nodes)?;
        let whole = now.proposal.and_then(|proposal| proposal.wants.industry());
        let all = hung(now.nodes);
        for leaf in all.iter().filter(|one| one.is_leaf) {
            let node = leaf.node;
            let above = all.iter().find(|one| Some(&one.node.code) == node.parent.as_ref());
            let projects: Vec<&str> = filling.planned(node).map(|one| one.project.as_str()).collect();
            give(&[
                text(&*project.id),
                text(&*row.title),
                text(now.stage.name()),
                industry_cell(whole),
                text(&*node.code),
                text(&*node.title),
                text(node.parent.as_deref().unwrap_or_default()),
                text(above.map(|one: &Hung| one.node.title.as_str()).unwrap_or_default()),
                industry_cell(leaf.industry()),
                text(node.standard.as_ref().map(|number| number.as_str()).unwrap_or_default()),
                text(filling.state(node, today).name()),
                text(projects.join("; ")),
            ])?;
        }
    }
    Ok(size)
}

const VERDICTS: &[Column] = &[
    column("edition", "标准", "edition"),
    column("sample", "示例数据", "sample data"),
    column("row", "行号", "row"),
    column("indicator", "指标", "indicator"),
    column("indicator_en", "指标（英文）", "indicator in English"),
    column("applies_to", "适用型号", "model or size class"),
    column("direction", "方向", "direction"),
    column("limit", "本标准要求", "limit here"),
    column("compared_standard", "对比标准", "compared standard"),
    column("compared_kind", "对比标准类别", "kind of the compared standard"),
    column("withdrawn_on", "废止日", "withdrawn on"),
    column("compared_limit", "对比标准要求", "limit there"),
    column("verdict", "比较结果", "verdict"),
    column("margin_percent", "差值百分比", "margin in per cent"),
    column("margin", "差值", "margin"),
    column("margin_unit", "差值单位", "unit of the margin"),
    column("reason", "不能比较的原因", "why it cannot be compared"),
];

fn verdicts(reader: &Reader, _: Day, give: Give) -> Result<u64, Fault> {
    reader.each_row(&["standard"], &mut |row: &Row| {
        let standard: Standard = case_of(row)?;
        for edition in standard.editions.iter().filter(|edition| edition.annulled.is_none()) {
            let Some(table) = &edition.table else { continue };
            let named = edition.edition.print();
            for (at, row) in (1_i64..).zip(&table.rows) {
                for there in &table.references {
                    give(&verdict(&named, table, (at, row), there))?;
                }
            }
        }
        Ok(())
    })
}

/// One limit against what one standard says.
fn verdict(
    edition: &str,
    table: &ComparisonTable,
    (at, row): (i64, &TableRow),
    there: &Reference,
) -> [Value; 17] {
    let comparison = row.against(&there.id);
    let (verdict, reason) = told(&comparison);
    let cell = row.compared.iter().find(|one| one.reference == there.id).map(|one| &one.cell);
    let limit = match cell {
        Some(Cell::Limit(limit)) => in_unit(limit, row.unit.as_ref()),
        Some(Cell::NotSpecified) => "not_specified".to_owned(),
        Some(Cell::NotEntered) | None => String::new(),
    };
    let decimal = |number: Option<rust_decimal::Decimal>| {
        number.map_or(Value::Empty, |number| Value::Decimal(number.normalize().to_string()))
    };
    [
        text(edition),
        Value::Bool(table.sample),
        Value::Whole(at),
        text(&*row.indicator.zh),
        text(row.indicator.en.as_deref().unwrap_or_default()),
        text(row.applies_to.as_deref().unwrap_or_default()),
        text(row.direction.name()),
        text(in_unit(&row.limit, row.unit.as_ref())),
        text(there.standard.to_string()),
        text(there.kind.name()),
        day(there.withdrawn_on),
        text(limit),
        text(verdict),
        decimal(comparison.margin_percent),
        decimal(comparison.margin),
        text(comparison.unit.as_ref().map(ToString::to_string).unwrap_or_default()),
        text(reason),
    ]
}

/// The names of a verdict and of its reason, as in the JSON of a table.
fn told(comparison: &Comparison) -> (String, String) {
    let told = json!(comparison);
    let name = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let reason = &told["reason"];
    (name(&told["verdict"]), name(reason.get("obstacle").unwrap_or(reason)))
}
