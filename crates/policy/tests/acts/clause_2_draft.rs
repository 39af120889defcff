//! Drafting: participants with their gaps, documents, public comments with an answer to each.

use policy::enterprise::credit_code::CreditCode;
use policy::powers::OfficeKind::{Federation, Maker};
use policy::powers::{Actor, Office as Seat};
use policy::standard::drafting::DrafterKind;
use policy::standard::project::Stepped;
use policy::standard::project::decide::{MOST_COMMENTS, MOST_STEPS};
use policy::standard::project::progress::CommentState;
use policy::standard::project::stage::{CommentVerdict, Stage};
use serde_json::{Value, json};

use super::office::FIRM;
use super::research::{OTHER, Research, anybody, document, expert, publish, reasons, why};

fn named(name: &str, kind: &str) -> Value {
    json!({ "act": "name_participant", "participant": { "name": name, "kind": kind } })
}

fn leaves(name: &str) -> Value {
    json!({ "act": "drop_participant", "name": name, "reason": why() })
}

fn comment() -> Value {
    json!({ "act": "comment", "clause": "5.2", "comment": why() })
}

fn let_through(comment: u32) -> Value {
    json!({ "act": "let_comments_through", "comments": [comment] })
}

fn aside(comment: u32) -> Value {
    json!({ "act": "set_comments_aside", "comments": [comment], "reason": why() })
}

fn answer(comment: u32, verdict: &str) -> Value {
    json!({ "act": "answer_comment", "comment": comment, "verdict": verdict, "answer": why() })
}

fn submit() -> Value {
    json!({ "act": "submit_draft" })
}

#[test]
fn participants_join_and_leave_and_the_gaps_are_told() {
    let mut research = Research::proposed();
    assert_eq!(
        research.told(Maker, "2024-01-11", named("示例大学", "research_institute")),
        ["stage@project"]
    );
    let mut research = Research::approved();
    assert_eq!(research.now().gaps().len(), 7, "the lead is a maker");
    research.does(Maker, "2024-02-21", named("示例大学", "research_institute"));
    research.does(Federation, "2024-02-21", named("示例检验院", "laboratory"));
    let gaps = research.now().gaps();
    assert!(!gaps.contains(&DrafterKind::Laboratory) && gaps.contains(&DrafterKind::User), "{gaps:?}");
    let told = |research: &mut Research, step: Value| research.told(Maker, "2024-02-22", step);
    let exists = ["participant_exists@step.participant.name"];
    assert_eq!(told(&mut research, named("示例 大学", "laboratory")), exists, "however it is written");
    let firm = |code: Option<&str>| {
        let mut step = named("示例集团有限公司", "leading_firm");
        if let Some(code) = code {
            step["participant"]["enterprise"] = json!(code);
        }
        step
    };
    assert_eq!(told(&mut research, firm(None)), ["enterprise_missing@step.participant.enterprise"]);
    let mut lead = named("示例灯具有限公司", "maker");
    lead["participant"]["enterprise"] = json!(FIRM);
    assert_eq!(told(&mut research, lead), exists, "the lead takes part as the lead");
    // Who is bound is told by the register: under no other name, and by no code that is not on file.
    let mut other = firm(Some(OTHER));
    other["participant"]["name"] = json!("另一名称");
    assert_eq!(told(&mut research, other), ["name_differs@step.participant.name"]);
    let unknown = ["enterprise_unknown@step.participant.enterprise"];
    assert_eq!(told(&mut research, firm(Some("91330212MA0P2B004L"))), unknown);
    research.does(Maker, "2024-02-22", firm(Some(OTHER)));
    assert_eq!(told(&mut research, firm(Some(OTHER))), exists);
    // The one that was named leaves by itself; it does nothing else in a project that it does not lead.
    let other = Some(CreditCode::parse(OTHER).unwrap());
    let seat = json!({ "fact": "holder", "id": "H-OTHER", "person": "maker-2", "office": Seat::of(Maker, OTHER), "from": "2020-01-06" });
    let enter = json!({ "do": "enter_scheme_fact", "fact": seat });
    research.office.must(policy::powers::OfficeKind::Administrator, "2020-01-06", enter);
    let itself = Actor { person: "maker-2".to_owned(), office: Seat::of(Maker, OTHER) };
    let act = |research: &mut Research, step: Value| research.try_about(other, &itself, "2024-02-22", step);
    let refused = act(&mut research, leaves("示例大学")).expect_err("another one's part");
    assert_eq!(reasons(&refused), ["not_the_lead@enterprise"]);
    act(&mut research, leaves("示例集团有限公司")).expect("it was named against its will");
    assert_eq!(told(&mut research, leaves("示例协会")), ["participant_unknown@step.name"]);
    // Nobody leaves before joining, nor joins again before having left.
    assert_eq!(research.told(Federation, "2024-02-20", leaves("示例大学")), ["before_its_start@on"]);
    research.does(Maker, "2024-02-23", leaves("示例大学"));
    let back = named("示例大学", "research_institute");
    assert_eq!(research.told(Federation, "2024-02-22", back.clone()), ["before_its_start@on"]);
    research.does(Federation, "2024-02-23", back);
    // Who left stays told, also who came back.
    let left: Vec<(String, String)> = research
        .project()
        .progress()
        .left
        .iter()
        .map(|(name, on)| ((*name).to_owned(), on.to_string()))
        .collect();
    let told = [("示例集团有限公司", "2024-02-22"), ("示例大学", "2024-02-23")];
    assert_eq!(left, told.map(|(name, on)| (name.to_owned(), on.to_owned())));
}

#[test]
fn a_text_without_somebody_of_each_kind_is_approved_by_judgement_and_the_gaps_are_in_the_findings() {
    let mut research = Research::examined();
    let decision = research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    let found = decision.findings.iter().find(|found| found.rule == "c2.participants").unwrap();
    assert_eq!(found.outcome, "for_judgement");
    let notes: Vec<&str> = found.notes.iter().map(|note| note.zh.as_str()).collect();
    assert_eq!(notes.len(), 7);
    assert!(notes.contains(&"无用户参与") && notes.contains(&"无检验检测机构参与"), "{notes:?}");
}

#[test]
fn papers_are_on_file_when_a_draft_is_submitted() {
    let mut research = Research::approved();
    research.does(Maker, "2024-03-04", json!({ "act": "kick_off" }));
    let opens = json!({ "act": "open_comments", "until": "2024-04-03" });
    assert_eq!(research.told(Federation, "2024-03-04", opens.clone()), ["no_draft@step.until"]);
    let short = json!({ "act": "open_comments", "until": "2024-04-02" });
    research.does(Maker, "2024-03-04", document("draft", "a"));
    assert_eq!(research.told(Federation, "2024-03-04", short), ["too_short@step.until"]);
    assert_eq!(research.told(Maker, "2024-03-04", document("other", "a")), ["document_exists@step.digest"]);
    assert_eq!(research.told(Maker, "2024-03-04", document("other", "A")), ["digest@step.digest"]);
    assert_eq!(research.told(Maker, "2024-03-04", json!({ "act": "kick_off" })), ["stage@project"]);
    research.does(Federation, "2024-03-04", opens);
    assert_eq!(
        research.told(Maker, "2024-04-04", submit()),
        ["c2.papers_filed:cannot_tell"],
        "open until 2024-04-03, the last day included"
    );
    research.does(Maker, "2024-04-04", document("explanation", "b"));
    research.does(Maker, "2024-04-04", document("advancement", "c"));
    research.does(Maker, "2024-04-04", submit());
}

#[test]
fn a_kick_off_plans_for_a_later_day() {
    let mut research = Research::approved();
    let told = research.told(Maker, "2024-03-04", json!({ "act": "kick_off", "draft_by": "2024-03-04" }));
    assert_eq!(told, ["before_its_start@step.draft_by"]);
    assert_eq!(
        research.told(Federation, "2024-02-19", json!({ "act": "kick_off" })),
        ["before_its_start@on"]
    );
}

#[test]
fn anybody_comments_from_the_first_day_to_the_last() {
    let mut research = Research::approved();
    research.does(Maker, "2024-03-04", json!({ "act": "kick_off" }));
    research.does(Maker, "2024-03-25", document("draft", "a"));
    let told = |research: &mut Research, on: &str| research.told_to(&anybody(), on, comment());
    assert_eq!(told(&mut research, "2024-03-31"), ["not_open@project"]);
    research.does(Federation, "2024-04-01", json!({ "act": "open_comments", "until": "2024-05-06" }));
    research.try_by(&anybody(), "2024-04-01", comment()).expect("on the first day");
    // Makers and experts comment too, on any project.
    research.try_by(&expert("E-1"), "2024-04-02", comment()).expect("an expert");
    research.does(Maker, "2024-04-02", comment());
    assert_eq!(told(&mut research, "2024-04-01"), ["received_today@on"]);
    research.try_by(&anybody(), "2024-05-06", comment()).expect("on the last day");
    assert_eq!(told(&mut research, "2024-05-07"), ["not_open@project"]);
    // Into nobody's history but the lead's: an entry stands in that of the enterprise it names.
    let other = Some(CreditCode::parse(OTHER).unwrap());
    let refusal = research.try_about(other, &anybody(), "2024-05-07", comment()).expect_err("no lead");
    assert_eq!(reasons(&refusal), ["not_the_lead@enterprise"]);
    // Under no other name, and with nothing else.
    let mut named = anybody();
    named.person = "somebody".to_owned();
    assert_eq!(research.told_to(&named, "2024-05-07", comment()), ["office_not_held@"]);
    assert_eq!(research.told_to(&anybody(), "2024-05-07", let_through(1)), ["office_not_held@"]);
    let numbers: Vec<u32> = research.now().comments.iter().map(|comment| comment.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    let told = research.told_to(
        &anybody(),
        "2024-05-06",
        json!({ "act": "comment", "clause": " ", "comment": why() }),
    );
    assert!(told.contains(&"received_today@on".to_owned()), "{told:?}");
}

#[test]
fn each_comment_is_answered_or_set_aside_before_the_draft_is_submitted() {
    let mut research = Research::drafted();
    for on in ["2024-04-02", "2024-04-03", "2024-05-06"] {
        research.try_by(&anybody(), on, comment()).expect("received");
    }
    let waits = ["c2.comments_answered:not_met"];
    assert_eq!(research.told(Maker, "2024-05-07", submit()), waits);
    assert_eq!(research.told(Maker, "2024-05-07", answer(1, "adopted")), ["comment_state@step.comment"]);
    assert_eq!(research.told(Federation, "2024-05-07", let_through(9)), ["comment_unknown@step.comments"]);
    assert_eq!(research.told(Federation, "2024-05-05", let_through(3)), ["before_its_start@on"]);
    research.does(Federation, "2024-05-07", let_through(1));
    research.does(Federation, "2024-05-07", let_through(3));
    assert_eq!(research.told(Federation, "2024-05-07", let_through(1)), ["comment_state@step.comments"]);
    research.does(Federation, "2024-05-07", aside(2));
    assert_eq!(research.told(Maker, "2024-05-08", submit()), waits, "let through and not answered");
    research.does(Maker, "2024-05-08", answer(1, "adopted"));
    research.does(Maker, "2024-05-08", answer(3, "not_adopted"));
    // What was set aside in error is let through, and waits for its answer; an answer can be given anew.
    research.does(Federation, "2024-05-09", let_through(2));
    assert_eq!(research.told(Maker, "2024-05-09", submit()), waits);
    research.does(Maker, "2024-05-09", answer(2, "in_part"));
    assert_eq!(research.told(Federation, "2024-05-08", answer(2, "adopted")), ["before_its_start@on"]);
    research.does(Maker, "2024-05-10", answer(2, "adopted"));
    assert_eq!(research.now().comment(2).unwrap().state, CommentState::Answered(CommentVerdict::Adopted));
    assert_eq!(research.told(Federation, "2024-05-10", aside(2)), ["comment_state@step.comments"]);
    research.does(Maker, "2024-05-10", submit());
    assert_eq!(research.told(Maker, "2024-05-10", answer(2, "in_part")), ["stage@project"]);
}

#[test]
fn many_comments_are_let_through_or_set_aside_at_once_or_none_of_them() {
    let mut research = Research::drafted();
    for _ in 0..5 {
        research.try_by(&anybody(), "2024-04-02", comment()).expect("received");
    }
    let told = |research: &mut Research, act: &str, comments: Vec<u32>| {
        let step = json!({ "act": act, "comments": comments, "reason": why() });
        let mut step = step.as_object().unwrap().clone();
        if act == "let_comments_through" {
            step.remove("reason");
        }
        research.told(Federation, "2024-04-03", Value::Object(step))
    };
    let (through, aside) = ("let_comments_through", "set_comments_aside");
    assert_eq!(told(&mut research, through, Vec::new()), ["comments@step.comments"]);
    assert_eq!(told(&mut research, through, (1..=501).collect()), ["comments@step.comments"]);
    assert_eq!(told(&mut research, through, vec![2, 3, 2]), ["comment_twice@step.comments"]);
    let unknown = ["comment_unknown@step.comments", "comment_unknown@step.comments"];
    assert_eq!(told(&mut research, aside, vec![1, 8, 2, 9]), unknown, "each is named");
    let several = json!({ "act": aside, "comments": [1, 4, 5], "reason": why() });
    assert_eq!(research.does(Federation, "2024-04-03", several).events.len(), 1);
    assert_eq!(told(&mut research, aside, vec![3, 4]), ["comment_state@step.comments"]);
    research.does(Federation, "2024-04-03", json!({ "act": through, "comments": [2, 3] }));
    let now = research.now();
    let states: Vec<CommentState> = now.comments.iter().map(|comment| comment.state).collect();
    let (gone, open) = (CommentState::SetAside, CommentState::Open);
    assert_eq!(states, [gone, open, open, gone, gone]);
}

#[test]
fn a_letter_of_an_earlier_opening_is_taken_too() {
    let mut research = Research::examined();
    research.does(Federation, "2024-05-22", json!({ "act": "send_back", "reason": why() }));
    research.does(Maker, "2024-05-23", document("draft", "e"));
    research.does(Federation, "2024-05-24", json!({ "act": "open_comments", "until": "2024-06-28" }));
    assert_eq!(research.told(Federation, "2024-05-20", comment()), ["not_open@project"]);
    research.does(Federation, "2024-05-06", comment());
    assert_eq!(research.now().comments.len(), 1);
}

#[test]
fn a_flood_of_comments_is_bounded_and_stops_no_project() {
    let mut research = Research::drafted();
    research.try_by(&anybody(), "2024-04-02", comment()).expect("received");
    let at = research.office.projects.iter().position(|project| project.id == research.id).unwrap();
    let one = research.project().steps.last().unwrap().mark;
    let aside = json!({ "step": { "is": "comments_set_aside", "comments": [1] }, "mark": one });
    let aside: Stepped = serde_json::from_value(aside).unwrap();
    // As many as are kept; what a machine wrote and was set aside makes room, but not without end.
    let fill = |steps: usize, with: &Stepped, research: &mut Research| {
        let known = research.project().steps.len();
        research.office.projects[at]
            .steps
            .extend(std::iter::repeat_n(with.clone(), steps.saturating_sub(known)));
    };
    for number in 2..=MOST_COMMENTS {
        let more = json!({ "step": { "is": "commented", "comment": number }, "mark": one });
        research.office.projects[at].steps.push(serde_json::from_value(more).unwrap());
    }
    let full = research.told_to(&anybody(), "2024-04-03", comment());
    assert_eq!(full, ["too_many@step.comment"]);
    fill(MOST_STEPS / 2, &aside, &mut research);
    assert_eq!(research.told_to(&anybody(), "2024-04-03", comment()), ["too_many@project"]);
    research.does(Federation, "2024-04-03", let_through(1));
    fill(MOST_STEPS, &aside, &mut research);
    assert_eq!(research.told(Maker, "2024-04-03", document("other", "d")), ["too_many@project"]);
    research.does(Federation, "2024-04-03", json!({ "act": "stop_project", "reason": why() }));
}

#[test]
fn an_objection_to_the_notice_has_its_answer_before_the_project_is_approved() {
    let mut research = Research::proposed();
    research.does(Federation, "2024-01-22", json!({ "act": "accept_proposal", "reason": why() }));
    research.panel("proposal", "2024-01-24", "2024-02-01", ["for"; 5]);
    assert_eq!(research.told_to(&anybody(), "2024-02-04", comment()), ["not_open@project"]);
    research.does(Federation, "2024-02-05", json!({ "act": "announce_project", "until": "2024-02-12" }));
    research.try_by(&anybody(), "2024-02-12", comment()).expect("on the last day");
    assert_eq!(research.told_to(&anybody(), "2024-02-13", comment()), ["not_open@project"]);
    let approve =
        json!({ "act": "approve_project", "plan": { "year": 2024, "batch": 1, "line": 1 }, "reason": why() });
    assert_eq!(research.told(Federation, "2024-02-13", approve.clone()), ["c2.notice_held:not_met"]);
    research.does(Federation, "2024-02-13", let_through(1));
    assert_eq!(research.told(Federation, "2024-02-13", approve.clone()), ["c2.notice_held:not_met"]);
    // The lead does not answer what is said against its own project.
    let by_lead = research.told(Maker, "2024-02-13", answer(1, "not_adopted"));
    assert_eq!(by_lead, ["answer_of_a_notice@step.comment"]);
    research.does(Federation, "2024-02-13", answer(1, "not_adopted"));
    research.does(Federation, "2024-02-13", approve);
    assert_eq!(research.stage(), Stage::Approved);
}

#[test]
fn a_comment_is_told_once_it_is_let_through_and_votes_never() {
    let mut research = Research::examined();
    research.id = research.office.projects[0].id.clone();
    let told: Vec<String> = research
        .project()
        .steps
        .iter()
        .filter(|stepped| !stepped.step.is_told())
        .map(|stepped| serde_json::to_value(&stepped.step).unwrap()["is"].as_str().unwrap().to_owned())
        .collect();
    assert!(told.iter().all(|is| is == "voted" || is == "clause_noted"), "{told:?}");
    assert_eq!(told.iter().filter(|is| *is == "voted").count(), 10);
    assert_eq!(told.len(), 15);
}

#[test]
fn a_letter_that_came_in_time_is_taken_when_the_project_has_gone_on_and_stands_in_the_way_until_it_is_answered()
 {
    let mut research = Research::examined();
    let late = research.now().asking.unwrap().until.to_string();
    let after = research.now().since().unwrap().to_string();
    assert_eq!(research.stage(), Stage::Examined);
    research.office.today = super::office::day(&after);
    assert_eq!(research.told(Federation, &after, comment()), ["not_open@project"]);
    research.does(Federation, &late, comment());
    let approve = json!({ "act": "approve_text", "reason": why() });
    assert_eq!(research.told(Federation, &after, approve.clone()), ["c2.comments_answered:not_met"]);
    let number = research.now().comments.last().unwrap().number;
    research.does(Federation, &after, let_through(number));
    research.does(Maker, &after, answer(number, "adopted"));
    research.does(Federation, &after, approve);
}

#[test]
fn of_a_comment_without_an_account_nothing_but_a_clause_stands_in_plain() {
    let mut research = Research::drafted();
    let mut says = |clause: &str, organisation: Option<&str>| {
        let mut step = comment();
        step["clause"] = json!(clause);
        if let Some(organisation) = organisation {
            step["organisation"] = json!(organisation);
        }
        match research.try_by(&anybody(), "2024-04-02", step) {
            Ok(_) => Vec::new(),
            Err(refusal) => reasons(&refusal),
        }
    };
    for clause in ["5.2", "附录A", "表 3", "Annex B.1", "第4章、图2（a）", "Foreword"] {
        assert!(says(clause, None).is_empty(), "{clause}");
    }
    for text in ["张三是骗子", "<b>5.2</b>", "call me at once", "5.2 见 https", &"1".repeat(41)] {
        assert_eq!(says(text, None), ["clause_form@step.clause"], "{text}");
    }
    assert_eq!(says("5.2", Some("示例商场")), ["organisation_unchecked@step.organisation"]);
}

#[test]
fn a_text_that_the_panel_has_is_not_exchanged() {
    let mut research = Research::examined();
    assert_eq!(research.stage(), Stage::Examined);
    let another = document("draft", "d");
    assert_eq!(research.told(Maker, "2024-05-21", another.clone()), ["draft_submitted@step.kind"]);
    // Other documents are no text.
    research.does(Maker, "2024-05-21", document("other", "e"));
    research.does(Federation, "2024-05-22", json!({ "act": "send_back", "reason": why() }));
    research.does(Maker, "2024-05-23", another);
}

#[test]
fn what_a_member_names_is_a_clause_and_no_person() {
    let mut research = Research::drafted();
    let said = |clause: &str| json!({ "act": "comment", "clause": clause, "comment": why() });
    for clause in ["330501197001011234", "138-0000-1111", "张先生的意见", "13800001111"] {
        let told = research.told_to(&anybody(), "2024-04-02", said(clause));
        assert_eq!(told, ["clause_form@step.clause"], "{clause}");
    }
    for clause in ["5.2.10", "附录A", "表3", "Annex B", "5.2、5.3"] {
        research.try_by(&anybody(), "2024-04-02", said(clause)).unwrap_or_else(|_| panic!("{clause}"));
    }
}

#[test]
fn a_standard_comes_into_force_within_a_year_of_its_publication() {
    let mut research = Research::examined();
    research.does(Federation, "2024-05-22", json!({ "act": "approve_text", "reason": why() }));
    let mut late = publish("T/ZZB 9905-2024", "2024-06-03");
    late["edition"]["in_force_from"] = json!("2025-06-05");
    assert_eq!(research.told(Federation, "2024-06-03", late.clone()), ["too_far@edition.in_force_from"]);
    late["edition"]["in_force_from"] = json!("2025-06-04");
    research.does(Federation, "2024-06-03", late);
}
