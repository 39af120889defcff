//! What an act costs as the dossier that it is about grows: facts entered for one firm, one act each, many waiting
//! together so that the syncs of the disk weigh little. One line a step of the dossier: the raw figures.
//! `cargo run --release -p registry --example long_dossier [FACTS] [STEP]`

use std::time::Instant;

use policy::calendar::WorkingDays;
use policy::command::Command;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Registry};
use serde_json::{Value, json};

/// A firm in Zhejiang.
const FIRM: &str = "91330784MA00000014";

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

fn order(kind: OfficeKind, key: String, enterprise: Option<&str>, act: Value) -> Order {
    let mut command = json!({"key": key, "on": "2024-01-01", "act": act});
    if let Some(code) = enterprise {
        command["enterprise"] = code.into();
    }
    Order {
        actor: Actor { person: "P-1".to_owned(), office: Office::sole(kind) },
        command: serde_json::from_value::<Command>(command).expect("a command"),
        now: Moment { unix_seconds: 1_750_000_000 },
        expected: None,
    }
}

/// The fact entered as the `at`th: penalties and products in turn.
fn fact(at: u64) -> Order {
    let (kind, fact) = if at.is_multiple_of(2) {
        let penalty = json!({"fact": "penalty", "decided_on": "2024-01-01", "classification": "other",
            "legal_basis": "条", "authority": "局", "products": []});
        (OfficeKind::ProvinceBureau, penalty)
    } else {
        let product = json!({"fact": "product", "id": format!("P{at}"), "name": format!("塑料彩色铅笔第{at}号"),
            "models": [format!("M{at}")], "since": "2024-01-01"});
        (OfficeKind::Federation, product)
    };
    order(kind, format!("fact-{at}"), Some(FIRM), json!({"do": "enter_fact", "fact": fact}))
}

fn done(office: &Registry, order: Order) {
    let told = format!("{:?}", order.command.act);
    office.act(order).unwrap_or_else(|refused| panic!("{told}: {refused:?}"));
}

fn main() {
    let mut args = std::env::args().skip(1).map(|text| text.parse::<u64>().expect("a number"));
    let facts = args.next().unwrap_or(4000);
    let step = args.next().unwrap_or(500).max(1);
    let folder = tempfile::tempdir_in(".").expect("a folder");
    let opening = Opening {
        dir: folder.path().to_owned(),
        origin: "bench.example/ledger".to_owned(),
        signing_seed: [1; 32],
        parameters: Parameters::shipped().expect("the shipped numbers"),
        calendar: WorkingDays::default(),
        entropy: Box::new(|| [9; 32]),
    };
    let office = Registry::open(opening).expect("an office");
    for kind in [OfficeKind::Administrator, OfficeKind::Federation, OfficeKind::ProvinceBureau] {
        let holder = json!({"fact": "holder", "id": "", "person": "P-1", "office": Office::sole(kind), "from": "2024-01-01"});
        let enter = json!({"do": "enter_scheme_fact", "fact": holder});
        done(&office, order(OfficeKind::Administrator, format!("holder-{kind:?}"), None, enter));
    }
    let register =
        json!({"do": "register_enterprise", "name": "基准电器有限公司（样例）", "region": "330784"});
    done(&office, order(OfficeKind::Federation, "register".to_owned(), Some(FIRM), register));
    println!("facts on file  seconds for the last {step}  milliseconds an act");
    let (started, mut at) = (now(), 0);
    while at < facts {
        let until = (at + step).min(facts);
        let began = now();
        for answer in office.act_all((at..until).map(fact)) {
            answer.unwrap_or_else(|refused| panic!("{refused:?}"));
        }
        let took = began.elapsed().as_secs_f64();
        println!("{until:>13}  {took:>24.3}  {:>19.3}", took * 1e3 / (until - at) as f64);
        at = until;
    }
    println!("all {facts}: {:.3} s", started.elapsed().as_secs_f64());
    office.close();
}
