//! The decisions that ended a project or changed who leads it, with what the rules said on the day: as other decisions are
//! told in public, by their grounds. The reasons themselves stay sealed (decision 0003), for they may name persons; their
//! digest is in the ledger. What clause 4 says of a lead is the province's to publish, and is not told here.

use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::enterprise::record::Mark;
use policy::question::{About, Question, World};
use policy::rule::Rule;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::project::stage::Stage;
use policy::standard::project::step::ProjectStep;
use policy::standard::project::{Project, ProjectAsked, Stepped};
use policy::standard::rules::{PROJECT_LED, of_stage};
use registry::{Fault, Reader};

use crate::public::against::{Against, against};
use crate::visitor::Visitor;
use crate::words::fill;

/// What was decided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Ended(Stage),
    LeadReplaced,
}

/// A decision with what stood in the way of going on.
pub(crate) struct Decided {
    what: What,
    mark: Mark,
    /// The digest of its reasons.
    digest: Option<String>,
    against: Vec<Against>,
}

/// What a step decides, if it is one of these.
fn decides(step: &ProjectStep) -> Option<What> {
    if let ProjectStep::LeadReplaced { .. } = step {
        return Some(What::LeadReplaced);
    }
    let ended = [
        (ProjectStep::Declined {}, Stage::Declined),
        (ProjectStep::Refused {}, Stage::Refused),
        (ProjectStep::Stopped {}, Stage::Stopped),
    ];
    ended.into_iter().find(|(end, _)| end == step).map(|(_, stage)| What::Ended(stage))
}

/// The decisions of a project, each by what was on file and known when it was taken.
///
/// # Errors
/// A fault of the reader.
pub(super) fn of(
    reader: &Reader,
    project: &Project,
    (scheme, leads): (&Scheme, &[Dossier]),
) -> Result<Vec<Decided>, Fault> {
    let decisions = project.steps.iter().enumerate();
    let decisions: Vec<(usize, &Stepped, What)> =
        decisions.filter_map(|(at, stepped)| Some((at, stepped, decides(&stepped.step)?))).collect();
    let Some(proposal) = project.proposal().filter(|_| !decisions.is_empty()) else { return Ok(Vec::new()) };
    let rivals = reader.projects_about(&proposal.subject(), Some(project))?;
    let standard = match proposal.revises() {
        Some(number) => reader.standard(number)?.map(|filed| filed.value),
        None => None,
    };
    let standards: Vec<Standard> = standard.into_iter().collect();
    let world = World { parents: leads, ..World::without_enterprise(scheme, &standards) };
    let decided = decisions.into_iter().map(|(at, stepped, what)| {
        let before =
            Project { id: project.id.clone(), steps: project.steps.iter().take(at).cloned().collect() };
        let stage = before.progress().stage;
        let rules: &[&'static Rule] = if what == What::LeadReplaced { &[] } else { of_stage(stage) };
        let about = About::Project(ProjectAsked { project: &before, rivals: &rivals });
        let on = stepped.mark.on;
        let q = Question::new(world, about, reader.law(), on);
        let q = q.map(|q| q.as_known_on(Some(stepped.mark.entered_on.unwrap_or(on))));
        let stands = q.map(|q| rules_say(rules, &q)).unwrap_or_default();
        Decided { what, mark: stepped.mark, digest: stepped.text.clone(), against: stands }
    });
    Ok(decided.collect())
}

/// What the rules of the stage and that of the lead say against going on.
fn rules_say(rules: &[&'static Rule], q: &Question) -> Vec<Against> {
    let gone = against(PROJECT_LED, q).into_iter().filter(|one| !one.is_untold());
    against(rules, q).into_iter().chain(gone).collect()
}

/// A decision as everybody reads it: no person is in it.
pub(crate) struct DecidedView {
    pub(crate) what: String,
    pub(crate) on: Day,
    /// What stood in the way by the rules, each with what it rests on.
    pub(crate) grounds: Vec<GroundView>,
    /// The entry of the ledger, and the sentence that leads to it.
    pub(crate) entry: Option<(u64, String)>,
    pub(crate) digest: Option<String>,
}

/// What stood in the way by a rule.
pub(crate) struct GroundView {
    pub(crate) says: String,
    pub(crate) rule: &'static str,
    pub(crate) facts: Vec<String>,
}

/// The decisions of a project, the latest first.
pub(super) fn views(visitor: &Visitor, decided: &[Decided]) -> Vec<DecidedView> {
    let w = &visitor.w.project;
    let view = |one: &Decided| DecidedView {
        what: match one.what {
            What::Ended(stage) => visitor.lang.label(stage.words()),
            What::LeadReplaced => w.lead_replaced.to_owned(),
        },
        on: one.mark.on,
        grounds: one.against.iter().map(|ground| ground_view(visitor, ground)).collect(),
        entry: one.mark.entry.map(|entry| (entry, fill(visitor.w.case.entry, &[&entry]))),
        digest: one.digest.clone(),
    };
    decided.iter().rev().map(view).collect()
}

fn ground_view(visitor: &Visitor, ground: &Against) -> GroundView {
    GroundView { says: ground.line(visitor), rule: ground.rule, facts: ground.facts(visitor) }
}
