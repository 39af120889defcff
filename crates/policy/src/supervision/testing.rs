//! Clause 10: what laboratories find. The sample is tested where it was sent; the reserve sample, once the party has
//! objected, at another laboratory that the bureau names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use super::decide::{in_order, once, open_check, unanswered};
use super::sampling::laboratory_problem;
use crate::article::Article;
use crate::decide::{Decision, Problem, Refusal, Scene};
use crate::enterprise::check_fact::named;
use crate::event::Event;

/// The most indicators that one report says are missed.
const MOST_MISSED: usize = 200;

/// What the acts that enter the result of a test or of a retest ask for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterResult {
    /// The check.
    pub check: String,
    /// Whether the product meets the standard.
    pub meets_standard: bool,
    /// Whether it breaks the law's own requirements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaks_law: Option<bool>,
    /// The laboratory's report.
    #[serde(default, skip_serializing_if = "Report::is_blank")]
    pub report: Report,
}

/// What the act that orders a retest asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderRetest {
    /// The check.
    pub check: String,
    /// The laboratory.
    pub laboratory: String,
    /// Whether no other laboratory of the province is qualified for it, so that the first tests again.
    #[serde(default)]
    pub is_only_one: bool,
}

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

/// Records the laboratory's result.
pub(crate) fn result(scene: &Scene, act: &EnterResult) -> Result<Decision, Refusal> {
    let EnterResult { check: id, meets_standard, breaks_law, report } = act;
    let (meets_standard, breaks_law) = (*meets_standard, *breaks_law);
    let found = open_check(scene, id)?;
    in_order(scene.command.on, "sampled", Some(found.sampled_on))?;
    once(found.result.is_some())?;
    well_formed(meets_standard, report)?;
    let (check, report) = (id.clone(), report.clone());
    Ok(Decision::of(Event::ResultEntered { check, meets_standard, breaks_law, report }))
}

/// Orders the retest. It is another laboratory's, unless the province has no other.
pub(crate) fn order(scene: &Scene, act: &OrderRetest) -> Result<Decision, Refusal> {
    let (id, laboratory, is_only_one) = (act.check.as_str(), act.laboratory.as_str(), act.is_only_one);
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
pub(crate) fn retest(scene: &Scene, act: &EnterResult) -> Result<Decision, Refusal> {
    let EnterResult { check: id, meets_standard, breaks_law, report } = act;
    let (meets_standard, breaks_law) = (*meets_standard, *breaks_law);
    let found = unanswered(scene, id)?;
    let Some(ordered) = &found.retest_order else {
        let (zh, en) = ("尚未指定复检机构", "no laboratory has been named for the retest");
        return Err(Problem::new("not_ordered", zh, en).by(Article::of(10)).into());
    };
    in_order(scene.command.on, "retest ordered", Some(ordered.mark.on))?;
    well_formed(meets_standard, report)?;
    let (check, report) = (id.clone(), report.clone());
    Ok(Decision::of(Event::RetestEntered { check, meets_standard, breaks_law, report }))
}
