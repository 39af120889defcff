//! What is foreseen of an act is what comes of it. Every act of every test here is foreseen first and compared with
//! the ledger and the marks afterwards, so that the tests of the door are tests of the forecast too.

use std::collections::BTreeMap;

use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::event::{Entry, Event};
use registry::{Foreseen, Foresight, Key, Order, Query, Reader, Receipt, Refused, Registry, Turned};
use serde_json::{Value, json};

use crate::support::*;

type States = BTreeMap<String, [Option<&'static str>; 2]>;

/// The state of every mark there is, on two days.
fn states(reader: &Reader, days: [Day; 2]) -> States {
    let mut states = States::new();
    let mut query = Query { kind: "authorization".to_owned(), limit: 200, ..Query::default() };
    loop {
        let page = reader.rows(&query).expect("readable");
        for row in page.items {
            let mark =
                reader.mark(row.id.parse().expect("a code")).expect("readable").expect("on file").value;
            let state = |day| mark.state(reader.law(), day, None).map(policy::authorization::MarkState::name);
            states.insert(row.id, days.map(state));
        }
        match page.next {
            Some(Key { id, .. }) => query.after = id,
            None => return states,
        }
    }
}

/// As JSON, without the digests of sealed texts, which are of fresh salt each time.
fn plain(value: impl serde::Serialize) -> Value {
    fn mask(value: &mut Value) {
        match value {
            Value::String(text) if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) => {
                "digest".clone_into(text);
            }
            Value::Array(items) => items.iter_mut().for_each(mask),
            Value::Object(fields) => fields.values_mut().for_each(mask),
            _ => {}
        }
    }
    let mut value = json!(value);
    mask(&mut value);
    value
}

fn entries(reader: &Reader, from: u64) -> Vec<Entry> {
    (from..reader.head().size)
        .map(|at| reader.entry_bytes(at).expect("readable").expect("there"))
        .map(|bytes| serde_json::from_str(&bytes).expect("an entry"))
        .collect()
}

/// Brings an order to the office, foreseen first.
#[track_caller]
pub fn act(registry: &Registry, order: Order) -> Result<Receipt, Refused> {
    let reader = registry.reader();
    let size = reader.head().size;
    let foreseen = reader.foresee(&order);
    assert_eq!(reader.head().size, size, "nothing is written");
    let days = [order.command.on, order.now.day()];
    let about = order.command.enterprise;
    let before = (states(&reader, days), answers(&reader, about, days[1]));
    let done = registry.act(order);
    match (foreseen, &done) {
        // An office that is closed or broken on purpose.
        (_, Err(Refused::Fault(_))) | (Err(Refused::Fault(_)), _) => {}
        (Err(foreseen), Err(refused)) => assert_eq!(plain_refused(&foreseen), plain_refused(refused)),
        (Ok(Foreseen::Done(receipt)), Ok(done)) => {
            assert!(done.repeated && receipt.repeated);
            assert_eq!(receipt.positions, done.positions);
        }
        (Ok(Foreseen::Would(foresight)), Ok(receipt)) => {
            assert!(!receipt.repeated && receipt.unopened.is_empty());
            came_true(&reader, *foresight, receipt, (size, about, before, days));
        }
        (foreseen, done) => panic!("foreseen: {foreseen:?}; came: {done:?}"),
    }
    done
}

/// The answers about the marks of an enterprise: by code and rule, what it is and what becomes of it.
type Answers = BTreeMap<(String, String), (String, Option<Day>)>;

fn answers(reader: &Reader, code: Option<CreditCode>, day: Day) -> Answers {
    let file = code.and_then(|code| reader.case_file(code).expect("readable"));
    let judged = file.and_then(|file| file.judge(reader.law(), day, None)).unwrap_or_default();
    let marks = judged.into_iter().filter(|one| one.subject == "authorization");
    let open = marks
        .filter(|one| !["revoked", "ended", "expired"].contains(&one.state.as_deref().unwrap_or_default()));
    let mut answers = Answers::new();
    for one in open {
        for found in one.verdict.findings.into_iter().filter(|found| found.part_of.is_none()) {
            answers.insert((one.id.clone(), found.rule), (found.outcome, found.turns_on));
        }
    }
    answers
}

/// What was told of the answers about marks came true, and no answer that differs was left out.
fn turned(
    reader: &Reader,
    foresight: &Foresight,
    (about, before): (Option<CreditCode>, &Answers),
    today: Day,
) {
    // Those of the enterprise that the act is about; of others it is not known here what was before.
    let known = |one: &&Turned| before.keys().any(|(id, _)| *id == one.id);
    let told = foresight.turned.iter().filter(|one| one.subject == "authorization").filter(known);
    let after = answers(reader, about, today);
    let told: Answers = told
        .map(|one| {
            ((one.id.clone(), one.after.rule.clone()), (one.after.outcome.clone(), one.after.turns_on))
        })
        .collect();
    for (key, now) in &after {
        let Some(then) = before.get(key) else { continue };
        if then != now {
            assert_eq!(told.get(key), Some(now), "{key:?} was {then:?}");
        }
    }
    for (key, now) in &told {
        assert_eq!(after.get(key), Some(now), "{key:?}");
    }
}

fn plain_refused(refused: &Refused) -> Value {
    match refused {
        Refused::Refusal(refusal) => plain(refusal),
        other => Value::String(format!("{other:?}")),
    }
}

fn came_true(
    reader: &Reader,
    foresight: Foresight,
    receipt: &Receipt,
    (size, about, (before, asked), days): (u64, Option<CreditCode>, (States, Answers), [Day; 2]),
) {
    assert_eq!(foresight.left_out, 0);
    turned(reader, &foresight, (about, &asked), days[1]);
    assert_eq!(foresight.findings, receipt.findings);
    let written = entries(reader, size);
    let own: Vec<Value> = written.iter().take(receipt.positions.len()).map(|e| plain(&e.event)).collect();
    assert_eq!(foresight.events.iter().map(plain).collect::<Vec<_>>(), own);
    let work: Vec<(CreditCode, Value)> = written
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::ProceedingOpened { proceeding } => Some((entry.enterprise?, plain(proceeding))),
            _ => None,
        })
        .collect();
    let told = foresight.work.iter().map(|work| (work.enterprise, plain(&work.proceeding)));
    assert_eq!(told.collect::<Vec<_>>(), work);
    let mut after = states(reader, days);
    for mark in &foresight.marks {
        assert!(!mark.because.is_empty());
        let code = mark.code.to_string();
        let names = |(then, now): (Option<_>, Option<_>)| {
            [then, now].map(|state: Option<policy::authorization::MarkState>| state.map(|s| s.name()))
        };
        let [day_before, day_after] = names(mark.on_the_day);
        let [today_before, today_after] = names(mark.today);
        assert_eq!(mark.is_new, !before.contains_key(&code));
        assert_eq!(before.get(&code).copied().unwrap_or_default(), [day_before, today_before], "{code}");
        assert_eq!(after.remove(&code), Some([day_after, today_after]), "{code}");
    }
    // What was not foreseen to be touched is as it was.
    for (code, states) in after {
        assert_eq!(before.get(&code), Some(&states), "{code}");
    }
}

#[test]
fn what_would_come_of_an_end_is_told_and_not_done() {
    let (house, maker_code, mark) = granted();
    let reader = house.registry.reader();
    let end = json!({"do": "end_authorization", "authorization": mark, "reason": {"plain": "停产"}});
    let asked = order(federation(), "end-1", Some(maker_code), ("2021-08-02", "2021-08-02"), end);
    for _ in 0..2 {
        let Ok(Foreseen::Would(foresight)) = reader.foresee(&asked) else { panic!("it would be done") };
        let [touched] = &foresight.marks[..] else { panic!("one mark: {:?}", foresight.marks) };
        assert_eq!(touched.code.to_string(), mark.to_string());
        assert_eq!(touched.today.0.map(|s| s.name()), Some("valid"));
        assert_eq!(touched.today.1.map(|s| s.name()), Some("ended"));
        assert!(matches!(&touched.because[..], [Event::AuthorizationEnded { .. }]));
    }
    // An older version of the case is a conflict, as at the door.
    let stale = Order { expected: Some(0), ..asked.clone() };
    assert!(matches!(reader.foresee(&stale), Err(Refused::Conflict(_))));
    act(&house.registry, asked.clone()).expect("done");
    // Brought again it is told as done.
    assert!(matches!(reader.foresee(&asked), Ok(Foreseen::Done(receipt)) if receipt.repeated));
}
