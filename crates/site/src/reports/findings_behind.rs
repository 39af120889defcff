//! The list behind the figures of findings: each one that an entry of the ledger rests on, the latest first. An entry is
//! public and leads to whom it is about; by name that is told here to the offices that open its file (reading 0015).

use std::cmp::Ordering;
use std::collections::VecDeque;

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::powers::Office;
use registry::{Fault, FindingAt, Row};

use super::findings::{OUTCOMES, Rules, clause_of, clause_words, counts, rule_words};
use super::makers::{self, Makers, Seats, is_within};
use super::narrow::compare;
use super::page::{Shape, as_asked, offer};
use super::{Asked, Cell, Narrow, Tally, shelf};
use crate::acts::CaseKind;
use crate::lang::capital;
use crate::office::case;
use crate::office::reach::{Whose, opens_enterprise};
use crate::problem::Trouble;
use crate::public::columns::date;
use crate::public::export::MOST;
use crate::public::filter::Filter;
use crate::public::offer::Takes;
use crate::public::{PublicSite, happened};
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::{fill, text};

/// Where it is.
pub(super) const PATH: &str = "/reports/findings";

const DAY: Words = Words { zh: "日期", en: "Day" };
const CLAUSE: Words = Words { zh: "条款", en: "Clause" };
const CAME_TO: Words = Words { zh: "结论", en: "Came to" };
const ENTRY: Words = Words { zh: "账本条目", en: "Entry" };
const ENTERPRISE: Words = Words { zh: "企业", en: "Enterprise" };
const CONDITION: Words = Words { zh: "条件", en: "Condition" };
/// What everybody reads, and what the offices do that open files of enterprises.
const COLUMNS: &[Words] = &[DAY, CLAUSE, CAME_TO, ENTRY, CONDITION];
const OF_OFFICES: &[Words] = &[DAY, CLAUSE, CAME_TO, ENTRY, ENTERPRISE, CONDITION];

/// `GET /reports/findings`: the page, or the spreadsheet where `format` asks for one.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Query(filter): Query<Filter>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    let columns = if visitor.office().is_some() { OF_OFFICES } else { COLUMNS };
    let offer = offer(columns, &[Narrow::Months, Narrow::Place])
        .and("industry", Takes::Industry)
        .and("outcome", Takes::one_of(OUTCOMES))
        .and("clause", Takes::Clause)
        .and("rule", Takes::Rule);
    let (filter, doubts) = filter.read(&offer);
    // It is counted for each reader anew: what a row tells depends on who reads it.
    site.bound_heavy(&visitor)?;
    let (office, lang, asked) = (visitor.office().cloned(), visitor.lang, filter.clone());
    let counted = site
        .look(move |reader| {
            let seats = Seats::of(reader, when, office.as_ref())?;
            let tally = Box::new(List { filter: asked, office, seats, ..List::default() });
            let asked = Asked { law: reader.law(), when, lang };
            shelf::seen(reader, (&[makers::KIND], true), tally, &asked)
        })
        .await?;
    let w = &visitor.w.report;
    let shape = Shape {
        name: "findings".to_owned(),
        title: w.findings_title.to_owned(),
        lead: w.findings_lead,
        articles: super::findings::BY_MONTH.articles,
        columns,
        doubts,
        path: PATH.to_owned(),
        up: None,
        narrows: &[Narrow::Months],
        sum: None,
        is_behind: true,
        is_of_cities: false,
        has_bars: false,
    };
    as_asked(&site, &visitor, &shape, &filter, counted, when)
}

/// The findings that are asked for, the latest first.
#[derive(Default)]
struct List {
    filter: Filter,
    /// Who reads it.
    office: Option<Office>,
    makers: Makers,
    seats: Seats,
    rules: Rules,
    rows: VecDeque<Vec<Cell>>,
    /// Whether there were more than are kept.
    is_cut: bool,
}

impl List {
    fn is_asked_for(&self, finding: &FindingAt, clause: Option<Article>) -> bool {
        let filter = &self.filter;
        let code = finding.enterprise.map(|code| code.to_string());
        let maker = code.and_then(|code| self.makers.get(&code));
        let lies = |code: &str, asked: &str| asked.is_empty() || is_within(code, asked);
        let clause = clause.map_or(0, Article::number).to_string();
        (filter.outcome.is_empty() || filter.outcome == finding.outcome)
            && (filter.rule.is_empty() || filter.rule == finding.rule)
            && (filter.clause.is_empty() || filter.clause == clause)
            && filter.spans(&happened::month_of(finding.on))
            && lies(maker.map_or("", |maker| maker.region.as_str()), &filter.region)
            && lies(maker.map_or("", |maker| maker.industry.as_str()), &filter.industry)
    }

    /// Whom it is about, where the reader opens its file.
    fn maker(&self, finding: &FindingAt) -> Cell {
        let Some(code) = finding.enterprise else { return Cell::of(Value::Empty) };
        let name = self.makers.get(code.as_str());
        let region = name.and_then(|maker| self.seats.today(code.as_str(), &maker.region));
        let opens =
            self.office.as_ref().is_some_and(|office| opens_enterprise(office, Whose { code, region }));
        match name {
            Some(maker) if opens => {
                Cell::text(&*maker.name).leads_to(case::address(CaseKind::Enterprise, code.as_str()))
            }
            Some(_) | None => Cell::of(Value::Empty),
        }
    }
}

impl Tally for List {
    fn see(&mut self, row: &Row, _: &Asked) -> Result<(), Fault> {
        self.makers.see(row, !self.filter.industry.is_empty())
    }

    fn hear(&mut self, finding: &FindingAt, asked: &Asked) {
        let rule = self.rules.named(finding.rule);
        let clause = clause_of(rule);
        let outcome = OUTCOMES.iter().find(|(name, _)| *name == finding.outcome);
        let Some((_, outcome)) = outcome.filter(|_| counts(finding, rule, asked)) else { return };
        if !self.is_asked_for(finding, clause) {
            return;
        }
        let entry = format!("/ledger/entries/{}", finding.position);
        let named = capital(&fill(text(asked.lang).case.entry, &[&finding.position]));
        let condition = Cell::text(rule_words(finding.rule, rule, asked));
        let told = [
            Cell::of(date(finding.on)),
            Cell::text(clause_words(clause, asked.lang)),
            Cell::text(asked.lang.word(*outcome)),
            Cell::text(named).leads_to(entry),
        ];
        let maker = self.office.is_some().then(|| self.maker(finding));
        let condition = condition.leads_to(format!("/rules#{}", finding.rule));
        self.rows.push_front(told.into_iter().chain(maker).chain([condition]).collect());
        if self.rows.len() > MOST {
            self.rows.pop_back();
            self.is_cut = true;
        }
    }

    fn is_cut(&self) -> bool {
        self.is_cut
    }

    fn rows(self: Box<Self>, _: &Asked) -> Vec<Vec<Cell>> {
        // Those of one day stay as they came, the latest entry first.
        let mut rows: Vec<Vec<Cell>> = self.rows.into();
        rows.sort_by(|one, other| match (one.first(), other.first()) {
            (Some(one), Some(other)) => compare(&one.value, &other.value),
            _ => Ordering::Equal,
        });
        rows
    }
}
