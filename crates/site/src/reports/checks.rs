//! Spot checks by the standard they tested against: how many were verified, and how many products failed.

use std::collections::BTreeMap;

use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::calendar::Day;
use policy::standard::number::StandardNumber;
use policy::supervision::Check;
use registry::{Fault, Row};

use super::behind::{self, List};
use super::{Asked, Cell, Report, Tally};
use crate::public::filter::case_of;
use crate::public::standards::address;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "checks-by-standard",
    title: Words { zh: "各标准对标抽检", en: "Spot checks by standard" },
    lead: Words {
        zh: "只统计已查实的结果；异议期内或复检中的不计入合格或不合格。",
        en: "Only verified results count as passed or failed; those that can still be objected to are counted apart.",
    },
    articles: &[Article::of(10), Article::of(11)],
    kinds: &["check"],
    columns: &[
        Words { zh: "标准", en: "Standard" },
        Words { zh: "合格", en: "Passed" },
        Words { zh: "不合格", en: "Failed" },
        Words { zh: "不合格率（%）", en: "Failed (%)" },
        Words { zh: "尚未查实", en: "Not yet verified" },
    ],
    narrows: &[],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Checks>::default(),
};

#[derive(Default)]
struct Counts {
    passed: u64,
    failed: u64,
    open: u64,
}

/// Whether a check stands and is not verified on a day.
pub(super) fn is_open(check: &Check, day: Day) -> bool {
    let verified = check.verified.as_ref();
    check.annulled.is_none() && verified.is_none_or(|verified| day < verified.mark.on)
}

#[derive(Default)]
struct Checks(BTreeMap<StandardNumber, Counts>);

impl Tally for Checks {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let (check, day): (Check, _) = (case_of(row)?, asked.when.seen.as_of);
        // A check that was set aside counts for nothing.
        if check.annulled.is_some() {
            return Ok(());
        }
        let counts = self.0.entry(check.edition.number().clone()).or_default();
        match &check.verified {
            _ if is_open(&check, day) => counts.open += 1,
            Some(verified) if verified.failed => counts.failed += 1,
            Some(_) => counts.passed += 1,
            None => {}
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let row = |(number, counts): (StandardNumber, Counts)| {
            let Counts { passed, failed, open } = counts;
            let behind = |list: List| asked.when.carried(behind::of_standard(&number, list));
            vec![
                Cell::text(number.as_str()).leads_to(asked.when.carried(address(&number))),
                Cell::count(passed).leads_to(behind(List::Passed)),
                Cell::count(failed).leads_to(behind(List::Failed)),
                share(failed, passed + failed),
                Cell::count(open).leads_to(behind(List::Open)),
            ]
        };
        self.0.into_iter().map(row).collect()
    }
}

/// A share in percent with one place, rounded to the nearest; nothing where there is nothing to have a share of.
fn share(part: u64, of: u64) -> Cell {
    let Some(thousandths) = (part * 1000 + of / 2).checked_div(of) else {
        return Cell::of(Value::Empty);
    };
    Cell::of(Value::Decimal(format!("{}.{}", thousandths / 10, thousandths % 10)))
}
