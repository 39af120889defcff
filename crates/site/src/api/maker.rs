//! A maker for programs: its dossier and the entries about it. What is not told to everybody, the result of a check that is not
//! verified and what a panel says, is told to the offices that the pages tell it to (readings 0021, 0034).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::{EntryAt, Fault, Reader};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::parameters::{Asked, Plain};
use crate::api::read::{Answer, PER_PAGE, code, file, no_maker, sealed, versioned};
use crate::api::token::Asker;
use crate::office::OfficeSite;
use crate::office::of_project::Texts;
use crate::office::reach::reads_check;
use crate::when::When;

/// `GET /api/v1/makers/{code}`.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path(typed): Path<String>,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
    Asker(visitor): Asker,
) -> Answer {
    let site = site.public();
    let when = When::of(site, &visitor.glimpse)?;
    if when.is_dated {
        site.bound_heavy(&visitor)?;
    }
    let (file, version) = file(site, (code(&typed)?, visitor.office()), when).await?;
    match visitor.office() {
        None => Ok(versioned(&headers, version, &when, &file)),
        // What differs by who asks has a tag of what was told (decision 0019).
        Some(_) => {
            let mut response = sealed(&headers, version, &when, &file)?;
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            Ok(response)
        }
    }
}

/// Where a history goes on.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct After {
    pub(super) after: Option<u64>,
    pub(super) limit: Option<usize>,
}

/// Which entries about an enterprise an office is told: not how a member of a panel votes, nor what was found in a check
/// before it is verified.
fn told(
    reader: &Reader,
    (code, office): (CreditCode, &Office),
    found: &[EntryAt],
) -> Result<Vec<bool>, Fault> {
    let entries = found.iter().map(|at| &at.entry);
    let texts = Texts::of(reader, (office, false), entries.clone())?;
    let dossier = reader.dossier(code)?.map(|filed| filed.value);
    let is_told = |at: &EntryAt| {
        let Some(dossier) = &dossier else { return true };
        let check = dossier.untold_check(&at.entry.event, at.position);
        check.is_none_or(|check| reads_check(Some(office), dossier, check))
    };
    Ok(found.iter().map(|at| texts.tells(&at.entry) && is_told(at)).collect())
}

/// `GET /api/v1/makers/{code}/entries`.
pub(crate) async fn entries(
    State(site): State<OfficeSite>,
    Path(typed): Path<String>,
    Asked(after): Asked<After>,
    Asker(visitor): Asker,
) -> Answer {
    let site = site.public();
    let maker = code(&typed)?;
    let tag = format!("enterprise:{maker}");
    let limit = after.limit.unwrap_or(PER_PAGE);
    let office = visitor.office().cloned().unwrap_or_else(|| Office::sole(OfficeKind::Public));
    let found = site.look(move |reader| {
        let found = reader.history(&tag, after.after, limit)?;
        let is_told = told(reader, (maker, &office), &found)?;
        Ok((found, is_told))
    });
    let (found, is_told) = found.await?;
    if found.is_empty() && site.reader().version("enterprise", maker.as_str())?.is_none() {
        return Err(no_maker(maker));
    }
    let last = found.last().filter(|_| found.len() == limit).map(|at| at.position);
    let shown = found.iter().zip(is_told).filter_map(|(at, is_told)| is_told.then_some(at));
    let item =
        |at: &EntryAt| json!({ "position": at.position, "leaf": ledger::hex(&at.leaf), "entry": at.entry });
    let items: Vec<Value> = shown.map(item).collect();
    Ok(Json(json!({ "items": items, "after": last })).into_response())
}
