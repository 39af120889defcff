//! Files named by a filing: bounded in number and size, each named once by a digest, and nothing the rules read.

use policy::authorization::evidence::{FILE_BYTES, MOST_FILES, TOTAL_BYTES};
use policy::event::Event;
use policy::powers::OfficeKind::{CountyBureau, Laboratory, Maker};
use policy::supervision::StepKind;
use serde_json::{Value, json};

use super::office::{Office, day};

fn file(number: usize, bytes: u64) -> Value {
    json!({ "digest": format!("{number:064x}"), "shows": "test_report", "file_type": "pdf", "bytes": bytes })
}

fn filed(evidence: Vec<Value>) -> Result<Vec<policy::finding::Finding>, Vec<String>> {
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31", "evidence": evidence });
    let mut office = Office::with_firm();
    let decided = office.try_act(Maker, "2022-03-01", json!({ "do": "file_declaration", "filing": filing }));
    decided.map(|decision| decision.findings).map_err(|refusal| {
        assert!(refusal.problems.iter().all(|problem| problem.field.as_deref() == Some("filing.evidence")));
        refusal.problems.into_iter().map(|problem| problem.code.to_string()).collect()
    })
}

#[test]
fn files_are_bounded_to_the_byte() {
    let many = |count: usize, bytes| (0..count).map(|number| file(number, bytes)).collect::<Vec<_>>();
    assert!(filed(many(MOST_FILES, 1)).is_ok());
    assert_eq!(filed(many(MOST_FILES + 1, 1)).unwrap_err(), ["evidence_many"]);
    assert!(filed(many(1, FILE_BYTES)).is_ok());
    assert_eq!(filed(many(1, FILE_BYTES + 1)).unwrap_err(), ["evidence_size"]);
    assert_eq!(filed(many(1, 0)).unwrap_err(), ["evidence_size"]);
    let whole = usize::try_from(TOTAL_BYTES / FILE_BYTES).unwrap();
    assert!(filed(many(whole, FILE_BYTES)).is_ok());
    let mut over = many(whole, FILE_BYTES);
    over.push(file(99, 1));
    assert_eq!(filed(over).unwrap_err(), ["evidence_size"]);
}

#[test]
fn a_file_is_named_once_by_a_digest() {
    assert_eq!(filed(vec![file(1, 1), file(1, 2)]).unwrap_err(), ["evidence_twice"]);
    let mut short = file(1, 1);
    short["digest"] = json!("abc");
    assert_eq!(filed(vec![short]).unwrap_err(), ["evidence_digest"]);
}

#[test]
fn no_rule_reads_a_file() {
    assert_eq!(filed(vec![file(1, 1)]).unwrap(), filed(Vec::new()).unwrap());
}

/// Files of an objection are as many at the most, each named once by a digest; they are seen with the objection and not
/// before, and an entry without any says what it said before there were files.
#[test]
fn files_of_an_objection_are_bounded_and_seen_with_it() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.must(CountyBureau, "2022-05-10", json!({ "do": "sample_product", "id": "CK-1", "product": "lamp",
        "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1" }));
    let result =
        json!({ "do": "enter_result", "check": "CK-1", "meets_standard": false, "breaks_law": false });
    office.must(Laboratory, "2022-05-16", result);
    office.must(CountyBureau, "2022-05-17", json!({ "do": "notify_result", "check": "CK-1" }));
    let object = |files: Vec<String>| json!({ "do": "object", "check": "CK-1", "statement": { "sealed": "0" }, "files": files });
    let many = |count: usize| (0..count).map(|number| format!("{number:064x}")).collect::<Vec<_>>();
    for (files, code) in [
        (many(MOST_FILES + 1), "evidence_many"),
        (vec!["abc".to_owned()], "evidence_digest"),
        (vec!["0".repeat(64), "0".repeat(64)], "evidence_twice"),
    ] {
        let refusal = office.refused(Maker, "2022-05-20", object(files));
        assert_eq!((refusal.problems.len(), refusal.problems[0].code.as_str()), (1, code));
        assert_eq!(refusal.problems[0].field.as_deref(), Some("files"));
    }
    office.must(Maker, "2022-05-20", object(many(MOST_FILES)));
    let check = &office.dossier().checks.list[0];
    assert_eq!(check.objection_files, many(MOST_FILES));
    let seen =
        |as_of: &str| policy::seen::Seen { as_of: day(as_of), known_on: None }.dossier(office.dossier());
    assert!(seen("2022-05-19").checks.list[0].objection_files.is_empty());
    assert_eq!(seen("2022-05-20").checks.list[0].objection_files.len(), MOST_FILES);
    let bare = serde_json::to_string(&Event::ObjectionFiled { check: "CK-1".to_owned(), files: Vec::new() });
    assert_eq!(bare.unwrap(), r#"{"is":"objection_filed","check":"CK-1"}"#);
    let bare = serde_json::to_string(&StepKind::StatementReceived { files: Vec::new() }).unwrap();
    assert_eq!(bare, r#"{"is":"statement_received"}"#);
    assert_eq!(
        serde_json::from_str::<StepKind>(&bare).unwrap(),
        StepKind::StatementReceived { files: Vec::new() }
    );
}
