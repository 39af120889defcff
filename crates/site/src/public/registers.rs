//! Public registers: filter, order and page in the address, pages by key, words for what is shown and where nothing
//! matches, and the whole list as a spreadsheet.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use registry::{CALL, MEMBERSHIP, PROJECT, Row, SYSTEM};

use crate::frame::{Frame, Section};
use crate::lang::pair;
use crate::problem::Trouble;
use crate::public::bare::standard_without_tables;
use crate::public::choice::{
    Choice, Decided, decided, folded, industries, regions, sorts, states, states_of,
};
use crate::public::filter::{Filter, encoded, find, is_by_day, mark_of};
use crate::public::happened::PATHS;
use crate::public::mark::standing;
use crate::public::offer::{Offer, Takes, must_be_known, sentences};
use crate::public::{
    PublicSite, calls, decisions, export, members, order, page, standard_lives, standards as standard_pages,
    told,
};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::{DAYS, When, WhenForm};
use crate::words::{as_shown, fill};

/// Rows on one page.
const PER_PAGE: usize = 25;

/// A row of a list.
pub(crate) struct RowView {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) state: Option<Look>,
    pub(crate) under: Vec<String>,
    /// What else it leads to.
    pub(crate) links: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "rows.html")]
struct RowsPage {
    f: Frame,
    heading: &'static str,
    lead: Option<&'static str>,
    /// The registers that belong together with this one: address, name, and whether it is this one.
    beside: Vec<(&'static str, &'static str, bool)>,
    action: &'static str,
    query: String,
    states: Vec<Choice>,
    /// What decisions are filtered by.
    decided: Option<Decided>,
    has_region: bool,
    region: String,
    /// Cities of Zhejiang and provinces: the first digits of their codes, and their names.
    regions: Vec<(&'static str, String)>,
    industries: Vec<Choice>,
    rows: Vec<RowView>,
    empty: &'static str,
    is_filtered: bool,
    next: Option<String>,
    first: String,
    is_later: bool,
    kept: Vec<(&'static str, String)>,
    /// What the form is called where it is folded.
    fold: String,
    clear: String,
    when: WhenForm,
    sorts: Vec<Choice>,
    told: Option<String>,
    /// Why there is but one order, where there is but one.
    one_order: Option<&'static str>,
    saved: Saved,
    /// What was left out of the filter, in words.
    doubts: Vec<String>,
}

/// Where the list is as a file.
struct Saved {
    csv: String,
    xlsx: String,
    hint: String,
}

pub(super) type Answer = Result<Response, Trouble>;

/// One register: what it holds and how it is told.
pub(super) struct Register {
    pub(super) kind: &'static str,
    pub(super) path: &'static str,
    pub(super) section: Section,
    pub(super) heading: &'static str,
    pub(super) lead: Option<&'static str>,
    pub(super) empty: &'static str,
    pub(super) has_states: bool,
    pub(super) has_region: bool,
    pub(super) has_industry: bool,
}

impl Register {
    /// What the list may be filtered by.
    fn offer(&self) -> Offer {
        let is_of_marks = self.kind == "authorization";
        let is_of_work = self.kind == "proceeding";
        let months = ["granted", "revoked", "ended"].into_iter().filter(|_| is_of_marks);
        let offer = Offer::of_kind(self.kind)
            .and_if(self.has_states, "state", || Takes::one_of(states_of(self.kind)))
            .and_if(self.has_region, "region", || Takes::Place)
            .and_if(self.has_industry, "industry", || Takes::Industry)
            .and_if(is_of_marks, "standard", || Takes::Standard)
            .and_if(is_of_marks, "path", || Takes::one_of(PATHS));
        let offer = if is_of_work { decisions::offered(offer) } else { offer };
        months.fold(offer, |offer, month| offer.and(month, Takes::Month))
    }
}

/// The order that a list is told in: the one asked for, if it has it on that day.
fn ordered(filter: Filter, kind: &str, when: &When) -> Filter {
    let sort = if when.is_dated { "number" } else { order::named(kind, &filter.sort) };
    Filter { sort: sort.to_owned(), ..filter }
}

pub(super) async fn list(site: PublicSite, visitor: Visitor, filter: Filter, register: Register) -> Answer {
    let when = When::of(&site, &visitor.glimpse)?;
    let kind = register.kind;
    let (filter, doubts) = filter.read(&register.offer());
    let filter = ordered(filter, kind, &when);
    let format = visitor.glimpse.query.as_deref().and_then(|query| pair(query, '&', "format"));
    if let Some(format @ ("csv" | "xlsx")) = format {
        must_be_known(&doubts)?;
        let name = register.path.trim_start_matches('/');
        return export::list(&site, &visitor, filter, kind, when, (name, format == "csv")).await;
    }
    if filter.is_filtered() || when.is_dated {
        site.bound_heavy(&visitor)?;
    }
    let asked = filter.clone();
    let (found, count) = site
        .look(move |reader| {
            let found = find(reader, kind, &asked, &when, PER_PAGE)?;
            // How many there were on another day is counted by its file.
            let count =
                if when.is_dated { None } else { Some(told::count(reader, kind, &asked, &when, &found)?) };
            Ok((found, count))
        })
        .await?;
    let rows = found.rows.iter().filter_map(|row| view(&site, &visitor, row, &when).transpose());
    let rows = rows.collect::<Result<Vec<RowView>, Trouble>>()?;
    let told = told::sentence(&visitor, kind, &filter, count);
    let title = titled(register.heading, told.as_deref(), &filter);
    let one_order = one_order(&visitor, kind, &filter, &when);
    page(&RowsPage {
        sorts: if one_order.is_none() { sorts(&visitor, kind, &filter) } else { Vec::new() },
        one_order,
        doubts: sentences(&visitor, &doubts),
        told,
        saved: saved(&visitor, &filter, register.path),
        f: visitor.frame(title, register.section).seen(when.banner(&visitor)),
        heading: register.heading,
        lead: register.lead,
        beside: calls::beside(&visitor, register.path),
        action: register.path,
        states: if register.has_states { states(&visitor, &filter, kind) } else { Vec::new() },
        decided: decided(&visitor, &filter, kind),
        has_region: register.has_region,
        industries: if register.has_industry { industries(&visitor, &filter) } else { Vec::new() },
        rows,
        empty: register.empty,
        is_filtered: filter.is_filtered(),
        next: found.next.map(|next| filter.address(register.path, &next)),
        first: filter.address(register.path, ""),
        is_later: !filter.after.is_empty(),
        fold: folded(visitor.w, set(&filter)),
        kept: days(&filter),
        clear: when.carried(register.path.to_owned()),
        when: when.form(register.path, filter.parts()),
        query: filter.q,
        regions: if register.has_region { regions(&visitor) } else { Vec::new() },
        region: filter.region,
    })
    .map(IntoResponse::into_response)
}

/// Why a list has but one order, where it has but one.
fn one_order(visitor: &Visitor, kind: &str, filter: &Filter, when: &When) -> Option<&'static str> {
    let w = &visitor.w.list;
    if when.is_dated {
        Some(w.order_of_a_day)
    } else if !filter.q.is_empty() {
        Some(w.order_of_search)
    } else {
        is_by_day(kind, filter).then_some(w.order_of_days)
    }
}

/// Where the list is as a file, with the filter, the order and the days of the page.
fn saved(visitor: &Visitor, filter: &Filter, path: &str) -> Saved {
    let address = filter.address(path, "");
    let sign = if address.contains('?') { '&' } else { '?' };
    Saved {
        csv: format!("{address}{sign}format=csv"),
        xlsx: format!("{address}{sign}format=xlsx"),
        hint: fill(visitor.w.list.save_hint, &[&export::MOST]),
    }
}

/// What of an address the form that filters keeps and does not ask: the days, and what figures of marks lead to.
fn days(filter: &Filter) -> Vec<(&'static str, String)> {
    let days = DAYS.into_iter().zip([filter.as_of.clone(), filter.as_known_on.clone()]);
    let of_marks = [("standard", &filter.standard), ("path", &filter.path)];
    let of_marks = filter.months().chain(of_marks.into_iter().filter(|(_, value)| !value.is_empty()));
    let of_marks = of_marks.map(|(name, value)| (name, value.clone()));
    days.filter(|(_, day)| !day.is_empty()).chain(of_marks).collect()
}

/// How much of what the form asks is set. A list is always in some order.
fn set(filter: &Filter) -> usize {
    let kept = days(filter);
    let is_asked = |name: &str| name != "sort" && kept.iter().all(|(known, _)| *known != name);
    filter.parts().iter().filter(|(name, _)| is_asked(name)).count()
}

/// A title that tells pages of one register apart: what is shown, in words, and behind which row the page begins.
pub(super) fn titled(heading: &str, told: Option<&str>, filter: &Filter) -> String {
    let told = told.filter(|_| filter.is_filtered());
    let after = Some(filter.after.as_str()).filter(|after| !after.is_empty());
    let parts = told.into_iter().chain(after).map(|part| as_shown(part.to_owned()));
    parts.fold(heading.to_owned(), |title, part| format!("{title} · {part}"))
}

/// A row as the public sees it; `None` for kinds that have no public page.
///
/// # Errors
/// If the row cannot be read.
pub(crate) fn view(
    site: &PublicSite,
    visitor: &Visitor,
    row: &Row,
    when: &When,
) -> Result<Option<RowView>, Trouble> {
    let code = || row.enterprise.clone();
    let (href, state, under) = match row.kind.as_str() {
        "authorization" => {
            let mark = mark_of(row)?;
            let state = standing(&mark, site.reader().law(), when.seen.as_of);
            let look = Look::new(tone::of_mark(state), visitor.word(state.words()));
            let a = &mark.authorization;
            let period = fill(visitor.w.mark.period_text, &[&a.from, &a.valid_until]);
            (format!("/v/{}", row.id), Some(look), vec![row.id.clone(), a.edition.print(), period])
        }
        "enterprise" => {
            (format!("/makers/{}", row.id), None, vec![row.id.clone(), visitor.lang.place(&row.region)])
        }
        "product" => {
            let maker = site.maker_name(&row.enterprise, when);
            let id = row.product.clone();
            (format!("/makers/{}#{}", code(), encoded(&row.product)), None, vec![maker, id])
        }
        "standard" => {
            let (state, editions) = standard_lives::editions(visitor, &standard_without_tables(row)?, when);
            let under = std::iter::once(row.id.clone()).chain(editions).collect();
            (standard_pages::address_of_text(&row.id), state, under)
        }
        "proceeding" => return decisions::view(site, visitor, row, when),
        PROJECT | SYSTEM => return calls::project_row(visitor, row, when).map(Some),
        CALL => return calls::call_row(visitor, row, when).map(Some),
        MEMBERSHIP => return members::row(visitor, row, when).map(Some),
        _ => return Ok(None),
    };
    let under = under.into_iter().filter(|part| !part.is_empty()).collect();
    let href = when.carried(href);
    Ok(Some(RowView { href, title: row.title.clone(), state, under, links: Vec::new() }))
}

/// `GET /marks`.
pub(crate) async fn marks(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let w = &visitor.w.register;
    let register = Register {
        kind: "authorization",
        path: "/marks",
        section: Section::Marks,
        heading: w.marks_title,
        lead: Some(w.marks_lead),
        empty: w.marks_empty,
        has_states: true,
        has_region: true,
        has_industry: true,
    };
    list(site, visitor, filter, register).await
}

/// `GET /makers`.
pub(crate) async fn makers(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let w = &visitor.w.register;
    let register = Register {
        kind: "enterprise",
        path: "/makers",
        section: Section::Makers,
        heading: w.makers_title,
        lead: Some(w.makers_lead),
        empty: w.makers_empty,
        has_states: false,
        has_region: true,
        has_industry: true,
    };
    list(site, visitor, filter, register).await
}

/// `GET /products`.
pub(crate) async fn products(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let w = &visitor.w.register;
    let register = Register {
        kind: "product",
        path: "/products",
        section: Section::Products,
        heading: w.products_title,
        lead: None,
        empty: w.products_empty,
        has_states: false,
        has_region: true,
        has_industry: false,
    };
    list(site, visitor, filter, register).await
}

/// `GET /standards`.
pub(crate) async fn standards(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let w = &visitor.w.register;
    let register = Register {
        kind: "standard",
        path: "/standards",
        section: Section::Standards,
        heading: w.standards_title,
        lead: Some(w.standards_lead),
        empty: w.standards_empty,
        has_states: true,
        has_region: false,
        has_industry: false,
    };
    list(site, visitor, filter, register).await
}

/// `GET /decisions`; `?id=` shows one proceeding.
pub(crate) async fn decisions(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Query(filter): Query<Filter>,
) -> Answer {
    let w = &visitor.w.register;
    let mut filter = filter;
    if !filter.id.is_empty() {
        filter.q.clone_from(&filter.id);
    }
    let register = Register {
        kind: "proceeding",
        path: "/decisions",
        section: Section::Decisions,
        heading: w.decisions_title,
        lead: Some(w.decisions_lead),
        empty: w.decisions_empty,
        has_states: false,
        has_region: true,
        has_industry: false,
    };
    list(site, visitor, filter, register).await
}
