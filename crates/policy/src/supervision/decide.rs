//! What may be done about a spot check: sample, test, notify, object, retest, answer, verify, set aside. Only
//! in this order, and only a verified result counts.

use super::rules::VERIFYING;
use super::{Check, CheckReason, ObjectionAnswer};
use crate::article::Article;
use crate::calendar::Day;
use crate::command::{Act, Command};
use crate::decide::{Decision, LONGEST_NAME, Problem, Refusal, Scene};
use crate::enterprise::Dossier;
use crate::enterprise::decide::{division_problem, is_division};
use crate::enterprise::facts::{Fact, FactKind};
use crate::event::Event;
use crate::finding::finding;
use crate::question::About;
use crate::rule::Outcome;
use crate::standard::number::EditionNumber;

const C10: Article = Article::of(10);

/// The body or laboratory whose own work an act is about, so that it may do it.
pub(crate) fn body_of(act: &Act, dossier: Option<&Dossier>) -> Option<String> {
    match act {
        Act::EnterFact { fact: Fact::Certificate(certificate) } => Some(certificate.body.clone()),
        Act::EndFact { kind: FactKind::Certificate, id, .. }
        | Act::SuspendCertificate { certificate: id, .. }
        | Act::LiftCertificateSuspension { certificate: id, .. } => {
            dossier?.certificates.list.iter().find(|c| c.id == *id).map(|c| c.body.clone())
        }
        Act::EnterResult { check, .. } | Act::EnterRetest { check, .. } => {
            dossier?.checks.list.iter().find(|c| c.id == *check).map(|c| c.laboratory.clone())
        }
        _ => None,
    }
}

/// Decides an act about a check.
pub(crate) fn decide(scene: &Scene) -> Result<Decision, Refusal> {
    let Command { on, act, .. } = scene.command;
    match act {
        Act::SampleProduct { id, product, edition, reason, bureau, laboratory } => {
            sample(scene, (id, product), edition, reason, (bureau, laboratory))
        }
        Act::EnterResult { check, meets_standard, breaks_law } => {
            let found = open_check(scene, check)?;
            in_order(*on, &[("sampled", Some(found.sampled_on))])?;
            once(found.result.is_some())?;
            Ok(Decision::of(Event::ResultEntered {
                check: check.clone(),
                meets_standard: *meets_standard,
                breaks_law: *breaks_law,
            }))
        }
        Act::NotifyResult { check } => {
            let found = open_check(scene, check)?;
            in_order(*on, &[("result", found.result.as_ref().map(|r| r.mark.on))])?;
            once(found.notified.is_some())?;
            Ok(Decision::of(Event::ResultNotified { check: check.clone() }))
        }
        Act::Object { check, .. } => object(scene, check),
        Act::EnterRetest { check, meets_standard, breaks_law } => {
            let found = open_check(scene, check)?;
            in_order(*on, &[("objection", found.objection.as_ref().map(|m| m.on))])?;
            once(found.retest.is_some() || found.answer.is_some())?;
            Ok(Decision::of(Event::RetestEntered {
                check: check.clone(),
                meets_standard: *meets_standard,
                breaks_law: *breaks_law,
            }))
        }
        Act::AnswerObjection { check, answer, .. } => {
            let found = open_check(scene, check)?;
            in_order(*on, &[("objection", found.objection.as_ref().map(|m| m.on))])?;
            once(found.retest.is_some() || found.answer.is_some())?;
            let answer: ObjectionAnswer = *answer;
            Ok(Decision::of(Event::ObjectionAnswered { check: check.clone(), answer }))
        }
        Act::VerifyResult { check } => verify(scene, check),
        Act::SetCheckAside { check, .. } => {
            check_on_file(scene, check)?;
            Ok(Decision::of(Event::CheckAnnulled { check: check.clone() }))
        }
        _ => Err(crate::decide::not_here()),
    }
}

fn check_on_file<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Check, Refusal> {
    let found = scene.dossier()?.checks.list.iter().find(|check| check.id == id);
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
fn in_order(on: Day, before: &[(&str, Option<Day>)]) -> Result<(), Refusal> {
    for (name, day) in before {
        match day {
            None => {
                return Err(Problem::new(
                    "out_of_order",
                    format!("前一步骤（{name}）尚未完成"),
                    format!("the step before (`{name}`) has not been taken"),
                )
                .by(C10)
                .into());
            }
            Some(day) if on < *day => {
                return Err(Problem::new(
                    "before_its_start",
                    format!("{on}早于前一步骤的日期{day}"),
                    format!("`{on}` is before the step that it follows, {day}"),
                )
                .at("on")
                .into());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn once(done: bool) -> Result<(), Refusal> {
    if done {
        return Err(Problem::new("done_already", "此步骤已完成", "this step has been taken already").into());
    }
    Ok(())
}

fn sample(
    scene: &Scene,
    (id, product): (&str, &str),
    edition: &EditionNumber,
    reason: &CheckReason,
    (bureau, laboratory): (&str, &str),
) -> Result<Decision, Refusal> {
    let dossier = scene.dossier()?;
    let mut refusal = Refusal::default();
    if dossier.product(product).is_none() {
        refusal.problems.push(
            Problem::new("product_unknown", "该企业没有此产品", "the enterprise has no such product")
                .at("product"),
        );
    }
    if !is_division(bureau) {
        refusal.problems.push(division_problem("bureau"));
    }
    if laboratory.trim().is_empty()
        || laboratory.chars().count() > LONGEST_NAME
        || id.chars().count() > LONGEST_NAME
    {
        refusal
            .problems
            .push(Problem::new("text", "应为1至200字", "must have 1 to 200 characters").at("laboratory"));
    }
    if let CheckReason::FollowUp { after } = reason {
        let failed = dossier.checks.list.iter().find(|check| check.id == *after);
        let fits = failed.is_some_and(|check| {
            check.product == product && check.verified.as_ref().is_some_and(|verified| verified.failed)
        });
        if !fits {
            refusal.problems.push(
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
    let given =
        if id.is_empty() { format!("CK-{}-{}", scene.command.on.year(), scene.fresh) } else { id.to_owned() };
    if dossier.checks.list.iter().any(|check| check.id == given) {
        refusal.problems.push(
            Problem::new("check_exists", "该编号已在案", "a check with this identifier is on file").at("id"),
        );
    }
    if !refusal.problems.is_empty() {
        return Err(refusal);
    }
    let check = Check {
        id: given,
        product: product.to_owned(),
        edition: edition.clone(),
        reason: reason.clone(),
        bureau: bureau.to_owned(),
        laboratory: laboratory.to_owned(),
        sampled_on: scene.command.on,
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
    Ok(Decision::of(Event::ProductSampled { check }))
}

fn object(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let check = open_check(scene, id)?;
    in_order(scene.command.on, &[("notified", check.notified.as_ref().map(|m| m.on))])?;
    once(check.objection.is_some())?;
    let q = scene.ask(About::Check(check), scene.command.on)?;
    match super::rules::last_day_to_object(&q, check) {
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

fn verify(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let check = open_check(scene, id)?;
    let q = scene.ask(About::Check(check), scene.command.on)?;
    let findings: Vec<_> = VERIFYING.iter().map(|rule| finding(rule, &q)).collect();
    let is_final = VERIFYING.iter().all(|rule| (rule.check)(&q) == Outcome::Met);
    let failed = check.latest_result_failed();
    match failed {
        Some(failed) if is_final => {
            Ok(Decision { events: vec![Event::ResultVerified { check: id.to_owned(), failed }], findings })
        }
        _ => Err(Refusal { problems: Vec::new(), findings }),
    }
}
