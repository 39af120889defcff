//! The small world of clause 2: two calls, five experts, a standard system that is drawn, and four projects: in the plan,
//! proposed, before a panel, and under public notice with a document, a comment that waits and one that is answered.

use policy::admission::ANYBODY;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{LooseFile, Order};
use serde_json::{Value, json};

use super::duties::PHOTO;
use super::{World, noon};

/// The day of most of it: that of the duties.
const DAY: &str = "2026-11-10";
/// The day on which the call opens and the first project is proposed, heard and announced.
const FIRST: &str = "2026-11-01";
/// What a project wants, with the call that it answers.
type Wants = (&'static str, fn() -> Value);
const MAKE: Wants = ("ZJ-1", || json!({ "want": "make" }));
const SYSTEM: Wants = ("TX-1", || json!({ "want": "system", "industry": "38" }));
/// The experts, in the order of their numbers.
const EXPERTS: [&str; 5] = ["E-01", "E-02", "E-03", "E-04", "E-05"];

impl World {
    /// The call, the experts, and a project under public notice.
    pub(super) fn research(&mut self, lead: CreditCode) {
        let federation = || Office::sole(OfficeKind::Federation);
        let scheme = |fact: Value| json!({ "do": "enter_scheme_fact", "fact": fact });
        for (id, title, kind) in
            [("ZJ-1", "示例征集（虚构）", "lead"), ("TX-1", "示例体系征集（虚构）", "system")]
        {
            let call = json!({
                "fact": "call", "id": id, "title": title, "kind": kind, "published_on": FIRST, "from": FIRST,
                "until": "2026-12-31",
            });
            self.act(federation(), None, FIRST, scheme(call));
        }
        for (expert, name) in EXPERTS.into_iter().zip(["甲", "乙", "丙", "丁", "戊"]) {
            let fact = json!({
                "fact": "expert", "id": expert, "organisation": format!("示例院{name}（虚构）"),
                "kind": "research_institute", "from": FIRST,
            });
            self.act(federation(), None, FIRST, scheme(fact));
        }
        let complete = json!({ "do": "complete_register", "kind": "drafting_role", "since": "2019-01-01" });
        self.federation(lead, FIRST, complete);
        let planned = self.announced(federation(), lead, (FIRST, "2026-11-08"), MAKE, "热水器（虚构）");
        self.name("planned", planned);
        let title = "厨房电器标准体系（虚构）";
        let system = self.announced(federation(), lead, (FIRST, "2026-11-08"), SYSTEM, title);
        self.name("system", system);
    }

    /// The system enters the plan and is drawn: one leaf is there, one is missing.
    fn system(&self, lead: CreditCode) {
        let id = self.named("system");
        let plan = json!({ "year": 2026, "batch": 1, "line": 2 });
        let nodes = json!([
            { "code": "A", "title": "厨房电器" },
            { "code": "A01", "parent": "A", "title": "吸油烟机", "standard": "T/ZZB 0003" },
            { "code": "A02", "parent": "A", "title": "集成灶" },
        ]);
        for step in [
            json!({ "act": "approve_project", "plan": plan, "reason": { "plain": "立项" } }),
            json!({ "act": "kick_off" }),
            json!({ "act": "draw_system", "nodes": nodes }),
        ] {
            self.on_project(Office::sole(OfficeKind::Federation), lead, DAY, id, step);
        }
    }

    /// The first project enters the plan; three more are proposed, one of them before a panel, one under public notice.
    pub(super) fn projects(&mut self, maker: CreditCode, lead: CreditCode) {
        let federation = || Office::sole(OfficeKind::Federation);
        let plan = json!({ "year": 2026, "batch": 1, "line": 1 });
        let step = json!({ "act": "approve_project", "plan": plan, "reason": { "plain": "立项" } });
        self.on_project(federation(), lead, DAY, self.named("planned"), step);
        self.system(lead);
        let own = || Office::of(OfficeKind::Maker, maker.as_str());
        let proposed = self.proposed(own(), maker, DAY, MAKE, "蒸箱（虚构）");
        self.name("proposal", proposed);
        let hearing = self.accepted(own(), maker, DAY, MAKE, "烤箱（虚构）");
        self.name("hearing", hearing);
        let id = self.announced(own(), maker, (DAY, "2026-11-30"), MAKE, "蒸烤一体机（虚构）");
        for (key, says) in [("c-1", "请说明噪声限值。"), ("c-2", "建议推迟。")] {
            self.commented(&id, key, says);
        }
        self.on_project(
            federation(),
            maker,
            DAY,
            &id,
            json!({ "act": "let_comments_through", "comments": [1] }),
        );
        let step = json!({
            "act": "answer_comment", "comment": 1, "verdict": "adopted", "answer": { "plain": "已补充。" },
        });
        self.on_project(federation(), maker, DAY, &id, step);
        let person = self.holder_of(&own());
        let file =
            LooseFile { person, office: own(), salt: [7; 32], name: String::new(), body: PHOTO.to_vec() };
        let digest = self.registry.keep_loose_file(file, noon(DAY)).expect("writes").expect("there is room");
        let step =
            json!({ "act": "file_document", "kind": "other", "title": "说明（虚构）", "digest": digest });
        self.on_project(own(), maker, DAY, &id, step);
        self.name("document", digest);
        self.name("project", id);
    }

    fn on_project(&self, office: Office, lead: CreditCode, on: &str, project: &str, step: Value) -> String {
        let act = json!({ "do": "on_project", "project": project, "step": step });
        self.act(office, Some(lead), on, act).created.pop().unwrap_or_default()
    }

    fn proposed(&self, by: Office, lead: CreditCode, on: &str, (call, wants): Wants, title: &str) -> String {
        let proposal = json!({ "call": call, "wants": wants(), "title": title });
        let step = json!({ "act": "propose", "proposal": proposal, "case_for_it": { "plain": "示例理由" } });
        self.on_project(by, lead, on, "", step)
    }

    /// Accepted, and before a panel that meets the same day.
    fn accepted(&self, by: Office, lead: CreditCode, on: &str, wants: Wants, title: &str) -> String {
        let federation = || Office::sole(OfficeKind::Federation);
        let id = self.proposed(by, lead, on, wants, title);
        let step = json!({ "act": "accept_proposal", "reason": { "plain": "受理" } });
        self.on_project(federation(), lead, on, &id, step);
        let step =
            json!({ "act": "appoint_panel", "purpose": "proposal", "experts": EXPERTS, "meets_on": on });
        self.on_project(federation(), lead, on, &id, step);
        id
    }

    /// Carried by its panel and under public notice.
    fn announced(
        &self,
        by: Office,
        lead: CreditCode,
        (on, until): (&str, &str),
        wants: Wants,
        title: &str,
    ) -> String {
        let federation = || Office::sole(OfficeKind::Federation);
        let id = self.accepted(by, lead, on, wants, title);
        for expert in EXPERTS {
            let step = json!({
                "act": "cast_vote", "panel": 1, "expert": expert, "vote": "for", "reason": { "plain": "同意" },
            });
            self.on_project(Office::of(OfficeKind::Expert, expert), lead, on, &id, step);
        }
        let step = json!({ "act": "close_panel", "panel": 1, "minutes": { "plain": "会议纪要" } });
        self.on_project(federation(), lead, on, &id, step);
        self.on_project(federation(), lead, on, &id, json!({ "act": "announce_project", "until": until }));
        id
    }

    /// What anybody says.
    fn commented(&self, project: &str, key: &str, says: &str) {
        let step = json!({ "act": "comment", "comment": { "plain": format!("示例协会（虚构）：{says}") } });
        let act = json!({ "do": "on_project", "project": project, "step": step });
        let command = json!({ "key": key, "on": DAY, "act": act });
        let command: Command = serde_json::from_value(command).expect("a command");
        let actor = Actor { person: ANYBODY.to_owned(), office: Office::sole(OfficeKind::Public) };
        let order = Order { actor, command, now: noon(DAY), expected: None };
        self.registry.act(order).unwrap_or_else(|refused| panic!("{refused:#?}"));
    }
}
