//! The demonstration county: it plays to its end, twice the same, and shows every state and every rule.

use std::collections::{BTreeMap, BTreeSet};

use policy::calendar::Day;
use policy::dossier_file::judge;
use policy::question::World;
use pzb::demo;
use pzb::law::Laws;
use pzb::trial::{EmptyShelf, Trial};

fn played(laws: &Laws) -> (Trial<'_>, demo::Told) {
    let mut trial = Trial::start(&EmptyShelf, laws).expect("an empty shelf");
    let told = demo::play(&mut trial).unwrap_or_else(|failure| panic!("{failure}"));
    (trial, told)
}

#[test]
fn every_rule_says_no_or_cannot_tell_somewhere() {
    let laws = Laws::read(None, None).expect("the shipped laws");
    let (trial, told) = played(&laws);
    let today: Day = "2026-11-24".parse().expect("a day");
    let dossiers: Vec<_> = trial.dossiers().cloned().collect();
    let standards: Vec<_> = trial.standards().cloned().collect();
    let mut outcomes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut note = |rule: &str, outcome: &str| {
        outcomes.entry(rule.to_owned()).or_default().insert(outcome.to_owned());
    };
    for dossier in &dossiers {
        let world =
            World { enterprise: dossier, parents: &dossiers, scheme: trial.scheme(), standards: &standards };
        for one in judge(world, &[], laws.law(), today, None).expect("after the policy's first day") {
            for finding in &one.verdict.findings {
                note(&finding.rule, &finding.outcome);
            }
        }
    }
    for finding in told.refusals.iter().flat_map(|refusal| &refusal.findings) {
        note(&finding.rule, &finding.outcome);
    }
    let missing: Vec<&str> = policy::rules::all()
        .into_iter()
        .filter(|rule| {
            let seen = outcomes.get(rule.id);
            !seen.is_some_and(|seen| ["not_met", "cannot_tell", "for_judgement"].iter().any(|o| seen.contains(*o)))
        })
        .map(|rule| rule.id)
        .collect();
    assert!(missing.is_empty(), "no story shows these rules standing in the way: {missing:?}");
}
