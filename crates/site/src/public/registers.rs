//! Public registers: filter and page in the address, pages by key, and words where nothing matches.

use askama::Template;
use axum::extract::{Path, Query, State};
use policy::authorization::MarkState;
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::supervision::{Proceeding, StepKind};
use registry::{Key, PublicMark, Reader, Row};
use serde::Deserialize;

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::case;
use crate::problem::Trouble;
use crate::public::mark::{Page, standing};
use crate::public::{PublicSite, page};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::words::fill;

/// Rows on one page.
const PER_PAGE: usize = 25;
/// The most pages of the store that are looked through to fill one page of a filtered search.
const LOOKED_THROUGH: usize = 40;

/// What an address filters by.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Filter {
    #[serde(default)]
    pub(crate) q: String,
    #[serde(default)]
    pub(crate) state: String,
    #[serde(default)]
    pub(crate) region: String,
    #[serde(default)]
    pub(crate) after: String,
    #[serde(default)]
    pub(crate) id: String,
}

impl Filter {
    /// As found in an address, cleaned of what no row can match.
    pub(crate) fn clean(mut self) -> Filter {
        self.q = self.q.trim().chars().filter(|c| !c.is_control()).take(100).collect();
        self.region = self.region.trim().chars().filter(char::is_ascii_digit).take(6).collect();
        self
    }

    fn is_filtered(&self) -> bool {
        !(self.q.is_empty() && self.state.is_empty() && self.region.is_empty() && self.id.is_empty())
    }

    /// The address of the page after a key, with everything else kept.
    fn address(&self, path: &str, after: &str) -> String {
        let parts = [
            ("q", self.q.as_str()),
            ("state", &self.state),
            ("region", &self.region),
            ("id", &self.id),
            ("after", after),
        ];
        let pairs: Vec<String> = parts
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

/// A text as one part of an address.
pub(crate) fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}

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

/// States of marks that a reader filters by: name, and a state whose words are shown.
const STATES: [(&str, MarkState); 6] = [
    ("valid", MarkState::Valid),
    ("suspended", MarkState::Suspended(Day::FIRST)),
    ("basis_gone", MarkState::BasisGone(Day::FIRST)),
    ("revoked", MarkState::Revoked(Day::FIRST)),
    ("ended", MarkState::Ended(Day::FIRST)),
    ("expired", MarkState::Expired(Day::FIRST)),
];

/// What rows of a state are kept as in the store, which knows nothing of the day.
fn kept_as(state: &str) -> &str {
    match state {
        "valid" | "expired" | "not_yet" => "granted",
        other => other,
    }
}

/// A page of rows that match, and the key to go on after.
pub(crate) struct Found {
    pub(crate) rows: Vec<Row>,
    pub(crate) next: Option<String>,
}

/// The rows of a kind that match a filter. Whatever the store cannot tell by itself, such as the state on a
/// day, is looked at row by row, a bounded number of pages far.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn find(
    reader: &Reader,
    kind: Option<&str>,
    filter: &Filter,
    today: Day,
    per_page: usize,
) -> Result<Found, registry::Fault> {
    let mut found = Found { rows: Vec::new(), next: None };
    let mut after = key_from(kind, &filter.after);
    for _ in 0..LOOKED_THROUGH {
        let part = if filter.q.is_empty() {
            // Without words there is a list of each kind, but none of all kinds.
            let Some(kind) = kind else { return Ok(found) };
            let state = if kind == "authorization" { kept_as(&filter.state) } else { filter.state.as_str() };
            reader.rows(&registry::Query {
                kind: kind.to_owned(),
                state: state.to_owned(),
                region: filter.region.clone(),
                after: after.id.clone(),
                limit: per_page,
                ..registry::Query::default()
            })?
        } else {
            reader.search(&filter.q, kind, &after, per_page)?
        };
        let law = reader.law();
        for row in part.items {
            if found.rows.len() == per_page {
                return Ok(found);
            }
            let key = Key { kind: row.kind.clone(), id: row.id.clone() };
            if matches(&row, filter, |mark| standing(mark, law, today)) {
                found.rows.push(row);
            }
            found.next = Some(key_text(kind, &key));
        }
        match part.next {
            Some(next) => after = next,
            None => {
                found.next = None;
                return Ok(found);
            }
        }
        if found.rows.len() == per_page {
            return Ok(found);
        }
    }
    Ok(found)
}

/// A key as one part of an address: the kind is said only where the list has several.
fn key_text(kind: Option<&str>, key: &Key) -> String {
    if kind.is_some() { key.id.clone() } else { format!("{}:{}", key.kind, key.id) }
}

fn key_from(kind: Option<&str>, text: &str) -> Key {
    match kind {
        Some(kind) if !text.is_empty() => Key { kind: kind.to_owned(), id: text.to_owned() },
        Some(_) => Key::default(),
        None => text
            .split_once(':')
            .map_or_else(Key::default, |(kind, id)| Key { kind: kind.to_owned(), id: id.to_owned() }),
    }
}

fn matches(row: &Row, filter: &Filter, standing: impl Fn(&PublicMark) -> MarkState) -> bool {
    let state = || match row.kind.as_str() {
        "authorization" => mark_of(row).is_some_and(|mark| standing(&mark).name() == filter.state),
        _ => row.state == filter.state,
    };
    is_public(row) && row.region.starts_with(&filter.region) && (filter.state.is_empty() || state())
}

/// Whether a row has a public page; a proceeding has one once its decision is published.
fn is_public(row: &Row) -> bool {
    match row.kind.as_str() {
        "authorization" | "enterprise" | "standard" => true,
        "product" => row.state != "annulled",
        "proceeding" => row.body.contains("\"is\":\"published\""),
        _ => false,
    }
}

/// The mark kept in a row.
pub(crate) fn mark_of(row: &Row) -> Option<PublicMark> {
    serde_json::from_str(&row.body).ok()
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
        "standard" => (super::standards::address_of_text(&row.id), None, vec![row.id.clone()]),
        "proceeding" => return decision(visitor, row),
        _ => return None,
    };
    let under = under.into_iter().filter(|part| !part.is_empty()).collect();
    Some(RowView { href, title: row.title.clone(), state, under })
}

/// A proceeding, once its decision is published.
fn decision(visitor: &Visitor, row: &Row) -> Option<RowView> {
    let proceeding: Proceeding = serde_json::from_str(&row.body).ok()?;
    let day = |is: fn(&StepKind) -> bool| {
        proceeding.steps.iter().find(|step| is(&step.step)).map(|step| step.mark.on)
    };
    let published = day(|step| matches!(step, StepKind::Published))?;
    let decided = day(|step| matches!(step, StepKind::Decided { .. }))?;
    let w = &visitor.w.register;
    let rule =
        policy::rules::named(&proceeding.rule).map(|rule| visitor.word(rule.title)).unwrap_or_default();
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

struct ProductView {
    id: String,
    name: String,
    models: Vec<String>,
}

#[derive(Template)]
#[template(path = "maker.html")]
struct MakerPage {
    f: Frame,
    name: String,
    code: String,
    region: Option<String>,
    case: Option<String>,
    marks: Vec<RowView>,
    products: Vec<ProductView>,
}

/// `GET /makers/{code}`.
pub(crate) async fn maker(
    State(site): State<PublicSite>,
    Path(code): Path<String>,
    visitor: Visitor,
) -> Page {
    let code = CreditCode::parse_overridden(&code).map_err(|_| Trouble::NotOnFile)?;
    let filed = site.look(move |reader| reader.dossier(code)).await?.ok_or(Trouble::NotOnFile)?;
    let dossier: Dossier = filed.value;
    let today = site.today();
    let marks = dossier
        .authorizations
        .list
        .iter()
        .map(|authorization| {
            let mark = PublicMark::of(&dossier, authorization);
            let state = standing(&mark, site.reader().law(), today);
            let period = fill(visitor.w.mark.period_text, &[&authorization.from, &authorization.valid_until]);
            RowView {
                href: format!("/v/{}", authorization.code),
                title: mark.product,
                state: Some(Look::new(tone::of_mark(state), visitor.word(state.words()))),
                under: vec![authorization.code.to_string(), authorization.edition.print(), period],
            }
        })
        .collect();
    let products = dossier
        .products
        .list
        .iter()
        .filter(|product| product.annulled.is_none())
        .map(|product| ProductView {
            id: product.id.clone(),
            name: product.name.clone(),
            models: product.models.clone(),
        })
        .collect();
    let case = visitor.signed.is_some().then(|| case::address(CaseKind::Enterprise, code.as_str()));
    page(&MakerPage {
        f: visitor.frame(format!("{} {code}", dossier.name()), Section::Makers),
        name: dossier.name(),
        code: code.to_string(),
        region: dossier.region().map(str::to_owned),
        case,
        marks,
        products,
    })
}
