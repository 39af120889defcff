//! When an act on a project is possible: the stages of each kind, once for whoever decides and whoever offers.

use super::act::ProjectActKind as Kind;
use super::progress::CommentState;
use super::stage::{Purpose, Stage};
use crate::rule::Rule;
use crate::standard::rules;

/// A proposal that is not in the plan yet.
const BEFORE_THE_PLAN: &[Stage] = &[Stage::Proposed, Stage::Accepted, Stage::Heard, Stage::Announced];

/// A project that stands in the plan and is not over.
const UNDER_WAY: &[Stage] = &[
    Stage::Approved,
    Stage::Drafting,
    Stage::Comments,
    Stage::Submitted,
    Stage::Examined,
    Stage::TextApproved,
];

/// The stages in which people join and leave.
const AT_WORK: &[Stage] =
    &[Stage::Approved, Stage::Drafting, Stage::Comments, Stage::Submitted, Stage::Examined];

/// The stages in which documents are filed.
const WITH_PAPERS: &[Stage] = &[
    Stage::Proposed,
    Stage::Accepted,
    Stage::Heard,
    Stage::Announced,
    Stage::Approved,
    Stage::Drafting,
    Stage::Comments,
    Stage::Submitted,
    Stage::Examined,
];

/// The stages in which comments are answered, and late ones taken that came while they were open.
const ANSWERING: &[Stage] =
    &[Stage::Announced, Stage::Approved, Stage::Drafting, Stage::Comments, Stage::Submitted, Stage::Examined];

/// The stages in which the draft is worked on, or a notice runs: an answer can be given anew.
const WORKED_ON: &[Stage] = &[Stage::Comments, Stage::Drafting, Stage::Announced];

impl Kind {
    /// The stages in which an act of this kind is possible. What it is about can narrow them further: the purpose
    /// of a panel, what became of a comment.
    #[must_use]
    pub fn stages(self) -> &'static [Stage] {
        match self {
            // There is no project yet.
            Kind::Propose => &[],
            Kind::WithdrawProposal => BEFORE_THE_PLAN,
            Kind::AcceptProposal | Kind::DeclineProposal => &[Stage::Proposed],
            Kind::AppointPanel | Kind::CastVote | Kind::ClosePanel => &[Stage::Accepted, Stage::Submitted],
            Kind::NoteClause => Purpose::Text.stages(),
            Kind::SetPanelAside => &[
                Stage::Accepted,
                Stage::Heard,
                Stage::Announced,
                Stage::Submitted,
                Stage::Examined,
                Stage::TextApproved,
            ],
            Kind::AnnounceProject => &[Stage::Heard],
            Kind::ApproveProject => &[Stage::Announced],
            Kind::RefuseProject => &[Stage::Accepted, Stage::Heard, Stage::Announced],
            Kind::NameParticipant | Kind::DropParticipant => AT_WORK,
            Kind::KickOff => &[Stage::Approved],
            Kind::FileDocument => WITH_PAPERS,
            Kind::OpenComments => &[Stage::Drafting],
            Kind::Comment | Kind::AnswerComment => ANSWERING,
            // What was said is told, or is no comment, also after the end.
            Kind::LetCommentsThrough | Kind::SetCommentsAside => &Stage::ALL,
            Kind::SubmitDraft => &[Stage::Comments, Stage::Drafting],
            Kind::SendBack => &[Stage::Submitted, Stage::Examined],
            Kind::ApproveText => &[Stage::Examined],
            Kind::PublishStandard | Kind::PublishSystem => &[Stage::TextApproved],
            Kind::DrawSystem => &[Stage::Drafting, Stage::Comments, Stage::Published],
            Kind::ReplaceLead | Kind::StopProject => UNDER_WAY,
        }
    }
}

impl Kind {
    /// The rules that are asked of the project before an act of this kind.
    #[must_use]
    pub fn rules(self) -> &'static [&'static Rule] {
        match self {
            Kind::AcceptProposal => rules::PROJECT_ACCEPTING,
            Kind::AnnounceProject => rules::PROJECT_HEARD,
            Kind::ApproveProject => rules::PROJECT_APPROVING,
            Kind::SubmitDraft => rules::PROJECT_SUBMITTING,
            Kind::ApproveText => rules::PROJECT_TEXT,
            Kind::PublishStandard | Kind::PublishSystem => rules::PROJECT_PUBLISHING,
            Kind::Propose
            | Kind::WithdrawProposal
            | Kind::DeclineProposal
            | Kind::AppointPanel
            | Kind::NoteClause
            | Kind::CastVote
            | Kind::ClosePanel
            | Kind::SetPanelAside
            | Kind::RefuseProject
            | Kind::NameParticipant
            | Kind::DropParticipant
            | Kind::KickOff
            | Kind::FileDocument
            | Kind::OpenComments
            | Kind::Comment
            | Kind::LetCommentsThrough
            | Kind::AnswerComment
            | Kind::SetCommentsAside
            | Kind::SendBack
            | Kind::DrawSystem
            | Kind::ReplaceLead
            | Kind::StopProject => &[],
        }
    }

    /// Whether one of those rules looks at the other projects about the same standard.
    #[must_use]
    pub fn looks_at_rivals(self) -> bool {
        self.rules().iter().any(|rule| rule.id == rules::project::one_project::RULE.id)
    }
}

impl Purpose {
    /// The stage in which a panel for it is appointed and meets.
    #[must_use]
    pub fn stages(self) -> &'static [Stage] {
        match self {
            Purpose::Proposal => &[Stage::Accepted],
            Purpose::Text => &[Stage::Submitted],
        }
    }

    /// The stages in which a panel for it can be set aside: until the project is approved, or the standard published, for
    /// what is wrong with it may come to light during the public notice, or after the text was approved.
    #[must_use]
    pub fn stages_of_setting_aside(self) -> &'static [Stage] {
        match self {
            Purpose::Proposal => &[Stage::Accepted, Stage::Heard, Stage::Announced],
            Purpose::Text => &[Stage::Submitted, Stage::Examined, Stage::TextApproved],
        }
    }
}

impl CommentState {
    /// The stages in which an act about a comment in this state is possible: none where what became of it does not allow
    /// the act. An answer can be given anew as long as the draft is worked on.
    #[must_use]
    pub fn stages_of(self, act: Kind) -> &'static [Stage] {
        let (acts, stages): (&[Kind], _) = match self {
            CommentState::Waiting => (&[Kind::LetCommentsThrough, Kind::SetCommentsAside], act.stages()),
            CommentState::Open => (&[Kind::AnswerComment, Kind::SetCommentsAside], act.stages()),
            CommentState::Answered(_) => (&[Kind::AnswerComment], WORKED_ON),
            CommentState::SetAside => (&[Kind::LetCommentsThrough], act.stages()),
        };
        if acts.contains(&act) { stages } else { &[] }
    }
}
