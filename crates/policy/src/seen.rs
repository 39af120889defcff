//! What was on file as it was seen on a day: the two axes of a [`crate::question::Question`], taken over whole
//! dossiers. Whoever shows a page of an earlier day shows the case that this gives, with the same eyes as today's.

use crate::authorization::{Authorization, Declaration};
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::enterprise::facts::{Certificate, Suspension};
use crate::enterprise::record::{Mark, Record, Register};
use crate::question::is_known;
use crate::scheme::Scheme;
use crate::standard::project::Project;
use crate::standard::publishing::DutyReport;
use crate::standard::{Edition, Standard};
use crate::supervision::label::LabelFiling;
use crate::supervision::{Check, Proceeding};

/// The two days by which something is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Only what happened on or before this day.
    pub as_of: Day,
    /// Only what was entered on or before this day; `None` for all that is known.
    pub known_on: Option<Day>,
}

impl Seen {
    /// What happened on or before a day, with all that is known.
    #[must_use]
    pub fn as_of(as_of: Day) -> Seen {
        Seen { as_of, known_on: None }
    }

    /// Whether a record had happened and was known. Whether it was set aside by then is another question.
    #[must_use]
    pub fn had<R: Record + ?Sized>(&self, record: &R) -> bool {
        record.happened_on() <= self.as_of
            && is_known(self.known_on, record.happened_on(), record.entered_on())
    }

    /// Whether a record counts: it had happened, it was known, and it was not known to be set aside.
    ///
    /// A record that was set aside counts for nothing from the start, so the day of the annulment is never
    /// compared with `as_of`: it lies on the known axis alone (reading 0001).
    #[must_use]
    pub fn counts<R: Record>(&self, record: &R) -> bool {
        self.had(record) && !record.annulled().is_some_and(|mark| self.knew(mark))
    }

    /// Whether a mark had been made and was known.
    #[must_use]
    pub fn had_mark(&self, mark: &Mark) -> bool {
        mark.on <= self.as_of && self.knew(mark)
    }

    /// Whether a mark was known. An annulment lies on this axis alone: what is set aside counts for nothing from
    /// the start (reading 0001).
    #[must_use]
    pub fn knew(&self, mark: &Mark) -> bool {
        is_known(self.known_on, mark.on, mark.entered_on)
    }

    fn mark(&self, mark: &mut Option<Mark>) {
        *mark = mark.take().filter(|mark| self.had_mark(mark));
    }

    fn list<R: Record + Clone>(&self, list: &[R], own: impl Fn(&Seen, &mut R)) -> Vec<R> {
        let there = list.iter().filter(|record| self.had(*record)).cloned();
        there
            .map(|mut record| {
                let is_ended = record.ended().is_some_and(|mark| self.had_mark(mark));
                let is_annulled = record.annulled().is_some_and(|mark| self.knew(mark));
                record.take_back(!is_ended, !is_annulled);
                own(self, &mut record);
                record
            })
            .collect()
    }

    fn register<R: Record + Clone>(
        &self,
        register: &Register<R>,
        own: impl Fn(&Seen, &mut R),
    ) -> Register<R> {
        let stated = register.complete.iter();
        let known =
            stated.filter(|statement| is_known(self.known_on, statement.stated_on, statement.entered_on));
        Register {
            always_complete: register.always_complete,
            complete: known.cloned().collect(),
            list: self.list(&register.list, own),
        }
    }

    fn suspensions(&self, list: &mut Vec<Suspension>) {
        list.retain(|suspension| self.had_mark(&suspension.from));
        list.iter_mut().for_each(|suspension| self.mark(&mut suspension.lifted));
    }

    /// A dossier as it was seen.
    #[must_use]
    pub fn dossier(&self, dossier: &Dossier) -> Dossier {
        fn plain<R>(_: &Seen, _: &mut R) {}
        Dossier {
            enterprise: dossier.enterprise,
            registrations: self.register(&dossier.registrations, plain),
            head_offices: self.register(&dossier.head_offices, plain),
            holdings: self.register(&dossier.holdings, plain),
            penalties: self.register(&dossier.penalties, plain),
            listings: self.register(&dossier.listings, plain),
            awards: self.register(&dossier.awards, plain),
            system_certificates: self.register(&dossier.system_certificates, plain),
            commitments: self.register(&dossier.commitments, plain),
            recalls: self.register(&dossier.recalls, plain),
            breaches: self.register(&dossier.breaches, plain),
            products: self.register(&dossier.products, plain),
            certificates: self.register(&dossier.certificates, certificate),
            drafting_roles: self.register(&dossier.drafting_roles, plain),
            exhibitions: self.register(&dossier.exhibitions, plain),
            memberships: self.register(&dossier.memberships, plain),
            declarations: self.list(&dossier.declarations, declaration),
            authorizations: self.register(&dossier.authorizations, authorization),
            labels: self.list(&dossier.labels, label),
            checks: self.register(&dossier.checks, check),
            proceedings: self.list(&dossier.proceedings, proceeding),
        }
    }

    /// The scheme as it was seen.
    #[must_use]
    pub fn scheme(&self, scheme: &Scheme) -> Scheme {
        let mut seen = Scheme::of(
            self.register(&scheme.catalogue, |_, _| {}),
            self.register(&scheme.bodies, |_, _| {}),
            self.register(&scheme.holders, |_, _| {}),
        );
        seen.organisations = self.register(&scheme.organisations, |_, _| {});
        seen.calls = self.register(&scheme.calls, |_, _| {});
        seen.experts = self.register(&scheme.experts, |_, _| {});
        seen.review_bars = self.register(&scheme.review_bars, |_, _| {});
        seen.artworks = self.register(&scheme.artworks, |_, _| {});
        seen
    }

    /// A project as it was seen; its steps tell where it stood.
    #[must_use]
    pub fn project(&self, project: &Project) -> Project {
        let steps = project.steps.iter().filter(|stepped| self.had_mark(&stepped.mark));
        Project { id: project.id.clone(), steps: steps.cloned().collect() }
    }

    /// A standard as it was seen.
    #[must_use]
    pub fn standard(&self, standard: &Standard) -> Standard {
        Standard { number: standard.number.clone(), editions: self.list(&standard.editions, edition) }
    }
}

impl Seen {
    /// A report of duties not fulfilled as it was seen; `None` where it was not filed yet, or nobody knew.
    #[must_use]
    pub fn report(&self, report: &DutyReport) -> Option<DutyReport> {
        if !self.had(report) {
            return None;
        }
        let mut seen = report.clone();
        seen.published = seen.published.take().filter(|published| self.had_mark(&published.mark));
        seen.notices.retain(|notice| self.had_mark(&notice.mark));
        seen.notices.iter_mut().for_each(|notice| self.mark(&mut notice.received));
        for line in &mut seen.lines {
            line.corrected = line.corrected.take().filter(|correction| self.had_mark(&correction.mark));
        }
        Some(seen)
    }
}

fn certificate(seen: &Seen, certificate: &mut Certificate) {
    seen.suspensions(&mut certificate.suspensions);
    if certificate.ended.is_none() {
        certificate.end_kind = None;
    }
}

fn declaration(seen: &Seen, declaration: &mut Declaration) {
    seen.mark(&mut declaration.joined);
    seen.mark(&mut declaration.declined);
    declaration.decided = declaration.decided.take().filter(|decided| seen.had_mark(&decided.mark));
}

fn authorization(seen: &Seen, authorization: &mut Authorization) {
    seen.suspensions(&mut authorization.suspensions);
    authorization.revocations.retain(|revocation| seen.had_mark(&revocation.mark));
    authorization.revocations.iter_mut().for_each(|revocation| seen.mark(&mut revocation.corrected));
}

fn label(seen: &Seen, label: &mut LabelFiling) {
    let all = std::mem::take(&mut label.set_aside).into_iter().chain(label.decided.take());
    for mut decided in all.filter(|decided| seen.had_mark(&decided.mark)) {
        // One that nobody knew to be set aside is the decision of the filing.
        decided.annulled = decided.annulled.filter(|mark| seen.knew(mark));
        match decided.annulled {
            Some(_) => label.set_aside.push(decided),
            None => label.decided = Some(decided),
        }
    }
}

fn edition(seen: &Seen, edition: &mut Edition) {
    edition.reviews.retain(|review| seen.had_mark(&review.mark));
    for review in &mut edition.reviews {
        review.annulled = review.annulled.filter(|mark| seen.knew(mark));
    }
}

fn check(seen: &Seen, check: &mut Check) {
    check.result = check.result.take().filter(|result| seen.had_mark(&result.mark));
    seen.mark(&mut check.notified);
    seen.mark(&mut check.objection);
    if check.objection.is_none() {
        check.objection_files.clear();
    }
    check.retest_order = check.retest_order.take().filter(|order| seen.had_mark(&order.mark));
    check.retest = check.retest.take().filter(|result| seen.had_mark(&result.mark));
    check.answer = check.answer.take().filter(|answered| seen.had_mark(&answered.mark));
    check.verified = check.verified.take().filter(|verified| seen.had_mark(&verified.mark));
}

fn proceeding(seen: &Seen, proceeding: &mut Proceeding) {
    proceeding.steps.retain(|step| seen.had_mark(&step.mark));
    proceeding.steps.iter_mut().for_each(|step| seen.mark(&mut step.issued));
}
