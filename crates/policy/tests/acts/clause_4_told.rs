//! What an answer about a duty tells: what it rests on, what it cannot tell although the duty is met, what turns it, and
//! when somebody is reminded.

use policy::authorization::code::MarkCode;
use policy::calendar::Day;
use policy::dossier_faults::faults;
use policy::dossier_file::DossierFile;
use policy::enterprise::record::Register;
use policy::finding::{Finding, finding};
use policy::question::{About, Question};
use policy::rules;
use policy::standard::duties::{Duty, DutyStatus, status};
use policy::standard::number::{EditionNumber, StandardNumber};
use policy::standard::reminders::{Reminder, reminder};
use serde_json::{Map, Value, json};

use super::office::day;
use crate::examples::fragment::{Fragment, complete};
use crate::law;

/// A firm that led T/ZZB 9901-2020 (clock from 2020-10-01, last day 2021-10-01), with these registers beside.
fn firm(facts: Value) -> DossierFile {
    let mut all: Map<String, Value> =
        json!({ "drafting_roles": [{ "id": "role-1" }], "exhibitions": [] }).as_object().cloned().unwrap();
    all.extend(facts.as_object().cloned().unwrap_or_default());
    complete(&[&Fragment { facts: all, ..Fragment::default() }])
}

fn asked(file: &DossierFile, duty: Duty, on: &str) -> (DutyStatus, Finding) {
    let law = law();
    let role = &file.enterprise.drafting_roles.list[0];
    let q = Question::new(file.world(), About::DraftingRole(role), law.law(), day(on)).unwrap();
    let rule = rules::named(&format!("c4.{}", duty.name())).unwrap();
    (status(&q, role, duty), finding(rule, &q))
}

fn kinds(found: &Finding) -> Vec<&str> {
    found.facts.iter().map(|fact| fact.kind.as_str()).collect()
}

/// A showing after the last day, where nobody has confirmed that there was none before: it is met, and not "late".
#[test]
fn what_may_have_been_met_before_is_not_called_late() {
    let shown = json!([{ "from": "2022-03-01" }]);
    let known = firm(json!({ "exhibitions": shown }));
    assert_eq!(asked(&known, Duty::Exhibited, "2022-03-01").0.name(), "met_late");
    // Clause 3 asks for no photo: the showing counts, and it is said that there is none.
    for (photo, is_said) in [(None, true), (Some("a".repeat(64)), false)] {
        let shown = json!([{ "from": "2021-03-01", "photo": photo }]);
        let (status, found) = asked(&firm(json!({ "exhibitions": shown })), Duty::Exhibited, "2022-03-01");
        assert_eq!(status.name(), "met");
        let said = &found.facts.iter().find(|fact| fact.kind == "exhibition").unwrap().says;
        assert_eq!(said.en.contains("without a photo"), is_said, "{said:?}");
        assert_eq!(said.zh.contains("没有照片"), is_said, "{said:?}");
    }
    let doubtful = firm(json!({ "exhibitions": { "list": shown } }));
    let (status, found) = asked(&doubtful, Duty::Exhibited, "2022-03-01");
    assert_eq!((status.name(), status.met_on()), ("met_unsure", Some(day("2022-03-01"))));
    assert_eq!((found.outcome.as_str(), kinds(&found).last()), ("met", Some(&"exhibition")));
    let says = &found.notes.last().unwrap().en;
    assert!(says.contains("in time nobody can tell"), "{says}");
    // Confirmed from the first day on, it is late; from the day after, nobody can tell.
    for (since, expected) in [("2020-10-01", "met_late"), ("2020-10-02", "met_unsure")] {
        let complete = json!([{ "since": since, "stated_on": "2022-01-04" }]);
        let file = firm(json!({ "exhibitions": { "complete": complete, "list": shown } }));
        assert_eq!(asked(&file, Duty::Exhibited, "2022-03-01").0.name(), expected, "{since}");
    }
}

/// A certificate that is not on file may have borne a mark in time.
#[test]
fn a_mark_on_a_certificate_nobody_knows_keeps_a_late_one_from_being_called_late() {
    let late = json!({ "granted_on": "2022-02-01", "from": "2022-02-01", "valid_until": "2025-01-31" });
    let mark = |from: &str| {
        json!({
            "id": "m-2", "code": "PZB-0000-0018", "granted_on": from, "from": from, "valid_until": "2021-12-31",
            "basis": { "path": "certificate", "certificate": "nobody-knows" },
        })
    };
    for (from, expected) in [("2021-10-01", "met_unsure"), ("2021-10-02", "met_late")] {
        let mut other = mark(from);
        other["code"] = json!(MarkCode::from_serial(77).unwrap().to_string());
        let file = firm(json!({ "authorizations": [late, other] }));
        let (status, found) = asked(&file, Duty::Authorised, "2022-03-01");
        assert_eq!(status.name(), expected, "{from}");
        assert!(kinds(&found).contains(&"authorization"), "{:?}", kinds(&found));
    }
}

/// While a filing waits, nobody is told to file again.
#[test]
fn what_turns_a_waiting_filing_is_the_bureaus_decision() {
    let label = |decided: Value| {
        let mut label = json!({
            "id": "BQ-1", "authorization": "PZB-7379-PJKH", "product": "lamp", "edition": "T/ZZB 9901-2020",
            "photos": ["a".repeat(64)], "filed_on": "2021-09-30",
        });
        label.as_object_mut().unwrap().extend(decided.as_object().unwrap().clone());
        firm(json!({ "labels": [label] }))
    };
    let waits = label(json!({}));
    let (status, found) = asked(&waits, Duty::Labelled, "2021-10-02");
    assert_eq!(status.name(), "cannot_tell");
    assert!(kinds(&found).contains(&"label"), "{:?}", kinds(&found));
    let remedy = found.remedy.unwrap().en;
    assert!(remedy.contains("the bureau decides"), "{remedy}");
    // One that was closed with its mark waits for nobody.
    let closed = label(json!({ "ended": { "on": "2021-10-01" } }));
    let (status, found) = asked(&closed, Duty::Labelled, "2021-10-02");
    assert_eq!(status.name(), "overdue");
    assert!(found.remedy.unwrap().en.contains("from the day of filing"));
}

#[test]
fn one_year_is_one_year_and_each_number_is_told_once() {
    let second = json!({ "id": "role-2", "part": "lead", "edition": "T/ZZB 9902-2020" });
    let mut file = firm(json!({ "drafting_roles": [{ "id": "role-1" }, second] }));
    let mut other = file.standards[0].clone();
    other.number = StandardNumber::parse("T/ZZB 9902").unwrap();
    other.editions[0].edition = EditionNumber::parse("T/ZZB 9902-2020").unwrap();
    other.editions[0].in_force_from = day("2020-11-01");
    file.standards.push(other);
    let law = law();
    let q = Question::new(file.world(), About::LeadProposal, law.law(), day("2022-03-01")).unwrap();
    let found = finding(rules::named("c4.lead_open").unwrap(), &q);
    assert_eq!(found.numbers.len(), 1, "{:?}", found.numbers);
    let (_, found) = asked(&file, Duty::Authorised, "2022-03-01");
    assert!(found.title.en.contains("within 1 year after"), "{}", found.title.en);
}

/// 90 and 30 days, both of them ours.
#[test]
fn reminders_begin_on_their_day_and_end_with_the_last() {
    let law = law();
    let numbers = law.law().parameters.on(day("2021-07-01")).unwrap();
    let last = day("2021-10-01");
    let pending = DutyStatus::Pending { last };
    for (left, expected) in [
        (91, None),
        (90, Some(Reminder::First)),
        (89, Some(Reminder::First)),
        (31, Some(Reminder::First)),
        (30, Some(Reminder::Last)),
        (29, Some(Reminder::Last)),
        (0, Some(Reminder::Last)),
    ] {
        let on: Day = last.plus_days(-left);
        assert_eq!(reminder(pending, &numbers, on), expected, "{left} days before");
    }
    for over in [DutyStatus::Overdue { last }, DutyStatus::Met { on: last, last }] {
        assert_eq!(reminder(over, &numbers, last.next()), None);
    }
}

/// A file that says nothing of parts taken in drafting leaves the lead's bar open, and says so; one with two parts in one
/// edition is at odds with itself.
#[test]
fn a_file_without_the_register_is_told_that_nobody_can_tell() {
    let law = law();
    let judged = |file: &DossierFile| {
        let judged = file.judge(law.law(), day("2022-03-01"), None).unwrap();
        let of = judged.into_iter().find(|one| one.subject == "lead_proposal");
        of.map(|one| one.verdict.outcome)
    };
    let mut silent = firm(json!({}));
    silent.enterprise.drafting_roles = Register::blank();
    assert_eq!(judged(&silent).as_deref(), Some("cannot_tell"));
    let none = firm(json!({ "drafting_roles": [] }));
    assert_eq!(judged(&none), None, "it says that there are none");
    let twice = firm(json!({ "drafting_roles": [{ "id": "role-1" }, { "id": "role-2" }] }));
    let paths: Vec<String> = faults(&twice).into_iter().map(|fault| fault.path).collect();
    assert_eq!(paths, ["enterprise.drafting_roles[1].edition"]);
}
