//! What comes in from outside brings no marks of the platform with it, and is possible by itself.

use policy::powers::OfficeKind::{Administrator, CountyBureau, Federation, Maker};
use serde_json::{Value, json};

use super::office::Office;

fn codes(office: &mut Office, kind: policy::powers::OfficeKind, on: &str, act: Value) -> Vec<String> {
    office.refused(kind, on, act).problems.into_iter().map(|problem| problem.code).collect()
}

#[test]
fn no_record_brings_its_end_its_annulment_or_its_entry_along() {
    let mut office = Office::with_firm();
    let mark = json!({ "on": "2022-02-07" });
    let forged = [
        ("ended", mark.clone()),
        ("annulled", mark),
        ("entered_on", json!("2022-02-07")),
        ("entry", json!(1)),
    ];
    for (field, value) in forged {
        let with = |mut record: Value| {
            record[field] = value.clone();
            record
        };
        let penalty = with(
            json!({ "fact": "penalty", "id": "罚1", "decided_on": "2022-02-07", "classification": "quality", "legal_basis": "法", "authority": "局" }),
        );
        let entry = with(
            json!({ "fact": "catalogue_entry", "category": "x", "title": "目录", "published_on": "2022-02-07", "from": "2022-02-07" }),
        );
        let body = with(
            json!({ "fact": "body", "id": "body-2", "name": "机构", "kind": "laboratory", "from": "2022-02-07" }),
        );
        let holder = with(
            json!({ "fact": "holder", "person": "p", "office": { "kind": "federation" }, "from": "2022-02-07" }),
        );
        let edition = with(
            json!({ "edition": "T/ZZB 9902-2022", "title": "示例", "published_on": "2022-02-07", "in_force_from": "2022-03-07" }),
        );
        for (kind, act) in [
            (CountyBureau, json!({ "do": "enter_fact", "fact": penalty })),
            (Federation, json!({ "do": "enter_scheme_fact", "fact": entry })),
            (Federation, json!({ "do": "enter_scheme_fact", "fact": body })),
            (Administrator, json!({ "do": "enter_scheme_fact", "fact": holder })),
            (Federation, json!({ "do": "enter_edition", "edition": edition })),
        ] {
            assert_eq!(codes(&mut office, kind, "2022-02-07", act.clone()), ["kept_fields"], "{act}");
        }
    }
}

#[test]
fn periods_and_texts_of_the_scheme_are_possible() {
    let mut office = Office::with_firm();
    let mut try_scheme = |fact: Value| {
        codes(&mut office, Federation, "2022-02-07", json!({ "do": "enter_scheme_fact", "fact": fact }))
    };
    let entry = |id: &str, from: &str| json!({ "fact": "catalogue_entry", "id": id, "category": "x", "title": "目录", "published_on": "2022-02-07", "from": from });
    let body = |id: &str, until: &str| json!({ "fact": "body", "id": id, "name": "机构", "kind": "laboratory", "from": "2022-02-07", "valid_until": until });
    assert_eq!(try_scheme(entry("", "2022-02-06")), ["period"]);
    assert_eq!(try_scheme(entry(&"长".repeat(201), "2022-02-07")), ["text"]);
    assert_eq!(try_scheme(entry("a\u{7}b", "2022-02-07")), ["text"]);
    assert_eq!(try_scheme(body("body-2", "2022-02-06")), ["period"]);
    assert_eq!(try_scheme(body("", "2023-02-06")), ["text"]);
    let series = json!({ "fact": "product", "id": "p", "name": "灯", "models": ["P1"], "series": "长".repeat(201), "since": "2022-02-07" });
    assert_eq!(
        codes(&mut office, Maker, "2022-02-07", json!({ "do": "enter_fact", "fact": series })),
        ["text"]
    );
}

#[test]
fn an_edition_is_named_by_its_number_alone() {
    let mut office = Office::with_firm();
    let edition = json!({ "id": "别名", "edition": "T/ZZB 9902-2022", "title": "示例", "published_on": "2022-02-07", "in_force_from": "2022-03-07" });
    office.must(Federation, "2022-02-07", json!({ "do": "enter_edition", "edition": edition }));
    let kept = office.standards.iter().flat_map(|standard| &standard.editions).last().unwrap();
    assert_eq!(kept.id, kept.edition.to_string());
}

#[test]
fn a_model_stands_on_one_product() {
    let mut office = Office::with_firm();
    let product = |id: &str, models: &[&str]| json!({ "do": "enter_fact", "fact": { "fact": "product", "id": id, "name": "灯", "models": models, "since": "2022-02-07" } });
    assert_eq!(
        codes(&mut office, Maker, "2022-02-07", product("lamp-2", &["N1", "L1"])),
        ["model_on_product"]
    );
    assert_eq!(codes(&mut office, Maker, "2022-02-07", product("", &["L1"])), ["model_on_product"]);
    office.must(Maker, "2022-02-07", product("new", &["N1"]));
    // Set aside, it lets go of its models as long as nothing was counted on it.
    let annul =
        |id: &str| json!({ "do": "annul_fact", "kind": "product", "id": id, "reason": { "sealed": "0" } });
    office.must(CountyBureau, "2022-02-07", annul("new"));
    office.must(Maker, "2022-02-07", product("new-2", &["N1"]));
    // The penalty stays with the product and so with its models, whoever sets the product aside.
    office.fact(CountyBureau, "2022-02-14", json!({ "fact": "penalty", "id": "罚1", "decided_on": "2022-02-14", "classification": "quality", "legal_basis": "法", "authority": "局", "products": ["new-2"] }));
    office.must(CountyBureau, "2022-02-21", annul("new-2"));
    assert_eq!(codes(&mut office, Maker, "2022-02-07", product("new-3", &["N1"])), ["model_on_product"]);
    office.must(Maker, "2022-02-07", product("new-2", &["N1", "N2"]));
}

#[test]
fn a_maker_does_not_end_its_mark_while_work_on_the_product_is_open() {
    let mut office = Office::with_firm();
    let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let other = office.granted("torch", &["T1"], "2022-03-10", "2022-03-10");
    let end = |code: &dyn ToString| json!({ "do": "end_authorization", "authorization": code.to_string(), "reason": { "sealed": "0" } });
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    assert_eq!(codes(&mut office, Maker, "2022-06-07", end(&code)), ["work_pending"], "an interview waits");
    office.must(Maker, "2022-06-07", end(&other));
    office.must(Federation, "2022-06-07", end(&code));
}
