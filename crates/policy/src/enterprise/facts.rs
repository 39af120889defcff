//! The facts about an enterprise that rules speak of, each with the clause that asks for it.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::credit_code::CreditCode;
use super::record::{Entered, Mark, Record, record};
use crate::calendar::Day;
use crate::industry::Industry;
use crate::standard::drafting::{DraftingRole, Exhibition};
use crate::standard::number::EditionNumber;

pub use super::kinds::{AwardLevel, BreachOf, Classification, ManagementSystem};

record! {
    /// Name and registration of the enterprise; a later one is a change of name or of industry.
    Registration happened since {
        /// The registered name.
        name: String,
        /// Its industry, a code of GB/T 4754-2017; absent means not stated, and what an earlier one stated goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        industry: Option<Industry>,
        /// First day under this name.
        since: Day,
    }
}

record! {
    /// Where the head office sits, from a day on.
    HeadOffice happened since {
        /// Six-digit division code (GB/T 2260); 33…… is Zhejiang.
        region: String,
        /// First day there.
        since: Day,
    }
}

record! {
    /// What share of this enterprise another owns, from a day on; a later one of the same owner replaces it.
    Holding happened since {
        /// The owner.
        owner: CreditCode,
        /// Share in percent, exact.
        #[schemars(with = "String")]
        percent: Decimal,
        /// First day of this share.
        since: Day,
    }
}

record! {
    /// An administrative penalty. It counts by the day of its decision.
    Penalty happened decided_on {
        /// Day of the decision.
        decided_on: Day,
        /// Whether it is for quality.
        classification: Classification,
        /// The provision it rests on.
        legal_basis: String,
        /// The authority that decided.
        authority: String,
        /// The products it is about, by product id; absent means not stated, an empty list means none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        products: Option<Vec<String>>,
    }
}

record! {
    /// A listing as seriously dishonest; `ended` is the removal.
    Listing happened listed_on {
        /// Day of listing.
        listed_on: Day,
        /// The authority that listed.
        authority: String,
    }
}

record! {
    /// A quality award; `ended` is a withdrawal of the award.
    Award happened awarded_on {
        /// What it is called.
        name: String,
        /// Level of the government that gave it.
        level: AwardLevel,
        /// Whether it is a quality award given by a government (and not by an association or a paper).
        is_government_quality_award: bool,
        /// Day of the award.
        awarded_on: Day,
        /// Last day it is held, if it runs out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Day>,
    }
}

record! {
    /// A management-system certificate; `ended` is its withdrawal or cancellation.
    SystemCertificate happened from {
        /// Which system.
        system: ManagementSystem,
        /// The body that issued it.
        body: String,
        /// First day.
        from: Day,
        /// Last day.
        valid_until: Day,
    }
}

record! {
    /// A signed commitment to the brand service standard (C standard); `ended` is its withdrawal.
    Commitment happened signed_on {
        /// Day of signature.
        signed_on: Day,
        /// First day in force.
        from: Day,
        /// Last day, if it runs out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        valid_until: Option<Day>,
    }
}

record! {
    /// A duty to recall a product; `ended` is the day it was fulfilled.
    Recall happened ordered_on {
        /// The product.
        product: String,
        /// Day the duty arose.
        ordered_on: Day,
        /// Last day to fulfil it; absent means that nobody has said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_on: Option<Day>,
    }
}

record! {
    /// A verified breach of the service standard or of the product standard (clause 11).
    Breach happened verified_on {
        /// Of what.
        of: BreachOf,
        /// The product; absent for a breach that touches every product of the firm.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        product: Option<String>,
        /// Day it was verified.
        verified_on: Day,
        /// What was found, in words meant for publication.
        found: String,
    }
}

record! {
    /// A product of the enterprise.
    Product happened since {
        /// Its name.
        name: String,
        /// Model numbers.
        models: Vec<String>,
        /// The series it belongs to, by the maker's own naming; absent means not stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        series: Option<String>,
        /// Categories of the exclusion catalogue's classification; absent means not classified.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        categories: Option<Vec<String>>,
        /// Whether it is a consumer end product; absent means not stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        is_consumer_product: Option<bool>,
        /// First day on file.
        since: Day,
    }
}

/// A suspension of a certificate: the first day is in, the day it is lifted is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// First day suspended.
    pub from: Mark,
    /// The day it was lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted: Option<Mark>,
}

record! {
    /// A Zhejiang Made product certificate, as an imported fact; `ended` is withdrawal or cancellation.
    Certificate happened issued_on {
        /// The body that issued it.
        body: String,
        /// The product certified.
        product: String,
        /// The edition it was assessed against.
        edition: EditionNumber,
        /// Models covered; empty means all models of the product.
        #[serde(default)]
        models: Vec<String>,
        /// Day of issue, the first day valid.
        issued_on: Day,
        /// Last day valid, as printed.
        valid_until: Day,
        /// Times it was suspended.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        suspensions: Vec<Suspension>,
        /// How it ended, beside `ended`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end_kind: Option<CertificateEnd>,
    }
}

record! {
    /// Membership of the brand federation; `ended` is the first day on which it is no longer a member (reading 0030).
    Membership happened from {
        /// First day as a member.
        from: Day,
        /// The resolution of the federation by which it was admitted.
        ground: String,
    }
}

/// How a certificate ended before its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CertificateEnd {
    /// For fault (撤销).
    Withdrawn,
    /// Without fault (注销).
    Cancelled,
}

/// A fact about an enterprise, as a command brings it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// Name and registration.
    Registration(Registration),
    /// Head office.
    HeadOffice(HeadOffice),
    /// An owner's share.
    Holding(Holding),
    /// A penalty.
    Penalty(Penalty),
    /// A dishonesty listing.
    Listing(Listing),
    /// An award.
    Award(Award),
    /// A management-system certificate.
    SystemCertificate(SystemCertificate),
    /// A service commitment.
    Commitment(Commitment),
    /// A recall duty.
    Recall(Recall),
    /// A verified breach.
    Breach(Breach),
    /// A product.
    Product(Product),
    /// A product certificate.
    Certificate(Certificate),
    /// Part taken in drafting an edition.
    DraftingRole(DraftingRole),
    /// A showing of the comparison table.
    Exhibition(Exhibition),
    /// A membership of the federation.
    Membership(Membership),
}

/// The kinds of fact, which are also the registers kept for each enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Name and registration.
    Registration,
    /// Head office.
    HeadOffice,
    /// Owners' shares.
    Holding,
    /// Penalties.
    Penalty,
    /// Dishonesty listings.
    Listing,
    /// Awards.
    Award,
    /// Management-system certificates.
    SystemCertificate,
    /// Service commitments.
    Commitment,
    /// Recall duties.
    Recall,
    /// Verified breaches.
    Breach,
    /// Products.
    Product,
    /// Product certificates.
    Certificate,
    /// Parts taken in drafting.
    DraftingRole,
    /// Showings of the comparison table.
    Exhibition,
    /// Memberships of the federation.
    Membership,
}

/// Runs `$body` with `$fact` bound to the record inside any variant.
macro_rules! each_fact {
    ($on:expr, $fact:ident => $body:expr) => {
        match $on {
            Fact::Registration($fact) => $body,
            Fact::HeadOffice($fact) => $body,
            Fact::Holding($fact) => $body,
            Fact::Penalty($fact) => $body,
            Fact::Listing($fact) => $body,
            Fact::Award($fact) => $body,
            Fact::SystemCertificate($fact) => $body,
            Fact::Commitment($fact) => $body,
            Fact::Recall($fact) => $body,
            Fact::Breach($fact) => $body,
            Fact::Product($fact) => $body,
            Fact::Certificate($fact) => $body,
            Fact::DraftingRole($fact) => $body,
            Fact::Exhibition($fact) => $body,
            Fact::Membership($fact) => $body,
        }
    };
}

impl Fact {
    /// Which register it belongs to.
    #[must_use]
    pub fn kind(&self) -> FactKind {
        match self {
            Fact::Registration(_) => FactKind::Registration,
            Fact::HeadOffice(_) => FactKind::HeadOffice,
            Fact::Holding(_) => FactKind::Holding,
            Fact::Penalty(_) => FactKind::Penalty,
            Fact::Listing(_) => FactKind::Listing,
            Fact::Award(_) => FactKind::Award,
            Fact::SystemCertificate(_) => FactKind::SystemCertificate,
            Fact::Commitment(_) => FactKind::Commitment,
            Fact::Recall(_) => FactKind::Recall,
            Fact::Breach(_) => FactKind::Breach,
            Fact::Product(_) => FactKind::Product,
            Fact::Certificate(_) => FactKind::Certificate,
            Fact::DraftingRole(_) => FactKind::DraftingRole,
            Fact::Exhibition(_) => FactKind::Exhibition,
            Fact::Membership(_) => FactKind::Membership,
        }
    }

    /// The record inside.
    #[must_use]
    pub fn record(&self) -> &dyn Record {
        each_fact!(self, fact => fact)
    }

    /// The record inside, to be completed on entry.
    pub fn record_mut(&mut self) -> &mut dyn Record {
        each_fact!(self, fact => fact)
    }
}
