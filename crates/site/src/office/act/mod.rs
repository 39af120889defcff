//! An act as a form: asked, kept as it is sent, looked at with what it would do, confirmed and done once. Each of these
//! is a page of its own that can be loaded again, so that Back, a second tab and another language lose nothing; a
//! refusal is a page that tells what would change it.

pub(crate) mod check;
pub(crate) mod files;
pub(in crate::office) mod long;
mod lost;
pub(crate) mod receipt;
pub(crate) mod sheet;
pub(crate) mod table;

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::{Form as Typed, FormRejection};
use policy::decide::{Problem, Refusal};
use policy::finding::Finding;
use policy::powers::Office;

use self::long::shown;
use self::sheet::{Address, Sheet, gathered};
use crate::acts::{self, Form};
use crate::frame::{Frame, Section, address_with};
use crate::office::asked::{self, Asked, Control, field_of};
use crate::office::author::Sender;
use crate::office::beside::{self, Beside};
use crate::office::case::{self, Case};
use crate::office::choices::Choices;
use crate::office::finding::{self, FindingView};
use crate::office::fits::{self, Fits};
use crate::office::ripe::is_ripe;
use crate::office::{OfficeSite, prefill, unfinished};
use crate::problem::{Finished, Trouble};
use crate::public::page;
use crate::session::Member;
use crate::visitor::Glimpse;
use crate::words::fill;

/// Names of the fields that every form has beside what it asks.
const KEPT_APART: [&str; 7] = ["csrf", "key", "version", "edit", "acting", "instead", "look"];

pub(crate) type Values = HashMap<String, String>;

struct ErrorLine {
    at: Option<&'static str>,
    says: String,
}

#[derive(Template)]
#[template(path = "act.html")]
struct ActPage {
    f: Frame,
    case_href: String,
    case_title: String,
    case_number: Option<String>,
    title: String,
    here: String,
    csrf: String,
    key: String,
    version: String,
    acting: String,
    beside: Arc<Beside>,
    fits: Option<Arc<Fits>>,
    asked: Vec<Asked>,
    errors: Vec<ErrorLine>,
    conflict: Option<Conflict>,
    is_ripe: bool,
    /// That it takes the place of what stands.
    replaces: Option<String>,
    /// What has to be done before, where that is known, each with the page where it is.
    before: Vec<(Option<String>, String)>,
    /// That no more forms are kept than there are, and which goes if this one is.
    full: Option<String>,
}

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    f: Frame,
    case_href: String,
    case_title: String,
    title: String,
    edit: String,
    problems: Vec<String>,
    blocking: Vec<FindingView>,
    others: Vec<FindingView>,
}

/// Why a form is shown again under another key, and the key of the one that met the conflict.
pub(super) struct Conflict {
    says: &'static str,
    instead: String,
}

/// Everything one form is about.
pub(super) struct Desk<'a> {
    pub(super) member: &'a Member,
    pub(super) case: &'a Case,
    pub(super) form: &'a Form,
    pub(super) office: &'a Office,
    pub(super) choices: Choices,
    pub(super) beside: Arc<Beside>,
    /// Whether the act makes sense at this point of the case.
    is_ripe: bool,
    /// The product beside the standard, where a mark is decided.
    pub(super) fits: Option<Arc<Fits>>,
    /// That another form goes if this one is kept.
    full: Option<String>,
}

/// The case and the form named by an address, if this office may act here.
pub(super) async fn find(
    site: &OfficeSite,
    member: &Member,
    (kind, id, act): Address,
) -> Result<(Case, Form), Trouble> {
    let form = acts::named(&act).ok_or(Trouble::NotFound)?;
    if !form.cases.iter().any(|of| of.name() == kind) {
        return Err(Trouble::NotFound);
    }
    let case = case::load(site.public(), &kind, &id).await?;
    if !case.is_open_to(member.office()?, form.kind) {
        return Err(Trouble::Forbidden);
    }
    Ok((case, form))
}

/// `GET /cases/{kind}/{id}/acts/{act}`: the form as it was left; a query fills fields of a new one in beforehand.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(mut given): Query<Values>,
    member: Member,
) -> Result<Response, Trouble> {
    let Some(key) = given.remove("key").filter(|key| sheet::is_key(key)) else {
        // The key is in the address, so that the form that is opened again is the same form.
        let glimpse = &member.visitor.glimpse;
        return Ok(Redirect::to(&address_with(glimpse, "key", &sheet::fresh_key(&site))).into_response());
    };
    let kept = sheet::find(&site, &member, &key, &address).await?;
    let (case, form) = find(&site, &member, address.clone()).await?;
    let mut desk = Desk::beside_the_case(&site, &member, &case, &form).await?;
    if kept.is_none() {
        desk.full = unfinished::full_of_forms(&site, &member).await?;
    }
    let edit = given.remove("edit");
    let mut sheet = match kept {
        Some(sheet) => sheet,
        None if receipt::of(&site, &member, &key).await?.is_some() => {
            return Ok(Redirect::to(&receipt::again(&desk.here(), &key)).into_response());
        }
        None => {
            prefill::filled(&mut given, &case, &form, desk.office, site.public().today());
            let changed = site.public().now();
            Sheet { key, address, version: case.version, values: given, changed }
        }
    };
    if let Some(edit) = edit {
        sheet.values.insert("edit".to_owned(), edit);
    }
    desk.form_page(StatusCode::OK, &sheet, &[], None).await
}

/// `POST /cases/{kind}/{id}/acts/{act}`: keeps what was typed, to be looked at before it is confirmed.
pub(crate) async fn submit(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    sender: Sender,
    request: Request,
) -> Result<Response, Trouble> {
    let values = gathered(fields(&site, request, sender.most()).await?);
    let mut author = sender.author(&site, values.get("csrf")).await?;
    author.acting(&site, values.get("acting")).await?;
    let look = values.get("look").cloned();
    let instead = values.get("instead").filter(|key| sheet::is_key(key)).cloned();
    let mut sheet = Sheet::sent(&site, address.clone(), values)?;
    let member = &author.member;
    sheet.carry_table(&site, &member.signed.person).await?;
    if author.is_late() {
        // What was done already is not kept to be done again.
        if receipt::of(&site, member, &sheet.key).await?.is_some() {
            let here = sheet
                .form()
                .map(|form| receipt::again(form.split('?').next().unwrap_or_default(), &sheet.key));
            author.in_time(|| here.unwrap_or_default())?;
        }
        // Of an act that is none, or that is not theirs, nothing is kept; which of them it is, is told to who is signed in.
        match find(&site, member, address).await {
            Err(Trouble::Forbidden | Trouble::NotOnFile) => return Err(Trouble::NotFound),
            Err(other) => return Err(other),
            Ok(_) => {}
        }
        return sheet.keep_for_later(&site, &author, look.as_deref()).await;
    }
    let (case, form) = find(&site, member, address).await?;
    let too_long = sheet.too_long(&form);
    if !too_long.is_empty() {
        // No draft has room for it: it stands in the form that is shown again, and nowhere else.
        let desk = Desk::beside_the_case(&site, member, &case, &form).await?;
        return desk.form_page(StatusCode::UNPROCESSABLE_ENTITY, &sheet, &too_long, None).await;
    }
    sheet.keep(&site, &member.signed.person, member.office()?).await?;
    // Whoever goes on after a conflict means this one, and not the one that met it.
    if let Some(instead) = instead.filter(|instead| *instead != sheet.key) {
        Sheet::end(&instead, &site, member).await?;
    }
    let next = match look.as_deref() {
        Some("table") => sheet.table(),
        Some("files") => sheet.files(),
        Some(pressed) => {
            let look = other_look(&member.visitor.glimpse, pressed);
            sheet.form().map(|form| format!("{form}&{look}"))
        }
        None => sheet.check(),
    };
    Ok(Redirect::to(&next.ok_or(Trouble::NotFound)?).into_response())
}

/// What a page is asked for in the other language or size of type, by the button that was pressed.
fn other_look(glimpse: &Glimpse, pressed: &str) -> String {
    match pressed {
        "type" if glimpse.is_large => "type=usual".to_owned(),
        "type" => "type=large".to_owned(),
        _ => format!("lang={}", glimpse.lang.other().name()),
    }
}

/// The most fields that a form may send: what is chosen among many is a field each.
const MOST_FIELDS: usize = 5_000;

/// What a form sends, by name and value; of no more than so many bytes, where fewer are taken than at its address.
pub(super) async fn fields(
    site: &OfficeSite,
    request: Request,
    most: Option<usize>,
) -> Result<Vec<(String, String)>, Trouble> {
    let (parts, body) = request.into_parts();
    let mut whole = Request::from_parts(parts.clone(), body);
    if let Some(most) = most {
        DefaultBodyLimit::max(most).apply(&mut whole);
    }
    let bytes = Bytes::from_request(whole, site).await;
    let bytes = bytes.map_err(|unread| Trouble::of_status(unread.into_response().status()))?;
    if bytes.iter().filter(|byte| **byte == b'&').count() >= MOST_FIELDS {
        return Err(Trouble::bad(
            format!("表单最多有{MOST_FIELDS}个字段"),
            format!("a form has at most {MOST_FIELDS} fields"),
        ));
    }
    let whole = Request::from_parts(parts, Body::from(bytes));
    let sent: Result<Typed<Vec<(String, String)>>, FormRejection> = Typed::from_request(whole, site).await;
    sent.map(|Typed(sent)| sent).map_err(|unread| Trouble::of_status(unread.into_response().status()))
}

impl<'a> Desk<'a> {
    /// A form with nothing beside it.
    ///
    /// # Errors
    /// If no office is chosen, or the reader is at fault.
    pub(super) async fn bare(
        site: &OfficeSite,
        member: &'a Member,
        case: &'a Case,
        form: &'a Form,
    ) -> Result<Desk<'a>, Trouble> {
        let office = member.office()?;
        let choices = Choices::load(site.public(), (case, form), (&member.signed.person, office)).await?;
        let at = (site.public().reader().law(), site.public().today());
        let is_ripe = is_ripe(case, form.kind, at) && !case.is_too_late_for(office, form.kind, at);
        let beside = Arc::new(Beside::default());
        Ok(Desk { member, case, form, office, choices, beside, is_ripe, fits: None, full: None })
    }

    /// A form with what lies beside it in the case.
    ///
    /// # Errors
    /// As [`Desk::bare`].
    async fn beside_the_case(
        site: &OfficeSite,
        member: &'a Member,
        case: &'a Case,
        form: &'a Form,
    ) -> Result<Desk<'a>, Trouble> {
        let beside = Arc::new(beside::of(site, member, case, member.office()?).await?);
        let fits = fits::of_case(site.public(), &member.visitor, case, form.kind).await?.map(Arc::new);
        Ok(Desk { beside, fits, ..Desk::bare(site, member, case, form).await? })
    }

    pub(super) fn here(&self) -> String {
        format!("{}/acts/{}", self.case.href(), self.form.name)
    }

    pub(super) fn title(&self) -> String {
        self.case.title_of(self.form, self.office, self.member.visitor.lang)
    }

    /// What has to be done before the act makes sense, where that is known.
    fn before(&self) -> Vec<(Option<String>, String)> {
        let Some(report) = &self.case.report else { return Vec::new() };
        self.case.in_the_way.before(&self.member.visitor, self.office, report, self.form.kind)
    }

    async fn form_page(
        &self,
        status: StatusCode,
        sheet: &Sheet,
        problems: &[Problem],
        conflict: Option<Conflict>,
    ) -> Result<Response, Trouble> {
        let visitor = &self.member.visitor;
        let fields = self.form.asked();
        let line = |problem: &Problem| match problem.field.as_deref().and_then(|at| field_of(&fields, at)) {
            Some(field) => ErrorLine { at: Some(field.at), says: asked::summed(visitor, field, problem) },
            None => ErrorLine { at: None, says: visitor.said(&problem.said) },
        };
        let errors: Vec<ErrorLine> = problems.iter().map(line).collect();
        let title = self.title();
        let prefix = if errors.is_empty() { "" } else { visitor.w.frame.error_prefix };
        let asked = fields.iter().map(|field| asked::ask(self, field, &sheet.values, problems)).collect();
        let page_of = ActPage {
            f: visitor.frame(format!("{prefix}{title} · {}", self.case.title), Section::Other),
            case_href: self.case.href(),
            case_title: self.case.title.clone(),
            case_number: self.case.number(),
            title,
            here: self.here(),
            csrf: self.member.signed.csrf.clone(),
            key: sheet.key.clone(),
            version: sheet.version.map(|version| version.to_string()).unwrap_or_default(),
            acting: serde_json::to_string(self.office).unwrap_or_default(),
            beside: Arc::clone(&self.beside),
            fits: self.fits.clone(),
            asked,
            errors,
            conflict,
            is_ripe: self.is_ripe,
            replaces: self.case.replaces(visitor, self.form.kind),
            before: self.before(),
            full: self.full.clone(),
        };
        let mut response = shown(page_of, sheet.size()).await?.into_response();
        *response.status_mut() = status;
        response.extensions_mut().insert(Finished);
        Ok(response)
    }

    /// Faults of what was typed go back to the form; what the policy says goes on a page of its own.
    async fn refuse(&self, refusal: &Refusal, sheet: &Sheet) -> Result<Response, Trouble> {
        let fields = self.form.asked();
        let is_typed =
            |problem: &Problem| problem.field.as_deref().is_some_and(|at| field_of(&fields, at).is_some());
        if refusal.findings.is_empty() && refusal.problems.iter().any(is_typed) {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return self.form_page(status, sheet, &refusal.problems, None).await;
        }
        let visitor = &self.member.visitor;
        let stands = |finding: &&Finding| matches!(finding.outcome.as_str(), "not_met" | "cannot_tell");
        let (blocking, others): (Vec<&Finding>, Vec<&Finding>) = refusal.findings.iter().partition(stands);
        let page_of = RefusedPage {
            f: visitor.frame(format!("{} · {}", visitor.w.case.refused_title, self.title()), Section::Other),
            case_href: self.case.href(),
            case_title: self.case.title.clone(),
            title: self.title(),
            edit: format!("{}?key={}", self.here(), sheet.key),
            problems: refusal.problems.iter().map(|problem| said(visitor, problem)).collect(),
            blocking: blocking.into_iter().map(|one| finding::view(visitor, one, true)).collect(),
            others: others.into_iter().map(|one| finding::view(visitor, one, false)).collect(),
        };
        Ok(page(&page_of)?.into_response())
    }
}

/// A problem with the clauses it rests on.
pub(super) fn said(visitor: &crate::visitor::Visitor, problem: &Problem) -> String {
    let clauses: Vec<String> =
        problem.articles.iter().map(|a| fill(visitor.w.case.clause, &[&a.number()])).collect();
    let says = visitor.said(&problem.said);
    if clauses.is_empty() {
        says.to_owned()
    } else {
        format!("{says} ({})", clauses.join(visitor.w.case.comma))
    }
}
