//! An issued paper is found by the digest of its file, also after the rows were made again.

use policy::event::Event;
use serde_json::json;

use crate::support::*;

#[test]
fn a_paper_is_found_by_the_digest_of_its_file() {
    let (house, _, _) = granted();
    let sha256 = "5f".repeat(32);
    let issue = json!({ "do": "issue_paper", "paper": {
        "entry": 1, "kind": "certificate", "lang": "zh", "copy": "public", "engine": "press/1", "sha256": sha256 } });
    let receipt = house.done(federation(), None, "2022-02-01", issue);
    let reader = house.registry.reader();
    for _ in 0..2 {
        for tag in [format!("paper:{sha256}"), "papers_of:1".to_owned()] {
            let found = reader.history(&tag, None, 10).expect("readable");
            assert_eq!(found.len(), 1, "{tag}");
            assert_eq!(found[0].position, receipt.positions[0]);
            assert!(matches!(&found[0].entry.event, Event::PaperIssued { paper } if paper.sha256 == sha256));
        }
        sound(&house.registry);
        house.registry.rebuild().expect("rebuilt");
    }
    assert!(reader.history(&format!("paper:{}", "0".repeat(64)), None, 10).expect("readable").is_empty());
    assert_eq!(verified(&house.registry), reader.head().size);
}
