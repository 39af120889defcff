//! Clause 2: a project is approved after a hearing and a text after a review, each by a panel of experts without an
//! interest (clause 15) who vote. A bar and an interest are judged for the day the panel met, and whenever they come to
//! light (reading 0021): what was entered late counts against it all the same.

use super::asked;
use super::sitting::sitting;
use crate::article::{Article, Said, Words, counted};
use crate::calendar::Day;
use crate::cited::Step;
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{Missing, Outcome, Rule, Sentence, Subject, Trace, rule};
use crate::seen::Seen;
use crate::standard::project::panel::Panel;
use crate::standard::project::progress::Progress;
use crate::standard::project::stage::{Purpose, Vote};

/// Of the proposal.
pub const PROPOSAL: Rule = rule! { of_proposal;
    id: "c2.proposal_panel",
    articles: &[Article::of(2), Article::of(15)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "立项论证由不少于{panel_members}名无利害关系的专家进行，赞成比例不低于{panel_carry_percent}%",
        en: "at least {panel_members} experts without an interest heard the proposal, and {panel_carry_percent} % or more of them are in favour",
    },
    not_met: Sentence {
        zh: "立项论证未通过，或专家组组成不合要求",
        en: "The panel did not carry the proposal, or was not as it should be",
    },
    remedy: Sentence {
        zh: "未通过的不予立项；专家组组成不合要求的，撤销后另组专家组",
        en: "what is not carried is not approved; a panel that is not as it should be is set aside and another appointed",
    },
    undone_by: Sentence {
        zh: "专家组被撤销，或有专家的利害关系、禁止参加评审的记录被查出",
        en: "the panel being set aside, or an interest or a bar of one of its experts coming to light",
    },
    subject: Subject::Project,
    part_of: None,
};

/// Of the text.
pub const TEXT: Rule = rule! { of_text;
    id: "c2.text_panel",
    articles: &[Article::of(1), Article::of(2), Article::of(15)],
    since: Day::constant(2019, 1, 1),
    title: Sentence {
        zh: "标准评审由不少于{panel_members}名无利害关系的专家进行，赞成且认为达到“国内一流、国际先进”的比例均不低于{panel_carry_percent}%",
        en: "at least {panel_members} experts without an interest reviewed the text, and {panel_carry_percent} % or more of them are in favour and place it first in the country and advanced in the world",
    },
    not_met: Sentence {
        zh: "标准评审未通过，或未达到定位，或专家组组成不合要求",
        en: "The panel did not carry the text or its placing, or was not as it should be",
    },
    remedy: Sentence {
        zh: "退回修改后重新评审；专家组组成不合要求的，撤销后另组专家组",
        en: "send the draft back and have it reviewed again; a panel that is not as it should be is set aside and another appointed",
    },
    undone_by: Sentence {
        zh: "专家组被撤销，草案被退回，或有专家的利害关系、禁止参加评审的记录被查出",
        en: "the panel being set aside, the draft being sent back, or an interest or a bar of one of its experts coming to light",
    },
    subject: Subject::Project,
    part_of: None,
};

const HEARING: Missing = Missing {
    fact: "proposal_panel",
    words: Words { zh: "立项论证的结果", en: "the outcome of the hearing" },
    from: OfficeKind::Federation,
};
const REVIEW: Missing = Missing {
    fact: "text_panel",
    words: Words { zh: "标准评审的结果", en: "the outcome of the review" },
    from: OfficeKind::Federation,
};
const EXPERT: Missing = Missing {
    fact: "expert",
    words: Words { zh: "专家的登记信息", en: "an expert's entry on the register" },
    from: OfficeKind::Federation,
};

fn of_proposal<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    check(q, trace, Purpose::Proposal, &HEARING)
}

fn of_text<T: Trace>(q: &Question, trace: &mut T) -> Outcome {
    check(q, trace, Purpose::Text, &REVIEW)
}

fn check<T: Trace>(q: &Question, trace: &mut T, purpose: Purpose, missing: &'static Missing) -> Outcome {
    let Some((asked, now)) = asked(q) else { return Outcome::NotApplicable };
    let Some((panel, met)) = now.panel(purpose).and_then(|panel| Some((panel, panel.met?))) else {
        return Outcome::Unknown(missing);
    };
    trace.number_on(Key::PanelMembers, met.0.on);
    trace.number_on(Key::PanelCarryPercent, met.0.on);
    trace.fact("project", &Step { id: &asked.project.id, mark: met.0 }, || votes(panel, met.0.on));
    let Some(numbers) = q.numbers_on(met.0.on) else { return Outcome::NotApplicable };
    let members = panel.experts.len();
    let (size, percent) =
        (usize::try_from(numbers.panel_members), usize::try_from(numbers.panel_carry_percent));
    let (Ok(size), Ok(percent)) = (size, percent) else { return Outcome::NotApplicable };
    let carries = |votes: usize| votes.saturating_mul(100) >= percent.saturating_mul(members);
    let mut answer = if members >= size { Outcome::Met } else { Outcome::NotMet };
    if !carries(panel.count(Vote::For)) || (purpose == Purpose::Text && !carries(panel.placed())) {
        answer = answer.and(Outcome::NotMet);
    }
    // Who had a part in the project on the day the panel met: whoever leaves afterwards takes no interest away.
    let then = asked.project.progress_seen(Seen { as_of: met.0.on, known_on: q.known_on });
    for expert in panel.experts {
        answer = answer.and(may_sit(q, trace, (expert, met.0.on), &then));
    }
    answer
}

fn votes(panel: &Panel, on: Day) -> Said {
    let [for_it, against, abstained] =
        [Vote::For, Vote::Against, Vote::Abstain].map(|vote| panel.count(vote));
    let (members, placed) = (panel.experts.len(), panel.placed());
    let (mut zh, mut en) = (
        format!("{on}专家组{members}人：赞成{for_it}、反对{against}、弃权{abstained}"),
        format!(
            "{on}, {}: {for_it} in favour, {against} against, {abstained} abstaining",
            counted(members, "members")
        ),
    );
    if panel.purpose == Purpose::Text {
        zh.push_str(&format!("，认为达到定位{placed}"));
        en.push_str(&format!(", placed as clause 1 wants it by {placed}"));
    }
    Said::new(zh, en)
}

/// On the register, not barred and without an interest, on the day the panel met.
fn may_sit<T: Trace>(q: &Question, trace: &mut T, (id, day): (&str, Day), then: &Progress) -> Outcome {
    let Some(known) = sitting(q, (id, day), then) else { return Outcome::Unknown(&EXPERT) };
    if let Some(bar) = known.barred {
        trace.fact("review_bar", bar, || {
            Said::new(
                format!("专家{id}自{}起被禁止参加评审", bar.from),
                format!("expert {id} is barred from every review since {}", bar.from),
            )
        });
    }
    if let Some(name) = known.interest {
        trace.fact("expert", known.expert, || {
            Said::new(
                format!("专家{id}属于参与单位{name}"),
                format!("expert {id} belongs to {name}, which has a part in the project"),
            )
        });
    } else if known.speaks_for_a_part {
        trace.fact("expert", known.expert, || {
            Said::new(
                format!("专家{id}本人同时代表参与本项目的单位办理事务"),
                format!("expert {id} also acts for one that has a part in the project"),
            )
        });
    }
    if known.is_fit() { Outcome::Met } else { Outcome::NotMet }
}
