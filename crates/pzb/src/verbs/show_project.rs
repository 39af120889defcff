//! `pzb show XM-…`: a project of clause 2, where it stood on a day and what stands before its next step.

use std::fmt::Write;

use policy::calendar::Day;
use policy::dossier_file::{Judged, judge_lead, judge_project};
use policy::question::World;
use policy::seen::Seen;
use policy::standard::project::panel::Panel;
use policy::standard::project::progress::{CommentState, Progress};
use policy::standard::project::stage::{Stage, Vote};
use policy::standard::project::step::Proposal;
use policy::standard::project::{Project, ProjectAsked};
use registry::Reader;
use serde_json::json;

use crate::answer::{Answer, Failure};
use crate::cli::TimeArgs;
use crate::clock;
use crate::house::broken;
use crate::say::Style;
use crate::verbs::check;
use crate::wording;

/// A project, if there is one under the number and it had been proposed by the day.
///
/// # Errors
/// A fault of the database, or a day before the policy's first.
pub fn project(reader: &Reader, id: &str, time: TimeArgs, style: Style) -> Result<Option<Answer>, Failure> {
    let Some(filed) = reader.project(id).map_err(|fault| broken(&fault))? else { return Ok(None) };
    let as_of: Day = time.as_of.unwrap_or_else(clock::today);
    let project = Seen { as_of, known_on: time.as_known_on }.project(&filed.value);
    let now = project.progress();
    let Some(proposal) = now.proposal else { return Ok(None) };
    let judged = judge(reader, &filed.value, proposal, time, as_of)?;
    let text = told(&project, &now, proposal, style) + &answers(&judged, style);
    let json = json!({
        "kind": "project", "id": project.id, "state": now.stage.name(), "version": filed.version,
        "as_of": as_of, "as_known_on": time.as_known_on, "judged": judged, "project": project,
    });
    Ok(Some(Answer::done(text, json)))
}

/// What stands before the next step: the rules of its stage, whether somebody leads, and for a proposal whether its lead is
/// barred.
fn judge(
    reader: &Reader,
    project: &Project,
    proposal: &Proposal,
    time: TimeArgs,
    as_of: Day,
) -> Result<Vec<Judged>, Failure> {
    let rivals = reader.projects_about(&proposal.subject(), Some(project)).map_err(|fault| broken(&fault))?;
    let scheme = reader.scheme().map_err(|fault| broken(&fault))?;
    let standard = match proposal.revises() {
        Some(number) => reader.standard(number).map_err(|fault| broken(&fault))?,
        None => None,
    };
    let standards: Vec<_> = standard.into_iter().map(|found| found.value).collect();
    let progress = project.progress();
    let leads = progress
        .lead
        .iter()
        .map(|(code, ..)| code)
        .chain(progress.former_leads.iter().map(|(code, ..)| code));
    let mut dossiers = Vec::new();
    for code in leads {
        dossiers.extend(reader.dossier(*code).map_err(|fault| broken(&fault))?.map(|filed| filed.value));
    }
    let world = World { parents: &dossiers, ..World::without_enterprise(&scheme, &standards) };
    let asked = ProjectAsked { project, rivals: &rivals };
    let law = reader.law();
    let mut judged = judge_project(world, asked, law, as_of, time.as_known_on)
        .ok_or_else(|| check::before_policy(as_of))?;
    let now = project.progress_seen(Seen { as_of, known_on: time.as_known_on });
    if let Some((lead, ..)) = now.lead.filter(|_| now.stage == Stage::Proposed)
        && let Some(file) = reader.case_file(lead).map_err(|fault| broken(&fault))?
    {
        judged.extend(judge_lead(file.world(), law, as_of, time.as_known_on));
    }
    Ok(judged)
}

/// A project that is over is judged no more: there is nothing before its next step.
fn answers(judged: &[Judged], style: Style) -> String {
    if judged.is_empty() { String::new() } else { wording::answers(judged, style) }
}

fn told(project: &Project, now: &Progress, proposal: &Proposal, style: Style) -> String {
    let mut text = String::new();
    let word = |words: policy::article::Words| style.pick(words.zh, words.en);
    let _ = writeln!(text, "{} {}  [{}]", project.id, proposal.title, word(now.stage.words()));
    let _ = writeln!(
        text,
        "  {}  {} {}",
        word(proposal.wants.words()),
        style.pick("响应", "answers"),
        proposal.call
    );
    if let Some((lead, name, _)) = now.lead {
        let _ = writeln!(text, "  {} {lead} {name}", style.pick("牵头", "led by"));
    }
    for (code, name, until) in &now.former_leads {
        let _ = writeln!(text, "  {} {until}: {code} {name}", style.pick("原牵头，至", "led until"));
    }
    for one in &now.participants {
        let _ = writeln!(text, "  {} {}", word(one.kind.words()), one.name);
    }
    for (name, on) in &now.left {
        let _ = writeln!(text, "  {} {on}: {name}", style.pick("退出", "left on"));
    }
    if let Some(plan) = now.plan {
        let _ = writeln!(text, "  {} {plan}", style.pick("计划", "plan"));
    }
    if let Some(edition) = now.edition {
        let _ = writeln!(text, "  {} {edition}", style.pick("发布", "published as"));
    }
    for (stage, mark) in &now.stamps {
        let _ = writeln!(text, "  {}  {}", mark.on, word(stage.words()));
    }
    for one in &now.panels {
        let _ = writeln!(text, "  {}", panel(one, style));
    }
    for document in &now.documents {
        let _ = writeln!(text, "  {}  {} {}", document.mark.on, word(document.kind.words()), document.title);
    }
    if !now.comments.is_empty() {
        let waits = |state| matches!(state, CommentState::Waiting | CommentState::Open);
        let waiting = now.comments.iter().filter(|comment| waits(comment.state)).count();
        let count = now.comments.len();
        let _ = match style.pick("zh", "en") {
            "zh" => writeln!(text, "  意见{count}条，未处理{waiting}条"),
            _ => writeln!(text, "  comments: {count}, without an answer: {waiting}"),
        };
    }
    text
}

/// A panel in one line: when it meets or met, and how many voted how.
fn panel(panel: &Panel, style: Style) -> String {
    let purpose = panel.purpose.words();
    let day = panel.met.map_or(panel.meets_on, |(mark, _)| mark.on);
    let votes = Vote::ALL.iter().map(|vote| {
        let words = vote.words();
        format!("{} {}", style.pick(words.zh, words.en), panel.count(*vote))
    });
    let uncast = format!("{} {}", style.pick("未表决", "not cast"), panel.uncast());
    let votes = votes.chain([uncast]).collect::<Vec<_>>().join(style.pick("，", ", "));
    let gone = match (panel.set_aside.is_some(), panel.is_past) {
        (true, _) => style.pick("（已撤销）", " (set aside)"),
        (_, true) => style.pick("（稿件已退回）", " (the draft was sent back)"),
        _ => "",
    };
    format!("{day}  {}  {votes}{gone}", style.pick(purpose.zh, purpose.en))
}
