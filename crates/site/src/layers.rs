//! What surrounds every handler: a number for the request, security headers, metrics, and the one place where
//! faults become answers. Inside it: panics are caught, time and size are bounded, answers are compressed.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::TimeoutLayer;

use crate::lang::Lang;
use crate::problem;
use crate::public::PublicSite;
use crate::visitor::Glimpse;

/// The most a form may bring, in bytes. The address that takes whole tables has a larger bound of its own.
pub(crate) const FORM_BYTES: usize = 256 * 1024;
/// How long a handler may take.
const LONGEST_SECONDS: u64 = 30;

/// No script at all, styles and pictures from here, forms to here, in nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";
const PERMISSIONS: &str =
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

/// Puts all layers round the routes.
pub(crate) fn surround(routes: Router, site: PublicSite) -> Router {
    let compressible = SizeAbove::new(512)
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::IMAGES);
    routes
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(CompressionLayer::new().gzip(true).compress_when(compressible))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(LONGEST_SECONDS),
        ))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(site, outer))
}

fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let said = panic.downcast_ref::<&str>().map(|said| (*said).to_owned());
    let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(panic = %said, "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

async fn outer(State(site): State<PublicSite>, mut request: Request, next: Next) -> Response {
    let began = site.stopwatch();
    let glimpse = Arc::new(Glimpse::of(&request, site.next_request()));
    let route = request.extensions().get::<MatchedPath>().cloned();
    request.extensions_mut().insert(Arc::clone(&glimpse));
    let answered = next.run(request).await;
    let mut response = problem::finish(answered, &site, &glimpse);
    remember_choices(&glimpse, &site, response.headers_mut());
    harden(response.headers_mut(), &site, &glimpse);
    let micros = site.stopwatch().saturating_sub(began);
    site.metrics().request(
        route.as_ref().map_or("unmatched", MatchedPath::as_str),
        response.status().as_u16(),
        micros,
    );
    response
}

/// Language and type size chosen in the address are remembered by a cookie, which says nothing of the person.
fn remember_choices(glimpse: &Glimpse, site: &PublicSite, headers: &mut HeaderMap) {
    let Some(query) = glimpse.query.as_deref() else { return };
    let end = if site.secure_cookies() { "; Secure" } else { "" };
    let mut remember = |cookie: String| {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    };
    if let Some(lang) = crate::lang::pair(query, '&', "lang").and_then(Lang::named) {
        remember(format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax{end}", lang.name()));
    }
    if let Some(size @ ("large" | "usual")) = crate::lang::pair(query, '&', "type") {
        remember(format!("type={size}; Path=/; Max-Age=31536000; SameSite=Lax{end}"));
    }
}

fn harden(headers: &mut HeaderMap, site: &PublicSite, glimpse: &Glimpse) {
    let fixed: [(HeaderName, &'static str); 5] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if site.secure_cookies() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    if let Ok(number) = HeaderValue::from_str(&glimpse.request) {
        headers.insert(HeaderName::from_static("x-request-id"), number);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// An answer with nothing in it.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
