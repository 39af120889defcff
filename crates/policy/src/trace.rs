//! How a check writes down its reasons: the facts it looked at, the statements that it rests on where there is no such fact,
//! what it reckoned, and the days on which its answer may change. A silent check writes nothing.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::Said;
use crate::calendar::Day;
use crate::cited::{COMPLETENESS, Kept};
use crate::enterprise::credit_code::CreditCode;
use crate::enterprise::record::{Record, Register};
use crate::ground::{Ground, GroundKind};
use crate::parameters::Key;
use crate::question::Question;
use crate::rule::{Rule, Sentence};

/// Where a check writes its reasons, or nowhere.
pub trait Trace {
    /// Whether anything is written at all: work that only feeds notes is skipped where nobody reads them.
    const NOTES: bool;
    /// A fact was looked at, and what it says.
    fn fact<R: Record>(&mut self, kind: &'static str, record: &R, says: impl FnOnce() -> Said);
    /// The answer rests on a register telling all from a day on: cites the statement that says so, or says why there is none.
    fn complete<R>(&mut self, q: &Question, kept: Kept, register: &Register<R>, since: Day);
    /// The answer rests on no entry, and why.
    fn no_entry(&mut self, says: impl FnOnce() -> Said);
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
    fn complete<R>(&mut self, _: &Question, _: Kept, _: &Register<R>, _: Day) {}
    #[inline]
    fn no_entry(&mut self, _: impl FnOnce() -> Said) {}
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
    /// Why it rests on no entry, as far as it does not.
    pub no_entry: Vec<Said>,
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

impl Reasons {
    /// A fact is cited once, however often it is looked at.
    fn cite(&mut self, fact: FactUsed) {
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }
}

impl Trace for Reasons {
    const NOTES: bool = true;

    fn fact<R: Record>(&mut self, kind: &'static str, record: &R, says: impl FnOnce() -> Said) {
        self.cite(FactUsed {
            kind: kind.to_owned(),
            id: record.id().to_owned(),
            of: self.owner,
            happened_on: record.happened_on(),
            entered_on: record.entered_on(),
            entry: record.entry(),
            says: says(),
        });
    }

    fn complete<R>(&mut self, q: &Question, kept: Kept, register: &Register<R>, since: Day) {
        if register.always_complete {
            return self.no_entry(|| kept.is_source());
        }
        let reaching = q.known_statements(register).filter(|statement| statement.since <= since);
        // Of several the one that said so first; of those of one day the order of entry must not choose.
        let first = reaching.min_by_key(|it| (it.stated_on, it.since, it.entered_on, it.entry));
        if let Some(statement) = first {
            self.cite(FactUsed {
                kind: COMPLETENESS.to_owned(),
                id: kept.name.to_owned(),
                of: self.owner,
                happened_on: statement.stated_on,
                entered_on: statement.entered_on,
                entry: statement.entry,
                says: kept.is_complete(statement),
            });
        }
    }

    fn no_entry(&mut self, says: impl FnOnce() -> Said) {
        let says = says();
        if !self.no_entry.contains(&says) {
            self.no_entry.push(says);
        }
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
        theirs.facts.drain(..).for_each(|fact| self.cite(fact));
        theirs.no_entry.drain(..).for_each(|says| self.no_entry(|| says));
        self.notes.append(&mut theirs.notes);
        for (key, on) in theirs.numbers {
            self.number_on(key, on.unwrap_or(day));
        }
    }
}
