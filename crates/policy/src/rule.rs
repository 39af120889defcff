//! What a rule is, what it answers, and how an answer carries its reasons.
//!
//! One rule is one small file: [`Rule`] metadata and a `check` over a [`Question`]. The same `check` runs
//! silently in a sweep (no allocation) and with a notebook when somebody asks why: the reasons cannot drift
//! from the answer. A rule states a condition that should hold, so `NotMet` of a rule about an authorisation
//! is a ground to act on it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Said, Words, counted};
use crate::calendar::Day;
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::{Record, Register};
use crate::ground::{Ground, GroundKind};
use crate::parameters::{Key, Parameters};
use crate::powers::OfficeKind;
use crate::question::Question;

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
    /// What would turn a `NotMet` or an `Unknown`, as advice to the reader.
    pub remedy: Sentence,
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

/// Where a check writes its reasons, or nowhere.
pub trait Trace {
    /// Whether anything is written at all: work that only feeds notes is skipped where nobody reads them.
    const NOTES: bool;
    /// A fact was looked at, and what it says.
    fn fact<R: Record>(&mut self, kind: &'static str, record: &R, says: impl FnOnce() -> Said);
    /// From here on facts and grounds are those of another enterprise (`None`: of the one in question again).
    fn owner(&mut self, enterprise: Option<CreditCode>);
    /// What a `NotMet` rests on, named so that one piece of work is opened for it and not two.
    fn ground(&mut self, kind: GroundKind, id: impl FnOnce() -> String);
    /// The same, of what holds from a day on: on another day it is another ground.
    fn ground_since(&mut self, kind: GroundKind, since: Day, id: impl FnOnce() -> String);
    /// The answer may change on this day. Each check names, among others, the first day after the one judged
    /// on which its answer changes if nothing else happens: a test compares with every day one by one.
    fn turn(&mut self, day: Day);
    /// A number of the policy was used, as it was in force on the day judged.
    fn number(&mut self, key: Key);
    /// A number of the policy was used, as it was in force on another day.
    fn number_on(&mut self, key: Key, day: Day);
    /// A line of arithmetic or reasoning.
    fn note(&mut self, says: impl FnOnce() -> Said);
    /// What would turn the answer, where that is another thing than the rule's own remedy.
    fn remedy(&mut self, says: Sentence);
    /// The answer rests on that of another rule about another day: its facts, numbers and notes are taken over,
    /// its grounds under its name. Its turning days are not: that day does not move.
    fn other(&mut self, rule: &Rule, day: Day, explain: impl FnOnce(&mut Reasons));
}

/// Whether a register tells all of the day judged. If it does not yet, the answer turns on the day from which
/// it does.
pub(crate) fn tells_all<T: Trace, R>(q: &Question, trace: &mut T, register: &Register<R>) -> bool {
    if T::NOTES {
        q.complete_since(register).for_each(|since| trace.turn(since));
    }
    q.is_complete(register, q.day)
}

/// Writes nothing: for sweeps.
pub struct Silent;

impl Trace for Silent {
    const NOTES: bool = false;

    #[inline]
    fn fact<R: Record>(&mut self, _: &'static str, _: &R, _: impl FnOnce() -> Said) {}
    #[inline]
    fn owner(&mut self, _: Option<CreditCode>) {}
    #[inline]
    fn ground(&mut self, _: GroundKind, _: impl FnOnce() -> String) {}
    #[inline]
    fn ground_since(&mut self, _: GroundKind, _: Day, _: impl FnOnce() -> String) {}
    #[inline]
    fn turn(&mut self, _: Day) {}
    #[inline]
    fn number(&mut self, _: Key) {}
    #[inline]
    fn number_on(&mut self, _: Key, _: Day) {}
    #[inline]
    fn note(&mut self, _: impl FnOnce() -> Said) {}
    #[inline]
    fn remedy(&mut self, _: Sentence) {}
    #[inline]
    fn other(&mut self, _: &Rule, _: Day, _: impl FnOnce(&mut Reasons)) {}
}

/// A fact that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactUsed {
    /// Kind of record.
    pub kind: String,
    /// Its identifier.
    pub id: String,
    /// The enterprise whose it is, if not the one in question: the parent of a joint filing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<CreditCode>,
    /// The day it happened.
    pub happened_on: Day,
    /// The day it was entered, if that is known.
    pub entered_on: Option<Day>,
    /// The ledger entry that brought it, if it came from the ledger.
    pub entry: Option<u64>,
    /// What it says.
    pub says: Said,
}

/// The notebook of a check.
#[derive(Debug, Default)]
pub struct Reasons {
    /// Facts looked at.
    pub facts: Vec<FactUsed>,
    /// What a `NotMet` rests on.
    pub grounds: Vec<Ground>,
    /// Days on which the answer may change.
    pub turns: BTreeSet<Day>,
    /// Numbers used, each with the day whose value it is, if that is not the day judged.
    pub numbers: Vec<(Key, Option<Day>)>,
    /// Arithmetic and reasoning.
    pub notes: Vec<Said>,
    /// What would turn the answer, where it is not the rule's own remedy.
    pub remedy: Option<Sentence>,
    /// The other enterprise whose facts are written down at present.
    owner: Option<CreditCode>,
}

impl Trace for Reasons {
    const NOTES: bool = true;

    fn fact<R: Record>(&mut self, kind: &'static str, record: &R, says: impl FnOnce() -> Said) {
        self.facts.push(FactUsed {
            kind: kind.to_owned(),
            id: record.id().to_owned(),
            of: self.owner,
            happened_on: record.happened_on(),
            entered_on: record.entered_on(),
            entry: record.entry(),
            says: says(),
        });
    }

    fn owner(&mut self, enterprise: Option<CreditCode>) {
        self.owner = enterprise;
    }

    fn ground(&mut self, kind: GroundKind, id: impl FnOnce() -> String) {
        self.grounds.push(Ground { of: self.owner, ..Ground::new(kind, id()) });
    }

    fn ground_since(&mut self, kind: GroundKind, since: Day, id: impl FnOnce() -> String) {
        self.grounds.push(Ground { of: self.owner, since: Some(since), ..Ground::new(kind, id()) });
    }

    fn turn(&mut self, day: Day) {
        self.turns.insert(day);
    }

    fn number(&mut self, key: Key) {
        if !self.numbers.contains(&(key, None)) {
            self.numbers.push((key, None));
        }
    }

    fn number_on(&mut self, key: Key, day: Day) {
        if !self.numbers.contains(&(key, Some(day))) {
            self.numbers.push((key, Some(day)));
        }
    }

    fn note(&mut self, says: impl FnOnce() -> Said) {
        self.notes.push(says());
    }

    fn remedy(&mut self, says: Sentence) {
        self.remedy = Some(says);
    }

    fn other(&mut self, rule: &Rule, day: Day, explain: impl FnOnce(&mut Reasons)) {
        let mut theirs = Reasons::default();
        explain(&mut theirs);
        if theirs.grounds.is_empty() {
            self.grounds.push(Ground::new(GroundKind::Rule, rule.id));
        }
        let named =
            theirs.grounds.drain(..).map(|ground| Ground { rule: Some(rule.id.to_owned()), ..ground });
        self.grounds.extend(named);
        self.facts.append(&mut theirs.facts);
        self.notes.append(&mut theirs.notes);
        for (key, on) in theirs.numbers {
            self.number_on(key, on.unwrap_or(day));
        }
    }
}
