//! The server that `bench.sh` measures: an office with many authorisations, its pages on one port and a bare handler
//! of the same server on the next, whose answers are exactly as long as a real page (`/v/{code}`) and as the same in
//! JSON (`/json/{code}`); on the port after that the same bare handler inside everything that surrounds a page. One
//! thread serves.
//! `bench_serve DIR MARKS PORT [EACH]`: fills DIR through the one door if it is empty, EACH marks an enterprise, writes
//! `DIR/codes.txt` and codes that nobody has in `DIR/unknown.txt`, prints how long opening took, and serves until it is
//! ended.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::routing::get;
use policy::authorization::code::MarkCode;
use policy::calendar::WorkingDays;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Query, Registry};
use serde_json::{Value, json};
use site::Pages;
use tower::ServiceExt;

/// 2026-11-24, ten in the morning in Shanghai: the day on which every page is asked.
const NOW: Moment = Moment { unix_seconds: 1_795_485_600 };
/// Its civil day, on which all is granted.
const TODAY: &str = "2026-11-24";
/// Marks an enterprise unless said otherwise: each thread fills its own enterprise, and the more marks it has, the
/// longer the dossier that every act writes anew.
const EACH: u64 = 10;
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

fn act(
    office: &Registry,
    kind: OfficeKind,
    of: Option<String>,
    key: String,
    enterprise: Option<CreditCode>,
    act: Value,
) -> Vec<String> {
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
    let actor = Actor { person: PERSON.to_owned(), office: Office { kind, of } };
    let order = Order { actor, command, now: NOW, expected: None };
    office.act(order).unwrap_or_else(|refused| panic!("{act}: {refused:?}")).created
}

fn fill_one(office: &Registry, number: u64, each: u64) {
    let code = code(number);
    let federation = |at: String, what: Value| {
        act(office, OfficeKind::Federation, None, format!("{number}-{at}"), Some(code), what)
    };
    let name = format!("基准第{number}号电器有限公司（样例）");
    federation("r".into(), json!({"do": "register_enterprise", "name": name, "region": "330784"}));
    let bureau = |at: String, what: Value| {
        act(office, OfficeKind::ProvinceBureau, None, format!("{number}-{at}"), Some(code), what)
    };
    bureau("l".into(), json!({"do": "complete_register", "kind": "listing", "since": "2010-01-01"}));
    for at in 0..each {
        let product = json!({"fact": "product", "id": format!("P{at}"), "name": "塑料彩色铅笔", "models": [format!("M{at}")], "since": "2024-01-01"});
        federation(format!("p{at}"), json!({"do": "enter_fact", "fact": product}));
        let certificate = json!({"fact": "certificate", "id": format!("ZJM-{number}-{at}"), "body": "CB-1", "product": format!("P{at}"),
            "edition": EDITION, "issued_on": "2024-01-01", "valid_until": "2029-12-31"});
        federation(format!("c{at}"), json!({"do": "enter_fact", "fact": certificate}));
        let grant = json!({"do": "grant_certified", "certificate": format!("ZJM-{number}-{at}"), "from": TODAY,
            "valid_until": "2029-12-31", "reason": {"plain": "证书有效"}});
        federation(format!("g{at}"), grant);
    }
}

fn fill(dir: &Path, marks: u64, each: u64) {
    let office = Registry::open(opening(dir)).expect("an office");
    if office.reader().head().size == 0 {
        for kind in [OfficeKind::Administrator, OfficeKind::Federation, OfficeKind::ProvinceBureau] {
            let holder = json!({"fact": "holder", "id": "", "person": PERSON, "office": {"kind": kind}, "from": "2024-01-01"});
            let enter = json!({"do": "enter_scheme_fact", "fact": holder});
            act(&office, OfficeKind::Administrator, None, format!("holder-{kind:?}"), None, enter);
        }
        let table: Value = serde_json::from_str(include_str!("bench_table.json")).expect("a table");
        let edition = json!({"edition": EDITION, "title": "塑料彩色铅笔", "published_on": "2018-12-24", "in_force_from": "2018-12-31", "table": table});
        act(
            &office,
            OfficeKind::Federation,
            None,
            "edition".into(),
            None,
            json!({"do": "enter_edition", "edition": edition}),
        );
        let body = json!({"fact": "body", "id": "CB-1", "name": "样例认证机构", "kind": "certification_body", "from": "2024-01-01"});
        act(
            &office,
            OfficeKind::Federation,
            None,
            "body".into(),
            None,
            json!({"do": "enter_scheme_fact", "fact": body}),
        );
        let next = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for _ in 0..128 {
                scope.spawn(|| {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number * each >= marks {
                            return;
                        }
                        fill_one(&office, number, each);
                    }
                });
            }
        });
        write_codes(dir, &office);
    }
    office.close();
}

/// Codes that are well formed and on no goods: the last ones that there can be.
fn write_unknown(dir: &Path) {
    let last = (1..=1000).map(|back| MarkCode::from_serial(MarkCode::CAPACITY - back).expect("a code"));
    let lines: String = last.map(|code| format!("{code}\n")).collect();
    std::fs::write(dir.join("unknown.txt"), lines).expect("written");
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
    let marks: u64 = args.next().and_then(|text| text.parse().ok()).expect("MARKS");
    let port: u16 = args.next().and_then(|text| text.parse().ok()).expect("PORT");
    let each = args.next().map_or(EACH, |text| text.parse().expect("EACH"));
    fill(&dir, marks, each);
    write_unknown(&dir);
    let started = now();
    let office = Registry::open(opening(&dir)).expect("an office");
    println!("opened {} entries in {:.3} s", office.reader().head().size, started.elapsed().as_secs_f64());
    let site = site::Site {
        registry: office,
        clock: Arc::new(|| NOW),
        stopwatch: Arc::new(move || u64::try_from(started.elapsed().as_micros()).unwrap_or(0)),
        entropy: Arc::new(|| [3; 32]),
        public_url: format!("http://127.0.0.1:{port}"),
        is_demo: true,
        secure_cookies: false,
        trusted_proxies: site::Proxies::default(),
        build: site::BuildInfo::default(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let codes = std::fs::read_to_string(dir.join("codes.txt")).expect("codes");
    runtime.block_on(serve(site, port, codes.lines().next().expect("a code")));
}

/// As many bytes as the answer to this question has.
async fn as_long_as(pages: &Pages, address: String, accept: &str) -> &'static str {
    let asked = Request::get(address).header("accept", accept).body(Body::empty()).expect("a request");
    let answer = pages.clone().oneshot(asked).await.expect("an answer");
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    Box::leak("x".repeat(bytes.len()).into_boxed_str())
}

async fn serve(site: site::Site, port: u16, code: &str) {
    let pages = site::router(site.clone());
    let html = as_long_as(&pages, format!("/v/{code}"), "text/html").await;
    let json = as_long_as(&pages, format!("/v/{code}"), "application/json").await;
    let bare = || {
        Router::new()
            .route("/v/{code}", get(move || async move { html }))
            .route("/json/{code}", get(move || async move { json }))
    };
    let inside = site::surrounded(&site, bare());
    let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let ours = tokio::net::TcpListener::bind(at(port)).await.expect("a port");
    let second = tokio::net::TcpListener::bind(at(port + 1)).await.expect("the next port");
    let third = tokio::net::TcpListener::bind(at(port + 2)).await.expect("the port after that");
    println!("a page is {} bytes, its JSON {}; the bare answers are as long", html.len(), json.len());
    println!("listening on {port}, {} and {}", port + 1, port + 2);
    let serve = |listener, pages: Pages| {
        site::serve(listener, pages, site::Limits::default(), std::future::pending())
    };
    tokio::join!(serve(ours, pages), serve(second, bare().into()), serve(third, inside.into()));
}
