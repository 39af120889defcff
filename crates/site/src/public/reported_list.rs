//! The list of reports of duties not fulfilled, as a page and for programs.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use policy::standard::publishing::DutyReport;
use registry::{DUTY_REPORT, Fault, Query, Reader, Sort};
use serde_json::json;

use crate::api::parameters::{Asked, Plain};
use crate::frame::{Frame, Section};
use crate::problem::Trouble;
use crate::public::filter::case_of;
use crate::public::mark::Page;
use crate::public::registers::RowView;
use crate::public::reported::{knows, row};
use crate::public::{PublicSite, page};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};

/// Some reports, and where the next ones begin, if there are more.
pub(crate) struct Latest {
    pub(crate) reports: Vec<DutyReport>,
    pub(crate) next: Option<(String, String)>,
}

/// The reports in a state, or in any, that changed last, after a place in that order. A report has all its lines in it,
/// so nobody reads more of them than are asked for.
///
/// # Errors
/// If the database fails or a report cannot be read.
pub(crate) fn latest(
    reader: &Reader,
    state: &str,
    after: Option<(&str, &str)>,
    limit: usize,
) -> Result<Latest, Fault> {
    let query = Query { kind: DUTY_REPORT.to_owned(), state: state.to_owned(), limit, ..Query::default() };
    let rows = reader.rows_sorted(Sort::Changed, &query, after)?;
    let reports = rows.iter().take(limit).map(case_of).collect::<Result<Vec<DutyReport>, Fault>>()?;
    let last = rows.iter().take(limit).last().filter(|_| rows.len() > limit);
    Ok(Latest { reports, next: last.map(|row| (Sort::Changed.value(row), row.id.clone())) })
}

#[derive(Template)]
#[template(path = "duties.html")]
struct ListPage {
    f: Frame,
    reports: Vec<RowView>,
    when: WhenForm,
}

/// The most reports on one page.
const SHOWN: usize = 20;

/// `GET /duties`.
pub(crate) async fn list(State(site): State<PublicSite>, visitor: Visitor) -> Page {
    let when = When::of(&site, &visitor.glimpse)?;
    let reports = site.look(|reader| Ok(latest(reader, "", None, SHOWN)?.reports)).await?;
    let reports = reports.iter().filter_map(|report| when.seen.report(report));
    let told = reports.filter(|report| report.published.is_some() || knows(&visitor));
    page(&ListPage {
        f: visitor.frame(visitor.w.reported.title, Section::Standards).seen(when.banner(&visitor)),
        reports: told.map(|report| row(&visitor, &report, &when)).collect(),
        when: when.form("/duties", Vec::new()),
    })
}

/// `GET /api/v1/duties`: the published reports, the latest first.
pub(crate) async fn as_json(
    State(site): State<PublicSite>,
    Asked(Plain {}): Asked<Plain>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    let reports = site.look(|reader| Ok(latest(reader, "published", None, SHOWN)?.reports)).await?;
    let reports = reports.iter().filter_map(|report| when.seen.report(report));
    let items: Vec<DutyReport> = reports.filter(|report| report.published.is_some()).collect();
    let seen = when.seen;
    let answer = json!({ "items": items, "as_of": seen.as_of, "as_known_on": seen.known_on });
    Ok(axum::Json(answer).into_response())
}
