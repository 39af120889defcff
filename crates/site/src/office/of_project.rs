//! A project as a case: what its page and its acts need beside the steps themselves, and who has a part in it.

use std::collections::BTreeSet;

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
    /// The others about the same standard or system.
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

    /// Which steps of the case an office is told of, and which of its sealed texts it may read.
    pub(super) fn texts_for(&self, office: &Office) -> Texts {
        let now = self.project.as_ref().map(|of| of.project.progress());
        let comments = now.iter().flat_map(|now| &now.comments).filter(|comment| comment.state.is_told());
        Texts {
            office: office.clone(),
            shows: self.shows_texts_to(office),
            told_comments: self.project.is_some().then(|| comments.map(|one| one.number).collect()),
        }
    }
}

/// Which steps and sealed texts of a case are shown to an office.
pub(super) struct Texts {
    office: Office,
    shows: bool,
    /// Of a project: the comments that everybody is told.
    told_comments: Option<BTreeSet<u32>>,
}

impl Texts {
    /// Whether the office is told that an entry took place. How a member votes, what was said of clauses and comments
    /// that were not let through are the panel's and the federation's (reading 0021); an expert is told what that
    /// expert did.
    pub(super) fn tells(&self, entry: &Entry) -> bool {
        let (Some(comments), Event::ProjectStepped { step, .. }) = (&self.told_comments, &entry.event) else {
            return true;
        };
        match (self.office.kind, step) {
            (OfficeKind::Federation | OfficeKind::ProvinceBureau, _) => true,
            (OfficeKind::Expert, _) if entry.by.office == self.office => true,
            (_, ProjectStep::Commented { comment, .. }) => comments.contains(comment),
            (_, step) => step.is_told(),
        }
    }

    /// Whether the text that was sealed with an entry is shown. Minutes are the panel's, too; an expert reads what that
    /// expert wrote.
    pub(super) fn of(&self, entry: &Entry) -> bool {
        if self.told_comments.is_none() {
            return self.shows;
        }
        let is_minutes =
            matches!(&entry.event, Event::ProjectStepped { step: ProjectStep::PanelMet { .. }, .. });
        match self.office.kind {
            OfficeKind::Federation | OfficeKind::ProvinceBureau => true,
            OfficeKind::Expert => entry.by.office == self.office,
            _ => !is_minutes && self.shows && self.tells(entry),
        }
    }
}
