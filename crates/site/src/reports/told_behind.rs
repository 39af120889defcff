//! The list behind the public figures of duties (clause 4): each duty of each drafter as far as everybody is told of it (reading 0036).

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::Words;

use super::list::{Request, View, industries, select};
use super::makers::is_within;
use super::page::offer;
use super::pick::{Says, Spans};
use super::shape::Shape;
use super::told_counts::BY_CITY;
use super::told_kept::{AllTold, KINDS, One, gather};
use super::{Asked, Cell, Narrow};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::duties_told::STANDINGS;
use crate::public::filter::Filter;
use crate::public::offer::Takes;
use crate::public::reported;
use crate::visitor::Visitor;
use crate::when::When;

/// Where it is.
pub(super) const PATH: &str = "/reports/duties-told";

const COLUMNS: &[Words] = &[
    Words { zh: "企业", en: "Enterprise" },
    Words { zh: "责任", en: "Duty" },
    Words { zh: "公开情况", en: "What is told" },
    Words { zh: "履行或公开日", en: "Met or published on" },
    Words { zh: "标准", en: "Edition" },
    Words { zh: "角色", en: "Part" },
    Words { zh: "所在地", en: "Place" },
    Words { zh: "报告", en: "Report" },
    Words { zh: "统一社会信用代码", en: "Credit code" },
];

/// `GET /reports/duties-told`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    let narrows = &[Narrow::Months, Narrow::Place];
    let offer =
        offer(COLUMNS, narrows).and("industry", Takes::Industry).and("outcome", Takes::one_of(STANDINGS));
    let (filter, doubts) = filter.read(&offer);
    let request = Request { site: &site, visitor: &visitor, filter: &filter, when };
    let count = request.kept(&site.reports().duties_told, (&KINDS, false), gather).await?;
    let w = &visitor.w;
    let says = (w.report.told_title.to_owned(), w.report.told_lead);
    let shape = Shape {
        note: Some(w.report.told_note),
        narrows,
        is_behind: true,
        ..Shape::list(("duties-told", PATH), says, (COLUMNS, BY_CITY.articles), doubts)
    };
    let standings = STANDINGS.iter().map(|(name, words)| ((*name).to_owned(), visitor.lang.label(*words)));
    let standings = select(&visitor, ("outcome", w.list.told), &filter.outcome, standings);
    let asked = filter.clone();
    let selects = vec![standings, industries(&visitor, &filter)];
    request
        .answer((&shape, selects), count, move |_, kept, on, choose| {
            Ok(choose(&List { kept, asked: on, filter: &asked }))
        })
        .await
}

struct List<'a> {
    kept: &'a AllTold,
    asked: &'a Asked<'a>,
    filter: &'a Filter,
}

impl List<'_> {
    /// What a row says, each text once.
    fn says<'s>(&'s self, texts: Vec<Option<String>>, of: impl Fn(&One) -> Option<u32> + 's) -> Says<'s> {
        let at = move |row: usize| self.kept.list.get(row).and_then(&of).map_or(usize::MAX, |at| at as usize);
        Says::Texts(texts, Box::new(at))
    }

    fn words(&self, all: &[Words]) -> Vec<Option<String>> {
        all.iter().map(|words| Some(self.asked.lang.label(*words))).collect()
    }
}

impl View for List<'_> {
    fn rows(&self) -> Vec<(usize, bool)> {
        let (filter, kept) = (self.filter, self.kept);
        let lies = |code: &str, asked: &str| asked.is_empty() || is_within(code, asked);
        let makers = kept
            .makers
            .iter()
            .map(|(_, maker)| lies(&maker.region, &filter.region) && lies(&maker.industry, &filter.industry));
        let makers: Vec<bool> = makers.collect();
        let standings = STANDINGS.map(|(name, _)| filter.outcome.is_empty() || filter.outcome == name);
        let spans = Spans::of(filter);
        let has = |all: &[bool], at: usize| all.get(at).copied().unwrap_or(false);
        let is_asked = |one: &One| {
            has(&standings, one.standing) && has(&makers, one.maker as usize) && spans.has(one.on)
        };
        kept.list.iter().map(is_asked).enumerate().collect()
    }

    fn key(&self, row: usize) -> u64 {
        self.kept.key(row)
    }

    fn columns(&self) -> Vec<Says<'_>> {
        let (kept, lang) = (self.kept, self.asked.lang);
        let standings = STANDINGS.map(|(_, words)| Some(lang.label(words))).to_vec();
        let texts = |all: &[String]| all.iter().cloned().map(Some).collect();
        let makers = |says: &dyn Fn(&(String, super::makers::Maker)) -> String| -> Vec<Option<String>> {
            kept.makers.iter().map(|maker| Some(says(maker))).collect()
        };
        let standing = |one: &One| u32::try_from(one.standing).ok();
        vec![
            self.says(makers(&|(_, maker)| maker.name.clone()), |one| Some(one.maker)),
            self.says(self.words(&kept.duties), |one| Some(one.duty)),
            self.says(standings, standing),
            Says::Day(Box::new(|row| kept.list.get(row).and_then(|one| one.on))),
            self.says(texts(&kept.editions), |one| Some(one.edition)),
            self.says(self.words(&kept.parts), |one| Some(one.part)),
            self.says(makers(&|(_, maker)| lang.place(&maker.region)), |one| Some(one.maker)),
            self.says(texts(&kept.reports), |one| one.report),
            self.says(makers(&|(code, _)| code.clone()), |one| Some(one.maker)),
        ]
    }

    fn cells(&self, row: usize) -> Vec<Cell> {
        let (kept, lang, when) = (self.kept, self.asked.lang, &self.asked.when);
        let Some(one) = kept.list.get(row) else { return Vec::new() };
        let Some((code, maker)) = kept.makers.get(one.maker as usize) else { return Vec::new() };
        let words =
            |all: &[Words], at: u32| all.get(at as usize).map(|it| lang.label(*it)).unwrap_or_default();
        let standing = STANDINGS.get(one.standing).map(|(_, words)| lang.label(*words)).unwrap_or_default();
        let report = one.report.and_then(|at| kept.reports.get(at as usize));
        let report = report.map_or(Cell::of(Value::Empty), |id| {
            Cell::text(&**id).leads_to(when.carried(reported::address(id)))
        });
        vec![
            Cell::text(&*maker.name).leads_to(when.carried(format!("/makers/{code}"))),
            Cell::text(words(&kept.duties, one.duty)),
            Cell::text(standing),
            Cell::of(one.on.map_or(Value::Empty, date)),
            Cell::text(kept.editions.get(one.edition as usize).map_or("", String::as_str)),
            Cell::text(words(&kept.parts, one.part)),
            Cell::text(lang.place(&maker.region)).at(&*maker.region),
            report,
            Cell::text(&**code),
        ]
    }
}
