//! `POST /api/v1/acts`: any act of the policy, as the command line and the forms bring it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office};
use registry::{Order, Refused};
use serde::Deserialize;

use crate::api::token::{self, Bearer};
use crate::office::OfficeSite;
use crate::problem::Trouble;
use crate::session::is_same_secret;

/// What is posted.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActRequest {
    /// The office that acts; left out, the token's.
    #[serde(default)]
    pub(crate) office: Option<Office>,
    /// The command.
    pub(crate) command: Command,
}

/// `POST /api/v1/acts`.
pub(crate) async fn act(
    State(site): State<OfficeSite>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Trouble> {
    let bearer = token::bearer(site.public(), &headers)?.ok_or(Trouble::SignInFirst)?;
    let now = site.public().now();
    // Read after the token: from strangers nothing is taken up.
    let body = Bytes::from_request(request, &()).await.map_err(|fault| Trouble::of_status(fault.status()))?;
    let mut asked: ActRequest = read(&headers, &body)?;
    let office = office(&bearer, asked.office.take())?;
    asked.command.key = key(&headers, asked.command.key)?;
    let expected = expected(&headers)?;
    let enterprise = asked.command.enterprise;
    if bearer.is_stale(now) {
        let digest = bearer.token.digest.clone();
        site.change(move |registry| registry.token_used(&digest, now)).await?;
    }
    let actor = Actor { person: bearer.token.person.clone(), office };
    match site.act(Order { actor, command: asked.command, now, expected }).await {
        Ok(receipt) => {
            let status = if receipt.repeated { StatusCode::OK } else { StatusCode::CREATED };
            let mut response = (status, Json(&receipt)).into_response();
            let headers = response.headers_mut();
            if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", receipt.version)) {
                headers.insert(header::ETAG, tag);
            }
            let first = receipt.positions.first().map(|position| format!("/ledger/entries/{position}"));
            if let Some(location) = first.and_then(|address| HeaderValue::from_str(&address).ok()) {
                headers.insert(header::LOCATION, location);
            }
            Ok(response)
        }
        // The office says "somebody was first" for a version and for a key alike: the version tells which.
        Err(Refused::Conflict(_)) if is_stale(&site, enterprise, expected).await? => Err(Trouble::Stale),
        Err(other) => Err(other.into()),
    }
}

async fn is_stale(
    site: &OfficeSite,
    enterprise: Option<CreditCode>,
    expected: Option<u64>,
) -> Result<bool, Trouble> {
    let (Some(code), Some(expected)) = (enterprise, expected) else { return Ok(false) };
    let now = site.public().look(move |reader| Ok(reader.dossier(code)?.map(|filed| filed.version))).await?;
    Ok(now != Some(expected))
}

/// Reads the body.
fn read(headers: &HeaderMap, body: &Bytes) -> Result<ActRequest, Trouble> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Trouble::bad("请以 application/json 提交", "send it as application/json"));
    }
    serde_json::from_slice(body).map_err(|fault| {
        Trouble::bad(
            format!("第{}行第{}列不符合操作的格式，见/api/openapi.json", fault.line(), fault.column()),
            format!("cannot be read at line {}, column {}: {fault}", fault.line(), fault.column()),
        )
    })
}

/// The office that acts: the token's own and no other. Whether the person still holds it, the policy says.
fn office(bearer: &Bearer, asked: Option<Office>) -> Result<Office, Trouble> {
    let own = bearer.token.office.clone().filter(|_| bearer.may("act")).ok_or(Trouble::Forbidden)?;
    if asked.is_some_and(|asked| asked != own) {
        return Err(Trouble::Forbidden);
    }
    Ok(own)
}

/// The key of the act: the header sets it or must agree with it.
fn key(headers: &HeaderMap, own: String) -> Result<String, Trouble> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(own) };
    let given = value.to_str().unwrap_or_default().trim().trim_matches('"').to_owned();
    if given.is_empty() || (!own.is_empty() && !is_same_secret(&own, &given)) {
        return Err(Trouble::bad(
            "请求头 Idempotency-Key 与 command.key 不一致",
            "the header Idempotency-Key and command.key differ",
        ));
    }
    Ok(given)
}

/// The version of the dossier that the asker saw.
fn expected(headers: &HeaderMap) -> Result<Option<u64>, Trouble> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    // Anything but a version of ours cannot be the present one.
    text.trim_start_matches("W/").trim_matches('"').parse().map(Some).map_err(|_| Trouble::Stale)
}
