//! What findings cite: later steps by their own entries, the arithmetic with its days, and advice that fits the answer.

use policy::calendar::Day;
use policy::dossier_file::DossierFile;
use policy::finding::Finding;
use policy::rule::FactUsed;
use serde_json::{Value, json};

const FIRM: &str = "91330523MADM00019Y";

fn found(subject: &str, rule: &str, dossier: Value, on: &str) -> Finding {
    let mut enterprise = json!({ "enterprise": FIRM });
    for (name, register) in dossier.as_object().unwrap() {
        enterprise[name] = register.clone();
    }
    let asks = enterprise.as_object_mut().unwrap().remove("asks").unwrap_or_else(|| json!([]));
    let file = json!({ "version": 1, "enterprise": enterprise, "asks": asks });
    let file: DossierFile = serde_json::from_value(file).unwrap();
    let day: Day = on.parse().unwrap();
    let judged = file.judge(super::super::law().law(), day, None).unwrap();
    let about = judged.into_iter().find(|one| one.subject == subject).expect("it is asked about");
    about.verdict.findings.into_iter().find(|found| found.rule == rule).expect("the rule is asked")
}

/// Day and entry of each fact, and what it says.
fn cited(found: &Finding) -> Vec<(u64, String, String)> {
    let told =
        |fact: &FactUsed| (fact.entry.unwrap_or_default(), fact.happened_on.to_string(), fact.told().en);
    found.facts.iter().map(told).collect()
}

fn step(is: Value, on: &str, entry: u64) -> Value {
    json!({ "step": is, "mark": { "on": on, "entered_on": on, "entry": entry } })
}

fn proceeding(steps: &[Value]) -> Value {
    json!({ "proceedings": [{
        "id": "PR-2024-7", "kind": "revocation", "rule": "c10.not_failed_twice", "facts": [], "authorizations": [],
        "opened_on": "2024-06-03", "entry": 7, "steps": steps,
    }] })
}

#[test]
fn the_steps_of_a_defence_are_cited_each_by_its_own_entry() {
    let mut notice = step(json!({ "is": "notice_served", "reply_by": "2024-06-11" }), "2024-06-03", 8);
    notice["issued"] = json!({ "on": "2024-06-03", "entered_on": "2024-06-03", "entry": 11 });
    let asked = step(json!({ "is": "hearing_requested" }), "2024-06-06", 9);
    let held = step(json!({ "is": "hearing_held" }), "2024-06-20", 10);
    let on = |steps: &[Value], day| found("proceeding", "c11.defence_heard", proceeding(steps), day);
    let entries = |found: &Finding| cited(found).iter().map(|fact| fact.0).collect::<Vec<_>>();

    let met = on(&[notice.clone(), asked.clone(), held], "2024-07-01");
    assert_eq!(met.outcome, "met");
    assert_eq!(entries(&met), [8, 11, 9, 10]);
    assert!(met.notes[0].en.contains("served on 2024-06-03"), "{:?}", met.notes);
    assert!(met.notes[0].en.contains("can be decided from 2024-06-12"), "{:?}", met.notes);

    let unheard = on(&[notice.clone(), asked], "2024-07-01");
    assert_eq!(entries(&unheard), [8, 11, 9]);
    assert!(unheard.remedy.unwrap().en.starts_with("hold the hearing"));

    let mut late = notice.clone();
    late["issued"] = json!({ "on": "2024-06-17", "entered_on": "2024-06-17", "entry": 11 });
    let late = on(&[late], "2024-06-18");
    assert!(
        late.notes[0].en.contains("issued on 2024-06-17; statement and defence until 2024-06-24"),
        "{:?}",
        late.notes
    );
    let mut unissued = notice.clone();
    unissued.as_object_mut().unwrap().remove("issued");
    let unissued = on(&[unissued], "2024-07-01");
    assert_eq!((unissued.outcome.as_str(), entries(&unissued)), ("not_met", vec![8]));
    assert!(unissued.remedy.unwrap().en.starts_with("issue the paper"));

    let waits = on(&[notice], "2024-06-05");
    assert!(waits.remedy.unwrap().en.contains("turns by itself"));

    let unserved = on(&[], "2024-06-05");
    assert_eq!(entries(&unserved), [7]);
    assert!(unserved.remedy.unwrap().en.starts_with("serve notice"));
}

fn check(more: Value) -> Value {
    let mut check = json!({
        "id": "CK-1", "product": "P", "edition": "T/ZZB 1527-2020", "reason": { "why": "planned" },
        "bureau": "330523", "laboratory": "lab", "sampled_on": "2024-05-06", "entry": 20,
        "result": { "mark": { "on": "2024-05-20", "entry": 21 }, "meets_standard": false },
    });
    for (name, value) in more.as_object().unwrap() {
        check[name] = value.clone();
    }
    json!({ "checks": [check] })
}

#[test]
fn the_time_to_object_is_written_out_from_the_day_of_receipt() {
    // 2024-06-09 is a Sunday and 2024-06-10 the Dragon Boat festival.
    let received = check(json!({ "notified": { "on": "2024-05-25", "entry": 22 } }));
    let moved = found("check", "c10.result_final", received, "2024-06-11");
    assert_eq!(moved.outcome, "not_met");
    let facts = cited(&moved);
    assert_eq!(facts.iter().map(|fact| fact.0).collect::<Vec<_>>(), [21, 22]);
    assert_eq!(facts[1].2, "spot check CK-1: result received by the party on 2024-05-25");
    assert_eq!(
        moved.notes[0].en,
        "received on 2024-05-25; plus 15 days is 2024-06-09, a day off, moved to the working day 2024-06-11: objection until 2024-06-11, that day included; without one it can be verified from 2024-06-12"
    );
    assert!(moved.remedy.unwrap().en.contains("turns by itself"));

    let plain = check(json!({ "notified": { "on": "2024-05-20", "entry": 22 } }));
    let plain = found("check", "c10.result_final", plain, "2024-06-05");
    assert_eq!(
        plain.notes[0].zh,
        "2024-05-20收到结果，加15日为2024-06-04：异议截止2024-06-04（含当日），无异议的，自2024-06-05起可以查实"
    );

    let untold = found("check", "c10.result_final", check(json!({})), "2024-06-05");
    assert!(untold.remedy.unwrap().en.starts_with("notify the party"));
}

fn mark(code: &str, more: Value) -> Value {
    let mut mark = json!({
        "id": code, "code": code, "product": "P", "models": ["A1", "A2"], "edition": "T/ZZB 1527-2020",
        "basis": { "path": "certificate", "certificate": "C-1" }, "granted_on": "2022-01-10", "from": "2022-01-10",
        "valid_until": "2025-01-09", "entry": 30,
    });
    for (name, value) in more.as_object().unwrap() {
        mark[name] = value.clone();
    }
    mark
}

fn filed_again(mark: Value) -> Finding {
    let asks =
        json!([{ "product": "P", "models": ["A2"], "edition": "T/ZZB 1527-2020", "until": "2026-01-01" }]);
    let products = json!([{ "id": "P", "name": "台灯", "models": ["A1", "A2"], "since": "2020-01-06" }]);
    let dossier = json!({ "products": products, "authorizations": [mark], "asks": asks });
    found("filing", "c8.models_free", dossier, "2024-06-03")
}

#[test]
fn of_a_model_it_is_told_whether_it_was_lost_or_holds_the_mark_which_and_by_which_entry() {
    let revocation = json!({ "revocations": [{
        "mark": { "on": "2023-03-01", "entry": 31 }, "proceeding": "PR-1", "rule": "c10.not_failed_twice",
    }] });
    let lost = filed_again(mark("PZB-7379-PJKH", revocation));
    assert_eq!(lost.outcome, "not_met");
    assert_eq!(
        cited(&lost),
        [(
            31,
            "2023-03-01".to_owned(),
            "authorisation: model A2 lost the mark for fault: PZB-7379-PJKH was revoked on 2023-03-01"
                .to_owned()
        )]
    );
    assert!(lost.remedy.unwrap().en.contains("never used again"));

    let held = filed_again(mark(
        "PZB-7379-PJKH",
        json!({ "basis": {
        "path": "self_declaration", "declaration": "SD-1", "filed_on": "2022-01-05",
    } }),
    ));
    let facts = cited(&held);
    assert_eq!((facts.len(), facts[0].0), (1, 30));
    assert!(facts[0].2.contains("model A2 holds a mark against the same standard"), "{facts:?}");
    assert!(facts[0].2.contains("PZB-7379-PJKH"), "{facts:?}");
    assert!(held.remedy.unwrap().en.contains("run out or ended"));
}

#[test]
fn that_there_is_none_rests_on_who_said_that_the_register_is_complete() {
    let stated = json!({ "complete": [
        { "since": "2015-01-01", "stated_on": "2024-02-01", "entry": 41 },
        { "since": "2016-01-01", "stated_on": "2024-01-08", "entry": 40 },
    ], "list": [] });
    let asks = json!([{ "product": "P", "edition": "T/ZZB 1527-2020", "until": "2026-01-01" }]);
    let dossier = json!({ "penalties": stated, "asks": asks });
    let clean = found("filing", "c9.no_enterprise_penalty", dossier, "2024-06-03");
    assert_eq!(clean.outcome, "met");
    // The one that said so first.
    assert_eq!(cited(&clean).iter().map(|fact| fact.0).collect::<Vec<_>>(), [40]);
    assert!(clean.facts[0].says.en.contains("tells all from 2016-01-01 on (confirmed on 2024-01-08)"));

    let written =
        found("filing", "c9.no_enterprise_penalty", json!({ "penalties": [], "asks": asks }), "2024-06-03");
    assert!(written.facts.is_empty() && written.no_entry[0].en.starts_with("no entry to cite"));

    let unknown = found("filing", "c9.no_enterprise_penalty", json!({ "asks": asks }), "2024-06-03");
    let remedy = unknown.remedy.unwrap().en;
    assert!(unknown.outcome == "cannot_tell" && remedy.starts_with("it can be told once"), "{remedy}");
}

#[test]
fn a_filing_on_file_is_bound_to_its_day() {
    let filing = json!({ "product": "P", "edition": "T/ZZB 1527-2020", "until": "2026-01-01" });
    let penalty = json!({ "id": "罚1", "decided_on": "2022-01-10", "classification": "quality", "legal_basis": "法", "authority": "局" });
    let filed = json!([{ "id": "SD-1", "filed_on": "2024-06-03", "filing": filing }]);
    let of = |dossier, subject| found(subject, "c9.no_enterprise_penalty", dossier, "2024-06-10");
    let bound = of(json!({ "penalties": [penalty], "declarations": filed }), "declaration");
    assert_eq!(bound.filed_on.map(|day| day.to_string()).as_deref(), Some("2024-06-03"));
    assert_eq!(bound.turns_on.map(|day| day.to_string()).as_deref(), Some("2025-01-10"));
    let asked = of(json!({ "penalties": [penalty], "asks": [filing] }), "filing");
    assert_eq!((asked.filed_on, asked.turns_on), (None, bound.turns_on));
}
