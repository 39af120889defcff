//! A joint filing is filed by both: the parent that the declaration names joins it, or declines (reading 0018).

use policy::authorization::Declaration;
use policy::command::Act;
use policy::decide::{Decision, Refusal};
use policy::dossier_file::DossierFile;
use policy::enterprise::Dossier;
use policy::enterprise::credit_code::CreditCode;
use policy::event::Event;
use policy::finding::Finding;
use policy::powers::{Actor, Office as Seat, OfficeKind};
use serde_json::{Value, json};

use super::office::{FIRM, Office, day};

const PARENT: &str = "91330100MA0P2B002W";
const OTHER: &str = "91330100MA0P2B0030";

fn maker(code: &str) -> Actor {
    Actor { person: format!("maker-{code}"), office: Seat::of(OfficeKind::Maker, code) }
}

/// The parent: in Zhejiang, with an award and a mark of its own.
fn parent() -> Dossier {
    let text = include_str!("../examples/parent.toml");
    let parent: Value = toml::from_str(text).expect("the parent of the examples");
    serde_json::from_value(parent).expect("a dossier")
}

/// A firm outside the province of which the parent owns 60 %, and makers of the parent and of a third firm.
fn family() -> Office {
    let mut office = Office::with_firm();
    office.parents = vec![parent()];
    for code in [PARENT, OTHER] {
        let Actor { person, office: seat } = maker(code);
        let holder = json!({ "fact": "holder", "id": format!("h-{code}"), "person": person, "office": seat, "from": "2016-01-04" });
        office.must(
            OfficeKind::Administrator,
            "2016-01-04",
            json!({ "do": "enter_scheme_fact", "fact": holder }),
        );
    }
    let share = json!({ "fact": "holding", "owner": PARENT, "percent": "60", "since": "2021-01-04" });
    office.fact(OfficeKind::CountyBureau, "2021-01-04", share);
    let seat = json!({ "fact": "head_office", "region": "320500", "since": "2021-01-05" });
    office.fact(OfficeKind::CountyBureau, "2021-01-05", seat);
    office
}

fn file(office: &mut Office, on: &str, parent: Option<&str>) -> String {
    let filing = json!({ "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9901-2020", "until": "2027-12-31", "parent": parent });
    office.must(OfficeKind::Maker, on, json!({ "do": "file_declaration", "filing": filing }));
    office.dossier().declarations.last().unwrap().id.clone()
}

fn join(id: &str) -> Value {
    json!({ "do": "join_declaration", "declaration": id })
}

fn decline(id: &str) -> Value {
    json!({ "do": "decline_declaration", "declaration": id, "reason": { "sealed": "0" } })
}

fn withdraw(id: &str) -> Value {
    json!({ "do": "withdraw_declaration", "declaration": id })
}

fn grant(id: &str, on: &str) -> Value {
    json!({ "do": "grant_declared", "declaration": id, "from": on, "valid_until": "2027-12-31", "reason": { "sealed": "0" } })
}

fn refuse(id: &str) -> Value {
    json!({ "do": "refuse_declaration", "declaration": id, "reason": { "sealed": "0" } })
}

fn by(office: &mut Office, code: &str, on: &str, act: Value) -> Result<Decision, Refusal> {
    let act: Act = serde_json::from_value(act).unwrap();
    office.try_by(&maker(code), day(on), act)
}

fn code(answer: Result<Decision, Refusal>) -> String {
    let refusal = answer.expect_err("refused");
    assert!(refusal.findings.is_empty());
    refusal.problems[0].code.clone()
}

fn of_parent(findings: &[Finding]) -> &Finding {
    findings.iter().find(|found| found.rule == "c9.parent_filed").expect("the parent's part is asked")
}

fn declaration(office: &Office) -> &Declaration {
    office.dossier().declarations.last().unwrap()
}

#[test]
fn nothing_is_granted_before_the_parent_has_joined_and_the_refusal_names_it() {
    let mut office = family();
    let id = file(&mut office, "2022-03-01", Some(PARENT));
    let refusal = office.refused(OfficeKind::Federation, "2022-03-02", grant(&id, "2022-03-02"));
    let found = of_parent(&refusal.findings);
    assert_eq!(found.outcome, "not_met");
    assert!(
        found.notes[0].en.contains(PARENT) && found.notes[0].zh.contains("示例集团有限公司"),
        "{found:?}"
    );
    assert_eq!(found.grounds[0].to_string(), format!("declaration:{id}"));
    let others = refusal.findings.iter().filter(|f| f.rule != "c9.parent_filed" && f.part_of.is_none());
    assert!(others.clone().all(|f| ["met", "not_applicable"].contains(&f.outcome.as_str())), "{refusal:#?}");
    by(&mut office, PARENT, "2022-03-03", join(&id)).expect("the parent joins");
    assert_eq!(declaration(&office).joined.map(|mark| mark.on), Some(day("2022-03-03")));
    let granted = office.must(OfficeKind::Federation, "2022-03-03", grant(&id, "2022-03-03"));
    assert_eq!(of_parent(&granted.findings).outcome, "met");
}

/// The parent alone: not the subsidiary that names it, nor another maker, nor an office that grants.
#[test]
fn nobody_but_the_parent_joins_or_declines() {
    let mut office = family();
    let id = file(&mut office, "2022-03-01", Some(PARENT));
    for act in [join(&id), decline(&id)] {
        assert_eq!(code(by(&mut office, OTHER, "2022-03-02", act.clone())), "no_power");
        for kind in [OfficeKind::Maker, OfficeKind::Federation, OfficeKind::CountyBureau] {
            let refusal = office.refused(kind, "2022-03-02", act.clone());
            assert_eq!(refusal.problems[0].code, "no_power", "{kind:?}");
        }
        // Nobody is the parent of a declaration that names none, or that is not on file.
        assert_eq!(code(by(&mut office, PARENT, "2022-03-02", decline("SD-none"))), "no_power");
    }
    office.must(OfficeKind::Maker, "2022-03-02", withdraw(&id));
    let alone = file(&mut office, "2022-03-02", None);
    assert_eq!(code(by(&mut office, PARENT, "2022-03-02", join(&alone))), "no_power");
    assert_ne!(FIRM, PARENT);
}

#[test]
fn a_parent_that_declines_closes_the_joint_filing() {
    for joined_before in [false, true] {
        let mut office = family();
        let id = file(&mut office, "2022-03-01", Some(PARENT));
        if joined_before {
            by(&mut office, PARENT, "2022-03-02", join(&id)).expect("the parent joins");
        }
        by(&mut office, PARENT, "2022-03-03", decline(&id)).expect("and may take that back");
        assert_eq!(declaration(&office).declined.map(|mark| mark.on), Some(day("2022-03-03")));
        for again in [join(&id), decline(&id)] {
            assert_eq!(code(by(&mut office, PARENT, "2022-03-04", again)), "joint_declined");
        }
        let refusal = office.refused(OfficeKind::Federation, "2022-03-04", grant(&id, "2022-03-04"));
        let found = of_parent(&refusal.findings);
        assert_eq!(found.outcome, "not_met");
        assert!(found.facts[0].says.en.contains("declined on 2022-03-03"), "{found:?}");
        // What is left is to refuse it, and the letter says why; or to withdraw it and file anew.
        let mut other = family();
        std::mem::swap(&mut office, &mut other);
        let refused = other.must(OfficeKind::Federation, "2022-03-04", refuse(&id));
        assert_eq!(of_parent(&refused.findings).outcome, "not_met");
    }
    let mut office = family();
    let id = file(&mut office, "2022-03-01", Some(PARENT));
    by(&mut office, PARENT, "2022-03-02", decline(&id)).expect("the parent declines");
    office.must(OfficeKind::Maker, "2022-03-03", withdraw(&id));
    let again = file(&mut office, "2022-03-03", Some(PARENT));
    by(&mut office, PARENT, "2022-03-04", join(&again)).expect("the new one is another filing");
    office.must(OfficeKind::Federation, "2022-03-04", grant(&again, "2022-03-04"));
}

#[test]
fn the_answer_is_of_the_day_it_is_given() {
    let mut office = family();
    let id = file(&mut office, "2022-03-01", Some(PARENT));
    office.today = day("2022-03-10");
    for act in [join(&id), decline(&id)] {
        let refusal = by(&mut office, PARENT, "2022-03-09", act).expect_err("refused");
        assert_eq!(refusal.problems[0].code, "received_today");
        // Nobody else could enter it, so nobody is told to hand it in on paper.
        assert!(!refusal.problems[0].said.en.contains("paper"), "{refusal:?}");
    }
}

/// Every order of four steps: what is refused and what is granted follows from the steps before alone.
#[test]
fn every_order_of_the_steps_comes_to_what_the_steps_before_say() {
    #[derive(Default, Clone, Copy)]
    struct Is {
        joined: bool,
        declined: bool,
        over: bool,
    }
    fn takes(is: &mut Is, step: usize) -> bool {
        let holds = !is.over
            && match step {
                0 => !is.joined && !is.declined,
                1 => !is.declined,
                2 => is.joined && !is.declined,
                _ => true,
            };
        match step {
            0 => is.joined |= holds,
            1 => is.declined |= holds,
            _ => is.over |= holds,
        }
        holds
    }
    for order in 0..5_usize.pow(3) {
        let steps = [order % 5, order / 5 % 5, order / 25];
        let mut office = family();
        let id = file(&mut office, "2022-03-01", Some(PARENT));
        let (mut is, on) = (Is::default(), "2022-03-02");
        for (at, step) in steps.into_iter().enumerate() {
            let answer = match step {
                0 => by(&mut office, PARENT, on, join(&id)),
                1 => by(&mut office, PARENT, on, decline(&id)),
                2 => office.try_act(OfficeKind::Federation, on, grant(&id, on)),
                3 => office.try_act(OfficeKind::Maker, on, withdraw(&id)),
                _ => office.try_act(OfficeKind::Federation, on, refuse(&id)),
            };
            let expected = takes(&mut is, step);
            assert_eq!(answer.is_ok(), expected, "step {at} of {steps:?}: {:?}", answer.err());
        }
        let marks = office.dossier().authorizations.list.len();
        assert_eq!(marks, usize::from(marks == 1 && is.joined && !is.declined));
    }
}

/// Marks that were granted before parents were asked stand, and nobody claims to know what the parent said.
#[test]
fn a_joint_mark_from_before_parents_were_asked_stands_and_cannot_be_told() {
    let mut office = family();
    let id = file(&mut office, "2022-03-01", Some(PARENT));
    by(&mut office, PARENT, "2022-03-02", join(&id)).expect("the parent joins");
    office.must(OfficeKind::Federation, "2022-03-02", grant(&id, "2022-03-02"));
    let mut dossier = office.dossier().clone();
    dossier.declarations[0].joined = None;
    office.firm = Some(dossier);
    let file = DossierFile {
        version: 1,
        enterprise: office.dossier().clone(),
        parents: office.parents.clone(),
        scheme: office.scheme.clone(),
        standards: office.standards.clone(),
        asks: Vec::new(),
        projects: Vec::new(),
    };
    let judged = file.judge(office.scene_law(), day("2022-03-03"), None).unwrap();
    let mark = judged.iter().find(|one| one.subject == "authorization").unwrap();
    assert_eq!(mark.state.as_deref(), Some("valid"));
    let found = of_parent(&mark.verdict.findings);
    assert_eq!(
        (found.outcome.as_str(), found.missing.as_ref().unwrap().fact.as_str()),
        ("cannot_tell", "parent_joined")
    );
    // No work is opened, and other acts go on.
    let decided = office.must(OfficeKind::Federation, "2022-03-03", json!({ "do": "open_due_work" }));
    assert!(!decided.events.iter().any(|event| matches!(event, Event::ProceedingOpened { .. })));
}

/// Who asks whether it may file is told what is still to come, and not that it may not.
#[test]
fn the_parent_stands_in_the_way_of_the_grant_and_not_of_the_filing() {
    let office = family();
    let filing = json!({ "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9901-2020", "until": "2027-12-31", "parent": PARENT });
    let file = DossierFile {
        version: 1,
        enterprise: office.dossier().clone(),
        parents: office.parents.clone(),
        scheme: office.scheme.clone(),
        standards: office.standards.clone(),
        asks: vec![serde_json::from_value(filing).unwrap()],
        projects: Vec::new(),
    };
    let judged = file.judge(office.scene_law(), day("2022-03-01"), None).unwrap();
    let asked = judged.iter().find(|one| one.subject == "filing").unwrap();
    let found = of_parent(&asked.verdict.findings);
    assert_eq!(
        (found.outcome.as_str(), asked.verdict.outcome.as_str()),
        ("not_applicable", "met"),
        "{asked:#?}"
    );
    assert!(found.notes[0].en.contains("has to join it"), "{found:?}");
}

/// A filing that named a parent by a mistyped code would wait for ever: nobody can join it.
#[test]
fn a_parent_of_a_wrong_check_character_is_refused_unless_it_is_on_file() {
    const MISTYPED: &str = "91330100MA0P2B002X";
    let filing = |parent: &str| {
        let filing = json!({ "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9901-2020", "until": "2027-12-31", "parent": parent });
        json!({ "do": "file_declaration", "filing": filing })
    };
    let on = "2026-03-02";
    let mut office = family();
    let refusal = office.try_act(OfficeKind::Maker, on, filing(MISTYPED)).expect_err("nobody has this code");
    assert_eq!(refusal.problems.len(), 1);
    let problem = &refusal.problems[0];
    assert_eq!((problem.code.as_str(), problem.field.as_deref()), ("parent_check", Some("filing.parent")));
    assert!(problem.said.en.contains(MISTYPED), "{}", problem.said.en);
    // A code that is right may come on file later; one that was accepted in spite of its check character has its holder.
    office.parents.push(Dossier::blank(CreditCode::parse_overridden(MISTYPED).expect("a code")));
    office.must(OfficeKind::Maker, on, filing(MISTYPED));
    family().must(OfficeKind::Maker, on, filing("91330100MA0P2B0043"));
}
