//! What the benchmarks that fill a folder have in common: an office with fixed chance, orders, and what work has cost.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use policy::calendar::WorkingDays;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Registry};
use serde_json::{Value, json};

/// 2026-11-24, ten in the morning in Shanghai: when everything is entered.
pub const NOW: Moment = Moment { unix_seconds: 1_795_485_600 };
/// Who holds the offices that [`seat`] gives.
pub const PERSON: &str = "P-BENCH";

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub fn now() -> Instant {
    Instant::now()
}

/// An office in a folder.
pub fn open(dir: &Path) -> Registry {
    let chance = AtomicU64::new(1);
    let opening = Opening {
        dir: dir.to_owned(),
        origin: "bench.example/ledger".to_owned(),
        signing_seed: [1; 32],
        parameters: Parameters::shipped().expect("the shipped numbers"),
        calendar: WorkingDays::default(),
        entropy: Box::new(move || {
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&chance.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            bytes
        }),
    };
    Registry::open(opening).expect("an office")
}

/// An order of a person in an office, on a day.
pub fn order(
    (person, office): (&str, Office),
    key: &str,
    enterprise: Option<CreditCode>,
    on: &str,
    act: Value,
) -> Order {
    let mut command = json!({"key": key, "on": on, "act": act});
    if let Some(code) = enterprise {
        command["enterprise"] = code.to_string().into();
    }
    let command: Command = serde_json::from_value(command).expect("a command");
    Order { actor: Actor { person: person.to_owned(), office }, command, now: NOW, expected: None }
}

/// Enters that somebody holds an office.
pub fn seat(person: &str, office: Office) -> Order {
    let key = format!("holder-{person}-{:?}", office.kind);
    let holder =
        json!({"fact": "holder", "id": "", "person": person, "office": office, "from": "2019-01-01"});
    let enter = json!({"do": "enter_scheme_fact", "fact": holder});
    order((PERSON, Office::sole(OfficeKind::Administrator)), &key, None, "2019-01-01", enter)
}

/// Brings acts that wait together; each must be done.
pub fn together(office: &Registry, orders: impl IntoIterator<Item = Order>) {
    for answer in office.act_all(orders) {
        answer.unwrap_or_else(|refused| panic!("{refused:?}"));
    }
}

/// Processor time of this process so far, in seconds: what its threads that still run have used.
pub fn processor() -> f64 {
    let of = |thread: std::fs::DirEntry| {
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split_whitespace().next()?.parse::<f64>().ok()
    };
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(Result::ok);
    threads.filter_map(of).sum::<f64>() / 1e9
}
