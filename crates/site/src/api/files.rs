//! `POST /api/v1/files`: a file that a program sends before it files a declaration or a document of a project with it,
//! looked at as the page does; and its end, as long as nothing is filed with it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use policy::authorization::evidence::{FILE_BYTES, FileType, MOST_FILES, TOTAL_BYTES};
use policy::decide::{Problem, Refusal};
use policy::powers::Office;
use registry::{LooseFile, Reader};
use serde_json::json;

use crate::api::parameters::{Asked, Plain};
use crate::api::token::{self, Bearer};
use crate::lang::Lang;
use crate::layers::empty;
use crate::office::OfficeSite;
use crate::office::declare::sniff::{self, Refused};
use crate::office::photos;
use crate::problem::Trouble;
use crate::public::aside;
use crate::visitor::Visitor;
use crate::words::{Text, fill, text};

/// The most that is read, in bytes: one file.
pub(crate) const UPLOAD_BYTES: usize = FILE_BYTES as usize;

/// The office of a token that may act, if it files declarations, labels or documents of projects, as long as its person
/// holds it: who left keeps no files here.
fn sender(site: &OfficeSite, reader: &Reader, bearer: &Bearer) -> Result<Office, Trouble> {
    let own = bearer.token.office.clone().filter(|_| bearer.may("act")).ok_or(Trouble::TokenReach)?;
    if !photos::may_send(&own) {
        return Err(Trouble::Forbidden);
    }
    let is_held = reader.scheme()?.holds(&bearer.token.person, &own, site.public().today());
    if is_held { Ok(own) } else { Err(Trouble::Forbidden) }
}

/// A refusal that names the body, in the words that the page has for it.
fn refused(code: &str, words: impl Fn(&'static Text) -> String) -> Trouble {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| words(text(lang)));
    Trouble::Refusal(Box::new(Refusal::from(Problem::new(code, zh, en).at("body"))))
}

fn is_full(w: &'static Text) -> String {
    fill(w.declare.evidence_full, &[&MOST_FILES, &(TOTAL_BYTES / 1024 / 1024)])
}

/// What the media type of the request says that the file is.
fn said(headers: &HeaderMap) -> Option<FileType> {
    let kind =
        headers.get(header::CONTENT_TYPE)?.to_str().ok()?.split(';').next()?.trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/pdf" => Some(FileType::Pdf),
        "image/png" => Some(FileType::Png),
        "image/jpeg" => Some(FileType::Jpeg),
        _ => None,
    }
}

/// `POST /api/v1/files`.
pub(crate) async fn send(
    State(site): State<OfficeSite>,
    visitor: Visitor,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
    request: Request,
) -> Result<Response, Trouble> {
    let bearer = token::bearer(site.public(), &headers)?.ok_or(Trouble::NoToken)?;
    let office = sender(&site, site.public().reader(), &bearer)?;
    site.public().bound_heavy(&visitor)?;
    let now = site.public().now();
    // Read after the token: from strangers nothing is taken up.
    let body = Bytes::from_request(request, &()).await.map_err(|fault| Trouble::of_status(fault.status()))?;
    if bearer.is_stale(now) {
        let digest = bearer.token.digest.clone();
        site.change(move |registry| registry.token_used(&digest, now)).await?;
    }
    if body.is_empty() {
        return Err(refused("evidence_size", |w| w.declare.evidence_empty.to_owned()));
    }
    let looked_at = body.clone();
    let file_type = match aside(move || Ok(sniff::whole(&looked_at))).await? {
        Ok(file_type) if said(&headers) == Some(file_type) => file_type,
        Ok(_) | Err(Refused::OtherName(_)) => {
            return Err(refused("evidence_type", |w| w.declare.evidence_other_type.to_owned()));
        }
        Err(wrong @ (Refused::NotTaken | Refused::Cut(_))) => {
            return Err(refused("evidence_type", |w| wrong.told(w, "")));
        }
        Err(wrong @ Refused::Active(_)) => {
            return Err(refused("evidence_active", |w| wrong.told(w, "")));
        }
        Err(wrong @ (Refused::TooManyPoints | Refused::LongerThanSaid)) => {
            return Err(refused("evidence_points", |w| wrong.told(w, "")));
        }
    };
    let bytes = body.len();
    let salt = site.chance();
    let (person, name) = (bearer.token.person.clone(), String::new());
    let file = LooseFile { person, office, salt, name, body: body.to_vec() };
    let kept = site.change(move |registry| registry.keep_loose_file(file, now)).await?;
    let digest = kept.ok_or_else(|| refused("evidence_many", is_full))?;
    let told = json!({ "digest": digest, "file_type": file_type, "bytes": bytes });
    Ok((StatusCode::CREATED, Json(told)).into_response())
}

/// `POST /api/v1/files/{digest}/end`.
pub(crate) async fn end(
    State(site): State<OfficeSite>,
    Path(digest): Path<String>,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
) -> Result<Response, Trouble> {
    let bearer = token::bearer(site.public(), &headers)?.ok_or(Trouble::NoToken)?;
    let office = sender(&site, site.public().reader(), &bearer)?;
    let person = bearer.token.person;
    let is_gone = site.change(move |registry| registry.end_loose_file(&digest, &person, &office)).await?;
    if is_gone { Ok(empty(StatusCode::NO_CONTENT)) } else { Err(Trouble::NotOnFile) }
}
