//! What a party brings counts from the day it is received (reading 0012).

use policy::powers::OfficeKind::{CountyBureau, Federation, Laboratory, Maker};
use serde_json::json;

use super::office::{Office, day};

#[test]
fn a_maker_cannot_choose_the_filing_day_and_the_federation_enters_what_came_on_paper() {
    let mut office = Office::with_firm();
    office.today = day("2026-11-29");
    let penalty = json!({ "fact": "penalty", "id": "P-1", "decided_on": "2025-06-01", "classification": "quality",
        "legal_basis": "第四十九条", "authority": "区局", "products": ["lamp"] });
    office.fact(CountyBureau, "2025-06-01", penalty);
    let filing =
        json!({ "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    let file = json!({ "do": "file_declaration", "filing": filing });
    for back in ["2025-05-31", "2026-11-28"] {
        let refusal = office.refused(Maker, back, file.clone());
        assert_eq!(
            (refusal.problems[0].code.as_str(), refusal.problems.len()),
            ("received_today", 1),
            "{back}"
        );
    }
    office.must(Maker, "2026-11-29", file.clone());
    let own = office.dossier().declarations.last().unwrap().id.clone();
    let grant = |id: &str| {
        json!({ "do": "grant_declared", "declaration": id, "from": "2026-11-29",
        "valid_until": "2027-12-31", "reason": { "sealed": "0" } })
    };
    let refusal = office.refused(Federation, "2026-11-29", grant(&own));
    assert!(refusal.findings.iter().any(|f| f.rule == "c9.no_product_penalty" && f.outcome == "not_met"));
    office.must(Maker, "2026-11-29", json!({ "do": "withdraw_declaration", "declaration": own }));
    // Handed in on paper before the penalty: the federation received it and says when.
    office.must(Federation, "2025-05-30", file);
    let paper = office.dossier().declarations.last().unwrap();
    assert_eq!((paper.filed_on, paper.entered_on), (day("2025-05-30"), Some(day("2026-11-29"))));
}

#[test]
fn an_objection_and_a_request_count_from_receipt_too() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.must(CountyBureau, "2022-05-10", json!({ "do": "sample_product", "id": "CK-1", "product": "lamp",
        "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1" }));
    office.must(
        Laboratory,
        "2022-05-16",
        json!({ "do": "enter_result", "check": "CK-1", "meets_standard": false, "breaks_law": false }),
    );
    office.must(CountyBureau, "2022-05-17", json!({ "do": "notify_result", "check": "CK-1" }));
    office.today = day("2022-07-01");
    let object = json!({ "do": "object", "check": "CK-1", "statement": { "sealed": "0" } });
    assert_eq!(office.refused(Maker, "2022-05-20", object.clone()).problems[0].code, "received_today");
    let end = json!({ "do": "end_authorization", "authorization": code, "reason": { "sealed": "0" } });
    // An end is decided by entering it: no office could enter an earlier day for the maker.
    assert_eq!(office.refused(Maker, "2022-05-01", end).problems[0].code, "decided_today");
    // It came by post in time, and the bureau says so.
    office.must(CountyBureau, "2022-05-20", object);
}
