//! What belongs to no single enterprise: the exclusion catalogue, the qualified bodies, who holds which office from
//! when to when, and the calls, experts and bars of clause 2. Offices are data with dates, never names in code.

pub mod artwork;
mod by_person;
pub mod decide;
pub mod research;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::artwork::Artwork;
use self::by_person::ByPerson;
use self::research::{Call, Expert, ReviewBar};
use crate::calendar::Day;
use crate::enterprise::record::{Entered, Mark, Record, Register, current, current_mut, record};
use crate::powers::Office;

record! {
    /// A category of the catalogue of products for which self-declaration is not open (clause 9);
    /// `ended` is its removal: the first day on which the category is open again.
    CatalogueEntry happened published_on {
        /// The category, as products name theirs.
        category: String,
        /// What it is called.
        title: String,
        /// Day of publication.
        published_on: Day,
        /// First day in the catalogue.
        from: Day,
    }
}

record! {
    /// A certification body or laboratory qualified for the scheme; `ended` is the first day it is not.
    Body happened from {
        /// Its name.
        name: String,
        /// What it is qualified as.
        kind: BodyKind,
        /// First day qualified.
        from: Day,
        /// Last day qualified, if the term is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Day>,
    }
}

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// A certification body (clauses 6–8).
    CertificationBody,
    /// A laboratory (clause 10).
    Laboratory,
}

record! {
    /// A person holds an office, from a day; `ended` is the first day on which they do not.
    Holder happened from {
        /// The person, by the platform's own identifier. No name: names are personal data and live outside.
        person: String,
        /// The office.
        office: Office,
        /// First day in office.
        from: Day,
    }
}

record! {
    /// The organisation that holds an office, with the address under which the public and the parties reach it; `ended`
    /// is the first day on which another one holds it or is reached elsewhere. Who the federation is has changed before.
    Organisation happened from {
        /// The office.
        office: Office,
        /// Its name.
        name: String,
        /// Its name in English, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_en: Option<String>,
        /// Where letters, statements and objections are sent.
        address: String,
        /// A telephone that is the office's and nobody's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
        /// First day.
        from: Day,
    }
}

impl Organisation {
    /// Whether it holds its office on `day`.
    #[must_use]
    pub fn is_in_office(&self, day: Day) -> bool {
        self.annulled.is_none() && self.from <= day && self.ended.as_ref().is_none_or(|end| day < end.on)
    }
}

impl Holder {
    /// Whether this is in force on `day`: begun, not ended, not set aside.
    #[must_use]
    pub fn is_in_office(&self, day: Day) -> bool {
        self.annulled.is_none() && self.from <= day && self.ended.as_ref().is_none_or(|end| day < end.on)
    }
}

/// A fact about the scheme, as a command brings it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum SchemeFact {
    /// A category of the exclusion catalogue.
    CatalogueEntry(CatalogueEntry),
    /// A qualified body.
    Body(Body),
    /// The holder of an office.
    Holder(Holder),
    /// The organisation that holds an office.
    Organisation(Organisation),
    /// A public call.
    Call(Call),
    /// An expert.
    Expert(Expert),
    /// A bar on an expert.
    ReviewBar(ReviewBar),
    /// The official picture of the mark.
    Artwork(Artwork),
}

/// The kinds of scheme fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SchemeFactKind {
    /// Categories of the exclusion catalogue.
    CatalogueEntry,
    /// Qualified bodies.
    Body,
    /// Holders of offices.
    Holder,
    /// Organisations that hold offices.
    Organisation,
    /// Public calls (clause 2).
    Call,
    /// Experts who sit on panels (clause 2).
    Expert,
    /// Bars on experts (clause 15).
    ReviewBar,
    /// Official pictures of the mark (clauses 8 and 12).
    Artwork,
}

impl SchemeFactKind {
    /// Every kind.
    pub const ALL: [SchemeFactKind; 8] = [
        SchemeFactKind::CatalogueEntry,
        SchemeFactKind::Body,
        SchemeFactKind::Holder,
        SchemeFactKind::Organisation,
        SchemeFactKind::Call,
        SchemeFactKind::Expert,
        SchemeFactKind::ReviewBar,
        SchemeFactKind::Artwork,
    ];
}

impl SchemeFact {
    /// Which register it belongs to.
    #[must_use]
    pub fn kind(&self) -> SchemeFactKind {
        match self {
            SchemeFact::CatalogueEntry(_) => SchemeFactKind::CatalogueEntry,
            SchemeFact::Body(_) => SchemeFactKind::Body,
            SchemeFact::Holder(_) => SchemeFactKind::Holder,
            SchemeFact::Organisation(_) => SchemeFactKind::Organisation,
            SchemeFact::Call(_) => SchemeFactKind::Call,
            SchemeFact::Expert(_) => SchemeFactKind::Expert,
            SchemeFact::ReviewBar(_) => SchemeFactKind::ReviewBar,
            SchemeFact::Artwork(_) => SchemeFactKind::Artwork,
        }
    }

    /// The record inside.
    #[must_use]
    pub fn record(&self) -> &dyn Record {
        match self {
            SchemeFact::CatalogueEntry(fact) => fact,
            SchemeFact::Body(fact) => fact,
            SchemeFact::Holder(fact) => fact,
            SchemeFact::Organisation(fact) => fact,
            SchemeFact::Call(fact) => fact,
            SchemeFact::Expert(fact) => fact,
            SchemeFact::ReviewBar(fact) => fact,
            SchemeFact::Artwork(fact) => fact,
        }
    }

    /// The record inside, to be completed on entry.
    pub fn record_mut(&mut self) -> &mut dyn Record {
        match self {
            SchemeFact::CatalogueEntry(fact) => fact,
            SchemeFact::Body(fact) => fact,
            SchemeFact::Holder(fact) => fact,
            SchemeFact::Organisation(fact) => fact,
            SchemeFact::Call(fact) => fact,
            SchemeFact::Expert(fact) => fact,
            SchemeFact::ReviewBar(fact) => fact,
            SchemeFact::Artwork(fact) => fact,
        }
    }
}

/// All that is on file about the scheme.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// The exclusion catalogue. Left out, it is unknown whether a product is excluded.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub catalogue: Register<CatalogueEntry>,
    /// Qualified bodies.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub bodies: Register<Body>,
    /// Holders of offices.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub holders: Register<Holder>,
    /// The organisations that hold them.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub organisations: Register<Organisation>,
    /// Public calls (clause 2).
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub calls: Register<Call>,
    /// Experts who sit on panels (clause 2).
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub experts: Register<Expert>,
    /// Bars on experts (clause 15).
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub review_bars: Register<ReviewBar>,
    /// Official pictures of the mark.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub artworks: Register<Artwork>,
    /// Where each person stands among the holders.
    #[serde(skip)]
    by_person: ByPerson,
}

impl Scheme {
    /// The scheme as the platform keeps it: its registers are the source themselves and so complete.
    #[must_use]
    pub fn opened() -> Scheme {
        Scheme {
            organisations: Register::complete(),
            calls: Register::complete(),
            experts: Register::complete(),
            review_bars: Register::complete(),
            artworks: Register::complete(),
            ..Scheme::of(Register::complete(), Register::complete(), Register::complete())
        }
    }

    /// A scheme with these registers.
    #[must_use]
    pub fn of(
        catalogue: Register<CatalogueEntry>,
        bodies: Register<Body>,
        holders: Register<Holder>,
    ) -> Scheme {
        Scheme {
            catalogue,
            bodies,
            holders,
            organisations: Register::default(),
            calls: Register::default(),
            experts: Register::default(),
            review_bars: Register::default(),
            artworks: Register::default(),
            by_person: ByPerson::default(),
        }
    }

    /// Puts a fact on file.
    pub fn enter(&mut self, fact: SchemeFact) {
        self.by_person = ByPerson::default();
        match fact {
            SchemeFact::CatalogueEntry(fact) => self.catalogue.list.push(fact),
            SchemeFact::Body(fact) => self.bodies.list.push(fact),
            SchemeFact::Holder(fact) => self.holders.list.push(fact),
            SchemeFact::Organisation(fact) => self.organisations.list.push(fact),
            SchemeFact::Call(fact) => self.calls.list.push(fact),
            SchemeFact::Expert(fact) => self.experts.list.push(fact),
            SchemeFact::ReviewBar(fact) => self.review_bars.list.push(fact),
            SchemeFact::Artwork(fact) => self.artworks.list.push(fact),
        }
    }

    /// The record of a kind with an identifier, to end or annul it: the one that counts, if one does.
    pub fn record_mut(&mut self, kind: SchemeFactKind, id: &str) -> Option<&mut dyn Record> {
        fn find<'a, T: Record>(list: &'a mut [T], id: &str) -> Option<&'a mut dyn Record> {
            current_mut(list, id).map(|fact| fact as &mut dyn Record)
        }
        match kind {
            SchemeFactKind::CatalogueEntry => find(&mut self.catalogue.list, id),
            SchemeFactKind::Body => find(&mut self.bodies.list, id),
            SchemeFactKind::Holder => find(&mut self.holders.list, id),
            SchemeFactKind::Organisation => find(&mut self.organisations.list, id),
            SchemeFactKind::Call => find(&mut self.calls.list, id),
            SchemeFactKind::Expert => find(&mut self.experts.list, id),
            SchemeFactKind::ReviewBar => find(&mut self.review_bars.list, id),
            SchemeFactKind::Artwork => find(&mut self.artworks.list, id),
        }
    }

    /// The record of a kind with an identifier: the one that counts, and the last of those set aside if none does.
    #[must_use]
    pub fn record(&self, kind: SchemeFactKind, id: &str) -> Option<&dyn Record> {
        fn find<'a, T: Record>(list: &'a [T], id: &str) -> Option<&'a dyn Record> {
            current(list, id).map(|fact| fact as &dyn Record)
        }
        match kind {
            SchemeFactKind::CatalogueEntry => find(&self.catalogue.list, id),
            SchemeFactKind::Body => find(&self.bodies.list, id),
            SchemeFactKind::Holder => find(&self.holders.list, id),
            SchemeFactKind::Organisation => find(&self.organisations.list, id),
            SchemeFactKind::Call => find(&self.calls.list, id),
            SchemeFactKind::Expert => find(&self.experts.list, id),
            SchemeFactKind::ReviewBar => find(&self.review_bars.list, id),
            SchemeFactKind::Artwork => find(&self.artworks.list, id),
        }
    }

    /// The organisation that holds an office on `day`. There is one at a time: of several the one that began last,
    /// whenever it was entered, for its beginning ends the former one, which does not come back when it ends.
    #[must_use]
    pub fn organisation(&self, office: &Office, day: Day) -> Option<&Organisation> {
        let began = self
            .organisations
            .list
            .iter()
            .filter(|one| one.office == *office && one.annulled.is_none() && one.from <= day);
        began.max_by_key(|one| one.from).filter(|one| one.is_in_office(day))
    }

    /// Whether `person` holds `office` on `day`.
    #[must_use]
    pub fn holds(&self, person: &str, office: &Office, day: Day) -> bool {
        let is_it =
            |holder: &Holder| holder.person == person && holder.office == *office && holder.is_in_office(day);
        match self.by_person.find(&self.holders.list, person) {
            Some(positions) => positions.iter().filter_map(|at| self.holders.list.get(*at)).any(is_it),
            None => self.holders.list.iter().any(is_it),
        }
    }
}
