//! What surrounds every handler, in one service: a number for the request, security headers, metrics, and the one
//! place where faults become answers. Inside it: panics are caught, time and size are bounded, answers are
//! compressed for whoever takes that. One service and not a stack of them, because every layer of a router costs
//! each request an allocation for its future, one for its body and one for its own clone.

use std::convert::Infallible;
use std::future::{Future, ready};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::MatchedPath;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::Route;
use tower::{Layer, Service, service_fn};
use tower_http::compression::Compression;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

use crate::lang::Lang;
use crate::pace::Coming;
use crate::pages::Answer;
use crate::problem;
use crate::public::mark::VARY as VARY_OF_MARK;
use crate::public::{PublicSite, mark};
use crate::visitor::{Glimpse, KEPT, kept_mark};

/// The most a form may bring, in bytes. Those that take texts, tables and files have larger bounds of their own.
pub(crate) const FORM_BYTES: usize = 256 * 1024;
/// How long a handler may take, in seconds, after the last of the body came.
const LONGEST_SECONDS: u64 = 30;
/// How long pages say that something was kept, in seconds: as long as signing in again may take.
const KEPT_SECONDS: u32 = 1_800;

/// No script at all, styles, faces and pictures from here (and the signs inside the style sheet), forms to here, in
/// nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";
const PERMISSIONS: &str =
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

/// What every answer carries.
static FIXED: [(HeaderName, HeaderValue); 5] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];
static NUMBER: HeaderName = HeaderName::from_static("x-request-id");

/// Puts everything round the routes.
pub(crate) fn surround(routes: Router, site: PublicSite) -> Router {
    routes.layer(Surround(site))
}

/// Puts everything round one route.
#[derive(Clone)]
struct Surround(PublicSite);

impl Layer<Route> for Surround {
    type Service = Surrounded;

    fn layer(&self, route: Route) -> Surrounded {
        Surrounded { site: self.0.clone(), route }
    }
}

/// A route with everything round it.
#[derive(Clone)]
struct Surrounded {
    site: PublicSite,
    route: Route,
}

type Answering = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

impl Service<Request<Body>> for Surrounded {
    type Response = Response;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request<Body>>::poll_ready(&mut self.route, context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Answering {
        let round = Round::of(&self.site, &mut request);
        if request.headers().contains_key(header::ACCEPT_ENCODING) {
            let answer = compressing(self.route.clone()).call(request);
            Box::pin(round.finish(async { answer.await.map(|packed| packed.map(Body::new)) }))
        } else {
            let answer = self.route.call(request);
            Box::pin(round.finish(async { answer.await.map(as_one_of_many) }))
        }
    }
}

/// What packs the answers of a service for whoever takes that.
fn compressing<S>(service: S) -> Compression<S, impl Predicate> {
    let compressible = SizeAbove::new(512)
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::IMAGES);
    Compression::new(service).gzip(true).compress_when(compressible)
}

/// The answer to a request for the page behind a code, with everything round it; `None` for any other request, and
/// for one that is not answered without waiting.
pub(crate) fn at_once<B>(
    site: &PublicSite,
    request: &Request<B>,
    peer: Option<SocketAddr>,
) -> Option<Answer> {
    let code = mark::asked(request)?;
    let began = site.stopwatch();
    let glimpse = Arc::new(Glimpse::of(request, peer, site.next_request(), site.proxies()));
    let headers = request.headers();
    // After a panic nothing of what it worked on is looked at again.
    let answer = catch_unwind(AssertUnwindSafe(|| {
        mark::at_once(site, &glimpse, code, headers.get(header::IF_NONE_MATCH))
    }));
    let response = match answer {
        Ok(answer) => answer?.into_response(),
        Err(panic) => panicked(&*panic),
    };
    let response = made_whole(response, site, &glimpse, began, mark::PATH);
    if !headers.contains_key(header::ACCEPT_ENCODING) {
        return Some(Answer::at_once(as_one_of_many(response)));
    }
    let mut asked = Request::new(Body::empty());
    for taken in headers.get_all(header::ACCEPT_ENCODING) {
        asked.headers_mut().append(header::ACCEPT_ENCODING, taken.clone());
    }
    let mut there = Some(response);
    let mut packing = compressing(service_fn(move |_: Request<Body>| {
        // It is called once.
        ready(Ok::<_, Infallible>(there.take().unwrap_or_else(|| empty(StatusCode::INTERNAL_SERVER_ERROR))))
    }));
    Some(Answer::packed(async move {
        let Ok(packed) = packing.call(asked).await;
        packed.map(Body::new)
    }))
}

/// Says of an answer to somebody who said nothing of compression that others may get another form of it.
fn as_one_of_many(mut response: Response) -> Response {
    let says_it = |value: &HeaderValue| {
        value == VARY_OF_MARK || value.as_bytes().windows(15).any(|name| name == b"accept-encoding")
    };
    if !response.headers().get_all(header::VARY).iter().any(says_it) {
        response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// What is known of a request before anybody handles it.
struct Round {
    site: PublicSite,
    began: u64,
    glimpse: Arc<Glimpse>,
    path: Option<MatchedPath>,
    /// What is known of its body, where that is on its way.
    coming: Option<Arc<Coming>>,
}

impl Round {
    /// Of a request, which is given its glimpse.
    fn of(site: &PublicSite, request: &mut Request<Body>) -> Round {
        let began = site.stopwatch();
        let glimpse = Arc::new(Glimpse::of(request, None, site.next_request(), site.proxies()));
        let path = request.extensions().get::<MatchedPath>().cloned();
        let coming = request.extensions_mut().remove::<Arc<Coming>>();
        request.extensions_mut().insert(Arc::clone(&glimpse));
        Round { site: site.clone(), began, glimpse, path, coming }
    }

    /// The answer, made whole.
    async fn finish(
        self,
        answer: impl Future<Output = Result<Response, Infallible>> + Send,
    ) -> Result<Response, Infallible> {
        let Round { site, began, glimpse, path, coming } = self;
        let path = path.as_ref().map_or("unmatched", MatchedPath::as_str);
        let answer = bounded(answer, coming.as_deref()).await;
        if coming.is_some_and(|coming| coming.is_late()) {
            // Whatever was made of half a body.
            let answer = problem::Trouble::SentTooSlowly.into_response();
            let mut answer = made_whole(answer, &site, &glimpse, began, path);
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            return Ok(answer);
        }
        Ok(made_whole(answer, &site, &glimpse, began, path))
    }
}

/// What a handler answered, with what every answer has; noted in the counters.
fn made_whole(
    answer: Response,
    site: &PublicSite,
    glimpse: &Arc<Glimpse>,
    began: u64,
    path: &str,
) -> Response {
    let mut response = problem::finish(answer, site, glimpse);
    let kept = response.extensions_mut().remove::<problem::Kept>();
    remember_choices((glimpse, kept), site, response.headers_mut());
    harden(response.headers_mut(), site, glimpse);
    let micros = site.stopwatch().saturating_sub(began);
    site.metrics().request(path, response.status().as_u16(), micros);
    response
}

/// What comes of an answer in the time that there is; a panic is an answer too. While the body of the request comes the
/// time begins anew: how long that may take is bounded where it is read.
async fn bounded(
    answer: impl Future<Output = Result<Response, Infallible>> + Send,
    coming: Option<&Coming>,
) -> Response {
    let mut answer = std::pin::pin!(answer);
    let mut caught = std::future::poll_fn(|context: &mut Context<'_>| {
        // After a panic the answer is dropped and nothing of it is looked at again.
        match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context))) {
            Ok(polled) => polled.map(|Ok(response)| response),
            Err(panic) => Poll::Ready(panicked(&*panic)),
        }
    });
    // Most answers are there at once, and then no clock is asked and no alarm set.
    let at_once = std::future::poll_fn(|context| Poll::Ready(Pin::new(&mut caught).poll(context))).await;
    if let Poll::Ready(response) = at_once {
        return response;
    }
    let mut before = 0;
    loop {
        if let Ok(response) = tokio::time::timeout(Duration::from_secs(LONGEST_SECONDS), &mut caught).await {
            return response;
        }
        let come = coming.map_or(0, Coming::bytes);
        if come == before {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        before = come;
    }
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> Response {
    let said = panic.downcast_ref::<&str>().map(|said| (*said).to_owned());
    let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(panic = %said, "a handler panicked");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Language and type size chosen in the address are remembered by a cookie, which says nothing of the person; and for a while
/// that something typed was kept, so that the pages behind say so.
fn remember_choices(
    (glimpse, kept): (&Glimpse, Option<problem::Kept>),
    site: &PublicSite,
    headers: &mut HeaderMap,
) {
    let query = glimpse.query.as_deref().unwrap_or_default();
    if query.is_empty() && kept.is_none() {
        return;
    }
    let end = if site.secure_cookies() { "; Secure" } else { "" };
    let mut remember = |cookie: String| {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            headers.append(header::SET_COOKIE, value);
        }
    };
    if let Some(mark) = kept.and_then(|problem::Kept(to)| kept_mark(&to.parse().ok()?)) {
        remember(format!("{KEPT}={mark}; Path=/; Max-Age={KEPT_SECONDS}; HttpOnly; SameSite=Lax{end}"));
    }
    if let Some(lang) = crate::lang::pair(query, '&', "lang").and_then(Lang::named) {
        remember(format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax{end}", lang.name()));
    }
    if let Some(size @ ("large" | "usual")) = crate::lang::pair(query, '&', "type") {
        remember(format!("type={size}; Path=/; Max-Age=31536000; SameSite=Lax{end}"));
    }
}

fn harden(headers: &mut HeaderMap, site: &PublicSite, glimpse: &Glimpse) {
    // Room for these and the answer's own at once.
    headers.reserve(FIXED.len() + 5);
    for (name, value) in &FIXED {
        // A file from outside brings a narrower policy of its own.
        if name != header::CONTENT_SECURITY_POLICY || !headers.contains_key(name) {
            headers.insert(name, value.clone());
        }
    }
    if site.secure_cookies() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000; includeSubDomains"),
        );
    }
    if let Ok(number) = HeaderValue::from_str(&glimpse.request) {
        headers.insert(NUMBER.clone(), number);
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
