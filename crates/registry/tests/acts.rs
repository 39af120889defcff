//! What the door does beside deciding: repeated keys, versions, numbers of others, texts, sizes.

use policy::powers::Actor;
use registry::{Order, Refused};
use serde_json::json;

use crate::support::*;

fn named(key: &str, name: &str) -> Order {
    let act = json!({"do": "register_enterprise", "name": name, "region": "330110"});
    order(bureau(), key, Some(code(1)), ("2022-01-01", "2022-01-01"), act)
}

#[test]
fn the_same_command_is_one_act_with_one_receipt() {
    let (house, code, _) = granted();
    let filing = json!({"do": "file_declaration", "filing": {"product": "p1", "edition": EDITION, "until": "2026-06-30"}});
    let order = order(maker(code), "once", Some(code), ("2021-08-01", "2021-08-01"), filing);
    let first = house.registry.act(order.clone()).expect("filed");
    assert!(!first.repeated && !first.findings.is_empty());
    let size = house.registry.reader().head().size;
    let again = house
        .registry
        .act(Order { now: noon("2022-01-01"), expected: Some(0), ..order.clone() })
        .expect("again");
    assert_eq!(again, registry::Receipt { repeated: true, ..first });
    assert_eq!(house.registry.reader().head().size, size, "nothing was written");
    // Also by the next process.
    let house = house.reopened();
    assert!(house.registry.act(order).expect("again").repeated);
    let tagged = house.registry.reader().history("cmd:P-M\tonce", None, 10).expect("readable");
    assert_eq!(tagged.iter().map(|entry| entry.position).collect::<Vec<_>>(), again.positions);
}

#[test]
fn the_same_key_for_something_else_is_a_conflict() {
    let house = House::new();
    house.registry.act(named("k", "甲")).expect("registered");
    assert!(matches!(house.registry.act(named("k", "乙")), Err(Refused::Conflict(_))));
    assert!(house.registry.act(named("k", "甲")).expect("the same").repeated);
}

/// One namespace for everybody let one person block another's act by using its key first.
#[test]
fn each_person_has_keys_of_their_own() {
    let house = House::new();
    house.seat("P-2", bureau(), "2022-01-01");
    let by_p2 = |order: Order| Order { actor: Actor { person: "P-2".into(), office: bureau() }, ..order };
    let first = house.registry.act(named("k", "甲")).expect("registered");
    let on = ("2022-01-01", "2022-01-01");
    let act = json!({"do": "register_enterprise", "name": "乙", "region": "330110"});
    // Straight after it, so that their entries stand together in the ledger.
    let second = by_p2(order(bureau(), "k", Some(code(2)), on, act));
    let done = house.registry.act(second.clone()).expect("a key of another person's");
    assert!(!done.repeated && done.positions != first.positions);
    assert!(
        matches!(house.registry.act(by_p2(named("k", "甲"))), Err(Refused::Conflict(_))),
        "one's own key for another act"
    );
    assert!(house.registry.act(second).expect("the same").repeated);
    assert!(house.registry.act(named("k", "甲")).expect("the same").repeated);
    sound(&house.registry);
    house.registry.rebuild().expect("rebuilt");
    sound(&house.registry);
}

/// What has nothing to do writes nothing: no entry, no receipt, no key taken.
#[test]
fn nothing_to_do_leaves_nothing() {
    let (house, code, _) = granted();
    let sweep = |key: &str| {
        order(federation(), key, Some(code), ("2021-09-01", "2021-09-01"), json!({"do": "open_due_work"}))
    };
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    // Goes up when another connection commits anything.
    let version =
        || database.query_row("pragma data_version", [], |row| row.get::<_, i64>(0)).expect("asked");
    let before = version();
    for key in ["sweep-1", "sweep-1", "sweep-2"] {
        let receipt = house.registry.act(sweep(key)).expect("nothing is due");
        assert_eq!((receipt.positions, receipt.repeated), (Vec::new(), false));
    }
    assert_eq!(version(), before);
    house.enterprise(crate::support::code(7), "七", "2021-09-01");
    assert_ne!(version(), before, "what is written shows");
}

/// A second statement under the key of the first was told to be filed, and was lost.
#[test]
fn another_private_text_under_the_same_key_is_a_conflict() {
    let (house, code, mark) = granted();
    let end = |text: &str| {
        let act = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": text}});
        order(maker(code), "end", Some(code), ("2022-01-01", "2022-01-01"), act)
    };
    let done = house.registry.act(end("停产")).expect("ended");
    assert!(!done.repeated);
    let size = house.registry.reader().head().size;
    assert!(
        matches!(house.registry.act(end("停止生产")), Err(Refused::Conflict(said)) if said.en.contains("another text"))
    );
    assert!(house.registry.act(end("停产")).expect("the same act").repeated);
    // Nothing of the text is kept under the key, and once it is erased nothing tells whether it is the same.
    let database = rusqlite::Connection::open(house.dir.path().join("registry.db")).expect("the database");
    let kept = |key: &str| -> String {
        let sql = "select digest || receipt from command where key = ?1";
        database.query_row(sql, [key], |row| row.get(0)).expect("the receipt")
    };
    let without = kept("P-M\tend");
    assert!(!without.contains("停产") && !without.contains(&ledger::hex(&ledger::digest("停产".as_bytes()))));
    let entry =
        &house.registry.reader().history(&format!("authorization:{mark}"), Some(done.positions[0] - 1), 1);
    let digest = entry.as_ref().expect("readable")[0].entry.reason.clone().expect("a reason");
    let erase = json!({"do": "erase_text", "digest": digest, "reason": {"plain": "当事人申请"}});
    house.done(federation(), None, "2022-01-02", erase);
    for text in ["停产", "停止生产"] {
        let again = house.registry.act(end(text));
        assert!(matches!(again, Err(Refused::Conflict(said)) if said.en.contains("erased")), "{text}");
    }
    assert_eq!(house.registry.reader().head().size, size + 1, "only the erasure was written");
    sound(&house.registry);
}

#[test]
fn a_stale_version_is_a_conflict() {
    let house = House::new();
    let registered = house.enterprise(code(1), "甲", "2022-01-01");
    let award = |key: &str, expected| {
        let act = json!({"do": "enter_fact", "fact": {"fact": "award", "name": "奖", "level": "county",
                         "is_government_quality_award": true, "awarded_on": "2022-01-02"}});
        Order { expected, ..order(bureau(), key, Some(code(1)), ("2022-01-02", "2022-01-02"), act) }
    };
    let second = house.registry.act(award("a", Some(registered.version))).expect("as seen");
    assert!(matches!(house.registry.act(award("b", Some(registered.version))), Err(Refused::Conflict(_))));
    let filed = house.registry.reader().dossier(code(1)).expect("readable").expect("on file");
    assert_eq!(filed.version, second.version);
    house.registry.act(award("c", Some(filed.version))).expect("as seen now");
}

#[test]
fn nothing_to_do_is_an_act_without_entries() {
    let (house, code, _) = granted();
    let version = house.registry.reader().dossier(code).expect("readable").expect("on file").version;
    let size = house.registry.reader().head().size;
    let receipt = house.done(federation(), Some(code), "2022-01-01", json!({"do": "open_due_work"}));
    assert_eq!((receipt.positions, receipt.version), (vec![], version));
    assert_eq!(house.registry.reader().head().size, size);
    sound(&house.registry);
}

#[test]
fn a_number_of_another_enterprise_is_refused() {
    let house = House::new();
    edition(&house);
    laboratory(&house);
    for (n, name) in [(1, "甲"), (2, "乙")] {
        fit_maker(&house, code(n), name);
    }
    let sample = json!({"do": "sample_product", "id": "CK-7", "product": "p1", "edition": EDITION,
                        "reason": {"why": "planned"}, "bureau": "330000", "laboratory": "L1"});
    house.done(bureau(), Some(code(1)), "2022-01-01", sample.clone());
    assert_eq!(codes(house.act(bureau(), Some(code(2)), "2022-01-01", sample)), ["number_taken"]);
    let certificate = json!({"do": "enter_fact", "fact": {"fact": "certificate", "id": "Z-1", "body": "CB", "product": "p1",
                             "edition": EDITION, "models": [], "issued_on": "2022-01-01", "valid_until": "2027-01-01"}});
    house.done(federation(), Some(code(1)), "2022-01-01", certificate.clone());
    assert_eq!(codes(house.act(federation(), Some(code(2)), "2022-01-01", certificate)), ["number_taken"]);
    // Products are named by their makers, so both may call theirs `p1`.
    for n in [1, 2] {
        assert!(
            house.registry.reader().row("product", &format!("{}/p1", code(n))).expect("readable").is_some()
        );
    }
    sound(&house.registry);
}

#[test]
fn a_refused_order_leaves_nothing() {
    let (house, code, mark) = granted();
    let size = house.registry.reader().head().size;
    let lift = |reason| json!({"do": "lift_suspension", "authorization": mark, "reason": reason});
    assert_eq!(
        codes(house.act(federation(), Some(code), "2022-01-01", lift(json!({"plain": "理由"})))),
        ["not_suspended"]
    );
    assert_eq!(
        codes(house.act(federation(), Some(code), "2022-01-01", lift(json!({"plain": "  "})))),
        ["text"]
    );
    assert_eq!(
        codes(house.act(federation(), Some(code), "2022-01-01", lift(json!({"sealed": "ab"})))),
        ["text"]
    );
    let long = "长".repeat(50_001);
    assert_eq!(
        codes(house.act(federation(), Some(code), "2022-01-01", lift(json!({"plain": long})))),
        ["text"]
    );
    assert_eq!(
        codes(house.act(federation(), Some(code), "2022-01-01", lift(json!({"plain": "理\u{0}由"})))),
        ["text"]
    );
    assert_eq!(
        codes(house.act(federation(), Some(code), "2022-01-01", lift(json!({"plain": "理由\n其二\t终"})))),
        ["not_suspended"]
    );
    assert_eq!(
        codes(house.act(maker(code), Some(code), "2022-01-01", lift(json!({"plain": "理由"})))),
        ["no_power"]
    );
    assert_eq!(house.registry.reader().head().size, size);
    sound(&house.registry);
}

#[test]
fn an_entry_that_is_too_large_is_refused_in_words() {
    let house = House::new();
    house.enterprise(code(1), "甲", "2022-01-01");
    let models: Vec<String> = (0..500).map(|n| format!("{n:0>190}")).collect();
    let product = json!({"do": "enter_fact", "fact": {"fact": "product", "id": "p", "name": "多型号", "models": models,
                         "since": "2022-01-01"}});
    assert_eq!(codes(house.act(bureau(), Some(code(1)), "2022-01-01", product)), ["too_large"]);
    sound(&house.registry);
}

#[test]
fn histories_are_read_in_pages() {
    let (house, code, mark) = granted();
    let reader = house.registry.reader();
    let tag = format!("enterprise:{code}");
    let whole: Vec<u64> =
        reader.history(&tag, None, 200).expect("readable").iter().map(|e| e.position).collect();
    let mut paged = Vec::new();
    let mut after = None;
    loop {
        let page = reader.history(&tag, after, 3).expect("readable");
        let Some(last) = page.last() else { break };
        after = Some(last.position);
        paged.extend(page.iter().map(|entry| entry.position));
    }
    assert_eq!(paged, whole);
    assert!(whole.len() > 10);
    let of_mark = reader.history(&format!("authorization:{mark}"), None, 10).expect("readable");
    assert_eq!(of_mark.len(), 1);
    assert_eq!(
        of_mark[0].leaf,
        ledger::leaf_hash(reader.entry_bytes(of_mark[0].position).unwrap().unwrap().as_bytes())
    );
}

#[test]
fn rows_are_read_in_pages_and_narrowed() {
    let house = House::new();
    for n in 1..=25 {
        house.enterprise(code(n), &format!("企业{n}"), "2022-01-01");
    }
    let reader = house.registry.reader();
    let mut query = registry::Query { kind: "enterprise".into(), limit: 7, ..registry::Query::default() };
    let mut seen = Vec::new();
    loop {
        let page = reader.rows(&query).expect("readable");
        seen.extend(page.items.into_iter().map(|row| row.id));
        let Some(next) = page.next else { break };
        query.after = next.id;
    }
    let mut all: Vec<String> = (1..=25).map(|n| code(n).to_string()).collect();
    all.sort();
    assert_eq!(seen, all);
    let count = |query: registry::Query| reader.rows(&query).expect("readable").items.len();
    let kind = || "enterprise".to_owned();
    let of = |region: &str| registry::Query {
        kind: kind(),
        region: region.into(),
        limit: 200,
        ..Default::default()
    };
    assert_eq!((count(of("3301")), count(of("3302"))), (25, 0));
    let one =
        registry::Query { kind: kind(), enterprise: code(3).to_string(), limit: 200, ..Default::default() };
    assert_eq!(count(one.clone()), 1);
    assert_eq!(count(registry::Query { region: "3302".into(), ..one.clone() }), 0);
    assert_eq!(count(registry::Query { state: "registered".into(), ..one.clone() }), 1);
    assert_eq!(count(registry::Query { state: "other".into(), ..one }), 0);
    assert_eq!(reader.count("enterprise", "").expect("readable"), 25);
}
