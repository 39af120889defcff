//! An office in which clause 2 is at work: a call, experts, and projects that answer it.

use policy::command::{Act, Command};
use policy::decide::{Decision, Refusal};
use policy::enterprise::credit_code::CreditCode;
use policy::powers::OfficeKind::{self, Administrator, Federation, Maker};
use policy::powers::{Actor, Office as Seat};
use policy::standard::project::Project;
use policy::standard::project::progress::Progress;
use policy::standard::project::stage::Stage;
use serde_json::{Value, json};

use super::office::{FIRM, Office, actor, day};

/// Another firm, with its seat in the province.
pub const OTHER: &str = "91330100MA0P2B002W";

/// The experts: the seventh works for the firm that leads, the eighth for the university.
const EXPERTS: [(&str, &str); 8] = [
    ("E-1", "示例检验院"),
    ("E-2", "示例认证有限公司"),
    ("E-3", "示例标准化技术委员会"),
    ("E-4", "示例照明协会"),
    ("E-5", "示例研究院"),
    ("E-6", "示例学会"),
    ("E-7", "示例灯具（有限公司）"),
    ("E-8", "示例大学"),
];

pub const FIVE: [&str; 5] = ["E-1", "E-2", "E-3", "E-4", "E-5"];

pub fn why() -> Value {
    json!({ "sealed": "0" })
}

/// The office, and the project that steps are about.
pub struct Research {
    pub office: Office,
    pub id: String,
}

fn scheme(office: &mut Office, by: OfficeKind, on: &str, fact: Value) {
    office.must(by, on, json!({ "do": "enter_scheme_fact", "fact": fact }));
}

/// An expert acting, by number.
pub fn expert(id: &str) -> Actor {
    Actor { person: format!("p-{id}"), office: Seat::of(OfficeKind::Expert, id) }
}

/// Whoever comments without an account.
pub fn anybody() -> Actor {
    Actor { person: policy::admission::ANYBODY.to_owned(), office: Seat::sole(OfficeKind::Public) }
}

impl Research {
    /// From 2024-01-02 on: a call for standards and one for systems from 2024-01-08 to 2024-02-08, eight experts.
    pub fn opened() -> Research {
        let mut office = Office::with_firm();
        office.must(
            Federation,
            "2022-01-04",
            json!({ "do": "complete_register", "kind": "drafting_role", "since": "2019-01-01" }),
        );
        let mut parent: Value = toml::from_str(include_str!("../examples/parent.toml")).unwrap();
        // It drafted nothing so far, and the federation has said so.
        parent["drafting_roles"] = json!([]);
        office.parents = vec![serde_json::from_value(parent).unwrap()];
        for (id, home) in EXPERTS {
            let fact = json!({ "fact": "expert", "id": id, "organisation": home, "kind": "association", "from": "2020-01-06" });
            scheme(&mut office, Federation, "2020-01-06", fact);
            let Actor { person, office: seat } = expert(id);
            let holder = json!({ "fact": "holder", "id": format!("h-{id}"), "person": person, "office": seat, "from": "2020-01-06" });
            scheme(&mut office, Administrator, "2020-01-06", holder);
        }
        for (id, kind) in [("C-1", "lead"), ("C-2", "system")] {
            let fact = json!({ "fact": "call", "id": id, "title": "2024年第一批征集", "kind": kind,
                "published_on": "2024-01-02", "from": "2024-01-08", "until": "2024-02-08" });
            scheme(&mut office, Federation, "2024-01-02", fact);
        }
        Research { office, id: String::new() }
    }

    /// The same with a proposal of the firm, of 2024-01-10.
    pub fn proposed() -> Research {
        let mut research = Research::opened();
        research.propose("2024-01-10", json!({}));
        research
    }

    /// A proposal of the firm, with what is said of it beside the usual; steps are about it from now on.
    pub fn propose(&mut self, on: &str, more: Value) {
        self.id = String::new();
        let step = proposal(more);
        self.does(Maker, on, step);
        self.id = self.office.projects.last().unwrap().id.clone();
    }

    pub fn project(&self) -> &Project {
        self.office.projects.iter().find(|known| known.id == self.id).unwrap()
    }

    pub fn now(&self) -> Progress<'_> {
        self.project().progress()
    }

    pub fn stage(&self) -> Stage {
        self.now().stage
    }

    /// A step by somebody; makers and the federation name the enterprise that leads, others name none.
    pub fn try_by(&mut self, by: &Actor, on: &str, step: Value) -> Result<Decision, Refusal> {
        let names = matches!(by.office.kind, Maker | Federation);
        let known = self.office.projects.iter().find(|known| known.id == self.id);
        let lead = known.and_then(|known| known.progress().lead).map(|(lead, ..)| lead);
        let lead = lead.unwrap_or_else(|| CreditCode::parse(FIRM).unwrap());
        self.try_about(names.then_some(lead), by, on, step)
    }

    pub fn try_about(
        &mut self,
        enterprise: Option<CreditCode>,
        by: &Actor,
        on: &str,
        step: Value,
    ) -> Result<Decision, Refusal> {
        let act = json!({ "do": "on_project", "project": self.id, "step": step });
        let act: Act = serde_json::from_value(act.clone()).unwrap_or_else(|fault| panic!("{act}: {fault}"));
        self.office.try_about(enterprise, by, day(on), act)
    }

    pub fn does(&mut self, by: OfficeKind, on: &str, step: Value) -> Decision {
        let said = step.to_string();
        self.try_by(&actor(by), on, step).unwrap_or_else(|no| panic!("{said} on {on} was refused: {no:#?}"))
    }

    /// Why a step is refused: `code@field` of each problem, `rule:outcome` of each finding.
    pub fn told(&mut self, by: OfficeKind, on: &str, step: Value) -> Vec<String> {
        self.told_to(&actor(by), on, step)
    }

    pub fn told_to(&mut self, by: &Actor, on: &str, step: Value) -> Vec<String> {
        let (said, before) = (step.to_string(), self.office.log.len());
        match self.try_by(by, on, step) {
            Ok(_) => panic!("{said} on {on} was not refused"),
            Err(refusal) => {
                assert_eq!(self.office.log.len(), before, "a refusal leaves nothing");
                reasons(&refusal)
            }
        }
    }

    /// A member votes; of a text it also speaks of a clause.
    pub fn votes(&mut self, id: &str, on: &str, panel: u16, vote: &str, placed: Option<bool>) {
        if placed.is_some() {
            let note = json!({ "act": "note_clause", "panel": panel, "expert": id, "clause": "5.1", "verdict": "change", "remark": why() });
            self.try_by(&expert(id), on, note).unwrap_or_else(|no| panic!("{id} on {on}: {no:#?}"));
        }
        let step = ballot(id, panel, vote, placed);
        self.try_by(&expert(id), on, step).unwrap_or_else(|no| panic!("{id} on {on}: {no:#?}"));
    }

    /// A panel of five, appointed two days before it meets, that votes as is said and is closed.
    pub fn panel(&mut self, purpose: &str, appointed: &str, met: &str, votes: [&str; 5]) {
        let panel = self.now().panels.len() as u16 + 1;
        self.does(Federation, appointed, appoint(purpose, &FIVE, met));
        for (id, vote) in FIVE.iter().zip(votes) {
            if !vote.is_empty() {
                self.votes(id, met, panel, vote, (purpose == "text").then_some(true));
            }
        }
        self.does(Federation, met, json!({ "act": "close_panel", "panel": panel, "minutes": why() }));
    }

    /// To the plan: taken up, heard, told to the public, approved on 2024-02-20.
    pub fn approved() -> Research {
        let mut research = Research::proposed();
        research.enter_the_plan();
        research
    }

    pub fn enter_the_plan(&mut self) {
        self.does(Federation, "2024-01-22", json!({ "act": "accept_proposal", "reason": why() }));
        self.panel("proposal", "2024-01-24", "2024-02-01", ["for", "for", "for", "for", "against"]);
        self.does(Federation, "2024-02-05", json!({ "act": "announce_project", "until": "2024-02-19" }));
        let plan = json!({ "act": "approve_project", "plan": { "year": 2024, "batch": 1, "line": 7 }, "reason": why() });
        self.does(Federation, "2024-02-20", plan);
    }

    /// To the draft: kicked off, its papers on file, open for comments from 2024-04-01 to 2024-05-06.
    pub fn drafted() -> Research {
        let mut research = Research::approved();
        research.open_the_draft();
        research
    }

    pub fn open_the_draft(&mut self) {
        self.does(Maker, "2024-03-04", json!({ "act": "kick_off", "draft_by": "2024-06-28" }));
        for (kind, digest) in [("draft", "a"), ("explanation", "b"), ("advancement", "c")] {
            self.does(Maker, "2024-03-25", document(kind, digest));
        }
        self.does(Federation, "2024-04-01", json!({ "act": "open_comments", "until": "2024-05-06" }));
    }

    /// To the review: submitted on 2024-05-07, reviewed on 2024-05-20.
    pub fn examined() -> Research {
        let mut research = Research::drafted();
        research.does(Maker, "2024-05-07", json!({ "act": "submit_draft" }));
        research.panel("text", "2024-05-10", "2024-05-20", ["for", "for", "for", "for", "abstain"]);
        research
    }
}

/// A proposal with what is said of it beside the usual.
pub fn proposal(more: Value) -> Value {
    let mut of = json!({ "call": "C-1", "wants": { "want": "make" }, "title": "示例读写台灯" });
    of.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "act": "propose", "proposal": of, "case_for_it": why() })
}

pub fn document(kind: &str, digest: &str) -> Value {
    json!({ "act": "file_document", "kind": kind, "title": kind, "digest": digest.repeat(64) })
}

pub fn appoint(purpose: &str, experts: &[&str], meets_on: &str) -> Value {
    json!({ "act": "appoint_panel", "purpose": purpose, "experts": experts, "meets_on": meets_on })
}

pub fn ballot(id: &str, panel: u16, vote: &str, placed: Option<bool>) -> Value {
    let mut step = json!({ "act": "cast_vote", "panel": panel, "expert": id, "vote": vote, "reason": why() });
    if let Some(is_advanced) = placed {
        step["positioning"] = json!({ "first_in_country": true, "advanced_in_world": is_advanced });
    }
    step
}

/// An edition to be published, with a table that shows an advance.
pub fn edition(number: &str, on: &str) -> Value {
    json!({
        "edition": number, "title": "示例读写台灯", "published_on": on, "in_force_from": on,
        "is_consumer_standard": true,
        "table": {
            "sample": true,
            "references": [{ "id": "gb", "standard": "GB/T 9473-2022", "kind": "national_recommended", "name": { "zh": "读写作业台灯性能要求" } }],
            "rows": [{ "indicator": { "zh": "照度" }, "unit": "lx", "direction": "higher", "limit": "≥600",
                "compared": [{ "reference": "gb", "cell": "≥300" }] }],
        },
    })
}

pub fn publish(number: &str, on: &str) -> Value {
    json!({ "act": "publish_standard", "edition": edition(number, on) })
}

pub fn reasons(refusal: &Refusal) -> Vec<String> {
    let problems = refusal.problems.iter();
    let problems = problems.map(|it| format!("{}@{}", it.code, it.field.as_deref().unwrap_or_default()));
    problems.chain(refusal.findings.iter().map(|it| format!("{}:{}", it.rule, it.outcome))).collect()
}

/// The project that a command is about, and the others about the same that go on.
pub fn projects_of(on_file: &[Project], command: &Command) -> (Option<Project>, Vec<Project>) {
    let Act::OnProject { project: id, .. } = &command.act else { return (None, Vec::new()) };
    let project = on_file.iter().find(|known| known.id == *id).cloned();
    let subject = |one: &Project| one.progress().proposal.map(|proposal| proposal.subject());
    let runs = |one: &&Project| !one.progress().stage.is_over() && one.id != *id;
    let same = |one: &&Project| project.as_ref().is_some_and(|own| subject(own) == subject(one));
    let rivals = on_file.iter().filter(runs).filter(same).cloned().collect();
    (project, rivals)
}
