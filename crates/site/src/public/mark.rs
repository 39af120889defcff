//! The page behind a code: is this mark real, what does it promise, how does that compare, and what now.
//!
//! One point read, the state from the policy, and a table that is kept ready: that is all it costs.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Json, http::header::IF_NONE_MATCH};
use policy::article::Article;
use policy::authorization::code::{MarkCode, MarkFault};
use policy::authorization::{Basis, MarkState};
use policy::calendar::Day;
use policy::question::Law;
use policy::supervision::{ProceedingKind, ProceedingOutcome};
use registry::{ProceedingSummary, PublicMark};
use serde::Deserialize;
use serde_json::json;

use crate::frame::{Frame, Section};
use crate::lang::Lang;
use crate::problem::{Finished, Trouble};
use crate::public::mark_json::as_json;
use crate::public::table::{self, Shown};
use crate::public::{PublicSite, page};
use crate::tone::{self, Tone};
use crate::visitor::Visitor;
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
    headers: HeaderMap,
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
    // A point read is shorter than handing it to another thread.
    let Some(filed) = site.reader().mark(code)? else { return unknown(&visitor, code) };
    let (mark, today) = (filed.value, site.today());
    let tag = tag(&visitor, filed.version, today);
    if headers.get(IF_NONE_MATCH).is_some_and(|held| matches_tag(held, &tag)) {
        return Ok(with_cache(StatusCode::NOT_MODIFIED.into_response(), &tag));
    }
    let edition = table::of_edition(&site, &mark.authorization.edition, visitor.lang)?;
    let standing = standing(&mark, site.reader().law(), today);
    let seen = Seen { mark, version: filed.version, standing, today, edition };
    let response = if visitor.glimpse.wants_json {
        Json(as_json(&seen, site.public_url())).into_response()
    } else {
        let title = format!("{} {}", canonical, visitor.word(standing.words()));
        let v = View::new(&visitor, seen);
        page(&MarkPage { f: visitor.frame(title, Section::Verify), v })?.into_response()
    };
    Ok(with_cache(response, &tag))
}

/// A mark as it is seen today.
pub(super) struct Seen {
    pub(super) mark: PublicMark,
    pub(super) version: u64,
    pub(super) standing: MarkState,
    pub(super) today: Day,
    pub(super) edition: Arc<Shown>,
}

impl Seen {
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
fn tag(visitor: &Visitor, version: u64, today: Day) -> String {
    let form = if visitor.glimpse.wants_json { 'j' } else { 'h' };
    let size = if visitor.glimpse.is_large { 'l' } else { 'u' };
    let who = visitor.signed.as_ref().map_or("", |signed| signed.csrf.get(..8).unwrap_or("s"));
    let build = crate::assets::style().get(13..25).unwrap_or("0");
    format!("W/\"{version}.{today}.{}{form}{size}{who}.{build}\"", visitor.lang.name())
}

fn matches_tag(held: &HeaderValue, tag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    held.to_str()
        .is_ok_and(|held| held.trim() == "*" || held.split(',').any(|held| plain(held) == plain(tag)))
}

/// A change of state must be seen within a minute, so nobody keeps the page longer than that unasked.
fn with_cache(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=30, must-revalidate"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-language, cookie"));
    response
}

fn mistyped(visitor: &Visitor, typed: &str, fault: MarkFault) -> Result<Response, Trouble> {
    let w = visitor.w;
    let what = match visitor.lang {
        Lang::Zh => fault.zh(),
        Lang::En => fault.to_string(),
    };
    let lines = vec![
        w.mark.typo_lead.to_owned(),
        fill(w.mark.typo_what, &[&what]),
        w.mark.typo_look.to_owned(),
        w.mark.report.to_owned(),
    ];
    not_a_mark(visitor, typed, "mistyped", w.mark.typo_title, lines)
}

fn unknown(visitor: &Visitor, code: MarkCode) -> Result<Response, Trouble> {
    let w = visitor.w;
    let lines =
        vec![w.mark.unknown_lead.to_owned(), w.mark.unknown_mean.to_owned(), w.mark.report.to_owned()];
    not_a_mark(visitor, &code.to_string(), "unknown", w.mark.unknown_title, lines)
}

/// A calm 404: no state, what it may mean, and the form to try again.
fn not_a_mark(
    visitor: &Visitor,
    typed: &str,
    state: &str,
    title: &'static str,
    lines: Vec<String>,
) -> Result<Response, Trouble> {
    let typed: String = typed.chars().filter(|c| !c.is_control()).take(60).collect();
    let mut response = if visitor.glimpse.wants_json {
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
        let f = visitor.frame(format!("{title} {typed}"), Section::Verify);
        let fault = Some(CodeFault { title, lines, icon: tone::UNKNOWN.icon });
        page(&CodePage { f, typed, typed_wrong: true, fault })?.into_response()
    };
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.extensions_mut().insert(Finished);
    Ok(response)
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

#[derive(Template)]
#[template(path = "mark.html")]
struct MarkPage {
    f: Frame,
    v: View,
}

/// The ground of a loss, as far as it is public.
struct Ground {
    said: String,
    clauses: Vec<String>,
    proceeding: Option<String>,
    published: Option<&'static str>,
}

struct View {
    code: String,
    tone: Tone,
    state_word: &'static str,
    since: Option<String>,
    about: &'static str,
    goods: &'static str,
    ground: Option<Ground>,
    product: String,
    maker: String,
    maker_code: String,
    models: Vec<String>,
    edition: String,
    edition_title: String,
    standard_href: String,
    path: &'static str,
    basis_word: &'static str,
    basis: String,
    period: String,
    last_check: String,
    today: Day,
    table: String,
    position: u64,
    proof_lead: String,
}

impl View {
    fn new(visitor: &Visitor, seen: Seen) -> View {
        let w = &visitor.w.mark;
        let position = seen.position();
        let Seen { mark, standing, today, edition, .. } = seen;
        let a = &mark.authorization;
        let (about, goods) = meaning(visitor, standing);
        let since = match standing {
            MarkState::Valid => Some(fill(w.until_day, &[&a.valid_until])),
            MarkState::NotYet(day) => Some(fill(w.from_day, &[&day])),
            other => other.since().map(|day| fill(w.since, &[&day])),
        };
        let (path, basis_word, basis) = match &a.basis {
            Basis::Certificate { certificate } => (w.path_certificate, w.certificate, certificate),
            Basis::SelfDeclaration { declaration, .. } => (w.path_declaration, w.declaration, declaration),
        };
        let last_check = match &mark.last_check {
            Some(check) if check.failed => fill(w.last_check_failed, &[&check.verified.on]),
            Some(check) => fill(w.last_check_passed, &[&check.verified.on]),
            None => w.last_check_none.to_owned(),
        };
        View {
            code: a.code.to_string(),
            tone: tone::of_mark(standing),
            state_word: visitor.word(standing.words()),
            since,
            about,
            goods,
            ground: ground(visitor, &mark, standing),
            product: mark.product.clone(),
            maker: mark.maker.clone(),
            maker_code: mark.enterprise.to_string(),
            models: a.models.clone(),
            edition: a.edition.print(),
            edition_title: edition.title.clone(),
            standard_href: crate::public::standards::address(a.edition.number()),
            path,
            basis_word,
            basis: basis.clone(),
            period: fill(w.period_text, &[&a.from, &a.valid_until]),
            last_check,
            today,
            table: edition.html.clone(),
            position,
            proof_lead: fill(w.proof_lead, &[&position]),
        }
    }
}

/// What a state says of the mark, and of goods already made.
fn meaning(visitor: &Visitor, standing: MarkState) -> (&'static str, &'static str) {
    let w = &visitor.w.mark;
    match standing {
        MarkState::Valid => (w.about_valid, w.goods_valid),
        MarkState::Suspended(_) => (w.about_suspended, w.goods_suspended),
        MarkState::Revoked(_) => (w.about_revoked, w.goods_revoked),
        MarkState::Ended(_) => (w.about_ended, w.goods_ended),
        MarkState::Expired(_) => (w.about_expired, w.goods_expired),
        MarkState::NotYet(_) => (w.about_not_yet, w.goods_not_yet),
        MarkState::BasisGone(_) => (w.about_basis_gone, w.goods_basis_gone),
        MarkState::CannotTell => (w.about_cannot_tell, w.goods_cannot_tell),
    }
}

/// The number of a clause in the reader's words.
pub(crate) fn clause(visitor: &Visitor, article: Article) -> String {
    fill(visitor.w.case.clause, &[&article.number()])
}

fn ground(visitor: &Visitor, mark: &PublicMark, standing: MarkState) -> Option<Ground> {
    let w = &visitor.w.mark;
    let (rule, proceeding) = decided_by(mark, standing)?;
    let Some(rule) = rule else {
        // Nobody decided anything: the certificate changed by itself, and clause 8 draws the consequence.
        let clauses = vec![clause(visitor, Article::of(8))];
        return Some(Ground { said: w.ground_basis.to_owned(), clauses, proceeding: None, published: None });
    };
    let is_published = proceeding.is_some_and(|proceeding| proceeding.published.is_some());
    let known = policy::rules::named(rule);
    Some(Ground {
        said: fill(w.ground_rule, &[&known.map_or(rule, |rule| visitor.word(rule.title))]),
        clauses: known
            .map(|rule| rule.articles.iter().map(|a| clause(visitor, *a)).collect())
            .unwrap_or_default(),
        proceeding: proceeding.filter(|_| is_published).map(|proceeding| proceeding.id.clone()),
        published: Some(if is_published { w.ground_published } else { w.ground_unpublished }),
    })
}

/// The rule and the proceeding that a loss rests on; no rule where the certificate alone changed. `None` where
/// nothing was lost for a ground.
pub(super) fn decided_by(
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
            Some((Some(&revocation.rule), proceeding))
        }
        MarkState::Suspended(_) => Some(of_kind(ProceedingKind::Suspension, ProceedingOutcome::Suspended)),
        MarkState::BasisGone(_) => Some((None, None)),
        MarkState::NotYet(_)
        | MarkState::Valid
        | MarkState::Ended(_)
        | MarkState::Expired(_)
        | MarkState::CannotTell => None,
    }
}

/// A page that is complete in itself.
pub(crate) type Page = Result<Html<String>, Trouble>;
