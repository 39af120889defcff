//! The demonstration county: it plays to its end, twice the same, and shows every state and every rule.

use std::collections::{BTreeMap, BTreeSet};

use policy::authorization::{Authorization, Basis, Declaration};
use policy::calendar::Day;
use policy::dossier_file::judge;
use policy::enterprise::Dossier;
use policy::finding::outcome;
use policy::question::{About, Law, Question, World};
use policy::scheme::Scheme;
use policy::standard::Standard;
use policy::standard::duties::{Duty, status};
use policy::standard::number::EditionNumber;
use policy::standard::project::ProjectAsked;
use policy::standard::review::{Held, Reviewed, held_under};
use policy::standard::rules::{PROJECT_LED, REVIEWING, of_stage};
use policy::supervision::{Check, Proceeding};
use pzb::demo;
use pzb::law::Laws;
use pzb::trial::{EmptyShelf, Trial};

pub fn played(laws: &Laws) -> (Trial<'_>, demo::Told) {
    let mut trial = Trial::start(&EmptyShelf, laws).expect("an empty shelf");
    let told = demo::play(&mut trial).unwrap_or_else(|failure| panic!("{failure}"));
    (trial, told)
}

/// Rules that say of what is lacking that they cannot tell, and have no other no.
const LACKING: [&str; 1] = ["c2.papers_filed"];

#[test]
fn every_rule_says_no_somewhere() {
    let laws = Laws::read(None, None).expect("the shipped laws");
    let (trial, told) = played(&laws);
    let today: Day = "2026-11-24".parse().expect("a day");
    let dossiers: Vec<_> = trial.dossiers().cloned().collect();
    let standards: Vec<_> = trial.standards().cloned().collect();
    let mut outcomes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut note = |rule: &str, outcome: &str| {
        outcomes.entry(rule.to_owned()).or_default().insert(outcome.to_owned());
    };
    for dossier in &dossiers {
        let world =
            World { enterprise: dossier, parents: &dossiers, scheme: trial.scheme(), standards: &standards };
        for one in judge(world, &[], laws.law(), today, None).expect("after the policy's first day") {
            for finding in &one.verdict.findings {
                note(&finding.rule, &finding.outcome);
            }
        }
    }
    // A review is judged by those who hold a mark against the edition, over all firms.
    let held = all_held(&dossiers, &standards, trial.scheme(), laws.law(), today);
    for edition in standards.iter().flat_map(|standard| &standard.editions) {
        let world = World::without_enterprise(trial.scheme(), &standards);
        let of_it: Vec<Held> =
            held.iter().filter(|(number, _)| *number == edition.edition).map(|(_, held)| *held).collect();
        let about = About::Review(Reviewed { edition, held: Some(&of_it) });
        let q = Question::new(world, about, laws.law(), today).expect("after the first day");
        for rule in REVIEWING {
            note(rule.id, outcome(rule, &q).name());
        }
    }
    let projects: Vec<_> = trial.projects().cloned().collect();
    for project in &projects {
        let world = World { parents: &dossiers, ..World::without_enterprise(trial.scheme(), &standards) };
        let about = About::Project(ProjectAsked { project, rivals: &projects });
        let q = Question::new(world, about, laws.law(), today).expect("after the first day");
        for rule in of_stage(project.progress().stage).iter().chain(PROJECT_LED) {
            note(rule.id, outcome(rule, &q).name());
        }
    }
    for finding in told.refusals.iter().flat_map(|refusal| &refusal.findings) {
        note(&finding.rule, &finding.outcome);
    }
    let missing: Vec<&str> = policy::rules::all()
        .into_iter()
        .filter(|rule| {
            let seen = outcomes.get(rule.id);
            let no = ["not_met", "for_judgement", "cannot_tell"];
            let no = if LACKING.contains(&rule.id) { &no[2..] } else { &no[..2] };
            !seen.is_some_and(|seen| no.iter().any(|outcome| seen.contains(*outcome)))
        })
        .map(|rule| rule.id)
        .collect();
    assert!(missing.is_empty(), "no story shows these rules saying no: {missing:?}");
}

/// Who held a mark against which edition.
fn all_held(
    dossiers: &[Dossier],
    standards: &[Standard],
    scheme: &Scheme,
    law: Law,
    today: Day,
) -> Vec<(EditionNumber, Held)> {
    let mut all = Vec::new();
    for dossier in dossiers {
        let world = World { enterprise: dossier, parents: &[], scheme, standards };
        for mark in &dossier.authorizations.list {
            let q = Question::new(world, About::Authorization(mark), law, today).expect("a day");
            all.extend(held_under(mark, &q).into_iter().map(|held| (mark.edition.clone(), held)));
        }
    }
    all
}

/// Fails with the names that nothing in the demonstration shows.
fn shows_all(what: &str, wanted: &[&str], seen: &BTreeSet<String>) {
    let missing: Vec<&&str> = wanted.iter().filter(|name| !seen.contains(**name)).collect();
    assert!(missing.is_empty(), "the demonstration shows no {what} that is {missing:?}; it shows {seen:?}");
}

#[test]
fn every_state_is_shown() {
    let laws = Laws::read(None, None).expect("the shipped laws");
    let (trial, _) = played(&laws);
    let today: Day = "2026-11-24".parse().expect("a day");
    let dossiers: Vec<_> = trial.dossiers().cloned().collect();
    let standards: Vec<_> = trial.standards().cloned().collect();
    let (mut marks, mut declarations, mut checks) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut proceedings, mut certificates) = (BTreeSet::new(), BTreeSet::new());
    for dossier in &dossiers {
        let world =
            World { enterprise: dossier, parents: &dossiers, scheme: trial.scheme(), standards: &standards };
        for mark in &dossier.authorizations.list {
            marks.insert(mark_shown(mark, world, laws.law(), today));
        }
        declarations.extend(dossier.declarations.iter().map(declaration_shown));
        checks.extend(dossier.checks.list.iter().map(check_shown));
        proceedings.extend(dossier.proceedings.iter().flat_map(proceeding_shown));
        for certificate in &dossier.certificates.list {
            let q =
                Question::new(world, About::Product(&certificate.product), laws.law(), today).expect("a day");
            let state = format!("{:?}", policy::certification::state(certificate, &q));
            certificates.insert(state.split('(').next().unwrap_or_default().to_owned());
        }
    }
    let (mut duties, mut labels) = (BTreeSet::new(), BTreeSet::new());
    for dossier in &dossiers {
        labels.extend(dossier.labels.iter().map(|label| label.state().name().to_owned()));
        for role in &dossier.drafting_roles.list {
            let world =
                World { enterprise: dossier, parents: &[], scheme: trial.scheme(), standards: &standards };
            let q = Question::new(world, About::DraftingRole(role), laws.law(), today).expect("a day");
            duties.extend(Duty::ALL.map(|duty| status(&q, role, duty).name().to_owned()));
        }
    }
    shows_all("duty", &["pending", "met", "met_late", "overdue", "cannot_tell"], &duties);
    shows_all("label filing", &["filed", "accepted", "returned"], &labels);
    shows_all("mark", MARKS, &marks);
    shows_all("declaration", &["pending", "granted", "refused", "withdrawn"], &declarations);
    shows_all("check", CHECKS, &checks);
    shows_all("proceeding", PROCEEDINGS, &proceedings);
    shows_all("certificate", &["Valid", "Suspended", "Withdrawn", "Cancelled", "Expired"], &certificates);
}

/// A standard goes on under its number: the new edition tightens limits and adds one, the earlier one ends on the day
/// the new one comes into force. Reviews are due, done and followed by what they came to.
#[test]
fn standards_are_reviewed_revised_and_withdrawn() {
    let laws = Laws::read(None, None).expect("the shipped laws");
    let (trial, _) = played(&laws);
    let today: Day = "2026-11-24".parse().expect("a day");
    let standards: Vec<_> = trial.standards().cloned().collect();
    let dossiers: Vec<_> = trial.dossiers().cloned().collect();
    let edition = |number: &str| {
        let number = EditionNumber::parse(number).expect("a number");
        standards.iter().find_map(|standard| standard.edition(&number)).expect("on file")
    };
    let (earlier, later) = (edition("T/ZZB 9104-2019"), edition("T/ZZB 9104-2025"));
    assert_eq!(earlier.ended.map(|end| end.on), Some(later.in_force_from));
    let tables = earlier.table.as_ref().zip(later.table.as_ref()).expect("both have one");
    let changes = policy::standard::diff::TableDiff::between(tables.0, tables.1);
    assert_eq!(changes.counts(), [1, 0, 2, 0], "one added, two tightened: {changes:?}");
    let held = all_held(&dossiers, &standards, trial.scheme(), laws.law(), today);
    let outcomes = |number: &str| {
        let edition = edition(number);
        let of_it: Vec<Held> =
            held.iter().filter(|(known, _)| *known == edition.edition).map(|(_, held)| *held).collect();
        let about = About::Review(Reviewed { edition, held: Some(&of_it) });
        let world = World::without_enterprise(trial.scheme(), &standards);
        let q = Question::new(world, about, laws.law(), today).expect("after the first day");
        let verdicts: Vec<&str> = edition.reviews.iter().map(|review| review.verdict.name()).collect();
        (REVIEWING.iter().map(|rule| outcome(rule, &q).name()).collect::<Vec<_>>(), verdicts)
    };
    assert_eq!(outcomes("T/ZZB 0878-2018"), (vec!["not_met"], vec![]), "due");
    assert_eq!(outcomes("T/ZZB 2061-2021"), (vec!["met"], vec!["confirmed"]), "ended by its review");
    assert_eq!(outcomes("T/ZZB 9104-2019"), (vec!["not_applicable"], vec!["to_revise"]), "revised");
    assert_eq!(outcomes("T/ZZB 9103-2019"), (vec!["not_applicable"], vec!["to_withdraw"]), "withdrawn");
}

/// Of two projects whose lead was dissolved one goes on under a participant, and one waits.
#[test]
fn a_dissolved_lead_is_replaced_by_one_who_took_part() {
    let laws = Laws::read(None, None).expect("the shipped laws");
    let (trial, _) = played(&laws);
    let leads_of = |title: &str| {
        let named = |project: &&policy::standard::project::Project| {
            project.proposal().is_some_and(|proposal| proposal.title.starts_with(title))
        };
        let project = trial.projects().find(named).expect("a project");
        let now = project.progress();
        let leads = now.lead.expect("a lead").0;
        let dossier = trial.dossiers().find(|dossier| dossier.enterprise == leads).expect("on file");
        (now.stage.name(), leads, dossier.region().is_some())
    };
    let firm = |alias: &str| demo::firms()[alias];
    assert_eq!(leads_of("竹栈道板"), ("drafting", firm("shanchuan"), true));
    assert_eq!(leads_of("竹编灯罩"), ("drafting", firm("xiaoyuan"), false), "still to be replaced");
}

const MARKS: &[&str] = &[
    "path 1 valid",
    "path 2 valid",
    "path 2 joint valid",
    "path 1 suspended by the certificate",
    "path 1 suspended by the federation",
    "path 1 basis_gone",
    "path 1 expired",
    "path 1 ended",
    "path 2 revoked: c10.not_failed_twice",
    "path 2 revoked: c11.not_listed",
    "path 2 valid, revocation corrected",
    "path 2 expired",
    "path 2 ended",
    "path 2 not_yet",
];

fn mark_shown(mark: &Authorization, world: World, law: Law, today: Day) -> String {
    let q = Question::new(world, About::Authorization(mark), law, today).expect("after the first day");
    let state = policy::authorization::state(mark, &q);
    let path = match &mark.basis {
        Basis::Certificate { .. } => "path 1",
        Basis::SelfDeclaration { parent: Some(_), .. } => "path 2 joint",
        Basis::SelfDeclaration { .. } => "path 2",
    };
    let name = state.name();
    let revocation = mark.revocations.last();
    match (name, revocation) {
        ("revoked", Some(revocation)) => format!("{path} revoked: {}", revocation.rule),
        ("valid", Some(_)) => format!("{path} valid, revocation corrected"),
        ("suspended", _) if mark.suspensions.iter().any(|s| s.lifted.is_none()) => {
            format!("{path} suspended by the federation")
        }
        ("suspended", _) => format!("{path} suspended by the certificate"),
        _ => format!("{path} {name}"),
    }
}

fn declaration_shown(declaration: &Declaration) -> String {
    match (&declaration.decided, &declaration.ended) {
        (Some(decided), _) if decided.granted => "granted",
        (Some(_), _) => "refused",
        (None, Some(_)) => "withdrawn",
        (None, None) => "pending",
    }
    .to_owned()
}

const CHECKS: &[&str] = &[
    "sampled",
    "passed, to be verified",
    "failed",
    "notified",
    "objected to",
    "retested",
    "objection dismissed",
    "verified pass",
    "verified failure",
    "set aside",
];

fn check_shown(check: &Check) -> String {
    match check {
        Check { annulled: Some(_), .. } => "set aside",
        Check { verified: Some(verified), .. } if verified.failed => "verified failure",
        Check { verified: Some(_), .. } => "verified pass",
        Check { answer: Some(_), .. } => "objection dismissed",
        Check { retest: Some(_), .. } => "retested",
        Check { objection: Some(_), .. } => "objected to",
        Check { notified: Some(_), .. } => "notified",
        Check { result: Some(result), .. } if result.meets_standard => "passed, to be verified",
        Check { result: Some(_), .. } => "failed",
        Check { .. } => "sampled",
    }
    .to_owned()
}

const PROCEEDINGS: &[&str] = &[
    "Interview opened",
    "Interview closed",
    "Revocation opened",
    "Revocation at NoticeServed",
    "Revocation at StatementReceived",
    "Revocation at HearingRequested",
    "Revocation at HearingHeld",
    "Revocation at Decided",
    "Revocation at DecisionServed",
    "Revocation closed",
    "Revocation at Corrected",
    "Suspension opened",
    "Suspension closed",
    "EndOfBasis opened",
    "EndOfBasis closed",
    "Review opened",
    "RefusalReview opened",
];

fn proceeding_shown(proceeding: &Proceeding) -> Vec<String> {
    let last = proceeding.steps.last().map(|step| format!("{:?}", step.step));
    let step =
        last.as_deref().and_then(|step| step.split([' ', '{']).next()).map(|step| format!("at {step}"));
    let mut shown = vec![format!("{:?} {}", proceeding.kind, step.as_deref().unwrap_or("opened"))];
    if proceeding.is_closed() {
        shown.push(format!("{:?} closed", proceeding.kind));
    }
    shown
}

/// Every text of a JSON value, keys of objects and numbers left out.
fn texts(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        _ => {}
    }
}

#[test]
fn no_entry_says_who_somebody_is() {
    let copy = crate::office::Copy::new();
    let config = pzb::config::of_folder(&copy.data, None, &pzb::config::Flags::default()).expect("defaults");
    let house = pzb::house::House::with(&copy.data, config, || [0; 32], Box::new(|| [7; 32])).expect("open");
    let accounts = house.reader.accounts().expect("readable");
    assert_eq!(accounts.len(), demo::people().len());
    let size = house.reader.head().size;
    assert!(size > 500);
    let mut seen = BTreeSet::new();
    for position in 0..size {
        let entry = house.reader.entry_bytes(position).expect("readable").expect("there");
        let mut said = Vec::new();
        texts(&serde_json::from_str(&entry).expect("JSON"), &mut said);
        for text in said {
            let words: BTreeSet<&str> =
                text.split(|c: char| !c.is_alphanumeric() && !".-_".contains(c)).collect();
            let parts: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            for account in &accounts {
                let login = account.login.as_str();
                assert!(
                    !words.contains(login) && !parts.contains(login),
                    "entry {position}: {login}: {entry}"
                );
                assert!(!text.contains(&account.name), "entry {position}: {}: {entry}", account.name);
                if text == account.person {
                    seen.insert(text.clone());
                }
            }
        }
    }
    assert_eq!(seen.len(), accounts.len(), "the persons are there by their identifiers");
    assert!(seen.iter().all(|person| registry::is_person(person)));
}
