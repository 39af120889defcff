//! The files of a declaration: sent one by one, looked at before they are kept, shown to whoever decides.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form as Typed;
use policy::authorization::evidence::{Evidence, EvidenceOf, FILE_BYTES, FileType, MOST_FILES, TOTAL_BYTES};
use registry::NewFile;

use super::sniff::{self, type_name};
use super::writing::{Step, Writing, find, maker, own};
use crate::frame::{Frame, Section};
use crate::office::case::Case;
use crate::office::sign_in::Bare;
use crate::office::{OfficeSite, from_our_page, upload};
use crate::problem::Trouble;
use crate::session::Member;
use crate::visitor::Visitor;
use crate::words::fill;

/// The most that the form with a file may bring, in bytes: the file and a little around it.
pub(crate) const UPLOAD_BYTES: usize = FILE_BYTES as usize + 16 * 1024;

/// A file as pages show it.
pub(crate) struct FileView {
    pub(crate) digest: String,
    pub(crate) shows: &'static str,
    pub(crate) about: String,
    /// Whether it is there to be read: one that was erased is not.
    pub(crate) is_there: bool,
    /// What is said of it to whoever does not see it, where it is shown as a picture.
    pub(crate) picture: Option<String>,
}

/// Files in the reader's words.
pub(crate) fn views(visitor: &Visitor, evidence: &[Evidence]) -> Vec<FileView> {
    let view = |one: &Evidence| FileView {
        digest: one.digest.clone(),
        shows: visitor.word(one.shows.words()),
        about: about(one.file_type, one.bytes, &one.digest),
        is_there: true,
        picture: None,
    };
    evidence.iter().map(view).collect()
}

/// What tells a file apart from others.
pub(crate) fn about(file_type: FileType, bytes: u64, digest: &str) -> String {
    format!("{} · {}", type_and_size(file_type, bytes), upload::short(digest))
}

/// What a file is and how large.
pub(crate) fn type_and_size(file_type: FileType, bytes: u64) -> String {
    format!("{} · {} kB", type_name(file_type), bytes.div_ceil(1000))
}

#[derive(Template)]
#[template(path = "declare_evidence.html")]
struct EvidencePage {
    f: Frame,
    csrf: String,
    id: String,
    place: String,
    question: &'static str,
    lead: String,
    files: Vec<FileView>,
    kinds: Vec<(&'static str, &'static str, bool)>,
    is_full: bool,
    /// The field that is wrong, and why.
    error: Option<(&'static str, String)>,
}

const MIB: u64 = 1024 * 1024;

/// How much may be sent, in the words of the page.
fn bounds(words: &str) -> String {
    fill(words, &[&MOST_FILES, &(FILE_BYTES / MIB), &(TOTAL_BYTES / MIB)])
}

/// `GET /declare/{id}/evidence`.
pub(crate) async fn ask(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    member: Member,
) -> Result<Response, Trouble> {
    let writing = find(&site, &member, &id).await?;
    maker(&member)?;
    evidence_page(&member, &writing, "", None)
}

fn evidence_page(
    member: &Member,
    writing: &Writing,
    chosen: &str,
    error: Option<(&'static str, String)>,
) -> Result<Response, Trouble> {
    let visitor = &member.visitor;
    let w = &visitor.w.declare;
    let place = Step::ALL.iter().position(|one| *one == Step::Evidence).map_or(1, |at| at + 1);
    let prefix = if error.is_some() { visitor.w.frame.error_prefix } else { "" };
    let kind = |of: EvidenceOf| (of.name(), visitor.word(of.words()), of.name() == chosen);
    let is_wrong = error.is_some();
    let called = |file: FileView| match writing.name_of(&file.digest) {
        Some(name) => FileView { about: format!("{name} · {}", file.about), ..file },
        None => file,
    };
    let page_of = EvidencePage {
        f: visitor.frame(format!("{prefix}{} · {}", w.evidence, w.title), Section::Other),
        csrf: member.signed.csrf.clone(),
        id: writing.id.clone(),
        place: fill(w.step_of, &[&place, &Step::ALL.len()]),
        question: w.evidence,
        lead: bounds(w.evidence_lead),
        files: views(visitor, &writing.evidence).into_iter().map(called).collect(),
        kinds: EvidenceOf::ALL.map(kind).to_vec(),
        is_full: writing.evidence.len() >= MOST_FILES,
        error,
    };
    upload::answered(&page_of, is_wrong)
}

/// `POST /declare/{id}/evidence`: keeps a file.
pub(crate) async fn send(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    headers: HeaderMap,
    member: Member,
    parts: Multipart,
) -> Result<Response, Trouble> {
    site.public().bound_heavy(&member.visitor)?;
    let sent = upload::read(parts).await?;
    from_our_page(&site, &member, &headers, sent.csrf.as_ref())?;
    // One at a time: of two files that come at once none is lost, and the bounds hold.
    let _turn = site.drafts().lock().await;
    let mut writing = own(&site, &member, &id).await?;
    // Kept where it was begun; what is wrong with it is told there.
    let elsewhere = writing.elsewhere(&member, "/evidence")?;
    let w = &member.visitor.w.declare;
    let wrong_at = |at: &'static str, says: String| match &elsewhere {
        Some(elsewhere) => Err(elsewhere.clone()),
        None => evidence_page(&member, &writing, &sent.shows, Some((at, says))),
    };
    let wrong = |says: String| wrong_at("file", says);
    let Some(shows) = EvidenceOf::ALL.into_iter().find(|of| of.name() == sent.shows) else {
        return wrong_at("shows", w.evidence_choose.to_owned());
    };
    if sent.body.is_empty() {
        return wrong(w.evidence_none_sent.to_owned());
    }
    let bytes = sent.body.len() as u64;
    let kept: u64 = writing.evidence.iter().map(|one| one.bytes).sum();
    if bytes > FILE_BYTES {
        return wrong(upload::too_large(member.visitor.w, &sent.name, bytes));
    }
    if writing.evidence.len() >= MOST_FILES || kept + bytes > TOTAL_BYTES {
        let file = upload::named(member.visitor.w, &sent.name);
        return wrong(fill(w.evidence_over, &[&file, &MOST_FILES, &(TOTAL_BYTES / MIB)]));
    }
    let (body, found) = sniff::looked_at(&sent.name, sent.body).await?;
    let file_type = match found {
        Ok(file_type) => file_type,
        Err(refused) => return wrong(refused.told(member.visitor.w, &sent.name)),
    };
    let file = NewFile {
        draft: writing.id.clone(),
        person: member.signed.person.clone(),
        salt: site.chance(),
        body,
    };
    let digest = site.change(move |registry| registry.keep_file(file)).await?;
    writing.take(Evidence { digest, shows, file_type, bytes }, &sent.name);
    writing.keep(&site, &member).await?;
    match elsewhere {
        Some(elsewhere) => Err(elsewhere),
        None => Ok(Redirect::to(&format!("/declare/{id}/evidence")).into_response()),
    }
}

/// `GET /declare/{id}/evidence/{digest}`: a file that is not filed yet, for whoever sent it.
pub(crate) async fn show(
    State(site): State<OfficeSite>,
    Path((id, digest)): Path<(String, String)>,
    member: Member,
) -> Result<Response, Trouble> {
    let writing = find(&site, &member, &id).await?;
    let held = writing.evidence.iter().find(|one| one.digest == digest).ok_or(Trouble::NotOnFile)?;
    let body = site.public().look(move |reader| reader.file(&digest)).await?.ok_or(Trouble::NotOnFile)?;
    Ok(upload::given_out("file", &held.digest, Some(held.file_type), body))
}

/// `POST /declare/{id}/evidence/{digest}/end`: forgets a file.
pub(crate) async fn end(
    State(site): State<OfficeSite>,
    Path((id, digest)): Path<(String, String)>,
    headers: HeaderMap,
    member: Member,
    Typed(bare): Typed<Bare>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let _turn = site.drafts().lock().await;
    let mut writing = find(&site, &member, &id).await?;
    writing.forget(&digest);
    writing.keep(&site, &member).await?;
    let person = member.signed.person.clone();
    site.change(move |registry| registry.end_file(&digest, &person)).await?;
    Ok(Redirect::to(&format!("/declare/{id}/evidence")).into_response())
}

/// `POST /declare/{id}/evidence/done`: that is all.
pub(crate) async fn done(
    State(site): State<OfficeSite>,
    Path(id): Path<String>,
    headers: HeaderMap,
    member: Member,
    Typed(bare): Typed<Bare>,
) -> Result<Response, Trouble> {
    from_our_page(&site, &member, &headers, bare.csrf())?;
    let _turn = site.drafts().lock().await;
    let mut writing = find(&site, &member, &id).await?;
    maker(&member)?;
    writing.answered(Step::Evidence);
    writing.keep(&site, &member).await?;
    let next = writing.next().map_or("review", Step::name);
    Ok(Redirect::to(&format!("/declare/{id}/{next}")).into_response())
}

/// The files of a declaration's case.
pub(crate) fn of_case(case: &Case) -> &[Evidence] {
    case.declaration().map_or(&[], |declaration| declaration.filing.evidence.as_slice())
}
