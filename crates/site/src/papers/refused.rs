//! The letter of refusal, filled in: of each condition in the way the facts that its finding rests on and what would turn
//! it; of each that cannot be told what is missing and from whom. The ledger keeps which conditions they were; what they
//! rest on is found again from what was on file when it was decided.

use std::collections::BTreeSet;

use documents::paper::{GroundLine, Paper, Refusal};
use policy::article::Said;
use policy::authorization::{Declaration, Filing};
use policy::dossier_file::judge;
use policy::enterprise::Dossier;
use policy::finding::Finding;
use policy::question::World;
use policy::rule::{FactUsed, Subject};
use policy::rules;
use policy::standard::number::StandardNumber;
use registry::Fault;

use super::making::At;
use super::past;
use crate::days;

/// The most facts that are told of one condition; how many more there are is said.
const MOST_FACTS: usize = 3;

/// The letter about a declaration that was refused.
pub(super) fn letter(at: &At, id: &str) -> Result<Option<Paper>, Fault> {
    let Some(declaration) = at.dossier.declarations.iter().rfind(|known| known.id == id) else {
        return Ok(None);
    };
    let findings = findings(at, declaration)?;
    // One of several alternatives that is not met is no ground: the condition that asks for one of them is.
    let is_condition = |rule: &str| rules::named(rule).is_none_or(|rule| rule.part_of.is_none());
    let lines = |wanted: &str| -> Vec<GroundLine> {
        let recorded = at.entry.findings.iter();
        let of_kind = recorded.filter(|(rule, outcome)| outcome == wanted && is_condition(rule));
        let found = |rule: &str| findings.iter().find(|one| one.rule == rule && one.outcome == wanted);
        of_kind.map(|(rule, _)| condition(at, rule, wanted, found(rule))).collect()
    };
    Ok(Some(Paper::Refusal(Refusal {
        firm: at.firm(),
        product: at.product(&declaration.filing.product),
        models: declaration.filing.models.clone(),
        standard: declaration.filing.edition.print(),
        filed_on: declaration.filed_on,
        grounds: lines("not_met"),
        unknown: lines("cannot_tell"),
        head: at.head.clone(),
        reasons: at.words.clone(),
    })))
}

/// The findings with their reasons, as whoever decided saw them: of what was on file before the decision.
fn findings(at: &At, declaration: &Declaration) -> Result<Vec<Finding>, Fault> {
    let before = at.wanted.entry.saturating_sub(1);
    let dossier = past::dossier(at.reader, at.dossier.enterprise, before)?;
    let parent = declaration.filing.parent;
    let parents = parent.map(|code| past::dossier(at.reader, code, before)).transpose()?;
    let numbers = standards_of(&dossier, &declaration.filing);
    let standards = numbers.iter().map(|number| past::standard(at.reader, number, before));
    let standards = standards.collect::<Result<Vec<_>, _>>()?;
    let scheme = past::scheme(at.reader, before)?;
    let parents: Vec<Dossier> = parents.into_iter().collect();
    let world = World { enterprise: &dossier, parents: &parents, scheme: &scheme, standards: &standards };
    let judged = judge(world, &[], at.reader.law(), at.entry.on, None).unwrap_or_default();
    let mut of_it = judged.into_iter();
    let found = of_it.find(|one| one.subject == "declaration" && one.id == declaration.id);
    Ok(found.map(|judged| judged.verdict.findings).unwrap_or_default())
}

/// The standards that the conditions of a filing may speak of.
fn standards_of(dossier: &Dossier, filing: &Filing) -> BTreeSet<StandardNumber> {
    let granted = dossier.authorizations.list.iter().map(|mark| &mark.edition);
    let certified = dossier.certificates.list.iter().map(|certificate| &certificate.edition);
    let named = granted.chain(certified).chain([&filing.edition]);
    named.map(|edition| edition.number().clone()).collect()
}

/// A condition that was not met, or that cannot be told.
fn condition(at: &At, rule: &str, outcome: &str, found: Option<&Finding>) -> GroundLine {
    let Some(known) = rules::named(rule) else {
        let says = Said::new(rule, rule);
        return GroundLine { clauses: Vec::new(), found: says.clone(), says };
    };
    let is_not_met = outcome == "not_met";
    let (told, turned) = if is_not_met {
        (found.map(rests_on), found.and_then(|found| turns(found, known.subject)))
    } else {
        (found.and_then(lacks), None)
    };
    let nothing = Said::new("没有相应的记录", "there is no record of it");
    let told = told.unwrap_or(nothing);
    let remedy = found.and_then(|found| found.remedy.clone()).unwrap_or_else(|| at.says(known.remedy));
    let turned = turned.unwrap_or_else(|| Said::new("", ""));
    GroundLine {
        clauses: known.articles.iter().map(|article| article.number()).collect(),
        says: at.says(if is_not_met { known.not_met } else { known.title }),
        found: days::said(&Said::new(
            format!("{}。如何改变：{}{}", told.zh, remedy.zh, turned.zh),
            format!("{}. What would turn it: {}{}", told.en, remedy.en, turned.en),
        )),
    }
}

/// The facts of a finding, each with its entry, the first few of them; where it rests on none, its arithmetic.
fn rests_on(found: &Finding) -> Said {
    let mut told: Vec<Said> = found.facts.iter().map(fact).collect();
    if told.is_empty() {
        told.extend(found.notes.iter().chain(&found.no_entry).cloned());
    }
    let more = told.len().saturating_sub(MOST_FACTS);
    told.truncate(MOST_FACTS);
    if told.is_empty() {
        return Said::new("没有相应的记录", "there is no record of it");
    }
    if more > 0 {
        told.push(Said::new(format!("另有{more}项"), format!("and {more} more")));
    }
    let zh: Vec<&str> = told.iter().map(|said| said.zh.as_str()).collect();
    let en: Vec<&str> = told.iter().map(|said| said.en.as_str()).collect();
    Said::new(zh.join("；"), en.join("; "))
}

fn fact(used: &FactUsed) -> Said {
    let entry = used.entry.map(|entry| (format!("（账目第{entry}条）"), format!(" (ledger entry {entry})")));
    let (zh, en) = entry.unwrap_or_default();
    let told = used.told();
    Said::new(format!("{}{zh}", told.zh), format!("{}{en}", told.en))
}

/// The day from which it is met if nothing else happens.
fn turns(found: &Finding, subject: Subject) -> Option<Said> {
    let day = found.turns_on.filter(|_| found.turns_to.as_deref() == Some("met"))?;
    Some(if subject == Subject::Filing {
        Said::new(format!("；{day}起申报的符合"), format!("; met for what is filed from {day}"))
    } else {
        Said::new(format!("；{day}起符合"), format!("; met from {day}"))
    })
}

/// What is missing, and from whom.
fn lacks(found: &Finding) -> Option<Said> {
    let missing = found.missing.as_ref()?;
    Some(Said::new(
        format!("缺少{}，由{}提供", missing.words.zh, missing.from_words.zh),
        format!("missing: {}, from: {}", missing.words.en, missing.from_words.en),
    ))
}
