//! Where a trial reads what is on file: a folder, or nothing at all.

use std::collections::BTreeSet;

use policy::calendar::Day;
use policy::command::Act;
use policy::decide::Refusal;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::membership::Member;
use policy::paper::Issued;
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::number::StandardNumber;
use policy::standard::project::Project;
use policy::standard::project::stage::PlanLine;
use policy::standard::publishing::DutyReport;

use crate::answer::Failure;

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

    /// A project that is on file.
    ///
    /// # Errors
    /// A fault of the store.
    fn project(&self, id: &str) -> Result<Option<Project>, Failure>;

    /// The projects about one standard or system that were taken up and are not over.
    ///
    /// # Errors
    /// A fault of the store.
    fn rivals(&self, subject: &str) -> Result<Vec<Project>, Failure>;
    /// A report of duties not fulfilled that is on file.
    ///
    /// # Errors
    /// A fault of the store.
    fn report(&self, id: &str) -> Result<Option<DutyReport>, Failure>;
    /// The papers that were issued of an entry.
    ///
    /// # Errors
    /// A fault of the store.
    fn issued_of(&self, entry: u64) -> Result<Vec<Issued>, Failure>;
    /// The enterprise that an entry is about.
    ///
    /// # Errors
    /// A fault of the store.
    fn enterprise_of(&self, entry: u64) -> Result<Option<CreditCode>, Failure>;
    /// Who has a duty overdue as of a day.
    ///
    /// # Errors
    /// A fault of the store.
    fn overdue(&self, day: Day) -> Result<BTreeSet<CreditCode>, Failure>;
    /// Refuses an act that names files which its person has not sent.
    ///
    /// # Errors
    /// Outside, a fault of the store; inside, the refusal.
    fn files_are_sent(&self, act: &Act, person: &str) -> Result<Result<(), Refusal>, Failure>;
    /// How many entries the ledger has.
    ///
    /// # Errors
    /// A fault of the store.
    fn size(&self) -> Result<u64, Failure>;
    /// Whose a number is; nothing where it is free.
    ///
    /// # Errors
    /// A fault of the store.
    fn owner(&self, kind: &str, id: &str) -> Result<Option<String>, Failure>;
    /// The memberships by a number, of whichever unit.
    ///
    /// # Errors
    /// A fault of the store.
    fn members(&self, number: &str) -> Result<Vec<Member>, Failure>;
    /// Whether a sealed text is still there; nothing where there never was one.
    ///
    /// # Errors
    /// A fault of the store.
    fn text_is_there(&self, digest: &str) -> Result<Option<bool>, Failure>;
    /// Whether a project stands in a line of a yearly plan.
    ///
    /// # Errors
    /// A fault of the store.
    fn plan_line_is_taken(&self, plan: PlanLine) -> Result<bool, Failure>;
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
    fn project(&self, _: &str) -> Result<Option<Project>, Failure> {
        Ok(None)
    }
    fn rivals(&self, _: &str) -> Result<Vec<Project>, Failure> {
        Ok(Vec::new())
    }
    fn report(&self, _: &str) -> Result<Option<DutyReport>, Failure> {
        Ok(None)
    }
    fn issued_of(&self, _: u64) -> Result<Vec<Issued>, Failure> {
        Ok(Vec::new())
    }
    fn enterprise_of(&self, _: u64) -> Result<Option<CreditCode>, Failure> {
        Ok(None)
    }
    fn overdue(&self, _: Day) -> Result<BTreeSet<CreditCode>, Failure> {
        Ok(BTreeSet::new())
    }
    /// What begins with nothing is the demonstration, which sends each file with the act that names it.
    fn files_are_sent(&self, _: &Act, _: &str) -> Result<Result<(), Refusal>, Failure> {
        Ok(Ok(()))
    }
    fn size(&self) -> Result<u64, Failure> {
        Ok(0)
    }
    fn owner(&self, _: &str, _: &str) -> Result<Option<String>, Failure> {
        Ok(None)
    }
    fn members(&self, _: &str) -> Result<Vec<Member>, Failure> {
        Ok(Vec::new())
    }
    fn text_is_there(&self, _: &str) -> Result<Option<bool>, Failure> {
        Ok(None)
    }
    fn plan_line_is_taken(&self, _: PlanLine) -> Result<bool, Failure> {
        Ok(false)
    }
}
