//! What a rule is, what it answers, and how an answer carries its reasons.
//!
//! One rule is one small file: [`Rule`] metadata and a `check` over a [`Question`]. The same `check` runs
//! silently in a sweep (no allocation) and with a notebook when somebody asks why: the reasons cannot drift
//! from the answer. A rule states a condition that should hold, so `NotMet` of a rule about an authorisation
//! is a ground to act on it.

use serde::Serialize;

use crate::article::{Article, Said, Words, counted};
use crate::calendar::Day;
use crate::parameters::{Key, Parameters};
use crate::powers::OfficeKind;
use crate::question::Question;

pub(crate) use crate::trace::tells_all;
pub use crate::trace::{FactUsed, Reasons, Silent, Trace};

/// A fact that is missing, and who can supply it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Stable name of the missing fact.
    pub fact: &'static str,
    /// What is missing, in words.
    pub words: Words,
    /// Who can supply it.
    pub from: OfficeKind,
}

/// The answer of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The condition holds.
    Met,
    /// It does not.
    NotMet,
    /// A fact is missing: nobody can tell.
    Unknown(&'static Missing),
    /// The machine cannot judge this; the office named must.
    ForJudgement(OfficeKind),
    /// The rule does not speak of this.
    NotApplicable,
}

impl Outcome {
    /// Whether nothing is done on it: not met, or nobody can tell.
    #[must_use]
    pub fn stands_in_the_way(self) -> bool {
        match self {
            Outcome::NotMet | Outcome::Unknown(_) => true,
            Outcome::Met | Outcome::ForJudgement(_) | Outcome::NotApplicable => false,
        }
    }

    /// Stable name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Met => "met",
            Outcome::NotMet => "not_met",
            Outcome::Unknown(_) => "cannot_tell",
            Outcome::ForJudgement(_) => "for_judgement",
            Outcome::NotApplicable => "not_applicable",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Outcome::Met => Words { zh: "符合", en: "met" },
            Outcome::NotMet => Words { zh: "不符合", en: "not met" },
            Outcome::Unknown(_) => Words { zh: "无法判断", en: "cannot tell" },
            Outcome::ForJudgement(_) => Words { zh: "须由人判断", en: "for a person to judge" },
            Outcome::NotApplicable => Words { zh: "不适用", en: "not applicable" },
        }
    }

    /// Whether nothing stands in the way: met, or not about this.
    #[must_use]
    pub fn is_clear(self) -> bool {
        matches!(self, Outcome::Met | Outcome::NotApplicable)
    }

    /// Of two unknowns the one whose fact comes first by name: the order of the facts must not choose.
    fn or_heavier(self, other: Outcome, weight: fn(Outcome) -> u8) -> Outcome {
        match (self, other) {
            (Outcome::Unknown(one), Outcome::Unknown(two)) if two.fact < one.fact => other,
            _ if weight(other) > weight(self) => other,
            _ => self,
        }
    }

    /// All of two: a no outweighs an unknown, an unknown outweighs a judgement, a judgement a yes.
    #[must_use]
    pub fn and(self, other: Outcome) -> Outcome {
        fn weight(outcome: Outcome) -> u8 {
            match outcome {
                Outcome::NotApplicable => 0,
                Outcome::Met => 1,
                Outcome::ForJudgement(_) => 2,
                Outcome::Unknown(_) => 3,
                Outcome::NotMet => 4,
            }
        }
        self.or_heavier(other, weight)
    }

    /// Any of two: a yes outweighs a judgement, a judgement an unknown, an unknown a no.
    #[must_use]
    pub fn or(self, other: Outcome) -> Outcome {
        fn weight(outcome: Outcome) -> u8 {
            match outcome {
                Outcome::NotApplicable => 0,
                Outcome::NotMet => 1,
                Outcome::Unknown(_) => 2,
                Outcome::ForJudgement(_) => 3,
                Outcome::Met => 4,
            }
        }
        self.or_heavier(other, weight)
    }
}

/// What a rule is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A self-declaration.
    Filing,
    /// An authorisation.
    Authorization,
    /// A product.
    Product,
    /// An edition.
    Edition,
    /// A spot check.
    Check,
    /// A proceeding.
    Proceeding,
    /// The part that an enterprise took in drafting an edition.
    DraftingRole,
    /// A proposal of the enterprise for a new project, as lead.
    LeadProposal,
    /// An edition with those who hold an authorisation against it.
    Review,
    /// A project.
    Project,
}

/// A sentence of a rule. It calls numbers of the policy by their names, `{enterprise_clean_years}`: a later policy that
/// changes a number changes what the sentence says from its first day on, and not before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Sentence {
    /// What it says on a day; before the first day of the policy, what it says on that day.
    #[must_use]
    pub fn on(self, parameters: &Parameters, day: Day) -> Said {
        let fill = |wording: &str| {
            let mut said = wording.to_owned();
            if !wording.contains('{') {
                return said;
            }
            for key in Key::ALL.iter().filter(|key| wording.contains(key.name())) {
                let first = parameters.change_days().min().unwrap_or(day);
                if let Some(row) = parameters.row(*key, day.max(first)) {
                    let with_unit = format!("{{{}}} {}", key.name(), row.unit);
                    said = said.replace(&with_unit, &counted(row.value, &row.unit));
                    said = said.replace(&format!("{{{}}}", key.name()), &row.value.to_string());
                }
            }
            said
        };
        Said::new(fill(self.zh), fill(self.en))
    }
}

/// A rule of the policy.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Stable name: clause and condition, `c9.no_enterprise_penalty`.
    pub id: &'static str,
    /// The clauses it rests on.
    pub articles: &'static [Article],
    /// First day it applies.
    pub since: Day,
    /// The condition.
    pub title: Sentence,
    /// What it comes to where the condition does not hold, in plain words: the ground of a refusal or of a loss, as the
    /// public reads it. The condition itself, denied, would be read as a double negative.
    pub not_met: Sentence,
    /// What would turn a `NotMet` or a judgement, as advice to the reader. What turns an `Unknown` is the missing fact.
    pub remedy: Sentence,
    /// What would turn a `Met`.
    pub undone_by: Sentence,
    /// What it is asked about.
    pub subject: Subject,
    /// The rule of which this one is an alternative, and which alone counts for the verdict.
    pub part_of: Option<&'static str>,
    /// The check, without notes.
    pub check: fn(&Question) -> Outcome,
    /// The same check, writing down its reasons.
    pub explain: fn(&Question, &mut Reasons) -> Outcome,
}

/// Builds both forms of a check from one generic function.
macro_rules! rule {
    ($check:path; $($field:ident : $value:expr),+ $(,)?) => {
        $crate::rule::Rule {
            $($field: $value,)+
            check: |q| $check(q, &mut $crate::rule::Silent),
            explain: |q, reasons| $check(q, reasons),
        }
    };
}
pub(crate) use rule;
