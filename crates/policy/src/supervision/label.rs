//! Label filings (clause 12): the maker files how it labels a product under its mark, with photos, and the market
//! bureau of its place accepts the filing or returns it by a fixed checklist. A returned filing can be filed anew, an
//! accepted one withdrawn later, with a reason. Compliant on a day is what is accepted and not withdrawn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Words;
use crate::authorization::code::MarkCode;
use crate::calendar::Day;
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::question::Question;
use crate::standard::number::EditionNumber;
use crate::text::Text;

/// The most photos of one filing.
pub const MOST_PHOTOS: usize = 20;

/// The fixed items of clause 12, each a yes or a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelChecklist {
    /// The mark is the right one, as the rules for its use draw it.
    pub right_mark: bool,
    /// It is on the product and the models that the mark was granted for.
    pub right_product: bool,
    /// The code beside it is that of the mark.
    pub right_code: bool,
    /// The comparison table is shown.
    pub table_shown: bool,
    /// The commitment to the brand service standard (C standard) is shown.
    pub service_commitment_shown: bool,
}

impl LabelChecklist {
    /// Each item: its field, what it asks, and the answer.
    #[must_use]
    pub fn items(self) -> [(&'static str, Words, bool); 5] {
        [
            ("right_mark", Words { zh: "标识正确", en: "the mark is the right one" }, self.right_mark),
            (
                "right_product",
                Words { zh: "产品与型号相符", en: "it is on the right product" },
                self.right_product,
            ),
            ("right_code", Words { zh: "编码正确", en: "the code is the right one" }, self.right_code),
            (
                "table_shown",
                Words { zh: "已明示对比表", en: "the comparison table is shown" },
                self.table_shown,
            ),
            (
                "service_commitment_shown",
                Words { zh: "已明示C标准承诺", en: "the C-standard commitment is shown" },
                self.service_commitment_shown,
            ),
        ]
    }

    /// Whether every item is a yes.
    #[must_use]
    pub fn is_all_yes(self) -> bool {
        self.items().into_iter().all(|(.., yes)| yes)
    }
}

/// What the act that files labels asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileLabel {
    /// The mark.
    pub authorization: MarkCode,
    /// Salted digests of photos, sent before.
    pub photos: Vec<String>,
}

/// What the act that accepts a filing asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptLabel {
    /// Which.
    pub label: String,
    /// The checklist of clause 12.
    pub checklist: LabelChecklist,
}

/// What the act that returns a filing asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnLabel {
    /// Which.
    pub label: String,
    /// The checklist of clause 12.
    pub checklist: LabelChecklist,
    /// Why.
    pub reason: Text,
}

/// What the act that withdraws an acceptance asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawLabel {
    /// Which.
    pub label: String,
    /// Why.
    pub reason: Text,
}

record! {
    /// Labels filed under a mark; `ended` is the day on which the acceptance was withdrawn.
    LabelFiling happened filed_on {
        /// The mark.
        authorization: MarkCode,
        /// The product of the mark.
        product: String,
        /// The edition of the mark.
        edition: EditionNumber,
        /// Salted digests of the photos sent along, 64 hexadecimal digits each.
        photos: Vec<String>,
        /// Day of filing.
        filed_on: Day,
        /// What the bureau decided, if it has.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<LabelDecision>,
        /// Decisions that were set aside.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        set_aside: Vec<LabelDecision>,
    }
}

/// What became of a label filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelDecision {
    /// Accepted, or returned.
    pub is_accepted: bool,
    /// The checklist.
    pub checklist: LabelChecklist,
    /// When.
    pub mark: Mark,
    /// Set aside: it counts for nothing from the start, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annulled: Option<Mark>,
}

/// What a label filing is worth on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelState {
    /// It waits for the bureau.
    Filed,
    /// Accepted.
    Accepted,
    /// Returned.
    Returned,
    /// Accepted once, and withdrawn.
    Withdrawn,
    /// It waits no more: its mark ended before it was decided, or its decision was set aside after a withdrawal.
    Closed,
}

impl LabelState {
    /// Stable name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LabelState::Filed => "filed",
            LabelState::Accepted => "accepted",
            LabelState::Returned => "returned",
            LabelState::Withdrawn => "withdrawn",
            LabelState::Closed => "closed",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            LabelState::Filed => Words { zh: "待审", en: "waiting" },
            LabelState::Accepted => Words { zh: "已接受", en: "accepted" },
            LabelState::Returned => Words { zh: "已退回", en: "returned" },
            LabelState::Withdrawn => Words { zh: "已撤回接受", en: "acceptance withdrawn" },
            LabelState::Closed => Words { zh: "已终止", en: "closed without a decision" },
        }
    }
}

impl LabelFiling {
    /// The day it was accepted, as the question's two days let it be seen.
    #[must_use]
    pub fn accepted_on(&self, q: &Question) -> Option<Day> {
        self.decision(q).filter(|decided| decided.is_accepted).map(|decided| decided.mark.on)
    }

    /// Its decision, as the question's two days let it be seen: one that was set aside counts for whoever did not know
    /// of it yet, and for nobody since.
    #[must_use]
    pub fn decision(&self, q: &Question) -> Option<&LabelDecision> {
        let all = self.set_aside.iter().chain(&self.decided);
        all.rev().find(|one| {
            q.mark_day(&one.mark).is_some() && !one.annulled.as_ref().is_some_and(|mark| q.knows(mark))
        })
    }

    /// Takes its decision back into those that were set aside.
    pub(crate) fn annul_decision(&mut self, mark: Mark) {
        let decided = self.decided.take();
        self.set_aside.extend(decided.map(|decided| LabelDecision { annulled: Some(mark), ..decided }));
    }

    /// Whether it was accepted at any time, also where that was set aside since.
    #[must_use]
    pub fn was_ever_accepted(&self) -> bool {
        self.set_aside.iter().chain(&self.decided).any(|decided| decided.is_accepted)
    }

    /// What it is worth by all that is on file.
    #[must_use]
    pub fn state(&self) -> LabelState {
        match (&self.decided, &self.ended) {
            (None, None) => LabelState::Filed,
            (None, Some(_)) => LabelState::Closed,
            (Some(decided), _) if !decided.is_accepted => LabelState::Returned,
            (Some(_), Some(_)) => LabelState::Withdrawn,
            (Some(_), None) => LabelState::Accepted,
        }
    }
}
