//! Clause 10: what laboratories find. The sample is tested where it was sent; the reserve sample, once the party has
//! objected, at another laboratory that the bureau names.

use super::Report;
use super::decide::{in_order, once, open_check, unanswered};
use super::sampling::laboratory_problem;
use crate::article::Article;
use crate::command::Act;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::enterprise::check_fact::named;
use crate::event::Event;

/// The most indicators that one report says are missed.
const MOST_MISSED: usize = 200;

/// Whether the product meets the standard, and whether it breaks the law, where that was judged.
type Verdicts = (bool, Option<bool>);

/// What is wrong with a report: its texts, or that it misses something and yet meets the standard.
fn well_formed(meets_standard: bool, report: &Report) -> Result<(), Refusal> {
    let mut refusal = Refusal::default();
    let number = report.number.iter().map(|number| ("report.number", number));
    let misses = report.misses.iter().take(MOST_MISSED).map(|missed| ("report.misses", missed));
    for (field, said) in number.chain(misses) {
        refusal.problems.extend(named(said).map(|problem| problem.at(field)));
    }
    if report.misses.len() > MOST_MISSED {
        let (zh, en) = ("不合格项目最多200项", "at most 200 missed indicators");
        refusal.problems.push(Problem::new("too_many", zh, en).at("report.misses"));
    }
    if meets_standard && !report.misses.is_empty() {
        let (zh, en) =
            ("既列出不合格项目，就不能判定符合标准", "what misses an indicator does not meet the standard");
        refusal.problems.push(Problem::new("misses", zh, en).at("report.misses"));
    }
    if refusal.problems.is_empty() { Ok(()) } else { Err(refusal) }
}

/// Decides an act of a laboratory, or the order of a retest; no other act comes here.
pub(crate) fn decide(scene: &Scene) -> Result<Decision, Refusal> {
    let act = &scene.command.act;
    if let Act::EnterResult { check, meets_standard, breaks_law, report } = act {
        return result(scene, check, (*meets_standard, *breaks_law), report);
    }
    if let Act::OrderRetest { check, laboratory, is_only_one } = act {
        return order(scene, check, laboratory, *is_only_one);
    }
    if let Act::EnterRetest { check, meets_standard, breaks_law, report } = act {
        return retest(scene, check, (*meets_standard, *breaks_law), report);
    }
    Ok(Decision::default())
}

/// Records the laboratory's result.
fn result(
    scene: &Scene,
    id: &str,
    (meets_standard, breaks_law): Verdicts,
    report: &Report,
) -> Result<Decision, Refusal> {
    let found = open_check(scene, id)?;
    in_order(scene.command.on, "sampled", Some(found.sampled_on))?;
    once(found.result.is_some())?;
    well_formed(meets_standard, report)?;
    let (check, report) = (id.to_owned(), report.clone());
    Ok(Decision::of(Event::ResultEntered { check, meets_standard, breaks_law, report }))
}

/// Orders the retest. It is another laboratory's, unless the province has no other.
fn order(scene: &Scene, id: &str, laboratory: &str, is_only_one: bool) -> Result<Decision, Refusal> {
    let found = unanswered(scene, id)?;
    once(found.retest_order.is_some())?;
    if let Some(problem) = laboratory_problem(scene, laboratory) {
        return Err(problem.into());
    }
    if laboratory == found.laboratory && !is_only_one {
        return Err(Problem::new(
            "same_laboratory",
            "复检机构与初检机构不得为同一机构（本省仅此一家具备资质的，请注明）",
            "a retest is another laboratory's than the first test; say so if the province has no other that is qualified",
        )
        .at("laboratory")
        .by(Article::of(10))
        .into());
    }
    let (check, laboratory) = (id.to_owned(), laboratory.to_owned());
    Ok(Decision::of(Event::RetestOrdered { check, laboratory, is_only_one }))
}

/// Records the result of the retest, once it is ordered.
fn retest(
    scene: &Scene,
    id: &str,
    (meets_standard, breaks_law): Verdicts,
    report: &Report,
) -> Result<Decision, Refusal> {
    let found = unanswered(scene, id)?;
    let Some(ordered) = &found.retest_order else {
        let (zh, en) = ("尚未指定复检机构", "no laboratory has been named for the retest");
        return Err(Problem::new("not_ordered", zh, en).by(Article::of(10)).into());
    };
    in_order(scene.command.on, "retest ordered", Some(ordered.mark.on))?;
    well_formed(meets_standard, report)?;
    let (check, report) = (id.to_owned(), report.clone());
    Ok(Decision::of(Event::RetestEntered { check, meets_standard, breaks_law, report }))
}
