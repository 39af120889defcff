//! The reports of duties not fulfilled that changed last, for desks and for programs.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use policy::standard::publishing::DutyReport;
use registry::{DUTY_REPORT, Fault, Reader, Sort};
use serde::Deserialize;
use serde_json::json;

use crate::api::parameters::Asked;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::public::filter::{case_of, encoded};
use crate::visitor::Visitor;
use crate::when::When;

/// Some reports, and where the next ones begin, if there are more.
pub(crate) struct Latest {
    pub(crate) reports: Vec<DutyReport>,
    pub(crate) next: Option<String>,
}

/// The reports in a state, or in any, that changed last, after a place in that order. A report has all its lines in it,
/// so nobody reads more of them than are asked for.
///
/// # Errors
/// If the database fails or a report cannot be read.
pub(crate) fn latest(reader: &Reader, state: &str, after: &str, limit: usize) -> Result<Latest, Fault> {
    let (kind, state) = (DUTY_REPORT.to_owned(), state.to_owned());
    let query = registry::Query { kind, state, limit, ..registry::Query::default() };
    let rows = reader.rows_sorted(Sort::Changed, &query, after.split_once('/'))?;
    let reports = rows.iter().take(limit).map(case_of).collect::<Result<Vec<DutyReport>, Fault>>()?;
    let last = rows.get(limit.saturating_sub(1)).filter(|_| rows.len() > limit);
    Ok(Latest { reports, next: last.map(|row| format!("{}/{}", Sort::Changed.value(row), row.id)) })
}

/// The most reports on one page.
const SHOWN: usize = 20;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Paged {
    #[serde(default)]
    after: String,
    limit: Option<usize>,
}

/// What the store calls reports that are published.
const PUBLISHED: &str = "published";

/// `GET /api/v1/duties`: the published reports, those that changed last first.
pub(crate) async fn as_json(
    State(site): State<PublicSite>,
    Asked(Paged { after, limit }): Asked<Paged>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    site.bound_heavy(&visitor)?;
    let limit = limit.unwrap_or(SHOWN);
    let found = site.look(move |reader| latest(reader, PUBLISHED, &after, limit)).await?;
    let reports = found.reports.iter().filter_map(|report| when.seen.report(report)).map(|it| it.told());
    let items: Vec<DutyReport> = reports.filter(|report| report.published.is_some()).collect();
    let address = |next: &String| {
        let page = format!("/api/v1/duties?limit={limit}&after={}", encoded(next));
        format!("{}{}", site.public_url(), when.carried(page))
    };
    let seen = when.seen;
    let answer = json!({
        "items": items, "after": found.next, "next": found.next.as_ref().map(address), "as_of": seen.as_of,
        "as_known_on": seen.known_on,
    });
    Ok(axum::Json(answer).into_response())
}
