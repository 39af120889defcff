//! The document that `pzb check` reads: everything a verdict rests on in one file, and what is asked. Its JSON
//! Schema is published by `pzb schema dossier`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::authorization::prospect::{Prospect, made_up};
use crate::authorization::rules::{FILING, GRANT};
use crate::authorization::{self, Declaration, Filing};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::finding::{Verdict, outcome_of_all, verdict};
use crate::question::{About, Law, Question, World};
use crate::rule::Rule;
use crate::scheme::Scheme;
use crate::seen::Seen;
use crate::standard::Standard;
use crate::standard::project::stage::Stage;
use crate::standard::project::{Project, ProjectAsked};
use crate::supervision::Check;
use crate::{rules, standard, supervision};

/// A dossier file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DossierFile {
    /// Form of the file; this is 1.
    pub version: u32,
    /// The enterprise.
    pub enterprise: Dossier,
    /// Parents that file jointly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Dossier>,
    /// Catalogue and bodies. Offices play no part in a check.
    #[serde(default)]
    pub scheme: Scheme,
    /// The standards spoken of.
    #[serde(default)]
    pub standards: Vec<Standard>,
    /// Self-declarations to judge that are not filed yet: "may I?".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Filing>,
    /// Projects that the enterprise leads, and others about the same standards (clause 2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Project>,
}

/// What a verdict is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Judged {
    /// `filing`, `declaration`, `authorization`, `check`, `proceeding`, `drafting_role`, `lead_proposal`, `edition`,
    /// `project` or `project_lead`.
    pub subject: String,
    /// Which one.
    pub id: String,
    /// For an authorisation: what the mark is worth on the day. For a project: where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Since when it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// The answer of every rule.
    pub verdict: Verdict,
}

impl DossierFile {
    /// What rules are asked about.
    #[must_use]
    pub fn world(&self) -> World<'_> {
        World {
            enterprise: &self.enterprise,
            parents: &self.parents,
            scheme: &self.scheme,
            standards: &self.standards,
        }
    }

    /// The file for a reader: checks that are not verified whole where `opens` says so, else as everybody is told of them.
    #[must_use]
    pub fn told_to(self, opens: &dyn Fn(&Dossier, &Check) -> bool) -> DossierFile {
        DossierFile {
            enterprise: self.enterprise.told_to(opens),
            parents: self.parents.into_iter().map(|parent| parent.told_to(opens)).collect(),
            ..self
        }
    }

    /// Answers every rule for everything in the file, as of a day and as known on a day. `None` if the day is
    /// before the policy's first.
    #[must_use]
    pub fn judge(&self, law: Law<'_>, as_of: Day, known_on: Option<Day>) -> Option<Vec<Judged>> {
        let mut answers = judge(self.world(), &self.asks, law, as_of, known_on)?;
        let projects = judge_projects(self.world(), &self.projects, law, as_of, known_on)?;
        // A proposal is taken up only where its lead is not barred, whether or not it ever led before.
        let proposes = projects.iter().any(|one| one.state.as_deref() == Some(Stage::Proposed.name()));
        if proposes && answers.iter().all(|one| one.subject != "lead_proposal") {
            answers.push(judge_lead(self.world(), law, as_of, known_on)?);
        }
        answers.extend(projects);
        Some(answers)
    }
}

fn judged(subject: &str, id: impl Into<String>, rules: &[&Rule], q: &Question) -> Judged {
    told(subject, id, verdict(rules, q))
}

fn told(subject: &str, id: impl Into<String>, verdict: Verdict) -> Judged {
    Judged { subject: subject.to_owned(), id: id.into(), state: None, since: None, verdict }
}

/// Answers every rule for everything on file about an enterprise. `None` if the day is before the policy's
/// first.
#[must_use]
pub fn judge(
    world: World,
    asks: &[Filing],
    law: Law,
    as_of: Day,
    known_on: Option<Day>,
) -> Option<Vec<Judged>> {
    law.parameters.on(as_of)?;
    let ask = |about| Some(Question::new(world, about, law, as_of)?.as_known_on(known_on));
    let mut answers = Vec::new();
    answers.extend(judge_asks(world, asks, law, as_of, known_on)?);
    for declaration in world.enterprise.declarations.iter().filter(|d| d.filed_on <= as_of) {
        answers.extend(judge_declaration(declaration, &ask(About::Filing(&declaration.filing))?));
    }
    let keeping = of_authorization();
    for authorization in &world.enterprise.authorizations.list {
        let q = ask(About::Authorization(authorization))?;
        if q.sees(authorization) {
            let state = authorization::state(authorization, &q);
            let mut answer = judged("authorization", authorization.code.to_string(), &keeping, &q);
            answer.state = Some(state.name().to_owned());
            answer.since = state.since();
            answers.push(answer);
        }
    }
    for check in &world.enterprise.checks.list {
        let q = ask(About::Check(check))?;
        if q.sees(check) && check.verdict(&q).is_none() {
            answers.push(judged("check", check.id.clone(), supervision::rules::VERIFYING, &q));
        }
    }
    for proceeding in &world.enterprise.proceedings {
        let q = ask(About::Proceeding(proceeding))?;
        if q.sees(proceeding) && q.end_of(proceeding).is_none() {
            answers.push(judged("proceeding", proceeding.id.clone(), supervision::rules::DECIDING, &q));
        }
    }
    for role in &world.enterprise.drafting_roles.list {
        let q = ask(About::DraftingRole(role))?;
        if q.sees(role) {
            answers.push(judged("drafting_role", role.id.clone(), standard::rules::DUTIES, &q));
        }
    }
    let q = ask(About::LeadProposal)?;
    // Where nobody has looked, that is an answer, too.
    let roles = &world.enterprise.drafting_roles;
    let is_told = roles.always_complete || q.complete_since(roles).next().is_some();
    if !is_told || q.seen(roles).next().is_some() {
        answers.push(judge_lead(world, law, as_of, known_on)?);
    }
    for edition in world.standards.iter().flat_map(|standard| &standard.editions) {
        let q = ask(About::Edition(edition))?;
        if q.sees(edition) && edition.table.is_some() {
            answers.push(judged("edition", edition.edition.to_string(), standard::rules::TABLE, &q));
        }
    }
    Some(answers)
}

/// Whether a proposal of the enterprise as lead could be taken up. `None` if the day is before the policy's first.
#[must_use]
pub fn judge_lead(world: World, law: Law, as_of: Day, known_on: Option<Day>) -> Option<Judged> {
    let q = Question::new(world, About::LeadProposal, law, as_of)?.as_known_on(known_on);
    let id = world.enterprise.enterprise.to_string();
    Some(judged("lead_proposal", id, standard::rules::LEADING, &q))
}

/// A project by the rules before its next step and by that about its lead; empty once it is over, or where it had not been proposed yet. `None` if
/// the day is before the policy's first.
#[must_use]
pub fn judge_project(
    world: World,
    asked: ProjectAsked,
    law: Law,
    as_of: Day,
    known_on: Option<Day>,
) -> Option<Vec<Judged>> {
    let q = Question::new(world, About::Project(asked), law, as_of)?.as_known_on(known_on);
    let now = asked.project.progress_seen(Seen { as_of, known_on });
    let rules = standard::rules::of_stage(now.stage);
    if now.lead.is_none() || rules.is_empty() {
        return Some(Vec::new());
    }
    let mut answer = judged("project", asked.project.id.clone(), rules, &q);
    answer.state = Some(now.stage.name().to_owned());
    answer.since = now.since();
    let led = judged("project_lead", asked.project.id.clone(), standard::rules::PROJECT_LED, &q);
    Some(vec![answer, led])
}

/// The projects that the enterprise leads and that go on, each by the rules before its next step.
fn judge_projects(
    world: World,
    projects: &[Project],
    law: Law,
    as_of: Day,
    known_on: Option<Day>,
) -> Option<Vec<Judged>> {
    let mut answers = Vec::new();
    for project in projects {
        let now = project.progress_seen(Seen { as_of, known_on });
        if now.lead.is_some_and(|(lead, ..)| lead == world.enterprise.enterprise) {
            let asked = ProjectAsked { project, rivals: projects };
            answers.extend(judge_project(world, asked, law, as_of, known_on)?);
        }
    }
    Some(answers)
}

/// The rules asked of an authorisation on file: was it rightly given, and does it still stand?
fn of_authorization() -> Vec<&'static Rule> {
    let is_kept = |rule: &&Rule| rules::keeping().any(|kept| kept.id == rule.id);
    GRANT.iter().copied().filter(|rule| !is_kept(rule)).chain(rules::keeping()).collect()
}

/// What is not filed yet is judged as if it were filed and granted on the day asked about.
fn judge_asks(
    world: World,
    asks: &[Filing],
    law: Law,
    as_of: Day,
    known_on: Option<Day>,
) -> Option<Vec<Judged>> {
    if asks.is_empty() {
        return Some(Vec::new());
    }
    let mut dossier = world.enterprise.clone();
    let mut answers = Vec::new();
    for (at, filing) in asks.iter().enumerate() {
        let declaration = made_up(filing, at, as_of);
        dossier.declarations.push(declaration.clone());
        let world = World { enterprise: &dossier, ..world };
        let prospect = Prospect { world, declaration: &declaration, is_filed: false, law, as_of, known_on };
        answers.push(told("filing", filing.product.clone(), prospect.verdict()?));
        dossier.declarations.pop();
    }
    Some(answers)
}

/// A declaration that waits is judged by all that its grant would go by: clause 9 on its filing day, clause 8 on the
/// day asked about. One that is decided or withdrawn is judged for its filing day alone, and if it was not met then, the
/// earliest day and the nearest route are those of a new filing.
fn judge_declaration(declaration: &Declaration, today: &Question) -> Option<Judged> {
    let Question { world, law, as_of, known_on, .. } = *today;
    let filed = Question::new(world, today.about, law, declaration.filed_on)?.as_known_on(known_on);
    if !filed.sees(declaration) {
        return None;
    }
    let mut decided = declaration.decided.iter();
    let is_decided = decided.any(|decided| today.mark_day(&decided.mark).is_some());
    let is_pending = !is_decided && today.end_of(declaration).is_none();
    let prospect = Prospect { world, declaration, is_filed: is_pending, law, as_of, known_on };
    if is_pending {
        return Some(told("declaration", declaration.id.clone(), prospect.verdict()?));
    }
    let mut answer = judged("declaration", declaration.id.clone(), FILING, &filed);
    answer.verdict.findings.iter_mut().for_each(|found| found.filed_on = Some(declaration.filed_on));
    if !outcome_of_all(FILING, &filed).is_clear() {
        answer.verdict = prospect.ahead(answer.verdict);
    }
    Some(answer)
}
