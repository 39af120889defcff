//! `pzb check` of a receipt: what the decision of an act rested on, asked again of what was on file when it was taken.

use std::path::Path;

use policy::receipt_file::{ReceiptFile, Rerun};
use serde_json::{Value, json};

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::law::Laws;
use crate::say::Style;
use crate::verbs::check::before_policy;
use crate::{files, json};

/// What a receipt has and a dossier has not.
const MARK: &str = "positions";

/// Whether a text is that of a receipt.
#[must_use]
pub fn is_receipt(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|value| value.get(MARK).is_some())
}

/// Asks the rules of a receipt again. Exit code 6 where one of them answers otherwise now.
///
/// # Errors
/// A file that is not of the documented form; a day before the policy.
pub fn run(path: &Path, text: &str, laws: &Laws, style: Style) -> Verb {
    let receipt: ReceiptFile = json::read(&files::shown(path), text)?;
    if receipt.version != 1 {
        return Err(Failure::invalid(
            format!("回执格式版本为{}，本程序只认版本1", receipt.version),
            format!("version: the receipt is of version {}, this program reads version 1", receipt.version),
        ));
    }
    let again = receipt.rerun(laws.law()).ok_or_else(|| before_policy(receipt.on))?;
    let is_same = again.iter().all(|one| one.is_same() != Some(false));
    let about = receipt.about.join(style.pick("、", ", "));
    let mut lines = vec![format!("{}  {}  {about}", style.pick("回执", "receipt"), receipt.on)];
    lines.extend(again.iter().map(|one| line(one, style)));
    if again.is_empty() {
        let none = style.pick("此事项不以规则结论为依据", "the act rests on no finding");
        lines.push(none.to_owned());
    }
    let findings: Vec<Value> = again
        .iter()
        .map(|one| json!({ "rule": one.rule, "then": one.then, "now": one.now, "same": one.is_same() }))
        .collect();
    let told = json!({
        "positions": receipt.positions, "on": receipt.on, "about": receipt.about, "all_same": is_same,
        "findings": findings,
    });
    let exit = if is_same { Exit::Done } else { Exit::Findings };
    Ok(Answer::done(format!("{}\n", lines.join("\n")), told).exit(exit))
}

fn line(one: &Rerun, style: Style) -> String {
    let words = match one.is_same() {
        Some(true) => style.pick("一致", "the same"),
        Some(false) => style.pick("不一致", "another answer"),
        None => style.pick("本文件无从复核", "not asked: the file holds nothing about it"),
    };
    let now = one.now.as_deref().filter(|now| *now != one.then).map(|now| format!(" → {now}"));
    format!("  {}  {}{}  {words}", one.rule, one.then, now.unwrap_or_default())
}
