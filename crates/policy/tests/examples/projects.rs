//! Projects as an example tells them: what it does not say is as usual, and a panel is one line.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::acts::office::FIRM;

/// A project of an example.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProjectExample {
    id: String,
    /// The day of the proposal, and the day it was entered.
    on: String,
    entered_on: Option<String>,
    /// What is said of the proposal beside the usual.
    proposal: Map<String, Value>,
    /// Later steps: the day, what happened, and its fields. `is = "panel"` is a panel that met on that day, with the
    /// votes of its members and how many place the text as clause 1 wants it.
    steps: Vec<Map<String, Value>>,
}

impl Default for ProjectExample {
    fn default() -> ProjectExample {
        ProjectExample {
            id: "XM-1".to_owned(),
            on: "2024-01-10".to_owned(),
            entered_on: None,
            proposal: Map::new(),
            steps: Vec::new(),
        }
    }
}

impl ProjectExample {
    /// The project in full.
    pub fn completed(&self) -> Value {
        let mut proposal = json!({ "call": "C-1", "wants": { "want": "make" }, "title": "示例台灯" });
        proposal.as_object_mut().unwrap().extend(self.proposal.clone());
        let proposed = json!({
            "is": "proposed", "proposal": proposal, "lead": FIRM, "lead_name": "示例灯具有限公司",
            "region": "330109",
        });
        let mut steps =
            vec![stepped(&proposed, &json!(self.on), self.entered_on.as_ref().map(|day| json!(day)))];
        let mut panels = 0;
        for step in &self.steps {
            let mut step = step.clone();
            let on = step.remove("on").unwrap_or_else(|| panic!("a step without its day: {step:?}"));
            let entered_on = step.remove("entered_on");
            let whole = if step["is"] == "panel" {
                panels += 1;
                panel(&step, panels, &on)
            } else {
                vec![Value::Object(step)]
            };
            steps.extend(whole.iter().map(|step| stepped(step, &on, entered_on.clone())));
        }
        json!({ "id": self.id, "steps": steps })
    }
}

fn stepped(step: &Value, on: &Value, entered_on: Option<Value>) -> Value {
    let mut mark = json!({ "on": on });
    if let Some(day) = entered_on {
        mark["entered_on"] = day;
    }
    json!({ "step": step, "mark": mark })
}

/// A panel of as many experts as there are votes, `""` for one who did not vote.
fn panel(step: &Map<String, Value>, number: usize, on: &Value) -> Vec<Value> {
    let votes = step["votes"].as_array().expect("the votes of a panel");
    let placed = step.get("placed").and_then(Value::as_u64);
    let experts: Vec<String> = (1..=votes.len()).map(|at| format!("E-{at}")).collect();
    let mut steps = vec![json!({
        "is": "panel_appointed", "panel": number, "purpose": step["purpose"], "experts": experts, "meets_on": on,
    })];
    for (at, (vote, expert)) in votes.iter().zip(&experts).enumerate() {
        if vote == "" {
            continue;
        }
        let mut voted = json!({ "is": "voted", "panel": number, "expert": expert, "vote": vote });
        if let Some(placed) = placed {
            let is_advanced = (at as u64) < placed;
            voted["positioning"] = json!({ "first_in_country": true, "advanced_in_world": is_advanced });
        }
        steps.push(voted);
    }
    steps.push(json!({ "is": "panel_met", "panel": number }));
    steps
}
