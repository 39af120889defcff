//! State is the fold of events: what each entry does to the dossier, the scheme or the standard it is about.
//! Total: an event that finds nothing to change changes nothing. No decision makes one; whether what is on file follows
//! from the entries is `pzb audit`'s question, not whether each of them had an effect.

mod change;

use self::change::{
    advance, annul_fact, annul_review, answer_objection, correct, decide_label, decline, end_fact,
    entered_fact, grant, issue, join, kept, lift, lift_mark, object, on_certificate, on_check,
    on_declaration, on_label, on_mark, on_proceeding, order_retest, refuse, register, result, retest,
    reviewed, revoke, stated, suspend, suspend_mark, verify,
};
use crate::authorization::{Authorization, Declaration, MarkState};
use crate::enterprise::Dossier;
use crate::enterprise::record::{Entered, Mark, Record};
use crate::event::{Entry, Event};
use crate::paper::PaperKind;
use crate::scheme::Scheme;
use crate::standard::number::{EditionNumber, StandardNumber};
use crate::standard::project::{Project, Stepped};
use crate::standard::publishing::DutyReport;
use crate::standard::{Edition, Standard};
use crate::supervision::label::LabelFiling;
use crate::supervision::{Check, Proceeding};

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concerns {
    /// The enterprise named by the entry.
    Enterprise,
    /// The scheme.
    Scheme,
    /// A standard.
    Standard(StandardNumber),
    /// A project.
    Project(String),
    /// A report of duties not fulfilled.
    DutyReport(String),
    /// The enterprise that the notice entered at a position was served on: its paper is issued, and whoever issues it names
    /// the entry only.
    Notice(u64),
    /// Nothing that is folded: the erasure of a text.
    Nothing,
}

/// What an event is about.
#[must_use]
pub fn concerns(event: &Event) -> Concerns {
    match event {
        Event::SchemeFactEntered { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. } => Concerns::Scheme,
        Event::EditionEntered { edition } => Concerns::Standard(edition.edition.number().clone()),
        Event::TableContinued { edition, .. }
        | Event::EditionWithdrawn { edition }
        | Event::EditionAnnulled { edition }
        | Event::ReviewAnnulled { edition, .. }
        | Event::ReviewCompleted { edition, .. } => Concerns::Standard(edition.number().clone()),
        Event::ProjectStepped { project, .. } => Concerns::Project(project.clone()),
        Event::DutyReportAdvanced { report, .. } => Concerns::DutyReport(report.clone()),
        Event::PaperIssued { paper } if paper.kind == PaperKind::SanctionNotice => {
            Concerns::Notice(paper.entry)
        }
        Event::TextErased { .. } | Event::PaperIssued { .. } => Concerns::Nothing,
        Event::EnterpriseRegistered { .. }
        | Event::FactEntered { .. }
        | Event::FactEnded { .. }
        | Event::FactAnnulled { .. }
        | Event::FactCompleted { .. }
        | Event::RegisterCompleted { .. }
        | Event::CertificateSuspended { .. }
        | Event::CertificateSuspensionLifted { .. }
        | Event::DeclarationFiled { .. }
        | Event::DeclarationWithdrawn { .. }
        | Event::DeclarationJoined { .. }
        | Event::DeclarationDeclined { .. }
        | Event::DeclarationRefused { .. }
        | Event::AuthorizationGranted { .. }
        | Event::AuthorizationSuspended { .. }
        | Event::AuthorizationSuspensionLifted { .. }
        | Event::AuthorizationEnded { .. }
        | Event::AuthorizationRevoked { .. }
        | Event::RevocationCorrected { .. }
        | Event::LabelFiled { .. }
        | Event::LabelDecided { .. }
        | Event::LabelWithdrawn { .. }
        | Event::LabelDecisionAnnulled { .. }
        | Event::ProductSampled { .. }
        | Event::ResultEntered { .. }
        | Event::ResultNotified { .. }
        | Event::ObjectionFiled { .. }
        | Event::RetestOrdered { .. }
        | Event::RetestEntered { .. }
        | Event::ObjectionAnswered { .. }
        | Event::ResultVerified { .. }
        | Event::CheckAnnulled { .. }
        | Event::ProceedingOpened { .. }
        | Event::ProceedingAdvanced { .. }
        | Event::ProceedingClosed { .. } => Concerns::Enterprise,
    }
}

/// When an entry was entered, and when what it tells happened.
fn marked(entry: &Entry, position: u64) -> (Entered, Mark) {
    let entered = Entered { on: entry.entered_on, entry: position };
    (entered, Mark::new(entry.on, entered))
}

/// Folds an entry into the scheme. No wildcard, as in [`to_dossier`].
pub fn to_scheme(scheme: &mut Scheme, entry: &Entry, position: u64) {
    let (entered, mark) = marked(entry, position);
    match &entry.event {
        Event::SchemeFactEntered { fact } => {
            let mut fact = fact.clone();
            fact.record_mut().set_entered(entered);
            scheme.enter(fact);
        }
        Event::SchemeFactEnded { kind, id } => {
            scheme.record_mut(*kind, id).into_iter().for_each(|record| record.end(mark));
        }
        Event::SchemeFactAnnulled { kind, id } => {
            scheme.record_mut(*kind, id).into_iter().for_each(|record| record.annul(mark));
        }
        Event::EnterpriseRegistered { .. }
        | Event::FactEntered { .. }
        | Event::FactEnded { .. }
        | Event::FactAnnulled { .. }
        | Event::FactCompleted { .. }
        | Event::RegisterCompleted { .. }
        | Event::EditionEntered { .. }
        | Event::TableContinued { .. }
        | Event::EditionWithdrawn { .. }
        | Event::EditionAnnulled { .. }
        | Event::CertificateSuspended { .. }
        | Event::CertificateSuspensionLifted { .. }
        | Event::DeclarationFiled { .. }
        | Event::DeclarationWithdrawn { .. }
        | Event::DeclarationJoined { .. }
        | Event::DeclarationDeclined { .. }
        | Event::DeclarationRefused { .. }
        | Event::AuthorizationGranted { .. }
        | Event::AuthorizationSuspended { .. }
        | Event::AuthorizationSuspensionLifted { .. }
        | Event::AuthorizationEnded { .. }
        | Event::AuthorizationRevoked { .. }
        | Event::RevocationCorrected { .. }
        | Event::LabelFiled { .. }
        | Event::LabelDecided { .. }
        | Event::LabelWithdrawn { .. }
        | Event::LabelDecisionAnnulled { .. }
        | Event::ReviewCompleted { .. }
        | Event::ProjectStepped { .. }
        | Event::ReviewAnnulled { .. }
        | Event::ProductSampled { .. }
        | Event::ResultEntered { .. }
        | Event::ResultNotified { .. }
        | Event::ObjectionFiled { .. }
        | Event::RetestOrdered { .. }
        | Event::RetestEntered { .. }
        | Event::ObjectionAnswered { .. }
        | Event::ResultVerified { .. }
        | Event::CheckAnnulled { .. }
        | Event::ProceedingOpened { .. }
        | Event::ProceedingAdvanced { .. }
        | Event::ProceedingClosed { .. }
        | Event::TextErased { .. }
        | Event::PaperIssued { .. }
        | Event::DutyReportAdvanced { .. } => {}
    }
}

/// Folds an entry into a standard. No wildcard, as in [`to_dossier`].
pub fn to_standard(standard: &mut Standard, entry: &Entry, position: u64) {
    let (entered, mark) = marked(entry, position);
    match &entry.event {
        Event::EditionEntered { edition } => standard.editions.push(kept(&**edition, entered)),
        Event::TableContinued { edition, rows } => {
            let table = counting(standard, edition).and_then(|known| known.table.as_mut());
            table.into_iter().for_each(|table| table.rows.extend(rows.iter().cloned()));
        }
        Event::EditionWithdrawn { edition } => {
            counting(standard, edition).into_iter().for_each(|known| known.end(mark));
        }
        Event::EditionAnnulled { edition } => {
            counting(standard, edition).into_iter().for_each(|known| known.annul(mark));
        }
        Event::ReviewCompleted { edition: of, verdict } => reviewed(counting(standard, of), *verdict, mark),
        Event::ReviewAnnulled { edition: of, completed_on: on } => {
            annul_review(counting(standard, of), *on, mark);
        }
        Event::EnterpriseRegistered { .. }
        | Event::FactEntered { .. }
        | Event::FactEnded { .. }
        | Event::FactAnnulled { .. }
        | Event::FactCompleted { .. }
        | Event::RegisterCompleted { .. }
        | Event::SchemeFactEntered { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. }
        | Event::CertificateSuspended { .. }
        | Event::CertificateSuspensionLifted { .. }
        | Event::DeclarationFiled { .. }
        | Event::DeclarationWithdrawn { .. }
        | Event::DeclarationJoined { .. }
        | Event::DeclarationDeclined { .. }
        | Event::DeclarationRefused { .. }
        | Event::AuthorizationGranted { .. }
        | Event::AuthorizationSuspended { .. }
        | Event::AuthorizationSuspensionLifted { .. }
        | Event::AuthorizationEnded { .. }
        | Event::AuthorizationRevoked { .. }
        | Event::RevocationCorrected { .. }
        | Event::LabelFiled { .. }
        | Event::LabelDecided { .. }
        | Event::LabelWithdrawn { .. }
        | Event::ProjectStepped { .. }
        | Event::LabelDecisionAnnulled { .. }
        | Event::ProductSampled { .. }
        | Event::ResultEntered { .. }
        | Event::ResultNotified { .. }
        | Event::ObjectionFiled { .. }
        | Event::RetestOrdered { .. }
        | Event::RetestEntered { .. }
        | Event::ObjectionAnswered { .. }
        | Event::ResultVerified { .. }
        | Event::CheckAnnulled { .. }
        | Event::ProceedingOpened { .. }
        | Event::ProceedingAdvanced { .. }
        | Event::ProceedingClosed { .. }
        | Event::TextErased { .. }
        | Event::PaperIssued { .. }
        | Event::DutyReportAdvanced { .. } => {}
    }
}

/// Folds an entry into a project: its steps are all there is of it.
pub fn to_project(project: &mut Project, entry: &Entry, position: u64) {
    let Event::ProjectStepped { step, .. } = &entry.event else { return };
    let mark = Mark::new(entry.on, Entered { on: entry.entered_on, entry: position });
    project.steps.push(Stepped { step: step.clone(), mark, text: entry.reason.clone() });
}

/// The edition with a number that counts.
fn counting<'a>(standard: &'a mut Standard, number: &EditionNumber) -> Option<&'a mut Edition> {
    standard.editions.iter_mut().rfind(|known| known.edition == *number && known.annulled.is_none())
}

/// Folds an entry into the dossier of its enterprise. No wildcard: a new event does not compile until it is
/// said here what it does.
pub fn to_dossier(dossier: &mut Dossier, entry: &Entry, position: u64) {
    let (entered, mark) = marked(entry, position);
    let at = (dossier, mark);
    match &entry.event {
        Event::EnterpriseRegistered { .. } => register(at.0, entry, entered),
        Event::FactEntered { fact } => at.0.enter(entered_fact(fact, entered)),
        Event::FactEnded { kind, id, how } => end_fact(at.0, *kind, id, *how, mark),
        Event::FactAnnulled { kind, id } => annul_fact(at.0, *kind, id, mark),
        Event::FactCompleted { completion } => completion.fold(at.0, mark, entered),
        Event::RegisterCompleted { kind, since } => at.0.complete(*kind, stated(*since, mark)),
        Event::CertificateSuspended { certificate } => on_certificate(at, certificate, suspend),
        Event::CertificateSuspensionLifted { certificate } => {
            on_certificate(at, certificate, |all, mark| lift(all, mark))
        }
        Event::DeclarationFiled { declaration } => at.0.declarations.push(kept(declaration, entered)),
        Event::DeclarationWithdrawn { declaration } => on_declaration(at, declaration, Declaration::end),
        Event::DeclarationJoined { declaration } => on_declaration(at, declaration, join),
        Event::DeclarationDeclined { declaration } => on_declaration(at, declaration, decline),
        Event::DeclarationRefused { declaration } => on_declaration(at, declaration, refuse),
        Event::AuthorizationGranted { authorization } => grant(at.0, authorization, entered, mark),
        Event::AuthorizationSuspended { authorization } => suspend_mark(at, *authorization),
        Event::AuthorizationSuspensionLifted { authorization } => lift_mark(at, *authorization),
        Event::AuthorizationEnded { authorization } => on_mark(at, *authorization, Authorization::end),
        Event::AuthorizationRevoked { authorization, revocation } => revoke(at, *authorization, revocation),
        Event::RevocationCorrected { authorization } => on_mark(at, *authorization, correct),
        Event::LabelFiled { label } => at.0.labels.push(kept(label, entered)),
        Event::LabelDecided { label: id, is_accepted: is, checklist } => {
            decide_label(at, id, *is, *checklist)
        }
        Event::LabelWithdrawn { label } => on_label(at, label, LabelFiling::end),
        Event::LabelDecisionAnnulled { label } => on_label(at, label, LabelFiling::annul_decision),
        Event::ProductSampled { check } => at.0.checks.list.push(kept(&**check, entered)),
        Event::ResultEntered { check, meets_standard, breaks_law, report } => {
            result(at, check, (*meets_standard, *breaks_law), report);
        }
        Event::ResultNotified { check } => on_check(at, check, |found, mark| found.notified = Some(mark)),
        Event::ObjectionFiled { check, files } => object(at, check, files),
        Event::RetestOrdered { check, laboratory: to, is_only_one: it } => order_retest(at, check, to, *it),
        Event::RetestEntered { check, meets_standard, breaks_law, report } => {
            retest(at, check, (*meets_standard, *breaks_law), report);
        }
        Event::ObjectionAnswered { check, answer } => answer_objection(at, check, *answer),
        Event::ResultVerified { check, failed } => verify(at, check, *failed),
        Event::CheckAnnulled { check } => on_check(at, check, Check::annul),
        Event::ProceedingOpened { proceeding } => at.0.proceedings.push(kept(proceeding, entered)),
        Event::ProceedingAdvanced { proceeding, step } => advance(at, proceeding, step, &entry.reason),
        Event::ProceedingClosed { proceeding } => on_proceeding(at, proceeding, Proceeding::end),
        Event::PaperIssued { paper } => issue(at, paper),
        Event::SchemeFactEntered { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. }
        | Event::EditionEntered { .. }
        | Event::TableContinued { .. }
        | Event::EditionWithdrawn { .. }
        | Event::EditionAnnulled { .. }
        | Event::ReviewCompleted { .. }
        | Event::ProjectStepped { .. }
        | Event::ReviewAnnulled { .. }
        | Event::TextErased { .. }
        | Event::DutyReportAdvanced { .. } => {}
    }
}

/// Folds an entry into a report of duties not fulfilled.
pub fn to_report(report: &mut DutyReport, entry: &Entry, position: u64) {
    let mark = Mark::new(entry.on, Entered { on: entry.entered_on, entry: position });
    if let Event::DutyReportAdvanced { step, .. } = &entry.event {
        report.take(step, mark);
    }
}

/// Whether a state still stands: the mark may come back to valid without a new filing.
#[must_use]
pub fn stands(state: MarkState) -> bool {
    match state {
        MarkState::NotYet(_)
        | MarkState::Valid
        | MarkState::Suspended(_)
        | MarkState::BasisGone(_)
        | MarkState::CannotTell => true,
        MarkState::Revoked(_) | MarkState::Ended(_) | MarkState::Expired(_) => false,
    }
}
