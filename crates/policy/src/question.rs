//! What a rule is asked: about what, as of which day, with what known, and for which day.
//!
//! `as_of` bounds what had happened, `known_on` bounds what had been entered, and `day` is the day judged.
//! The day judged is `as_of` itself, or a later day when the question is "when does the answer turn if
//! nothing else happens?".

use crate::authorization::{Authorization, Filing};
use crate::calendar::{Day, WorkingDays};
use crate::enterprise::Dossier;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::{Completeness, Mark, Record, Register};
use crate::parameters::{Numbers, Parameters};
use crate::scheme::Scheme;
use crate::seen::Seen;
use crate::standard::drafting::DraftingRole;
use crate::standard::number::EditionNumber;
use crate::standard::project::ProjectAsked;
use crate::standard::review::Reviewed;
use crate::standard::{Edition, Standard};
use crate::supervision::{Check, Proceeding};

/// Everything on file that a question may touch.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The enterprise in question.
    pub enterprise: &'a Dossier,
    /// Parents that file jointly, as far as their dossiers are at hand.
    pub parents: &'a [Dossier],
    /// Catalogue, bodies, offices.
    pub scheme: &'a Scheme,
    /// The standards spoken of.
    pub standards: &'a [Standard],
}

static NOBODY: Dossier = Dossier::blank(CreditCode::NOBODY);

impl<'a> World<'a> {
    /// The world of a question that is about no enterprise: an edition, the scheme.
    #[must_use]
    pub fn without_enterprise(scheme: &'a Scheme, standards: &'a [Standard]) -> World<'a> {
        World { enterprise: &NOBODY, parents: &[], scheme, standards }
    }
}

/// What the numbers and the calendar say: the law a question is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// All dated numbers.
    pub parameters: &'a Parameters,
    /// The working-day calendar.
    pub calendar: &'a WorkingDays,
}

/// What the question is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// A self-declaration: may this be filed and granted?
    Filing(&'a Filing),
    /// An authorisation: does it still stand on its grounds?
    Authorization(&'a Authorization),
    /// A product on the platform of the enterprise in question.
    Product(&'a str),
    /// An edition and its table.
    Edition(&'a Edition),
    /// A spot check: may its result be verified?
    Check(&'a Check),
    /// A proceeding: may it be decided?
    Proceeding(&'a Proceeding),
    /// The part the enterprise in question took in drafting an edition: are its duties met?
    DraftingRole(&'a DraftingRole),
    /// A proposal of the enterprise in question as lead: may it be accepted?
    LeadProposal,
    /// An edition with those who hold an authorisation against it: is a review due?
    Review(Reviewed<'a>),
    /// A project: may it go on?
    Project(ProjectAsked<'a>),
}

/// A question to a rule.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The facts.
    pub world: World<'a>,
    /// What it is about.
    pub about: About<'a>,
    /// Only facts that happened on or before this day.
    pub as_of: Day,
    /// Only facts entered on or before this day; `None` for all that is known.
    pub known_on: Option<Day>,
    /// The day judged; never before `as_of`.
    pub day: Day,
    /// The numbers in force on the day judged.
    pub numbers: Numbers,
    /// Where the numbers and the working days come from.
    pub law: Law<'a>,
}

/// Whether something was known on the day asked for: nothing is known before it happens, and what bears no
/// day of entry has been known since it happened.
pub(crate) fn is_known(known_on: Option<Day>, happened_on: Day, entered_on: Option<Day>) -> bool {
    known_on.is_none_or(|known_on| entered_on.unwrap_or(happened_on) <= known_on)
}

impl<'a> Question<'a> {
    /// A question as of `day` with all that is known. `None` before the policy's first day.
    #[must_use]
    pub fn new(world: World<'a>, about: About<'a>, law: Law<'a>, day: Day) -> Option<Question<'a>> {
        let numbers = law.parameters.on(day)?;
        Some(Question { world, about, as_of: day, known_on: None, day, numbers, law })
    }

    /// The same, as it could be answered with what had been entered on or before `known_on`.
    #[must_use]
    pub fn as_known_on(mut self, known_on: Option<Day>) -> Question<'a> {
        self.known_on = known_on;
        self
    }

    /// The same facts, judged for a later day: nothing else happens in between.
    #[must_use]
    pub fn on_day(mut self, day: Day) -> Question<'a> {
        self.day = day;
        if let Some(numbers) = self.law.parameters.on(day) {
            self.numbers = numbers;
        }
        self
    }

    /// The numbers in force on another day, a decision's own or a filing's.
    #[must_use]
    pub fn numbers_on(&self, day: Day) -> Option<Numbers> {
        // Nearly always no number has changed between the two days.
        if self.numbers.since <= day && day <= self.day {
            return Some(self.numbers);
        }
        self.law.parameters.on(day)
    }

    /// The same facts about something else.
    #[must_use]
    pub fn about(mut self, about: About<'a>) -> Question<'a> {
        self.about = about;
        self
    }

    /// The same question about another enterprise's dossier.
    #[must_use]
    pub fn of(mut self, enterprise: &'a Dossier) -> Question<'a> {
        self.world.enterprise = enterprise;
        self
    }

    /// The two days by which the facts are seen: all of the question that looking at a record takes.
    #[must_use]
    pub fn eyes(&self) -> Seen {
        Seen { as_of: self.as_of, known_on: self.known_on }
    }

    /// Whether a record counts.
    #[must_use]
    pub fn sees<R: Record>(&self, record: &R) -> bool {
        self.eyes().counts(record)
    }

    /// The annulment of a record that had happened and was known, if it was known to be set aside.
    #[must_use]
    pub fn sees_annulment<'r, R: Record>(&self, record: &'r R) -> Option<&'r Mark> {
        let eyes = self.eyes();
        record.annulled().filter(|mark| eyes.had(record) && eyes.knew(mark))
    }

    /// The day of a mark that had happened and was known.
    #[must_use]
    pub fn mark_day(&self, mark: &Mark) -> Option<Day> {
        self.eyes().had_mark(mark).then_some(mark.on)
    }

    /// Whether a mark was known, whenever it happened: an annulment lies on the known axis alone (reading 0001).
    #[must_use]
    pub fn knows(&self, mark: &Mark) -> bool {
        self.eyes().knew(mark)
    }

    /// The day a record ended, if that had happened and was known.
    #[must_use]
    pub fn end_of<R: Record>(&self, record: &R) -> Option<Day> {
        self.mark_day(record.ended()?)
    }

    /// The records of a register that count.
    pub fn seen<R: Record>(&self, register: &'a Register<R>) -> impl Iterator<Item = &'a R> + use<'a, R> {
        let eyes = self.eyes();
        register.list.iter().filter(move |record| eyes.counts(*record))
    }

    /// Whether a register is known to hold all that stood on `since` and all that happened from then on.
    ///
    /// A statement of completeness lies on the known axis alone: a bureau may confirm today what had not
    /// happened on the filing day of last week (reading 0010).
    #[must_use]
    pub fn is_complete<R>(&self, register: &Register<R>, since: Day) -> bool {
        register.always_complete || self.complete_since(register).any(|stated| stated <= since)
    }

    /// The statements that a register is complete, as far as they were known.
    pub(crate) fn known_statements<'r, R>(
        &self,
        register: &'r Register<R>,
    ) -> impl Iterator<Item = &'r Completeness> + use<'r, R> {
        let known_on = self.known_on;
        let statements = register.complete.iter();
        statements.filter(move |said| is_known(known_on, said.stated_on, said.entered_on))
    }

    /// The days since which a register is known to be complete.
    pub fn complete_since<'r, R>(&self, register: &'r Register<R>) -> impl Iterator<Item = Day> + use<'r, R> {
        self.known_statements(register).map(|statement| statement.since)
    }

    /// A product of an enterprise by its name, as far as it is on file and counts; by its identifier otherwise.
    pub(crate) fn product_name<'r>(&self, of: &'r Dossier, id: &'r str) -> &'r str {
        let known = of.products.list.iter().filter(|product| product.id == id && self.sees(*product));
        known.map(|product| product.name.as_str()).min().unwrap_or(id)
    }

    /// An edition by its number, if it is on file and counts.
    #[must_use]
    pub fn edition(&self, number: &EditionNumber) -> Option<&'a Edition> {
        self.world
            .standards
            .iter()
            .flat_map(|standard| standard.editions.iter())
            .find(|edition| edition.edition == *number && self.sees(*edition))
    }
}
