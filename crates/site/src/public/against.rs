//! What stands in the way by the rules, in a line each: on desks, where an act is not offered because of it, and beside
//! decisions that rest on it.

use policy::article::Said;
use policy::finding::{Finding, finding};
use policy::question::Question;
use policy::rule::{Outcome, Rule};

use crate::lang::capital;
use crate::visitor::Visitor;

/// The kinds of fact that name no person, and what was reckoned from facts.
const TOLD: [&str; 5] = ["project", "call", "edition", "head_office", ""];

/// A rule that is not met, or of which nobody can tell.
pub(crate) struct Against {
    /// Its name.
    pub(crate) rule: &'static str,
    /// What it comes to where it is not met.
    not_met: Said,
    /// The fact that is missing, where it cannot be told.
    missing: Option<Said>,
    /// What the answer rests on: the kind of record, none for what was reckoned, and what it says.
    facts: Vec<(String, Said)>,
    /// What would turn it.
    remedy: Option<Said>,
}

/// Those of the rules that stand in the way of what is asked.
pub(crate) fn against(rules: &[&'static Rule], q: &Question) -> Vec<Against> {
    rules.iter().copied().filter_map(|rule| of(rule, q, finding(rule, q))).collect()
}

fn of(rule: &'static Rule, q: &Question, found: Finding) -> Option<Against> {
    let is_missing = found.missing.is_some();
    (is_missing || found.outcome == Outcome::NotMet.name()).then(|| Against {
        rule: rule.id,
        not_met: rule.not_met.on(q.law.parameters, q.day),
        missing: found.missing.map(|missing| missing.words),
        facts: found
            .facts
            .into_iter()
            .map(|fact| (fact.kind, fact.says))
            .chain(found.notes.into_iter().map(|note| (String::new(), note)))
            .collect(),
        remedy: found.remedy,
    })
}

impl Against {
    /// Whether nobody can tell.
    pub(crate) fn is_untold(&self) -> bool {
        self.missing.is_some()
    }

    /// In a line: what it comes to, or what is missing.
    pub(crate) fn line(&self, visitor: &Visitor) -> String {
        let w = &visitor.w.case;
        match &self.missing {
            Some(missing) => format!("{}{}{}", w.missing, w.colon, visitor.said(missing)),
            None => visitor.said(&self.not_met),
        }
    }

    /// What it rests on as everybody may read it, a line each: who sits on a panel and what is known of an expert is told
    /// to nobody (reading 0021).
    pub(crate) fn facts(&self, visitor: &Visitor) -> Vec<String> {
        let told = self.facts.iter().filter(|(kind, _)| TOLD.contains(&kind.as_str()));
        told.map(|(_, fact)| visitor.said(fact)).collect()
    }

    /// What would turn it.
    pub(crate) fn remedy(&self, visitor: &Visitor) -> Option<String> {
        self.remedy.as_ref().map(|remedy| capital(&visitor.said(remedy)))
    }
}
