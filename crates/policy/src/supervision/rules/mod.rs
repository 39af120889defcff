//! The rules of clauses 10 and 11, one file each, and the sets in which they are asked.

mod base;
mod defence_heard;
mod interview_held;
pub mod listed;
mod no_product_penalty;
pub(super) mod not_failed_twice;
mod otherwise_meets_standard;
mod recall_fulfilled;
mod result_final;
pub mod service_kept;

pub use result_final::last_day_to_object;

use super::ProceedingKind;
use crate::authorization::rules::{CERTIFICATE_VALID, CONDITIONS_HELD_AT_FILING, EDITION_IN_FORCE};
use crate::ground::{Ground, GroundKind};
use crate::rule::Rule;

/// Clauses 10 and 11: does this authorisation still stand?
pub const KEEPING: &[&Rule] = &[
    &not_failed_twice::RULE,
    &interview_held::RULE,
    &no_product_penalty::RULE,
    &service_kept::RULE,
    &recall_fulfilled::RULE,
    &otherwise_meets_standard::RULE,
    &listed::RULE,
];

/// Those of them whose ground costs the mark: all but the interview.
pub fn sanctions() -> impl Iterator<Item = &'static Rule> {
    KEEPING.iter().copied().filter(|rule| rule.id != interview_held::RULE.id)
}

/// Clause 10: may a check's result be verified?
pub const VERIFYING: &[&Rule] = &[&result_final::RULE];

/// Clauses 10 and 11: may a proceeding be decided?
pub const DECIDING: &[&Rule] = &[&defence_heard::RULE];

/// What kind of work a ground of this rule opens; `None` for a rule that opens none.
#[must_use]
pub fn work_for(rule: &Rule, grounds: &[Ground]) -> Option<ProceedingKind> {
    if rule.id == interview_held::RULE.id {
        return Some(ProceedingKind::Interview);
    }
    if [CONDITIONS_HELD_AT_FILING, EDITION_IN_FORCE].contains(&rule.id) {
        return Some(ProceedingKind::Review);
    }
    if rule.id == CERTIFICATE_VALID {
        let suspended = grounds.iter().any(|ground| ground.kind == GroundKind::CertificateSuspended);
        return Some(if suspended { ProceedingKind::Suspension } else { ProceedingKind::EndOfBasis });
    }
    KEEPING.iter().any(|keeping| keeping.id == rule.id).then_some(ProceedingKind::Revocation)
}
