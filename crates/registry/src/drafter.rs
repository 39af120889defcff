//! One part taken in drafting with everything its duties rest on, ready in one row: reports and public pages judge it
//! for the day that is asked, without the dossier behind it (clause 4).

use policy::authorization::{Authorization, Basis};
use policy::enterprise::Dossier;
use policy::enterprise::record::{Register, current};
use policy::question::{About, Law, Question, World};
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::drafting::DraftingRole;
use policy::standard::duties::{Duty, DutyStatus, status};
use policy::standard::number::EditionNumber;
use serde::{Deserialize, Serialize};

use crate::mark::as_published;

/// A drafter of an edition, with its marks, label filings and showings against the standard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drafter {
    /// The enterprise's name.
    pub name: String,
    /// Division code of its head office; empty where none is on file.
    pub region: String,
    /// The role.
    pub role: DraftingRole,
    /// Of its dossier what the duties rest on; nothing else is public here.
    part: Dossier,
}

impl Drafter {
    /// Of one role of a dossier.
    #[must_use]
    pub fn of(dossier: &Dossier, role: &DraftingRole) -> Drafter {
        let is_of_it = |edition: &EditionNumber| edition.number() == role.edition.number();
        let marks = dossier.authorizations.list.iter().filter(|mark| is_of_it(&mark.edition));
        let marks: Vec<Authorization> = marks.map(|mark| as_published(dossier, mark)).collect();
        let numbers = marks.iter().filter_map(|mark| match &mark.basis {
            Basis::Certificate { certificate } => Some(certificate.as_str()),
            Basis::SelfDeclaration { .. } => None,
        });
        let certificates = numbers.filter_map(|number| current(&dossier.certificates.list, number)).cloned();
        let labels = dossier.labels.iter().filter(|label| is_of_it(&label.edition)).cloned();
        let shown = dossier.exhibitions.list.iter().filter(|shown| is_of_it(&shown.edition)).cloned();
        let mut part = Dossier::blank(dossier.enterprise);
        part.certificates.list = certificates.collect();
        part.authorizations = Register { list: marks, ..statements(&dossier.authorizations) };
        part.labels = labels.collect();
        part.exhibitions = Register { list: shown.collect(), ..statements(&dossier.exhibitions) };
        Drafter {
            name: dossier.name(),
            region: dossier.region().unwrap_or_default().to_owned(),
            role: role.clone(),
            part,
        }
    }

    /// The enterprise's code.
    #[must_use]
    pub fn enterprise(&self) -> policy::enterprise::credit_code::CreditCode {
        self.part.enterprise
    }

    /// How each duty stands on a day; `None` before the policy, or where the role was not there or not known.
    #[must_use]
    pub fn duties(&self, standards: &[Standard], law: Law, seen: Seen) -> Option<[(Duty, DutyStatus); 3]> {
        let scheme = Scheme::default();
        let world = World { enterprise: &self.part, parents: &[], scheme: &scheme, standards };
        let q = Question::new(world, About::DraftingRole(&self.role), law, seen.as_of)?;
        let q = q.as_known_on(seen.known_on);
        q.sees(&self.role).then(|| Duty::ALL.map(|duty| (duty, status(&q, &self.role, duty))))
    }
}

/// The statements of a register without its records.
fn statements<R>(register: &Register<R>) -> Register<R> {
    Register {
        always_complete: register.always_complete,
        complete: register.complete.clone(),
        list: Vec::new(),
    }
}
