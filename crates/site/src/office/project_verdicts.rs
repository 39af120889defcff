//! What the rules of clause 2 say of a project in its stage, and of its lead; of a proposal also whether its lead is barred (clause 4).

use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::finding::verdict;
use policy::question::{About, Law, Question, World};
use policy::standard::project::ProjectAsked;
use policy::standard::project::stage::Stage;
use policy::standard::rules::{LEADING, PROJECT_LED, of_stage};

use crate::office::case::Case;
use crate::office::finding::{self, VerdictView};
use crate::office::of_project::OfProject;
use crate::visitor::Visitor;

/// The answers as of a day and as known on a day.
pub(super) fn of(
    visitor: &Visitor,
    law: Law,
    (case, of): (&Case, &OfProject),
    file: Option<&DossierFile>,
    (as_of, known_on): (Day, Option<Day>),
) -> Vec<VerdictView> {
    let empty = policy::scheme::Scheme::default();
    let scheme = case.scheme.as_ref().unwrap_or(&empty);
    let standards: Vec<_> = case.standard.iter().cloned().collect();
    let world = World { parents: &of.leads, ..World::without_enterprise(scheme, &standards) };
    let asked = ProjectAsked { project: &of.project, rivals: &of.rivals };
    let stage = of.project.progress().stage;
    let mut views = Vec::new();
    let ask = |about, world| Some(Question::new(world, about, law, as_of)?.as_known_on(known_on));
    if let Some(q) = ask(About::Project(asked), world).filter(|_| !of_stage(stage).is_empty()) {
        let title = format!("{} · {}", case.id, visitor.word(stage.words()));
        views.push(finding::verdict(visitor, title, &verdict(of_stage(stage), &q)));
        // It stands in the way of no act, and so is told apart.
        views.push(finding::verdict(visitor, visitor.w.project.lead.to_owned(), &verdict(PROJECT_LED, &q)));
    }
    if let Some(file) = file.filter(|_| stage == Stage::Proposed)
        && let Some(q) = ask(About::LeadProposal, file.world())
    {
        let title = file.enterprise.name();
        views.push(finding::verdict(visitor, title, &verdict(LEADING, &q)));
    }
    views
}
