//! Public registers: filter and page in the address, pages by key, and words where nothing matches.

use askama::Template;
use axum::extract::{Query, State};
use policy::calendar::Day;
use policy::supervision::{Proceeding, StepKind};
use registry::Row;

use crate::frame::{Frame, Section};
use crate::office::case;
use crate::public::filter::{Filter, STATES, encoded, find, mark_of};
use crate::public::mark::{Page, standing};
use crate::public::{PublicSite, page, standards as standard_pages};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// Rows on one page.
const PER_PAGE: usize = 25;

/// A row of a list.
pub(crate) struct RowView {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) state: Option<Look>,
    pub(crate) under: Vec<String>,
}

struct Choice {
    value: &'static str,
    word: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "rows.html")]
struct RowsPage {
    f: Frame,
    heading: &'static str,
    lead: Option<&'static str>,
    action: &'static str,
    query: String,
    states: Vec<Choice>,
    has_region: bool,
    region: String,
    rows: Vec<RowView>,
    empty: &'static str,
    is_filtered: bool,
    next: Option<String>,
    first: String,
    is_later: bool,
}

/// One register: what it holds and how it is told.
struct Register {
    kind: Option<&'static str>,
    path: &'static str,
    section: Section,
    heading: &'static str,
    lead: Option<&'static str>,
    empty: &'static str,
    has_states: bool,
    has_region: bool,
}

async fn list(site: PublicSite, visitor: Visitor, filter: Filter, register: Register) -> Page {
    if !filter.q.is_empty() {
        site.bound_heavy(&visitor)?;
    }
    let filter = filter.clean();
    let today = site.today();
    let kind = register.kind;
    let asked = filter.clone();
    let found = site.look(move |reader| find(reader, kind, &asked, today, PER_PAGE)).await?;
    let rows = found.rows.iter().filter_map(|row| view(&site, &visitor, row, today)).collect();
    let states = if register.has_states {
        STATES
            .iter()
            .map(|(value, state)| Choice {
                value,
                word: visitor.word(state.words()),
                is_chosen: *value == filter.state,
            })
            .collect()
    } else {
        Vec::new()
    };
    page(&RowsPage {
        f: visitor.frame(titled(register.heading, &filter), register.section),
        heading: register.heading,
        lead: register.lead,
        action: register.path,
        states,
        has_region: register.has_region,
        rows,
        empty: register.empty,
        is_filtered: filter.is_filtered(),
        next: found.next.map(|next| filter.address(register.path, &next)),
        first: filter.address(register.path, ""),
        is_later: !filter.after.is_empty(),
        query: filter.q,
        region: filter.region,
    })
}

/// A title that tells pages of one register apart.
fn titled(heading: &str, filter: &Filter) -> String {
    let parts = [&filter.q, &filter.state, &filter.region, &filter.after];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .fold(heading.to_owned(), |title, part| format!("{title} · {part}"))
}

/// A row as the public sees it; `None` for kinds that have no public page.
pub(crate) fn view(site: &PublicSite, visitor: &Visitor, row: &Row, today: Day) -> Option<RowView> {
    let code = || row.enterprise.clone();
    let (href, state, under) = match row.kind.as_str() {
        "authorization" => {
            let mark = mark_of(row)?;
            let state = standing(&mark, site.reader().law(), today);
            let look = Look::new(tone::of_mark(state), visitor.word(state.words()));
            let a = &mark.authorization;
            let period = fill(visitor.w.mark.period_text, &[&a.from, &a.valid_until]);
            (format!("/v/{}", row.id), Some(look), vec![row.id.clone(), a.edition.print(), period])
        }
        "enterprise" => (format!("/makers/{}", row.id), None, vec![row.id.clone(), row.region.clone()]),
        "product" => {
            let maker = site.maker_name(&row.enterprise);
            let id = row.product.clone();
            (format!("/makers/{}#{}", code(), encoded(&row.product)), None, vec![maker, id])
        }
        "standard" => (standard_pages::address_of_text(&row.id), None, vec![row.id.clone()]),
        "proceeding" => return decision(site, visitor, row),
        _ => return None,
    };
    let under = under.into_iter().filter(|part| !part.is_empty()).collect();
    Some(RowView { href, title: row.title.clone(), state, under })
}

/// A proceeding, once its decision is published.
fn decision(site: &PublicSite, visitor: &Visitor, row: &Row) -> Option<RowView> {
    let proceeding: Proceeding = serde_json::from_str(&row.body).ok()?;
    let day = |is: fn(&StepKind) -> bool| {
        proceeding.steps.iter().find(|step| is(&step.step)).map(|step| step.mark.on)
    };
    let published = day(|step| matches!(step, StepKind::Published))?;
    let decided = day(|step| matches!(step, StepKind::Decided { .. }))?;
    let w = &visitor.w.register;
    let parameters = site.reader().law().parameters;
    let title = policy::rules::named(&proceeding.rule).map(|rule| rule.title.on(parameters, decided));
    let rule = title.as_ref().map(|title| visitor.said(title)).unwrap_or_default();
    let outcome = proceeding.outcome().map(|outcome| visitor.word(case::outcome_words(outcome)));
    let marks: Vec<String> = proceeding.authorizations.iter().map(ToString::to_string).collect();
    let mut under = vec![
        proceeding.id.clone(),
        format!("{} {decided}", w.decided_on),
        format!("{} {published}", w.published_on),
        rule.to_owned(),
    ];
    under.extend(marks.iter().cloned());
    Some(RowView {
        href: marks
            .first()
            .map_or_else(|| format!("/makers/{}", row.enterprise), |code| format!("/v/{code}")),
        title: format!("{} · {}", row.title, visitor.word(proceeding.kind.words())),
        state: outcome.map(|word| Look::new(tone::CLOSED, word)),
        under,
    })
}

/// `GET /marks`.
pub(crate) async fn marks(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Page {
    let w = &visitor.w.register;
    let register = Register {
        kind: Some("authorization"),
        path: "/marks",
        section: Section::Marks,
        heading: w.marks_title,
        lead: Some(w.marks_lead),
        empty: w.marks_empty,
        has_states: true,
        has_region: true,
    };
    list(site, visitor, filter, register).await
}

/// `GET /makers`.
pub(crate) async fn makers(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Page {
    let w = &visitor.w.register;
    let register = Register {
        kind: Some("enterprise"),
        path: "/makers",
        section: Section::Makers,
        heading: w.makers_title,
        lead: Some(w.makers_lead),
        empty: w.makers_empty,
        has_states: false,
        has_region: true,
    };
    list(site, visitor, filter, register).await
}

/// `GET /products`.
pub(crate) async fn products(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Page {
    let w = &visitor.w.register;
    let register = Register {
        kind: Some("product"),
        path: "/products",
        section: Section::Products,
        heading: w.products_title,
        lead: None,
        empty: w.products_empty,
        has_states: false,
        has_region: true,
    };
    list(site, visitor, filter, register).await
}

/// `GET /standards`.
pub(crate) async fn standards(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Page {
    let w = &visitor.w.register;
    let register = Register {
        kind: Some("standard"),
        path: "/standards",
        section: Section::Standards,
        heading: w.standards_title,
        lead: Some(w.standards_lead),
        empty: w.standards_empty,
        has_states: false,
        has_region: false,
    };
    list(site, visitor, filter, register).await
}

/// `GET /decisions`; `?id=` shows one proceeding.
pub(crate) async fn decisions(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Page {
    let w = &visitor.w.register;
    let mut filter = filter;
    if !filter.id.is_empty() {
        filter.q.clone_from(&filter.id);
    }
    let register = Register {
        kind: Some("proceeding"),
        path: "/decisions",
        section: Section::Decisions,
        heading: w.decisions_title,
        lead: Some(w.decisions_lead),
        empty: w.decisions_empty,
        has_states: false,
        has_region: false,
    };
    list(site, visitor, filter, register).await
}

/// `GET /search`: all public kinds at once.
pub(crate) async fn search(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Page {
    let w = &visitor.w.register;
    let empty = if filter.q.trim().is_empty() { w.search_nothing } else { w.search_empty };
    let register = Register {
        kind: None,
        path: "/search",
        section: Section::Other,
        heading: w.search_title,
        lead: None,
        empty,
        has_states: false,
        has_region: false,
    };
    list(site, visitor, filter, register).await
}
