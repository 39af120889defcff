//! Panels of a project and the register of experts, for the offices that the pages tell of them: the federation and the
//! province read who voted how and what was said of clauses, an expert what that expert said (reading 0021).

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use policy::calendar::Day;
use policy::powers::{Office, OfficeKind};
use policy::scheme::Scheme;
use policy::scheme::research::{Expert, ReviewBar};
use policy::standard::project::Project;
use policy::standard::project::panel::Panel;
use policy::standard::project::stage::{ClauseVerdict, Positioning, Vote};
use registry::{Fault, Reader};
use schemars::JsonSchema;
use serde::Serialize;

use crate::api::parameters::{Asked, Plain};
use crate::api::projects::{PanelTold, no_project};
use crate::api::read::Answer;
use crate::api::token::Officer;
use crate::office::OfficeSite;
use crate::office::of_project::reads_all;
use crate::office::reach::{opens_experts, opens_project};
use crate::problem::Trouble;
use crate::when::When;

/// A panel with what its members said, as far as the office reads it.
#[derive(Serialize, JsonSchema)]
struct PanelSeen {
    #[serde(flatten)]
    told: PanelTold,
    /// The day it meets.
    meets_on: Day,
    /// Whether the draft was sent back since: what it said was said of another text.
    is_past: bool,
    /// Its members, each with where they work.
    experts: Vec<Seat>,
    /// Last votes: of all members for the federation and the province, an expert's own for that expert.
    votes: Vec<Voted>,
    /// What was said of clauses, with the same reach.
    notes: Vec<Noted>,
    /// The minutes, for the federation and the province; null where they were erased.
    minutes: Option<String>,
    /// Why it was set aside.
    set_aside_because: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Seat {
    expert: String,
    organisation: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Voted {
    expert: String,
    on: Day,
    vote: Vote,
    positioning: Option<Positioning>,
    reasons: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Noted {
    expert: String,
    clause: String,
    verdict: ClauseVerdict,
    remark: Option<String>,
}

/// The panels of a project.
#[derive(Serialize, JsonSchema)]
pub(super) struct PanelsTold {
    project: String,
    version: u64,
    items: Vec<PanelSeen>,
}

/// Whose words on a panel an office reads.
#[derive(Clone, Copy)]
enum Reads<'a> {
    All,
    Own(&'a str),
    None,
}

impl<'a> Reads<'a> {
    fn of(office: &'a Office) -> Reads<'a> {
        match office.of.as_deref() {
            _ if reads_all(office) => Reads::All,
            Some(own) if office.kind == OfficeKind::Expert => Reads::Own(own),
            _ => Reads::None,
        }
    }

    fn of_expert(self, expert: &str) -> bool {
        match self {
            Reads::All => true,
            Reads::Own(own) => own == expert,
            Reads::None => false,
        }
    }
}

fn seen(reader: &Reader, scheme: &Scheme, panel: &Panel, reads: Reads) -> Result<PanelSeen, Fault> {
    let text = |digest: Option<&str>| match digest {
        Some(digest) => reader.text(digest).map(|found| found.and_then(|sealed| sealed.text)),
        None => Ok(None),
    };
    let (mut votes, mut notes) = (Vec::new(), Vec::new());
    for (expert, ballot) in panel.votes.iter().filter(|(expert, _)| reads.of_expert(expert)) {
        votes.push(Voted {
            expert: (*expert).to_owned(),
            on: ballot.mark.on,
            vote: ballot.vote,
            positioning: ballot.positioning,
            reasons: text(ballot.text)?,
        });
    }
    for note in panel.clauses.iter().filter(|note| reads.of_expert(note.expert)) {
        notes.push(Noted {
            expert: note.expert.to_owned(),
            clause: note.clause.to_owned(),
            verdict: note.verdict,
            remark: text(note.text)?,
        });
    }
    let minutes = panel.met.and_then(|(_, minutes)| minutes).filter(|_| matches!(reads, Reads::All));
    let seat = |expert: &String| Seat {
        expert: expert.clone(),
        organisation: scheme.expert(expert).map(|one| one.organisation.clone()),
    };
    Ok(PanelSeen {
        told: PanelTold::of(panel),
        meets_on: panel.meets_on,
        is_past: panel.is_past,
        experts: panel.experts.iter().map(seat).collect(),
        votes,
        notes,
        minutes: text(minutes)?,
        set_aside_because: text(panel.set_aside.and_then(|(_, reason)| reason))?,
    })
}

/// The panels, for an office that opens the project.
fn of_project(reader: &Reader, project: &Project, office: &Office) -> Result<Vec<PanelSeen>, Fault> {
    let scheme = reader.scheme()?;
    let panels = project.progress().panels;
    panels.iter().map(|panel| seen(reader, &scheme, panel, Reads::of(office))).collect()
}

/// `GET /api/v1/projects/{id}/panels`.
pub(crate) async fn panels(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    Asked(Plain {}): Asked<Plain>,
    Officer(member): Officer,
) -> Answer {
    let site = site.public();
    site.bound_heavy(&member.visitor)?;
    let office = member.office()?.clone();
    let asked = id.clone();
    let found = site.look(move |reader| {
        let Some(filed) = reader.project(&asked)? else { return Ok(None) };
        if !opens_project(&office, &filed.value) {
            return Ok(Some(None));
        }
        Ok(Some(Some((filed.version, of_project(reader, &filed.value, &office)?))))
    });
    let (version, items) = found.await?.ok_or_else(no_project)?.ok_or(Trouble::Forbidden)?;
    Ok(Json(PanelsTold { project: id, version, items }).into_response())
}

/// An expert with the bars against that expert.
#[derive(Serialize, JsonSchema)]
struct ExpertTold {
    #[serde(flatten)]
    expert: Expert,
    /// Whether the expert is on the register on the day.
    is_on_register: bool,
    bars: Vec<ReviewBar>,
}

/// The register of experts.
#[derive(Serialize, JsonSchema)]
pub(super) struct ExpertsTold {
    items: Vec<ExpertTold>,
    as_of: Day,
    as_known_on: Option<Day>,
}

/// `GET /api/v1/experts`: the register as the case of the scheme shows it.
pub(crate) async fn experts(
    State(site): State<OfficeSite>,
    Asked(Plain {}): Asked<Plain>,
    Officer(member): Officer,
) -> Answer {
    let site = site.public();
    if !opens_experts(member.office()?) {
        return Err(Trouble::NoExperts);
    }
    site.bound_heavy(&member.visitor)?;
    let when = When::of(site, &member.visitor.glimpse)?;
    let scheme = site.look(move |reader| Ok(when.seen.scheme(&reader.scheme()?))).await?;
    let mut bars: BTreeMap<String, Vec<ReviewBar>> = BTreeMap::new();
    for bar in scheme.review_bars.list {
        bars.entry(bar.expert.clone()).or_default().push(bar);
    }
    let told = |expert: Expert| ExpertTold {
        is_on_register: expert.is_on_register(when.seen.as_of),
        bars: bars.get(&expert.id).cloned().unwrap_or_default(),
        expert,
    };
    let items = scheme.experts.list.into_iter().map(told).collect();
    Ok(Json(ExpertsTold { items, as_of: when.seen.as_of, as_known_on: when.seen.known_on }).into_response())
}
