//! The order of what happens in the demonstration: facts and acts of many firms, told firm by firm and played by
//! day. An act may speak of what an earlier one made (`$12/SD`: the declaration that step 12 filed).

use std::collections::BTreeMap;

use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::enterprise::credit_code::CreditCode;
use policy::powers::Actor;
use serde_json::Value;

use super::Made;
use crate::answer::Failure;

/// What the policy should answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// It is done.
    Granted,
    /// It is refused.
    Refused,
}

/// One act.
#[derive(Debug, Clone)]
pub struct Step {
    /// The day it is entered.
    pub at: Day,
    /// Who acts.
    pub actor: Actor,
    /// What the policy should answer.
    pub expect: Expect,
    /// By which name later steps speak of it.
    label: String,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    /// A command of an import.
    Ready(Box<Command>),
    /// An act as JSON, with references to be filled in.
    Written { key: String, enterprise: Option<CreditCode>, on: Day, act: Value },
}

/// What earlier steps made: by identifiers, and the first entry of each.
#[derive(Debug, Default)]
pub struct Results(BTreeMap<String, Made>);

/// What a reference ends in that means the first entry of a step; with `+1` behind it, the one after it.
const ENTRY: &str = "#";

impl Results {
    /// Notes what a step made.
    pub fn note(&mut self, step: &Step, made: Made) {
        self.0.insert(step.label.clone(), made);
    }

    /// The first thing that a step made and that begins so, or its first entry.
    fn find(&self, reference: &str) -> Option<Value> {
        let (label, kind) = reference.rsplit_once('/')?;
        let made = self.0.get(label)?;
        if let Some(named) = kind.strip_prefix(ENTRY) {
            // What is named after its entry bears its kind before the number.
            let entry = made.entry?;
            if let Some(later) = named.strip_prefix('+') {
                return Some(entry.saturating_add(later.parse().ok()?).into());
            }
            return Some(if named.is_empty() { entry.into() } else { format!("{named}-{entry}").into() });
        }
        made.ids.iter().find(|id| id.starts_with(kind)).map(|id| Value::from(id.as_str()))
    }
}

impl Step {
    /// The command, with every reference filled in.
    ///
    /// # Errors
    /// A reference to something that no earlier step made; a form that is no act.
    pub fn command(&self, results: &Results) -> Result<Command, Failure> {
        match &self.what {
            What::Ready(command) => Ok((**command).clone()),
            What::Written { key, enterprise, on, act } => {
                let mut act = act.clone();
                fill(&mut act, results)
                    .map_err(|name| wrong(self, &format!("nothing was made as `{name}`")))?;
                let act: Act =
                    serde_json::from_value(act).map_err(|fault| wrong(self, &fault.to_string()))?;
                Ok(Command { key: key.clone(), enterprise: *enterprise, on: *on, act })
            }
        }
    }

    /// What it is, for a message.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.what {
            What::Ready(command) => format!("{} {} {:?}", self.at, self.label, command.act.kind()),
            What::Written { enterprise, act, .. } => {
                let code = enterprise.map(|code| code.to_string()).unwrap_or_default();
                format!("{} {code} {} {act}", self.at, self.label)
            }
        }
    }
}

fn wrong(step: &Step, fault: &str) -> Failure {
    Failure::fault(
        format!("演示数据有误：{}：{fault}", step.words()),
        format!("the demonstration is wrong: {}: {fault}", step.words()),
    )
}

fn fill(value: &mut Value, results: &Results) -> Result<(), String> {
    match value {
        Value::String(text) => {
            if let Some(reference) = text.strip_prefix('$') {
                *value = results.find(reference).ok_or_else(|| reference.to_owned())?;
            }
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| fill(item, results)),
        Value::Object(fields) => fields.values_mut().try_for_each(|field| fill(field, results)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// The whole of it.
#[derive(Debug, Default)]
pub struct Timeline {
    steps: Vec<Step>,
}

impl Timeline {
    /// Adds a command of an import.
    pub fn import(&mut self, at: Day, actor: Actor, label: String, command: Command) {
        let what = What::Ready(Box::new(command));
        self.steps.push(Step { at, actor, expect: Expect::Granted, label, what });
    }

    /// Adds an act that happens and is entered on one day; gives the name by which others speak of it.
    pub fn act(
        &mut self,
        day: Day,
        actor: Actor,
        enterprise: Option<CreditCode>,
        act: Value,
        expect: Expect,
    ) -> String {
        let label = self.steps.len().to_string();
        let what = What::Written { key: format!("demo-{label}"), enterprise, on: day, act };
        self.steps.push(Step { at: day, actor, expect, label: label.clone(), what });
        label
    }

    /// Everything by the day it is entered; within a day, as it was told.
    #[must_use]
    pub fn in_order(mut self) -> Vec<Step> {
        self.steps.sort_by_key(|step| step.at);
        self.steps
    }
}
