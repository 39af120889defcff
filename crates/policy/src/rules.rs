//! Every rule of the policy on one screen, by clause: what the public page of rules, the command line and the
//! tests go through.

use crate::rule::Rule;
use crate::{authorization, standard, supervision};

/// Every rule, each once, in the order of the clauses of its chapter.
#[must_use]
pub fn all() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = Vec::new();
    let sets = [
        standard::rules::PROJECT_ACCEPTING,
        standard::rules::PROJECT_APPROVING,
        standard::rules::PROJECT_TEXT,
        standard::rules::PROJECT_LED,
        standard::rules::TABLE,
        standard::rules::DUTIES,
        standard::rules::LEADING,
        standard::rules::REVIEWING,
        authorization::rules::GRANT,
        authorization::rules::FILING,
        authorization::rules::KEEPING,
        supervision::rules::VERIFYING,
        supervision::rules::KEEPING,
        supervision::rules::DECIDING,
    ];
    for rule in sets.into_iter().flatten().copied() {
        if !rules.iter().any(|known| known.id == rule.id) {
            rules.push(rule);
        }
    }
    rules
}

/// The rules by which an authorisation is kept, in both chapters that speak of it.
pub fn keeping() -> impl Iterator<Item = &'static Rule> {
    authorization::rules::KEEPING.iter().chain(supervision::rules::KEEPING).copied()
}

/// The rule with this name.
#[must_use]
pub fn named(id: &str) -> Option<&'static Rule> {
    all().into_iter().find(|rule| rule.id == id)
}

/// The text whose digest a decision keeps: which rules there were, and since when.
#[must_use]
pub fn canonical() -> String {
    let mut text = format!("rules of policy crate {}\n", env!("CARGO_PKG_VERSION"));
    for rule in all() {
        text.push_str(&format!("{} since {}\n", rule.id, rule.since));
    }
    text
}
