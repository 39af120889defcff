//! What must hold of any project after an act, written apart from the decisions and in terms of the steps alone.

use super::stage::Purpose;
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

/// A panel, as far as a later step needs it.
struct Sitting<'a> {
    number: u16,
    purpose: Purpose,
    experts: &'a [String],
    has_met: bool,
    is_gone: bool,
}

/// What has happened so far, as far as a later step needs it.
#[derive(Default)]
struct Seen<'a> {
    panels: Vec<Sitting<'a>>,
    accepted: bool,
    announced: bool,
    approved: bool,
    submitted: bool,
    text_approved: bool,
    over: bool,
}

impl<'a> Seen<'a> {
    /// Takes a step, and tells what it lacks.
    fn take(&mut self, step: &'a ProjectStep) -> Option<&'static str> {
        let may_follow_the_end = matches!(
            step,
            ProjectStep::SystemDrawn { .. }
                | ProjectStep::CommentsLetThrough { .. }
                | ProjectStep::CommentsSetAside { .. }
        );
        let lacks = (self.over && !may_follow_the_end).then_some("nothing_follows_the_end");
        let more = self.take_of_panel(step).or_else(|| self.take_of_life(step));
        lacks.or(more)
    }

    /// Whether a panel for a purpose has met whose word stands.
    fn has_said(&self, purpose: Purpose) -> bool {
        self.panels.iter().any(|panel| panel.purpose == purpose && panel.has_met && !panel.is_gone)
    }

    fn take_of_panel(&mut self, step: &'a ProjectStep) -> Option<&'static str> {
        let number = step.panel()?;
        if let ProjectStep::PanelAppointed { purpose, experts, .. } = step {
            let is_taken = self.panels.iter().any(|panel| panel.number == number);
            let (purpose, has_met, is_gone) = (*purpose, false, false);
            self.panels.push(Sitting { number, purpose, experts, has_met, is_gone });
            return is_taken.then_some("each_panel_has_its_number");
        }
        let Some(panel) = self.panels.iter_mut().find(|panel| panel.number == number) else {
            return Some("a_panel_is_appointed_first");
        };
        let is_over = panel.has_met || panel.is_gone;
        if let ProjectStep::ClauseNoted { expert, .. } | ProjectStep::Voted { expert, .. } = step {
            let late = is_over.then_some("nobody_votes_after_the_meeting");
            return (!panel.experts.contains(expert)).then_some("only_members_vote").or(late);
        }
        if let ProjectStep::PanelMet { .. } = step {
            panel.has_met = true;
            return is_over.then_some("a_panel_meets_once");
        }
        // Set aside: what rested on it waits for another panel.
        panel.is_gone = true;
        match panel.purpose {
            Purpose::Proposal => self.announced = false,
            Purpose::Text => self.text_approved = false,
        }
        None
    }

    fn take_of_life(&mut self, step: &'a ProjectStep) -> Option<&'static str> {
        let mut lacks = None;
        let mut wants = |is_there: bool, lint| {
            if !is_there {
                lacks = Some(lint);
            }
        };
        match step {
            ProjectStep::Accepted {} => self.accepted = true,
            ProjectStep::Announced { .. } => {
                wants(self.accepted && self.has_said(Purpose::Proposal), "announced_after_a_hearing");
                self.announced = true;
            }
            ProjectStep::Approved { .. } => {
                wants(self.announced, "approved_after_the_public_was_told");
                self.approved = true;
            }
            ProjectStep::Submitted {} => {
                wants(self.approved, "submitted_after_approval");
                self.submitted = true;
            }
            ProjectStep::SentBack {} => {
                let of_text = self.panels.iter_mut().filter(|panel| panel.purpose == Purpose::Text);
                of_text.for_each(|panel| panel.is_gone = true);
                self.submitted = false;
            }
            ProjectStep::TextApproved {} => {
                wants(self.submitted && self.has_said(Purpose::Text), "text_approved_after_a_review");
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
            | ProjectStep::PanelAppointed { .. }
            | ProjectStep::ClauseNoted { .. }
            | ProjectStep::Voted { .. }
            | ProjectStep::PanelMet { .. }
            | ProjectStep::PanelSetAside { .. }
            | ProjectStep::ParticipantNamed { .. }
            | ProjectStep::ParticipantLeft { .. }
            | ProjectStep::KickedOff { .. }
            | ProjectStep::DocumentFiled { .. }
            | ProjectStep::CommentsOpened { .. }
            | ProjectStep::Commented { .. }
            | ProjectStep::CommentsLetThrough { .. }
            | ProjectStep::CommentAnswered { .. }
            | ProjectStep::CommentsSetAside { .. }
            | ProjectStep::SystemDrawn { .. }
            | ProjectStep::LeadReplaced { .. } => {}
        }
        lacks
    }
}
