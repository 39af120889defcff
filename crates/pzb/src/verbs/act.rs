//! `pzb act`: commands given as JSON, carried out in order. The first that is refused ends the run; those before
//! it are done and are told.

use std::io::Write;
use std::path::Path;

use policy::command::Command;
use policy::powers::Actor;
use registry::Receipt;
use serde_json::{Value, json};

use crate::answer::{Answer, Failure, Verb};
use crate::cli::ActArgs;
use crate::house::{House, refused_by_policy};
use crate::say::{Progress, Style};
use crate::trial::Trial;
use crate::{clock, files, foreign, json};

/// Carries out commands.
///
/// # Errors
/// Input that is no command; a command that is refused; a fault.
pub fn run(args: &ActArgs, style: Style) -> Verb {
    let commands = read(&args.file)?;
    let house = House::open(&args.data)?;
    let answer = carry_out(args, &house, commands, style);
    house.registry.close();
    answer
}

fn carry_out(args: &ActArgs, house: &House, commands: Vec<Command>, style: Style) -> Verb {
    let actor = house.actor(&args.actor)?;
    if args.dry_run {
        return rehearse(&actor, house, &commands, style);
    }
    let of = commands.len() as u64;
    let mut progress = Progress::start("办理", "act");
    let mut receipts: Vec<Value> = Vec::new();
    for (done, command) in (1_u64..).zip(commands) {
        let key = command.key.clone();
        let receipt =
            house.act(&actor, command, args.expected).map_err(|failure| after(failure, &key, &receipts))?;
        let told = told(&key, &receipt);
        if args.stream {
            acknowledge(&told)?;
        }
        receipts.push(told);
        progress.at(done, of);
    }
    if args.stream {
        return Ok(Answer::document(""));
    }
    let text: String = receipts.iter().map(|receipt| line(receipt, style)).collect();
    Ok(Answer::done(text, json!({ "receipts": receipts })))
}

fn told(key: &str, receipt: &Receipt) -> Value {
    let mut told = json!({
        "key": key, "positions": receipt.positions, "created": receipt.created, "findings": receipt.findings,
        "repeated": receipt.repeated, "version": receipt.version,
    });
    if let Some(gone) = receipt.gone_from_disk {
        told["gone_from_disk"] = gone.into();
    }
    if !receipt.unopened.is_empty() {
        told["unopened"] = json!(receipt.unopened);
    }
    told
}

/// Tells an act that is durable at once, so that whoever reads knows it even if this process dies next.
fn acknowledge(told: &Value) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{told}").and_then(|()| stdout.flush()).map_err(|fault| {
        Failure::fault(
            format!("标准输出已关闭：{}", foreign::io(&fault)),
            format!("standard output is closed: {fault}"),
        )
    })
}

fn line(receipt: &Value, style: Style) -> String {
    let list = |name: &str| {
        let items = receipt[name].as_array().map(Vec::as_slice).unwrap_or_default();
        items
            .iter()
            .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let repeated =
        if receipt["repeated"] == true { style.pick("（已在案）", " (on file already)") } else { "" };
    let erased = match receipt["gone_from_disk"].as_bool() {
        None => "",
        Some(true) => style.pick("；文本已从磁盘清除", "; the text is gone from the disk"),
        Some(false) => style.pick(
            "；文本已删除，但有人正在读取旧数据，磁盘上尚未清除：系统将自动重试，以同一操作键再次提交可查询",
            "; the text is erased, and somebody reads older data: it is not cleared from the disk yet; that is tried \
             again by itself, and the same command brought again tells whether it is done",
        ),
    };
    let unopened = match receipt["unopened"].as_array() {
        None => String::new(),
        Some(all) => {
            let codes: Vec<&str> = all.iter().filter_map(|one| one["enterprise"].as_str()).collect();
            let told = style.pick(
                "；未能在下列企业立案，请运行pzb sweep：",
                "; work could not be opened, run `pzb sweep`, at ",
            );
            format!("{told}{}", codes.join(", "))
        }
    };
    format!(
        "{}{repeated}: {} {}; {} {}{erased}{unopened}\n",
        receipt["key"].as_str().unwrap_or_default(),
        style.pick("账本", "ledger entries"),
        list("positions"),
        style.pick("生成", "made"),
        list("created"),
    )
}

/// A refusal told with the key of its command and what was done before it.
fn after(mut failure: Failure, key: &str, receipts: &[Value]) -> Failure {
    failure.said.zh = format!("{key}：{}", failure.said.zh);
    failure.said.en = format!("`{key}`: {}", failure.said.en);
    failure.data = json!({ "key": key, "refused": failure.data, "receipts": receipts });
    failure
}

fn rehearse(actor: &Actor, house: &House, commands: &[Command], style: Style) -> Verb {
    let mut trial = Trial::start(&house.reader, &house.laws)?;
    let mut told = Vec::new();
    let mut text = String::new();
    for command in commands {
        match trial.act(actor, command, clock::today())? {
            Ok((decision, first)) => {
                text.push_str(&format!(
                    "{}: {}, {} {first}\n",
                    command.key,
                    style.counted(decision.events.len(), "项", "events"),
                    style.pick("起自账本第", "from entry"),
                ));
                told.push(
                    json!({ "key": command.key, "events": decision.events, "findings": decision.findings }),
                );
            }
            Err(refusal) => return Err(after(refused_by_policy(&refusal), &command.key, &told)),
        }
    }
    Ok(Answer::done(text, json!({ "dry_run": true, "decisions": told })))
}

/// Reads one command, a list of commands, or one command a line.
fn read(path: &Path) -> Result<Vec<Command>, Failure> {
    let text = files::text(path, files::LARGEST_DOCUMENT)?;
    let shown = files::shown(path);
    if text.trim_start().starts_with('[') {
        return json::read::<Vec<Command>>(&shown, &text);
    }
    if serde_json::from_str::<Value>(&text).is_ok() || text.trim().lines().count() <= 1 {
        return json::read::<Command>(&shown, &text).map(|command| vec![command]);
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read: Result<Vec<Command>, Failure> =
        lines.map(|(at, line)| json::read::<Command>(&format!("{shown}:{}", at + 1), line)).collect();
    match read {
        // A single document that is broken over several lines is told as one.
        Err(_) if text.trim_start().starts_with("{\n") => {
            json::read::<Command>(&shown, &text).map(|c| vec![c])
        }
        other => other,
    }
}
