//! What may be done about a spot check: sample, test, notify, object, retest, answer, verify, set aside. Only
//! in this order, and only a verified result counts.

use super::rules::{VERIFYING, last_day_to_object};
use super::work::interviews_ended_by;
use super::{Check, CheckReason, ObjectionAnswer};
use crate::article::Article;
use crate::calendar::Day;
use crate::command::Act;
use crate::decide::{Decision, LONGEST_NAME, Problem, Refusal, Scene};
use crate::enterprise::Dossier;
use crate::enterprise::decide::{division_problem, is_division};
use crate::enterprise::facts::{Fact, FactKind};
use crate::enterprise::record::current;
use crate::event::Event;
use crate::finding::finding;
use crate::ground::GroundKind;
use crate::powers::covers;
use crate::question::{About, Question};
use crate::rule::Outcome;
use crate::scheme::{Body, BodyKind};
use crate::standard::number::EditionNumber;

const C10: Article = Article::of(10);

/// The body or laboratory whose own work an act is about, so that it may do it.
pub(crate) fn body_of(act: &Act, dossier: Option<&Dossier>) -> Option<String> {
    let of_certificate = |id: &str| current(&dossier?.certificates.list, id).map(|found| found.body.clone());
    match act {
        Act::EnterFact { fact } => {
            if let Fact::Certificate(certificate) = fact {
                Some(certificate.body.clone())
            } else {
                None
            }
        }
        Act::EndFact { kind, id, .. } => of_certificate(id).filter(|_| *kind == FactKind::Certificate),
        Act::SuspendCertificate { certificate, .. } | Act::LiftCertificateSuspension { certificate, .. } => {
            of_certificate(certificate)
        }
        Act::EnterResult { check, .. } | Act::EnterRetest { check, .. } => {
            current(&dossier?.checks.list, check).map(|found| found.laboratory.clone())
        }
        Act::RegisterEnterprise { .. }
        | Act::AnnulFact { .. }
        | Act::CompleteRegister { .. }
        | Act::EnterSchemeFact { .. }
        | Act::EndSchemeFact { .. }
        | Act::AnnulSchemeFact { .. }
        | Act::EnterEdition { .. }
        | Act::WithdrawEdition { .. }
        | Act::AnnulEdition { .. }
        | Act::ClassifyPenalty { .. }
        | Act::DescribeProduct { .. }
        | Act::FileDeclaration { .. }
        | Act::WithdrawDeclaration { .. }
        | Act::GrantDeclared { .. }
        | Act::RefuseDeclaration { .. }
        | Act::GrantCertified { .. }
        | Act::LiftSuspension { .. }
        | Act::EndAuthorization { .. }
        | Act::SampleProduct { .. }
        | Act::NotifyResult { .. }
        | Act::Object { .. }
        | Act::AnswerObjection { .. }
        | Act::VerifyResult { .. }
        | Act::SetCheckAside { .. }
        | Act::OpenDueWork {}
        | Act::HoldInterview { .. }
        | Act::ServeNotice { .. }
        | Act::State { .. }
        | Act::RequestHearing { .. }
        | Act::HoldHearing { .. }
        | Act::DecideProceeding { .. }
        | Act::ServeDecision { .. }
        | Act::PublishDecision { .. }
        | Act::CorrectRevocation { .. }
        | Act::EraseText { .. }
        | Act::IssuePaper { .. } => None,
    }
}

/// Records the laboratory's result.
pub(crate) fn result(
    scene: &Scene,
    id: &str,
    meets_standard: bool,
    breaks_law: Option<bool>,
) -> Result<Decision, Refusal> {
    let found = open_check(scene, id)?;
    in_order(scene.command.on, "sampled", Some(found.sampled_on))?;
    once(found.result.is_some())?;
    Ok(Decision::of(Event::ResultEntered { check: id.to_owned(), meets_standard, breaks_law }))
}

/// Records that the party received the result.
pub(crate) fn notify(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = open_check(scene, id)?;
    in_order(scene.command.on, "result", found.result.as_ref().map(|result| result.mark.on))?;
    once(found.notified.is_some())?;
    Ok(Decision::of(Event::ResultNotified { check: id.to_owned() }))
}

/// Records the result of the retest.
pub(crate) fn retest(
    scene: &Scene,
    id: &str,
    meets_standard: bool,
    breaks_law: Option<bool>,
) -> Result<Decision, Refusal> {
    unanswered(scene, id)?;
    Ok(Decision::of(Event::RetestEntered { check: id.to_owned(), meets_standard, breaks_law }))
}

/// Answers an objection without a retest.
pub(crate) fn answer(scene: &Scene, id: &str, answer: ObjectionAnswer) -> Result<Decision, Refusal> {
    unanswered(scene, id)?;
    Ok(Decision::of(Event::ObjectionAnswered { check: id.to_owned(), answer }))
}

/// An objection that waits for its answer: a retest, or a dismissal.
fn unanswered(scene: &Scene, id: &str) -> Result<(), Refusal> {
    let found = open_check(scene, id)?;
    in_order(scene.command.on, "objection", found.objection.as_ref().map(|mark| mark.on))?;
    once(found.retest.is_some() || found.answer.is_some())
}

/// Sets a check aside: it counts for nothing from the start.
pub(crate) fn set_aside(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = check_on_file(scene, id)?;
    in_order(scene.command.on, "sampled", Some(found.sampled_on))?;
    Ok(Decision::of(Event::CheckAnnulled { check: id.to_owned() }))
}

fn check_on_file<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Check, Refusal> {
    let found = current(&scene.dossier()?.checks.list, id);
    let Some(check) = found else {
        return Err(Problem::new(
            "check_unknown",
            format!("没有编号为“{id}”的抽检"),
            format!("there is no check `{id}`"),
        )
        .at("check")
        .into());
    };
    if check.annulled.is_some() {
        return Err(Problem::new("check_annulled", "该抽检已被撤销", "the check has been set aside")
            .at("check")
            .into());
    }
    Ok(check)
}

fn open_check<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Check, Refusal> {
    let check = check_on_file(scene, id)?;
    if check.verified.is_some() {
        return Err(Problem::new(
            "check_verified",
            "该抽检结果已查实",
            "the result has been verified already",
        )
        .by(C10)
        .into());
    }
    Ok(check)
}

/// The step before must have been taken, on this day or earlier.
fn in_order(on: Day, name: &str, before: Option<Day>) -> Result<(), Refusal> {
    match before {
        None => Err(Problem::new(
            "out_of_order",
            format!("前一步骤（{name}）尚未完成"),
            format!("the step before (`{name}`) has not been taken"),
        )
        .by(C10)
        .into()),
        Some(day) if on < day => Err(Problem::new(
            "before_its_start",
            format!("{on}早于前一步骤的日期{day}"),
            format!("`{on}` is before the step that it follows, {day}"),
        )
        .at("on")
        .into()),
        Some(_) => Ok(()),
    }
}

fn once(done: bool) -> Result<(), Refusal> {
    if done {
        return Err(Problem::new("done_already", "此步骤已完成", "this step has been taken already").into());
    }
    Ok(())
}

/// A product as it is sampled.
pub(crate) struct Sampling<'a> {
    /// Identifier; empty for a given one.
    pub(crate) id: &'a str,
    /// The product.
    pub(crate) product: &'a str,
    /// The edition tested against.
    pub(crate) edition: &'a EditionNumber,
    /// Planned or follow-up.
    pub(crate) reason: &'a CheckReason,
    /// Division code of the bureau.
    pub(crate) bureau: &'a str,
    /// The laboratory.
    pub(crate) laboratory: &'a str,
}

/// Whose check it is: the bureau's own or one in its area, at a laboratory of the scheme, against an edition on file.
fn who_samples(scene: &Scene, asked: &Sampling) -> Vec<Problem> {
    let mut found = Vec::new();
    let own = scene.actor.office.of.as_deref();
    if !is_division(asked.bureau) {
        found.push(division_problem("bureau"));
    } else if own.is_some_and(|own| !covers(own, asked.bureau)) {
        found.push(
            Problem::new("bureau", "不在本局辖区内", "this bureau is not in the area of yours")
                .at("bureau")
                .by(C10),
        );
    }
    let bodies = &scene.books.scheme.bodies.list;
    let is_laboratory = |body: &&Body| {
        body.id == asked.laboratory
            && body.kind == BodyKind::Laboratory
            && body.annulled.is_none()
            && body.from <= scene.command.on
            && body.ended.is_none_or(|end| scene.command.on < end.on)
    };
    if !bodies.iter().any(|body| is_laboratory(&body)) {
        found.push(
            Problem::new(
                "laboratory_unknown",
                "该检验机构不在名录内",
                "no laboratory of the scheme has this identifier on that day",
            )
            .at("laboratory")
            .by(C10),
        );
    }
    if scene.books.standards.iter().all(|standard| standard.edition(asked.edition).is_none()) {
        found.push(
            Problem::new("edition_unknown", "该标准版本不在案", "the edition is not on file")
                .at("edition")
                .by(C10),
        );
    }
    found
}

fn faults_of_sampling(scene: &Scene, dossier: &Dossier, asked: &Sampling, on: Day) -> Vec<Problem> {
    let mut found = Vec::new();
    if dossier.product(asked.product).is_none() {
        found.push(
            Problem::new("product_unknown", "该企业没有此产品", "the enterprise has no such product")
                .at("product"),
        );
    }
    found.extend(who_samples(scene, asked));
    if asked.id.chars().count() > LONGEST_NAME {
        found.push(Problem::new("text", "至多200字", "must have at most 200 characters").at("id"));
    }
    if let CheckReason::FollowUp { after } = asked.reason {
        let fits = dossier.checks.list.iter().any(|check| {
            check.id == *after
                && check.product == asked.product
                && check.annulled.is_none()
                && check.verified.as_ref().is_some_and(|verified| verified.failed && verified.mark.on <= on)
        });
        if !fits {
            found.push(
                Problem::new(
                    "follow_up",
                    "跟踪抽检须针对同一产品已查实的未达标",
                    "a follow-up comes after a verified failure of the same product",
                )
                .at("reason")
                .by(C10),
            );
        }
    }
    found
}

/// Records that a product was sampled. A follow-up sample ends the work that waited for it, if the interview
/// has been held.
pub(crate) fn sample(scene: &Scene, asked: &Sampling) -> Result<Decision, Refusal> {
    let dossier = scene.dossier()?;
    let on = scene.command.on;
    let mut problems = faults_of_sampling(scene, dossier, asked, on);
    let id =
        if asked.id.is_empty() { format!("CK-{}-{}", on.year(), scene.fresh) } else { asked.id.to_owned() };
    // A number that was set aside is free again (decision 0001), unless work was opened on it: that work names the
    // check by its number.
    let is_named =
        dossier.proceedings.iter().flat_map(|p| &p.facts).any(|ground| ground.names(GroundKind::Check, &id));
    if current(&dossier.checks.list, &id).is_some_and(|known| known.annulled.is_none() || is_named) {
        problems.push(
            Problem::new("check_exists", "该编号已在案", "a check with this identifier is on file").at("id"),
        );
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let check = Check {
        id,
        product: asked.product.to_owned(),
        edition: asked.edition.clone(),
        reason: asked.reason.clone(),
        bureau: asked.bureau.to_owned(),
        laboratory: asked.laboratory.to_owned(),
        sampled_on: on,
        result: None,
        notified: None,
        objection: None,
        retest: None,
        answer: None,
        verified: None,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    let ended = interviews_ended_by(dossier, &check).map(|proceeding| proceeding.id.clone());
    let ended: Vec<Event> = ended.map(|proceeding| Event::ProceedingClosed { proceeding }).collect();
    let mut events = vec![Event::ProductSampled { check }];
    events.extend(ended);
    Ok(Decision { events, findings: Vec::new() })
}

/// Records an objection, if its time is not over.
pub(crate) fn object(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let check = open_check(scene, id)?;
    in_order(scene.command.on, "notified", check.notified.as_ref().map(|mark| mark.on))?;
    once(check.objection.is_some())?;
    let q = scene.ask(About::Check(check), scene.command.on)?;
    match last_day_to_object(&q, check) {
        Ok(Some(last)) if scene.command.on > last => Err(Problem::new(
            "too_late",
            format!("异议期已于{last}届满"),
            format!("the last day to object was {last}"),
        )
        .at("on")
        .by(C10)
        .into()),
        Ok(_) => Ok(Decision::of(Event::ObjectionFiled { check: id.to_owned() })),
        Err(_) => Err(Refusal {
            problems: Vec::new(),
            findings: VERIFYING.iter().map(|rule| finding(rule, &q)).collect(),
        }),
    }
}

/// Waits until the party could have objected to a failure whose receipt was entered late.
fn in_view(scene: &Scene, q: &Question, check: &Check) -> Result<(), Refusal> {
    let is_settled = check.retest.is_some() || check.answer.is_some();
    if is_settled || check.result.as_ref().is_none_or(|result| result.meets_standard) {
        return Ok(());
    }
    match last_day_to_object(q, check) {
        Ok(Some(last)) if scene.today <= last => Err(Problem::new(
            "time_to_object",
            format!("送达系事后录入，异议期自录入之日起算，至{last}届满；届满后方可查实"),
            format!(
                "the receipt was entered late, so the time to object runs from its entry, until {last}: the result can \
                 be verified after that day"
            ),
        )
        .at("on")
        .by(C10)
        .into()),
        _ => Ok(()),
    }
}

/// Verifies a result that is final: from this day it counts.
pub(crate) fn verify(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let check = open_check(scene, id)?;
    let q = scene.ask(About::Check(check), scene.command.on)?;
    let findings: Vec<_> = VERIFYING.iter().map(|rule| finding(rule, &q)).collect();
    let is_final = VERIFYING.iter().all(|rule| (rule.check)(&q) == Outcome::Met);
    let failed = check.latest_result_failed();
    if is_final {
        in_view(scene, &q, check)?;
    }
    match failed {
        Some(failed) if is_final => {
            Ok(Decision { events: vec![Event::ResultVerified { check: id.to_owned(), failed }], findings })
        }
        _ => Err(Refusal { problems: Vec::new(), findings }),
    }
}
