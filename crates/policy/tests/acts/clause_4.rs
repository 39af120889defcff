//! Years of clause 4, lived through day by day with what was known on each of them: each duty, the lead's bar and the
//! review start and stop on the right day, also when a mark is suspended in between or a fact arrives late.

use policy::authorization::Authorization;
use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::finding::outcome;
use policy::question::{About, Question, World};
use policy::rules;
use policy::standard::duties::{Duty, status};
use policy::standard::review::{Held, Reviewed, held_under};
use serde_json::{Map, Value, json};

use super::office::day;
use crate::examples::fragment::{Fragment, complete};
use crate::law;

/// A firm that led T/ZZB 9901-2020 (clock from 2020-10-01, last day 2021-10-01), with these registers beside.
fn firm(facts: Value) -> DossierFile {
    let mut all = json!({ "drafting_roles": [{ "id": "role-1" }], "exhibitions": [] });
    let of = all.as_object_mut().unwrap();
    of.extend(facts.as_object().cloned().unwrap_or_default());
    let facts: Map<String, Value> = of.clone();
    let edition = json!({ "is_consumer_standard": true }).as_object().cloned().unwrap();
    complete(&[&Fragment { facts, edition, ..Fragment::default() }])
}

/// Every day on which the answer is another than on the day before, from 2020-09-15 on for six years.
fn lived(answer: impl Fn(Day) -> &'static str) -> Vec<(String, &'static str)> {
    let mut day = Day::constant(2020, 9, 15);
    let mut changes: Vec<(String, &'static str)> = Vec::new();
    while day < Day::constant(2026, 9, 15) {
        let now = answer(day);
        if changes.last().is_none_or(|(_, was)| *was != now) {
            changes.push((day.to_string(), now));
        }
        day = day.next();
    }
    changes
}

/// The status of a duty on each day, as it was known on that day.
fn duty(file: &DossierFile, duty: Duty) -> Vec<(String, &'static str)> {
    let law = law();
    lived(|day| {
        let role = &file.enterprise.drafting_roles.list[0];
        let q = Question::new(file.world(), About::DraftingRole(role), law.law(), day).unwrap();
        status(&q.as_known_on(Some(day)), role, duty).name()
    })
}

/// Whether a proposal as lead is accepted on each day.
fn bar(file: &DossierFile) -> Vec<(String, &'static str)> {
    let law = law();
    lived(|day| {
        let q = Question::new(file.world(), About::LeadProposal, law.law(), day).unwrap();
        outcome(rules::named("c4.lead_open").unwrap(), &q.as_known_on(Some(day))).name()
    })
}

fn on(changes: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    changes.iter().map(|(day, what)| ((*day).to_owned(), *what)).collect()
}

const START: &str = "2020-09-15";

#[test]
fn nothing_is_done_and_everything_is_overdue_on_one_day() {
    let file = firm(json!({}));
    for each in Duty::ALL {
        assert_eq!(duty(&file, each), on(&[(START, "pending"), ("2021-10-02", "overdue")]));
    }
    assert_eq!(bar(&file), on(&[(START, "met"), ("2021-10-02", "not_met")]));
}

#[test]
fn a_mark_that_comes_late_ends_the_bar_and_leaves_the_other_duties() {
    let file = firm(json!({
        "authorizations": [{ "granted_on": "2022-02-28", "from": "2022-03-01", "valid_until": "2025-03-01" }],
    }));
    let late = [(START, "pending"), ("2021-10-02", "overdue"), ("2022-03-01", "met_late")];
    assert_eq!(duty(&file, Duty::Authorised), on(&late));
    assert_eq!(bar(&file), on(&[(START, "met"), ("2021-10-02", "not_met"), ("2022-03-01", "met")]));
    assert_eq!(duty(&file, Duty::Labelled), on(&[(START, "pending"), ("2021-10-02", "overdue")]));
}

#[test]
fn a_mark_suspended_over_the_last_day_does_not_undo_what_was_met() {
    let suspended = json!([{ "from": { "on": "2021-09-01" }, "lifted": { "on": "2022-01-10" } }]);
    let met = firm(json!({
        "authorizations": [{ "granted_on": "2021-03-01", "from": "2021-03-01", "suspensions": suspended }],
    }));
    assert_eq!(duty(&met, Duty::Authorised), on(&[(START, "pending"), ("2021-03-01", "met")]));
    assert_eq!(bar(&met), on(&[(START, "met")]));
    // Suspended from its first day: it was not held valid until the suspension was lifted.
    let late = firm(json!({
        "authorizations": [{ "granted_on": "2021-09-01", "from": "2021-09-01", "suspensions": suspended }],
    }));
    let changes = [(START, "pending"), ("2021-10-02", "overdue"), ("2022-01-10", "met_late")];
    assert_eq!(duty(&late, Duty::Authorised), on(&changes));
    assert_eq!(bar(&late), on(&[(START, "met"), ("2021-10-02", "not_met"), ("2022-01-10", "met")]));
}

#[test]
fn a_fact_that_arrives_late_counts_from_its_own_day_once_it_is_known() {
    let shown = json!([{ "from": "2021-06-01", "entered_on": "2022-05-05" }]);
    let file = firm(json!({ "exhibitions": shown }));
    // Overdue as was known then; from the day of entry on it was met in time, whatever day is asked about.
    let changes = [(START, "pending"), ("2021-10-02", "overdue"), ("2022-05-05", "met")];
    assert_eq!(duty(&file, Duty::Exhibited), on(&changes));
    let law = law();
    let role = &file.enterprise.drafting_roles.list[0];
    let asked = |as_of: &str, known_on: Option<&str>| {
        let q = Question::new(file.world(), About::DraftingRole(role), law.law(), day(as_of)).unwrap();
        status(&q.as_known_on(known_on.map(day)), role, Duty::Exhibited).name()
    };
    assert_eq!(asked("2021-12-01", None), "met");
    assert_eq!(asked("2021-12-01", Some("2022-05-04")), "overdue");
    assert_eq!(asked("2021-12-01", Some("2022-05-05")), "met");
    // The role itself entered years late: the duties were overdue all the while.
    let late = firm(json!({ "drafting_roles": [{ "id": "role-1", "entered_on": "2024-01-08" }] }));
    assert_eq!(bar(&late), on(&[(START, "met"), ("2024-01-08", "not_met")]));
}

#[test]
fn who_has_not_confirmed_the_register_accuses_nobody() {
    let stated = json!({ "complete": [{ "since": "2020-10-01", "stated_on": "2022-02-07" }], "list": [] });
    let file = firm(json!({ "exhibitions": stated }));
    let changes = [(START, "pending"), ("2021-10-02", "cannot_tell"), ("2022-02-07", "overdue")];
    assert_eq!(duty(&file, Duty::Exhibited), on(&changes));
}

/// What each of the firms held, as known on a day.
fn held(marks: &[(&str, Value)], as_of: Day) -> Vec<Held> {
    let (base, law) = (firm(json!({})), law());
    let mut all = Vec::new();
    for (code, mark) in marks {
        let mut one = json!({
            "id": "m", "code": "PZB-7379-PJKH", "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9901-2020",
            "basis": { "path": "self_declaration", "declaration": "SD-1", "filed_on": "2020-12-01" },
            "granted_on": "2021-01-04", "from": "2021-01-04", "valid_until": "2026-01-03",
        });
        one.as_object_mut().unwrap().extend(mark.as_object().unwrap().clone());
        let mark: Authorization = serde_json::from_value(one).unwrap();
        let mut of = base.enterprise.clone();
        of.enterprise = serde_json::from_value(json!(code)).unwrap();
        let world = World { enterprise: &of, ..base.world() };
        let q = Question::new(world, About::Authorization(&mark), law.law(), as_of).unwrap();
        let q = q.as_known_on(Some(as_of));
        if q.sees(&mark) {
            all.extend(held_under(&mark, &q));
        }
    }
    all
}

fn review(file: &DossierFile, marks: &[(&str, Value)]) -> Vec<(String, &'static str)> {
    let law = law();
    let edition = &file.standards[0].editions[0];
    lived(|day| {
        let held = held(marks, day);
        let about = About::Review(Reviewed { edition, held: Some(&held) });
        let q = Question::new(file.world(), about, law.law(), day).unwrap().as_known_on(Some(day));
        outcome(rules::named("c4.review_due").unwrap(), &q).name()
    })
}

#[test]
fn a_review_is_due_on_each_day_with_too_few_and_ends_with_the_review() {
    let three = ["91330109MA0P2B001U", "91330100MA0P2B002W", "91330212MA0P2B004L"];
    let plain = |code: &'static str| (code, json!({}));
    // The third full year is complete on 2023-10-01. The third firm is suspended for a while, and all run out in 2026.
    let suspension = json!([{ "from": { "on": "2024-03-01" }, "lifted": { "on": "2024-05-10" } }]);
    let marks = [plain(three[0]), plain(three[1]), (three[2], json!({ "suspensions": suspension }))];
    let file = firm(json!({}));
    let changes = [
        (START, "not_applicable"),
        ("2023-10-01", "met"),
        ("2024-03-01", "not_met"),
        ("2024-05-10", "met"),
        ("2026-01-04", "not_met"),
    ];
    assert_eq!(review(&file, &marks), on(&changes));
    let mut reviewed = firm(json!({}));
    let done =
        json!([{ "verdict": "confirmed", "mark": { "on": "2024-04-01", "entered_on": "2024-04-20" } }]);
    reviewed.standards[0].editions[0].reviews = serde_json::from_value(done).unwrap();
    // Known from the day it was entered.
    let changes =
        [(START, "not_applicable"), ("2023-10-01", "met"), ("2024-03-01", "not_met"), ("2024-04-20", "met")];
    assert_eq!(review(&reviewed, &marks), on(&changes));
    // Two marks of one firm are one enterprise.
    let twice = [plain(three[0]), plain(three[1]), plain(three[1])];
    assert_eq!(review(&file, &twice), on(&[(START, "not_applicable"), ("2023-10-01", "not_met")]));
    // Revoked on the day it completes does not count on that day.
    let revoked = json!([{ "mark": { "on": "2023-10-01" }, "proceeding": "P-1", "rule": "c11.not_listed" }]);
    let lost = [plain(three[0]), plain(three[1]), (three[2], json!({ "revocations": revoked }))];
    assert_eq!(review(&file, &lost), on(&[(START, "not_applicable"), ("2023-10-01", "not_met")]));
}
