//! Projects of every shape, possible and not, with the calls, experts and bars that they meet.

use policy::calendar::Day;
use policy::rule::{Rule, Subject};
use serde_json::{Value, json};

use super::dossiers::{FIRM, PARENT, mark, maybe_until};
use super::tape::Tape;

/// Every rule that is asked of a project, once.
pub fn rules() -> Vec<&'static Rule> {
    policy::rules::all().into_iter().filter(|rule| rule.subject == Subject::Project).collect()
}

pub(super) fn call(tape: &mut Tape, _: usize) -> (Day, Value) {
    let on = tape.day();
    let from = tape.after(on);
    let kind = tape.one_of(&["lead", "lead", "system"]);
    let until = tape.after(from);
    (on, json!({ "title": "征集", "kind": kind, "published_on": on, "from": from, "until": until }))
}

/// Calls that take every proposal: one for standards, one for systems.
pub(super) fn open_calls() -> Value {
    let always = |id: &str, kind: &str| json!({ "id": id, "title": "征集", "kind": kind, "published_on": "2010-01-04", "from": "2010-01-04", "until": "2190-01-01" });
    json!([always("calls-0", "lead"), always("calls-1", "system")])
}

const HOMES: [&str; 4] = ["示例大学", "示例检验院", "示例灯具有限公司", "示例协会"];

pub(super) fn expert(tape: &mut Tape, _: usize) -> (Day, Value) {
    let from = if tape.once_in(4) { tape.day() } else { Day::constant(2010, 1, 4) };
    let home = tape.one_of(&HOMES);
    let mut record = json!({ "organisation": home, "kind": "association", "from": from });
    if tape.once_in(6) {
        record["enterprise"] = json!(tape.one_of(&[FIRM, PARENT]));
    }
    if tape.once_in(5) {
        maybe_until(tape, &mut record, from);
    }
    (from, record)
}

/// Six experts whom nothing keeps from sitting.
pub(super) fn free_experts() -> Value {
    let one = |at: usize| json!({ "id": format!("experts-{at}"), "organisation": format!("研究院{at}"), "kind": "association", "from": "2010-01-04" });
    (0..6).map(one).collect()
}

pub(super) fn review_bar(tape: &mut Tape, _: usize) -> (Day, Value) {
    let from = tape.day();
    (from, json!({ "expert": format!("experts-{}", tape.below(6)), "from": from }))
}

/// Some projects, the firm's and others'.
pub(super) fn any_projects(tape: &mut Tape) -> Value {
    let count = tape.one_of(&[2usize, 1, 2, 3, 0]);
    (0..count).map(|at| json!({ "id": format!("XM-{at}"), "steps": Life::of(tape).steps })).collect()
}

/// A project as it is lived.
struct Life {
    day: Day,
    steps: Vec<Value>,
    panels: usize,
    comments: usize,
}

impl Life {
    fn of(tape: &mut Tape) -> Life {
        let mut life = Life { day: tape.day(), steps: Vec::new(), panels: 0, comments: 0 };
        let wants = match tape.below(4) {
            0 | 1 => json!({ "want": "make" }),
            2 => {
                json!({ "want": "revise", "standard": tape.one_of(&["T/ZZB 9901", "T/ZZB 9901", "T/ZZB 9977"]) })
            }
            _ => json!({ "want": "system", "industry": "3872" }),
        };
        let call = if wants["want"] == "system" { "calls-1" } else { "calls-0" };
        let call = if tape.once_in(8) { tape.one_of(&["calls-2", "calls-0", "calls-1"]) } else { call };
        let title = tape.one_of(&["台灯", "台 灯", "落地灯"]);
        let (lead, name) =
            tape.one_of(&[(FIRM, "示例灯具有限公司"), (FIRM, "示例灯具有限公司"), (PARENT, "示例控股")]);
        let proposal = json!({ "call": call, "wants": wants, "title": title });
        life.push(tape, json!({ "is": "proposed", "proposal": proposal, "lead": lead, "lead_name": name, "region": "330109" }));
        life.enter_the_plan(tape).and_then(|()| life.draft(tape)).and_then(|()| life.come_to_an_end(tape));
        life
    }

    fn push(&mut self, tape: &mut Tape, step: Value) {
        let mark = mark(tape, self.day);
        self.steps.push(json!({ "step": step, "mark": mark }));
        self.day = self.day.plus_days(tape.one_of(&[1i64, 0, 5, 8, 31]));
    }

    fn is(&mut self, tape: &mut Tape, is: &str) {
        self.push(tape, json!({ "is": is }));
    }

    /// One that ends here, once in a while.
    fn goes_on(&mut self, tape: &mut Tape, ends: &[&str]) -> Option<()> {
        match tape.below(12) {
            11 => None,
            10 => {
                let end = tape.one_of(ends);
                self.is(tape, end);
                None
            }
            _ => Some(()),
        }
    }

    fn enter_the_plan(&mut self, tape: &mut Tape) -> Option<()> {
        self.goes_on(tape, &["declined", "withdrawn"])?;
        self.is(tape, "accepted");
        self.goes_on(tape, &["withdrawn", "refused"])?;
        self.panel(tape, "proposal");
        self.goes_on(tape, &["refused"])?;
        let until = self.day.plus_days(tape.one_of(&[7i64, 7, 8, 6, 20]));
        self.push(tape, json!({ "is": "announced", "until": until }));
        self.comment(tape);
        if tape.once_in(10) {
            let panel = self.panels;
            self.push(tape, json!({ "is": "panel_set_aside", "panel": panel }));
        }
        self.goes_on(tape, &["refused", "withdrawn"])?;
        self.push(tape, json!({ "is": "approved", "plan": { "year": 2024, "batch": 1, "line": 1 } }));
        self.goes_on(tape, &["stopped"])
    }

    fn draft(&mut self, tape: &mut Tape) -> Option<()> {
        self.is(tape, "kicked_off");
        for kind in [
            "research_institute",
            "laboratory",
            "certification_body",
            "technical_committee",
            "association",
            "leading_firm",
            "user",
        ] {
            if !tape.once_in(10) {
                let name = if tape.once_in(6) { tape.one_of(&HOMES) } else { kind };
                let participant = json!({ "name": name, "kind": kind });
                self.push(tape, json!({ "is": "participant_named", "participant": participant }));
            }
        }
        if tape.once_in(5) {
            let name = tape.one_of(&["user", "laboratory", "示例大学"]);
            self.push(tape, json!({ "is": "participant_left", "name": name }));
        }
        if tape.once_in(8) {
            self.push(
                tape,
                json!({ "is": "lead_replaced", "lead": PARENT, "lead_name": "示例控股", "region": "330100" }),
            );
        }
        for (kind, digest) in [("draft", "a"), ("explanation", "b"), ("advancement", "c")] {
            if !tape.once_in(6) {
                self.push(tape, json!({ "is": "document_filed", "kind": kind, "title": kind, "digest": digest.repeat(64) }));
            }
        }
        self.goes_on(tape, &["stopped"])?;
        let until = self.day.plus_days(tape.one_of(&[30i64, 30, 31, 29, 60]));
        self.push(tape, json!({ "is": "comments_opened", "until": until }));
        self.comment(tape);
        self.comment(tape);
        self.goes_on(tape, &["stopped"])
    }

    fn come_to_an_end(&mut self, tape: &mut Tape) -> Option<()> {
        self.is(tape, "submitted");
        self.panel(tape, "text");
        if tape.once_in(5) {
            self.is(tape, "sent_back");
            self.is(tape, "submitted");
            if tape.once_in(2) {
                self.panel(tape, "text");
            }
        }
        self.goes_on(tape, &["stopped"])?;
        self.is(tape, "text_approved");
        self.goes_on(tape, &["stopped"])?;
        self.push(tape, json!({ "is": "published", "edition": "T/ZZB 9902-2024" }));
        Some(())
    }

    fn panel(&mut self, tape: &mut Tape, purpose: &str) {
        self.panels += 1;
        let (panel, members) = (self.panels, tape.one_of(&[5usize, 5, 5, 6, 4]));
        let experts: Vec<String> = (0..members).map(|at| format!("experts-{at}")).collect();
        let meets_on = self.day;
        self.push(tape, json!({ "is": "panel_appointed", "panel": panel, "purpose": purpose, "experts": experts, "meets_on": meets_on }));
        for expert in &experts {
            let vote = tape.one_of(&["for", "for", "for", "for", "for", "against", "abstain", ""]);
            if vote.is_empty() {
                continue;
            }
            let mut voted = json!({ "is": "voted", "panel": panel, "expert": expert, "vote": vote });
            if purpose == "text" {
                let is_advanced = !tape.once_in(8);
                voted["positioning"] = json!({ "first_in_country": true, "advanced_in_world": is_advanced });
            }
            self.push(tape, voted);
        }
        if !tape.once_in(10) {
            self.push(tape, json!({ "is": "panel_met", "panel": panel }));
        }
        if tape.once_in(10) {
            self.push(tape, json!({ "is": "panel_set_aside", "panel": panel }));
        }
    }

    fn comment(&mut self, tape: &mut Tape) {
        if !tape.once_in(3) {
            return;
        }
        self.comments += 1;
        let comment = self.comments;
        self.push(tape, json!({ "is": "commented", "comment": comment }));
        match tape.below(4) {
            0 | 1 => {
                self.push(tape, json!({ "is": "comments_let_through", "comments": [comment] }));
                self.push(
                    tape,
                    json!({ "is": "comment_answered", "comment": comment, "verdict": "adopted" }),
                );
            }
            2 => {
                let both: Vec<usize> = (comment.saturating_sub(1).max(1)..=comment).collect();
                self.push(tape, json!({ "is": "comments_set_aside", "comments": both }));
            }
            _ => {}
        }
    }
}
