//! Lives of a mark, told act by act, at the places where a reading decides.

use policy::authorization::MarkState;
use policy::ground::{Ground, GroundKind};
use policy::powers::OfficeKind::{CountyBureau, Federation, Laboratory, Maker};
use serde_json::json;

use super::office::{Office, day};

const TWICE: &str = "c10.not_failed_twice";
const INTERVIEW: &str = "c10.interview_held";

#[test]
fn granted_checked_twice_revoked_and_corrected() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    assert_eq!(office.waiting(INTERVIEW).len(), 1);
    assert!(office.waiting(TWICE).is_empty());
    let second = office.failed("CK-2", "lamp", "2023-05-09", "2023-06-05", Some("CK-1"));
    assert_eq!(second.events.len(), 2, "verified, and a revocation opened");
    let revocation = office.waiting(TWICE).remove(0);
    // Whatever is entered next, the work is opened once.
    office.must(Federation, "2023-06-06", json!({ "do": "open_due_work" }));
    assert_eq!(office.waiting(TWICE), std::slice::from_ref(&revocation));
    // The maker can neither slip away by ending the mark itself, nor be decided on before it was heard.
    let end = json!({ "do": "end_authorization", "authorization": code, "reason": { "sealed": "0" } });
    assert_eq!(office.refused(Maker, "2023-06-06", end).problems[0].code, "work_pending");
    let decide = json!({ "do": "decide_proceeding", "proceeding": revocation, "outcome": "revoked", "reason": { "sealed": "0" } });
    let refusal = office.refused(Federation, "2023-06-06", decide.clone());
    assert_eq!(refusal.findings[0].rule, "c11.defence_heard");
    office.notice(&revocation, "2023-06-12");
    // 5 working days after Monday 12 June: Monday 19 June. That day is the last to answer.
    office.must(
        Maker,
        "2023-06-19",
        json!({ "do": "state", "proceeding": revocation, "statement": { "sealed": "0" } }),
    );
    assert!(!office.refused(Federation, "2023-06-19", decide.clone()).findings.is_empty());
    let late = json!({ "do": "request_hearing", "proceeding": revocation });
    assert_eq!(office.refused(Maker, "2023-06-20", late).problems[0].code, "too_late");
    office.must(Federation, "2023-06-20", decide);
    assert_eq!(office.mark(code).revocations[0].spent_checks, ["CK-1", "CK-2"]);
    office.serve(&revocation, "2023-06-21");
    office.must(Federation, "2023-06-21", json!({ "do": "publish_decision", "proceeding": revocation }));
    assert_eq!(office.state_on(code, day("2023-06-19")), MarkState::Valid);
    assert_eq!(office.state_on(code, day("2023-06-20")), MarkState::Revoked(day("2023-06-20")));
    // A new model; the lost number is refused, whatever the product.
    let lost =
        json!({ "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    office.must(Maker, "2023-09-04", json!({ "do": "file_declaration", "filing": lost }));
    let declaration = office.dossier().declarations.last().unwrap().id.clone();
    let grant = json!({ "do": "grant_declared", "declaration": declaration, "from": "2023-09-11", "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    let refusal = office.refused(Federation, "2023-09-11", grant);
    assert!(refusal.findings.iter().any(|f| f.rule == "c8.models_free" && f.outcome == "not_met"));
    office.must(Maker, "2023-09-12", json!({ "do": "withdraw_declaration", "declaration": declaration }));
    let renewed = office.granted("lamp", &["L2"], "2023-09-13", "2023-09-20");
    assert!(office.waiting(TWICE).is_empty(), "spent failures open nothing against the new mark");
    // Correction by a new act: the mark stands again from that day, and its failures are unspent.
    office.must(
        Federation,
        "2023-10-09",
        json!({ "do": "correct_revocation", "authorization": code, "reason": { "sealed": "0" } }),
    );
    assert_eq!(office.state_on(code, day("2023-10-08")), MarkState::Revoked(day("2023-06-20")));
    assert_eq!(office.state_on(code, day("2023-10-09")), MarkState::Valid);
    assert_eq!(office.waiting(TWICE).len(), 1, "the unspent failures are a ground against the other mark");
    assert_eq!(office.dossier().proceedings.last().unwrap().authorizations, [renewed]);
}

#[test]
fn an_interview_waits_for_the_follow_up_sample() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    let interview = office.waiting(INTERVIEW).remove(0);
    office.must(
        Federation,
        "2022-06-13",
        json!({ "do": "hold_interview", "proceeding": interview, "minutes": { "sealed": "0" } }),
    );
    assert_eq!(office.waiting(INTERVIEW), [interview], "the follow-up sample is still due");
    let sample = json!({ "do": "sample_product", "id": "CK-2", "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "follow_up", "after": "CK-1" }, "bureau": "330109", "laboratory": "lab-1" });
    office.must(CountyBureau, "2022-07-04", sample);
    assert!(office.waiting(INTERVIEW).is_empty());
    office.must(Federation, "2022-07-05", json!({ "do": "open_due_work" }));
    assert!(office.waiting(INTERVIEW).is_empty());
}

#[test]
fn the_other_way_round_the_interview_ends_it() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    let interview = office.waiting(INTERVIEW).remove(0);
    let sample = json!({ "do": "sample_product", "id": "CK-2", "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "follow_up", "after": "CK-1" }, "bureau": "330109", "laboratory": "lab-1" });
    office.must(CountyBureau, "2022-06-20", sample);
    assert_eq!(office.waiting(INTERVIEW), std::slice::from_ref(&interview));
    office.must(
        CountyBureau,
        "2022-06-27",
        json!({ "do": "hold_interview", "proceeding": interview, "minutes": { "sealed": "0" } }),
    );
    assert!(office.waiting(INTERVIEW).is_empty());
}

#[test]
fn a_decision_not_to_act_covers_its_ground_and_no_later_one() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    office.failed("CK-2", "lamp", "2022-07-11", "2022-08-01", Some("CK-1"));
    let first = office.waiting(TWICE).remove(0);
    office.must(Federation, "2022-08-15", json!({ "do": "decide_proceeding", "proceeding": first, "outcome": "no_action", "reason": { "sealed": "0" } }));
    office.must(Federation, "2022-08-16", json!({ "do": "open_due_work" }));
    assert_eq!(
        office.waiting(TWICE),
        std::slice::from_ref(&first),
        "decided, waiting for its publication, and not opened again"
    );
    office.failed("CK-3", "lamp", "2022-09-13", "2022-10-10", None);
    let waiting = office.waiting(TWICE);
    assert_eq!(waiting.len(), 2, "a third failure is a new ground");
    let newest = office.dossier().proceedings.iter().find(|p| p.id != first && p.rule == TWICE).unwrap();
    assert_eq!(newest.facts, [Ground::new(GroundKind::Check, "CK-3")]);
}

#[test]
fn a_revocation_comes_too_late_for_a_mark_that_has_run_out() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    office.failed("CK-2", "lamp", "2022-07-11", "2022-08-01", Some("CK-1"));
    let revocation = office.waiting(TWICE).remove(0);
    office.notice(&revocation, "2025-11-03");
    let decide = |outcome: &str| json!({ "do": "decide_proceeding", "proceeding": revocation, "outcome": outcome, "reason": { "sealed": "0" } });
    let refusal = office.refused(Federation, "2028-01-01", decide("revoked"));
    assert_eq!(refusal.problems[0].code, "not_standing");
    assert!(refusal.problems[0].said.en.contains("expired"), "{}", refusal.problems[0].said.en);
    office.must(Federation, "2028-01-03", decide("no_action"));
}

#[test]
fn whoever_was_refused_because_of_a_penalty_set_aside_is_told_once() {
    let mut office = Office::with_firm();
    office.fact(CountyBureau, "2021-03-01", json!({ "fact": "penalty", "id": "罚1", "decided_on": "2021-03-01", "classification": "quality", "legal_basis": "法", "authority": "局", "products": ["torch"] }));
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    let filed = office.must(Maker, "2022-03-01", json!({ "do": "file_declaration", "filing": filing }));
    assert!(filed.findings.iter().any(|f| f.rule == "c9.no_enterprise_penalty" && f.outcome == "not_met"));
    let declaration = office.dossier().declarations[0].id.clone();
    let grant = json!({ "do": "grant_declared", "declaration": declaration, "from": "2022-03-10", "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    office.refused(Federation, "2022-03-10", grant);
    office.must(
        Federation,
        "2022-03-10",
        json!({ "do": "refuse_declaration", "declaration": declaration, "reason": { "sealed": "0" } }),
    );
    // Set aside on the very day of the refusal, but after it.
    office.must(
        CountyBureau,
        "2022-03-10",
        json!({ "do": "annul_fact", "kind": "penalty", "id": "罚1", "reason": { "sealed": "0" } }),
    );
    let told: Vec<_> =
        office.dossier().proceedings.iter().map(|p| (p.facts.clone(), p.is_closed())).collect();
    assert_eq!(
        told,
        [(
            vec![Ground::new(GroundKind::Declaration, declaration), Ground::new(GroundKind::Penalty, "罚1")],
            false
        )]
    );
    office.must(Federation, "2022-03-11", json!({ "do": "open_due_work" }));
    assert_eq!(office.dossier().proceedings.len(), 1, "told once");
    let id = office.dossier().proceedings[0].id.clone();
    office.must(Federation, "2022-03-14", json!({ "do": "decide_proceeding", "proceeding": id, "outcome": "no_action", "reason": { "sealed": "0" } }));
    assert!(!office.dossier().proceedings[0].is_closed(), "decided is not told");
    office.must(Federation, "2022-03-15", json!({ "do": "serve_decision", "proceeding": id }));
    assert!(office.dossier().proceedings[0].is_closed());
    office.must(Federation, "2022-03-16", json!({ "do": "open_due_work" }));
    assert_eq!(office.dossier().proceedings.len(), 1);
}

#[test]
fn whoever_lost_a_mark_for_a_penalty_set_aside_is_told_and_can_be_put_right() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.fact(CountyBureau, "2023-02-06", json!({ "fact": "penalty", "id": "罚1", "decided_on": "2023-02-06", "classification": "quality", "legal_basis": "法", "authority": "局", "products": ["lamp"] }));
    let work = office.waiting("c11.no_product_penalty").remove(0);
    office.revoke(&work, "2023-02-07", "2023-02-20");
    assert!(office.waiting("c11.no_product_penalty").is_empty());
    office.must(
        CountyBureau,
        "2023-06-05",
        json!({ "do": "annul_fact", "kind": "penalty", "id": "罚1", "reason": { "sealed": "0" } }),
    );
    let told = office.waiting("c11.no_product_penalty");
    assert_eq!(told.len(), 1);
    assert_eq!(office.dossier().proceedings.last().unwrap().facts, [Ground::new(GroundKind::Penalty, "罚1")]);
    // The set-aside revokes no revocation by itself: that is a new act.
    assert!(matches!(office.state_on(code, day("2023-06-05")), MarkState::Revoked(_)));
    office.must(
        Federation,
        "2023-06-12",
        json!({ "do": "correct_revocation", "authorization": code, "reason": { "sealed": "0" } }),
    );
    office.must(Federation, "2023-06-12", json!({ "do": "decide_proceeding", "proceeding": told[0], "outcome": "no_action", "reason": { "sealed": "0" } }));
    office.must(Federation, "2023-06-13", json!({ "do": "serve_decision", "proceeding": told[0] }));
    assert!(office.waiting("c11.no_product_penalty").is_empty());
    assert_eq!(office.state_on(code, day("2023-06-12")), MarkState::Valid);
}

#[test]
fn a_penalty_that_did_not_matter_tells_nobody() {
    let mut office = Office::with_firm();
    office.fact(CountyBureau, "2018-03-01", json!({ "fact": "penalty", "id": "罚0", "decided_on": "2018-03-01", "classification": "other", "legal_basis": "法", "authority": "局", "products": [] }));
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    office.must(Maker, "2022-03-01", json!({ "do": "file_declaration", "filing": filing }));
    let declaration = office.dossier().declarations[0].id.clone();
    office.must(
        Federation,
        "2022-03-10",
        json!({ "do": "refuse_declaration", "declaration": declaration, "reason": { "sealed": "0" } }),
    );
    office.must(
        CountyBureau,
        "2022-04-11",
        json!({ "do": "annul_fact", "kind": "penalty", "id": "罚0", "reason": { "sealed": "0" } }),
    );
    assert!(office.dossier().proceedings.is_empty());
}

#[test]
fn a_listing_takes_all_marks_on_either_path_and_leaves_the_models() {
    let mut office = Office::with_firm();
    let declared = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.fact(Federation, "2022-03-15", json!({ "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": "torch", "edition": "T/ZZB 9901-2020", "models": ["T1"], "issued_on": "2022-03-15", "valid_until": "2028-03-14" }));
    office.must(Federation, "2022-03-21", json!({ "do": "grant_certified", "certificate": "CERT-1", "from": "2022-03-21", "valid_until": "2028-03-14", "reason": { "sealed": "0" } }));
    let certified = office.dossier().authorizations.list[1].code;
    office.fact(
        CountyBureau,
        "2023-02-06",
        json!({ "fact": "listing", "id": "失信1", "listed_on": "2023-02-06", "authority": "局" }),
    );
    let work = office.waiting("c11.not_listed");
    assert_eq!(work.len(), 1, "one piece of work for all");
    assert_eq!(office.dossier().proceedings.last().unwrap().authorizations, [declared, certified]);
    office.revoke(&work[0], "2023-02-07", "2023-02-20");
    for code in [declared, certified] {
        assert_eq!(office.state_on(code, day("2023-02-20")), MarkState::Revoked(day("2023-02-20")));
    }
    // Removed from the list: nothing comes back by itself; a new filing may use the same models.
    office.must(
        CountyBureau,
        "2023-08-07",
        json!({ "do": "end_fact", "kind": "listing", "id": "失信1", "reason": { "sealed": "0" } }),
    );
    assert_eq!(office.state_on(declared, day("2023-08-07")), MarkState::Revoked(day("2023-02-20")));
    office.granted("lamp", &["L1"], "2023-08-07", "2023-08-14");
}

#[test]
fn a_certificate_carries_its_mark_and_takes_it_along() {
    let mut office = Office::with_firm();
    office.fact(Federation, "2022-03-15", json!({ "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": "torch", "edition": "T/ZZB 9901-2020", "models": ["T1"], "issued_on": "2022-03-15", "valid_until": "2028-03-14" }));
    let grant = |until: &str| json!({ "do": "grant_certified", "certificate": "CERT-1", "from": "2022-03-21", "valid_until": until, "reason": { "sealed": "0" } });
    let refusal = office.refused(Federation, "2022-03-21", grant("2028-03-15"));
    assert!(refusal.findings.iter().any(|f| f.rule == "c8.within_basis" && f.outcome == "not_met"));
    let why = json!({ "sealed": "0" });
    office.must(
        Federation,
        "2022-03-21",
        json!({ "do": "suspend_certificate", "certificate": "CERT-1", "reason": why }),
    );
    let refusal = office.refused(Federation, "2022-03-21", grant("2028-03-14"));
    assert!(refusal.findings.iter().any(|f| f.rule == "c8.certificate_valid" && f.outcome == "not_met"));
    office.must(
        Federation,
        "2022-03-21",
        json!({ "do": "lift_certificate_suspension", "certificate": "CERT-1", "reason": why }),
    );
    office.must(Federation, "2022-03-21", grant("2028-03-14"));
    let code = office.dossier().authorizations.list[0].code;
    // Suspended: the public page says so at once, and the federation has it to decide.
    office.must(
        Federation,
        "2023-05-08",
        json!({ "do": "suspend_certificate", "certificate": "CERT-1", "reason": why }),
    );
    assert_eq!(office.state_on(code, day("2023-05-08")), MarkState::Suspended(day("2023-05-08")));
    let work = office.waiting("c8.certificate_valid").remove(0);
    office.must(
        Federation,
        "2023-05-09",
        json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "suspended", "reason": why }),
    );
    let lift = json!({ "do": "lift_suspension", "authorization": code, "reason": why });
    office.refused(Federation, "2023-05-10", lift.clone());
    office.must(
        Federation,
        "2023-06-05",
        json!({ "do": "lift_certificate_suspension", "certificate": "CERT-1", "reason": why }),
    );
    assert_eq!(office.state_on(code, day("2023-06-05")), MarkState::Suspended(day("2023-05-09")));
    office.must(Federation, "2023-06-06", lift);
    assert_eq!(office.state_on(code, day("2023-06-06")), MarkState::Valid);
    // Withdrawn: the basis is gone, and the end is to decide; it is no revocation.
    office.must(
        Federation,
        "2024-01-08",
        json!({ "do": "end_fact", "kind": "certificate", "id": "CERT-1", "how": "withdrawn", "reason": why }),
    );
    assert_eq!(office.state_on(code, day("2024-01-08")), MarkState::BasisGone(day("2024-01-08")));
    let work = office.waiting("c8.certificate_valid").remove(0);
    let wrong = json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "revoked", "reason": why });
    assert_eq!(office.refused(Federation, "2024-01-09", wrong).problems[0].code, "outcome_does_not_fit");
    office.must(
        Federation,
        "2024-01-09",
        json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "ended", "reason": why }),
    );
    assert_eq!(office.state_on(code, day("2024-01-09")), MarkState::Ended(day("2024-01-09")));
}

#[test]
fn a_late_fact_opens_a_review_of_the_grant() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.today = day("2023-01-09");
    office.fact(CountyBureau, "2021-06-07", json!({ "fact": "penalty", "id": "罚1", "decided_on": "2021-06-07", "classification": "quality", "legal_basis": "法", "authority": "局", "products": ["torch"] }));
    let review = office.waiting("c9.conditions_held_at_filing").remove(0);
    office.revoke(&review, "2023-01-10", "2023-01-18");
    assert!(!office.mark(code).revocations[0].loses_models());
}

#[test]
fn an_objection_and_its_retest_decide_what_is_verified() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let sample = |id: &str| json!({ "do": "sample_product", "id": id, "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1" });
    for id in ["CK-1", "CK-2"] {
        office.must(CountyBureau, "2022-05-10", sample(id));
        office.must(
            Laboratory,
            "2022-05-16",
            json!({ "do": "enter_result", "check": id, "meets_standard": false, "breaks_law": false }),
        );
        office.must(CountyBureau, "2022-05-17", json!({ "do": "notify_result", "check": id }));
    }
    let object = |id: &str| json!({ "do": "object", "check": id, "statement": { "sealed": "0" } });
    let verify = |id: &str| json!({ "do": "verify_result", "check": id });
    // 15 days after 17 May 2022 end on 1 June.
    office.must(Maker, "2022-06-01", object("CK-1"));
    assert_eq!(office.refused(Maker, "2022-06-02", object("CK-2")).problems[0].code, "too_late");
    assert!(!office.refused(CountyBureau, "2022-06-10", verify("CK-1")).findings.is_empty());
    let order = json!({ "do": "order_retest", "check": "CK-1", "laboratory": "lab-2" });
    office.must(CountyBureau, "2022-06-10", order);
    office.must(
        CountyBureau,
        "2022-06-13",
        json!({ "do": "enter_retest", "check": "CK-1", "meets_standard": true }),
    );
    office.must(CountyBureau, "2022-06-14", verify("CK-1"));
    office.must(CountyBureau, "2022-06-14", verify("CK-2"));
    let failed: Vec<bool> =
        office.dossier().checks.list.iter().map(|check| check.verified.as_ref().unwrap().failed).collect();
    assert_eq!(failed, [false, true]);
    assert_eq!(office.waiting(INTERVIEW).len(), 1);
    // An objection that is upheld without a retest: the result falls.
    office.must(CountyBureau, "2022-07-04", sample("CK-3"));
    office.must(
        Laboratory,
        "2022-07-05",
        json!({ "do": "enter_result", "check": "CK-3", "meets_standard": false }),
    );
    office.must(CountyBureau, "2022-07-06", json!({ "do": "notify_result", "check": "CK-3" }));
    office.must(Maker, "2022-07-07", object("CK-3"));
    office.must(
        CountyBureau,
        "2022-07-08",
        json!({ "do": "answer_objection", "check": "CK-3", "answer": "upheld", "reason": { "sealed": "0" } }),
    );
    office.must(CountyBureau, "2022-07-11", verify("CK-3"));
    assert!(!office.dossier().checks.list[2].verified.as_ref().unwrap().failed);
    assert!(office.waiting(TWICE).is_empty());
}
