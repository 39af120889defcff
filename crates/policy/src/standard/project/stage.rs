//! Where a project stands, what a proposal wants, and the other fixed words of clause 2.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Words;
use crate::industry::Industry;
use crate::named::named;
use crate::scheme::research::CallKind;
use crate::standard::number::StandardNumber;

named! {
    /// Where a project stands.
    Stage {
        /// Proposed; the federation has not said whether it takes the proposal up.
        Proposed = "proposed", "已申报", "proposed";
        /// Taken up: it will be heard.
        Accepted = "accepted", "已受理", "accepted";
        /// A panel has heard it and voted.
        Heard = "heard", "已论证", "heard";
        /// Under public notice.
        Announced = "announced", "公示中", "under public notice";
        /// In the plan.
        Approved = "approved", "已立项", "approved";
        /// Being drafted.
        Drafting = "drafting", "起草中", "drafting";
        /// The draft is open for comments.
        Comments = "comments", "征求意见", "open for comments";
        /// The draft was submitted to the review panel.
        Submitted = "submitted", "送审", "submitted";
        /// A panel has examined it and voted.
        Examined = "examined", "已评审", "examined";
        /// The text is approved.
        TextApproved = "text_approved", "已批准", "text approved";
        /// The standard is published, or the system drawn.
        Published = "published", "已发布", "published";
        /// The proposal was not taken up.
        Declined = "declined", "不予受理", "not accepted";
        /// The lead withdrew it.
        Withdrawn = "withdrawn", "已撤回", "withdrawn";
        /// It was not approved.
        Refused = "refused", "不予立项", "not approved";
        /// It was ended before publication.
        Stopped = "stopped", "已终止", "stopped";
    }
}

impl Stage {
    /// Whether nothing more is done on it.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Stage::Published | Stage::Declined | Stage::Withdrawn | Stage::Refused | Stage::Stopped => true,
            Stage::Proposed
            | Stage::Accepted
            | Stage::Heard
            | Stage::Announced
            | Stage::Approved
            | Stage::Drafting
            | Stage::Comments
            | Stage::Submitted
            | Stage::Examined
            | Stage::TextApproved => false,
        }
    }

    /// Whether it was approved and goes on or has come to its end: it stands in the plan.
    #[must_use]
    pub fn is_in_plan(self) -> bool {
        match self {
            Stage::Approved
            | Stage::Drafting
            | Stage::Comments
            | Stage::Submitted
            | Stage::Examined
            | Stage::TextApproved
            | Stage::Published
            | Stage::Stopped => true,
            Stage::Proposed
            | Stage::Accepted
            | Stage::Heard
            | Stage::Announced
            | Stage::Declined
            | Stage::Withdrawn
            | Stage::Refused => false,
        }
    }
}

named! {
    /// What a panel is asked.
    Purpose {
        /// Whether the project is to be approved (立项论证).
        Proposal = "proposal", "立项论证", "hearing of the proposal";
        /// Whether the text is to be approved (标准评审).
        Text = "text", "标准评审", "review of the text";
    }
}

named! {
    /// A vote.
    Vote {
        /// In favour.
        For = "for", "赞成", "in favour";
        /// Against.
        Against = "against", "反对", "against";
        /// Neither.
        Abstain = "abstain", "弃权", "abstention";
    }
}

named! {
    /// What an expert says of one clause of a draft.
    ClauseVerdict {
        /// As it is.
        Agreed = "agreed", "同意", "agreed";
        /// With a change.
        Change = "change", "修改", "to be changed";
        /// Not so.
        Against = "against", "不同意", "not agreed";
    }
}

named! {
    /// What a document of a project is.
    DocumentKind {
        /// The text itself.
        Draft = "draft", "标准文本", "text of the standard";
        /// How it came about: comparison, analysis, verification.
        Explanation = "explanation", "编制说明", "explanation of the draft";
        /// Why it is advanced.
        Advancement = "advancement", "先进性说明", "statement of advancement";
        /// Minutes of a meeting, or another document.
        Other = "other", "会议纪要等", "minutes and other documents";
    }
}

named! {
    /// What became of a comment.
    CommentVerdict {
        /// The draft follows it.
        Adopted = "adopted", "采纳", "adopted";
        /// The draft follows it in part.
        InPart = "in_part", "部分采纳", "adopted in part";
        /// It does not.
        NotAdopted = "not_adopted", "不采纳", "not adopted";
    }
}

/// What a proposal wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "want", rename_all = "snake_case", deny_unknown_fields)]
pub enum Wants {
    /// A standard that there is not yet (制定).
    Make {},
    /// Another edition of a standard (修订).
    Revise {
        /// Which.
        standard: StandardNumber,
    },
    /// A standard system for an industry (体系).
    System {
        /// For which industry, a code of GB/T 4754.
        industry: Industry,
    },
}

impl Wants {
    /// Stable name, as in JSON.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Wants::Make {} => "make",
            Wants::Revise { .. } => "revise",
            Wants::System { .. } => "system",
        }
    }

    /// The kind of call that asks for it.
    #[must_use]
    pub fn call_kind(&self) -> CallKind {
        match self {
            Wants::System { .. } => CallKind::System,
            Wants::Make {} | Wants::Revise { .. } => CallKind::Lead,
        }
    }

    /// The industry that it names: that of a system.
    #[must_use]
    pub fn industry(&self) -> Option<&Industry> {
        match self {
            Wants::System { industry } => Some(industry),
            Wants::Make {} | Wants::Revise { .. } => None,
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Wants::Make {} => Words { zh: "制定", en: "make" },
            Wants::Revise { .. } => Words { zh: "修订", en: "revise" },
            Wants::System { .. } => Words { zh: "体系建设", en: "build a system" },
        }
    }
}

/// A leaf of a standard system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// The project that drew the system.
    pub system: String,
    /// The code of the node in it.
    pub node: String,
}

/// A node of a standard system: a family of products, or, where nothing hangs below it, a standard that the system needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Its code in the system, `A01`.
    pub code: String,
    /// The code of the node above; absent at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What it is called.
    pub title: String,
    /// The standard that fills it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<StandardNumber>,
    /// The class of GB/T 4754 whose goods it is about, for all that hangs below it too; absent means not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<Industry>,
}

/// A place in a yearly plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanLine {
    /// The year of the plan.
    pub year: u16,
    /// The batch in it, from 1.
    pub batch: u16,
    /// The line in the batch, from 1.
    pub line: u16,
}

impl std::fmt::Display for PlanLine {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}-{:02}-{:03}", self.year, self.batch, self.line)
    }
}

/// Whether a standard is among the first of the country and advanced in the world (定位), as an expert sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Positioning {
    /// First in the country (国内一流).
    pub first_in_country: bool,
    /// Advanced in the world (国际先进).
    pub advanced_in_world: bool,
}

impl Positioning {
    /// Whether both hold.
    #[must_use]
    pub fn is_both(self) -> bool {
        self.first_in_country && self.advanced_in_world
    }
}
