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
use super::makers::{self, Makers, is_within};
use super::page::{Shape, as_asked, may_read, offer};
use super::{Asked, Cell, Narrow, Tally, shelf};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::export::MOST;
use crate::public::filter::Filter;
use crate::public::offer::Takes;
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
    let narrows = &[Narrow::Months, Narrow::Place];
    let offer =
        offer(COLUMNS, narrows).and("industry", Takes::Industry).and("outcome", Takes::one_of(STANDINGS));
    let (filter, doubts) = filter.read(&offer);
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
        doubts,
        path: PATH.to_owned(),
        up: None,
        narrows,
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
    rows: Earliest,
}

/// The rows that are due first, as many as a file holds: what is due first comes first, what has no last day last.
struct Earliest {
    most: usize,
    rows: Vec<(Option<Day>, Vec<Cell>)>,
    /// Whether there were more than are kept.
    is_cut: bool,
}

impl Default for Earliest {
    fn default() -> Earliest {
        Earliest { most: MOST, rows: Vec::new(), is_cut: false }
    }
}

impl Earliest {
    fn keep(&mut self, last: Option<Day>, cells: Vec<Cell>) {
        self.rows.push((last, cells));
        // Put in order now and then: as often as there are as many new ones as are kept.
        if self.rows.len() > self.most.saturating_mul(2) {
            self.shorten();
        }
    }

    fn is_cut(&self) -> bool {
        self.is_cut || self.rows.len() > self.most
    }

    fn shorten(&mut self) {
        self.is_cut = self.is_cut();
        self.rows.sort_by_key(|(last, _)| (last.is_none(), *last));
        self.rows.truncate(self.most);
    }
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
            self.rows.keep(last, cells);
        }
        Ok(())
    }

    fn is_cut(&self) -> bool {
        self.rows.is_cut()
    }

    fn rows(mut self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        self.rows.shorten();
        self.rows.rows.into_iter().map(|(_, cells)| cells).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first of all, in whatever order the register tells them.
    #[test]
    fn what_is_due_first_is_kept_however_late_it_is_seen() {
        let mut kept = Earliest { most: 3, ..Earliest::default() };
        let day = |number: i64| Day::constant(2026, 1, 1).plus_days(number);
        kept.keep(None, vec![Cell::text("never")]);
        for number in (0..20).rev() {
            kept.keep(Some(day(number)), vec![Cell::count(number.unsigned_abs())]);
        }
        assert!(kept.is_cut() && kept.rows.len() <= 6);
        kept.shorten();
        let days: Vec<Option<Day>> = kept.rows.iter().map(|(last, _)| *last).collect();
        assert_eq!(days, [0, 1, 2].map(|number| Some(day(number))));
        assert!(kept.is_cut());
        let mut few = Earliest { most: 3, ..Earliest::default() };
        (0..3).for_each(|number| few.keep(Some(day(number)), Vec::new()));
        few.shorten();
        assert!(!few.is_cut() && few.rows.len() == 3);
    }
}
