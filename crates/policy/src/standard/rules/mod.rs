//! The rules of clauses 2, 3 and 4, and the sets in which they are asked.

mod duty;
mod lead_open;
pub mod project;
pub mod review_due;
mod table_advances;

use self::project::{
    call_answered, comments_answered, lead_there, notice_held, one_project, panel, papers_filed,
    participants, revision_grounded,
};
use crate::rule::Rule;
use crate::standard::project::stage::Stage;

/// Clause 3: does the comparison table show an advance?
pub const TABLE: &[&Rule] = &[&table_advances::RULE];

/// Clause 4: did the drafter do what it has to, by the last day?
pub const DUTIES: &[&Rule] = &[&duty::AUTHORISED, &duty::LABELLED, &duty::EXHIBITED];

/// Clause 4: can a proposal of the enterprise as lead be accepted?
pub const LEADING: &[&Rule] = &[&lead_open::RULE];

/// Clause 2: is there a unit that leads the project? Asked as long as it is not over, and in the way of no act.
pub const PROJECT_LED: &[&Rule] = &[&lead_there::RULE];

/// Clause 4: is the edition free of a review that is due?
pub const REVIEWING: &[&Rule] = &[&review_due::RULE];

/// Clause 2: can a proposal be taken up?
pub const PROJECT_ACCEPTING: &[&Rule] = &[&call_answered::RULE, &one_project::RULE, &revision_grounded::RULE];

/// Clause 2: did the panel carry the proposal, so that the public can be told?
pub const PROJECT_HEARD: &[&Rule] = &[&panel::PROPOSAL];

/// Clause 2: can the project be approved?
pub const PROJECT_APPROVING: &[&Rule] =
    &[&one_project::RULE, &revision_grounded::RULE, &panel::PROPOSAL, &notice_held::RULE];

/// Clause 2: can the draft be submitted?
pub const PROJECT_SUBMITTING: &[&Rule] = &[&comments_answered::RULE, &papers_filed::RULE];

/// Clause 2: can the text be approved?
pub const PROJECT_TEXT: &[&Rule] = &[
    &comments_answered::RULE,
    &papers_filed::RULE,
    &participants::RULE,
    &panel::TEXT,
    &revision_grounded::RULE,
];

/// Clause 2: does the text still stand on its review, so that it can be published?
pub const PROJECT_PUBLISHING: &[&Rule] = &[&panel::TEXT];

/// The rules that are asked of a project in a stage: what stands before its next step.
#[must_use]
pub fn of_stage(stage: Stage) -> &'static [&'static Rule] {
    match stage {
        Stage::Proposed => PROJECT_ACCEPTING,
        Stage::Accepted | Stage::Heard => PROJECT_HEARD,
        Stage::Announced => PROJECT_APPROVING,
        Stage::Approved | Stage::Drafting | Stage::Comments => PROJECT_SUBMITTING,
        Stage::Submitted | Stage::Examined => PROJECT_TEXT,
        Stage::TextApproved => PROJECT_PUBLISHING,
        Stage::Published | Stage::Declined | Stage::Withdrawn | Stage::Refused | Stage::Stopped => &[],
    }
}
