//! The server that `bench.sh` measures: an office with many authorisations, its pages on one port and a bare handler
//! of the same server on the next, whose answers are exactly as long as a real page (`/v/{code}`) and as the same in
//! JSON (`/json/{code}`), or as long as asked (`/bytes/{length}`), and which makes an entry where asked to (`/entry`); on
//! the port after that the same bare handler inside
//! everything that surrounds a page. One thread serves.
//! `bench_serve DIR PORT`: serves the folder that `fill_rate`, `fill_standards` or `many_comments` filled (examples of
//! `registry`), writes codes that nobody has to `DIR/unknown.txt`, prints how long opening took, and serves until it is
//! ended. This machine counts as a proxy, so that whoever measures says where a request comes from: what is expensive
//! is bounded for each address, and the clock stands still.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path as Step, Request};
use axum::routing::get;
use policy::authorization::code::MarkCode;
use policy::calendar::WorkingDays;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Registry};
use site::Pages;
use tower::ServiceExt;

/// 2026-11-24, ten in the morning in Shanghai: the day on which every page is asked.
const NOW: Moment = Moment { unix_seconds: 1_795_485_600 };

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

/// Codes that are well formed and on no goods: the last ones that there can be.
fn write_unknown(dir: &Path) {
    let last = (1..=1000).map(|back| MarkCode::from_serial(MarkCode::CAPACITY - back).expect("a code"));
    let lines: String = last.map(|code| format!("{code}\n")).collect();
    std::fs::write(dir.join("unknown.txt"), lines).expect("written");
}

fn main() {
    let mut args = std::env::args().skip(1);
    let dir = PathBuf::from(args.next().expect("DIR"));
    let port: u16 = args.next().and_then(|text| text.parse().ok()).expect("PORT");
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
        trusted_proxies: site::Proxies::parse(["127.0.0.1"]).expect("an address"),
        post: None,
        build: site::BuildInfo::default(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // A folder without marks is asked for other pages.
    let codes = std::fs::read_to_string(dir.join("codes.txt")).unwrap_or_default();
    runtime.block_on(serve(site, port, codes.lines().next().unwrap_or_default()));
}

/// The longest answer of the bare handler, made when the first is asked for.
static LONGEST: LazyLock<Vec<u8>> = LazyLock::new(|| vec![b'x'; 64 << 20]);

/// As many bytes as the answer to this question has.
async fn as_long_as(pages: &Pages, address: String, accept: &str) -> &'static str {
    let asked = Request::get(address).header("accept", accept).body(Body::empty()).expect("a request");
    let answer = pages.clone().oneshot(asked).await.expect("an answer");
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    Box::leak("x".repeat(bytes.len()).into_boxed_str())
}

/// One more standard is entered, of a number that is not on file yet.
fn enter(office: &Registry) {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let at = (office.reader().head().size, NEXT.fetch_add(1, Ordering::Relaxed));
    let edition = serde_json::json!({"edition": format!("T/ZZB {}-2026", 400_000 + at.0), "title": "家用竹制台灯",
        "published_on": "2026-11-24", "in_force_from": "2026-12-01"});
    let command = serde_json::json!({"key": format!("bench-{}-{}", at.0, at.1), "on": "2026-11-24",
        "act": {"do": "enter_edition", "edition": edition}});
    let actor = Actor { person: "P-BENCH".to_owned(), office: Office::sole(OfficeKind::Federation) };
    let command = serde_json::from_value(command).expect("a command");
    office.act(Order { actor, command, now: NOW, expected: None }).expect("entered");
}

async fn serve(site: site::Site, port: u16, code: &str) {
    let pages = site::router(site.clone());
    let html = as_long_as(&pages, format!("/v/{code}"), "text/html").await;
    let json = as_long_as(&pages, format!("/v/{code}"), "application/json").await;
    let bytes =
        |Step(length): Step<usize>| async move { Bytes::from_static(&LONGEST[..length.min(LONGEST.len())]) };
    let office = site.registry.clone();
    let bare = || {
        let office = office.clone();
        Router::new()
            .route("/entry", get(move || async move { enter(&office) }))
            .route("/bytes/{length}", get(bytes))
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
