//! The page behind a code: is this mark real, what does it promise, how does that compare, and what now.
//!
//! One point read, the state from the policy, and a table that is kept ready: that is all it costs.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::header::IF_NONE_MATCH;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Request, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use policy::article::Article;
use policy::authorization::MarkState;
use policy::authorization::code::MarkCode;
use policy::calendar::Day;
use policy::question::Law;
use policy::supervision::{ProceedingKind, ProceedingOutcome};
use registry::{Filed, ProceedingSummary, PublicMark};
use serde::Deserialize;

use crate::problem::Trouble;
use crate::public::filter::mark_of;
use crate::public::mark_json::as_json;
use crate::public::mark_none::{self, mistyped, not_granted, unknown};
use crate::public::table::{self, Shown};
use crate::public::{PublicSite, mark_page};
use crate::visitor::{Glimpse, Visitor};
use crate::when::When;
use crate::words::fill;

/// What is typed into the form.
#[derive(Debug, Deserialize)]
pub(crate) struct Typed {
    code: Option<String>,
}

/// `GET /v`: the form, or where it leads.
pub(crate) async fn form(visitor: Visitor, Query(typed): Query<Typed>) -> Result<Response, Trouble> {
    match typed.code.as_deref().map(str::trim) {
        None | Some("") => mark_none::form(&visitor),
        Some(code) => match MarkCode::parse(code) {
            Ok(code) => Ok(Redirect::to(&format!("/v/{code}")).into_response()),
            Err(fault) => mistyped(&visitor, code, fault),
        },
    }
}

/// The address, as the router and the counters know it.
pub(crate) const PATH: &str = "/v/{code}";

/// The code of a request that may be answered at once: a page is asked for by a code as it is printed.
pub(crate) fn asked<B>(request: &Request<B>) -> Option<&str> {
    let code = request.uri().path().strip_prefix("/v/").filter(|_| request.method() == Method::GET)?;
    let is_plain = |byte: u8| byte == b'-' || byte.is_ascii_digit() || byte.is_ascii_uppercase();
    (code.len() == MarkCode::PRINTED && code.bytes().all(is_plain)).then_some(code)
}

/// The page behind a code where one point read is all that it takes; `None` where it takes more, or the code is not one
/// as it is printed: then the router's handler answers.
pub(crate) fn at_once(
    site: &PublicSite,
    glimpse: &Arc<Glimpse>,
    typed: &str,
    held: Option<&HeaderValue>,
) -> Option<Result<Response, Trouble>> {
    let code = MarkCode::parse(typed).ok()?;
    let when = When::of(site, glimpse).ok().filter(|when| !when.is_dated)?;
    let visitor = Visitor::new(site, Arc::clone(glimpse));
    match look(site, &visitor, code, typed, when, held) {
        Ok(Found::Answered(response)) => Some(Ok(response)),
        Ok(Found::ToAsk(..)) => None,
        Err(trouble) => Some(Err(trouble)),
    }
}

/// `GET /v/{code}`.
pub(crate) async fn show(
    State(site): State<PublicSite>,
    Path(typed): Path<String>,
    visitor: Visitor,
    Held(held): Held,
) -> Result<Response, Trouble> {
    let code = match MarkCode::parse(&typed) {
        Ok(code) => code,
        Err(fault) => return mistyped(&visitor, &typed, fault),
    };
    let canonical = code.to_string();
    if typed != canonical {
        let query = visitor.glimpse.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
        return Ok(Redirect::permanent(&format!("/v/{canonical}{query}")).into_response());
    }
    let when = When::of(&site, &visitor.glimpse)?;
    let (filed, tag) = match look(&site, &visitor, code, &canonical, when, held.as_ref())? {
        Found::Answered(response) => return Ok(response),
        Found::ToAsk(filed, tag) => (*filed, tag),
    };
    match seen(&site, &visitor, code, filed, when).await? {
        Some(seen) => answer(&site, &visitor, &seen, &canonical, tag),
        None => not_granted(&visitor, &canonical, &when),
    }
}

/// What one point read comes to.
enum Found {
    /// The answer.
    Answered(Response),
    /// A mark of which more must be asked, with the tag of its page.
    ToAsk(Box<Filed<PublicMark>>, String),
}

/// Reads the mark and answers, if that is all it takes. A point read is shorter than handing it to another thread.
fn look(
    site: &PublicSite,
    visitor: &Visitor,
    code: MarkCode,
    canonical: &str,
    when: When,
    held: Option<&HeaderValue>,
) -> Result<Found, Trouble> {
    let Some(filed) = site.reader().mark(code)? else {
        return unknown(site, visitor, canonical).map(Found::Answered);
    };
    let edition = table::of_edition(site, &filed.value.authorization.edition, visitor.lang)?;
    let tag = tag(visitor, (filed.version, edition.seal), &when);
    if held.is_some_and(|held| matches_tag(held, &tag)) {
        let unchanged = StatusCode::NOT_MODIFIED.into_response();
        return Ok(Found::Answered(with_cache(unchanged, tag)));
    }
    if when.is_dated {
        return Ok(Found::ToAsk(Box::new(filed), tag));
    }
    let Filed { value: mut mark, version } = filed;
    let standing = standing_of_own(site, &mut mark, when);
    if matches!(standing, MarkState::Expired(_)) {
        return Ok(Found::ToAsk(Box::new(Filed { value: mark, version }), tag));
    }
    let seen = Seen { mark, version, standing, when, edition, successor: None };
    answer(site, visitor, &seen, canonical, tag).map(Found::Answered)
}

/// What a mark that one has for oneself is worth on the day asked for.
fn standing_of_own(site: &PublicSite, mark: &mut PublicMark, when: When) -> MarkState {
    mark.state_of_own(site.reader().law(), when.seen.as_of, None).unwrap_or(MarkState::CannotTell)
}

/// The page of a mark, in the form that is wanted.
fn answer(
    site: &PublicSite,
    visitor: &Visitor,
    seen: &Seen,
    code: &str,
    tag: String,
) -> Result<Response, Trouble> {
    let (body, kind) = if visitor.glimpse.wants_json {
        let json = as_json(seen, code, site.public_url(), site.reader().law().parameters)?;
        (Body::from(json), "application/json")
    } else {
        (Body::from(mark_page::answer(site, visitor, seen, code)?), "text/html; charset=utf-8")
    };
    let mut response = with_cache(Response::new(body), tag);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    Ok(response)
}

/// The mark as the asker wants to see it; `None` if it was not granted by the day asked for, or nobody knew.
async fn seen(
    site: &PublicSite,
    visitor: &Visitor,
    code: MarkCode,
    filed: Filed<PublicMark>,
    when: When,
) -> Result<Option<Seen>, Trouble> {
    let version = filed.version;
    let (mut mark, edition) = if when.is_dated {
        site.bound_heavy(visitor)?;
        let found = site.look(move |reader| reader.mark_seen(code, when.seen)).await?;
        let Some(found) = found else { return Ok(None) };
        let number = found.value.authorization.edition.clone();
        let standard = site.look(move |reader| reader.standard_seen(number.number(), when.seen)).await?;
        let number = &found.value.authorization.edition;
        let edition = standard.as_ref().and_then(|standard| standard.value.edition(number));
        let shown = Arc::new(table::show(number, edition, visitor.lang)?);
        (found.value, shown)
    } else {
        let shown = table::of_edition(site, &filed.value.authorization.edition, visitor.lang)?;
        (filed.value, shown)
    };
    let day = when.seen.as_of;
    let standing = standing_of_own(site, &mut mark, when);
    let successor = match standing {
        MarkState::Expired(_) if !when.is_dated => successor(site, &mark, day).await?,
        _ => None,
    };
    Ok(Some(Seen { mark, version, standing, when, edition, successor }))
}

/// The mark that a product has after one of its marks ran out: one that is valid, or is to be.
async fn successor(site: &PublicSite, mark: &PublicMark, today: Day) -> Result<Option<String>, Trouble> {
    let query = registry::Query {
        kind: "authorization".to_owned(),
        enterprise: mark.enterprise.to_string(),
        limit: 200,
        ..registry::Query::default()
    };
    let rows = site.look(move |reader| reader.rows(&query)).await?.items;
    let law = site.reader().law();
    let others = rows.iter().filter(|row| row.product == mark.authorization.product).map(mark_of);
    let others: Vec<PublicMark> = others.collect::<Result<_, _>>()?;
    let later = others.into_iter().filter_map(|other| match standing(&other, law, today) {
        MarkState::Valid => Some((true, other.authorization)),
        MarkState::NotYet(_) => Some((false, other.authorization)),
        _ => None,
    });
    Ok(later.max_by_key(|(is_valid, found)| (*is_valid, found.from)).map(|(_, found)| found.code.to_string()))
}

/// The tag that the asker holds, taken alone: a handler that asks for all headers gets a copy of them all.
pub(crate) struct Held(Option<HeaderValue>);

impl<S: Sync> FromRequestParts<S> for Held {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Held, Infallible> {
        Ok(Held(parts.headers.get(IF_NONE_MATCH).cloned()))
    }
}

/// A mark as it is seen.
pub(super) struct Seen {
    pub(super) mark: PublicMark,
    pub(super) version: u64,
    pub(super) standing: MarkState,
    pub(super) when: When,
    pub(super) edition: Arc<Shown>,
    /// For a mark that ran out: the code of the one that its product has now.
    pub(super) successor: Option<String>,
}

impl Seen {
    /// The day it is seen on.
    pub(super) fn day(&self) -> Day {
        self.when.seen.as_of
    }

    /// Where the grant is in the ledger.
    pub(super) fn position(&self) -> u64 {
        self.mark.authorization.entry.unwrap_or(self.version)
    }
}

/// What the mark is worth today. A mark that is on file was granted, so only a day before the policy is left.
pub(crate) fn standing(mark: &PublicMark, law: Law, today: Day) -> MarkState {
    mark.state(law, today, None).unwrap_or(MarkState::CannotTell)
}

/// What the program itself says and how that looks, as a number: its words, its style and its version.
static PROGRAM: LazyLock<u64> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    (crate::assets::style(), crate::words::catalogue(), env!("CARGO_PKG_VERSION")).hash(&mut hasher);
    hasher.finish()
});

/// Changes whenever anything the page shows may have changed: the case, its edition with the table, the day, language and
/// type, who is signed in, the program with its words, and the picture of the mark.
fn tag(visitor: &Visitor, (version, edition): (u64, u64), when: &When) -> String {
    let form = if visitor.glimpse.wants_json { 'j' } else { 'h' };
    let size = if visitor.glimpse.is_large { 'l' } else { 'u' };
    let who = visitor.signed.as_ref().map_or("", |signed| signed.csrf.get(..8).unwrap_or("s"));
    let (build, emblem) = (*PROGRAM, visitor.emblem());
    let mut tag = String::with_capacity(64);
    let day = when.seen.as_of;
    // Writing to a String cannot fail.
    let _ = write!(
        tag,
        "W/\"{version}.{day}.{}{form}{size}{who}.{edition:x}.{build:x}.{emblem:x}",
        visitor.lang.name()
    );
    if when.is_dated {
        // What the page says of its day depends on today as well.
        let known_on = when.seen.known_on.map_or_else(String::new, |day| day.to_string());
        let _ = write!(tag, ".{}.{known_on}", when.today);
    }
    tag.push('"');
    tag
}

fn matches_tag(held: &HeaderValue, tag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    held.to_str()
        .is_ok_and(|held| held.trim() == "*" || held.split(',').any(|held| plain(held) == plain(tag)))
}

/// About as many headers as the page has.
const HEADERS: usize = 14;

/// What the page depends on.
pub(crate) const VARY: &str = "accept, accept-encoding, accept-language, cookie";

/// A change of state must be seen within a minute, so nobody keeps the page longer than that unasked.
fn with_cache(mut response: Response, tag: String) -> Response {
    let headers = response.headers_mut();
    // Room for these and for what every answer has at once.
    headers.reserve(HEADERS);
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=30, must-revalidate"));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    response
}

/// The number of a clause in the reader's words.
pub(crate) fn clause(visitor: &Visitor, article: Article) -> String {
    fill(visitor.w.case.clause, &[&article.number()])
}

/// The rule and the proceeding that a loss rests on; no rule where the certificate alone changed, or where a revocation
/// is not published yet. `None` where nothing was lost for a ground.
pub(crate) fn decided_by(
    mark: &PublicMark,
    standing: MarkState,
) -> Option<(Option<&str>, Option<&ProceedingSummary>)> {
    let of_kind = |kind: ProceedingKind, what: ProceedingOutcome| {
        let decided =
            |p: &&ProceedingSummary| p.kind == kind && p.decided.is_some_and(|(done, _)| done == what);
        let found = mark.proceedings.iter().rev().find(decided);
        (found.map(|p| p.rule.as_str()), found)
    };
    match standing {
        MarkState::Revoked(_) => {
            let revocation = mark.authorization.revocations.iter().rfind(|r| r.corrected.is_none())?;
            let proceeding = mark.proceedings.iter().find(|p| p.id == revocation.proceeding);
            // Until the decision is published the row names no rule.
            Some(((!revocation.rule.is_empty()).then_some(revocation.rule.as_str()), proceeding))
        }
        MarkState::Suspended(_) => Some(of_kind(ProceedingKind::Suspension, ProceedingOutcome::Suspended)),
        MarkState::BasisGone(_) => Some((None, None)),
        MarkState::Ended(_) => {
            let is_end =
                |p: &&ProceedingSummary| p.decided.is_some_and(|(done, _)| done == ProceedingOutcome::Ended);
            let found = mark.proceedings.iter().rev().find(is_end)?;
            Some((Some(found.rule.as_str()), Some(found)))
        }
        MarkState::NotYet(_) | MarkState::Valid | MarkState::Expired(_) | MarkState::CannotTell => None,
    }
}

/// A page that is complete in itself.
pub(crate) type Page = Result<Html<String>, Trouble>;
