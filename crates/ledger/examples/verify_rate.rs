//! Measures full verification of a log against what SHA-256 itself allows on this machine: the same number of
//! hash calls on the same bytes (one per entry, one per inner node), in the same run, in alternating rounds.
//!
//! `cargo run --release -p ledger --example verify_rate -- [ENTRIES] [ROUNDS]` (default 1000000 and 5)
use std::hint::black_box;
use std::time::{Duration, Instant};

use ledger::{Ed25519Signer, Guard, MemoryLog, tile, verify};
use sha2::{Digest, Sha256};

const ORIGIN: &str = "example.com/record";

#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock; nothing else here does")]
fn now() -> Instant {
    Instant::now()
}

/// An entry of about 250 bytes, as an act of the register is.
fn entry(index: u64) -> Vec<u8> {
    let head = format!(r#"{{"act":{index},"kind":"example","of":"2025-06-01","#);
    let mut entry = head.into_bytes();
    entry.resize(240 + usize::try_from(index % 21).unwrap_or(0), b'x');
    entry
}

/// The raw limit: each entry hashed once with its one-byte prefix, and a 65-byte hash for each inner node.
fn raw(entries: &[Vec<u8>]) -> Duration {
    let start = now();
    for entry in entries {
        let mut hasher = Sha256::new();
        hasher.update([0u8]);
        hasher.update(entry);
        black_box(hasher.finalize());
    }
    let mut node = [1u8; 65];
    for index in 1..entries.len() as u64 {
        node[1..9].copy_from_slice(&index.to_be_bytes());
        black_box(Sha256::digest(node));
    }
    start.elapsed()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let rounds: u32 = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let entries: Vec<Vec<u8>> = (0..count).map(entry).collect();
    let bytes: usize = entries.iter().map(Vec::len).sum();

    let start = now();
    let mut log = MemoryLog::new();
    entries.iter().try_for_each(|entry| log.push(entry))?;
    println!("built {count} entries, {bytes} bytes in {:.3} s", start.elapsed().as_secs_f64());
    let signer = Ed25519Signer::from_seed(ORIGIN, &[7; 32])?;
    let note = Guard::begin(ORIGIN)?.admit(&log, count)?.sign(&[&signer])?;
    let key = signer.verifier();

    println!("round      raw s   verify s   ratio   verified entries/s   MB/s of entries");
    let mut ratios = Vec::new();
    for round in 1..=rounds {
        // Which comes first alternates, so that neither profits from the other.
        let limit = if round % 2 == 1 { Some(raw(&entries)) } else { None };
        let start = now();
        let report = verify::Log::new(&log, &key).verify(&note, &mut |_| ())?;
        let took = start.elapsed().as_secs_f64();
        let limit = limit.unwrap_or_else(|| raw(&entries)).as_secs_f64();
        assert_eq!((report.entries, report.bytes), (count, (bytes + entries.len() * 2) as u64));
        ratios.push(limit / took);
        let (rate, volume) = (count as f64 / took, bytes as f64 / took / 1e6);
        println!("{round:5} {limit:10.4} {took:10.4} {:7.3} {rate:20.0} {volume:17.1}", limit / took);
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(ratios.len() / 2).copied().unwrap_or(0.0);
    println!("median ratio {median:.3} of the raw SHA-256 limit; a full tile holds {} hashes", tile::FULL);
    Ok(())
}
