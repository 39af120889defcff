//! `pzb ledger verify`: the whole record from public data alone. The first entry that differs is named.

use std::path::Path;

use ledger::verify::{Fault, Log, Report};
use ledger::{TileKind, Verifier};
use serde_json::{Value, json};

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::cli::VerifyArgs;
use crate::files;
use crate::foreign;
use crate::places::Place;
use crate::say::{Progress, Style};

/// Verifies a ledger.
///
/// # Errors
/// [`Exit::Findings`] where something differs; otherwise no ledger, no key, or a place that cannot be read.
pub fn run(args: &VerifyArgs, style: Style) -> Verb {
    let (place, checkpoint) = Place::find(&args.source)?;
    let (key, is_given) = key(args, &place)?;
    let since = args.since.as_ref().map(|path| files::text(path, files::LARGEST_DOCUMENT)).transpose()?;
    let mut log = Log::new(&place, &key);
    if let Some(since) = &since {
        log = log.since(since);
    }
    if args.newer_only {
        log = log.newer_only();
    }
    let mut progress = Progress::start("校验账本", "ledger verify");
    let report = log.verify(&checkpoint, &mut |at| progress.at(at.entries, at.of)).map_err(differs)?;
    let seconds = progress.elapsed().as_secs_f64();
    drop(progress);
    if let Some(path) = &args.save {
        files::write(path, checkpoint.as_bytes())?;
    }
    Ok(answer(&report, &key.vkey(), is_given, seconds, style))
}

/// The key given, or the one found beside the ledger.
fn key(args: &VerifyArgs, place: &Place) -> Result<(Verifier, bool), Failure> {
    let (text, is_given) = match &args.vkey {
        Some(text) if text.contains('+') => (text.clone(), true),
        Some(path) => (files::text(Path::new(path), files::LARGEST_DOCUMENT)?, true),
        None => {
            let found = place.small("vkey").map_err(|_| {
                Failure::new(
                    Exit::NotFound,
                    "账本旁没有公钥文件vkey：请用--vkey给出",
                    "there is no key beside the ledger: give it with --vkey",
                )
            })?;
            (found, false)
        }
    };
    let key = Verifier::parse(&text).map_err(|fault| {
        Failure::invalid("公钥无法使用：应为一行“名称+标识+密钥”", format!("the key cannot be used: {fault}"))
    })?;
    Ok((key, is_given))
}

fn answer(report: &Report, vkey: &str, is_given: bool, seconds: f64, style: Style) -> Answer {
    let root = ledger::hex(&report.checkpoint.root);
    let checkpoint = &report.checkpoint;
    let mut text = format!(
        "{}: {}\n  {} {}\n  {} {root}\n  {} {} ({} {}), {} {}, {} {}\n",
        style.pick("账本完好", "the ledger is intact"),
        checkpoint.origin,
        style.pick("条目数", "entries"),
        checkpoint.size,
        style.pick("根", "root"),
        style.pick("已校验条目", "verified"),
        report.entries,
        style.pick("自第", "from"),
        report.from,
        style.pick("字节", "bytes"),
        report.bytes,
        style.pick("瓦片", "tiles"),
        report.tiles,
    );
    if let Some(since) = &report.since {
        text.push_str(&format!(
            "  {} {}\n",
            style.pick("延续的旧检查点条目数", "continues the checkpoint of"),
            since.size
        ));
    }
    if !is_given {
        let note = style.pick(
            "公钥取自账本所在处，只说明账本自身一致；请用另行取得的--vkey校验",
            "the key was taken from where the ledger is, which shows only that the ledger agrees with itself; \
             give --vkey from elsewhere",
        );
        text.push_str(&format!("  {note}\n  vkey {vkey}\n"));
    }
    let json = json!({
        "intact": true, "origin": checkpoint.origin, "size": checkpoint.size, "root": root,
        "from": report.from, "entries": report.entries, "bytes": report.bytes, "tiles": report.tiles,
        "since": report.since.as_ref().map(|since| since.size),
        "vkey": vkey, "key_given": is_given, "seconds": seconds,
    });
    Answer::done(text, json)
}

/// What differs, as a failure: the entry or tile is named for people and programs.
fn differs(fault: Fault) -> Failure {
    let data = data_of(&fault);
    if let Fault::Tree(cause) = &fault {
        return Failure::new(
            Exit::Findings,
            format!("账本不完整或读不到：{}", foreign::ledger(&fault)),
            format!("the ledger is incomplete or cannot be read: {cause}"),
        )
        .with(data);
    }
    let at = data.get("entry").and_then(Value::as_u64);
    let zh = at.map_or_else(
        || format!("账本有出入：{}", foreign::ledger(&fault)),
        |entry| format!("账本自第{entry}条起有出入：{}", foreign::ledger(&fault)),
    );
    Failure::new(Exit::Findings, zh, format!("the ledger differs: {fault}")).with(data)
}

fn data_of(fault: &Fault) -> Value {
    let hex = |hash| ledger::hex(hash);
    match fault {
        Fault::Entry { index, tile, expected, actual, vouched } => json!({
            "fault": "entry", "entry": index, "tile": tile.to_string(), "expected": hex(expected),
            "actual": hex(actual), "vouched": vouched,
        }),
        Fault::Bundle { index, bundle, cause } => json!({
            "fault": "bundle", "entry": index, "tile": bundle.to_string(), "cause": cause.to_string(),
        }),
        Fault::Tile { child, parent, offset, vouched, .. } => json!({
            "fault": "tile", "entry": first_entry_below(child), "tile": child.to_string(),
            "parent": parent.to_string(), "offset": offset, "vouched": vouched,
        }),
        Fault::Root { size, signed, actual } => {
            json!({ "fault": "root", "size": size, "signed": hex(signed), "actual": hex(actual) })
        }
        Fault::PastChanged { size, signed, now } => {
            json!({ "fault": "past_changed", "size": size, "signed": hex(signed), "now": hex(now) })
        }
        Fault::Shrunk { since, now } => json!({ "fault": "shrunk", "since": since, "size": now }),
        Fault::Checkpoint(cause) => json!({ "fault": "checkpoint", "cause": cause.to_string() }),
        Fault::Since(cause) => json!({ "fault": "since", "cause": cause.to_string() }),
        Fault::Tree(cause) => json!({ "fault": "unreadable", "cause": cause.to_string() }),
    }
}

/// The first entry that a tile of hashes stands for.
fn first_entry_below(tile: &ledger::TilePath) -> Option<u64> {
    let TileKind::Hashes(level) = tile.kind() else { return None };
    256_u64.checked_pow(u32::from(level) + 1).and_then(|span| tile.index().checked_mul(span))
}
