//! The one mapping from what goes wrong to what is answered: a page in the reader's words, or problem+json
//! (RFC 9457) with a stable `code`. Nothing internal leaks: a fault shows its reference number only.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use policy::admission;
use policy::article::Said;
use policy::decide::Refusal;
use registry::{Fault, Refused};
use serde_json::{Value, json};

use crate::frame::Section;
use crate::json::Wrong;
use crate::lang::{Lang, quoted};
use crate::problem_text::{refusal_text, too_large_text, wrong_text};
use crate::public::{PublicSite, rendered, shown_signs};
use crate::visitor::{Glimpse, Visitor};
use crate::words::{Text, fill, text};

/// The kinds of what forms send.
const FORM_TYPES: &str = "application/x-www-form-urlencoded, multipart/form-data";

/// What went wrong.
#[derive(Debug, Clone)]
pub(crate) enum Trouble {
    /// No such address.
    NotFound,
    /// No such thing on file.
    NotOnFile,
    /// No such thing was on file on the day asked for.
    NotThen,
    /// The address does not take this method.
    Method,
    /// No such thing on file; which.
    Missing(Said),
    /// The request cannot be read; what is wrong with it.
    Bad(Said),
    /// What was sent is no document of the form; where and why.
    Unreadable(Box<Wrong>),
    /// A program brought no token, or one that is unknown or has ended.
    NoToken,
    /// The token may not act, or not in that office.
    TokenReach,
    /// The token is bound to no office that its person holds, or may not read.
    TokenOffice,
    /// Nobody is signed in.
    SignInFirst,
    /// The office or the token does not reach this far.
    Forbidden,
    /// The register of experts is for those who appoint panels and supervise them.
    NoExperts,
    /// A form that was begun in another office of the same person; where it goes on.
    OtherOffice(String),
    /// A form that somebody else filled in, who is not signed in any more; it is kept for them.
    KeptForAnother,
    /// Not here but at another of our addresses, as after a form.
    SeeOther(String),
    /// The same after what was typed was kept: the page says so.
    SeeKept(String),
    /// A form that was not sent from our pages.
    Foreign,
    /// Too many requests; seconds to wait.
    TooMany(u64),
    /// More was sent than is read; how many bytes are, where that is known.
    TooLarge(Option<usize>),
    /// What was sent is of another kind than the address takes; which it takes.
    MediaType(&'static str),
    /// It took too long.
    TooSlow,
    /// It is being made, and takes minutes.
    InTheMaking,
    /// What was sent came too slowly and was given up.
    SentTooSlowly,
    /// The policy says that the person does not hold the office they act in.
    NotHeld(Box<Refusal>),
    /// The policy says no.
    Refusal(Box<Refusal>),
    /// It collides with what was done already.
    Conflict(Said),
    /// The case is not at the version named by `If-Match`; at which it is.
    Stale(Said),
    /// Something is wrong on our side; the detail is for the log, readers get the request's number.
    Fault(String),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        Trouble::Fault(fault.to_string())
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Trouble {
        match refused {
            Refused::Refusal(refusal) if refusal.is_not_held() => Trouble::NotHeld(refusal),
            Refused::Refusal(refusal) => Trouble::Refusal(refusal),
            Refused::Conflict(said) => Trouble::Conflict(said),
            Refused::Fault(fault) => fault.into(),
        }
    }
}

impl Trouble {
    /// A request that cannot be read.
    pub(crate) fn bad(zh: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble::Bad(Said::new(zh, en))
    }

    /// A parameter that is none of the words that it takes.
    pub(crate) fn one_of(name: &str, known: &[&str], given: &str) -> Trouble {
        let given: String = given.chars().filter(|c| !c.is_control()).take(60).collect();
        let words = known.join(", ");
        Trouble::bad(
            format!("参数{name}只能是：{words}；“{given}”不是"),
            format!("the parameter `{name}` is one of {words}; `{given}` is not"),
        )
    }

    /// What a bare status of the framework means.
    pub(crate) fn of_status(status: StatusCode) -> Trouble {
        match status {
            StatusCode::NOT_FOUND => Trouble::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Trouble::Method,
            StatusCode::UNAUTHORIZED => Trouble::SignInFirst,
            StatusCode::FORBIDDEN => Trouble::Forbidden,
            StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge(None),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Trouble::MediaType(FORM_TYPES),
            StatusCode::REQUEST_TIMEOUT => Trouble::SentTooSlowly,
            StatusCode::SERVICE_UNAVAILABLE => Trouble::TooSlow,
            StatusCode::TOO_MANY_REQUESTS => Trouble::TooMany(60),
            status if status.is_client_error() => {
                let words = |lang| text(lang).fault.bad_text;
                Trouble::bad(words(Lang::Zh), words(Lang::En))
            }
            _ => Trouble::Fault(format!("bare status {status}")),
        }
    }

    /// The status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Trouble::NotFound | Trouble::NotOnFile | Trouble::NotThen | Trouble::Missing(_) => {
                StatusCode::NOT_FOUND
            }
            Trouble::Method => StatusCode::METHOD_NOT_ALLOWED,
            Trouble::Bad(_) | Trouble::Unreadable(_) => StatusCode::BAD_REQUEST,
            Trouble::SignInFirst | Trouble::NoToken => StatusCode::UNAUTHORIZED,
            Trouble::TokenReach
            | Trouble::TokenOffice
            | Trouble::Forbidden
            | Trouble::NoExperts
            | Trouble::NotHeld(_)
            | Trouble::Foreign
            | Trouble::KeptForAnother => StatusCode::FORBIDDEN,
            Trouble::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Trouble::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Trouble::TooSlow | Trouble::InTheMaking => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::SentTooSlowly => StatusCode::REQUEST_TIMEOUT,
            Trouble::Refusal(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::Conflict(_) | Trouble::OtherOffice(_) => StatusCode::CONFLICT,
            Trouble::SeeOther(_) | Trouble::SeeKept(_) => StatusCode::SEE_OTHER,
            Trouble::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Trouble::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable name of the problem.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Trouble::NotFound => "no_such_address",
            Trouble::NotOnFile | Trouble::NotThen | Trouble::Missing(_) => "not_on_file",
            Trouble::Method => "method_not_allowed",
            Trouble::Bad(_) | Trouble::Unreadable(_) => "bad_request",
            Trouble::SignInFirst | Trouble::NoToken => "sign_in_first",
            Trouble::Forbidden | Trouble::NoExperts | Trouble::TokenReach | Trouble::TokenOffice => {
                "forbidden"
            }
            Trouble::NotHeld(_) => admission::NOT_HELD,
            Trouble::Foreign => "foreign_request",
            Trouble::OtherOffice(_) => "other_office",
            Trouble::KeptForAnother => "kept_for_another",
            Trouble::SeeOther(_) | Trouble::SeeKept(_) => "see_other",
            Trouble::TooMany(_) => "too_many_requests",
            Trouble::TooLarge(_) => "too_large",
            Trouble::MediaType(_) => "unsupported_media_type",
            Trouble::TooSlow => "too_slow",
            Trouble::InTheMaking => "in_the_making",
            Trouble::SentTooSlowly => "sent_too_slowly",
            Trouble::Refusal(_) => "refused",
            Trouble::Conflict(_) => "conflict",
            Trouble::Stale(_) => "stale_version",
            Trouble::Fault(_) => "fault",
        }
    }

    /// Title and explanation in a language.
    pub(crate) fn words(&self, w: &'static Text, lang: Lang) -> (&'static str, String) {
        let plain = |title: &'static str, text: &'static str| (title, text.to_owned());
        let f = &w.fault;
        match self {
            Trouble::NotFound => plain(f.not_found, f.not_found_text),
            Trouble::NotOnFile => plain(f.not_on_file, f.not_on_file_text),
            Trouble::NotThen => plain(f.not_on_file, w.when.none_then),
            Trouble::Method => plain(f.method, f.method_text),
            Trouble::Missing(said) => (f.not_on_file, lang.of(said).to_owned()),
            Trouble::Bad(said) => (f.bad, lang.of(said).to_owned()),
            Trouble::Unreadable(wrong) => (f.unreadable, wrong_text(wrong, w, lang)),
            Trouble::SignInFirst => plain(f.sign_in_first, f.sign_in_first_text),
            Trouble::NoToken => plain(f.no_token, f.no_token_text),
            Trouble::TokenReach => plain(f.forbidden, f.token_reach_text),
            Trouble::TokenOffice => plain(f.forbidden, f.token_office_text),
            Trouble::Forbidden => plain(f.forbidden, f.forbidden_text),
            Trouble::NoExperts => plain(f.forbidden, w.people.experts_closed),
            Trouble::Foreign => plain(f.foreign, f.foreign_text),
            Trouble::OtherOffice(_) => plain(f.other_office, f.other_office_text),
            Trouble::KeptForAnother => plain(f.kept_for_another, f.kept_for_another_text),
            Trouble::SeeOther(to) | Trouble::SeeKept(to) => (f.see_other, to.clone()),
            Trouble::TooMany(seconds) => (f.too_many, fill(f.too_many_text, &[seconds])),
            Trouble::TooLarge(most) => (f.too_large, too_large_text(*most, w)),
            Trouble::MediaType(takes) => (f.media_type, fill(f.media_type_text, &[takes])),
            Trouble::TooSlow => plain(f.too_slow, f.too_slow_text),
            Trouble::InTheMaking => plain(f.in_the_making, f.in_the_making_text),
            Trouble::SentTooSlowly => plain(f.sent_too_slowly, f.sent_too_slowly_text),
            Trouble::NotHeld(refusal) => (f.forbidden, refusal_text(refusal, w, lang)),
            Trouble::Refusal(refusal) => (w.case.refused_title, refusal_text(refusal, w, lang)),
            Trouble::Conflict(said) => (f.conflict, lang.of(said).to_owned()),
            Trouble::Stale(said) => (w.case.conflict_title, lang.of(said).to_owned()),
            Trouble::Fault(_) => plain(f.fault, f.fault_text),
        }
    }

    fn problem(&self, glimpse: &Glimpse) -> Value {
        // What helps a person in front of a page does not help a program.
        let words = |lang: Lang| match self {
            Trouble::Method => (text(lang).fault.method, text(lang).fault.method_data.to_owned()),
            Trouble::NotFound => (text(lang).fault.not_found, text(lang).fault.not_found_data.to_owned()),
            other => other.words(text(lang), lang),
        };
        let (title, detail) = words(glimpse.lang);
        let mut problem = json!({
            "type": format!("urn:pzb:problem:{}", self.code()),
            "title": title,
            "status": self.status().as_u16(),
            "detail": detail,
            "detail_zh": words(Lang::Zh).1,
            "detail_en": words(Lang::En).1,
            "code": self.code(),
            "request": glimpse.request,
            "instance": glimpse.path,
        });
        if let Trouble::Refusal(refusal) | Trouble::NotHeld(refusal) = self {
            problem["problems"] = json!(refusal.problems);
            problem["findings"] = json!(refusal.findings);
        }
        if let Trouble::Unreadable(wrong) = self {
            let faults = wrong.faults.iter().map(|fault| {
                json!({
                    "code": "unreadable", "field": fault.path, "line": fault.line, "column": fault.column,
                    "said": fault.said,
                })
            });
            problem["problems"] = json!(faults.collect::<Vec<Value>>());
        }
        problem
    }

    /// The form that sent too much, where the browser does not say from which page it came: it is asked for where it is sent
    /// to, but for the sheet of a table.
    fn form_of(&self, path: &str) -> Option<String> {
        let Trouble::TooLarge(_) = self else { return None };
        Some(path.strip_suffix("/sheet").unwrap_or(path).to_owned())
    }

    fn page(&self, visitor: &Visitor) -> String {
        let (title, detail) = self.words(visitor.w, visitor.lang);
        let mut links = vec![("/".to_owned(), visitor.w.fault.home)];
        // Whoever sent a form goes on where it is: the browser keeps there what was typed, or it can be sent shorter.
        let back = visitor.glimpse.back.clone().or_else(|| self.form_of(&visitor.glimpse.path));
        links.splice(0..0, back.map(|back| (back, visitor.w.fault.back)));
        if matches!(self, Trouble::SignInFirst) {
            let next = match &visitor.glimpse.query {
                Some(query) => format!("{}?{query}", visitor.glimpse.path),
                None => visitor.glimpse.path.clone(),
            };
            let address = format!("/sign-in?next={}", crate::public::filter::encoded(&next));
            links.insert(0, (address, visitor.w.frame.sign_in));
        }
        if let (Trouble::Forbidden | Trouble::NotHeld(_), Some(_)) = (self, &visitor.signed) {
            links.insert(0, ("/account/office".to_owned(), visitor.w.account.offices_title));
        }
        if let Trouble::OtherOffice(next) = self {
            let address = format!("/account/office?next={}", crate::public::filter::encoded(next));
            links.insert(0, (address, visitor.w.account.offices_title));
        }
        let mut lines = vec![quoted(&detail)];
        if matches!(self, Trouble::Fault(_)) {
            lines.push(fill(visitor.w.fault.fault_number, &[&visitor.glimpse.request]));
        }
        let page = Message { f: visitor.frame(title, Section::Other), heading: title, lines, links };
        rendered(&page).map(shown_signs).unwrap_or_else(|_| title.to_owned())
    }

    /// The answer, in the form and language that the request asked for.
    pub(crate) fn answer(&self, site: &PublicSite, glimpse: &Arc<Glimpse>) -> Response {
        let mut response = if glimpse.wants_json {
            let mut response = Json(self.problem(glimpse)).into_response();
            let kind = HeaderValue::from_static("application/problem+json");
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            response
        } else {
            let visitor = Visitor::new(site, Arc::clone(glimpse));
            axum::response::Html(self.page(&visitor)).into_response()
        };
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        match self {
            Trouble::TooMany(seconds) => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
            }
            Trouble::InTheMaking => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
            }
            Trouble::SignInFirst | Trouble::NoToken if glimpse.path.starts_with("/api/") => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response
    }
}

/// Left in a response for the outer layer, which knows the reader.
#[derive(Debug, Clone)]
pub(crate) struct Left(pub(crate) Arc<Trouble>);

/// Says that a response of an error status is a finished page and stays as it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finished;

/// Says that something was kept, and where it goes on: the pages there may say so, and no address alone makes them.
#[derive(Debug, Clone)]
pub(crate) struct Kept(pub(crate) String);

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        if let Trouble::SeeOther(to) = &self {
            return Redirect::to(to).into_response();
        }
        if let Trouble::SeeKept(to) = &self {
            let mut response = Redirect::to(to).into_response();
            response.extensions_mut().insert(Kept(to.clone()));
            return response;
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Left(Arc::new(self)));
        response
    }
}

/// Turns what handlers and framework left into the answer that the reader gets.
pub(crate) fn finish(response: Response, site: &PublicSite, glimpse: &Arc<Glimpse>) -> Response {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error())
        || response.extensions().get::<Finished>().is_some()
    {
        return response;
    }
    let trouble = match response.extensions().get::<Left>() {
        Some(Left(trouble)) => Arc::clone(trouble),
        None => Arc::new(Trouble::of_status(status)),
    };
    if let Trouble::Fault(detail) = trouble.as_ref() {
        tracing::error!(request = %glimpse.request, path = %glimpse.path, %detail, "fault");
    }
    let allow = response.headers().get(header::ALLOW).cloned();
    // A page that could not be told has nothing of what was kept.
    let bare = glimpse.is_kept.then(|| Arc::new(Glimpse { is_kept: false, ..Glimpse::clone(glimpse) }));
    let mut answer = trouble.answer(site, bare.as_ref().unwrap_or(glimpse));
    if let Some(allow) = allow {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer
}

/// A page with nothing but words.
#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    f: crate::frame::Frame,
    heading: &'static str,
    lines: Vec<String>,
    links: Vec<(String, &'static str)>,
}
