//! Mistakes can be put right: what was entered wrongly is set aside and entered anew under its number, and what was
//! left unknown is supplied, so that the answer of each day, as known on each day, stays what it was.

use policy::calendar::Day;
use policy::enterprise::facts::FactKind;
use policy::finding::{finding, outcome};
use policy::ground::{Ground, GroundKind};
use policy::powers::OfficeKind::{CountyBureau, Federation, Laboratory, Maker};
use policy::question::{About, Question};
use policy::rules::named;
use serde_json::{Value, json};

use super::office::{Office, day};

const PENALTY: &str = "c11.no_product_penalty";

fn penalty(id: &str, on: &str, classification: &str, products: Value) -> Value {
    json!({ "fact": "penalty", "id": id, "decided_on": on, "classification": classification, "legal_basis": "法", "authority": "局", "products": products })
}

fn annul(kind: &str, id: &str) -> Value {
    json!({ "do": "annul_fact", "kind": kind, "id": id, "reason": { "sealed": "0" } })
}

fn answer(office: &Office, rule: &str, known_on: Option<Day>) -> String {
    let mark = &office.dossier().authorizations.list[0];
    let q =
        Question::new(office.world(), About::Authorization(mark), office.scene_law(), office.today).unwrap();
    outcome(named(rule).unwrap(), &q.as_known_on(known_on)).name().to_owned()
}

#[test]
fn a_fact_that_was_set_aside_is_entered_anew_under_its_number() {
    let mut office = Office::with_firm();
    let wrong = penalty("罚1", "2022-02-07", "quality", json!(["lamp"]));
    office.fact(CountyBureau, "2022-02-07", wrong.clone());
    let twice = office.refused(CountyBureau, "2022-02-07", json!({ "do": "enter_fact", "fact": wrong }));
    assert_eq!(twice.problems[0].code, "fact_exists");
    office.must(CountyBureau, "2022-02-14", annul("penalty", "罚1"));
    office.fact(CountyBureau, "2022-02-14", penalty("罚1", "2022-02-14", "quality", json!(["torch"])));
    assert_eq!(office.dossier().records(FactKind::Penalty, "罚1").len(), 2);
    assert_eq!(office.dossier().record(FactKind::Penalty, "罚1").unwrap().happened_on(), day("2022-02-14"));
    // It is the new one that ends and is set aside from now on.
    office.must(CountyBureau, "2022-02-21", annul("penalty", "罚1"));
    assert!(office.dossier().record(FactKind::Penalty, "罚1").unwrap().annulled().is_some());
    let gone = office.refused(CountyBureau, "2022-02-21", annul("penalty", "罚1"));
    assert_eq!(gone.problems[0].code, "fact_annulled");
}

#[test]
fn what_is_entered_anew_is_a_new_ground() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.fact(CountyBureau, "2022-05-09", penalty("罚1", "2022-05-09", "quality", json!(["lamp"])));
    let first = office.waiting(PENALTY).remove(0);
    office.must(CountyBureau, "2022-05-16", annul("penalty", "罚1"));
    office.fact(CountyBureau, "2022-05-16", penalty("罚1", "2022-05-16", "quality", json!(["lamp"])));
    assert_eq!(office.waiting(PENALTY).len(), 2, "another record, and nobody was told of it");
    office.notice(&first, "2022-05-16");
    let decide = json!({ "do": "decide_proceeding", "proceeding": first, "outcome": "revoked", "reason": { "sealed": "0" } });
    assert_eq!(office.refused(Federation, "2022-06-06", decide).problems[0].code, "ground_not_noticed");
}

#[test]
fn certificates_checks_and_scheme_facts_too() {
    let mut office = Office::with_firm();
    let certificate = |product: &str, model: &str, until: &str| json!({ "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": product, "edition": "T/ZZB 9901-2020", "models": [model], "issued_on": "2022-03-15", "valid_until": until });
    office.fact(Federation, "2022-03-15", certificate("torch", "T1", "2028-03-14"));
    office.must(Federation, "2022-03-15", json!({ "do": "grant_certified", "certificate": "CERT-1", "from": "2022-03-21", "valid_until": "2028-03-14", "reason": { "sealed": "0" } }));
    office.must(Federation, "2022-03-22", annul("certificate", "CERT-1"));
    // Shorter than the mark that was granted on it: legal, and told by the rules.
    office.today = day("2022-03-22");
    office.fact(Federation, "2022-03-15", certificate("torch", "T1", "2025-03-14"));
    office.must(
        Federation,
        "2022-03-23",
        json!({ "do": "suspend_certificate", "certificate": "CERT-1", "reason": { "sealed": "0" } }),
    );
    assert_eq!(office.dossier().certificates.list[1].suspensions.len(), 1, "the one that counts");
    // A check whose number was wrong.
    let sample = |product: &str| json!({ "do": "sample_product", "id": "CK-1", "product": product, "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1" });
    office.must(CountyBureau, "2022-04-04", sample("lamp"));
    assert_eq!(office.refused(CountyBureau, "2022-04-04", sample("torch")).problems[0].code, "check_exists");
    office.must(
        CountyBureau,
        "2022-04-04",
        json!({ "do": "set_check_aside", "check": "CK-1", "reason": { "sealed": "0" } }),
    );
    office.must(CountyBureau, "2022-04-04", sample("torch"));
    office.must(
        Laboratory,
        "2022-04-11",
        json!({ "do": "enter_result", "check": "CK-1", "meets_standard": true }),
    );
    assert!(
        office.dossier().checks.list[1].result.is_some() && office.dossier().checks.list[0].result.is_none()
    );
    // A body.
    let body = |from: &str| json!({ "do": "enter_scheme_fact", "fact": { "fact": "body", "id": "body-2", "name": "机构", "kind": "laboratory", "from": from } });
    office.must(Federation, "2022-04-18", body("2022-04-18"));
    let annul =
        json!({ "do": "annul_scheme_fact", "kind": "body", "id": "body-2", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-04-19", annul.clone());
    office.must(Federation, "2022-04-19", body("2022-04-19"));
    office.must(Federation, "2022-04-20", annul);
    assert!(
        office
            .scheme
            .bodies
            .list
            .iter()
            .filter(|body| body.id == "body-2")
            .all(|body| body.annulled.is_some())
    );
}

#[test]
fn the_number_of_a_check_on_which_work_was_opened_is_not_free() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.failed("CK-1", "lamp", "2022-05-10", "2022-06-06", None);
    office.must(
        CountyBureau,
        "2022-06-07",
        json!({ "do": "set_check_aside", "check": "CK-1", "reason": { "sealed": "0" } }),
    );
    let again = json!({ "do": "sample_product", "id": "CK-1", "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1" });
    assert_eq!(office.refused(CountyBureau, "2022-06-07", again).problems[0].code, "check_exists");
}

#[test]
fn an_edition_with_a_wrong_table_is_set_aside_and_entered_anew() {
    let mut office = Office::with_firm();
    let edition = |title: &str| json!({ "do": "enter_edition", "edition": { "edition": "T/ZZB 9902-2021", "title": title, "published_on": "2022-02-07", "in_force_from": "2022-03-07" } });
    let annul = json!({ "do": "annul_edition", "edition": "T/ZZB 9902-2021", "reason": { "sealed": "0" } });
    assert_eq!(office.refused(Federation, "2022-02-07", annul.clone()).problems[0].code, "edition_unknown");
    office.must(Federation, "2022-02-07", edition("误"));
    assert_eq!(office.refused(Federation, "2022-02-07", edition("正")).problems[0].code, "edition_exists");
    assert_eq!(office.refused(CountyBureau, "2022-02-08", annul.clone()).problems[0].code, "no_power");
    assert_eq!(office.refused(Federation, "2022-02-06", annul.clone()).problems[0].code, "before_its_start");
    office.must(Federation, "2022-02-08", annul.clone());
    assert_eq!(office.refused(Federation, "2022-02-08", annul).problems[0].code, "edition_unknown");
    office.must(Federation, "2022-02-07", edition("正"));
    let withdraw =
        json!({ "do": "withdraw_edition", "edition": "T/ZZB 9902-2021", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-05-09", withdraw);
    let editions = &office.standards[1].editions;
    let marks: Vec<_> =
        editions.iter().map(|e| (e.title.as_str(), e.annulled.is_some(), e.ended.is_some())).collect();
    assert_eq!(marks, [("误", true, false), ("正", false, true)]);
}

#[test]
fn a_penalty_is_classified_later_and_what_was_known_before_stays() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let mut unknown = penalty("罚1", "2022-05-09", "unclassified", json!(null));
    unknown.as_object_mut().unwrap().remove("products");
    office.fact(CountyBureau, "2022-05-09", unknown);
    assert_eq!(answer(&office, PENALTY, None), "cannot_tell");
    let classify = |fields: Value| {
        let mut act = json!({ "do": "classify_penalty", "penalty": "罚1", "reason": { "sealed": "0" } });
        fields.as_object().unwrap().iter().for_each(|(name, value)| act[name] = value.clone());
        act
    };
    let quality = classify(json!({ "classification": "quality" }));
    assert_eq!(office.refused(Maker, "2022-05-16", quality.clone()).problems[0].code, "no_power");
    for empty in [json!({}), json!({ "classification": "unclassified" })] {
        assert_eq!(
            office.refused(CountyBureau, "2022-05-16", classify(empty)).problems[0].code,
            "nothing_stated"
        );
    }
    let unknown_product = classify(json!({ "products": ["kettle"] }));
    assert_eq!(
        office.refused(CountyBureau, "2022-05-16", unknown_product).problems[0].code,
        "product_unknown"
    );
    office.must(CountyBureau, "2022-05-16", quality.clone());
    assert_eq!(answer(&office, PENALTY, None), "cannot_tell", "which products is still unknown");
    assert_eq!(office.refused(CountyBureau, "2022-05-17", quality).problems[0].code, "stated_already");
    office.must(CountyBureau, "2022-05-23", classify(json!({ "products": ["lamp"] })));
    assert_eq!(answer(&office, PENALTY, None), "not_met");
    assert_eq!(answer(&office, PENALTY, Some(day("2022-05-22"))), "cannot_tell");
    assert_eq!(answer(&office, PENALTY, Some(day("2022-05-23"))), "not_met");
    let work = office.dossier().proceedings.last().unwrap();
    assert_eq!(work.facts, [Ground::new(GroundKind::Penalty, "罚1")]);
    let q = Question::new(
        office.world(),
        About::Authorization(&office.dossier().authorizations.list[0]),
        office.scene_law(),
        office.today,
    )
    .unwrap();
    assert_eq!(finding(named(PENALTY).unwrap(), &q).facts[0].happened_on, day("2022-05-09"));
    // Supplied is not set aside: nobody is told that a ground is gone.
    office.revoke(&office.waiting(PENALTY).remove(0), "2022-05-24", "2022-06-06");
    office.must(Federation, "2022-06-07", json!({ "do": "open_due_work" }));
    assert!(office.waiting(PENALTY).is_empty());
}

#[test]
fn whoever_was_refused_for_an_unclassified_penalty_is_told_when_it_was_for_something_else() {
    let mut office = Office::with_firm();
    office.fact(CountyBureau, "2022-02-07", penalty("罚1", "2022-02-07", "unclassified", json!(["lamp"])));
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    office.must(Maker, "2022-03-01", json!({ "do": "file_declaration", "filing": filing }));
    let declaration = office.dossier().declarations[0].id.clone();
    office.must(
        Federation,
        "2022-03-10",
        json!({ "do": "refuse_declaration", "declaration": declaration, "reason": { "sealed": "0" } }),
    );
    office.must(CountyBureau, "2022-03-14", json!({ "do": "classify_penalty", "penalty": "罚1", "classification": "other", "reason": { "sealed": "0" } }));
    let told = &office.dossier().proceedings[0].facts;
    assert_eq!(told[1..], [Ground::new(GroundKind::Penalty, "罚1")]);
}

#[test]
fn a_product_is_described_later() {
    let mut office = Office::with_firm();
    office.fact(Maker, "2022-02-07", json!({ "fact": "product", "id": "heater", "name": "取暖器", "models": ["H1"], "since": "2022-02-07" }));
    let describe = |fields: Value| {
        let mut act = json!({ "do": "describe_product", "product": "heater" });
        fields.as_object().unwrap().iter().for_each(|(name, value)| act[name] = value.clone());
        act
    };
    assert_eq!(office.refused(Maker, "2022-02-14", describe(json!({}))).problems[0].code, "nothing_stated");
    assert_eq!(
        office.refused(Federation, "2022-02-06", describe(json!({ "series": "暖" }))).problems[0].code,
        "before_its_start"
    );
    // The party dates nothing back: models of last week would be those of a certificate of yesterday.
    assert_eq!(
        office.refused(Maker, "2022-02-08", describe(json!({ "models": ["H2"] }))).problems[0].code,
        "received_today"
    );
    assert_eq!(
        office.refused(Maker, "2022-02-14", describe(json!({ "series": " " }))).problems[0].code,
        "text"
    );
    office.must(Maker, "2022-02-14", describe(json!({ "categories": ["heating"] })));
    office.must(Federation, "2022-02-15", describe(json!({ "series": "暖", "is_consumer_product": true })));
    let again = describe(json!({ "categories": [] }));
    assert_eq!(office.refused(Federation, "2022-02-16", again).problems[0].code, "stated_already");
    let kept = office.dossier().product("heater").unwrap();
    assert_eq!(
        (kept.series.as_deref(), kept.is_consumer_product, kept.models.len()),
        (Some("暖"), Some(true), 1)
    );
    assert_eq!(kept.since, day("2022-02-07"));
}

/// A maker has new models of a product each year; a mark or a certificate from before does not cover them by itself.
#[test]
fn a_product_gets_further_models() {
    let mut office = Office::with_firm();
    let certificate = |id: &str, on: &str| json!({ "fact": "certificate", "id": id, "body": "body-1", "product": "lamp", "edition": "T/ZZB 9901-2020", "issued_on": on, "valid_until": "2028-01-31" });
    office.fact(Federation, "2022-02-01", certificate("CERT-1", "2022-02-01"));
    let before = office.dossier().product("lamp").unwrap().models.clone();
    assert!(before.iter().any(|model| model == "L1"), "{before:?}");
    let add = |models: Value| json!({ "do": "describe_product", "product": "lamp", "models": models });
    for (models, code) in [
        (json!(["L1"]), "stated_already"),
        (json!(["Ｌ１"]), "stated_already"),
        (json!(["T1"]), "model_on_product"),
        (json!([" "]), "text"),
        (json!(["N-1", "Ｎ-1"]), "stated_already"),
    ] {
        let refusal = office.refused(Maker, "2022-02-14", add(models.clone()));
        assert_eq!(refusal.problems[0].code, code, "{models}");
    }
    office.must(Maker, "2022-02-14", add(json!(["L-NEW"])));
    let after = office.dossier().product("lamp").unwrap().models.clone();
    assert_eq!(after, [before.clone(), vec!["L-NEW".to_owned()]].concat());
    office.fact(Federation, "2022-02-15", certificate("CERT-2", "2022-02-15"));
    let covered: Vec<usize> = office.dossier().certificates.list.iter().map(|one| one.models.len()).collect();
    assert_eq!(covered, [before.len(), before.len() + 1], "all the models that there were on its day");
    // Entered late, a certificate still covers the models of its own day.
    office.today = day("2022-02-16");
    office.fact(Federation, "2022-02-10", certificate("CERT-3", "2022-02-10"));
    assert_eq!(office.dossier().certificates.list[2].models, before);
    assert_eq!(office.dossier().models_on("lamp", day("2022-02-13")), before);
    assert_eq!(office.dossier().models_on("lamp", day("2022-02-14")), after);
    let grant = |id: &str, from: &str| json!({ "do": "grant_certified", "certificate": id, "from": from, "valid_until": "2028-01-31", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-02-16", grant("CERT-1", "2022-02-16"));
    assert_eq!(office.dossier().authorizations.list[0].models, before);
}

#[test]
fn a_declaration_of_all_models_is_of_those_of_its_day() {
    let mut office = Office::with_firm();
    let before = office.dossier().product("lamp").unwrap().models.clone();
    let filing = json!({ "product": "lamp", "edition": "T/ZZB 9901-2020", "until": "2027-12-31" });
    office.must(Maker, "2022-03-01", json!({ "do": "file_declaration", "filing": filing }));
    office.must(
        Maker,
        "2022-03-02",
        json!({ "do": "describe_product", "product": "lamp", "models": ["L-NEW"] }),
    );
    let declaration = &office.dossier().declarations[0];
    assert_eq!(declaration.filing.models, before);
    let grant = json!({ "do": "grant_declared", "declaration": declaration.id, "from": "2022-03-10", "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-03-10", grant);
    assert_eq!(office.dossier().authorizations.list[0].models, before);
}

/// A revocation that was corrected was published afterwards, with its ground, as if it stood.
#[test]
fn a_corrected_revocation_is_not_published_any_more() {
    let decided = || {
        let mut office = Office::with_firm();
        let code = office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
        office.fact(CountyBureau, "2022-04-01", json!({ "fact": "recall", "id": "R1", "product": "lamp", "ordered_on": "2022-04-01", "due_on": "2022-04-10" }));
        office.must(Federation, "2022-04-11", json!({ "do": "open_due_work" }));
        let work = office.waiting("c11.recall_fulfilled").remove(0);
        office.notice(&work, "2022-04-12");
        let decide = json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "revoked", "reason": { "sealed": "0" } });
        office.must(Federation, "2022-05-05", decide);
        office.serve(&work, "2022-05-05");
        (office, code, work)
    };
    let publish = |work: &str| json!({ "do": "publish_decision", "proceeding": work });
    let (mut office, code, work) = decided();
    office.must(
        Federation,
        "2022-05-06",
        json!({ "do": "correct_revocation", "authorization": code.to_string(), "reason": { "sealed": "0" } }),
    );
    let refusal = office.refused(Federation, "2022-05-07", publish(&work));
    assert_eq!(refusal.problems[0].code, "proceeding_closed", "the correction ended the work");
    let (mut office, code, work) = decided();
    office.must(Federation, "2022-05-06", publish(&work));
    office.must(
        Federation,
        "2022-05-07",
        json!({ "do": "correct_revocation", "authorization": code.to_string(), "reason": { "sealed": "0" } }),
    );
}
