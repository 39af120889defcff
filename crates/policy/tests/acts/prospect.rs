//! "May I?" and "will it be granted?" are answered by what the grant itself asks: whatever stands in the way of the act
//! is told by whoever judges the filing before, and nothing else.

use policy::authorization::{Filing, MarkState};
use policy::calendar::Day;
use policy::dossier_file::{Judged, judge};
use policy::powers::OfficeKind::{CountyBureau, Federation, Maker};
use serde_json::{Value, json};

use super::office::{Office, day};

const FILED: &str = "2022-03-01";
pub(super) const TODAY: &str = "2022-03-10";

pub(super) fn filing(edition: &str, models: &[&str], until: &str) -> Value {
    json!({ "product": "lamp", "models": models, "edition": edition, "until": until })
}

pub(super) fn edition(office: &mut Office, number: &str, published: &str, in_force: &str) {
    let edition =
        json!({ "edition": number, "title": "示例", "published_on": published, "in_force_from": in_force });
    office.must(Federation, published, json!({ "do": "enter_edition", "edition": edition }));
}

/// The answer about a filing that nobody has filed.
pub(super) fn asked(office: &Office, filing: &Value, on: &str) -> Judged {
    let asks: Vec<Filing> = vec![serde_json::from_value(filing.clone()).unwrap()];
    let answers = judge(office.world(), &asks, office.scene_law(), day(on), None).unwrap();
    answers.into_iter().find(|one| one.subject == "filing").unwrap()
}

/// The answer about the last declaration on file.
fn told(office: &Office, on: &str) -> Judged {
    let id = &office.dossier().declarations.last().unwrap().id;
    let answers = judge(office.world(), &[], office.scene_law(), day(on), None).unwrap();
    answers.into_iter().find(|one| one.subject == "declaration" && one.id == *id).unwrap()
}

/// Rules that are neither met nor without object.
fn in_the_way(judged: &Judged) -> Vec<&str> {
    let open = |outcome: &str| ["met", "not_applicable"].contains(&outcome);
    let counting = judged.verdict.findings.iter().filter(|found| found.part_of.is_none());
    counting.filter(|found| !open(&found.outcome)).map(|found| found.rule.as_str()).collect()
}

fn outcome_of<'j>(judged: &'j Judged, rule: &str) -> &'j str {
    &judged.verdict.findings.iter().find(|found| found.rule == rule).unwrap().outcome
}

fn file(office: &mut Office, filing: &Value) {
    office.must(Maker, FILED, json!({ "do": "file_declaration", "filing": filing }));
}

/// Whether the grant itself is decided on a day, exactly as it was asked for; nothing is left of it.
fn is_granted(mut office: Office, on: &str) -> bool {
    let declaration = office.dossier().declarations.last().unwrap().clone();
    let act = json!({ "do": "grant_declared", "declaration": declaration.id, "from": on, "valid_until": declaration.filing.until, "reason": { "sealed": "0" } });
    office.try_act(Federation, on, act).is_ok()
}

/// A case: what is on file before, the filing, what comes after it, and the rule in the way.
type Case = (fn(&mut Office), Value, fn(&mut Office), &'static [&'static str]);

fn nothing(_: &mut Office) {}

fn cases() -> Vec<Case> {
    const OLD: &str = "T/ZZB 9901-2020";
    let plain = || filing(OLD, &["L1"], "2027-12-31");
    vec![
        (nothing, plain(), nothing, &[]),
        // Six years from the day of the grant, and a day too many.
        (nothing, filing(OLD, &["L1"], "2028-03-10"), nothing, &[]),
        (nothing, filing(OLD, &["L1"], "2028-03-11"), nothing, &["c8.within_basis"]),
        (nothing, filing(OLD, &["L1"], "2022-03-09"), nothing, &["c8.within_basis"]),
        (
            |office| edition(office, "T/ZZB 9901-2022", "2022-02-01", "2022-03-11"),
            filing("T/ZZB 9901-2022", &["L1"], "2027-12-31"),
            nothing,
            &["c8.edition_in_force"],
        ),
        (
            |office| edition(office, "T/ZZB 9901-2022", "2022-02-01", "2022-03-10"),
            filing("T/ZZB 9901-2022", &["L1"], "2027-12-31"),
            nothing,
            &[],
        ),
        (
            nothing,
            plain(),
            |office| {
                let withdraw =
                    json!({ "do": "withdraw_edition", "edition": OLD, "reason": { "sealed": "0" } });
                office.must(Federation, TODAY, withdraw);
            },
            &["c8.edition_in_force"],
        ),
        (
            |office| {
                office.granted("lamp", &["L1", "L2"], "2022-01-10", "2022-01-20");
            },
            plain(),
            nothing,
            &["c8.models_free"],
        ),
        (
            nothing,
            plain(),
            |office| {
                let fact =
                    json!({ "fact": "listing", "id": "失信1", "listed_on": "2022-03-05", "authority": "局" });
                office.fact(CountyBureau, "2022-03-05", fact);
            },
            &["c11.not_listed"],
        ),
        (
            nothing,
            plain(),
            |office| {
                let fact = json!({ "fact": "recall", "id": "R1", "product": "lamp", "ordered_on": "2022-03-02", "due_on": "2022-03-09" });
                office.fact(CountyBureau, "2022-03-02", fact);
            },
            &["c11.recall_fulfilled"],
        ),
    ]
}

#[test]
fn a_pending_declaration_is_told_what_the_grant_would_be() {
    for (before, filing, after, expected) in cases() {
        let mut office = Office::with_firm();
        before(&mut office);
        file(&mut office, &filing);
        after(&mut office);
        office.today = day(TODAY);
        let judged = told(&office, TODAY);
        assert_eq!(in_the_way(&judged), expected, "{filing}");
        assert_eq!(judged.verdict.outcome == "met", expected.is_empty(), "{filing}");
        let earliest = judged.verdict.earliest;
        assert_eq!(earliest == Some(day(TODAY)), expected.is_empty(), "{filing}: {earliest:?}");
        assert_eq!(is_granted(office, TODAY), expected.is_empty(), "{filing}");
    }
}

#[test]
fn who_asks_beforehand_is_told_the_same() {
    for (before, filing, after, expected) in cases() {
        let mut office = Office::with_firm();
        before(&mut office);
        after(&mut office);
        office.today = day(TODAY);
        let judged = asked(&office, &filing, TODAY);
        // What happened before a filing is also in the way of the filing.
        let found = in_the_way(&judged);
        assert!(expected.iter().all(|rule| found.contains(rule)), "{filing}: {found:?}");
        assert_eq!(judged.verdict.outcome == "met", expected.is_empty(), "{filing}: {found:?}");
    }
}

#[test]
fn an_edition_that_nobody_knows_is_no_yes() {
    let office = Office::with_firm();
    let judged = asked(&office, &filing("T/ZZB 9999-2020", &["L1"], "2027-12-31"), TODAY);
    assert_eq!((judged.verdict.outcome.as_str(), judged.verdict.earliest), ("cannot_tell", None));
    let edition = judged.verdict.findings.iter().find(|found| found.rule == "c8.edition_in_force").unwrap();
    assert_eq!(edition.missing.as_ref().unwrap().fact, "edition");
}

#[test]
fn a_lost_model_is_told_before_anybody_files() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.fact(CountyBureau, "2022-04-01", json!({ "fact": "recall", "id": "R1", "product": "lamp", "ordered_on": "2022-04-01", "due_on": "2022-04-10" }));
    office.must(Federation, "2022-04-11", json!({ "do": "open_due_work" }));
    let work = office.waiting("c11.recall_fulfilled").remove(0);
    office.revoke(&work, "2022-04-12", "2022-05-05");
    office.must(
        CountyBureau,
        "2022-05-10",
        json!({ "do": "end_fact", "kind": "recall", "id": "R1", "reason": { "sealed": "0" } }),
    );
    let lost = asked(&office, &filing("T/ZZB 9901-2020", &["L1"], "2027-12-31"), "2022-06-01");
    assert_eq!((outcome_of(&lost, "c8.models_free"), lost.verdict.earliest), ("not_met", None));
    let other = asked(&office, &filing("T/ZZB 9901-2020", &["L2"], "2027-12-31"), "2022-06-01");
    assert_eq!(other.verdict.outcome, "met", "{:?}", in_the_way(&other));
}

/// The first day on which everything is clear at once, and the day on which each finding turns.
#[test]
fn the_earliest_day_clears_the_filing_and_the_grant() {
    let mut office = Office::with_firm();
    edition(&mut office, "T/ZZB 9901-2022", "2022-02-01", "2022-06-01");
    let new = |until: &str| filing("T/ZZB 9901-2022", &["L1"], until);
    let judged = asked(&office, &new("2027-12-31"), TODAY);
    assert_eq!(judged.verdict.earliest, Some(day("2022-06-01")));
    let found = judged.verdict.findings.iter().find(|found| found.rule == "c8.edition_in_force").unwrap();
    assert_eq!((found.turns_on, found.turns_to.as_deref()), (Some(day("2022-06-01")), Some("met")));
    // In force from June, and near enough to the last day asked for from August.
    let far = asked(&office, &new("2028-07-31"), TODAY);
    assert_eq!(far.verdict.earliest, Some(day("2022-07-31")));
    assert_eq!(asked(&office, &new("2028-07-31"), "2022-07-31").verdict.outcome, "met");
    assert_eq!(asked(&office, &new("2028-07-31"), "2022-07-30").verdict.outcome, "not_met");
    // The period is over before the edition is in force.
    assert_eq!(asked(&office, &new("2022-05-31"), TODAY).verdict.earliest, None);
    // A model that another mark holds is free on the day after its last.
    office.granted("lamp", &["L1"], "2022-02-10", "2022-02-20");
    let held = asked(&office, &filing("T/ZZB 9901-2020", &["L1"], "2030-12-31"), TODAY);
    assert_eq!(held.verdict.earliest, Some(day("2028-01-01")));
}

/// Every day is asked one by one: the earliest is the first of them.
#[test]
fn the_earliest_day_is_the_first_that_is_met() {
    let mut office = Office::with_firm();
    edition(&mut office, "T/ZZB 9901-2022", "2022-02-01", "2022-04-07");
    for until in ["2022-04-06", "2022-04-07", "2028-02-29", "2028-04-20", "2028-05-31"] {
        let filing = filing("T/ZZB 9901-2022", &["L1"], until);
        let said = asked(&office, &filing, TODAY).verdict.earliest;
        let days = std::iter::successors(Some(day(TODAY)), |day| Some(day.next())).take(120);
        let is_met = |on: &Day| asked(&office, &filing, &on.to_string()).verdict.outcome == "met";
        assert_eq!(said, days.into_iter().find(is_met), "{until}");
    }
}

#[test]
fn what_was_decided_is_judged_for_its_filing_day() {
    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    let judged = told(&office, "2022-03-10");
    assert_eq!((judged.verdict.outcome.as_str(), judged.verdict.as_of), ("met", day("2022-03-01")));
    assert!(judged.verdict.findings.iter().all(|found| found.rule.starts_with("c9.")));
    // On the day before the decision it still waited.
    let before = told(&office, "2022-03-09");
    assert_eq!((before.verdict.as_of, outcome_of(&before, "c8.models_free")), (day("2022-03-09"), "met"));
    let note = before.verdict.findings[0].notes.last().unwrap();
    assert!(note.en.contains("filing day, 2022-03-01"), "{note:?}");
}

/// An award that has run out by the day on which everything else is met is no way to that day.
#[test]
fn the_nearest_route_leads_to_the_earliest_day() {
    let mut office = Office::with_firm();
    office.fact(CountyBureau, "2022-02-01", json!({ "fact": "penalty", "id": "罚1", "decided_on": "2022-02-01", "classification": "quality", "legal_basis": "法", "authority": "局", "products": [] }));
    let firm = office.firm.as_mut().unwrap();
    firm.awards.list[0].valid_until = Some(day("2023-12-31"));
    for (n, system) in ["quality", "environment", "occupational_health"].into_iter().enumerate() {
        let held = json!({ "id": format!("S{n}"), "system": system, "body": "机构", "from": "2021-06-01", "valid_until": "2030-05-31" });
        firm.system_certificates.list.push(serde_json::from_value(held).unwrap());
    }
    let judged = asked(&office, &filing("T/ZZB 9901-2020", &["L1"], "2027-12-31"), TODAY);
    let verdict = &judged.verdict;
    assert_eq!(outcome_of(&judged, "c9.award_held"), "met", "today");
    assert_eq!(verdict.earliest, Some(day("2025-02-01")), "{:?}", in_the_way(&judged));
    let route = verdict.nearest_route.as_ref().unwrap();
    assert_eq!((route.rule.as_str(), route.on), ("c9.three_systems", Some(day("2024-06-01"))));
}

/// A refusal tells what stands in the way: of alternatives none where one is met, of a sanction not its own ground.
#[test]
fn a_refusal_lists_only_what_is_in_the_way() {
    let no = |findings: &[policy::finding::Finding]| -> Vec<String> {
        findings.iter().filter(|found| found.outcome == "not_met").map(|found| found.rule.clone()).collect()
    };
    let mut office = Office::with_firm();
    file(&mut office, &filing("T/ZZB 9901-2020", &["L1"], "2027-12-31"));
    office.fact(
        CountyBureau,
        "2022-03-05",
        json!({ "fact": "listing", "id": "失信1", "listed_on": "2022-03-05", "authority": "局" }),
    );
    let declaration = office.dossier().declarations[0].id.clone();
    let grant = json!({ "do": "grant_declared", "declaration": declaration, "from": TODAY, "valid_until": "2027-12-31", "reason": { "sealed": "0" } });
    assert_eq!(no(&office.refused(Federation, TODAY, grant).findings), ["c11.not_listed"]);

    let mut office = Office::with_firm();
    office.granted("lamp", &["L1"], "2022-03-01", "2022-03-10");
    office.fact(
        CountyBureau,
        "2022-04-01",
        json!({ "fact": "listing", "id": "失信1", "listed_on": "2022-04-01", "authority": "局" }),
    );
    let work = office.waiting("c11.not_listed").remove(0);
    let decide = || json!({ "do": "decide_proceeding", "proceeding": work, "outcome": "revoked", "reason": { "sealed": "0" } });
    office.notice(&work, "2022-04-02");
    assert_eq!(no(&office.refused(Federation, "2022-04-05", decide()).findings), ["c11.defence_heard"]);
    let decided = office.must(Federation, "2022-04-20", decide());
    assert_eq!(no(&decided.findings), ["c11.not_listed"], "it rests on its ground");
}

#[test]
fn a_mark_whose_certificate_was_set_aside_has_no_basis() {
    let mut office = Office::with_firm();
    office.fact(Federation, "2022-03-15", json!({ "fact": "certificate", "id": "CERT-1", "body": "body-1", "product": "torch", "edition": "T/ZZB 9901-2020", "models": ["T1"], "issued_on": "2022-03-15", "valid_until": "2028-03-14" }));
    let grant = || json!({ "do": "grant_certified", "certificate": "CERT-1", "from": "2022-03-21", "valid_until": "2028-03-14", "reason": { "sealed": "0" } });
    office.must(Federation, "2022-03-21", grant());
    let code = office.dossier().authorizations.list[0].code;
    office.must(
        Federation,
        "2022-05-09",
        json!({ "do": "annul_fact", "kind": "certificate", "id": "CERT-1", "reason": { "sealed": "0" } }),
    );
    assert_eq!(office.state_on(code, day("2022-05-09")), MarkState::BasisGone(day("2022-03-21")));
    let answers = judge(office.world(), &[], office.scene_law(), day("2022-05-09"), None).unwrap();
    let mark = answers.iter().find(|one| one.subject == "authorization").unwrap();
    for rule in ["c8.certificate_valid", "c8.certificate_covers", "c8.within_basis"] {
        assert_eq!(outcome_of(mark, rule), "not_met", "{rule}");
    }
    // As known before it was set aside the mark stood, and nobody grants on it any more.
    let then =
        judge(office.world(), &[], office.scene_law(), day("2022-05-09"), Some(day("2022-05-08"))).unwrap();
    assert_eq!(
        then.iter().find(|one| one.subject == "authorization").unwrap().state.as_deref(),
        Some("valid")
    );
    assert_eq!(office.refused(Federation, "2022-05-09", grant()).problems[0].code, "certificate_annulled");
}

/// Whoever has a route already is not sent on another; whoever has none is told the nearest.
#[test]
fn a_route_is_told_only_where_one_is_wanted() {
    let mut office = Office::with_firm();
    edition(&mut office, "T/ZZB 9902-2020", "2022-02-01", "2023-01-01");
    let judged = asked(&office, &filing("T/ZZB 9902-2020", &[], "2023-12-31"), TODAY);
    let outcome = |judged: &Judged, rule: &str| {
        judged.verdict.findings.iter().find(|one| one.rule == rule).unwrap().outcome.clone()
    };
    assert_eq!(judged.verdict.outcome, "not_met");
    assert_eq!(outcome(&judged, "c9.route"), "met");
    assert!(judged.verdict.nearest_route.is_some() && judged.verdict.wanted_route().is_none());
    // Without what the route rests on, the nearest is told.
    let mut without = judged;
    for finding in &mut without.verdict.findings {
        if finding.rule == "c9.route" {
            finding.outcome = "not_met".to_owned();
        }
    }
    assert!(without.verdict.wanted_route().is_some());
}
