//! State is the fold of events: what each entry does to the dossier, the scheme or the standard it is about.
//! Total: an event that finds nothing to change changes nothing. No decision makes one; whether what is on file follows
//! from the entries is `pzb audit`'s question, not whether each of them had an effect.

use crate::authorization::code::MarkCode;
use crate::authorization::{Authorization, Basis, Declaration, DeclarationDecision, MarkState, Revocation};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::enterprise::facts::{CertificateEnd, Fact, FactKind, HeadOffice, Registration, Suspension};
use crate::enterprise::record::{Completeness, Entered, Mark, Record, current_mut};
use crate::event::{Entry, Event};
use crate::industry::Industry;
use crate::scheme::Scheme;
use crate::standard::number::{EditionNumber, StandardNumber};
use crate::standard::{Edition, Standard};
use crate::supervision::{Answered, Check, Proceeding, Step, TestResult, Verified};

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
        Event::EditionWithdrawn { edition } | Event::EditionAnnulled { edition } => {
            Concerns::Standard(edition.number().clone())
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

/// Folds an entry into the scheme. No wildcard, as in [`to_dossier`].
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
        | Event::EditionWithdrawn { .. }
        | Event::EditionAnnulled { .. }
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
        | Event::ProceedingClosed { .. }
        | Event::TextErased { .. }
        | Event::PaperIssued { .. } => {}
    }
}

/// Folds an entry into a standard. No wildcard, as in [`to_dossier`].
pub fn to_standard(standard: &mut Standard, entry: &Entry, position: u64) {
    let entered = Entered { on: entry.entered_on, entry: position };
    let mark = Mark::new(entry.on, entered);
    match &entry.event {
        Event::EditionEntered { edition } => {
            let mut edition = (**edition).clone();
            edition.set_entered(entered);
            standard.editions.push(edition);
        }
        Event::EditionWithdrawn { edition } => {
            counting(standard, edition).into_iter().for_each(|known| known.end(mark));
        }
        Event::EditionAnnulled { edition } => {
            counting(standard, edition).into_iter().for_each(|known| known.annul(mark));
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
        | Event::ProceedingClosed { .. }
        | Event::TextErased { .. }
        | Event::PaperIssued { .. } => {}
    }
}

/// The edition with a number that counts.
fn counting<'a>(standard: &'a mut Standard, number: &EditionNumber) -> Option<&'a mut Edition> {
    standard.editions.iter_mut().rfind(|known| known.edition == *number && known.annulled.is_none())
}

/// Folds an entry into the dossier of its enterprise. No wildcard: a new event does not compile until it is
/// said here what it does.
pub fn to_dossier(dossier: &mut Dossier, entry: &Entry, position: u64) {
    let entered = Entered { on: entry.entered_on, entry: position };
    let mark = Mark::new(entry.on, entered);
    let at = (dossier, mark);
    match &entry.event {
        Event::EnterpriseRegistered { name, region, industry, .. } => {
            register(at.0, entry.on, (name, region, industry.as_ref()), entered);
        }
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
        Event::DeclarationRefused { declaration } => on_declaration(at, declaration, refuse),
        Event::AuthorizationGranted { authorization } => grant(at.0, authorization, entered, mark),
        Event::AuthorizationSuspended { authorization } => {
            on_mark(at, *authorization, |found, mark| suspend(&mut found.suspensions, mark));
        }
        Event::AuthorizationSuspensionLifted { authorization } => {
            on_mark(at, *authorization, |found, mark| lift(&mut found.suspensions, mark));
        }
        Event::AuthorizationEnded { authorization } => on_mark(at, *authorization, Authorization::end),
        Event::AuthorizationRevoked { authorization, revocation } => {
            on_mark(at, *authorization, |found, mark| {
                found.revocations.push(Revocation { mark, ..revocation.clone() });
            });
        }
        Event::RevocationCorrected { authorization } => on_mark(at, *authorization, correct),
        Event::ProductSampled { check } => at.0.checks.list.push(kept(check, entered)),
        Event::ResultEntered { check, meets_standard, breaks_law } => {
            on_check(at, check, |on, mark| on.result = Some(tested(mark, *meets_standard, *breaks_law)));
        }
        Event::ResultNotified { check } => on_check(at, check, |found, mark| found.notified = Some(mark)),
        Event::ObjectionFiled { check } => on_check(at, check, |found, mark| found.objection = Some(mark)),
        Event::RetestEntered { check, meets_standard, breaks_law } => {
            on_check(at, check, |on, mark| on.retest = Some(tested(mark, *meets_standard, *breaks_law)));
        }
        Event::ObjectionAnswered { check, answer } => {
            on_check(at, check, |found, mark| found.answer = Some(Answered { mark, answer: *answer }));
        }
        Event::ResultVerified { check, failed } => verify(at, check, *failed),
        Event::CheckAnnulled { check } => on_check(at, check, Check::annul),
        Event::ProceedingOpened { proceeding } => at.0.proceedings.push(kept(proceeding, entered)),
        Event::ProceedingAdvanced { proceeding, step } => on_proceeding(at, proceeding, |found, mark| {
            found.steps.push(Step { step: step.clone(), mark, text: entry.reason.clone() });
        }),
        Event::ProceedingClosed { proceeding } => on_proceeding(at, proceeding, Proceeding::end),
        Event::SchemeFactEntered { .. }
        | Event::SchemeFactEnded { .. }
        | Event::SchemeFactAnnulled { .. }
        | Event::EditionEntered { .. }
        | Event::EditionWithdrawn { .. }
        | Event::EditionAnnulled { .. }
        | Event::TextErased { .. }
        | Event::PaperIssued { .. } => {}
    }
}

/// A dossier to change, and the mark of the entry that changes it.
type At<'a> = (&'a mut Dossier, Mark);

fn verify(at: At, check: &str, failed: bool) {
    on_check(at, check, |found, mark| found.verified = Some(Verified { mark, failed }));
}

fn entered_fact(fact: &Fact, entered: Entered) -> Fact {
    let mut fact = fact.clone();
    fact.record_mut().set_entered(entered);
    fact
}

fn kept<R: Record + Clone>(record: &R, entered: Entered) -> R {
    let mut record = record.clone();
    record.set_entered(entered);
    record
}

fn tested(mark: Mark, meets_standard: bool, breaks_law: Option<bool>) -> TestResult {
    TestResult { mark, meets_standard, breaks_law }
}

fn stated(since: Day, mark: Mark) -> Completeness {
    Completeness { since, stated_on: mark.on, entered_on: mark.entered_on, entry: mark.entry }
}

fn register(
    dossier: &mut Dossier,
    on: Day,
    (name, region, industry): (&str, &str, Option<&Industry>),
    entered: Entered,
) {
    let mut registration = Registration {
        id: format!("registration-{}", entered.entry),
        name: name.to_owned(),
        industry: industry.cloned(),
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
        && let Some(certificate) = current_mut(&mut dossier.certificates.list, id)
    {
        certificate.end_kind = how;
    }
}

fn annul_fact(dossier: &mut Dossier, kind: FactKind, id: &str, mark: Mark) {
    if let Some(record) = dossier.record_mut(kind, id) {
        record.annul(mark);
    }
}

fn suspend(suspensions: &mut Vec<Suspension>, mark: Mark) {
    suspensions.push(Suspension { from: mark, lifted: None });
}

fn lift(suspensions: &mut [Suspension], mark: Mark) {
    if let Some(open) = suspensions.iter_mut().rev().find(|suspension| suspension.lifted.is_none()) {
        open.lifted = Some(mark);
    }
}

fn on_certificate((dossier, mark): At, id: &str, change: impl FnOnce(&mut Vec<Suspension>, Mark)) {
    if let Some(found) = current_mut(&mut dossier.certificates.list, id) {
        change(&mut found.suspensions, mark);
    }
}

fn on_declaration((dossier, mark): At, id: &str, change: impl FnOnce(&mut Declaration, Mark)) {
    if let Some(found) = dossier.declarations.iter_mut().find(|declaration| declaration.id == id) {
        change(found, mark);
    }
}

fn decide(declaration: &mut Declaration, granted: bool, mark: Mark) {
    declaration.decided = Some(DeclarationDecision { granted, mark });
}

fn refuse(declaration: &mut Declaration, mark: Mark) {
    decide(declaration, false, mark);
}

fn grant(dossier: &mut Dossier, authorization: &Authorization, entered: Entered, mark: Mark) {
    if let Basis::SelfDeclaration { declaration, .. } = &authorization.basis {
        on_declaration((&mut *dossier, mark), declaration, |found, mark| decide(found, true, mark));
    }
    dossier.authorizations.list.push(kept(authorization, entered));
}

fn on_mark((dossier, mark): At, code: MarkCode, change: impl FnOnce(&mut Authorization, Mark)) {
    if let Some(found) = dossier.authorizations.list.iter_mut().find(|found| found.code == code) {
        change(found, mark);
    }
}

fn correct(authorization: &mut Authorization, mark: Mark) {
    let standing = authorization.revocations.iter_mut().rev().find(|found| found.corrected.is_none());
    if let Some(revocation) = standing {
        revocation.corrected = Some(mark);
    }
}

fn on_check((dossier, mark): At, id: &str, change: impl FnOnce(&mut Check, Mark)) {
    if let Some(found) = current_mut(&mut dossier.checks.list, id) {
        change(found, mark);
    }
}

fn on_proceeding((dossier, mark): At, id: &str, change: impl FnOnce(&mut Proceeding, Mark)) {
    if let Some(found) = dossier.proceedings.iter_mut().find(|proceeding| proceeding.id == id) {
        change(found, mark);
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
