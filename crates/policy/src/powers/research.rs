//! The powers of clause 2: who may do what to projects, calls and the register of experts.

use super::Power;
use super::{C2, power};
use crate::article::Article;
use crate::command::ActKind::{AnnulSchemeFact, EndSchemeFact, EnterSchemeFact, OnProject};
use crate::office::OfficeKind::{
    Alliance, CertificationBody, CityBureau, CountyBureau, Expert, Federation, Finance, Laboratory, Maker,
    ProvinceBureau, Public,
};
use crate::powers::Reach::{All, Itself, OwnWork};
use crate::scheme::SchemeFactKind as S;
use crate::standard::project::act::ProjectActKind as P;

macro_rules! on_projects {
    ($($office:ident $reach:ident: $($act:ident)+;)+) => {
        &[$($(power($office, OnProject(P::$act), $reach, C2)),+),+]
    };
}

/// What clause 2 lets offices do to projects. Anybody may comment.
pub(super) const ON_PROJECTS: &[Power] = on_projects! {
    Federation All: Propose WithdrawProposal AcceptProposal DeclineProposal AppointPanel ClosePanel SetPanelAside
        AnnounceProject ApproveProject RefuseProject NameParticipant DropParticipant KickOff FileDocument
        OpenComments Comment LetCommentsThrough AnswerComment SetCommentsAside SubmitDraft SendBack ApproveText
        PublishStandard DrawSystem PublishSystem ReplaceLead StopProject;
    Maker Itself: Propose WithdrawProposal NameParticipant DropParticipant KickOff FileDocument AnswerComment
        SubmitDraft DrawSystem;
    Expert OwnWork: NoteClause CastVote;
    Maker All: Comment;
    Alliance All: Comment;
    CertificationBody All: Comment;
    Laboratory All: Comment;
    ProvinceBureau All: Comment;
    CityBureau All: Comment;
    CountyBureau All: Comment;
    Finance All: Comment;
    Expert All: Comment;
    Public All: Comment;
};

/// What clause 2 lets the federation keep about the scheme, and clause 15.
pub(super) const OF_RESEARCH: &[Power] = &[
    power(Federation, EnterSchemeFact(S::Call), All, C2),
    power(Federation, EndSchemeFact(S::Call), All, C2),
    power(Federation, AnnulSchemeFact(S::Call), All, C2),
    power(Federation, EnterSchemeFact(S::Expert), All, C2),
    power(Federation, EndSchemeFact(S::Expert), All, C2),
    power(Federation, AnnulSchemeFact(S::Expert), All, C2),
    power(Federation, EnterSchemeFact(S::ReviewBar), All, &[Article::of(15)]),
    power(Federation, EndSchemeFact(S::ReviewBar), All, &[Article::of(15)]),
    power(Federation, AnnulSchemeFact(S::ReviewBar), All, &[Article::of(15)]),
];
