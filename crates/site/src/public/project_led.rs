//! What the rule about the lead says of a project (clause 2, reading 0025): told on its pages and on the federation's desk,
//! for a project whose lead is gone waits until somebody acts.

use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::power_of;
use policy::question::{About, Question, World};
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::project::act::ProjectActKind;
use policy::standard::project::{Project, ProjectAsked};
use policy::standard::rules::PROJECT_LED;
use registry::{Fault, Reader};

use crate::acts::{self, CaseKind};
use crate::office::case;
use crate::public::against::{Against, against};
use crate::visitor::Visitor;

/// The act by which another unit leads.
pub(crate) const REPLACE: ActKind = ActKind::OnProject(ProjectActKind::ReplaceLead);

/// The dossiers of those who lead a project or led it, as far as they are on file.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn leads(reader: &Reader, project: &Project) -> Result<Vec<Dossier>, Fault> {
    let now = project.progress();
    let former = now.former_leads.iter().map(|(code, ..)| *code);
    let mut codes: Vec<CreditCode> = now.lead.map(|(code, ..)| code).into_iter().chain(former).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut found = Vec::new();
    for code in codes {
        found.extend(reader.dossier(code)?.map(|filed| filed.value));
    }
    Ok(found)
}

/// That nobody leads a project as it is seen, where these are the dossiers of its leads; nothing where somebody does, or
/// nobody can tell.
pub(crate) fn gone(reader: &Reader, project: &Project, leads: &[Dossier], seen: Seen) -> Option<Against> {
    let scheme = Scheme::default();
    let world = World { parents: leads, ..World::without_enterprise(&scheme, &[]) };
    let about = About::Project(ProjectAsked { project, rivals: &[] });
    let q = Question::new(world, about, reader.law(), seen.as_of)?.as_known_on(seen.known_on);
    against(PROJECT_LED, &q).into_iter().find(|one| !one.is_untold())
}

/// The address and the title of the act that puts another lead in its place, for whoever does it at this point.
pub(crate) fn replacement(visitor: &Visitor, project: &Project) -> Option<(String, String)> {
    let is_open = ProjectActKind::ReplaceLead.stages().contains(&project.progress().stage);
    let office = visitor.office().filter(|office| is_open && power_of(office.kind, REPLACE).is_some())?;
    let form = acts::form(REPLACE);
    let case = case::address(CaseKind::Project, &project.id);
    Some((format!("{case}/acts/{}", form.name), form.title_for(office, visitor.lang)))
}

/// That nobody leads a project, as its pages tell it.
pub(crate) struct LedView {
    /// What the rule comes to, what it rests on, why the project waits and what comes of it.
    pub(crate) says: Vec<String>,
    /// The rule.
    pub(crate) rule: &'static str,
    /// The act that puts another lead in its place, for whoever does it.
    pub(crate) act: Option<(String, String)>,
}

/// What is told of a project whose lead is gone.
pub(crate) fn view(visitor: &Visitor, project: &Project, gone: &Against) -> LedView {
    let w = &visitor.w.project;
    let says = std::iter::once(gone.line(visitor)).chain(gone.facts(visitor));
    LedView {
        says: says.chain([w.lead_gone_why.to_owned(), w.lead_gone_otherwise.to_owned()]).collect(),
        rule: gone.rule,
        act: replacement(visitor, project),
    }
}
