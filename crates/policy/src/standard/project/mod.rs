//! A project (clause 2): from a proposal that answers a public call to a standard that is published, or to a standard
//! system that is drawn. A project is the list of its steps, each with the day it happened and the day it was entered;
//! where it stands is read from them ([`progress::Progress`]), so that it can be read as of any day and as known on any.
//!
//! Proposed → accepted → heard → announced → approved → drafting → comments → submitted → examined → text approved →
//! published. What follows, in force, review, revision and withdrawal, is the edition's own life.

pub mod act;
pub mod decide;
mod decide_draft;
mod decide_panel;
mod decide_text;
pub mod fault;
pub mod lints;
pub mod panel;
pub mod progress;
pub mod stage;
pub mod step;
pub mod tree;
mod when;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::progress::Progress;
use self::step::{ProjectStep, Proposal};
use crate::enterprise::record::Mark;
use crate::seen::Seen;

/// A step that a project took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stepped {
    /// What happened.
    pub step: ProjectStep,
    /// When, and by which entry.
    pub mark: Mark,
    /// Digest of the text sealed with it: a reason, minutes, a comment, an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A project, from its proposal on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Its number; never given again.
    pub id: String,
    /// Its steps, in the order they were entered.
    pub steps: Vec<Stepped>,
}

/// A project with the others that are about the same standard, or bear the same title.
#[derive(Debug, Clone, Copy)]
pub struct ProjectAsked<'a> {
    /// The project.
    pub project: &'a Project,
    /// The others, running or over.
    pub rivals: &'a [Project],
}

impl Project {
    /// Where it stands by all that is on file.
    #[must_use]
    pub fn progress(&self) -> Progress<'_> {
        Progress::of(self.steps.iter())
    }

    /// What was proposed: its first step.
    #[must_use]
    pub fn proposal(&self) -> Option<&Proposal> {
        let ProjectStep::Proposed { proposal, .. } = &self.steps.first()?.step else { return None };
        Some(proposal)
    }

    /// What everybody is told of it: without how a member voted and what was said of clauses, and without comments that
    /// were not let through.
    #[must_use]
    pub fn told(&self) -> Project {
        let now = self.progress();
        let is_told = |number: u32| now.comment(number).is_some_and(|comment| comment.state.is_told());
        let steps = self.steps.iter().filter(|stepped| {
            let of_comment =
                matches!(&stepped.step, ProjectStep::Commented { comment, .. } if is_told(*comment));
            of_comment || stepped.step.is_told()
        });
        Project { id: self.id.clone(), steps: steps.cloned().collect() }
    }

    /// Where it stood, as two days let it be seen.
    #[must_use]
    pub fn progress_seen(&self, seen: Seen) -> Progress<'_> {
        Progress::of(self.steps.iter().filter(move |stepped| seen.had_mark(&stepped.mark)))
    }
}
