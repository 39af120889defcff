//! Who may act is decided inside the door: nobody gets past it by a key, a version or a clock, and orders that are
//! handed in together are answered each by itself.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use policy::powers::{Actor, Office};
use registry::{CheckpointFile, Fault, Moment, Order, Refused, Registry, Vault, is_person, new_person};
use serde_json::json;
use tempfile::TempDir;

use crate::support::*;

fn by(person: &str, order: Order) -> Order {
    Order { actor: Actor { person: person.to_owned(), ..order.actor }, ..order }
}

fn register(key: &str, n: usize, on: &str) -> Order {
    let act = json!({"do": "register_enterprise", "name": format!("企业{n}"), "region": "330110"});
    order(bureau(), key, Some(code(n)), (on, on), act)
}

#[test]
fn who_does_not_hold_the_office_is_refused_and_nothing_is_written() {
    let house = House::new();
    let done = register("done", 1, "2022-01-01");
    house.registry.act(done.clone()).expect("registered");
    let size = house.registry.reader().head().size;
    // A new act, one with a key that is used, one with a version that is stale, one with a text that is none.
    let stale = Order { expected: Some(0), ..register("stale", 1, "2022-01-01") };
    let act = json!({"do": "annul_fact", "kind": "award", "id": "a", "reason": {"plain": " "}});
    let wordless = order(bureau(), "wordless", Some(code(1)), ("2022-01-01", "2022-01-01"), act);
    for asked in [register("new", 2, "2022-01-01"), done, stale, wordless] {
        assert_eq!(codes(house.registry.act(by("p9", asked))), ["office_not_held"]);
    }
    assert_eq!(house.registry.reader().head().size, size);
    sound(&house.registry);
}

#[test]
fn an_office_is_held_until_the_day_it_ends_on_the_day_of_entry() {
    let house = House::new();
    house.seat("P-2", bureau(), "2022-01-02");
    // The day of the act is before anybody held anything; the day of entry is what counts.
    let late = |n: usize, entered: &str| {
        let act = json!({"do": "register_enterprise", "name": "晚", "region": "330110"});
        by("P-2", order(bureau(), &format!("late-{n}"), Some(code(n)), ("2010-01-04", entered), act))
    };
    house.registry.act(late(1, "2022-01-02")).expect("in office");
    let holders = house.registry.reader().scheme().expect("readable").holders.list;
    let id = holders.iter().find(|holder| holder.person == "P-2").expect("entered").id.clone();
    let end = json!({"do": "end_scheme_fact", "kind": "holder", "id": id, "reason": {"plain": "调离"}});
    house.done(administrator(), None, "2022-03-01", end);
    let size = house.registry.reader().head().size;
    assert_eq!(codes(house.registry.act(late(2, "2022-03-01"))), ["office_not_held"]);
    // Also what was done in office is not told again by its key.
    let again = Order { now: noon("2022-03-01"), ..late(1, "2022-01-02") };
    assert_eq!(codes(house.registry.act(again)), ["office_not_held"]);
    assert_eq!(house.registry.reader().head().size, size);
    // What was entered in office stays, also when the rows are made again.
    house.registry.rebuild().expect("rebuilt");
    sound(&house.registry);
    assert!(house.registry.reader().dossier(code(1)).expect("readable").is_some());
}

#[test]
fn an_office_is_founded_once() {
    let dir = TempDir::new().expect("a folder");
    let registry = Registry::open(opening(dir.path())).expect("a new office");
    let own = |key: &str, person: &str, office: Office| {
        let holder =
            json!({"fact": "holder", "id": "", "person": person, "office": office, "from": "2022-01-01"});
        let act = json!({"do": "enter_scheme_fact", "fact": holder});
        by(person, order(administrator(), key, None, ("2022-01-01", "2022-01-01"), act))
    };
    assert_eq!(codes(registry.act(register("r", 1, "2022-01-01"))), ["office_not_held"]);
    assert_eq!(codes(registry.act(own("a", "P-EVE", federation()))), ["office_not_held"]);
    // The first and all others at once: the second is decided after the first.
    let answers = registry.act_all(vec![
        own("b", "P-ROOT", administrator()),
        own("c", "P-EVE", administrator()),
        own("d", "P-ROOT", federation()),
    ]);
    let done: Vec<bool> = answers.iter().map(Result::is_ok).collect();
    assert_eq!(done, [true, false, true]);
    drop(registry);
    let registry = Registry::open(opening(dir.path())).expect("the office again");
    assert_eq!(codes(registry.act(own("e", "P-EVE", administrator()))), ["office_not_held"]);
    assert_eq!(verified(&registry), 2);
    sound(&registry);
}

fn seconds_later(order: Order, seconds: i64) -> Order {
    Order { now: Moment { unix_seconds: order.now.unix_seconds + seconds }, ..order }
}

#[test]
fn the_record_never_runs_backwards() {
    let house = House::new();
    let on = "2022-01-02";
    let last = noon(on);
    house.registry.act(register("a", 1, on)).expect("registered");
    // Overtaken on the way: entered at the moment of the last entry.
    house.registry.act(seconds_later(register("b", 2, on), -300)).expect("within what is tolerated");
    let reader = house.registry.reader();
    let body = reader.entry_bytes(FOUNDING + 1).expect("readable").expect("there");
    assert!(body.contains(&format!("\"entered_at\":\"{}\"", last.utc())), "{body}");
    assert_eq!(reader.head().entered, last.unix_seconds);
    // A second more is a clock that is wrong.
    let behind = seconds_later(register("c", 3, on), -301);
    let Err(Refused::Fault(fault @ Fault::ClockBehind { .. })) = house.registry.act(behind.clone()) else {
        panic!("it was not refused");
    };
    let said = fault.to_string();
    assert!(
        said.starts_with("the machine's clock is behind the record: it says 2022-01-02T03:54:59Z"),
        "{said}"
    );
    assert!(!fault.is_fatal());
    assert_eq!(reader.head().size, FOUNDING + 2);
    // What was done is told at any time; the refused order is done when the clock is right, also after opening.
    assert!(house.registry.act(seconds_later(register("a", 1, on), -100_000)).expect("known").repeated);
    let house = house.reopened();
    assert!(matches!(house.registry.act(behind), Err(Refused::Fault(Fault::ClockBehind { .. }))));
    house.registry.act(register("c", 3, on)).expect("the clock is right");
    sound(&house.registry);
}

/// A day is never entered before the one that was entered last: at midnight both orders fall on the later day.
#[test]
fn an_order_overtaken_at_midnight_is_entered_on_the_new_day() {
    let house = House::new();
    // Midnight in Shanghai is 12 hours after noon there.
    let midnight = 12 * 3600;
    house.registry.act(seconds_later(register("a", 1, "2022-01-02"), midnight)).expect("registered");
    house.registry.act(seconds_later(register("b", 2, "2022-01-02"), midnight - 1)).expect("registered");
    let filed = house.registry.reader().dossier(code(2)).expect("readable").expect("on file");
    assert_eq!(filed.value.registrations.list[0].entered_on, Some(day("2022-01-03")));
}

struct Counting(CheckpointFile, Arc<AtomicUsize>);

impl Vault for Counting {
    fn last(&self) -> io::Result<Option<String>> {
        self.0.last()
    }
    fn keep(&mut self, note: &str) -> io::Result<()> {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.keep(note)
    }
}

#[test]
fn orders_handed_in_together_share_transactions_and_are_answered_in_order() {
    let house = House::new();
    let House { registry, dir, .. } = house;
    drop(registry);
    let kept = Arc::new(AtomicUsize::new(0));
    let vault = Counting(CheckpointFile::in_folder(dir.path()), kept.clone());
    let registry = Registry::open_over(opening(dir.path()), |store| store, Box::new(vault)).expect("open");
    let before = kept.load(Ordering::SeqCst);
    // Every seventh firm is registered a second time, which is refused, by itself.
    let order_of =
        |at: usize| register(&format!("together-{at}"), at - usize::from(at % 7 == 6), "2022-01-02");
    let answers = registry.act_all((0..200).map(order_of));
    assert_eq!(answers.len(), 200);
    let mut next = FOUNDING;
    for (at, answer) in answers.into_iter().enumerate() {
        if at % 7 == 6 {
            assert!(matches!(answer, Err(Refused::Refusal(_))), "{at}");
        } else {
            assert_eq!(answer.expect("registered").positions, [next]);
            next += 1;
        }
    }
    let transactions = kept.load(Ordering::SeqCst) - before;
    assert!(transactions < 100, "{transactions} transactions for 200 orders");
    sound(&registry);
    registry.close();
    let late = registry.act_all((300..303).map(order_of));
    assert!(late.iter().all(|answer| matches!(answer, Err(Refused::Fault(Fault::Stopped(_))))));
}

/// The record is public and for ever: who somebody is never enters it, whoever asks.
#[test]
fn persons_are_identifiers_in_the_record() {
    let house = House::new();
    for person in ["zhang", "张伟", "zhang@example.com", "P-", "P-zhang", "p-1", "P-1 ", "P-张"] {
        let holder =
            json!({"fact": "holder", "id": "", "person": person, "office": bureau(), "from": FOUNDED});
        let act = json!({"do": "enter_scheme_fact", "fact": holder});
        let Err(Refused::Refusal(refusal)) = house.act(administrator(), None, FOUNDED, act) else {
            panic!("`{person}` is in the record")
        };
        assert_eq!(refusal.problems[0].code, "person_not_opaque", "{person}");
    }
    house.seat("P-7Q2M4K9XB1", bureau(), FOUNDED);
    let made: std::collections::BTreeSet<String> = (0..200_u8).map(|n| new_person(&[n; 32])).collect();
    assert_eq!(made.len(), 32, "each sign stands for eight bytes of chance");
    assert!(made.iter().all(|person| is_person(person) && person.len() == 12), "{made:?}");
}
