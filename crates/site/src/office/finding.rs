//! A finding as a page tells it: generic, so that a new rule needs no new page.

use policy::calendar::Day;
use policy::finding::{Finding, Verdict};
use policy::rule::FactUsed;

use crate::lang::capital;
use crate::public::mark::clause;
use crate::public::rules::counted;
use crate::tone::{self, Tone};
use crate::visitor::Visitor;
use crate::words::fill;

/// A finding in words.
pub(crate) struct FindingView {
    pub(crate) is_open: bool,
    pub(crate) title: String,
    pub(crate) tone: Tone,
    pub(crate) word: String,
    pub(crate) clauses: String,
    pub(crate) rule: String,
    pub(crate) missing: Option<String>,
    pub(crate) judged_by: Option<String>,
    pub(crate) turns: Option<String>,
    pub(crate) remedy: Option<String>,
    pub(crate) facts: Vec<FactView>,
    pub(crate) no_entry: Vec<String>,
    pub(crate) numbers: Vec<NumberView>,
    pub(crate) notes: Vec<String>,
}

/// A fact that a finding rests on.
pub(crate) struct FactView {
    pub(crate) says: String,
    pub(crate) days: String,
    pub(crate) entry: Option<(u64, String)>,
}

/// A number that a finding used.
pub(crate) struct NumberView {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) value: String,
    pub(crate) under: String,
}

/// The answers of all rules about one thing.
pub(crate) struct VerdictView {
    pub(crate) title: String,
    pub(crate) tone: Tone,
    pub(crate) word: String,
    pub(crate) lines: Vec<String>,
    pub(crate) findings: Vec<FindingView>,
}

/// A finding in the reader's language; opened if asked.
pub(crate) fn view(visitor: &Visitor, finding: &Finding, is_open: bool) -> FindingView {
    let w = &visitor.w.case;
    let clauses: Vec<String> = finding.articles.iter().map(|a| clause(visitor, *a)).collect();
    let missing = finding.missing.as_ref().map(|missing| {
        let from = fill(w.missing_from, &[&visitor.said(&missing.from_words)]);
        format!("{} · {from}", visitor.said(&missing.words))
    });
    FindingView {
        is_open,
        title: capital(&visitor.said(&finding.title)),
        tone: look(finding),
        word: capital(&visitor.said(&finding.outcome_words)),
        clauses: clauses.join(w.comma),
        rule: finding.rule.clone(),
        missing,
        judged_by: finding.judged_by.map(|office| fill(w.judged_by, &[&visitor.word(office.words())])),
        turns: turns(visitor, finding),
        remedy: finding.remedy.as_ref().map(|said| visitor.said(said)),
        facts: finding.facts.iter().map(|used| fact(visitor, used)).collect(),
        no_entry: finding.no_entry.iter().map(|said| capital(&visitor.said(said))).collect(),
        numbers: finding
            .numbers
            .iter()
            .map(|number| NumberView {
                key: number.key.clone(),
                title: visitor.said(&number.title),
                value: counted(visitor, number.value, &number.unit),
                under: format!(
                    "{} · {} · {} {}",
                    clause(visitor, number.article),
                    fill(visitor.w.register.number_since, &[&number.since]),
                    w.policy_version,
                    number.policy
                ),
            })
            .collect(),
        notes: finding.notes.iter().map(|said| visitor.said(said)).collect(),
    }
}

/// An alternative that is not met stands in nobody's way, and is not shown as if it did.
fn look(finding: &Finding) -> Tone {
    let tone = tone::of_outcome(&finding.outcome);
    if finding.part_of.is_some() && finding.outcome == "not_met" {
        Tone { color: "neutral", ..tone }
    } else {
        tone
    }
}

/// What the answer turns to, and when, if nothing else happens. A filing on file is judged for its own day: waiting turns
/// nothing for it.
pub(super) fn turns(visitor: &Visitor, finding: &Finding) -> Option<String> {
    let day: Day = finding.turns_on?;
    let to = outcome_word(visitor, finding.turns_to.as_deref()?);
    Some(match finding.filed_on {
        Some(filed_on) => fill(visitor.w.case.turns_anew, &[&filed_on, &day, &to]),
        None => fill(visitor.w.case.turns, &[&day, &to]),
    })
}

/// An outcome in words, from its stable name.
fn outcome_word(visitor: &Visitor, name: &str) -> &'static str {
    use policy::powers::OfficeKind;
    use policy::rule::{Missing, Outcome};
    const NOTHING: Missing =
        Missing { fact: "", words: policy::article::Words { zh: "", en: "" }, from: OfficeKind::Federation };
    let all = [
        Outcome::Met,
        Outcome::NotMet,
        Outcome::Unknown(&NOTHING),
        Outcome::ForJudgement(OfficeKind::Federation),
        Outcome::NotApplicable,
    ];
    all.iter().find(|outcome| outcome.name() == name).map_or("", |outcome| visitor.word(outcome.words()))
}

fn fact(visitor: &Visitor, used: &FactUsed) -> FactView {
    let w = &visitor.w.case;
    let happened = format!("{} {}", w.happened, used.happened_on);
    let days = match used.entered_on {
        Some(entered) => format!("{happened}{}{} {entered}", w.comma, w.entered),
        None => happened,
    };
    FactView {
        says: capital(&visitor.said(&used.told())),
        days,
        entry: used.entry.map(|position| (position, fill(w.entry, &[&position]))),
    }
}

/// All answers about one thing, with the earliest day and the nearest route.
pub(crate) fn verdict(visitor: &Visitor, title: String, verdict: &Verdict) -> VerdictView {
    let w = &visitor.w.case;
    let mut lines = Vec::new();
    if verdict.outcome != "met" {
        if let Some(day) = verdict.earliest {
            lines.push(format!("{}{}{day}", w.earliest, w.colon));
        }
        if let Some(route) = verdict.wanted_route() {
            let on = route.on.map(|day| format!(" ({day})")).unwrap_or_default();
            lines.push(format!(
                "{}{}{}{on} · {}",
                w.nearest,
                w.colon,
                visitor.said(&route.title),
                visitor.said(&route.remedy)
            ));
        }
    }
    VerdictView {
        title: capital(&title),
        tone: tone::of_outcome(&verdict.outcome),
        word: capital(&visitor.said(&verdict.outcome_words)),
        lines,
        findings: verdict.findings.iter().map(|finding| view(visitor, finding, false)).collect(),
    }
}
