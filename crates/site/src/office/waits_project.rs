//! What waits in a project for an office today (clause 2).

use policy::article::Words;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::powers::OfficeKind;
use policy::standard::project::Project;
use policy::standard::project::act::ProjectActKind as P;
use policy::standard::project::fault::can_be_set_aside;
use policy::standard::project::panel::Panel;
use policy::standard::project::progress::Progress;
use policy::standard::project::stage::{DocumentKind, Purpose, Stage};
use registry::Row;

use crate::acts::CaseKind;
use crate::acts::field::w;
use crate::office::ripe::{is_ripe_for_panel, is_ripe_for_project};
use crate::office::waits::{Due, Looks, Work};
use crate::office::weighing::silent;

/// Acts that take a project on. What can be done at any time is no work that waits.
pub(super) const PROJECT: &[P] = &[
    P::AcceptProposal,
    P::DeclineProposal,
    P::AppointPanel,
    P::NoteClause,
    P::CastVote,
    P::ClosePanel,
    P::SetPanelAside,
    P::AnnounceProject,
    P::RefuseProject,
    P::ApproveProject,
    P::KickOff,
    P::FileDocument,
    P::OpenComments,
    P::LetCommentsThrough,
    P::AnswerComment,
    P::SubmitDraft,
    P::ApproveText,
    P::SendBack,
    P::PublishStandard,
    P::PublishSystem,
];

impl Looks<'_> {
    /// The work that a project is for this office.
    pub(super) fn project(&self, row: &Row, project: &Project) -> Work {
        let now = project.progress();
        let expert = self.office.of.as_deref().filter(|_| self.office.kind == OfficeKind::Expert);
        let body = expert.filter(|expert| has_to_vote(&now, expert));
        let acts: Vec<ActKind> = PROJECT.iter().copied().map(ActKind::OnProject).collect();
        let is_ripe = |act: ActKind| match act {
            ActKind::OnProject(act) => is_ripe_for_project(&now, act) && self.is_time((project, &now), act),
            _ => false,
        };
        Work {
            what: CaseKind::Project.words(),
            notes: Vec::new(),
            acts: self.open(row, (body, None), &acts, is_ripe),
            due: due(&now),
            since: (now.stage.words(), now.since().unwrap_or(self.today)),
            entered: now.stamps.last().and_then(|(_, mark)| mark.entered_on),
            otherwise: otherwise(now.stage),
        }
    }

    /// Whether a panel that can be set aside keeps the project from going on: its day went by without a vote, or something is
    /// wrong with it. One that is at work is left alone.
    fn is_stuck(&self, project: &Project, now: &Progress) -> bool {
        let is_silent =
            |panel: &Panel| silent(now, self.today).is_some_and(|(other, _)| other.number == panel.number);
        let panels = now.panels.iter().filter(|panel| is_ripe_for_panel(now, panel, P::SetPanelAside));
        let mut stuck = panels.filter(|panel| panel.met.is_some() || is_silent(panel));
        let known = (self.scheme, self.law);
        stuck.any(|panel| can_be_set_aside(project, panel, known, self.today) == Some(true))
    }

    /// Whether the day for an act has come.
    fn is_time(&self, (project, now): (&Project, &Progress), act: P) -> bool {
        let today = self.today;
        let meets = || {
            let mut open = now.panels.iter().filter(|panel| panel.waits());
            open.next().is_some_and(|panel| panel.meets_on <= today)
        };
        let waits = now.comments.iter().any(|comment| comment.state.waits());
        match act {
            P::CastVote | P::ClosePanel => meets(),
            P::ApproveProject => now.notice.is_some_and(|notice| notice.until < today),
            // What is said in a public notice is answered by the federation alone.
            P::AnswerComment => now.stage != Stage::Announced || self.office.kind == OfficeKind::Federation,
            P::SubmitDraft => now.asking.is_some_and(|asking| asking.until < today) && !waits,
            P::OpenComments => now.documents.iter().any(|document| document.kind == DocumentKind::Draft),
            // Where a draft is asked for, and where the panel needs what is still missing.
            P::FileDocument => matches!(now.stage, Stage::Drafting),
            P::RefuseProject => now.stage == Stage::Heard,
            P::SetPanelAside => self.is_stuck(project, now),
            _ => true,
        }
    }
}

/// Whether an expert sits on a panel that has not met and has not voted there.
fn has_to_vote(now: &Progress, expert: &str) -> bool {
    let mut open = now.panels.iter().filter(|panel| panel.waits());
    open.any(|panel| panel.experts.iter().any(|member| member == expert) && !panel.votes.contains_key(expert))
}

fn due(now: &Progress) -> Option<Due> {
    let meets = |purpose| now.panel(purpose).filter(|panel| panel.met.is_none()).map(|panel| panel.meets_on);
    let (day, what): (Option<Day>, Words) = match now.stage {
        Stage::Accepted => (meets(Purpose::Proposal), w("论证会", "hearing on")),
        Stage::Submitted => (meets(Purpose::Text), w("评审会", "review on")),
        Stage::Announced => (now.notice.map(|it| it.until), w("公示截止", "public notice until")),
        Stage::Drafting => (now.draft_by, w("计划送审", "draft planned by")),
        Stage::Comments => (now.asking.map(|it| it.until), w("征求意见截止", "comments until")),
        Stage::Proposed
        | Stage::Heard
        | Stage::Approved
        | Stage::Examined
        | Stage::TextApproved
        | Stage::Published
        | Stage::Declined
        | Stage::Withdrawn
        | Stage::Refused
        | Stage::Stopped => (None, w("截止", "until")),
    };
    day.map(|day| Due { day, what })
}

fn otherwise(stage: Stage) -> Words {
    match stage {
        Stage::Proposed => w("如不办理，申报单位等候答复", "if nobody acts, the lead waits for an answer"),
        Stage::Accepted | Stage::Heard | Stage::Announced => {
            w("如不办理，项目不能列入计划", "if nobody acts, the project does not enter the plan")
        }
        _ => w("如不办理，标准不能发布", "if nobody acts, the standard is not published"),
    }
}
