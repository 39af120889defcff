//! How many durable acts one sync of the disk carries: 64 writers, each waiting until its own act is durable and
//! signed for, beside the machine's own limit of `fdatasync` measured in the same round. Prints every round.
//! `cargo run --release -p registry --example group_commit [ROUNDS]`

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use policy::calendar::WorkingDays;
use policy::command::Command;
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Registry};

const WRITERS: u64 = 64;
const ROUND: Duration = Duration::from_secs(4);

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

/// Overwrites of 4 KiB made durable one by one, in a second.
fn syncs_a_second(dir: &Path) -> f64 {
    let file = File::create(dir.join("sync-probe")).expect("a probe file");
    file.write_all_at(&[0; 4096], 0).expect("written");
    file.sync_all().expect("synced");
    let started = now();
    let mut count = 0_u32;
    while started.elapsed() < ROUND / 2 {
        file.write_all_at(&[count as u8; 4096], 0).expect("written");
        file.sync_data().expect("synced");
        count += 1;
    }
    f64::from(count) / started.elapsed().as_secs_f64()
}

fn code(number: u64) -> CreditCode {
    let stem = format!("91330784M{number:08}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .find_map(|check| CreditCode::parse(&format!("{stem}{check}")).ok())
        .expect("one of 31 characters is right")
}

/// The first entries: the administrator, and the officer of the county who enters everything here.
fn seat(registry: &Registry) {
    let administrator = Office::sole(OfficeKind::Administrator);
    for office in [administrator.clone(), county()] {
        let (kind, office) = (office.kind, serde_json::to_string(&office).expect("an office"));
        let text = format!(
            r#"{{"key":"holder-{kind:?}","on":"2020-01-01","act":{{"do":"enter_scheme_fact","fact":{{"fact":"holder","id":"","person":"P-1","office":{office},"from":"2020-01-01"}}}}}}"#
        );
        registry.act(by(administrator.clone(), &text)).expect("entered");
    }
}

fn county() -> Office {
    Office::of(OfficeKind::CountyBureau, "330784")
}

fn order(key: &str, code: CreditCode, act: &str) -> Order {
    by(county(), &format!(r#"{{"key":"{key}","enterprise":"{code}","on":"2020-01-01","act":{act}}}"#))
}

fn by(office: Office, command: &str) -> Order {
    Order {
        actor: Actor { person: "P-1".to_owned(), office },
        command: serde_json::from_str::<Command>(command).expect("a command"),
        now: Moment { unix_seconds: 1_600_000_000 },
        expected: None,
    }
}

/// What the writers do in a round.
#[derive(Clone, Copy)]
enum Work {
    /// Registers firms: a first row, and all that search finds it by.
    Register,
    /// Enters penalties on firms that are on file: one event each.
    Enter,
}

impl Work {
    fn act(self) -> &'static str {
        match self {
            Work::Register => r#"{"do":"register_enterprise","name":"某某电器有限公司","region":"330784"}"#,
            Work::Enter => {
                r#"{"do":"enter_fact","fact":{"fact":"penalty","decided_on":"2020-01-01","classification":"other","legal_basis":"条","authority":"局","products":[]}}"#
            }
        }
    }
}

/// Acts a second from 64 writers for the length of a round, each act on the next firm.
fn acts_a_second(office: &Registry, work: Work, next: &AtomicU64, firms: u64) -> f64 {
    let started = now();
    let first = next.load(Ordering::Relaxed);
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(move || {
                while started.elapsed() < ROUND {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let (key, firm) = match work {
                        Work::Register => (format!("r{at}"), at),
                        Work::Enter => (format!("e{at}"), at % firms),
                    };
                    office.act(order(&key, code(firm), work.act())).expect("done");
                }
            });
        }
    });
    (next.load(Ordering::Relaxed) - first) as f64 / started.elapsed().as_secs_f64()
}

fn summary(what: &str, ratios: &mut [f64]) {
    ratios.sort_by(f64::total_cmp);
    let (middle, last) = (ratios.len() / 2, ratios.len() - 1);
    println!("{what}: median {:.1}, lowest {:.1}, highest {:.1}", ratios[middle], ratios[0], ratios[last]);
}

fn main() {
    let rounds: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(7);
    let folder = tempfile::tempdir_in(".").expect("a folder on the disk that is measured");
    let office = Registry::open(Opening {
        dir: folder.path().to_owned(),
        origin: "bench.example/ledger".to_owned(),
        signing_seed: [1; 32],
        parameters: Parameters::shipped().expect("the shipped numbers"),
        calendar: WorkingDays::default(),
        entropy: Box::new(|| [9; 32]),
    })
    .expect("an office");
    seat(&office);
    let (registered, entered) = (AtomicU64::new(0), AtomicU64::new(0));
    let (mut registering, mut entering) = (Vec::new(), Vec::new());
    println!("round  fdatasync/s  registrations/s  per fdatasync  facts/s  per fdatasync");
    for round in 1..=rounds {
        let syncs = syncs_a_second(folder.path());
        let one = acts_a_second(&office, Work::Register, &registered, 0);
        let other = acts_a_second(&office, Work::Enter, &entered, registered.load(Ordering::Relaxed));
        registering.push(one / syncs);
        entering.push(other / syncs);
        println!(
            "{round:>5}  {syncs:>11.0}  {one:>15.0}  {:>13.1}  {other:>7.0}  {:>13.1}",
            one / syncs,
            other / syncs
        );
    }
    summary("registrations per fdatasync", &mut registering);
    summary("facts per fdatasync", &mut entering);
    office.close();
}
