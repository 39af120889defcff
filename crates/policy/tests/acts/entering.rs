//! What comes in from outside brings no marks of the platform with it, and is possible by itself.

use policy::powers::OfficeKind::{Administrator, CountyBureau, Federation, Laboratory, Maker};
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
    let other = office.granted("torch", &["T1"], "2022-03-10", "2022-03-11");
    let end = |code: &dyn ToString| json!({ "do": "end_authorization", "authorization": code.to_string(), "reason": { "sealed": "0" } });
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    assert_eq!(codes(&mut office, Maker, "2022-06-07", end(&code)), ["work_pending"], "an interview waits");
    office.must(Maker, "2022-06-07", end(&other));
    office.must(Federation, "2022-06-07", end(&code));
}

/// Between the sample and the verification the failure counts on no mark yet, and the end of the mark would outrun it.
#[test]
fn a_maker_does_not_end_its_mark_while_a_check_of_the_product_is_open() {
    let end = |code: &dyn ToString| json!({ "do": "end_authorization", "authorization": code.to_string(), "reason": { "sealed": "0" } });
    let sampled = |result: Option<bool>| {
        let mut office = Office::with_firm();
        let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
        let other = office.granted("torch", &["T1"], "2022-03-10", "2022-03-11");
        office.must(CountyBureau, "2022-05-10", json!({ "do": "sample_product", "id": "CK-1", "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1" }));
        if let Some(meets) = result {
            office.must(
                Laboratory,
                "2022-05-11",
                json!({ "do": "enter_result", "check": "CK-1", "meets_standard": meets }),
            );
        }
        (office, code, other)
    };
    for result in [None, Some(false)] {
        let (mut office, code, other) = sampled(result);
        let refusal = office.refused(Maker, "2022-05-12", end(&code));
        assert_eq!(refusal.problems[0].code, "work_pending", "{result:?}");
        assert!(refusal.problems[0].said.en.contains("CK-1"));
        office.must(Maker, "2022-05-12", end(&other));
        office.must(Federation, "2022-05-12", end(&code));
    }
    let (mut office, code, _) = sampled(Some(true));
    office.must(Maker, "2022-05-12", end(&code));
    let (mut office, code, _) = sampled(Some(false));
    office.must(
        CountyBureau,
        "2022-05-12",
        json!({ "do": "set_check_aside", "check": "CK-1", "reason": { "sealed": "0" } }),
    );
    office.must(Maker, "2022-05-12", end(&code));
}

#[test]
fn a_product_is_checked_against_the_standard_of_its_marks_by_a_bureau_of_the_province() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    for number in ["T/ZZB 9901-2022", "T/ZZB 9902-2022"] {
        let edition = json!({ "edition": number, "title": "示例", "published_on": "2022-02-01", "in_force_from": "2022-03-01" });
        office.must(Federation, "2022-02-01", json!({ "do": "enter_edition", "edition": edition }));
    }
    let sample = |product: &str, edition: &str, bureau: &str| json!({ "do": "sample_product", "product": product, "edition": edition, "reason": { "why": "planned" }, "bureau": bureau, "laboratory": "lab-1" });
    let lamp = |edition: &str| sample("lamp", edition, "330109");
    assert_eq!(codes(&mut office, CountyBureau, "2022-05-10", lamp("T/ZZB 9902-2022")), ["another_standard"]);
    office.must(CountyBureau, "2022-05-10", lamp("T/ZZB 9901-2022"));
    // The torch has no mark: nobody knows yet against which standard it will be declared.
    office.must(CountyBureau, "2022-05-10", sample("torch", "T/ZZB 9902-2022", "330109"));
    for bureau in ["110000", "110109", "320500"] {
        let refusal = office.refused(Federation, "2022-05-10", sample("lamp", "T/ZZB 9901-2020", bureau));
        assert!(
            refusal.problems.iter().any(|problem| ["bureau", "no_power"].contains(&problem.code.as_str())),
            "{refusal:?}"
        );
    }
    assert_eq!(
        codes(&mut office, CountyBureau, "2022-05-10", sample("lamp", "T/ZZB 9901-2020", "110109")),
        ["bureau"]
    );
}

#[test]
fn shares_that_cannot_all_be_true_are_refused() {
    let mut office = Office::with_firm();
    let share = |owner: &str, percent: &str, since: &str| json!({ "do": "enter_fact", "fact": { "fact": "holding", "owner": owner, "percent": percent, "since": since } });
    const ONE: &str = "91330212MA0P2B004L";
    const TWO: &str = "91330109MA0P2B0026";
    office.must(CountyBureau, "2022-03-01", share(ONE, "60", "2022-03-01"));
    assert_eq!(
        codes(&mut office, CountyBureau, "2022-03-01", share(ONE, "60", "2022-03-01")),
        ["share_exists"]
    );
    assert_eq!(
        codes(&mut office, CountyBureau, "2022-03-02", share(TWO, "51", "2022-03-02")),
        ["percent_sum"]
    );
    office.must(CountyBureau, "2022-03-02", share(TWO, "40", "2022-03-02"));
    // One that comes late is held against what began after it.
    office.today = "2022-06-01".parse().unwrap();
    assert_eq!(
        codes(&mut office, CountyBureau, "2022-02-01", share(TWO, "50", "2022-02-01")),
        ["percent_sum"]
    );
    // The seller first, then the buyer.
    office.must(CountyBureau, "2022-06-01", share(ONE, "10", "2022-06-01"));
    office.must(CountyBureau, "2022-06-01", share(TWO, "90", "2022-06-01"));
}

/// Marks that turn the direction of writing, or take no room, show one name as another.
#[test]
fn what_nobody_sees_is_in_no_name() {
    let mut office = Office::with_firm();
    for hidden in ['\u{202E}', '\u{2066}', '\u{061C}', '\u{200B}', '\u{0}'] {
        let name = format!("灯{hidden}具");
        let product =
            json!({ "fact": "product", "id": "p", "name": name, "models": ["P1"], "since": "2022-02-07" });
        let renamed = json!({ "fact": "registration", "name": name, "since": "2022-02-07" });
        for fact in [product, renamed] {
            let found =
                codes(&mut office, CountyBureau, "2022-02-07", json!({ "do": "enter_fact", "fact": fact }));
            assert!(["invisible", "text"].contains(&found[0].as_str()), "{found:?}");
        }
        let edition = json!({ "edition": "T/ZZB 9902-2022", "title": name, "published_on": "2022-02-07", "in_force_from": "2022-03-07" });
        let found = codes(
            &mut office,
            Federation,
            "2022-02-07",
            json!({ "do": "enter_edition", "edition": edition }),
        );
        assert!(["invisible", "text"].contains(&found[0].as_str()), "{found:?}");
    }
}

/// Two models typed in one field were one, under which nobody finds either.
#[test]
fn one_model_is_one() {
    let mut office = Office::with_firm();
    for models in ["F1;F2", "F1；F2", "F1、F2", "F1|F2"] {
        let product =
            json!({ "fact": "product", "id": "p", "name": "灯", "models": [models], "since": "2022-02-07" });
        assert_eq!(
            codes(&mut office, Maker, "2022-02-07", json!({ "do": "enter_fact", "fact": product })),
            ["several"]
        );
    }
    let product = json!({ "fact": "product", "id": "p", "name": "灯", "models": ["F-1/2,5", "F 2.0"], "since": "2022-02-07" });
    office.must(Maker, "2022-02-07", json!({ "do": "enter_fact", "fact": product }));
}

#[test]
fn nobody_sits_on_both_sides() {
    let mut office = Office::with_firm();
    let seat = |id: &str, person: &str, kind: &str, of: Option<&str>| {
        let mut seat = json!({ "kind": kind });
        if let Some(of) = of {
            seat["of"] = json!(of);
        }
        json!({ "do": "enter_scheme_fact", "fact": { "fact": "holder", "id": id, "person": person, "office": seat, "from": "2022-02-07" } })
    };
    let maker = Some("91330212MA0P2B004L");
    office.must(Administrator, "2022-02-07", seat("h1", "P-9", "federation", None));
    for (kind, of) in
        [("maker", maker), ("laboratory", Some("lab-1")), ("certification_body", Some("body-1"))]
    {
        assert_eq!(
            codes(&mut office, Administrator, "2022-02-07", seat("h2", "P-9", kind, of)),
            ["conflict_of_interest"]
        );
    }
    office.must(Administrator, "2022-02-07", seat("h3", "P-9", "county_bureau", Some("330109")));
    office.must(Administrator, "2022-02-07", seat("h4", "P-8", "maker", maker));
    assert_eq!(
        codes(&mut office, Administrator, "2022-02-07", seat("h5", "P-8", "county_bureau", Some("330109"))),
        ["conflict_of_interest"]
    );
    office.must(Administrator, "2022-02-07", seat("h6", "P-8", "administrator", None));
    // Who has left may come to the other side.
    office.must(
        Administrator,
        "2022-02-07",
        json!({ "do": "end_scheme_fact", "kind": "holder", "id": "h4", "reason": { "sealed": "0" } }),
    );
    office.must(Administrator, "2022-02-07", seat("h7", "P-8", "federation", None));
}
