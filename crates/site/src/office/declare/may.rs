//! "May I?": every rule's answer about a declaration that is not filed, with what is missing, who supplies it and when
//! it turns by itself. Nothing is recorded.

use policy::authorization::Filing;
use policy::calendar::Day;
use policy::enterprise::credit_code::CreditCode;
use policy::finding::{Finding, Verdict};
use registry::{Fault, Reader};

use crate::office::OfficeSite;
use crate::office::finding::{self, FindingView};
use crate::problem::Trouble;
use crate::tone::{self, Tone};
use crate::visitor::Visitor;
use crate::words::fill;

/// The answer, in the order in which a maker needs it.
pub(crate) struct MayView {
    pub(crate) title: &'static str,
    pub(crate) tone: Tone,
    pub(crate) lines: Vec<String>,
    pub(crate) blocking: Vec<FindingView>,
    pub(crate) judged: Vec<FindingView>,
    pub(crate) others: Vec<FindingView>,
    /// Whether filing now would be refused.
    pub(crate) is_blocked: bool,
}

/// What the rules say of a filing on a day. `None` before the policy's first day or if the maker is not on file.
///
/// # Errors
/// A fault of the reader.
pub(super) async fn verdict(
    site: &OfficeSite,
    code: CreditCode,
    filing: Filing,
) -> Result<Option<Verdict>, Trouble> {
    let today = site.public().today();
    site.public().look(move |reader| asked(reader, code, filing, today)).await
}

fn asked(reader: &Reader, code: CreditCode, filing: Filing, on: Day) -> Result<Option<Verdict>, Fault> {
    let Some(mut file) = reader.case_file(code)? else { return Ok(None) };
    // What the filing newly speaks of is not in the file of what is on file already.
    let number = filing.edition.number();
    if !file.standards.iter().any(|standard| standard.number == *number) {
        file.standards.extend(reader.standard(number)?.map(|filed| filed.value));
    }
    if let Some(parent) = filing.parent.filter(|parent| !file.parents.iter().any(|p| p.enterprise == *parent))
    {
        file.parents.extend(reader.dossier(parent)?.map(|filed| filed.value));
    }
    file.asks = vec![filing];
    let answers = file.judge(reader.law(), on, None).unwrap_or_default();
    Ok(answers.into_iter().find(|judged| judged.subject == "filing").map(|judged| judged.verdict))
}

/// The answer in the reader's words.
pub(super) fn view(visitor: &Visitor, verdict: &Verdict) -> MayView {
    let w = &visitor.w.declare;
    let (title, tone) = match verdict.outcome.as_str() {
        "met" => (w.may_yes, tone::GOOD),
        "for_judgement" => (w.may_judged, tone::WARN),
        "not_met" => (w.may_no, tone::BAD),
        _ => (w.may_unknown, tone::UNKNOWN),
    };
    let stands = |one: &Finding| matches!(one.outcome.as_str(), "not_met" | "cannot_tell");
    let whole = |one: &&Finding| one.part_of.is_none();
    let count =
        |outcome: &str| verdict.findings.iter().filter(whole).filter(|one| one.outcome == outcome).count();
    let all = verdict.findings.iter().filter(whole).filter(|one| one.outcome != "not_applicable").count();
    let counts = fill(
        w.may_counts,
        &[&all, &count("met"), &count("not_met"), &count("cannot_tell"), &count("for_judgement")],
    );
    let is_blocked = matches!(verdict.outcome.as_str(), "not_met" | "cannot_tell");
    let mut lines = vec![counts];
    lines.extend(finding::verdict(visitor, String::new(), verdict).lines);
    if verdict.outcome == "not_met" && verdict.earliest.is_none() {
        lines.push(w.may_no_change.to_owned());
    }
    // An alternative stands in the way only where what it is an alternative of does.
    let blocks = |one: &Finding| match &one.part_of {
        None => stands(one),
        Some(of) => verdict.findings.iter().any(|whole| whole.rule == *of && stands(whole)),
    };
    let (blocking, rest): (Vec<&Finding>, Vec<&Finding>) =
        verdict.findings.iter().partition(|one| blocks(one));
    let (judged, others): (Vec<&Finding>, Vec<&Finding>) =
        rest.into_iter().partition(|one| one.outcome == "for_judgement");
    MayView {
        title,
        tone,
        lines,
        blocking: blocking
            .into_iter()
            .map(|one| finding::view(visitor, one, one.part_of.is_none()))
            .collect(),
        judged: judged.into_iter().map(|one| finding::view(visitor, one, false)).collect(),
        others: others.into_iter().map(|one| finding::view(visitor, one, false)).collect(),
        is_blocked,
    }
}
