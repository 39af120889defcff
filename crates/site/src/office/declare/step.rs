//! One question on a page of its own.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use policy::authorization::decide::{unknown_edition, unknown_product};
use policy::decide::Problem;
use policy::standard::number::EditionNumber;
use registry::Reader;

use super::start::errors;
use super::writing::{
    Step, Writing, case_of, find, form, maker, own, past_last_day, unknown_models, wrong_parent,
};
use crate::frame::{Frame, Section};
use crate::office::OfficeSite;
use crate::office::act::sheet::gathered;
use crate::office::act::{Desk, fields};
use crate::office::asked::{self, Asked, Control};
use crate::office::author::Sender;
use crate::problem::{Finished, Trouble};
use crate::public::page;
use crate::session::Member;
use crate::words::fill;

#[derive(Template)]
#[template(path = "declare_step.html")]
struct StepPage {
    f: Frame,
    csrf: String,
    id: String,
    name: &'static str,
    question: &'static str,
    lead: Option<String>,
    place: String,
    asked: Vec<Asked>,
    errors: Vec<(&'static str, String)>,
}

/// `GET /declare/{id}/{step}`.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path((id, step)): Path<(String, String)>,
    member: Member,
) -> Result<Response, Trouble> {
    let step = Step::named(&step).ok_or(Trouble::NotFound)?;
    let writing = find(&site, &member, &id).await?;
    maker(&member)?;
    question(&site, &member, &writing, step, &[]).await
}

/// `POST /declare/{id}/{step}`: keeps the answer and goes on to the next question.
pub(crate) async fn answer(
    State(site): State<OfficeSite>,
    Path((id, step)): Path<(String, String)>,
    sender: Sender,
    request: Request,
) -> Result<Response, Trouble> {
    let values = gathered(fields(&site, request, sender.most()).await?);
    let author = sender.author(&site, values.get("csrf")).await?;
    let member = &author.member;
    let step = Step::named(&step).ok_or(Trouble::NotFound)?;
    let _turn = site.drafts().lock().await;
    let mut writing = own(&site, member, &id).await?;
    let form = form();
    let field = step.field(&form).ok_or(Trouble::NotFound)?;
    let typed = values.get(field.at).map(|typed| typed.trim().to_owned()).unwrap_or_default();
    let here = format!("/{}", step.name());
    let late = author.in_time(|| format!("/declare/{id}{here}")).err();
    let elsewhere = late.map_or_else(|| writing.elsewhere(member, &here), |late| Ok(Some(late)))?;
    if let Some(elsewhere) = elsewhere {
        // Kept where it was begun, as what was typed: what is wrong with it is told there.
        writing.type_in(step, field.at, typed);
        writing.keep_for(&site, &author).await?;
        return Err(elsewhere);
    }
    maker(member)?;
    // What was typed goes along to the other language; it is an answer when it is sent as one.
    if values.contains_key("look") {
        writing.values.insert(field.at.to_owned(), typed);
        return question(&site, member, &writing, step, &[]).await;
    }
    if let Err(problem) = field.read(&typed) {
        writing.values.insert(field.at.to_owned(), typed);
        return question(&site, member, &writing, step, &[problem]).await;
    }
    let problems = faults(&site, member, &writing, step, &typed).await?;
    if !problems.is_empty() {
        writing.values.insert(field.at.to_owned(), typed);
        return question(&site, member, &writing, step, &problems).await;
    }
    writing.answer(step, field.at, typed);
    writing.keep(&site, member).await?;
    let next = writing.next().map_or("review", Step::name);
    Ok(Redirect::to(&format!("/declare/{}/{next}", writing.id)).into_response())
}

/// What is wrong with an answer that can be read.
async fn faults(
    site: &OfficeSite,
    member: &Member,
    writing: &Writing,
    step: Step,
    typed: &str,
) -> Result<Vec<Problem>, Trouble> {
    Ok(match step {
        Step::Models => {
            let product = writing.typed(Step::Product);
            let case = case_of(site, maker(member)?, product).await?;
            let models = typed.lines().map(str::trim).filter(|model| !model.is_empty());
            let named: Vec<String> = models.map(str::to_owned).collect();
            unknown_models(&case, product, &named)
        }
        Step::Until => past_last_day(typed, site.public().today()),
        Step::Parent => wrong_parent(site, maker(member)?, typed).await?.into_iter().collect(),
        Step::Product => {
            let case = case_of(site, maker(member)?, typed).await?;
            let is_on_file = case.dossier.is_some_and(|dossier| dossier.product(typed).is_some());
            (!is_on_file).then(unknown_product).into_iter().collect()
        }
        Step::Edition => is_unknown(site, typed).await?.then(unknown_edition).into_iter().collect(),
        Step::Evidence => Vec::new(),
    })
}

/// Whether an edition that can be read is not on file.
async fn is_unknown(site: &OfficeSite, typed: &str) -> Result<bool, Trouble> {
    let Ok(edition) = EditionNumber::parse(typed) else { return Ok(false) };
    let look = move |reader: &Reader| {
        let filed = reader.standard(edition.number())?;
        Ok(filed.is_none_or(|filed| filed.value.edition(&edition).is_none()))
    };
    site.public().look(look).await
}

async fn question(
    site: &OfficeSite,
    member: &Member,
    writing: &Writing,
    step: Step,
    problems: &[Problem],
) -> Result<Response, Trouble> {
    let code = maker(member)?;
    let form = form();
    let case = case_of(site, code, writing.typed(Step::Product)).await?;
    let desk = Desk::bare(site, member, &case, &form).await?;
    let visitor = &member.visitor;
    let w = &visitor.w.declare;
    let asked: Vec<Asked> =
        step.field(&form).iter().map(|field| asked::ask(&desk, field, &writing.values, problems)).collect();
    // How long a mark may last is a number of the policy, and may change.
    let numbers = site.public().reader().law().parameters.on(site.public().today());
    let years = numbers.filter(|_| step == Step::Until).map(|numbers| numbers.authorization_longest_years);
    let place = Step::ALL.iter().position(|one| *one == step).map_or(1, |at| at + 1);
    let prefix = if problems.is_empty() { "" } else { visitor.w.frame.error_prefix };
    let page_of = StepPage {
        f: visitor.frame(format!("{prefix}{} · {}", step.words(visitor), w.title), Section::Other),
        csrf: member.signed.csrf.clone(),
        id: writing.id.clone(),
        name: step.name(),
        question: step.words(visitor),
        lead: years.map(|years| fill(w.until_hint, &[&years, &site.public().today().plus_years(years)])),
        place: fill(w.step_of, &[&place, &Step::ALL.len()]),
        errors: errors(&desk, problems),
        asked,
    };
    let mut response = page(&page_of)?.into_response();
    if !problems.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response.extensions_mut().insert(Finished);
    }
    Ok(response)
}
