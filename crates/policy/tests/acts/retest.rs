//! Clause 10: who tests the reserve sample, what a laboratory reports, and what was taken where.

use policy::powers::OfficeKind::{Administrator, CountyBureau, Federation, Laboratory, Maker};
use policy::powers::{Actor, Office as Seat};
use policy::seen::Seen;
use serde_json::{Value, json};

use super::office::{Office, day};

/// A check of the lamp whose failure the maker objected to.
fn objected() -> Office {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.notified("CK-1", "lamp", "2022-04-04", None);
    let last = office.today;
    let object = json!({ "do": "object", "check": "CK-1", "statement": { "sealed": "0" } });
    office.must(Maker, &last.to_string(), object);
    for id in ["lab-1", "lab-2"] {
        let seat = json!({ "kind": "laboratory", "of": id });
        let holder =
            json!({ "fact": "holder", "id": id, "person": "p", "office": seat, "from": "2016-01-04" });
        office.must(Administrator, "2016-01-04", json!({ "do": "enter_scheme_fact", "fact": holder }));
    }
    office
}

fn order(laboratory: &str, is_only_one: bool) -> Value {
    json!({ "do": "order_retest", "check": "CK-1", "laboratory": laboratory, "is_only_one": is_only_one })
}

fn retest(meets: bool, report: Value) -> Value {
    json!({ "do": "enter_retest", "check": "CK-1", "meets_standard": meets, "report": report })
}

/// Tries an act as a laboratory.
fn by_laboratory(office: &mut Office, id: &str, on: &str, act: Value) -> Result<(), String> {
    let actor = Actor { person: "p".to_owned(), office: Seat { kind: Laboratory, of: Some(id.to_owned()) } };
    let act = serde_json::from_value(act).unwrap();
    let done = office.try_by(&actor, day(on), act);
    done.map(|_| ()).map_err(|refusal| refusal.problems[0].code.to_owned())
}

#[test]
fn a_retest_is_another_laboratorys_and_only_its() {
    let mut office = objected();
    let on = "2022-05-02";
    assert_eq!(office.refused(CountyBureau, on, retest(true, json!({}))).problems[0].code, "not_ordered");
    assert_eq!(office.refused(CountyBureau, on, order("lab-1", false)).problems[0].code, "same_laboratory");
    assert_eq!(
        office.refused(CountyBureau, on, order("lab-9", false)).problems[0].code,
        "laboratory_unknown"
    );
    assert_eq!(office.refused(Laboratory, on, order("lab-2", false)).problems[0].code, "no_power");
    office.must(CountyBureau, on, order("lab-2", false));
    assert_eq!(office.refused(CountyBureau, on, order("lab-2", false)).problems[0].code, "done_already");
    // The retest is the answer: nobody dismisses the objection beside it.
    let answer = json!({ "do": "answer_objection", "check": "CK-1", "answer": "dismissed", "reason": { "sealed": "0" } });
    assert_eq!(office.refused(CountyBureau, on, answer).problems[0].code, "retest_ordered");
    let act = retest(true, json!({}));
    assert_eq!(by_laboratory(&mut office, "lab-1", on, act.clone()), Err("no_power".to_owned()));
    assert_eq!(
        by_laboratory(&mut office, "lab-2", "2022-05-01", act.clone()),
        Err("before_its_start".to_owned())
    );
    assert_eq!(by_laboratory(&mut office, "lab-2", on, act), Ok(()));
    let check = &office.dossier().checks.list[0];
    assert_eq!((check.laboratory.as_str(), check.retest_laboratory()), ("lab-1", Some("lab-2")));
    assert!(check.is_tested_by("lab-1") && check.is_tested_by("lab-2") && !check.is_tested_by("lab-3"));
    assert_eq!(check.laboratory_at_work(), "lab-2");
    let seen = |on: &str| Seen::as_of(day(on)).dossier(office.dossier()).checks.list[0].clone();
    assert_eq!(seen("2022-05-01").retest_order, None, "the day before it was ordered");
    assert!(seen("2022-05-02").retest_order.is_some());
    assert_eq!(check.latest_result_failed(), Some(false));
}

#[test]
fn the_only_laboratory_of_the_province_tests_again() {
    let mut office = objected();
    let gone = json!({ "fact": "body", "id": "lab-3", "name": "旧检验", "kind": "laboratory", "from": "2016-01-04", "valid_until": "2022-05-01" });
    office.must(Federation, "2016-01-04", json!({ "do": "enter_scheme_fact", "fact": gone }));
    let refusal = office.refused(CountyBureau, "2022-05-02", order("lab-3", false));
    assert_eq!(refusal.problems[0].code, "laboratory_unknown", "its term is over");
    office.must(CountyBureau, "2022-05-02", order("lab-1", true));
    assert!(
        office.dossier().checks.list[0].retest_order.as_ref().unwrap().is_only_one,
        "and the record says so"
    );
    assert_eq!(by_laboratory(&mut office, "lab-1", "2022-05-03", retest(false, json!({}))), Ok(()));
    assert_eq!(office.dossier().checks.list[0].latest_result_failed(), Some(true));
}

#[test]
fn an_objection_is_answered_without_a_retest_until_one_is_ordered() {
    let answer = json!({ "do": "answer_objection", "check": "CK-1", "answer": "dismissed", "reason": { "sealed": "0" } });
    let mut office = objected();
    office.must(CountyBureau, "2022-05-02", answer.clone());
    let late = office.refused(CountyBureau, "2022-05-03", order("lab-2", false));
    assert_eq!(late.problems[0].code, "done_already");
    // Once one is ordered its result is the answer; if the reserve sample is spoiled, the check is set aside.
    let mut office = objected();
    office.must(CountyBureau, "2022-05-02", order("lab-2", false));
    assert_eq!(office.refused(CountyBureau, "2022-05-03", answer).problems[0].code, "retest_ordered");
    let aside = json!({ "do": "set_check_aside", "check": "CK-1", "reason": { "sealed": "0" } });
    office.must(CountyBureau, "2022-05-03", aside);
}

#[test]
fn a_report_names_what_is_missed_and_contradicts_itself_nowhere() {
    let mut office = objected();
    office.must(CountyBureau, "2022-05-02", order("lab-2", false));
    let on = "2022-05-03";
    let code = |office: &mut Office, meets, report| {
        let refusal = office.refused(CountyBureau, on, retest(meets, report));
        format!("{} {}", refusal.problems[0].code, refusal.problems[0].field.as_deref().unwrap())
    };
    let misses = |names: Vec<String>| json!({ "number": "R-1", "misses": names });
    let one = vec!["光效".to_owned()];
    assert_eq!(code(&mut office, true, misses(one.clone())), "misses report.misses");
    assert_eq!(code(&mut office, false, misses(vec![String::new()])), "text report.misses");
    assert_eq!(code(&mut office, false, misses(vec!["x".to_owned(); 201])), "too_many report.misses");
    let hidden = json!({ "number": "R\u{202e}1" });
    assert_eq!(code(&mut office, false, hidden), "invisible report.number");
    office.must(CountyBureau, on, retest(false, misses(one.clone())));
    let kept = &office.dossier().checks.list[0].retest.as_ref().unwrap().report;
    assert_eq!((kept.number.as_deref(), &kept.misses), (Some("R-1"), &one));
}

#[test]
fn a_sample_says_where_it_was_taken() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let sample = |place: &str| json!({ "do": "sample_product", "id": "CK-7", "product": "lamp", "edition": "T/ZZB 9901-2020", "reason": { "why": "planned" }, "bureau": "330109", "laboratory": "lab-1", "sample": { "place": place, "batch": "2022-03" } });
    let refusal = office.refused(CountyBureau, "2022-04-04", sample("仓\u{200b}库"));
    assert_eq!(
        (refusal.problems[0].code.as_ref(), refusal.problems[0].field.as_deref()),
        ("invisible", Some("sample.place"))
    );
    office.must(CountyBureau, "2022-04-04", sample("义乌国际商贸城"));
    let kept = &office.dossier().checks.list[0].sample;
    assert_eq!((kept.place.as_deref(), kept.batch.as_deref()), (Some("义乌国际商贸城"), Some("2022-03")));
}
