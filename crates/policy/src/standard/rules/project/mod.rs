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
