//! Membership of the federation (reading 0030): the federation alone enters and ends it, a unit is a member once at a time,
//! and no verdict asks for it.

use policy::enterprise::credit_code::CreditCode;
use policy::enterprise::facts::Membership;
use policy::enterprise::membership::Member;
use policy::powers::OfficeKind::{CountyBureau, Federation, Maker};
use policy::seen::Seen;
use serde_json::{Value, json};

use super::office::{Office, day};

fn enter(id: &str, from: &str) -> Value {
    let fact = json!({ "fact": "membership", "id": id, "from": from, "ground": "理事会决议〔2022〕1号" });
    json!({ "do": "enter_fact", "fact": fact })
}

fn undo(how: &str, id: &str) -> Value {
    json!({ "do": how, "kind": "membership", "id": id, "reason": { "sealed": "0" } })
}

fn codes(office: &mut Office, on: &str, act: Value) -> Vec<String> {
    office.refused(Federation, on, act).problems.into_iter().map(|problem| problem.code).collect()
}

#[test]
fn the_federation_alone_admits_and_once_at_a_time() {
    let mut office = Office::with_firm();
    for kind in [CountyBureau, Maker] {
        let refused = office.refused(kind, "2022-02-01", enter("M-1", "2022-02-01"));
        assert_eq!(refused.problems[0].code, "no_power");
    }
    office.must(Federation, "2022-02-01", enter("M-1", "2022-02-01"));
    assert_eq!(codes(&mut office, "2022-02-02", enter("M-2", "2022-02-02")), ["member_already"]);
    assert_eq!(codes(&mut office, "2022-01-31", undo("end_fact", "M-1")), ["before_its_start"]);
    office.must(Federation, "2022-06-01", undo("end_fact", "M-1"));
    // The first day out is the first on which it can be a member again: the day before is not.
    assert_eq!(codes(&mut office, "2022-05-31", enter("M-2", "2022-05-31")), ["member_already"]);
    office.must(Federation, "2022-06-01", enter("M-2", "2022-06-01"));
    // Set aside, it stands in the way of nothing.
    office.must(Federation, "2022-06-02", undo("annul_fact", "M-2"));
    office.must(Federation, "2022-06-02", enter("M-3", "2022-06-02"));
    let ground = |text: &str| {
        let mut act = enter("M-4", "2022-07-01");
        act["fact"]["ground"] = json!(text);
        act
    };
    office.must(Federation, "2022-07-01", undo("end_fact", "M-3"));
    assert_eq!(codes(&mut office, "2022-07-01", ground(" ")), ["text"]);
    assert_eq!(codes(&mut office, "2022-07-01", ground("决议\u{202e}号")), ["invisible"]);
}

#[test]
fn one_that_is_found_late_is_entered_before_those_after_it() {
    let mut office = Office::with_firm();
    office.must(Federation, "2022-02-01", enter("M-2", "2022-02-01"));
    let refused = office.refused(Federation, "2019-05-01", enter("M-1", "2019-05-01"));
    assert_eq!(refused.problems[0].code, "member_already");
    assert!(refused.problems[0].said.en.contains("later membership from 2022-02-01"), "{refused:?}");
    office.must(Federation, "2022-03-01", undo("annul_fact", "M-2"));
    office.must(Federation, "2019-05-01", enter("M-1", "2019-05-01"));
    office.must(Federation, "2021-05-01", undo("end_fact", "M-1"));
    office.must(Federation, "2022-02-01", enter("M-3", "2022-02-01"));
    let is_member = |on: &str| {
        let list = Seen::as_of(day(on)).dossier(office.dossier()).memberships.list;
        list.iter().any(|one| one.annulled.is_none() && one.ended.is_none())
    };
    let days = ["2019-04-30", "2019-05-01", "2021-04-30", "2021-05-01", "2022-01-31", "2022-02-01"];
    assert_eq!(days.map(is_member), [false, true, true, false, false, true]);
}

#[test]
fn who_was_a_member_is_told_for_every_day() {
    let mut office = Office::with_firm();
    office.must(Federation, "2022-02-01", enter("M-1", "2022-02-01"));
    office.must(Federation, "2022-06-01", undo("end_fact", "M-1"));
    let on = |on: &str| {
        let list = Seen::as_of(day(on)).dossier(office.dossier()).memberships.list;
        list.first().map(|membership| membership.ended.is_none())
    };
    assert_eq!(on("2022-01-31"), None);
    assert_eq!(on("2022-02-01"), Some(true));
    assert_eq!(on("2022-05-31"), Some(true));
    assert_eq!(on("2022-06-01"), Some(false));
}

#[test]
fn a_grant_asks_for_no_membership() {
    let grant = |is_member: bool| {
        let mut office = Office::with_firm();
        if is_member {
            office.must(Federation, "2022-01-05", enter("M-1", "2022-01-05"));
        }
        let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
        office.must(Maker, "2022-02-01", json!({ "do": "file_declaration", "filing": filing }));
        let declaration = office.dossier().declarations[0].id.clone();
        office.must(Federation, "2022-02-07", json!({ "do": "grant_declared", "declaration": declaration, "from": "2022-02-07", "valid_until": "2027-12-31", "reason": { "sealed": "0" } }));
        office.dossier().authorizations.list.len()
    };
    assert_eq!((grant(true), grant(false)), (1, 1));
}

/// A unit that joins again keeps the number it had; while it has it, nothing else bears it in its dossier.
#[test]
fn a_unit_that_joins_again_keeps_its_number() {
    let mut office = Office::with_firm();
    office.must(Federation, "2022-02-01", enter("M-1", "2022-02-01"));
    assert_eq!(codes(&mut office, "2022-02-02", enter("M-1", "2022-02-02")), ["member_already"]);
    office.must(Federation, "2022-06-01", undo("end_fact", "M-1"));
    assert_eq!(codes(&mut office, "2022-05-31", enter("M-1", "2022-05-31")), ["member_already"]);
    office.must(Federation, "2022-06-01", enter("M-1", "2022-06-01"));
    // The one that an act names is the later; the earlier keeps its end.
    office.must(Federation, "2022-09-01", undo("end_fact", "M-1"));
    let ends: Vec<String> = office
        .dossier()
        .memberships
        .list
        .iter()
        .map(|one| one.ended.map(|end| end.on.to_string()).unwrap_or_default())
        .collect();
    assert_eq!(ends, ["2022-06-01", "2022-09-01"]);
}

fn membership(id: &str, from: &str, ended: Option<&str>) -> Membership {
    let ended = ended.map(|on| json!({ "on": on }));
    let mut json = json!({ "id": id, "from": from, "ground": "理事会决议〔2022〕1号" });
    if let Some(ended) = ended {
        json["ended"] = ended;
    }
    serde_json::from_value(json).expect("a membership")
}

/// Reading 0030: a number is one unit's on each day; whatever is entered has no end yet, so every later day counts.
#[test]
fn a_number_is_one_units_on_each_day() {
    let bars = |id: &str, ended: Option<&str>, from: &str| {
        let held = Member {
            enterprise: code(),
            name: "甲".to_owned(),
            membership: membership(id, "2022-02-01", ended),
        };
        held.bars(&membership("HY-1", from, None)).map(|problem| problem.code)
    };
    let taken = Some("number_taken".to_owned());
    // Day before the last day in, the last day in, the first day out, the day after.
    let days = ["2022-05-30", "2022-05-31", "2022-06-01", "2022-06-02"];
    assert_eq!(
        days.map(|from| bars("HY-1", Some("2022-06-01"), from)),
        [taken.clone(), taken.clone(), None, None]
    );
    // It has no end yet; it begins later.
    assert_eq!(bars("HY-1", None, "2024-01-01"), taken);
    assert_eq!(
        bars("HY-1", Some("2022-06-01"), "2021-01-01"),
        taken,
        "the one that is entered lasts into its days"
    );
    // As people write it: half or full width, small or large, with any dash.
    assert_eq!(bars("ｈｙ－1", None, "2022-03-01"), taken);
    assert_eq!(bars("HY-2", None, "2022-03-01"), None);
    // What the record bears where the federation gave no number is no number.
    let unnumbered = Member {
        enterprise: code(),
        name: "甲".to_owned(),
        membership: membership("membership-7", "2022-02-01", None),
    };
    assert_eq!(unnumbered.bars(&membership("membership-7", "2022-03-01", None)), None);
}

fn code() -> CreditCode {
    Office::with_firm().dossier().enterprise
}
