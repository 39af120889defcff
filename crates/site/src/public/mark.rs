//! The page behind a code: is this mark real, what does it promise, how does that compare, and what now.
//!
//! One point read, the state from the policy, and a table that is kept ready: that is all it costs.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Json, http::header::IF_NONE_MATCH};
use policy::article::Article;
use policy::authorization::MarkState;
use policy::authorization::code::{MarkCode, MarkFault};
use policy::calendar::Day;
use policy::question::Law;
use policy::supervision::{ProceedingKind, ProceedingOutcome};
use registry::{Filed, ProceedingSummary, PublicMark};
use serde::Deserialize;
use serde_json::json;

use crate::frame::{Banner, Frame, Section};
use crate::lang::Lang;
use crate::problem::{Finished, Trouble};
use crate::public::filter::mark_of;
use crate::public::mark_json::as_json;
use crate::public::mark_page;
use crate::public::table::{self, Shown};
use crate::public::{PublicSite, page, rendered};
use crate::tone;
use crate::visitor::Visitor;
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
        None | Some("") => {
            let f = visitor.frame(visitor.w.frame.home_title, Section::Verify);
            Ok(page(&CodePage { f, typed: String::new(), typed_wrong: false, fault: None })?.into_response())
        }
        Some(code) => match MarkCode::parse(code) {
            Ok(code) => Ok(Redirect::to(&format!("/v/{code}")).into_response()),
            Err(fault) => mistyped(&visitor, code, fault),
        },
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
    // A point read is shorter than handing it to another thread.
    let Some(filed) = site.reader().mark(code)? else {
        return unknown(&site, &visitor, &canonical);
    };
    let tag = tag(&visitor, filed.version, &when);
    if held.is_some_and(|held| matches_tag(&held, &tag)) {
        return Ok(with_cache(StatusCode::NOT_MODIFIED.into_response(), tag));
    }
    let Some(seen) = seen(&site, &visitor, code, filed, when).await? else {
        return not_granted(&visitor, &canonical, &when);
    };
    let response = if visitor.glimpse.wants_json {
        as_json(&seen, &canonical, site.public_url(), site.reader().law().parameters)?
    } else {
        mark_page::answer(&site, &visitor, &seen, &canonical)?
    };
    Ok(with_cache(response, tag))
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
    let standing = mark.state_of_own(site.reader().law(), day, None).unwrap_or(MarkState::CannotTell);
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

/// Changes whenever anything the page shows may have changed: the case, the day, language and type, who is
/// signed in, and the program.
fn tag(visitor: &Visitor, version: u64, when: &When) -> String {
    let form = if visitor.glimpse.wants_json { 'j' } else { 'h' };
    let size = if visitor.glimpse.is_large { 'l' } else { 'u' };
    let who = visitor.signed.as_ref().map_or("", |signed| signed.csrf.get(..8).unwrap_or("s"));
    let build = crate::assets::style().get(13..25).unwrap_or("0");
    let mut tag = String::with_capacity(64);
    let day = when.seen.as_of;
    // Writing to a String cannot fail.
    let _ = write!(tag, "W/\"{version}.{day}.{}{form}{size}{who}.{build}", visitor.lang.name());
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

/// What the page depends on.
pub(crate) const VARY: &str = "accept, accept-encoding, accept-language, cookie";

/// A change of state must be seen within a minute, so nobody keeps the page longer than that unasked.
fn with_cache(mut response: Response, tag: String) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=30, must-revalidate"));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    response
}

fn mistyped(visitor: &Visitor, typed: &str, fault: MarkFault) -> Result<Response, Trouble> {
    let w = visitor.w;
    let what = match visitor.lang {
        Lang::Zh => fault.zh(),
        Lang::En => fault.to_string(),
    };
    let lead = match fault {
        MarkFault::Length { .. } | MarkFault::Prefix => w.mark.typo_length,
        MarkFault::Character { .. } | MarkFault::Check | MarkFault::Serial { .. } => w.mark.typo_lead,
    };
    let lines = vec![lead.to_owned(), fill(w.mark.typo_what, &[&what]), w.mark.typo_look.to_owned()];
    not_a_mark(visitor, typed, "mistyped", w.mark.typo_title, lines, None)
}

fn unknown(site: &PublicSite, visitor: &Visitor, code: &str) -> Result<Response, Trouble> {
    let w = visitor.w;
    let lines =
        vec![w.mark.unknown_lead.to_owned(), w.mark.unknown_mean.to_owned(), w.mark.report.to_owned()];
    let title = w.mark.unknown_title;
    if visitor.glimpse.wants_json {
        return not_a_mark(visitor, code, "unknown", title, lines, None);
    }
    let answer = mark_page::unknown(site, visitor, title, code, |f, typed| {
        let fault = Some(CodeFault { title, lines, icon: tone::UNKNOWN.icon });
        rendered(&CodePage { f, typed, typed_wrong: true, fault })
    });
    answer.map(not_found)
}

/// The code has an authorisation, but had none yet on the day asked for.
fn not_granted(visitor: &Visitor, code: &str, when: &When) -> Result<Response, Trouble> {
    let w = &visitor.w.when;
    let lines = vec![w.not_granted.to_owned()];
    let seen = when.banner(visitor);
    not_a_mark(visitor, code, "not_granted", w.not_granted_title, lines, seen)
}

/// Says that it is a finished page all the same.
fn not_found(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.extensions_mut().insert(Finished);
    response
}

/// A calm 404: no state, what it may mean, and the form to try again.
fn not_a_mark(
    visitor: &Visitor,
    typed: &str,
    state: &str,
    title: &'static str,
    lines: Vec<String>,
    banner: Option<Banner>,
) -> Result<Response, Trouble> {
    let typed: String = typed.chars().filter(|c| !c.is_control()).take(60).collect();
    let response = if visitor.glimpse.wants_json {
        let mut response = Json(json!({
            "type": format!("urn:pzb:problem:mark_{state}"),
            "title": title,
            "status": 404,
            "detail": lines.join(" "),
            "code": format!("mark_{state}"),
            "state": state,
            "typed": typed,
            "request": visitor.glimpse.request,
        }))
        .into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    } else {
        let f = visitor.frame(format!("{title} {typed}"), Section::Verify).seen(banner);
        let fault = Some(CodeFault { title, lines, icon: tone::UNKNOWN.icon });
        page(&CodePage { f, typed, typed_wrong: true, fault })?.into_response()
    };
    Ok(not_found(response))
}

struct CodeFault {
    title: &'static str,
    lines: Vec<String>,
    icon: &'static str,
}

#[derive(Template)]
#[template(path = "code_page.html")]
struct CodePage {
    f: Frame,
    typed: String,
    typed_wrong: bool,
    fault: Option<CodeFault>,
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
