//! `pzb audit`, `pzb rebuild`, `pzb backup`, `pzb restore`: the record against itself, and copies of it.

use std::path::Path;

use registry::{Fault, Target};
use serde_json::json;

use crate::answer::{Answer, Exit, Verb};
use crate::cli::DataArgs;
use crate::foreign;
use crate::house::{self, House, broken, not_opened};
use crate::say::{Lang, Style, while_waiting};
use crate::serve::DEMO_MARK;
use crate::{config, key};

/// Compares ledger, rows, texts and tiles.
///
/// # Errors
/// Whatever stops the audit itself; differences are an answer with exit code 6.
pub fn audit(data: &DataArgs, style: Style) -> Verb {
    let report = while_waiting("核对", "audit", || house::audit(data))?;
    let clean = report.differences.is_empty();
    let mut text = format!(
        "{}: {}, {}, {}\n",
        if clean { style.pick("一致", "all agrees") } else { style.pick("有出入", "differences") },
        style.counted(report.entries, "条账目", "entries"),
        style.counted(report.rows, "行", "rows"),
        style.counted(report.texts, "份文本", "texts"),
    );
    for difference in &report.differences {
        let (between, id, what) = (difference.between, &difference.id, &difference.what);
        text.push_str(&match style.lang {
            Lang::Zh => format!("  {} {id}：{}\n", foreign::between(between), what.zh),
            Lang::En => format!("  {between} {id}: {}\n", what.en),
        });
    }
    let json = json!({ "clean": clean, "report": report });
    Ok(Answer::done(text, json).exit(if clean { Exit::Done } else { Exit::Findings }))
}

/// Makes the rows again from the ledger.
///
/// # Errors
/// A fault of the database.
pub fn rebuild(data: &DataArgs, style: Style) -> Verb {
    let house = House::open(data)?;
    let rebuilt = while_waiting("重建", "rebuild", || house.registry.rebuild());
    house.registry.close();
    let entries = rebuilt.map_err(|fault| broken(&fault))?;
    let text = format!(
        "{} {}\n",
        style.pick("已由", "made again from"),
        style.counted(entries, "条账目重建", "entries")
    );
    Ok(Answer::done(text, json!({ "entries": entries })))
}

/// Copies everything but the key.
///
/// # Errors
/// The target is not empty or cannot be written.
pub fn backup(data: &DataArgs, to: &Path, style: Style) -> Verb {
    let house = House::open(data)?;
    // A demonstration that is put back elsewhere must still say that it is one: its password is public.
    let with: Vec<_> = [data.data.join(DEMO_MARK)].into_iter().filter(|mark| mark.exists()).collect();
    let copied = while_waiting("备份", "backup", || house.registry.backup(to, &with));
    house.registry.close();
    let entries = copied.map_err(|fault: Fault| broken(&fault))?;
    let text = format!(
        "{} {} {} {}; {}\n",
        style.pick("已备份", "backed up"),
        style.counted(entries, "条账目", "entries"),
        style.pick("至", "to"),
        to.display(),
        style.pick("签名密钥不在其中，请另行保管", "the signing key is not in it: keep it elsewhere"),
    );
    Ok(Answer::done(text, json!({ "entries": entries, "to": to })))
}

/// Puts a backup into a folder.
///
/// # Errors
/// No backup there, or the folder is in use, holds anything but key and configuration, or knows of a later record.
pub fn restore(data: &DataArgs, from: &Path, style: Style) -> Verb {
    let target = Target { dir: &data.data, may_hold: &[key::FILE, config::FILE] };
    while_waiting("恢复", "restore", || registry::restore(from, &target, &[DEMO_MARK]))
        .map_err(|fault| not_opened(&fault))?;
    let text =
        format!("{} {} -> {}\n", style.pick("已恢复", "restored"), from.display(), data.data.display());
    Ok(Answer::done(text, json!({ "from": from, "to": data.data })))
}
