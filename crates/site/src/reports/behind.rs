//! The lists behind figures of what has no public page of its own: checks of a month or of a standard, and work that
//! findings opened in a month. Each case of the figure is a row. Before its decision is published a row names neither enterprise nor case
//! (reading 0015), but to the offices that open the case anyway.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use policy::article::Words;
use policy::calendar::Day;
use policy::powers::Office;
use policy::standard::number::StandardNumber;
use policy::supervision::{Check, Proceeding};
use registry::{Fault, Row};

use super::checks::is_open;
use super::makers::Seats;
use super::months::{self, verified};
use super::page::{as_asked, offer};
use super::shape::Shape;
use super::{Asked, Cell, Report, Tally, checks, shelf};
use crate::acts::CaseKind;
use crate::office::case;
use crate::office::reach::{Whose, opens_check, opens_work};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::filter::{Filter, case_of, encoded};
use crate::public::happened::{Month, month_from, month_in, month_text};
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
    /// Of checks that are not verified yet.
    Open,
}

impl List {
    pub(super) const ALL: [List; 4] = [List::Passed, List::Failed, List::Opened, List::Open];

    fn named(name: &str) -> Option<List> {
        List::ALL.into_iter().find(|list| list.name() == name)
    }

    /// As an address says it.
    fn name(self) -> &'static str {
        match self {
            List::Passed => "checks-passed",
            List::Failed => "checks-failed",
            List::Opened => "work-opened",
            List::Open => "checks-open",
        }
    }

    fn title(self) -> Words {
        match self {
            List::Passed => Words { zh: "抽检合格", en: "Checks passed" },
            List::Failed => Words { zh: "抽检不合格", en: "Checks failed" },
            List::Opened => Words { zh: "因规则结论立案", en: "Work opened by findings" },
            List::Open => Words { zh: "尚未查实的抽检", en: "Checks not yet verified" },
        }
    }

    fn lead(self) -> Words {
        match self {
            List::Passed | List::Failed => Words {
                zh: "查实的抽检，每件一行，最近的在前。企业与案卷只向能打开案卷的部门显示。",
                en: "Checks that were verified, one a row, the latest first. Enterprise and case are shown to offices that open the case.",
            },
            List::Open => Words {
                zh: "已抽样、尚未查实的抽检，每件一行，最近的在前；查实前结果不算数。企业与案卷只向能打开案卷的部门显示。",
                en: "Checks that were sampled and are not verified, one a row, the latest first; before that no result counts. Enterprise and case are shown to offices that open the case.",
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
            List::Passed | List::Failed | List::Open => &["check"],
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
            List::Open => &[
                Words { zh: "抽样日期", en: "Sampled on" },
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

/// Where the list of the checks of a standard is.
pub(super) fn of_standard(number: &StandardNumber, list: List) -> String {
    let standard = standards::address(number);
    let step = standard.strip_prefix("/standards").unwrap_or(&standard);
    format!("/reports/checks-by-standard{step}/{}", list.name())
}

/// `GET /reports/checks-by-standard/{number}/{list}`: the same for the checks of a standard.
pub(crate) async fn show_of_standard(
    State(site): State<PublicSite>,
    Path((number, list)): Path<(String, String)>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let number = standards::number_of(&number).ok_or(Trouble::NotFound)?;
    let list = List::named(&list).filter(|list| *list != List::Opened).ok_or(Trouble::NotFound)?;
    let path = of_standard(&number, list);
    answer(&site, &visitor, (list, Of::Standard(number)), path, filter).await
}

/// `GET /reports/by-month/{month}/{list}`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path((name, list)): Path<(String, String)>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let month = month_from(&name).ok_or(Trouble::NotFound)?;
    let list = List::named(&list).filter(|list| *list != List::Open).ok_or(Trouble::NotFound)?;
    let path = address(&name, list);
    answer(&site, &visitor, (list, Of::Month(month)), path, filter).await
}

/// What the cases of a list have in common.
enum Of {
    Month(Month),
    Standard(StandardNumber),
}

impl Of {
    /// The report with the figure.
    fn report(&self) -> &'static Report {
        match self {
            Of::Month(_) => &months::REPORT,
            Of::Standard(_) => &checks::REPORT,
        }
    }

    fn name(&self) -> String {
        match self {
            Of::Month(month) => month_text(*month),
            Of::Standard(number) => number.as_str().to_owned(),
        }
    }

    fn has(&self, on: Day, number: Option<&StandardNumber>) -> bool {
        match self {
            Of::Month(of) => month_in(on) == *of,
            Of::Standard(of) => number == Some(of),
        }
    }
}

async fn answer(
    site: &PublicSite,
    visitor: &Visitor,
    (list, of): (List, Of),
    path: String,
    filter: Filter,
) -> Result<Response, Trouble> {
    let (filter, doubts) = filter.read(&offer(list.columns(), &[]));
    let when = When::of(site, &visitor.glimpse)?;
    // It is counted for each reader anew: what a row tells depends on who reads it.
    site.bound_heavy(visitor)?;
    let (office, lang) = (visitor.office().cloned(), visitor.lang);
    let (report, name) = (of.report(), of.name());
    let counted = site
        .look(move |reader| {
            let seats = Seats::of(reader, when, office.as_ref())?;
            let tally = Box::new(Behind { list, of, office, seats, rows: Vec::new() });
            let asked = Asked { law: reader.law(), when, lang };
            shelf::seen(reader, (list.kinds(), false), tally, &asked)
        })
        .await?;
    let file = format!("{}-{}-{}", report.name, name.replace(['/', ' '], "-"), list.name());
    let says = (format!("{name} · {}", visitor.word(list.title())), visitor.word(list.lead()));
    let shape = Shape {
        up: Some((when.carried(format!("/reports/{}", report.name)), visitor.word(report.title))),
        ..Shape::list((&file, &path), says, (list.columns(), report.articles), doubts)
    };
    as_asked(site, visitor, (&shape, Vec::new()), &filter, counted, when)
}

/// The cases of one list.
struct Behind {
    list: List,
    of: Of,
    /// Who reads it.
    office: Option<Office>,
    seats: Seats,
    rows: Vec<(Day, String, Vec<Cell>)>,
}

impl Behind {
    /// Keeps a row, if its day is over and it is asked for.
    fn keep(
        &mut self,
        (on, number): (Day, Option<&StandardNumber>),
        row: &Row,
        asked: &Asked,
        says: (Cell, Cell),
    ) {
        if self.of.has(on, number) && on <= asked.when.seen.as_of {
            let cells = vec![Cell::of(date(on)), says.0, says.1];
            self.rows.push((on, row.id.clone(), cells));
        }
    }

    /// What leads to the case of a row, where the reader may open it.
    fn case(&self, kind: CaseKind, row: &Row, opens: impl Fn(&Office, Whose) -> bool) -> Option<Cell> {
        let region = self.seats.today(&row.enterprise, &row.region);
        let of = Whose { region, ..Whose::of_row(row)? };
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
            self.keep((work.opened_on, None), row, asked, says);
            return Ok(());
        }
        let check: Check = case_of(row)?;
        let on = match (self.list, verified(&check)) {
            (List::Open, _) => is_open(&check, asked.when.seen.as_of).then_some(check.sampled_on),
            (list, Some((on, failed))) => (failed == (list == List::Failed)).then_some(on),
            (_, None) => None,
        };
        if let Some(on) = on {
            let number = check.edition.number();
            let standard = Cell::text(check.edition.print());
            let standard = standard.leads_to(asked.when.carried(standards::address(number)));
            let opens = |office: &Office, of: Whose| opens_check(office, of, &check);
            let cell = self.case(CaseKind::Check, row, opens);
            self.keep(
                (on, Some(number)),
                row,
                asked,
                (standard, cell.unwrap_or_else(|| Behind::unpublished(asked))),
            );
        }
        Ok(())
    }

    fn rows(mut self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        self.rows.sort_by(|one, other| (other.0, &other.1).cmp(&(one.0, &one.1)));
        self.rows.into_iter().map(|(.., cells)| cells).collect()
    }
}
