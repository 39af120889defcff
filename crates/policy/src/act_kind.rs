//! The kinds of act, which powers are given for, and the private texts that an act carries.

use serde::Serialize;

use crate::authorization::grants::{GrantCertified, GrantDeclared};
use crate::command::{Act, Text};
use crate::enterprise::completing::ClassifyPenalty;
use crate::enterprise::facts::FactKind;
use crate::scheme::SchemeFactKind;
use crate::standard::project::act::ProjectActKind;
use crate::standard::publishing::CorrectDutyLine;
use crate::standard::review::{AnnulReview, CompleteReview};
use crate::supervision::label::ReturnLabel;

macro_rules! act_kinds {
    ($($name:ident),+ $(,)?) => {
        /// The kinds of act, as far as powers tell them apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ActKind {
            /// Puts a fact of this kind on file.
            EnterFact(FactKind),
            /// Ends one.
            EndFact(FactKind),
            /// Sets one aside.
            AnnulFact(FactKind),
            /// States that its register is complete.
            CompleteRegister(FactKind),
            /// Puts a scheme fact of this kind on file.
            EnterSchemeFact(SchemeFactKind),
            /// Ends one.
            EndSchemeFact(SchemeFactKind),
            /// Sets one aside.
            AnnulSchemeFact(SchemeFactKind),
            /// Does this on a project.
            OnProject(ProjectActKind),
            $(#[doc = concat!("See [`Act::", stringify!($name), "`].")] $name),+
        }

        impl ActKind {
            /// Every kind there is.
            #[must_use]
            pub fn all() -> Vec<ActKind> {
                let of_facts = [ActKind::EnterFact, ActKind::EndFact, ActKind::AnnulFact, ActKind::CompleteRegister];
                let of_scheme =
                    [ActKind::EnterSchemeFact, ActKind::EndSchemeFact, ActKind::AnnulSchemeFact];
                let facts = of_facts.into_iter().flat_map(|of| FactKind::ALL.map(of));
                let scheme = of_scheme.into_iter().flat_map(|of| SchemeFactKind::ALL.map(of));
                let projects = ProjectActKind::ALL.iter().copied().map(ActKind::OnProject);
                facts.chain(scheme).chain(projects).chain([$(ActKind::$name),+]).collect()
            }
        }

        impl Act {
            /// What kind of act it is.
            #[must_use]
            pub fn kind(&self) -> ActKind {
                match self {
                    Act::EnterFact { fact } => ActKind::EnterFact(fact.kind()),
                    Act::EndFact { kind, .. } => ActKind::EndFact(*kind),
                    Act::AnnulFact { kind, .. } => ActKind::AnnulFact(*kind),
                    Act::CompleteRegister { kind, .. } => ActKind::CompleteRegister(*kind),
                    Act::EnterSchemeFact { fact } => ActKind::EnterSchemeFact(fact.kind()),
                    Act::EndSchemeFact { kind, .. } => ActKind::EndSchemeFact(*kind),
                    Act::AnnulSchemeFact { kind, .. } => ActKind::AnnulSchemeFact(*kind),
                    Act::OnProject { step, .. } => ActKind::OnProject(step.kind()),
                    $(Act::$name { .. } => ActKind::$name),+
                }
            }
        }
    };
}

act_kinds!(
    RegisterEnterprise,
    EnterEdition,
    WithdrawEdition,
    AnnulEdition,
    ClassifyPenalty,
    DescribeProduct,
    SuspendCertificate,
    LiftCertificateSuspension,
    FileDeclaration,
    WithdrawDeclaration,
    JoinDeclaration,
    DeclineDeclaration,
    GrantDeclared,
    RefuseDeclaration,
    GrantCertified,
    LiftSuspension,
    EndAuthorization,
    FileLabel,
    AcceptLabel,
    ReturnLabel,
    WithdrawLabel,
    CompleteReview,
    SampleProduct,
    EnterResult,
    NotifyResult,
    Object,
    OrderRetest,
    EnterRetest,
    AnswerObjection,
    VerifyResult,
    SetCheckAside,
    OpenDueWork,
    CallInterview,
    HoldInterview,
    ServeNotice,
    State,
    RequestHearing,
    HoldHearing,
    DecideProceeding,
    ServeDecision,
    PublishDecision,
    CorrectRevocation,
    EraseText,
    IssuePaper,
    FileDutyReport,
    PublishDutyReport,
    CorrectDutyLine,
    NotifyDuties,
    ReceiveDutyNotice,
    AnnulLabelDecision,
    AnnulReview,
);

impl Act {
    /// The private texts it carries, to be sealed.
    pub fn texts_mut(&mut self) -> Vec<&mut Text> {
        match self {
            Act::OnProject { step, .. } => step.text_mut().into_iter().collect(),
            Act::RegisterEnterprise { override_reason, .. } => override_reason.iter_mut().collect(),
            Act::EndFact { reason, .. }
            | Act::AnnulFact { reason, .. }
            | Act::EndSchemeFact { reason, .. }
            | Act::AnnulSchemeFact { reason, .. }
            | Act::WithdrawEdition { reason, .. }
            | Act::AnnulEdition { reason, .. }
            | Act::ClassifyPenalty(ClassifyPenalty { reason, .. })
            | Act::SuspendCertificate { reason, .. }
            | Act::LiftCertificateSuspension { reason, .. }
            | Act::DeclineDeclaration { reason, .. }
            | Act::GrantDeclared(GrantDeclared { reason, .. })
            | Act::RefuseDeclaration { reason, .. }
            | Act::GrantCertified(GrantCertified { reason, .. })
            | Act::LiftSuspension { reason, .. }
            | Act::EndAuthorization { reason, .. }
            | Act::ReturnLabel(ReturnLabel { reason, .. })
            | Act::AnnulReview(AnnulReview { reason, .. })
            | Act::CompleteReview(CompleteReview { reason, .. })
            | Act::AnswerObjection { reason, .. }
            | Act::SetCheckAside { reason, .. }
            | Act::DecideProceeding { reason, .. }
            | Act::CorrectRevocation { reason, .. }
            | Act::CorrectDutyLine(CorrectDutyLine { reason, .. })
            | Act::EraseText { reason, .. } => vec![reason],
            Act::WithdrawLabel(act) | Act::AnnulLabelDecision(act) => vec![&mut act.reason],
            Act::Object { statement: text, .. }
            | Act::HoldInterview { minutes: text, .. }
            | Act::ServeNotice { notice: text, .. }
            | Act::State { statement: text, .. }
            | Act::HoldHearing { minutes: text, .. } => vec![text],
            Act::EnterFact { .. }
            | Act::CompleteRegister { .. }
            | Act::DescribeProduct { .. }
            | Act::EnterSchemeFact { .. }
            | Act::EnterEdition { .. }
            | Act::FileDeclaration { .. }
            | Act::WithdrawDeclaration { .. }
            | Act::JoinDeclaration { .. }
            | Act::FileLabel { .. }
            | Act::AcceptLabel { .. }
            | Act::SampleProduct { .. }
            | Act::EnterResult { .. }
            | Act::NotifyResult { .. }
            | Act::OrderRetest { .. }
            | Act::EnterRetest { .. }
            | Act::VerifyResult { .. }
            | Act::OpenDueWork {}
            | Act::CallInterview { .. }
            | Act::RequestHearing { .. }
            | Act::ServeDecision { .. }
            | Act::PublishDecision { .. }
            | Act::IssuePaper { .. }
            | Act::FileDutyReport(_)
            | Act::PublishDutyReport(_)
            | Act::NotifyDuties(_)
            | Act::ReceiveDutyNotice(_) => Vec::new(),
        }
    }
}
