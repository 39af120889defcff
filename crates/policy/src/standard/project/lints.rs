//! What must hold of any project after an act, written apart from the decisions and in terms of the steps alone.

use super::step::ProjectStep;
use super::{Project, Stepped};
use crate::lints::Broken;

/// Everything that does not hold of a project, and of what an act made of it.
#[must_use]
pub fn lints_of_project(before: Option<&Project>, after: &Project) -> Vec<Broken> {
    let mut found = Vec::new();
    let mut note = |lint| found.push(Broken { lint, about: after.id.clone() });
    let former = before.map(|before| before.steps.as_slice()).unwrap_or_default();
    if !after.steps.starts_with(former) {
        note("steps_are_only_added");
    }
    let is_proposal = |stepped: &Stepped| matches!(stepped.step, ProjectStep::Proposed { .. });
    if !after.steps.first().is_some_and(is_proposal) || after.steps.iter().skip(1).any(is_proposal) {
        note("a_project_is_proposed_once_and_first");
    }
    let mut seen = Seen::default();
    for stepped in &after.steps {
        if let Some(lint) = seen.take(&stepped.step) {
            note(lint);
        }
    }
    found
}

/// What has happened so far, as far as a later step needs it.
#[derive(Default)]
struct Seen<'a> {
    panels: Vec<(u16, &'a [String])>,
    accepted: bool,
    announced: bool,
    approved: bool,
    submitted: bool,
    met_since_submission: bool,
    text_approved: bool,
    over: bool,
}

impl<'a> Seen<'a> {
    /// Takes a step, and tells what it lacks.
    fn take(&mut self, step: &'a ProjectStep) -> Option<&'static str> {
        let may_follow_the_end = matches!(
            step,
            ProjectStep::SystemDrawn { .. }
                | ProjectStep::CommentLetThrough { .. }
                | ProjectStep::CommentSetAside { .. }
        );
        let lacks = (self.over && !may_follow_the_end).then_some("nothing_follows_the_end");
        lacks.or_else(|| self.take_one(step))
    }

    fn take_one(&mut self, step: &'a ProjectStep) -> Option<&'static str> {
        let mut lacks = None;
        let mut wants = |is_there: bool, lint| {
            if !is_there {
                lacks = Some(lint);
            }
        };
        match step {
            ProjectStep::Accepted {} => self.accepted = true,
            ProjectStep::PanelAppointed { panel, experts, .. } => self.panels.push((*panel, experts)),
            ProjectStep::ClauseNoted { panel, expert, .. } | ProjectStep::Voted { panel, expert, .. } => {
                let sits = self.panels.iter().any(|(known, who)| known == panel && who.contains(expert));
                wants(sits, "only_members_vote");
            }
            ProjectStep::PanelMet { .. } => self.met_since_submission = true,
            ProjectStep::Announced { .. } => {
                wants(self.accepted && !self.panels.is_empty(), "announced_after_a_hearing");
                self.announced = true;
            }
            ProjectStep::Approved { .. } => {
                wants(self.announced, "approved_after_the_public_was_told");
                self.approved = true;
            }
            ProjectStep::Submitted {} => {
                wants(self.approved, "submitted_after_approval");
                (self.submitted, self.met_since_submission) = (true, false);
            }
            ProjectStep::TextApproved {} => {
                wants(self.submitted && self.met_since_submission, "text_approved_after_a_review");
                self.text_approved = true;
            }
            ProjectStep::Published { .. } | ProjectStep::SystemPublished {} => {
                wants(self.text_approved, "published_after_its_text_was_approved");
                self.over = true;
            }
            ProjectStep::Withdrawn {}
            | ProjectStep::Declined {}
            | ProjectStep::Refused {}
            | ProjectStep::Stopped {} => self.over = true,
            ProjectStep::Proposed { .. }
            | ProjectStep::PanelSetAside { .. }
            | ProjectStep::ParticipantNamed { .. }
            | ProjectStep::ParticipantLeft { .. }
            | ProjectStep::KickedOff { .. }
            | ProjectStep::DocumentFiled { .. }
            | ProjectStep::CommentsOpened { .. }
            | ProjectStep::Commented { .. }
            | ProjectStep::CommentLetThrough { .. }
            | ProjectStep::CommentAnswered { .. }
            | ProjectStep::CommentSetAside { .. }
            | ProjectStep::SentBack {}
            | ProjectStep::SystemDrawn { .. }
            | ProjectStep::LeadReplaced { .. } => {}
        }
        lacks
    }
}
