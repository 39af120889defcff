//! How long projects stay in each stage (clauses 2 and 7): so that anybody can see where they wait.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::standard::project::Project;
use policy::standard::project::stage::Stage;
use registry::{Fault, PROJECT, Row};

use super::{Asked, Cell, Report, Tally};
use crate::public::filter::case_of;
use crate::public::usual::{median, stays};

/// The report.
pub(super) const REPORT: Report = Report {
    name: "project-stages",
    title: Words { zh: "标准项目各阶段用时", en: "Days in each stage of a project" },
    lead: Words {
        zh: "目前处于该阶段的项目数，以及已离开该阶段的项目所用天数的中位数和最大值；项目可多次处于同一阶段。",
        en: "How many projects are in the stage now, and of those that have left it the median and the longest stay in \
             days; a project may be in a stage more than once.",
    },
    articles: &[Article::of(2), Article::of(13)],
    kinds: &[PROJECT],
    columns: &[
        Words { zh: "阶段", en: "Stage" },
        Words { zh: "现有项目", en: "Projects in it now" },
        Words { zh: "离开次数", en: "Stays that are over" },
        Words { zh: "中位天数", en: "Median days" },
        Words { zh: "最长天数", en: "Longest, days" },
    ],
    is_of_cities: false,
    has_bars: false,
    is_public: true,
    start: || Box::<Stages>::default(),
};

#[derive(Default)]
struct Stages {
    now: BTreeMap<Stage, u64>,
    stays: BTreeMap<Stage, Vec<i64>>,
}

impl Tally for Stages {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let project: Project = case_of(row)?;
        let now = project.progress_seen(asked.when.seen);
        *self.now.entry(now.stage).or_default() += 1;
        for (stage, days) in stays(&now) {
            self.stays.entry(stage).or_default().push(days);
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let Stages { now, mut stays } = *self;
        let days =
            |days: Option<i64>| days.map_or_else(|| Cell::text(""), |days| Cell::count(days.unsigned_abs()));
        let row = |stage: &Stage| {
            let mut over = stays.remove(stage).unwrap_or_default();
            let count = now.get(stage).copied().unwrap_or(0);
            if count == 0 && over.is_empty() {
                return None;
            }
            over.sort_unstable();
            let list = asked.when.carried(format!("/projects?state={}", stage.name()));
            Some(vec![
                Cell::text(asked.lang.label(stage.words())),
                Cell::count(count).leads_to(list),
                Cell::count(over.len() as u64),
                days(median(&over)),
                days(over.last().copied()),
            ])
        };
        Stage::ALL.iter().filter_map(row).collect()
    }
}
