//! The rules of clause 3, one file each.

mod table_advances;

use crate::rule::Rule;

/// Clause 3: does the comparison table show an advance?
pub const TABLE: &[&Rule] = &[&table_advances::RULE];
