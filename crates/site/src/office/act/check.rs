//! An act between its form and its receipt: looked at with what it would do, as often as one likes, and confirmed once.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::command::ActKind;
use policy::powers::Actor;
use policy::standard::project::act::ProjectActKind as P;
use registry::{Foreseen, Order, Refused};
use serde::Deserialize;

use super::sheet::{self, Address, Sheet, fresh_key, here};
use super::{Conflict, Desk, find, receipt};
use crate::acts::{self, Form};
use crate::office::author::Sender;
use crate::office::case::{self, Case};
use crate::office::{OfficeSite, foresight};
use crate::problem::Trouble;
use crate::public::filter::encoded;
use crate::session::Member;

/// Which form is looked at.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    key: String,
    /// Whether it was sent back, because it had been changed in another tab.
    #[serde(default)]
    changed: String,
}

/// What the page of the check sends.
#[derive(Debug, Deserialize)]
pub(crate) struct Confirmed {
    csrf: Option<String>,
    #[serde(default)]
    seen: String,
}

/// What is kept under a key, or where whoever asks for it has to go: to the receipt if it is done, to the form if
/// nothing is kept.
async fn kept(
    site: &OfficeSite,
    member: &Member,
    key: &str,
    address: &Address,
) -> Result<(Case, Form, Sheet), Trouble> {
    let sheet = sheet::find(site, member, key, address).await?;
    let (case, form) = find(site, member, address.clone()).await?;
    if let Some(sheet) = sheet {
        return Ok((case, form, sheet));
    }
    let here = format!("{}/acts/{}", case.href(), form.name);
    if receipt::of(site, member, key).await?.is_some() {
        return Err(Trouble::SeeOther(receipt::again(&here, key)));
    }
    Err(Trouble::SeeOther(here))
}

/// What was typed, as an order.
fn order(
    site: &OfficeSite,
    member: &Member,
    (case, form): (&Case, &Form),
    sheet: &Sheet,
) -> Result<Result<Order, policy::decide::Refusal>, Trouble> {
    let typed = |at: &str| sheet.values.get(at).cloned().unwrap_or_default();
    let enterprise = case.enterprise_for(member.office()?, form.kind).map(|code| code.to_string());
    let office = member.office()?.of.as_deref();
    let of = acts::Of { enterprise: enterprise.as_deref(), subject: Some(&case.subject), office };
    let actor = Actor { person: member.signed.person.clone(), office: member.office()?.clone() };
    let expected = sheet.version.filter(|_| is_of_a_version(case, form.kind));
    let command = acts::command(form, &typed, of, sheet.key.clone());
    Ok(command.map(|command| Order { actor, command, now: site.public().now(), expected }))
}

/// Whether what somebody saw must still stand when the act is done. An edition and the scheme have no version; and where
/// several people speak at once, what others say changes nothing of what one says oneself.
fn is_of_a_version(case: &Case, act: ActKind) -> bool {
    let is_one_of_many = matches!(act, ActKind::OnProject(P::CastVote | P::NoteClause | P::Comment));
    (case.enterprise.is_some() || case.report.is_some()) && !is_one_of_many
}

/// `GET /cases/{kind}/{id}/acts/{act}/check`: what it would do, or why it cannot be done.
pub(crate) async fn look(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Asked>,
    member: Member,
) -> Result<Response, Trouble> {
    site.public().bound_heavy(&member.visitor)?;
    let (case, form, sheet) = kept(&site, &member, &asked.key, &address).await?;
    let desk = Desk::beside_the_case(&site, &member, &case, &form).await?;
    let order = match order(&site, &member, (&case, &form), &sheet)? {
        Ok(order) => order,
        Err(refusal) => return desk.refuse(&refusal, &sheet).await,
    };
    match site.foresee(order).await {
        Ok(Foreseen::Done(_)) => {
            Sheet::end(&sheet.key, &site, &member).await?;
            Ok(Redirect::to(&receipt::again(&desk.here(), &sheet.key)).into_response())
        }
        Ok(Foreseen::Would(foresight)) => {
            foresight::show(&site, &desk, *foresight, &sheet, !asked.changed.is_empty())
        }
        Err(Refused::Refusal(refusal)) if !refusal.is_not_held() => desk.refuse(&refusal, &sheet).await,
        Err(Refused::Conflict(said)) => {
            tracing::info!(said = %said.en, "a form met a conflict");
            let now = case::load(site.public(), case.kind.name(), &case.id).await?;
            // Whoever goes on means an act of its own, and no repetition.
            let conflict = Conflict { says: member.visitor.w.case.conflict_lead, instead: sheet.key.clone() };
            let anew = Sheet { key: fresh_key(&site), version: now.version, ..sheet };
            desk.form_page(StatusCode::CONFLICT, &anew, &[], Some(conflict)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /cases/{kind}/{id}/acts/{act}/check`: does what was looked at; sent twice it is done once.
pub(crate) async fn confirm(
    State(site): State<OfficeSite>,
    Path(address): Path<Address>,
    Query(asked): Query<Asked>,
    sender: Sender,
    Typed(sent): Typed<Confirmed>,
) -> Result<Response, Trouble> {
    let author = sender.author(&site, sent.csrf.as_ref()).await?;
    // What was typed is kept already.
    author.in_time(|| {
        let form = here(&address).unwrap_or_default();
        format!("{form}/check?key={}", encoded(&asked.key))
    })?;
    let member = author.member;
    let (case, form, sheet) = kept(&site, &member, &asked.key, &address).await?;
    let here = format!("{}/acts/{}", case.href(), form.name);
    let check = format!("{here}/check?key={}", sheet.key);
    if sent.seen != sheet.digest() {
        return Ok(Redirect::to(&format!("{check}&changed=1")).into_response());
    }
    let Ok(order) = order(&site, &member, (&case, &form), &sheet)? else {
        return Ok(Redirect::to(&check).into_response());
    };
    site.public().bound_comments_of(&order.actor.person, &order.command.act)?;
    match site.act(order).await {
        Ok(done) => {
            Sheet::end(&sheet.key, &site, &member).await?;
            if done.positions.is_empty() {
                // Nothing was to be done: nothing is on file under the key, so there is no page to go to.
                let title = case.title_of(&form, member.office()?, member.visitor.lang);
                return receipt::show(&site, &member, &case, &title, done, receipt::Links::default()).await;
            }
            let key = &sheet.key;
            let to = if done.repeated { receipt::again(&here, key) } else { receipt::address(&here, key) };
            Ok(Redirect::to(&to).into_response())
        }
        // The page of the check says why.
        Err(Refused::Refusal(refusal)) if !refusal.is_not_held() => Ok(Redirect::to(&check).into_response()),
        Err(Refused::Conflict(_)) => Ok(Redirect::to(&check).into_response()),
        Err(other) => Err(other.into()),
    }
}
