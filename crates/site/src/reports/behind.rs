//! The lists behind the figures by month of what has no public page of its own: verified checks, and work that findings
//! opened. Each case of the figure is a row. Before its decision is published a row names neither enterprise nor case
//! (reading 0015), but to the offices that open the case anyway.

use axum::extract::{Path, State};
use axum::response::Response;
use policy::article::Words;
use policy::calendar::Day;
use policy::powers::Office;
use policy::supervision::{Check, Proceeding};
use registry::{Fault, Row};

use super::months::{self, Month, month, verified};
use super::page::{Shape, as_asked};
use super::{Asked, Cell, Tally, shelf};
use crate::acts::CaseKind;
use crate::office::case;
use crate::office::reach::{Whose, opens_check, opens_work};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::filter::{case_of, encoded};
use crate::public::standards;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::text;

/// Which list, in the order of the columns of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Passed,
    Failed,
    Opened,
}

impl List {
    pub(super) const ALL: [List; 3] = [List::Passed, List::Failed, List::Opened];

    /// As an address says it.
    fn name(self) -> &'static str {
        match self {
            List::Passed => "checks-passed",
            List::Failed => "checks-failed",
            List::Opened => "work-opened",
        }
    }

    fn title(self) -> Words {
        match self {
            List::Passed => Words { zh: "抽检合格", en: "Checks passed" },
            List::Failed => Words { zh: "抽检不合格", en: "Checks failed" },
            List::Opened => Words { zh: "因规则结论立案", en: "Work opened by findings" },
        }
    }

    fn lead(self) -> Words {
        match self {
            List::Passed | List::Failed => Words {
                zh: "当月查实的抽检，每件一行，最近的在前。企业与案卷只向能打开案卷的部门显示。",
                en: "Checks that were verified in the month, one a row, the latest first. Enterprise and case are shown to offices that open the case.",
            },
            List::Opened => Words {
                zh: "当月因规则结论立案的事项，每件一行，最近的在前。决定公告后可打开；此前企业与案卷只向能打开案卷的部门显示。",
                en: "Work that findings opened in the month, one a row, the latest first. It leads to its decision once that is published; before, enterprise and case are shown to offices that open the case.",
            },
        }
    }

    /// The register that it sees.
    fn kinds(self) -> &'static [&'static str] {
        match self {
            List::Passed | List::Failed => &["check"],
            List::Opened => &["proceeding"],
        }
    }

    fn columns(self) -> &'static [Words] {
        match self {
            List::Passed | List::Failed => &[
                Words { zh: "查实日期", en: "Verified on" },
                Words { zh: "标准", en: "Standard" },
                Words { zh: "案卷", en: "Case" },
            ],
            List::Opened => &[
                Words { zh: "立案日期", en: "Opened on" },
                Words { zh: "事由", en: "What for" },
                Words { zh: "决定或案卷", en: "Decision or case" },
            ],
        }
    }
}

/// Where the list of a month is.
pub(super) fn address(month: &str, list: List) -> String {
    format!("/reports/by-month/{month}/{}", list.name())
}

/// `GET /reports/by-month/{month}/{list}`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path((name, list)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let month = months::month_of(&name).ok_or(Trouble::NotFound)?;
    let list = List::ALL.into_iter().find(|one| one.name() == list).ok_or(Trouble::NotFound)?;
    let when = When::of(&site, &visitor.glimpse)?;
    // It is counted for each reader anew: what a row tells depends on who reads it.
    site.bound_heavy(&visitor)?;
    let (office, lang) = (visitor.office().cloned(), visitor.lang);
    let counted = site
        .look(move |reader| {
            let tally = Box::new(Behind { list, month, office, rows: Vec::new() });
            shelf::seen(reader, list.kinds(), tally, &Asked { law: reader.law(), when, lang })
        })
        .await?;
    let report = &months::REPORT;
    let shape = Shape {
        name: format!("{}-{name}-{}", report.name, list.name()),
        title: format!("{name} · {}", visitor.word(list.title())),
        lead: visitor.word(list.lead()),
        articles: report.articles,
        columns: list.columns(),
        path: address(&name, list),
        up: Some((when.carried(format!("/reports/{}", report.name)), visitor.word(report.title))),
        is_of_cities: false,
        has_bars: false,
    };
    as_asked(&site, &visitor, &shape, counted, when)
}

/// The cases of one list.
struct Behind {
    list: List,
    month: Month,
    /// Who reads it.
    office: Option<Office>,
    rows: Vec<(Day, String, Vec<Cell>)>,
}

impl Behind {
    /// Keeps a row, if its day is over and of the month.
    fn keep(&mut self, on: Day, row: &Row, asked: &Asked, says: (Cell, Cell)) {
        if month(on) == self.month && on <= asked.when.seen.as_of {
            let cells = vec![Cell { value: date(on), href: None }, says.0, says.1];
            self.rows.push((on, row.id.clone(), cells));
        }
    }

    /// What leads to the case of a row, where the reader may open it.
    fn case(&self, kind: CaseKind, row: &Row, opens: impl Fn(&Office, Whose) -> bool) -> Option<Cell> {
        let of = Whose::of_row(row)?;
        self.office.as_ref().filter(|office| opens(office, of))?;
        Some(Cell::text(format!("{} · {}", row.id, row.title)).leads_to(case::address(kind, &row.id)))
    }

    fn unpublished(asked: &Asked) -> Cell {
        Cell::text(text(asked.lang).report.unpublished)
    }
}

impl Tally for Behind {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if self.list == List::Opened {
            let work: Proceeding = case_of(row)?;
            let cell = if work.has_public_decision() {
                let decision = format!("/decisions?id={}", encoded(&work.id));
                Some(Cell::text(&*work.id).leads_to(asked.when.carried(decision)))
            } else {
                self.case(CaseKind::Proceeding, row, opens_work)
            };
            let kind = Cell::text(asked.lang.label(work.kind.words()));
            let says = (kind, cell.unwrap_or_else(|| Behind::unpublished(asked)));
            self.keep(work.opened_on, row, asked, says);
            return Ok(());
        }
        let check: Check = case_of(row)?;
        let Some((on, failed)) = verified(&check) else { return Ok(()) };
        if failed == (self.list == List::Failed) {
            let number = check.edition.number();
            let standard = Cell::text(check.edition.print());
            let standard = standard.leads_to(asked.when.carried(standards::address(number)));
            let opens = |office: &Office, of: Whose| opens_check(office, of, &check);
            let cell = self.case(CaseKind::Check, row, opens);
            self.keep(on, row, asked, (standard, cell.unwrap_or_else(|| Behind::unpublished(asked))));
        }
        Ok(())
    }

    fn rows(mut self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        self.rows.sort_by(|one, other| (other.0, &other.1).cmp(&(one.0, &one.1)));
        self.rows.into_iter().map(|(.., cells)| cells).collect()
    }
}
