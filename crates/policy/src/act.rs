//! Everything that can be asked to change: one enum of acts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::authorization::Filing;
use crate::authorization::code::MarkCode;
use crate::authorization::grants::{GrantCertified, GrantDeclared};
use crate::calendar::Day;
use crate::enterprise::completing::{ClassifyPenalty, DescribeProduct};
use crate::enterprise::facts::{CertificateEnd, Fact, FactKind};
use crate::industry::Industry;
use crate::paper::IssuedPaper;
use crate::scheme::{SchemeFact, SchemeFactKind};
use crate::standard::Edition;
use crate::standard::number::EditionNumber;
use crate::standard::project::act::ProjectAct;
use crate::standard::publishing::{CorrectDutyLine, DutyNoticeTo, FileDutyReport, PublishDutyReport};
use crate::standard::review::{AnnulReview, CompleteReview};
use crate::supervision::label::{AcceptLabel, FileLabel, ReturnLabel, WithdrawLabel};
use crate::supervision::sampling::SampleProduct;
use crate::supervision::testing::{EnterResult, OrderRetest};
use crate::supervision::{Appointment, ObjectionAnswer, ProceedingOutcome, Sitting};

use crate::text::Text;

/// What a command asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// Opens the dossier of an enterprise.
    RegisterEnterprise {
        /// Its registered name.
        name: String,
        /// Division code of its head office.
        region: String,
        /// Its industry, a code of GB/T 4754-2017; absent means not stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        industry: Option<Industry>,
        /// Why a code whose check character is wrong is accepted all the same.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        override_reason: Option<Text>,
    },
    /// Puts a fact on file.
    EnterFact {
        /// The fact.
        fact: Fact,
    },
    /// Ends a fact.
    EndFact {
        /// Kind of fact.
        kind: FactKind,
        /// Which.
        id: String,
        /// For certificates: how.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        how: Option<CertificateEnd>,
        /// Why.
        reason: Text,
    },
    /// Sets a fact aside: it counts for nothing from the start.
    AnnulFact {
        /// Kind of fact.
        kind: FactKind,
        /// Which.
        id: String,
        /// Why.
        reason: Text,
    },
    /// Supplies what a penalty on file leaves unknown, and nothing else.
    ClassifyPenalty(ClassifyPenalty),
    /// Supplies what a product on file leaves unknown, or further models, and nothing else.
    DescribeProduct(DescribeProduct),
    /// States that a register is complete back to a day, and kept from now on.
    CompleteRegister {
        /// Which register.
        kind: FactKind,
        /// Back to which day.
        since: Day,
    },
    /// Puts a fact about the scheme on file.
    EnterSchemeFact {
        /// The fact.
        fact: SchemeFact,
    },
    /// Ends a fact about the scheme.
    EndSchemeFact {
        /// Kind of fact.
        kind: SchemeFactKind,
        /// Which.
        id: String,
        /// Why.
        reason: Text,
    },
    /// Sets a fact about the scheme aside.
    AnnulSchemeFact {
        /// Kind of fact.
        kind: SchemeFactKind,
        /// Which.
        id: String,
        /// Why.
        reason: Text,
    },
    /// Puts an edition of a standard on file, with its comparison table.
    EnterEdition {
        /// The edition.
        edition: Box<Edition>,
    },
    /// Withdraws an edition from the day of the command.
    WithdrawEdition {
        /// Which.
        edition: EditionNumber,
        /// Why.
        reason: Text,
    },
    /// Sets an edition aside: it was entered wrongly, and can be entered anew under its number.
    AnnulEdition {
        /// Which.
        edition: EditionNumber,
        /// Why.
        reason: Text,
    },
    /// Suspends a certificate.
    SuspendCertificate {
        /// Its number.
        certificate: String,
        /// Why.
        reason: Text,
    },
    /// Lifts a certificate's suspension.
    LiftCertificateSuspension {
        /// Its number.
        certificate: String,
        /// Why.
        reason: Text,
    },
    /// Files a self-declaration. The day of the command is the filing day.
    FileDeclaration {
        /// What is asked for.
        filing: Filing,
    },
    /// Withdraws a self-declaration that is not decided.
    WithdrawDeclaration {
        /// Which.
        declaration: String,
    },
    /// The parent that a self-declaration names joins it (共同申报确认).
    JoinDeclaration {
        /// Which.
        declaration: String,
    },
    /// The parent that a self-declaration names does not join it, or no longer does: it can no more be granted.
    DeclineDeclaration {
        /// Which.
        declaration: String,
        /// Why.
        reason: Text,
    },
    /// Grants the mark on a self-declaration.
    GrantDeclared(GrantDeclared),
    /// Refuses a self-declaration.
    RefuseDeclaration {
        /// Which.
        declaration: String,
        /// Why.
        reason: Text,
    },
    /// Grants the mark on a certificate.
    GrantCertified(GrantCertified),
    /// Lifts the suspension of an authorisation.
    LiftSuspension {
        /// Which.
        authorization: MarkCode,
        /// Why.
        reason: Text,
    },
    /// Ends an authorisation without fault (注销).
    EndAuthorization {
        /// Which.
        authorization: MarkCode,
        /// Why.
        reason: Text,
    },
    /// Files the labels of a product under its mark (clause 12).
    FileLabel(FileLabel),
    /// Accepts a label filing: every item of its checklist is a yes.
    AcceptLabel(AcceptLabel),
    /// Returns a label filing: it can be filed anew.
    ReturnLabel(ReturnLabel),
    /// Withdraws the acceptance of a label filing from the day of the command.
    WithdrawLabel(WithdrawLabel),
    /// Records that the review of an edition was completed (clause 4).
    CompleteReview(CompleteReview),
    /// An act on a project (clause 2).
    OnProject {
        /// Which; empty for a proposal.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        project: String,
        /// What is asked.
        step: ProjectAct,
    },
    /// Records that a product was sampled.
    SampleProduct(SampleProduct),
    /// Records the laboratory's result.
    EnterResult(EnterResult),
    /// Records that the party received the result.
    NotifyResult {
        /// The check.
        check: String,
    },
    /// Objects to a result and asks for a retest.
    Object {
        /// The check.
        check: String,
        /// On what ground.
        statement: Text,
        /// Salted digests of the files sent along, sent before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<String>,
    },
    /// Orders the retest of the reserve sample at another laboratory (clause 10).
    OrderRetest(OrderRetest),
    /// Records the result of the retest.
    EnterRetest(EnterResult),
    /// Answers an objection without a retest.
    AnswerObjection {
        /// The check.
        check: String,
        /// Dismissed or upheld.
        answer: ObjectionAnswer,
        /// Why.
        reason: Text,
    },
    /// Verifies a result: from this day it counts.
    VerifyResult {
        /// The check.
        check: String,
    },
    /// Sets a check aside: it counts for nothing from the start.
    SetCheckAside {
        /// The check.
        check: String,
        /// Why.
        reason: Text,
    },
    /// Opens the pieces of work that findings call for on this day and that are not open yet.
    OpenDueWork {},
    /// Calls the maker to the interview.
    CallInterview {
        /// The proceeding.
        proceeding: String,
        /// When and where, as its notice says.
        appointment: Appointment,
    },
    /// Records the interview with the maker.
    HoldInterview {
        /// The proceeding.
        proceeding: String,
        /// Minutes.
        minutes: Text,
    },
    /// Serves notice of an intended sanction.
    ServeNotice {
        /// The proceeding.
        proceeding: String,
        /// The notice.
        notice: Text,
    },
    /// The maker's statement and defence.
    State {
        /// The proceeding.
        proceeding: String,
        /// The statement.
        statement: Text,
        /// Salted digests of the files sent along, sent before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<String>,
    },
    /// The maker asks for a hearing.
    RequestHearing {
        /// The proceeding.
        proceeding: String,
    },
    /// Records the hearing.
    HoldHearing {
        /// The proceeding.
        proceeding: String,
        /// Where, and who attended.
        #[serde(default)]
        sitting: Sitting,
        /// Minutes.
        minutes: Text,
    },
    /// Decides a proceeding. The day of the command is the first day of the outcome.
    DecideProceeding {
        /// The proceeding.
        proceeding: String,
        /// What is decided.
        outcome: ProceedingOutcome,
        /// Why.
        reason: Text,
    },
    /// Records that the decision was served.
    ServeDecision {
        /// The proceeding.
        proceeding: String,
    },
    /// Publishes the decision.
    PublishDecision {
        /// The proceeding.
        proceeding: String,
    },
    /// Corrects a revocation by a new act: the mark stands again from the day of the command.
    CorrectRevocation {
        /// The authorisation.
        authorization: MarkCode,
        /// Why.
        reason: Text,
    },
    /// Erases a sealed text: its digest stays in the ledger, the text is gone.
    EraseText {
        /// The digest.
        digest: String,
        /// Why.
        reason: Text,
    },
    /// Records that a paper was issued, by the digest of its file.
    IssuePaper {
        /// The paper.
        paper: IssuedPaper,
    },
    /// Files the report of duties not fulfilled as of a day (clause 4).
    FileDutyReport(FileDutyReport),
    /// Publishes it.
    PublishDutyReport(PublishDutyReport),
    /// Corrects a line of it that proved wrong.
    CorrectDutyLine(CorrectDutyLine),
    /// Notifies a department of a place of its lines.
    NotifyDuties(DutyNoticeTo),
    /// Confirms that the department received the notice.
    ReceiveDutyNotice(DutyNoticeTo),
    /// Sets the decision of a label filing aside: it counts for nothing from the start, and the filing waits again.
    AnnulLabelDecision(WithdrawLabel),
    /// Sets a completed review aside.
    AnnulReview(AnnulReview),
}
