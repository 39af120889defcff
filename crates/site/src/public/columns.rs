//! The columns of public registers as files: for each kind the same whether a reader takes what a list shows or the
//! whole register as open data. Nothing is in them that the public pages do not show.

use documents::sheet::{Date, Value};
use policy::article::Words;
use policy::calendar::Day;
use policy::enterprise::facts::Product;
use policy::industry::Industry;
use policy::scheme::research::Call;
use policy::standard::number::EditionNumber;
use policy::standard::project::Project;
use policy::supervision::{Proceeding, StepKind};
use registry::{CALL, Fault, MEMBERSHIP, PROJECT, Row, SYSTEM};
use serde_json::{Map, Value as Json, json};

use crate::lang::Lang;
use crate::office::case::outcome_words;
use crate::public::PublicSite;
use crate::public::bare::standard_without_tables;
use crate::public::filter::{case_of, mark_of};
use crate::public::happened::PATHS;
use crate::public::mark::standing;
use crate::public::members;
use crate::public::of_industry::industry_of;
use crate::public::standard_state::states_on;
use crate::when::When;

/// A column: its name for programs, and its head for people.
pub(crate) struct Column {
    /// Its name, which stays.
    pub(crate) name: &'static str,
    /// Its head.
    pub(crate) words: Words,
}

pub(super) const fn column(name: &'static str, zh: &'static str, en: &'static str) -> Column {
    Column { name, words: Words { zh, en } }
}

pub(super) const MAKER: Column = column("maker", "企业", "maker");
pub(super) const CREDIT_CODE: Column = column("credit_code", "统一社会信用代码", "credit code");
pub(super) const REGION: Column = column("region", "区划代码", "division code");
pub(super) const INDUSTRY: Column = column("industry", "行业代码", "industry code");
const MODELS: Column = column("models", "型号", "models");

const MARKS: &[Column] = &[
    column("code", "查验码", "code"),
    MAKER,
    CREDIT_CODE,
    REGION,
    column("product", "产品", "product"),
    MODELS,
    column("edition", "标准", "edition"),
    column("path", "方式", "path"),
    column("from", "首日", "first day"),
    column("valid_until", "末日", "last day"),
    column("state", "状态", "state"),
    column("since", "状态起始日", "state since"),
    INDUSTRY,
];
const MAKERS: &[Column] = &[CREDIT_CODE, MAKER, REGION, INDUSTRY];
const PRODUCTS: &[Column] = &[
    MAKER,
    CREDIT_CODE,
    REGION,
    column("product", "产品编号", "product number"),
    column("name", "产品名称", "product name"),
    MODELS,
];
const STANDARDS: &[Column] = &[
    column("standard", "标准", "standard"),
    column("title", "名称", "title"),
    column("editions", "版本", "editions"),
    column("state", "状态", "state"),
];
const DECISIONS: &[Column] = &[
    column("id", "编号", "number"),
    MAKER,
    CREDIT_CODE,
    column("kind", "事项", "work"),
    column("outcome", "决定", "decision"),
    column("decided_on", "决定日", "decided on"),
    column("published_on", "公告日", "published on"),
    column("corrected_on", "更正日", "corrected on"),
    column("rule", "规则", "rule"),
    column("marks", "查验码", "codes"),
];

const CALLS: &[Column] = &[
    column("id", "编号", "number"),
    column("title", "名称", "title"),
    column("kind", "征集类别", "what it asks for"),
    column("published_on", "公布日", "published on"),
    column("from", "首日", "first day"),
    column("valid_until", "末日", "last day"),
    column("state", "状态", "state"),
    INDUSTRY,
    column("closed_on", "提前结束日", "closed early on"),
];
const PROJECTS: &[Column] = &[
    column("id", "编号", "number"),
    column("title", "名称", "title"),
    column("wants", "申报类别", "what it wants"),
    column("state", "状态", "state"),
    column("since", "状态起始日", "state since"),
    column("lead", "牵头单位", "lead"),
    CREDIT_CODE,
    REGION,
    column("call", "征集编号", "call"),
    column("plan", "计划号", "place in the plan"),
    column("edition", "标准", "edition"),
    INDUSTRY,
];

/// The columns of a kind.
pub(crate) fn of(kind: &str) -> &'static [Column] {
    match kind {
        "authorization" => MARKS,
        "enterprise" => MAKERS,
        "product" => PRODUCTS,
        "standard" => STANDARDS,
        CALL => CALLS,
        MEMBERSHIP => members::COLUMNS,
        PROJECT | SYSTEM => PROJECTS,
        _ => DECISIONS,
    }
}

/// What a row is told from: the day, the words if it is for people, and the maker named last, for rows of one maker
/// follow each other.
pub(crate) struct Telling<'a> {
    site: &'a PublicSite,
    when: &'a When,
    lang: Option<Lang>,
    maker: (String, String),
}

/// A day as a spreadsheet takes it.
pub(crate) fn date(day: Day) -> Value {
    let parts = (u16::try_from(day.year()), u8::try_from(day.month()), u8::try_from(day.day()));
    let date = match parts {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day),
        _ => None,
    };
    date.map_or_else(|| Value::Text(day.to_string()), Value::Date)
}

pub(crate) fn text(text: impl Into<String>) -> Value {
    let text = text.into();
    if text.is_empty() { Value::Empty } else { Value::Text(text) }
}

/// Empty where nobody has stated it.
pub(super) fn industry_cell(industry: Option<&Industry>) -> Value {
    industry.map_or(Value::Empty, |industry| text(industry.code()))
}

pub(crate) fn day(day: Option<Day>) -> Value {
    day.map_or(Value::Empty, date)
}

impl<'a> Telling<'a> {
    /// In a language, or by the names that stay.
    pub(crate) fn new(site: &'a PublicSite, when: &'a When, lang: Option<Lang>) -> Telling<'a> {
        Telling { site, when, lang, maker: Default::default() }
    }

    fn named(&self, name: &str, words: Words) -> Value {
        text(self.lang.map_or(name, |lang| lang.word(words)))
    }

    fn maker(&mut self, code: &str) -> String {
        if self.maker.0 != code {
            self.maker = (code.to_owned(), self.site.maker_name(code, self.when));
        }
        self.maker.1.clone()
    }

    /// The values of a row, one for each column of its kind; `None` if its kind is not told.
    ///
    /// # Errors
    /// If the row cannot be read.
    pub(crate) fn cells(&mut self, row: &Row) -> Result<Option<Vec<Value>>, Fault> {
        Ok(match row.kind.as_str() {
            "authorization" => Some(self.mark(row)?),
            "enterprise" => {
                let industry = industry_of(row)?;
                Some(vec![
                    text(&*row.id),
                    text(&*row.title),
                    text(&*row.region),
                    industry_cell(industry.as_ref()),
                ])
            }
            "product" => Some(self.product(row)?),
            "standard" => Some(self.standard(row)?),
            CALL => Some(self.call(row)?),
            MEMBERSHIP => Some(members::cells(row, self.lang)?),
            PROJECT | SYSTEM => Some(self.project(row)?),
            "proceeding" => self.decision(row)?,
            _ => None,
        })
    }

    fn mark(&self, row: &Row) -> Result<Vec<Value>, Fault> {
        let mark = mark_of(row)?;
        let state = standing(&mark, self.site.reader().law(), self.when.seen.as_of);
        let a = &mark.authorization;
        let [certified, self_declared] = PATHS;
        let path = if a.is_self_declared() { self_declared } else { certified };
        Ok(vec![
            text(&*row.id),
            text(&*mark.maker),
            text(&*row.enterprise),
            text(&*row.region),
            text(&*mark.product),
            text(a.models.join("; ")),
            text(a.edition.print()),
            self.named(path.0, path.1),
            date(a.from),
            date(a.valid_until),
            self.named(state.name(), state.words()),
            day(state.since()),
            industry_cell(mark.industry.as_ref()),
        ])
    }

    fn standard(&self, row: &Row) -> Result<Vec<Value>, Fault> {
        let standard = standard_without_tables(row)?;
        let counts = standard.editions.iter().filter(|edition| edition.annulled.is_none());
        let editions: Vec<String> = counts.map(|edition| edition.edition.print()).collect();
        let states = states_on(row, self.when.seen.as_of)?.into_iter();
        let states: Vec<&str> =
            states.map(|(name, words)| self.lang.map_or(name, |lang| lang.word(words))).collect();
        Ok(vec![text(&*row.id), text(&*row.title), text(editions.join("; ")), text(states.join("; "))])
    }

    fn product(&mut self, row: &Row) -> Result<Vec<Value>, Fault> {
        let product: Product = case_of(row)?;
        Ok(vec![
            text(self.maker(&row.enterprise)),
            text(&*row.enterprise),
            text(&*row.region),
            text(product.id),
            text(product.name),
            text(product.models.join("; ")),
        ])
    }

    fn call(&self, row: &Row) -> Result<Vec<Value>, Fault> {
        let call: Call = case_of(row)?;
        let state = call.state(self.when.seen.as_of);
        Ok(vec![
            text(&*call.id),
            text(&*call.title),
            self.named(call.kind.name(), call.kind.words()),
            date(call.published_on),
            date(call.from),
            date(call.until),
            self.named(state.name(), state.words()),
            industry_cell(call.industry.as_ref()),
            day(call.ended.map(|end| end.on)),
        ])
    }

    fn project(&self, row: &Row) -> Result<Vec<Value>, Fault> {
        let project: Project = case_of(row)?;
        let now = project.progress_seen(self.when.seen);
        let wants = now.proposal.map(|it| self.named(it.wants.name(), it.wants.words()));
        Ok(vec![
            text(&*row.id),
            text(&*row.title),
            wants.unwrap_or(Value::Empty),
            self.named(now.stage.name(), now.stage.words()),
            day(now.since()),
            text(now.lead.map(|(_, name, _)| name).unwrap_or_default()),
            text(&*row.enterprise),
            text(&*row.region),
            text(now.proposal.map(|it| it.call.as_str()).unwrap_or_default()),
            text(now.plan.map(|plan| plan.to_string()).unwrap_or_default()),
            text(now.edition.map(EditionNumber::print).unwrap_or_default()),
            industry_cell(now.proposal.and_then(|it| it.wants.industry())),
        ])
    }

    fn decision(&self, row: &Row) -> Result<Option<Vec<Value>>, Fault> {
        let proceeding: Proceeding = case_of(row)?;
        let on = |is: fn(&StepKind) -> bool| {
            day(proceeding.steps.iter().find(|step| is(&step.step)).map(|step| step.mark.on))
        };
        let Some(outcome) = proceeding.outcome() else { return Ok(None) };
        let stable = |value: Json| value.as_str().unwrap_or_default().to_owned();
        let marks: Vec<String> = proceeding.authorizations.iter().map(ToString::to_string).collect();
        Ok(Some(vec![
            text(&*row.id),
            text(&*row.title),
            text(&*row.enterprise),
            self.named(&stable(json!(proceeding.kind)), proceeding.kind.words()),
            self.named(&stable(json!(outcome)), outcome_words(outcome)),
            on(|step| matches!(step, StepKind::Decided { .. })),
            on(|step| matches!(step, StepKind::Published)),
            on(|step| matches!(step, StepKind::Corrected)),
            text(&*proceeding.rule),
            text(marks.join("; ")),
        ]))
    }
}

/// The values of a row as an object by the names of its columns; nothing is null.
pub(crate) fn as_json(columns: &[Column], cells: &[Value]) -> Json {
    let value = |value: &Value| match value {
        Value::Empty => Json::Null,
        Value::Text(text) | Value::Decimal(text) => Json::from(text.as_str()),
        Value::Whole(number) => Json::from(*number),
        Value::Date(date) => Json::from(date.to_string()),
        Value::Bool(truth) => Json::from(*truth),
    };
    let pairs = columns.iter().zip(cells).map(|(column, cell)| (column.name.to_owned(), value(cell)));
    Json::Object(pairs.collect::<Map<String, Json>>())
}
