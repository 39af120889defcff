//! A project from its call to a published standard, by acts through the one door; the lead's bar on its edge days, two
//! projects about one standard, other ends, another lead.

use policy::enterprise::facts::Fact;
use policy::event::Event;
use policy::powers::OfficeKind::{Federation, Maker};
use policy::powers::{Actor, Office as Seat};
use policy::seen::Seen;
use policy::standard::drafting::{DrafterKind, DraftingPart};
use policy::standard::project::stage::Stage;
use serde_json::{Value, json};

use super::office::{FIRM, actor, day};
use super::research::{OTHER, Research, anybody, appoint, document, expert, proposal, publish, reasons, why};

fn accept() -> Value {
    json!({ "act": "accept_proposal", "reason": why() })
}

#[test]
fn a_standard_from_its_call_to_its_publication() {
    let mut research = Research::examined();
    assert_eq!(research.stage(), Stage::Examined);
    research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    let decision = research.does(Federation, "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03"));
    let role = decision.events.iter().find_map(|event| match event {
        Event::FactEntered { fact: Fact::DraftingRole(role) } => Some(role),
        _ => None,
    });
    let role = role.expect("the lead is put on file as drafter");
    assert_eq!((role.part, role.since), (DraftingPart::Lead, day("2024-06-03")));
    assert_eq!(research.office.dossier().drafting_roles.list.len(), 1);
    let number = "T/ZZB 9905-2024".parse().unwrap();
    assert!(research.office.standards.iter().any(|standard| standard.edition(&number).is_some()));
    let reached: Vec<String> =
        research.now().stamps.iter().map(|(stage, mark)| format!("{} {}", stage.name(), mark.on)).collect();
    assert_eq!(
        reached,
        [
            "proposed 2024-01-10",
            "accepted 2024-01-22",
            "heard 2024-02-01",
            "announced 2024-02-05",
            "approved 2024-02-20",
            "drafting 2024-03-04",
            "comments 2024-04-01",
            "submitted 2024-05-07",
            "examined 2024-05-20",
            "text_approved 2024-05-22",
            "published 2024-06-03",
        ]
    );
    // As of each earlier day it stood where it stood then.
    for (on, stage) in [
        ("2024-01-09", Stage::Proposed),
        ("2024-02-19", Stage::Announced),
        ("2024-02-20", Stage::Approved),
        ("2024-06-02", Stage::TextApproved),
    ] {
        assert_eq!(research.project().progress_seen(Seen::as_of(day(on))).stage, stage, "{on}");
    }
    assert!(research.project().progress_seen(Seen::as_of(day("2024-01-09"))).proposal.is_none());
    // Nothing follows the end.
    for step in [
        json!({ "act": "stop_project", "reason": why() }),
        json!({ "act": "send_back", "reason": why() }),
        document("draft", "d"),
    ] {
        assert_eq!(research.told(Federation, "2024-06-04", step), ["stage@project"]);
    }
}

#[test]
fn a_proposal_answers_a_call_that_is_open_and_asks_for_it() {
    let mut research = Research::opened();
    let told = |research: &mut Research, on: &str, more: Value| research.told(Maker, on, proposal(more));
    assert_eq!(told(&mut research, "2024-01-07", json!({})), ["call_closed@step.proposal.call"]);
    assert_eq!(
        told(&mut research, "2024-01-08", json!({ "call": "C-9" })),
        ["call_unknown@step.proposal.call"]
    );
    assert_eq!(told(&mut research, "2024-01-08", json!({ "call": "C-2" })), ["call_kind@step.proposal.call"]);
    let leaf = json!({ "system": " ", "node": "A" });
    let system = json!({ "call": "C-2", "wants": { "want": "system", "industry": "3872" }, "leaf": leaf });
    let faults = told(&mut research, "2024-01-08", system);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults.iter().any(|fault| fault == "leaf_of_a_system@step.proposal.leaf"), "{faults:?}");
    let untitled = told(&mut research, "2024-01-08", json!({ "title": " " }));
    assert!(untitled.iter().all(|fault| fault.ends_with("@step.proposal.title")), "{untitled:?}");
    research.id = "XM-77".to_owned();
    assert_eq!(told(&mut research, "2024-01-08", json!({})), ["number_given@project"]);
    research.propose("2024-02-08", json!({}));
    assert_eq!(told_new(&mut research, "2024-02-09"), ["call_closed@step.proposal.call"]);
    // On paper in time, and entered later by the federation.
    research.id = String::new();
    research.does(Federation, "2024-02-08", proposal(json!({ "title": "另一示例" })));
    assert_eq!(research.office.projects.len(), 2);
}

fn told_new(research: &mut Research, on: &str) -> Vec<String> {
    research.id = String::new();
    research.told(Maker, on, proposal(json!({})))
}

#[test]
fn a_call_that_is_set_aside_or_closed_stops_what_waits_and_nothing_else() {
    let mut research = Research::proposed();
    let first = research.id.clone();
    research.does(Federation, "2024-01-15", accept());
    research.propose("2024-01-16", json!({ "title": "示例落地灯" }));
    let annul = json!({ "do": "annul_scheme_fact", "kind": "call", "id": "C-1", "reason": why() });
    research.office.must(Federation, "2024-01-18", annul);
    assert_eq!(research.told(Federation, "2024-01-19", accept()), ["c2.call_answered:cannot_tell"]);
    research.does(Federation, "2024-01-19", json!({ "act": "decline_proposal", "reason": why() }));
    assert_eq!(research.stage(), Stage::Declined);
    research.id = first;
    research.panel("proposal", "2024-01-22", "2024-02-01", ["for"; 5]);
    assert_eq!(research.stage(), Stage::Heard);
}

/// The bar of clause 4 begins on the day after the last day (2021-10-01 plus what was given) and ends on the day the
/// mark begins.
#[test]
fn the_bar_of_the_lead_is_asked_on_the_day_the_proposal_is_taken_up() {
    let with_role = |published: &str| {
        let mut research = Research::opened();
        let edition = json!({ "do": "enter_edition", "edition": { "edition": "T/ZZB 9907-2023", "title": "旧标准", "published_on": published, "in_force_from": published } });
        research.office.must(Federation, published, edition);
        let role = json!({ "fact": "drafting_role", "edition": "T/ZZB 9907-2023", "part": "lead", "drafter": "maker", "since": published });
        research.office.fact(Federation, published, role);
        research.propose("2024-01-10", json!({}));
        research
    };
    // Led a standard of 2023-01-22: the last day of the duty is 2024-01-22.
    let mut in_time = with_role("2023-01-22");
    in_time.does(Federation, "2024-01-22", accept());
    let mut late = with_role("2023-01-22");
    assert_eq!(late.told(Federation, "2024-01-23", accept()), ["c4.lead_open:not_met"]);
    // What was accepted goes on after the last day.
    in_time.panel("proposal", "2024-01-24", "2024-02-01", ["for"; 5]);
    in_time.does(Federation, "2024-02-05", json!({ "act": "announce_project", "until": "2024-02-12" }));
    // The proposal waits, and is taken up on the day the bar ends by itself.
    let filing =
        json!({ "product": "lamp", "models": ["L1"], "edition": "T/ZZB 9907-2023", "until": "2027-12-31" });
    late.office.must(Maker, "2024-01-24", json!({ "do": "file_declaration", "filing": filing }));
    let declaration = late.office.dossier().declarations.last().unwrap().id.clone();
    let grant = json!({ "do": "grant_declared", "declaration": declaration, "from": "2024-01-26", "valid_until": "2027-12-31", "reason": why() });
    late.office.must(Federation, "2024-01-25", grant);
    assert_eq!(late.told(Federation, "2024-01-25", accept()), ["c4.lead_open:not_met"]);
    late.does(Federation, "2024-01-26", accept());
}

#[test]
fn of_two_about_one_standard_one_is_taken_up() {
    let mut research = Research::opened();
    let revise = json!({ "wants": { "want": "revise", "standard": "T/ZZB 9901" }, "title": "台灯修订" });
    research.propose("2024-01-10", revise.clone());
    let first = research.id.clone();
    research.propose("2024-01-11", json!({ "wants": revise["wants"], "title": "另一种写法" }));
    let second = research.id.clone();
    research.id = first.clone();
    research.does(Federation, "2024-01-15", accept());
    research.id = second.clone();
    assert_eq!(research.told(Federation, "2024-01-15", accept()), ["c2.one_project:not_met"]);
    research.id = first;
    research.does(Maker, "2024-01-16", json!({ "act": "withdraw_proposal" }));
    assert_eq!(research.stage(), Stage::Withdrawn);
    research.id = second;
    research.does(Federation, "2024-01-16", accept());
    // A revision of what there is not.
    research.propose("2024-01-17", json!({ "wants": { "want": "revise", "standard": "T/ZZB 9977" } }));
    assert_eq!(research.told(Federation, "2024-01-18", accept()), ["c2.revision_grounded:cannot_tell"]);
}

#[test]
fn a_revision_keeps_the_number_and_what_is_withdrawn_meanwhile_is_not_revised() {
    let revised = || {
        let mut research = Research::opened();
        research.propose(
            "2024-01-10",
            json!({ "wants": { "want": "revise", "standard": "T/ZZB 9901" }, "title": "台灯" }),
        );
        research.enter_the_plan();
        research.open_the_draft();
        research.does(Maker, "2024-05-07", json!({ "act": "submit_draft" }));
        research.panel("text", "2024-05-10", "2024-05-20", ["for"; 5]);
        research
    };
    let approve = json!({ "act": "approve_text", "reason": why() });
    let mut research = revised();
    let withdraw = json!({ "do": "withdraw_edition", "edition": "T/ZZB 9901-2020", "reason": why() });
    research.office.must(Federation, "2024-05-21", withdraw);
    assert_eq!(research.told(Federation, "2024-05-22", approve.clone()), ["c2.revision_grounded:not_met"]);
    research.does(Federation, "2024-05-22", json!({ "act": "stop_project", "reason": why() }));
    assert_eq!(research.stage(), Stage::Stopped);

    let mut research = revised();
    research.does(Federation, "2024-05-22", approve);
    let told = research.told(Federation, "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03"));
    assert_eq!(told, ["other_standard@edition.edition"]);
    let told = research.told(Federation, "2024-06-03", publish("T/ZZB 9901-2020", "2024-06-03"));
    assert_eq!(told, ["other_year@edition.edition", "edition_exists@edition.edition"]);
    let told = research.told(Federation, "2024-06-03", publish("T/ZZB 9901-2025", "2024-06-03"));
    assert_eq!(told, ["other_year@edition.edition"]);
    research.does(Federation, "2024-06-03", publish("T/ZZB 9901-2024", "2024-06-03"));
    assert_eq!(research.now().edition.unwrap().to_string(), "T/ZZB 9901-2024");
}

#[test]
fn a_new_standard_is_published_with_its_table_under_a_number_of_its_own() {
    let mut research = Research::examined();
    assert_eq!(
        research.told(Federation, "2024-05-21", publish("T/ZZB 9905-2024", "2024-05-21")),
        ["stage@project"]
    );
    research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    let mut bare = publish("T/ZZB 9905-2024", "2024-06-03");
    bare["edition"].as_object_mut().unwrap().remove("table");
    assert_eq!(research.told(Federation, "2024-06-03", bare), ["no_table@edition.table"]);
    let mut worse = publish("T/ZZB 9905-2024", "2024-06-03");
    worse["edition"]["table"]["rows"][0]["limit"] = json!("≥300");
    assert_eq!(research.told(Federation, "2024-06-03", worse), ["c3.table_advances:not_met"]);
    let told = research.told(Federation, "2024-06-03", publish("T/ZZB 9901-2024", "2024-06-03"));
    assert_eq!(told, ["number_taken@edition.edition"]);
    let other_day = publish("T/ZZB 9905-2024", "2024-06-04");
    let told = research.told(Federation, "2024-06-03", other_day.clone());
    assert_eq!(told, ["day_differs@on"]);
    let refusal = research.try_by(&actor(Federation), "2024-06-03", other_day).expect_err("another day");
    for day in ["2024-06-03", "2024-06-04"] {
        let said = &refusal.problems[0].said;
        assert!(said.zh.contains(day) && said.en.contains(day), "both days are named: {said:?}");
    }
    assert_eq!(research.told(Maker, "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03")), ["no_power@"]);
    // The standards of the mark have one designator, and no other that begins like it.
    for number in ["GB 9905-2024", "T/ZZBX 9905-2024"] {
        let told = research.told(Federation, "2024-06-03", publish(number, "2024-06-03"));
        assert!(told.contains(&"designator@edition.edition".to_owned()), "{number}: {told:?}");
    }
    // Whoever publishes names the lead, in whose dossier its part is put.
    let refusal = research
        .try_about(None, &actor(Federation), "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03"))
        .expect_err("nobody is named");
    assert_eq!(reasons(&refusal), ["enterprise_missing@enterprise"]);
    research.does(Federation, "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03"));
}

#[test]
fn a_maker_acts_on_what_it_leads_and_on_nothing_else() {
    let mut research = Research::approved();
    let stranger = Actor { person: "maker-2".to_owned(), office: Seat::of(Maker, OTHER) };
    let holder = json!({ "fact": "holder", "id": "h-2", "person": "maker-2", "office": stranger.office, "from": "2016-01-04" });
    let enter = json!({ "do": "enter_scheme_fact", "fact": holder });
    research.office.must(policy::powers::OfficeKind::Administrator, "2016-01-04", enter);
    let other = policy::enterprise::credit_code::CreditCode::parse(OTHER).unwrap();
    for step in [json!({ "act": "kick_off" }), json!({ "act": "submit_draft" }), document("draft", "d")] {
        let refusal =
            research.try_about(Some(other), &stranger, "2024-03-01", step.clone()).expect_err("no lead");
        assert_eq!(reasons(&refusal), ["not_the_lead@enterprise"]);
        // Nor in the name of the lead.
        let firm = policy::enterprise::credit_code::CreditCode::parse(FIRM).unwrap();
        assert!(research.try_about(Some(firm), &stranger, "2024-03-01", step).is_err());
    }
    let told = research.told_to(&anybody(), "2024-03-01", json!({ "act": "kick_off" }));
    assert_eq!(told, ["office_not_held@"]);
    assert_eq!(research.told_to(&expert("E-1"), "2024-03-01", json!({ "act": "kick_off" })), ["no_power@"]);
    research.id = "XM-9999".to_owned();
    assert_eq!(
        research.told(Federation, "2024-03-01", json!({ "act": "kick_off" })),
        ["project_unknown@project"]
    );
}

#[test]
fn another_lead_takes_over_and_is_bound_by_the_duties() {
    let mut research = Research::examined();
    let replace = |lead: &str| json!({ "act": "replace_lead", "lead": lead, "reason": why() });
    assert_eq!(research.told(Federation, "2024-05-21", replace(FIRM)), ["leads_already@step.lead"]);
    let told = research.told(Federation, "2024-05-21", replace("91330212MA0P2B004L"));
    assert_eq!(told, ["enterprise_unknown@step.lead"]);
    // It took part before, as a leading enterprise: it goes on standing for that kind.
    let joins = json!({ "act": "name_participant", "participant": { "name": "示例集团有限公司", "kind": "leading_firm", "enterprise": OTHER } });
    research.does(Maker, "2024-05-21", joins);
    research.does(Federation, "2024-05-23", replace(OTHER));
    assert_eq!(research.now().participants.len(), 1);
    let former = research
        .now()
        .former_leads
        .iter()
        .map(|(code, _, until)| format!("{code} {until}"))
        .collect::<Vec<_>>();
    assert_eq!(former, [format!("{FIRM} 2024-05-23")]);
    assert_eq!(research.told(Federation, "2024-05-22", replace(FIRM)), ["decided_today@on"]);
    let plain = json!({ "act": "name_participant", "participant": { "name": "示例集团有限公司", "kind": "maker", "enterprise": OTHER } });
    let told = research.told(Federation, "2024-05-23", plain);
    assert_eq!(told, ["participant_exists@step.participant.name"]);
    // The former lead acts no more.
    let firm = policy::enterprise::credit_code::CreditCode::parse(FIRM).unwrap();
    let refusal = research
        .try_about(Some(firm), &actor(Maker), "2024-05-23", document("draft", "d"))
        .expect_err("it leads no more");
    assert_eq!(reasons(&refusal), ["not_the_lead@enterprise"]);
    research.does(Federation, "2024-05-23", json!({ "act": "approve_text", "reason": why() }));
    research.does(Federation, "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03"));
    assert!(research.office.dossier().drafting_roles.list.is_empty());
    let [role] = &research.office.parents[0].drafting_roles.list[..] else { panic!("one part") };
    assert_eq!((role.part, role.drafter), (DraftingPart::Lead, DrafterKind::LeadingFirm));
}

/// Whoever takes over as lead is asked as one that proposes: the bar begins on the day after the last day, 2024-03-01, and
/// ends on the day the mark begins (reading 0025).
#[test]
fn the_bar_of_the_lead_is_asked_of_whoever_takes_over() {
    let with_role = |register: Value| {
        let mut research = Research::approved();
        let edition = json!({ "do": "enter_edition", "edition": { "edition": "T/ZZB 9907-2023", "title": "旧标准", "published_on": "2023-03-01", "in_force_from": "2023-03-01" } });
        research.office.must(Federation, "2023-03-01", edition);
        research.office.parents[0].drafting_roles = serde_json::from_value(register).unwrap();
        research
    };
    let role = |part: &str| json!([{ "id": "R-1", "edition": "T/ZZB 9907-2023", "part": part, "drafter": "maker", "since": "2023-03-01" }]);
    let replace = json!({ "act": "replace_lead", "lead": OTHER, "reason": why() });
    let mut in_time = with_role(role("lead"));
    let decision = in_time.does(Federation, "2024-03-01", replace.clone());
    let told: Vec<_> =
        decision.findings.iter().map(|one| (one.rule.as_str(), one.outcome.as_str())).collect();
    assert_eq!(told, [("c4.lead_open", "met")]);
    for day in ["2024-03-02", "2024-03-03"] {
        let mut late = with_role(role("lead"));
        assert_eq!(late.told(Federation, day, replace.clone()), ["c4.lead_open:not_met"], "{day}");
    }
    // Who took part in another part is not barred; of whose parts nobody has said that they are all, nobody can tell.
    with_role(role("participant")).does(Federation, "2024-03-02", replace.clone());
    let told = with_role(json!({ "list": [] })).told(Federation, "2024-03-01", replace.clone());
    assert_eq!(told, ["c4.lead_open:cannot_tell"]);
    // It ends by itself on the first day of the mark.
    let mut marked = with_role(role("lead"));
    let mark = json!({
        "id": "PZB-Q", "code": "PZB-7379-PJKH", "product": "desk-lamp", "models": ["D2"], "edition": "T/ZZB 9907-2023",
        "basis": { "path": "self_declaration", "declaration": "SD-8", "filed_on": "2024-02-21" },
        "granted_on": "2024-03-04", "from": "2024-03-06", "valid_until": "2027-12-31",
    });
    marked.office.parents[0].authorizations.list.push(serde_json::from_value(mark).unwrap());
    assert_eq!(marked.told(Federation, "2024-03-05", replace.clone()), ["c4.lead_open:not_met"]);
    marked.does(Federation, "2024-03-06", replace);
}

#[test]
fn a_proposal_can_be_refused_and_a_project_stopped() {
    let mut research = Research::proposed();
    let refuse = json!({ "act": "refuse_project", "reason": why() });
    assert_eq!(research.told(Federation, "2024-01-11", refuse.clone()), ["stage@project"]);
    research.does(Federation, "2024-01-22", accept());
    research.does(Federation, "2024-01-23", refuse);
    assert_eq!(research.stage(), Stage::Refused);
    assert_eq!(
        research.told(Federation, "2024-01-24", appoint("proposal", &[], "2024-02-01")),
        ["stage@project"]
    );
    let mut research = Research::approved();
    assert_eq!(research.told(Maker, "2024-02-21", json!({ "act": "withdraw_proposal" })), ["stage@project"]);
    research.does(Federation, "2024-02-21", json!({ "act": "stop_project", "reason": why() }));
    assert_eq!(research.stage(), Stage::Stopped);
}

#[test]
fn a_place_in_the_plan_is_counted_from_one() {
    let mut research = Research::proposed();
    research.does(Federation, "2024-01-22", accept());
    research.panel("proposal", "2024-01-24", "2024-02-01", ["for"; 5]);
    research.does(Federation, "2024-02-05", json!({ "act": "announce_project", "until": "2024-02-12" }));
    let approve = |plan: Value| json!({ "act": "approve_project", "plan": plan, "reason": why() });
    for plan in [(1999, 1, 1), (2024, 0, 1), (2024, 1, 0)] {
        let plan = json!({ "year": plan.0, "batch": plan.1, "line": plan.2 });
        assert_eq!(research.told(Federation, "2024-02-13", approve(plan)), ["plan@step.plan"]);
    }
}
