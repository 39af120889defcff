//! A trial: commands decided one after the other against what is on file, each seeing what the ones before it
//! would have done, and nothing written. It is the policy's own `decide` and `apply` over copies.

use std::collections::{BTreeMap, BTreeSet};

use policy::apply::{self, Concerns};
use policy::calendar::Day;
use policy::command::{Act, Command};
use policy::decide::{Books, Decision, Refusal, Scene, decide, entries};
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Entry;
use policy::powers::Actor;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::{EditionNumber, StandardNumber};

use crate::answer::Failure;
use crate::law::Laws;

/// Where a trial reads what is on file.
pub trait Shelf {
    /// A dossier.
    ///
    /// # Errors
    /// A fault of the store.
    fn dossier(&self, code: CreditCode) -> Result<Option<Dossier>, Failure>;
    /// The scheme.
    ///
    /// # Errors
    /// A fault of the store.
    fn scheme(&self) -> Result<Scheme, Failure>;
    /// A standard.
    ///
    /// # Errors
    /// A fault of the store.
    fn standard(&self, number: &StandardNumber) -> Result<Option<Standard>, Failure>;
    /// How many entries the ledger has.
    ///
    /// # Errors
    /// A fault of the store.
    fn size(&self) -> Result<u64, Failure>;
}

/// Nothing is on file.
pub struct EmptyShelf;

impl Shelf for EmptyShelf {
    fn dossier(&self, _: CreditCode) -> Result<Option<Dossier>, Failure> {
        Ok(None)
    }
    fn scheme(&self) -> Result<Scheme, Failure> {
        Ok(Scheme::opened())
    }
    fn standard(&self, _: &StandardNumber) -> Result<Option<Standard>, Failure> {
        Ok(None)
    }
    fn size(&self) -> Result<u64, Failure> {
        Ok(0)
    }
}

/// A trial in progress.
pub struct Trial<'s> {
    shelf: &'s dyn Shelf,
    laws: &'s Laws,
    scheme: Scheme,
    dossiers: BTreeMap<CreditCode, Option<Dossier>>,
    standards: BTreeMap<StandardNumber, Standard>,
    missing: BTreeSet<StandardNumber>,
    next: u64,
}

impl<'s> Trial<'s> {
    /// Starts from what is on the shelf.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn start(shelf: &'s dyn Shelf, laws: &'s Laws) -> Result<Trial<'s>, Failure> {
        Ok(Trial {
            shelf,
            laws,
            scheme: shelf.scheme()?,
            dossiers: BTreeMap::new(),
            standards: BTreeMap::new(),
            missing: BTreeSet::new(),
            next: shelf.size()?,
        })
    }

    /// The scheme as it would be.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The dossier as it would be.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn dossier(&mut self, code: CreditCode) -> Result<Option<&Dossier>, Failure> {
        if !self.dossiers.contains_key(&code) {
            let found = self.shelf.dossier(code)?;
            self.dossiers.insert(code, found);
        }
        Ok(self.dossiers.get(&code).and_then(Option::as_ref))
    }

    /// The standard as it would be.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn standard(&mut self, number: &StandardNumber) -> Result<Option<&Standard>, Failure> {
        if !self.standards.contains_key(number) && !self.missing.contains(number) {
            match self.shelf.standard(number)? {
                Some(found) => {
                    self.standards.insert(number.clone(), found);
                }
                None => {
                    self.missing.insert(number.clone());
                }
            }
        }
        Ok(self.standards.get(number))
    }

    /// Every dossier that was looked at or would be made, by code.
    pub fn dossiers(&self) -> impl Iterator<Item = &Dossier> {
        self.dossiers.values().flatten()
    }

    /// Every standard that was looked at or would be made.
    pub fn standards(&self) -> impl Iterator<Item = &Standard> {
        self.standards.values()
    }

    /// Decides a command and, if it is granted, lets the trial go on as if it had been done.
    ///
    /// # Errors
    /// Outside, a fault of the store; inside, the refusal.
    pub fn act(
        &mut self,
        actor: &Actor,
        command: &Command,
        today: Day,
    ) -> Result<Result<(Decision, u64), Refusal>, Failure> {
        self.load(command)?;
        let own = command.enterprise.and_then(|code| self.dossiers.get(&code)).and_then(Option::as_ref);
        let parents: Vec<Dossier> = parents_of(command, own)
            .into_iter()
            .filter_map(|code| self.dossiers.get(&code).cloned().flatten())
            .collect();
        let numbers: BTreeSet<&StandardNumber> = self.standards.keys().collect();
        let wanted = editions_of(command, own);
        let standards: Vec<Standard> = numbers
            .into_iter()
            .filter(|number| wanted.iter().any(|edition| edition.number() == *number))
            .filter_map(|number| self.standards.get(number).cloned())
            .collect();
        let books = Books { enterprise: own, parents: &parents, scheme: &self.scheme, standards: &standards };
        let first = self.next;
        let scene = Scene { books, law: self.laws.law(), actor, command, today, fresh: first };
        let decision = match decide(&scene) {
            Ok(decision) => decision,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let made = entries(&scene, &decision, "", "");
        for entry in &made {
            self.fold(entry, command);
        }
        Ok(Ok((decision, first)))
    }

    /// Brings everything that a command may touch from the shelf.
    fn load(&mut self, command: &Command) -> Result<(), Failure> {
        let own = match command.enterprise {
            Some(code) => self.dossier(code)?.cloned(),
            None => None,
        };
        for parent in parents_of(command, own.as_ref()) {
            self.dossier(parent)?;
        }
        for edition in editions_of(command, own.as_ref()) {
            self.standard(edition.number())?;
        }
        Ok(())
    }

    fn fold(&mut self, entry: &Entry, command: &Command) {
        let position = self.next;
        self.next += 1;
        match apply::concerns(&entry.event) {
            Concerns::Enterprise => {
                if let Some(code) = command.enterprise {
                    let slot = self.dossiers.entry(code).or_insert(None);
                    apply::to_dossier(slot.get_or_insert_with(|| Dossier::opened(code)), entry, position);
                }
            }
            Concerns::Scheme => apply::to_scheme(&mut self.scheme, entry, position),
            Concerns::Standard(number) => {
                self.missing.remove(&number);
                let standard = self
                    .standards
                    .entry(number.clone())
                    .or_insert_with(|| Standard { number, editions: Vec::new() });
                apply::to_standard(standard, entry, position);
            }
            Concerns::Nothing => {}
        }
    }
}

fn parents_of(command: &Command, own: Option<&Dossier>) -> BTreeSet<CreditCode> {
    let mut parents = BTreeSet::new();
    if let Act::FileDeclaration { filing } = &command.act {
        parents.extend(filing.parent);
    }
    for declaration in own.iter().flat_map(|dossier| &dossier.declarations) {
        parents.extend(declaration.filing.parent);
    }
    parents
}

fn editions_of(command: &Command, own: Option<&Dossier>) -> Vec<EditionNumber> {
    let mut editions = Vec::new();
    match &command.act {
        Act::EnterEdition { edition } => editions.push(edition.edition.clone()),
        Act::WithdrawEdition { edition, .. }
        | Act::AnnulEdition { edition, .. }
        | Act::SampleProduct { edition, .. } => editions.push(edition.clone()),
        Act::FileDeclaration { filing } => editions.push(filing.edition.clone()),
        _ => {}
    }
    if let Some(dossier) = own {
        editions.extend(dossier.declarations.iter().map(|d| d.filing.edition.clone()));
        editions.extend(dossier.authorizations.list.iter().map(|a| a.edition.clone()));
        editions.extend(dossier.certificates.list.iter().map(|c| c.edition.clone()));
        editions.extend(dossier.checks.list.iter().map(|c| c.edition.clone()));
    }
    editions
}
