//! The answers of the rules that an act would turn are told before it is confirmed, condition by condition.

use policy::enterprise::credit_code::CreditCode;
use policy::finding::Finding;
use registry::{Foreseen, Foresight, Turned};
use serde_json::{Value, json};

use crate::support::*;

const TODAY: &str = "2021-11-24";

fn foreseen(house: &House, code: CreditCode, on: &str, act: Value) -> Foresight {
    let asked = order(bureau(), "turned", Some(code), (on, TODAY), act);
    match house.registry.reader().foresee(&asked) {
        Ok(Foreseen::Would(foresight)) => *foresight,
        other => panic!("it would be done: {other:?}"),
    }
}

fn of<'f>(foresight: &'f Foresight, id: &str, rule: &str) -> Option<&'f Turned> {
    foresight.turned.iter().find(|one| one.id == id && one.after.rule == rule)
}

fn outcomes(turned: &Turned) -> (&str, &str) {
    (&turned.before.outcome, &turned.after.outcome)
}

fn turns(finding: &Finding) -> (Option<String>, Option<&str>) {
    (finding.turns_on.map(|day| day.to_string()), finding.turns_to.as_deref())
}

fn entered(fact: &Value) -> Value {
    json!({ "do": "enter_fact", "fact": fact })
}

/// A penalty of which nobody has said what it is for changes no state and opens no work: the condition of the mark cannot be
/// told any more.
#[test]
fn a_penalty_without_its_kind_leaves_a_condition_that_cannot_be_told() {
    let (house, code, mark) = granted();
    let fact = json!({"fact": "penalty", "id": "pe1", "decided_on": "2021-11-05", "classification": "unclassified", "legal_basis": "示例", "authority": "示例局"});
    let foresight = foreseen(&house, code, "2021-11-05", entered(&fact));
    assert!(foresight.marks.is_empty() && foresight.work.is_empty());
    let turned = of(&foresight, &mark, "c11.no_product_penalty").expect("a condition of the mark turns");
    assert_eq!(outcomes(turned), ("met", "cannot_tell"));
    assert_eq!((turned.subject.as_str(), turned.name.as_str()), ("authorization", "燃气热水器"));
    assert!(!turned.after.articles.is_empty());
}

/// A declaration that waits is an open case.
#[test]
fn a_penalty_turns_a_declaration_that_waits() {
    let house = House::new();
    edition(&house);
    let code = code(1);
    fit_maker(&house, code, "杭州天华热水器有限公司");
    let declaration = file(&house, code, "2021-11-20");
    let fact = json!({"fact": "penalty", "id": "pe1", "decided_on": "2021-11-05", "classification": "quality",
                      "legal_basis": "产品质量法第四十九条", "authority": "示例局", "products": ["p1"]});
    let foresight = foreseen(&house, code, "2021-11-05", entered(&fact));
    let turned = of(&foresight, &declaration, "c9.no_enterprise_penalty").expect("a condition turns");
    assert_eq!(outcomes(turned), ("met", "not_met"));
    let all: Vec<&str> = foresight.turned.iter().map(|one| one.id.as_str()).collect();
    assert!(all.iter().all(|id| *id == declaration), "{all:?}");
}

/// What turns by itself on a later day is told with that day, where nothing else differs.
#[test]
fn a_duty_with_a_last_day_to_come_tells_which_mark_falls_then() {
    let (house, code, mark) = granted();
    let fact = json!({"fact": "recall", "id": "r1", "product": "p1", "ordered_on": "2021-11-05", "due_on": "2021-12-31"});
    let foresight = foreseen(&house, code, "2021-11-05", entered(&fact));
    let turned = of(&foresight, &mark, "c11.recall_fulfilled").expect("the mark is named");
    assert_eq!(outcomes(turned), ("met", "met"));
    assert_eq!(turns(&turned.before), (None, None));
    assert_eq!(turns(&turned.after), (Some("2022-01-01".to_owned()), Some("not_met")));
}

/// What is over is not told of, nor what stays as it was.
#[test]
fn an_act_that_turns_nothing_tells_nothing() {
    let (house, code, mark) = granted();
    let end = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": "停产"}});
    house.done(federation(), Some(code), "2021-11-01", end);
    let fact = json!({"fact": "penalty", "id": "pe1", "decided_on": "2021-11-05", "classification": "quality",
                      "legal_basis": "产品质量法第四十九条", "authority": "示例局", "products": ["p1"]});
    assert_eq!(foreseen(&house, code, "2021-11-05", entered(&fact)).turned, []);
}
