//! State is the fold of events: what each entry does to the dossier, the scheme or the standard it is about.
//! Total: an event that finds nothing to change changes nothing, and `pzb audit` would name it.

use crate::authorization::{DeclarationDecision, MarkState};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::enterprise::facts::{CertificateEnd, Fact, FactKind, HeadOffice, Registration, Suspension};
use crate::enterprise::record::{Completeness, Entered, Mark, Record};
use crate::event::{Entry, Event};
use crate::scheme::Scheme;
use crate::standard::Standard;
use crate::standard::number::StandardNumber;
use crate::supervision::{Answered, Check, Step, TestResult, Verified};

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concerns {
    /// The enterprise named by the entry.
    Enterprise,
    /// The scheme.
    Scheme,
    /// A standard.
    Standard(StandardNumber),
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
        Event::EditionWithdrawn { edition } => Concerns::Standard(edition.number().clone()),
        Event::TextErased { .. } => Concerns::Nothing,
        Event::EnterpriseRegistered { .. }
        | Event::FactEntered { .. }
        | Event::FactEnded { .. }
        | Event::FactAnnulled { .. }
        | Event::RegisterCompleted { .. }
        | Event::CertificateSuspended { .. }
        | Event::CertificateSuspensionLifted { .. }
        | Event::DeclarationFiled { .. }
        | Event::DeclarationWithdrawn { .. }
        | Event::DeclarationRefused { .. }
        | Event::AuthorizationGranted { .. }
        | Event::AuthorizationSuspended { .. }
        | Event::AuthorizationSuspensionLifted { .. }
        | Event::AuthorizationEnded { .. }
        | Event::AuthorizationRevoked { .. }
        | Event::RevocationCorrected { .. }
        | Event::ProductSampled { .. }
        | Event::ResultEntered { .. }
        | Event::ResultNotified { .. }
        | Event::ObjectionFiled { .. }
        | Event::RetestEntered { .. }
        | Event::ObjectionAnswered { .. }
        | Event::ResultVerified { .. }
        | Event::CheckAnnulled { .. }
        | Event::ProceedingOpened { .. }
        | Event::ProceedingAdvanced { .. }
        | Event::ProceedingClosed { .. } => Concerns::Enterprise,
    }
}

/// Folds an entry into the scheme.
pub fn to_scheme(scheme: &mut Scheme, entry: &Entry, position: u64) {
    let entered = Entered { on: entry.entered_on, entry: position };
    let mark = Mark::new(entry.on, entered);
    match &entry.event {
        Event::SchemeFactEntered { fact } => {
            let mut fact = fact.clone();
            fact.record_mut().set_entered(entered);
            scheme.enter(fact);
        }
        Event::SchemeFactEnded { kind, id } => {
            if let Some(record) = scheme.record_mut(*kind, id) {
                record.end(mark);
            }
        }
        Event::SchemeFactAnnulled { kind, id } => {
            if let Some(record) = scheme.record_mut(*kind, id) {
                record.annul(mark);
            }
        }
        _ => {}
    }
}

/// Folds an entry into a standard.
pub fn to_standard(standard: &mut Standard, entry: &Entry, position: u64) {
    let entered = Entered { on: entry.entered_on, entry: position };
    match &entry.event {
        Event::EditionEntered { edition } => {
            let mut edition = (**edition).clone();
            edition.set_entered(entered);
            standard.editions.push(edition);
        }
        Event::EditionWithdrawn { edition } => {
            let found = standard.editions.iter_mut().find(|known| known.edition == *edition);
            if let Some(known) = found {
                known.end(Mark::new(entry.on, entered));
            }
        }
        _ => {}
    }
}

/// Folds an entry into the dossier of its enterprise.
pub fn to_dossier(dossier: &mut Dossier, entry: &Entry, position: u64) {
    let entered = Entered { on: entry.entered_on, entry: position };
    let mark = Mark::new(entry.on, entered);
    match &entry.event {
        Event::EnterpriseRegistered { name, region, .. } => {
            register(dossier, entry.on, name, region, entered)
        }
        Event::FactEntered { fact } => {
            let mut fact = fact.clone();
            fact.record_mut().set_entered(entered);
            dossier.enter(fact);
        }
        Event::FactEnded { kind, id, how } => end_fact(dossier, *kind, id, *how, mark),
        Event::FactAnnulled { kind, id } => {
            if let Some(record) = dossier.record_mut(*kind, id) {
                record.annul(mark);
            }
        }
        Event::RegisterCompleted { kind, since } => dossier.complete(
            *kind,
            Completeness {
                since: *since,
                stated_on: entry.on,
                entered_on: Some(entered.on),
                entry: Some(position),
            },
        ),
        Event::CertificateSuspended { certificate } => {
            if let Some(found) = dossier.certificates.list.iter_mut().find(|c| c.id == *certificate) {
                found.suspensions.push(Suspension { from: mark, lifted: None });
            }
        }
        Event::CertificateSuspensionLifted { certificate } => {
            if let Some(found) = dossier.certificates.list.iter_mut().find(|c| c.id == *certificate) {
                lift(&mut found.suspensions, mark);
            }
        }
        _ => to_declarations(dossier, entry, entered, mark),
    }
}

fn register(dossier: &mut Dossier, on: Day, name: &str, region: &str, entered: Entered) {
    let mut registration = Registration {
        id: format!("registration-{}", entered.entry),
        name: name.to_owned(),
        since: on,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    registration.set_entered(entered);
    let mut seat = HeadOffice {
        id: format!("seat-{}", entered.entry),
        region: region.to_owned(),
        since: on,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    seat.set_entered(entered);
    dossier.enter(Fact::Registration(registration));
    dossier.enter(Fact::HeadOffice(seat));
}

fn end_fact(dossier: &mut Dossier, kind: FactKind, id: &str, how: Option<CertificateEnd>, mark: Mark) {
    if let Some(record) = dossier.record_mut(kind, id) {
        record.end(mark);
    }
    if kind == FactKind::Certificate
        && let Some(certificate) = dossier.certificates.list.iter_mut().find(|c| c.id == id)
    {
        certificate.end_kind = how;
    }
}

fn lift(suspensions: &mut [Suspension], mark: Mark) {
    if let Some(open) = suspensions.iter_mut().rev().find(|suspension| suspension.lifted.is_none()) {
        open.lifted = Some(mark);
    }
}

fn to_declarations(dossier: &mut Dossier, entry: &Entry, entered: Entered, mark: Mark) {
    match &entry.event {
        Event::DeclarationFiled { declaration } => {
            let mut declaration = declaration.clone();
            declaration.set_entered(entered);
            dossier.declarations.push(declaration);
        }
        Event::DeclarationWithdrawn { declaration } => {
            if let Some(found) = dossier.declarations.iter_mut().find(|d| d.id == *declaration) {
                found.end(mark);
            }
        }
        Event::DeclarationRefused { declaration } => decide_declaration(dossier, declaration, false, mark),
        Event::AuthorizationGranted { authorization } => {
            if let crate::authorization::Basis::SelfDeclaration { declaration, .. } = &authorization.basis {
                decide_declaration(dossier, declaration, true, mark);
            }
            let mut authorization = authorization.clone();
            authorization.set_entered(entered);
            dossier.authorizations.list.push(authorization);
        }
        _ => to_authorizations(dossier, entry, mark),
    }
    to_checks(dossier, entry, entered, mark);
    to_proceedings(dossier, entry, entered, mark);
}

fn decide_declaration(dossier: &mut Dossier, id: &str, granted: bool, mark: Mark) {
    if let Some(found) = dossier.declarations.iter_mut().find(|d| d.id == id) {
        found.decided = Some(DeclarationDecision { granted, mark });
    }
}

fn to_authorizations(dossier: &mut Dossier, entry: &Entry, mark: Mark) {
    let code = match &entry.event {
        Event::AuthorizationSuspended { authorization }
        | Event::AuthorizationSuspensionLifted { authorization }
        | Event::AuthorizationEnded { authorization }
        | Event::AuthorizationRevoked { authorization, .. }
        | Event::RevocationCorrected { authorization } => authorization,
        _ => return,
    };
    let Some(found) = dossier.authorizations.list.iter_mut().find(|a| a.code == *code) else { return };
    match &entry.event {
        Event::AuthorizationSuspended { .. } => {
            found.suspensions.push(Suspension { from: mark, lifted: None })
        }
        Event::AuthorizationSuspensionLifted { .. } => lift(&mut found.suspensions, mark),
        Event::AuthorizationEnded { .. } => found.end(mark),
        Event::AuthorizationRevoked { revocation, .. } => {
            let mut revocation = revocation.clone();
            revocation.mark = mark;
            found.revocations.push(revocation);
        }
        Event::RevocationCorrected { .. } => {
            let standing = found.revocations.iter_mut().rev().find(|r| r.corrected.is_none());
            if let Some(revocation) = standing {
                revocation.corrected = Some(mark);
            }
        }
        _ => {}
    }
}

fn to_checks(dossier: &mut Dossier, entry: &Entry, entered: Entered, mark: Mark) {
    if let Event::ProductSampled { check } = &entry.event {
        let mut check = check.clone();
        check.set_entered(entered);
        dossier.checks.list.push(check);
        return;
    }
    let id = match &entry.event {
        Event::ResultEntered { check, .. }
        | Event::ResultNotified { check }
        | Event::ObjectionFiled { check }
        | Event::RetestEntered { check, .. }
        | Event::ObjectionAnswered { check, .. }
        | Event::ResultVerified { check, .. }
        | Event::CheckAnnulled { check } => check,
        _ => return,
    };
    let Some(found) = dossier.checks.list.iter_mut().find(|check| check.id == *id) else { return };
    advance_check(found, &entry.event, mark);
}

fn advance_check(check: &mut Check, event: &Event, mark: Mark) {
    match event {
        Event::ResultEntered { meets_standard, breaks_law, .. } => {
            check.result =
                Some(TestResult { mark, meets_standard: *meets_standard, breaks_law: *breaks_law });
        }
        Event::ResultNotified { .. } => check.notified = Some(mark),
        Event::ObjectionFiled { .. } => check.objection = Some(mark),
        Event::RetestEntered { meets_standard, breaks_law, .. } => {
            check.retest =
                Some(TestResult { mark, meets_standard: *meets_standard, breaks_law: *breaks_law });
        }
        Event::ObjectionAnswered { answer, .. } => check.answer = Some(Answered { mark, answer: *answer }),
        Event::ResultVerified { failed, .. } => check.verified = Some(Verified { mark, failed: *failed }),
        Event::CheckAnnulled { .. } => check.annul(mark),
        _ => {}
    }
}

fn to_proceedings(dossier: &mut Dossier, entry: &Entry, entered: Entered, mark: Mark) {
    match &entry.event {
        Event::ProceedingOpened { proceeding } => {
            let mut proceeding = proceeding.clone();
            proceeding.set_entered(entered);
            dossier.proceedings.push(proceeding);
        }
        Event::ProceedingAdvanced { proceeding, step } => {
            if let Some(found) = dossier.proceedings.iter_mut().find(|p| p.id == *proceeding) {
                found.steps.push(Step { step: step.clone(), mark, text: entry.reason.clone() });
            }
        }
        Event::ProceedingClosed { proceeding } => {
            if let Some(found) = dossier.proceedings.iter_mut().find(|p| p.id == *proceeding) {
                found.end(mark);
            }
        }
        _ => {}
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
