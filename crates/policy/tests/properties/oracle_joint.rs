//! The second implementation of the parent's own part of a joint filing.

use policy::finding::outcome;
use policy::question::About;
use policy::rules;
use proptest::prelude::*;
use serde_json::Value;

use super::dossiers::any_file;
use super::oracle::{On, ymd};
use super::tape::Tape;
use super::{bytes, config, questions};
use crate::law;

/// The day of a mark, if it is on or before another.
fn by(mark: Option<&Value>, last: &Value) -> bool {
    mark.is_some_and(|mark| ymd(&mark["on"]) <= ymd(last))
}

fn parent_filed(firm: &On, asked: &Value) -> &'static str {
    if asked["basis"].get("parent").is_none() {
        return "not_applicable";
    }
    let filed = firm.that_count("declarations", "filed_on");
    let Some(filed) = filed.into_iter().find(|one| one["id"] == asked["basis"]["declaration"]) else {
        return "cannot_tell";
    };
    let today = serde_json::json!(format!("{:04}-{:02}-{:02}", firm.day.0, firm.day.1, firm.day.2));
    let had = |name: &str| {
        let mark = filed.get(name).filter(|mark| by(Some(mark), &today));
        by(mark, &asked["granted_on"])
    };
    let is_decided = filed.get("decided").is_some_and(|decided| by(decided.get("mark"), &today));
    match (had("declined"), had("joined"), is_decided) {
        (true, ..) => "not_met",
        (false, true, _) => "met",
        (false, false, true) => "cannot_tell",
        (false, false, false) => "not_met",
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn the_parents_part_says_the_same_twice(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        let json = serde_json::to_value(&file).unwrap();
        let firm = On { dossier: &json["enterprise"], day: ymd(&serde_json::to_value(day).unwrap()) };
        for (q, _) in questions(&file, law.law(), day) {
            let About::Authorization(authorization) = q.about else { continue };
            let asked = serde_json::to_value(authorization).unwrap();
            let ours = outcome(rules::named("c9.parent_filed").unwrap(), &q).name();
            prop_assert_eq!(ours, parent_filed(&firm, &asked), "as of {}", day);
        }
    }
}
