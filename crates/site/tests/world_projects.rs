//! The small world of clause 2: a call, five experts, and three projects: proposed, before a panel, and under public
//! notice with a comment that waits and one that is answered.

use policy::admission::ANYBODY;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office, OfficeKind};
use registry::Order;
use serde_json::{Value, json};

use super::{World, noon};

/// The day of all of it: that of the duties.
const DAY: &str = "2026-11-10";
/// The experts, in the order of their numbers.
const EXPERTS: [&str; 5] = ["E-01", "E-02", "E-03", "E-04", "E-05"];

impl World {
    pub(super) fn projects(&mut self, maker: CreditCode) {
        let federation = || Office::sole(OfficeKind::Federation);
        let scheme = |fact: Value| json!({ "do": "enter_scheme_fact", "fact": fact });
        let call = json!({
            "fact": "call", "id": "ZJ-1", "title": "示例征集（虚构）", "kind": "lead", "published_on": DAY,
            "from": DAY, "until": "2026-12-31",
        });
        self.act(federation(), None, DAY, scheme(call));
        for expert in EXPERTS {
            let fact = json!({
                "fact": "expert", "id": expert, "organisation": format!("示例院{expert}（虚构）"),
                "kind": "research_institute", "from": DAY,
            });
            self.act(federation(), None, DAY, scheme(fact));
        }
        let proposed = self.proposed(maker, "蒸箱（虚构）");
        self.name("proposal", proposed);
        let hearing = self.accepted(maker, "烤箱（虚构）");
        self.name("hearing", hearing);
        let announced = self.announced(maker);
        self.name("project", announced);
    }

    fn on_project(&self, office: Office, maker: CreditCode, project: &str, step: Value) -> String {
        let act = json!({ "do": "on_project", "project": project, "step": step });
        self.act(office, Some(maker), DAY, act).created.pop().unwrap_or_default()
    }

    fn proposed(&self, maker: CreditCode, title: &str) -> String {
        let proposal = json!({ "call": "ZJ-1", "wants": { "want": "make" }, "title": title });
        let step = json!({ "act": "propose", "proposal": proposal, "case_for_it": { "plain": "示例理由" } });
        self.on_project(Office::of(OfficeKind::Maker, maker.as_str()), maker, "", step)
    }

    /// Accepted, and before a panel that meets today.
    fn accepted(&self, maker: CreditCode, title: &str) -> String {
        let federation = || Office::sole(OfficeKind::Federation);
        let id = self.proposed(maker, title);
        let step = json!({ "act": "accept_proposal", "reason": { "plain": "受理" } });
        self.on_project(federation(), maker, &id, step);
        let step =
            json!({ "act": "appoint_panel", "purpose": "proposal", "experts": EXPERTS, "meets_on": DAY });
        self.on_project(federation(), maker, &id, step);
        id
    }

    /// Under public notice, with two comments.
    fn announced(&self, maker: CreditCode) -> String {
        let federation = || Office::sole(OfficeKind::Federation);
        let id = self.accepted(maker, "蒸烤一体机（虚构）");
        for expert in EXPERTS {
            let step = json!({
                "act": "cast_vote", "panel": 1, "expert": expert, "vote": "for", "reason": { "plain": "同意" },
            });
            self.on_project(Office::of(OfficeKind::Expert, expert), maker, &id, step);
        }
        let step = json!({ "act": "close_panel", "panel": 1, "minutes": { "plain": "会议纪要" } });
        self.on_project(federation(), maker, &id, step);
        let step = json!({ "act": "announce_project", "until": "2026-11-30" });
        self.on_project(federation(), maker, &id, step);
        for (key, says) in [("c-1", "请说明噪声限值。"), ("c-2", "建议推迟。")] {
            self.commented(&id, key, says);
        }
        self.on_project(federation(), maker, &id, json!({ "act": "let_comment_through", "comment": 1 }));
        let step = json!({
            "act": "answer_comment", "comment": 1, "verdict": "adopted", "answer": { "plain": "已补充。" },
        });
        self.on_project(Office::of(OfficeKind::Maker, maker.as_str()), maker, &id, step);
        id
    }

    /// What anybody says.
    fn commented(&self, project: &str, key: &str, says: &str) {
        let step =
            json!({ "act": "comment", "comment": { "plain": says }, "organisation": "示例协会（虚构）" });
        let act = json!({ "do": "on_project", "project": project, "step": step });
        let command = json!({ "key": key, "on": DAY, "act": act });
        let command: Command = serde_json::from_value(command).expect("a command");
        let actor = Actor { person: ANYBODY.to_owned(), office: Office::sole(OfficeKind::Public) };
        let order = Order { actor, command, now: noon(DAY), expected: None };
        self.registry.act(order).unwrap_or_else(|refused| panic!("{refused:#?}"));
    }
}
