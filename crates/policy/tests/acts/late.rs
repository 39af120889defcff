//! Acts that are entered late, with an earlier day: decisions never are (reading 0013), and other acts are laid beside
//! what was decided, never in its place.

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
    for on in ["2022-06-05", "2022-06-10", "2022-06-19"] {
        assert_eq!(office.refused(Federation, on, end(&code)).problems[0].code, "decided_today");
    }
    assert_eq!(office.refused(Federation, "2022-06-20", end(&code)).problems[0].code, "not_standing");
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
    assert_eq!(early.problems[0].code, "decided_today", "nor is it decided on a day before the end");
    office.must(Federation, "2022-06-20", decide(&work, "no_action"));
}

#[test]
fn of_two_sanctions_on_one_mark_the_second_comes_too_late_whatever_its_day() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    for id in ["CK-1", "CK-2"] {
        office.notified(id, "lamp", "2022-05-10", None);
    }
    for id in ["CK-1", "CK-2"] {
        office.must(CountyBureau, "2022-05-26", json!({ "do": "verify_result", "check": id }));
    }
    listing(&mut office, "2022-05-26");
    let (failed, listed) = (office.waiting(TWICE).remove(0), office.waiting("c11.not_listed").remove(0));
    for work in [&failed, &listed] {
        office.notice(work, "2022-05-26");
    }
    office.must(Federation, "2022-06-10", decide(&failed, "revoked"));
    for (on, why) in [("2022-06-08", "decided_today"), ("2022-06-10", "not_standing")] {
        let refusal = office.refused(Federation, on, decide(&listed, "revoked"));
        assert_eq!(refusal.problems[0].code, why);
        assert_eq!(office.refused(Federation, on, end(&code)).problems[0].code, why);
    }
    office.must(Federation, "2022-06-10", decide(&listed, "no_action"));
}

/// A whole check can be entered after it happened, but the party still gets its days from the entry of the receipt, and
/// an objection in that time is answered before anything counts.
#[test]
fn the_days_to_object_are_not_over_before_anybody_saw_them() {
    let verify = || json!({ "do": "verify_result", "check": "CK-1" });
    let object = || json!({ "do": "object", "check": "CK-1", "statement": { "sealed": "0" } });
    let late = || {
        let mut office = Office::with_firm();
        office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
        // Fifteen days from Wednesday 1 June 2022 end on Thursday 16 June.
        office.today = day("2022-06-01");
        office.notified("CK-1", "lamp", "2022-05-10", None);
        office
    };
    let mut office = late();
    for (today, on) in
        [("2022-06-01", "2022-05-26"), ("2022-06-16", "2022-05-26"), ("2022-06-16", "2022-06-16")]
    {
        office.today = day(today);
        let refusal = office.refused(CountyBureau, on, verify());
        assert_eq!(refusal.problems[0].code, "time_to_object", "{today}");
    }
    office.must(CountyBureau, "2022-06-17", verify());

    let mut office = late();
    office.must(Maker, "2022-06-16", object());
    let refusal = office.refused(CountyBureau, "2022-06-17", verify());
    assert!(refusal.problems.is_empty() && refusal.findings[0].outcome == "not_met", "{refusal:?}");

    let mut office = late();
    assert_eq!(office.refused(Maker, "2022-06-17", object()).problems[0].code, "too_late");
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
        "decided_today",
        "nor on a day on which it did"
    );
    office.must(Federation, "2022-07-18", correct);
}

#[test]
fn a_grant_is_decided_on_what_is_on_file_today() {
    let mut office = Office::with_firm();
    let file = |product: &str, models: &[&str]| json!({ "do": "file_declaration", "filing": { "product": product, "models": models, "edition": "T/ZZB 9901-2020", "until": "2027-12-31" } });
    office.must(Maker, "2022-03-01", file("lamp", &["L1"]));
    let declared = office.dossier().declarations[0].id.clone();
    let grant = |on: &str| json!({ "do": "grant_declared", "declaration": declared, "from": on, "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    // A penalty on the product after the filing: clause 9 was met, and the mark would be lost as it is given.
    office.fact(CountyBureau, "2022-03-14", json!({ "fact": "penalty", "id": "P-1", "decided_on": "2022-03-14", "classification": "quality", "legal_basis": "第四十九条", "authority": "区局", "products": ["lamp"] }));
    office.today = day("2022-03-15");
    let back = office.refused(Federation, "2022-03-11", grant("2022-03-11"));
    assert_eq!(back.problems[0].code, "decided_today");
    let refusal = office.refused(Federation, "2022-03-15", grant("2022-03-15"));
    let no: Vec<&str> =
        refusal.findings.iter().filter(|f| f.outcome == "not_met").map(|f| f.rule.as_str()).collect();
    assert!(no.contains(&"c11.no_product_penalty") && !no.contains(&"c9.no_product_penalty"), "{no:?}");
    office.must(
        CountyBureau,
        "2022-03-15",
        json!({ "do": "annul_fact", "kind": "penalty", "id": "P-1", "reason": { "sealed": "0" } }),
    );
    office.must(Federation, "2022-03-15", grant("2022-03-15"));
}

#[test]
fn a_notice_that_is_entered_late_leaves_the_party_its_days() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    listing(&mut office, "2022-05-09");
    let work = office.waiting("c11.not_listed").remove(0);
    office.today = day("2022-06-13");
    // Served on 10 May; its 5 working days would have ended on 17 May, before anybody could see it here.
    office.notice(&work, "2022-05-10");
    let refusal = office.refused(Federation, "2022-06-13", decide(&work, "revoked"));
    assert_eq!(refusal.problems[0].code, "notice_entered_late");
    let refusal = office.refused(Federation, "2022-06-20", decide(&work, "revoked"));
    assert_eq!(refusal.problems[0].code, "notice_entered_late", "Monday 20 June is the last day to answer");
    office.must(
        Maker,
        "2022-06-20",
        json!({ "do": "state", "proceeding": work, "statement": { "sealed": "0" } }),
    );
    office.must(Federation, "2022-06-21", decide(&work, "revoked"));
}

#[test]
fn a_ground_that_a_correction_leaves_standing_is_work_again() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    listing(&mut office, "2022-05-09");
    let work = office.waiting("c11.not_listed").remove(0);
    office.revoke(&work, "2022-05-10", "2022-05-30");
    let correct = json!({ "do": "correct_revocation", "authorization": code, "reason": { "sealed": "0" } });
    office.must(Federation, "2022-06-06", correct);
    let again = office.waiting("c11.not_listed");
    assert_eq!(again.len(), 1, "the firm is still on the list");
    assert_ne!(again[0], work);
}

#[test]
fn a_follow_up_that_is_set_aside_is_due_again() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-05-26", None);
    let interview = office.waiting("c10.interview_held").remove(0);
    office.must(
        CountyBureau,
        "2022-05-27",
        json!({ "do": "hold_interview", "proceeding": interview, "minutes": { "sealed": "0" } }),
    );
    office.must(CountyBureau, "2022-06-06", json!({ "do": "sample_product", "id": "CK-2", "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "follow_up", "after": "CK-1" }, "bureau": "330109", "laboratory": "lab-1" }));
    assert!(office.waiting("c10.interview_held").is_empty());
    office.must(
        CountyBureau,
        "2022-06-07",
        json!({ "do": "set_check_aside", "check": "CK-2", "reason": { "sealed": "0" } }),
    );
    assert_eq!(office.waiting("c10.interview_held").len(), 1);
}

#[test]
fn a_check_names_a_laboratory_an_edition_and_a_bureau_that_are_there() {
    let mut office = Office::with_firm();
    let sample = |laboratory: &str, edition: &str, bureau: &str| json!({ "do": "sample_product", "id": "CK-1", "product": "lamp", "edition": edition, "reason": { "why": "planned" }, "bureau": bureau, "laboratory": laboratory });
    for (act, code) in [
        (sample("body-1", "T/ZZB 9901-2020", "330109"), "laboratory_unknown"),
        (sample("nobody", "T/ZZB 9901-2020", "330109"), "laboratory_unknown"),
        (sample("lab-1", "T/ZZB 9999-2099", "330109"), "edition_unknown"),
        (sample("lab-1", "T/ZZB 9901-2020", "330521"), "bureau"),
        (sample("lab-1", "T/ZZB 9901-2020", "999999"), "region"),
    ] {
        let refusal = office.refused(CountyBureau, "2022-05-10", act);
        assert_eq!((refusal.problems[0].code.as_str(), refusal.problems.len()), (code, 1));
    }
    office.must(CountyBureau, "2022-05-10", sample("lab-1", "T/ZZB 9901-2020", "330109"));
}

#[test]
fn a_certificate_is_no_longer_than_clause_6_and_speaks_of_models_there_are() {
    let mut office = Office::with_firm();
    let certificate = |until: &str, models: &[&str]| json!({ "do": "enter_fact", "fact": { "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": "lamp", "edition": "T/ZZB 9901-2020", "models": models, "issued_on": "2022-03-15", "valid_until": until } });
    let code = |refusal: policy::decide::Refusal| refusal.problems[0].code.clone();
    assert_eq!(
        code(office.refused(Federation, "2022-03-15", certificate("2028-03-16", &["L1"]))),
        "too_long"
    );
    assert_eq!(
        code(office.refused(Federation, "2022-03-15", certificate("2028-03-15", &["NOPE"]))),
        "model_unknown"
    );
    office.must(Federation, "2022-03-15", certificate("2028-03-15", &["L1"]));
}

#[test]
fn a_mark_whose_certificate_is_set_aside_rests_on_nothing_and_that_is_work() {
    let mut office = Office::with_firm();
    let certificate = json!({ "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": "torch", "edition": "T/ZZB 9901-2020", "models": ["T1"], "issued_on": "2022-03-15", "valid_until": "2028-03-14" });
    office.fact(Federation, "2022-03-15", certificate.clone());
    office.must(Federation, "2022-03-21", json!({ "do": "grant_certified", "certificate": "CERT-1", "from": "2022-03-21", "valid_until": "2028-03-14", "reason": { "sealed": "0" } }));
    let annul =
        json!({ "do": "annul_fact", "kind": "certificate", "id": "CERT-1", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-05-09", annul);
    assert_eq!(office.waiting("c8.certificate_valid").len(), 1);
}
