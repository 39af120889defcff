//! The rules of clauses 8 and 9, one file each, and the sets in which they are asked.

mod award_held;
mod base;
mod certificate_covers;
mod certificate_valid;
mod certified_same_series;
mod conditions_held_at_filing;
mod edition_in_force;
pub(crate) mod joint_control;
mod joint_parent_authorized;
mod joint_parent_filed;
mod joint_seat;
mod model_not_lost;
mod no_enterprise_penalty;
mod no_product_penalty;
mod not_excluded;
mod not_listed;
mod route;
mod service_committed;
mod three_systems;
mod within_basis;

use crate::rule::Rule;

/// The rule that looks back at the filing day, by its name.
pub const CONDITIONS_HELD_AT_FILING: &str = conditions_held_at_filing::RULE.id;

/// The rule that looks at the certificate, by its name.
pub const CERTIFICATE_VALID: &str = certificate_valid::RULE.id;

/// The rule that looks at the edition, by its name.
pub const EDITION_IN_FORCE: &str = edition_in_force::RULE.id;

/// Clause 8: no model that was lost for fault, and none that stands already.
pub const MODELS_FREE: Rule = model_not_lost::RULE;

/// Clause 9: has the parent of a joint filing joined it?
pub const PARENT_FILED: Rule = joint_parent_filed::RULE;

/// Clause 9: may this self-declaration be granted?
pub const FILING: &[&Rule] = &[
    &joint_seat::RULE,
    &joint_parent_authorized::RULE,
    &joint_control::RULE,
    &not_excluded::RULE,
    &no_enterprise_penalty::RULE,
    &no_product_penalty::RULE,
    &not_listed::RULE,
    &service_committed::RULE,
    &route::RULE,
    &award_held::RULE,
    &three_systems::RULE,
    &certified_same_series::RULE,
];

/// Clause 8: may this authorisation be given, whatever its path? And what clause 9 asks on the day of the grant and not
/// on that of the filing: whether the parent of a joint filing has joined it.
pub const GRANT: &[&Rule] = &[
    &certificate_valid::RULE,
    &certificate_covers::RULE,
    &within_basis::RULE,
    &edition_in_force::RULE,
    &model_not_lost::RULE,
    &joint_parent_filed::RULE,
];

/// Clauses 8 and 9: does this authorisation still stand on its grounds?
pub const KEEPING: &[&Rule] =
    &[&certificate_valid::RULE, &edition_in_force::RULE, &conditions_held_at_filing::RULE];
