//! How long projects stay in each stage (clauses 2 and 7): so that anybody can see where they wait.

use std::collections::BTreeMap;
use std::sync::Arc;

use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::calendar::Day;
use policy::seen::Seen;
use policy::standard::project::Project;
use policy::standard::project::progress::Progress;
use policy::standard::project::stage::Stage;
use registry::{Fault, PROJECT, Reader, Row};

use super::shelf::Count;
use super::{Asked, Cell, Report, Tally, stays};
use crate::public::filter::case_of;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "project-stages",
    title: Words { zh: "标准项目各阶段用时", en: "Days in each stage of a project" },
    lead: Words {
        zh: "目前处于该阶段的项目数，以及已离开该阶段的项目所用天数的中位数和最大值；不足3次的不列中位数；项目可多次处于同一阶段。",
        en: "How many projects are in the stage now, and of those that have left it the median and the longest stay in \
             days, a median of three stays or more only; a project may be in a stage more than once.",
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
    narrows: &[],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Stages>::default(),
};

#[derive(Default)]
struct Stages {
    now: BTreeMap<Stage, u64>,
    stays: BTreeMap<Stage, Vec<i64>>,
}

impl Stages {
    fn add(&mut self, row: &Row, seen: Seen) -> Result<(), Fault> {
        let project: Project = case_of(row)?;
        let now = project.progress_seen(seen);
        *self.now.entry(now.stage).or_default() += 1;
        for (stage, from, until) in stays(&now) {
            self.stays.entry(stage).or_default().push(from.days_until(until));
        }
        Ok(())
    }
}

/// How long projects usually stay in each stage, in days.
pub(crate) type Medians = BTreeMap<Stage, i64>;

/// The medians of the report, for the pages of projects.
///
/// # Errors
/// A fault of the reader.
pub(super) fn medians(reader: &Reader, seen: Seen) -> Result<Count<Medians>, Fault> {
    let mut stages = Stages::default();
    let size = reader.each_row(REPORT.kinds, &mut |row| stages.add(row, seen))?;
    let usual = |(stage, mut days): (Stage, Vec<i64>)| Some((stage, usual(&mut days)?));
    Ok(Count { value: Arc::new(stages.stays.into_iter().filter_map(usual).collect()), size })
}

/// The fewest stays that a median is told of.
const FEWEST: usize = 3;

/// The median of days, the upper of two in the middle; none of too few. The days are in order then.
fn usual(days: &mut [i64]) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len() / 2).copied().filter(|_| days.len() >= FEWEST)
}

/// From which day until which a project stayed in each stage that it has left.
pub(super) fn stays<'a>(now: &'a Progress<'_>) -> impl Iterator<Item = (Stage, Day, Day)> + 'a {
    let next = now.stamps.iter().skip(1);
    now.stamps.iter().zip(next).map(|((stage, from), (_, until))| (*stage, from.on, until.on))
}

impl Tally for Stages {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        self.add(row, asked.when.seen)
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let Stages { now, mut stays } = *self;
        let days = |days: Option<i64>| {
            days.map_or_else(|| Cell::of(Value::Empty), |days| Cell::count(days.unsigned_abs()))
        };
        let row = |stage: &Stage| {
            let mut over = stays.remove(stage).unwrap_or_default();
            let count = now.get(stage).copied().unwrap_or(0);
            if count == 0 && over.is_empty() {
                return None;
            }
            let median = usual(&mut over);
            let list = asked.when.carried(format!("/projects?state={}", stage.name()));
            let stays_of = |by_days| asked.when.carried(stays::address(*stage, by_days));
            Some(vec![
                Cell::text(asked.lang.label(stage.words())),
                Cell::count(count).leads_to(list),
                Cell::count(over.len() as u64).leads_to(stays_of(false)),
                // Days are no number of rows: they lead to the same list by their order, the longest first.
                days(median).leads_to(stays_of(true)),
                days(over.last().copied()).leads_to(stays_of(true)),
            ])
        };
        Stage::ALL.iter().filter_map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two stays are no usual one; of four the upper of the two in the middle is told.
    #[test]
    fn a_median_is_told_of_three_or_more() {
        assert_eq!(usual(&mut []), None);
        assert_eq!(usual(&mut [4, 2]), None);
        assert_eq!(usual(&mut [9, 1, 5]), Some(5));
        assert_eq!(usual(&mut [9, 1, 5, 7]), Some(7));
    }
}
