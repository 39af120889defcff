//! Fills a folder with many marks through the one door, many acts waiting together as in an import: what an entry
//! costs as the folder grows, one line a step. `bench_serve` serves the folder afterwards.
//! `cargo run --release -p registry --example fill_rate DIR [MARKS] [EACH]`: EACH marks an enterprise. Where the folder
//! has entries already nothing is done; the codes of the marks are in `DIR/codes.txt`.

mod firms;
mod office;

use std::io::Write;
use std::path::{Path, PathBuf};

use firms::code;
use office::{PERSON, now, open, order, processor, seat, together};
use policy::enterprise::credit_code::CreditCode;
use policy::powers::{Office, OfficeKind};
use registry::{Order, Query, Registry};
use serde_json::{Value, json};

/// The civil day on which all is granted.
const TODAY: &str = "2026-11-24";
/// Since when the makers, their products and certificates are.
const SINCE: &str = "2024-01-01";
/// Marks an enterprise unless said otherwise: the more marks it has, the longer the dossier that every act writes anew.
const EACH: u64 = 10;
/// Acts brought together.
const TOGETHER: u64 = 8192;
/// Steps that are told one by one.
const STEPS: u64 = 20;
const EDITION: &str = "T/ZZB 0878-2018";

/// An act of an office.
fn by(kind: OfficeKind, key: &str, enterprise: Option<CreditCode>, on: &str, act: Value) -> Order {
    order((PERSON, Office::sole(kind)), key, enterprise, on, act)
}

/// What all the enterprises rest on.
fn scheme() -> Vec<Order> {
    let offices = [OfficeKind::Administrator, OfficeKind::Federation, OfficeKind::ProvinceBureau];
    let mut orders: Vec<Order> = offices.into_iter().map(|kind| seat(PERSON, Office::sole(kind))).collect();
    let table: Value = serde_json::from_str(include_str!("bench_table.json")).expect("a table");
    let edition = json!({"edition": EDITION, "title": "塑料彩色铅笔", "published_on": "2018-12-24", "in_force_from": "2018-12-31", "table": table});
    let enter = json!({"do": "enter_edition", "edition": edition});
    orders.push(by(OfficeKind::Federation, "edition", None, "2018-12-24", enter));
    let body = json!({"fact": "body", "id": "CB-1", "name": "样例认证机构", "kind": "certification_body", "from": SINCE});
    let enter = json!({"do": "enter_scheme_fact", "fact": body});
    orders.push(by(OfficeKind::Federation, "body", None, SINCE, enter));
    orders
}

/// An enterprise with its marks.
fn enterprise(number: u64, each: u64) -> Vec<Order> {
    let code = code(number);
    let act = |kind, at: String, on, what| by(kind, &format!("{number}-{at}"), Some(code), on, what);
    let federation = |at: String, on, what| act(OfficeKind::Federation, at, on, what);
    let name = format!("基准第{number}号电器有限公司（样例）");
    let register = json!({"do": "register_enterprise", "name": name, "region": "330784"});
    let listing = json!({"do": "complete_register", "kind": "listing", "since": "2010-01-01"});
    let mut orders = vec![
        federation("r".into(), SINCE, register),
        act(OfficeKind::ProvinceBureau, "l".into(), SINCE, listing),
    ];
    for at in 0..each {
        let product = json!({"fact": "product", "id": format!("P{at}"), "name": "塑料彩色铅笔", "models": [format!("M{at}")], "since": SINCE});
        orders.push(federation(format!("p{at}"), SINCE, json!({"do": "enter_fact", "fact": product})));
        let certificate = json!({"fact": "certificate", "id": format!("ZJM-{number}-{at}"), "body": "CB-1", "product": format!("P{at}"),
            "edition": EDITION, "issued_on": SINCE, "valid_until": "2029-12-31"});
        orders.push(federation(format!("c{at}"), SINCE, json!({"do": "enter_fact", "fact": certificate})));
        let grant = json!({"do": "grant_certified", "certificate": format!("ZJM-{number}-{at}"), "from": TODAY,
            "valid_until": "2029-12-31", "reason": {"plain": "证书有效"}});
        orders.push(federation(format!("g{at}"), TODAY, grant));
    }
    orders
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
    let office = open(&dir);
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
