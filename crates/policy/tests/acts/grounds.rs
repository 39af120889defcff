//! On what ground something is decided: only on one of which notice was served, and each named with its kind.

use policy::ground::{Ground, GroundKind};
use policy::powers::OfficeKind::{CountyBureau, Federation, Maker};
use serde_json::{Value, json};

use super::office::Office;

const PENALTY: &str = "c11.no_product_penalty";

fn penalty(office: &mut Office, id: &str, on: &str) {
    office.fact(CountyBureau, on, json!({ "fact": "penalty", "id": id, "decided_on": on, "classification": "quality", "legal_basis": "法", "authority": "局", "products": ["lamp"] }));
}

fn annul(office: &mut Office, kind: &str, id: &str, on: &str) {
    office.must(
        CountyBureau,
        on,
        json!({ "do": "annul_fact", "kind": kind, "id": id, "reason": { "sealed": "0" } }),
    );
}

fn notice(office: &mut Office, work: &str, on: &str) {
    office.notice(work, on);
}

fn decide(work: &str, outcome: &str) -> Value {
    json!({ "do": "decide_proceeding", "proceeding": work, "outcome": outcome, "reason": { "sealed": "0" } })
}

#[test]
fn nobody_loses_a_mark_on_a_ground_of_which_no_notice_was_served() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    penalty(&mut office, "罚1", "2022-05-09");
    let first = office.waiting(PENALTY).remove(0);
    notice(&mut office, &first, "2022-05-10");
    penalty(&mut office, "罚2", "2022-05-16");
    let second = office.waiting(PENALTY).into_iter().find(|id| *id != first).expect("work of its own");
    annul(&mut office, "penalty", "罚1", "2022-05-23");
    let refusal = office.refused(Federation, "2022-05-30", decide(&first, "revoked"));
    assert_eq!(refusal.problems[0].code, "ground_not_noticed");
    assert!(refusal.findings.iter().any(|found| found.rule == PENALTY && found.outcome == "not_met"));
    office.must(Federation, "2022-05-30", decide(&first, "no_action"));
    // The other ground goes its own way, and the revocation says on what it rests.
    office.revoke(&second, "2022-05-30", "2022-06-13");
    assert_eq!(office.mark(code).revocations[0].grounds, [Ground::new(GroundKind::Penalty, "罚2")]);
}

#[test]
fn a_lapsed_commitment_is_judged_only_where_the_work_was_opened_on_it() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.fact(CountyBureau, "2022-05-09", json!({ "fact": "breach", "id": "违1", "of": "service_standard", "product": "lamp", "verified_on": "2022-05-09", "found": "不符" }));
    let work = office.waiting("c11.service_kept").remove(0);
    notice(&mut office, &work, "2022-05-10");
    office.must(
        Maker,
        "2022-05-16",
        json!({ "do": "end_fact", "kind": "commitment", "id": "commitment-1", "reason": { "sealed": "0" } }),
    );
    annul(&mut office, "breach", "违1", "2022-05-23");
    let refusal = office.refused(Federation, "2022-05-30", decide(&work, "revoked"));
    assert_eq!(refusal.problems[0].code, "ground_not_noticed");
    assert!(refusal.findings.iter().any(|found| found.outcome == "for_judgement"));
}

#[test]
fn a_listing_that_ended_before_the_decision_is_judged_in_its_own_work() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.fact(
        CountyBureau,
        "2022-05-09",
        json!({ "fact": "listing", "id": "失信1", "listed_on": "2022-05-09", "authority": "局" }),
    );
    let work = office.waiting("c11.not_listed").remove(0);
    office.must(
        CountyBureau,
        "2022-05-16",
        json!({ "do": "end_fact", "kind": "listing", "id": "失信1", "reason": { "sealed": "0" } }),
    );
    office.revoke(&work, "2022-05-16", "2022-05-30");
    assert_eq!(office.mark(code).revocations[0].grounds, [Ground::new(GroundKind::Listing, "失信1")]);
}

#[test]
fn records_of_two_kinds_with_one_number_are_two() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    penalty(&mut office, "2022-7", "2022-05-09");
    office.fact(CountyBureau, "2022-05-09", json!({ "fact": "breach", "id": "2022-7", "of": "service_standard", "product": "torch", "verified_on": "2022-05-09", "found": "不符" }));
    let work = office.waiting(PENALTY).remove(0);
    office.revoke(&work, "2022-05-10", "2022-05-30");
    annul(&mut office, "breach", "2022-7", "2022-06-06");
    assert!(office.waiting(PENALTY).is_empty(), "the breach was no ground of it");
    annul(&mut office, "penalty", "2022-7", "2022-06-06");
    assert_eq!(office.waiting(PENALTY).len(), 1);
}

#[test]
fn what_a_refusal_could_not_know_is_no_ground_of_it() {
    let mut office = Office::with_firm();
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    office.must(Maker, "2022-03-01", json!({ "do": "file_declaration", "filing": filing }));
    let declaration = office.dossier().declarations[0].id.clone();
    office.must(
        Federation,
        "2022-03-10",
        json!({ "do": "refuse_declaration", "declaration": declaration, "reason": { "sealed": "0" } }),
    );
    // Decided before the filing and entered after the refusal: it would have been a ground, and was none.
    penalty(&mut office, "罚1", "2022-02-07");
    annul(&mut office, "penalty", "罚1", "2022-04-11");
    assert!(office.dossier().proceedings.is_empty());
}

#[test]
fn a_ground_comes_back_from_its_text() {
    let full = Ground {
        rule: Some("c9.not_listed".to_owned()),
        kind: GroundKind::CertificateSuspended,
        of: policy::enterprise::credit_code::CreditCode::parse_overridden(super::office::FIRM).ok(),
        since: Some(super::office::day("2022-05-09")),
        id: "证:1|2#3@4".to_owned(),
    };
    assert_eq!(
        full.to_string(),
        format!("c9.not_listed|certificate_suspended@{}#2022-05-09:证:1|2#3@4", super::office::FIRM)
    );
    for ground in [full, Ground::new(GroundKind::Check, ""), Ground::new(GroundKind::Penalty, "a|b:c")] {
        let text = ground.to_string();
        assert_eq!(text.parse(), Ok(ground.clone()), "{text}");
        assert_eq!(serde_json::from_value::<Ground>(json!(text)).unwrap(), ground);
    }
    for wrong in ["CK-1", "cheque:1", "check@1:1", "check#2022:1", ""] {
        assert!(wrong.parse::<Ground>().is_err(), "{wrong}");
    }
}
