//! Acts that come together are written together, and nothing of it can be told from the rows: not where a transaction
//! is so long that it is written in parts, nor where marks are granted by the dozen.

use policy::authorization::code::MarkCode;
use registry::{Key, Order};
use serde_json::{Value, json};

use crate::rebuild::rebuilt_is_live;
use crate::support::*;

fn done(house: &House, orders: impl IntoIterator<Item = Order>) -> Vec<String> {
    let answers = house.registry.act_all(orders);
    answers
        .into_iter()
        .flat_map(|answer| answer.unwrap_or_else(|refused| panic!("{}", said(&refused))).created)
        .collect()
}

#[test]
fn a_transaction_of_any_length_makes_the_same_rows() {
    let house = House::new();
    let register = |n: usize| {
        let act = json!({"do": "register_enterprise", "name": format!("企业{n}"), "region": "330110"});
        order(bureau(), &house.key(), Some(code(n)), ("2021-01-04", "2021-01-04"), act)
    };
    // More rows than are put off at once when all are made again in one transaction.
    done(&house, (0..4200).map(register));
    // Each firm is renamed twice by acts that stand together.
    let renamed = |n: usize, name: &str, day: &str| {
        let fact = json!({"fact": "registration", "id": "", "name": format!("{name}{n}"), "since": day});
        order(
            bureau(),
            &house.key(),
            Some(code(n)),
            (day, "2021-03-04"),
            json!({"do": "enter_fact", "fact": fact}),
        )
    };
    done(&house, (0..300).flat_map(|n| [renamed(n, "甲", "2021-02-01"), renamed(n, "乙", "2021-03-01")]));
    let found =
        |words: &str| house.registry.reader().search(words, None, &Key::default(), 200).expect("readable");
    assert_eq!(found("乙299").items.len(), 1);
    assert_eq!(found("甲299").items.len(), 1, "a former name still finds it");
    sound(&house.registry);
    rebuilt_is_live(&house);
}

#[test]
fn marks_are_found_in_the_order_in_which_they_were_granted() {
    const MARKS: usize = 40;
    let (house, code) = (House::new(), code(2));
    edition(&house);
    laboratory(&house);
    let body = json!({"fact": "body", "id": "CB-01", "name": "示例认证", "kind": "certification_body", "from": "2020-01-01"});
    house.done(federation(), None, "2020-01-01", json!({"do": "enter_scheme_fact", "fact": body}));
    fit_maker(&house, code, "宁波海波电器有限公司");
    let act = |day: &str, act: Value| order(federation(), &house.key(), Some(code), (day, "2021-06-10"), act);
    let of_one = |n: usize| {
        let enter = |fact: Value| json!({"do": "enter_fact", "fact": fact});
        let product = json!({"fact": "product", "id": format!("q{n}"), "name": "电水壶", "models": [format!("Q{n}")], "since": "2021-06-01"});
        let certificate = json!({"fact": "certificate", "id": format!("ZJM-{n}"), "body": "CB-01", "product": format!("q{n}"),
            "edition": EDITION, "models": [], "issued_on": "2021-06-01", "valid_until": "2027-05-31"});
        let grant = json!({"do": "grant_certified", "certificate": format!("ZJM-{n}"), "from": "2021-06-10",
            "valid_until": "2027-05-31", "reason": {"plain": "证书有效"}});
        [act("2021-06-01", enter(product)), act("2021-06-01", enter(certificate)), act("2021-06-10", grant)]
    };
    let created = done(&house, (0..MARKS).flat_map(of_one));
    let granted: Vec<String> = created.into_iter().filter(|id| MarkCode::parse(id).is_ok()).collect();
    assert_eq!(granted.len(), MARKS);
    let mut sorted = granted.clone();
    sorted.sort();
    assert_ne!(sorted, granted, "codes are scattered");
    for (kind, size) in [(Some("authorization"), 1), (Some("authorization"), 7), (None, 3)] {
        let (mut after, mut found) = (Key::default(), Vec::new());
        loop {
            let page = house.registry.reader().search("dsh", kind, &after, size).expect("readable");
            found.extend(page.items.into_iter().filter(|row| row.kind == "authorization").map(|row| row.id));
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(found, granted, "{kind:?} in pages of {size}");
    }
    sound(&house.registry);
    rebuilt_is_live(&house);
}
