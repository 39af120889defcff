//! The two axes of time: the order in which facts came does not change an answer, and what was known on a day
//! is what a dossier without everything that came later says.

use policy::calendar::Day;
use policy::dossier_file::{DossierFile, Judged};
use policy::enterprise::Dossier;
use policy::enterprise::record::{Mark, Record, Register};
use policy::seen::Seen;
use proptest::prelude::*;

use super::dossiers::any_file;
use super::tape::Tape;
use super::{bytes, config};
use crate::law;

fn turn_round<T>(list: &mut [T], tape: &mut Tape) {
    let by = tape.below(7);
    if list.is_empty() {
        return;
    }
    list.rotate_left(by % list.len());
    if tape.once_in(2) {
        list.reverse();
    }
}

/// Runs a macro over every register of a dossier.
macro_rules! every_register {
    ($dossier:expr, $does:ident, $with:expr) => {{
        let dossier: &mut Dossier = $dossier;
        $does(&mut dossier.registrations, $with);
        $does(&mut dossier.head_offices, $with);
        $does(&mut dossier.holdings, $with);
        $does(&mut dossier.penalties, $with);
        $does(&mut dossier.listings, $with);
        $does(&mut dossier.awards, $with);
        $does(&mut dossier.system_certificates, $with);
        $does(&mut dossier.commitments, $with);
        $does(&mut dossier.recalls, $with);
        $does(&mut dossier.breaches, $with);
        $does(&mut dossier.products, $with);
        $does(&mut dossier.certificates, $with);
        $does(&mut dossier.drafting_roles, $with);
        $does(&mut dossier.exhibitions, $with);
        $does(&mut dossier.memberships, $with);
        $does(&mut dossier.authorizations, $with);
        $does(&mut dossier.checks, $with);
    }};
}

/// The same over every register of the scheme that plays a part in a verdict.
macro_rules! every_register_of_scheme {
    ($file:expr, $does:ident, $with:expr) => {{
        let scheme: &mut Scheme = &mut $file.scheme;
        $does(&mut scheme.catalogue, $with);
        $does(&mut scheme.bodies, $with);
        $does(&mut scheme.calls, $with);
        $does(&mut scheme.experts, $with);
        $does(&mut scheme.review_bars, $with);
    }};
}

fn reorder<R>(register: &mut Register<R>, tape: &mut Tape) {
    turn_round(&mut register.list, tape);
    turn_round(&mut register.complete, tape);
}

fn reordered(file: &DossierFile, tape: &mut Tape) -> DossierFile {
    let mut file = file.clone();
    for dossier in std::iter::once(&mut file.enterprise).chain(&mut file.parents) {
        every_register!(dossier, reorder, tape);
        for authorization in &mut dossier.authorizations.list {
            turn_round(&mut authorization.suspensions, tape);
            turn_round(&mut authorization.revocations, tape);
        }
        for certificate in &mut dossier.certificates.list {
            turn_round(&mut certificate.suspensions, tape);
        }
        turn_round(&mut dossier.declarations, tape);
        turn_round(&mut dossier.proceedings, tape);
        turn_round(&mut dossier.labels, tape);
    }
    every_register_of_scheme!(file, reorder, tape);
    // The steps of a project are told in the order they were entered: it is what they are.
    turn_round(&mut file.projects, tape);
    file
}

/// The answers, with the lists that follow the order of the file in an order of their own.
fn sorted(mut answers: Vec<Judged>) -> Vec<Judged> {
    for answer in &mut answers {
        answer.verdict.as_known_on = None;
        for finding in &mut answer.verdict.findings {
            finding.facts.sort_by_key(|fact| format!("{fact:?}"));
            finding.grounds.sort();
            finding.notes.sort_by_key(|note| note.en.clone());
        }
    }
    answers.sort_by_key(|answer| (answer.subject.clone(), answer.id.clone()));
    answers
}

/// The first difference between two sets of answers, short enough to read.
fn difference(one: &[Judged], other: &[Judged]) -> Option<String> {
    if one.len() != other.len() {
        return Some(format!("{} answers and {}", one.len(), other.len()));
    }
    for (a, b) in one.iter().zip(other) {
        let pairs = a.verdict.findings.iter().zip(&b.verdict.findings);
        if let Some((a, b)) = pairs.into_iter().find(|(a, b)| a != b) {
            return Some(format!("{a:#?}\n{b:#?}"));
        }
        if a != b {
            return Some(format!(
                "{:?} {:?} {:?}\n{:?} {:?} {:?}",
                a.state, a.since, a.verdict.earliest, b.state, b.since, b.verdict.earliest
            ));
        }
    }
    None
}

fn is_known(happened: Day, entered: Option<Day>, on: Day) -> bool {
    entered.unwrap_or(happened) <= on
}

fn forget_mark(mark: &mut Option<Mark>, on: Day) {
    *mark = mark.filter(|mark| is_known(mark.on, mark.entered_on, on));
}

fn forget_in<R: Record + Forgets>(register: &mut Register<R>, on: Day) {
    register.complete.retain(|statement| is_known(statement.stated_on, statement.entered_on, on));
    forget(&mut register.list, on);
}

fn forget<R: Record + Forgets>(list: &mut Vec<R>, on: Day) {
    list.retain(|record| is_known(record.happened_on(), record.entered_on(), on));
    list.iter_mut().for_each(|record| record.forget(on));
}

/// Drops what was entered later than a day.
trait Forgets {
    fn forget(&mut self, on: Day);
}

macro_rules! forgets {
    ($($record:ty $(: $more:expr)?),+ $(,)?) => {$(
        impl Forgets for $record {
            fn forget(&mut self, on: Day) {
                forget_mark(&mut self.ended, on);
                forget_mark(&mut self.annulled, on);
                $(($more as fn(&mut $record, Day))(self, on);)?
            }
        }
    )+};
}

use policy::authorization::{Authorization, Declaration};
use policy::enterprise::facts::{
    Award, Breach, Certificate, Commitment, HeadOffice, Holding, Listing, Membership, Penalty, Product,
    Recall, Registration, Suspension, SystemCertificate,
};
use policy::scheme::research::{Call, Expert, ReviewBar};
use policy::scheme::{Body, CatalogueEntry, Scheme};
use policy::standard::Edition;
use policy::standard::drafting::{DraftingRole, Exhibition};
use policy::supervision::label::LabelFiling;
use policy::supervision::{Check, Proceeding};

fn forget_suspensions(list: &mut Vec<Suspension>, on: Day) {
    list.retain(|suspension| is_known(suspension.from.on, suspension.from.entered_on, on));
    list.iter_mut().for_each(|suspension| forget_mark(&mut suspension.lifted, on));
}

fn forget_of_authorization(record: &mut Authorization, on: Day) {
    forget_suspensions(&mut record.suspensions, on);
    record.revocations.retain(|revocation| is_known(revocation.mark.on, revocation.mark.entered_on, on));
    record.revocations.iter_mut().for_each(|revocation| forget_mark(&mut revocation.corrected, on));
}

fn forget_of_declaration(record: &mut Declaration, on: Day) {
    let known = |mark: &Mark| is_known(mark.on, mark.entered_on, on);
    record.decided = record.decided.take().filter(|decided| known(&decided.mark));
    forget_mark(&mut record.joined, on);
    forget_mark(&mut record.declined, on);
}

fn forget_of_check(record: &mut Check, on: Day) {
    let known = |mark: &Mark| is_known(mark.on, mark.entered_on, on);
    record.result = record.result.take().filter(|result| known(&result.mark));
    record.retest = record.retest.take().filter(|result| known(&result.mark));
    record.answer = record.answer.take().filter(|answer| known(&answer.mark));
    record.verified = record.verified.take().filter(|verified| known(&verified.mark));
    forget_mark(&mut record.notified, on);
    forget_mark(&mut record.objection, on);
}

fn forget_of_proceeding(record: &mut Proceeding, on: Day) {
    record.steps.retain(|step| is_known(step.mark.on, step.mark.entered_on, on));
    for step in &mut record.steps {
        step.issued = step.issued.filter(|issued| is_known(issued.on, issued.entered_on, on));
    }
}

forgets!(
    Registration, HeadOffice, Holding, Penalty, Listing, Award, SystemCertificate, Commitment, Recall, Breach,
    Product, Body, CatalogueEntry, DraftingRole, Exhibition, Membership, Call, Expert, ReviewBar,
    Edition: |record, on| record.reviews.retain(|r| is_known(r.mark.on, r.mark.entered_on, on)),
    LabelFiling: |record, on| record.decided = record.decided.take().filter(|d| is_known(d.mark.on, d.mark.entered_on, on)),
    Certificate: |record, on| forget_suspensions(&mut record.suspensions, on),
    Declaration: forget_of_declaration,
    Authorization: forget_of_authorization,
    Check: forget_of_check,
    Proceeding: forget_of_proceeding,
);

fn without_later(file: &DossierFile, on: Day) -> DossierFile {
    let mut file = file.clone();
    for dossier in std::iter::once(&mut file.enterprise).chain(&mut file.parents) {
        every_register!(dossier, forget_in, on);
        forget(&mut dossier.declarations, on);
        forget(&mut dossier.proceedings, on);
        forget(&mut dossier.labels, on);
    }
    every_register_of_scheme!(file, forget_in, on);
    for project in &mut file.projects {
        project.steps.retain(|stepped| is_known(stepped.mark.on, stepped.mark.entered_on, on));
    }
    for standard in &mut file.standards {
        forget(&mut standard.editions, on);
    }
    file
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn the_order_of_entry_changes_no_answer(bytes in bytes(), choice in any::<[u8; 64]>()) {
        let (file, law) = (any_file(&bytes), law());
        let mut tape = Tape::new(&choice);
        let day = tape.day_in_force();
        let known_on = tape.once_in(2).then(|| tape.day());
        let other = reordered(&file, &mut tape);
        let answers = |file: &DossierFile| sorted(file.judge(law.law(), day, known_on).unwrap());
        prop_assert_eq!(difference(&answers(&file), &answers(&other)), None);
    }

    #[test]
    fn as_known_on_a_day_is_without_what_came_later(bytes in bytes(), choice in any::<[u8; 8]>()) {
        let (file, law) = (any_file(&bytes), law());
        let mut tape = Tape::new(&choice);
        let (day, known_on) = (tape.day_in_force(), tape.day());
        let then = without_later(&file, known_on);
        let as_known = sorted(file.judge(law.law(), day, Some(known_on)).unwrap());
        let plain = sorted(then.judge(law.law(), day, None).unwrap());
        prop_assert_eq!(difference(&as_known, &plain), None);
    }
    #[test]
    fn what_was_seen_on_a_day_is_judged_as_of_that_day(bytes in bytes(), choice in any::<[u8; 8]>()) {
        let (file, law) = (any_file(&bytes), law());
        let mut tape = Tape::new(&choice);
        let day = tape.day_in_force();
        let seen = Seen { as_of: day, known_on: tape.once_in(2).then(|| tape.day()) };
        let then = DossierFile {
            enterprise: seen.dossier(&file.enterprise),
            parents: file.parents.iter().map(|parent| seen.dossier(parent)).collect(),
            scheme: seen.scheme(&file.scheme),
            standards: file.standards.iter().map(|standard| seen.standard(standard)).collect(),
            projects: file.projects.iter().map(|project| seen.project(project)).collect(),
            ..file.clone()
        };
        let asked = sorted(file.judge(law.law(), day, seen.known_on).unwrap());
        let plain = sorted(then.judge(law.law(), day, None).unwrap());
        prop_assert_eq!(difference(&asked, &plain), None);
        prop_assert_eq!(seen.dossier(&then.enterprise), then.enterprise);
    }
}
