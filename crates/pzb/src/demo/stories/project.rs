//! The words in which the story of a project is told: its lead proposes and drafts, the federation decides, experts vote,
//! anybody comments.

use policy::admission::ANYBODY;
use policy::powers::{Actor, Office, OfficeKind};
use serde_json::{Value, json};

use super::firm::{Firm, day, officer, plain};
use crate::demo::county::document;
use crate::demo::facts::{federation, firms, person};
use crate::demo::timeline::{Expect, Timeline};

/// Who sits on the panels of the stories.
const PANEL: [&str; 5] = ["E-01", "E-02", "E-03", "E-04", "E-05"];

/// A project with its lead.
pub(super) struct Project<'t> {
    timeline: &'t mut Timeline,
    /// The short name of the firm that leads it.
    pub(super) lead: &'static str,
    /// By which name later steps speak of it.
    pub(super) id: String,
}

impl<'t> Project<'t> {
    /// The lead proposes it in answer to a call.
    pub(super) fn proposed(
        timeline: &'t mut Timeline,
        lead: &'static str,
        on: &str,
        (call, title): (&str, &str),
        wants: Value,
        leaf: Option<Value>,
    ) -> Project<'t> {
        let mut proposal = json!({ "call": call, "wants": wants, "title": title });
        if let Some(leaf) = leaf {
            proposal["leaf"] = leaf;
        }
        let case = "本行业现有国家标准指标偏低，我省企业的工艺已明显领先；拟以对比试验数据为依据，提出可检验的先进指标。";
        let step = json!({ "act": "propose", "proposal": proposal, "case_for_it": plain(case) });
        let mut firm = Firm::of(timeline, lead, ("", ""));
        let maker = firm.maker();
        let label = firm.act(on, maker, json!({ "do": "on_project", "step": step }));
        Project { timeline, lead, id: format!("${label}/XM") }
    }

    /// Where the story goes on beside the project.
    pub(super) fn timeline(&mut self) -> &mut Timeline {
        self.timeline
    }

    pub(super) fn act(&mut self, on: &str, actor: Actor, step: Value, expect: Expect) {
        // A comment of anybody names no enterprise.
        let code = (actor.person != ANYBODY).then(|| firms().get(self.lead).copied()).flatten();
        let act = json!({ "do": "on_project", "project": self.id, "step": step });
        self.timeline.act(day(on), actor, code, act, expect);
    }

    pub(super) fn federation(&mut self, on: &str, step: Value) {
        self.act(on, federation(), step, Expect::Granted);
    }

    pub(super) fn lead(&mut self, on: &str, step: Value) {
        let code = firms().get(self.lead).map(ToString::to_string).unwrap_or_default();
        let maker = officer(&format!("m.{}", self.lead), OfficeKind::Maker, &code);
        self.act(on, maker, step, Expect::Granted);
    }

    pub(super) fn because(act: &str, reason: &str) -> Value {
        json!({ "act": act, "reason": plain(reason) })
    }

    pub(super) fn accepted(&mut self, on: &str) {
        self.federation(on, Self::because("accept_proposal", "符合征集要求，受理。"));
    }

    /// A panel of five is appointed.
    pub(super) fn appointed(&mut self, purpose: &str, (on, meets_on): (&str, &str)) {
        let step =
            json!({ "act": "appoint_panel", "purpose": purpose, "experts": PANEL, "meets_on": meets_on });
        self.federation(on, step);
    }

    /// One of the panel votes; of a text also on a clause.
    pub(super) fn voted(&mut self, number: u16, purpose: &str, on: &str, (at, is_for): (usize, bool)) {
        let Some(expert) = PANEL.get(at).copied() else { return };
        let mut step = json!({
            "act": "cast_vote", "panel": number, "expert": expert, "vote": if is_for { "for" } else { "against" },
            "reason": plain(if is_for { "指标有依据，可检验，同意。" } else { "对比数据不足，暂不同意。" }),
        });
        if purpose == "text" {
            step["positioning"] = json!({ "first_in_country": true, "advanced_in_world": is_for });
            let note = json!({
                "act": "note_clause", "panel": number, "expert": expert, "clause": "5.2",
                "verdict": if at == 1 { "change" } else { "agreed" },
                "remark": plain("试验方法请注明年份。"),
            });
            self.act(on, expert_of(expert), note, Expect::Granted);
        }
        self.act(on, expert_of(expert), step, Expect::Granted);
    }

    /// A panel of five is appointed, votes, and its minutes are taken.
    pub(super) fn panel(&mut self, number: u16, purpose: &str, (on, meets_on): (&str, &str), against: usize) {
        self.appointed(purpose, (on, meets_on));
        (0..PANEL.len()).for_each(|at| self.voted(number, purpose, meets_on, (at, at >= against)));
        let minutes = "企业汇报6分钟、答辩4分钟，专家逐一提问后投票。";
        let step = json!({ "act": "close_panel", "panel": number, "minutes": plain(minutes) });
        self.federation(meets_on, step);
    }

    pub(super) fn announced(&mut self, on: &str, until: &str) {
        self.federation(on, json!({ "act": "announce_project", "until": until }));
    }

    pub(super) fn approved(&mut self, on: &str, (year, batch, line): (u16, u16, u16)) {
        let plan = json!({ "year": year, "batch": batch, "line": line });
        let reason = plain("论证通过，公示无异议，列入计划。");
        self.federation(on, json!({ "act": "approve_project", "plan": plan, "reason": reason }));
    }

    pub(super) fn participant(&mut self, on: &str, (name, kind): (&str, &str), firm: Option<&str>) {
        let mut participant = json!({ "name": name, "kind": kind });
        if let Some(code) = firm.and_then(|alias| firms().get(alias).copied()) {
            participant["enterprise"] = json!(code);
        }
        self.lead(on, json!({ "act": "name_participant", "participant": participant }));
    }

    pub(super) fn filed(&mut self, on: &str, (kind, title): (&str, &str), number: u8) {
        let digest = document(number).1;
        self.lead(on, json!({ "act": "file_document", "kind": kind, "title": title, "digest": digest }));
    }

    /// What a review needs, in one version.
    pub(super) fn papers(&mut self, on: &str, draft: &str, from: u8) {
        self.filed(on, ("draft", draft), from);
        self.filed(on, ("explanation", "编制说明"), from + 1);
        self.filed(on, ("advancement", "先进性说明"), from + 2);
    }

    pub(super) fn comment(&mut self, on: &str, (clause, from): (&str, Option<&str>), says: &str) {
        let says = from.map_or_else(|| says.to_owned(), |from| format!("{from}：{says}"));
        let step = json!({ "act": "comment", "clause": clause, "comment": plain(&says) });
        let anybody = Actor { person: ANYBODY.to_owned(), office: Office::sole(OfficeKind::Public) };
        self.act(on, anybody, step, Expect::Granted);
    }

    pub(super) fn let_through(&mut self, on: &str, comment: u32) {
        self.federation(on, json!({ "act": "let_comments_through", "comments": [comment] }));
    }

    pub(super) fn answered(&mut self, on: &str, comment: u32, verdict: &str, answer: &str) {
        let step = json!({ "act": "answer_comment", "comment": comment, "verdict": verdict, "answer": plain(answer) });
        self.lead(on, step);
    }
}

fn expert_of(expert: &str) -> Actor {
    let login = format!("e.{}", expert.trim_start_matches("E-"));
    Actor { person: person(&login), office: Office::of(OfficeKind::Expert, expert) }
}
