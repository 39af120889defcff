//! What one event does to one record of a dossier: each finds the record that counts and marks it.

use crate::authorization::code::MarkCode;
use crate::authorization::{Authorization, Basis, Declaration, DeclarationDecision, Revocation};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::enterprise::facts::{CertificateEnd, Fact, FactKind, HeadOffice, Registration, Suspension};
use crate::enterprise::record::{Completeness, Entered, Mark, Record, current_mut};
use crate::event::{Entry, Event};
use crate::paper::{IssuedPaper, PaperKind};
use crate::standard::Edition;
use crate::standard::review::{Review, ReviewVerdict};
use crate::supervision::label::{LabelChecklist, LabelDecision, LabelFiling};
use crate::supervision::{
    Answered, Check, ObjectionAnswer, Proceeding, Report, RetestOrder, Step, StepKind, TestResult, Verified,
};

/// A dossier to change, and the mark of the entry that changes it.
pub(super) type At<'a> = (&'a mut Dossier, Mark);

pub(super) fn verify(at: At, check: &str, failed: bool) {
    on_check(at, check, |found, mark| found.verified = Some(Verified { mark, failed }));
}

pub(super) fn entered_fact(fact: &Fact, entered: Entered) -> Fact {
    let mut fact = fact.clone();
    fact.record_mut().set_entered(entered);
    fact
}

pub(super) fn kept<R: Record + Clone>(record: &R, entered: Entered) -> R {
    let mut record = record.clone();
    record.set_entered(entered);
    record
}

pub(super) fn tested(
    mark: Mark,
    (meets_standard, breaks_law): (bool, Option<bool>),
    report: &Report,
) -> TestResult {
    TestResult { mark, meets_standard, breaks_law, report: report.clone() }
}

pub(super) fn stated(since: Day, mark: Mark) -> Completeness {
    Completeness { since, stated_on: mark.on, entered_on: mark.entered_on, entry: mark.entry }
}

pub(super) fn register(dossier: &mut Dossier, entry: &Entry, entered: Entered) {
    // No other event comes here.
    let Event::EnterpriseRegistered { name, region, industry, .. } = &entry.event else { return };
    let on = entry.on;
    let mut registration = Registration {
        id: format!("registration-{}", entered.entry),
        name: name.clone(),
        industry: industry.clone(),
        since: on,
        entered_on: None,
        entry: None,
        ended: None,
        annulled: None,
    };
    registration.set_entered(entered);
    let mut seat = HeadOffice {
        id: format!("seat-{}", entered.entry),
        region: region.clone(),
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

pub(super) fn end_fact(
    dossier: &mut Dossier,
    kind: FactKind,
    id: &str,
    how: Option<CertificateEnd>,
    mark: Mark,
) {
    if let Some(record) = dossier.record_mut(kind, id) {
        record.end(mark);
    }
    if kind == FactKind::Certificate
        && let Some(certificate) = current_mut(&mut dossier.certificates.list, id)
    {
        certificate.end_kind = how;
    }
}

pub(super) fn annul_fact(dossier: &mut Dossier, kind: FactKind, id: &str, mark: Mark) {
    if let Some(record) = dossier.record_mut(kind, id) {
        record.annul(mark);
    }
}

pub(super) fn suspend(suspensions: &mut Vec<Suspension>, mark: Mark) {
    suspensions.push(Suspension { from: mark, lifted: None });
}

pub(super) fn lift(suspensions: &mut [Suspension], mark: Mark) {
    if let Some(open) = suspensions.iter_mut().rev().find(|suspension| suspension.lifted.is_none()) {
        open.lifted = Some(mark);
    }
}

pub(super) fn on_certificate((dossier, mark): At, id: &str, change: impl FnOnce(&mut Vec<Suspension>, Mark)) {
    if let Some(found) = current_mut(&mut dossier.certificates.list, id) {
        change(&mut found.suspensions, mark);
    }
}

pub(super) fn on_declaration((dossier, mark): At, id: &str, change: impl FnOnce(&mut Declaration, Mark)) {
    if let Some(found) = dossier.declarations.iter_mut().find(|declaration| declaration.id == id) {
        change(found, mark);
    }
}

fn decide(declaration: &mut Declaration, granted: bool, mark: Mark) {
    declaration.decided = Some(DeclarationDecision { granted, mark });
}

pub(super) fn join(declaration: &mut Declaration, mark: Mark) {
    declaration.joined = Some(mark);
}

pub(super) fn decline(declaration: &mut Declaration, mark: Mark) {
    declaration.declined = Some(mark);
}

pub(super) fn refuse(declaration: &mut Declaration, mark: Mark) {
    decide(declaration, false, mark);
}

pub(super) fn grant(dossier: &mut Dossier, authorization: &Authorization, entered: Entered, mark: Mark) {
    if let Basis::SelfDeclaration { declaration, .. } = &authorization.basis {
        on_declaration((&mut *dossier, mark), declaration, |found, mark| decide(found, true, mark));
    }
    dossier.authorizations.list.push(kept(authorization, entered));
}

pub(super) fn on_mark((dossier, mark): At, code: MarkCode, change: impl FnOnce(&mut Authorization, Mark)) {
    if let Some(found) = dossier.authorizations.list.iter_mut().find(|found| found.code == code) {
        change(found, mark);
    }
}

pub(super) fn revoke(at: At, code: MarkCode, revocation: &Revocation) {
    on_mark(at, code, |found, mark| found.revocations.push(Revocation { mark, ..revocation.clone() }));
}

pub(super) fn correct(authorization: &mut Authorization, mark: Mark) {
    let standing = authorization.revocations.iter_mut().rev().find(|found| found.corrected.is_none());
    if let Some(revocation) = standing {
        revocation.corrected = Some(mark);
    }
}

pub(super) fn on_label((dossier, mark): At, id: &str, change: impl FnOnce(&mut LabelFiling, Mark)) {
    if let Some(found) = dossier.labels.iter_mut().find(|label| label.id == id) {
        change(found, mark);
    }
}

pub(super) fn on_check((dossier, mark): At, id: &str, change: impl FnOnce(&mut Check, Mark)) {
    if let Some(found) = current_mut(&mut dossier.checks.list, id) {
        change(found, mark);
    }
}

pub(super) fn object(at: At, id: &str, files: &[String]) {
    on_check(at, id, |found, mark| {
        found.objection = Some(mark);
        found.objection_files = files.to_vec();
    });
}

pub(super) fn on_proceeding((dossier, mark): At, id: &str, change: impl FnOnce(&mut Proceeding, Mark)) {
    if let Some(found) = dossier.proceedings.iter_mut().find(|proceeding| proceeding.id == id) {
        change(found, mark);
    }
}

pub(super) fn suspend_mark(at: At, code: MarkCode) {
    on_mark(at, code, |found, mark| suspend(&mut found.suspensions, mark));
}

pub(super) fn lift_mark(at: At, code: MarkCode) {
    on_mark(at, code, |found, mark| lift(&mut found.suspensions, mark));
}

pub(super) fn decide_label(at: At, id: &str, is_accepted: bool, checklist: LabelChecklist) {
    on_label(at, id, |found, mark| {
        found.decided = Some(LabelDecision { is_accepted, checklist, mark, annulled: None })
    });
}

pub(super) fn reviewed(edition: Option<&mut Edition>, verdict: ReviewVerdict, mark: Mark) {
    edition.into_iter().for_each(|known| known.reviews.push(Review { verdict, mark, annulled: None }));
}

pub(super) fn annul_review(edition: Option<&mut Edition>, completed_on: Day, mark: Mark) {
    let mut reviews = edition.into_iter().flat_map(|known| &mut known.reviews);
    let found = reviews.find(|review| review.mark.on == completed_on && review.annulled.is_none());
    found.into_iter().for_each(|review| review.annulled = Some(mark));
}

pub(super) fn result(at: At, check: &str, verdicts: (bool, Option<bool>), report: &Report) {
    on_check(at, check, |on, mark| on.result = Some(tested(mark, verdicts, report)));
}

pub(super) fn retest(at: At, check: &str, verdicts: (bool, Option<bool>), report: &Report) {
    on_check(at, check, |on, mark| on.retest = Some(tested(mark, verdicts, report)));
}

pub(super) fn order_retest(at: At, check: &str, laboratory: &str, is_only_one: bool) {
    let laboratory = laboratory.to_owned();
    on_check(at, check, |found, mark| {
        found.retest_order = Some(RetestOrder { mark, laboratory, is_only_one });
    });
}

pub(super) fn answer_objection(at: At, check: &str, answer: ObjectionAnswer) {
    on_check(at, check, |found, mark| found.answer = Some(Answered { mark, answer }));
}

pub(super) fn advance(at: At, proceeding: &str, step: &StepKind, text: &Option<String>) {
    let (step, text) = (step.clone(), text.clone());
    on_proceeding(at, proceeding, |found, mark| found.steps.push(Step { step, mark, text, issued: None }));
}

/// The first issue of the paper of a notice to the parties, in the language of record; a later one moves nothing.
pub(super) fn issue((dossier, mark): At, paper: &IssuedPaper) {
    if paper.kind != PaperKind::SanctionNotice || !paper.is_served() {
        return;
    }
    let steps = dossier.proceedings.iter_mut().flat_map(|work| &mut work.steps);
    let of_it = steps.filter(|step| step.mark.entry == Some(paper.entry));
    let notices = of_it.filter(|step| matches!(step.step, StepKind::NoticeServed { .. }));
    notices.for_each(|notice| notice.issued = notice.issued.or(Some(mark)));
}
