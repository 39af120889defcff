//! What may be done about a spot check once it is sampled (`sampling`) and tested (`testing`): notify, object, answer, verify, set aside. Only
//! in this order, and only a verified result counts.

use super::rules::{VERIFYING, last_day_to_object};
use super::{Check, ObjectionAnswer};
use crate::article::Article;
use crate::authorization::evidence;
use crate::calendar::Day;
use crate::command::Act;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::enterprise::Dossier;
use crate::enterprise::facts::{Fact, FactKind};
use crate::enterprise::record::current;
use crate::event::Event;
use crate::finding::finding;
use crate::question::{About, Question};
use crate::rule::Outcome;

const C10: Article = Article::of(10);

/// The body or laboratory whose own work an act is about, so that it may do it.
pub(crate) fn body_of(act: &Act, dossier: Option<&Dossier>) -> Option<String> {
    let of_certificate = |id: &str| current(&dossier?.certificates.list, id).map(|found| found.body.clone());
    if let Act::EnterFact { fact: Fact::Certificate(certificate) } = act {
        return Some(certificate.body.clone());
    }
    if let Act::EndFact { kind, id, .. } = act {
        return of_certificate(id).filter(|_| *kind == FactKind::Certificate);
    }
    if let Act::SuspendCertificate { certificate, .. } | Act::LiftCertificateSuspension { certificate, .. } =
        act
    {
        return of_certificate(certificate);
    }
    if let Act::EnterResult(act) = act {
        return current(&dossier?.checks.list, &act.check).map(|found| found.laboratory.clone());
    }
    // An expert speaks and votes for nobody else.
    if let Act::OnProject { step, .. } = act {
        return step.expert().map(str::to_owned);
    }
    // Nothing else is the own work of a body or laboratory.
    let Act::EnterRetest(act) = act else { return None };
    current(&dossier?.checks.list, &act.check)?.retest_laboratory().map(str::to_owned)
}

/// Records that the party received the result.
pub(crate) fn notify(scene: &Scene, id: &str) -> Result<Decision, Refusal> {
    let found = open_check(scene, id)?;
    in_order(scene.command.on, "result", found.result.as_ref().map(|result| result.mark.on))?;
    once(found.notified.is_some())?;
    Ok(Decision::of(Event::ResultNotified { check: id.to_owned() }))
}

/// Answers an objection without a retest.
pub(crate) fn answer(scene: &Scene, id: &str, answer: ObjectionAnswer) -> Result<Decision, Refusal> {
    if unanswered(scene, id)?.retest_order.is_some() {
        return Err(Problem::new(
            "retest_ordered",
            "已安排复检，异议由复检结果答复",
            "a retest is ordered: its result answers the objection",
        )
        .at("check")
        .by(Article::of(10))
        .into());
    }
    Ok(Decision::of(Event::ObjectionAnswered { check: id.to_owned(), answer }))
}

/// An objection that waits for its answer: a retest, or a dismissal.
pub(super) fn unanswered<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Check, Refusal> {
    let found = open_check(scene, id)?;
    in_order(scene.command.on, "objection", found.objection.as_ref().map(|mark| mark.on))?;
    once(found.retest.is_some() || found.answer.is_some())?;
    Ok(found)
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

pub(super) fn open_check<'a>(scene: &Scene<'a>, id: &str) -> Result<&'a Check, Refusal> {
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
pub(super) fn in_order(on: Day, name: &str, before: Option<Day>) -> Result<(), Refusal> {
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

pub(super) fn once(done: bool) -> Result<(), Refusal> {
    if done {
        return Err(Problem::new("done_already", "此步骤已完成", "this step has been taken already").into());
    }
    Ok(())
}

/// Records an objection, if its time is not over.
pub(crate) fn object(scene: &Scene, id: &str, files: &[String]) -> Result<Decision, Refusal> {
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
        Ok(_) => {
            evidence::named(files)?;
            Ok(Decision::of(Event::ObjectionFiled { check: id.to_owned(), files: files.to_vec() }))
        }
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
