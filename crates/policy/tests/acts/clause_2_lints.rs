//! The lints of projects, broken on purpose: each names what no act may ever make.

use policy::standard::project::Project;
use policy::standard::project::lints::lints_of_project;
use serde_json::{Value, json};

use super::research::Research;

fn broken(before: Option<&Project>, after: &Project) -> Vec<&'static str> {
    lints_of_project(before, after).iter().map(|broken| broken.lint).collect()
}

/// A whole project, to be bent.
fn whole() -> Project {
    let research = Research::examined();
    research.project().clone()
}

/// The project with one more step.
fn with(mut project: Project, step: Value) -> Project {
    let stepped = json!({ "step": step, "mark": { "on": "2024-05-21" } });
    project.steps.push(serde_json::from_value(stepped).unwrap());
    project
}

/// The project without the steps of a kind.
fn without(mut project: Project, is: &str) -> Project {
    project.steps.retain(|stepped| serde_json::to_value(&stepped.step).unwrap()["is"] != is);
    project
}

#[test]
fn a_project_as_acts_make_it_breaks_nothing() {
    let whole = whole();
    assert_eq!(broken(None, &whole), [""; 0]);
    let approved = with(whole.clone(), json!({ "is": "text_approved" }));
    assert_eq!(broken(Some(&whole), &approved), [""; 0]);
}

#[test]
fn steps_are_only_added() {
    let whole = whole();
    let mut shorter = whole.clone();
    shorter.steps.pop();
    assert_eq!(broken(Some(&whole), &shorter), ["steps_are_only_added"]);
    let mut other = whole.clone();
    other.steps[1].text = Some("another".to_owned());
    assert_eq!(broken(Some(&whole), &other), ["steps_are_only_added"]);
}

#[test]
fn it_is_proposed_once_and_first() {
    let whole = whole();
    let again = serde_json::to_value(&whole.steps[0].step).unwrap();
    assert_eq!(broken(None, &with(whole.clone(), again)), ["a_project_is_proposed_once_and_first"]);
    let never = without(whole, "proposed");
    assert_eq!(broken(None, &never), ["a_project_is_proposed_once_and_first"]);
}

#[test]
fn only_members_vote_and_before_the_close() {
    let whole = whole();
    let vote =
        |panel: u16, expert: &str| json!({ "is": "voted", "panel": panel, "expert": expert, "vote": "for" });
    assert_eq!(broken(None, &with(whole.clone(), vote(2, "E-9"))), ["only_members_vote"]);
    assert_eq!(broken(None, &with(whole.clone(), vote(2, "E-1"))), ["nobody_votes_after_the_meeting"]);
    assert_eq!(broken(None, &with(whole.clone(), vote(7, "E-1"))), ["a_panel_is_appointed_first"]);
    let met = json!({ "is": "panel_met", "panel": 2 });
    assert_eq!(broken(None, &with(whole.clone(), met)), ["a_panel_meets_once"]);
    let twice = json!({ "is": "panel_appointed", "panel": 2, "purpose": "text", "experts": [], "meets_on": "2024-06-01" });
    assert_eq!(broken(None, &with(whole, twice)), ["each_panel_has_its_number"]);
}

#[test]
fn nothing_is_left_out_on_the_way() {
    let whole = whole();
    let first = |project: &Project| broken(None, project).first().copied();
    assert_eq!(first(&without(whole.clone(), "accepted")), Some("announced_after_a_hearing"));
    assert_eq!(first(&without(whole.clone(), "panel_met")), Some("announced_after_a_hearing"));
    assert_eq!(first(&without(whole.clone(), "announced")), Some("approved_after_the_public_was_told"));
    assert_eq!(first(&without(whole.clone(), "approved")), Some("submitted_after_approval"));
    let gone = with(whole.clone(), json!({ "is": "panel_set_aside", "panel": 2 }));
    let approved = with(gone, json!({ "is": "text_approved" }));
    assert_eq!(broken(None, &approved), ["text_approved_after_a_review"]);
    let back = with(whole.clone(), json!({ "is": "sent_back" }));
    let again = with(back, json!({ "is": "submitted" }));
    let approved = with(again, json!({ "is": "text_approved" }));
    assert_eq!(broken(None, &approved), ["text_approved_after_a_review"], "the panel saw another text");
    let published = with(whole, json!({ "is": "published", "edition": "T/ZZB 9905-2024" }));
    assert_eq!(broken(None, &published), ["published_after_its_text_was_approved"]);
}

#[test]
fn a_panel_set_aside_takes_the_notice_and_the_approval_with_it() {
    let mut whole = whole();
    let is =
        |project: &Project, at: usize| serde_json::to_value(&project.steps[at].step).unwrap()["is"].clone();
    let at = (0..whole.steps.len()).find(|at| is(&whole, *at) == "announced").unwrap();
    let aside = json!({ "step": { "is": "panel_set_aside", "panel": 1 }, "mark": { "on": "2024-02-06" } });
    whole.steps.insert(at + 1, serde_json::from_value(aside).unwrap());
    assert_eq!(broken(None, &whole), ["approved_after_the_public_was_told"]);
}

#[test]
fn nothing_follows_the_end() {
    let over = with(whole(), json!({ "is": "stopped" }));
    let filed = with(over.clone(), json!({ "is": "kicked_off" }));
    assert_eq!(broken(None, &filed), ["nothing_follows_the_end"]);
    let aside = with(over, json!({ "is": "comments_set_aside", "comments": [1] }));
    assert_eq!(broken(None, &aside), [""; 0]);
}
