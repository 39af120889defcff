//! Everything the page behind a code needs, ready in one row: the authorisation with the certificate it rests
//! on, and the public steps of what happened to it. The state is still computed for the day that is asked.

use policy::article::Said;
use policy::authorization::{self, Authorization, Basis, MarkState};
use policy::calendar::Day;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::Certificate;
use policy::enterprise::record::{Mark, current};
use policy::industry::Industry;
use policy::question::{About, Law, Question, World};
use policy::scheme::Scheme;
use policy::supervision::label::LabelFiling;
use policy::supervision::{Proceeding, ProceedingKind, ProceedingOutcome, StepKind};
use serde::{Deserialize, Serialize};

/// What the public may know of a mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicMark {
    /// The enterprise.
    pub enterprise: CreditCode,
    /// Its name.
    pub maker: String,
    /// Its industry; absent where nobody stated one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<Industry>,
    /// The product's name.
    pub product: String,
    /// The authorisation.
    pub authorization: Authorization,
    /// The certificate it rests on, for path 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// The last verified check of the product against the standard of the mark, in whatever edition: what the product meets
    /// or misses of another standard says nothing of this mark (reading 0014).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_check: Option<LastCheck>,
    /// Proceedings that touched it and were published or are under way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proceedings: Vec<ProceedingSummary>,
    /// Label filings under it that were accepted (clause 12).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<AcceptedLabel>,
}

/// A label filing that was accepted, as the public may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedLabel {
    /// Its identifier.
    pub label: String,
    /// When it was accepted.
    pub accepted: Mark,
    /// When the acceptance was withdrawn, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Mark>,
}

impl AcceptedLabel {
    fn of(label: &LabelFiling) -> Option<AcceptedLabel> {
        let decided = label.decided.filter(|decided| decided.is_accepted)?;
        Some(AcceptedLabel { label: label.id.clone(), accepted: decided.mark, withdrawn: label.ended })
    }
}

/// A verified check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastCheck {
    /// Its identifier.
    pub check: String,
    /// The day it was verified.
    pub verified: Mark,
    /// Whether the product failed.
    pub failed: bool,
}

/// A proceeding, as far as the public may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProceedingSummary {
    /// Its identifier.
    pub id: String,
    /// What it is for.
    pub kind: ProceedingKind,
    /// The rule whose finding opened it; empty for a sanction that is not published.
    pub rule: String,
    /// When it was opened.
    pub opened: Mark,
    /// What was decided, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<(ProceedingOutcome, Mark)>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Mark>,
}

impl PublicMark {
    /// What the public may know of one authorisation of a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier, authorization: &Authorization) -> PublicMark {
        let certificate = match &authorization.basis {
            Basis::Certificate { certificate } => current(&dossier.certificates.list, certificate).cloned(),
            Basis::SelfDeclaration { .. } => None,
        };
        let product = dossier.product(&authorization.product).map(|p| p.name.clone());
        let last_check = dossier
            .checks
            .list
            .iter()
            .filter(|check| check.product == authorization.product && check.annulled.is_none())
            .filter(|check| check.edition.number() == authorization.edition.number())
            .filter_map(|check| {
                let verified = check.verified.as_ref()?;
                Some(LastCheck { check: check.id.clone(), verified: verified.mark, failed: verified.failed })
            })
            .max_by_key(|last| last.verified.on);
        let proceedings = dossier
            .proceedings
            .iter()
            .filter(|proceeding| proceeding.authorizations.contains(&authorization.code))
            .map(|proceeding| ProceedingSummary {
                id: proceeding.id.clone(),
                kind: proceeding.kind,
                rule: if proceeding.is_told() { proceeding.rule.clone() } else { String::new() },
                opened: Mark {
                    on: proceeding.opened_on,
                    entered_on: proceeding.entered_on,
                    entry: proceeding.entry,
                },
                decided: proceeding.steps.iter().find_map(|step| {
                    let StepKind::Decided { outcome } = step.step else { return None };
                    Some((outcome, step.mark))
                }),
                published: proceeding
                    .steps
                    .iter()
                    .find(|step| matches!(step.step, StepKind::Published))
                    .map(|step| step.mark),
            })
            .collect();
        let labels = dossier.labels.iter().filter(|label| label.authorization == authorization.code);
        PublicMark {
            enterprise: dossier.enterprise,
            maker: dossier.name(),
            industry: dossier.industry().cloned(),
            product: product.unwrap_or_else(|| authorization.product.clone()),
            authorization: as_published(dossier, authorization),
            certificate,
            last_check,
            proceedings,
            labels: labels.filter_map(AcceptedLabel::of).collect(),
        }
    }

    /// The state of the mark on a day, from what had happened and was known; `None` before the policy.
    #[must_use]
    pub fn state(&self, law: Law, day: Day, known_on: Option<Day>) -> Option<MarkState> {
        let mut dossier = Dossier::blank(self.enterprise);
        dossier.certificates.list.extend(self.certificate.clone());
        judged(&self.authorization, &dossier, law, day, known_on)
    }

    /// The same of a mark that one has for oneself: the certificate is lent to the question and not copied.
    #[must_use]
    pub fn state_of_own(&mut self, law: Law, day: Day, known_on: Option<Day>) -> Option<MarkState> {
        let mut dossier = Dossier::blank(self.enterprise);
        dossier.certificates.list.extend(self.certificate.take());
        let state = judged(&self.authorization, &dossier, law, day, known_on);
        self.certificate = dossier.certificates.list.pop();
        state
    }

    /// Since which day a label filing under it is accepted, on a day; of several the one accepted first.
    #[must_use]
    pub fn labelled_since(&self, day: Day) -> Option<Day> {
        let stands = |label: &&AcceptedLabel| label.withdrawn.is_none_or(|withdrawn| day < withdrawn.on);
        let accepted = self.labels.iter().filter(stands).map(|label| label.accepted.on);
        accepted.filter(|&accepted| accepted <= day).min()
    }

    /// The sentence a maker's name and product make.
    #[must_use]
    pub fn title(&self) -> Said {
        Said::new(format!("{} {}", self.maker, self.product), format!("{} {}", self.maker, self.product))
    }
}

/// The authorisation as the public may know it: that it is revoked is told at once, the ground once the decision is
/// published (policy page, facts of the trade; reading 0015). Until then a revocation names no rule and no ground.
pub(crate) fn as_published(dossier: &Dossier, authorization: &Authorization) -> Authorization {
    let mut shown = authorization.clone();
    for revocation in &mut shown.revocations {
        let decided = dossier.proceedings.iter().find(|work| work.id == revocation.proceeding);
        if !decided.is_some_and(Proceeding::is_told) {
            revocation.rule.clear();
            revocation.grounds.clear();
            revocation.spent_checks.clear();
        }
    }
    shown
}

fn judged(
    authorization: &Authorization,
    dossier: &Dossier,
    law: Law,
    day: Day,
    known_on: Option<Day>,
) -> Option<MarkState> {
    let scheme = Scheme::default();
    let world = World { enterprise: dossier, parents: &[], scheme: &scheme, standards: &[] };
    let q = Question::new(world, About::Authorization(authorization), law, day)?.as_known_on(known_on);
    // An authorisation that had not been granted, or was not known to be, is not there to be judged.
    q.sees(authorization).then(|| authorization::state(authorization, &q))
}
