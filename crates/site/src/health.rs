//! What operators ask: alive, ready, counters. Strangers get a word, never details.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use registry::Halt;

use crate::api::token;
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::visitor::Visitor;

/// `GET /healthz`: the process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// What is said while no act is done, to machines and those who run them: in English, like logs and counters.
const STOPPED: &str =
    "not ready: after a fault no acts are taken until the office is started again; the log says why\n";
const UNSEALED: &str =
    "not ready: the last checkpoint could not be signed or kept, so no acts are taken; this is tried again\n";
const UNREADABLE: &str = "not ready: the record cannot be read\n";

/// `GET /readyz`: acts are done, the store can be read and the ledger has a signed head of its size.
pub(crate) async fn ready(State(site): State<PublicSite>) -> Response {
    match site.reader().halt() {
        Some(Halt::Stopped) => return not_ready(STOPPED),
        Some(Halt::Unsealed) => return not_ready(UNSEALED),
        None => {}
    }
    let looked = site
        .look(|reader| {
            let size = reader.head().size;
            // The last entry that was signed for must be there to be read.
            let last = match size.checked_sub(1) {
                Some(last) => reader.entry_bytes(last)?.is_some(),
                None => true,
            };
            let signed = reader.checkpoint().lines().nth(1).and_then(|line| line.parse().ok());
            Ok(last && signed == Some(size))
        })
        .await;
    match looked {
        Ok(true) => "ready\n".into_response(),
        Ok(false) | Err(_) => not_ready(UNREADABLE),
    }
}

fn not_ready(said: &'static str) -> Response {
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, said).into_response();
    response.extensions_mut().insert(crate::problem::Finished);
    response
}

/// `GET /metrics`: for the machine itself, or for whoever brings a token that may read metrics. A request
/// that came through a proxy on this machine is not from this machine.
pub(crate) async fn metrics(
    State(site): State<PublicSite>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let from_here =
        visitor.glimpse.address.is_some_and(|address| address.is_loopback()) && !visitor.glimpse.is_forwarded;
    if !from_here && !token::bearer(&site, &headers)?.is_some_and(|bearer| bearer.may("metrics")) {
        return Err(Trouble::NotFound);
    }
    let size = Some(site.reader().head().size);
    let text = site.metrics().text(size, site.build());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}
