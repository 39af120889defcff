//! Erasing a text: the record stays whole, the text is gone from every file.

use policy::event::Event;
use registry::SealedText;
use serde_json::json;

use crate::support::*;

const SECRET: &str = "某某某身份证号330106199901011234";

fn files_hold(house: &House, needle: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(house.dir.path()).expect("the folder") {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("readable");
        if bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
            found.push(path.file_name().expect("a name").to_string_lossy().into_owned());
        }
    }
    found
}

#[test]
fn an_erased_text_is_gone_and_its_digest_stays() {
    let (house, code, mark) = granted();
    let end = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": SECRET}});
    let receipt = house.done(maker(code), Some(code), "2022-01-01", end);
    let reader = house.registry.reader();
    let entry = &reader
        .history(&format!("authorization:{mark}"), Some(receipt.positions[0] - 1), 1)
        .expect("readable")[0];
    let digest = entry.entry.reason.clone().expect("a reason");
    assert_eq!(reader.text(&digest).expect("readable"), Some(SealedText { text: Some(SECRET.into()) }));
    assert!(!reader.entry_bytes(receipt.positions[0]).unwrap().unwrap().contains(SECRET));
    assert!(!files_hold(&house, SECRET).is_empty(), "the test looks in the right place");

    let erase =
        |digest: &str| json!({"do": "erase_text", "digest": digest, "reason": {"plain": "当事人申请"}});
    let erased = house.done(federation(), None, "2022-02-01", erase(&digest));
    assert_eq!(reader.text(&digest).expect("readable"), Some(SealedText { text: None }));
    assert_eq!(files_hold(&house, SECRET), Vec::<String>::new());
    let by = reader.history(&format!("text:{digest}"), None, 10).expect("readable");
    assert_eq!(by.len(), 1);
    assert_eq!(by[0].position, erased.positions[0]);
    assert!(matches!(&by[0].entry.event, Event::TextErased { digest: named } if *named == digest));

    assert_eq!(codes(house.act(federation(), None, "2022-02-02", erase(&digest))), ["text_erased"]);
    assert_eq!(codes(house.act(federation(), None, "2022-02-02", erase(&"0".repeat(64)))), ["text_unknown"]);
    assert_eq!(codes(house.act(federation(), None, "2022-02-02", erase("xyz"))), ["digest"]);
    assert_eq!(reader.text(&"0".repeat(64)).expect("readable"), None);
    sound(&house.registry);
    assert_eq!(verified(&house.registry), reader.head().size);
    house.registry.rebuild().expect("rebuilt");
    assert_eq!(reader.text(&digest).expect("readable"), Some(SealedText { text: None }));
    sound(&house.registry);
}
