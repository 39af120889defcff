//! An answer with its reasons: clause, facts, numbers, arithmetic, and the day on which it turns by itself.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Said};
use crate::calendar::Day;
use crate::cited::COMPLETENESS;
use crate::ground::{Ground, GroundKind};
use crate::parameters::Key;
use crate::powers::OfficeKind;
use crate::question::Question;
use crate::rule::{FactUsed, Missing, Outcome, Reasons, Rule, Sentence};

/// A number of the policy, as it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberUsed {
    /// Its name in the parameters file.
    pub key: String,
    /// Its value.
    pub value: i16,
    /// Its unit.
    pub unit: String,
    /// The clause that sets it.
    pub article: Article,
    /// Since when this value is used.
    pub since: Day,
    /// The version of the policy in force on the day whose value it is.
    pub policy: String,
    /// What it is.
    pub title: Said,
}

/// A fact that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MissingFact {
    /// Stable name.
    pub fact: String,
    /// In words.
    pub words: Said,
    /// Who can supply it.
    pub from: OfficeKind,
    /// The same in words.
    pub from_words: Said,
}

/// The answer of one rule, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// The clauses it rests on.
    pub articles: Vec<Article>,
    /// The condition, as a sentence.
    pub title: Said,
    /// `met`, `not_met`, `cannot_tell`, `for_judgement` or `not_applicable`.
    pub outcome: String,
    /// The same in words.
    pub outcome_words: Said,
    /// What is missing, if it cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingFact>,
    /// Who must judge, if the machine cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged_by: Option<OfficeKind>,
    /// The rule of which this is one alternative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// Facts used.
    pub facts: Vec<FactUsed>,
    /// What a "not met" rests on, by identifier.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
    /// Numbers used.
    pub numbers: Vec<NumberUsed>,
    /// Why it rests on no entry, where it rests on there being none: the register is itself the whole record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_entry: Vec<Said>,
    /// Arithmetic and reasoning, written out.
    pub notes: Vec<Said>,
    /// The filing day that the answer is bound to, for a declaration on file: waiting turns nothing for it, and `turns_on` is
    /// the first day on which a new filing would be answered otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_on: Option<Day>,
    /// The day on which the answer turns if nothing else happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns_on: Option<Day>,
    /// What it turns to then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns_to: Option<String>,
    /// What would turn it, or turn it sooner; absent where the rule does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Said>,
}

/// A way to satisfy a condition that has alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearestRoute {
    /// The alternative.
    pub rule: String,
    /// What it asks.
    pub title: Said,
    /// The day from which it is satisfied if nothing else happens; absent if only an act can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// What would satisfy it.
    pub remedy: Said,
}

/// The answer of a set of rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verdict {
    /// All rules together: `met` only if every one is met or not applicable.
    pub outcome: String,
    /// The same in words.
    pub outcome_words: Said,
    /// The day judged.
    pub as_of: Day,
    /// With what had been entered by then, if asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_known_on: Option<Day>,
    /// Every rule's answer: all faults, not the first.
    pub findings: Vec<Finding>,
    /// The first day on which all would be met if nothing else happens; the day judged itself if they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<Day>,
    /// The nearest of the alternatives of clause 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest_route: Option<NearestRoute>,
}

impl Verdict {
    /// The nearest alternative, where one is wanted: what it is an alternative of is not met by another already.
    #[must_use]
    pub fn wanted_route(&self) -> Option<&NearestRoute> {
        let of = |id: &str| self.findings.iter().find(|finding| finding.rule == id);
        self.nearest_route.as_ref().filter(|route| {
            let whole = of(&route.rule).and_then(|one| one.part_of.as_deref()).and_then(of);
            whole.is_none_or(|whole| whole.outcome != Outcome::Met.name())
        })
    }
}

/// The answer of a rule, silently.
#[must_use]
pub fn outcome(rule: &Rule, q: &Question) -> Outcome {
    if q.day < rule.since { Outcome::NotApplicable } else { (rule.check)(q) }
}

/// The answer of a set of rules, silently. Alternatives count through the rule that they are part of.
#[must_use]
pub fn outcome_of_all(rules: &[&Rule], q: &Question) -> Outcome {
    let mut all = Outcome::NotApplicable;
    for rule in rules.iter().filter(|rule| rule.part_of.is_none()) {
        all = all.and(outcome(rule, q));
        // Nothing outweighs a no.
        if all == Outcome::NotMet {
            break;
        }
    }
    all
}

/// Days after the one judged on which any of `rules` may turn, as far as can be seen from that day.
pub(crate) fn later_days(rules: &[&Rule], q: &Question) -> BTreeSet<Day> {
    let mut days: BTreeSet<Day> = q.law.parameters.change_days().collect();
    for rule in rules {
        let mut reasons = Reasons::default();
        (rule.explain)(q, &mut reasons);
        days.append(&mut reasons.turns);
        days.insert(rule.since);
    }
    days.split_off(&q.day.next())
}

/// The first day, from the one judged on, of which `is_sought` holds, going from turning day to turning day.
fn first_day(rules: &[&Rule], q: &Question, is_sought: impl Fn(&Question) -> bool) -> Option<Day> {
    earliest_of(q.day, |day| is_sought(&q.on_day(day)), |day| later_days(rules, &q.on_day(day)))
}

/// The first day, from `first` on, of which `is_sought` holds, where `later` names the days after one on which that may
/// change.
pub(crate) fn earliest_of(
    first: Day,
    is_sought: impl Fn(Day) -> bool,
    later: impl Fn(Day) -> BTreeSet<Day>,
) -> Option<Day> {
    // Each day looked at can bring new turning days into sight; the bound only stops a faulty rule.
    const DAYS_LOOKED_AT: usize = 500;
    let mut ahead = BTreeSet::from([first]);
    for _ in 0..DAYS_LOOKED_AT {
        let day = ahead.pop_first()?;
        if is_sought(day) {
            return Some(day);
        }
        // The last day that can be spoken of has no day after it.
        if day < Day::LAST {
            ahead.append(&mut later(day));
        }
    }
    None
}

/// A finding with another day on which it turns, and what to.
pub(crate) fn turning(finding: Finding, turns: Option<(Day, &str)>) -> Finding {
    Finding { turns_on: turns.map(|(day, _)| day), turns_to: turns.map(|(_, to)| to.to_owned()), ..finding }
}

/// The answer of a rule, with its reasons.
#[must_use]
pub fn finding(rule: &Rule, q: &Question) -> Finding {
    answered(rule, q).1
}

/// The findings of a set of rules: those that stand in the way of what is asked, and the others.
pub(crate) fn sifted(rules: &[&Rule], q: &Question) -> (Vec<Finding>, Vec<Finding>) {
    let all = rules.iter().map(|rule| answered(rule, q));
    let (against, others): (Vec<_>, Vec<_>) = all.partition(|(outcome, _)| outcome.stands_in_the_way());
    let only = |told: Vec<(Outcome, Finding)>| told.into_iter().map(|(_, found)| found).collect();
    (only(against), only(others))
}

/// The answer of a rule, and the finding that explains it.
pub(crate) fn answered(rule: &Rule, q: &Question) -> (Outcome, Finding) {
    let mut reasons = Reasons::default();
    let answer = if q.day < rule.since { Outcome::NotApplicable } else { (rule.explain)(q, &mut reasons) };
    let turns_on = first_day(&[rule], q, |then| outcome(rule, then).name() != answer.name());
    let turns_to = turns_on.map(|day| outcome(rule, &q.on_day(day)).name().to_owned());
    let missing = match answer {
        Outcome::Unknown(missing) => Some(MissingFact {
            fact: missing.fact.to_owned(),
            words: missing.words.said(),
            from: missing.from,
            from_words: missing.from.words().said(),
        }),
        Outcome::Met | Outcome::NotMet | Outcome::ForJudgement(_) | Outcome::NotApplicable => None,
    };
    // A no that rests on a record needs nobody's word that there is nothing else (reading 0010); else what is there is
    // told first.
    if answer == Outcome::NotMet && reasons.grounds.iter().any(|ground| ground.kind != GroundKind::Rule) {
        reasons.facts.retain(|fact| fact.kind != COMPLETENESS);
        reasons.no_entry.clear();
    }
    reasons.facts.sort_by_key(|fact| fact.kind == COMPLETENESS);
    let judged_by = if let Outcome::ForJudgement(office) = answer { Some(office) } else { None };
    let found = Finding {
        rule: rule.id.to_owned(),
        articles: rule.articles.to_vec(),
        title: rule.title.on(q.law.parameters, q.day),
        outcome: answer.name().to_owned(),
        outcome_words: answer.words().said(),
        missing,
        judged_by,
        part_of: rule.part_of.map(str::to_owned),
        numbers: numbers_used(&reasons.numbers, q),
        facts: reasons.facts,
        grounds: reasons.grounds,
        no_entry: reasons.no_entry,
        notes: reasons.notes,
        filed_on: None,
        turns_on,
        turns_to,
        remedy: what_turns(rule, q, answer, reasons.remedy),
    };
    (answer, found)
}

/// What would turn an answer: what undoes a yes, what is missing where nobody can tell, and else what the rule advises.
fn what_turns(rule: &Rule, q: &Question, answer: Outcome, own: Option<Sentence>) -> Option<Said> {
    let on_the_day = |sentence: Sentence| sentence.on(q.law.parameters, q.day);
    match answer {
        Outcome::NotApplicable => None,
        Outcome::Met => Some(on_the_day(rule.undone_by)),
        Outcome::Unknown(missing) => Some(own.map_or_else(|| supplied(missing), on_the_day)),
        Outcome::NotMet | Outcome::ForJudgement(_) => Some(on_the_day(own.unwrap_or(rule.remedy))),
    }
}

/// Where a fact is missing, that fact turns the answer, and not what the rule advises where it is not met.
fn supplied(missing: &Missing) -> Said {
    let from = missing.from.words();
    Said::new(
        format!("由{}补齐所缺的资料后即可判断", from.zh),
        format!("it can be told once what is missing is supplied (from: {})", from.en),
    )
}

/// The numbers that were used, each once, also where it was that of several days.
fn numbers_used(numbers: &[(Key, Option<Day>)], q: &Question) -> Vec<NumberUsed> {
    let mut used: Vec<NumberUsed> = Vec::new();
    for &(key, day) in numbers {
        let number = number_used(key, day.unwrap_or(q.day), q);
        used.extend(number.filter(|number| !used.contains(number)));
    }
    used
}

fn number_used(key: Key, day: Day, q: &Question) -> Option<NumberUsed> {
    let row = q.law.parameters.row(key, day)?;
    Some(NumberUsed {
        key: key.name().to_owned(),
        value: row.value,
        unit: row.unit.clone(),
        article: row.article,
        since: row.since,
        policy: q.law.parameters.version(day).map(|version| version.id.clone()).unwrap_or_default(),
        title: Said::new(row.title_zh.clone(), row.title_en.clone()),
    })
}

/// The first day, not before the day judged, on which all of `rules` are met if nothing else happens.
#[must_use]
pub fn earliest(rules: &[&Rule], q: &Question) -> Option<Day> {
    first_day(rules, q, |then| outcome_of_all(rules, then).is_clear())
}

/// The answer of a set of rules, with all reasons.
#[must_use]
pub fn verdict(rules: &[&Rule], q: &Question) -> Verdict {
    let findings = rules.iter().map(|rule| finding(rule, q)).collect();
    let verdict = verdict_of(outcome_of_all(rules, q), q.day, q.known_on, findings);
    let earliest = earliest(rules, q);
    Verdict { earliest, nearest_route: nearest_route(rules, q, earliest), ..verdict }
}

/// A verdict without what lies ahead.
pub(crate) fn verdict_of(
    answer: Outcome,
    as_of: Day,
    as_known_on: Option<Day>,
    findings: Vec<Finding>,
) -> Verdict {
    Verdict {
        outcome: if answer.is_clear() { "met".to_owned() } else { answer.name().to_owned() },
        outcome_words: if answer.is_clear() { Outcome::Met.words().said() } else { answer.words().said() },
        as_of,
        as_known_on,
        findings,
        earliest: None,
        nearest_route: None,
    }
}

/// The alternative by which the conditions are met on the earliest day, and without such a day the one that is satisfied
/// first by itself; where none is, one that only a fact or an act can turn. `None` where no alternative speaks of the
/// question.
#[must_use]
pub fn nearest_route(rules: &[&Rule], q: &Question, earliest_day: Option<Day>) -> Option<NearestRoute> {
    let alternatives = rules.iter().filter(|rule| rule.part_of.is_some()).filter_map(|rule| {
        let by_act = match outcome(rule, q) {
            Outcome::Unknown(_) | Outcome::ForJudgement(_) => 0,
            Outcome::NotMet => 1,
            Outcome::Met => 2,
            Outcome::NotApplicable => return None,
        };
        // Asked alone, it counts for itself.
        let on = earliest(&[&Rule { part_of: None, ..**rule }], q);
        // One that is met sooner and has lapsed again by then is no way to the earliest day.
        let leads_there = earliest_day.is_none_or(|day| outcome(rule, &q.on_day(day)) == Outcome::Met);
        Some((!leads_there, on.unwrap_or(Day::LAST), by_act, rule, on))
    });
    let (.., rule, on) = alternatives.min_by_key(|&(astray, day, by_act, ..)| (astray, day, by_act))?;
    Some(NearestRoute {
        rule: rule.id.to_owned(),
        title: rule.title.on(q.law.parameters, q.day),
        on,
        remedy: rule.remedy.on(q.law.parameters, q.day),
    })
}
