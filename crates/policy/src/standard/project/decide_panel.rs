//! Panels: who sits, what they say, how they vote. A member without an interest, not barred, votes once; a panel that is
//! not as it should be cannot carry a project (rules `c2.proposal_panel`, `c2.text_panel`).

use std::collections::BTreeSet;

use super::decide::{C2, FARTHEST_DAYS, On, too_far};
use super::decide_draft::clause_fault;
use super::fault::can_be_set_aside;
use super::panel::Panel;
use super::progress::Progress;
use super::stage::{ClauseVerdict, Positioning, Purpose, Stage, Vote};
use super::step::ProjectStep;
use super::{ProjectAsked, Stepped};
use crate::article::Article;
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, before_policy};
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::Mark;
use crate::finding::{Finding, sifted};
use crate::question::{About, Question, World};
use crate::standard::rules::project::{panel, sitting};

const C15: Article = Article::of(15);

/// The most members of a panel.
pub const MOST_MEMBERS: usize = 25;
/// The most remarks on clauses in one panel.
pub const MOST_NOTES: usize = 2000;

/// What a member says of a clause of the text.
pub(super) fn note(
    on: &On,
    (number, expert): (u16, &str),
    clause: &str,
    verdict: ClauseVerdict,
) -> Result<Decision, Refusal> {
    let found = sitting(on, number, expert)?;
    if found.purpose != Purpose::Text {
        return Err(Problem::new(
            "no_text",
            "立项论证不逐条审查标准文本",
            "a hearing of a proposal has no clauses to go through",
        )
        .at("step.panel")
        .into());
    }
    if found.clauses.len() >= MOST_NOTES {
        return Err(Problem::new("too_many", "逐条意见过多", "there are too many remarks")
            .at("step.clause")
            .into());
    }
    if let Some(problem) = clause_fault(clause) {
        return Err(problem.into());
    }
    let (expert, clause) = (expert.to_owned(), clause.to_owned());
    Ok(on.happens(ProjectStep::ClauseNoted { panel: number, expert, clause, verdict }))
}

/// Each expert is on the register that day, is not barred and has no interest; all faults are named.
pub(super) fn appoint(
    on: &On,
    purpose: Purpose,
    experts: &[String],
    meets_on: Day,
) -> Result<Decision, Refusal> {
    on.at(purpose.stages())?;
    let mut problems = Vec::new();
    if let Some(known) = on.now.panel(purpose).filter(|panel| panel.met.is_none()) {
        problems.push(
            Problem::new(
                "panel_exists",
                format!("第{}次专家组尚未会议；需更换的，先撤销", known.number),
                format!("panel {} has not met yet: set it aside to appoint another", known.number),
            )
            .at("step.purpose"),
        );
    }
    let size = usize::try_from(on.numbers()?.panel_members).unwrap_or(usize::MAX);
    if experts.len() < size || experts.len() > MOST_MEMBERS {
        problems.push(
            Problem::new(
                "panel_size",
                format!("专家组应为{size}至{MOST_MEMBERS}人"),
                format!("a panel has {size} to {MOST_MEMBERS} members"),
            )
            .at("step.experts")
            .by(C2),
        );
    }
    if experts.iter().collect::<BTreeSet<_>>().len() < experts.len() {
        problems.push(
            Problem::new("expert_twice", "同一专家列了两次", "an expert is named twice").at("step.experts"),
        );
    }
    if meets_on < on.scene.command.on {
        problems.push(
            Problem::new(
                "before_its_start",
                "会议日期不能早于组建日",
                "the panel cannot meet before it is appointed",
            )
            .at("step.meets_on"),
        );
    }
    if meets_on > on.scene.command.on.plus_days(FARTHEST_DAYS) {
        problems.push(too_far("step.meets_on"));
    }
    for expert in experts {
        problems.extend(cannot_sit(on, (expert, meets_on), &on.now)?);
    }
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let panel = u16::try_from(on.now.panels.len()).unwrap_or(u16::MAX).saturating_add(1);
    Ok(on.happens(ProjectStep::PanelAppointed { panel, purpose, experts: experts.to_vec(), meets_on }))
}

/// Why an expert cannot sit on a panel on a day, where `then` has a part in the project whoever had it.
fn cannot_sit(on: &On, (id, day): (&str, Day), then: &Progress) -> Result<Option<Problem>, Refusal> {
    let q = on.asked(day.max(on.scene.command.on))?;
    let known = sitting::sitting(&q, (id, day), then).filter(|known| known.is_on_register);
    let (zh, en, article) = match known {
        Some(known) if known.is_fit() => return Ok(None),
        None => (
            format!("专家“{id}”在{day}不在专家库内"),
            format!("expert `{id}` is not on the register on {day}"),
            ("expert_unknown", C2),
        ),
        Some(known) if known.barred.is_some() => (
            format!("专家“{id}”已被禁止参加评审"),
            format!("expert `{id}` is barred from every review"),
            ("expert_barred", C15),
        ),
        Some(known) => (
            format!("专家“{id}”（{}）本人或其单位参与本项目，须回避", known.expert.organisation),
            format!(
                "expert `{id}` ({}) has a part in the project, in person or by the organisation: another one sits",
                known.expert.organisation
            ),
            ("expert_has_an_interest", C15),
        ),
    };
    let (code, article) = article;
    Ok(Some(Problem::new(code, zh, en).at("step.experts").by(article)))
}

/// The panel, if it sits and the expert sits on it and may still: a bar and an interest count on the day of the act,
/// for panels appointed before it, too (clause 15).
fn sitting<'a>(on: &'a On, number: u16, expert: &str) -> Result<&'a Panel<'a>, Refusal> {
    let panel = open(on, number)?;
    if !panel.experts.iter().any(|member| member == expert) {
        return Err(Problem::new(
            "not_a_member",
            format!("专家“{expert}”不是该专家组成员"),
            format!("expert `{expert}` does not sit on this panel"),
        )
        .at("step.expert")
        .into());
    }
    match cannot_sit(on, (expert, on.scene.command.on), &on.now)? {
        Some(problem) => Err(Problem { field: Some("step.expert".to_owned()), ..problem }.into()),
        None => Ok(panel),
    }
}

/// The panel, if it was neither set aside nor heard a text that was sent back.
fn standing<'a>(on: &'a On, number: u16) -> Result<&'a Panel<'a>, Refusal> {
    let mut panels = on.now.panels.iter();
    let found = panels.find(|panel| panel.number == number && panel.stands());
    found.ok_or_else(|| {
        Problem::new(
            "panel_unknown",
            "没有此专家组，或已不再有效",
            "there is no such panel, or it sits no longer",
        )
        .at("step.panel")
        .into()
    })
}

/// The panel, if it has been appointed and has not met. What happens in it does not happen before what happened.
fn open<'a>(on: &'a On, number: u16) -> Result<&'a Panel<'a>, Refusal> {
    let panel = standing(on, number)?;
    if panel.met.is_some() {
        return Err(Problem::new("panel_met", "该专家组会议已结束", "the panel has met")
            .at("step.panel")
            .into());
    }
    on.in_stage(panel.purpose.stages())?;
    on.follows(|step| step.panel() == Some(number))?;
    Ok(panel)
}

/// A vote; of several of a member the last counts.
pub(super) fn cast(
    on: &On,
    (number, expert): (u16, &str),
    vote: Vote,
    positioning: Option<Positioning>,
) -> Result<Decision, Refusal> {
    let panel = sitting(on, number, expert)?;
    let day = on.scene.command.on;
    if day < panel.meets_on {
        return Err(Problem::new(
            "before_its_start",
            format!("会议日期为{}", panel.meets_on),
            format!("the panel meets on `{}`", panel.meets_on),
        )
        .at("on")
        .into());
    }
    let problem = match (panel.purpose, positioning) {
        (Purpose::Text, None) => Some((
            "请对“国内一流”“国际先进”表明意见",
            "say how you place the text: first in the country, advanced in the world",
        )),
        (Purpose::Proposal, Some(_)) => {
            Some(("立项论证不对定位表决", "a hearing of a proposal does not place a text"))
        }
        (Purpose::Text, Some(_)) | (Purpose::Proposal, None) => None,
    };
    if let Some((zh, en)) = problem {
        return Err(Problem::new("positioning", zh, en).at("step.positioning").by(C2).into());
    }
    Ok(on.happens(ProjectStep::Voted { panel: number, expert: expert.to_owned(), vote, positioning }))
}

pub(super) fn close(on: &On, number: u16) -> Result<Decision, Refusal> {
    let panel = open(on, number)?;
    on.not_before(Some(panel.meets_on))?;
    let silent: Vec<&str> =
        panel.experts.iter().map(String::as_str).filter(|expert| !panel.votes.contains_key(expert)).collect();
    if silent.len() == panel.experts.len() {
        return Err(Problem::new("no_votes", "尚无专家表决", "no member has voted")
            .at("step.panel")
            .by(C2)
            .into());
    }
    if on.now.owes_clauses(panel) {
        return Err(Problem::new(
            "no_clauses",
            "尚无专家对任何条款表明意见：标准文本须逐条审查",
            "no member has said anything of a clause: a text is reviewed clause by clause",
        )
        .at("step.panel")
        .by(C2)
        .into());
    }
    let met = ProjectStep::PanelMet { panel: number };
    let findings = on.said_by(panel.purpose, met.clone())?;
    Ok(Decision { findings, ..on.happens(met) })
}

impl On<'_> {
    /// What comes of a panel once it has met: that it carried or did not is told with its close, and binds the acts after it.
    fn said_by(&self, purpose: Purpose, met: ProjectStep) -> Result<Vec<Finding>, Refusal> {
        let (scene, day) = (self.scene, self.scene.command.on);
        let mut then = self.project.clone();
        let mark = Mark { on: day, entered_on: None, entry: None };
        then.steps.push(Stepped { mark, text: None, step: met });
        let rule = match purpose {
            Purpose::Proposal => &panel::PROPOSAL,
            Purpose::Text => &panel::TEXT,
        };
        let world = World::without_enterprise(scene.books.scheme, scene.books.standards);
        let about = About::Project(ProjectAsked { project: &then, rivals: scene.books.rivals });
        let q = Question::new(world, about, scene.law, day).ok_or_else(|| before_policy(day))?;
        let (against, others) = sifted(&[rule], &q);
        Ok([against, others].concat())
    }
}

/// Once its members vote, a panel is set aside only for what is wrong with who sits on it: not because of what it says.
pub(super) fn set_aside(on: &On, number: u16) -> Result<Decision, Refusal> {
    let panel = standing(on, number)?;
    on.in_stage(panel.purpose.stages_of_setting_aside())?;
    on.follows(|step| step.panel() == Some(number))?;
    let (day, known) = (on.scene.command.on, (on.scene.books.scheme, on.scene.law));
    if !can_be_set_aside(on.project, panel, known, day).ok_or_else(|| before_policy(day))? {
        return Err(Problem::new(
            "panel_voted",
            "专家已表决，且专家组人数、名册、回避均合要求：不因表决结果撤销。未通过的，不予立项或退回修改",
            "its members have voted and its number, the register and their interests are in order: it is not set aside \
             because of how they voted. What it did not carry is refused or sent back",
        )
        .at("step.panel")
        .by(C2)
        .into());
    }
    Ok(on.happens(ProjectStep::PanelSetAside { panel: number }))
}

/// The experts of panels that sit, or whose word stands for the draft at hand, and who belong to one that is to have a
/// part in the project now: it was not thought of when they were chosen.
pub(super) fn experts_of(
    on: &On,
    (name, enterprise): (&str, Option<CreditCode>),
    field: &str,
) -> Vec<Problem> {
    let examined = on.now.panel(Purpose::Text);
    let examined = examined.filter(|_| matches!(on.now.stage, Stage::Examined | Stage::TextApproved));
    let sits =
        |panel: &&Panel| panel.waits() || examined.is_some_and(|examined| examined.number == panel.number);
    let members = on.now.panels.iter().filter(sits).flat_map(|panel| panel.experts);
    let scheme = on.scene.books.scheme;
    let of_it = members.filter(|id| scheme.expert(id).is_some_and(|it| it.belongs_to(name, enterprise)));
    of_it
        .map(|id| {
            Problem::new(
                "expert_has_an_interest",
                format!("专家“{id}”属于该单位，在本项目的专家组内；先更换专家"),
                format!("expert `{id}` of the panel belongs to it: appoint another panel first"),
            )
            .at(field)
            .by(C15)
        })
        .collect()
}
