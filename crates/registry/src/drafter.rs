//! One part taken in drafting with everything its duties rest on, ready in one row: reports and public pages judge it
//! for the day that is asked, without the dossier behind it (clause 4).

use policy::authorization::{Authorization, Basis};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::record::{Register, current};
use policy::event::Event;
use policy::question::{About, Law, Question, World};
use policy::scheme::Scheme;
use policy::seen::Seen;
use policy::standard::Standard;
use policy::standard::drafting::DraftingRole;
use policy::standard::duties::{Duty, DutyStatus, MetBy, clock_start, first_met, status};
use policy::standard::number::{EditionNumber, StandardNumber};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::mark::{PublicMark, as_published};
use crate::page::LONGEST_PAGE;
use crate::reader::{EntryAt, Reader};
use crate::tags::{of_drafters, of_standard};

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
    pub fn enterprise(&self) -> CreditCode {
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

    /// What is known of the showing of the table by which a duty was met.
    #[must_use]
    pub fn shown(&self, duty: Duty, standards: &[Standard], law: Law, seen: Seen) -> Option<Showing> {
        let scheme = Scheme::default();
        let world = World { enterprise: &self.part, parents: &[], scheme: &scheme, standards };
        let q = Question::new(world, About::DraftingRole(&self.role), law, seen.as_of)?;
        let q = q.as_known_on(seen.known_on);
        let start = q.edition(&self.role.edition).map(clock_start)?;
        match first_met(&q, &self.role, duty, start)?.1 {
            MetBy::Shown(by) => Some(Showing { is_declared: by.is_declared, has_photo: by.photo.is_some() }),
            MetBy::Mark(_) | MetBy::Label(_) => None,
        }
    }
}

/// What is known of a showing of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// Whether it is the maker's own word alone, and nobody else has seen it.
    pub is_declared: bool,
    /// Whether there is a photo of it.
    pub has_photo: bool,
}

/// The statements of a register without its records.
fn statements<R>(register: &Register<R>) -> Register<R> {
    Register {
        always_complete: register.always_complete,
        complete: register.complete.clone(),
        list: Vec::new(),
    }
}

impl Reader {
    /// The entries with a tag, all of them.
    pub(crate) fn all_tagged(&self, tag: &str) -> Result<Vec<EntryAt>, Fault> {
        let mut found: Vec<EntryAt> = Vec::new();
        loop {
            let after = found.last().map(|at| at.position);
            let part = self.history(tag, after, LONGEST_PAGE)?;
            let is_last = part.len() < LONGEST_PAGE;
            found.extend(part);
            if is_last {
                return Ok(found);
            }
        }
    }

    /// Who took part in drafting a standard, in the order of entry, as it was seen; a role that was set aside or not
    /// there yet is left out.
    ///
    /// # Errors
    /// If the database fails or a dossier cannot be read.
    pub fn drafters(&self, number: &StandardNumber, seen: Seen) -> Result<Vec<Drafter>, Fault> {
        let entries = self.all_tagged(&of_drafters(number))?;
        let mut codes: Vec<CreditCode> = Vec::new();
        for code in entries.iter().filter_map(|at| at.entry.enterprise) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let mut drafters = Vec::new();
        for code in codes {
            let Some(filed) = self.dossier_seen(code, seen)? else { continue };
            let roles = filed.value.drafting_roles.list.iter();
            let of_it = roles.filter(|role| role.edition.number() == number && role.annulled.is_none());
            drafters.extend(of_it.map(|role| Drafter::of(&filed.value, role)));
        }
        Ok(drafters)
    }

    /// The marks granted against a standard, in the order of their grant: by all that is on file, or as they were seen.
    ///
    /// # Errors
    /// If the database fails or a mark cannot be read.
    pub fn marks_against(
        &self,
        number: &StandardNumber,
        seen: Option<Seen>,
    ) -> Result<Vec<PublicMark>, Fault> {
        let mut marks = Vec::new();
        for at in self.all_tagged(&of_standard(number))? {
            let Event::AuthorizationGranted { authorization } = &at.entry.event else { continue };
            let mark = match seen {
                Some(seen) => self.mark_seen(authorization.code, seen)?,
                None => self.mark(authorization.code)?,
            };
            marks.extend(mark.map(|filed| filed.value));
        }
        Ok(marks)
    }
}
