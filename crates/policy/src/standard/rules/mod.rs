//! The rules of clauses 3 and 4, and the sets in which they are asked.

mod duty;
mod lead_open;
pub mod review_due;
mod table_advances;

use crate::rule::Rule;

/// Clause 3: does the comparison table show an advance?
pub const TABLE: &[&Rule] = &[&table_advances::RULE];

/// Clause 4: did the drafter do what it has to, by the last day?
pub const DUTIES: &[&Rule] = &[&duty::AUTHORISED, &duty::LABELLED, &duty::EXHIBITED];

/// Clause 4: can a proposal of the enterprise as lead be accepted?
pub const LEADING: &[&Rule] = &[&lead_open::RULE];

/// Clause 4: is the edition free of a review that is due?
pub const REVIEWING: &[&Rule] = &[&review_due::RULE];
