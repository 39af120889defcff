//! The demonstration played on a trial: no folder, no ledger, the policy alone.

use policy::calendar::Day;
use policy::command::Command;
use policy::decide::Refusal;
use policy::powers::Actor;

use super::{Made, Office};
use crate::answer::Failure;
use crate::trial::Trial;

impl Office for Trial<'_> {
    fn act(
        &mut self,
        actor: &Actor,
        command: Command,
        moment: i64,
    ) -> Result<Result<Made, Refusal>, Failure> {
        let answer = Trial::act(self, actor, &command, Day::in_shanghai(moment))?;
        Ok(answer.map(|(decision, first)| Made {
            ids: registry::created(&decision.events),
            entry: (!decision.events.is_empty()).then_some(first),
            findings: decision.findings,
        }))
    }
}
