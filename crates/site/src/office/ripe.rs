//! Which of the acts that an office has power for make sense at this point of a case. It only spares people
//! forms that the policy would refuse at once; the policy alone decides, and an address typed by hand opens any
//! form that the powers allow.

use policy::authorization::Declaration;
use policy::calendar::Day;
use policy::command::ActKind;
use policy::enterprise::Dossier;
use policy::enterprise::record::current;
use policy::question::Law;
use policy::standard::project::act::ProjectActKind as P;
use policy::standard::project::fault::can_be_set_aside;
use policy::standard::project::panel::Panel;
use policy::standard::project::progress::Progress;
use policy::standard::project::stage::{Purpose, Wants};
use policy::standard::review::Review;
use policy::supervision::label::{LabelFiling, LabelState};
use policy::supervision::{Check, Proceeding, ProceedingKind, StepKind};

use crate::acts::CaseKind;
use crate::office::case::Case;

/// Whether an act is worth offering now.
pub(crate) fn is_ripe(case: &Case, act: ActKind, at: (Law, Day)) -> bool {
    if act == ActKind::OnProject(P::SetPanelAside) {
        return !panels_to_set_aside(case, at).is_empty();
    }
    if let (Some(of), ActKind::OnProject(act)) = (&case.project, act) {
        return is_ripe_for_project(&of.project.progress(), act);
    }
    if let Some(report) = &case.report {
        return case.in_the_way.lets(report, act);
    }
    let Some(dossier) = &case.dossier else { return is_ripe_for_edition(case, act) };
    let id = case.subject.as_str();
    match case.kind {
        CaseKind::Declaration => {
            dossier.declarations.iter().any(|d| d.id == id && is_ripe_for_declaration(d, act))
        }
        CaseKind::Authorization => is_ripe_for_mark(dossier, id, act),
        CaseKind::Certificate => {
            let Some(found) = current(&dossier.certificates.list, id) else { return true };
            let is_suspended = found.suspensions.iter().any(|s| s.lifted.is_none());
            match act {
                ActKind::AnnulFact(_) => found.annulled.is_none(),
                ActKind::SuspendCertificate => found.ended.is_none() && !is_suspended,
                ActKind::LiftCertificateSuspension => found.ended.is_none() && is_suspended,
                _ => found.ended.is_none(),
            }
        }
        CaseKind::Label => {
            let found = dossier.labels.iter().find(|label| label.id == id);
            found.is_none_or(|label| is_ripe_for_label(label, act))
        }
        CaseKind::Check => {
            let found = current(&dossier.checks.list, id);
            found.is_none_or(|check| is_ripe_for_check(check, act))
        }
        CaseKind::Proceeding => {
            let found = dossier.proceedings.iter().find(|p| p.id == id);
            found.is_none_or(|proceeding| is_ripe_for_proceeding(proceeding, act, at.1))
        }
        CaseKind::Product => {
            act != ActKind::AnnulFact(policy::enterprise::facts::FactKind::Product)
                || dossier.product(id).is_some()
        }
        CaseKind::Enterprise
        | CaseKind::Edition
        | CaseKind::Project
        | CaseKind::DutyReport
        | CaseKind::Scheme => true,
    }
}

/// Whether an act makes sense at this point of a mark.
fn is_ripe_for_mark(dossier: &Dossier, id: &str, act: ActKind) -> bool {
    let Some(found) = dossier.authorizations.list.iter().find(|a| a.id == id) else { return true };
    let is_revoked = found.revocations.iter().any(|r| r.corrected.is_none());
    match act {
        ActKind::LiftSuspension => found.suspensions.iter().any(|s| s.lifted.is_none()),
        ActKind::CorrectRevocation => is_revoked,
        ActKind::FileLabel => {
            let of_it = |label: &LabelFiling| label.authorization == found.code;
            let waits = dossier.labels.iter().any(|it| of_it(it) && it.state() == LabelState::Filed);
            !is_revoked && found.ended.is_none() && !waits
        }
        _ => !is_revoked && found.ended.is_none(),
    }
}

/// Whether an act makes sense at this point of a declaration.
pub(super) fn is_ripe_for_declaration(declaration: &Declaration, act: ActKind) -> bool {
    let is_pending = declaration.decided.is_none() && declaration.ended.is_none();
    is_pending
        && match act {
            ActKind::JoinDeclaration => declaration.joined.is_none() && declaration.declined.is_none(),
            ActKind::DeclineDeclaration => declaration.declined.is_none(),
            _ => true,
        }
}

fn is_ripe_for_edition(case: &Case, act: ActKind) -> bool {
    let mut editions = case.standard.iter().flat_map(|standard| &standard.editions);
    let found = editions.rfind(|e| e.edition.to_string() == case.subject);
    found.is_none_or(|edition| {
        let needs_it = matches!(act, ActKind::WithdrawEdition | ActKind::CompleteReview);
        let is_aside = |review: &Review| review.annulled.is_some();
        let has_it = act != ActKind::AnnulReview || !edition.reviews.iter().all(is_aside);
        edition.annulled.is_none() && (!needs_it || edition.ended.is_none()) && has_it
    })
}

/// Whether an act makes sense at this point of a label filing.
pub(super) fn is_ripe_for_label(label: &LabelFiling, act: ActKind) -> bool {
    match label.state() {
        LabelState::Filed => !matches!(act, ActKind::WithdrawLabel | ActKind::AnnulLabelDecision),
        LabelState::Accepted => matches!(act, ActKind::WithdrawLabel | ActKind::AnnulLabelDecision),
        LabelState::Returned | LabelState::Withdrawn => act == ActKind::AnnulLabelDecision,
        LabelState::Closed => false,
    }
}

/// Whether an act makes sense at this point of a project.
pub(super) fn is_ripe_for_project(now: &Progress, act: P) -> bool {
    let is_system = now.proposal.is_some_and(|proposal| matches!(proposal.wants, Wants::System { .. }));
    let has_panel = || now.panels.iter().any(|panel| is_ripe_for_panel(now, panel, act));
    let has_comment = || now.comments.iter().any(|comment| comment.state.stages_of(act).contains(&now.stage));
    let more = match act {
        P::Propose => return true,
        P::AppointPanel => !now.panels.iter().any(Panel::waits),
        P::NoteClause | P::CastVote | P::ClosePanel | P::SetPanelAside => has_panel(),
        P::DropParticipant => !now.participants.is_empty(),
        P::LetCommentsThrough | P::AnswerComment | P::SetCommentsAside => has_comment(),
        P::SubmitDraft => now.asking.is_some() && !now.is_redraft_due,
        P::PublishStandard => !is_system,
        P::DrawSystem | P::PublishSystem => is_system,
        P::WithdrawProposal
        | P::AcceptProposal
        | P::DeclineProposal
        | P::AnnounceProject
        | P::ApproveProject
        | P::RefuseProject
        | P::NameParticipant
        | P::KickOff
        | P::FileDocument
        | P::OpenComments
        | P::Comment
        | P::SendBack
        | P::ApproveText
        | P::ReplaceLead
        | P::StopProject => true,
    };
    more && act.stages().contains(&now.stage)
}

/// The panels that can be set aside: those in whose stage the project is, unless members voted and nothing is wrong with
/// them.
pub(super) fn panels_to_set_aside(case: &Case, (law, today): (Law, Day)) -> Vec<u16> {
    let (Some(of), Some(scheme)) = (&case.project, &case.scheme) else { return Vec::new() };
    let now = of.project.progress();
    let in_stage = now.panels.iter().filter(|panel| is_ripe_for_panel(&now, panel, P::SetPanelAside));
    let can = |panel: &&Panel| can_be_set_aside(&of.project, panel, (scheme, law), today) == Some(true);
    in_stage.filter(can).map(|panel| panel.number).collect()
}

/// Whether an act makes sense for a panel: one that has met can only be set aside.
pub(super) fn is_ripe_for_panel(now: &Progress, panel: &Panel, act: P) -> bool {
    if act == P::SetPanelAside {
        return panel.stands() && panel.purpose.stages_of_setting_aside().contains(&now.stage);
    }
    panel.waits()
        && panel.purpose.stages().contains(&now.stage)
        && (act != P::NoteClause || panel.purpose == Purpose::Text)
        && (act != P::ClosePanel || (!panel.votes.is_empty() && !now.owes_clauses(panel)))
}

/// Whether an act makes sense at this point of a check.
pub(super) fn is_ripe_for_check(check: &Check, act: ActKind) -> bool {
    if check.annulled.is_some() {
        return false;
    }
    let is_open = check.verified.is_none();
    let is_answered = check.retest.is_some() || check.answer.is_some();
    match act {
        ActKind::SetCheckAside => true,
        ActKind::EnterResult => is_open && check.result.is_none(),
        ActKind::NotifyResult => is_open && check.result.is_some() && check.notified.is_none(),
        ActKind::Object => is_open && check.notified.is_some() && check.objection.is_none(),
        ActKind::OrderRetest | ActKind::AnswerObjection => {
            is_open && check.objection.is_some() && !is_answered && check.retest_order.is_none()
        }
        ActKind::EnterRetest => is_open && check.retest_order.is_some() && !is_answered,
        _ => is_open && check.result.is_some(),
    }
}

/// Whether an act makes sense at this point of a proceeding.
pub(super) fn is_ripe_for_proceeding(proceeding: &Proceeding, act: ActKind, today: Day) -> bool {
    let has = |is: fn(&StepKind) -> bool| proceeding.has(is);
    let is_noticed = has(|step| matches!(step, StepKind::NoticeServed { .. }));
    let is_asked = has(|step| matches!(step, StepKind::HearingRequested));
    let is_decided = has(|step| matches!(step, StepKind::Decided { .. }));
    let is_served = has(|step| matches!(step, StepKind::DecisionServed));
    !proceeding.is_closed()
        && match act {
            ActKind::CallInterview => proceeding.kind == ProceedingKind::Interview,
            ActKind::HoldInterview => {
                proceeding.kind == ProceedingKind::Interview
                    && proceeding.called().is_none_or(|(_, at)| at.day <= today)
            }
            ActKind::ServeNotice => proceeding.kind.is_sanction() && !is_noticed,
            ActKind::State => is_noticed && !is_decided,
            ActKind::RequestHearing => is_noticed && !is_decided && !is_asked,
            ActKind::HoldHearing => is_asked && !has(|step| matches!(step, StepKind::HearingHeld { .. })),
            ActKind::DecideProceeding => !is_decided,
            ActKind::ServeDecision => is_decided && !is_served,
            ActKind::PublishDecision => is_served,
            _ => true,
        }
}
