//! What findings rest on, over every rule: a finding that is met or not met names a fact with its entry, or says why there
//! is none to name; and each that could turn says what would turn it.

use std::collections::BTreeMap;

use policy::dossier_file::DossierFile;
use policy::finding::{Finding, finding};
use proptest::prelude::*;
use serde_json::Value;

use super::dossiers::any_file;
use super::tape::Tape;
use super::{bytes, config, questions, seeded};
use crate::law;

/// Whether an object is kept by an entry: a record, a mark, a statement of completeness. A project is its steps.
fn is_entered(object: &serde_json::Map<String, Value>) -> bool {
    let has = |name: &str| object.contains_key(name);
    let is_record = has("id") && (!has("steps") || has("kind"));
    is_record || has("stated_on") || has("on")
}

fn number(value: &mut Value, next: &mut u64) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|one| number(one, next)),
        Value::Object(object) => {
            if is_entered(object) {
                *next += 1;
                object.insert("entry".to_owned(), Value::from(*next));
            }
            object.values_mut().for_each(|one| number(one, next));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A file as the ledger makes it: everything in it with an entry of its own.
fn entered(file: &DossierFile) -> DossierFile {
    let mut value = serde_json::to_value(file).unwrap();
    number(&mut value, &mut 0);
    serde_json::from_value(value).unwrap()
}

/// What a finding fails to say.
fn left_out(found: &Finding) -> Option<String> {
    let is_told = |said: &policy::article::Said| !said.zh.trim().is_empty() && !said.en.trim().is_empty();
    let is_answer = found.outcome == "met" || found.outcome == "not_met";
    let cites = found.facts.iter().any(|fact| fact.entry.is_some()) || found.no_entry.iter().any(is_told);
    if is_answer && !cites {
        return Some(format!("{} is {} and cites nothing: {found:#?}", found.rule, found.outcome));
    }
    let applies = found.outcome != "not_applicable";
    if found.remedy.as_ref().is_some_and(is_told) != applies {
        return Some(format!("{} is {}: what would turn it? {:?}", found.rule, found.outcome, found.remedy));
    }
    let unnamed = found.facts.iter().find(|fact| fact.told() == fact.says);
    if let Some(fact) = unnamed {
        return Some(format!("{}: a fact of the kind `{}` has no name", found.rule, fact.kind));
    }
    let doubled = found.facts.iter().enumerate().find(|(at, fact)| found.facts[..*at].contains(fact));
    doubled.map(|(_, fact)| format!("{}: cited twice: {fact:?}", found.rule))
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn every_finding_says_what_it_rests_on_and_what_would_turn_it(bytes in bytes(), choice in any::<[u8; 8]>()) {
        let (file, law) = (entered(&any_file(&bytes)), law());
        let mut tape = Tape::new(&choice);
        let day = tape.day_in_force();
        let known_on = tape.once_in(2).then(|| tape.day());
        for (q, rules) in questions(&file, law.law(), day) {
            let q = q.as_known_on(known_on);
            for rule in rules {
                prop_assert_eq!(left_out(&finding(rule, &q)), None);
            }
        }
        for one in file.judge(law.law(), day, known_on).unwrap() {
            for found in &one.verdict.findings {
                prop_assert_eq!(left_out(found), None);
                prop_assert_eq!(found.filed_on.is_some(), one.subject == "declaration" && found.rule.starts_with("c9.") && !found.rule.contains("parent_filed"));
            }
        }
    }
}

/// The property proves nothing of an answer that the dossiers never bring out: each rule is met and not met somewhere, with
/// a fact that has its entry.
#[test]
fn the_dossiers_bring_out_facts_of_every_rule() {
    let law = law();
    let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for seed in 0..400 {
        let bytes = seeded(seed, 1200);
        let file = entered(&any_file(&bytes));
        let day = Tape::new(&bytes[1100..]).day_in_force();
        for (q, rules) in questions(&file, law.law(), day) {
            for rule in rules {
                let found = finding(rule, &q);
                assert_eq!(left_out(&found), None);
                if found.facts.iter().any(|fact| fact.entry.is_some()) {
                    *seen.entry((rule.id, found.outcome)).or_default() += 1;
                }
            }
        }
    }
    // Of projects nothing but the whole register can say that there is no rival.
    let wanted = policy::rules::all().into_iter().filter(|rule| rule.id != "c3.table_advances");
    let rare: Vec<&str> = wanted
        .map(|rule| rule.id)
        .filter(|id| *id != "c2.one_project" && !seen.contains_key(&(*id, "met".to_owned())))
        .collect();
    assert!(rare.is_empty(), "rules that no dossier shows met by a fact with its entry: {rare:?}");
}
