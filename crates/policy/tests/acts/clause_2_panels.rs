//! Panels: who sits, who votes and when, what carries, what comes to light later.

use policy::powers::OfficeKind::{Federation, Maker};
use policy::standard::project::stage::{Purpose, Stage, Vote};
use serde_json::{Value, json};

use super::office::FIRM;
use super::research::{FIVE, OTHER, Research, appoint, ballot, document, expert, publish, why};

fn accepted() -> Research {
    let mut research = Research::proposed();
    research.does(Federation, "2024-01-22", json!({ "act": "accept_proposal", "reason": why() }));
    research
}

fn close(panel: u16) -> Value {
    json!({ "act": "close_panel", "panel": panel, "minutes": why() })
}

fn set_aside(panel: u16) -> Value {
    json!({ "act": "set_panel_aside", "panel": panel, "reason": why() })
}

fn announce(until: &str) -> Value {
    json!({ "act": "announce_project", "until": until })
}

fn bar(research: &mut Research, expert: &str, from: &str) {
    let fact = json!({ "fact": "review_bar", "expert": expert, "from": from });
    research.office.must(Federation, from, json!({ "do": "enter_scheme_fact", "fact": fact }));
}

#[test]
fn who_sits_on_a_panel() {
    let mut research = accepted();
    let told = |research: &mut Research, experts: &[&str]| {
        research.told(Federation, "2024-01-24", appoint("proposal", experts, "2024-02-01"))
    };
    let four = &FIVE[..4];
    assert_eq!(told(&mut research, four), ["panel_size@step.experts"]);
    assert_eq!(told(&mut research, &[four, &["E-4"]].concat()), ["expert_twice@step.experts"]);
    assert_eq!(told(&mut research, &[four, &["E-9"]].concat()), ["expert_unknown@step.experts"]);
    // Works for the lead, though the register writes its name otherwise.
    let home = json!({ "do": "annul_scheme_fact", "kind": "expert", "id": "E-7", "reason": why() });
    research.office.must(Federation, "2024-01-23", home);
    let fact = json!({ "fact": "expert", "id": "E-7", "organisation": "示例灯具 有限公司", "kind": "leading_firm", "from": "2020-01-06" });
    research.office.must(Federation, "2020-01-06", json!({ "do": "enter_scheme_fact", "fact": fact }));
    assert_eq!(told(&mut research, &[four, &["E-7"]].concat()), ["expert_has_an_interest@step.experts"]);
    bar(&mut research, "E-6", "2024-01-23");
    assert_eq!(told(&mut research, &[four, &["E-6"]].concat()), ["expert_barred@step.experts"]);
    // All faults at once, and a meeting before it is appointed.
    let step = appoint("proposal", &["E-6", "E-7", "E-9"], "2024-01-23");
    assert_eq!(
        research.told(Federation, "2024-01-24", step),
        [
            "panel_size@step.experts",
            "before_its_start@step.meets_on",
            "expert_barred@step.experts",
            "expert_has_an_interest@step.experts",
            "expert_unknown@step.experts",
        ]
    );
    assert_eq!(
        research.told(Federation, "2024-01-24", appoint("text", &FIVE, "2024-02-01")),
        ["stage@project"]
    );
    research.does(Federation, "2024-01-24", appoint("proposal", &FIVE, "2024-02-01"));
    assert_eq!(told(&mut research, &FIVE), ["panel_exists@step.purpose"]);
}

#[test]
fn votes_are_cast_from_the_meeting_until_its_close_by_members_for_themselves() {
    let mut research = accepted();
    research.does(Federation, "2024-01-24", appoint("proposal", &FIVE, "2024-02-01"));
    let told =
        |research: &mut Research, who: &str, on: &str, step: Value| research.told_to(&expert(who), on, step);
    let vote = |who: &str| ballot(who, 1, "for", None);
    assert_eq!(told(&mut research, "E-1", "2024-01-31", vote("E-1")), ["before_its_start@on"]);
    assert_eq!(research.told(Federation, "2024-01-31", close(1)), ["before_its_start@on"]);
    assert_eq!(research.told(Federation, "2024-02-01", close(1)), ["no_votes@step.panel"]);
    assert_eq!(told(&mut research, "E-6", "2024-02-01", vote("E-6")), ["not_a_member@step.expert"]);
    assert_eq!(told(&mut research, "E-1", "2024-02-01", vote("E-2")), ["no_power@"]);
    assert_eq!(
        told(&mut research, "E-1", "2024-02-01", ballot("E-1", 2, "for", None)),
        ["panel_unknown@step.panel"]
    );
    assert_eq!(
        told(&mut research, "E-1", "2024-02-01", ballot("E-1", 1, "for", Some(true))),
        ["positioning@step.positioning"]
    );
    let note = json!({ "act": "note_clause", "panel": 1, "expert": "E-1", "clause": "5.1", "verdict": "agreed", "remark": why() });
    assert_eq!(told(&mut research, "E-1", "2024-02-01", note), ["no_text@step.panel"]);
    research.votes("E-1", "2024-02-01", 1, "against", None);
    research.votes("E-2", "2024-02-02", 1, "for", None);
    // The last vote of a member counts.
    research.votes("E-1", "2024-02-02", 1, "for", None);
    assert_eq!(told(&mut research, "E-3", "2024-02-01", vote("E-3")), ["received_today@on"]);
    // The minutes are not older than a vote that they count.
    assert_eq!(research.told(Federation, "2024-02-01", close(1)), ["before_its_start@on"]);
    assert_eq!(research.told(Federation, "2024-02-01", set_aside(1)), ["before_its_start@on"]);
    research.does(Federation, "2024-02-02", close(1));
    assert_eq!(research.now().panel(Purpose::Proposal).unwrap().count(Vote::For), 2);
    assert_eq!(told(&mut research, "E-3", "2024-02-02", vote("E-3")), ["panel_met@step.panel"]);
    assert_eq!(research.told(Federation, "2024-02-02", close(1)), ["panel_met@step.panel"]);
    // Two of five: not carried, and nothing is announced.
    assert_eq!(
        research.told(Federation, "2024-02-03", announce("2024-02-10")),
        ["c2.proposal_panel:not_met"]
    );
    // A panel is not set aside because of what it says; with a bar of that day it is.
    assert_eq!(research.told(Federation, "2024-02-03", set_aside(1)), ["panel_voted@step.panel"]);
    research.office.today = super::office::day("2024-02-03");
    bar(&mut research, "E-1", "2024-02-02");
    research.does(Federation, "2024-02-03", set_aside(1));
    assert_eq!(research.stage(), Stage::Accepted);
    let others = ["E-2", "E-3", "E-4", "E-5", "E-6"];
    research.does(Federation, "2024-02-04", appoint("proposal", &others, "2024-02-06"));
    for (id, vote) in others.into_iter().zip(["for", "for", "for", "for", "abstain"]) {
        research.votes(id, "2024-02-06", 2, vote, None);
    }
    research.does(Federation, "2024-02-06", close(2));
    assert_eq!(research.told(Federation, "2024-02-07", announce("2024-02-13")), ["too_short@step.until"]);
    research.does(Federation, "2024-02-07", announce("2024-02-14"));
}

#[test]
fn a_bar_after_the_appointment_keeps_from_voting() {
    let mut research = accepted();
    research.does(Federation, "2024-01-24", appoint("proposal", &FIVE, "2024-02-01"));
    bar(&mut research, "E-1", "2024-02-01");
    let told = research.told_to(&expert("E-1"), "2024-02-01", ballot("E-1", 1, "for", None));
    assert_eq!(told, ["expert_barred@step.expert"]);
    for id in &FIVE[1..] {
        research.votes(id, "2024-02-01", 1, "for", None);
    }
    research.does(Federation, "2024-02-01", close(1));
    // Four of five are two thirds, but a panel with a barred member is none.
    assert_eq!(
        research.told(Federation, "2024-02-02", announce("2024-02-09")),
        ["c2.proposal_panel:not_met"]
    );
}

#[test]
fn an_interest_that_is_entered_after_the_appointment_keeps_from_voting() {
    let mut research = accepted();
    research.does(Federation, "2024-01-24", appoint("proposal", &FIVE, "2024-02-01"));
    let gone = json!({ "do": "annul_scheme_fact", "kind": "expert", "id": "E-1", "reason": why() });
    research.office.must(Federation, "2024-01-31", gone);
    let told = research.told_to(&expert("E-1"), "2024-02-01", ballot("E-1", 1, "for", None));
    assert_eq!(told, ["expert_unknown@step.expert"]);
    let fact = json!({ "fact": "expert", "id": "E-1", "organisation": "研究所", "enterprise": FIRM, "kind": "maker", "from": "2020-01-06" });
    research.office.must(Federation, "2020-01-06", json!({ "do": "enter_scheme_fact", "fact": fact }));
    let told = research.told_to(&expert("E-1"), "2024-02-01", ballot("E-1", 1, "for", None));
    assert_eq!(told, ["expert_has_an_interest@step.expert"]);
}

#[test]
fn what_comes_to_light_during_the_notice_takes_the_project_back_to_another_panel() {
    let mut research = accepted();
    research.panel("proposal", "2024-01-24", "2024-02-01", ["for"; 5]);
    research.does(Federation, "2024-02-02", announce("2024-02-09"));
    // Entered on 2024-02-05, of a day before the meeting.
    research.office.today = super::office::day("2024-02-05");
    bar(&mut research, "E-1", "2024-01-30");
    let approve =
        json!({ "act": "approve_project", "plan": { "year": 2024, "batch": 1, "line": 1 }, "reason": why() });
    assert_eq!(research.told(Federation, "2024-02-10", approve.clone()), ["c2.proposal_panel:not_met"]);
    research.does(Federation, "2024-02-10", set_aside(1));
    assert_eq!(research.stage(), Stage::Accepted);
    assert_eq!(research.told(Federation, "2024-02-10", approve.clone()), ["stage@project"]);
    let others = ["E-2", "E-3", "E-4", "E-5", "E-6"];
    research.does(Federation, "2024-02-11", appoint("proposal", &others, "2024-02-12"));
    for id in others {
        research.votes(id, "2024-02-12", 2, "for", None);
    }
    research.does(Federation, "2024-02-12", close(2));
    research.does(Federation, "2024-02-13", announce("2024-02-20"));
    assert_eq!(research.told(Federation, "2024-02-20", approve.clone()), ["c2.notice_held:not_met"]);
    research.does(Federation, "2024-02-21", approve);
    assert_eq!(research.told(Federation, "2024-02-22", set_aside(2)), ["stage@project"]);
}

#[test]
fn a_text_is_carried_with_its_placing_and_not_without() {
    let mut research = Research::drafted();
    research.does(Maker, "2024-05-07", json!({ "act": "submit_draft" }));
    research.does(Federation, "2024-05-10", appoint("text", &FIVE, "2024-05-20"));
    let told = research.told_to(&expert("E-1"), "2024-05-20", ballot("E-1", 2, "for", None));
    assert_eq!(told, ["positioning@step.positioning"]);
    for (at, id) in FIVE.iter().enumerate() {
        research.votes(id, "2024-05-20", 2, "for", Some(at < 3));
    }
    research.does(Federation, "2024-05-20", close(2));
    assert_eq!(research.now().panel(Purpose::Text).unwrap().clauses.len(), 5);
    let approve = json!({ "act": "approve_text", "reason": why() });
    assert_eq!(research.told(Federation, "2024-05-21", approve.clone()), ["c2.text_panel:not_met"]);
    assert_eq!(research.told(Federation, "2024-05-21", set_aside(2)), ["panel_voted@step.panel"]);
    research.does(Federation, "2024-05-21", json!({ "act": "send_back", "reason": why() }));
    assert_eq!(research.stage(), Stage::Drafting);
    assert_eq!(research.told(Maker, "2024-05-21", json!({ "act": "submit_draft" })), ["no_redraft@project"]);
    research.does(Maker, "2024-05-21", document("draft", "9"));
    // Worked over, shown to the public again (which the federation may ask for), and reviewed by a panel appointed anew.
    research.does(Federation, "2024-05-22", json!({ "act": "open_comments", "until": "2024-06-21" }));
    assert_eq!(
        research.told(Maker, "2024-06-21", json!({ "act": "submit_draft" })),
        ["c2.comments_answered:not_met"]
    );
    research.does(Maker, "2024-06-22", json!({ "act": "submit_draft" }));
    let told = research.told_to(&expert("E-1"), "2024-06-22", ballot("E-1", 2, "for", Some(true)));
    assert_eq!(told, ["panel_unknown@step.panel"], "what was said of the former text is said");
    research.panel("text", "2024-06-23", "2024-06-28", ["for"; 5]);
    research.does(Federation, "2024-06-29", approve);
}

/// A text is reviewed clause by clause, and what a panel comes to is told with its close, before anybody rests on it.
#[test]
fn a_panel_that_said_nothing_of_a_clause_is_not_closed_and_a_close_tells_what_it_came_to() {
    let mut research = Research::drafted();
    research.does(Maker, "2024-05-07", json!({ "act": "submit_draft" }));
    research.does(Federation, "2024-05-10", appoint("text", &FIVE, "2024-05-20"));
    for (at, id) in FIVE.iter().enumerate() {
        let vote = ballot(id, 2, if at < 3 { "for" } else { "against" }, Some(true));
        research.try_by(&expert(id), "2024-05-20", vote).expect("a vote");
    }
    assert_eq!(research.told(Federation, "2024-05-20", close(2)), ["no_clauses@step.panel"]);
    let note = json!({ "act": "note_clause", "panel": 2, "expert": "E-1", "clause": "5.1", "verdict": "agreed", "remark": why() });
    research.try_by(&expert("E-1"), "2024-05-20", note).expect("noted");
    let decision = research.does(Federation, "2024-05-20", close(2));
    let told: Vec<_> =
        decision.findings.iter().map(|found| (found.rule.as_str(), found.outcome.as_str())).collect();
    assert_eq!(told, [("c2.text_panel", "not_met")]);
}

#[test]
fn a_panel_that_waits_when_the_draft_is_sent_back_does_not_vote_on_the_next_one() {
    let mut research = Research::drafted();
    research.does(Maker, "2024-05-07", json!({ "act": "submit_draft" }));
    research.does(Federation, "2024-05-10", appoint("text", &FIVE, "2024-05-20"));
    for id in &FIVE[..4] {
        research.votes(id, "2024-05-20", 2, "for", Some(true));
    }
    research.does(Federation, "2024-05-20", json!({ "act": "send_back", "reason": why() }));
    // Submitted anew with another draft: the public is asked again only where the federation opens it.
    research.does(Maker, "2024-05-21", document("draft", "9"));
    research.does(Maker, "2024-05-21", json!({ "act": "submit_draft" }));
    assert_eq!(research.told(Federation, "2024-05-21", close(2)), ["panel_unknown@step.panel"]);
    research.does(Federation, "2024-05-21", appoint("text", &FIVE, "2024-05-24"));
    assert!(research.now().panel(Purpose::Text).unwrap().votes.is_empty());
}

fn named(name: &str) -> Value {
    json!({ "act": "name_participant", "participant": { "name": name, "kind": "research_institute" } })
}

#[test]
fn nobody_joins_who_has_an_expert_on_the_panel() {
    let mut research = Research::drafted();
    let six = ["E-1", "E-2", "E-3", "E-4", "E-8"];
    research.does(Maker, "2024-05-07", json!({ "act": "submit_draft" }));
    research.does(Maker, "2024-05-07", named("示例学会"));
    let told = research.told(
        Federation,
        "2024-05-10",
        appoint("text", &["E-1", "E-2", "E-3", "E-4", "E-6"], "2024-05-20"),
    );
    assert_eq!(told, ["expert_has_an_interest@step.experts"]);
    research.does(Federation, "2024-05-10", appoint("text", &six, "2024-05-20"));
    let refused = ["expert_has_an_interest@step.participant.name"];
    assert_eq!(research.told(Maker, "2024-05-11", named("示例大学")), refused);
    for id in six {
        research.votes(id, "2024-05-20", 2, "for", Some(true));
    }
    research.does(Federation, "2024-05-20", close(2));
    // Nor while what the panel said stands for the draft at hand, as participant or as lead.
    assert_eq!(research.told(Maker, "2024-05-21", named("示例 大学")), refused);
    let expert = json!({ "do": "annul_scheme_fact", "kind": "expert", "id": "E-8", "reason": why() });
    research.office.must(Federation, "2024-05-21", expert);
    let fact = json!({ "fact": "expert", "id": "E-8", "organisation": "示例大学", "enterprise": OTHER, "kind": "research_institute", "from": "2020-01-06" });
    research.office.must(Federation, "2020-01-06", json!({ "do": "enter_scheme_fact", "fact": fact }));
    let told = research.told(
        Federation,
        "2024-05-21",
        json!({ "act": "replace_lead", "lead": OTHER, "reason": why() }),
    );
    assert_eq!(told, ["expert_has_an_interest@step.lead"]);
    research.does(Federation, "2024-05-22", json!({ "act": "send_back", "reason": why() }));
    research.does(Maker, "2024-05-22", named("示例大学"));
}

#[test]
fn nobody_leads_who_has_an_expert_on_the_panel_that_carried_the_text() {
    let mut research = Research::examined();
    research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    let gone = json!({ "do": "annul_scheme_fact", "kind": "expert", "id": "E-2", "reason": why() });
    research.office.must(Federation, "2024-05-22", gone);
    let fact = json!({ "fact": "expert", "id": "E-2", "organisation": "示例大学", "enterprise": OTHER, "kind": "research_institute", "from": "2020-01-06" });
    research.office.must(Federation, "2020-01-06", json!({ "do": "enter_scheme_fact", "fact": fact }));
    let replace = json!({ "act": "replace_lead", "lead": OTHER, "reason": why() });
    assert_eq!(research.told(Federation, "2024-05-22", replace), ["expert_has_an_interest@step.lead"]);
}

#[test]
fn what_comes_to_light_after_the_text_was_approved_keeps_it_from_publication() {
    let mut research = Research::examined();
    research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    research.office.today = super::office::day("2024-05-30");
    bar(&mut research, "E-2", "2024-05-01");
    let told = research.told(Federation, "2024-06-03", publish("T/ZZB 9905-2024", "2024-06-03"));
    assert_eq!(told, ["c2.text_panel:not_met"]);
    assert_eq!(research.told(Federation, "2024-06-03", set_aside(1)), ["stage@project"]);
    research.does(Federation, "2024-06-03", set_aside(2));
    assert_eq!(research.stage(), Stage::Submitted);
    let others = ["E-1", "E-3", "E-4", "E-5", "E-6"];
    research.does(Federation, "2024-06-04", appoint("text", &others, "2024-06-05"));
    for id in others {
        research.votes(id, "2024-06-05", 3, "for", Some(true));
    }
    research.does(Federation, "2024-06-05", close(3));
    research.does(Federation, "2024-06-06", json!({ "act": "approve_text", "reason": why() }));
    research.does(Federation, "2024-06-06", publish("T/ZZB 9905-2024", "2024-06-06"));
}

#[test]
fn who_acts_for_the_lead_does_not_sit_and_no_meeting_is_more_than_a_year_ahead() {
    let mut research = accepted();
    let told = |research: &mut Research, meets_on: &str| {
        research.told(Federation, "2024-01-24", appoint("proposal", &FIVE, meets_on))
    };
    assert_eq!(told(&mut research, "2025-01-25"), ["too_far@step.meets_on"]);
    let office = json!({ "kind": "maker", "of": super::office::FIRM });
    let fact = json!({ "fact": "holder", "id": "h-lead", "person": "p-E-3", "office": office, "from": "2020-01-06" });
    let holder = json!({ "do": "enter_scheme_fact", "fact": fact });
    research.office.must(policy::powers::OfficeKind::Administrator, "2020-01-06", holder);
    assert_eq!(told(&mut research, "2025-01-24"), ["expert_has_an_interest@step.experts"]);
}
