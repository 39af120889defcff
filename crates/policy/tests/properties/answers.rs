//! No dossier makes a rule panic, a silent check says what its explanation says, and a revoked mark is never
//! shown valid.

use policy::authorization::{MarkState, state};
use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::finding::{finding, outcome, verdict};
use policy::question::{About, Question};
use policy::rules;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::dossiers::any_file;
use super::tape::Tape;
use super::{bytes, config, questions, seeded};
use crate::law;

/// Days to ask for: one of the dossier's own, and the ends of time.
fn days(choice: &[u8]) -> [Day; 4] {
    let day = Tape::new(choice).day_in_force();
    [day, Day::constant(2019, 1, 1), Day::LAST, Day::LAST.previous()]
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn every_question_is_answered(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        for day in days(&choice) {
            for (q, rules) in questions(&file, law.law(), day) {
                let answer = verdict(&rules, &q);
                prop_assert_eq!(answer.findings.len(), rules.len());
            }
            // A rule about something else does not apply, and says so.
            for (q, asked) in questions(&file, law.law(), day) {
                for rule in rules::all() {
                    if !asked.iter().any(|known| known.id == rule.id) {
                        prop_assert_eq!(outcome(rule, &q).name(), "not_applicable", "{}", rule.id);
                    }
                }
            }
        }
        prop_assert!(file.judge(law.law(), Day::constant(2018, 12, 31), None).is_none());
    }

    #[test]
    fn a_silent_check_says_what_its_explanation_says(bytes in bytes(), choice in any::<[u8; 8]>()) {
        let (file, law) = (any_file(&bytes), law());
        let mut tape = Tape::new(&choice);
        let day = tape.day_in_force();
        let known_on = tape.once_in(2).then(|| tape.day());
        for (q, rules) in questions(&file, law.law(), day) {
            let q = q.as_known_on(known_on);
            for rule in rules {
                let found = finding(rule, &q);
                prop_assert_eq!(&found.outcome, outcome(rule, &q).name(), "{}", rule.id);
                prop_assert_eq!(found.missing.is_some(), found.outcome == "cannot_tell", "{}", rule.id);
            }
        }
    }

    #[test]
    fn a_revoked_mark_is_never_valid(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        for authorization in &file.enterprise.authorizations.list {
            let q = Question::new(file.world(), About::Authorization(authorization), law.law(), day).unwrap();
            let is_revoked = authorization.revocations.iter().any(|revocation| {
                revocation.mark.on <= day && revocation.corrected.is_none_or(|corrected| corrected.on > day)
            });
            let shown = state(authorization, &q);
            prop_assert_eq!(is_revoked, matches!(shown, MarkState::Revoked(_)), "{:?}", shown);
        }
    }

    #[test]
    fn a_file_comes_back_from_json(bytes in bytes()) {
        let file = any_file(&bytes);
        let text = serde_json::to_string(&file).unwrap();
        let back: DossierFile = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&back, &file);
        prop_assert_eq!(serde_json::to_string(&back).unwrap(), text);
    }
}

/// The properties prove nothing of an answer that the dossiers never bring out.
#[test]
fn the_dossiers_bring_out_every_answer() {
    let law = law();
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for seed in 0..1500 {
        let bytes = seeded(seed, 1200);
        let file = any_file(&bytes);
        let day = Tape::new(&bytes[1100..]).day_in_force();
        for (q, rules) in questions(&file, law.law(), day) {
            for rule in rules {
                *seen.entry((rule.id, outcome(rule, &q).name())).or_default() += 1;
            }
        }
    }
    let table = rules::all().into_iter().find(|rule| rule.id == "c3.table_advances").unwrap().id;
    let wanted = rules::all().into_iter().filter(|rule| rule.id != table).flat_map(|rule| {
        let judged = ["c11.not_listed", "c11.service_kept", "c2.participants"]
            .contains(&rule.id)
            .then_some("for_judgement");
        let told = ["c2.participants", "c2.one_project"];
        let unknown = (!told.contains(&rule.id)).then_some("cannot_tell");
        let refuses = (!["c2.participants", "c2.papers_filed"].contains(&rule.id)).then_some("not_met");
        ["met"].into_iter().chain(refuses).chain(unknown).chain(judged).map(|answer| (rule.id, answer))
    });
    let rare: Vec<_> = wanted
        .map(|key| (key, seen.get(&key).copied().unwrap_or_default()))
        .filter(|(_, n)| *n < 5)
        .collect();
    assert!(rare.is_empty(), "answers that 1,500 dossiers bring out fewer than 5 times: {rare:?}");
}
