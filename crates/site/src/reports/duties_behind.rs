//! The list behind the figures of duties (clause 4): each duty of each drafter with how it stands on the day, of those whose work
//! it is.

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::Words;
use policy::calendar::Day;
use registry::{Fault, Row};

use super::area::Area;
use super::duties::{self, Drafters};
use super::duty_counts::{STANDINGS, column, month_of_last};
use super::findings_behind::cut;
use super::makers::{self, Makers, is_within};
use super::page::{Shape, as_asked, may_read};
use super::{Asked, Cell, Narrow, Tally, shelf};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::export::MOST;
use crate::public::filter::Filter;
use crate::visitor::Visitor;
use crate::when::When;

/// Where it is.
pub(super) const PATH: &str = "/reports/duties-behind";

const COLUMNS: &[Words] = &[
    Words { zh: "最后一日", en: "Last day" },
    Words { zh: "履行情况", en: "How it stands" },
    Words { zh: "责任", en: "Duty" },
    Words { zh: "企业", en: "Enterprise" },
    Words { zh: "统一社会信用代码", en: "Credit code" },
    Words { zh: "所在地", en: "Place" },
    Words { zh: "标准", en: "Edition" },
    Words { zh: "角色", en: "Part" },
];

/// `GET /reports/duties-behind`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    may_read(&visitor, &duties::REPORT)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let filter = filter.clean();
    site.bound_heavy(&visitor)?;
    let (lang, asked, area) = (visitor.lang, filter.clone(), Area::of(&visitor));
    let own = area.clone();
    let counted = site
        .look(move |reader| {
            let of_industry = [makers::KIND, duties::REPORT.kinds[0], duties::REPORT.kinds[1]];
            let kinds = if asked.industry.is_empty() { duties::REPORT.kinds } else { &of_industry };
            let area = own.map(|area| area.on(reader, when)).transpose()?;
            let tally = Box::new(List { filter: asked, area, ..List::default() });
            shelf::seen(reader, (kinds, false), tally, &Asked { law: reader.law(), when, lang })
        })
        .await?;
    let w = &visitor.w.report;
    let mut shape = Shape {
        name: "duties-behind".to_owned(),
        title: w.duties_title.to_owned(),
        lead: w.duties_lead,
        articles: duties::REPORT.articles,
        columns: COLUMNS,
        path: PATH.to_owned(),
        up: None,
        narrows: &[Narrow::Months, Narrow::Place],
        sum: None,
        is_behind: true,
        is_of_cities: false,
        has_bars: false,
    };
    if let Some(area) = area {
        shape = area.named(&visitor, shape);
    }
    as_asked(&site, &visitor, &shape, &filter, counted, when)
}

/// The duties that are asked for.
#[derive(Default)]
struct List {
    filter: Filter,
    /// The area that the reader is told of, where that is not every one.
    area: Option<Area>,
    makers: Makers,
    drafters: Drafters,
    rows: Vec<(Option<Day>, Vec<Cell>)>,
    /// Whether there were more than are kept.
    is_cut: bool,
}

impl Tally for List {
    fn see(&mut self, row: &Row, asked: &Asked) -> Result<(), Fault> {
        if row.kind == makers::KIND {
            return self.makers.see(row, true);
        }
        let Some((drafter, duties)) = self.drafters.see(row, asked)? else { return Ok(()) };
        let filter = &self.filter;
        let code = drafter.enterprise().to_string();
        if self.area.as_ref().is_some_and(|area| !area.has(&code, &drafter.region)) {
            return Ok(());
        }
        let industry = self.makers.get(&code).map_or("", |maker| maker.industry.as_str());
        let lies = |code: &str, asked: &str| asked.is_empty() || is_within(code, asked);
        if !lies(&drafter.region, &filter.region) || !lies(industry, &filter.industry) {
            return Ok(());
        }
        for (duty, status) in duties {
            let Some((name, words)) = column(status).and_then(|at| STANDINGS.get(at)) else { continue };
            let is_it = filter.outcome.is_empty() || filter.outcome == *name;
            if !is_it || !filter.spans(&month_of_last(status)) {
                continue;
            }
            if self.rows.len() == MOST {
                self.is_cut = true;
                return Ok(());
            }
            let maker = asked.when.carried(format!("/makers/{code}"));
            let last = status.last_day();
            let cells = vec![
                Cell::of(last.map_or(Value::Empty, date)),
                Cell::text(asked.lang.word(*words)),
                Cell::text(asked.lang.label(duty.words())),
                Cell::text(&*drafter.name).leads_to(maker),
                Cell::text(&*code),
                Cell::text(asked.lang.place(&drafter.region)).at(&*drafter.region),
                Cell::text(drafter.role.edition.print()),
                Cell::text(asked.lang.label(drafter.role.part.words())),
            ];
            self.rows.push((last, cells));
        }
        Ok(())
    }

    fn rows(mut self: Box<Self>, asked: &Asked) -> Vec<Vec<Cell>> {
        // What is due first comes first, what has no last day last.
        self.rows.sort_by_key(|(last, _)| (last.is_none(), *last));
        let rows = self.rows.into_iter().map(|(_, cells)| cells);
        rows.chain(self.is_cut.then(|| cut(asked, COLUMNS.len()))).collect()
    }
}
