//! The letters in front of a standard's number (`GB/T`, `DB33/T`, `T/ZZB`, `ISO/IEC`): who issues the
//! standard, and of which family it is. Only known letters are read, so that `RS485` stays a bus.

use super::number_fault::NumberFault;
use crate::writing::clip;

/// Codes of Chinese sector standards, and of the engineering, metrology and military series beside them.
const INDUSTRY: &[&str] = &[
    "AQ", "BB", "CB", "CECS", "CH", "CJ", "CJJ", "CY", "DA", "DL", "DY", "DZ", "EJ", "FZ", "GA", "GH", "GJB",
    "GM", "GY", "HB", "HG", "HJ", "HS", "HY", "JB", "JC", "JG", "JGJ", "JJF", "JJG", "JR", "JT", "JTG", "JY",
    "LB", "LD", "LS", "LY", "MH", "MR", "MT", "MZ", "NB", "NY", "QB", "QC", "QJ", "QX", "RB", "SB", "SC",
    "SF", "SH", "SJ", "SL", "SN", "SW", "SY", "TB", "TD", "TY", "WB", "WH", "WJ", "WM", "WS", "WW", "XB",
    "XF", "YB", "YC", "YD", "YJ", "YS", "YY", "YZ", "ZY",
];
/// Bodies that are international: a comparison calls their standards international.
const INTERNATIONAL: &[&str] = &["ISO", "IEC", "CISPR", "OIML", "ITU", "CODEX"];
/// Foreign and regional bodies.
const FOREIGN: &[&str] = &[
    "AATCC", "ANSI", "AS", "ASME", "ASTM", "BS", "CEN", "CENELEC", "CSA", "DIN", "EN", "ETSI", "GOST",
    "IEEE", "JIS", "KS", "NF", "NZS", "SAE", "UL",
];
/// Kinds of document that stand after the body.
const DOCUMENT: &[&str] = &["TS", "TR", "PAS", "GUIDE"];
/// Bodies after which another body stands with a space (`EN ISO`), not with a slash (`ISO/IEC`).
const ADOPTING: &[&str] = &["BS", "DIN", "EN", "JIS", "KS", "NF"];

/// The family of a standard, told by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// `GB` and, by the law on occupational diseases, `GBZ`: must be obeyed.
    NationalMandatory,
    /// `GB/T`, `GBZ/T`, and the guidance documents `GB/Z`.
    NationalVoluntary,
    /// A sector standard such as `QB/T`, `FZ/T`, `JB`.
    Industry,
    /// A local standard, `DB` and the division code.
    Local,
    /// A group standard, `T/` and the association's code.
    Group,
    /// A company standard, `Q/` and the company's code.
    Enterprise,
    /// ISO, IEC and other world-wide bodies.
    International,
    /// A foreign or regional body: EN, DIN, JIS, ASTM and so on.
    Foreign,
}

impl Family {
    /// Whether the number is a Chinese one, in which the year stands after a dash.
    pub fn is_chinese(self) -> bool {
        !matches!(self, Self::International | Self::Foreign)
    }
}

/// The family that a designator in normal form stands for.
pub(super) fn family_of(designator: &str) -> Family {
    let head = designator.split(['/', ' ']).next().unwrap_or_default();
    match head {
        "GB" | "GBZ" if designator == head => Family::NationalMandatory,
        "GB" | "GBZ" => Family::NationalVoluntary,
        "T" => Family::Group,
        "Q" => Family::Enterprise,
        _ if INTERNATIONAL.contains(&head) => Family::International,
        _ if FOREIGN.contains(&head) => Family::Foreign,
        _ if INDUSTRY.contains(&head) => Family::Industry,
        _ => Family::Local,
    }
}

/// Reads the designator at the start of a text that is folded and upper case. Gives its normal form and
/// the rest.
pub(super) fn read(text: &str) -> Result<(String, &str), NumberFault> {
    let (head, rest) = letters(text);
    let after_slash = rest.trim_start().strip_prefix('/').map(str::trim_start);
    match (head, after_slash) {
        ("T" | "Q", Some(rest)) => coded(head, rest),
        ("DB" | "DBS", _) => local(head, rest),
        _ if is_chinese_series(head) => Ok(chinese(head, rest)),
        _ => match head.strip_suffix('T').filter(|series| is_chinese_series(series)) {
            // `GBT 1234`: the slash was lost on the way through a file name.
            Some(series) => Ok((format!("{series}/T"), rest)),
            None => foreign(text),
        },
    }
}

fn is_chinese_series(head: &str) -> bool {
    matches!(head, "GB" | "GBZ") || INDUSTRY.contains(&head)
}

/// `GB`, `GB/T`, `GB/Z`, `QB`, `QB/T`.
fn chinese<'a>(head: &str, rest: &'a str) -> (String, &'a str) {
    if let Some(suffixed) = rest.trim_start().strip_prefix('/') {
        let (suffix, after) = letters(suffixed.trim_start());
        if suffix == "T" || (suffix == "Z" && head == "GB") {
            return (format!("{head}/{suffix}"), after);
        }
    }
    (head.to_owned(), rest)
}

/// `T/ZZB`, `T/31SCTA`, `Q/XKBZ`: after the slash digits (often a division code), then letters.
fn coded<'a>(head: &str, rest: &'a str) -> Result<(String, &'a str), NumberFault> {
    let (division, after) = digits(rest);
    let (code, after) = letters(after.trim_start());
    if code.is_empty() || division.len() > 9 || code.len() > 12 {
        return Err(NumberFault::Designator { found: clip(&format!("{head}/{rest}")) });
    }
    Ok((format!("{head}/{division}{code}"), after))
}

/// `DB33`, `DB33/T`, `DB3301/T`, `DBS33`: the division code has 2, 4 or 6 digits and must end visibly.
fn local<'a>(head: &str, rest: &'a str) -> Result<(String, &'a str), NumberFault> {
    let (division, after) = digits(rest.trim_start());
    let fault = || NumberFault::Designator { found: clip(&format!("{head}{rest}")) };
    if !matches!(division.len(), 2 | 4 | 6) {
        return Err(fault());
    }
    let Some(slashed) = after.trim_start().strip_prefix('/') else {
        return if after.starts_with(' ') { Ok((format!("{head}{division}"), after)) } else { Err(fault()) };
    };
    match letters(slashed.trim_start()) {
        ("T", after) => Ok((format!("{head}{division}/T"), after)),
        ("", after) => Ok((format!("{head}{division}"), after)),
        _ => Err(fault()),
    }
}

/// `ISO`, `ISO/IEC`, `IEC TS`, `BS EN ISO`, `AS/NZS`: one or more bodies, then perhaps a kind of document.
fn foreign(text: &str) -> Result<(String, &str), NumberFault> {
    let mut designator = String::new();
    let mut last = "";
    let mut rest = text;
    loop {
        let candidate = rest.trim_start();
        let candidate = candidate.strip_prefix('/').filter(|_| !last.is_empty()).unwrap_or(candidate);
        let (token, after) = letters(candidate.trim_start());
        let is_body = INTERNATIONAL.contains(&token) || FOREIGN.contains(&token);
        let is_document = !last.is_empty() && DOCUMENT.contains(&token);
        if !is_body && !is_document {
            break;
        }
        if !last.is_empty() {
            // ISO/TS but ISO/IEC TS and IEC TS: the way the bodies themselves write it.
            let spaced = if is_document { designator != "ISO" } else { ADOPTING.contains(&last) };
            designator.push(if spaced { ' ' } else { '/' });
        }
        designator.push_str(token);
        rest = after;
        last = token;
    }
    if designator.is_empty() {
        return Err(NumberFault::Designator { found: clip(text) });
    }
    Ok((designator, rest))
}

pub(super) fn letters(text: &str) -> (&str, &str) {
    let end = text.find(|found: char| !found.is_ascii_uppercase()).unwrap_or(text.len());
    text.split_at(end)
}

pub(super) fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|found: char| !found.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}
