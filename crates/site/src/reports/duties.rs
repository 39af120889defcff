//! The federation's periodic report of duties not fulfilled (clauses 4 and 13): by standard, enterprise, place, duty and
//! last day. Of those whose work it is; the province makes it public.

use std::collections::BTreeMap;

use policy::article::{Article, Words};
use policy::calendar::Day;
use policy::standard::Standard;
use policy::standard::duties::{Duty, DutyStatus};
use policy::standard::number::StandardNumber;
use registry::{DRAFTING_ROLE, Drafter, Fault, Row};

use super::{Asked, Cell, Narrow, Report, Tally};
use crate::public::bare::standard_without_tables;
use crate::public::filter::case_of;

/// The report.
pub(super) const REPORT: Report = Report {
    name: "duties",
    title: Words { zh: "逾期未履行的起草责任", en: "Duties of drafters not fulfilled" },
    lead: Words {
        zh: "参与“浙江制造”标准起草的企业，在标准发布实施后一年内未履行的责任，逐项列出；无法判断的不在其中。",
        en: "Duties that enterprises which took part in drafting have not met within a year after publication and entry into force, one a row; those of which nobody can tell are not among them.",
    },
    articles: &[Article::of(4), Article::of(13)],
    kinds: &["standard", DRAFTING_ROLE],
    columns: &[
        Words { zh: "标准", en: "Edition" },
        Words { zh: "企业", en: "Enterprise" },
        Words { zh: "统一社会信用代码", en: "Credit code" },
        Words { zh: "所在地", en: "Place" },
        Words { zh: "角色", en: "Part" },
        Words { zh: "责任", en: "Duty" },
        Words { zh: "最后一日", en: "Last day" },
    ],
    narrows: &[Narrow::Months, Narrow::Place],
    sum: None,
    hears_findings: false,
    map: None,
    has_bars: false,
    is_public: false,
    first: None,
    start: || Box::<Duties>::default(),
};

/// Where a row has the credit code of its enterprise.
pub(super) const CODE: usize = 2;

/// A drafter with its duties, and how each stands.
pub(super) type Judged = (Drafter, Vec<(Duty, DutyStatus)>);

/// The drafters of the rows that a report sees, each with how its duties stand on the day.
#[derive(Default)]
pub(super) struct Drafters {
    standards: BTreeMap<StandardNumber, Standard>,
}

impl Drafters {
    /// The drafter of a row, and its duties; nothing of a standard, which is kept for those who drafted it.
    ///
    /// # Errors
    /// If the row cannot be read.
    pub(super) fn see(&mut self, row: &Row, asked: &Asked) -> Result<Option<Judged>, Fault> {
        if row.kind != DRAFTING_ROLE {
            // A duty rests on the days of an edition alone.
            let standard = standard_without_tables(row)?;
            self.standards.insert(standard.number.clone(), standard);
            return Ok(None);
        }
        let drafter: Drafter = case_of(row)?;
        let standard = self.standards.get(drafter.role.edition.number());
        let standards = standard.map(std::slice::from_ref).unwrap_or_default();
        let duties = drafter.duties(standards, asked.law, asked.when.seen).into_iter().flatten().collect();
        Ok(Some((drafter, duties)))
    }
}

#[derive(Default)]
struct Duties {
    drafters: Drafters,
    overdue: Vec<(Day, Vec<Cell>)>,
}

impl Tally for Duties {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        let Some((drafter, duties)) = self.drafters.see(row, asked)? else { return Ok(()) };
        for (duty, status) in duties {
            let DutyStatus::Overdue { last } = status else { continue };
            let code = drafter.enterprise().to_string();
            let maker = asked.when.carried(format!("/makers/{code}"));
            let cells = vec![
                Cell::text(drafter.role.edition.print()),
                Cell::text(&*drafter.name).leads_to(maker),
                Cell::text(code),
                Cell::text(asked.lang.place(&drafter.region)).at(&*drafter.region),
                Cell::text(asked.lang.label(drafter.role.part.words())),
                Cell::text(asked.lang.label(duty.words())),
                Cell::of(crate::public::columns::date(last)),
            ];
            self.overdue.push((last, cells));
        }
        Ok(())
    }

    fn rows(self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        let mut overdue = self.overdue;
        // Those that are overdue for longest come first.
        overdue.sort_by_key(|(last, _)| *last);
        overdue.into_iter().map(|(_, cells)| cells).collect()
    }
}
