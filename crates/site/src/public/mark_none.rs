//! What is said of a code that is no mark's: mistyped, unknown, or not granted yet. A calm page each, with the form to
//! try again.

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use policy::authorization::code::MarkFault;
use serde_json::json;

use crate::frame::{Banner, Frame, Section};
use crate::problem::{Finished, Trouble};
use crate::public::{PublicSite, mark_page, page, rendered};
use crate::tone;
use crate::visitor::Visitor;
use crate::when::When;
use crate::words::fill;

/// The form to type a code, with nothing typed yet.
pub(super) fn form(visitor: &Visitor) -> Result<Response, Trouble> {
    let f = visitor.frame(visitor.w.frame.home_title, Section::Verify);
    Ok(page(&CodePage { f, typed: String::new(), typed_wrong: false, fault: None })?.into_response())
}

/// The page of a code that was mistyped.
pub(super) fn mistyped(visitor: &Visitor, typed: &str, fault: MarkFault) -> Result<Response, Trouble> {
    let w = visitor.w;
    let what = visitor.either(fault.zh(), fault.to_string());
    let lead = match fault {
        MarkFault::Length { .. } | MarkFault::Prefix => w.mark.typo_length,
        MarkFault::Character { .. } | MarkFault::Check | MarkFault::Serial { .. } => w.mark.typo_lead,
    };
    let lines = vec![lead.to_owned(), fill(w.mark.typo_what, &[&what]), w.mark.typo_look.to_owned()];
    not_a_mark(visitor, typed, "mistyped", w.mark.typo_title, lines, None)
}

/// The page of a code that nobody has.
pub(super) fn unknown(site: &PublicSite, visitor: &Visitor, code: &str) -> Result<Response, Trouble> {
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
pub(super) fn not_granted(visitor: &Visitor, code: &str, when: &When) -> Result<Response, Trouble> {
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
