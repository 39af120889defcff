//! The list behind the figures of findings: each one that an entry of the ledger rests on, the latest first. An entry is
//! public and leads to whom it is about; by name that is told here to the offices that open its file (readings 0015 and 0029).

use axum::extract::{Query, State};
use axum::response::Response;
use documents::sheet::Value;
use policy::article::{Article, Words};
use policy::enterprise::credit_code::CreditCode;
use policy::powers::Office;
use registry::{Fault, Reader};

use super::findings::{OUTCOMES, clause_of, clause_words, rule_words};
use super::findings_kept::{Finding, Findings, gather};
use super::list::{Request, View, industries, select};
use super::makers::{self, Seats, is_within};
use super::narrow::Select;
use super::page::offer;
use super::pick::{Says, Spans};
use super::shape::Shape;
use super::{Asked, Cell, Narrow};
use crate::acts::CaseKind;
use crate::office::case;
use crate::office::reach::{Whose, opens_enterprise};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::columns::date;
use crate::public::filter::Filter;
use crate::public::offer::Takes;
use crate::visitor::Visitor;
use crate::when::When;

/// Where it is.
pub(super) const PATH: &str = "/reports/findings";

const DAY: Words = Words { zh: "日期", en: "Day" };
const CLAUSE: Words = Words { zh: "条款", en: "Clause" };
const CAME_TO: Words = Words { zh: "结论", en: "Came to" };
const ENTRY: Words = Words { zh: "账本条目", en: "Entry" };
const ENTERPRISE: Words = Words { zh: "企业", en: "Enterprise" };
const CONDITION: Words = Words { zh: "条件", en: "Condition" };
/// What everybody reads, and what the offices do that open files of enterprises.
const COLUMNS: &[Words] = &[CONDITION, CAME_TO, DAY, CLAUSE, ENTRY];
const OF_OFFICES: &[Words] = &[CONDITION, CAME_TO, DAY, CLAUSE, ENTRY, ENTERPRISE];

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
    let request = Request { site: &site, visitor: &visitor, filter: &filter, when };
    let count = request.kept(&site.reports().findings, (&[makers::KIND], true), gather).await?;
    let w = &visitor.w.report;
    let says = (w.findings_title.to_owned(), w.findings_lead);
    let shape = Shape {
        note: Some(w.findings_names),
        narrows: &[Narrow::Months, Narrow::Place],
        is_behind: true,
        ..Shape::list(("findings", PATH), says, (columns, super::findings::BY_MONTH.articles), doubts)
    };
    let (asked, office) = (filter.clone(), visitor.office().cloned());
    request
        .answer(
            (&shape, selects(&site, &visitor, (&filter, when))),
            count,
            move |reader, kept, on, choose| {
                let list = List {
                    opens: opens(reader, kept, when, office.as_ref())?,
                    kept,
                    asked: on,
                    filter: &asked,
                };
                Ok(choose(&list))
            },
        )
        .await
}

/// By what the list is narrowed beside months and places: what findings came to, by which rule and of which clause, and in which
/// industry.
fn selects(site: &PublicSite, visitor: &Visitor, (filter, when): (&Filter, When)) -> Vec<Select> {
    let (w, lang) = (&visitor.w, visitor.lang);
    let asked = Asked { law: site.reader().law(), when, lang };
    let outcomes = OUTCOMES.iter().map(|(name, words)| ((*name).to_owned(), lang.label(*words)));
    let rules: Vec<_> = policy::rules::all().into_iter().filter(|rule| rule.part_of.is_none()).collect();
    let mut clauses: Vec<Article> = rules.iter().filter_map(|rule| clause_of(Some(rule))).collect();
    clauses.sort_by_key(|clause| clause.number());
    clauses.dedup_by_key(|clause| clause.number());
    let clauses =
        clauses.into_iter().map(|clause| (clause.number().to_string(), clause_words(Some(clause), lang)));
    let rules = rules.iter().map(|rule| (rule.id.to_owned(), rule_words(rule.id, Some(rule), &asked)));
    vec![
        select(visitor, ("outcome", w.list.came_to), &filter.outcome, outcomes),
        select(visitor, ("clause", w.list.clause), &filter.clause, clauses),
        select(visitor, ("rule", w.list.condition), &filter.rule, rules),
        industries(visitor, filter),
    ]
}

/// Of which enterprises an office opens the file; of none where nobody is signed in.
fn opens(
    reader: &Reader,
    kept: &Findings,
    when: When,
    office: Option<&Office>,
) -> Result<Option<Vec<bool>>, Fault> {
    let Some(office) = office else { return Ok(None) };
    let seats = Seats::of(reader, when, Some(office))?;
    let opens = kept.makers.iter().map(|(code, maker)| {
        let region = seats.today(code, &maker.region);
        CreditCode::parse_overridden(code).is_ok_and(|code| opens_enterprise(office, Whose { code, region }))
    });
    Ok(Some(opens.collect()))
}

/// The findings as a reader sees them.
struct List<'a> {
    kept: &'a Findings,
    asked: &'a Asked<'a>,
    filter: &'a Filter,
    /// Whether the reader opens the file of each enterprise; nothing of one whom no column names any.
    opens: Option<Vec<bool>>,
}

impl List<'_> {
    fn at(&self, row: usize) -> Option<&Finding> {
        self.kept.list.get(row)
    }

    fn clause_of(&self, rule: usize) -> Option<Article> {
        clause_of(self.kept.rules.get(rule).and_then(|(_, rule)| *rule))
    }

    /// The name of an enterprise, where the reader opens its file.
    fn name(&self, maker: usize) -> Option<&str> {
        let opens = self.opens.as_ref().and_then(|opens| opens.get(maker)).copied().unwrap_or(false);
        self.kept.makers.get(maker).filter(|_| opens).map(|(_, maker)| maker.name.as_str())
    }

    fn condition(&self, rule: usize) -> Option<String> {
        self.kept.rules.get(rule).map(|(id, rule)| rule_words(id, *rule, self.asked))
    }

    /// What a row says by its rule, each text once.
    fn by_rule(&self, says: impl Fn(usize) -> Option<String>) -> Says<'_> {
        let texts = (0..self.kept.rules.len()).map(says).collect();
        Says::Texts(texts, Box::new(|row| self.at(row).map_or(usize::MAX, Finding::rule)))
    }
}

impl View for List<'_> {
    fn rows(&self) -> Vec<(usize, bool)> {
        let (filter, kept) = (self.filter, self.kept);
        let lies = |code: &str, asked: &str| asked.is_empty() || is_within(code, asked);
        let lies = |(region, industry): (&str, &str)| {
            lies(region, &filter.region) && lies(industry, &filter.industry)
        };
        let makers: Vec<bool> =
            kept.makers.iter().map(|(_, maker)| lies((&maker.region, &maker.industry))).collect();
        let nobody = lies(("", ""));
        let rule = |(at, (id, _)): (usize, &(String, _))| {
            let clause = self.clause_of(at).map_or(0, Article::number).to_string();
            (filter.rule.is_empty() || filter.rule == *id)
                && (filter.clause.is_empty() || filter.clause == clause)
        };
        let rules: Vec<bool> = kept.rules.iter().enumerate().map(rule).collect();
        let outcomes = OUTCOMES.map(|(name, _)| filter.outcome.is_empty() || filter.outcome == name);
        let spans = Spans::of(filter);
        let has = |all: &[bool], at: usize| all.get(at).copied().unwrap_or(false);
        let is_asked = |finding: &Finding| {
            has(&outcomes, finding.outcome())
                && has(&rules, finding.rule())
                && finding.maker().map_or(nobody, |maker| has(&makers, maker))
                && spans.has(Some(finding.on))
        };
        kept.list.iter().map(is_asked).enumerate().collect()
    }

    fn key(&self, row: usize) -> u64 {
        self.at(row).map_or(0, Finding::key)
    }

    fn columns(&self) -> Vec<Says<'_>> {
        let lang = self.asked.lang;
        let outcomes = OUTCOMES.map(|(_, words)| Some(lang.word(words).to_owned())).to_vec();
        let mut columns = vec![
            self.by_rule(|rule| self.condition(rule)),
            Says::Texts(outcomes, Box::new(|row| self.at(row).map_or(usize::MAX, Finding::outcome))),
            Says::Day(Box::new(|row| self.at(row).map(|finding| finding.on))),
            self.by_rule(|rule| Some(clause_words(self.clause_of(rule), lang))),
            Says::Number(Box::new(|row| self.at(row).map_or(0, |finding| finding.position))),
        ];
        if self.opens.is_some() {
            let names =
                (0..self.kept.makers.len()).map(|maker| self.name(maker).map(str::to_owned)).collect();
            let maker = |row| self.at(row).and_then(Finding::maker).unwrap_or(usize::MAX);
            columns.push(Says::Texts(names, Box::new(maker)));
        }
        columns
    }

    fn cells(&self, row: usize) -> Vec<Cell> {
        let Some(finding) = self.at(row) else { return Vec::new() };
        let lang = self.asked.lang;
        let (rule, outcome) = (finding.rule(), OUTCOMES.get(finding.outcome()));
        let position = Cell::count(finding.position);
        let entry = Some(format!("/ledger/entries/{}", finding.position));
        let id = self.kept.rules.get(rule).map_or("", |(id, _)| id.as_str());
        let condition = Cell::text(self.condition(rule).unwrap_or_default()).leads_to(format!("/rules#{id}"));
        let told = [
            condition,
            Cell::text(outcome.map_or("", |(_, words)| lang.word(*words))),
            Cell::of(date(finding.on)),
            Cell::text(clause_words(self.clause_of(rule), lang)),
            Cell { href: entry, ..position },
        ];
        let maker = self.opens.is_some().then(|| {
            let maker = finding.maker().and_then(|at| Some((self.kept.makers.get(at)?, self.name(at)?)));
            maker.map_or_else(
                || Cell::of(Value::Empty),
                |((code, _), name)| Cell::text(name).leads_to(case::address(CaseKind::Enterprise, code)),
            )
        });
        told.into_iter().chain(maker).collect()
    }
}
