//! Erasing a text: the record stays whole, the text is gone from every file.

use policy::event::Event;
use registry::{Order, SealedText};
use serde_json::json;

use crate::support::*;

const SECRET: &str = "某某某身份证号330106199901011234";

fn files_hold(house: &House, needle: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(house.dir.path()).expect("the folder") {
        let path = entry.expect("an entry").path();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            // The engine's own files come and go between the listing and the reading.
            Err(gone) if gone.kind() == std::io::ErrorKind::NotFound => continue,
            Err(fault) => panic!("{}: {fault}", path.display()),
        };
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
    assert_eq!(erased.gone_from_disk, Some(true));
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

/// An office with a text to be erased, and the order that erases it.
fn to_be_erased() -> (House, Order) {
    let (house, code, mark) = granted();
    let end = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": SECRET}});
    let receipt = house.done(maker(code), Some(code), "2022-01-01", end);
    assert_eq!(receipt.gone_from_disk, None, "it erases nothing");
    let entries =
        house.registry.reader().history(&format!("authorization:{mark}"), Some(receipt.positions[0] - 1), 1);
    let digest = entries.expect("readable")[0].entry.reason.clone().expect("a reason");
    let act = json!({"do": "erase_text", "digest": digest, "reason": {"plain": "当事人申请"}});
    (house, order(federation(), "erase", None, ("2022-02-01", "2022-02-01"), act))
}

/// Somebody who reads the state of now until they are dropped, and leaves the files as they are.
fn held_reader(house: &House) -> rusqlite::Connection {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let reader =
        rusqlite::Connection::open_with_flags(house.dir.path().join("registry.db"), flags).expect("open");
    reader.execute_batch("begin").expect("begun");
    reader.query_row("select count(*) from attachment", [], |row| row.get::<_, i64>(0)).expect("read");
    reader
}

#[test]
fn while_somebody_reads_an_older_state_the_answer_says_that_the_text_is_still_there() {
    let (house, order) = to_be_erased();
    let reader = held_reader(&house);
    let receipt = house.registry.act(order.clone()).expect("erased");
    assert_eq!(receipt.gone_from_disk, Some(false));
    assert!(!files_hold(&house, SECRET).is_empty(), "the reader holds what was");
    let again = house.registry.act(order.clone()).expect("known");
    assert_eq!((again.repeated, again.gone_from_disk), (true, Some(false)));
    let on_file = || {
        let person = &order.actor.person;
        house.registry.reader().receipt(person, "erase").expect("readable").expect("on file").gone_from_disk
    };
    assert_eq!(on_file(), Some(false), "whoever only looks is told the same");
    drop(reader);
    // Any work at the desk, and each quiet second, comes after what was put off.
    house.registry.end_sessions("nobody").expect("done");
    assert_eq!(files_hold(&house, SECRET), Vec::<String>::new());
    assert_eq!(on_file(), Some(true));
    let again = house.registry.act(order).expect("known");
    assert_eq!((again.repeated, again.gone_from_disk), (true, Some(true)));
    sound(&house.registry);
}

#[test]
fn what_could_not_be_cleared_before_the_end_is_cleared_at_the_next_opening() {
    let (house, order) = to_be_erased();
    let reader = held_reader(&house);
    assert_eq!(house.registry.act(order.clone()).expect("erased").gone_from_disk, Some(false));
    house.registry.close();
    assert!(!files_hold(&house, SECRET).is_empty(), "the reader outlived the office");
    drop(reader);
    let house = house.reopened();
    assert_eq!(files_hold(&house, SECRET), Vec::<String>::new());
    assert_eq!(house.registry.act(order).expect("known").gone_from_disk, Some(true));
}
