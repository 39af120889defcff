//! Marks that were lost for fault: which, of whom, on what ground, since when.

use policy::article::{Article, Words};
use policy::authorization::MarkState;
use registry::{Fault, Row};

use super::{Asked, Cell, Narrow, Report, Tally};
use crate::public::filter::mark_of;
use crate::public::mark::{decided_by, standing};
use crate::words::text;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "marks-lost",
    title: Words { zh: "因故撤销的授权", en: "Marks lost for fault" },
    lead: Words {
        zh: "当日处于撤销状态的授权；已更正的撤销不在其中。",
        en: "Authorisations that stand revoked on the day; a revocation that was corrected is not among them.",
    },
    articles: &[Article::of(10), Article::of(11)],
    kinds: &["authorization"],
    columns: &[
        Words { zh: "查验码", en: "Code" },
        Words { zh: "企业", en: "Maker" },
        Words { zh: "产品", en: "Product" },
        Words { zh: "标准", en: "Edition" },
        Words { zh: "撤销日期", en: "Revoked on" },
        Words { zh: "依据", en: "Ground" },
    ],
    narrows: &[Narrow::Months, Narrow::Place],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Lost>::default(),
};

#[derive(Default)]
struct Lost(Vec<(policy::calendar::Day, Vec<Cell>)>);

impl Tally for Lost {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let mark = mark_of(row)?;
        let state = standing(&mark, asked.law, asked.when.seen.as_of);
        let MarkState::Revoked(since) = state else { return Ok(()) };
        let rule = decided_by(&mark, state).and_then(|(rule, _)| rule).and_then(policy::rules::named);
        let ground = rule.map(|rule| rule.not_met.on(asked.law.parameters, since));
        let code = mark.authorization.code.to_string();
        let cells = vec![
            Cell::text(&*code).leads_to(asked.when.carried(format!("/v/{code}"))),
            Cell::text(&*mark.maker).at(&*row.region),
            Cell::text(&*mark.product),
            Cell::text(mark.authorization.edition.print()),
            Cell::of(crate::public::columns::date(since)),
            Cell::text(match &ground {
                Some(said) => asked.lang.of(said),
                None => text(asked.lang).mark.ground_unpublished,
            }),
        ];
        self.0.push((since, cells));
        Ok(())
    }

    fn rows(self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        let mut lost = self.0;
        // The latest first.
        lost.sort_by_key(|(since, _)| std::cmp::Reverse(*since));
        lost.into_iter().map(|(_, cells)| cells).collect()
    }
}
