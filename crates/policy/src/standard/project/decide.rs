//! What may be done to a project (clause 2): each act to its part of the chapter, and the first part of its life, from
//! the proposal to the plan.

use super::act::{ProjectAct, ProjectActKind as Kind};
use super::progress::Progress;
use super::stage::{PlanLine, Stage, Wants};
use super::step::{ProjectStep, Proposal};
use super::{Project, decide_draft as drafts, decide_panel as panels, decide_text as texts};
use crate::article::{Article, counted};
use crate::calendar::Day;
use crate::decide::{Decision, Problem, Refusal, Scene, before_policy};
use crate::enterprise::check_fact::named;
use crate::event::Event;
use crate::finding::{Finding, sifted};
use crate::powers::OfficeKind;
use crate::question::{About, Question, World};
use crate::standard::Edition;
use crate::standard::project::ProjectAsked;

pub(super) const C2: Article = Article::of(2);

/// The steps of a project, all of which are one row, after which nothing is repeated any more: votes, documents, answers
/// given anew. From half of them on nobody comments. What takes a project to its end is always possible.
pub const MOST_STEPS: usize = 20_000;
/// The most comments that one act lets through or sets aside.
pub const MOST_AT_ONCE: usize = 500;
/// The most comments on one project.
pub const MOST_COMMENTS: usize = 5000;

/// A project with what is being asked of it.
pub(super) struct On<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) project: &'a Project,
    pub(super) now: Progress<'a>,
}

/// What the publication of a standard enters elsewhere: the part of each enterprise that took part in the project, in its
/// own dossier, where the duties of clause 4 are kept. The scene is of the participant.
#[must_use]
pub fn follow_publication(scene: &Scene, project: &Project, edition: &Edition) -> Decision {
    let part = texts::drafting_part(scene, project, edition);
    Decision { events: part.into_iter().collect(), findings: Vec::new() }
}

/// Decides an act on a project.
pub(crate) fn decide(scene: &Scene, id: &str, act: &ProjectAct) -> Result<Decision, Refusal> {
    if let ProjectAct::Propose { proposal, .. } = act {
        return propose(scene, id, proposal);
    }
    let on = On::of(scene, id)?;
    on.by_its_lead(act)?;
    on.has_room(act)?;
    on.comes_in_time(act)?;
    match act {
        ProjectAct::Propose { proposal, .. } => propose(scene, id, proposal),
        ProjectAct::WithdrawProposal {} => Ok(on.happens(ProjectStep::Withdrawn {})),
        ProjectAct::AcceptProposal { .. } => accept(&on),
        ProjectAct::DeclineProposal { .. } => Ok(on.happens(ProjectStep::Declined {})),
        ProjectAct::AnnounceProject { until } => announce(&on, *until),
        ProjectAct::ApproveProject { plan, .. } => approve(&on, *plan),
        ProjectAct::RefuseProject { .. } => Ok(on.happens(ProjectStep::Refused {})),
        ProjectAct::AppointPanel { purpose, experts, meets_on } => {
            panels::appoint(&on, *purpose, experts, *meets_on)
        }
        ProjectAct::NoteClause { panel, expert, clause, verdict, .. } => {
            panels::note(&on, (*panel, expert), clause, *verdict)
        }
        ProjectAct::CastVote { panel, expert, vote, positioning, .. } => {
            panels::cast(&on, (*panel, expert), *vote, *positioning)
        }
        ProjectAct::ClosePanel { panel, .. } => panels::close(&on, *panel),
        ProjectAct::SetPanelAside { panel, .. } => panels::set_aside(&on, *panel),
        ProjectAct::NameParticipant { participant } => drafts::name(&on, participant),
        ProjectAct::DropParticipant { name, .. } => drafts::drop_out(&on, name),
        ProjectAct::KickOff { draft_by } => drafts::kick_off(&on, *draft_by),
        ProjectAct::FileDocument { kind, title, digest } => drafts::file(&on, *kind, title, digest),
        ProjectAct::OpenComments { until } => drafts::open_comments(&on, *until),
        ProjectAct::Comment { clause, organisation, .. } => {
            drafts::comment(&on, clause, organisation.as_deref())
        }
        ProjectAct::LetCommentsThrough { comments } => drafts::let_through(&on, comments),
        ProjectAct::AnswerComment { comment, verdict, .. } => drafts::answer(&on, *comment, *verdict),
        ProjectAct::SetCommentsAside { comments, .. } => drafts::set_aside(&on, comments),
        ProjectAct::SubmitDraft {} => texts::submit(&on),
        ProjectAct::SendBack { .. } => Ok(on.happens(ProjectStep::SentBack {})),
        ProjectAct::ApproveText { .. } => texts::approve(&on),
        ProjectAct::PublishStandard { edition } => texts::publish(&on, edition),
        ProjectAct::DrawSystem { nodes } => texts::draw(&on, nodes),
        ProjectAct::PublishSystem {} => texts::publish_system(&on),
        ProjectAct::ReplaceLead { lead, .. } => texts::replace(&on, *lead),
        ProjectAct::StopProject { .. } => Ok(on.happens(ProjectStep::Stopped {})),
    }
}

impl<'a> On<'a> {
    fn of(scene: &'a Scene<'a>, id: &str) -> Result<On<'a>, Refusal> {
        let Some(project) = scene.books.project.filter(|project| project.id == id) else {
            return Err(Problem::new(
                "project_unknown",
                format!("没有编号为“{id}”的标准项目"),
                format!("there is no project `{id}`"),
            )
            .at("project")
            .into());
        };
        Ok(On { scene, project, now: project.progress() })
    }

    /// A maker acts on projects that it leads and on no other, comments apart; whoever names an enterprise names the lead:
    /// nobody writes into the history of another one.
    fn by_its_lead(&self, act: &ProjectAct) -> Result<(), Refusal> {
        let is_comment = matches!(act, ProjectAct::Comment { .. });
        let is_maker = self.scene.actor.office.kind == OfficeKind::Maker && !is_comment;
        let named = self.scene.command.enterprise;
        // Who was named may leave by itself: nobody is bound against its will.
        let leaves = |code| {
            let ProjectAct::DropParticipant { name, .. } = act else { return false };
            self.now.participants.iter().any(|one| one.name == *name && one.enterprise == Some(code))
        };
        if named.is_some_and(leaves) {
            return Ok(());
        }
        let lead = self.now.lead.map(|(lead, ..)| lead);
        if (is_maker || named.is_some()) && named != lead {
            return Err(Problem::new(
                "not_the_lead",
                "该企业不是此项目的牵头单位",
                "the enterprise does not lead this project",
            )
            .at("enterprise")
            .by(C2)
            .into());
        }
        Ok(())
    }

    /// Refuses what anybody could do again and again, where there is much of it.
    fn has_room(&self, act: &ProjectAct) -> Result<(), Refusal> {
        let is_answered =
            |number: u32| self.now.comment(number).is_some_and(|comment| comment.answer.is_some());
        let repeats = matches!(
            act,
            ProjectAct::CastVote { .. }
                | ProjectAct::NoteClause { .. }
                | ProjectAct::FileDocument { .. }
                | ProjectAct::NameParticipant { .. }
                | ProjectAct::DropParticipant { .. }
                | ProjectAct::DrawSystem { .. }
        ) || matches!(act, ProjectAct::AnswerComment { comment, .. } if is_answered(*comment));
        let is_comment = matches!(act, ProjectAct::Comment { .. });
        if !repeats && !is_comment {
            return Ok(());
        }
        let most = if is_comment { MOST_STEPS / 2 } else { MOST_STEPS };
        if self.project.steps.len() >= most {
            let problem = Problem::new(
                "too_many",
                "本项目的记录已达上限，不再接收此类事项",
                "there is as much on file of this project as can be: no more of this is taken",
            );
            return Err(problem.at("project").into());
        }
        Ok(())
    }

    /// Refuses what comes in another stage, or before the stage was reached. Of a panel and of comments more is told where
    /// they are looked up; and a letter that came in time is taken when the project has gone on.
    fn comes_in_time(&self, act: &ProjectAct) -> Result<(), Refusal> {
        let kind = act.kind();
        let is_of_panel =
            matches!(kind, Kind::NoteClause | Kind::CastVote | Kind::ClosePanel | Kind::SetPanelAside);
        let is_of_comment = matches!(kind, Kind::Comment | Kind::LetCommentsThrough | Kind::SetCommentsAside);
        if is_of_panel || is_of_comment { Ok(()) } else { self.in_stage(kind.stages()) }
    }

    /// Refuses what comes in another stage, or before the stage was reached.
    pub(super) fn in_stage(&self, stages: &[Stage]) -> Result<(), Refusal> {
        self.at(stages)?;
        self.not_before(self.now.since())
    }

    /// Refuses what comes in another stage.
    pub(super) fn at(&self, stages: &[Stage]) -> Result<(), Refusal> {
        if !stages.contains(&self.now.stage) {
            let words = self.now.stage.words();
            let wanted =
                |lang: fn(Stage) -> &'static str| stages.iter().map(|stage| lang(*stage)).collect::<Vec<_>>();
            return Err(Problem::new(
                "stage",
                format!(
                    "项目处于“{}”阶段，此事项须在：{}",
                    words.zh,
                    wanted(|stage| stage.words().zh).join("、")
                ),
                format!(
                    "the project is {}; this is done while it is: {}",
                    words.en,
                    wanted(|stage| stage.words().en).join(", ")
                ),
            )
            .at("project")
            .by(C2)
            .into());
        }
        Ok(())
    }

    /// Refuses a day before another.
    pub(super) fn not_before(&self, day: Option<Day>) -> Result<(), Refusal> {
        match day {
            Some(day) if self.scene.command.on < day => Err(Problem::new(
                "before_its_start",
                format!("早于前一步骤的日期{day}"),
                format!("the day is before the step that it follows, of `{day}`"),
            )
            .at("on")
            .into()),
            _ => Ok(()),
        }
    }

    /// Refuses a day before the last of the steps that this one follows.
    pub(super) fn follows(&self, is_former: impl Fn(&ProjectStep) -> bool) -> Result<(), Refusal> {
        let former = self.project.steps.iter().filter(|stepped| is_former(&stepped.step));
        self.not_before(former.map(|stepped| stepped.mark.on).max())
    }

    /// One step of the project.
    pub(super) fn happens(&self, step: ProjectStep) -> Decision {
        Decision::of(Event::ProjectStepped { project: self.project.id.clone(), step })
    }

    /// What the rules of a kind of act say of the project on the day of the act.
    ///
    /// # Errors
    /// All that stands in the way.
    pub(super) fn judged(&self, act: Kind) -> Result<Vec<Finding>, Refusal> {
        let (against, findings) = sifted(act.rules(), &self.asked(self.scene.command.on)?);
        if against.is_empty() {
            Ok(findings)
        } else {
            Err(Refusal { problems: Vec::new(), findings: against })
        }
    }

    /// The question about the project on a day.
    pub(super) fn asked(&self, day: Day) -> Result<Question<'a>, Refusal> {
        let scene = self.scene;
        let world = World::without_enterprise(scene.books.scheme, scene.books.standards);
        let about = About::Project(ProjectAsked { project: self.project, rivals: scene.books.rivals });
        Question::new(world, about, scene.law, day).ok_or_else(|| before_policy(day))
    }
}

fn propose(scene: &Scene, id: &str, proposal: &Proposal) -> Result<Decision, Refusal> {
    let dossier = scene.dossier()?;
    let mut problems = Vec::new();
    if !id.is_empty() {
        problems.push(
            Problem::new("number_given", "项目编号由系统给出", "the number of a project is given")
                .at("project"),
        );
    }
    problems.extend(named(&proposal.title).map(|problem| problem.at("step.proposal.title")));
    let region = dossier.region();
    if region.is_none() {
        problems.push(
            Problem::new(
                "seat_unknown",
                "该企业住所尚未在案，请先录入",
                "the seat of the enterprise is not on file: enter it first",
            )
            .at("enterprise"),
        );
    }
    if let Some(leaf) = &proposal.leaf {
        problems.extend(named(&leaf.system).map(|problem| problem.at("step.proposal.leaf.system")));
        problems.extend(named(&leaf.node).map(|problem| problem.at("step.proposal.leaf.node")));
        if matches!(proposal.wants, Wants::System { .. }) {
            problems.push(
                Problem::new(
                    "leaf_of_a_system",
                    "体系建设项目本身不是体系的节点",
                    "a system fills no leaf of another",
                )
                .at("step.proposal.leaf"),
            );
        }
    }
    problems.extend(call_fault(scene, proposal));
    if !problems.is_empty() {
        return Err(Refusal { problems, findings: Vec::new() });
    }
    let step = ProjectStep::Proposed {
        proposal: proposal.clone(),
        lead: dossier.enterprise,
        lead_name: dossier.name(),
        region: region.unwrap_or_default().to_owned(),
    };
    Ok(Decision::of(Event::ProjectStepped { project: format!("XM-{}", scene.fresh), step }))
}

/// Why a call cannot be answered by a proposal. What comes to light later (a call closed early, one set aside) is found
/// by rule `c2.call_answered` when the proposal is to be taken up.
fn call_fault(scene: &Scene, proposal: &Proposal) -> Option<Problem> {
    let (id, day) = (&proposal.call, scene.command.on);
    let problem = match scene.books.scheme.call(id) {
        None => Problem::new(
            "call_unknown",
            format!("没有编号为“{id}”的征集"),
            format!("there is no call `{id}`"),
        ),
        Some(call) if !call.is_open(day) => Problem::new(
            "call_closed",
            format!("征集“{id}”在{day}不接收申报（{}至{}）", call.from, call.until),
            format!("the call `{id}` takes no proposals on `{day}` (`{}` to `{}`)", call.from, call.until),
        ),
        Some(call) if call.kind != proposal.wants.call_kind() => Problem::new(
            "call_kind",
            format!("征集“{id}”征集的是{}", call.kind.words().zh),
            format!("the call `{id}` is to {}", call.kind.words().en),
        ),
        Some(_) => return None,
    };
    Some(problem.at("step.proposal.call").by(C2))
}

/// A proposal is taken up where it answers an open call, where nobody is at the same standard, and where its lead is not
/// barred (clause 4).
fn accept(on: &On) -> Result<Decision, Refusal> {
    let (mut against, mut findings) = sifted(Kind::AcceptProposal.rules(), &on.asked(on.scene.command.on)?);
    let (of_lead, more) = on.sifted_as_lead(on.scene.dossier()?)?;
    against.extend(of_lead);
    findings.extend(more);
    if !against.is_empty() {
        return Err(Refusal { problems: Vec::new(), findings: against });
    }
    Ok(Decision { findings, ..on.happens(ProjectStep::Accepted {}) })
}

fn announce(on: &On, until: Day) -> Result<Decision, Refusal> {
    let findings = on.judged(Kind::AnnounceProject)?;
    let days = on.numbers()?.project_notice_days;
    asked_long_enough(on.scene.command.on, until, days, "step.until")?;
    Ok(Decision { findings, ..on.happens(ProjectStep::Announced { until }) })
}

/// The public is asked for so many days at the least.
pub(super) fn asked_long_enough(on: Day, until: Day, days: i16, field: &str) -> Result<(), Refusal> {
    let earliest = on.plus_days(i64::from(days));
    if until < earliest {
        return Err(Problem::new(
            "too_short",
            format!("至少{days}日：截止日不早于{earliest}"),
            format!("at least {}: the last day is not before `{earliest}`", counted(days, "days")),
        )
        .at(field)
        .by(C2)
        .into());
    }
    if until > on.plus_days(FARTHEST_DAYS) {
        return Err(too_far(field).into());
    }
    Ok(())
}

/// The farthest day that is set in a project, in days from the act: what is later is a slip of the pen.
pub(super) const FARTHEST_DAYS: i64 = 366;

pub(super) fn too_far(field: &str) -> Problem {
    Problem::new("too_far", "日期在一年以后，请核对", "the day is more than a year away: check it").at(field)
}

impl On<'_> {
    /// The numbers in force on the day of the act.
    pub(super) fn numbers(&self) -> Result<crate::parameters::Numbers, Refusal> {
        let day = self.scene.command.on;
        self.scene.law.parameters.on(day).ok_or_else(|| before_policy(day))
    }
}

fn approve(on: &On, plan: PlanLine) -> Result<Decision, Refusal> {
    let findings = on.judged(Kind::ApproveProject)?;
    let year = i32::from(on.scene.command.on.year());
    if (i32::from(plan.year) - year).abs() > 1 || plan.batch == 0 || plan.line == 0 {
        return Err(Problem::new(
            "plan",
            format!("请写明计划年度（{}至{}）、批次（从1起）和序号（从1起）", year - 1, year + 1),
            format!(
                "name the year of the plan ({} to {}), the batch and the line, both from 1",
                year - 1,
                year + 1
            ),
        )
        .at("step.plan")
        .by(C2)
        .into());
    }
    Ok(Decision { findings, ..on.happens(ProjectStep::Approved { plan }) })
}
