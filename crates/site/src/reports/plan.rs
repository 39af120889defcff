//! The yearly plans (clause 2): batch by batch and line by line, each to make, to revise or to build a system.

use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::standard::project::Project;
use policy::standard::project::stage::PlanLine;
use registry::{Fault, PROJECT, Row};

use super::{Asked, Cell, Report, Tally};
use crate::public::columns::date;
use crate::public::filter::case_of;
use crate::public::project::address;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "research-plan",
    title: Words { zh: "标准研制计划", en: "Research plan" },
    lead: Words {
        zh: "按年度、批次和序号列出已批准立项的项目，近年的在前；不论后来是否发布或终止。",
        en: "Projects that were approved, by year, batch and line, the latest year first, whatever became of them since.",
    },
    articles: &[Article::of(2), Article::of(13)],
    kinds: &[PROJECT],
    columns: &[
        Words { zh: "计划号", en: "Place in the plan" },
        Words { zh: "项目", en: "Project" },
        Words { zh: "申报类别", en: "What it wants" },
        Words { zh: "牵头单位", en: "Led by" },
        Words { zh: "进度", en: "Stage" },
        Words { zh: "自", en: "Since" },
    ],
    narrows: &[],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Plan>::default(),
};

#[derive(Default)]
struct Plan(Vec<(PlanLine, Vec<Cell>)>);

impl Tally for Plan {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let project: Project = case_of(row)?;
        let now = project.progress_seen(asked.when.seen);
        let Some(line) = now.plan else { return Ok(()) };
        let lead = now.lead.map(|(_, name, _)| name).unwrap_or_default();
        let wants = now.proposal.map(|proposal| asked.lang.label(proposal.wants.words()));
        let since = Cell::of(now.since().map_or(Value::Empty, date));
        let cells = vec![
            Cell::text(line.to_string()),
            Cell::text(&*row.title).leads_to(asked.when.carried(address(&row.id))),
            Cell::text(wants.unwrap_or_default()),
            Cell::text(lead),
            Cell::text(asked.lang.label(now.stage.words())),
            since,
        ];
        self.0.push((line, cells));
        Ok(())
    }

    fn rows(self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        let mut lines = self.0;
        let order = |line: &PlanLine| (std::cmp::Reverse(line.year), line.batch, line.line);
        lines.sort_by_key(|(line, _)| order(line));
        lines.into_iter().map(|(_, cells)| cells).collect()
    }
}
