//! Membership of the federation (reading 0030): the federation alone enters and ends it, a unit is a member once at a time,
//! and no verdict asks for it.

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
