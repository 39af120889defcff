//! The rows of clause 2: calls, experts, bars, and the row of a project: found by its title, its lead, who takes part,
//! its call, its place in the plan, the standard that it is about and the system that it fills a leaf of.

use std::sync::Arc;

use policy::scheme::Scheme;
use policy::standard::project::Project;
use policy::standard::project::progress::Progress;
use policy::standard::project::stage::{Purpose, Stage};

use crate::act::written;
use crate::fault::Fault;
use crate::rows::{Row, plain, state};
use crate::search::Words;

/// The kind of the rows of public calls.
pub const CALL: &str = "call";
/// The kind of the rows of projects.
pub const PROJECT: &str = "project";
/// The kind of the rows of standard systems: of projects that have drawn one.
pub const SYSTEM: &str = "system";

/// The rows of what clause 2 needs of the scheme.
///
/// # Errors
/// If a record cannot be written as JSON, which is a fault of the program.
pub(crate) fn of_research(scheme: &Scheme) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    for call in &scheme.calls.list {
        let state = state(call.ended.is_some(), call.annulled.is_some());
        let row = plain(CALL, &call.id, state, &call.title, written(call)?);
        rows.push(Row { due_on: call.until.to_string(), ..row });
    }
    for expert in &scheme.experts.list {
        let state = state(expert.ended.is_some(), expert.annulled.is_some());
        rows.push(plain("expert", &expert.id, state, &expert.organisation, written(expert)?));
    }
    for bar in &scheme.review_bars.list {
        let state = state(bar.ended.is_some(), bar.annulled.is_some());
        rows.push(plain("review_bar", &bar.id, state, &bar.expert, written(bar)?));
    }
    Ok(rows)
}

/// The row of a project.
///
/// # Errors
/// If it cannot be written as JSON, which is a fault of the program.
pub(crate) fn of_project(project: &Project) -> Result<Vec<Arc<Row>>, Fault> {
    let now = project.progress();
    let title = now.proposal.map(|proposal| proposal.title.clone()).unwrap_or_default();
    let (lead, name, region) = match now.lead {
        Some((lead, name, region)) => (lead.to_string(), name, region),
        None => (String::new(), "", ""),
    };
    let plan = now.plan.map(|plan| plan.to_string()).unwrap_or_default();
    let edition = now.edition.map(ToString::to_string).unwrap_or_default();
    let revises = now.proposal.and_then(|it| it.revises()).map(|number| number.as_str()).unwrap_or_default();
    let call = now.proposal.map(|proposal| proposal.call.as_str()).unwrap_or_default();
    let leaf = now.proposal.and_then(|proposal| proposal.leaf.as_ref());
    let leaf = leaf.map(|leaf| format!("{}/{}", leaf.system, leaf.node)).unwrap_or_default();
    let taking_part: Vec<String> =
        now.participants.iter().filter_map(|one| one.enterprise).map(|code| code.to_string()).collect();
    let words = [project.id.as_str(), &title, name, &lead, &plan, &edition, revises, call, &leaf];
    let words = words.into_iter().chain(taking_part.iter().map(String::as_str));
    let row = Row {
        kind: PROJECT.to_owned(),
        id: project.id.clone(),
        state: now.stage.name().to_owned(),
        enterprise: lead.clone(),
        product: plan.clone(),
        region: region.to_owned(),
        due_on: due_on(&now),
        words: Words::of(words.filter(|word| !word.is_empty())).text(),
        title,
        version: 0,
        body: written(project)?,
    };
    let system = (!now.nodes.is_empty()).then(|| Arc::new(Row { kind: SYSTEM.to_owned(), ..row.clone() }));
    Ok(std::iter::once(Arc::new(row)).chain(system).collect())
}

/// The next day on which something of it is due, or on which its stage began where none is set; nothing once it is over.
fn due_on(now: &Progress) -> String {
    let meets = |purpose| now.panel(purpose).filter(|panel| panel.met.is_none()).map(|panel| panel.meets_on);
    let due = match now.stage {
        Stage::Accepted => meets(Purpose::Proposal),
        Stage::Announced => now.notice.map(|notice| notice.until),
        Stage::Drafting => now.draft_by,
        Stage::Comments => now.asking.map(|asking| asking.until),
        Stage::Submitted => meets(Purpose::Text),
        Stage::Proposed | Stage::Heard | Stage::Approved | Stage::Examined | Stage::TextApproved => None,
        Stage::Published | Stage::Declined | Stage::Withdrawn | Stage::Refused | Stage::Stopped => {
            return String::new();
        }
    };
    due.or_else(|| now.since()).map(|day| day.to_string()).unwrap_or_default()
}
