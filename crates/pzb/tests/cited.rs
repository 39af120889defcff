//! What the findings of the demonstration cite: every one that is met or not met leads to an entry of the ledger or says why
//! there is none, each that could turn says what would turn it, and none names a fact by an identifier that nobody uses.

use policy::calendar::Day;
use policy::dossier_file::{Judged, judge, judge_project};
use policy::finding::Finding;
use policy::question::World;
use policy::standard::project::ProjectAsked;
use pzb::law::Laws;

use crate::demo::played;

/// What a finding fails to say.
fn left_out(found: &Finding) -> Option<&'static str> {
    let is_answer = found.outcome == "met" || found.outcome == "not_met";
    if is_answer && found.no_entry.is_empty() && found.facts.iter().all(|fact| fact.entry.is_none()) {
        return Some("it cites no entry");
    }
    if found.facts.iter().any(|fact| fact.entry.is_none()) {
        return Some("a fact of it has no entry");
    }
    if found.outcome != "not_applicable" && found.remedy.is_none() {
        return Some("it does not say what would turn it");
    }
    let says_given = |fact: &policy::rule::FactUsed| {
        let told = fact.told();
        let given = ["seat-", "holding-", "listing-", "commitment-", "award-", "drafting-"];
        given.iter().any(|id| told.en.contains(id) || told.zh.contains(id))
    };
    if found.facts.iter().any(says_given) {
        return Some("it names a fact by an identifier that the platform gave");
    }
    None
}

#[test]
fn every_finding_of_the_demonstration_leads_to_its_entries() {
    let laws = Laws::read(None, None).expect("the shipped laws");
    let (trial, _) = played(&laws);
    let dossiers: Vec<_> = trial.dossiers().cloned().collect();
    let standards: Vec<_> = trial.standards().cloned().collect();
    let projects: Vec<_> = trial.projects().cloned().collect();
    let (mut faults, mut count) = (Vec::new(), 0);
    for today in ["2026-11-24", "2025-06-02", "2024-03-01"] {
        let today: Day = today.parse().expect("a day");
        let mut look = |of: &str, judged: Vec<Judged>| {
            for one in &judged {
                count += one.verdict.findings.len();
                let bad = one.verdict.findings.iter().filter_map(|found| Some((found, left_out(found)?)));
                faults.extend(bad.map(|(found, why)| {
                    format!(
                        "{of} {} {}, {}, as of {today}: {why}: {:?}",
                        one.subject, one.id, found.rule, found.facts
                    )
                }));
            }
        };
        for dossier in &dossiers {
            let world = World {
                enterprise: dossier,
                parents: &dossiers,
                scheme: trial.scheme(),
                standards: &standards,
            };
            look(
                dossier.enterprise.as_str(),
                judge(world, &[], laws.law(), today, None).expect("a day in force"),
            );
        }
        for project in &projects {
            let world = World { parents: &dossiers, ..World::without_enterprise(trial.scheme(), &standards) };
            let asked = ProjectAsked { project, rivals: &projects };
            look(&project.id, judge_project(world, asked, laws.law(), today, None).expect("a day in force"));
        }
    }
    assert!(count > 1000, "the demonstration is asked {count} times");
    assert!(faults.is_empty(), "{} findings:\n{}", faults.len(), faults.join("\n"));
}
