//! What a problem says where it says more than one sentence: each fault of a document, each reason of a refusal, and how
//! much is read.

use policy::decide::Refusal;

use crate::json::Wrong;
use crate::lang::Lang;
use crate::words::{Text, fill};

/// How much is read, as people say it.
pub(crate) fn too_large_text(most: Option<usize>, w: &'static Text) -> String {
    const MIB: usize = 1024 * 1024;
    match most {
        Some(most) if most >= MIB => fill(w.fault.too_large_limit, &[&(most / MIB), &"MiB"]),
        Some(most) => fill(w.fault.too_large_limit, &[&(most / 1024), &"KiB"]),
        None => w.fault.too_large_text.to_owned(),
    }
}

/// Every fault of a document, as one text.
pub(crate) fn wrong_text(wrong: &Wrong, w: &'static Text, lang: Lang) -> String {
    let places = wrong.faults.iter().map(|fault| {
        let place = fill(w.fault.at_place, &[&fault.line, &fault.column]);
        let path = fault.path.as_ref().filter(|path| !path.starts_with('('));
        let path = path.map(|path| format!("{}{path}", w.case.comma)).unwrap_or_default();
        format!("{place}{path}{}{}", w.case.colon, lang.of(&fault.said))
    });
    places.collect::<Vec<_>>().join(w.mark.ground_and)
}

/// Every reason of a refusal, as one text.
pub(crate) fn refusal_text(refusal: &Refusal, w: &'static Text, lang: Lang) -> String {
    let problems = refusal.problems.iter().map(|problem| lang.of(&problem.said).to_owned());
    let findings = refusal
        .findings
        .iter()
        .filter(|finding| {
            matches!(finding.outcome.as_str(), "not_met" | "cannot_tell") && finding.part_of.is_none()
        })
        .map(|finding| {
            format!("{}{}{}", lang.of(&finding.title), w.case.colon, lang.of(&finding.outcome_words))
        });
    let all: Vec<String> = problems.chain(findings).collect();
    let between = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    if all.is_empty() { w.case.refused_lead.to_owned() } else { all.join(between) }
}
