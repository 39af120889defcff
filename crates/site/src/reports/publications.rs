//! The reports of duties not fulfilled (clause 4), one a row: as of which day, when each was filed and published, and what became of
//! its lines since. Before its publication those alone read a report whose work it is.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::enterprise::credit_code::CreditCode;
use policy::standard::drafting::Duty;
use policy::standard::duties::DutyStatus;
use policy::standard::publishing::DutyReport;
use registry::{DRAFTING_ROLE, DUTY_REPORT, Fault, Row};

use super::duties::Drafters;
use super::page::{as_asked, made, offer};
use super::shape::Shape;
use super::shelf::Count;
use super::{Asked, Cell, Narrow, Report, Tally};
use crate::lang::capital;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::filter::{Filter, case_of};
use crate::public::reported::{address, knows};
use crate::public::reported_page::{SINCE, became};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::{fill, text};

const PATH: &str = "/duties";

/// Where a row has the day of its publication.
const PUBLISHED: usize = 2;

/// The list as a report: it is counted and kept as they are, and has an address of its own.
const REPORT: Report = Report {
    name: "duty-reports",
    title: Words { zh: "公开的未履行主体责任信息", en: "Duties not fulfilled, made public" },
    lead: Words {
        zh: "参与“浙江制造”标准起草的企业，应在标准发布实施后一年内履行主体责任。逾期未履行的，由联合会报告、省局公开，并通报所在地市场监管和财政部门（第四条）。每份报告一行，最近的在前。",
        en: "Enterprises that took part in drafting have duties to meet within a year after the standard is in force. What is overdue the federation reports, the province publishes, and the market and finance departments of the place are told (clause 4). One report a row, the latest first.",
    },
    articles: &[Article::of(4), Article::of(13)],
    kinds: &[DUTY_REPORT, "standard", DRAFTING_ROLE],
    hears_findings: false,
    columns: &[
        Words { zh: "报告", en: "Report" },
        Words { zh: "报告日", en: "Filed on" },
        Words { zh: "公开日", en: "Published on" },
        Words { zh: "行数", en: "Lines" },
        SINCE[0].1,
        SINCE[1].1,
        SINCE[2].1,
        SINCE[3].1,
        Words { zh: "已通报部门", en: "Departments told" },
        Words { zh: "编号", en: "Number" },
    ],
    narrows: &[Narrow::Months],
    sum: None,
    map: None,
    has_bars: false,
    is_public: true,
    first: None,
    start: || Box::<Publications>::default(),
};

/// `GET /duties`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    site.bound_heavy(&visitor)?;
    let (filter, doubts) = filter.read(&offer(REPORT.columns, REPORT.narrows));
    let mut count = made(&site, &visitor, &REPORT, when).await?;
    if !knows(&visitor) {
        let told =
            |row: &&Vec<Cell>| row.get(PUBLISHED).is_some_and(|cell| matches!(cell.value, Value::Date(_)));
        let rows: Vec<Vec<Cell>> = count.value.iter().filter(told).cloned().collect();
        count = Count { value: rows.into(), size: count.size };
    }
    let shape = Shape { path: PATH.to_owned(), is_list: true, ..Shape::of(&visitor, &REPORT, doubts) };
    as_asked(&site, &visitor, (&shape, Vec::new()), &filter, count, when)
}

#[derive(Default)]
struct Publications {
    reports: Vec<DutyReport>,
    drafters: Drafters,
    /// How each duty stands about which there is a line; nothing of one whose part is not on file.
    standing: BTreeMap<(CreditCode, String, Duty), Option<DutyStatus>>,
}

impl Publications {
    /// How many lines of a report became what.
    fn became(&self, report: &DutyReport) -> [u64; SINCE.len()] {
        let mut counts = [0; SINCE.len()];
        for line in &report.lines {
            let key = (line.enterprise, line.role.clone(), line.duty);
            let now = self.standing.get(&key).copied().flatten();
            if let Some(count) = counts.get_mut(became(line.corrected.is_some(), now)) {
                *count += 1;
            }
        }
        counts
    }
}

impl Tally for Publications {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if row.kind == DUTY_REPORT {
            let Some(report) = asked.when.seen.report(&case_of(row)?) else { return Ok(()) };
            let report = report.told();
            let keys = report.lines.iter().map(|line| (line.enterprise, line.role.clone(), line.duty));
            self.standing.extend(keys.map(|key| (key, None)));
            self.reports.push(report);
            return Ok(());
        }
        let Some((drafter, duties)) = self.drafters.see(row, asked)? else { return Ok(()) };
        for (duty, status) in duties {
            let key = (drafter.enterprise(), drafter.role.id.clone(), duty);
            if let Some(standing) = self.standing.get_mut(&key) {
                *standing = Some(status);
            }
        }
        Ok(())
    }

    fn rows(mut self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        self.reports.sort_by(|one, other| (other.as_of, &other.id).cmp(&(one.as_of, &one.id)));
        let w = &text(asked.lang).reported;
        let row = |report: &DutyReport| {
            let published = report.published.as_ref().map(|published| published.mark.on);
            let count = |count: usize| Cell::count(u64::try_from(count).unwrap_or(u64::MAX));
            let here = |outcome: &str| {
                let filter = Filter { outcome: outcome.to_owned(), ..Filter::default() };
                asked.when.carried(filter.address(&address(&report.id), ""))
            };
            let became = SINCE.iter().zip(self.became(report));
            let became = became.map(|((name, _), count)| Cell::count(count).leads_to(here(name)));
            let told = [
                Cell::text(fill(w.report_of, &[&report.as_of])).leads_to(here("")),
                Cell::of(date(report.filed_on)),
                published.map_or_else(|| Cell::text(capital(w.unpublished)), |on| Cell::of(date(on))),
                count(report.lines.len()).leads_to(here("")),
            ];
            told.into_iter()
                .chain(became)
                .chain([count(report.notices.len()), Cell::text(&*report.id)])
                .collect()
        };
        self.reports.iter().map(row).collect()
    }
}
