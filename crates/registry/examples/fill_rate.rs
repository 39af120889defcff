//! Fills a folder with many marks through the one door, many acts waiting together as in an import: what an entry
//! costs as the folder grows, one line a step. `bench_serve` serves the folder afterwards.
//! `cargo run --release -p registry --example fill_rate DIR [MARKS] [EACH]`: EACH marks an enterprise. Where the folder
//! has entries already nothing is done; the codes of the marks are in `DIR/codes.txt`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use policy::calendar::WorkingDays;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Query, Registry};
use serde_json::{Value, json};

/// 2026-11-24, ten in the morning in Shanghai.
const NOW: Moment = Moment { unix_seconds: 1_795_485_600 };
/// Its civil day, on which all is granted.
const TODAY: &str = "2026-11-24";
/// Marks an enterprise unless said otherwise: the more marks it has, the longer the dossier that every act writes anew.
const EACH: u64 = 10;
/// Acts brought together.
const TOGETHER: u64 = 8192;
/// Steps that are told one by one.
const STEPS: u64 = 20;
/// Who does everything here, entered as the holder of each office first.
const PERSON: &str = "P-BENCH";
const EDITION: &str = "T/ZZB 0878-2018";

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

fn opening(dir: &Path) -> Opening {
    let chance = AtomicU64::new(1);
    Opening {
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
    }
}

fn code(number: u64) -> CreditCode {
    let stem = format!("91330784MA{number:07}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .find_map(|check| CreditCode::parse(&format!("{stem}{check}")).ok())
        .expect("one of 31 characters is right")
}

fn order(kind: OfficeKind, key: String, enterprise: Option<CreditCode>, act: Value) -> Order {
    let mut command = json!({"key": key, "on": "2024-01-01", "act": act});
    if let Some(code) = enterprise {
        command["enterprise"] = code.to_string().into();
    }
    match act["do"].as_str() {
        Some("enter_edition") => command["on"] = "2018-12-24".into(),
        Some("grant_certified") => command["on"] = TODAY.into(),
        _ => {}
    }
    let command: Command = serde_json::from_value(command).expect("a command");
    let actor = Actor { person: PERSON.to_owned(), office: Office { kind, of: None } };
    Order { actor, command, now: NOW, expected: None }
}

/// What all the enterprises rest on.
fn scheme() -> Vec<Order> {
    let mut orders = Vec::new();
    for kind in [OfficeKind::Administrator, OfficeKind::Federation, OfficeKind::ProvinceBureau] {
        let holder = json!({"fact": "holder", "id": "", "person": PERSON, "office": {"kind": kind}, "from": "2024-01-01"});
        let enter = json!({"do": "enter_scheme_fact", "fact": holder});
        orders.push(order(OfficeKind::Administrator, format!("holder-{kind:?}"), None, enter));
    }
    let table: Value = serde_json::from_str(include_str!("bench_table.json")).expect("a table");
    let edition = json!({"edition": EDITION, "title": "塑料彩色铅笔", "published_on": "2018-12-24", "in_force_from": "2018-12-31", "table": table});
    let enter = json!({"do": "enter_edition", "edition": edition});
    orders.push(order(OfficeKind::Federation, "edition".into(), None, enter));
    let body = json!({"fact": "body", "id": "CB-1", "name": "样例认证机构", "kind": "certification_body", "from": "2024-01-01"});
    let enter = json!({"do": "enter_scheme_fact", "fact": body});
    orders.push(order(OfficeKind::Federation, "body".into(), None, enter));
    orders
}

/// An enterprise with its marks.
fn enterprise(number: u64, each: u64) -> Vec<Order> {
    let code = code(number);
    let act = |kind, at: String, what| order(kind, format!("{number}-{at}"), Some(code), what);
    let federation = |at: String, what| act(OfficeKind::Federation, at, what);
    let name = format!("基准第{number}号电器有限公司（样例）");
    let register = json!({"do": "register_enterprise", "name": name, "region": "330784"});
    let listing = json!({"do": "complete_register", "kind": "listing", "since": "2010-01-01"});
    let mut orders =
        vec![federation("r".into(), register), act(OfficeKind::ProvinceBureau, "l".into(), listing)];
    for at in 0..each {
        let product = json!({"fact": "product", "id": format!("P{at}"), "name": "塑料彩色铅笔", "models": [format!("M{at}")], "since": "2024-01-01"});
        orders.push(federation(format!("p{at}"), json!({"do": "enter_fact", "fact": product})));
        let certificate = json!({"fact": "certificate", "id": format!("ZJM-{number}-{at}"), "body": "CB-1", "product": format!("P{at}"),
            "edition": EDITION, "issued_on": "2024-01-01", "valid_until": "2029-12-31"});
        orders.push(federation(format!("c{at}"), json!({"do": "enter_fact", "fact": certificate})));
        let grant = json!({"do": "grant_certified", "certificate": format!("ZJM-{number}-{at}"), "from": TODAY,
            "valid_until": "2029-12-31", "reason": {"plain": "证书有效"}});
        orders.push(federation(format!("g{at}"), grant));
    }
    orders
}

fn together(office: &Registry, orders: impl IntoIterator<Item = Order>) {
    for answer in office.act_all(orders) {
        answer.unwrap_or_else(|refused| panic!("{refused:?}"));
    }
}

/// Processor time of this process so far, in seconds.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let mut fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11);
    let mut next = || fields.next().and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    // The kernel tells it in hundredths.
    (next() + next()) / 100.0
}

fn write_codes(dir: &Path, office: &Registry) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(dir.join("codes.txt")).expect("a file"));
    let mut query = Query { kind: "authorization".to_owned(), limit: 200, ..Query::default() };
    loop {
        let page = office.reader().rows(&query).expect("rows");
        for row in &page.items {
            writeln!(file, "{}", row.id).expect("written");
        }
        let Some(next) = page.next else { return };
        query.after = next.id;
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let dir = PathBuf::from(args.next().expect("DIR"));
    let mut number = |usual| args.next().map_or(usual, |text| text.parse::<u64>().expect("a number"));
    let (marks, each) = (number(10_000), number(EACH).max(1));
    let office = Registry::open(opening(&dir)).expect("an office");
    if office.reader().head().size > 0 {
        println!("filled before: {} entries", office.reader().head().size);
        office.close();
        return;
    }
    together(&office, scheme());
    let firms = marks.div_ceil(each);
    let step = firms.div_ceil(STEPS).max(1);
    let at_once = (TOGETHER / (3 * each + 2)).max(1);
    println!("    marks   entries  entries/s  processor ms an entry  bytes of the database");
    let started = now();
    let mut first = 0;
    while first < firms {
        let until = (first + step).min(firms);
        let (began, busy, before) = (now(), processor(), office.reader().head().size);
        let mut at = first;
        while at < until {
            let next = (at + at_once).min(until);
            together(&office, (at..next).flat_map(|number| enterprise(number, each)));
            at = next;
        }
        let size = office.reader().head().size;
        let entries = (size - before) as f64;
        let bytes = std::fs::metadata(dir.join("registry.db")).map_or(0, |file| file.len());
        let rate = entries / began.elapsed().as_secs_f64();
        let cost = (processor() - busy) * 1e3 / entries;
        println!("{:>9}  {size:>8}  {rate:>9.0}  {cost:>21.3}  {bytes:>21}", until * each);
        first = until;
    }
    println!("all: {:.1} s, {:.1} s of the processor", started.elapsed().as_secs_f64(), processor());
    write_codes(&dir, &office);
    office.close();
}
