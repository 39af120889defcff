//! The receipt of an act as a file: which entries it made, what its decision rested on, and everything that was on file
//! when it was taken, so that `pzb check` asks the rules again. Its JSON Schema is published by `pzb schema receipt`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::authorization::Authorization;
use crate::calendar::Day;
use crate::dossier_file::{DossierFile, Judged};
use crate::finding::{Finding, answered};
use crate::question::{About, Law, Question};
use crate::rules;

/// A receipt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFile {
    /// Form of the file; this is 1.
    pub version: u32,
    /// Ledger positions of the entries that the act made.
    pub positions: Vec<u64>,
    /// The day it happened.
    pub on: Day,
    /// The day it was entered.
    pub entered_on: Day,
    /// Digest of rules and parameters that it was decided under.
    pub policy: String,
    /// What it is about and what it made, by identifier.
    pub about: Vec<String>,
    /// The findings that it rests on, as the ledger has them: rule and answer.
    pub findings: Vec<(String, String)>,
    /// The same with facts and arithmetic, where they are at hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explained: Vec<Finding>,
    /// Of an erasure: whether the text was gone from the files of the database when the receipt was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone_from_disk: Option<bool>,
    /// The mark that it granted: its rules are asked of the mark as it was to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<Box<Authorization>>,
    /// What was on file when it was decided; absent where it is about no enterprise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Box<DossierFile>>,
}

/// A finding of a receipt, asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rerun {
    /// The rule.
    pub rule: String,
    /// What it answered when the act was decided.
    pub then: String,
    /// What it answers now to the same facts; nothing where the file holds nothing that it could be asked about.
    pub now: Option<String>,
}

impl Rerun {
    /// Whether it answers as it did; nothing where it could not be asked.
    #[must_use]
    pub fn is_same(&self) -> Option<bool> {
        self.now.as_ref().map(|now| *now == self.then)
    }
}

impl ReceiptFile {
    /// Asks the rule of every finding again, about what was on file and as of the day of the act. `None` if the day is
    /// before the policy's first.
    #[must_use]
    pub fn rerun(&self, law: Law) -> Option<Vec<Rerun>> {
        let judged = match &self.case {
            Some(case) => case.judge(law, self.on, None)?,
            None => Vec::new(),
        };
        let again = |(rule, then): &(String, String)| {
            let mut answers = self.answers(&judged, rule);
            if answers.is_empty() {
                answers.extend(self.of_the_grant(law, rule));
            }
            // A rule may be asked of several things that the act is about: its answer is told by whichever gave it.
            let same = answers.iter().find(|now| *now == then);
            Rerun { rule: rule.clone(), then: then.clone(), now: same.or(answers.first()).cloned() }
        };
        Some(self.findings.iter().map(again).collect())
    }

    /// The answer of a rule to the mark that was to be granted.
    fn of_the_grant(&self, law: Law, rule: &str) -> Option<String> {
        let (granted, case) = (self.granted.as_ref()?, self.case.as_ref()?);
        let q = Question::new(case.world(), About::Authorization(granted), law, self.on)?;
        Some(answered(rules::named(rule)?, &q).1.outcome)
    }

    /// The answers of a rule to what the act is about.
    fn answers(&self, judged: &[Judged], rule: &str) -> Vec<String> {
        let is_about = |one: &&Judged| one.subject == "filing" || self.about.contains(&one.id);
        let findings = judged.iter().filter(is_about).flat_map(|one| &one.verdict.findings);
        findings.filter(|found| found.rule == rule).map(|found| found.outcome.clone()).collect()
    }
}
