//! Mistakes put right through the door: a number is free again once its record was set aside, within an enterprise
//! and between two, and the rows made anew are the same to the last byte.

use policy::enterprise::facts::FactKind;
use serde_json::{Value, json};

use crate::rebuild::rebuilt_is_live;
use crate::support::*;

fn certificate(product: &str, until: &str) -> Value {
    json!({"fact": "certificate", "id": "ZJM-1", "body": "CB-01", "product": product, "edition": EDITION, "models": [],
           "issued_on": "2021-06-01", "valid_until": until})
}

fn annul(kind: &str, id: &str) -> Value {
    json!({"do": "annul_fact", "kind": kind, "id": id, "reason": {"plain": "录入有误"}})
}

#[test]
fn a_wrong_record_is_set_aside_and_entered_anew() {
    let (house, code, _) = granted();
    let row =
        |kind: &str, id: &str| house.registry.reader().row(kind, id).expect("readable").expect("on file");
    house.fact(federation(), code, "2021-06-01", certificate("p1", "2025-05-31"));
    house.done(federation(), Some(code), "2021-07-01", annul("certificate", "ZJM-1"));
    assert_eq!(row("certificate", "ZJM-1").state, "annulled");
    let entered = json!({"do": "enter_fact", "fact": certificate("p1", "2027-05-31")});
    house.act_entered(federation(), Some(code), ("2021-06-01", "2021-07-02"), entered).expect("entered anew");
    let now = row("certificate", "ZJM-1");
    assert_eq!((now.state.as_str(), now.due_on.as_str()), ("issued", "2027-05-31"));
    let dossier = house.registry.reader().dossier(code).expect("readable").expect("on file").value;
    assert_eq!(dossier.records(FactKind::Certificate, "ZJM-1").len(), 2);
    rebuilt_is_live(&house);
    sound(&house.registry);
}

#[test]
fn a_number_entered_for_the_wrong_enterprise_is_entered_for_the_right_one() {
    let house = House::new();
    edition(&house);
    laboratory(&house);
    for (n, name) in [(1, "甲"), (2, "乙")] {
        fit_maker(&house, code(n), name);
    }
    let act = json!({"do": "enter_fact", "fact": certificate("p1", "2027-05-31")});
    house.done(federation(), Some(code(1)), "2021-06-01", act.clone());
    assert_eq!(codes(house.act(federation(), Some(code(2)), "2021-06-01", act.clone())), ["number_taken"]);
    house.done(federation(), Some(code(1)), "2021-06-01", annul("certificate", "ZJM-1"));
    house.done(federation(), Some(code(2)), "2021-06-01", act.clone());
    let owner = || {
        house.registry.reader().row("certificate", "ZJM-1").expect("readable").expect("on file").enterprise
    };
    assert_eq!(owner(), code(2).to_string());
    assert_eq!(codes(house.act(federation(), Some(code(1)), "2021-06-01", act.clone())), ["number_taken"]);
    // What changes all rows of the first one leaves the row of the second one alone.
    house.fact(
        bureau(),
        code(1),
        "2022-01-10",
        json!({"fact": "head_office", "region": "330205", "since": "2022-01-10"}),
    );
    house.fact(
        bureau(),
        code(1),
        "2022-01-11",
        json!({"fact": "registration", "name": "丙", "since": "2022-01-11"}),
    );
    assert_eq!(owner(), code(2).to_string());
    // And back again.
    house.done(federation(), Some(code(2)), "2022-02-01", annul("certificate", "ZJM-1"));
    house.act_entered(federation(), Some(code(1)), ("2021-06-01", "2022-02-01"), act).expect("its own again");
    assert_eq!(owner(), code(1).to_string());
    rebuilt_is_live(&house);
    sound(&house.registry);
}

#[test]
fn an_edition_with_a_wrong_table_is_put_right() {
    let (house, _, _) = granted();
    let annul = json!({"do": "annul_edition", "edition": EDITION, "reason": {"plain": "对比表有误"}});
    house.done(federation(), None, "2022-01-10", annul);
    let row =
        |kind: &str, id: &str| house.registry.reader().row(kind, id).expect("readable").expect("on file");
    assert_eq!(row("edition", EDITION).state, "annulled");
    let anew = json!({"do": "enter_edition", "edition": {"edition": EDITION, "title": "家用燃气快速热水器（更正）",
                      "published_on": "2021-03-01", "in_force_from": "2021-04-01"}});
    house.act_entered(federation(), None, ("2021-03-01", "2022-01-11"), anew).expect("entered anew");
    let now = row("edition", EDITION);
    assert_eq!((now.state.as_str(), now.title.as_str()), ("on_file", "家用燃气快速热水器（更正）"));
    rebuilt_is_live(&house);
    sound(&house.registry);
}

#[test]
fn what_was_unknown_is_supplied() {
    let (house, code, _) = granted();
    let penalty = json!({"fact": "penalty", "id": "罚1", "decided_on": "2022-01-10", "classification": "unclassified",
                         "legal_basis": "产品质量法", "authority": "局"});
    house.fact(bureau(), code, "2022-01-10", penalty);
    let classify = json!({"do": "classify_penalty", "penalty": "罚1", "classification": "quality", "products": ["p1"],
                          "reason": {"plain": "依处罚决定书"}});
    let opened = house.done(bureau(), Some(code), "2022-01-20", classify).created;
    assert_eq!(opened.len(), 1, "a revocation to be heard");
    let describe = json!({"do": "describe_product", "product": "p1", "series": "热水器"});
    house.done(maker(code), Some(code), "2022-01-21", describe);
    let product =
        house.registry.reader().row("product", &format!("{code}/p1")).expect("readable").expect("on file");
    assert_eq!(product.state, "on_file");
    assert!(product.body.contains("热水器"));
    let history = house.registry.reader().history(&format!("product:{code}/p1"), None, 10).expect("readable");
    assert_eq!(history.len(), 2);
    rebuilt_is_live(&house);
    sound(&house.registry);
}
