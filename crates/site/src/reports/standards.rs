//! Marks by the standard they were granted against.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::authorization::MarkState;
use policy::standard::number::StandardNumber;
use registry::{Fault, Row};

use super::{Asked, Cell, Report, Tally};
use crate::public::filter::{Filter, mark_of};
use crate::public::happened::{CERTIFIED, SELF_DECLARED};
use crate::public::mark::standing;
use crate::public::standards::address;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "marks-by-standard",
    title: Words { zh: "各标准品字标授权", en: "Marks by standard" },
    lead: Words {
        zh: "按所对标准统计授权，修订前后的版本合并为一项标准。",
        en: "Authorisations by standard; the editions of a standard are counted together.",
    },
    articles: &[Article::of(8), Article::of(13)],
    kinds: &["authorization"],
    columns: &[
        Words { zh: "标准", en: "Standard" },
        Words { zh: "有效", en: "Valid" },
        Words { zh: "其中经认证", en: "Of these certified" },
        Words { zh: "其中自我声明", en: "Of these self-declared" },
        Words { zh: "已撤销", en: "Revoked" },
        Words { zh: "全部授权", en: "All authorisations" },
    ],
    narrows: &[],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Standards>::default(),
};

#[derive(Default)]
struct Counts {
    valid: u64,
    declared: u64,
    revoked: u64,
    all: u64,
}

#[derive(Default)]
struct Standards(BTreeMap<StandardNumber, Counts>);

impl Tally for Standards {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let mark = mark_of(row)?;
        let counts = self.0.entry(mark.authorization.edition.number().clone()).or_default();
        counts.all += 1;
        match standing(&mark, asked.law, asked.when.seen.as_of) {
            MarkState::Valid => {
                counts.valid += 1;
                counts.declared += u64::from(mark.authorization.is_self_declared());
            }
            MarkState::Revoked(_) => counts.revoked += 1,
            _ => {}
        }
        Ok(())
    }

    fn rows(self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        let row = |(number, counts): (StandardNumber, Counts)| {
            let Counts { valid, declared, revoked, all } = counts;
            let marks = |state: &str, path: &str| {
                let standard = number.as_str().to_owned();
                let filter =
                    Filter { standard, state: state.to_owned(), path: path.to_owned(), ..Filter::default() };
                asked.when.carried(filter.address("/marks", ""))
            };
            vec![
                Cell::text(number.as_str()).leads_to(asked.when.carried(address(&number))),
                Cell::count(valid).leads_to(marks("valid", "")),
                Cell::count(valid - declared).leads_to(marks("valid", CERTIFIED)),
                Cell::count(declared).leads_to(marks("valid", SELF_DECLARED)),
                Cell::count(revoked).leads_to(marks("revoked", "")),
                Cell::count(all).leads_to(marks("", "")),
            ]
        };
        self.0.into_iter().map(row).collect()
    }
}
