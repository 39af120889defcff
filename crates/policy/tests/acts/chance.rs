//! Acts at random, most of them refused: whatever happens, the lints hold, a revoked mark is not valid, nothing
//! unknown was granted, no ground opens work twice, and the dossier is the fold of its entries.

use std::collections::{BTreeMap, BTreeSet};

use policy::apply;
use policy::authorization::rules::{FILING, GRANT};
use policy::authorization::{Basis, MarkState};
use policy::calendar::Day;
use policy::command::Act;
use policy::enterprise::Dossier;
use policy::event::Event;
use policy::finding::outcome;
use policy::paper::PaperKind;
use policy::powers::OfficeKind::{self, CountyBureau, Federation, Laboratory, Maker};
use policy::question::{About, Question};
use policy::rule::Outcome;
use policy::supervision::ProceedingKind;
use policy::supervision::proceedings::paper_of_notice;
use policy::supervision::verdicts::papers_to_serve;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::office::Office;
use super::office_words::issue;
use crate::properties::config;
use crate::properties::tape::Tape;

fn id_of<'a>(tape: &mut Tape, ids: &[&'a str]) -> &'a str {
    // Mostly the latest: what was begun goes on.
    match ids.last() {
        None => "nothing",
        Some(last) if !tape.once_in(3) => last,
        Some(_) => ids[tape.below(ids.len())],
    }
}

/// Facts about the firm: entered, ended, set aside.
fn fact(tape: &mut Tape, office: &Office, on: Day) -> (OfficeKind, Value) {
    let of = office.dossier();
    let why = json!({ "sealed": "0" });
    let id = format!("f{}", office.log.len());
    let product = tape.one_of(&["lamp", "torch"]);
    let enter = |fact: Value| json!({ "do": "enter_fact", "fact": fact });
    match tape.below(8) {
        0 => (
            CountyBureau,
            enter(
                json!({ "fact": "penalty", "id": id, "decided_on": on, "classification": tape.one_of(&["quality", "other", "unclassified"]), "legal_basis": "法", "authority": "局", "products": [product] }),
            ),
        ),
        1 => {
            (CountyBureau, enter(json!({ "fact": "listing", "id": id, "listed_on": on, "authority": "局" })))
        }
        2 => (
            CountyBureau,
            enter(
                json!({ "fact": "recall", "id": id, "product": product, "ordered_on": on, "due_on": on.plus_days(tape.one_of(&[0i64, 10, 60])) }),
            ),
        ),
        3 => (
            CountyBureau,
            enter(
                json!({ "fact": "breach", "id": id, "of": tape.one_of(&["service_standard", "product_standard"]), "product": product, "verified_on": on, "found": "不符" }),
            ),
        ),
        4 => (
            Federation,
            enter(
                json!({ "fact": "certificate", "id": id, "body": "body-1", "product": product, "edition": "T/ZZB 9901-2020", "models": [], "issued_on": on, "valid_until": on.plus_years(6) }),
            ),
        ),
        5 => {
            let listings: Vec<&str> = of.listings.list.iter().map(|l| l.id.as_str()).collect();
            (
                CountyBureau,
                json!({ "do": "end_fact", "kind": "listing", "id": id_of(tape, &listings), "reason": why }),
            )
        }
        6 => {
            let penalties: Vec<&str> = of.penalties.list.iter().map(|p| p.id.as_str()).collect();
            (
                CountyBureau,
                json!({ "do": "annul_fact", "kind": "penalty", "id": id_of(tape, &penalties), "reason": why }),
            )
        }
        _ => {
            let recalls: Vec<&str> = of.recalls.list.iter().map(|r| r.id.as_str()).collect();
            (
                CountyBureau,
                json!({ "do": "end_fact", "kind": "recall", "id": id_of(tape, &recalls), "reason": why }),
            )
        }
    }
}

/// Declarations, grants, ends.
fn mark(tape: &mut Tape, office: &Office, on: Day) -> (OfficeKind, Value) {
    let of = office.dossier();
    let why = json!({ "sealed": "0" });
    let declarations: Vec<&str> =
        of.declarations.iter().filter(|d| d.decided.is_none()).map(|d| d.id.as_str()).collect();
    let certificates: Vec<&str> = of.certificates.list.iter().map(|c| c.id.as_str()).collect();
    let codes: Vec<String> = of.authorizations.list.iter().map(|a| a.code.to_string()).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let code = if codes.is_empty() { "PZB-7379-PJKH" } else { id_of(tape, &codes) };
    let certificate = id_of(tape, &certificates);
    match tape.below(8) {
        0 | 1 => {
            let product = tape.one_of(&["lamp", "torch"]);
            let model = format!("{}{}", if product == "lamp" { "L" } else { "T" }, tape.below(3) + 1);
            (
                Maker,
                json!({ "do": "file_declaration", "filing": { "product": product, "models": [model], "edition": "T/ZZB 9901-2020", "until": on.plus_years(3) } }),
            )
        }
        2 | 3 => (
            Federation,
            json!({ "do": "grant_declared", "declaration": id_of(tape, &declarations), "from": on, "valid_until": on.plus_years(tape.one_of(&[1i16, 2, 3])), "reason": why }),
        ),
        4 | 5 => (
            Federation,
            json!({ "do": "grant_certified", "certificate": certificate, "from": on, "valid_until": on.plus_years(2), "reason": why }),
        ),
        6 => {
            let act = tape.one_of(&["suspend_certificate", "lift_certificate_suspension"]);
            (Federation, json!({ "do": act, "certificate": certificate, "reason": why }))
        }
        _ => {
            let revoked =
                of.authorizations.list.iter().find(|a| a.revocations.iter().any(|r| r.corrected.is_none()));
            let code = revoked.filter(|_| tape.once_in(2)).map_or(code.to_owned(), |a| a.code.to_string());
            let act = tape.one_of(&[
                "correct_revocation",
                "correct_revocation",
                "lift_suspension",
                "end_authorization",
            ]);
            (Federation, json!({ "do": act, "authorization": code, "reason": why }))
        }
    }
}

/// Spot checks, step by step.
fn check(tape: &mut Tape, office: &Office) -> (OfficeKind, Value) {
    let of = office.dossier();
    let open: Vec<&str> =
        of.checks.list.iter().filter(|c| c.verified.is_none()).map(|c| c.id.as_str()).collect();
    let all: Vec<&str> = of.checks.list.iter().map(|c| c.id.as_str()).collect();
    let id = id_of(tape, &open);
    let why = json!({ "sealed": "0" });
    // Every other time the natural next step of the latest check.
    let latest = of.checks.list.iter().rfind(|check| check.verified.is_none());
    let next = latest.map(|check| match (&check.result, &check.notified, &check.objection) {
        (None, ..) => 2,
        (Some(_), None, _) => 3,
        (Some(_), Some(_), Some(_)) if check.retest.is_none() && check.answer.is_none() => {
            if check.retest_order.is_some() { 5 } else { 6 + 2 * tape.below(2) }
        }
        (Some(_), Some(_), None) => 4 + 3 * tape.below(2),
        (Some(_), Some(_), _) => 7,
    });
    let step = if tape.once_in(2) { next } else { None };
    let id = step.and(latest).map_or(id, |check| check.id.as_str());
    match step.unwrap_or_else(|| tape.below(10)) {
        0 | 1 => {
            let reason = if tape.once_in(2) {
                json!({ "why": "follow_up", "after": id_of(tape, &all) })
            } else {
                json!({ "why": "planned" })
            };
            (
                CountyBureau,
                json!({ "do": "sample_product", "id": "", "product": tape.one_of(&["lamp", "torch"]), "edition": "T/ZZB 9901-2020", "reason": reason, "bureau": "330109", "laboratory": "lab-1" }),
            )
        }
        2 => (Laboratory, json!({ "do": "enter_result", "check": id, "meets_standard": tape.once_in(4) })),
        3 => (CountyBureau, json!({ "do": "notify_result", "check": id })),
        4 => (Maker, json!({ "do": "object", "check": id, "statement": why })),
        5 => (CountyBureau, json!({ "do": "enter_retest", "check": id, "meets_standard": tape.once_in(2) })),
        6 => (
            CountyBureau,
            json!({ "do": "answer_objection", "check": id, "answer": tape.one_of(&["dismissed", "upheld"]), "reason": why }),
        ),
        7 => (CountyBureau, json!({ "do": "verify_result", "check": id })),
        8 => (
            CountyBureau,
            json!({ "do": "order_retest", "check": id, "laboratory": tape.one_of(&["lab-1", "lab-2", "lab-2", "lab-2"]), "is_only_one": tape.once_in(4) }),
        ),
        _ => (CountyBureau, json!({ "do": "set_check_aside", "check": id_of(tape, &all), "reason": why })),
    }
}

/// The paper that a step of some work rests on and that is not issued: that of its decision, and before that of its notice.
fn paper_of(office: &Office, id: &str) -> Option<(u64, PaperKind)> {
    let decided = papers_to_serve(office.dossier(), id).first().copied();
    let work = office.dossier().proceedings.iter().find(|work| work.id == id);
    let wanted = decided.or_else(|| work.and_then(paper_of_notice))?;
    let is_it = |event: &Event| matches!(event, Event::PaperIssued { paper } if paper.entry == wanted.0);
    (!office.log.iter().any(|entry| is_it(&entry.event))).then_some(wanted)
}

/// Work that waits, step by step.
fn work(tape: &mut Tape, office: &Office) -> (OfficeKind, Value) {
    let open: Vec<&str> =
        office.dossier().proceedings.iter().filter(|p| !p.is_closed()).map(|p| p.id.as_str()).collect();
    let id = id_of(tape, &open);
    let why = json!({ "sealed": "0" });
    if let Some(paper) = paper_of(office, id).filter(|_| !tape.once_in(4)) {
        return (Federation, issue(paper, "zh", "parties"));
    }
    match tape.below(10) {
        9 => {
            let appointment = json!({ "day": office.today, "time": "09:30", "place": "示例路1号" });
            (CountyBureau, json!({ "do": "call_interview", "proceeding": id, "appointment": appointment }))
        }
        0 => (Federation, json!({ "do": "hold_interview", "proceeding": id, "minutes": why })),
        1 => (Federation, json!({ "do": "serve_notice", "proceeding": id, "notice": why })),
        2 => (Maker, json!({ "do": "state", "proceeding": id, "statement": why })),
        3 => (Maker, json!({ "do": "request_hearing", "proceeding": id })),
        4 => (
            Federation,
            json!({ "do": "hold_hearing", "proceeding": id, "sitting": { "place": "听证室" }, "minutes": why }),
        ),
        5 | 6 => {
            let found = office.dossier().proceedings.iter().find(|p| p.id == id);
            let fitting = match found.map(|p| p.kind) {
                Some(ProceedingKind::Suspension) => "suspended",
                Some(ProceedingKind::EndOfBasis) => "ended",
                Some(
                    ProceedingKind::Interview
                    | ProceedingKind::RefusalReview
                    | ProceedingKind::RevocationReview,
                ) => "no_action",
                Some(ProceedingKind::Revocation | ProceedingKind::Review) | None => "revoked",
            };
            let outcome = tape.one_of(&[fitting, fitting, "no_action", "revoked", "suspended"]);
            (
                Federation,
                json!({ "do": "decide_proceeding", "proceeding": id, "outcome": outcome, "reason": why }),
            )
        }
        7 => (Federation, json!({ "do": "serve_decision", "proceeding": id })),
        _ => (Federation, json!({ "do": "publish_decision", "proceeding": id })),
    }
}

/// A grant rested on conditions that all held: asked anew, of what was on file before it.
fn granted_rightly(office: &Office, before: &Dossier, event: &Event, on: Day) {
    let Event::AuthorizationGranted { authorization } = event else { return };
    let world = policy::question::World { enterprise: before, ..office.world() };
    let mut asked = vec![(About::Authorization(authorization), on, GRANT)];
    if let Basis::SelfDeclaration { declaration, .. } = &authorization.basis {
        let declared = before.declarations.iter().find(|d| d.id == *declaration).unwrap();
        asked.push((About::Filing(&declared.filing), declared.filed_on, FILING));
    }
    for (about, day, rules) in asked {
        let q = Question::new(world, about, office.scene_law(), day).unwrap();
        for rule in rules.iter().filter(|rule| rule.part_of.is_none()) {
            let answer = outcome(rule, &q);
            assert!(!matches!(answer, Outcome::Unknown(_) | Outcome::NotMet), "{} was {answer:?}", rule.id);
        }
    }
}

fn holds(office: &Office) {
    let of = office.dossier();
    for authorization in &of.authorizations.list {
        let revoked = authorization.revocations.iter().any(|revocation| revocation.corrected.is_none());
        let shown = office.state_on(authorization.code, office.today);
        assert_eq!(revoked, matches!(shown, MarkState::Revoked(_)), "{shown:?}");
    }
    let mut grounds = BTreeMap::new();
    for proceeding in &of.proceedings {
        for code in &proceeding.authorizations {
            for fact in &proceeding.facts {
                let times: &mut usize =
                    grounds.entry((proceeding.kind, &proceeding.rule, code, fact)).or_default();
                *times += 1;
                // A follow-up that was set aside has to be taken anew.
                let follow_ups = of.checks.list.iter().filter(|check| check.follows(&fact.id));
                let fallen = follow_ups.filter(|check| check.annulled.is_some()).count();
                assert!(*times <= 1 + fallen, "{fact} opened {} twice against {code}", proceeding.rule);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn whatever_is_tried_the_record_holds(bytes in proptest::collection::vec(any::<u8>(), 200..2000)) {
        let mut office = Office::with_firm();
        let mut tape = Tape::new(&bytes);
        for _ in 0..150 {
            office.today = office.today.plus_days(tape.one_of(&[0i64, 0, 1, 5, 20]));
            let on = office.today.plus_days(tape.one_of(&[0i64, 0, 0, 0, -1, -30]));
            let (actor, act) = match tape.below(6) {
                0 => fact(&mut tape, &office, on),
                1 | 2 => mark(&mut tape, &office, on),
                3 | 4 => check(&mut tape, &office),
                _ => work(&mut tape, &office),
            };
            let act: Act = serde_json::from_value(act.clone()).unwrap_or_else(|fault| panic!("{act}: {fault}"));
            let before = office.dossier().clone();
            let log = office.log.len();
            match office.try_command(actor, on, act) {
                Ok(decision) => decision.events.iter().for_each(|event| granted_rightly(&office, &before, event, on)),
                Err(refusal) => {
                    prop_assert!(!(refusal.problems.is_empty() && refusal.findings.is_empty()), "a refusal says why");
                    prop_assert!(office.log.len() == log && *office.dossier() == before);
                }
            }
            holds(&office);
        }
        let mut again = Dossier::opened(office.dossier().enterprise);
        for (entry, position) in office.log.iter().zip(0..) {
            apply::to_dossier(&mut again, entry, position);
        }
        prop_assert_eq!(&again, office.dossier());
    }
}

/// The property proves nothing if chance never gets anywhere.
#[test]
fn chance_reaches_every_step() {
    let mut seen = BTreeSet::new();
    for seed in 0..40u64 {
        let bytes = crate::properties::seeded(seed, 2000);
        let mut office = Office::with_firm();
        let mut tape = Tape::new(&bytes);
        for _ in 0..150 {
            office.today = office.today.plus_days(tape.one_of(&[0i64, 0, 1, 5, 20]));
            let on = office.today;
            let (actor, act) = match tape.below(7) {
                0 => fact(&mut tape, &office, on),
                1 | 2 => mark(&mut tape, &office, on),
                3 | 4 => check(&mut tape, &office),
                _ => work(&mut tape, &office),
            };
            if let Ok(decision) = office.try_command(actor, on, serde_json::from_value(act).unwrap()) {
                for event in &decision.events {
                    let json = serde_json::to_value(event).unwrap();
                    seen.insert(json["is"].as_str().unwrap().to_owned());
                }
            }
        }
    }
    for step in [
        "authorization_granted",
        "authorization_suspended",
        "authorization_ended",
        "authorization_revoked",
        "revocation_corrected",
        "result_verified",
        "retest_entered",
        "objection_answered",
        "check_annulled",
        "proceeding_opened",
        "proceeding_closed",
        "certificate_suspension_lifted",
    ] {
        assert!(seen.contains(step), "never {step}: {seen:?}");
    }
}
