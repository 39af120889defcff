//! `pzb check`: a dossier file in, the answer of every rule out, with its reasons.

use std::path::Path;

use policy::article::Said;
use policy::calendar::Day;
use policy::dossier_faults::{DossierFault, faults, remarks};
use policy::dossier_file::{DossierFile, Judged};
use serde_json::json;

use crate::answer::{Answer, Exit, Failure, Verb};
use crate::law::Laws;
use crate::say::Style;
use crate::verbs::check_receipt;
use crate::{clock, files, json, wording};

/// The most bytes of a dossier file: a firm with thousands of facts has a tenth of it.
const LARGEST_DOSSIER: u64 = 16 << 20;
/// The most places that one answer tells.
const MOST_TOLD: usize = 50;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The dossier file, `-` for standard input.
    pub file: &'a Path,
    /// As of which day; today if none is given.
    pub as_of: Option<Day>,
    /// As known on which day.
    pub as_known_on: Option<Day>,
    /// A parameters file in place of the shipped one.
    pub parameters: Option<&'a Path>,
    /// A calendar in place of the shipped one.
    pub calendar: Option<&'a Path>,
}

/// Judges a dossier file.
///
/// # Errors
/// A file that cannot be read or is not of the documented form; a day before the policy.
pub fn run(asked: Asked, style: Style) -> Verb {
    let laws = Laws::read(asked.parameters, asked.calendar)?;
    let text = files::text(asked.file, LARGEST_DOSSIER)?;
    if check_receipt::is_receipt(&text) {
        if asked.as_of.is_some() || asked.as_known_on.is_some() {
            return Err(Failure::invalid(
                "回执按其办理日复核，不接受--as-of和--as-known-on",
                "a receipt is asked again as of the day of its act: leave out `--as-of` and `--as-known-on`",
            ));
        }
        return check_receipt::run(asked.file, &text, &laws, style);
    }
    let dossier = parsed(asked.file, &text)?;
    let as_of = asked.as_of.unwrap_or_else(clock::today);
    possible(asked.file, &dossier)?;
    let judged = dossier.judge(laws.law(), as_of, asked.as_known_on).ok_or_else(|| before_policy(as_of))?;
    Ok(answer(&dossier, as_of, asked.as_known_on, &judged, style))
}

/// Reads a dossier file.
///
/// # Errors
/// As [`run`].
pub fn read(path: &Path) -> Result<DossierFile, Failure> {
    parsed(path, &files::text(path, LARGEST_DOSSIER)?)
}

fn parsed(path: &Path, text: &str) -> Result<DossierFile, Failure> {
    let dossier: DossierFile = json::read(&files::shown(path), text)?;
    if dossier.version != 1 {
        return Err(Failure::invalid(
            format!("档案格式版本为{}，本程序只认版本1", dossier.version),
            format!("version: the dossier is of version {}, this program reads version 1", dossier.version),
        ));
    }
    Ok(dossier)
}

/// Refuses a dossier with what cannot be.
///
/// # Errors
/// Every place, up to `MOST_TOLD`.
fn possible(path: &Path, dossier: &DossierFile) -> Result<(), Failure> {
    let faults = faults(dossier);
    if faults.is_empty() {
        return Ok(());
    }
    let (shown, count) = (files::shown(path), faults.len());
    let mut failure = Failure::invalid(
        format!("{shown}中有不可能成立的内容，共{count}处"),
        format!("{shown} holds what cannot be: {count} {}", if count == 1 { "fault" } else { "faults" }),
    );
    failure.more = faults.iter().take(MOST_TOLD).map(placed).collect();
    let data = faults.iter().take(MOST_TOLD);
    let data: Vec<_> = data.map(|fault| json!({ "path": fault.path, "said": fault.said })).collect();
    Err(failure.with(json!(data)))
}

fn placed(fault: &DossierFault) -> Said {
    let DossierFault { path, said } = fault;
    Said::new(format!("{path}：{}", said.zh), format!("{path}: {}", said.en))
}

/// The failure of a day on which there was no policy.
#[must_use]
pub fn before_policy(day: Day) -> Failure {
    Failure::invalid(
        format!("{day}早于政策首日，无法判断"),
        format!("`{day}` is before the policy's first day: nothing can be judged"),
    )
}

/// The answer about everything judged; exit code 6 where a no or a "cannot tell" is among it, or a mark that may not
/// be borne on the day.
#[must_use]
pub fn answer(
    dossier: &DossierFile,
    as_of: Day,
    as_known_on: Option<Day>,
    judged: &[Judged],
    style: Style,
) -> Answer {
    // Of proposals as lead nobody asked where the file says nothing of drafting: the answer is told and counts for nothing.
    let is_unasked =
        |one: &&Judged| dossier.enterprise.drafting_roles.is_blank() && one.subject == "lead_proposal";
    let clear = judged.iter().filter(|one| !is_unasked(one)).all(|one| one.verdict.outcome == "met");
    // Rules judge the grounds of a mark; whether it may be borne is its state.
    let marks: Vec<&Judged> = judged.iter().filter(|one| one.subject == "authorization").collect();
    let standing = marks.iter().all(|one| one.state.as_deref() == Some("valid"));
    let remarks = remarks(dossier);
    let mut text = wording::judged(&dossier.enterprise, as_of, as_known_on, judged, style);
    for remark in &remarks {
        text.push_str(&format!("\n{}: {}\n", style.pick("注意", "note"), style.say(&placed(remark))));
    }
    let remarks: Vec<_> =
        remarks.iter().map(|remark| json!({ "path": remark.path, "said": remark.said })).collect();
    let json = json!({
        "enterprise": dossier.enterprise.enterprise,
        "name": dossier.enterprise.name(),
        "as_of": as_of,
        "as_known_on": as_known_on,
        "all_met": clear,
        "all_valid": standing,
        "remarks": remarks,
        "judged": judged,
    });
    Answer::done(text, json).exit(if clear && standing { Exit::Done } else { Exit::Findings })
}
