//! Files named by a filing: bounded in number and size, each named once by a digest, and nothing the rules read.

use policy::authorization::evidence::{FILE_BYTES, MOST_FILES, TOTAL_BYTES};
use policy::powers::OfficeKind::Maker;
use serde_json::{Value, json};

use super::office::Office;

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
