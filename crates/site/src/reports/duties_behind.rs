//! The list behind the figures of duties (clause 4): each duty of each drafter with how it stands on the day, of those whose work
//! it is.

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::Words;

use super::area::Area;
use super::duties;
use super::duties_kept::{Due, Duties, KINDS, gather};
use super::duty_counts::STANDINGS;
use super::list::{Request, View, industries, select};
use super::makers::is_within;
use super::page::{may_read, offer};
use super::pick::{Says, Spans};
use super::shape::Shape;
use super::{Asked, Cell, Narrow};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
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
    let request = Request { site: &site, visitor: &visitor, filter: &filter, when };
    let count = request.kept(&site.reports().duties, (&KINDS, false), gather).await?;
    let w = &visitor.w;
    let says = (w.report.duties_title.to_owned(), w.report.duties_lead);
    let mut shape = Shape {
        narrows,
        is_behind: true,
        ..Shape::list(("duties-behind", PATH), says, (COLUMNS, duties::REPORT.articles), doubts)
    };
    let area = Area::of(&visitor);
    if let Some(area) = &area {
        shape = area.named(&visitor, shape);
    }
    let standings = STANDINGS.iter().map(|(name, words)| ((*name).to_owned(), visitor.lang.label(*words)));
    let standings = select(&visitor, ("outcome", w.list.standing), &filter.outcome, standings);
    let asked = filter.clone();
    request
        .answer(
            (&shape, vec![standings, industries(&visitor, &filter)]),
            count,
            move |reader, kept, on, choose| {
                let area = area.map(|area| area.on(reader, when)).transpose()?;
                Ok(choose(&List { kept, asked: on, filter: &asked, area }))
            },
        )
        .await
}

/// The duties as a reader sees them.
struct List<'a> {
    kept: &'a Duties,
    asked: &'a Asked<'a>,
    filter: &'a Filter,
    /// The area that the reader is told of, where that is not every one.
    area: Option<Area>,
}

impl List<'_> {
    /// What a row says, each text once.
    fn says<'s>(&'s self, texts: Vec<Option<String>>, of: impl Fn(&Due) -> usize + 's) -> Says<'s> {
        Says::Texts(texts, Box::new(move |row| self.kept.list.get(row).map_or(usize::MAX, &of)))
    }

    fn words(&self, all: &[Words]) -> Vec<Option<String>> {
        all.iter().map(|words| Some(self.asked.lang.label(*words))).collect()
    }
}

impl View for List<'_> {
    fn rows(&self) -> Vec<(usize, bool)> {
        let (filter, kept) = (self.filter, self.kept);
        let told = kept
            .makers
            .iter()
            .map(|(code, maker)| self.area.as_ref().is_none_or(|area| area.has(code, &maker.region)));
        let told: Vec<bool> = told.collect();
        let lies = |code: &str, asked: &str| asked.is_empty() || is_within(code, asked);
        let makers = kept
            .makers
            .iter()
            .map(|(_, maker)| lies(&maker.region, &filter.region) && lies(&maker.industry, &filter.industry));
        let makers: Vec<bool> = makers.collect();
        let standings = STANDINGS.map(|(name, _)| filter.outcome.is_empty() || filter.outcome == name);
        let spans = Spans::of(filter);
        let has = |all: &[bool], at: usize| all.get(at).copied().unwrap_or(false);
        let is_asked =
            |due: &Due| has(&standings, due.standing) && has(&makers, due.maker()) && spans.has(due.last);
        let all = kept.list.iter().enumerate().filter(|(_, due)| has(&told, due.maker()));
        all.map(|(row, due)| (row, is_asked(due))).collect()
    }

    fn key(&self, row: usize) -> u64 {
        self.kept.key(row)
    }

    fn columns(&self) -> Vec<Says<'_>> {
        let (kept, lang) = (self.kept, self.asked.lang);
        let standings = STANDINGS.map(|(_, words)| Some(lang.word(words).to_owned())).to_vec();
        let makers = |says: &dyn Fn(&(String, super::makers::Maker)) -> String| -> Vec<Option<String>> {
            kept.makers.iter().map(|maker| Some(says(maker))).collect()
        };
        vec![
            Says::Day(Box::new(|row| kept.list.get(row).and_then(|due| due.last))),
            self.says(standings, |due| due.standing),
            self.says(self.words(&kept.duties), Due::duty),
            self.says(makers(&|(_, maker)| maker.name.clone()), Due::maker),
            self.says(makers(&|(code, _)| code.clone()), Due::maker),
            self.says(makers(&|(_, maker)| lang.place(&maker.region)), Due::maker),
            self.says(kept.editions.iter().cloned().map(Some).collect(), Due::edition),
            self.says(self.words(&kept.parts), Due::part),
        ]
    }

    fn cells(&self, row: usize) -> Vec<Cell> {
        let (kept, lang) = (self.kept, self.asked.lang);
        let Some(due) = kept.list.get(row) else { return Vec::new() };
        let Some((code, maker)) = kept.makers.get(due.maker()) else { return Vec::new() };
        let standing = STANDINGS.get(due.standing).map_or("", |(_, words)| lang.word(*words));
        let words =
            |all: &[Words], at: usize| all.get(at).map(|words| lang.label(*words)).unwrap_or_default();
        vec![
            Cell::of(due.last.map_or(Value::Empty, date)),
            Cell::text(standing),
            Cell::text(words(&kept.duties, due.duty())),
            Cell::text(&*maker.name).leads_to(self.asked.when.carried(format!("/makers/{code}"))),
            Cell::text(&**code),
            Cell::text(lang.place(&maker.region)).at(&*maker.region),
            Cell::text(kept.editions.get(due.edition()).map_or("", String::as_str)),
            Cell::text(words(&kept.parts, due.part())),
        ]
    }
}
