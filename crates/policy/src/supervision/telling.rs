//! What everybody may be told of work towards a sanction, and from when (reading 0015): the one place that says so, for
//! the page behind a code, the list of decisions, reports, papers and what has happened since one.

use crate::authorization::code::MarkCode;
use crate::calendar::Day;
use crate::enterprise::Dossier;
use crate::event::Event;
use crate::supervision::{Check, Proceeding, StepKind};

impl Proceeding {
    fn is_published(&self) -> bool {
        self.has(|step| matches!(step, StepKind::Published))
    }

    fn is_corrected(&self) -> bool {
        self.has(|step| matches!(step, StepKind::Corrected))
    }

    /// Whether its ground is public: a sanction's once its decision is published, that of other work at once.
    #[must_use]
    pub fn is_told(&self) -> bool {
        !self.kind.is_sanction() || self.is_published()
    }

    /// Whether it has a decision for the public: work towards a sanction once it is published, other work once it is
    /// decided and so closed. What was corrected before its publication is told by the mark alone.
    #[must_use]
    pub fn has_public_decision(&self) -> bool {
        self.annulled.is_none()
            && self.is_closed()
            && self.outcome().is_some()
            && (self.is_published() || (!self.kind.is_sanction() && !self.is_corrected()))
    }
}

impl Proceeding {
    /// The day of its decision, where that is for the public.
    #[must_use]
    pub fn public_on(&self) -> Option<Day> {
        let decided = self.steps.iter().find(|step| matches!(step.step, StepKind::Decided { .. }));
        decided.filter(|_| self.has_public_decision()).map(|step| step.mark.on)
    }
}

impl Check {
    /// The check as everybody is told of it: before it is verified that it was sampled, and nothing of what was found or
    /// said since, for only a verified result counts (clause 10, reading 0034).
    #[must_use]
    pub fn told(self) -> Check {
        if self.verified.is_some() {
            return self;
        }
        Check {
            result: None,
            notified: None,
            objection: None,
            objection_files: Vec::new(),
            retest_order: None,
            retest: None,
            answer: None,
            ..self
        }
    }
}

/// The check of which an event tells what was found, or what was said of that, before it was verified.
fn found_in(event: &Event) -> Option<&str> {
    let (Event::ResultEntered { check, .. }
    | Event::ResultNotified { check }
    | Event::ObjectionFiled { check, .. }
    | Event::RetestOrdered { check, .. }
    | Event::RetestEntered { check, .. }
    | Event::ObjectionAnswered { check, .. }) = event
    else {
        return None;
    };
    Some(check)
}

impl Dossier {
    /// The dossier for a reader: each check whole where `opens` says so, else as everybody is told of it.
    #[must_use]
    pub fn told_to(mut self, opens: &dyn Fn(&Dossier, &Check) -> bool) -> Dossier {
        let checks = std::mem::take(&mut self.checks.list);
        let told = checks.into_iter().map(|check| if opens(&self, &check) { check } else { check.told() });
        let told = told.collect();
        self.checks.list = told;
        self
    }

    /// The check on which an event of this enterprise, at this place of the ledger, tells what everybody is not told (reading
    /// 0034): of several of one number the one that was begun last before it, for the number of one set aside is free again.
    #[must_use]
    pub fn untold_check(&self, event: &Event, at: u64) -> Option<&Check> {
        let id = found_in(event)?;
        let begun = self
            .checks
            .list
            .iter()
            .filter(|check| check.id == id && check.entry.is_none_or(|entry| entry <= at));
        let check = begun.max_by_key(|check| check.entry)?;
        check.verified.is_none().then_some(check)
    }

    fn tells_of(&self, id: &str) -> bool {
        self.proceedings.iter().any(|work| work.id == id && work.is_told())
    }

    /// The proceeding whose revocation of a mark was corrected last.
    fn corrected_for(&self, mark: MarkCode) -> Option<&Proceeding> {
        self.proceedings.iter().rfind(|work| work.is_corrected() && work.authorizations.contains(&mark))
    }

    /// Whether everybody may be told that an event about this enterprise took place. That a mark was revoked, and that
    /// it stands again, is told at once; work towards it once its ground is.
    #[must_use]
    pub fn tells(&self, event: &Event) -> bool {
        match event {
            Event::ProceedingOpened { proceeding } => self.tells_of(&proceeding.id),
            Event::ProceedingAdvanced { proceeding, .. } | Event::ProceedingClosed { proceeding } => {
                self.tells_of(proceeding)
            }
            // Only what is verified counts, and only it is told (clause 10).
            Event::ProductSampled { .. }
            | Event::ResultEntered { .. }
            | Event::ResultNotified { .. }
            | Event::ObjectionFiled { .. }
            | Event::RetestOrdered { .. }
            | Event::RetestEntered { .. }
            | Event::ObjectionAnswered { .. }
            | Event::CheckAnnulled { .. }
            // A report of duties is told by its publication, and is in no dossier.
            | Event::DutyReportAdvanced { .. }
            // A label filing counts once it is accepted (clause 12).
            | Event::LabelFiled { .. }
            | Event::LabelDecided { is_accepted: false, .. } => false,
            Event::ProjectStepped { step, .. } => step.is_told(),
            Event::LabelDecisionAnnulled { label } | Event::LabelWithdrawn { label } => {
                self.labels.iter().any(|it| it.id == *label && it.was_ever_accepted())
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
            | Event::LabelDecided { is_accepted: true, .. }
            | Event::ReviewCompleted { .. }
            | Event::ReviewAnnulled { .. }
            | Event::ResultVerified { .. }
            | Event::TextErased { .. } => true,
            // A letter between the office and the maker tells what the office is at.
            Event::PaperIssued { paper } => paper.kind.is_public(),
        }
    }

    /// Whether everybody may read the ground of what an event decided about this enterprise, and so the public copy of
    /// the papers that are made from it: that of a revocation once it is published, that of its correction if the
    /// revocation was.
    #[must_use]
    pub fn tells_the_ground_of(&self, event: &Event) -> bool {
        if let Event::AuthorizationRevoked { revocation, .. } = event {
            return self.tells_of(&revocation.proceeding);
        }
        if let Event::RevocationCorrected { authorization } = event {
            return self.corrected_for(*authorization).is_some_and(Proceeding::is_told);
        }
        self.tells(event)
    }
}

impl crate::paper::IssuedPaper {
    /// Whether it is what parties are served: in the language of record and with the words of the office.
    #[must_use]
    pub fn is_served(&self) -> bool {
        self.lang == crate::paper::PaperLang::Zh && self.copy == crate::paper::PaperCopy::Parties
    }
}
