//! The second implementation of clause 10: which verified failures count, and which of them are two within 2 years.

use std::collections::BTreeSet;

use policy::finding::finding;
use policy::question::About;
use policy::rules;
use proptest::prelude::*;
use serde_json::Value;

use super::dossiers::any_file;
use super::oracle::{On, Ymd, day_before, years_from, ymd};
use super::tape::Tape;
use super::{bytes, config, questions};
use crate::law;

/// The verified failures of the product that are not spent for this authorisation, with their days.
fn failures(firm: &On, asked: &Value) -> Vec<(String, Ymd)> {
    let spent: BTreeSet<String> = firm
        .that_count("authorizations", "granted_on")
        .into_iter()
        .flat_map(|other| {
            let is_own = other["code"] == asked["code"];
            let before = move |r: &Value| is_own || ymd(&r["mark"]["on"]) <= ymd(&asked["granted_on"]);
            firm.revocations(other).into_iter().filter(before)
        })
        .flat_map(|revocation| revocation["spent_checks"].as_array().cloned().unwrap_or_default())
        .map(|id| id.as_str().unwrap().to_owned())
        .collect();
    firm.that_count("checks", "sampled_on")
        .into_iter()
        .filter(|check| check["product"] == asked["product"] && check["verified"]["failed"] == true)
        .map(|check| (check["id"].as_str().unwrap().to_owned(), ymd(&check["verified"]["mark"]["on"])))
        .filter(|(id, day)| *day <= firm.day && !spent.contains(id))
        .filter(|(_, day)| ymd(&asked["granted_on"]) <= years_from(*day, 2))
        .collect()
}

fn within_two_years(earlier: Ymd, later: Ymd) -> bool {
    earlier <= later && later <= years_from(earlier, 2)
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn clause_10_says_the_same_twice(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        let json = serde_json::to_value(&file).unwrap();
        let firm = On { dossier: &json["enterprise"], day: ymd(&serde_json::to_value(day).unwrap()) };
        for (q, _) in questions(&file, law.law(), day) {
            let About::Authorization(authorization) = q.about else { continue };
            let asked = serde_json::to_value(authorization).unwrap();
            let failures = failures(&firm, &asked);
            let pairs = |(id, day): &(String, Ymd)| failures.iter().any(|(other, when)| {
                other != id && (within_two_years(*day, *when) || within_two_years(*when, *day))
            });
            let twice: BTreeSet<String> = failures.iter().filter(|one| pairs(one)).map(|(id, _)| id.clone()).collect();
            let found = finding(rules::named("c10.not_failed_twice").unwrap(), &q);
            prop_assert_eq!(&found.grounds.into_iter().map(|ground| ground.id).collect::<BTreeSet<_>>(), &twice);
            let mut back_to = firm.day.min(ymd(&asked["granted_on"]));
            while years_from(day_before(back_to), 2) >= ymd(&asked["granted_on"]) {
                back_to = day_before(back_to);
            }
            let complete = firm.is_complete_since("checks", back_to);
            let expected = if !twice.is_empty() { "not_met" } else if complete { "met" } else { "cannot_tell" };
            prop_assert_eq!(found.outcome, expected);
        }
    }
}
