//! What a step of a project says, in words.

use policy::article::Words;
use policy::standard::project::step::ProjectStep;

use crate::acts::field::w;
use crate::visitor::Visitor;
use crate::words::fill;

/// What happened.
pub(super) fn step(step: &ProjectStep) -> Words {
    match step {
        ProjectStep::Proposed { .. } => w("申报", "proposed"),
        ProjectStep::Withdrawn {} => w("撤回申报", "proposal withdrawn"),
        ProjectStep::Accepted {} => w("受理", "accepted"),
        ProjectStep::Declined {} => w("不予受理", "not accepted"),
        ProjectStep::PanelAppointed { .. } => w("组建专家组", "panel appointed"),
        ProjectStep::ClauseNoted { .. } => w("逐条意见", "clause spoken of"),
        ProjectStep::Voted { .. } => w("专家表决", "vote cast"),
        ProjectStep::PanelMet { .. } => w("专家组会议", "panel met"),
        ProjectStep::PanelSetAside { .. } => w("撤销专家组", "panel set aside"),
        ProjectStep::Announced { .. } => w("立项公示", "public notice"),
        ProjectStep::Approved { .. } => w("批准立项", "project approved"),
        ProjectStep::Refused {} => w("不予立项", "project not approved"),
        ProjectStep::ParticipantNamed { .. } => w("登记参与单位", "participant named"),
        ProjectStep::ParticipantLeft { .. } => w("参与单位退出", "participant left"),
        ProjectStep::KickedOff { .. } => w("启动起草", "drafting begun"),
        ProjectStep::DocumentFiled { .. } => w("提交文件", "document filed"),
        ProjectStep::CommentsOpened { .. } => w("征求意见", "opened for comments"),
        ProjectStep::Commented { .. } => w("收到意见", "comment received"),
        ProjectStep::CommentsLetThrough { .. } => w("公开意见", "comments let through"),
        ProjectStep::CommentAnswered { .. } => w("答复意见", "comment answered"),
        ProjectStep::CommentsSetAside { .. } => w("不作为意见", "comments set aside"),
        ProjectStep::Submitted {} => w("送审", "draft submitted"),
        ProjectStep::SentBack {} => w("退回修改", "draft sent back"),
        ProjectStep::TextApproved {} => w("批准文本", "text approved"),
        ProjectStep::Published { .. } => w("发布标准", "standard published"),
        ProjectStep::SystemDrawn { .. } => w("编制体系表", "system drawn"),
        ProjectStep::SystemPublished {} => w("发布标准体系", "system published"),
        ProjectStep::LeadReplaced { .. } => w("变更牵头单位", "lead replaced"),
        ProjectStep::Stopped {} => w("终止项目", "project stopped"),
    }
}

/// What it happened to.
pub(super) fn detail(visitor: &Visitor, step: &ProjectStep) -> Option<String> {
    let until = |day: &policy::calendar::Day| Some(format!("{} {day}", visitor.word(w("截止", "until"))));
    let panel = |number: &u16| fill(visitor.w.project.panel_number, &[number]);
    match step {
        ProjectStep::Proposed { proposal, lead_name, .. } => {
            let wants = visitor.word(proposal.wants.words());
            Some(format!("{wants} {} · {lead_name}", proposal.title))
        }
        ProjectStep::PanelAppointed { panel: number, purpose, experts, meets_on } => Some(format!(
            "{} · {} · {} · {meets_on}",
            panel(number),
            visitor.word(purpose.words()),
            experts.join(visitor.w.case.comma)
        )),
        ProjectStep::ClauseNoted { panel: number, expert, clause, verdict } => {
            Some(format!("{} · {expert} · {clause} · {}", panel(number), visitor.word(verdict.words())))
        }
        ProjectStep::Voted { panel: number, expert, vote, .. } => {
            Some(format!("{} · {expert} · {}", panel(number), visitor.word(vote.words())))
        }
        ProjectStep::PanelMet { panel: number } | ProjectStep::PanelSetAside { panel: number } => {
            Some(panel(number))
        }
        ProjectStep::Announced { until: day } | ProjectStep::CommentsOpened { until: day } => until(day),
        ProjectStep::Approved { plan } => Some(plan.to_string()),
        ProjectStep::ParticipantNamed { participant } => {
            Some(format!("{} · {}", participant.name, visitor.word(participant.kind.words())))
        }
        ProjectStep::ParticipantLeft { name } => Some(name.clone()),
        ProjectStep::KickedOff { draft_by } => draft_by.as_ref().and_then(until),
        ProjectStep::DocumentFiled { kind, title, .. } => {
            Some(format!("{} {title}", visitor.word(kind.words())))
        }
        ProjectStep::Commented { comment, organisation, .. } => {
            let from = organisation.as_deref().unwrap_or_default();
            Some(format!("{comment} {from}").trim().to_owned())
        }
        ProjectStep::CommentsLetThrough { comments } | ProjectStep::CommentsSetAside { comments } => {
            let numbers: Vec<String> = comments.iter().map(u32::to_string).collect();
            Some(numbers.join(visitor.w.case.comma))
        }
        ProjectStep::CommentAnswered { comment, verdict } => {
            Some(format!("{comment} · {}", visitor.word(verdict.words())))
        }
        ProjectStep::Published { edition } => Some(edition.print()),
        ProjectStep::SystemDrawn { nodes } => Some(nodes.len().to_string()),
        ProjectStep::LeadReplaced { lead, lead_name, .. } => Some(format!("{lead_name} {lead}")),
        ProjectStep::Withdrawn {}
        | ProjectStep::Accepted {}
        | ProjectStep::Declined {}
        | ProjectStep::Refused {}
        | ProjectStep::Submitted {}
        | ProjectStep::SentBack {}
        | ProjectStep::TextApproved {}
        | ProjectStep::SystemPublished {}
        | ProjectStep::Stopped {} => None,
    }
}
