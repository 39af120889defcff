//! Check what was written, and file it: the same act by the same door as everybody's, and its receipt.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::authorization::rules::PARENT_FILED;
use policy::decide::Refusal;
use policy::finding::Finding;
use policy::powers::Actor;
use registry::{Order, Receipt, Refused};
use serde::Deserialize;

use super::may::{self, MayView};
use super::tasks::answer;
use super::writing::{Step, Writing, case_of, find, form, key, maker, not_on_file};
use crate::frame::{Frame, Section};
use crate::office::OfficeSite;
use crate::office::act::{receipt as act_receipt, said};
use crate::office::author::Sender;
use crate::office::fits::{self, Fits};
use crate::problem::{Finished, Trouble};
use crate::public::filter::encoded;
use crate::public::page;
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

struct Line {
    question: &'static str,
    answer: String,
    change: String,
}

#[derive(Template)]
#[template(path = "declare_review.html")]
struct ReviewPage {
    f: Frame,
    csrf: String,
    id: String,
    /// What tells these answers from others: nobody files what they did not see.
    seen: String,
    /// Whether it was sent from a page that showed other answers.
    is_changed: bool,
    /// The question that has to be answered anew, if one has.
    next: Option<String>,
    lines: Vec<Line>,
    errors: Vec<String>,
    may: Option<MayView>,
    fits: Option<Fits>,
    /// What happens once it is filed.
    onward: Vec<String>,
}

/// What the page sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Confirmed {
    csrf: Option<String>,
    #[serde(default)]
    seen: String,
}

/// Why the answers are shown.
enum Because<'a> {
    /// They are asked for.
    Asked,
    /// They have changed since the page that was sent.
    Changed,
    /// They cannot be filed.
    Refused(&'a Refusal),
}

/// `GET /declare/{id}/review`.
pub(crate) async fn review(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    member: Member,
) -> Result<Response, Trouble> {
    let writing = find(&site, &member, &id).await?;
    if let Some(step) = writing.next() {
        return Ok(Redirect::to(&format!("/declare/{id}/{}", step.name())).into_response());
    }
    reviewed(&site, &member, &writing, Because::Asked).await
}

/// `POST /declare/{id}/review`: files what the page showed, and nothing else. Sent twice it is filed once, and both lead to the receipt.
pub(crate) async fn file(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    sender: Sender,
    Typed(sent): Typed<Confirmed>,
) -> Result<Response, Trouble> {
    let author = sender.author(&site, sent.csrf.as_ref()).await?;
    // What was typed is kept already.
    author.in_time(|| format!("/declare/{}/review", encoded(&id)))?;
    let member = author.member;
    let _turn = site.drafts().lock().await;
    let writing = find(&site, &member, &id).await?;
    let code = maker(&member)?;
    if act_receipt::of(&site, &member, &key(&id)).await?.is_some() {
        // Filed, and interrupted before the draft was forgotten.
        writing.end(&site, &member).await?;
        return Err(Trouble::SeeOther(format!("/declare/{id}/receipt?again=1")));
    }
    if sent.seen != writing.digest() || writing.next().is_some() {
        return reviewed(&site, &member, &writing, Because::Changed).await;
    }
    let on = site.public().today().to_string();
    let command = match writing.command(code, &on) {
        Ok(command) => command,
        Err(refusal) => return reviewed(&site, &member, &writing, Because::Refused(&refusal)).await,
    };
    let actor = Actor { person: member.signed.person.clone(), office: member.office()?.clone() };
    match site.act(Order { actor, command, now: site.public().now(), expected: None }).await {
        Ok(_) => {
            writing.end(&site, &member).await?;
            Ok(Redirect::to(&format!("/declare/{id}/receipt")).into_response())
        }
        Err(Refused::Refusal(refusal)) if !refusal.is_not_held() => {
            reviewed(&site, &member, &writing, Because::Refused(&refusal)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// How a receipt is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    again: String,
    #[serde(default)]
    format: String,
}

/// `GET /declare/{id}/receipt`.
pub(crate) async fn receipt(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    member: Member,
) -> Result<Response, Trouble> {
    let code = maker(&member)?;
    let receipt = act_receipt::of(&site, &member, &key(&id)).await?.ok_or(Trouble::NotOnFile)?;
    if asked.format == "json" {
        return act_receipt::as_file(&site, member.office()?, receipt).await;
    }
    let case = case_of(&site, code, "").await?;
    let receipt = Receipt { repeated: !asked.again.is_empty(), ..receipt };
    let visitor = &member.visitor;
    let is_joint = receipt.findings.iter().any(|one| one.rule == PARENT_FILED.id && one.outcome == "not_met");
    let mut onward = onward(visitor, is_joint);
    // What a grant depends on and is not so is told first: nobody must take the receipt for a mark.
    let stands =
        |one: &&Finding| one.part_of.is_none() && ["not_met", "cannot_tell"].contains(&one.outcome.as_str());
    let blocking = receipt.findings.iter().filter(stands).count();
    if blocking > 0 {
        onward.insert(0, fill(visitor.w.declare.onward_blocked, &[&blocking]));
    }
    let as_file = act_receipt::Links {
        file: Some(format!("/declare/{id}/receipt?format=json")),
        another: Some("/declare".to_owned()),
        onward,
    };
    act_receipt::show(&site, &member, &case, form().title(visitor.lang), receipt, as_file).await
}

/// What happens once a declaration is filed: who acts next, by when, what holds until then, and where the letter will be.
fn onward(visitor: &Visitor, is_joint: bool) -> Vec<String> {
    let w = &visitor.w.declare;
    let joins = is_joint.then_some(w.onward_joins);
    let all = joins.into_iter().chain([w.onward_decides, w.onward_until, w.onward_letter]);
    all.map(str::to_owned).collect()
}

/// The answers, what the rules say of them now, and why they are shown.
async fn reviewed(
    site: &OfficeSite,
    member: &Member,
    writing: &Writing,
    because: Because<'_>,
) -> Result<Response, Trouble> {
    let code = maker(member)?;
    let visitor = &member.visitor;
    let today = site.public().today().to_string();
    let case = case_of(site, code, writing.typed(Step::Product)).await?;
    let filing = match writing.filing(code, &today) {
        Ok(filing) => filing.filter(|filing| not_on_file(&case, filing).is_empty()),
        Err(_) => None,
    };
    let fits = fits::of_filing(site.public(), visitor, &case, filing.as_ref()).await?;
    let verdict = match filing {
        Some(filing) => may::verdict(site, code, filing).await?,
        None => None,
    };
    let w = &visitor.w.declare;
    let line = |step: Step| Line {
        question: step.words(visitor),
        answer: if writing.has(step) { answer(member, &case, writing, step) } else { w.todo.to_owned() },
        change: format!("/declare/{}/{}", writing.id, step.name()),
    };
    let (status, errors) = match because {
        Because::Asked => (StatusCode::OK, Vec::new()),
        Because::Changed => (StatusCode::CONFLICT, Vec::new()),
        Because::Refused(refusal) => (StatusCode::UNPROCESSABLE_ENTITY, reasons(visitor, refusal)),
    };
    let prefix = if status == StatusCode::OK { "" } else { visitor.w.frame.error_prefix };
    let page_of = ReviewPage {
        f: visitor.frame(format!("{prefix}{} · {}", w.review, w.title), Section::Other),
        csrf: member.signed.csrf.clone(),
        id: writing.id.clone(),
        seen: writing.digest(),
        is_changed: status == StatusCode::CONFLICT,
        next: writing.next().map(|step| format!("/declare/{}/{}", writing.id, step.name())),
        lines: Step::ALL.into_iter().map(line).collect(),
        errors,
        may: verdict.map(|verdict| may::view(visitor, &verdict)),
        fits,
        onward: onward(visitor, !writing.typed(Step::Parent).is_empty()),
    };
    let mut response = page(&page_of)?.into_response();
    *response.status_mut() = status;
    response.extensions_mut().insert(Finished);
    Ok(response)
}

/// Why it cannot be filed, as the summary above the answers tells it.
fn reasons(visitor: &Visitor, refusal: &Refusal) -> Vec<String> {
    if refusal.problems.is_empty() {
        return vec![visitor.w.declare.file_blocked.to_owned()];
    }
    refusal.problems.iter().map(|problem| said(visitor, problem)).collect()
}
