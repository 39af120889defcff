//! What the ledger keeps: one event an entry, in a frozen form. The bytes of an entry are the leaf of the
//! tree and are never written again; a changed need is a new kind of event, never a changed old one.

use serde::{Deserialize, Serialize};

use crate::authorization::code::MarkCode;
use crate::authorization::{Authorization, Declaration, Revocation};
use crate::calendar::Day;
use crate::enterprise::completing::Completion;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::facts::{CertificateEnd, Fact, FactKind};
use crate::industry::Industry;
use crate::paper::IssuedPaper;
use crate::powers::Actor;
use crate::scheme::{SchemeFact, SchemeFactKind};
use crate::standard::Edition;
use crate::standard::number::EditionNumber;
use crate::standard::project::step::ProjectStep;
use crate::standard::publishing::ReportStep;
use crate::standard::review::ReviewVerdict;
use crate::standard::table::Row;
use crate::supervision::check::is_no;
use crate::supervision::label::{LabelChecklist, LabelFiling};
use crate::supervision::{Check, ObjectionAnswer, Proceeding, Report, StepKind};

/// The form of entries written by this program.
pub const ENTRY_VERSION: u32 = 1;

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Form of the entry.
    pub v: u32,
    /// The day it happened, in Shanghai.
    pub on: Day,
    /// The moment it was entered, UTC, to the second, RFC 3339.
    pub entered_at: String,
    /// The civil day, in Shanghai, of that moment.
    pub entered_on: Day,
    /// Who acted.
    pub by: Actor,
    /// The idempotency key of the command.
    pub key: String,
    /// Digest of rules and parameters that the act was decided under.
    pub policy: String,
    /// The enterprise it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<CreditCode>,
    /// What happened.
    pub event: Event,
    /// The findings the decision rests on: rule and answer, in the order of the rules. They are what figures of findings
    /// count (reading 0029).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<(String, String)>,
    /// Digest of the sealed reasons, if the act gave any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A dossier was opened.
    EnterpriseRegistered {
        /// Registered name.
        name: String,
        /// Division code of the head office.
        region: String,
        /// Its industry; absent in entries older than the field, and where nobody stated it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        industry: Option<Industry>,
        /// Whether the code was accepted although its check character is wrong.
        check_overridden: bool,
    },
    /// A fact was put on file.
    FactEntered {
        /// The fact.
        fact: Fact,
    },
    /// A fact ended.
    FactEnded {
        /// Kind.
        kind: FactKind,
        /// Which.
        id: String,
        /// For certificates: how.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        how: Option<CertificateEnd>,
    },
    /// A fact was set aside.
    FactAnnulled {
        /// Kind.
        kind: FactKind,
        /// Which.
        id: String,
    },
    /// What a fact on file left unknown was supplied.
    FactCompleted {
        /// What of which fact.
        completion: Completion,
    },
    /// A register was stated to be complete.
    RegisterCompleted {
        /// Which.
        kind: FactKind,
        /// Back to which day.
        since: Day,
    },
    /// A fact about the scheme was put on file.
    SchemeFactEntered {
        /// The fact.
        fact: SchemeFact,
    },
    /// It ended.
    SchemeFactEnded {
        /// Kind.
        kind: SchemeFactKind,
        /// Which.
        id: String,
    },
    /// It was set aside.
    SchemeFactAnnulled {
        /// Kind.
        kind: SchemeFactKind,
        /// Which.
        id: String,
    },
    /// An edition was put on file.
    EditionEntered {
        /// The edition.
        edition: Box<Edition>,
    },
    /// The comparison table of the edition entered just before, by the same act, goes on: one entry does not hold it
    /// (decision 0015).
    TableContinued {
        /// Whose table.
        edition: EditionNumber,
        /// The rows after those that were told already.
        rows: Vec<Row>,
    },
    /// An edition was withdrawn.
    EditionWithdrawn {
        /// Which.
        edition: EditionNumber,
    },
    /// An edition was set aside.
    EditionAnnulled {
        /// Which.
        edition: EditionNumber,
    },
    /// A certificate was suspended.
    CertificateSuspended {
        /// Which.
        certificate: String,
    },
    /// Its suspension was lifted.
    CertificateSuspensionLifted {
        /// Which.
        certificate: String,
    },
    /// A self-declaration was filed.
    DeclarationFiled {
        /// The declaration.
        declaration: Declaration,
    },
    /// It was withdrawn.
    DeclarationWithdrawn {
        /// Which.
        declaration: String,
    },
    /// The parent that it names joined it.
    DeclarationJoined {
        /// Which.
        declaration: String,
    },
    /// The parent that it names does not join it, or no longer does.
    DeclarationDeclined {
        /// Which.
        declaration: String,
    },
    /// It was refused.
    DeclarationRefused {
        /// Which.
        declaration: String,
    },
    /// The mark was granted.
    AuthorizationGranted {
        /// The authorisation.
        authorization: Authorization,
    },
    /// An authorisation was suspended.
    AuthorizationSuspended {
        /// Which.
        authorization: MarkCode,
    },
    /// Its suspension was lifted.
    AuthorizationSuspensionLifted {
        /// Which.
        authorization: MarkCode,
    },
    /// It ended without fault.
    AuthorizationEnded {
        /// Which.
        authorization: MarkCode,
    },
    /// It was revoked.
    AuthorizationRevoked {
        /// Which.
        authorization: MarkCode,
        /// In which proceeding, and which failed checks are spent by it.
        revocation: Revocation,
    },
    /// A revocation was corrected.
    RevocationCorrected {
        /// Which authorisation.
        authorization: MarkCode,
    },
    /// Labels were filed.
    LabelFiled {
        /// The filing.
        label: LabelFiling,
    },
    /// A label filing was accepted or returned.
    LabelDecided {
        /// Which.
        label: String,
        /// Accepted, or returned.
        is_accepted: bool,
        /// The checklist of clause 12.
        checklist: LabelChecklist,
    },
    /// The acceptance of a label filing was withdrawn.
    LabelWithdrawn {
        /// Which.
        label: String,
    },
    /// The review of an edition was completed.
    ReviewCompleted {
        /// Which.
        edition: EditionNumber,
        /// What it came to.
        verdict: ReviewVerdict,
    },
    /// A project took a step (clause 2).
    ProjectStepped {
        /// Which.
        project: String,
        /// The step.
        step: ProjectStep,
    },
    /// A product was sampled.
    ProductSampled {
        /// The check.
        check: Box<Check>,
    },
    /// The laboratory gave its result.
    ResultEntered {
        /// Which check.
        check: String,
        /// Whether the product meets the standard.
        meets_standard: bool,
        /// Whether it breaks the law's own requirements.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        breaks_law: Option<bool>,
        /// The laboratory's report.
        #[serde(default, skip_serializing_if = "Report::is_blank")]
        report: Report,
    },
    /// The party received the result.
    ResultNotified {
        /// Which check.
        check: String,
    },
    /// The party objected.
    ObjectionFiled {
        /// Which check.
        check: String,
        /// Salted digests of the files sent along, 64 hexadecimal digits each.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<String>,
    },
    /// The retest was ordered.
    RetestOrdered {
        /// Which check.
        check: String,
        /// At which laboratory.
        laboratory: String,
        /// Whether it was said that no other of the province is qualified.
        #[serde(default, skip_serializing_if = "is_no")]
        is_only_one: bool,
    },
    /// The retest gave its result.
    RetestEntered {
        /// Which check.
        check: String,
        /// Whether the product meets the standard.
        meets_standard: bool,
        /// Whether it breaks the law's own requirements.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        breaks_law: Option<bool>,
        /// The laboratory's report.
        #[serde(default, skip_serializing_if = "Report::is_blank")]
        report: Report,
    },
    /// The objection was answered without a retest.
    ObjectionAnswered {
        /// Which check.
        check: String,
        /// How.
        answer: ObjectionAnswer,
    },
    /// A result was verified.
    ResultVerified {
        /// Which check.
        check: String,
        /// Whether the product failed.
        failed: bool,
    },
    /// A check was set aside.
    CheckAnnulled {
        /// Which.
        check: String,
    },
    /// A finding opened a piece of work.
    ProceedingOpened {
        /// The proceeding.
        proceeding: Proceeding,
    },
    /// A proceeding took a step.
    ProceedingAdvanced {
        /// Which.
        proceeding: String,
        /// The step.
        step: StepKind,
    },
    /// A proceeding waits for nobody any more.
    ProceedingClosed {
        /// Which.
        proceeding: String,
    },
    /// A sealed text was erased.
    TextErased {
        /// Its digest.
        digest: String,
    },
    /// A paper was issued: a file with this digest is the federation's.
    PaperIssued {
        /// The paper.
        paper: IssuedPaper,
    },
    /// A report of duties not fulfilled was filed, or took a step.
    DutyReportAdvanced {
        /// Which.
        report: String,
        /// The step.
        step: ReportStep,
    },
    /// The decision of a label filing was set aside.
    LabelDecisionAnnulled {
        /// Which filing.
        label: String,
    },
    /// A completed review was set aside.
    ReviewAnnulled {
        /// Of which edition.
        edition: EditionNumber,
        /// The day on which it was completed.
        completed_on: Day,
    },
}
