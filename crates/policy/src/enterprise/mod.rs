//! Chapter I: the enterprises whom the brand cultivates, and every fact about them that a rule may ask for.
//!
//! A [`Dossier`] is all that is on file about one enterprise: the fold of its ledger entries, and at the same
//! time the document that `pzb check` reads. Every fact keeps the day it happened and the day it was entered.

pub(crate) mod check_fact;
pub mod completing;
pub mod credit_code;
pub mod decide;
pub mod facts;
mod kinds;
pub mod membership;
pub mod record;
mod register_of;
pub mod shares;

use crate::register_of;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::credit_code::CreditCode;
use self::facts::{
    Award, Breach, Certificate, Commitment, Fact, FactKind, HeadOffice, Holding, Listing, Membership,
    Penalty, Product, Recall, Registration, SystemCertificate,
};
use self::record::{Completeness, Record, Register, current, current_mut};
use crate::authorization::{Authorization, Declaration};
use crate::calendar::Day;
use crate::industry::Industry;
use crate::standard::drafting::{DraftingRole, Exhibition};
use crate::supervision::label::LabelFiling;
use crate::supervision::{Check, Proceeding};

/// The industry of an enterprise by its registrations: of those that state one, the latest.
#[must_use]
pub fn industry_of(registrations: &Register<Registration>) -> Option<&Industry> {
    let stated = registrations.list.iter().filter(|r| r.annulled.is_none() && r.industry.is_some());
    stated.max_by_key(|r| r.since).and_then(|r| r.industry.as_ref())
}

/// All that is on file about one enterprise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// The unified social credit code.
    pub enterprise: CreditCode,
    /// Names, latest last.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub registrations: Register<Registration>,
    /// Where the head office sat.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub head_offices: Register<HeadOffice>,
    /// Who owns it.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub holdings: Register<Holding>,
    /// Administrative penalties, for quality or not.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub penalties: Register<Penalty>,
    /// Listings as seriously dishonest.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub listings: Register<Listing>,
    /// Quality awards.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub awards: Register<Award>,
    /// Management-system certificates.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub system_certificates: Register<SystemCertificate>,
    /// Commitments to the brand service standard.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub commitments: Register<Commitment>,
    /// Recall duties.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub recalls: Register<Recall>,
    /// Verified breaches.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub breaches: Register<Breach>,
    /// Products.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub products: Register<Product>,
    /// Zhejiang Made certificates.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub certificates: Register<Certificate>,
    /// Parts taken in drafting standards (clause 4).
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub drafting_roles: Register<DraftingRole>,
    /// Showings of comparison tables (clauses 3 and 12).
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub exhibitions: Register<Exhibition>,
    /// Memberships of the federation (clauses 13 and 15).
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub memberships: Register<Membership>,
    /// Self-declarations filed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declarations: Vec<Declaration>,
    /// Authorisations granted. The platform itself grants them, so a plain list is always complete.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub authorizations: Register<Authorization>,
    /// Labels filed under marks (clause 12).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelFiling>,
    /// Spot checks. The platform itself keeps them.
    #[serde(default, skip_serializing_if = "Register::is_blank")]
    pub checks: Register<Check>,
    /// Pieces of work opened by findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proceedings: Vec<Proceeding>,
}

impl Dossier {
    /// The dossier of an enterprise of which the platform knows nothing yet but that it exists: the registers
    /// that the platform fills by itself are complete, all others wait for their keeper.
    #[must_use]
    pub fn opened(enterprise: CreditCode) -> Dossier {
        Dossier {
            authorizations: Register::complete(),
            checks: Register::complete(),
            ..Dossier::blank(enterprise)
        }
    }

    /// A dossier with nothing on file.
    #[must_use]
    pub const fn blank(enterprise: CreditCode) -> Dossier {
        Dossier {
            enterprise,
            registrations: Register::blank(),
            head_offices: Register::blank(),
            holdings: Register::blank(),
            penalties: Register::blank(),
            listings: Register::blank(),
            awards: Register::blank(),
            system_certificates: Register::blank(),
            commitments: Register::blank(),
            recalls: Register::blank(),
            breaches: Register::blank(),
            products: Register::blank(),
            certificates: Register::blank(),
            drafting_roles: Register::blank(),
            exhibitions: Register::blank(),
            memberships: Register::blank(),
            declarations: Vec::new(),
            authorizations: Register::blank(),
            labels: Vec::new(),
            checks: Register::blank(),
            proceedings: Vec::new(),
        }
    }

    /// The present name, or the code where no name is on file.
    #[must_use]
    pub fn name(&self) -> String {
        self.registrations
            .list
            .iter()
            .filter(|r| r.annulled.is_none())
            // Of two names from one day on the one entered last, in whatever order they are written.
            .max_by_key(|r| (r.since, r.entry, &r.name))
            .map_or_else(|| self.enterprise.to_string(), |r| r.name.clone())
    }

    /// The present industry; `None` if nobody has stated one.
    #[must_use]
    pub fn industry(&self) -> Option<&Industry> {
        industry_of(&self.registrations)
    }

    /// The present head office's division code, if one is on file.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.head_offices
            .list
            .iter()
            .filter(|o| o.annulled.is_none() && o.ended.is_none())
            .max_by_key(|o| o.since)
            .map(|o| o.region.as_str())
    }

    /// A product by its identifier.
    #[must_use]
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.products.list.iter().find(|p| p.id == id && p.annulled.is_none())
    }

    /// The models that a product had on a day: those that were added later are left out, also where the day is long past
    /// when it is asked. What was entered wrongly and set aside has no part in it.
    #[must_use]
    pub fn models_on(&self, id: &str, day: Day) -> Vec<String> {
        let Some(mut found) = self.product(id) else { return Vec::new() };
        // A completed record lies beside the one that it completes, which the same entry set aside.
        let completed = |later: &Product| {
            let before = self.products.list.iter().find(|one| {
                let aside = one.annulled.as_ref().filter(|mark| mark.entry.is_some() && day < mark.on);
                one.id == id && aside.is_some_and(|mark| mark.entry == later.entry)
            });
            before.filter(|one| one.entry != later.entry)
        };
        while let Some(before) = completed(found) {
            found = before;
        }
        found.models.clone()
    }

    /// Puts a fact on file.
    pub fn enter(&mut self, fact: Fact) {
        match fact {
            Fact::Registration(fact) => self.registrations.list.push(fact),
            Fact::HeadOffice(fact) => self.head_offices.list.push(fact),
            Fact::Holding(fact) => self.holdings.list.push(fact),
            Fact::Penalty(fact) => self.penalties.list.push(fact),
            Fact::Listing(fact) => self.listings.list.push(fact),
            Fact::Award(fact) => self.awards.list.push(fact),
            Fact::SystemCertificate(fact) => self.system_certificates.list.push(fact),
            Fact::Commitment(fact) => self.commitments.list.push(fact),
            Fact::Recall(fact) => self.recalls.list.push(fact),
            Fact::Breach(fact) => self.breaches.list.push(fact),
            Fact::Product(fact) => self.products.list.push(fact),
            Fact::Certificate(fact) => self.certificates.list.push(fact),
            Fact::DraftingRole(fact) => self.drafting_roles.list.push(fact),
            Fact::Exhibition(fact) => self.exhibitions.list.push(fact),
            Fact::Membership(fact) => self.memberships.list.push(fact),
        }
    }

    /// States that a register is complete.
    pub fn complete(&mut self, kind: FactKind, statement: Completeness) {
        register_of!(mut self, kind, register => register.complete.push(statement));
    }

    /// The record of a kind with an identifier, to end or annul it: the one that counts, if one does.
    pub fn record_mut(&mut self, kind: FactKind, id: &str) -> Option<&mut dyn Record> {
        register_of!(mut self, kind, register => {
            current_mut(&mut register.list, id).map(|fact| fact as &mut dyn Record)
        })
    }

    /// The record of a kind with an identifier: the one that counts, and the last of those set aside if none does.
    #[must_use]
    pub fn record(&self, kind: FactKind, id: &str) -> Option<&dyn Record> {
        register_of!(self, kind, register => current(&register.list, id).map(|fact| fact as &dyn Record))
    }

    /// Every record of a kind with an identifier, set aside or not, in the order of entry.
    #[must_use]
    pub fn records(&self, kind: FactKind, id: &str) -> Vec<&dyn Record> {
        fn all<'a, T: Record>(list: &'a [T], id: &str) -> Vec<&'a dyn Record> {
            list.iter().filter(|fact| fact.id() == id).map(|fact| fact as &dyn Record).collect()
        }
        register_of!(self, kind, register => all(&register.list, id))
    }
}
