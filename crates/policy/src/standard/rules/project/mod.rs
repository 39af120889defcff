//! The rules of clause 2, asked of a project. Each looks at the steps that had been taken and were known.

mod asking;
pub mod call_answered;
pub mod comments_answered;
pub mod lead_there;
pub mod notice_held;
pub mod one_project;
pub mod panel;
pub mod papers_filed;
pub mod participants;
pub mod revision_grounded;
pub(crate) mod sitting;

use crate::calendar::Day;
use crate::enterprise::record::{Entered, Mark, Record};
use crate::question::{About, Question};
use crate::standard::project::progress::Progress;
use crate::standard::project::{Project, ProjectAsked};

/// What is asked about, and where it stood.
pub(super) fn asked<'a>(q: &Question<'a>) -> Option<(ProjectAsked<'a>, Progress<'a>)> {
    let About::Project(asked) = q.about else { return None };
    Some((asked, seen(q, asked.project)))
}

/// Where a project stood, as the two days of the question let it be seen.
pub(super) fn seen<'a>(q: &Question, project: &'a Project) -> Progress<'a> {
    project.progress_seen(q.eyes())
}

/// A step as a fact that an answer rests on.
pub(super) struct StepFact<'a> {
    /// The number of the project.
    pub(super) id: &'a str,
    /// When.
    pub(super) mark: Mark,
}

/// A step is never ended, set aside or renamed: it is told and no more.
impl Record for StepFact<'_> {
    fn id(&self) -> &str {
        self.id
    }

    fn happened_on(&self) -> Day {
        self.mark.on
    }

    fn entered_on(&self) -> Option<Day> {
        self.mark.entered_on
    }

    fn entry(&self) -> Option<u64> {
        self.mark.entry
    }

    fn ended(&self) -> Option<&Mark> {
        None
    }

    fn annulled(&self) -> Option<&Mark> {
        None
    }

    fn set_entered(&mut self, _: Entered) {}
    fn end(&mut self, _: Mark) {}
    fn annul(&mut self, _: Mark) {}
    fn set_id(&mut self, _: String) {}
    fn take_back(&mut self, _: bool, _: bool) {}
}
