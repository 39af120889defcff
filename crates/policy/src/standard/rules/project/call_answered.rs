//! Clause 2: standards come from public calls that are open to all. A proposal answers a call that was open on the day it
//! was made, and that asks for what it wants: also, of a call for one industry, a system for that industry. What other
//! proposals to such a call are about no code says, and the federation judges it (reading 0028).

use super::asked;
use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::cited::Step;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::standard::project::stage::Stage;

/// The rule.
pub const RULE: Rule = rule! { check;
    id: "c2.call_answered",
    articles: &[Article::of(2)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "申报日处于所响应征集的期间内，且申报内容与征集类别相符",
        en: "the proposal was made while the call that it answers was open, and wants what the call asks for",
    },
    not_met: Sentence {
        zh: "申报日不在征集期间内，或申报内容与征集类别不符",
        en: "The proposal was made while the call was not open, or wants what the call does not ask for",
    },
    remedy: Sentence {
        zh: "在征集期间内另行申报",
        en: "propose again while a call for it is open",
    },
    undone_by: Sentence {
        zh: "所响应的征集被撤销登记，或补录其提前结束",
        en: "the call being set aside, or entered as closed before that day",
    },
    subject: Subject::Project,
    part_of: None,
};

const CALL: Missing = Missing {
    fact: "call",
    words: crate::article::Words { zh: "所响应的征集", en: "the call that it answers" },
    from: OfficeKind::Federation,
};

fn check<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let Some((proposal, filed)) = now.proposal.zip(now.stamps.first().filter(|it| it.0 == Stage::Proposed))
    else {
        return Outcome::NotApplicable;
    };
    trace.fact("project", &Step { id: &asked.project.id, mark: filed.1 }, || {
        Said::new(format!("{}申报", filed.1.on), format!("proposed on {}", filed.1.on))
    });
    let calls = q.seen(&q.world.scheme.calls);
    let Some(call) = calls.filter(|call| call.id == proposal.call).last() else {
        return Outcome::Unknown(&CALL);
    };
    let closed = q.end_of(call);
    trace.fact("call", call, || {
        let (zh, en) = closed.map_or_else(Default::default, |end| {
            (format!("，自{end}起提前结束"), format!(", closed early from {end} on"))
        });
        Said::new(
            format!("{}：{}至{}{zh}", call.title, call.from, call.until),
            format!("{}: {} to {}{en}", call.title, call.from, call.until),
        )
    });
    let day = filed.1.on;
    let is_open = call.from <= day && day <= call.until && closed.is_none_or(|end| day < end);
    let wanted = proposal.wants.call_kind();
    if call.kind != wanted {
        trace.note(|| {
            Said::new(
                format!("征集类别为“{}”", call.kind.words().zh),
                format!("the call is to {}", call.kind.words().en),
            )
        });
    }
    let is_for = call.is_for(proposal.wants.industry());
    if !is_for {
        trace.note(|| {
            let industry = call.industry.as_ref().map(ToString::to_string).unwrap_or_default();
            Said::new(
                format!("征集限于行业{industry}（GB/T 4754）"),
                format!("the call is for the industry {industry} (GB/T 4754)"),
            )
        });
    }
    if is_open && is_for && call.kind == wanted { Outcome::Met } else { Outcome::NotMet }
}
