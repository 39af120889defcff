//! What may happen to a project: the steps that the ledger keeps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stage::{
    ClauseVerdict, CommentVerdict, DocumentKind, Leaf, Node, PlanLine, Positioning, Purpose, Vote, Wants,
};
use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::standard::drafting::DrafterKind;
use crate::standard::number::{EditionNumber, StandardNumber};
use crate::writing::fold_tight;

/// What a proposal says. Why it should be done is a sealed text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The call that it answers.
    pub call: String,
    /// What it wants.
    pub wants: Wants,
    /// The title of the standard or the system.
    pub title: String,
    /// The leaf of a standard system that it would fill, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaf: Option<Leaf>,
    /// Whether the standard would be for consumer end products; absent means not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_consumer_standard: Option<bool>,
}

impl Proposal {
    /// The standard that it would revise.
    #[must_use]
    pub fn revises(&self) -> Option<&StandardNumber> {
        match &self.wants {
            Wants::Revise { standard } => Some(standard),
            Wants::Make {} | Wants::System { .. } => None,
        }
    }

    /// What it is about, the same for all that are about one standard or one system: the number of a standard to be
    /// revised, or the title, however it is written.
    #[must_use]
    pub fn subject(&self) -> String {
        let title = || fold_tight(&self.title).to_lowercase();
        match &self.wants {
            Wants::Revise { standard } => format!("revise {}", standard.as_str()),
            Wants::Make {} => format!("make {}", title()),
            Wants::System { .. } => format!("system {}", title()),
        }
    }
}

/// One that takes part in drafting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Its name.
    pub name: String,
    /// What kind of participant it is (clause 2).
    pub kind: DrafterKind,
    /// Its credit code, where it has one: the duties of clause 4 are kept by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<CreditCode>,
}

/// A step of a project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum ProjectStep {
    /// A lead unit proposed it; its case for it is sealed.
    Proposed {
        /// What it says.
        proposal: Proposal,
        /// The lead.
        lead: CreditCode,
        /// Its name then.
        lead_name: String,
        /// The division of its seat then.
        region: String,
    },
    /// The lead withdrew it.
    Withdrawn {},
    /// The federation took it up.
    Accepted {},
    /// The federation did not take it up.
    Declined {},
    /// A panel was appointed.
    PanelAppointed {
        /// Its number in the project, from 1.
        panel: u16,
        /// What it is asked.
        purpose: Purpose,
        /// Its members, by their numbers in the register of experts.
        experts: Vec<String>,
        /// The day it meets.
        meets_on: Day,
    },
    /// A member spoke of one clause of the draft; what was said is sealed.
    ClauseNoted {
        /// Which panel.
        panel: u16,
        /// Which member.
        expert: String,
        /// The number of the clause.
        clause: String,
        /// What it came to.
        verdict: ClauseVerdict,
    },
    /// A member voted; the reasons are sealed.
    Voted {
        /// Which panel.
        panel: u16,
        /// Which member.
        expert: String,
        /// How.
        vote: Vote,
        /// Of a text: how it is placed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        positioning: Option<Positioning>,
    },
    /// The panel has met; its minutes are sealed.
    PanelMet {
        /// Which.
        panel: u16,
    },
    /// A panel was set aside: its votes count for nothing.
    PanelSetAside {
        /// Which.
        panel: u16,
    },
    /// The public was told that the project is to be approved.
    Announced {
        /// The last day on which objections are received.
        until: Day,
    },
    /// It entered the plan.
    Approved {
        /// Where.
        plan: PlanLine,
    },
    /// It was not approved.
    Refused {},
    /// Somebody takes part.
    ParticipantNamed {
        /// Who.
        participant: Participant,
    },
    /// Somebody takes part no longer.
    ParticipantLeft {
        /// Its name.
        name: String,
    },
    /// Drafting began.
    KickedOff {
        /// The day by which the draft is to be submitted, as planned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        draft_by: Option<Day>,
    },
    /// A document was put on file.
    DocumentFiled {
        /// What it is.
        kind: DocumentKind,
        /// What it is called: 征求意见稿, 送审稿.
        title: String,
        /// Its salted digest.
        digest: String,
    },
    /// The draft was opened for comments.
    CommentsOpened {
        /// The last day.
        until: Day,
    },
    /// Somebody commented; the comment is sealed, and told once it is let through.
    Commented {
        /// Its number in the project, from 1.
        comment: u32,
        /// The clause it is about; empty for the whole.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        clause: String,
        /// The organisation for which it was written, where one is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organisation: Option<String>,
    },
    /// The federation let comments through: they are told to everybody.
    CommentsLetThrough {
        /// Which.
        comments: Vec<u32>,
    },
    /// A comment was answered; the answer is sealed and told with it.
    CommentAnswered {
        /// Which.
        comment: u32,
        /// What became of it.
        verdict: CommentVerdict,
    },
    /// Comments that are none were set aside: advertising, abuse, a machine.
    CommentsSetAside {
        /// Which.
        comments: Vec<u32>,
    },
    /// The draft was submitted to the review panel.
    Submitted {},
    /// The draft was sent back to be worked over.
    SentBack {},
    /// The text was approved.
    TextApproved {},
    /// The standard was published.
    Published {
        /// As which edition.
        edition: EditionNumber,
    },
    /// The nodes of the standard system were drawn: all of them, in place of those before.
    SystemDrawn {
        /// The nodes.
        nodes: Vec<Node>,
    },
    /// The standard system was published.
    SystemPublished {},
    /// Another unit leads.
    LeadReplaced {
        /// Who.
        lead: CreditCode,
        /// Its name.
        lead_name: String,
        /// The division of its seat.
        region: String,
    },
    /// It was ended.
    Stopped {},
}

impl ProjectStep {
    /// The panel that it is about.
    #[must_use]
    pub fn panel(&self) -> Option<u16> {
        let (ProjectStep::PanelAppointed { panel, .. }
        | ProjectStep::ClauseNoted { panel, .. }
        | ProjectStep::Voted { panel, .. }
        | ProjectStep::PanelMet { panel }
        | ProjectStep::PanelSetAside { panel }) = self
        else {
            return None;
        };
        Some(*panel)
    }

    /// The comments that it is about.
    #[must_use]
    pub fn comments(&self) -> &[u32] {
        if let ProjectStep::Commented { comment, .. } | ProjectStep::CommentAnswered { comment, .. } = self {
            return std::slice::from_ref(comment);
        }
        let (ProjectStep::CommentsLetThrough { comments } | ProjectStep::CommentsSetAside { comments }) =
            self
        else {
            return &[];
        };
        comments
    }

    /// The one that joins or leaves by it.
    #[must_use]
    pub fn participant(&self) -> Option<&str> {
        if let ProjectStep::ParticipantNamed { participant } = self {
            return Some(&participant.name);
        }
        let ProjectStep::ParticipantLeft { name } = self else { return None };
        Some(name)
    }

    /// Whether everybody is told that it took place. How a member votes and what was said of a clause is the panel's;
    /// a comment is told once it is let through.
    #[must_use]
    pub fn is_told(&self) -> bool {
        match self {
            ProjectStep::ClauseNoted { .. }
            | ProjectStep::Voted { .. }
            | ProjectStep::Commented { .. }
            | ProjectStep::CommentsSetAside { .. } => false,
            ProjectStep::Proposed { .. }
            | ProjectStep::Withdrawn {}
            | ProjectStep::Accepted {}
            | ProjectStep::Declined {}
            | ProjectStep::PanelAppointed { .. }
            | ProjectStep::PanelMet { .. }
            | ProjectStep::PanelSetAside { .. }
            | ProjectStep::Announced { .. }
            | ProjectStep::Approved { .. }
            | ProjectStep::Refused {}
            | ProjectStep::ParticipantNamed { .. }
            | ProjectStep::ParticipantLeft { .. }
            | ProjectStep::KickedOff { .. }
            | ProjectStep::DocumentFiled { .. }
            | ProjectStep::CommentsOpened { .. }
            | ProjectStep::CommentsLetThrough { .. }
            | ProjectStep::CommentAnswered { .. }
            | ProjectStep::Submitted {}
            | ProjectStep::SentBack {}
            | ProjectStep::TextApproved {}
            | ProjectStep::Published { .. }
            | ProjectStep::SystemDrawn { .. }
            | ProjectStep::SystemPublished {}
            | ProjectStep::LeadReplaced { .. }
            | ProjectStep::Stopped {} => true,
        }
    }
}
