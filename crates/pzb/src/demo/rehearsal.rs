//! The demonstration played on a trial: no folder, no ledger, the policy alone.

use policy::calendar::Day;
use policy::command::Command;
use policy::decide::Refusal;
use policy::event::Event;
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
        Ok(answer.map(|(decision, _)| Made {
            ids: decision.events.iter().filter_map(id_made).collect(),
            findings: decision.findings,
        }))
    }
}

/// The identifier of what an event makes.
fn id_made(event: &Event) -> Option<String> {
    match event {
        Event::FactEntered { fact } => Some(fact.record().id().to_owned()),
        Event::SchemeFactEntered { fact } => Some(fact.record().id().to_owned()),
        Event::DeclarationFiled { declaration } => Some(declaration.id.clone()),
        Event::AuthorizationGranted { authorization } => Some(authorization.code.to_string()),
        Event::ProductSampled { check } => Some(check.id.clone()),
        Event::ProceedingOpened { proceeding } => Some(proceeding.id.clone()),
        _ => None,
    }
}
