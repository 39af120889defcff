//! What may be asked of a project: the acts of clause 2.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stage::{ClauseVerdict, CommentVerdict, DocumentKind, Node, PlanLine, Positioning, Purpose, Vote};
use super::step::{Participant, Proposal};
use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::standard::Edition;
use crate::text::Text;

macro_rules! project_acts {
    ($($(#[$doc:meta])* $name:ident = $text:literal { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? } $(seals $sealed:ident)?;)+) => {
        /// What is asked of a project.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
        pub enum ProjectAct {
            $($(#[$doc])* $name { $($(#[$fdoc])* $field: $type),* }),+
        }

        /// The kinds of act on a project.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ProjectActKind { $($(#[$doc])* $name),+ }

        impl ProjectActKind {
            /// Every kind.
            pub const ALL: &'static [ProjectActKind] = &[$(ProjectActKind::$name),+];

            /// Stable name, as in JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(ProjectActKind::$name => $text),+ }
            }
        }

        impl ProjectAct {
            /// What kind it is.
            #[must_use]
            pub fn kind(&self) -> ProjectActKind {
                match self { $(ProjectAct::$name { .. } => ProjectActKind::$name),+ }
            }

            /// The private text that it carries, to be sealed.
            pub fn text_mut(&mut self) -> Option<&mut Text> {
                match self {
                    $($(ProjectAct::$name { $sealed, .. } => Some($sealed),)?)+
                    _ => None,
                }
            }
        }
    };
}

impl ProjectAct {
    /// The expert whose own act it is: nobody speaks or votes for another.
    #[must_use]
    pub fn expert(&self) -> Option<&str> {
        let (ProjectAct::NoteClause { expert, .. } | ProjectAct::CastVote { expert, .. }) = self else {
            return None;
        };
        Some(expert)
    }
}

project_acts! {
    /// Answers a public call.
    Propose = "propose" {
        /// What is proposed.
        proposal: Proposal,
        /// The case for it: the level of the trade, the comparison, the use.
        case_for_it: Text,
    } seals case_for_it;
    /// Withdraws a proposal before it is approved.
    WithdrawProposal = "withdraw_proposal" {};
    /// Takes a proposal up.
    AcceptProposal = "accept_proposal" {
        /// Why.
        reason: Text,
    } seals reason;
    /// Does not take a proposal up.
    DeclineProposal = "decline_proposal" {
        /// Why.
        reason: Text,
    } seals reason;
    /// Appoints a panel.
    AppointPanel = "appoint_panel" {
        /// What it is asked.
        purpose: Purpose,
        /// Its members, by their numbers in the register of experts.
        experts: Vec<String>,
        /// The day it meets.
        meets_on: Day,
    };
    /// Speaks of one clause of the draft, as a member of a panel.
    NoteClause = "note_clause" {
        /// Which panel.
        panel: u16,
        /// Which member.
        expert: String,
        /// The number of the clause.
        clause: String,
        /// What it comes to.
        verdict: ClauseVerdict,
        /// What is said.
        remark: Text,
    } seals remark;
    /// Votes, as a member of a panel. A second vote before the panel has met counts in place of the first.
    CastVote = "cast_vote" {
        /// Which panel.
        panel: u16,
        /// Which member.
        expert: String,
        /// How.
        vote: Vote,
        /// Of a text: how it is placed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        positioning: Option<Positioning>,
        /// Why.
        reason: Text,
    } seals reason;
    /// Records that a panel has met, with its minutes.
    ClosePanel = "close_panel" {
        /// Which.
        panel: u16,
        /// Minutes.
        minutes: Text,
    } seals minutes;
    /// Sets a panel aside: its votes count for nothing.
    SetPanelAside = "set_panel_aside" {
        /// Which.
        panel: u16,
        /// Why.
        reason: Text,
    } seals reason;
    /// Tells the public that a project is to be approved.
    AnnounceProject = "announce_project" {
        /// The last day on which objections are received.
        until: Day,
    };
    /// Approves a project: it enters the plan.
    ApproveProject = "approve_project" {
        /// Where.
        plan: PlanLine,
        /// Why.
        reason: Text,
    } seals reason;
    /// Does not approve a project.
    RefuseProject = "refuse_project" {
        /// Why.
        reason: Text,
    } seals reason;
    /// Names one that takes part.
    NameParticipant = "name_participant" {
        /// Who.
        participant: Participant,
    };
    /// Records that one takes part no longer.
    DropParticipant = "drop_participant" {
        /// Its name.
        name: String,
        /// Why.
        reason: Text,
    } seals reason;
    /// Begins drafting.
    KickOff = "kick_off" {
        /// The day by which the draft is to be submitted, as planned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        draft_by: Option<Day>,
    };
    /// Puts a document on file.
    FileDocument = "file_document" {
        /// What it is.
        kind: DocumentKind,
        /// What it is called.
        title: String,
        /// Its salted digest, of a file sent before.
        digest: String,
    };
    /// Opens the draft for comments.
    OpenComments = "open_comments" {
        /// The last day.
        until: Day,
    };
    /// Comments on a draft or on a public notice. Anybody may.
    Comment = "comment" {
        /// The clause it is about; empty for the whole.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        clause: String,
        /// The organisation for which it is written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organisation: Option<String>,
        /// The comment.
        comment: Text,
    } seals comment;
    /// Lets comments through: they are told to everybody.
    LetCommentsThrough = "let_comments_through" {
        /// Which.
        comments: Vec<u32>,
    };
    /// Answers a comment.
    AnswerComment = "answer_comment" {
        /// Which.
        comment: u32,
        /// What becomes of it.
        verdict: CommentVerdict,
        /// The answer.
        answer: Text,
    } seals answer;
    /// Sets comments aside that are none: advertising, abuse, a machine.
    SetCommentsAside = "set_comments_aside" {
        /// Which.
        comments: Vec<u32>,
        /// Why.
        reason: Text,
    } seals reason;
    /// Submits the draft to the review panel.
    SubmitDraft = "submit_draft" {};
    /// Sends the draft back to be worked over.
    SendBack = "send_back" {
        /// Why.
        reason: Text,
    } seals reason;
    /// Approves the text.
    ApproveText = "approve_text" {
        /// Why.
        reason: Text,
    } seals reason;
    /// Publishes the standard: its edition is put on file with its comparison table, and its lead as its drafter.
    PublishStandard = "publish_standard" {
        /// The edition.
        edition: Box<Edition>,
    };
    /// Draws the nodes of a standard system, all of them anew.
    DrawSystem = "draw_system" {
        /// The nodes.
        nodes: Vec<Node>,
    };
    /// Publishes the standard system.
    PublishSystem = "publish_system" {};
    /// Replaces the lead: it was dissolved, or cannot go on.
    ReplaceLead = "replace_lead" {
        /// Who leads from now on.
        lead: CreditCode,
        /// Why.
        reason: Text,
    } seals reason;
    /// Ends a project before publication.
    StopProject = "stop_project" {
        /// Why.
        reason: Text,
    } seals reason;
}
