//! Figures for programs: the headlines and the reports there are, and each report with its rows, by the filter, the order and the days
//! of its page. What some offices are told beyond everybody takes their token (decision 0019).

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::api::listed::Listed;
use crate::api::parameters::{Asked, MOST, Plain};
use crate::api::read::Answer;
use crate::api::token::Asker;
use crate::office::OfficeSite;
use crate::problem::Trouble;
use crate::public::offer::must_be_known;
use crate::reports::{self, days, headline_told, report_told};
use crate::when::When;

/// `GET /api/v1/reports`.
pub(crate) async fn all(
    State(site): State<OfficeSite>,
    Asked(Plain {}): Asked<Plain>,
    Asker(visitor): Asker,
) -> Answer {
    let (site, lang) = (site.public(), visitor.lang);
    let when = When::of(site, &visitor.glimpse)?;
    let (told, size) = reports::headlines(site, &visitor, when).await?;
    let headlines: Vec<Value> =
        told.iter().map(|(headline, sum)| headline_told(headline, sum, lang)).collect();
    let readable = reports::ALL.into_iter().filter(|report| reports::is_for(&visitor, report));
    let listed: Vec<Value> = readable.map(|report| report_told(report, lang)).collect();
    let mut answer = json!({ "headlines": headlines, "reports": listed });
    days(&mut answer, &when, size.ok_or(Trouble::InTheMaking)?);
    Ok(Json(answer).into_response())
}

/// `GET /api/v1/reports/{name}`.
pub(crate) async fn one(
    State(site): State<OfficeSite>,
    Path(name): Path<String>,
    Asked(listed): Asked<Listed>,
    Asker(visitor): Asker,
) -> Answer {
    let site = site.public();
    let report = reports::named(&name).ok_or(Trouble::NotFound)?;
    let when = When::of(site, &visitor.glimpse)?;
    let limit = listed.limit.unwrap_or(usize::try_from(MOST).unwrap_or(usize::MAX));
    let (filter, doubts) = listed.filter().read(&reports::offer(report.columns, report.narrows));
    must_be_known(&doubts)?;
    let told = reports::told(site, &visitor, (report, limit), &filter, when).await?;
    Ok(Json(told).into_response())
}
