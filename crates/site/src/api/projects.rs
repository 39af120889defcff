//! Calls and projects for programs (clause 2).

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use policy::article::Said;
use policy::calendar::Day;
use policy::scheme::research::Call;
use policy::standard::project::panel::Panel;
use policy::standard::project::progress::CommentState;
use policy::standard::project::stage::{CommentVerdict, DocumentKind, Purpose, Stage};
use policy::standard::project::{Project, Stepped};
use registry::{CALL, PROJECT, Reader};
use schemars::JsonSchema;
use serde::Serialize;

use crate::api::listed::Listed;
use crate::api::parameters::{Asked, Plain};
use crate::api::read::{Answer, list, sealed};
use crate::problem::Trouble;
use crate::public::calls::answered;
use crate::public::project_view::tally;
use crate::public::{PublicSite, order};
use crate::visitor::Visitor;
use crate::when::When;

/// A project as programs get it: its stage, its steps as everybody is told them, how panels voted, and the words of what
/// was said in public.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProjectTold {
    /// Its number.
    id: String,
    /// Where it stands.
    stage: Stage,
    /// Its steps, without what is not told.
    steps: Vec<Stepped>,
    /// Its panels, in numbers.
    panels: Vec<PanelTold>,
    /// What was let through.
    comments: Vec<CommentTold>,
    /// Documents that are there, each with the salt that its digest is made with: SHA-256 of salt and file.
    documents: Vec<DocumentTold>,
}

/// A document that everybody may have.
#[derive(Serialize, JsonSchema)]
struct DocumentTold {
    kind: DocumentKind,
    title: String,
    /// The day it was filed.
    on: Day,
    digest: String,
    salt: String,
}

/// How a panel voted, in numbers: who voted how is not told, and nothing of a panel that still sits.
#[derive(Serialize, JsonSchema)]
pub(super) struct PanelTold {
    panel: u16,
    purpose: Purpose,
    members: usize,
    met_on: Option<Day>,
    in_favour: Option<usize>,
    against: Option<usize>,
    abstaining: Option<usize>,
    /// How many of its members did not vote.
    uncast: Option<usize>,
    placed_first: Option<usize>,
    set_aside_on: Option<Day>,
}

impl PanelTold {
    pub(super) fn of(panel: &Panel) -> PanelTold {
        let tally = tally(panel);
        PanelTold {
            panel: panel.number,
            purpose: panel.purpose,
            members: panel.experts.len(),
            met_on: panel.met.map(|(mark, _)| mark.on),
            in_favour: tally.map(|tally| tally.in_favour),
            against: tally.map(|tally| tally.against),
            abstaining: tally.map(|tally| tally.abstaining),
            uncast: tally.map(|tally| tally.uncast),
            placed_first: tally.map(|tally| tally.placed_first),
            set_aside_on: panel.set_aside.map(|(mark, _)| mark.on),
        }
    }
}

/// A comment that was let through.
#[derive(Serialize, JsonSchema)]
struct CommentTold {
    comment: u32,
    clause: String,
    organisation: Option<String>,
    verdict: Option<CommentVerdict>,
    text: Option<String>,
    answer: Option<String>,
}

fn told(reader: &Reader, project: &Project) -> Result<ProjectTold, registry::Fault> {
    let now = project.progress();
    let stage = now.stage;
    let text = |digest: Option<&str>| match digest {
        Some(digest) => reader.text(digest).map(|found| found.and_then(|sealed| sealed.text)),
        None => Ok(None),
    };
    let mut comments = Vec::new();
    for one in now.comments.iter().filter(|one| one.state.is_told()) {
        let answer = one.answer.and_then(|(_, digest)| digest);
        let verdict = match one.state {
            CommentState::Answered(verdict) => Some(verdict),
            CommentState::Waiting | CommentState::Open | CommentState::SetAside => None,
        };
        comments.push(CommentTold {
            comment: one.number,
            clause: one.clause.to_owned(),
            organisation: one.organisation.map(str::to_owned),
            verdict,
            text: text(one.text)?,
            answer: text(answer)?,
        });
    }
    let mut documents = Vec::new();
    for one in &now.documents {
        let salt = reader.file_salt(one.digest)?;
        let told = |salt| DocumentTold {
            kind: one.kind,
            title: one.title.to_owned(),
            on: one.mark.on,
            digest: one.digest.to_owned(),
            salt,
        };
        documents.extend(salt.map(told));
    }
    let panels = now.panels.iter().map(PanelTold::of).collect();
    let Project { id, steps } = project.told();
    Ok(ProjectTold { id, stage, steps, panels, comments, documents })
}

/// `GET /api/v1/calls`.
pub(crate) async fn calls(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(mut listed): Asked<Listed>,
) -> Answer {
    // In the order of the page: what can be answered first.
    if listed.sort.is_empty() {
        order::named(CALL, "").clone_into(&mut listed.sort);
    }
    list(site, visitor, listed, CALL, "/api/v1/calls").await
}

/// A call, with the numbers of the projects that answer it.
#[derive(Serialize, JsonSchema)]
pub(super) struct CallTold {
    id: String,
    state: String,
    version: u64,
    call: Call,
    projects: Vec<String>,
    /// Whether there are more than are listed: `/api/v1/projects?q=` has them.
    has_more: bool,
    as_of: Day,
    as_known_on: Option<Day>,
}

/// `GET /api/v1/calls/{id}`.
pub(crate) async fn call(
    State(site): State<PublicSite>,
    Path(id): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
) -> Answer {
    site.bound_heavy(&visitor)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let found = site.look(move |reader| {
        let Some((call, answers)) = answered(reader, &id, &when)? else { return Ok(None) };
        let version = reader.row(CALL, &id)?.map_or(0, |row| row.version);
        Ok(Some((call, answers, version)))
    });
    let (call, answers, version) = found.await?.ok_or_else(|| match when.is_dated {
        true => when.not_on_file(),
        false => Trouble::Missing(Said::new("没有此征集", "there is no such call")),
    })?;
    let told = CallTold {
        id: call.id.clone(),
        state: call.state(when.seen.as_of).name().to_owned(),
        version,
        call,
        has_more: answers.is_cut,
        projects: answers.rows.into_iter().map(|row| row.id).collect(),
        as_of: when.seen.as_of,
        as_known_on: when.seen.known_on,
    };
    sealed(&headers, version, &when, &told)
}

/// `GET /api/v1/projects`.
pub(crate) async fn projects(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, PROJECT, "/api/v1/projects").await
}

/// That there is no such project.
pub(super) fn no_project() -> Trouble {
    Trouble::Missing(Said::new("没有此标准项目", "there is no such project"))
}

/// `GET /api/v1/projects/{id}`.
pub(crate) async fn project(
    State(site): State<PublicSite>,
    Path(id): Path<String>,
    visitor: Visitor,
    headers: HeaderMap,
    Asked(Plain {}): Asked<Plain>,
) -> Answer {
    site.bound_heavy(&visitor)?;
    let when = When::of(&site, &visitor.glimpse)?;
    let found = site
        .look(move |reader| {
            let Some(filed) = reader.project(&id)? else { return Ok(None) };
            let project = if when.is_dated { when.seen.project(&filed.value) } else { filed.value };
            if project.steps.is_empty() {
                return Ok(None);
            }
            Ok(Some((told(reader, &project)?, filed.version)))
        })
        .await?;
    let (told, version) = found.ok_or_else(|| match when.is_dated {
        true => when.not_on_file(),
        false => no_project(),
    })?;
    sealed(&headers, version, &when, &told)
}
