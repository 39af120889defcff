//! Calls and projects for programs (clause 2).

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use policy::article::Said;
use policy::standard::project::Project;
use policy::standard::project::progress::CommentState;
use policy::standard::project::stage::Stage;
use registry::{CALL, PROJECT, Reader};
use serde::Serialize;

use crate::api::parameters::{Asked, Plain};
use crate::api::read::{Answer, Listed, list, versioned};
use crate::problem::Trouble;
use crate::public::PublicSite;
use crate::visitor::Visitor;
use crate::when::When;

/// A project as programs get it: its stage, its steps, and the words of what was said in public.
#[derive(Serialize)]
struct Told {
    stage: Stage,
    #[serde(flatten)]
    project: Project,
    comments: Vec<CommentTold>,
}

/// A comment that was let through.
#[derive(Serialize)]
struct CommentTold {
    comment: u32,
    text: Option<String>,
    answer: Option<String>,
}

fn told(reader: &Reader, project: Project) -> Result<Told, registry::Fault> {
    let now = project.progress();
    let stage = now.stage;
    let text = |digest: Option<&str>| match digest {
        Some(digest) => reader.text(digest).map(|found| found.and_then(|sealed| sealed.text)),
        None => Ok(None),
    };
    let is_told = |state: CommentState| matches!(state, CommentState::Open | CommentState::Answered(_));
    let mut comments = Vec::new();
    for one in now.comments.iter().filter(|one| is_told(one.state)) {
        let answer = one.answer.and_then(|(_, digest)| digest);
        comments.push(CommentTold { comment: one.number, text: text(one.text)?, answer: text(answer)? });
    }
    Ok(Told { stage, project, comments })
}

/// `GET /api/v1/calls`.
pub(crate) async fn calls(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, CALL, "/api/v1/calls").await
}

/// `GET /api/v1/projects`.
pub(crate) async fn projects(
    State(site): State<PublicSite>,
    visitor: Visitor,
    Asked(listed): Asked<Listed>,
) -> Answer {
    list(site, visitor, listed, PROJECT, "/api/v1/projects").await
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
            Ok(Some((told(reader, project)?, filed.version)))
        })
        .await?;
    let (told, version) = found.ok_or_else(|| match when.is_dated {
        true => when.not_on_file(),
        false => Trouble::Missing(Said::new("没有此标准项目", "there is no such project")),
    })?;
    Ok(versioned(&headers, version, &when, &told))
}
