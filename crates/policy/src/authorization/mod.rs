//! Chapter IV: who may bear the mark. What an authorisation is, and what it is worth on a day.
//!
//! Path 1 rests on a valid certificate, path 2 on a self-declaration filed with the federation (clauses 8
//! and 9). An authorisation names enterprise, product, models, edition, path, basis and period, and cannot
//! outlive its basis.

pub mod code;
pub mod decide;
pub mod evidence;
pub mod grants;
pub mod handed;
pub(crate) mod joint;
pub(crate) mod prospect;
pub mod rules;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::code::MarkCode;
use self::evidence::Evidence;
use crate::article::Words;
use crate::calendar::Day;
use crate::certification::{self, CertificateState};
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::facts::{Certificate, Suspension};
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::ground::Ground;
use crate::question::Question;
use crate::standard::number::EditionNumber;
use crate::writing::share_a_number;

/// What is asked for by a self-declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// The declared product, by its identifier.
    pub product: String,
    /// Models declared; empty means every model of the product.
    #[serde(default)]
    pub models: Vec<String>,
    /// The edition declared against.
    pub edition: EditionNumber,
    /// Last day asked for.
    pub until: Day,
    /// For an enterprise outside Zhejiang: the parent in Zhejiang that files jointly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CreditCode>,
    /// Files sent along; the rules do not read them, whoever decides does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

record! {
    /// A self-declaration filed with the federation (clause 9); `ended` is its withdrawal by the maker.
    Declaration happened filed_on {
        /// What is asked for.
        filing: Filing,
        /// The filing day, on which the conditions are judged.
        filed_on: Day,
        /// The day the parent that it names joined it, if it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        joined: Option<Mark>,
        /// The day that parent declined, if it has: the joint filing is closed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        declined: Option<Mark>,
        /// What the federation decided, if it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<DeclarationDecision>,
    }
}

/// What became of a self-declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclarationDecision {
    /// Whether the mark was granted.
    pub granted: bool,
    /// When.
    pub mark: Mark,
}

/// On what an authorisation rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "path", rename_all = "snake_case", deny_unknown_fields)]
pub enum Basis {
    /// Path 1: a certificate.
    Certificate {
        /// Its number.
        certificate: String,
    },
    /// Path 2: a self-declaration.
    SelfDeclaration {
        /// Its identifier.
        declaration: String,
        /// The day it was filed.
        filed_on: Day,
        /// The parent that filed jointly.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parent: Option<CreditCode>,
    },
}

impl Revocation {
    /// Whether the model numbers are lost with it. They are lost for a fault in the product or its service;
    /// a listing of the firm or a grant that should not have been given leaves them free for a new filing
    /// (reading 0006).
    #[must_use]
    pub fn loses_models(&self) -> bool {
        self.rule != crate::supervision::rules::listed::RULE.id
            && self.rule != rules::CONDITIONS_HELD_AT_FILING
            && self.rule != rules::EDITION_IN_FORCE
    }

    /// Whether it was in force on the day judged: decided by then and not corrected by then.
    #[must_use]
    pub fn stands(&self, q: &Question) -> bool {
        let corrected = self.corrected.as_ref().and_then(|mark| q.mark_day(mark));
        q.mark_day(&self.mark).is_some_and(|day| day <= q.day) && corrected.is_none_or(|day| q.day < day)
    }
}

/// A revocation, and its correction if there was one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// First day without the mark.
    pub mark: Mark,
    /// The proceeding in which it was decided.
    pub proceeding: String,
    /// The rule whose ground it rests on.
    pub rule: String,
    /// The grounds it was decided on: found on its day, and among those of which notice was served.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
    /// Failed checks that led to it: they are spent.
    #[serde(default)]
    pub spent_checks: Vec<String>,
    /// The act that corrected it: from this day the mark stands again and the checks are unspent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Mark>,
}

record! {
    /// The federation's authorisation to bear the mark; `ended` is its end without fault (注销).
    Authorization happened granted_on {
        /// The public code, printed on the product.
        code: MarkCode,
        /// The product.
        product: String,
        /// The models.
        models: Vec<String>,
        /// The edition.
        edition: EditionNumber,
        /// Path and basis.
        basis: Basis,
        /// Day of the decision.
        granted_on: Day,
        /// First day.
        from: Day,
        /// Last day.
        valid_until: Day,
        /// Times it was suspended by the federation.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        suspensions: Vec<Suspension>,
        /// Times it was revoked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        revocations: Vec<Revocation>,
    }
}

impl Authorization {
    /// The day the declaration was filed (path 2) or the authorisation granted (path 1): what happened later
    /// is judged by chapter V, what happened earlier by the conditions of the grant.
    #[must_use]
    pub fn watched_from(&self) -> Day {
        match &self.basis {
            Basis::Certificate { .. } => self.granted_on,
            Basis::SelfDeclaration { filed_on, .. } => *filed_on,
        }
    }

    /// Whether two marks could not stand side by side: they share a model, a standard and some days (clause 8).
    #[must_use]
    pub fn contends_with(&self, other: &Authorization) -> bool {
        self.edition.number() == other.edition.number()
            && self.from <= other.valid_until
            && other.from <= self.valid_until
            && share_a_number(&self.models, &other.models)
    }

    /// Whether it rests on a self-declaration.
    #[must_use]
    pub fn is_self_declared(&self) -> bool {
        matches!(self.basis, Basis::SelfDeclaration { .. })
    }
}

/// What an authorisation is worth on a day. 撤销, 注销, 暂停 and 过期 are four things; so is a basis gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkState {
    /// Granted for a later first day.
    NotYet(Day),
    /// The mark may be borne.
    Valid,
    /// Suspended (暂停), by the federation or because the certificate is, since.
    Suspended(Day),
    /// The certificate it rests on ended, since: a finding to decide, told to the public at once.
    BasisGone(Day),
    /// Revoked for fault (撤销), since.
    Revoked(Day),
    /// Ended without fault (注销), since.
    Ended(Day),
    /// Past its last day (过期); the first day after it.
    Expired(Day),
    /// The certificate it rests on is not on file: nobody can tell.
    CannotTell,
}

impl MarkState {
    /// Stable name, as in JSON and in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MarkState::NotYet(_) => "not_yet",
            MarkState::Valid => "valid",
            MarkState::Suspended(_) => "suspended",
            MarkState::BasisGone(_) => "basis_gone",
            MarkState::Revoked(_) => "revoked",
            MarkState::Ended(_) => "ended",
            MarkState::Expired(_) => "expired",
            MarkState::CannotTell => "cannot_tell",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            MarkState::NotYet(_) => Words { zh: "尚未生效", en: "not yet in force" },
            MarkState::Valid => Words { zh: "有效", en: "valid" },
            MarkState::Suspended(_) => Words { zh: "暂停", en: "suspended" },
            MarkState::BasisGone(_) => Words { zh: "依据失效", en: "basis no longer valid" },
            MarkState::Revoked(_) => Words { zh: "已撤销", en: "revoked" },
            MarkState::Ended(_) => Words { zh: "已注销", en: "ended" },
            MarkState::Expired(_) => Words { zh: "已过期", en: "expired" },
            MarkState::CannotTell => Words { zh: "无法判断", en: "cannot tell" },
        }
    }

    /// One of each, for their names and words.
    fn each() -> [MarkState; 8] {
        let day = Day::FIRST;
        [
            MarkState::NotYet(day),
            MarkState::Valid,
            MarkState::Suspended(day),
            MarkState::BasisGone(day),
            MarkState::Revoked(day),
            MarkState::Ended(day),
            MarkState::Expired(day),
            MarkState::CannotTell,
        ]
    }

    /// The names of all states.
    #[must_use]
    pub fn names() -> [&'static str; 8] {
        MarkState::each().map(MarkState::name)
    }

    /// The words of a state by its name; `None` for a name that is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Words> {
        MarkState::each().into_iter().find(|state| state.name() == name).map(MarkState::words)
    }

    /// Since which day it is so, where there is such a day.
    #[must_use]
    pub fn since(self) -> Option<Day> {
        match self {
            MarkState::NotYet(day)
            | MarkState::Suspended(day)
            | MarkState::BasisGone(day)
            | MarkState::Revoked(day)
            | MarkState::Ended(day)
            | MarkState::Expired(day) => Some(day),
            MarkState::Valid | MarkState::CannotTell => None,
        }
    }
}

/// The certificate that an authorisation of path 1 rests on, if it is on file and counts.
#[must_use]
pub fn certificate<'a>(authorization: &Authorization, q: &Question<'a>) -> Option<&'a Certificate> {
    let Basis::Certificate { certificate } = &authorization.basis else { return None };
    q.seen(&q.world.enterprise.certificates).find(|c| c.id == *certificate)
}

/// The certificate that an authorisation of path 1 rested on, if it was set aside: it counts for nothing from the start,
/// and the basis is gone.
#[must_use]
pub fn certificate_set_aside<'a>(
    authorization: &Authorization,
    q: &Question<'a>,
) -> Option<(&'a Certificate, &'a Mark)> {
    let Basis::Certificate { certificate: number } = &authorization.basis else { return None };
    if certificate(authorization, q).is_some() {
        return None;
    }
    let of_number = q.world.enterprise.certificates.list.iter().filter(|found| found.id == *number);
    of_number.filter_map(|found| Some((found, q.sees_annulment(found)?))).next_back()
}

/// The state of an authorisation on the day of the question.
///
/// A revocation outweighs everything, an end without fault comes next: both are acts. Expiry follows from
/// the authorisation itself, and only then does the state of its basis count.
#[must_use]
pub fn state(authorization: &Authorization, q: &Question) -> MarkState {
    // Where several say the same, it has been so since the first: the order of entry does not matter.
    let standing = authorization.revocations.iter().filter(|revocation| revocation.stands(q));
    if let Some(day) = standing.map(|revocation| revocation.mark.on).min() {
        return MarkState::Revoked(day);
    }
    if let Some(day) = q.end_of(authorization).filter(|&day| day <= q.day) {
        return MarkState::Ended(day);
    }
    if q.day < authorization.from {
        return MarkState::NotYet(authorization.from);
    }
    if q.day > authorization.valid_until {
        return MarkState::Expired(authorization.valid_until.next());
    }
    let suspended = certification::suspended_since(&authorization.suspensions, q);
    let basis = match &authorization.basis {
        Basis::SelfDeclaration { .. } => MarkState::Valid,
        Basis::Certificate { .. } => match certificate(authorization, q) {
            // Set aside from the start, so the mark never had a basis.
            None if certificate_set_aside(authorization, q).is_some() => {
                MarkState::BasisGone(authorization.from)
            }
            None => MarkState::CannotTell,
            Some(certificate) => match certification::state(certificate, q) {
                CertificateState::Valid => MarkState::Valid,
                CertificateState::NotYet => MarkState::BasisGone(authorization.from),
                CertificateState::Suspended(day) => MarkState::Suspended(day),
                CertificateState::Withdrawn(day) | CertificateState::Cancelled(day) => {
                    MarkState::BasisGone(day)
                }
                CertificateState::Expired(last) => MarkState::BasisGone(last.next()),
            },
        },
    };
    match (suspended, basis) {
        (_, MarkState::BasisGone(day)) => MarkState::BasisGone(day),
        // The certificate may have been suspended before the mark, or the other way round.
        (Some(day), MarkState::Suspended(other)) => MarkState::Suspended(day.min(other)),
        (Some(day), _) => MarkState::Suspended(day),
        (None, basis) => basis,
    }
}

/// Days on which the state of an authorisation may change, as far as is on file.
#[must_use]
pub fn turning_days(authorization: &Authorization, q: &Question) -> Vec<Day> {
    let mut days = vec![authorization.from, authorization.valid_until.next()];
    days.extend(q.end_of(authorization));
    for revocation in &authorization.revocations {
        days.extend(q.mark_day(&revocation.mark));
        days.extend(revocation.corrected.as_ref().and_then(|mark| q.mark_day(mark)));
    }
    for suspension in &authorization.suspensions {
        days.extend(q.mark_day(&suspension.from));
        days.extend(suspension.lifted.as_ref().and_then(|mark| q.mark_day(mark)));
    }
    if let Some(certificate) = certificate(authorization, q) {
        days.extend(certification::turning_days(certificate, q));
    }
    days
}
