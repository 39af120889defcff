//! Where a declaration begins: what is half written, and "may I?".

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::decide::Problem;
use registry::DRAFT_DAYS;

use super::may::{self, MayView};
use super::writing::{Step, Writing, case_of, find, form, maker, maker_of, not_on_file, own, past_last_day};
use crate::frame::{Frame, Section};
use crate::office::act::Desk;
use crate::office::act::sheet::gathered;
use crate::office::act::sheet::other_office;
use crate::office::asked::{self, Asked, Control};
use crate::office::author::Sender;
use crate::office::case::{self, Case};
use crate::office::fits::{self, Fits};
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page};
use crate::problem::{Finished, Trouble};
use crate::public::page;
use crate::session::Member;
use crate::words::fill;

/// A declaration not sent yet.
struct Half {
    href: String,
    title: String,
    under: String,
}

#[derive(Template)]
#[template(path = "declare_start.html")]
struct StartPage {
    f: Frame,
    lead: String,
    csrf: String,
    key: String,
    /// The office for which the questions are asked.
    acting: String,
    halves: Vec<Half>,
    asked: Vec<Asked>,
    has_products: bool,
    register: String,
    errors: Vec<(&'static str, String)>,
    may: Option<MayView>,
    fits: Option<Fits>,
    kept: Vec<(String, String)>,
}

/// The questions of "may I?"; the others have answers that most leave empty.
const ASKED: [Step; 4] = [Step::Product, Step::Models, Step::Edition, Step::Until];

/// `GET /declare`: declarations not sent yet, and the answer about one that might be.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Query(given): Query<Vec<(String, String)>>,
    member: Member,
) -> Result<Response, Trouble> {
    let given = gathered(given);
    let acting = given.get("acting").map_or("", String::as_str);
    if other_office(&site, &member, acting).await?.is_some() {
        let query = member.visitor.glimpse.query.as_deref().unwrap_or_default();
        return Err(Trouble::OtherOffice(format!("/declare?{query}")));
    }
    let code = maker(&member)?;
    let form = form();
    let case = case_of(&site, code, "").await?;
    let desk = Desk::bare(&site, &member, &case, &form).await?;
    let visitor = &member.visitor;
    let is_asked = ASKED.iter().any(|step| given.contains_key(&format!("filing.{}", step.name())));
    let today = site.public().today().to_string();
    let writing = Writing::new(String::new(), member.office()?.clone(), &given, &form);
    let (filing, problems) = if is_asked {
        match writing.filing(code, &today) {
            Ok(Some(filing)) => {
                let mut problems = not_on_file(&case, &filing);
                problems.extend(past_last_day(writing.typed(Step::Until), site.public().today()));
                (Some(filing).filter(|_| problems.is_empty()), problems)
            }
            Ok(None) => (None, Vec::new()),
            Err(refusal) => (None, refusal.problems),
        }
    } else {
        (None, Vec::new())
    };
    let fits = fits::of_filing(site.public(), visitor, &case, filing.as_ref()).await?;
    let may = match filing {
        Some(filing) => may::verdict(&site, code, filing).await?,
        None => None,
    };
    // What goes along to the other language is not asked yet: what is missing in it is no fault.
    let is_look = given.contains_key("lang") || given.contains_key("type");
    let problems = if is_look { Vec::new() } else { problems };
    let fields = ASKED.iter().filter_map(|step| step.field(&form));
    let asked: Vec<Asked> = fields.map(|field| asked::ask(&desk, &field, &given, &problems)).collect();
    let has_products =
        case.dossier.as_ref().is_some_and(|d| d.products.list.iter().any(|p| p.annulled.is_none()));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = page(&StartPage {
        f: visitor.frame(visitor.w.declare.title, Section::Other),
        lead: fill(visitor.w.declare.lead, &[&DRAFT_DAYS]),
        csrf: member.signed.csrf.clone(),
        key: site.secret(),
        acting: serde_json::to_string(member.office()?).unwrap_or_default(),
        halves: halves(&site, &member, &case).await?,
        asked,
        has_products,
        register: format!("{}/acts/product-entry", case::address(case.kind, &case.id)),
        errors: errors(&desk, &problems),
        may: may.map(|verdict| may::view(visitor, &verdict)),
        fits,
        kept: writing.values.into_iter().collect(),
    })?;
    let mut response = body.into_response();
    *response.status_mut() = status;
    response.extensions_mut().insert(Finished);
    Ok(response)
}

/// What is wrong, field by field, as the summary above a form tells it.
pub(super) fn errors(desk: &Desk, problems: &[Problem]) -> Vec<(&'static str, String)> {
    let fields = desk.form.asked();
    let at = |problem: &Problem| problem.field.as_deref().and_then(|at| asked::field_of(&fields, at));
    problems
        .iter()
        .filter_map(|problem| {
            let field = at(problem)?;
            Some((field.at, asked::summed(&desk.member.visitor, field, problem)))
        })
        .collect()
}

async fn halves(site: &OfficeSite, member: &Member, case: &Case) -> Result<Vec<Half>, Trouble> {
    let (person, office) = (member.signed.person.clone(), member.office()?.clone());
    let drafts = site.public().look(move |reader| reader.drafts(&person, &office)).await?;
    let w = &member.visitor.w.declare;
    let open = drafts.into_iter().filter(|draft| !draft.is_form()).map(Writing::of);
    Ok(open
        .map(|writing| {
            let answered = Step::ALL.iter().filter(|step| writing.has(**step)).count();
            let product = writing.typed(Step::Product);
            let title = match case.dossier.as_ref().and_then(|dossier| dossier.product(product)) {
                Some(product) => format!("{} {}", product.name, writing.typed(Step::Edition)),
                None => w.draft_of_none.to_owned(),
            };
            let changed = writing.changed.day();
            Half {
                href: format!("/declare/{}", writing.id),
                title,
                under: format!("{} {changed} · {answered}/{}", w.draft_changed, Step::ALL.len()),
            }
        })
        .collect())
}

/// `POST /declare`: begins one, with what was asked before, in the office in which it was asked.
pub(crate) async fn begin(
    State(site): State<OfficeSite>,
    sender: Sender,
    Typed(sent): Typed<Vec<(String, String)>>,
) -> Result<Response, Trouble> {
    let values = gathered(sent);
    let mut author = sender.author(&site, values.get("csrf")).await?;
    author.acting(&site, values.get("acting")).await?;
    let member = &author.member;
    let office = member.office()?.clone();
    maker_of(&office)?;
    // The form's own chance names the draft, so that sending the form twice begins one.
    let id = values.get("key").filter(|key| key.len() == 64 && key.bytes().all(|b| b.is_ascii_hexdigit()));
    let id: String = id.ok_or(Trouble::Foreign)?.chars().take(32).collect();
    let _turn = site.drafts().lock().await;
    let id = match own(&site, member, &id).await {
        Ok(_) => id,
        Err(Trouble::NotOnFile) => {
            Writing::new(id.clone(), office, &values, &form()).keep_for(&site, &author).await?;
            id
        }
        // Filed meanwhile: a page that was left open begins another one.
        Err(Trouble::SeeOther(_)) => {
            let id: String = site.secret().chars().take(32).collect();
            Writing::new(id.clone(), office, &values, &form()).keep_for(&site, &author).await?;
            id
        }
        Err(other) => return Err(other),
    };
    let there = format!("/declare/{id}");
    author.in_time(|| there.clone())?;
    Ok(Redirect::to(&there).into_response())
}

/// `POST /declare/{id}/end`: forgets one.
pub(crate) async fn end(
    State(site): State<OfficeSite>,
    axum::extract::Path(id): axum::extract::Path<String>,
    headers: HeaderMap,
    member: Member,
    Typed(bare): Typed<Bare>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let _turn = site.drafts().lock().await;
    let writing = find(&site, &member, &id).await?;
    writing.end(&site, &member).await?;
    Ok(Redirect::to("/declare").into_response())
}
