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
    let stem = format!("91330784MA2E{number:05}");
    "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .find_map(|check| CreditCode::parse(&format!("{stem}{check}")).ok())
        .expect("one of 31 characters is right")
}

fn order(key: &str, code: CreditCode, act: &str) -> Order {
    let text = format!(r#"{{"key":"{key}","enterprise":"{code}","on":"2020-01-01","act":{act}}}"#);
    let command: Command = serde_json::from_str(&text).expect("a command");
    let office = Office::of(OfficeKind::CountyBureau, "330784");
    Order {
        actor: Actor { person: "P-1".to_owned(), office },
        command,
        now: Moment { unix_seconds: 1_600_000_000 },
        expected: None,
    }
}

/// Penalties entered by 64 writers, each on its own enterprise, in a second.
fn acts_a_second(office: &Registry, round: u32, done: &AtomicU64) -> f64 {
    let started = now();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let office = office.clone();
            scope.spawn(move || {
                let mut at = 0;
                while started.elapsed() < ROUND {
                    let code = code(u64::from(round) * 4000 + writer * 60 + at % 50);
                    let act = if at < 50 {
                        r#"{"do":"register_enterprise","name":"某某电器有限公司","region":"330784"}"#.to_owned()
                    } else {
                        r#"{"do":"enter_fact","fact":{"fact":"penalty","decided_on":"2020-01-01","classification":"other","legal_basis":"条","authority":"局","products":[]}}"#.to_owned()
                    };
                    office.act(order(&format!("{round}-{writer}-{at}"), code, &act)).expect("done");
                    done.fetch_add(1, Ordering::Relaxed);
                    at += 1;
                }
            });
        }
    });
    done.swap(0, Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64()
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
    let done = AtomicU64::new(0);
    let mut ratios = Vec::new();
    println!("round  fdatasync/s  durable acts/s  acts per fdatasync");
    for round in 1..=rounds {
        let syncs = syncs_a_second(folder.path());
        let acts = acts_a_second(&office, round, &done);
        ratios.push(acts / syncs);
        println!("{round:>5}  {syncs:>11.0}  {acts:>14.0}  {:>18.1}", acts / syncs);
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "median {:.1}, lowest {:.1}, highest {:.1}",
        ratios[ratios.len() / 2],
        ratios[0],
        ratios[ratios.len() - 1]
    );
    office.close();
}
