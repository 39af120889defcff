//! Who may do what, over whom, by which clause: one table. Pages, API, command line and the registry ask it;
//! nobody else decides.

mod research;

use serde::Serialize;

use crate::article::Article;
use crate::command::ActKind;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::facts::FactKind;
use crate::scheme::SchemeFactKind;
use crate::standard::project::act::ProjectActKind;

use self::research::{OF_RESEARCH, ON_PROJECTS};
pub use crate::office::{Actor, Office, OfficeKind};

/// How far a power reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Everybody.
    All,
    /// Enterprises whose head office lies in the bureau's area, and its own acts.
    OwnArea,
    /// The enterprise itself.
    Itself,
    /// What the body itself issued or tests.
    OwnWork,
    /// Declarations of others that name the enterprise as the parent that files jointly.
    NamedParent,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Power {
    /// The office.
    pub office: OfficeKind,
    /// What it may do.
    pub act: ActKind,
    /// Over whom.
    pub reach: Reach,
    /// By which clause.
    #[serde(serialize_with = "articles_as_numbers")]
    pub articles: &'static [Article],
}

fn articles_as_numbers<S: serde::Serializer>(articles: &[Article], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(articles.iter().map(|article| article.number()))
}

const fn power(office: OfficeKind, act: ActKind, reach: Reach, articles: &'static [Article]) -> Power {
    Power { office, act, reach, articles }
}

const C1: &[Article] = &[Article::of(1)];
const C2: &[Article] = &[Article::of(2)];
const C3: &[Article] = &[Article::of(3)];
const C3_12: &[Article] = &[Article::of(3), Article::of(12)];
const C4: &[Article] = &[Article::of(4)];
const C4_13: &[Article] = &[Article::of(4), Article::of(13)];
const C8: &[Article] = &[Article::of(8)];
const C8_6: &[Article] = &[Article::of(6), Article::of(8)];
const C9: &[Article] = &[Article::of(9)];
const C9_11: &[Article] = &[Article::of(9), Article::of(11)];
const C10: &[Article] = &[Article::of(10)];
const C12: &[Article] = &[Article::of(12)];
const C13_15: &[Article] = &[Article::of(13), Article::of(15)];
const C10_11: &[Article] = &[Article::of(10), Article::of(11)];
const C8_12: &[Article] = &[Article::of(8), Article::of(12)];
const C8_9: &[Article] = &[Article::of(8), Article::of(9)];

use ActKind::{
    AcceptLabel, AnnulEdition, AnnulFact, AnnulLabelDecision, AnnulReview, AnnulSchemeFact, AnswerObjection,
    CallInterview, ClassifyPenalty, CompleteRegister, CompleteReview, CorrectDutyLine, CorrectRevocation,
    DecideProceeding, DeclineDeclaration, DescribeProduct, EndAuthorization, EndFact, EndSchemeFact,
    EnterEdition, EnterFact, EnterResult, EnterRetest, EnterSchemeFact, EraseText, FileDeclaration,
    FileDutyReport, FileLabel, GrantCertified, GrantDeclared, HoldHearing, HoldInterview, IssuePaper,
    JoinDeclaration, LiftCertificateSuspension, LiftSuspension, NotifyDuties, NotifyResult, Object,
    OnProject, OpenDueWork, OrderRetest, PublishDecision, PublishDutyReport, ReceiveDutyNotice,
    RefuseDeclaration, RegisterEnterprise, RequestHearing, ReturnLabel, SampleProduct, ServeDecision,
    ServeNotice, SetCheckAside, State, SuspendCertificate, VerifyResult, WithdrawDeclaration,
    WithdrawEdition, WithdrawLabel,
};
use FactKind as F;
use OfficeKind::{
    Administrator, CertificationBody, CityBureau, CountyBureau, Federation, Laboratory, Maker, ProvinceBureau,
};
use ProjectActKind as P;
use Reach::{All, Itself, NamedParent, OwnArea, OwnWork};
use SchemeFactKind as S;

macro_rules! bureaus {
    ($($act:expr => $articles:expr),+ $(,)?) => {
        &[$(
            power(ProvinceBureau, $act, All, $articles),
            power(CityBureau, $act, OwnArea, $articles),
            power(CountyBureau, $act, OwnArea, $articles),
        )+]
    };
}

/// What the market bureaus of all three levels may do, each in its own area.
const OF_BUREAUS: &[Power] = bureaus![
    RegisterEnterprise => C1,
    EnterFact(F::Registration) => C1,
    EnterFact(F::HeadOffice) => C9,
    EnterFact(F::Holding) => C9,
    EnterFact(F::Penalty) => C9_11,
    EnterFact(F::Listing) => C9_11,
    EnterFact(F::Award) => C9,
    EnterFact(F::Recall) => &[Article::of(11)],
    EnterFact(F::Breach) => &[Article::of(11)],
    EnterFact(F::Product) => C9,
    EnterFact(F::Exhibition) => C3_12,
    EndFact(F::Exhibition) => C3_12,
    AnnulFact(F::Exhibition) => C3_12,
    CompleteRegister(F::Exhibition) => C3_12,
    FileLabel => C12,
    AcceptLabel => C12,
    ReturnLabel => C12,
    WithdrawLabel => C12,
    AnnulLabelDecision => C12,
    EndFact(F::HeadOffice) => C9,
    EndFact(F::Holding) => C9,
    EndFact(F::Listing) => C9_11,
    EndFact(F::Award) => C9,
    EndFact(F::Recall) => &[Article::of(11)],
    ClassifyPenalty => C9_11,
    AnnulFact(F::Registration) => C1,
    AnnulFact(F::HeadOffice) => C9,
    AnnulFact(F::Holding) => C9,
    AnnulFact(F::Penalty) => C9_11,
    AnnulFact(F::Listing) => C9_11,
    AnnulFact(F::Award) => C9,
    AnnulFact(F::Recall) => &[Article::of(11)],
    AnnulFact(F::Breach) => &[Article::of(11)],
    AnnulFact(F::Product) => C9,
    CompleteRegister(F::Penalty) => C9_11,
    CompleteRegister(F::Listing) => C9_11,
    CompleteRegister(F::Award) => C9,
    CompleteRegister(F::Holding) => C9,
    CompleteRegister(F::HeadOffice) => C9,
    CompleteRegister(F::Recall) => &[Article::of(11)],
    CompleteRegister(F::Breach) => &[Article::of(11)],
    SampleProduct => C10,
    EnterResult => C10,
    NotifyResult => C10,
    OrderRetest => C10,
    EnterRetest => C10,
    AnswerObjection => C10,
    VerifyResult => C10,
    SetCheckAside => C10,
    CallInterview => C10,
    HoldInterview => C10,
    Object => C10,
];

const OF_OTHERS: &[Power] = &[
    power(Federation, RegisterEnterprise, All, C1),
    power(Federation, EnterFact(F::Registration), All, C1),
    power(Federation, EnterFact(F::HeadOffice), All, C9),
    power(Federation, EnterFact(F::Holding), All, C9),
    power(Federation, EnterFact(F::Award), All, C9),
    power(Federation, EnterFact(F::SystemCertificate), All, C9),
    power(Federation, EnterFact(F::Commitment), All, C9),
    power(Federation, EnterFact(F::Breach), All, &[Article::of(11)]),
    power(Federation, EnterFact(F::Product), All, C9),
    power(Federation, EnterFact(F::Certificate), All, C8_6),
    power(Federation, EnterFact(F::DraftingRole), All, C4),
    power(Federation, EndFact(F::DraftingRole), All, C4),
    power(Federation, AnnulFact(F::DraftingRole), All, C4),
    power(Federation, CompleteRegister(F::DraftingRole), All, C4),
    power(Federation, EnterFact(F::Membership), All, C13_15),
    power(Federation, EndFact(F::Membership), All, C13_15),
    power(Federation, AnnulFact(F::Membership), All, C13_15),
    power(Federation, CompleteRegister(F::Membership), All, C13_15),
    power(Federation, CompleteReview, All, C4),
    power(Federation, AnnulReview, All, C4),
    power(Federation, EndFact(F::Holding), All, C9),
    power(Federation, EndFact(F::SystemCertificate), All, C9),
    power(Federation, EndFact(F::Commitment), All, C9),
    power(Federation, EndFact(F::Certificate), All, C8_6),
    power(Federation, AnnulFact(F::Award), All, C9),
    power(Federation, AnnulFact(F::SystemCertificate), All, C9),
    power(Federation, AnnulFact(F::Commitment), All, C9),
    power(Federation, AnnulFact(F::Breach), All, &[Article::of(11)]),
    power(Federation, AnnulFact(F::Product), All, C9),
    power(Federation, AnnulFact(F::Certificate), All, C8_6),
    power(Federation, CompleteRegister(F::Award), All, C9),
    power(Federation, CompleteRegister(F::SystemCertificate), All, C9),
    power(Federation, CompleteRegister(F::Commitment), All, C9),
    power(Federation, CompleteRegister(F::Certificate), All, C8_6),
    power(Federation, CompleteRegister(F::Breach), All, &[Article::of(11)]),
    power(Federation, EnterSchemeFact(S::CatalogueEntry), All, C9),
    power(Federation, EndSchemeFact(S::CatalogueEntry), All, C9),
    power(Federation, AnnulSchemeFact(S::CatalogueEntry), All, C9),
    power(Federation, EnterSchemeFact(S::Body), All, C8_6),
    power(Federation, EndSchemeFact(S::Body), All, C8_6),
    power(Federation, AnnulSchemeFact(S::Body), All, C8_6),
    power(Federation, EnterSchemeFact(S::Artwork), All, C8_12),
    power(Federation, EndSchemeFact(S::Artwork), All, C8_12),
    power(Federation, AnnulSchemeFact(S::Artwork), All, C8_12),
    power(Federation, EnterEdition, All, C3),
    power(Federation, WithdrawEdition, All, C3),
    power(Federation, AnnulEdition, All, C3),
    power(Federation, DescribeProduct, All, C9),
    power(Federation, SuspendCertificate, All, C8_6),
    power(Federation, LiftCertificateSuspension, All, C8_6),
    power(Federation, GrantDeclared, All, C8_9),
    power(Federation, RefuseDeclaration, All, C9),
    power(Federation, GrantCertified, All, C8),
    power(Federation, LiftSuspension, All, C8),
    power(Federation, EndAuthorization, All, C8),
    power(Federation, CallInterview, All, C10),
    power(Federation, HoldInterview, All, C10),
    power(Federation, OpenDueWork, All, C10_11),
    power(Federation, ServeNotice, All, C10_11),
    power(Federation, HoldHearing, All, C10_11),
    power(Federation, DecideProceeding, All, C10_11),
    power(Federation, ServeDecision, All, C10_11),
    power(Federation, PublishDecision, All, C10_11),
    power(Federation, CorrectRevocation, All, C10_11),
    power(Federation, EraseText, All, C10_11),
    power(Federation, IssuePaper, All, C8_9),
    power(Federation, FileDeclaration, All, C9),
    power(Federation, WithdrawDeclaration, All, C9),
    power(Federation, State, All, C10_11),
    power(Federation, RequestHearing, All, C10_11),
    power(CertificationBody, EnterFact(F::Certificate), OwnWork, C8_6),
    power(CertificationBody, EndFact(F::Certificate), OwnWork, C8_6),
    power(CertificationBody, SuspendCertificate, OwnWork, C8_6),
    power(CertificationBody, LiftCertificateSuspension, OwnWork, C8_6),
    power(Laboratory, EnterResult, OwnWork, C10),
    power(Laboratory, EnterRetest, OwnWork, C10),
    power(Maker, EnterFact(F::Product), Itself, C9),
    power(Maker, DescribeProduct, Itself, C9),
    power(Maker, EnterFact(F::SystemCertificate), Itself, C9),
    power(Maker, EnterFact(F::Commitment), Itself, C9),
    power(Maker, EndFact(F::Commitment), Itself, C9),
    power(Maker, CompleteRegister(F::SystemCertificate), Itself, C9),
    power(Maker, CompleteRegister(F::Commitment), Itself, C9),
    power(Maker, FileDeclaration, Itself, C9),
    power(Maker, EnterFact(F::Exhibition), Itself, C3_12),
    power(Maker, EndFact(F::Exhibition), Itself, C3_12),
    power(Maker, FileLabel, Itself, C12),
    power(Maker, WithdrawDeclaration, Itself, C9),
    power(Maker, JoinDeclaration, NamedParent, C9),
    power(Maker, DeclineDeclaration, NamedParent, C9),
    power(Maker, EndAuthorization, Itself, C8),
    power(Maker, Object, Itself, C10),
    power(Maker, State, Itself, C10_11),
    power(Maker, RequestHearing, Itself, C10_11),
    power(Federation, FileDutyReport, All, C4_13),
    power(Federation, CorrectDutyLine, All, C4),
    power(ProvinceBureau, PublishDutyReport, All, C4),
    power(ProvinceBureau, NotifyDuties, All, C4),
    power(ProvinceBureau, ReceiveDutyNotice, All, C4),
    power(CityBureau, ReceiveDutyNotice, OwnArea, C4),
    power(CountyBureau, ReceiveDutyNotice, OwnArea, C4),
    power(OfficeKind::Finance, ReceiveDutyNotice, OwnArea, C4),
    power(ProvinceBureau, IssuePaper, All, C4),
    power(Administrator, EnterSchemeFact(S::Holder), All, C8),
    power(Administrator, EndSchemeFact(S::Holder), All, C8),
    power(Administrator, AnnulSchemeFact(S::Holder), All, C8),
    power(Administrator, EnterSchemeFact(S::Organisation), All, C8),
    power(Administrator, EndSchemeFact(S::Organisation), All, C8),
    power(Administrator, AnnulSchemeFact(S::Organisation), All, C8),
];

/// The whole table.
pub fn table() -> impl Iterator<Item = &'static Power> {
    OF_BUREAUS.iter().chain(OF_OTHERS).chain(ON_PROJECTS).chain(OF_RESEARCH)
}

/// The power of an office to act, if it has it.
#[must_use]
pub fn power_of(office: OfficeKind, act: ActKind) -> Option<&'static Power> {
    table().find(|power| power.office == office && power.act == act)
}

/// Whether an act counts from the day it is received: what a party declares, gives up, objects, states or asks for.
/// The party itself cannot date it back (reading 0012); the office that received it on paper can enter that day.
#[must_use]
pub fn is_received(act: ActKind) -> bool {
    matches!(
        act,
        FileDeclaration
            | WithdrawDeclaration
            | JoinDeclaration
            | DeclineDeclaration
            | EndAuthorization
            | FileLabel
            | DescribeProduct
            | EnterFact(F::Exhibition)
            | OnProject(P::Propose | P::WithdrawProposal | P::Comment | P::NoteClause | P::CastVote)
            | Object
            | State
            | RequestHearing
    )
}

/// Whether an act is a decision of the federation or of a bureau: it is taken here, so its day is the day of entry (reading 0013).
#[must_use]
pub fn is_decided_here(act: ActKind) -> bool {
    matches!(
        act,
        GrantDeclared
            | GrantCertified
            | RefuseDeclaration
            | LiftSuspension
            | EndAuthorization
            | CallInterview
            | DecideProceeding
            | CorrectRevocation
            | AcceptLabel
            | ReturnLabel
            | WithdrawLabel
            | OnProject(
                P::AcceptProposal
                    | P::DeclineProposal
                    | P::AnnounceProject
                    | P::ApproveProject
                    | P::RefuseProject
                    | P::OpenComments
                    | P::SendBack
                    | P::ApproveText
                    | P::ReplaceLead
                    | P::StopProject
            )
            | AnnulLabelDecision
            | FileDutyReport
            | PublishDutyReport
            | CorrectDutyLine
            | NotifyDuties
    )
}

/// Whom an act touches, as far as the reach of a power is concerned.
#[derive(Debug, Clone, Copy, Default)]
pub struct Touches<'a> {
    /// The enterprise.
    pub enterprise: Option<CreditCode>,
    /// The division code of its head office, if on file.
    pub region: Option<&'a str>,
    /// The body or laboratory whose work it is.
    pub body: Option<&'a str>,
    /// The parent that the declaration names.
    pub parent: Option<CreditCode>,
}

/// Whether a bureau of division `area` covers `region`: a city covers its counties.
#[must_use]
pub fn covers(area: &str, region: &str) -> bool {
    let significant = area.trim_end_matches('0');
    let width = significant.len().div_ceil(2) * 2;
    area.len() == 6 && region.len() == 6 && area.get(..width).is_some_and(|prefix| region.starts_with(prefix))
}

/// Whether `office` may do `act` to what it touches, and by which row.
#[must_use]
pub fn permits(office: &Office, act: ActKind, touches: &Touches) -> Option<&'static Power> {
    let power = power_of(office.kind, act)?;
    let own = office.of.as_deref();
    let is_own = |code: Option<CreditCode>| own.is_some() && own == code.as_ref().map(CreditCode::as_str);
    let reaches = match power.reach {
        Reach::All => true,
        // An enterprise whose seat is not on file yet can be registered by any bureau, which then names it.
        Reach::OwnArea => match (own, touches.region) {
            (Some(area), Some(region)) => covers(area, region),
            (Some(_), None) => matches!(act, ActKind::RegisterEnterprise | ActKind::EnterFact(F::HeadOffice)),
            (None, _) => false,
        },
        Reach::Itself => is_own(touches.enterprise),
        Reach::NamedParent => is_own(touches.parent),
        Reach::OwnWork => own.is_some() && own == touches.body,
    };
    reaches.then_some(power)
}
