//! Durable events for each sync of the disk, with 64 writers that each wait for their own act: rounds of acts
//! through the whole door, interleaved with rounds of the machine's own `fdatasync` after overwriting 4 KiB, so
//! that both are measured on the same machine in the same minute. Prints every round.
//!
//! `cargo run --release -p registry --example group_commit [FOLDER]`
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::error::Error;
use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use policy::calendar::WorkingDays;
use policy::command::{Act, Command};
use policy::enterprise::credit_code::CreditCode;
use policy::parameters::Parameters;
use policy::powers::{Actor, Office, OfficeKind};
use registry::{Moment, Opening, Order, Registry};

type Failed = Box<dyn Error + Send + Sync>;

const WRITERS: usize = 64;
const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_secs(3);
/// 2023-11-15, noon in Shanghai.
const NOW: Moment = Moment { unix_seconds: 1_700_020_800 };

/// Syncs a second of a file of 4 KiB that is overwritten in place: nothing but the disk.
fn syncs(dir: &Path) -> Result<f64, Failed> {
    let mut file = File::create(dir.join("plain"))?;
    file.write_all(&[0; 4096])?;
    file.sync_all()?;
    let (begun, mut count) = (Instant::now(), 0_u32);
    while begun.elapsed() < ROUND {
        file.rewind()?;
        file.write_all(&[count as u8; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

fn order(key: String, about: CreditCode, act: &str) -> Result<Order, Failed> {
    let act: Act = serde_json::from_str(act)?;
    Ok(Order {
        actor: Actor { person: "p1".to_owned(), office: Office::sole(OfficeKind::ProvinceBureau) },
        command: Command { key, enterprise: Some(about), on: NOW.day(), act },
        now: NOW,
        expected: None,
    })
}

/// A code for each act, so that no dossier grows: a platform has many firms with few facts each.
fn code(n: u64) -> Result<CreditCode, Failed> {
    let body = format!("91330110MA{n:07}");
    let check = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars();
    let mut fitting = check.filter_map(|check| CreditCode::parse(&format!("{body}{check}")).ok());
    fitting.next().ok_or_else(|| "no check character fits".into())
}

/// Acknowledged events a second, from all writers together. Each act puts a penalty on a firm that is on file.
fn events(registry: &Registry, firms: &[CreditCode], keys: &AtomicU64) -> Result<f64, Failed> {
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let writing = || -> Result<(), Failed> {
            while !stop.load(Ordering::Relaxed) {
                let key = keys.fetch_add(1, Ordering::Relaxed);
                let firm = firms.get(key as usize % firms.len()).ok_or("no firms")?;
                let act = format!(
                    r#"{{"do":"enter_fact","fact":{{"fact":"listing","id":"x{key}","listed_on":"{}","authority":"a"}}}}"#,
                    NOW.day()
                );
                let receipt = registry.act(order(format!("e{key}"), *firm, &act)?);
                let receipt = receipt.map_err(|refused| format!("{refused:?}"))?;
                done.fetch_add(receipt.positions.len() as u64, Ordering::Relaxed);
            }
            Ok(())
        };
        let tasks: Vec<_> = (0..WRITERS).map(|_| scope.spawn(writing)).collect();
        std::thread::sleep(ROUND);
        stop.store(true, Ordering::Relaxed);
        tasks.into_iter().try_for_each(|task| task.join().map_err(|_| Failed::from("a writer failed"))?)
    })?;
    Ok(done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn main() -> Result<(), Failed> {
    let dir = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("group_commit.tmp"), PathBuf::from);
    std::fs::create_dir_all(&dir)?;
    if std::fs::read_dir(&dir)?.next().is_some() {
        return Err(format!("the folder `{}` is not empty", dir.display()).into());
    }
    let registry = Registry::open(Opening {
        dir: dir.join("office"),
        origin: "measurement.example".to_owned(),
        signing_seed: [1; 32],
        parameters: Parameters::shipped()?,
        calendar: WorkingDays::default(),
        entropy: Box::new(|| [0; 32]),
    })?;
    let firms: Vec<CreditCode> = (0..20_000).map(code).collect::<Result<_, _>>()?;
    let registered = AtomicU64::new(0);
    std::thread::scope(|scope| {
        let registering = || -> Result<(), Failed> {
            loop {
                let n = registered.fetch_add(1, Ordering::Relaxed);
                let Some(firm) = firms.get(n as usize) else { return Ok(()) };
                let act = format!(r#"{{"do":"register_enterprise","name":"firm {n}","region":"330110"}}"#);
                let receipt = registry.act(order(format!("r{n}"), *firm, &act)?);
                receipt.map_err(|refused| format!("{refused:?}"))?;
            }
        };
        let tasks: Vec<_> = (0..WRITERS).map(|_| scope.spawn(registering)).collect();
        tasks.into_iter().try_for_each(|task| task.join().map_err(|_| Failed::from("a writer failed"))?)
    })?;
    println!("{WRITERS} writers, {} firms, rounds of {} s", firms.len(), ROUND.as_secs());
    println!("round  fdatasync/s  events/s  events per fdatasync");
    let (keys, mut ratios) = (AtomicU64::new(0), Vec::new());
    for round in 1..=ROUNDS {
        let syncs = syncs(&dir)?;
        let events = events(&registry, &firms, &keys)?;
        println!("{round:>5}  {syncs:>11.0}  {events:>8.0}  {:>20.1}", events / syncs);
        ratios.push(events / syncs);
    }
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    let most = ratios.iter().copied().fold(0.0, f64::max);
    println!("median {:.1} events per fdatasync ({least:.1} to {most:.1})", median(&mut ratios));
    drop(registry);
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}
