//! A project as a case: what its page and its acts need beside the steps themselves, and who has a part in it.

use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use policy::powers::{Office, OfficeKind};
use policy::seen::Seen;
use policy::standard::project::Project;
use policy::standard::project::step::ProjectStep;

use crate::office::case::Case;

/// A project with the others about the same standard.
#[derive(Clone)]
pub(crate) struct OfProject {
    pub(crate) project: Project,
    /// Those that were taken up and are not over.
    pub(crate) rivals: Vec<Project>,
}

impl OfProject {
    /// As it was seen.
    pub(super) fn seen(&self, seen: Seen) -> OfProject {
        OfProject {
            project: seen.project(&self.project),
            rivals: self.rivals.iter().map(|rival| seen.project(rival)).collect(),
        }
    }

    /// The division of the lead's seat.
    pub(super) fn region(&self) -> Option<String> {
        self.project.progress().lead.map(|(.., region)| region.to_owned())
    }

    /// Whether an expert sits on any of its panels.
    pub(super) fn sits(&self, expert: &str) -> bool {
        let now = self.project.progress();
        now.panels.iter().any(|panel| panel.experts.iter().any(|member| member == expert))
    }

    /// Whether an expert sits on a panel that has not met.
    pub(super) fn has_vote(&self, expert: &str) -> bool {
        let now = self.project.progress();
        let mut open = now.panels.iter().filter(|panel| panel.waits());
        open.any(|panel| panel.experts.iter().any(|member| member == expert))
    }
}

impl Case {
    /// Whether a maker leads the project or takes part in it.
    pub(super) fn has_part(&self, office: &Office) -> bool {
        let Some(of) = &self.project else { return false };
        let own = office.of.as_deref().and_then(|own| CreditCode::parse_overridden(own).ok());
        own.is_some_and(|own| of.project.progress().has_part(own))
    }

    /// Which of the sealed texts of the case an office may read.
    pub(super) fn texts_for(&self, office: &Office) -> Texts {
        Texts {
            office: office.clone(),
            shows: self.shows_texts_to(office),
            is_project: self.project.is_some(),
        }
    }
}

/// Which sealed texts of a case are shown to an office.
pub(super) struct Texts {
    office: Office,
    shows: bool,
    is_project: bool,
}

impl Texts {
    /// Whether the text that was sealed with an entry is shown. How members of a panel voted and why is the
    /// federation's; an expert reads what that expert wrote, and the lead what is said of its draft.
    pub(super) fn of(&self, entry: &Entry) -> bool {
        if !self.is_project {
            return self.shows;
        }
        let is_vote = matches!(&entry.event, Event::ProjectStepped { step: ProjectStep::Voted { .. }, .. });
        match self.office.kind {
            OfficeKind::Federation | OfficeKind::ProvinceBureau => true,
            OfficeKind::Expert => entry.by.office == self.office,
            _ => !is_vote && self.shows,
        }
    }
}
