//! A project in the open (clause 2): each step with its day, the panels' votes, documents, comments with their answers,
//! and the system that it draws. What is told here is the same for everybody; the case page shows it, too.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use policy::authorization::evidence::FileType;
use policy::enterprise::credit_code::CreditCode;
use policy::scheme::Scheme;
use policy::standard::project::Project;
use policy::standard::project::progress::Progress;
use policy::standard::project::step::Participant;
use registry::{Fault, Filed, Reader};

use crate::acts::CaseKind;
use crate::frame::{Frame, Section};
use crate::office::reach::opens_project;
use crate::office::{case, upload};
use crate::problem::Trouble;
use crate::public::against::Against;
use crate::public::filter::encoded;
use crate::public::mark::Page;
use crate::public::project_grounds::Decided;
use crate::public::project_view::{ProjectView, enters_parts, view};
use crate::public::systems::Filling;
use crate::public::versions::{Kept, kept};
use crate::public::{PublicSite, page, project_grounds, project_led};
use crate::reports::{self, Medians};
use crate::tone::{self, State as Look};
use crate::visitor::Visitor;
use crate::when::{When, WhenForm};
use crate::words::as_shown;

/// The most comments on one page.
pub(super) const SHOWN: usize = 200;

/// What lies behind the page of a project.
pub(crate) struct Behind {
    pub(crate) project: Project,
    pub(crate) scheme: Scheme,
    pub(super) texts: Vec<(String, Option<String>)>,
    pub(super) there: Kept,
    /// What there is for the leaves of the system that it builds.
    pub(super) filling: Filling,
    /// Enterprises that took part and are not on file as drafters of the edition, for whoever enters them.
    pub(super) lacking: Vec<Participant>,
    pub(super) usual: Arc<Medians>,
    /// That nobody leads it any more.
    pub(super) gone: Option<Against>,
    /// What was decided of it, with its grounds.
    pub(super) decided: Vec<Decided>,
}

impl Behind {
    /// One of the texts that everybody may read, as long as it is kept.
    pub(super) fn text(&self, digest: Option<&str>) -> Option<&str> {
        let found = self.texts.iter().find(|(known, _)| Some(known.as_str()) == digest);
        found.and_then(|(_, text)| text.as_deref())
    }
}

/// The texts that everybody may read: why panels were set aside, comments that were let through, and their answers.
fn told_texts(now: &Progress) -> Vec<String> {
    let told = now.comments.iter().filter(|comment| comment.state.is_told()).take(SHOWN);
    let texts = told.flat_map(|one| [one.text, one.answer.and_then(|(_, text)| text)]);
    let reasons = now.panels.iter().filter_map(|panel| panel.set_aside.and_then(|(_, reason)| reason));
    texts.flatten().chain(reasons).map(str::to_owned).collect()
}

/// Looks up what the page of a project needs.
///
/// # Errors
/// A fault of the reader.
pub(crate) fn behind(
    reader: &Reader,
    filed: Filed<Project>,
    when: &When,
    (usual, enters_parts): (Arc<Medians>, bool),
) -> Result<Option<Behind>, Fault> {
    let project = if when.is_dated { when.seen.project(&filed.value) } else { filed.value };
    if project.steps.is_empty() {
        return Ok(None);
    }
    let now = project.progress();
    let mut texts = Vec::new();
    for digest in told_texts(&now) {
        let text = reader.text(&digest)?.and_then(|sealed| sealed.text).map(as_shown);
        texts.push((digest, text));
    }
    let there = kept(reader, &now)?;
    let filling = Filling::of(reader, &project.id, now.nodes)?;
    let scheme = reader.scheme()?;
    // The dossier of every drafter is read for it.
    let lacking = if enters_parts { lacking(reader, &now, when)? } else { Vec::new() };
    let leads = project_led::leads(reader, &project)?;
    let gone = project_led::gone(reader, &project, &leads, when.seen);
    let decided = project_grounds::of(reader, &project, (&scheme, &leads))?;
    Ok(Some(Behind { lacking, scheme, texts, there, filling, usual, project, gone, decided }))
}

/// The enterprises that took part in what was published and are not on file as its drafters.
fn lacking(reader: &Reader, now: &Progress, when: &When) -> Result<Vec<Participant>, Fault> {
    let Some(edition) = now.edition else { return Ok(Vec::new()) };
    let drafters = reader.drafters(edition.number(), when.seen)?;
    let is_on_file = |code: CreditCode| {
        drafters.iter().any(|one| one.enterprise() == code && one.role.edition == *edition)
    };
    let bound = now.participants.iter().filter(|one| one.kind.is_bound());
    let lacks = bound.filter(|one| one.enterprise.is_some_and(|code| !is_on_file(code)));
    Ok(lacks.map(|one| Participant::clone(one)).collect())
}

#[derive(Template)]
#[template(path = "project.html")]
struct ProjectPage {
    f: Frame,
    id: String,
    title: String,
    state: Look,
    p: ProjectView,
    case: Option<String>,
    when: WhenForm,
}

/// The address of a project.
pub(crate) fn address(id: &str) -> String {
    format!("/projects/{}", encoded(id))
}

/// The project at an address, with what its page needs.
///
/// # Errors
/// If there is none, or the reader is at fault.
pub(crate) async fn load(
    site: &PublicSite,
    visitor: &Visitor,
    id: &str,
    when: When,
) -> Result<Behind, Trouble> {
    let (id, enters_parts) = (id.to_owned(), enters_parts(visitor));
    let usual = reports::usual(site).await?;
    let found = site
        .look(move |reader| match reader.project(&id)? {
            Some(filed) => behind(reader, filed, &when, (usual, enters_parts)),
            None => Ok(None),
        })
        .await?;
    found.ok_or_else(|| when.not_on_file())
}

/// `GET /projects/{id}`.
pub(crate) async fn show(State(site): State<PublicSite>, Path(id): Path<String>, visitor: Visitor) -> Page {
    let when = When::of(&site, &visitor.glimpse)?;
    let behind = load(&site, &visitor, &id, when).await?;
    let now = behind.project.progress();
    let title = now.proposal.map(|proposal| proposal.title.clone()).unwrap_or_default();
    let opens = visitor.office().is_some_and(|office| opens_project(office, &behind.project));
    page(&ProjectPage {
        f: visitor.frame(format!("{title} · {id}"), Section::Standards).seen(when.banner(&visitor)),
        state: Look::new(tone::of_stage(now.stage), visitor.word(now.stage.words())),
        p: view(&visitor, &behind, when.seen.as_of, &when),
        case: opens.then(|| case::address(CaseKind::Project, &id)),
        when: when.form(address(&id), Vec::new()),
        id,
        title,
    })
}

/// `GET /projects/{id}/documents/{digest}`: a document of a project, which anybody may read; of another day, one that was
/// on file then.
pub(crate) async fn document(
    State(site): State<PublicSite>,
    Path((id, digest)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let when = When::of(&site, &visitor.glimpse)?;
    let (asked, wanted) = (id.clone(), digest.clone());
    let body = site
        .look(move |reader| {
            let Some(filed) = reader.project(&asked)? else { return Ok(None) };
            let now = filed.value.progress_seen(when.seen);
            let is_its = now.documents.iter().any(|document| document.digest == wanted);
            if is_its { reader.file(&wanted) } else { Ok(None) }
        })
        .await?
        .ok_or_else(|| when.not_on_file())?;
    let kind = FileType::by_head(&body);
    Ok(upload::given_out(&id, &digest, kind, body))
}
