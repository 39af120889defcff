//! An act as a form: asked, checked with what it would do, confirmed and done, or refused. Whatever happens, what was typed is kept, a second
//! submit is the same act, and a refusal is a page that tells what would change it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form as Typed;
use policy::decide::{Problem, Refusal};
use policy::finding::Finding;
use policy::powers::{Actor, Office};
use policy::question::Law;
use registry::{Foreseen, Order, Receipt, Refused};

use crate::acts::{self, Form};
use crate::frame::{Frame, Section};
use crate::office::asked::{self, Asked, Control, field_of};
use crate::office::case::{self, Case};
use crate::office::choices::Choices;
use crate::office::finding::{self, FindingView};
use crate::office::foresight;
use crate::office::on_file::Speaks;
use crate::office::{OfficeSite, case_page, from_our_page, prefill};
use crate::problem::{Finished, Trouble};
use crate::public::page;
use crate::session::Member;
use crate::tone::{self, Tone};
use crate::words::fill;

/// Names of the fields that every form has beside what it asks.
const KEPT_APART: [&str; 5] = ["csrf", "key", "version", "edit", CONFIRMED];
/// The field that only the page has on which an act is confirmed; without it nothing is written.
const CONFIRMED: &str = "confirmed";

pub(super) type Values = HashMap<String, String>;

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
    case_id: String,
    title: String,
    here: String,
    csrf: String,
    key: String,
    version: String,
    about: Vec<(String, String)>,
    asked: Vec<Asked>,
    errors: Vec<ErrorLine>,
    conflict: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    f: Frame,
    case_href: String,
    case_title: String,
    title: String,
    here: String,
    csrf: String,
    problems: Vec<String>,
    blocking: Vec<FindingView>,
    others: Vec<FindingView>,
    kept: Vec<(String, String)>,
}

struct Made {
    id: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage {
    f: Frame,
    tone: Tone,
    title: String,
    case_href: String,
    is_repeated: bool,
    positions: Vec<u64>,
    created: Vec<Made>,
    version: u64,
    findings: Vec<FindingView>,
}

/// Everything one form is about.
pub(super) struct Desk<'a> {
    pub(super) member: &'a Member,
    pub(super) case: &'a Case,
    pub(super) law: Law<'a>,
    pub(super) form: &'a Form,
    pub(super) office: &'a Office,
    pub(super) choices: &'a Choices,
}

/// The case and the form named by an address, if this office may act here.
async fn find(
    site: &OfficeSite,
    member: &Member,
    (kind, id, act): (String, String, String),
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

/// `GET /cases/{kind}/{id}/acts/{act}`: the form; a query fills fields in beforehand.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path(address): Path<(String, String, String)>,
    Query(given): Query<Values>,
    member: Member,
) -> Result<Response, Trouble> {
    let (case, form) = find(&site, &member, address).await?;
    let choices = Choices::load(site.public(), &form).await?;
    let desk = Desk {
        member: &member,
        case: &case,
        law: site.public().reader().law(),
        form: &form,
        office: member.office()?,
        choices: &choices,
    };
    let mut values = given;
    prefill::filled(&mut values, &case, &form, desk.office, site.public().today());
    let key = values.remove(SEED).filter(|seed| is_seed(seed));
    let key = key.map_or_else(|| fresh_key(&site), |seed| format!("form-{seed}-{}", form.name));
    desk.form_page(StatusCode::OK, &values, (key, case.version), &[], None)
}

/// The part of a form's address that its key is made of. A form that is opened again at the same address, as the Back
/// button does, has the same key: sent again, it is known to have been done.
pub(super) const SEED: &str = "form";

/// A seed for the addresses of forms.
pub(super) fn fresh_seed(site: &OfficeSite) -> String {
    site.secret().chars().take(16).collect()
}

fn is_seed(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn fresh_key(site: &OfficeSite) -> String {
    format!("form-{}", site.secret())
}

/// `POST /cases/{kind}/{id}/acts/{act}`: shows what it would do; with `confirmed`, does it.
pub(crate) async fn submit(
    State(site): State<OfficeSite>,
    Path(address): Path<(String, String, String)>,
    headers: HeaderMap,
    member: Member,
    Typed(sent): Typed<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let values = gathered(sent);
    from_our_page(&site, &member, &headers, values.get("csrf"))?;
    let (case, form) = find(&site, &member, address).await?;
    let choices = Choices::load(site.public(), &form).await?;
    let desk = Desk {
        member: &member,
        case: &case,
        law: site.public().reader().law(),
        form: &form,
        office: member.office()?,
        choices: &choices,
    };
    let key = values.get("key").cloned().unwrap_or_default();
    // A form names the version that it was made of, or nothing where there is none yet: anything else must not switch
    // the look at it off.
    let seen: Option<u64> = match values.get("version").map(|version| version.trim()) {
        None | Some("") => None,
        Some(version) => Some(version.parse().map_err(|_| {
            Trouble::bad(
                "表单的版本号无法读取，请重新打开表单",
                "the version in the form cannot be read: open the form anew",
            )
        })?),
    };
    if values.contains_key("edit") {
        return desk.form_page(StatusCode::OK, &values, (fresh_key(&site), seen), &[], None);
    }
    let typed = |at: &str| values.get(at).cloned().unwrap_or_default();
    let enterprise = case.enterprise.map(|code| code.to_string());
    let command =
        match acts::command(&form, &typed, (enterprise.as_deref(), Some(&case.subject)), key.clone()) {
            Ok(command) => command,
            Err(refusal) => return desk.refuse(&refusal, &values, (key, seen)),
        };
    let actor = Actor { person: member.signed.person.clone(), office: member.office()?.clone() };
    let expected = if case.enterprise.is_some() { seen } else { None };
    let order = Order { actor, command, now: site.public().now(), expected };
    let came = if values.contains_key(CONFIRMED) {
        site.act(order).await.map(|receipt| Foreseen::Done(Box::new(receipt)))
    } else {
        site.foresee(order).await
    };
    match came {
        Ok(Foreseen::Done(receipt)) => desk.done(&site, *receipt),
        Ok(Foreseen::Would(foresight)) => foresight::show(&site, &desk, *foresight, &values, (key, seen)),
        Err(Refused::Refusal(refusal)) if !refusal.is_not_held() => {
            desk.refuse(&refusal, &values, (key, seen))
        }
        Err(Refused::Conflict(said)) => {
            tracing::info!(said = %said.en, "a form met a conflict");
            let now = case::load(site.public(), case.kind.name(), &case.id).await?;
            let conflict = Some(member.visitor.w.case.conflict_lead);
            // Whoever goes on means an act of its own, and no repetition.
            let under = (fresh_key(&site), now.version);
            desk.form_page(StatusCode::CONFLICT, &values, under, &[], conflict)
        }
        Err(other) => Err(other.into()),
    }
}

/// What was sent, by name: of several values under one name each is a line.
pub(super) fn gathered(sent: Vec<(String, String)>) -> Values {
    let mut values = Values::new();
    for (name, value) in sent {
        let held = values.entry(name).or_default();
        if !held.is_empty() && !value.is_empty() {
            held.push('\n');
        }
        held.push_str(&value);
    }
    values
}

/// What was typed, to be sent again, in the order of the names.
pub(super) fn kept(values: &Values) -> Vec<(String, String)> {
    let typed = values.iter().filter(|(name, _)| !KEPT_APART.contains(&name.as_str()));
    let mut kept: Vec<(String, String)> = typed.map(|(name, value)| (name.clone(), value.clone())).collect();
    kept.sort();
    kept
}

impl Desk<'_> {
    pub(super) fn here(&self) -> String {
        format!("{}/acts/{}", self.case.href(), self.form.name)
    }

    /// What the case is, in the lines of its own page: nobody decides from a form that hides what it is about.
    fn about(&self) -> Vec<(String, String)> {
        let visitor = &self.member.visitor;
        let speaks = Speaks { lang: visitor.lang, parameters: self.law.parameters };
        case_page::facts(visitor, speaks, self.case)
    }

    pub(super) fn title(&self) -> String {
        self.form.title(self.member.visitor.lang).to_owned()
    }

    fn form_page(
        &self,
        status: StatusCode,
        values: &Values,
        (key, version): (String, Option<u64>),
        problems: &[Problem],
        conflict: Option<&'static str>,
    ) -> Result<Response, Trouble> {
        let visitor = &self.member.visitor;
        let fields = self.form.asked();
        let errors: Vec<ErrorLine> = problems
            .iter()
            .map(|problem| ErrorLine {
                at: problem.field.as_deref().and_then(|at| field_of(&fields, at)).map(|field| field.at),
                says: visitor.said(&problem.said).to_owned(),
            })
            .collect();
        let title = self.title();
        let prefix = if errors.is_empty() { "" } else { visitor.w.frame.error_prefix };
        let asked = fields.iter().map(|field| asked::ask(self, field, values, problems)).collect();
        let page_of = ActPage {
            f: visitor.frame(format!("{prefix}{title} · {}", self.case.title), Section::Other),
            case_href: self.case.href(),
            case_title: self.case.title.clone(),
            case_id: self.case.id.clone(),
            title,
            here: self.here(),
            csrf: self.member.signed.csrf.clone(),
            key,
            version: version.map(|version| version.to_string()).unwrap_or_default(),
            about: self.about(),
            asked,
            errors,
            conflict,
        };
        let mut response = page(&page_of)?.into_response();
        *response.status_mut() = status;
        response.extensions_mut().insert(Finished);
        Ok(response)
    }

    /// Faults of what was typed go back to the form; what the policy says goes on a page of its own.
    fn refuse(
        &self,
        refusal: &Refusal,
        values: &Values,
        (key, version): (String, Option<u64>),
    ) -> Result<Response, Trouble> {
        let fields = self.form.asked();
        let is_typed =
            |problem: &Problem| problem.field.as_deref().is_some_and(|at| field_of(&fields, at).is_some());
        if refusal.findings.is_empty() && refusal.problems.iter().any(is_typed) {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return self.form_page(status, values, (key, version), &refusal.problems, None);
        }
        let visitor = &self.member.visitor;
        let stands = |finding: &&Finding| matches!(finding.outcome.as_str(), "not_met" | "cannot_tell");
        let (blocking, others): (Vec<&Finding>, Vec<&Finding>) = refusal.findings.iter().partition(stands);
        let page_of = RefusedPage {
            f: visitor.frame(format!("{} · {}", visitor.w.case.refused_title, self.title()), Section::Other),
            case_href: self.case.href(),
            case_title: self.case.title.clone(),
            title: self.title(),
            here: self.here(),
            csrf: self.member.signed.csrf.clone(),
            problems: refusal.problems.iter().map(|problem| said(visitor, problem)).collect(),
            blocking: blocking.into_iter().map(|one| finding::view(visitor, one, true)).collect(),
            others: others.into_iter().map(|one| finding::view(visitor, one, false)).collect(),
            kept: kept(values),
        };
        Ok(page(&page_of)?.into_response())
    }

    pub(super) fn done(&self, site: &OfficeSite, receipt: Receipt) -> Result<Response, Trouble> {
        let visitor = &self.member.visitor;
        let created = receipt
            .created
            .iter()
            .map(|id| Made { id: id.clone(), href: case::address_of_made(site.public(), self.case, id) })
            .collect();
        let page_of = DonePage {
            f: visitor.frame(format!("{} · {}", visitor.w.case.done_title, self.title()), Section::Other),
            tone: tone::GOOD,
            title: self.title(),
            case_href: self.case.href(),
            is_repeated: receipt.repeated,
            positions: receipt.positions,
            created,
            version: receipt.version,
            findings: receipt.findings.iter().map(|one| finding::view(visitor, one, false)).collect(),
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
