//! The second implementation of clause 4: day by day from the day the clock starts, over plain JSON, whether what a
//! duty asks for was so.

use policy::finding::outcome;
use policy::question::About;
use policy::standard::duties::{Duty, status};
use policy::standard::review::{Held, held_under};
use policy::{authorization, calendar::Day, rules};
use proptest::prelude::*;
use serde_json::Value;

use super::dossiers::any_file;
use super::oracle::{On, Ymd, day_before, month_length, years_from, ymd};
use super::tape::Tape;
use super::{bytes, config, questions};
use crate::law;

/// Questions about later days are left to the other properties.
const HORIZON: Ymd = (2042, 1, 1);

pub(super) fn next((year, month, day): Ymd) -> Ymd {
    if day < month_length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// Whether a mark had been made by the day of the question, and holds on a day.
fn made(mark: Option<&Value>, on: Ymd, asked: Ymd) -> bool {
    mark.is_some_and(|mark| ymd(&mark["on"]) <= asked.min(on))
}

fn list<'a>(record: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    record[name].as_array().into_iter().flatten()
}

fn is_suspended(record: &Value, on: Ymd, asked: Ymd) -> bool {
    list(record, "suspensions").any(|s| made(s.get("from"), on, asked) && !made(s.get("lifted"), on, asked))
}

/// Whether a certificate or an authorisation runs on a day: begun, not over, not ended, not suspended.
fn runs(record: &Value, first: &str, on: Ymd, asked: Ymd) -> bool {
    ymd(&record[first]) <= on
        && on <= ymd(&record["valid_until"])
        && !made(record.get("ended"), on, asked)
        && !is_suspended(record, on, asked)
}

/// Whether an authorisation was valid on a day; `None` where the certificate it rests on is not on file.
fn is_valid(firm: &On, mark: &Value, on: Ymd) -> Option<bool> {
    let asked = firm.day;
    let is_revoked = list(mark, "revocations")
        .any(|r| made(r.get("mark"), on, asked) && !made(r.get("corrected"), on, asked));
    if is_revoked || !(ymd(&mark["from"]) <= on && on <= ymd(&mark["valid_until"])) {
        return Some(false);
    }
    if made(mark.get("ended"), on, asked) {
        return Some(false);
    }
    if mark["basis"]["path"] != "certificate" {
        return Some(!is_suspended(mark, on, asked));
    }
    let number = &mark["basis"]["certificate"];
    let certificates = firm.that_count("certificates", "issued_on");
    if let Some(found) = certificates.into_iter().find(|c| c["id"] == *number) {
        return Some(!is_suspended(mark, on, asked) && runs(found, "issued_on", on, asked));
    }
    let mut all = firm.records("certificates").into_iter().filter(|c| c["id"] == *number);
    let is_set_aside = all.any(|c| c.get("annulled").is_some() && ymd(&c["issued_on"]) <= asked);
    // A suspension of the mark itself is sure whatever became of the certificate.
    if is_set_aside || is_suspended(mark, on, asked) { Some(false) } else { None }
}

/// The number and the year of an edition.
fn parts(edition: &Value) -> (String, u32) {
    let (number, year) = edition.as_str().unwrap().rsplit_once('-').unwrap();
    (number.to_owned(), year.parse().unwrap())
}

fn carries(role: &Value, edition: &Value) -> bool {
    let (role, edition) = (parts(role), parts(edition));
    role.0 == edition.0 && role.1 <= edition.1
}

/// Whether what a duty asks for is so on a day; `None` where nobody can tell.
fn is_so(firm: &On, role: &Value, duty: &str, on: Ymd) -> Option<bool> {
    let asked = firm.day;
    let of_it = |record: &&Value| carries(&role["edition"], &record["edition"]);
    match duty {
        "authorised" => {
            let marks = firm.that_count("authorizations", "granted_on").into_iter().filter(of_it);
            let told: Vec<Option<bool>> = marks.map(|mark| is_valid(firm, mark, on)).collect();
            if told.contains(&Some(true)) {
                Some(true)
            } else if told.contains(&None) {
                None
            } else {
                Some(false)
            }
        }
        "labelled" => Some(firm.that_count("labels", "filed_on").into_iter().filter(of_it).any(|label| {
            let decided = label.get("decided").filter(|decided| decided["is_accepted"] == true);
            let accepted = decided.and_then(|decided| decided.get("mark"));
            // Accepted by the day asked, it counts from the day it was filed.
            made(accepted, asked, asked)
                && ymd(&label["filed_on"]) <= on
                && !made(label.get("ended"), on, asked)
                && !made(label.get("ended"), accepted.map_or(on, |mark| ymd(&mark["on"])), asked)
        })),
        _ => Some(firm.that_count("exhibitions", "from").into_iter().filter(of_it).any(|shown| {
            ymd(&shown["from"]) <= on
                && shown.get("until").is_none_or(|until| on <= ymd(until))
                && !made(shown.get("ended"), on, asked)
        })),
    }
}

/// The editions that count, of the standards of the file.
fn editions(file: &Value, asked: Ymd) -> Vec<&Value> {
    let all = list(file, "standards").flat_map(|standard| list(standard, "editions"));
    all.filter(|e| e.get("annulled").is_none() && ymd(&e["published_on"]) <= asked).collect()
}

/// How a duty stands, and on which day it was met.
fn stands(file: &Value, firm: &On, role: &Value, duty: &str) -> (&'static str, Option<Ymd>) {
    if !["maker", "leading_firm"].contains(&role["drafter"].as_str().unwrap()) {
        return ("not_bound", None);
    }
    let editions = editions(file, firm.day);
    let Some(edition) = editions.iter().find(|e| e["edition"] == role["edition"]) else {
        return ("cannot_tell", None);
    };
    let start = ymd(&edition["published_on"]).max(ymd(&edition["in_force_from"]));
    let has_left =
        role.get("ended").is_some_and(|end| ymd(&end["on"]) <= ymd(&edition["published_on"]).min(firm.day));
    if start < (2019, 1, 1) || has_left {
        return ("not_bound", None);
    }
    // Nobody begins to draft what is published.
    if ymd(&edition["published_on"]) < ymd(&role["since"]) {
        return ("cannot_tell", None);
    }
    let last = years_from(start, 1);
    let is_there = |on: Ymd| {
        let mut of_it = editions.iter().filter(|e| carries(&role["edition"], &e["edition"]));
        of_it.any(|e| !made(e.get("ended"), on, firm.day))
    };
    let register = if duty == "exhibited" { "exhibitions" } else { "authorizations" };
    let waits = duty == "labelled"
        && firm.that_count("labels", "filed_on").into_iter().any(|label| {
            let decided = label.get("decided").and_then(|decided| decided.get("mark"));
            carries(&role["edition"], &label["edition"])
                && ymd(&label["filed_on"]) <= last
                && !made(label.get("ended"), firm.day, firm.day)
                && !made(decided, firm.day, firm.day)
        });
    let is_known = !waits && firm.is_complete_since(register, start);
    let (mut day, mut is_unsure, mut unsure_in_time) = (start, false, false);
    while day <= firm.day {
        if day <= last && !is_there(day) {
            return ("not_bound", None);
        }
        match is_so(firm, role, duty, day) {
            Some(true) if day <= last => return ("met", Some(day)),
            Some(true) if unsure_in_time || !is_known => return ("met_unsure", Some(day)),
            Some(true) => return ("met_late", Some(day)),
            None => (is_unsure, unsure_in_time) = (true, unsure_in_time || day <= last),
            Some(false) => {}
        }
        day = next(day);
    }
    if firm.day <= last {
        return if is_there(firm.day) { ("pending", None) } else { ("not_bound", None) };
    }
    if is_unsure || !is_known {
        return ("cannot_tell", None);
    }
    ("overdue", None)
}

fn as_ymd(day: Day) -> Ymd {
    ymd(&serde_json::to_value(day).unwrap())
}

proptest! {
    #![proptest_config(config(220))]

    #[test]
    fn clause_4_says_the_same_twice(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        let json = serde_json::to_value(&file).unwrap();
        // Days are gone through one by one.
        prop_assume!(as_ymd(day) < HORIZON);
        let firm = On { dossier: &json["enterprise"], day: as_ymd(day) };
        let mut barred = false;
        let mut unsure = false;
        for (q, _) in questions(&file, law.law(), day) {
            let About::DraftingRole(role) = q.about else { continue };
            if !q.sees(role) {
                continue;
            }
            let asked = serde_json::to_value(role).unwrap();
            for duty in Duty::ALL {
                let ours = status(&q, role, duty);
                let theirs = stands(&json, &firm, &asked, duty.name());
                prop_assert_eq!(ours.name(), theirs.0, "{} of {} as of {}", duty.name(), asked, day);
                prop_assert_eq!(ours.met_on().map(as_ymd), theirs.1);
                let rule = rules::named(&format!("c4.{}", duty.name())).unwrap();
                let expected = match theirs.0 {
                    "met" | "met_late" | "met_unsure" => "met",
                    "overdue" => "not_met",
                    "cannot_tell" => "cannot_tell",
                    _ => "not_applicable",
                };
                prop_assert_eq!(outcome(rule, &q).name(), expected);
                if duty == Duty::Authorised && asked["part"] == "lead" {
                    barred |= theirs.0 == "overdue";
                    unsure |= theirs.0 == "cannot_tell";
                }
            }
        }
        let (q, _) = questions(&file, law.law(), day)
            .into_iter()
            .find(|(q, _)| matches!(q.about, About::LeadProposal))
            .unwrap();
        let is_told = firm.is_complete_since("drafting_roles", (2019, 1, 1)) && !unsure;
        let expected = if barred { "not_met" } else if is_told { "met" } else { "cannot_tell" };
        prop_assert_eq!(outcome(rules::named("c4.lead_open").unwrap(), &q).name(), expected);
    }

    #[test]
    fn a_review_is_due_by_counting_firms_day_by_day(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let day = Tape::new(&choice).day_in_force();
        let json = serde_json::to_value(&file).unwrap();
        let asked = as_ymd(day);
        for (q, _) in questions(&file, law.law(), day) {
            let About::Review(about) = q.about else { continue };
            if !q.sees(about.edition) {
                continue;
            }
            let edition = serde_json::to_value(about.edition).unwrap();
            let begins = years_from(ymd(&edition["published_on"]).max(ymd(&edition["in_force_from"])), 3);
            let is_revised = editions(&json, asked).iter().any(|other| {
                let (own, other) = (parts(&edition["edition"]), parts(&other["edition"]));
                own.0 == other.0 && own.1 < other.1
            });
            let is_over = made(edition.get("ended"), asked, asked) || is_revised;
            let is_reviewed = list(&edition, "reviews")
                .any(|r| made(r.get("mark"), asked, asked) && begins <= ymd(&r["mark"]["on"]));
            let count = |sure: bool| about.held.map(|held| {
                let on_day = |h: &&Held| h.from <= day && h.until.is_none_or(|until| day < until) && (!sure || h.is_certain);
                let mut firms: Vec<&str> = held.iter().filter(on_day).map(|h| h.enterprise.as_str()).collect();
                firms.sort_unstable();
                firms.dedup();
                firms.len()
            });
            let expected = if asked < begins || is_over || edition.get("is_consumer_standard") == Some(&Value::Bool(false)) {
                "not_applicable"
            } else if is_reviewed {
                "met"
            } else {
                match (count(true), count(false)) {
                    (Some(sure), _) if sure >= 3 => "met",
                    (Some(_), Some(at_most)) if at_most < 3 && edition.get("is_consumer_standard").is_some() => "not_met",
                    _ => "cannot_tell",
                }
            };
            prop_assert_eq!(outcome(rules::named("c4.review_due").unwrap(), &q).name(), expected, "{} as of {}", edition, day);
        }
    }

    #[test]
    fn spans_of_validity_are_the_valid_days(bytes in bytes(), choice in any::<[u8; 4]>()) {
        let (file, law) = (any_file(&bytes), law());
        let asked = Tape::new(&choice).day_in_force();
        for (q, _) in questions(&file, law.law(), asked) {
            let About::Authorization(mark) = q.about else { continue };
            let spans = held_under(mark, &q);
            let mut day = Day::constant(2014, 1, 1);
            while day < Day::constant(2036, 1, 1) {
                let then = policy::question::Question { day, ..q };
                let on_day = |h: &&Held| h.from <= day && h.until.is_none_or(|until| day < until);
                let found = spans.iter().find(on_day).map(|held| held.is_certain);
                let expected = match authorization::state(mark, &then).name() {
                    "valid" => Some(true),
                    "cannot_tell" => Some(false),
                    _ => None,
                };
                prop_assert_eq!(found, expected, "{} on {}", mark.code, day);
                day = day.plus_days(3);
            }
        }
    }
}

#[test]
fn the_day_before_is_the_day_after_turned_round() {
    let mut day = (2023, 12, 30);
    for _ in 0..800 {
        assert_eq!(day_before(next(day)), day);
        day = next(day);
    }
}
