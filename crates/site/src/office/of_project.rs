//! A project as a case: what its page and its acts need beside the steps themselves, and who has a part in it.

use std::collections::{BTreeMap, BTreeSet};

use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::powers::{Office, OfficeKind};
use policy::seen::Seen;
use policy::standard::project::Project;
use policy::standard::project::act::ProjectActKind;
use policy::standard::project::step::{Participant, ProjectStep};
use registry::{Fault, Reader};

use crate::acts::Form;
use crate::lang::Lang;
use crate::office::called::title_after;
use crate::office::case::Case;
use crate::office::reach::reads_texts;
use crate::public::project;
use crate::words::text;

/// That one takes part no longer.
pub(super) const LEAVE: ActKind = ActKind::OnProject(ProjectActKind::DropParticipant);

/// A project with the others about the same standard.
#[derive(Clone)]
pub(crate) struct OfProject {
    pub(crate) project: Project,
    /// The others about the same standard or system.
    pub(crate) rivals: Vec<Project>,
    /// Those who lead it or led it.
    pub(crate) leads: Vec<Dossier>,
}

impl OfProject {
    /// As it was seen.
    pub(super) fn seen(&self, seen: Seen) -> OfProject {
        OfProject {
            project: seen.project(&self.project),
            rivals: self.rivals.iter().map(|rival| seen.project(rival)).collect(),
            leads: self.leads.iter().map(|lead| seen.dossier(lead)).collect(),
        }
    }

    /// The division of the lead's seat.
    pub(super) fn region(&self) -> Option<String> {
        self.project.progress().lead.map(|(.., region)| region.to_owned())
    }

    /// Whether an expert sits on a panel that has not met.
    pub(super) fn has_vote(&self, expert: &str) -> bool {
        let now = self.project.progress();
        let mut open = now.panels.iter().filter(|panel| panel.waits());
        open.any(|panel| panel.experts.iter().any(|member| member == expert))
    }
}

impl Case {
    /// What a maker that does not lead the project takes part as: it may leave by itself.
    pub(super) fn own_part(&self, office: &Office) -> Option<&Participant> {
        let of = self.project.as_ref().filter(|_| office.kind == OfficeKind::Maker)?;
        let own = CreditCode::parse_overridden(office.of.as_deref()?).ok()?;
        let now = of.project.progress();
        let leads = now.lead.is_some_and(|(lead, ..)| lead == own);
        now.participants.into_iter().find(|one| !leads && one.enterprise == Some(own))
    }

    /// The enterprise in whose name an office does an act on the case: whoever takes part leaves in its own name, and the
    /// rest is done in that of the lead.
    pub(super) fn enterprise_for(&self, office: &Office, act: ActKind) -> Option<CreditCode> {
        let own = self.own_part(office).filter(|_| act == LEAVE);
        own.map_or(self.enterprise, |own| own.enterprise)
    }

    /// What the form of an act is called for an office: whoever leaves by itself is no other one that is recorded to, and
    /// whoever is called to an interview is called anew.
    pub(super) fn title_of(&self, form: &Form, office: &Office, lang: Lang) -> String {
        // Also where it has left already, as the receipt says.
        let is_lead = office.of.as_deref() == self.enterprise.as_ref().map(CreditCode::as_str);
        let leaves = form.kind == LEAVE && office.kind == OfficeKind::Maker && !is_lead;
        let own = leaves.then(|| text(lang).project.leave.to_owned());
        own.or_else(|| title_after(self.called_on(), form.kind, lang))
            .unwrap_or_else(|| form.title_for(office, lang))
    }

    /// Where an office goes on about the case: a project that it has no part in any more is told in public, and so is an
    /// enterprise that has moved out of its area.
    pub(super) fn href_for(&self, office: &Office) -> String {
        match (&self.project, self.enterprise) {
            _ if self.is_visible_to(office) => self.href(),
            (Some(of), _) => project::address(&of.project.id),
            (None, Some(code)) => format!("/makers/{code}"),
            (None, None) => self.href(),
        }
    }
}

/// Whether an office reads all that is said in a project, also what nobody else is told: who votes how, and comments that
/// were not let through (reading 0021).
pub(crate) fn reads_all(office: &Office) -> bool {
    matches!(office.kind, OfficeKind::Federation | OfficeKind::ProvinceBureau)
}

/// What an office is told of one project.
struct Told {
    /// Whether it reads what is said in it.
    shows: bool,
    /// The comments that everybody is told.
    comments: BTreeSet<u32>,
}

impl Told {
    fn of(project: &Project, office: &Office) -> Told {
        let now = project.progress();
        let (lead, region) = (now.lead.map(|(lead, ..)| lead), now.lead.map(|(.., region)| region));
        let comments = now.comments.iter().filter(|comment| comment.state.is_told());
        Told {
            shows: reads_texts(office, lead, region),
            comments: comments.map(|comment| comment.number).collect(),
        }
    }
}

/// Which entries and sealed texts of a history are shown to an office. The history of an enterprise gathers what happened in
/// its projects, too: of those it tells what the project itself does, and nothing more.
pub(crate) struct Texts {
    office: Office,
    shows: bool,
    projects: BTreeMap<String, Told>,
}

impl Texts {
    /// Those of a case, for entries that were read; `shows` is whether the office reads the texts of the case itself.
    ///
    /// # Errors
    /// A fault of the reader.
    pub(crate) fn of<'e>(
        reader: &Reader,
        (office, shows): (&Office, bool),
        entries: impl IntoIterator<Item = &'e Entry>,
    ) -> Result<Texts, Fault> {
        let mut projects = BTreeMap::new();
        for entry in entries {
            let Event::ProjectStepped { project, .. } = &entry.event else { continue };
            if projects.contains_key(project) {
                continue;
            }
            if let Some(filed) = reader.project(project)? {
                projects.insert(project.clone(), Told::of(&filed.value, office));
            }
        }
        Ok(Texts { office: office.clone(), shows, projects })
    }

    /// Whether the office is told that an entry took place. How a member votes, what was said of clauses and comments
    /// that were not let through are the panel's and the federation's (reading 0021); an expert is told what that
    /// expert did.
    pub(crate) fn tells(&self, entry: &Entry) -> bool {
        let Event::ProjectStepped { project, step } = &entry.event else { return true };
        match (self.office.kind, step) {
            _ if reads_all(&self.office) => true,
            (OfficeKind::Expert, _) if entry.by.office == self.office => true,
            (_, ProjectStep::Commented { comment, .. }) => {
                self.projects.get(project).is_some_and(|told| told.comments.contains(comment))
            }
            (_, step) => step.is_told(),
        }
    }

    /// Whether the text that was sealed with an entry is shown. Minutes are the panel's, too; an expert reads what that
    /// expert wrote.
    pub(super) fn shows(&self, entry: &Entry) -> bool {
        let Event::ProjectStepped { project, step } = &entry.event else { return self.shows };
        let is_minutes = matches!(step, ProjectStep::PanelMet { .. });
        match self.office.kind {
            _ if reads_all(&self.office) => true,
            OfficeKind::Expert => entry.by.office == self.office,
            _ => {
                !is_minutes && self.tells(entry) && self.projects.get(project).is_some_and(|told| told.shows)
            }
        }
    }
}
