//! What a trial sees of numbers and texts.

use std::collections::{BTreeMap, BTreeSet};

use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::membership::Member;
use policy::standard::project::stage::PlanLine;
use registry::needs::Holdings;

use crate::answer::Failure;
use crate::shelf::Shelf;
use crate::trial::PLAN_LINE;

/// What is on file of numbers and texts, and what the trial made of them.
pub(crate) struct Seen<'t> {
    pub(crate) shelf: &'t dyn Shelf,
    pub(crate) dossiers: &'t BTreeMap<CreditCode, Option<Dossier>>,
    pub(crate) members: &'t BTreeMap<String, BTreeSet<CreditCode>>,
    pub(crate) numbers: &'t BTreeMap<(&'static str, String), Option<String>>,
    pub(crate) erased: &'t BTreeSet<String>,
}

impl Holdings for Seen<'_> {
    type Fault = Failure;

    fn owner(&mut self, kind: &'static str, id: &str) -> Result<Option<String>, Failure> {
        match self.numbers.get(&(kind, id.to_owned())) {
            Some(owner) => Ok(owner.clone()),
            None => self.shelf.owner(kind, id),
        }
    }

    fn members(&mut self, number: &str) -> Result<Vec<Member>, Failure> {
        let mut members = self.shelf.members(number)?;
        // Of a unit that the trial looked at or changed, what the trial has of it counts.
        let units: BTreeSet<CreditCode> = members.iter().map(|member| member.enterprise).collect();
        members.retain(|member| !self.dossiers.contains_key(&member.enterprise));
        let units = units.iter().chain(self.members.get(number).into_iter().flatten());
        let tried = units.filter_map(|code| self.dossiers.get(code)).flatten();
        members.extend(tried.flat_map(Member::all));
        Ok(members)
    }

    fn plan_line_is_taken(&mut self, plan: PlanLine) -> Result<bool, Failure> {
        let in_trial = self.numbers.contains_key(&(PLAN_LINE, plan.to_string()));
        if in_trial { Ok(true) } else { self.shelf.plan_line_is_taken(plan) }
    }

    fn text_is_there(&mut self, digest: &str) -> Result<Option<bool>, Failure> {
        if self.erased.contains(digest) { Ok(Some(false)) } else { self.shelf.text_is_there(digest) }
    }
}
