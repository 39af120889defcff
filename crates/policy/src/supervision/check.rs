//! A spot check as the record keeps it (clause 10): the sample, what laboratories found, objection, retest, verdict.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::enterprise::record::{Entered, Mark, Record, record};
use crate::question::Question;
use crate::standard::number::EditionNumber;

/// Why a product is sampled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "why", rename_all = "snake_case", deny_unknown_fields)]
pub enum CheckReason {
    /// A check of the plan.
    Planned,
    /// The follow-up that a first verified failure makes due.
    FollowUp {
        /// The check that failed.
        after: String,
    },
}

/// A laboratory's verdict. Missing the Zhejiang Made standard and breaking the law are two verdicts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestResult {
    /// When.
    pub mark: Mark,
    /// Whether the product meets the Zhejiang Made standard.
    pub meets_standard: bool,
    /// Whether it breaks the law's own requirements; absent means not judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaks_law: Option<bool>,
    /// The report.
    #[serde(default, skip_serializing_if = "Report::is_blank")]
    pub report: Report,
}

/// A laboratory's report, as far as the record names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The indicators that the sample misses, as the standard names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub misses: Vec<String>,
}

impl Report {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.number.is_none() && self.misses.is_empty()
    }
}

/// What was taken, as far as the record names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Where: works, shop, or the address of an online shop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Number or day of the batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
}

impl Sample {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.place.is_none() && self.batch.is_none()
    }
}

/// What goes without saying in JSON.
pub(crate) fn is_no(said: &bool) -> bool {
    !said
}

/// The order of a retest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetestOrder {
    /// When.
    pub mark: Mark,
    /// The laboratory that tests the reserve sample.
    pub laboratory: String,
    /// Whether it was said that no other of the province is qualified, so that the first may test again.
    #[serde(default, skip_serializing_if = "is_no")]
    pub is_only_one: bool,
}

/// What became of an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionAnswer {
    /// The result stands.
    Dismissed,
    /// The result falls.
    Upheld,
}

/// A verified result: only this counts, from its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// The day it was verified.
    pub mark: Mark,
    /// Whether the product failed.
    pub failed: bool,
}

record! {
    /// A spot check of one product against its standard (clause 10).
    Check happened sampled_on {
        /// The product.
        product: String,
        /// The edition tested against.
        edition: EditionNumber,
        /// Planned, or a follow-up.
        reason: CheckReason,
        /// Division code of the bureau that samples.
        bureau: String,
        /// The laboratory.
        laboratory: String,
        /// Day of sampling: two samples, one to test and one in reserve.
        sampled_on: Day,
        /// Where it was taken, and of which batch.
        #[serde(default, skip_serializing_if = "Sample::is_blank")]
        sample: Sample,
        /// The laboratory's result.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        result: Option<TestResult>,
        /// When the party received the result: its time to object starts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notified: Option<Mark>,
        /// When the party objected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        objection: Option<Mark>,
        /// Salted digests of the files sent along with the objection, 64 hexadecimal digits each.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        objection_files: Vec<String>,
        /// At which laboratory the reserve sample is tested.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retest_order: Option<RetestOrder>,
        /// The result of the retest on the reserve sample.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retest: Option<TestResult>,
        /// The answer to an objection that led to no retest.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<Answered>,
        /// Verified.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verified: Option<Verified>,
    }
}

/// The answer to an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// When.
    pub mark: Mark,
    /// What.
    pub answer: ObjectionAnswer,
}

impl Check {
    /// The verified verdict as of the question: the day, and whether the product failed.
    #[must_use]
    pub fn verdict(&self, q: &Question) -> Option<(Day, bool)> {
        let verified = self.verified.as_ref()?;
        Some((q.mark_day(&verified.mark)?, verified.failed))
    }

    /// Whether it is the follow-up sample after this failed check.
    #[must_use]
    pub fn follows(&self, failed: &str) -> bool {
        match &self.reason {
            CheckReason::FollowUp { after } => after == failed,
            CheckReason::Planned => false,
        }
    }

    /// The laboratory of the retest, once it is ordered.
    #[must_use]
    pub fn retest_laboratory(&self) -> Option<&str> {
        self.retest_order.as_ref().map(|order| order.laboratory.as_str())
    }

    /// The laboratory whose test is next or was last: that of the retest once it is ordered.
    #[must_use]
    pub fn laboratory_at_work(&self) -> &str {
        self.retest_laboratory().unwrap_or(&self.laboratory)
    }

    /// Whether a laboratory tests or tested one of its samples.
    #[must_use]
    pub fn is_tested_by(&self, laboratory: &str) -> bool {
        self.laboratory == laboratory || self.retest_laboratory() == Some(laboratory)
    }

    /// Whether the last result before verification is a failure; `None` while there is no result.
    #[must_use]
    pub fn latest_result_failed(&self) -> Option<bool> {
        if self.answer.as_ref().is_some_and(|answered| answered.answer == ObjectionAnswer::Upheld) {
            return Some(false);
        }
        self.retest.as_ref().or(self.result.as_ref()).map(|result| !result.meets_standard)
    }
}
