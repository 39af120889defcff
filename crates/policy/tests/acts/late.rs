//! Acts that are entered late, with an earlier day: they are laid beside what was decided, never in its place.

use policy::authorization::MarkState;
use policy::powers::OfficeKind::{CountyBureau, Federation, Maker};
use serde_json::json;

use super::office::{Office, day};

const TWICE: &str = "c10.not_failed_twice";

fn end(code: &impl ToString) -> serde_json::Value {
    json!({ "do": "end_authorization", "authorization": code.to_string(), "reason": { "sealed": "0" } })
}

fn decide(proceeding: &str, outcome: &str) -> serde_json::Value {
    json!({ "do": "decide_proceeding", "proceeding": proceeding, "outcome": outcome, "reason": { "sealed": "0" } })
}

fn listing(office: &mut Office, on: &str) {
    let fact = json!({ "fact": "listing", "id": "失信1", "listed_on": on, "authority": "局" });
    office.fact(CountyBureau, on, fact);
}

#[test]
fn a_second_end_does_not_take_the_place_of_the_first() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.must(Maker, "2022-06-10", end(&code));
    office.today = day("2022-06-20");
    for on in ["2022-06-05", "2022-06-10", "2022-06-15"] {
        assert_eq!(office.refused(Federation, on, end(&code)).problems[0].code, "not_standing");
    }
    assert_eq!(office.state_on(code, day("2022-06-09")), MarkState::Valid);
}

#[test]
fn the_end_of_a_basis_does_not_take_the_place_of_an_end() {
    let mut office = Office::with_firm();
    office.fact(Federation, "2022-03-15", json!({ "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": "torch", "edition": "T/ZZB 9901-2020", "models": ["T1"], "issued_on": "2022-03-15", "valid_until": "2028-03-14" }));
    office.must(Federation, "2022-03-21", json!({ "do": "grant_certified", "certificate": "CERT-1", "from": "2022-03-21", "valid_until": "2028-03-14", "reason": { "sealed": "0" } }));
    let code = office.dossier().authorizations.list[0].code;
    office.must(Federation, "2022-05-09", json!({ "do": "end_fact", "kind": "certificate", "id": "CERT-1", "how": "withdrawn", "reason": { "sealed": "0" } }));
    let work = office.waiting("c8.certificate_valid").remove(0);
    office.must(Federation, "2022-06-10", end(&code));
    assert_eq!(
        office.refused(Federation, "2022-06-10", decide(&work, "ended")).problems[0].code,
        "not_standing"
    );
    office.today = day("2022-06-20");
    let early = office.refused(Federation, "2022-06-06", decide(&work, "ended"));
    assert_eq!(early.problems[0].code, "not_standing", "also with a day before the end");
    office.must(Federation, "2022-06-20", decide(&work, "no_action"));
}

#[test]
fn of_two_sanctions_on_one_mark_the_second_comes_too_late_whatever_its_day() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-05-26", None);
    office.failed("CK-2", "lamp", "2022-05-10", "2022-05-26", None);
    listing(&mut office, "2022-05-26");
    let (failed, listed) = (office.waiting(TWICE).remove(0), office.waiting("c11.not_listed").remove(0));
    for work in [&failed, &listed] {
        let notice = json!({ "do": "serve_notice", "proceeding": work, "notice": { "sealed": "0" } });
        office.must(Federation, "2022-05-26", notice);
    }
    office.must(Federation, "2022-06-10", decide(&failed, "revoked"));
    for on in ["2022-06-08", "2022-06-10"] {
        let refusal = office.refused(Federation, on, decide(&listed, "revoked"));
        assert_eq!(refusal.problems[0].code, "not_standing");
        assert_eq!(office.refused(Federation, on, end(&code)).problems[0].code, "not_standing");
    }
    office.must(Federation, "2022-06-10", decide(&listed, "no_action"));
}

#[test]
fn a_mark_does_not_come_back_over_one_that_holds_its_model_by_now() {
    let mut office = Office::with_firm();
    let first = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    listing(&mut office, "2022-05-09");
    let work = office.waiting("c11.not_listed").remove(0);
    office.revoke(&work, "2022-05-10", "2022-05-30");
    office.must(
        CountyBureau,
        "2022-07-04",
        json!({ "do": "end_fact", "kind": "listing", "id": "失信1", "reason": { "sealed": "0" } }),
    );
    let second = office.granted("lamp", &["L1"], "2022-07-04", "2022-07-11");
    let correct = json!({ "do": "correct_revocation", "authorization": first, "reason": { "sealed": "0" } });
    assert_eq!(office.refused(Federation, "2022-07-18", correct.clone()).problems[0].code, "models_taken");
    office.must(Maker, "2022-07-18", end(&second));
    assert_eq!(
        office.refused(Federation, "2022-07-15", correct.clone()).problems[0].code,
        "models_taken",
        "nor over a day on which it did"
    );
    office.must(Federation, "2022-07-18", correct);
}

#[test]
fn a_grant_that_is_entered_late_takes_no_model_that_is_taken_by_now() {
    let mut office = Office::with_firm();
    let file = |product: &str, models: &[&str]| json!({ "do": "file_declaration", "filing": { "product": product, "models": models, "edition": "T/ZZB 9901-2020", "until": "2027-12-31" } });
    office.must(Maker, "2022-03-01", file("lamp", &["L1"]));
    let declared = office.dossier().declarations[0].id.clone();
    let grant = |on: &str| json!({ "do": "grant_declared", "declaration": declared, "from": on, "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    office.fact(Federation, "2022-03-15", json!({ "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": "lamp", "edition": "T/ZZB 9901-2020", "models": ["L1"], "issued_on": "2022-03-15", "valid_until": "2028-03-14" }));
    office.must(Federation, "2022-03-21", json!({ "do": "grant_certified", "certificate": "CERT-1", "from": "2022-03-21", "valid_until": "2028-03-14", "reason": { "sealed": "0" } }));
    let is_taken = |refusal: policy::decide::Refusal| {
        refusal.findings.iter().any(|found| found.rule == "c8.models_free" && found.outcome == "not_met")
    };
    assert!(is_taken(office.refused(Federation, "2022-03-14", grant("2022-03-14"))), "held by now");
    // Lost for fault by now: the grant of an earlier day does not bring it back.
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    office.failed("CK-2", "lamp", "2022-07-11", "2022-08-01", Some("CK-1"));
    let work = office.waiting(TWICE).remove(0);
    office.revoke(&work, "2022-08-02", "2022-08-15");
    assert!(is_taken(office.refused(Federation, "2022-03-14", grant("2022-03-14"))), "lost by now");
    // Listed by now.
    office.must(Maker, "2022-08-16", file("torch", &["T1"]));
    let declared = office.dossier().declarations[1].id.clone();
    listing(&mut office, "2022-08-22");
    let grant = json!({ "do": "grant_declared", "declaration": declared, "from": "2022-08-19", "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    let refusal = office.refused(Federation, "2022-08-19", grant);
    assert!(
        refusal.findings.iter().any(|found| found.rule == "c11.not_listed" && found.outcome == "not_met")
    );
}
