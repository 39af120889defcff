//! Marks, verified checks and work by month: what was granted, revoked and ended, what passed and what failed, and how
//! many findings opened a piece of work.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::calendar::Day;
use policy::supervision::{Check, Proceeding};
use registry::{Fault, Row};

use super::behind::{self, List};
use super::{Asked, Cell, Narrow, Report, Tally};
use crate::public::filter::{case_of, mark_of};
use crate::public::happened::{Month, happened, month_in, month_text};

/// The report.
pub(super) const REPORT: Report = Report {
    name: "by-month",
    title: Words { zh: "逐月授权与抽检", en: "Marks and checks by month" },
    lead: Words {
        zh: "按作出决定、查实或立案的月份统计，最近的在前；已更正的撤销不计入。立案指规则的结论引出的待办事项。每个数字都有名单；抽检和立案的名单在决定公告前不写企业名称。",
        en: "By the month of the decision, the verification or the opening, the latest first; a revocation that was corrected does not count. Work is opened by a finding of the rules. Each figure leads to its list; those of checks and of work name no enterprise before the decision is published.",
    },
    articles: &[Article::of(8), Article::of(9), Article::of(10), Article::of(11)],
    kinds: &["authorization", "check", "proceeding"],
    columns: &[
        Words { zh: "月份", en: "Month" },
        Words { zh: "授权", en: "Granted" },
        Words { zh: "撤销", en: "Revoked" },
        Words { zh: "注销", en: "Ended" },
        Words { zh: "抽检合格", en: "Checks passed" },
        Words { zh: "抽检不合格", en: "Checks failed" },
        Words { zh: "因规则结论立案", en: "Work opened by findings" },
    ],
    narrows: &[Narrow::Months],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: true,
    is_public: true,
    first: None,
    start: || Box::<Months>::default(),
};

#[derive(Default)]
struct Counts {
    granted: u64,
    revoked: u64,
    ended: u64,
    passed: u64,
    failed: u64,
    opened: u64,
}

#[derive(Default)]
struct Months(BTreeMap<Month, Counts>);

/// The months from the first to the last of some: one in which nothing happened has its row too, for one that is missing is
/// not one with none.
pub(super) fn without_a_gap(months: impl Iterator<Item = Month> + Clone) -> impl Iterator<Item = Month> {
    let next = |(year, month): &Month| Some(if *month == 12 { (year + 1, 1) } else { (*year, month + 1) });
    let last = months.clone().max();
    std::iter::successors(months.min(), next).take_while(move |month| Some(*month) <= last)
}

/// The day on which a check was verified, and whether the product failed; nothing of one that was set aside.
pub(super) fn verified(check: &Check) -> Option<(Day, bool)> {
    let verified = check.verified.as_ref().filter(|_| check.annulled.is_none())?;
    Some((verified.mark.on, verified.failed))
}

impl Months {
    /// The counts of a day's month; nothing for a day that is not over yet.
    fn of(&mut self, day: Day, asked: &Asked) -> Option<&mut Counts> {
        (day <= asked.when.seen.as_of).then(|| self.0.entry(month_in(day)).or_default())
    }
}

impl Tally for Months {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if row.kind == "check" {
            let Some((on, failed)) = verified(&case_of(row)?) else { return Ok(()) };
            if let Some(counts) = self.of(on, asked) {
                let count = if failed { &mut counts.failed } else { &mut counts.passed };
                *count += 1;
            }
            return Ok(());
        }
        if row.kind == "proceeding" {
            let proceeding: Proceeding = case_of(row)?;
            if let Some(counts) = self.of(proceeding.opened_on, asked) {
                counts.opened += 1;
            }
            return Ok(());
        }
        let mark = mark_of(row)?.authorization;
        if let Some(counts) = self.of(mark.granted_on, asked) {
            counts.granted += 1;
        }
        let up_to = asked.when.seen.as_of;
        for on in happened(&mark, "revoked", up_to) {
            if let Some(counts) = self.of(on, asked) {
                counts.revoked += 1;
            }
        }
        for on in happened(&mark, "ended", up_to) {
            if let Some(counts) = self.of(on, asked) {
                counts.ended += 1;
            }
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let mut counts = self.0;
        let months: Vec<Month> = without_a_gap(counts.keys().copied()).collect();
        for month in months {
            counts.entry(month).or_default();
        }
        let row = |(month, counts): (Month, Counts)| {
            let Counts { granted, revoked, ended, passed, failed, opened } = counts;
            let month = month_text(month);
            let behind = |what: &str| asked.when.carried(format!("/marks?{what}={month}"));
            let mut cells = vec![Cell::text(&*month)];
            let marks = [("granted", granted), ("revoked", revoked), ("ended", ended)];
            cells.extend(marks.map(|(what, count)| Cell::count(count).leads_to(behind(what))));
            let others = List::ALL.into_iter().zip([passed, failed, opened]);
            cells.extend(others.map(|(list, count)| {
                Cell::count(count).leads_to(asked.when.carried(behind::address(&month, list)))
            }));
            cells
        };
        counts.into_iter().rev().map(row).collect()
    }
}
